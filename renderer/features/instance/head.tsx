// The head of an instance: who it is, the verdict in a sentence, its place in the fleet, and what can be done now.
import { Button } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular } from '@fluentui/react-icons';
import { type ReactNode, useMemo, useState } from 'react';
import { isOverdue, toneOf } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Env } from '../../components/bits.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useMinute, useNow } from '../../state/clock.ts';
import { SortedFleet } from '../../state/fleet-sort.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { addressOf, go, type Tab } from '../../state/route.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { verdictSentence } from '../../text/verdict.ts';
import { useWords } from '../../text/words.ts';

export function Head({ row, tab, children }: { row: FleetRow; tab: Tab; children: ReactNode }) {
  const words = useWords();
  const { t } = words;
  const now = useNow();
  const { before, left, after } = verdictSentence(words, row, now);
  return (
    <div className="inshead">
      <Mark tone={toneOf(row, now)} size={24} solid />
      <div>
        <div className="facts">
          <a href={addressOf({ view: 'fleet' })}>{t.frame.fleet}</a>
          <span className="name">{row.name}</span>
          <Env environment={row.environment} />
          <Facts row={row} now={now} />
        </div>
        <h1>
          {before}
          {left === '' ? null : <span className="t-warning num">{left}</span>}
          {after}
        </h1>
        {/* Announced when the state changes, not when the countdown does. */}
        <span className="vh" role="status">
          {row.name}: {row.clientState}. {before}
          {after}
        </span>
      </div>
      <div className="acts">
        <Place id={row.id} tab={tab} />
        <div className="row">{children}</div>
      </div>
    </div>
  );
}

function Facts({ row, now }: { row: FleetRow; now: number }) {
  const { t, f } = useWords();
  const server = row.serverUrl !== null && URL.canParse(row.serverUrl) ? new URL(row.serverUrl).host : t.instance.noServer;
  const late = isOverdue(row, now);
  const isMuted = useFleet((state) => state.settings.muted.includes(row.id));
  return (
    <>
      {isMuted ? <span>{t.alerts.isMuted}</span> : null}
      <span>{row.clientState}</span>
      <span className="cut">{row.account ?? t.fleet.noAccount}</span>
      {row.cps > 0 ? <span>{t.instance.load(row.cps, licencesFor(row.cps))}</span> : null}
      <span className="cut">{server}</span>
      {row.enabled ? (
        <span className={late ? 't-warning' : undefined}>
          {row.lastContactAt === null ? t.instance.neverAnswered : t.instance.lastAnswer(f.relativeShort(row.lastContactAt, now))}
        </span>
      ) : null}
    </>
  );
}

const WORST_FIRST = { column: 'verdict', descending: false } as const;

/** Its place in the fleet, worst first, and the way to its neighbours. */
function Place({ id, tab }: { id: string; tab: Tab }) {
  const { t } = useWords();
  const rows = useFleet((state) => state.rows);
  const minute = useMinute();
  const last = useFleet((state) => state.last);
  const [sorted] = useState(() => new SortedFleet());
  const order = useMemo(() => sorted.rows(rows, last, WORST_FIRST, minute), [sorted, rows, last, minute]);
  const at = order.findIndex((row) => row.id === id);
  const step = (by: number) => {
    const neighbour = order[at + by];
    if (neighbour !== undefined) go({ view: 'instance', id: neighbour.id, tab });
  };
  useShortcut('previous', () => step(-1));
  useShortcut('next', () => step(1));
  return (
    <div className="place">
      <span className="num">{t.instance.position(at + 1, order.length)}</span>
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowUp16Regular />}
        aria-label={t.instance.previous}
        disabled={at <= 0}
        onClick={() => step(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ArrowDown16Regular />}
        aria-label={t.instance.next}
        disabled={at >= order.length - 1}
        onClick={() => step(1)}
      />
    </div>
  );
}
