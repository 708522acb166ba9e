// Secrets at rest: encrypted, bound to their place, told when they cannot be opened, tokens only where something protects them.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { keyFileVault } from '../../../main/services/secrets/key-file.ts';
import { secretStore } from '../../../main/services/secrets/secret-store.ts';
import { boundVault, type Vault } from '../../../main/services/secrets/vault.ts';
import type { SecretBackend } from '../../../shared/model/fleet-snapshot.ts';
import { agentNamed, commit, NOW } from '../store/agents.ts';
import { openIn } from '../store/setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const TOKEN = 'T0ken-that-must-not-lie-anywhere';
const PASSWORD = 'Pr0xy-p4ssword-ü';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A keystore of the operating system, as far as a vault sees one. */
const keystore = (key: number): Vault =>
  boundVault('keystore', {
    encrypt: (text) => Buffer.concat([Buffer.from('v11'), Buffer.from(text).map((byte) => byte ^ key)]),
    decrypt: (ciphertext) => Buffer.from(ciphertext.subarray(3).map((byte) => byte ^ key)).toString(),
  });

async function setting(backend: SecretBackend, vaults: Vault[], folder = temporaryFolder()) {
  const store = await openIn(folder);
  const secrets = secretStore({
    rows: store.secretRows,
    backend,
    vaultFor: (name) => vaults.find((vault) => vault.backend === name) ?? null,
  });
  const withInstance = async (name: string) => {
    const agent = agentNamed(name);
    await commit(store.agents, agent, [], 0);
    return agent.instance.id;
  };
  return { folder, store, secrets, withInstance };
}

function everythingIn(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
}

describe('with the key file', () => {
  it('passwords and keys come back after a restart, and lie nowhere in clear', async () => {
    const folder = temporaryFolder();
    const key = join(folder, 'secret.key');
    const first = await setting('key-file', [keyFileVault(key)], folder);
    const id = await first.withInstance('proxy-1');
    await first.secrets.put(id, 'proxy-password', PASSWORD);
    expect(everythingIn(folder)).not.toContain(Buffer.from(PASSWORD).toString('latin1'));
    await first.store.dispose();
    expect(everythingIn(folder)).not.toContain(Buffer.from(PASSWORD).toString('latin1'));

    const second = await setting('key-file', [keyFileVault(key)], folder);
    expect(await second.secrets.get(id, 'proxy-password')).toBe(PASSWORD);
    await second.secrets.remove(id, 'proxy-password');
    expect(await second.secrets.get(id, 'proxy-password')).toBeNull();
  });

  it('a token is kept for this session and never reaches the disk', async () => {
    const folder = temporaryFolder();
    const vault = keyFileVault(join(folder, 'secret.key'));
    const first = await setting('key-file', [vault], folder);
    const id = await first.withInstance('proxy-1');
    await first.secrets.put(id, 'token', TOKEN);
    expect(await first.secrets.get(id, 'token')).toBe(TOKEN);
    expect(await first.store.secretRows.get(id, 'token')).toBeNull();
    await first.store.dispose();
    const second = await setting('key-file', [vault], folder);
    expect(await second.secrets.get(id, 'token')).toBeNull();
  });

  it('a ciphertext that was moved, changed or cut is told and not opened', async () => {
    const folder = temporaryFolder();
    const { store, secrets, withInstance } = await setting('key-file', [keyFileVault(join(folder, 'secret.key'))], folder);
    const [one, two] = [await withInstance('one'), await withInstance('two')];
    await secrets.put(one, 'proxy-password', PASSWORD);
    const row = await store.secretRows.get(one, 'proxy-password');
    if (row === null) throw new Error('Nothing was kept.');
    const changed = Uint8Array.from(row.ciphertext);
    changed[20] = (changed[20] ?? 0) ^ 1;

    await store.secretRows.put(two, 'proxy-password', row);
    await store.secretRows.put(one, 'key:1', row);
    await store.secretRows.put(one, 'key:2', { ...row, ciphertext: Uint8Array.of() });
    await store.secretRows.put(one, 'proxy-password', { ...row, ciphertext: changed });
    for (const [id, name] of [
      [two, 'proxy-password'],
      [one, 'key:1'],
      [one, 'key:2'],
      [one, 'proxy-password'],
    ] as const) {
      await expect(secrets.get(id, name), name).rejects.toMatchObject({ error: { code: 'store-unavailable' } });
      expect(await store.secretRows.get(id, name), 'it stays where it is').not.toBeNull();
    }
  });

  it('the same secret is never encrypted to the same bytes', () => {
    const vault = keyFileVault(join(temporaryFolder(), 'secret.key'));
    const all = new Set(Array.from({ length: 100 }, () => vault.encrypt(PASSWORD, 'x').toString('hex')));
    expect(all.size).toBe(100);
  });
});

