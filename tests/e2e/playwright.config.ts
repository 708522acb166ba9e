// End to end in the real Electron, one app at a time; pictures and logs are kept where a test fails.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: '../.results/e2e',
  forbidOnly: Boolean(process.env.CI),
});
