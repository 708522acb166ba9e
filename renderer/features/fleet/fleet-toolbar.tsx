// The filter bar of the fleet: text, verdict, state, account, tag and environment, saved filters, columns, and how many are shown.
import { Button, Input, MenuButton } from '@fluentui/react-components';
import { FilterDismiss16Regular, Search16Regular } from '@fluentui/react-icons';
import { memo, type Ref, useMemo } from 'react';
import { BUCKETS, CLIENT_STATES, ENVIRONMENTS } from '../../../shared/model/closed-lists.ts';
import { EVERYTHING, isEverything } from '../../../shared/model/fleet-filter.ts';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { ChoicePopover } from '../../components/choice-popover.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useWords } from '../../text/words.ts';
import { FilterJobs } from '../jobs/filter-jobs.tsx';
import { AccountChoice } from './account-choice.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
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
      {isEverything(filter) ? null : <FilterJobs filter={filter} shown={shown} />}
      <ColumnsMenu />
    </div>
  );
});

/** Each part on its own, so that a text that is typed draws none of them again. */
const Choices = memo(function Choices({ accounts, tags }: Pick<Props, 'accounts' | 'tags'>) {
  return (
    <>
      <VerdictChoice />
      <StateChoice />
      <AccountPart accounts={accounts} />
      <TagChoice tags={tags} />
      <EnvironmentChoice />
    </>
  );
});

function VerdictChoice() {
  const { t } = useWords();
  const chosen = useLook((look) => look.filter.buckets);
  const options = useMemo(() => BUCKETS.map((value) => ({ value, name: t.fleet.buckets[value] })), [t]);
  return <FilterMenu name={t.fleet.verdict} options={options} chosen={chosen} onChoose={(buckets) => filterBy({ buckets })} />;
}

const STATES = CLIENT_STATES.map((state) => ({ value: state, name: state }));
function StateChoice() {
  const { t } = useWords();
  const chosen = useLook((look) => look.filter.states);
  return <FilterMenu name={t.fleet.state} options={STATES} chosen={chosen} onChoose={(states) => filterBy({ states })} />;
}

function AccountPart({ accounts }: Pick<Props, 'accounts'>) {
  const { t } = useWords();
  const chosen = useLook((look) => look.filter.accounts);
  return (
    <AccountChoice accounts={accounts} chosen={chosen} onChoose={(some) => filterBy({ accounts: some })}>
      <Opener name={t.fleet.account} count={chosen.length} />
    </AccountChoice>
  );
}

function TagChoice({ tags }: Pick<Props, 'tags'>) {
  const { t } = useWords();
  const chosen = useLook((look) => look.filter.tags);
  const options = useMemo(() => tags.map((tag) => ({ value: tag, name: tag })), [tags]);
  if (tags.length === 0) return null;
  return (
    <ChoicePopover name={t.fleet.tag} options={options} chosen={chosen} onChoose={(some) => filterBy({ tags: some })}>
      <Opener name={t.fleet.tag} count={chosen.length} />
    </ChoicePopover>
  );
}

function EnvironmentChoice() {
  const { t } = useWords();
  const chosen = useLook((look) => look.filter.environments);
  const options = useMemo(() => ENVIRONMENTS.map((value) => ({ value, name: t.fleet[value] })), [t]);
  return (
    <FilterMenu
      name={t.fleet.environment}
      options={options}
      chosen={chosen}
      onChoose={(environments) => filterBy({ environments })}
    />
  );
}

/** The popover hands its properties to whatever opens it. */
function Opener({ name, count, ...handed }: { name: string; count: number }) {
  const { t } = useWords();
  return (
    <MenuButton appearance="subtle" className={`filter ${count > 0 ? 'on' : ''}`} {...handed}>
      {count > 0 ? t.fleet.chosen(name, count) : name}
    </MenuButton>
  );
}
