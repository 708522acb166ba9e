// The four clocks of an instance as bars of what is left, full at the start.
import { DAY, HOUR } from '../../../shared/durations.ts';
import { evaluationEndsAt, evaluationLeft, RISK_MS, type Tone } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Bar } from '../../components/bits.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { date, num, relative, shortDate, span } from '../../text/dates.ts';
import { OPERATION } from '../../text/failures.ts';

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

function authorization(row: FleetRow, now: number): ClockProps {
  const { authorizationDeadline: at, authorizationAnsweredAt: answered } = row;
  const name = 'Authorization';
  if (row.clientState === 'Authorization Expired')
    return {
      name,
      tone: 'blocked',
      left: 'expired',
      part: 0,
      from: `Last answer ${shortDate(answered ?? now, now)}`,
      to: '',
      note: 'Any answer from the server starts it anew.',
    };
  if (at === null) return { name, tone: 'idle', left: 'not yet', part: 0, from: 'Begins with the first answer', to: '' };
  return {
    name,
    tone: dueTone(at, now),
    left: `${span(at - now)} left`,
    part: (at - now) / (at - (answered ?? at - 90 * DAY)),
    from: `Last answer ${shortDate(answered ?? now, now)}`,
    to: `Ends ${date(at)}`,
    note: 'Any answer from the server starts it anew.',
  };
}

function certificate(row: FleetRow, now: number): ClockProps {
  const name = 'Certificate';
  if (row.certificate === null) return { name, tone: 'idle', left: 'none', part: 0, from: 'Issued at registration', to: '' };
  const { issuedAt, expiresAt, renewAt } = row.certificate;
  const life = expiresAt - issuedAt;
  return {
    name,
    tone: dueTone(expiresAt, now),
    left: `${span(expiresAt - now)} left`,
    part: (expiresAt - now) / life,
    tick: (expiresAt - renewAt) / life,
    from: `Issued ${shortDate(issuedAt, now)}`,
    to: `Ends ${date(expiresAt)}`,
    note: renewAt > now ? `Renews itself ${date(renewAt)}.` : `Renewal is due since ${date(renewAt)}.`,
  };
}

function evaluation(row: FleetRow, now: number): ClockProps {
  const name = 'Evaluation';
  const left = evaluationLeft(row, now);
  const hours = Math.ceil(left / HOUR);
  const ends = evaluationEndsAt(row);
  const used = `${num(2160 - hours)} of 2,160 h used`;
  if (hours === 0)
    return {
      name,
      tone: row.verdict === 'blocked' ? 'blocked' : 'idle',
      left: 'used up',
      part: 0,
      from: used,
      to: '',
      note: 'It cannot be reset.',
    };
  const tone = ends === null ? 'idle' : dueTone(ends, now);
  const from = ends !== null ? 'Running' : row.enabled ? 'Paused while registered' : 'Not running';
  return {
    name,
    tone,
    left: `${num(hours)} h left`,
    part: left / (90 * DAY),
    from,
    to: ends === null ? used : `Ends ${date(ends)}`,
  };
}

function contact(row: FleetRow, now: number): ClockProps {
  const name = 'Next contact';
  const from = row.lastAttemptAt === null ? 'None so far' : `Last try ${relative(row.lastAttemptAt, now)}`;
  if (row.inFlight !== null) return { name, tone: 'ok', left: 'now', part: 1, from, to: OPERATION[row.inFlight] };
  if (row.nextContact === null) return { name, tone: 'idle', left: 'none planned', part: 0, from, to: '' };
  const { at, operation } = row.nextContact;
  const whole = Math.max(1, at - (row.lastAttemptAt ?? now));
  const tone = row.failure !== null && row.failure.retryAt !== null ? 'warning' : 'ok';
  return {
    name,
    tone,
    left: at <= now ? 'due' : `in ${span(at - now)}`,
    part: (at - now) / whole,
    from,
    to: OPERATION[operation],
  };
}

export function Clocks({ row }: { row: FleetRow }) {
  const now = useNow();
  return [authorization, certificate, evaluation, contact].map((clockOf) => {
    const clock = clockOf(row, now);
    return <Clock key={clock.name} {...clock} />;
  });
}
