// The Diagnostics tab in the real window: the nine checks as they go, and the exchanges without a secret.
import { expect, test } from './app.ts';

test('the doctor finds the way to the licence server open, and the exchanges are shown without the token', async ({
  start,
  simulator,
}) => {
  const { page, console } = await start();
  await page.getByRole('button', { name: 'Add instance' }).click();
  await page.getByLabel('Name').fill('proxy-1');
  await page.getByLabel('Maximum call rate (CPS)').fill('200');
  await page.getByRole('dialog').getByRole('button', { name: 'Add instance' }).click();
  await page.getByRole('radio', { name: 'Enable' }).check();
  await page.getByLabel('License Count (multiple of 5)').fill('50');
  await page.getByLabel('License Server URL').fill(`${simulator.http}/licservice/license`);
  await page.getByLabel('License Token ID').fill(simulator.token);
  await page.getByRole('radio', { name: 'HTTP', exact: true }).check();
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(page.locator('.inshead')).toContainText('Authorized');

  await page.getByRole('tab', { name: 'Diagnostics' }).click();
  await page.getByRole('button', { name: 'Run the doctor' }).click();
  await expect(page.getByText('No check failed')).toBeVisible();
  await expect(page.getByText(/^4 passed, 5 skipped/)).toBeVisible();
  await expect(page.getByText('Last exchanges with the server')).toBeVisible();
  expect(console.filter((line) => /pageerror|TrustedScript|Content Security Policy/.test(line))).toEqual([]);
  expect(await page.locator('main').textContent()).not.toContain(simulator.token);
});
