// `run` and `simulator`: arguments, options and help.
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { RunOptions } from '../commands/run.ts';
import type { SimulatorCommandOptions } from '../commands/simulator.ts';
import { port, seconds } from './values.ts';

export function declareHosting(program: Command, cli: () => Cli): void {
  program
    .command('run')
    .description('host the agents without a window, until told to stop')
    .option('--for <seconds>', 'stop after so many seconds of real time', seconds)
    .option('--watch', 'show the fleet live on standard output')
    .addHelpText(
      'after',
      `
Evaluation, renewals and retries go on only while a host runs: this command, or the window.

Example:
  cusp-license --data-dir /var/lib/cusp-license run`,
    )
    .action(async (options: RunOptions) => (await import('../commands/run.ts')).run(cli(), options));

  program
    .command('simulator')
    .description('a licence server on this computer, for trying things out; loopback only')
    .option('--port <p>', 'port for HTTP; 0: any free one', port, 0)
    .option('--https-port <p>', 'port for HTTPS; 0: any free one', port, 0)
    .option('--state <file>', 'file that keeps its state')
    .addHelpText(
      'after',
      `
Prints one JSON line (http, https, token, signerCa, tlsCa, control), then serves until it is stopped. With --demo it takes
its time from the requests, so that it fits a demonstration folder at any clock rate.

Example:
  cusp-license --demo simulator --port 8080`,
    )
    .action(async (options: SimulatorCommandOptions) => (await import('../commands/simulator.ts')).simulator(cli(), options));
}
