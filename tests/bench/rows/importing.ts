// Rows of a CSV file imported all or nothing, against a bare loop that inserts what is stored of them in one transaction.
import type { BenchRun, Row, Scale } from '../bench-run.ts';
import type { Figure } from '../figure.ts';
import type { ImportingInput, ImportingOutput } from '../in-runtime/importing.ts';
import { runInRuntime } from '../run-in-runtime.ts';
import { median } from '../statistics.ts';

const ROW = 'rows imported';
const PER_SCALE = {
  full: { instances: 10_000, rounds: 5 },
  quick: { instances: 10_000, rounds: 3 },
  smoke: { instances: 50, rounds: 1 },
} as const satisfies Record<Scale['name'], { instances: number; rounds: number }>;

async function measure(run: BenchRun): Promise<Figure[]> {
  const { instances, rounds } = PER_SCALE[run.scale.name];
  run.say(ROW);
  const input: ImportingInput = { folder: run.folder, instances, rounds };
  const { imported, bare } = await runInRuntime<ImportingOutput>(run, 'importing', input);
  // At most three times as long is at least a third of the rate.
  const goal = { of: 'ratio', is: 'at least', bound: 1 / 3 } as const;
  return [{ row: ROW, instances, unit: '/s', value: median(imported), yardstick: median(bare), goal, runs: rounds }];
}

export const importingRow: Row = {
  name: 'import',
  expected: ({ name }) => [{ row: ROW, instances: PER_SCALE[name].instances }],
  measure,
};
