// A fleet is brought by a file, registered by one job, killed in the middle of it, taken up again, and taken out again.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './app.ts';

/** What the person chooses in the next dialog of the system. */
const choose = (electron: ElectronApplication, file: string) =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);
const dialogOf = (page: Page) => page.getByRole('dialog');
const selectAll = async (page: Page) => {
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
};

test('a fleet is imported, registered in one job over a kill, cut under guard, exported and removed', async ({
  start,
  simulator,
  folder,
}) => {
  const first = await start();
  let { page } = first;
  const url = `${simulator.http}/SmartTransport`;
  const file = path.join(folder, 'fleet.csv');
  const lines = Array.from({ length: 12 }, (_, n) => `sbc-${n + 1};200;Enable;50;${url};HTTP;core`);
  writeFileSync(
    file,
    ['name;maxCallRate;smartLicensing;licenseCount;licenseServerUrl;transportMode;tags', ...lines, 'bad;10;Enable;57;;;'].join(
      '\n',
    ),
  );
  await simulator.control('PUT', '/accounts/Simulator/virtual-accounts/Default', { purchased: 1_000 });
  await choose(first.electron, file);

  await page.getByRole('button', { name: 'Import…' }).click();
  await expect(dialogOf(page)).toContainText('mend the refused line');
  await expect(dialogOf(page).getByRole('cell', { name: /licenseCount/ })).toBeVisible();
  await expect(dialogOf(page).getByRole('button', { name: 'Import 12' })).toBeDisabled();
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\nbad.*$/, '\n'));
  await page.getByRole('button', { name: 'Import…' }).click();
  await dialogOf(page).getByRole('button', { name: 'Import 12' }).click();
  await expect(dialogOf(page)).toContainText('Imported: 12 new, 0 changed.');
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('link', { name: 'sbc-12' })).toBeVisible();

  // The licence server is slow, so that the job is killed in the middle.
  await simulator.control('PUT', '/faults', [{ fault: 'slow-answer', requestType: 'REGISTRATION' }]);
  await selectAll(page);
  await page.getByRole('button', { name: 'Register…' }).click();
  await expect(page.getByRole('heading', { name: 'Register 12 of 12 instances' })).toBeVisible();
  await dialogOf(page).getByLabel('License Token ID').fill(simulator.token);
  await dialogOf(page).getByRole('button', { name: 'Register 12 instances' }).click();
  await expect(dialogOf(page).getByText('At work…').first()).toBeVisible();
  await first.kill();
  await simulator.control('DELETE', '/faults');

  const second = await start();
  ({ page } = second);
  await page.getByRole('button', { name: 'More for the fleet' }).click();
  await page.getByRole('menuitem', { name: 'Jobs…' }).click();
  await page.getByRole('button', { name: /^Open Register, / }).click();
  await expect(dialogOf(page)).toContainText('the token was not kept over a restart');
  await dialogOf(page).getByLabel('License Token ID').fill(simulator.token);
  await dialogOf(page).getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { name: 'Registering: 12 of 12 done' })).toBeVisible({ timeout: 60_000 });
  const state = (await simulator.control('GET', '/state')) as { instances: unknown[] };
  expect(state.instances).toHaveLength(12);
  await choose(second.electron, path.join(folder, 'result.csv'));
  await dialogOf(page).getByRole('button', { name: 'Save result list…' }).click();
  await expect(page.getByText('Saved as result.csv.')).toBeAttached();
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();
  expect(readFileSync(path.join(folder, 'result.csv'), 'utf8').match(/,authorized,/g)).toHaveLength(12);

  await selectAll(page);
  await page.getByRole('button', { name: 'Change count…' }).click();
  await dialogOf(page).getByLabel('License Count (multiple of 5)').fill('25');
  const change = dialogOf(page).getByRole('button', { name: 'Change 12 instances' });
  await expect(change).toBeDisabled();
  await dialogOf(page).getByLabel('Type cut 12 to go on').fill('cut 12');
  await change.click();
  await expect(page.getByRole('heading', { name: 'Changing the count: 12 of 12 done' })).toBeVisible({ timeout: 60_000 });
  await dialogOf(page).getByRole('button', { name: 'Close' }).click();

  await choose(second.electron, path.join(folder, 'out.json'));
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('menuitem', { name: 'Export as JSON…' }).click();
  await expect(page.getByText('Saved as out.json.')).toBeVisible();
  const out = JSON.parse(readFileSync(path.join(folder, 'out.json'), 'utf8'));
  expect(out.instances).toHaveLength(12);
  expect(out.instances[0].configuration.licenseCount).toBe(25);

  await page.getByRole('button', { name: 'Remove…' }).click();
  await dialogOf(page).getByLabel('Type remove 12 to go on').fill('remove 12');
  await dialogOf(page).getByRole('button', { name: 'Remove 12 instances' }).click();
  await expect(page.getByRole('heading', { name: 'Removing: 12 of 12 done' })).toBeVisible({ timeout: 60_000 });
  const after = (await simulator.control('GET', '/state')) as { instances: unknown[] };
  expect(after.instances).toHaveLength(0);
});
