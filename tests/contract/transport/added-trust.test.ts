// A licence server with a certificate of its own authority, over real TLS: refused and named until its CA is added for it, and then
// registered at once; refused again when the CA is taken back.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Fleet } from '../../../main/agent/fleet.ts';
import { trustHandlers } from '../../../main/services/application/trust-handlers.ts';
import type { Store } from '../../../main/services/store/open-store.ts';
import { LicenceServer } from '../../../main/services/transport/licence-server.ts';
import { DEFAULT_ENTITLEMENT_TAG, DEFAULT_SOFTWARE_TAG } from '../../../shared/model/instance.ts';
import { configurationOf, instanceOf } from '../../builders/stepped-agent.ts';
import { HandAlarms, MemorySecrets } from '../../fakes/agent-world.ts';
import { MemoryAgentStore } from '../../fakes/memory-agent-store.ts';
import { unhurried } from '../../fakes/unhurried-pace.ts';
import { openIn, temporaryFolder } from '../../unit/store/setting.ts';
import { type House, openHouse } from '../simulator/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.dispose());

it('is trusted as soon as its CA and its signing root are added, and no longer than they are there', async () => {
  const store: Store = await openIn(temporaryFolder());
  const secrets = new MemorySecrets();
  const clock = { now: () => ({ wallMs: house.time.now(), steadyMs: 0, runId: 'r' }) };
  const server = new LicenceServer({
    pace: unhurried(),
    secrets,
    // The simulator's own root is left out, as for a server that is somebody else's.
    trust: { rootsFor: async (url) => ({ ...(await store.trust.rootsFor(url)), simulatorRoot: null }) },
    clock,
    systemProxy: null,
    refusal: () => null,
  });
  let ids = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const chance = { number: () => 0.5, uuid };
  const agents = new MemoryAgentStore();
  const fleet = new Fleet({ store: agents, secrets, server, clock, alarms: new HandAlarms(), chance, realTime: house.time });
  const { 'trust.add': add, 'trust.remove': remove } = trustHandlers({ fleet, trust: store.trust });
  const url = `${house.simulator.https}/SmartTransport`;
  const { id } = instanceOf();
  try {
    await fleet.open();
    await fleet.add(instanceOf({ softwareTag: DEFAULT_SOFTWARE_TAG, entitlementTag: DEFAULT_ENTITLEMENT_TAG }));
    await secrets.put(id, 'token', house.simulator.token);
    const configuration = configurationOf({ serverUrl: url, licenseCount: 5 });
    const register = { register: { force: false }, deregisterAndSwitch: false, liveServerAllowed: false } as const;
    await fleet.configure(id, configuration, { ...register, actor: 'administrator' });
    await fleet.idle();
    expect(fleet.row(id)).toMatchObject({ registrationStatus: 'retry', failure: { category: 'tls-untrusted', tries: 1 } });

    const { added, retried } = await add({ url, kind: 'tls', pem: house.simulator.tlsCaPem });
    expect(retried).toBe(1);
    await fleet.idle();
    expect(fleet.row(id)).toMatchObject({ registrationStatus: 'retry', failure: { category: 'bad-signature' } });

    expect(await add({ url, kind: 'signer', pem: house.simulator.signerCaPem })).toMatchObject({ retried: 1 });
    await fleet.idle();
    expect(fleet.row(id)).toMatchObject({ clientState: 'Authorized', failure: null });

    await remove({ id: added[0] ?? '' });
    await fleet.authorize(id);
    await fleet.idle();
    expect(fleet.row(id)).toMatchObject({ clientState: 'Authorized', failure: { category: 'tls-untrusted' } });
  } finally {
    await fleet.dispose();
    server.dispose();
  }
});
