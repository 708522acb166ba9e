// The filter bar of the fleet: text, state, tag and environment, and how many of the instances are shown.
import { Button, Input } from '@fluentui/react-components';
import { Filter16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { CLIENT_STATES } from '../../../shared/model/closed-lists.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useWords } from '../../text/words.ts';
import { EVERYTHING, type FleetFilter } from './fleet-filter.ts';

type Props = { all: FleetRow[]; shown: number; filter: FleetFilter; onFilter: (filter: FleetFilter) => void };

export function FleetToolbar({ all, shown, filter, onFilter }: Props) {
  const { t } = useWords();
  const tags = useMemo(() => [...new Set(all.flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b)), [all]);
  return (
    <div className="toolbar" role="group" aria-label={t.fleet.toolbar}>
      <Input
        contentBefore={<Filter16Regular />}
        placeholder={t.fleet.filter}
        aria-label={t.fleet.filter}
        value={filter.text}
        onChange={(_, { value }) => onFilter({ ...filter, text: value })}
        style={{ width: 260 }}
      />
      <FilterMenu
        name={t.fleet.state}
        options={CLIENT_STATES.map((state) => ({ value: state, name: state }))}
        chosen={filter.states}
        onChoose={(states) => onFilter({ ...filter, states })}
      />
      {tags.length === 0 ? null : (
        <FilterMenu
          name={t.fleet.tag}
          options={tags.map((tag) => ({ value: tag, name: tag }))}
          chosen={filter.tags}
          onChoose={(chosen) => onFilter({ ...filter, tags: chosen })}
        />
      )}
      <FilterMenu
        name={t.fleet.environment}
        options={[
          { value: 'production', name: t.fleet.production },
          { value: 'lab', name: t.fleet.lab },
        ]}
        chosen={filter.environments}
        onChoose={(environments) => onFilter({ ...filter, environments })}
      />
      {filter === EVERYTHING || shown === all.length ? null : (
        <Button appearance="subtle" onClick={() => onFilter(EVERYTHING)}>
          {t.fleet.clear}
        </Button>
      )}
      <span className="grow" />
      <span className="muted small num" role="status">
        {t.fleet.counted(shown, all.length)}
      </span>
    </div>
  );
}
