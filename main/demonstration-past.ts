// Gives the fleet of a demonstration its past: the stories are lived through by real agents at the real simulator, while the folder's
// clock is moved on from day to day. Nothing is written into the store by any other way.
import { AppFailure } from '../shared/app-failure.ts';
import { DAY } from '../shared/durations.ts';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import type { ConfigurationChange } from '../shared/model/configuration.ts';
import type { FleetRow } from '../shared/model/fleet-row.ts';
import { ACCOUNTS, STORIES } from './demonstration-fleet.ts';
import type { Deed, Story } from './demonstration-story.ts';
import type { RunningSimulator } from './simulator/simulator.ts';

export const PAST_MS = 405 * DAY;
const STEP_MS = 15 * DAY;
const SMART_ACCOUNT = 'Simulator';
/** A port that nothing listens at: discard. */
const NOBODY = 9;
/** Settling one moment takes a few turns: a registration is followed by an authorization, a fleet comes in lines. */
const MOST_TURNS = 400;

/** The host of the folder as it is being prepared. */
export type Past = {
  call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>>;
  rows(): FleetRow[];
  /** Moves the folder's clock on (epoch ms). */
  moveTo(at: number): void;
  /** Whoever is due is woken. */
  wake(): void;
  /** All that was set going is done and stored, as far as is known now. */
  idle(): Promise<void>;
  /** Lets what is waiting have its turn. */
  pause(): Promise<void>;
};

type Faults = Map<string, Omit<Parameters<RunningSimulator['control']['faults']['put']>[0][number], 'serial'>>;

/** `until`: the moment at which the demonstration opens, epoch ms; the clock stands `PAST_MS` before it. */
export async function liveThrough(past: Past, simulator: RunningSimulator, until: number): Promise<void> {
  for (const [virtualAccount, purchased] of Object.entries(ACCOUNTS))
    await simulator.control.setPurchased(SMART_ACCOUNT, virtualAccount, purchased);
  const ids = new Map<string, string>();
  const faults: Faults = new Map();
  for (const at of momentsOf(until)) {
    past.moveTo(at);
    past.wake();
    await settle(past, at);
    const daysAgo = (until - at) / DAY;
    for (const story of STORIES) if (story.past[0]?.[0] === daysAgo) ids.set(story.name, await add(past, story));
    // One after the other of one instance, all instances together.
    await Promise.all(
      STORIES.map(async (story) => {
        const deeds = story.past.filter(([day]) => day === daysAgo).flatMap(([, ...some]) => some);
        for (const deed of deeds) {
          const id = ids.get(story.name) ?? '';
          await onceFree(past, at, id, () => act(past, simulator, story, id, deed, faults));
          if (needsAnswer(deed)) await settle(past, at, id);
        }
      }),
    );
    await settle(past, at);
  }
}

/** The clock goes on while the past is lived: what an agent began by itself meanwhile is over before it is told anything else. */
export async function onceFree(
  past: Pick<Past, 'rows' | 'wake' | 'idle' | 'pause'>,
  at: number,
  id: string,
  tell: () => Promise<void>,
): Promise<void> {
  for (let turn = 1; ; turn += 1)
    try {
      return await tell();
    } catch (error) {
      const isBusy = error instanceof AppFailure && error.error.code === 'in-progress';
      if (!isBusy || turn === MOST_TURNS) throw error;
      await settle(past, at, id);
      await past.pause();
    }
}

const needsAnswer = ({ does }: Deed): boolean => does === 'register' || does === 'deregister' || does === 'authorize';

function momentsOf(until: number): number[] {
  const moments = new Set(STORIES.flatMap(({ past }) => past.map(([daysAgo]) => until - daysAgo * DAY)));
  for (let at = until - PAST_MS; at <= until; at += STEP_MS) moments.add(at);
  return [...moments].sort((a, b) => a - b);
}

async function add(past: Past, { name, rate, account, tags, profile, version, lab }: Story): Promise<string> {
  const { id } = await past.call('instances.add', {
    name,
    maxCallRate: rate,
    account,
    tags: [...tags],
    environment: lab === true ? 'lab' : 'production',
    profile: profile ?? 'CUSP',
    address: `${name}.example.net`,
    ...(version === undefined ? {} : { softwareVersion: version }),
  });
  return id;
}

async function act(
  past: Past,
  simulator: RunningSimulator,
  { name, account, count }: Story,
  id: string,
  deed: Deed,
  faults: Faults,
): Promise<void> {
  const configure = (change: ConfigurationChange) => past.call('instances.configure', { id, change, confirm: name });
  const serial = (): string => past.rows().find((row) => row.id === id)?.serial ?? name;
  switch (deed.does) {
    case 'enable':
      await configure({ enabled: true, licenseCount: count, ...serverOf(simulator, deed.server) });
      break;
    case 'register':
      await past.call('instances.register', { id, token: await tokenFor(simulator, account, deed.token) });
      break;
    case 'authorize':
      await past.call('instances.authorize', { id });
      break;
    case 'deregister':
      await past.call('instances.deregister', { id, confirm: name });
      break;
    case 'disable':
      await configure({ enabled: false });
      break;
    case 'count':
      await configure({ licenseCount: deed.cps });
      break;
    case 'lose-proxy':
      await configure({ proxy: { kind: 'manual', host: '127.0.0.1', port: NOBODY, user: null, tls: false } });
      break;
    case 'forgotten':
      await simulator.control.removeInstance(serial());
      break;
    case 'fault':
      if (deed.fault === null) faults.delete(serial());
      else faults.set(serial(), deed.fault);
      simulator.control.faults.put([...faults].map(([one, fault]) => ({ ...fault, serial: one })));
  }
}

function serverOf(simulator: RunningSimulator, server: 'nobody' | 'untrusted' | undefined): ConfigurationChange {
  const at = (origin: string) => ({ serverUrl: `${origin}/licservice/license`, transport: 'http' as const });
  if (server === 'nobody') return at(`http://127.0.0.1:${NOBODY}`);
  return at(server === 'untrusted' ? simulator.https : simulator.http);
}

async function tokenFor(simulator: RunningSimulator, virtualAccount: string, kind: 'unknown' | 'expired' | undefined) {
  if (kind === 'unknown') return 'not-a-token-of-this-server';
  const order = { account: SMART_ACCOUNT, virtualAccount, ...(kind === 'expired' ? { expiresAfterDays: 0 } : {}) };
  return (await simulator.control.createToken(order)).token;
}

/** Until nobody (or not this one) is on the way to the licence server, or about to be. */
async function settle(past: Pick<Past, 'rows' | 'wake' | 'idle' | 'pause'>, at: number, only?: string): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    await past.idle();
    const isDue = ({ id, inFlight, nextContact }: FleetRow) =>
      (only === undefined || id === only) && (inFlight !== null || (nextContact !== null && nextContact.at <= at));
    if (!past.rows().some(isDue)) return;
    past.wake();
    await past.pause();
  }
  throw new Error(`The demonstration does not come to rest at ${new Date(at).toISOString()}.`);
}
