// The command line as a whole: global options, commands, help. What a command does is loaded when it is called.
import { Command } from 'commander';
import { type Cli, cliOf, type GlobalOptions } from './cli.ts';
import { declareExchange } from './declare/exchange.ts';
import { declareHosting } from './declare/hosting.ts';
import { declareConfigure, declareInstances } from './declare/instances.ts';
import { declareOperations } from './declare/operations.ts';
import { declareReports } from './declare/reports.ts';
import type { CliWorld } from './world.ts';

const HELP = `
Exit codes: 0 done; 1 the operation failed; 2 wrong usage or refused input, with nothing changed.

Examples:
  cusp-license instance add fra-sbc-01 --max-call-rate 200
  cusp-license configure fra-sbc-01 --enable --license-count 50 --server-url URL --token-file token.txt
  cusp-license fleet`;

export function programOf(world: CliWorld): Command {
  const program = new Command('cusp-license')
    .description('Smart Licensing of one or many Cisco Unified SIP Proxy instances')
    .version(world.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .option('--data-dir <dir>', 'data folder (else CUSP_LICENSE_HOME, else the folder of this user)')
    .option('--demo', 'a demonstration folder: marked as such, loopback licence servers only')
    .option('--clock-rate <r>', 'demonstration folders only: time runs r times as fast, 1 to 1000000')
    .option('--json', 'JSON on standard output, and nothing else there')
    .addHelpText('after', HELP)
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void world.stdout.write(text),
      // With --json a refusal is one JSON value on standard output, which is written where it is caught.
      writeErr: (text) => void world.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    });
  const cli = (): Cli => cliOf(world, program.opts<GlobalOptions>());
  declareInstances(program, cli);
  declareConfigure(program, cli);
  declareOperations(program, cli);
  declareReports(program, cli);
  declareExchange(program, cli);
  declareHosting(program, cli);
  return program;
}
