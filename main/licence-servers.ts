// How the agents of a host reach their licence servers: whom they trust there, at which pace they speak, and what is recorded of it.
import { join } from 'node:path';
import type { SecretStore } from './agent/ports.ts';
import { serverRefusal } from './services/application/server-guard.ts';
import { textFile } from './services/host/text-file.ts';
import { loggedExchanges } from './services/log/exchange-log.ts';
import type { Log } from './services/log/log.ts';
import { keptPreferences } from './services/preferences/kept-preferences.ts';
import type { Store } from './services/store/open-store.ts';
import type { FolderClock } from './services/time/folder-clock.ts';
import type { RealClock } from './services/time/real-time.ts';
import type { SystemProxyPort } from './services/transport/connections.ts';
import { ExchangeRecords } from './services/transport/exchange-record.ts';
import { LicenceServer } from './services/transport/licence-server.ts';
import { Pace } from './services/transport/pace.ts';
import type { TrustPort } from './services/transport/trust.ts';

type Means = {
  folder: string;
  store: Store;
  secrets: SecretStore;
  clock: FolderClock;
  real: RealClock;
  systemProxy: SystemProxyPort | null;
  /** The preferences of the user whom the host works for. */
  preferencesFile: string;
  /** Takes a line for each exchange. */
  log: Log;
};

export function openLicenceServers({ folder, store, secrets, clock, real, systemProxy, preferencesFile, log }: Means) {
  /** The licensing root of the simulator of this folder, if there ever was one. */
  const simulatorRoot = textFile(join(folder, 'simulator', 'signer-ca.pem'));
  const trust: TrustPort = {
    rootsFor: async (url) => ({ ...(await store.trust.rootsFor(url)), simulatorRoot: simulatorRoot() }),
  };
  const preferences = keptPreferences(preferencesFile);
  const limits = () => {
    const { exchangesAtOnce, exchangesPerSecond } = preferences();
    return { atOnce: exchangesAtOnce, perSecond: exchangesPerSecond };
  };
  const pace = new Pace(limits, real);
  const records = new ExchangeRecords();
  const server = new LicenceServer({
    secrets,
    trust,
    clock,
    pace,
    systemProxy,
    refusal: ({ route }) => serverRefusal(route.url, route.liveServerAllowed, clock.demonstration),
    recorder: loggedExchanges(log, records),
  });
  const dispose = () => {
    pace.dispose();
    server.dispose();
  };
  return { server, pace, records, dispose };
}
