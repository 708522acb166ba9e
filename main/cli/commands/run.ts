// Hosts the agents without a window, until told to stop (SIGINT, SIGTERM) or until `--for` has passed.
import { refuse } from '../../../shared/app-failure.ts';
import type { Cli } from '../cli.ts';
import { LiveTable } from '../live-table.ts';
import { tell } from '../output.ts';
import { pause } from '../session.ts';
import type { OpenHost } from '../world.ts';

export type RunOptions = { /** Real seconds. */ for?: number; watch?: boolean };

/** Another command's host may be on its way out. Real ms. */
const PATIENCE_MS = 5_000;
/** A stop that takes longer is cut short: everything is stored already, and asked for again after the next start. */
const STOP_MS = 4_500;

export async function run(cli: Cli, { for: seconds, watch }: RunOptions): Promise<void> {
  const stop = stopOf(cli, seconds);
  try {
    const host = await openHost(cli);
    try {
      const live = await begin(cli, host, watch ?? false);
      await stop.asked;
      await live?.dispose();
    } finally {
      await Promise.race([host.dispose(), pause(cli.world, STOP_MS)]);
    }
    tell(cli, 'Stopped.');
  } finally {
    stop.dispose();
  }
}

async function begin(cli: Cli, host: OpenHost, watch: boolean): Promise<LiveTable | null> {
  const { rows, host: info } = await host.call('fleet.snapshot', {});
  const live = watch ? new LiveTable(cli, host) : null;
  for (const warning of info.warnings) tell(cli, warning);
  if (info.secretBackend === 'key-file')
    tell(cli, 'No keystore was found on this computer: keys are protected by file permissions only.');
  const kind = info.demonstration ? ` (demonstration, time ${info.clock.rate} times as fast)` : '';
  tell(cli, `Hosting ${rows.length} ${rows.length === 1 ? 'instance' : 'instances'} of ${cli.folder}${kind}.`);
  return live;
}

async function openHost({ world, folder, demo, clockRate }: Cli): Promise<OpenHost> {
  const end = world.time.now() + PATIENCE_MS;
  for (;;) {
    const host = await world.openHost({ folder, demo, clockRate, serveSocket: true, isLasting: true });
    if (host !== null) return host;
    if (world.time.now() >= end)
      throw refuse('store-unavailable', 'This data folder is hosted already, by the window or by another run.');
    await pause(world, 100);
  }
}

function stopOf({ world }: Cli, seconds: number | undefined): { asked: Promise<void>; dispose: () => void } {
  const callOffs: (() => void)[] = [];
  const asked = new Promise<void>((resolve) => {
    callOffs.push(world.onStop(resolve));
    if (seconds !== undefined) callOffs.push(world.time.after(seconds * 1_000, resolve));
  });
  const dispose = (): void => {
    for (const callOff of callOffs) callOff();
  };
  return { asked, dispose };
}
