// The four clocks of an instance as bars of what is left, full at the start.
import { DAY, HOUR } from '../../../shared/durations.ts';
import { evaluationEndsAt, evaluationLeft, RISK_MS, type Tone } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Bar } from '../../components/bits.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useTooOld } from '../../state/lifetime.ts';
import { useWords, type Words } from '../../text/words.ts';

const WHOLE_EVALUATION_HOURS = 2_160;

type ClockProps = {
  name: string;
  left: string;
  tone: Tone;
  part: number;
  tick?: number;
  from: string;
  to: string;
  note?: string;
};

function Clock({ name, left, tone, part, tick, from, to, note }: ClockProps) {
  const calm = tone === 'ok' || tone === 'idle';
  return (
    <section className="clock" aria-label={name}>
      <div className="top">
        <h2>{name}</h2>
        <span className={`state left ${calm ? '' : `t-${tone}`}`}>
          {calm ? null : <Mark tone={tone} />}
          {left}
        </span>
      </div>
      <Bar part={part} tone={tone} tick={tick} label={`${name}: ${left}`} />
      <div className="ends">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <p className="small muted note">{note}</p>
    </section>
  );
}

const dueTone = (at: number, now: number): Tone => (at <= now ? 'blocked' : at - now <= RISK_MS ? 'warning' : 'ok');

function authorization({ t: { clocks: t }, f }: Words, row: FleetRow, now: number): ClockProps {
  const { authorizationDeadline: at, authorizationAnsweredAt: answered } = row;
  const name = t.authorization;
  const from = answered === null ? '' : t.lastAnswer(f.shortDate(answered, now));
  if (row.clientState === 'Authorization Expired')
    return { name, tone: 'blocked', left: t.expired, part: 0, from, to: '', note: t.anyAnswer };
  if (at === null) return { name, tone: 'idle', left: t.notYet, part: 0, from: t.beginsWithAnswer, to: '' };
  return {
    name,
    tone: dueTone(at, now),
    left: t.left(f.span(Math.max(0, at - now))),
    part: (at - now) / (at - (answered ?? at - 90 * DAY)),
    from,
    to: t.ends(f.date(at)),
    note: t.anyAnswer,
  };
}

function certificate({ t: { clocks: t }, f }: Words, row: FleetRow, now: number): ClockProps {
  const name = t.certificate;
  if (row.certificate === null) return { name, tone: 'idle', left: t.none, part: 0, from: t.atRegistration, to: '' };
  const { issuedAt, expiresAt, renewAt } = row.certificate;
  const life = Math.max(1, expiresAt - issuedAt);
  return {
    name,
    tone: dueTone(expiresAt, now),
    left: t.left(f.span(Math.max(0, expiresAt - now))),
    part: (expiresAt - now) / life,
    tick: (expiresAt - renewAt) / life,
    from: t.issued(f.shortDate(issuedAt, now)),
    to: t.ends(f.date(expiresAt)),
    note: renewAt > now ? t.renews(f.date(renewAt)) : t.renewalDue(f.date(renewAt)),
  };
}

function evaluation({ t: { clocks: t }, f }: Words, row: FleetRow, now: number): ClockProps {
  const name = t.evaluation;
  const left = evaluationLeft(row, now);
  const hours = Math.ceil(left / HOUR);
  const ends = evaluationEndsAt(row);
  const used = t.used(WHOLE_EVALUATION_HOURS - hours);
  if (hours === 0)
    return {
      name,
      tone: row.verdict === 'blocked' ? 'blocked' : 'idle',
      left: t.usedUp,
      part: 0,
      from: used,
      to: '',
      note: t.noReset,
    };
  return {
    name,
    tone: ends === null ? 'idle' : dueTone(ends, now),
    left: t.hoursLeft(hours),
    part: left / (WHOLE_EVALUATION_HOURS * HOUR),
    from: ends !== null ? t.running : row.enabled ? t.paused : t.notRunning,
    to: ends === null ? used : t.ends(f.date(ends)),
  };
}

function contact({ t, f }: Words, row: FleetRow, now: number): ClockProps {
  const name = t.clocks.contact;
  const from = row.lastAttemptAt === null ? t.clocks.noTry : t.clocks.lastTry(f.relative(row.lastAttemptAt, now));
  if (row.inFlight !== null)
    return { name, tone: 'ok', left: t.clocks.now, part: 1, from, to: t.failures.operations[row.inFlight] };
  if (row.nextContact === null) return { name, tone: 'idle', left: t.clocks.nonePlanned, part: 0, from, to: '' };
  const { at, operation } = row.nextContact;
  const whole = Math.max(1, at - (row.lastAttemptAt ?? now));
  return {
    name,
    tone: row.failure !== null && row.failure.retryAt !== null ? 'warning' : 'ok',
    left: at <= now ? t.clocks.due : f.relative(at, now),
    part: (at - now) / whole,
    from,
    to: t.failures.operations[operation],
  };
}

/** It is a licence server's word, and older than the lifetime set for such values. */
const notShown = ({ t: { offline: t } }: Words, { name }: ClockProps): ClockProps => ({
  name,
  tone: 'idle',
  left: t.tooOldShort,
  part: 0,
  from: '',
  to: '',
  note: t.tooOld,
});

export function Clocks({ row }: { row: FleetRow }) {
  const words = useWords();
  const now = useNow();
  const tooOld = useTooOld(row);
  return [authorization, certificate, evaluation, contact].map((clockOf) => {
    const known = clockOf(words, row, now);
    const clock = tooOld && (clockOf === authorization || clockOf === certificate) ? notShown(words, known) : known;
    return <Clock key={clock.name} {...clock} />;
  });
}
