// Certificates trusted for one licence server: kept per origin, each once, and for no other server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, vi } from 'vitest';
import { originOf } from '../../../main/services/store/trust.ts';
import { NOW } from './agents.ts';
import { openIn, temporaryFolder } from './setting.ts';

// Disks and processors that others use too are slow at times.
vi.setConfig({ testTimeout: 60_000 });

const [ONE = '', TWO = '', THREE = ''] = rootCertificates;
const SERVER = 'https://ssm.example/Transportgateway/services/DeviceRequestHandler';
const same = (pem: string) => pem.replace(/\s/g, '');

describe('an origin', () => {
  it.each([
    ['https://SSM.Example/SmartTransport', 'https://ssm.example:443'],
    ['http://ssm.example', 'http://ssm.example:80'],
    ['https://ssm.example.:443/x?y#z', 'https://ssm.example:443'],
    ['https://ssm.example:8443', 'https://ssm.example:8443'],
    ['http://[::1]:9/x', 'http://[::1]:9'],
  ])('of %s is %s', (url, origin) => expect(originOf(url)).toBe(origin));
});

describe('trust', () => {
  it('is kept over a restart, by kind, and only for its server', async () => {
    const folder = temporaryFolder();
    const first = await openIn(folder);
    await first.trust.add(SERVER, 'signer', `text before\n${ONE}\n${TWO}\n`);
    await first.trust.add(SERVER, 'tls', ONE);
    await first.dispose();
    const { trust } = await openIn(folder);
    const { signerRoots, tlsRoots } = await trust.rootsFor('https://ssm.example:443/elsewhere');
    expect(signerRoots.map(same)).toEqual([same(ONE), same(TWO)]);
    expect(tlsRoots.map(same)).toEqual([same(ONE)]);
    for (const other of ['http://ssm.example', 'https://ssm.example:8443', 'https://ssm.example.org', 'https://xssm.example'])
      expect(await trust.rootsFor(other), other).toEqual({ signerRoots: [], tlsRoots: [] });
    expect((await trust.list()).map(({ origin, kind, addedAt }) => [origin, kind, addedAt])).toEqual([
      ['https://ssm.example:443', 'signer', NOW],
      ['https://ssm.example:443', 'signer', NOW],
      ['https://ssm.example:443', 'tls', NOW],
    ]);
  });

  it('is added once: what is new is named, so that a refused change takes back only that', async () => {
    const { trust } = await openIn(temporaryFolder());
    expect(await trust.add(SERVER, 'signer', ONE)).toHaveLength(1);
    const added = await trust.add(SERVER, 'signer', `${ONE}\n${TWO}\n${TWO}`);
    expect(added).toHaveLength(1);
    for (const id of added) await trust.remove(id);
    expect((await trust.rootsFor(SERVER)).signerRoots.map(same)).toEqual([same(ONE)]);
  });

  it.each([
    ['nothing', ''],
    ['no certificate', 'hello'],
    ['a damaged one', ONE.replace(/\n.{10}/, '\n!!!!!!!!!!')],
    ['a good one and a cut one', `${THREE}\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----`],
  ])('of a text that holds %s is refused, and nothing of it is kept', async (_, pem) => {
    const { trust } = await openIn(temporaryFolder());
    await expect(trust.add(SERVER, 'tls', pem)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    expect(await trust.list()).toEqual([]);
  });

  it('says at every door why it could not be kept', async () => {
    const folder = temporaryFolder();
    const { trust } = await openIn(folder);
    const other = new DatabaseSync(join(folder, 'store.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    await expect(trust.add(SERVER, 'tls', ONE)).rejects.toMatchObject({
      error: { code: 'store-unavailable', message: expect.stringContaining('locked') },
    });
    other.exec('ROLLBACK');
    other.close();
    expect(await trust.add(SERVER, 'tls', ONE)).toHaveLength(1);
    expect(readFileSync(join(folder, 'store.sqlite')).length).toBeGreaterThan(0);
  });
});
