// The licence summary in its order and with its labels, every row copyable; beside it the four clocks.
import type { ReactNode } from 'react';
import { HOUR } from '../../../shared/durations.ts';
import { evaluationLeft, isOverdue } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { When } from '../../components/bits.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { useTooOld } from '../../state/lifetime.ts';
import { nextStep } from '../../text/failures.ts';
import { iso } from '../../text/formats.ts';
import { SUMMARY } from '../../text/labels.ts';
import { useWords, type Words } from '../../text/words.ts';
import { Clocks } from './clocks.tsx';

/** So much of a raw text is shown; all of it is copied. */
const MOST_OF_A_TEXT = 255;

/** `text` is what is copied; `shown` replaces it on the screen. */
type Row = { label: string; text: string; shown?: ReactNode };

const mono = (text: string): ReactNode => <span className="mono">{text}</span>;
const same = (label: string, text: string, shown?: ReactNode): Row =>
  shown === undefined ? { label, text } : { label, text, shown };

function dated({ t, f }: Words, label: string, at: string | null, more: ReactNode = null): Row {
  if (at === null) return { label, text: t.summary.notYet };
  const shown = (
    <>
      <When at={Date.parse(at)} />
      {more}
    </>
  );
  return { label, text: f.dateTime(Date.parse(at)), shown };
}

/** All rows of the documentation's table, in its order. What only time changes is worked out from the row. */
function rowsOf(words: Words, row: FleetRow, { summary }: InstanceDetail, now: number): Row[] {
  const { t, f } = words;
  const yesNo = (value: boolean | null): string => (value === null ? t.summary.notYet : value ? t.summary.yes : t.summary.no);
  const state = summary.licensingState ?? t.summary.none;
  const hours = Math.ceil(evaluationLeft(row, now) / HOUR);
  const paused = !row.evaluation.counting && hours > 0;
  const licences = t.summary.licences(summary.licensesRequested);
  return [
    same(SUMMARY.clientState, summary.smartLicenseClientState, <b>{summary.smartLicenseClientState}</b>),
    same(SUMMARY.serial, summary.productSerialNumber, mono(summary.productSerialNumber)),
    same(SUMMARY.productId, summary.productId),
    same(SUMMARY.udi, summary.licenseUdi, mono(summary.licenseUdi)),
    same(SUMMARY.server, summary.licenseServerAddress ?? t.summary.notConfigured),
    same(SUMMARY.proxy, summary.httpProxyAddress ?? t.summary.notConfigured),
    same(SUMMARY.mode, summary.smartAgentTransportMode),
    same(SUMMARY.licensingState, state, <b>{state}</b>),
    same(SUMMARY.version, summary.productLicenseVersion),
    dated(words, SUMMARY.expiry, summary.registrationExpiryDate),
    dated(words, SUMMARY.nextAuth, summary.nextAuthDate, isOverdue(row, now) ? <Overdue /> : null),
    same(SUMMARY.evaluation, String(hours), <Figure value={f.num(hours)} beside={t.summary.ofAll(paused)} />),
    same(
      SUMMARY.cps,
      `${summary.cpsCountRequested} (${licences})`,
      <Figure value={f.num(summary.cpsCountRequested)} beside={`(${licences})`} />,
    ),
    same(SUMMARY.registered, yesNo(summary.registrationSuccessful)),
    same(SUMMARY.authorized, yesNo(summary.authorizationSuccessful)),
    same(SUMMARY.agent, summary.licensingAgentStatus),
    same(SUMMARY.evaluationMode, summary.evaluationMode ? t.summary.yes : t.summary.no),
    row.failure === null
      ? same(SUMMARY.failure, '', <span className="muted">{t.summary.none}</span>)
      : same(
          SUMMARY.failure,
          row.failure.text,
          <>
            {mono(row.failure.text.slice(0, MOST_OF_A_TEXT))} <span className="small muted">{nextStep(words, row.failure)}</span>
          </>,
        ),
  ];
}

/** What a licence server has said; everything else is this program's own, or the administrator's. */
const FROM_SERVER: ReadonlySet<string> = new Set([SUMMARY.licensingState, SUMMARY.expiry, SUMMARY.nextAuth]);

const notShown = ({ t }: Words, { label }: Row): Row =>
  same(label, t.offline.tooOld, <span className="t-warning">{t.offline.tooOld}</span>);

/** How old it is what the licence server has said; amber once the next contact should have been. */
function Heard({ row, now }: { row: FleetRow; now: number }) {
  const { t, f } = useWords();
  const at = row.lastContactAt;
  const late = at !== null && isOverdue(row, now);
  return (
    <span className={`small grow ${late ? 't-warning' : 'muted'}`} title={at === null ? undefined : iso(at)}>
      {at === null ? t.offline.neverHeard : t.offline.heard(f.relative(at, now))}
    </span>
  );
}

const Figure = ({ value, beside }: { value: string; beside: string }) => (
  <span className="num">
    {value} <span className="muted">{beside}</span>
  </span>
);

function Overdue() {
  const { t } = useWords();
  return (
    <span className="state t-warning overdue">
      <Mark tone="warning" size={12} />
      {t.summary.overdue}
    </span>
  );
}

export function Summary({ row, detail }: { row: FleetRow; detail: InstanceDetail }) {
  const words = useWords();
  const { t } = words;
  const now = useNow();
  const tooOld = useTooOld(row);
  const rows = rowsOf(words, row, detail, now).map((one) => (tooOld && FROM_SERVER.has(one.label) ? notShown(words, one) : one));
  return (
    <div className="pane">
      <div className="scroll" tabIndex={0} role="region" aria-label={t.summary.title}>
        <dl className="summary">
          {rows.map(({ label, text, shown }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{shown ?? text}</dd>
              <dd className="act">
                <CopyButton className="copy" appearance="subtle" name={t.summary.copy(label)} text={() => text} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <aside className="scroll" aria-label={t.clocks.title} tabIndex={0}>
        <Clocks row={row} />
        <div className="row below">
          <Heard row={row} now={now} />
          <CopyButton text={() => rows.map(({ label, text }) => `${label}\t${text}`).join('\n')}>{t.clocks.copyAll}</CopyButton>
        </div>
      </aside>
    </div>
  );
}
