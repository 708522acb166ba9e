// What an Update means for calls.
import type { Configuration } from '../../../shared/model/configuration.ts';
import { evaluationLeft, type Tone } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { UpdatePlan } from '../../../shared/model/update-plan.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useWords, type Words } from '../../text/words.ts';

type Props = { row: FleetRow; before: Configuration; next: Configuration | null; plan: UpdatePlan | null };
type Effect = { tone: Tone; lead: string; rest: string };

function effectOf({ t: { updatePlan: t }, f }: Words, { row, before, next, plan }: Props, now: number): Effect {
  const left = evaluationLeft(row, now);
  const ends = f.date(now + left);
  const used: Effect = { tone: 'blocked', lead: t.blockedUntilRegistered, rest: '' };
  if (plan !== null && next !== null && before.enabled && !next.enabled)
    return row.profile === 'CCCSP'
      ? { tone: 'blocked', lead: t.becomeBlocked, rest: '' }
      : { tone: 'idle', lead: t.becomeUndecided, rest: '' };
  if (plan !== null && next !== null && !before.enabled && next.enabled)
    return left > 0 ? { tone: 'warning', lead: t.allowedInEvaluation(ends), rest: '' } : used;
  if (plan?.needsDeregistration) {
    const step = plan.steps.findIndex(({ kind }) => kind === 'register');
    if (left === 0) return used;
    return { tone: 'warning', lead: t.stayAllowed, rest: step >= 0 ? t.ifStepFails(step + 1, ends) : t.unregistered(ends) };
  }
  if (row.verdict === 'allowed') return { tone: 'ok', lead: t.stayAllowed, rest: '' };
  return row.verdict === 'blocked'
    ? { tone: 'blocked', lead: t.areBlocked, rest: '' }
    : { tone: 'idle', lead: t.undecided, rest: '' };
}

export function CallsAfter(props: Props) {
  const words = useWords();
  const { tone, lead, rest } = effectOf(words, props, useNow());
  return (
    <span className="row top">
      <Mark tone={tone} size={20} />
      <span>
        <b>{lead}</b> {rest}
      </span>
    </span>
  );
}
