// The summary of one instance. This is the command that scripts call most: nothing heavy is loaded on its way.
import type { Cli } from '../cli.ts';
import { idOf, withFleet } from '../session.ts';

export async function summary(cli: Cli, name: string): Promise<void> {
  const detail = await withFleet(cli, async (fleet) => fleet.call('instances.detail', { id: await idOf(fleet, name) }));
  if (cli.json) {
    cli.world.stdout.write(`${JSON.stringify(detail.summary, null, 2)}\n`);
    return;
  }
  const { summaryText } = await import('../text/summary-text.ts');
  cli.world.stdout.write(summaryText(detail));
}
