// The command line in a real process: its streams, files and signals, and a clean end.
import { readFile } from 'node:fs/promises';
import { run } from './main.ts';
import type { CliWorld } from './world.ts';

/** What only the composition root can give. */
export type Ways = Pick<
  CliWorld,
  'version' | 'defaultDataFolder' | 'defaultDemoFolder' | 'time' | 'connect' | 'openHost' | 'startSimulator'
>;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function processWorld(ways: Ways): CliWorld {
  const { stdout, stderr, stdin, env } = process;
  return {
    ...ways,
    stdout,
    stderr,
    stdin,
    env,
    isTTY: stdout.isTTY === true,
    terminalRows: () => stdout.rows ?? null,
    readText: (file) => readFile(file, 'utf8'),
    onStop: (listener) => {
      for (const signal of STOP_SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of STOP_SIGNALS) process.off(signal, listener);
      };
    },
  };
}

/** Runs one command and ends this process with its exit code. `argv`: the arguments alone. */
export async function runInProcess(argv: readonly string[], ways: Ways): Promise<never> {
  // A reader that has had enough (`… | head`) is no failure. Anything else that nobody caught must not open a dialog.
  process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      process.stderr.write(`cusp-license: an error of this program: ${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    });
  const code = await run(argv, processWorld(ways));
  // What is still in a pipe's buffer would be cut off by the exit.
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write('', done));
  process.exit(code);
}
