// What the palette lists for what was typed: instances, then commands, then views.
import { Filter16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { EVERYTHING } from '../../../shared/model/fleet-filter.ts';
import { type Tone, toneOf } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { go } from '../../state/route.ts';
import { verdictWords } from '../../text/verdict.ts';
import type { Words } from '../../text/words.ts';
import { showFleet } from '../fleet/use-fleet-view.ts';
import { INSTANCE_COMMANDS, type InstanceCommand, perform } from './instance-commands.tsx';
import { type InstanceFinder, wordsBeside, wordsOfQuery } from './matching.ts';

export type Entry = {
  key: string;
  icon: ReactNode;
  name: string;
  /** Beside the name: the verdict of an instance. */
  beside?: { tone: Tone; text: string };
  /** At the end of the line: an account, keys, or why it cannot be done now. */
  note?: string;
  isDisabled?: boolean;
  /** Its own commands are listed by Ctrl+Enter. */
  instance?: FleetRow;
  run: () => void;
  /** Instead of closing, the palette goes on with this text. */
  goesOn?: string;
};
export type Group = { name: string; entries: Entry[]; more?: string };

export type Asked = {
  text: string;
  rows: ReadonlyMap<string, FleetRow>;
  /** Whose commands are listed alone; null: everything is. */
  scope: FleetRow | null;
  /** The instance that is looked at. */
  present: FleetRow | null;
  now: number;
  finder: InstanceFinder;
  /** Commands and views that belong to no instance. */
  general: { commands: readonly Entry[]; views: readonly Entry[] };
};
const INSTANCES = 6;
const SUBJECTS = 4;

export function groupsFor(words: Words, asked: Asked): Group[] {
  const { palette: t } = words.t;
  const query = wordsOfQuery(asked.text);
  if (asked.scope !== null) return [{ name: t.commandsOf(asked.scope.name), entries: commandsOf(words, asked.scope, query) }];
  const { best, all } = asked.finder.find(asked.rows.values(), query, INSTANCES, asked.now);
  const instances: Group = { name: t.instances, entries: best.map((row) => instanceEntry(words, row, asked.now)) };
  if (all > best.length) instances.more = t.moreInstances(all - best.length);
  const fits = ({ name }: Entry) => wordsBeside(query, name).length === 0;
  const subject = query.length === 0 ? asked.present : (best[0] ?? null);
  const ofBest = subject === null || (query.length > 0 && best.length > INSTANCES / 2) ? [] : commandsOf(words, subject, []);
  const named = query.length === 0 ? [] : namedCommands(words, asked, query);
  const commands = [...named, ...asked.general.commands.filter(fits), ...ofBest.slice(0, SUBJECTS)];
  const views = [
    ...asked.general.views.filter(fits),
    ...(all > 1 && query.length > 0 ? [filtered(words, asked.text.trim())] : []),
  ];
  const groups = [instances, { name: t.commands, entries: distinct(commands) }, { name: t.views, entries: views }];
  return groups.filter(({ entries }) => entries.length > 0);
}

const filtered = ({ t }: Words, text: string): Entry => ({
  key: 'filter',
  icon: <Filter16Regular />,
  name: t.palette.filteredBy(text),
  run: () => showFleet({ ...EVERYTHING, text }),
});

const distinct = (entries: Entry[]): Entry[] => [...new Map(entries.map((entry) => [entry.key, entry])).values()];

function instanceEntry(words: Words, row: FleetRow, now: number): Entry {
  const tone = toneOf(row, now);
  const { word, rest } = verdictWords(words, row, now);
  return {
    key: row.id,
    icon: <Mark tone={tone} />,
    name: row.name,
    beside: { tone, text: `${word} ${rest}`.trim() },
    note: row.account ?? '',
    instance: row,
    run: () => go({ view: 'instance', id: row.id, tab: 'summary' }),
  };
}

function commandsOf(words: Words, row: FleetRow, query: readonly string[]): Entry[] {
  const { instanceCommands } = words.t.palette;
  return INSTANCE_COMMANDS.filter(({ command }) => wordsBeside(query, instanceCommands[command]).length === 0).map((one) =>
    commandEntry(words, row, one),
  );
}

function commandEntry({ t: { palette: t } }: Words, row: FleetRow, { command, Icon, why }: InstanceCommand): Entry {
  const reason = why(row);
  return {
    key: `${command} ${row.id}`,
    icon: <Icon fontSize={16} />,
    name: t.commandFor(t.instanceCommands[command], row.name),
    ...(reason === null ? {} : { note: t.reasons[reason], isDisabled: true }),
    run: () => perform(command, row),
  };
}

/** Commands that were named: for the instances that the other words find, else for the one that is looked at. */
function namedCommands(words: Words, { rows, present, now, finder }: Asked, query: readonly string[]): Entry[] {
  const { palette: t } = words.t;
  return INSTANCE_COMMANDS.flatMap((one): Entry[] => {
    const { command, Icon } = one;
    const title = t.instanceCommands[command];
    const rest = wordsBeside(query, title);
    if (rest.length === query.length) return [];
    if (rest.length > 0) return finder.find(rows.values(), rest, SUBJECTS, now).best.map((row) => commandEntry(words, row, one));
    if (present !== null) return [commandEntry(words, present, one)];
    const goesOn = `${title} `;
    return [{ key: command, icon: <Icon fontSize={16} />, name: t.commandForWhich(title), note: t.which, run: () => {}, goesOn }];
  });
}
