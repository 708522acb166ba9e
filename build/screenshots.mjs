#!/usr/bin/env node
// `npm run screenshots [FOLDER]`: pictures of every view, by default under tests/.results/pictures.
import path from 'node:path';
import { must, step } from './progress.mjs';
import { root, setUp } from './setup.mjs';
import { startXvfb } from './xvfb.mjs';

const electron = await setUp({ testing: true });
const folder = path.resolve(process.argv[2] ?? path.join(root, 'tests/.results/pictures'));
const xvfb = await startXvfb();
try {
  const env = { ...process.env, ELECTRON_PATH: electron, DISPLAY: xvfb.display, PICTURES: folder };
  const playwright = path.join(root, 'node_modules/.bin/playwright');
  const args = ['test', '--config', 'tests/screenshots/playwright.config.ts', '--reporter=list'];
  await step('Taking pictures', () => must('Pictures', playwright, args, { cwd: root, env }));
  process.stdout.write(`${folder}\n`);
} finally {
  xvfb.stop();
}
