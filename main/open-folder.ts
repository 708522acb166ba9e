// The data folder that the window shows: hosted by this process, or, where another process hosts it, reached over its socket.
import { refuse } from '../shared/app-failure.ts';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import type { FleetDelta, HostInfo } from '../shared/model/fleet-snapshot.ts';
import { openHost } from './compose.ts';
import type { Host, HostOptions } from './host.ts';
import { connectToHost } from './services/host/host-socket-client.ts';
import { realClock } from './services/time/real-time.ts';

export interface OpenFolder {
  /** This process hosts it. */
  readonly isHost: boolean;
  call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>>;
  wake(): void;
  preferencesChanged(): void;
  dispose(): Promise<void>;
}

export type FolderListener = {
  delta(delta: FleetDelta): void;
  /** Everything may be different: the mirror is to ask for the snapshot again. */
  changed(info: HostInfo): void;
  /** The host that this process did not run is gone. */
  gone(): void;
};

/** How often another process' host is asked whether anything changed. Real ms. */
const LOOK_EVERY_MS = 500;

/** How long a host that is just ending may take to let go of the folder. Real ms. */
const PATIENCE_MS = 6_000;

/** Rejects with `host-unavailable` where another process holds the folder and does not answer for that long. */
export async function openPatiently(options: HostOptions, listener: FolderListener): Promise<OpenFolder> {
  const real = realClock();
  for (const end = real.wallMs() + PATIENCE_MS; ; ) {
    const opened = await openFolder(options, listener);
    if (opened !== null) return opened;
    if (real.wallMs() >= end)
      throw refuse('host-unavailable', `Another process holds the data folder ${options.folder} and does not answer.`);
    await real.afterMs(100);
  }
}

async function openFolder(options: HostOptions, listener: FolderListener): Promise<OpenFolder | null> {
  const host = await openHost(options);
  return host === null ? followHost(options.folder, listener) : hostHere(host, listener);
}

function hostHere(host: Host, listener: FolderListener): OpenFolder {
  host.live.onDelta((delta) => listener.delta(delta));
  return {
    isHost: true,
    call: <C extends FleetChannel>(channel: C, input: Input<C>) =>
      (host.handlers[channel] as unknown as (input: Input<C>) => Promise<Output<C>>)(input),
    wake: () => host.wake(),
    preferencesChanged: () => host.preferencesChanged(),
    dispose: () => host.dispose(),
  };
}

/** Null: whoever holds the folder does not answer (yet). */
async function followHost(folder: string, listener: FolderListener): Promise<OpenFolder | null> {
  const real = realClock();
  const client = await connectToHost(folder, real).catch(() => null);
  if (client === null) return null;
  let { revision } = await client.call('fleet.snapshot', {});
  let callOff = () => {};
  let isOver = false;
  const look = async () => {
    try {
      const deltas = await client.call('fleet.changes', { revision });
      for (const delta of deltas ?? []) {
        revision = delta.to;
        listener.delta(delta);
      }
      if (deltas === null) {
        ({ revision } = await client.call('fleet.snapshot', {}));
        listener.changed(await client.call('host.info', {}));
      }
      lookAgain();
    } catch {
      if (!isOver) listener.gone();
    }
  };
  const lookAgain = () => {
    if (isOver) return;
    callOff = real.after(LOOK_EVERY_MS, () => void look());
  };
  lookAgain();
  return {
    isHost: false,
    call: (channel, input) => client.call(channel, input),
    wake: () => undefined,
    // The other process reads the file with its next exchange.
    preferencesChanged: () => undefined,
    dispose: async () => {
      isOver = true;
      callOff();
      client.dispose();
    },
  };
}
