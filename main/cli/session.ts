// The way to the fleet: the host that runs already, over its socket; else this process becomes the host for its duration.
import { AppFailure, HostGone, refuse } from '../../shared/app-failure.ts';
import type { FleetChannel, Input, Output } from '../../shared/ipc/contract.ts';
import type { Cli } from './cli.ts';
import type { CliWorld, FleetCaller } from './world.ts';

/** How long a lock that is held may stay without a socket that answers (another command's host starting or ending). Real ms. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 100;

/** These change nothing, so they may be asked again of the next host. */
const READS: readonly FleetChannel[] = [
  'host.info',
  'fleet.snapshot',
  'instances.find',
  'instances.detail',
  'events.list',
  'diagnostics.doctor',
  'exchange.export',
];

/** Does something with the fleet and lets go of it. Throws AppFailure. */
export async function withFleet<T>(cli: Cli, act: (fleet: FleetCaller) => Promise<T>): Promise<T> {
  const fleet = new Reached(cli);
  try {
    return await act(fleet);
  } finally {
    await fleet.dispose();
  }
}

type Way = { caller: FleetCaller; leave: () => Promise<void> };

/** The fleet through whoever is its host at the moment: another process may end, and then the next one is asked. */
class Reached implements FleetCaller {
  #way: Way | null = null;

  constructor(private readonly cli: Cli) {}

  async call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    const { time } = this.cli.world;
    const end = time.now() + PATIENCE_MS;
    for (;;) {
      this.#way ??= await reach(this.cli, end);
      try {
        return await this.#way.caller.call(channel, input);
      } catch (error) {
        const mayRepeat = error instanceof HostGone && (!error.taken || READS.includes(channel));
        if (!mayRepeat || time.now() >= end) throw error;
      }
      await this.dispose();
      await pause(this.cli.world, PAUSE_MS);
    }
  }

  async dispose(): Promise<void> {
    const way = this.#way;
    this.#way = null;
    await way?.leave();
  }
}

/** `end`: until when, in real time, a host that does not answer is tried again. */
async function reach(cli: Cli, end: number): Promise<Way> {
  for (;;) {
    const tried = await tryReach(cli);
    if (!(tried instanceof AppFailure)) return tried;
    if (cli.world.time.now() >= end) throw tried;
    await pause(cli.world, PAUSE_MS);
  }
}

async function tryReach(cli: Cli): Promise<Way | AppFailure> {
  const { world, folder, demo, clockRate } = cli;
  const running = await connect(world, folder);
  if (running instanceof AppFailure) return running;
  if (running !== null) {
    const leave = async () => running.dispose();
    try {
      await checkFolder(cli, running);
      return { caller: running, leave };
    } catch (error) {
      await leave();
      if (error instanceof HostGone) return error;
      throw error;
    }
  }
  const host = await world.openHost({ folder, demo, clockRate, serveSocket: true, isLasting: false });
  if (host === null) return refuse('host-unavailable', 'Another process holds this data folder and does not answer.');
  const leave = async () => {
    await host.idle();
    await host.dispose();
  };
  return { caller: host, leave };
}

/** A host that is just ending hangs up on whoever comes: that is worth another try, and said only if it stays so. */
async function connect(world: CliWorld, folder: string): Promise<FleetCaller | AppFailure | null> {
  try {
    return await world.connect(folder);
  } catch (error) {
    if (error instanceof AppFailure && ['forbidden', 'host-unavailable'].includes(error.error.code)) return error;
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
