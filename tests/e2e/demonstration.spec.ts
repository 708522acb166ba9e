// "Try with the simulator": a fleet in every state, plainly marked; its clock and its faults; and nothing of it in the real data.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { CLIENT_STATES } from '../../shared/model/closed-lists.ts';
import { type App, expect, runCli, test } from './app.ts';

const begin = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Try with the simulator' }).click();
  await expect(page.getByRole('group', { name: 'Demonstration' })).toBeVisible({ timeout: 90_000 });
};
const rowsOf = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.bridge['fleet.snapshot']({});
    return reply.ok ? reply.value.rows : [];
  });
const titleOf = (app: App): Promise<string> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');

test('a demonstration starts from nothing, shows every state, and leaves no trace', async ({ start, folder }) => {
  const app = await start();
  const { page } = app;
  await begin(page);
  expect(await titleOf(app)).toBe('CUSP License Manager (Demonstration)');
  const rows = await rowsOf(page);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(rows.length + 1));
  expect(rows.length).toBeGreaterThanOrEqual(30);
  const every = <T>(of: (row: (typeof rows)[number]) => T) => [...new Set(rows.map(of))].sort();
  expect(every((row) => row.clientState)).toEqual([...CLIENT_STATES].sort());
  expect(every((row) => row.verdict)).toEqual(['allowed', 'blocked', 'undecided']);
  expect(every((row) => String(row.licensingState))).toEqual(
    ['AuthorizationExpired', 'Eval', 'EvalExpired', 'InCompliance', 'OutOfCompliance', 'null'].sort(),
  );
  expect(every((row) => row.registrationStatus)).toEqual(['complete', 'failed', 'in-progress', 'none', 'retry']);
  expect(every((row) => row.environment)).toEqual(['lab', 'production']);
  expect(every((row) => row.profile)).toEqual(['CCCSP', 'CUSP']);
  expect(every((row) => row.account ?? '')).toHaveLength(5);
  expect(every((row) => row.failure?.category ?? '').length).toBeGreaterThan(10);
  expect(rows.some((row) => row.mayStillHoldLicences)).toBe(true);

  // One pool is overdrawn, by what its account has bought and its instances ask for.
  await page.getByRole('link', { name: 'Planner' }).click();
  await expect(page.getByRole('heading', { name: 'Wholesale Transit is out of compliance' })).toBeVisible();
  await page
    .getByRole('link', { name: /^Fleet/ })
    .first()
    .click();

  // A fault that is switched on strikes at the next contact, harms no registration, and is gone when it is switched off.
  await page.getByRole('button', { name: 'Faults' }).click();
  const faults = page.getByRole('dialog');
  await faults.getByLabel('Fault').selectOption('redirect');
  await faults.getByLabel('Instance').selectOption('fra-sbc-01');
  await faults.getByRole('button', { name: 'Switch on', exact: true }).click();
  await expect(faults.getByRole('listitem').filter({ hasText: 'Redirect' })).toContainText('fra-sbc-01 · until switched off');
  await faults.getByRole('button', { name: 'Close' }).click();
  await page.getByPlaceholder('Name, address or serial').fill('fra-sbc-01');
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
  await page
    .getByRole('link', { name: /^Fleet/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'No instances yet' })).toBeVisible();
  expect(await titleOf(app)).toBe('CUSP License Manager');
  // The own data is shown at once; what is left is taken away behind it.
  await expect.poll(() => existsSync(path.join(folder, 'demonstration'))).toBe(false);
});

test('its clock runs as fast as one likes, and what is due then happens', async ({ start }) => {
  const { page } = await start();
  await begin(page);
  const rateOf = () =>
    page.evaluate(async () => {
      const reply = await window.bridge['host.info']({});
      return reply.ok ? reply.value.clock.rate : null;
    });
  expect(await rateOf()).toBe(1);
  await page.getByLabel('Clock', { exact: true }).selectOption({ label: '1 day/s' });
  await expect.poll(rateOf).toBe(86_400);
  // Ten days of evaluation were left.
  await expect(page.getByRole('row', { name: /vie-itx-01/ })).toContainText('Blocked', { timeout: 60_000 });
  await page.getByLabel('Clock', { exact: true }).selectOption({ label: 'Real time' });
  await expect.poll(rateOf).toBe(1);
});

test('beside real data: begun from the settings, and the real host goes on under it', async ({ start, folder }) => {
  const { page } = await start();
  await page.evaluate(() => window.bridge['instances.add']({ name: 'real-01', maxCallRate: 100 }));
  await page.evaluate(() => {
    location.hash = '#/settings/demonstration';
  });
  await begin(page);
  expect((await rowsOf(page)).some(({ name }) => name === 'real-01')).toBe(false);
  // Other processes still find the real folder's host, which tells of real instances alone.
  const list = runCli(folder, ['--json', 'instance', 'list']);
  let text = '';
  list.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  await once(list, 'exit');
  expect(text).toContain('real-01');
  expect(text).not.toContain('fra-sbc-01');
  const refused = await page.evaluate(() => window.bridge['instances.find']({ name: 'real-01' }));
  expect(refused).toEqual({ ok: true, value: null });
  await page.getByRole('button', { name: 'Leave' }).first().click();
  await expect.poll(async () => (await rowsOf(page)).map(({ name }) => name)).toEqual(['real-01']);
  // Real time stays as it is.
  const rate = await page.evaluate(() => window.bridge['demonstration.setRate']({ rate: 60 }));
  expect(rate).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});
