// What a fresh clone needs before anything can run, each part once: packages of npm, packages of the system, the runtime, the build.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDebianPackages } from './debian.mjs';
import { must, step, stop } from './progress.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['main', 'renderer', 'preload', 'shared', 'build/electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'];

/** Returns the path of the Electron executable. `testing`: with what only the tests need. */
export async function setUp({ testing }) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 18)) stop(`Node 20.18 or newer is needed; this is ${process.versions.node}.`);
  await ensurePackages();
  await ensureDebianPackages({ unpacking: false, testing });
  const { ensureRuntime } = await import('./runtime.mjs');
  const electron = await ensureRuntime();
  await ensureBuilt();
  return electron;
}

async function ensurePackages() {
  const stamp = path.join(root, 'node_modules/.installed-lock');
  const wanted = createHash('sha256')
    .update(await readFile(path.join(root, 'package-lock.json')))
    .digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  // Not `npm ci`: it refuses a lock that lacks packages of other platforms which the registry at hand did not offer.
  const install = ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund'];
  await step('Installing packages', () => must('npm install', 'npm', install, { cwd: root }));
  await writeFile(stamp, wanted);
}

/** Builds when a source file is newer, larger, smaller, more or less than at the last build. */
async function ensureBuilt() {
  const stamp = path.join(root, 'out/.built');
  const now = await fingerprint();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === now) return;
  await step('Building', async () => {
    await rm(stamp, { force: true });
    const vite = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    await must('The build', process.execPath, [vite, 'build', '--config', 'build/electron.vite.config.ts'], { cwd: root });
    await writeFile(stamp, now);
  });
}

async function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const file = path.join(root, source);
    const entries = (await stat(file)).isDirectory() ? await readdir(file, { withFileTypes: true, recursive: true }) : null;
    const files = entries ? entries.filter((e) => e.isFile()).map((e) => path.join(e.parentPath ?? e.path, e.name)) : [file];
    for (const one of files.sort()) {
      const { mtimeMs, size } = await stat(one);
      hash.update(`${path.relative(root, one)} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex');
}

/** Chromium refuses its sandbox to root. */
export const sandboxSwitches = () => (process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []);
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** How the executable is run without a window: `arguments` are the command line's. */
export const windowless = (args) => [
  '--no-sandbox', // no page is ever opened in this mode, so there is nothing to keep in a sandbox
  '--no-zygote',
  '--log-level=3',
  '--ozone-platform=headless',
  '--disable-gpu',
  '--',
  root,
  '--command-line',
  ...args,
];
