// A step stored durably (state, standing and event) against a bare insert of the same bytes, in groups of a hundred.
import path from 'node:path';
import { filesOf } from '../../../main/services/host/folder-files.ts';
import { filledId } from '../../builders/filled-fleet.ts';
import type { BenchRun, Row } from '../bench-run.ts';
import type { Figure } from '../figure.ts';
import type { DurableStepInput, DurableStepOutput } from '../in-runtime/durable-step.ts';
import { runInRuntime } from '../run-in-runtime.ts';
import { median } from '../statistics.ts';

const ROW = 'steps stored durably, groups of 100';
const GROUP = 100;
const GROUPS = { full: 200, quick: 60, smoke: 3 };

async function measure(run: BenchRun): Promise<Figure[]> {
  const { largest: instances } = run;
  run.say(ROW);
  const input: DurableStepInput = {
    store: filesOf(await run.filled(instances)).store,
    worker: path.join(run.root, 'out/main/store-worker.mjs'),
    ids: Array.from({ length: Math.min(GROUP, instances) }, (_, index) => filledId(index + 1)),
    group: GROUP,
    groups: GROUPS[run.scale.name],
  };
  const { stored, bare } = await runInRuntime<DurableStepOutput>(run, 'durable-step', input);
  const goal = { of: 'ratio', is: 'at least', bound: 0.7 } as const;
  return [{ row: ROW, instances, unit: '/s', value: median(stored), yardstick: median(bare), goal, runs: stored.length }];
}

export const durableStepRow: Row = {
  name: 'durable-step',
  expected: ({ sizes }) => [{ row: ROW, instances: sizes.at(-1) ?? 1 }],
  measure,
};
