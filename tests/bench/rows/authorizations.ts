// Authorizations a second of a whole fleet, the licence server (the simulator) in another process, against a bare loop;
// and how soon the host answers its window meanwhile.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { BenchRun, Row, Scale } from '../bench-run.ts';
import type { Figure } from '../figure.ts';
import type { AuthorizationsInput, AuthorizationsOutput } from '../in-runtime/authorizations.ts';
import { runInRuntime, WINDOWLESS } from '../run-in-runtime.ts';
import { median, quantile } from '../statistics.ts';

const ROW = 'authorizations';
const ANSWERS = 'a question answered while they run, 99 of 100';
const PER_SCALE = {
  full: { instances: 10_000, rounds: 10 },
  quick: { instances: 1_000, rounds: 5 },
  smoke: { instances: 20, rounds: 1 },
} as const satisfies Record<Scale['name'], { instances: number; rounds: number }>;

type Addresses = { http: string; token: string; signerCa: string };

/** As the command line runs it. */
async function startSimulator(run: BenchRun, folder: string): Promise<{ child: ChildProcess; addresses: Addresses }> {
  const args = [...WINDOWLESS, '--', run.root, '--command-line', '--data-dir', folder, 'simulator'];
  const child = spawn(run.electron, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as Readable });
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown];
  if (typeof line !== 'string') throw new Error('The simulator ended.');
  return { child, addresses: JSON.parse(line) as Addresses };
}

async function measure(run: BenchRun): Promise<Figure[]> {
  const { instances, rounds } = PER_SCALE[run.scale.name];
  run.say('authorizations: registering the fleet');
  const folder = path.join(run.folder, 'authorizing');
  const { child, addresses } = await startSimulator(run, folder);
  try {
    const { http, token, signerCa } = addresses;
    const worker = path.join(run.root, 'out/main/store-worker.mjs');
    const input: AuthorizationsInput = { folder, url: `${http}/SmartTransport`, token, signerCa, worker, instances, rounds };
    const { host, bare, answers } = await runInRuntime<AuthorizationsOutput>(run, 'authorizations', input);
    const goal = { of: 'ratio', is: 'at least', bound: 0.6 } as const;
    const within = { of: 'value', is: 'at most', bound: 50 } as const;
    return [
      { row: ROW, instances, unit: '/s', value: median(host), yardstick: median(bare), goal, runs: rounds },
      {
        row: ANSWERS,
        instances,
        unit: 'ms',
        value: quantile(answers, 0.99),
        yardstick: null,
        goal: within,
        runs: answers.length,
      },
    ];
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

export const authorizationsRow: Row = {
  name: 'authorizations',
  expected: ({ name }) => [ROW, ANSWERS].map((row) => ({ row, instances: PER_SCALE[name].instances })),
  measure,
};
