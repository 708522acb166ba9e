// The filter of the audit log: text, who, what, on what, when; and how many entries it leaves.
import { Button, Input, Menu, MenuButton, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowUp16Regular, Filter16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { EVENT_ACTORS } from '../../../shared/model/closed-lists.ts';
import { ChoicePopover } from '../../components/choice-popover.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { ACTIVITY_KINDS, kindName } from '../../text/activity.ts';
import { useWords } from '../../text/words.ts';
import { isAnything, type Looked, PERIODS } from './activity-filter.ts';

type Props = {
  looked: Looked;
  onLook: (looked: Looked) => void;
  /** null: not known yet. */
  total: number | null;
  newer: number;
  onNewer: () => void;
};

export function ActivityToolbar({ looked, onLook, total, newer, onNewer }: Props) {
  const words = useWords();
  const { activity: t, history } = words.t;
  const counted = total === null ? '' : isAnything(looked) ? t.counted(total) : t.matching(total);
  return (
    <div className="toolbar activitybar" role="group" aria-label={t.search}>
      <Input
        className="search"
        contentBefore={<Filter16Regular />}
        placeholder={t.search}
        aria-label={t.search}
        value={looked.text}
        onChange={(_, { value }) => onLook({ ...looked, text: value.slice(0, 200) })}
      />
      <FilterMenu
        name={t.by}
        options={EVENT_ACTORS.map((actor) => ({ value: actor, name: history.actors[actor] }))}
        chosen={looked.actors}
        onChoose={(actors) => onLook({ ...looked, actors })}
      />
      <FilterMenu
        name={t.what}
        options={ACTIVITY_KINDS.map((kind) => ({ value: kind, name: kindName(words, kind) }))}
        chosen={looked.kinds}
        onChoose={(kinds) => onLook({ ...looked, kinds })}
      />
      <InstanceChoice chosen={looked.instanceIds} onChoose={(instanceIds) => onLook({ ...looked, instanceIds })} />
      <PeriodMenu chosen={looked.period} onChoose={(period) => onLook({ ...looked, period })} />
      <span className="grow" />
      {newer === 0 ? null : (
        <Button size="small" icon={<ArrowUp16Regular />} onClick={onNewer}>
          {t.newer(newer)}
        </Button>
      )}
      <span className="muted small num counted" role="status">
        {counted}
      </span>
    </div>
  );
}

type InstanceProps = { chosen: Looked['instanceIds']; onChoose: (ids: string[]) => void };

function InstanceChoice({ chosen, onChoose }: InstanceProps) {
  const { activity: t } = useWords().t;
  const count = useFleet((state) => state.rows.size);
  // Not with every change of a fleet that may be large: names hardly ever change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number says that there are others
  const options = useMemo(() => {
    const rows = [...useFleet.getState().rows.values()].map(({ id, name }) => ({ value: id, name }));
    return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  }, [count]);
  return (
    <ChoicePopover name={t.on} options={options} chosen={chosen} onChoose={onChoose}>
      <MenuButton appearance="subtle" className={`filter ${chosen.length > 0 ? 'on' : ''}`}>
        {t.on}
        {chosen.length > 0 ? ` (${chosen.length})` : ''}
      </MenuButton>
    </ChoicePopover>
  );
}

type PeriodProps = { chosen: Looked['period']; onChoose: (period: Looked['period']) => void };

function PeriodMenu({ chosen, onChoose }: PeriodProps) {
  const { activity: t } = useWords().t;
  const choose = ([value]: string[]) => onChoose(PERIODS.find((period) => period === value) ?? 'all');
  return (
    <Menu checkedValues={{ period: [chosen] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems)}>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" className={`filter ${chosen === 'all' ? '' : 'on'}`}>
          {chosen === 'all' ? t.period : t.periods[chosen]}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className="filterlist">
          {PERIODS.map((period) => (
            <MenuItemRadio key={period} name="period" value={period}>
              {t.periods[period]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
