// A demonstration: a data folder of its own, the built-in simulator, and a fleet in every state with a year behind it. It is made anew
// each time and thrown away when it is left; nothing of it ever reaches real data.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import type { Purchased } from '../shared/model/settings.ts';
import { ACCOUNTS } from './demonstration-fleet.ts';
import { liveThrough, PAST_MS } from './demonstration-past.ts';
import type { Host } from './host.ts';
import type { OpenFolder } from './open-folder.ts';
import { filesOf } from './services/host/folder-files.ts';
import { writePrivateFile } from './services/host/private-file.ts';
import { writeDemonstration } from './services/time/demonstration.ts';
import { type FolderClock, openFolderClock } from './services/time/folder-clock.ts';
import { realClock } from './services/time/real-time.ts';
import { type RunningSimulator, startSimulator } from './simulator/simulator.ts';

/** Its past is lived through as fast as this computer can. */
const PREPARATION_PACE = { exchangesAtOnce: 16, exchangesPerSecond: 1_000 };

export type Demonstration = {
  path: string;
  folder: OpenFolder;
  server: { http: string; https: string; token: string };
  faults: RunningSimulator['control']['faults'];
  /** What its accounts have bought, for the planner. */
  purchased: Purchased[];
  dispose(): Promise<void>;
};

export type DemonstrationMeans = {
  /** Where demonstrations are kept; what an earlier one left there is thrown away. */
  parent: string;
  /** A host of the folder while it is being prepared. */
  prepare(folder: string, preferencesFile: string): Promise<Host>;
  open(folder: string): Promise<OpenFolder>;
};

export async function openDemonstration({ parent, prepare, open }: DemonstrationMeans): Promise<Demonstration> {
  await rm(parent, { recursive: true, force: true });
  const where = path.join(parent, randomUUID());
  await mkdir(where, { recursive: true, mode: 0o700 });
  const real = realClock();
  const opensAt = real.wallMs();
  writeDemonstration(filesOf(where).demonstration, { rate: 1, anchor: { real: opensAt, folder: opensAt - PAST_MS } });
  const clock = openFolderClock({ folder: where, demo: true, clockRate: null, real });
  const simulator = await startSimulator({
    folder: where,
    clock: 'requests',
    now: () => clock.now().wallMs,
    chance: { number: Math.random, uuid: randomUUID },
    time: real,
  });
  const dispose = async () => {
    await simulator.dispose();
    clock.dispose();
    await rm(parent, { recursive: true, force: true });
  };
  try {
    const preferences = path.join(where, 'preparation.json');
    writePrivateFile(preferences, JSON.stringify(PREPARATION_PACE));
    await giveItsPast(await prepare(where, preferences), clock, simulator, opensAt);
    const { http, https, token } = simulator;
    const purchased = Object.entries(ACCOUNTS).map(([account, licences]) => ({ folder: where, account, licences, at: opensAt }));
    return {
      path: where,
      folder: await open(where),
      server: { http, https, token },
      faults: simulator.control.faults,
      purchased,
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function giveItsPast(host: Host, clock: FolderClock, simulator: RunningSimulator, opensAt: number): Promise<void> {
  const real = realClock();
  try {
    await liveThrough(
      {
        call: <C extends FleetChannel>(channel: C, input: Input<C>) =>
          (host.handlers[channel] as unknown as (input: Input<C>) => Promise<Output<C>>)(input),
        rows: () => host.fleet.rows(),
        moveTo: (at) => clock.moveTo(at),
        wake: () => host.wake(),
        idle: () => host.fleet.idle(),
        pause: () => real.afterMs(1),
      },
      simulator,
      opensAt,
    );
  } finally {
    await host.dispose();
  }
}
