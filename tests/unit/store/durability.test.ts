// The built worker: what was acknowledged outlives a kill, a read-only folder is told, and a worker that dies is not silence.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../../main/services/store/open-store.ts';
import { type StoreThread, workerThread } from '../../../main/services/store/store-thread.ts';
import { keptLog } from '../../fakes/kept-log.ts';
import { agentNamed, all, commit, NOW } from './agents.ts';
import { bundled } from './built.ts';
import { temporaryFolder } from './setting.ts';

const { worker, child } = bundled();
vi.setConfig({ testTimeout: 60_000 });

async function openBuilt(folder: string, thread: () => StoreThread = () => workerThread(worker())) {
  const store = await openStore({ file: join(folder, 'store.sqlite'), thread, now: () => NOW, log: keptLog() });
  onTestFinished(() => store.dispose());
  return store;
}

/** What the child said, line by line, until it ends or has said `enough` lines. */
async function linesOf(process: ChildProcess, enough = Number.POSITIVE_INFINITY): Promise<string[]> {
  const lines: string[] = [];
  if (process.stdout === null) throw new Error('The child has no output.');
  const ended = once(process, 'close');
  for await (const line of createInterface(process.stdout)) {
    lines.push(line);
    if (lines.length === enough) process.kill('SIGKILL');
  }
  await ended;
  return lines;
}

describe('a host that is killed', () => {
  it.each([1, 40, 333, 1_000])(
    'in its %d. acknowledged step loses none of them, and no step is there in part',
    async (enough) => {
      const folder = temporaryFolder();
      const acknowledged = await linesOf(child('write', join(folder, 'store.sqlite')), enough);
      expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
      const lastStep = new Map<string, number>();
      for (const line of acknowledged) {
        const [writer, step] = line.split(' ');
        lastStep.set(`writer-${writer}`, Number(step));
      }

      const store = await openBuilt(folder);
      expect(store.warnings).toEqual([]);
      const stored = new Map((await all(store.agents)).map((one) => [one.agent.instance.name, one]));
      for (const [name, step] of lastStep) expect(stored.get(name)?.revision, name).toBeGreaterThanOrEqual(step + 1);
      for (const { agent, revision } of stored.values()) {
        expect(agent.state.lastAttemptAt).toBe(revision - 1);
        const events = await store.agents.events({ instanceId: agent.instance.id });
        expect(events.map(({ at }) => at)).toEqual(Array.from({ length: revision }, (_, step) => step));
      }
    },
  );
});

describe('the built worker', () => {
  it('keeps, and after an orderly end everything is in one file', async () => {
    const folder = temporaryFolder();
    const agent = agentNamed('proxy-1');
    const first = await openBuilt(folder);
    await commit(first.agents, agent, [], 0);
    await first.secretRows.put(agent.instance.id, 'key:1', { backend: 'key-file', ciphertext: Uint8Array.of(0, 255, 7) });
    await first.dispose();
    expect(readFileSync(join(folder, 'store.sqlite')).includes('proxy-1')).toBe(true);
    const second = await openBuilt(folder);
    expect(await all(second.agents)).toEqual([{ agent, revision: 1 }]);
    expect(await second.secretRows.get(agent.instance.id, 'key:1')).toEqual({
      backend: 'key-file',
      ciphertext: Uint8Array.of(0, 255, 7),
    });
  });

  it('answers what was asked before dispose, and refuses what comes after', async () => {
    const store = await openBuilt(temporaryFolder());
    const writes = Array.from({ length: 50 }, (_, n) => commit(store.agents, agentNamed(`proxy-${n}`), [], 0));
    await store.dispose();
    expect(await Promise.all(writes)).toHaveLength(50);
    await expect(all(store.agents)).rejects.toMatchObject({ reason: 'unavailable' });
  });

  it('that dies makes every call fail as unavailable, those under way too', async () => {
    let thread: StoreThread | undefined;
    const store = await openBuilt(temporaryFolder(), () => {
      thread = workerThread(worker());
      return thread;
    });
    const underWay = all(store.agents);
    await thread?.terminate();
    await expect(underWay).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(commit(store.agents, agentNamed('x'), [], 0)).rejects.toMatchObject({ reason: 'unavailable' });
  });

  it('that cannot be loaded is told', async () => {
    const folder = temporaryFolder();
    await expect(openBuilt(folder, () => workerThread(join(folder, 'nothing.mjs')))).rejects.toMatchObject({
      reason: 'unavailable',
    });
  });
});

describe('a folder that may only be read', () => {
  const root = process.getuid?.() === 0;

  it('is told as read-only, and the store in it stays as it is', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'store.sqlite');
    expect(await linesOf(child('open', file))).toEqual(['opened 0']);
    const before = readFileSync(file);
    // Modes do not bind root, so there the child runs as another user.
    if (root) for (const path of [folder, file]) chownSync(path, 65_534, 65_534);
    chmodSync(file, 0o400);
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    expect(await linesOf(child('open', file, root ? { uid: 65_534 } : {}))).toEqual(['read-only']);
    expect(readFileSync(file).equals(before)).toBe(true);
    chmodSync(folder, 0o700);
    expect(await linesOf(child('open', file, root ? { uid: 65_534 } : {}))).toEqual(['read-only']);
  });
});
