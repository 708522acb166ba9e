// The answer of the fleet in one line: will calls flow, and which date comes next.
import { memo, type ReactNode } from 'react';
import type { Tone } from '../../../shared/model/fleet-order.ts';
import type { ReviewInfo } from '../../../shared/model/fleet-snapshot.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNowAs } from '../../state/clock.ts';
import { useReview } from '../../state/needs.ts';
import { fleetSentence } from '../../text/verdict.ts';
import { useWords, type Words } from '../../text/words.ts';
import type { FleetTotals } from './fleet-totals.ts';

export const FleetHead = memo(function FleetHead({ totals, children }: { totals: FleetTotals; children: ReactNode }) {
  const words = useWords();
  const { all, counts } = totals;
  const review = useReview();
  const known = fleetSentence(words, {
    all,
    blocked: counts.blocked,
    risk: counts.risk,
    outOfCompliance: counts['out-of-compliance'],
    notEnabled: counts['not-enabled'],
  });
  const sentence = review === null ? known : words.t.offline.whenSeen(known);
  return (
    <div className="viewhead fleethead">
      <Mark tone={worstTone(totals)} size={20} solid />
      <h1 className="cut" aria-live="polite" title={sentence}>
        {sentence}
      </h1>
      {review === null ? <NextDate first={totals.first} /> : <Age review={review} />}
      <div className="actions">{children}</div>
    </div>
  );
});

function worstTone({ all, counts }: FleetTotals): Tone {
  if (counts.blocked > 0) return 'blocked';
  if (counts.risk + counts['out-of-compliance'] > 0) return 'warning';
  return counts['not-enabled'] === all ? 'idle' : 'ok';
}

function NextDate({ first }: { first: FleetTotals['first'] }) {
  const words = useWords();
  const text = useNowAs((now) => nextSentence(words, first, now));
  return (
    <p className="muted small cut grow next" title={text}>
      {text}
    </p>
  );
}

/** What is not going on, and how old the answer is. */
function Age({ review: { at, reason } }: { review: ReviewInfo }) {
  const { t, f } = useWords();
  const ago = useNowAs((now) => f.relative(at, now));
  const said = reason === 'lost' ? t.offline.nothingGoesOn : t.offline.onlyLookedAt;
  return (
    <p className="muted small cut grow next" title={said}>
      <span className="t-warning num">{t.offline.asOf(ago)}</span> {said}
    </p>
  );
}

const UNLESS = { evaluation: 'registered', certificate: 'renewed', authorization: 'authorized' } as const;
const nextSentence = ({ t, f }: Words, first: FleetTotals['first'], now: number): string =>
  first === null
    ? t.verdict.noDate
    : t.verdict.next(first.name, f.dateTime(first.at), f.span(first.at - now), UNLESS[first.kind]);
