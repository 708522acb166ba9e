// Every instance, view and command by typing: a field with a list under it, worked by keys alone.
import { Dialog, DialogSurface } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useState } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Kbd } from '../../components/kbd.tsx';
import { useMinute } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useRoute } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { type Entry, groupsFor } from './entries.tsx';
import { InstanceFinder } from './matching.ts';
import './palette.css';
import { PaletteList } from './palette-list.tsx';
import { useGeneral } from './use-general.tsx';

type Props = {
  onClose: () => void;
  /** Opens the list of shortcuts, once the palette is closed. */
  onShortcuts: () => void;
};

export function Palette({ onClose, onShortcuts }: Props) {
  const { t } = useWords();
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface className="palette" aria-label={t.palette.find}>
        <Finder onClose={onClose} onShortcuts={onShortcuts} />
      </DialogSurface>
    </Dialog>
  );
}

function Finder({ onClose, onShortcuts }: Props) {
  const { t } = useWords();
  const list = useId();
  const [text, setText] = useState('');
  const [scope, setScope] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const { groups, scoped } = useGroups(text, scope, onShortcuts);
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const current = Math.min(at, entries.length - 1);
  const idOf = (index: number) => `${list}-${index}`;
  useLayoutEffect(() => {
    document.getElementById(`${list}-${current}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [list, current]);

  const ask = (next: string, of: string | null = scope) => {
    setText(next);
    setScope(of);
    setAt(0);
  };
  const run = (entry: Entry | undefined) => {
    if (entry === undefined || entry.isDisabled) return;
    if (entry.goesOn !== undefined) return ask(entry.goesOn);
    onClose();
    entry.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const entry = entries[current];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // From the last entry on to the first, and back.
    if (by !== undefined && entries.length > 0) setAt((current + by + entries.length) % entries.length);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) entry?.instance && ask('', entry.instance.id);
    else if (event.key === 'Enter') run(entry);
    else if (event.key === 'Escape' && scope !== null) ask('', null);
    else if (event.key === 'Backspace' && text === '' && scope !== null) ask('', null);
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };
  return (
    <>
      <div className="q">
        <Search20Regular />
        {scoped === null ? null : <span className="chip strong">{scoped.name}</span>}
        <input
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={entries.length === 0 ? undefined : idOf(current)}
          aria-label={t.palette.find}
          placeholder={scoped === null ? t.palette.find : t.palette.findCommand}
          value={text}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => ask(target.value)}
          onKeyDown={onKey}
        />
        <Kbd>Esc</Kbd>
      </div>
      <PaletteList id={list} groups={groups} current={current} idOf={idOf} text={scoped === null ? text : ''} onRun={run} />
      <Foot entries={entries} />
    </>
  );
}

function useGroups(text: string, scope: string | null, onShortcuts: () => void) {
  const words = useWords();
  const rows = useFleet((state) => state.rows);
  const now = useMinute();
  const route = useRoute();
  const general = useGeneral(onShortcuts);
  const [finder] = useState(() => new InstanceFinder());
  const rowOf = (id: string | null): FleetRow | null => (id === null ? null : (rows.get(id) ?? null));
  const scoped = rowOf(scope);
  const present = rowOf(route.view === 'instance' ? route.id : null);
  const groups = useMemo(
    () => groupsFor(words, { text, rows, scope: scoped, present, now, finder, general }),
    [words, text, rows, scoped, present, now, finder, general],
  );
  return { groups, scoped };
}

function Foot({ entries }: { entries: readonly Entry[] }) {
  const { t, f } = useWords();
  const { keys } = t.shortcuts;
  return (
    <footer>
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t.palette.move}
      </span>
      <span>
        <Kbd>{keys.Enter}</Kbd> {t.palette.open}
      </span>
      <span>
        <Kbd>
          {keys.ctrl} {keys.Enter}
        </Kbd>{' '}
        {t.palette.itsCommands}
      </span>
      <span className="vh" role="status">
        {t.palette.found(f.num(entries.length), entries.length)}
      </span>
    </footer>
  );
}
