// All instances of the data folder, worst first, with the totals per account.
import type { Cli } from '../cli.ts';
import { fleetReport, folderNow } from '../fleet-report.ts';
import { withFleet } from '../session.ts';
import { fleetText } from '../text/fleet-text.ts';

export async function fleet(cli: Cli): Promise<void> {
  const { world, json } = cli;
  const text = await withFleet(cli, async (caller) => {
    const { rows, host } = await caller.call('fleet.snapshot', {});
    const now = folderNow(host.clock, world.time.now());
    return json ? `${JSON.stringify(await fleetReport(caller, rows, now), null, 2)}\n` : fleetText(rows, now);
  });
  world.stdout.write(text);
}
