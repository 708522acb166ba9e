// The icon in the tray: the worst verdict as shape and colour, the answer in a sentence, and the way to the worst few.
import path from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { FleetOutlook } from '../../../shared/model/fleet-outlook.ts';
import type { Language } from '../../../shared/model/language.ts';
import { noticeTexts, numberIn } from '../../services/notices/text/notice-text.ts';

export type TrayActions = { open: () => void; openInstance: (id: string) => void; quit: () => void };
type Tone = 'blocked' | 'warning' | 'ok' | 'idle';

export class TrayIcon {
  readonly #tray: Tray;
  #shown = '';

  /** `folder`: where the build put its pictures. */
  constructor(
    private readonly folder: string,
    private readonly actions: TrayActions,
  ) {
    this.#tray = new Tray(this.#picture('idle'));
    this.#tray.on('click', actions.open);
  }

  show(outlook: FleetOutlook, language: Language): void {
    const said = JSON.stringify([outlook, language]);
    // A menu that is open would close.
    if (said === this.#shown) return;
    this.#shown = said;
    this.#tray.setImage(this.#picture(toneOf(outlook)));
    this.#tray.setToolTip(sentenceOf(outlook, language));
    this.#tray.setContextMenu(Menu.buildFromTemplate(this.#menu(outlook, language)));
  }

  dispose(): void {
    this.#tray.destroy();
  }

  #picture(tone: Tone) {
    return nativeImage.createFromPath(path.join(this.folder, `tray-${tone}.png`));
  }

  #menu(outlook: FleetOutlook, language: Language): MenuItemConstructorOptions[] {
    const { tray: words } = noticeTexts(language);
    const figures = COUNTED.filter((bucket) => outlook.counts[bucket] > 0).map((bucket) => ({
      label: words.counts[bucket](numberIn(language, outlook.counts[bucket])),
      enabled: false,
    }));
    const worst = outlook.worst.map(({ id, name, bucket }) => ({
      // An ampersand marks a key, unless it stands twice.
      label: `${name.replaceAll('&', '&&')} – ${words.states[bucket]}`,
      click: () => this.actions.openInstance(id),
    }));
    return [
      { label: sentenceOf(outlook, language), enabled: false },
      ...figures,
      { type: 'separator' },
      { label: words.open, click: this.actions.open },
      ...worst,
      { type: 'separator' },
      { label: words.quit, click: this.actions.quit },
    ];
  }
}
const COUNTED = ['blocked', 'risk', 'out-of-compliance', 'fine'] as const;

function toneOf({ counts }: FleetOutlook): Tone {
  if (counts.blocked > 0) return 'blocked';
  if (counts.risk + counts['out-of-compliance'] > 0) return 'warning';
  return counts.fine > 0 ? 'ok' : 'idle';
}

/** The sentence of the fleet, as its view has it. */
function sentenceOf({ counts }: FleetOutlook, language: Language): string {
  const { tray: words } = noticeTexts(language);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const num = (value: number) => numberIn(language, value);
  if (all === 0) return words.none;
  if (counts.blocked > 0) return words.blocked(num(counts.blocked), num(all), all === 1);
  if (counts.risk > 0) return words.risk(num(counts.risk), num(all));
  if (counts['out-of-compliance'] > 0) return words.over;
  return counts.fine === 0 ? words.undecided : words.fine(all === 1);
}
