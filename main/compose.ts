// The composition root: the host of one data folder, put together by hand. What is started last is disposed of first.
import { randomBytes, randomUUID } from 'node:crypto';
import { AppFailure } from '../shared/app-failure.ts';
import type { Reply } from '../shared/ipc/bridge.ts';
import type { FleetChannel } from '../shared/ipc/contract.ts';
import type { HostInfo } from '../shared/model/fleet-snapshot.ts';
import { Fleet } from './agent/fleet.ts';
import type { Chance } from './agent/ports.ts';
import type { Host, HostOptions } from './host.ts';
import { openLicenceServers } from './licence-servers.ts';
import { fleetHandlers } from './services/application/application.ts';
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
import { GivenNotices } from './services/notices/given-notices.ts';
import { openNotices } from './services/notices/open-notices.ts';
import { openVaults } from './services/secrets/open-vaults.ts';
import { secretStore } from './services/secrets/secret-store.ts';
import { openStore } from './services/store/open-store.ts';
import { workerThread } from './services/store/store-thread.ts';
import { FleetAlarms } from './services/time/alarms.ts';
import { openFolderClock } from './services/time/folder-clock.ts';
import { realClock } from './services/time/real-time.ts';

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
      throwaway: options.throwaway === true,
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

    const given = new GivenNotices(real);
    opened.push(() => given.dispose());
    const info = (): HostInfo => ({
      demonstration: clock.demonstration,
      clock: clock.anchor(),
      dataFolder: folder,
      secretBackend: backend,
      version: options.version,
      warnings: store.warnings,
      review: null,
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
      notices: given,
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
    const { preferencesFile, noticesIn: shownIn } = options;
    const noticed = { fleet, alarms, clock, real, preferencesFile, given, shownIn, log: logs.scope('notices') };
    const notices = options.isLasting ? openNotices({ ...noticed, file: files.notices }) : null;
    opened.push(() => notices?.dispose());
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
    const wake = () => {
      alarms.wake();
      notices?.wake();
    };
    const preferencesChanged = () => {
      pace.changed();
      notices?.rulesChanged();
    };
    return { handlers, fleet, live, info, wake, preferencesChanged, leave, dispose };
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
