// Filters that were given a name: one click sets one again. Kept as a preference, so they outlive the window.
import { Button, Input, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { Checkmark16Regular, Delete16Regular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { isEverything, isSameFilter } from '../../../shared/model/fleet-filter.ts';
import type { FleetFilter, SavedFilter } from '../../../shared/model/fleet-view.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';
import { useWords } from '../../text/words.ts';
import { SavedOpener } from './openers.tsx';
import { filterBy, useLook } from './use-fleet-view.ts';

const keep = (savedFilters: SavedFilter[]) => prefer({ savedFilters });

export function SavedFilters() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const saved = useFleet((state) => state.settings.savedFilters);
  const filter = useLook((look) => look.filter);
  const here = saved.find((one) => isSameFilter(one.filter, filter));
  return (
    <Popover trapFocus positioning="below-end" open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <PopoverTrigger disableButtonEnhancement>
        <SavedOpener name={here?.name ?? null} />
      </PopoverTrigger>
      <PopoverSurface className="choosing" aria-label={t.fleet.saved}>
        <List saved={saved} filter={filter} onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

type Props = { saved: readonly SavedFilter[]; filter: FleetFilter; onDone: () => void };

function List({ saved, filter, onDone }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const keeping = useTask(keep);
  const name = typed.trim();
  const others = saved.filter((one) => one.name !== name);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (name === '' || isEverything(filter)) return;
    const all = [...others, { name, filter }].sort((a, b) => a.name.localeCompare(b.name));
    if ((await keeping.run(all)) !== null) onDone();
  };
  const set = (one: SavedFilter) => {
    filterBy(one.filter);
    onDone();
  };
  return (
    <>
      {saved.length === 0 ? <p className="muted small">{t.fleet.noneSaved}</p> : null}
      <ul className="choicelist scroll">
        {saved.map((one) => (
          <li key={one.name} className="row">
            <Button appearance="subtle" className="grow savedfilter" onClick={() => set(one)}>
              <span className="cut">{one.name}</span>
              {isSameFilter(one.filter, filter) ? <Checkmark16Regular /> : null}
            </Button>
            <Button
              appearance="subtle"
              icon={<Delete16Regular />}
              aria-label={t.fleet.forget(one.name)}
              onClick={() => void keeping.run(saved.filter((other) => other !== one))}
            />
          </li>
        ))}
      </ul>
      {/* Always there: what opens has to have something that can take the focus. */}
      <form className="row" onSubmit={(event) => void save(event)}>
        <Input
          className="grow"
          aria-label={t.fleet.saveAs}
          placeholder={t.fleet.saveAs}
          maxLength={100}
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
        />
        <Button type="submit" appearance="primary" disabled={name === '' || isEverything(filter) || keeping.running}>
          {others.length < saved.length ? t.fleet.replace : t.fleet.save}
        </Button>
      </form>
      <Refusal error={keeping.error} />
    </>
  );
}
