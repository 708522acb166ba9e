// What a fleet at rest costs: processor time of all processes over a minute in which nothing happens, the Fleet view open.
import { setTimeout as after } from 'node:timers/promises';
import type { BenchRun, Row } from '../bench-run.ts';
import type { Figure } from '../figure.ts';
import { cpuMsOf } from '../processes.ts';
import { median } from '../statistics.ts';
import { MeasuredWindow } from '../window.ts';

const ROW = 'processor time per idle minute';
const WATCHES = 3;
const MINUTE_MS = 60_000;

async function measure(run: BenchRun): Promise<Figure[]> {
  const { largest: instances } = run;
  const runs = Math.min(run.scale.runs, WATCHES);
  run.say(ROW);
  const window = MeasuredWindow.app(run, await run.filled(instances));
  const seconds: number[] = [];
  try {
    await window.rested();
    for (let watch = 0; watch < runs; watch += 1) {
      const [before, from] = [await cpuMsOf(window.pid), Date.now()];
      await after(run.scale.restMs);
      const used = (await cpuMsOf(window.pid)) - before;
      seconds.push((used * MINUTE_MS) / (Date.now() - from) / 1000);
    }
  } finally {
    await window.close();
  }
  const goal = { of: 'value', is: 'at most', bound: 0.3 } as const;
  return [{ row: ROW, instances, unit: 's', value: median(seconds), yardstick: null, goal, runs }];
}

export const idle: Row = { name: 'idle', expected: ({ sizes }) => [{ row: ROW, instances: sizes.at(-1) ?? 1 }], measure };
