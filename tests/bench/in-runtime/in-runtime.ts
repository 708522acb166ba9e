// Programs of the bench that run inside the product's own runtime, without a window: `--program NAME --input JSON`, one line of JSON
// as the result, and gone before Electron is ready.
import { authorizations } from './authorizations.ts';
import { durableStep } from './durable-step.ts';
import { importing } from './importing.ts';

/** Input and output are JSON; each program and its caller agree on them. */
const PROGRAMS: Readonly<Record<string, (input: never) => Promise<unknown>>> = {
  'durable-step': durableStep,
  authorizations,
  importing,
};

const after = (name: string): string => process.argv[process.argv.indexOf(name) + 1] ?? '';
try {
  const program = PROGRAMS[after('--program')];
  if (program === undefined) throw new Error(`There is no program ${after('--program')}.`);
  const output = JSON.stringify(await program(JSON.parse(after('--input')) as never));
  await new Promise<void>((done) => process.stdout.write(`${output}\n`, () => done()));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
