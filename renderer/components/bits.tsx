// Small pieces that several views share.
import type { Tone } from '../../shared/model/fleet-order.ts';
import type { Environment } from '../../shared/model/instance.ts';
import { useNowAs } from '../state/clock.ts';
import { iso } from '../text/formats.ts';
import { useWords } from '../text/words.ts';

export function When({ at }: { at: number }) {
  const { f } = useWords();
  const relative = useNowAs((now) => f.relative(at, now));
  return (
    <time title={iso(at)} dateTime={iso(at)}>
      {f.dateTime(at)} <span className="muted">{relative}</span>
    </time>
  );
}

/** `part` and `tick`: 0 to 1. */
export function Bar({ part, tone, tick, label }: { part: number; tone: Tone; tick?: number | undefined; label: string }) {
  const percent = (value: number) => `${Math.max(0, Math.min(1, value)) * 100}%`;
  return (
    <div className="bar" role="img" aria-label={label}>
      <i className={tone} style={{ width: percent(part) }} />
      {tick === undefined ? null : <b style={{ left: percent(tick) }} />}
    </div>
  );
}

export function Env({ environment }: { environment: Environment }) {
  const { t } = useWords();
  return <span className={`chip ${environment}`}>{environment === 'production' ? t.fleet.production : t.fleet.lab}</span>;
}
