#!/usr/bin/env node
// `npm run bench [-- --quick] [--only ROW]`: the figures of the built program beside their yardsticks, on a display of its own.
import path from 'node:path';
import { must, step } from './progress.mjs';
import { root, setUp } from './setup.mjs';
import { runHere } from './spawn-app.mjs';
import { startXvfb } from './xvfb.mjs';

const electron = await setUp({ testing: true });
const vite = path.join(root, 'node_modules/vite/bin/vite.js');
const config = ['build', '--config', 'tests/bench/vite.config.ts', '--logLevel', 'warn'];
await step('Building the bench', () => must('The build of the bench', process.execPath, [vite, ...config], { cwd: root }));
const xvfb = await startXvfb();
process.on('exit', () => xvfb.stop());
runHere(process.execPath, [path.join(root, 'out/bench/bench.mjs'), ...process.argv.slice(2)], {
  ...process.env,
  ELECTRON_PATH: electron,
  BENCH_ROOT: root,
  DISPLAY: xvfb.display,
});
