// The way to the fleet: the host that runs already, over its socket; else this process becomes the host for its duration.
import { AppFailure, refuse } from '../../shared/app-failure.ts';
import type { Cli } from './cli.ts';
import type { CliWorld, FleetCaller } from './world.ts';

/** How long a lock that is held may stay without a socket that answers (another command's host starting or ending). Real ms. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 100;

/**
 * Does something with the fleet and lets go of it. `repeatable`: it changes nothing, so it may be done again from the start when
 * the host goes away in the middle. Throws AppFailure.
 */
export async function withFleet<T>(
  cli: Cli,
  act: (fleet: FleetCaller) => Promise<T>,
  { repeatable = false }: { repeatable?: boolean } = {},
): Promise<T> {
  const { world } = cli;
  const end = world.time.now() + PATIENCE_MS;
  for (;;) {
    const reached = await reach(cli);
    if ('fleet' in reached) {
      const { fleet } = reached;
      try {
        return await act(fleet);
      } catch (error) {
        if (!repeatable || !isHostGone(error) || world.time.now() >= end) throw error;
      } finally {
        await fleet.dispose();
      }
    } else if (world.time.now() >= end) throw reached.why;
    await pause(world, PAUSE_MS);
  }
}

type Reached = { fleet: FleetCaller } | { why: AppFailure };

async function reach(cli: Cli): Promise<Reached> {
  const { world, folder, demo, clockRate } = cli;
  const running = await connect(world, folder);
  if (running instanceof AppFailure) return { why: running };
  if (running === null) {
    const host = await world.openHost({ folder, demo, clockRate, serveSocket: true });
    return host === null
      ? { why: refuse('host-unavailable', 'Another process holds this data folder and does not answer.') }
      : { fleet: host };
  }
  try {
    await checkFolder(cli, running);
    return { fleet: running };
  } catch (error) {
    await running.dispose();
    throw error;
  }
}

/** A host that is just ending hangs up on whoever comes: that is worth another try, and said only if it stays so. */
async function connect(world: CliWorld, folder: string): Promise<FleetCaller | AppFailure | null> {
  try {
    return await world.connect(folder);
  } catch (error) {
    if (error instanceof AppFailure && (error.error.code === 'forbidden' || isHostGone(error))) return error;
    throw error;
  }
}

/** What `--demo` and `--clock-rate` ask for has to be so already where another process is the host. */
async function checkFolder({ demo, clockRate }: Cli, running: FleetCaller): Promise<void> {
  if (!demo && clockRate === null) return;
  const info = await running.call('host.info', {});
  if (!info.demonstration)
    throw refuse('invalid-input', 'This data folder is not a demonstration: --demo and --clock-rate do not apply to it.');
  if (clockRate !== null && info.clock.rate !== clockRate)
    throw refuse('invalid-input', `The host of this folder runs at clock rate ${info.clock.rate}: stop it to change the rate.`);
}

const isHostGone = (error: unknown): boolean => error instanceof AppFailure && error.error.code === 'host-unavailable';

/** Real ms. */
export const pause = (world: CliWorld, ms: number): Promise<void> =>
  new Promise((resolve) => {
    world.time.after(ms, resolve);
  });

/** The instance's id. Throws `not-found`. */
export async function idOf(fleet: FleetCaller, name: string): Promise<string> {
  const found = await fleet.call('instances.find', { name });
  if (found === null) throw refuse('not-found', `There is no instance named “${name}”.`);
  return found.id;
}
