// Four figures that add up to the fleet, with the instances that are not enabled named under Fine; each is a filter.
import { type Bucket, nextDate, type Tone } from '../../../shared/model/fleet-order.ts';
import { Mark } from '../../components/state-mark.tsx';
import { num, span } from '../../text/dates.ts';
import type { Buckets } from './fleet.tsx';

const FIGURES: { id: Bucket; what: string; tone: Tone }[] = [
  { id: 'blocked', what: 'Calls blocked', tone: 'blocked' },
  { id: 'risk', what: 'At risk within 30 days', tone: 'warning' },
  { id: 'out-of-compliance', what: 'Out of compliance', tone: 'warning' },
  { id: 'fine', what: 'Fine', tone: 'ok' },
];

type Props = { buckets: Buckets; now: number; only: Bucket | null; onOnly: (bucket: Bucket | null) => void };

export function Figures({ buckets, now, only, onOnly }: Props) {
  return (
    <div className="figures" role="group" aria-label="Filter by verdict">
      {FIGURES.map(({ id, what, tone }) => {
        const count = buckets[id].length;
        const calm = tone === 'ok';
        return (
          <button
            key={id}
            type="button"
            className="plain figure"
            aria-pressed={only === id}
            onClick={() => onOnly(only === id ? null : id)}
          >
            <span className={`n ${count === 0 ? 'muted' : calm ? '' : `t-${tone}`}`}>{num(count)}</span>
            <span className={`what cut ${count === 0 ? 'muted' : ''}`}>
              <Mark tone={count > 0 ? tone : calm ? 'idle' : 'ok'} />
              {what}
            </span>
            <span className="why cut">{reason(id, buckets, now)}</span>
          </button>
        );
      })}
    </div>
  );
}

function reason(id: Bucket, buckets: Buckets, now: number): string {
  switch (id) {
    case 'blocked': {
      const production = buckets.blocked.filter((row) => row.environment === 'production').length;
      return buckets.blocked.length === 0 ? 'None' : `${num(production)} in production`;
    }
    case 'risk': {
      const [first] = buckets.risk;
      const next = first === undefined ? null : nextDate(first);
      return first === undefined || next === null ? 'No date within 30 days' : `First: ${first.name} in ${span(next.at - now)}`;
    }
    case 'out-of-compliance': {
      const accounts = new Set(buckets['out-of-compliance'].map((row) => row.account ?? 'no account named'));
      return accounts.size === 0
        ? 'Every account has enough'
        : [...accounts].slice(0, 2).join(', ') + (accounts.size > 2 ? ` +${accounts.size - 2}` : '');
    }
    default: {
      const retrying = buckets.fine.filter((row) => row.failure !== null).length;
      const idle = buckets['not-enabled'].length;
      const parts = [
        retrying > 0 ? `${num(retrying)} with a failure` : '',
        idle > 0 ? `${num(idle)} not enabled, not counted` : '',
      ];
      return parts.filter((part) => part !== '').join(' · ') || 'Nothing to do';
    }
  }
}
