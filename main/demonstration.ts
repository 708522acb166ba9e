// A demonstration: a data folder of its own, the built-in simulator, and twelve instances in states worth looking at. It is made
// anew each time and thrown away when it is left; nothing of it ever reaches real data.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { OpenFolder } from './open-folder.ts';
import { realClock } from './services/time/real-time.ts';
import { type RunningSimulator, startSimulator } from './simulator/simulator.ts';

const CLOCK_RATE = 1_000;

export type Demonstration = {
  folder: OpenFolder;
  server: { http: string; https: string; token: string };
  faults: RunningSimulator['control']['faults'];
  dispose(): Promise<void>;
};

type Wanted = {
  name: string;
  account: string;
  rate: number;
  count: number;
  state: 'registered' | 'wrong-token' | 'evaluation' | 'off';
  lab?: boolean;
  profile?: 'CUSP' | 'CCCSP';
  tags: string[];
};
const ACCOUNTS: Record<string, number> = { 'Voice Core': 200, 'Wholesale Transit': 150, Lab: 20 };
const INSTANCES: Wanted[] = [
  { name: 'fra-sbc-01', account: 'Voice Core', rate: 500, count: 250, state: 'registered', tags: ['core', 'frankfurt'] },
  { name: 'fra-sbc-02', account: 'Voice Core', rate: 500, count: 250, state: 'registered', tags: ['core', 'frankfurt'] },
  { name: 'ber-sbc-01', account: 'Voice Core', rate: 300, count: 150, state: 'registered', tags: ['core', 'berlin'] },
  { name: 'ham-sbc-01', account: 'Voice Core', rate: 300, count: 150, state: 'registered', tags: ['edge'] },
  { name: 'muc-sbc-01', account: 'Voice Core', rate: 200, count: 100, state: 'wrong-token', tags: ['edge'] },
  {
    name: 'cgn-ccp-01',
    account: 'Voice Core',
    rate: 150,
    count: 100,
    state: 'registered',
    profile: 'CCCSP',
    tags: ['contact-centre'],
  },
  { name: 'fra-itx-01', account: 'Wholesale Transit', rate: 1000, count: 500, state: 'registered', tags: ['transit'] },
  { name: 'ams-itx-01', account: 'Wholesale Transit', rate: 1000, count: 400, state: 'registered', tags: ['transit'] },
  { name: 'vie-itx-01', account: 'Wholesale Transit', rate: 500, count: 200, state: 'evaluation', tags: ['transit'] },
  { name: 'lab-sbc-01', account: 'Lab', rate: 50, count: 25, state: 'registered', lab: true, tags: ['test'] },
  { name: 'lab-sbc-02', account: 'Lab', rate: 50, count: 5, state: 'evaluation', lab: true, tags: ['test'] },
  { name: 'lab-sbc-03', account: 'Lab', rate: 50, count: 5, state: 'off', lab: true, tags: ['test'] },
];

/** `parent`: where demonstrations are kept; what an earlier one left there is thrown away. */
export async function openDemonstration(
  parent: string,
  open: (folder: string, clockRate: number) => Promise<OpenFolder>,
): Promise<Demonstration> {
  await rm(parent, { recursive: true, force: true });
  const where = path.join(parent, randomUUID());
  await mkdir(where, { recursive: true, mode: 0o700 });
  const real = realClock();
  const simulator = await startSimulator({
    folder: where,
    clock: 'requests',
    now: real.wallMs,
    chance: { number: Math.random, uuid: randomUUID },
    time: real,
  });
  const dispose = async () => {
    await simulator.dispose();
    await rm(parent, { recursive: true, force: true });
  };
  try {
    const folder = await open(where, CLOCK_RATE);
    await fill(folder, simulator);
    const { http, https, token } = simulator;
    return { folder, server: { http, https, token }, faults: simulator.control.faults, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function fill(folder: OpenFolder, simulator: RunningSimulator): Promise<void> {
  const tokens = new Map<string, string>();
  for (const [virtualAccount, purchased] of Object.entries(ACCOUNTS)) {
    await simulator.control.setPurchased('Simulator', virtualAccount, purchased);
    tokens.set(virtualAccount, (await simulator.control.createToken({ account: 'Simulator', virtualAccount })).token);
  }
  const serverUrl = `${simulator.http}/licservice/license`;
  await Promise.all(
    INSTANCES.map(async ({ name, account, rate, count, state, lab, profile, tags }) => {
      const environment = lab ? 'lab' : 'production';
      const { id } = await folder.call('instances.add', {
        name,
        maxCallRate: rate,
        account,
        tags,
        environment,
        profile: profile ?? 'CUSP',
      });
      if (state === 'off') return;
      const token =
        state === 'registered' ? tokens.get(account) : state === 'wrong-token' ? 'not-a-token-of-this-server' : undefined;
      const change = {
        enabled: true,
        licenseCount: count,
        serverUrl,
        transport: 'http' as const,
        ...(token === undefined ? {} : { token }),
      };
      await folder.call('instances.configure', { id, change });
    }),
  );
}
