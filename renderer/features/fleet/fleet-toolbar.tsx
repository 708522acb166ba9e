// The filter bar of the fleet: text, verdict, state, account, tag and environment, saved filters, columns, and how many are shown.
import { Button, Input, MenuButton } from '@fluentui/react-components';
import { FilterDismiss16Regular, Search16Regular } from '@fluentui/react-icons';
import { memo, type Ref, useMemo } from 'react';
import { BUCKETS, CLIENT_STATES, ENVIRONMENTS } from '../../../shared/model/closed-lists.ts';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { ChoicePopover } from '../../components/choice-popover.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useWords } from '../../text/words.ts';
import { AccountChoice } from './account-choice.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { EVERYTHING, isEverything } from './fleet-filter.ts';
import { SavedFilters } from './saved-filters.tsx';
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
      <Choices accounts={accounts} tags={tags} />
      <SavedFilters />
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
      <ColumnsMenu />
    </div>
  );
});

function Choices({ accounts, tags }: Pick<Props, 'accounts' | 'tags'>) {
  const { t } = useWords();
  const filter = useLook((look) => look.filter);
  const buckets = useMemo(() => BUCKETS.map((value) => ({ value, name: t.fleet.buckets[value] })), [t]);
  const environments = useMemo(() => ENVIRONMENTS.map((value) => ({ value, name: t.fleet[value] })), [t]);
  const options = useMemo(() => tags.map((tag) => ({ value: tag, name: tag })), [tags]);
  return (
    <>
      <FilterMenu
        name={t.fleet.verdict}
        options={buckets}
        chosen={filter.buckets}
        onChoose={(some) => filterBy({ buckets: some })}
      />
      <FilterMenu name={t.fleet.state} options={STATES} chosen={filter.states} onChoose={(some) => filterBy({ states: some })} />
      <AccountChoice accounts={accounts} chosen={filter.accounts} onChoose={(some) => filterBy({ accounts: some })}>
        <Opener name={t.fleet.account} count={filter.accounts.length} />
      </AccountChoice>
      <ChoicePopover name={t.fleet.tag} options={options} chosen={filter.tags} onChoose={(some) => filterBy({ tags: some })}>
        <Opener name={t.fleet.tag} count={filter.tags.length} />
      </ChoicePopover>
      <FilterMenu
        name={t.fleet.environment}
        options={environments}
        chosen={filter.environments}
        onChoose={(some) => filterBy({ environments: some })}
      />
    </>
  );
}
const STATES = CLIENT_STATES.map((state) => ({ value: state, name: state }));

/** The popover hands its properties to whatever opens it. */
function Opener({ name, count, ...handed }: { name: string; count: number }) {
  const { t } = useWords();
  return (
    <MenuButton appearance="subtle" className={`filter ${count > 0 ? 'on' : ''}`} {...handed}>
      {count > 0 ? t.fleet.chosen(name, count) : name}
    </MenuButton>
  );
}
