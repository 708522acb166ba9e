// The composition root: the host of one data folder, put together by hand. What is started last is disposed of first.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { AppFailure } from '../shared/app-failure.ts';
import type { Reply } from '../shared/ipc/bridge.ts';
import type { FleetChannel } from '../shared/ipc/contract.ts';
import type { HostInfo } from '../shared/model/fleet-snapshot.ts';
import { Fleet } from './agent/fleet.ts';
import type { Chance } from './agent/ports.ts';
import { openLicenceServers } from './licence-servers.ts';
import { type FleetHandlers, fleetHandlers } from './services/application/application.ts';
import { LiveFleet } from './services/application/live-fleet.ts';
import { noticing } from './services/application/noticing.ts';
import { serverRefusal } from './services/application/server-guard.ts';
import { Exchange } from './services/exchange/exchange.ts';
import { filesOf } from './services/host/folder-files.ts';
import { openHostDoor } from './services/host/host-door.ts';
import { prepareDataFolder } from './services/host/host-folder.ts';
import { acquireHostLock } from './services/host/host-lock.ts';
import { userName } from './services/host/user-name.ts';
import { Jobs } from './services/jobs/jobs.ts';
import { levelNamed, openLog } from './services/log/open-log.ts';
import { openVaults } from './services/secrets/open-vaults.ts';
import { secretStore } from './services/secrets/secret-store.ts';
import type { Vault } from './services/secrets/vault.ts';
import { openStore } from './services/store/open-store.ts';
import { workerThread } from './services/store/store-thread.ts';
import { FleetAlarms } from './services/time/alarms.ts';
import { openFolderClock } from './services/time/folder-clock.ts';
import { realClock } from './services/time/real-time.ts';
import type { SystemProxyPort } from './services/transport/connections.ts';

export type HostOptions = {
  folder: string;
  demo: boolean;
  /** null: the folder's own. */
  clockRate: number | null;
  version: string;
  serveSocket: boolean;
  /** The host stays: jobs that were under way go on. A command's short one leaves them to the next that stays. */
  isLasting: boolean;
  /** Where warnings go besides the log file; null: nowhere. */
  stderr: Writable | null;
  /** The operating system's keystore, asked for once the store is open; null: there is none. */
  keystore: () => Promise<Vault | null>;
  systemProxy: SystemProxyPort | null;
  /** The preferences of the user whom the host works for; their pace holds at each licence server. */
  preferencesFile: string;
};

export type Host = {
  readonly handlers: FleetHandlers;
  readonly fleet: Fleet;
  readonly live: LiveFleet;
  readonly info: () => HostInfo;
  /** The computer woke up, or its clock was set: what is due is looked at now. */
  wake(): void;
  /** The preferences have changed: what waits for the pace is looked at again. */
  preferencesChanged(): void;
  /** Takes no more calls of other processes, and waits until those that it has taken, and what they set going, are answered. */
  leave(): Promise<void>;
  dispose(): Promise<void>;
};

const chance: Chance = { number: Math.random, uuid: randomUUID };
const newSerial = (): string => randomBytes(16).toString('hex').toUpperCase();
/** Of a bulk job. */
const JOB_ROWS_AT_ONCE = 4;
const storeWorker = new URL('./store-worker.mjs', import.meta.url);

