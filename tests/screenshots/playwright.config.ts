// Pictures of every view for the README and for review: `npm run screenshots`. No part of `npm test`.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.shots.ts',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  outputDir: '../.results/screenshots',
});
