// A thousand changes of state a second, each stored durably by the host of the window, with the Fleet view open: what the page's
// frames become, and what a change weighs on its way to the page.
import { setTimeout as after } from 'node:timers/promises';
import { connectToHost, type HostClient } from '../../../main/services/host/host-socket-client.ts';
import { realClock } from '../../../main/services/time/real-time.ts';
import { filledId } from '../../builders/filled-fleet.ts';
import type { BenchRun, Row } from '../bench-run.ts';
import type { PageSession } from '../devtools-pipe.ts';
import type { Figure } from '../figure.ts';
import { MeasuredWindow } from '../window.ts';

const RATE = 'changes of state a second, stored and shown';
const LONGEST = 'longest frame under 1,000 changes a second';
const FRAMES = 'frames a second under 1,000 changes a second';
const BYTES = 'a change on the wire';
const A_SECOND = 1_000;
const TICK_MS = 20;
const CALM_MS = 1_000;
/** Answers that may be missing; more are waited for, so that a slow host is measured and not buried. */
const MOST_OPEN = 1_000;

/**
 * Changes addresses, one instance after the other, so many a second. Returns how many were stored in how many ms. Those of another
 * `phase` are others: what is there already would be no change.
 */
async function change(
  host: HostClient,
  phase: number,
  instances: number,
  forMs: number,
  rate = A_SECOND,
): Promise<{ changes: number; tookMs: number }> {
  const from = Date.now();
  const open = new Set<Promise<unknown>>();
  let begun = 0;
  for (let elapsed = 0; elapsed < forMs; elapsed = Date.now() - from) {
    for (const due = (elapsed * rate) / 1000; begun < due && open.size < MOST_OPEN; begun += 1) {
      const address = `${phase}.${(begun >> 16) & 255}.${(begun >> 8) & 255}.${begun & 255}`;
      const edit = host.call('instances.edit', { id: filledId((begun % instances) + 1), address });
      const done = edit.finally(() => open.delete(done));
      open.add(done);
    }
    await after(TICK_MS);
  }
  await Promise.all(open);
  return { changes: begun, tookMs: Date.now() - from };
}

const watchFrames = (page: PageSession) =>
  page.evaluate<null>(`(() => {
    globalThis.seenFrames = [];
    const see = (at) => { if (globalThis.seenFrames) { globalThis.seenFrames.push(at); requestAnimationFrame(see); } };
    requestAnimationFrame(see);
    return null;
  })()`);
const framesSeen = (page: PageSession) =>
  page.evaluate<number[]>('(() => { const seen = globalThis.seenFrames; globalThis.seenFrames = null; return seen; })()');

const watchDeltas = (page: PageSession) =>
  page.evaluate<null>(`(() => {
    globalThis.seenDeltas = [];
    globalThis.stopDeltas = window.bridge.on['fleet.delta']((delta) => globalThis.seenDeltas.push(delta));
    return null;
  })()`);
const deltasSeen = (page: PageSession) =>
  page.evaluate<{ bytes: number; changes: number }>(`(() => {
    globalThis.stopDeltas();
    const changes = globalThis.seenDeltas.reduce((sum, { changed }) => sum + changed.length, 0);
    return { bytes: new TextEncoder().encode(JSON.stringify(globalThis.seenDeltas)).length, changes };
  })()`);

async function measure(run: BenchRun): Promise<Figure[]> {
  const { largest: instances } = run;
  run.say('changes of state');
  const folder = await run.filled(instances);
  const window = MeasuredWindow.app(run, folder);
  try {
    await window.rested();
    const host = await connectToHost(folder, realClock());
    if (host === null) throw new Error('The window does not host its folder.');
    const page = await window.pipe.page();
    await change(host, 10, instances, run.scale.changesMs / 5);
    await watchFrames(page);
    const { changes, tookMs } = await change(host, 11, instances, run.scale.changesMs);
    const frames = await framesSeen(page);
    // Apart and calmer: whoever listens besides the page makes it work twice, and one that falls behind is spared what it missed.
    await after(CALM_MS);
    await watchDeltas(page);
    await change(host, 12, instances, CALM_MS, A_SECOND / 5);
    await after(CALM_MS);
    const wire = await deltasSeen(page);
    host.dispose();
    const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
    const spanMs = (frames.at(-1) ?? 0) - (frames[0] ?? 0);
    const figure = { instances, yardstick: null, runs: 1 };
    return [
      { ...figure, row: RATE, unit: '/s', value: (1000 * changes) / tookMs, goal: atLeast(A_SECOND * 0.95) },
      { ...figure, row: LONGEST, unit: 'ms', value: Math.max(...gaps), goal: atMost(100) },
      { ...figure, row: FRAMES, unit: 'frames/s', value: (1000 * gaps.length) / spanMs, goal: atLeast(50) },
      { ...figure, row: BYTES, unit: 'bytes', value: wire.bytes / wire.changes, goal: atMost(200) },
    ];
  } finally {
    await window.close();
  }
}

const atMost = (bound: number) => ({ of: 'value', is: 'at most', bound }) as const;
const atLeast = (bound: number) => ({ of: 'value', is: 'at least', bound }) as const;

export const changesRow: Row = {
  name: 'changes',
  expected: ({ sizes }) => [RATE, LONGEST, FRAMES, BYTES].map((row) => ({ row, instances: sizes.at(-1) ?? 1 })),
  measure,
};
