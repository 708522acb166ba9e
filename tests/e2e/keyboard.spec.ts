// By keyboard alone in the real window: the palette finds and does, shortcuts lead everywhere, and the focus is never lost.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { fillFolder } from '../bench/fill-folder.ts';
import { expect, root, test } from './app.ts';

const INSTANCES = 60;
const palette = (page: Page) => page.getByRole('dialog', { name: 'Find an instance, view or command' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Find an instance, view or command' });
const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('the palette and the shortcuts, by keyboard alone', async ({ folder, start }) => {
  await fillFolder(folder, INSTANCES, root);
  const { page } = await start();
  await expect(page.getByRole('grid', { name: 'Instances' })).toHaveAttribute('aria-rowcount', String(INSTANCES + 1));
  const name = (await page.getByRole('rowheader').first().textContent()) ?? '';

  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { selected: true })).toContainText(name);
  await hasNoViolation(page);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
  await expect(page.locator('.inshead .name')).toHaveText(name);

  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('tab', { name: 'Configuration' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('grid', { name: 'Instances' })).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Name, address or serial' })).toBeFocused();
  await page.keyboard.type('?n');
  await expect(page.getByRole('textbox', { name: 'Name, address or serial' })).toHaveValue('?n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Name, address or serial' })).toBeFocused();

  await page.keyboard.press('Control+/');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await hasNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Name, address or serial' })).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('add instance');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add instance' }).getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+,');
  await expect(title(page)).toHaveText('Settings');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(`doctor ${name}`);
  await hasNoViolation(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Diagnostics' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('listitem').filter({ hasText: 'Server URL' })).toContainText(/Passed|Failed|Skipped/);
});

async function hasNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
