// What is typed wrongly is refused at its field with its own text; what the server refuses is shown with what to do.
import type { Page } from '@playwright/test';
import { type App, expect, type Simulator, test } from './app.ts';

async function addProxy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add instance' }).click();
  await page.getByLabel('Name').fill('proxy-1');
  await page.getByLabel('Maximum call rate (CPS)').fill('200');
  await page.getByRole('dialog').getByRole('button', { name: 'Add instance' }).click();
  await page.getByRole('radio', { name: 'Enable' }).check();
}

async function fillForm({ page }: App, simulator: Simulator, token: string): Promise<void> {
  await page.getByLabel('License Count (multiple of 5)').fill('50');
  await page.getByLabel('License Server URL').fill(`${simulator.https}/SmartTransport`);
  await page.getByLabel('License Token ID').fill(token);
  await page.getByRole('radio', { name: 'HTTP', exact: true }).check();
}

test('each wrong field says its own text, and nothing can be sent', async ({ start }) => {
  const { page } = await start();
  await addProxy(page);
  const update = page.getByRole('button', { name: 'Update' });
  const refused = async (label: string, text: string, said: RegExp) => {
    await page.getByLabel(label, { exact: true }).fill(text);
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
    await expect(update).toBeDisabled();
    await page.getByLabel(label, { exact: true }).fill('');
  };
  const count = 'License Count (multiple of 5)';
  await refused(count, '0', /5 or more/);
  await refused(count, '7', /7 is not a multiple of 5/);
  await refused(count, '12.5', /whole number/);
  await refused(count, '205', /200 CPS at most/);
  const url = 'License Server URL';
  await refused(url, 'https://user:secret@host/', /No user name or password/);
  await refused(url, 'https:///path', /A host is missing/);
  await refused(url, 'ftp://host/', /Begin with https/);
  const token = 'License Token ID';
  await refused(token, 'abc$def', /not allowed in a token: \$/);
  await refused(token, 'x'.repeat(256), /255 characters at most/);
  await page.getByLabel('Enable HTTP(S) Proxy').check();
  await page.getByLabel('HTTP(S) Proxy Address').fill('10.0.0.9');
  await refused('Port', '0', /1 to 65535/);
  await refused('Port', '70000', /1 to 65535/);
});

test('a nearest count is offered and taken', async ({ start }) => {
  const { page } = await start();
  await addProxy(page);
  await page.getByLabel('License Count (multiple of 5)').fill('52');
  await page.getByRole('button', { name: '55', exact: true }).click();
  await expect(page.getByLabel('License Count (multiple of 5)')).toHaveValue('55');
});

test('an unknown token, then an untrusted server: shown with who must act, the evaluation unharmed', async ({
  start,
  simulator,
}) => {
  const app = await start();
  const { page } = app;
  await addProxy(page);
  await fillForm(app, simulator, 'a-token-that-nobody-made');
  await page.getByRole('button', { name: 'Update' }).click();
  // HTTPS under a certificate of the simulator's own: not trusted here, and told so.
  await expect(page.getByRole('status').filter({ hasText: 'does not trust' })).toContainText('Must act: administrator');
  await page.getByLabel('License Server URL').fill(`${simulator.http}/SmartTransport`);
  await page.getByLabel('License Token ID').fill('a-token-that-nobody-made');
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'does not know this token' })).toContainText('Copy the token again');
  await page.getByRole('tab', { name: 'Summary' }).click();
  const value = (label: string) => page.locator(`dl.summary > div:has(dt:text-is("${label}")) > dd >> nth=0`);
  await expect(value('Smart License Client State')).toHaveText('Un-Identified');
  await expect(value('Registration Successful')).toHaveText('no');
  await expect(value('Evaluation Period (in hrs)')).toContainText('2,160');
  await expect(value('Licensing State')).toHaveText('Eval');
});
