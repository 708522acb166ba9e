// One host per data folder: between processes, within one, and after a host that was killed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { acquireHostLock } from '../../../main/services/host/host-lock.ts';
import { temporaryFolder } from './setting.ts';

/** Another process that holds the lock by the same means, until it is killed. */
async function otherHolder(file: string) {
  const script = `
    import('@photostructure/sqlite').then(({ DatabaseSync }) => {
      // Referred to for good: what is collected is closed.
      globalThis.db = new DatabaseSync(process.argv[1], { timeout: 0 });
      db.exec('PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
      process.on('message', () => {}); // Keeps the process alive.
      process.send('held');
    });`;
  const child = fork('-e', [script, file], { execArgv: [], stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Finalizers run in turns of their own.
  for (let turn = 0; turn < 5; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the lock', () => {
  it('is held by one, and free again when released', () => {
    const file = join(temporaryFolder(), 'host.lock');
    const first = acquireHostLock(file);
    expect(first).not.toBeNull();
    expect(acquireHostLock(file)).toBeNull();
    first?.release();
    first?.release();
    const second = acquireHostLock(file);
    expect(second).not.toBeNull();
    expect(acquireHostLock(file)).toBeNull();
    second?.release();
  });

  it('of another process is respected until that is killed', async () => {
    const file = join(temporaryFolder(), 'host.lock');
    const other = await otherHolder(file);
    expect(acquireHostLock(file)).toBeNull();
    other.kill('SIGKILL');
    await once(other, 'exit');
    const mine = acquireHostLock(file);
    expect(mine).not.toBeNull();
    mine?.release();
  });

  it('is held also while nobody refers to it', async () => {
    const file = join(temporaryFolder(), 'host.lock');
    const listeners = new Set(process.listeners('exit'));
    acquireHostLock(file);
    await collectGarbage();
    expect(acquireHostLock(file)).toBeNull();
    for (const release of process.listeners('exit')) if (!listeners.has(release)) release(0);
    expect(acquireHostLock(file)).not.toBeNull();
  });

  it('that is a file of something else is told, and left as it is', () => {
    const file = join(temporaryFolder(), 'host.lock');
    writeFileSync(file, 'this is no lock '.repeat(500));
    expect(() => acquireHostLock(file)).toThrow(/not a database/);
  });
});