describe('the key file', () => {
  it('is made once, for this user only', () => {
    const file = join(temporaryFolder(), 'secret.key');
    const sealed = keyFileVault(file).encrypt('x', 'place');
    const key = readFileSync(file);
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(keyFileVault(file).decrypt(sealed, 'place')).toBe('x');
    expect(readFileSync(file)).toEqual(key);
    expect(readdirSync(join(file, '..'))).toEqual(['secret.key']);
  });

  it.each([0o604, 0o640, 0o660, 0o777])('that others may use (mode %o) is refused', (mode) => {
    const file = join(temporaryFolder(), 'secret.key');
    keyFileVault(file);
    chmodSync(file, mode);
    expect(() => keyFileVault(file)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'store-unavailable' }) }),
    );
  });

  it.each([0, 31, 33])('of %d bytes is refused and left as it is', (length) => {
    const file = join(temporaryFolder(), 'secret.key');
    writeFileSync(file, Buffer.alloc(length, 1), { mode: 0o600 });
    expect(() => keyFileVault(file)).toThrow(/bytes/);
    expect(readFileSync(file)).toHaveLength(length);
  });
});

describe('with a keystore', () => {
  it('tokens are kept over a restart, and erased when asked', async () => {
    const folder = temporaryFolder();
    const first = await setting('keystore', [keystore(7)], folder);
    const id = await first.withInstance('proxy-1');
    await first.secrets.put(id, 'token', TOKEN);
    await first.store.dispose();
    expect(everythingIn(folder)).not.toContain(TOKEN);
    const second = await setting('keystore', [keystore(7)], folder);
    expect(await second.secrets.get(id, 'token')).toBe(TOKEN);
    await second.secrets.remove(id, 'token');
    expect(await second.store.secretRows.get(id, 'token')).toBeNull();
  });

  it('what the key file kept before stays readable, and becomes the keystore’s when written again', async () => {
    const folder = temporaryFolder();
    const file = keyFileVault(join(folder, 'secret.key'));
    const before = await setting('key-file', [file], folder);
    const id = await before.withInstance('proxy-1');
    await before.secrets.put(id, 'key:1', 'PEM');
    await before.store.dispose();
    const after = await setting('keystore', [keystore(7), file], folder);
    expect(await after.secrets.get(id, 'key:1')).toBe('PEM');
    await after.secrets.put(id, 'key:1', 'PEM 2');
    expect(await after.store.secretRows.get(id, 'key:1')).toMatchObject({ backend: 'keystore' });
    expect(await after.secrets.get(id, 'key:1')).toBe('PEM 2');
  });

  it('that is gone, or has another key, or was fed another place’s ciphertext, is told; nothing is lost', async () => {
    const folder = temporaryFolder();
    const before = await setting('keystore', [keystore(7)], folder);
    const id = await before.withInstance('proxy-1');
    await before.secrets.put(id, 'key:1', 'PEM');
    const row = await before.store.secretRows.get(id, 'key:1');
    if (row === null) throw new Error('Nothing was kept.');
    await before.store.secretRows.put(id, 'key:2', row);
    await expect(before.secrets.get(id, 'key:2')).rejects.toMatchObject({ error: { code: 'store-unavailable' } });
    await before.store.dispose();

    for (const vaults of [[], [keystore(8)]]) {
      const later = await setting('key-file', vaults, folder);
      await expect(later.secrets.get(id, 'key:1')).rejects.toMatchObject({
        error: { code: 'store-unavailable', message: expect.stringContaining('keystore') },
      });
      await later.store.dispose();
    }
    const again = await setting('keystore', [keystore(7)], folder);
    expect(await again.secrets.get(id, 'key:1')).toBe('PEM');
  });

  it('that is not there takes nothing', async () => {
    const { secrets, withInstance } = await setting('keystore', []);
    const id = await withInstance('proxy-1');
    await expect(secrets.put(id, 'token', TOKEN)).rejects.toMatchObject({ error: { code: 'store-unavailable' } });
    expect(await secrets.get(id, 'token')).toBeNull();
  });
});

describe('for this session only', () => {
  it('nothing at all is kept', async () => {
    const folder = temporaryFolder();
    const first = await setting('session-only', [], folder);
    const id = await first.withInstance('proxy-1');
    for (const name of ['token', 'key:1', 'proxy-password']) {
      await first.secrets.put(id, name, TOKEN);
      expect(await first.secrets.get(id, name)).toBe(TOKEN);
      expect(await first.store.secretRows.get(id, name)).toBeNull();
    }
    await first.secrets.remove(id, 'token');
    expect(await first.secrets.get(id, 'token')).toBeNull();
    await first.store.dispose();
    const second = await setting('session-only', [], folder);
    expect(await second.secrets.get(id, 'key:1')).toBeNull();
  });
});

describe('an instance that is gone', () => {
  it('has no secrets any more and gets no new ones', async () => {
    const folder = temporaryFolder();
    const { store, secrets, withInstance } = await setting('key-file', [keyFileVault(join(folder, 'secret.key'))], folder);
    const id = await withInstance('proxy-1');
    await secrets.put(id, 'key:1', 'PEM');
    await store.agents.remove({ id, name: 'proxy-1' }, 1, NOW);
    expect(await secrets.get(id, 'key:1')).toBeNull();
    await expect(secrets.put(id, 'key:1', 'PEM')).rejects.toMatchObject({ error: { code: 'not-found' } });
    await secrets.remove(id, 'key:1');
  });
});
