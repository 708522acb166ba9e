// "Try with the simulator": a fleet of twelve in states worth looking at, plainly marked, and nothing of it in the real data.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';

test('a demonstration starts from nothing, shows its fleet, and leaves no trace', async ({ start, folder }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Try with the simulator' }).click();
  await expect(page.getByText('Demonstration', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '13');
  await expect(page.getByRole('row', { name: /fra-sbc-01/ })).toContainText('Authorized', { timeout: 60_000 });
  await expect(page.getByRole('row', { name: /muc-sbc-01/ })).toContainText('Token not valid');
  await expect(page.getByRole('row', { name: /lab-sbc-03/ })).toContainText('Un-Configured');
  await expect(page.getByRole('row', { name: /fra-itx-01/ })).toContainText(/Authorized|Out Of Compliance/);

  // A fault that is switched on strikes at the next contact, harms no registration, and is gone when it is switched off.
  await page.getByRole('button', { name: 'Faults' }).click();
  const faults = page.getByRole('dialog');
  await faults.getByLabel('Fault').selectOption('redirect');
  await faults.getByLabel('Instance').selectOption('fra-sbc-01');
  await faults.getByRole('button', { name: 'Switch on', exact: true }).click();
  await expect(faults.getByRole('listitem')).toContainText('fra-sbc-01 · until switched off');
  await faults.getByRole('button', { name: 'Close' }).click();
  await page
    .getByRole('row', { name: /fra-sbc-01/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('button', { name: 'Authorize now' }).click();
  await expect(page.getByText(/the server sends us elsewhere/)).toBeVisible();
  await expect(page.locator('.inshead')).toContainText('Authorized');
  await page.getByRole('button', { name: 'Faults' }).click();
  await faults.getByRole('button', { name: 'All off' }).click();
  await faults.getByRole('button', { name: 'Close' }).click();
  await page
    .getByRole('button', { name: /Authorize now|Try again/ })
    .first()
    .click();
  await expect(page.getByText(/the server sends us elsewhere/)).toBeHidden();

  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('link', { name: 'Fleet', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No instances yet' })).toBeVisible();
  expect(existsSync(path.join(folder, 'demonstration'))).toBe(false);
});
