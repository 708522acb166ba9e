// A command against a host that runs must start at once: nothing that it loads may load the heavy libraries.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const HEAVY = ['zod', 'axios', '@peculiar/x509', '@photostructure/sqlite', 'electron', 'saxes', 'reflect-metadata'];
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** Every module that is loaded from `start` on, dynamic imports included: files, and names of packages. */
async function loadedFrom(start: string): Promise<Set<string>> {
  const seen = new Set<string>();
  const open = [resolve(start)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, fixed, dynamic] of (await readFile(file, 'utf8')).matchAll(IMPORT)) {
      const target = fixed ?? dynamic ?? '';
      if (target.startsWith('.')) open.push(join(dirname(file), target));
      else seen.add(target);
    }
  }
  return seen;
}

it('loads the argument parser and no heavy library', async () => {
  const loaded = await loadedFrom('main/cli/main.ts');
  expect(loaded).toContain('commander');
  expect(loaded).toContain(resolve('main/cli/commands/summary.ts'));
  expect(loaded).toContain(resolve('shared/app-failure.ts'));
  expect(HEAVY.filter((name) => loaded.has(name))).toEqual([]);
});

it('would see a heavy library', async () => {
  expect(await loadedFrom('shared/errors.ts')).toContain('zod');
});
