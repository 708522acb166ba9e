// All instances of the data folder, worst first, with the totals per account.
import type { Cli } from '../cli.ts';
import { folderNow } from '../folder-now.ts';
import { withFleet } from '../session.ts';
import { fleetText } from '../text/fleet-text.ts';

export async function fleet(cli: Cli): Promise<void> {
  const { world, json } = cli;
  const text = await withFleet(cli, async (caller) => {
    if (json) return `${JSON.stringify(await caller.call('fleet.report', {}), null, 2)}\n`;
    const { rows, host } = await caller.call('fleet.snapshot', {});
    return fleetText(rows, folderNow(host.clock, world.time.now()));
  });
  world.stdout.write(text);
}
