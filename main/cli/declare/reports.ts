// `summary`, `fleet`, `events`, `doctor`: arguments, options and help.
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { EventsOptions } from '../commands/events.ts';
import { limit } from './values.ts';

export function declareReports(program: Command, cli: () => Cli): void {
  program
    .command('summary <name>')
    .description('the licence summary of one instance')
    .addHelpText(
      'after',
      '\nExamples:\n  cusp-license summary fra-sbc-01\n  cusp-license summary fra-sbc-01 --json | jq .calls.verdict',
    )
    .action(async (name: string) => (await import('../commands/summary.ts')).summary(cli(), name));

  program
    .command('fleet')
    .description('all instances, worst first, and the totals per account')
    .action(async () => (await import('../commands/fleet.ts')).fleet(cli()));

  program
    .command('events [name]')
    .description('the history, oldest first')
    .option('--since <iso>', 'events from this moment on, like 2026-11-24T09:52:00Z')
    .option('--limit <n>', 'the newest n events only', limit)
    .option('--all', 'with what was done beside the licensing history: exports, imports, bulk jobs, settings, certificates')
    .option('--verify', 'looks whether an entry of the audit log was altered, removed or inserted, and names the first')
    .addHelpText(
      'after',
      '\nExamples:\n  cusp-license events fra-sbc-01 --since 2026-11-01 --json\n  cusp-license events --verify',
    )
    .action(async (name: string | undefined, { verify, ...options }: EventsOptions & { verify?: true }) => {
      if (verify !== true) await (await import('../commands/events.ts')).events(cli(), name, options);
      else await (await import('../commands/verify-events.ts')).verifyEvents(cli(), { name, ...options });
    });

  program
    .command('doctor <name>')
    .description('the way to the licence server, check by check, with the fix; nothing is changed there')
    .addHelpText(
      'after',
      `
The checks: url, dns, proxy, tcp, tls, tls-name, clock, server, token. Exit: 0 when none failed, 1 otherwise.

Examples:
  cusp-license doctor fra-sbc-01
  cusp-license doctor fra-sbc-01 --json | jq '.[] | select(.outcome == "fail")'`,
    )
    .action(async (name: string) => (await import('../commands/doctor.ts')).doctor(cli(), name));
}
