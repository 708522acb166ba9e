// The presence beside the window (presence.ts), loaded once the page has had its turn, or as soon as somebody asks for it.
import type { OpenFolder } from './open-folder.ts';
import type { Presence, PresenceOptions } from './presence.ts';
import type { Preferences } from './services/preferences/preferences.ts';
import type { RealClock } from './services/time/real-time.ts';
import type { Handlers } from './shell/ipc/answers.ts';
import { showWindow } from './shell/window/show-window.ts';
import { standardDataFolder } from './standard-folders.ts';

/** Tray and notices come after the page, which has the better right to the first moments. Real ms. */
const AFTER_MS = 2_000;

export type LatePresenceOptions = Pick<PresenceOptions, 'window' | 'pictures'> & {
  folder: string;
  /** The window is not wanted yet; without a tray it is shown all the same. */
  inTray: boolean;
};

export class LatePresence {
  #presence: Promise<Presence> | null = null;
  readonly #callOff: () => void;

  /** `folders`: those that are open now, the window's own first, the one that it shows last. */
  constructor(
    private readonly options: LatePresenceOptions,
    private readonly preferences: Preferences,
    private readonly real: RealClock,
    private readonly folders: () => readonly OpenFolder[],
  ) {
    this.#callOff = real.after(options.inTray ? 0 : AFTER_MS, () => void this.#present());
  }

  /** Others are open now than before. */
  foldersChanged(): void {
    void this.#presence?.then((presence) => presence.open(this.folders()));
  }

  fleetChanged(): void {
    void this.#presence?.then((presence) => presence.fleetChanged());
  }

  /** Somebody closed the window: it is put into the tray, or the program quits. */
  async windowClosed(): Promise<void> {
    await (await this.#present()).windowClosed();
  }

  handlers(): Pick<Handlers, Extract<keyof Handlers, `desktop.${string}`>> {
    return {
      'desktop.state': async () => (await this.#present()).state(),
      'desktop.startAtLogin': async ({ on }) => (await this.#present()).startAtLogin(on),
      'desktop.testNotice': async () => (await this.#present()).testNotice(),
    };
  }

  async dispose(): Promise<void> {
    this.#callOff();
    (await this.#presence)?.dispose();
  }

  #present(): Promise<Presence> {
    this.#presence ??= this.#load();
    return this.#presence;
  }

  async #load(): Promise<Presence> {
    const { Presence } = await import('./presence.ts');
    const { window, pictures, folder, inTray } = this.options;
    const otherFolder = folder === standardDataFolder() ? null : folder;
    const presence = new Presence({ window, pictures, folder: otherFolder, preferences: this.preferences, real: this.real });
    presence.open(this.folders());
    const { tray } = await presence.state();
    if (inTray && !tray) showWindow(window);
    return presence;
  }
}
