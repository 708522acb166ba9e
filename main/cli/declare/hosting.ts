// `run` and `simulator`: arguments, options and help.
import type { Command } from 'commander';
import { FAULT_REQUESTS, FAULTS } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import type { Cli } from '../cli.ts';
import type { RunOptions } from '../commands/run.ts';
import type { SimulatorCommandOptions } from '../commands/simulator.ts';
import { fault } from './fault.ts';
import { port, seconds } from './values.ts';

const FAULT_HELP = `A fault is NAME[,times=N][,serial=SN][,type=REQUEST][,retry-after=SECONDS][,takes-effect]; without times it lasts until it is
cleared. type: ${FAULT_REQUESTS.join(', ')}. takes-effect: only the answer goes wrong.
Names: ${FAULTS.join(', ')}.`;

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

  const simulator = program
    .command('simulator')
    .description('a licence server on this computer, for trying things out; loopback only')
    .option('--port <p>', 'port for HTTP; 0: any free one', port, 0)
    .option('--https-port <p>', 'port for HTTPS; 0: any free one', port, 0)
    .option('--state <file>', 'file that keeps its state')
    .option('--fault <fault>', 'a fault that is on from the start; may be given several times', fault)
    .addHelpText(
      'after',
      `
Prints one JSON line (http, https, token, signerCa, tlsCa, control), then serves until it is stopped. With --demo it takes
its time from the requests, so that it fits a demonstration folder at any clock rate.

Examples:
  cusp-license --demo simulator --port 8080
  cusp-license simulator --port 8080 --fault http-503,times=2,retry-after=60

${FAULT_HELP}`,
    )
    .action(async (options: SimulatorCommandOptions) => (await import('../commands/simulator.ts')).simulator(cli(), options));

  simulator
    .command('faults')
    .argument('<file>', 'the JSON line that the simulator printed')
    .argument('[fault...]', 'switched on in place of those before', fault)
    .description('list, switch on or clear the faults of a simulator that runs')
    .option('--clear', 'switch all off')
    .addHelpText(
      'after',
      `
Examples:
  cusp-license simulator > simulator.json &
  cusp-license simulator faults simulator.json reset,type=AUTHORIZATION,times=1,takes-effect
  cusp-license simulator faults simulator.json --clear

${FAULT_HELP}`,
    )
    .action(async (file: string, faults: Fault[] | undefined, options: { clear?: boolean }) =>
      (await import('../commands/simulator-faults.ts')).simulatorFaults(cli(), file, faults ?? [], options),
    );
}
