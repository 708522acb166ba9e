// `register`, `authorize`, `renew-id`, `deregister`: arguments, options and help.
import { type Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import type { RegisterOptions } from '../commands/operations.ts';
import { waitOption } from './instances.ts';

export function declareOperations(program: Command, cli: () => Cli): void {
  program
    .command('register <name>')
    .description('register with a token of the licence account, and print the summary that results')
    .addOption(new Option('--token-file <file>', 'file with the token').conflicts('tokenStdin'))
    .option('--token-stdin', 'read the token from standard input')
    .option('--force', 'replace a registration that exists')
    .addOption(waitOption())
    .addHelpText(
      'after',
      `
Tokens are never taken from an argument, where other users could read them.

Examples:
  cusp-license register fra-sbc-01 --token-file token.txt
  pass show licences/token | cusp-license register fra-sbc-01 --token-stdin`,
    )
    .action(async (name: string, options: RegisterOptions) =>
      (await import('../commands/operations.ts')).register(cli(), name, options),
    );

  program
    .command('authorize <name>')
    .description('ask for the configured licences now')
    .addOption(waitOption())
    .action(async (name: string, options: { wait: number }) =>
      (await import('../commands/operations.ts')).authorize(cli(), name, options),
    );

  program
    .command('renew-id <name>')
    .description('renew the identity certificate now')
    .addOption(waitOption())
    .action(async (name: string, options: { wait: number }) =>
      (await import('../commands/operations.ts')).renewId(cli(), name, options),
    );

  program
    .command('deregister <name>')
    .description('give the registration and its licences back')
    .option('--yes', 'do it; without it only what would happen is said')
    .addOption(waitOption())
    .action(async (name: string, options: { wait: number; yes?: boolean }) =>
      (await import('../commands/operations.ts')).deregister(cli(), name, options),
    );
}
