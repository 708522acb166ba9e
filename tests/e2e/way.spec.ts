// The way to the licence server in the real app: an untrusted certificate until its CA is added in Settings, and the proxy that the
// operating system names.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { TestProxy } from '../fakes/test-proxy.ts';
import { expect, test } from './app.ts';

async function addProxy(page: Page, serverUrl: string, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Add instance' }).click();
  await page.getByLabel('Name').fill('proxy-1');
  await page.getByLabel('Maximum call rate (CPS)').fill('200');
  await page.getByRole('dialog').getByRole('button', { name: 'Add instance' }).click();
  await page.getByRole('radio', { name: 'Enable' }).check();
  await page.getByLabel('License Count (multiple of 5)').fill('50');
  await page.getByLabel('License Server URL').fill(serverUrl);
  await page.getByLabel('License Token ID').fill(token);
  await page.getByRole('radio', { name: 'HTTP', exact: true }).check();
}

test('an untrusted server is refused until its CA is added, and tried again at once', async ({ start, simulator }) => {
  const { page } = await start();
  await addProxy(page, `${simulator.https}/SmartTransport`, simulator.token);
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Must act' })).toContainText('does not trust');

  await page.getByRole('button', { name: 'Licence servers' }).click();
  const server = page.getByRole('region', { name: new URL(simulator.https).origin });
  await server.getByRole('button', { name: 'Add CA file…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Certificates (PEM)').fill('no certificate');
  await expect(dialog.getByRole('alert')).toContainText('no PEM certificate');
  await dialog.locator('input[type=file]').setInputFiles(simulator.tlsCa);
  await expect(dialog.getByLabel('Certificates (PEM)')).toHaveValue(await readFile(simulator.tlsCa, 'utf8'));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('1 certificate added; 1 instance is tried again now.')).toBeVisible();
  await expect(server.getByText(/^SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeVisible();

  await page.getByRole('link', { name: /^Fleet/ }).click();
  await expect(page.getByRole('row', { name: /proxy-1/ })).toContainText('Authorized');
});

test('“use the system’s proxy” goes the way that the operating system names', async ({ start, simulator }) => {
  const proxy = await TestProxy.start();
  try {
    const { page } = await start([`--proxy-server=127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>']);
    await addProxy(page, `${simulator.http}/SmartTransport`, simulator.token);
    await page.getByLabel('Use the system’s proxy').check();
    await page.getByRole('button', { name: 'Update' }).click();
    await expect(page.locator('.inshead')).toContainText('Authorized');
    expect(proxy.targets).toContain(`${simulator.http}/SmartTransport`);

    const seen = proxy.targets.length;
    await proxy.stop();
    await page.getByRole('button', { name: 'Authorize now' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Must act' })).toContainText('proxy');
    expect(proxy.targets).toHaveLength(seen);
    await expect(page.locator('.inshead')).toContainText('Authorized');
  } finally {
    await proxy.stop().catch(() => undefined);
  }
});
