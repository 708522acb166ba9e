// A simulator in a folder of its own, on hand-moved time, with agents to speak to it; everything is gone after the test.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../../../main/simulator/simulator.ts';
import { MovedTime } from '../../fakes/moved-time.ts';
import { type HttpAnswer, type Json, newKey, send, type Way, WireAgent } from './wire-agent.ts';

export const START = Date.UTC(2026, 10, 24, 9);

export type House = {
  simulator: RunningSimulator;
  folder: string;
  time: MovedTime;
  agent: (way?: Way, key?: string) => WireAgent;
  control: (method: string, path: string, body?: Json, secret?: string) => Promise<HttpAnswer & { json: Json }>;
  /** Stops and starts it again, over the same folder. */
  restart: (options?: Partial<SimulatorOptions>) => Promise<void>;
  dispose: () => Promise<void>;
};

export async function openHouse(options: Partial<SimulatorOptions> = {}): Promise<House> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'simulator-')));
  const time = new MovedTime(START, false);
  const keyOfAll = newKey();
  const start = (more: Partial<SimulatorOptions>) =>
    startSimulator({
      folder,
      clock: 'real',
      now: () => time.now(),
      chance: { number: () => 0.5, uuid: randomUUID },
      time,
      ...options,
      ...more,
    });
  const house: House = {
    simulator: await start({}),
    folder,
    time,
    // One key for all that do not bring their own: making one takes a tenth of a second.
    agent: (way, key = keyOfAll) =>
      new WireAgent(house.simulator, randomUUID().replaceAll('-', '').toUpperCase(), () => time.now(), way, key),
    control: async (method, path, body, secret = house.simulator.controlSecret) => {
      const headers: Record<string, string> = secret === '' ? {} : { Authorization: `Bearer ${secret}` };
      const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await send(`${house.simulator.http}${path}`, { method, headers, body: text });
      return { ...answer, json: JSON.parse(answer.body) };
    },
    restart: async (more = {}) => {
      await house.simulator.dispose();
      house.simulator = await start(more);
    },
    dispose: async () => {
      await house.simulator.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return house;
}
