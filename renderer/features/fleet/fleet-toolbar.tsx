// The filter bar of the fleet: text, verdict, state, account, tag and environment, saved filters, columns, and how many are shown.
import { Button, Input } from '@fluentui/react-components';
import { FilterDismiss16Regular, Search16Regular } from '@fluentui/react-icons';
import { memo, type Ref } from 'react';
import { EVERYTHING, isEverything } from '../../../shared/model/fleet-filter.ts';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { useWords } from '../../text/words.ts';
import { ColumnsMenu, FilterJobs, FleetChoices } from './later-parts.tsx';
import { ColumnsOpener, FilterOpener, SavedOpener } from './openers.tsx';
import { filterBy, useLook } from './use-fleet-view.ts';

type Props = {
  all: number;
  shown: number;
  accounts: readonly AccountTotal[];
  tags: readonly string[];
  /** The field of the text, which a key gives the focus. */
  search: Ref<HTMLInputElement>;
};

export const FleetToolbar = memo(function FleetToolbar({ all, shown, accounts, tags, search }: Props) {
  const { t } = useWords();
  const filter = useLook((look) => look.filter);
  return (
    <div className="toolbar fleetbar" role="group" aria-label={t.fleet.toolbar}>
      <Input
        className="search"
        input={{ ref: search }}
        contentBefore={<Search16Regular />}
        placeholder={t.fleet.filter}
        aria-label={t.fleet.filter}
        title={`${t.fleet.filter} (Ctrl+F)`}
        value={filter.text}
        onChange={(_, { value }) => filterBy({ text: value })}
        onKeyDown={(event) => event.key === 'Escape' && filterBy({ text: '' })}
      />
      <FleetChoices accounts={accounts} tags={tags} meanwhile={<Openers hasTags={tags.length > 0} />} />
      {isEverything(filter) ? null : (
        <Button
          appearance="subtle"
          className="filter"
          icon={<FilterDismiss16Regular />}
          aria-label={t.fleet.clear}
          title={t.fleet.clear}
          onClick={() => filterBy(EVERYTHING)}
        />
      )}
      <span className="grow" />
      <span className="muted small num counted" role="status">
        {t.fleet.counted(shown, all)}
      </span>
      {isEverything(filter) ? null : <FilterJobs filter={filter} shown={shown} />}
      <ColumnsMenu meanwhile={<ColumnsOpener />} />
    </div>
  );
});

function Openers({ hasTags }: { hasTags: boolean }) {
  const { fleet } = useWords().t;
  const names = [fleet.verdict, fleet.state, fleet.account, ...(hasTags ? [fleet.tag] : []), fleet.environment];
  return (
    <>
      {names.map((name) => (
        <FilterOpener key={name} name={name} count={0} />
      ))}
      <SavedOpener name={null} />
    </>
  );
}
