// Four figures that add up to the fleet, with the instances that are not enabled named under Fine; each is a filter.
import { type Bucket, nextDate, type Tone } from '../../../shared/model/fleet-order.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useWords, type Words } from '../../text/words.ts';
import type { Buckets } from './fleet.tsx';

const FIGURES = [
  { id: 'blocked', what: 'callsBlocked', tone: 'blocked' },
  { id: 'risk', what: 'atRisk', tone: 'warning' },
  { id: 'out-of-compliance', what: 'outOfCompliance', tone: 'warning' },
  { id: 'fine', what: 'fine', tone: 'ok' },
] as const satisfies readonly { id: Bucket; what: keyof Words['t']['fleet']; tone: Tone }[];

type Props = { buckets: Buckets; only: Bucket | null; onOnly: (bucket: Bucket | null) => void };

export function Figures({ buckets, only, onOnly }: Props) {
  const words = useWords();
  const { t, f } = words;
  const now = useNow();
  return (
    <div className="figures" role="group" aria-label={t.fleet.byVerdict}>
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
            <span className={`n ${count === 0 ? 'muted' : calm ? '' : `t-${tone}`}`}>{f.num(count)}</span>
            <span className={`what ${count === 0 ? 'muted' : ''}`}>
              <Mark tone={count > 0 ? tone : calm ? 'idle' : 'ok'} />
              <span className="cut">{t.fleet[what]}</span>
            </span>
            <span className="why cut">{reason(words, id, buckets, now)}</span>
          </button>
        );
      })}
    </div>
  );
}

function reason({ t: { fleet: t, verdict }, f }: Words, id: Bucket, buckets: Buckets, now: number): string {
  switch (id) {
    case 'blocked': {
      const production = buckets.blocked.filter((row) => row.environment === 'production').length;
      return buckets.blocked.length === 0 ? t.none : t.inProduction(production);
    }
    case 'risk': {
      const [first] = buckets.risk;
      const next = first === undefined ? null : nextDate(first);
      return first === undefined || next === null ? verdict.noDate : t.first(first.name, f.span(next.at - now));
    }
    case 'out-of-compliance': {
      const accounts = new Set(buckets['out-of-compliance'].map((row) => row.account ?? t.noAccount));
      return accounts.size === 0
        ? t.enough
        : [...accounts].slice(0, 2).join(', ') + (accounts.size > 2 ? ` +${f.num(accounts.size - 2)}` : '');
    }
    default: {
      const failing = buckets.fine.filter((row) => row.failure !== null).length;
      const idle = buckets['not-enabled'].length;
      const parts = [failing > 0 ? t.withFailure(failing) : '', idle > 0 ? t.notEnabled(idle) : ''];
      return parts.filter((part) => part !== '').join(' · ') || t.nothingToDo;
    }
  }
}
