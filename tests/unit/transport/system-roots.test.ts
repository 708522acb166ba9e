// The operating system's TLS roots: from the runtime where it can tell, else from the bundle file, and Node's own always.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemRoots } from '../../../main/services/transport/system-roots.ts';

let folder: string;
let bundle: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'roots-'));
  bundle = join(folder, 'bundle.pem');
  writeFileSync(bundle, 'of the system');
});
afterAll(() => rmSync(folder, { recursive: true }));
const node = { rootCertificates: ['of Node'] };

it('reads the first bundle that is there', async () => {
  expect(await systemRoots(node, [join(folder, 'missing'), bundle])).toEqual(['of Node', 'of the system']);
  expect(await systemRoots(node, [join(folder, 'missing')])).toEqual(['of Node']);
});

it('asks the runtime first, and goes to the bundle where it has nothing', async () => {
  expect(await systemRoots({ ...node, getCACertificates: (type) => [`${type} a`, 'b'] }, [bundle])).toEqual([
    'of Node',
    'system a',
    'b',
  ]);
  expect(await systemRoots({ ...node, getCACertificates: () => [] }, [bundle])).toEqual(['of Node', 'of the system']);
});

it('always has Node’s own', async () => {
  expect((await systemRoots()).length).toBeGreaterThanOrEqual(rootCertificates.length);
});
