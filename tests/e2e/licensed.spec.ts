// One instance is licensed end to end: from the form to the licence server and back to the summary, over a crash.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './app.ts';

const value = (label: string) => `dl.summary > div:has(dt:text-is("${label}")) > dd >> nth=0`;

test('an instance is added, configured, registered and authorized, and survives a kill', async ({ start, simulator, folder }) => {
  const first = await start();
  let { page } = first;
  await expect(page.getByRole('heading', { name: 'No instances yet' })).toBeVisible();

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
  await page.getByRole('tab', { name: 'Summary' }).click();

  await expect(page.locator(value('Smart License Client State'))).toHaveText('Authorized');
  await expect(page.locator(value('Licensing State'))).toHaveText('InCompliance');
  await expect(page.locator(value('CPS Count Requested'))).toHaveText('50 (10 licences)');
  await expect(page.locator(value('Registration Successful'))).toHaveText('yes');
  await expect(page.locator(value('Authorization Successful'))).toHaveText('yes');
  await expect(page.locator(value('Licensing Agent Status'))).toHaveText('Enabled');
  await expect(page.locator(value('Evaluation Mode'))).toHaveText('no');
  await expect(page.locator(value('Latest Failure Reason'))).toHaveText('None');
  await expect(page.locator(value('License Server Address'))).toHaveText(`${simulator.http}/licservice/license`);
  await expect(page.locator(value('HTTP Proxy Address'))).toHaveText('Not configured');
  await expect(page.locator(value('Smart Agent Transport Mode'))).toHaveText('HTTP');
  await expect(page.locator(value('Product License Version'))).toHaveText('10');
  const serial = (await page.locator(value('Product Serial Number')).textContent()) ?? '';
  expect(serial).toMatch(/^[0-9A-F]{32}$/);
  await expect(page.locator(value('License UDI'))).toHaveText(`PID:CUSP,SN:${serial}`);

  const before = (await simulator.control('GET', '/requests?limit=100')) as { requestType?: string }[];
  expect(placesOf(simulator.token, folder)).toEqual([]);
  await first.kill();
  expect(placesOf(simulator.token, folder)).toEqual([]);
  ({ page } = await start());
  await page.getByRole('link', { name: 'proxy-1' }).click();
  await expect(page.locator(value('Smart License Client State'))).toHaveText('Authorized');
  await expect(page.locator(value('Product Serial Number'))).toHaveText(serial);
  const after = (await simulator.control('GET', '/requests?limit=100')) as { requestType?: string }[];
  const registrations = (requests: unknown[]) => JSON.stringify(requests).split('"REGISTRATION"').length - 1;
  expect(registrations(after)).toBe(registrations(before));
  expect(registrations(after)).toBeGreaterThan(0);

  await simulator.control('PUT', '/accounts/Simulator/virtual-accounts/Default', { purchased: 5 });
  await page.getByRole('button', { name: 'Authorize now' }).click();
  await expect(page.locator(value('Smart License Client State'))).toHaveText('Out Of Compliance');
  await expect(page.locator(value('Licensing State'))).toHaveText('OutOfCompliance');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Calls allowed until');
  await expect(page.locator('.inshead .mark')).toHaveClass(/t-warning/);

  await simulator.control('PUT', '/accounts/Simulator/virtual-accounts/Default', { purchased: 100 });
  await page.getByRole('button', { name: 'Authorize now' }).click();
  await expect(page.locator(value('Smart License Client State'))).toHaveText('Authorized');
});

/** The files of a folder and the arguments of running programs that have a text in them in clear. */
function placesOf(secret: string, folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const programs = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => [`/proc/${id}/cmdline`, `/proc/${id}/environ`]);
  return [...files, ...programs].filter((file) => {
    try {
      return readFileSync(file).includes(secret);
    } catch {
      return false; // gone meanwhile
    }
  });
}
