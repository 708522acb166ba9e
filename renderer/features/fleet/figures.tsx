// Four figures that add up to the fleet, with the instances that are not enabled named under Fine; each is a filter.
import { memo } from 'react';
import type { Bucket, Tone } from '../../../shared/model/fleet-order.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNowAs } from '../../state/clock.ts';
import { useWords, type Words } from '../../text/words.ts';
import type { FleetTotals } from './fleet-totals.ts';
import { filterBy, useLook } from './use-fleet-view.ts';

const FIGURES = [
  { id: 'blocked', tone: 'blocked' },
  { id: 'risk', tone: 'warning' },
  { id: 'out-of-compliance', tone: 'warning' },
  { id: 'fine', tone: 'ok' },
] as const satisfies readonly { id: Bucket; tone: Tone }[];

function Why({ id, totals }: { id: Bucket; totals: FleetTotals }) {
  const words = useWords();
  const why = useNowAs((now) => reason(words, id, totals, now));
  return (
    <span className="why cut" title={why}>
      {why}
    </span>
  );
}

export const Figures = memo(function Figures({ totals }: { totals: FleetTotals }) {
  const words = useWords();
  const { t, f } = words;
  const chosen = useLook((look) => look.filter.buckets);
  return (
    <div className="figures" role="group" aria-label={t.fleet.byVerdict}>
      {FIGURES.map(({ id, tone }) => {
        const count = totals.counts[id];
        const calm = tone === 'ok';
        const only = chosen.length === 1 && chosen[0] === id;
        return (
          <button
            key={id}
            type="button"
            className="plain figure"
            aria-pressed={chosen.includes(id)}
            onClick={() => filterBy({ buckets: only ? [] : [id] })}
          >
            <span className={`n ${count === 0 ? 'muted' : calm ? '' : `t-${tone}`}`}>{f.num(count)}</span>
            <span className={`what ${count === 0 ? 'muted' : ''}`}>
              <Mark tone={count > 0 ? tone : calm ? 'idle' : 'ok'} />
              <span className="cut">
                {id === 'risk' ? t.fleet.atRisk.short : t.fleet.buckets[id]}
                {id === 'risk' ? <span className="rest">{t.fleet.atRisk.rest}</span> : null}
              </span>
            </span>
            <Why id={id} totals={totals} />
          </button>
        );
      })}
    </div>
  );
});

function reason({ t: { fleet: t, verdict }, f }: Words, id: Bucket, totals: FleetTotals, now: number): string {
  switch (id) {
    case 'blocked':
      return totals.counts.blocked === 0 ? t.none : t.inProduction(totals.blockedInProduction);
    case 'risk':
      return totals.first === null ? verdict.noDate : t.first(totals.first.name, f.span(totals.first.at - now));
    case 'out-of-compliance': {
      const accounts = totals.overdrawn.map((account) => account ?? t.noAccount);
      return accounts.length === 0
        ? t.enough
        : accounts.slice(0, 2).join(', ') + (accounts.length > 2 ? ` +${f.num(accounts.length - 2)}` : '');
    }
    default: {
      const idle = totals.counts['not-enabled'];
      const parts = [totals.failing > 0 ? t.withFailure(totals.failing) : '', idle > 0 ? t.notEnabled(idle) : ''];
      return parts.filter((part) => part !== '').join(' · ') || t.nothingToDo;
    }
  }
}
