// From process start to what the user waits for, and the memory of all processes once they are at rest: the app on folders of every
// size and the bare window, one after the other in each round, after rounds that only warm the caches.
import type { BenchRun, Row, Scale } from '../bench-run.ts';
import type { Figure, Goal } from '../figure.ts';
import { median } from '../statistics.ts';
import { MeasuredWindow } from '../window.ts';

const START = 'start to the Fleet view with data';
const MEMORY = 'memory of all processes';
const MEBI = 1024 * 1024;

const goal = (bounds: Readonly<Record<number, number>>, instances: number): Goal | null => {
  const bound = bounds[instances];
  return bound === undefined ? null : { of: 'ratio', is: 'at most', bound };
};
const START_GOALS = { 1: 1.15, 10000: 1.3 };
const MEMORY_GOALS = { 1: 1.3, 10000: 1.7 };

type Seen = { shownMs: number; memory: number };

async function see(window: MeasuredWindow, mark: string): Promise<Seen> {
  try {
    await window.rested();
    const memory = await window.memory();
    return { shownMs: await window.shownMs(mark), memory };
  } finally {
    await window.close();
  }
}

async function measure(run: BenchRun): Promise<Figure[]> {
  const { sizes, runs, warming } = run.scale;
  const bare: Seen[] = [];
  const apps = new Map<number, Seen[]>(sizes.map((size) => [size, []]));
  for (const size of sizes) await run.filled(size);
  for (let round = -warming; round < runs; round += 1) {
    run.say(round < 0 ? 'start-up and memory: warming' : `start-up and memory: round ${round + 1} of ${runs}`);
    const seenBare = await see(await MeasuredWindow.bare(run), 'shown');
    if (round >= 0) bare.push(seenBare);
    for (const size of sizes) {
      const seen = await see(MeasuredWindow.app(run, await run.filled(size)), 'fleet-row');
      if (round >= 0) apps.get(size)?.push(seen);
    }
  }
  return sizes.flatMap((instances): Figure[] => {
    const seen = apps.get(instances) ?? [];
    const of = (pick: (one: Seen) => number) => ({ value: median(seen.map(pick)), yardstick: median(bare.map(pick)), runs });
    return [
      { row: START, instances, unit: 'ms', ...of((one) => one.shownMs), goal: goal(START_GOALS, instances) },
      { row: MEMORY, instances, unit: 'MB', ...of((one) => one.memory / MEBI), goal: goal(MEMORY_GOALS, instances) },
    ];
  });
}

export const startUp: Row = {
  name: 'start-up',
  expected: ({ sizes }: Scale) => sizes.flatMap((instances) => [START, MEMORY].map((row) => ({ row, instances }))),
  measure,
};
