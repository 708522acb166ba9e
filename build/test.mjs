#!/usr/bin/env node
// `npm test`: everything that can be checked here, all parts even if one fails, and one closing line.
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { run, step } from './progress.mjs';
import { root, setUp } from './setup.mjs';
import { startXvfb } from './xvfb.mjs';

const PROJECTS = [
  'shared',
  'main/agent',
  'main/services',
  'main/simulator',
  'main/cli',
  'main/shell',
  'main',
  'preload',
  'renderer',
  'build',
  'tests',
];
const results = path.join(root, 'tests/.results');
const total = { passed: 0, failed: 0, skipped: 0 };
const bin = (name) => path.join(root, 'node_modules/.bin', name);

let isDone = false;
// Whatever ends this early (no packages, no build, no display) has failed, and the closing line says so too.
process.on('exit', () => {
  if (!isDone) process.stdout.write(`${total.passed} passed, ${total.failed + 1} failed\n`);
});
const electron = await setUp({ testing: true });
await rm(results, { recursive: true, force: true });

function count(title, { passed = 0, failed = 0, skipped = 0 }, output = '') {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const parts = [`${passed} passed`, ...(failed ? [`${failed} failed`] : []), ...(skipped ? [`${skipped} skipped`] : [])];
  process.stdout.write(`${failed ? '✗' : '✓'} ${title} — ${parts.join(', ')}\n`);
  if (failed) process.stdout.write(`${output.trim()}\n`);
}

/** A command that is one check. */
async function check(title, command, args) {
  const { code, output } = await step(title, () => run(command, args, { cwd: root }));
  count(title, code === 0 ? { passed: 1 } : { failed: 1 }, output);
}

async function vitest(title, folders) {
  const report = path.join(results, `${title.replaceAll(' ', '-')}.json`);
  const args = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...folders,
  ];
  const env = { ...process.env, ELECTRON_PATH: electron };
  const { code, output } = await step(title, () => run(bin('vitest'), args, { cwd: root, env }));
  const said = await readFile(report, 'utf8').then(JSON.parse, () => null);
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests: skipped = 0 } = said ?? {};
  // A file that does not even load has no tests that could fail.
  count(title, { passed, failed: Math.max(numFailedTests, code === 0 ? 0 : 1), skipped }, output.slice(-20_000));
}

async function endToEnd() {
  const title = 'End to end (real Electron)';
  const xvfb = await startXvfb();
  const report = path.join(results, 'e2e.json');
  const env = { ...process.env, ELECTRON_PATH: electron, DISPLAY: xvfb.display, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  try {
    const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'];
    const { code, output } = await step(title, () => run(bin('playwright'), args, { cwd: root, env }));
    const said = await readFile(report, 'utf8').then(JSON.parse, () => null);
    const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = said?.stats ?? {};
    count(title, { passed, failed: Math.max(unexpected + flaky, code === 0 ? 0 : 1), skipped }, output.slice(-20_000));
  } finally {
    xvfb.stop();
  }
}

for (const project of PROJECTS) await check(`Types of ${project}`, bin('tsc'), ['-p', project]);
await check('Lint and format', bin('biome'), ['check', '--error-on-warnings', '.']);
const folders = (await readdir(path.join(root, 'tests'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
for (const [title, folder] of [
  ['Architecture', 'architecture'],
  ['Unit', 'unit'],
  ['Contract', 'contract'],
  ['Renderer', 'renderer'],
])
  if (folders.includes(folder)) await vitest(title, [`tests/${folder}`]);
await endToEnd();
// That all figures are brought, never their values.
await check('Bench (smoke run)', process.execPath, ['build/bench.mjs', '--smoke']);

isDone = true;
process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}\n`);
process.exit(total.failed === 0 ? 0 : 1);
