// Import and export over a fleet in memory: the real ones.
import type { Fleet } from '../../main/agent/fleet.ts';
import type { AgentStore, Chance, Clock, SecretStore } from '../../main/agent/ports.ts';
import { serverRefusal } from '../../main/services/application/server-guard.ts';
import { Exchange } from '../../main/services/exchange/exchange.ts';

type World = {
  fleet: Fleet;
  store: Pick<AgentStore, 'load'>;
  secrets: SecretStore;
  clock: Clock;
  chance: Chance;
  newSerial: () => string;
  isDemonstration: () => boolean;
};

export const memoryExchange = ({ store, isDemonstration, ...world }: World): Exchange =>
  new Exchange({
    ...world,
    load: (ids) => store.load(ids),
    serverRefusal: (url, isLiveAllowed) => (url === null || !isDemonstration() ? null : serverRefusal(url, isLiveAllowed, true)),
  });
