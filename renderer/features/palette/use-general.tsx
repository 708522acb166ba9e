// Commands and views that belong to no instance: everything that can be done and seen from anywhere.
import {
  Add16Regular,
  ArrowDownload16Regular,
  ArrowImport16Regular,
  Beaker16Regular,
  Color16Regular,
  Filter16Regular,
  Keyboard16Regular,
  LocalLanguage16Regular,
  TaskListLtr20Regular,
} from '@fluentui/react-icons';
import { type ReactNode, useMemo } from 'react';
import { BUCKETS } from '../../../shared/model/closed-lists.ts';
import { EVERYTHING } from '../../../shared/model/fleet-filter.ts';
import type { FleetFilter } from '../../../shared/model/fleet-view.ts';
import { ask } from '../../api/client.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';
import { go, routeOf, SETTINGS_PARTS } from '../../state/route.ts';
import { type Keys, keyCaps, SHORTCUTS, type Shortcut } from '../../state/shortcuts.ts';
import { wishFor } from '../../state/wish.ts';
import { useWords, type Words } from '../../text/words.ts';
import { showFleet } from '../fleet/use-fleet-view.ts';
import { VIEWS } from '../frame/views.tsx';
import { exportFile } from '../jobs/export-file.ts';
import { chooseImport } from '../jobs/import-button.tsx';
import { open as openOverFleet } from '../jobs/opened.ts';
import type { Asked, Entry } from './entries.tsx';

const capsOf = ({ t }: Words, shortcut: Shortcut): string => {
  const [keys]: readonly Keys[] = SHORTCUTS[shortcut];
  return keys === undefined ? '' : keyCaps(keys, t.shortcuts.keys).join(' ');
};
/** What main refuses here is told where the setting is. */
const quietly = (asked: Promise<unknown>): void => void asked.catch(() => undefined);

export function useGeneral(onShortcuts: () => void): Asked['general'] {
  const words = useWords();
  const inDemonstration = useFleet((state) => state.host?.demonstration ?? false);
  const saved = useFleet((state) => state.settings.savedFilters);
  return useMemo(
    () => ({
      commands: commands(words, inDemonstration, onShortcuts),
      views: [...views(words), ...filters(words), ...saved.map(({ name, filter }) => filterEntry(words, name, filter))],
    }),
    [words, inDemonstration, saved, onShortcuts],
  );
}

function commands(words: Words, inDemonstration: boolean, onShortcuts: () => void): Entry[] {
  const { t } = words;
  const add: Entry = {
    key: 'add',
    icon: <Add16Regular />,
    name: t.fleet.add,
    note: capsOf(words, 'add'),
    run: () => wishFor({ for: 'fleet', does: 'add' }, { view: 'fleet' }),
  };
  const keys: Entry = {
    key: 'shortcuts',
    icon: <Keyboard16Regular />,
    name: t.shortcuts.title,
    note: capsOf(words, 'shortcuts'),
    run: onShortcuts,
  };
  const demonstration: Entry = {
    key: 'demonstration',
    icon: <Beaker16Regular />,
    name: inDemonstration ? t.palette.leaveDemonstration : t.firstRun.look,
    run: () => quietly(ask(inDemonstration ? 'demonstration.leave' : 'demonstration.start', {})),
  };
  const themes = (['system', 'light', 'dark'] as const).map((theme) => ({
    key: `theme ${theme}`,
    icon: <Color16Regular />,
    name: `${t.settings.theme}: ${t.settings.themes[theme]}`,
    run: () => quietly(prefer({ theme })),
  }));
  const languages = (
    [
      ['en', 'English'],
      ['de', 'Deutsch'],
    ] as const
  ).map(([language, name]) => ({
    key: `language ${language}`,
    icon: <LocalLanguage16Regular />,
    name: `${t.settings.language}: ${name}`,
    run: () => quietly(prefer({ language })),
  }));
  // Their dialogs stand over the fleet.
  const overFleet = (key: string, icon: ReactNode, name: string, act: () => void): Entry => ({
    key,
    icon,
    name,
    run: () => {
      go({ view: 'fleet' });
      act();
    },
  });
  const files = [
    overFleet('import', <ArrowImport16Regular />, t.jobs.importFile, () => void chooseImport()),
    overFleet('export csv', <ArrowDownload16Regular />, t.jobs.exportAs.csv, () => void exportFile('csv', null)),
    overFleet('export json', <ArrowDownload16Regular />, t.jobs.exportAs.json, () => void exportFile('json', null)),
    overFleet('jobs', <TaskListLtr20Regular fontSize={16} />, t.jobs.past, () => openOverFleet({ kind: 'list' })),
  ];
  return [add, ...files, keys, demonstration, ...themes, ...languages];
}

function views(words: Words): Entry[] {
  const { t } = words;
  const ofRail = VIEWS.map(
    ({ view, Icon }, index): Entry => ({
      key: view,
      icon: <Icon fontSize={16} />,
      name: t.frame[view],
      note: capsOf(words, `view${index + 1}` as Shortcut),
      run: () => go(routeOf(view)),
    }),
  );
  const Settings = VIEWS.find(({ view }) => view === 'settings')?.Icon;
  const ofSettings = SETTINGS_PARTS.map((part) => ({
    key: `settings ${part}`,
    icon: Settings === undefined ? null : <Settings fontSize={16} />,
    name: t.palette.within(t.frame.settings, t.settings[part]),
    run: () => go({ view: 'settings', part }),
  }));
  return [...ofRail, ...ofSettings];
}

const filters = (words: Words): Entry[] =>
  BUCKETS.map((bucket) => filterEntry(words, words.t.fleet.buckets[bucket], { ...EVERYTHING, buckets: [bucket] }));

const filterEntry = ({ t }: Words, name: string, filter: FleetFilter): Entry => ({
  key: `filter ${name}`,
  icon: <Filter16Regular />,
  name: t.palette.within(t.frame.fleet, name),
  run: () => showFleet(filter),
});
