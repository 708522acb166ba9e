// What the fleet is filtered by: verdict, state, account, tag and environment, and the filters that were saved.
import { memo, useMemo } from 'react';
import { BUCKETS, CLIENT_STATES, ENVIRONMENTS } from '../../../shared/model/closed-lists.ts';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { ChoicePopover } from '../../components/choice-popover.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useWords } from '../../text/words.ts';
import { AccountChoice } from './account-choice.tsx';
import { FilterOpener } from './openers.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { filterBy, useLook } from './use-fleet-view.ts';

type Props = { accounts: readonly AccountTotal[]; tags: readonly string[] };

/** Each part on its own, so that a text that is typed draws none of them again. */
export const FleetChoices = memo(function FleetChoices({ accounts, tags }: Props) {
  return (
    <>
      <VerdictChoice />
      <StateChoice />
      <AccountPart accounts={accounts} />
      <TagChoice tags={tags} />
      <EnvironmentChoice />
      <SavedFilters />
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
      <FilterOpener name={t.fleet.account} count={chosen.length} />
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
      <FilterOpener name={t.fleet.tag} count={chosen.length} />
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
