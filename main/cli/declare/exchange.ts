// `export` and `import`: arguments, options and help.
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { ImportOptions } from '../commands/exchange.ts';

export function declareExchange(program: Command, cli: () => Cli): void {
  program
    .command('export <file>')
    .description('the fleet without secrets, as JSON or CSV by the ending of the file')
    .addHelpText(
      'after',
      `
Instances and their configurations; no state, keys, tokens or passwords.

Example:
  cusp-license export fleet.csv`,
    )
    .action(async (file: string) => (await import('../commands/exchange.ts')).exportFleet(cli(), file));

  program
    .command('import <file>')
    .description('instances and configurations from a JSON or CSV file: all of it, or nothing')
    .option('--dry-run', 'say what would happen, line by line, and change nothing')
    .option(
      '--confirm <text>',
      'agree to what can stop calls of production instances: the name, or “cut N”, “change N” for several',
    )
    .addHelpText(
      'after',
      `
A serial number finds its instance, else the name does; what the file does not say stays as it is. A new instance gets a
new serial number; one that brings its own is taken as the same one from elsewhere, and its evaluation counts as used up.
Nothing is registered by an import.

Exit: 0 done; 2 a line was refused, or a confirmation is missing, and nothing was imported.

Examples:
  cusp-license import fleet.csv --dry-run
  cusp-license import fleet.json --json | jq .counts`,
    )
    .action(async (file: string, options: ImportOptions) =>
      (await import('../commands/exchange.ts')).importFleet(cli(), file, options),
    );
}
