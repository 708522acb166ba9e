// Ten thousand instances in the real window: searched, filtered, sorted, selected; what was chosen outlives a restart, and a page that
// was loaded again or missed something has the fleet as it is.
import { once } from 'node:events';
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { fillFolder } from '../bench/fill-folder.ts';
import { type App, expect, root, runCli, test } from './app.ts';

const INSTANCES = 10_000;
/** Every tenth stands in each of ten cities. */
const IN_FRANKFURT = INSTANCES / 10;

const grid = (page: Page) => page.getByRole('grid', { name: 'Instances' });
const names = (page: Page) => page.getByRole('rowheader').allInnerTexts();
const search = (page: Page) => page.getByRole('textbox', { name: 'Name, address or serial' });
const shows = (page: Page, count: string) => expect(page.getByRole('status').filter({ hasText: count })).toBeVisible();
const head = (page: Page, name: string) => page.getByRole('columnheader', { name });
const popover = (page: Page) => page.getByRole('dialog', { name: 'Saved filters' });

test('ten thousand instances are found, ordered, selected and kept track of', async ({ folder, start }) => {
  test.setTimeout(300_000);
  await fillFolder(folder, INSTANCES, root);
  const first = await start();
  await isFoundAndOrdered(first.page);
  await isSelected(first.page);
  await isKept(first.page);
  await first.electron.close();
  first.running = false;

  const second = await start();
  await outlivedTheRestart(second.page);
  await followsAfterAReload(second);
});

test('a folder that another process hosts is followed', async ({ folder, start }) => {
  await fillFolder(folder, 30, root);
  const host = runCli(folder, ['run']);
  try {
    // The command says so once it is the host.
    await once(host.stderr as NodeJS.ReadableStream, 'data');
    const { page } = await start();
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '31');
    await once(runCli(folder, ['instance', 'add', 'added-elsewhere', '--max-call-rate', '200']), 'exit');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '32');
    await search(page).fill('added-elsewhere');
    await expect(page.getByRole('link', { name: 'added-elsewhere' })).toBeVisible();
  } finally {
    host.kill('SIGTERM');
    await once(host, 'exit');
  }
});

async function isFoundAndOrdered(page: Page): Promise<void> {
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(INSTANCES + 1));
  await expect(page.getByRole('gridcell', { name: /^Blocked since/ }).first()).toBeVisible();
  expect((await names(page)).length).toBeLessThan(60);

  await page.keyboard.press('Control+f');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('FRA cusp');
  await shows(page, '1,000 of 10,000 instances');
  for (const name of await names(page)) expect(name).toContain('cusp-fra-');
  await search(page).fill('cusp-fra-00010');
  await shows(page, '1 of 10,000 instances');
  await search(page).fill('');

  await head(page, 'Name').getByRole('button').click();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('rowheader').first()).toHaveText('cusp-ams-00009');
  await head(page, 'Name').getByRole('button').click();
  await expect(page.getByRole('rowheader').first()).toHaveText('cusp-zrh-09995');

  const blocked = page.getByRole('group', { name: 'Filter by verdict' }).getByRole('button', { name: /Calls blocked/ });
  await blocked.click();
  await expect(blocked).toHaveAttribute('aria-pressed', 'true');
  const count = await blocked.locator('.n').textContent();
  await shows(page, `${count} of 10,000 instances`);
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await shows(page, '10,000 instances');
}

async function isSelected(page: Page): Promise<void> {
  const row = (at: number) => page.locator(`[role=row][data-index="${at}"]`);
  await row(1).getByRole('checkbox').click();
  await row(4).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('End');
  await expect(row(INSTANCES - 1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByText('5 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 10,000' }).click();
  await expect(page.getByText('10,000 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await search(page).fill('cusp-fra');
  await row(0).focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${IN_FRANKFURT.toLocaleString('en')} selected`)).toBeVisible();
  await page.keyboard.press('Escape');
}

async function isKept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await popover(page).getByRole('textbox').fill('Frankfurt');
  await popover(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(popover(page)).toBeHidden();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Address' }).click();
  await page.keyboard.press('Escape');
  await expect(head(page, 'Address')).toBeVisible();
}

async function outlivedTheRestart(page: Page): Promise<void> {
  await shows(page, '10,000 instances');
  await expect(head(page, 'Address')).toBeVisible();
  await expect(head(page, 'Name')).toHaveAttribute('aria-sort', 'descending');
  await expect(page.getByRole('rowheader').first()).toHaveText('cusp-zrh-09995');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await popover(page).getByRole('button', { name: 'Frankfurt', exact: true }).click();
  await shows(page, '1,000 of 10,000 instances');
}

async function followsAfterAReload({ page, electron }: App): Promise<void> {
  await page.reload();
  await expect(page.getByRole('rowheader').first()).toHaveText('cusp-zrh-09995');
  await rename(page, 'cusp-zrh-09995', 'zz-after-the-reload');
  await expect(page.getByRole('rowheader').first()).toHaveText('zz-after-the-reload');

  // As if something had been lost on the way: what comes then follows on nothing that the page has.
  await electron.evaluate(({ BrowserWindow }) => {
    const delta = { from: 1_000_000, to: 1_000_001, changed: [], removed: [] };
    BrowserWindow.getAllWindows()[0]?.webContents.send('fleet.delta', delta);
  });
  await rename(page, 'zz-after-the-reload', 'zz-after-the-loss');
  await expect(page.getByRole('rowheader').first()).toHaveText('zz-after-the-loss');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(INSTANCES + 1));
}

const rename = (page: Page, from: string, to: string): Promise<boolean> =>
  page.evaluate(
    async ({ from, to }) => {
      const found = await window.bridge['instances.find']({ name: from });
      if (!found.ok || found.value === null) return false;
      return (await window.bridge['instances.edit']({ id: found.value.id, name: to })).ok;
    },
    { from, to },
  );
