// What stands in each column of a row. Only the words that depend on the passing second are written again with it.
import type { ReactNode } from 'react';
import { isOverdue, nextDate, RISK_MS, toneOf } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { FLEET_ROW_SHOWN } from '../../components/shown-marks.ts';
import { Mark, State } from '../../components/state-mark.tsx';
import { useMinute, useNowAs } from '../../state/clock.ts';
import { useTooOld } from '../../state/lifetime.ts';
import { addressOf } from '../../state/route.ts';
import { failureShort } from '../../text/failures.ts';
import { iso } from '../../text/formats.ts';
import { verdictWords } from '../../text/verdict.ts';
import { useWords } from '../../text/words.ts';

type OfRow = { row: FleetRow };

export function VerdictCell({ row }: OfRow) {
  const words = useWords();
  const now = useMinute();
  const { word, rest } = verdictWords(words, row, now);
  return <State tone={toneOf(row, now)} word={word} rest={rest} />;
}

export function NameCell({ row }: OfRow) {
  return (
    <>
      <EnvironmentMark environment={row.environment} />
      <a
        className="name cut"
        tabIndex={-1}
        href={addressOf({ view: 'instance', id: row.id, tab: 'summary' })}
        title={row.name}
        {...FLEET_ROW_SHOWN}
      >
        {row.name}
      </a>
    </>
  );
}

export function CpsCell({ row }: OfRow) {
  const { f } = useWords();
  return (
    <>
      {f.num(row.cps)} <span className="muted">({f.num(licencesFor(row.cps))})</span>
    </>
  );
}

export function NextDateCell({ row }: OfRow) {
  const { t, f } = useWords();
  const now = useMinute();
  const tooOld = useTooOld(row);
  const next = nextDate(row);
  const at = next?.at ?? now;
  const relative = useNowAs((moment) => f.relativeShort(at, moment));
  if (next === null) return <None />;
  if (tooOld && (next.kind === 'authorization' || next.kind === 'certificate')) return <TooOld />;
  const { day, year } = f.dateParts(at, now);
  const loud = next.kind !== 'blocked' && at - now <= RISK_MS;
  return (
    <span className="nextdate" title={iso(at)}>
      <time dateTime={iso(at)} className="cut">
        {day}
        {year === '' ? null : <span className="year"> {year}</span>}
      </time>
      <span className={loud ? 't-warning' : 'calm'}>{relative}</span>
      <span className="muted cut">{t.fleet.kinds[next.kind]}</span>
    </span>
  );
}

export function FailureCell({ row }: OfRow) {
  const words = useWords();
  if (row.inFlight !== null) {
    const text = words.t.failures.inFlight[row.inFlight];
    return (
      <span className="muted" title={text}>
        {text}
      </span>
    );
  }
  if (row.failure === null) return null;
  const short = failureShort(words, row.failure);
  return <span title={`${short}: ${row.failure.text}`}>{short}</span>;
}

export function ContactCell({ row }: OfRow) {
  const { t, f } = useWords();
  const at = row.lastContactAt;
  const age = useNowAs((now) => (at === null ? '' : f.oneUnit(now - at)));
  const late = useNowAs((now) => isOverdue(row, now));
  if (at === null) return <span className="muted">{t.fleet.never}</span>;
  const time = (
    <time className={late ? undefined : 'muted'} title={iso(at)} dateTime={iso(at)}>
      {age}
    </time>
  );
  if (!late) return time;
  return (
    <span className="state t-warning">
      <Mark tone="warning" size={12} />
      {time}
    </span>
  );
}

export function TagsCell({ row }: OfRow) {
  const [first, ...more] = row.tags;
  return (
    <>
      {first === undefined ? null : <span className="chip cut">{first}</span>}
      {more.length > 0 ? <span className="muted">+{more.length}</span> : null}
    </>
  );
}

/** `empty`: nothing is known or set. */
export function TextCell({ text }: { text: string | null }) {
  return text === null ? <None /> : <Plain>{text}</Plain>;
}
const Plain = ({ children }: { children: ReactNode }) => <span>{children}</span>;

/** A licence server's word that is older than the lifetime set for such values. */
function TooOld() {
  const { offline: t } = useWords().t;
  return (
    <span className="t-warning cut" title={t.tooOld}>
      {t.tooOldShort}
    </span>
  );
}

export function LicensingStateCell({ row }: OfRow) {
  return useTooOld(row) ? <TooOld /> : <TextCell text={row.licensingState} />;
}

function None() {
  const { t } = useWords();
  return <span className="muted">{t.fleet.none}</span>;
}

export function EnvironmentCell({ row }: OfRow) {
  const { t } = useWords();
  return <span className={`t-${row.environment}`}>{row.environment === 'production' ? t.fleet.production : t.fleet.lab}</span>;
}
