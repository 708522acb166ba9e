// The timeline: what comes when, in a sentence, as a chart of months that narrows the list below, and as a file for a calendar program.
import { Button, MenuButton } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { memo, useLayoutEffect, useMemo } from 'react';
import { ENVIRONMENTS } from '../../../shared/model/closed-lists.ts';
import { type AccountTotal, accountTotals } from '../../../shared/model/fleet-order.ts';
import { AlertDaysSetting } from '../../components/alert-days.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { AccountChoice } from '../fleet/account-choice.tsx';
import { DatesList } from './dates-list.tsx';
import { ExportDates } from './export-dates.tsx';
import { MonthsChart } from './months-chart.tsx';
import './timeline.css';
import { beginTimeline, lookAt, lookAtAll, useTimeline, useTimelineLook, type TimelineView as View } from './use-timeline.ts';

export function TimelineView() {
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  // A filter is of the folder in which it was set.
  useLayoutEffect(() => beginTimeline(folder), [folder]);
  const view = useTimeline();
  const { t } = useWords();
  const { counts, dates, isFiltered } = view;
  if (counts.all === 0 && !isFiltered)
    return (
      <div className="empty">
        <div>
          <h1>{t.timeline.empty}</h1>
          <p className="muted">{t.timeline.emptyWhat}</p>
        </div>
      </div>
    );
  return (
    <>
      <Head view={view} />
      <MonthsChart months={view.months} counts={counts} />
      <div className="ladder">
        <span className="strong">{t.timeline.alertBefore}</span>
        <AlertDaysSetting />
        <span className="grow" />
        <Filters count={dates.length} isFiltered={isFiltered} />
      </div>
      {dates.length === 0 ? (
        <p className="muted row nomatch">
          <Mark tone="idle" /> {t.timeline.noMatch}
        </p>
      ) : (
        <DatesList dates={dates} />
      )}
    </>
  );
}

function Head({ view: { counts, dates } }: { view: View }) {
  const { t } = useWords();
  const title = t.timeline.title(counts.soon, counts.all);
  return (
    <div className="viewhead brief">
      <Mark tone={counts.soon > 0 ? 'warning' : 'ok'} size={24} solid />
      <div className="grow">
        <h1 aria-live="polite">{title}</h1>
        <p className="muted cut" title={t.timeline.what}>
          {t.timeline.what}
        </p>
      </div>
      <div className="actions">
        <ExportDates dates={dates} />
      </div>
    </div>
  );
}

const Filters = memo(function Filters({ count, isFiltered }: { count: number; isFiltered: boolean }) {
  const { t } = useWords();
  const accounts = useAccounts();
  const chosen = useTimelineLook((look) => look.accounts);
  const environments = useTimelineLook((look) => look.environments);
  return (
    <div className="row" role="group" aria-label={t.timeline.filter} style={{ gap: 2 }}>
      <AccountChoice accounts={accounts} chosen={chosen} onChoose={(some) => lookAt({ accounts: some })}>
        <MenuButton appearance="subtle" className={`filter ${chosen.length > 0 ? 'on' : ''}`}>
          {chosen.length > 0 ? t.fleet.chosen(t.fleet.account, chosen.length) : t.fleet.account}
        </MenuButton>
      </AccountChoice>
      <FilterMenu
        name={t.fleet.environment}
        options={ENVIRONMENTS.map((value) => ({ value, name: t.fleet[value] }))}
        chosen={environments}
        onChoose={(some) => lookAt({ environments: some })}
      />
      {isFiltered ? (
        <Button appearance="subtle" className="filter" icon={<Dismiss16Regular />} onClick={lookAtAll}>
          {t.timeline.showAll}
        </Button>
      ) : null}
      <span className="muted small num counted" role="status">
        {t.timeline.counted(count)}
      </span>
    </div>
  );
});

function useAccounts(): AccountTotal[] {
  const rows = useFleet((state) => state.rows);
  return useMemo(() => accountTotals([...rows.values()]), [rows]);
}
