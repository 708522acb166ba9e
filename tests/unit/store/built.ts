// The store's worker and a child process that uses it, bundled as the product is, since plain Node runs no TypeScript.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Bundles before the tests of a file; `worker` is the worker's script, `child` starts the child process in a mode. */
export function bundled() {
  let folder = '';
  beforeAll(async () => {
    // The child may run as another user, who may not be let into the project: so apart from it, with the native module beside it.
    folder = mkdtempSync(join(tmpdir(), 'store-test-'));
    chmodSync(folder, 0o755);
    for (const name of ['@photostructure/sqlite', 'node-gyp-build'])
      cpSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      build: {
        ssr: true,
        target: 'node20.18',
        outDir: folder,
        rolldownOptions: {
          input: {
            'store-worker': join(ROOT, 'main/services/store/store-worker.ts'),
            'store-child': join(ROOT, 'tests/unit/store/store-child.ts'),
          },
          output: { entryFileNames: '[name].mjs' },
        },
      },
      ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    worker: () => join(folder, 'store-worker.mjs'),
    child(mode: string, file: string, options: { uid?: number } = {}): ChildProcess {
      const child = spawn(process.execPath, [join(folder, 'store-child.mjs'), mode, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
        ...options,
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      return child;
    },
  };
}
