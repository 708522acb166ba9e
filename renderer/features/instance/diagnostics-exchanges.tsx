// The last exchanges with the licence server, newest first; the chosen one with its timings, sizes and both messages, redacted.
import { useState } from 'react';
import { TRANSPORT_LABEL } from '../../../shared/model/closed-lists.ts';
import type { ExchangeRecord } from '../../../shared/model/diagnostics.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { failureShort } from '../../text/failures.ts';
import { iso } from '../../text/formats.ts';
import { useWords, type Words } from '../../text/words.ts';

const TONES = {
  registered: 'ok',
  authorized: 'ok',
  renewed: 'ok',
  deregistered: 'ok',
  poll: 'idle',
  refused: 'warning',
  'no-answer': 'warning',
} as const satisfies Record<ExchangeRecord['outcome'], 'ok' | 'idle' | 'warning'>;

/** Two exchanges of an instance are never under way at once, so its time and operation tell one from another. */
const keyOf = ({ at, operation }: ExchangeRecord): string => `${at} ${operation}`;

export function DiagnosticsExchanges({ exchanges }: { exchanges: readonly ExchangeRecord[] }) {
  const words = useWords();
  const { diagnostics: t } = words.t;
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = exchanges.find((exchange) => keyOf(exchange) === chosen);
  return (
    <>
      <section className="side">
        <h2>{t.exchanges}</h2>
        {exchanges.length === 0 ? <p className="muted small">{t.noExchanges}</p> : null}
        <ul className="exchanges">
          {exchanges.map((exchange) => {
            const key = keyOf(exchange);
            const pressed = key === chosen;
            return (
              <li key={key}>
                <button
                  type="button"
                  className="plain row small"
                  aria-pressed={pressed}
                  onClick={() => setChosen(pressed ? null : key)}
                >
                  <ExchangeLine exchange={exchange} />
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      {shown === undefined ? null : <ExchangeDetail exchange={shown} />}
    </>
  );
}

/** What came of it, in a word or two. */
const resultOf = (words: Words, { failure, outcome, status }: ExchangeRecord): string =>
  failure === null
    ? words.t.diagnostics.results[outcome]
    : failureShort(words, { ...failure, facts: status === null ? {} : { status } });

function ExchangeLine({ exchange }: { exchange: ExchangeRecord }) {
  const words = useWords();
  const { t, f } = words;
  const now = useNow();
  const { at, operation, outcome, poll, timings } = exchange;
  return (
    <>
      <Mark tone={TONES[outcome]} />
      <time className="when" title={iso(at)} dateTime={iso(at)}>
        {f.shortDate(at, now)} {f.timeToSecond(at)}
      </time>
      <span className="cut operation">{poll ? t.diagnostics.poll : t.failures.operations[operation]}</span>
      <span className="cut muted grow">
        {resultOf(words, exchange)}, {t.diagnostics.ms(Math.round(timings.totalMs))}
      </span>
    </>
  );
}

function ExchangeDetail({ exchange }: { exchange: ExchangeRecord }) {
  const { t, f } = useWords();
  const d = t.diagnostics;
  const { at, operation, request, response, failure } = exchange;
  return (
    <section className="side">
      <h2>
        {t.failures.operations[operation]}, {f.dateTime(at)}
      </h2>
      <ExchangeFacts exchange={exchange} />
      {failure === null ? null : (
        <pre className="raw" lang="en">
          {failure.category}: {failure.text}
        </pre>
      )}
      <h3>{d.request}</h3>
      <Message text={request} none={d.nothingWent} name={d.request} />
      <h3>{d.answer}</h3>
      <Message text={response} none={d.nothingCame} name={d.answer} />
      <p className="small muted">{d.redacted}</p>
    </section>
  );
}

function ExchangeFacts({ exchange }: { exchange: ExchangeRecord }) {
  const { diagnostics: d } = useWords().t;
  const { carrier, url, proxy, status, timings, requestBytes, responseBytes } = exchange;
  const bytes = (count: number | null) => (count === null ? d.none : d.bytes(count));
  const parts = (['dnsMs', 'connectMs', 'tlsMs', 'firstByteMs', 'totalMs'] as const).flatMap((part) => {
    const ms = timings[part];
    return ms === null ? [] : [`${d.timings[part]} ${d.ms(Math.round(ms))}`];
  });
  const facts = [
    [d.facts.carrier, TRANSPORT_LABEL[carrier]],
    [d.facts.url, url],
    [d.facts.proxy, proxy ?? d.none],
    [d.facts.status, status === null ? d.none : String(status)],
    [d.facts.timing, parts.join(', ')],
    [d.facts.sent, bytes(requestBytes)],
    [d.facts.received, bytes(responseBytes)],
  ];
  return (
    <dl className="facts2 small num">
      {facts.map(([label, value]) => (
        <div className="pair" key={label}>
          <dt>{label}</dt>
          <dd className="anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Message({ text, none, name }: { text: string | null; none: string; name: string }) {
  if (text === null) return <p className="small muted">{none}</p>;
  return (
    <pre className="raw message" tabIndex={0} role="region" aria-label={name}>
      {text}
    </pre>
  );
}