/** Becomes the host of a data folder; null: another process is. Throws AppFailure where the folder or its store refuses. */
export async function openHost(options: HostOptions): Promise<Host | null> {
  const folder = prepareDataFolder(options.folder);
  const files = filesOf(folder);
  const opened: (() => unknown)[] = [];
  const dispose = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const lock = acquireHostLock(files.lock);
  if (lock === null) return null;
  opened.push(() => lock.release());
  try {
    const real = realClock();
    const clock = openFolderClock({ folder, demo: options.demo, clockRate: options.clockRate, real });
    opened.push(() => clock.dispose());
    const level = levelNamed(process.env.CUSP_LICENSE_LOG ?? '') ?? 'info';
    const logs = openLog({ file: files.log, stream: options.stderr, fileLevel: level, streamLevel: 'error' });
    const store = await openStore({
      file: files.store,
      thread: () => workerThread(storeWorker),
      now: real.wallMs,
      log: logs.scope('store'),
      user: userName(),
    });
    opened.push(() => store.dispose());

    const { backend, vaultFor } = await openVaults(options.keystore, files.secretKey);
    const secrets = secretStore({ rows: store.secretRows, backend, vaultFor });
    const { server, pace, records, ...licenceServers } = openLicenceServers({
      ...options,
      folder,
      store,
      secrets,
      clock,
      real,
      log: logs.scope('exchange'),
    });
    opened.push(() => licenceServers.dispose());
    const alarms = new FleetAlarms(clock, real);
    opened.push(() => alarms.dispose());
    const fleet = new Fleet({ store: store.agents, secrets, server, clock, alarms, chance, realTime: real });
    await fleet.open();
    opened.push(() => fleet.dispose());
    fleet.onChange((id, what) => {
      if (what === 'removed') records.forget(id);
    });
    const jobs = new Jobs({
      store: store.jobs,
      secrets: secretStore({ rows: store.jobSecretRows, backend, vaultFor }),
      fleet,
      clock,
      chance,
      realTime: real,
      serverRefused: ({ serverUrl }, isLiveAllowed) =>
        serverUrl !== null && serverRefusal(serverUrl, isLiveAllowed, clock.demonstration) !== null,
      width: JOB_ROWS_AT_ONCE,
    });
    opened.push(() => jobs.dispose());
    const exchange = new Exchange({
      fleet,
      load: store.agents.load,
      secrets,
      clock,
      chance,
      newSerial,
      serverRefusal: (url, isLiveAllowed) =>
        url === null || !clock.demonstration ? null : serverRefusal(url, isLiveAllowed, true),
    });
    const realNow = clock.demonstration ? null : real.wallMs;
    const closing = new AbortController();
    opened.push(() => closing.abort());
    const live = new LiveFleet(fleet, real.after);
    opened.push(() => live.dispose());

    const info = (): HostInfo => ({
      demonstration: clock.demonstration,
      clock: clock.anchor(),
      dataFolder: folder,
      secretBackend: backend,
      version: options.version,
      warnings: store.warnings,
    });
    let acted = false;
    const offered = fleetHandlers({
      fleet,
      live,
      events: store.agents.events,
      audit: store.audit,
      secrets,
      trust: store.trust,
      diagnostics: {
        exchanges: (id) => records.of(id),
        examine: (patient, signal) => server.examine(patient, realNow, AbortSignal.any([signal, closing.signal])),
        steadyMs: real.steadyMs,
      },
      jobs,
      exchange,
      clock,
      chance,
      newSerial,
      info,
    });
    const calls = logs.scope('call');
    const handlers = noticing(offered, (channel) => {
      acted = true;
      calls.debug(channel);
    });
    await jobs.open(offered, options.isLasting);
    let closeDoor = async () => {};
    if (options.serveSocket) {
      const handle = (channel: FleetChannel, input: unknown) =>
        reply(handlers[channel] as (input: unknown) => Promise<unknown>, input);
      const door = await openHostDoor({
        folder,
        environment: process.env,
        handle,
        realTime: real,
        log: logs.scope('host'),
        now: real.wallMs,
      });
      opened.push(() => door.dispose());
      closeDoor = () => door.leave();
    }
    const leave = async () => {
      await closeDoor();
      // A host that was only looked at waits for nothing.
      if (acted) await fleet.idle();
    };
    const log = logs.scope('host');
    log.info(`Hosting ${fleet.ids().length} instances`, { version: options.version, secrets: backend });
    opened.push(() => log.info('Stopped'));
    return { handlers, fleet, live, info, wake: () => alarms.wake(), preferencesChanged: () => pace.changed(), leave, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function reply(handle: (input: unknown) => Promise<unknown>, input: unknown): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await handle(input) };
  } catch (error) {
    if (error instanceof AppFailure) return { ok: false, error: error.error };
    throw error;
  }
}
