// The audit log in the real window: what was done is there, is found, read and saved by keys; and whoever alters the closed file with
// a tool for SQLite is found out, in the window and on the command line.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { expect, runCli, test } from './app.ts';

async function addInstances(page: Page, names: string[]): Promise<void> {
  await page.evaluate(async (wanted) => {
    for (const name of wanted) {
      const added = await window.bridge['instances.add']({ name, maxCallRate: 500 });
      if (!added.ok) throw new Error(added.error.message);
      const { id } = added.value;
      await window.bridge['instances.configure']({ id, change: { enabled: true, licenseCount: 50 } });
      await window.bridge['instances.configure']({ id, change: { licenseCount: 100 } });
    }
  }, names);
}

test('what was done is there, and an entry that was altered is named', async ({ start, folder }) => {
  const app = await start();
  const { page } = app;
  await addInstances(page, ['fra-sbc-01', 'ber-sbc-02']);
  await page.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\d+ entries, none altered$/);
  const grid = page.getByRole('grid', { name: 'Entries' });
  await expect(grid.getByRole('row', { name: /Configuration changed Production ber-sbc-02 .*50.*100/ })).toBeVisible();
  await expect(grid.getByRole('row', { name: /Instance added Production fra-sbc-01/ })).toBeVisible();

  // By keys alone: find it, open it, read it, close it.
  await page.getByRole('textbox', { name: 'Search who, what, on what' }).fill('fra-sbc');
  await expect(grid.getByRole('row', { name: /ber-sbc-02/ })).toHaveCount(0);
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Entry \d+$/ });
  await expect(panel).toContainText('fra-sbc-01');
  // Electron opens no page of its own for the check.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .exclude('[data-tabster-dummy]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const found = await axe.analyze();
  expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();

  const file = path.join(folder, 'saved.json');
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /As JSON/ }).click();
  await expect(page.getByText('Saved as saved.json.')).toBeVisible();
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  expect(saved.log).toMatchObject({ intact: true });
  expect(new Set(saved.entries.map(({ subject }: { subject: string }) => subject))).toEqual(new Set(['fra-sbc-01']));

  await app.kill();
  const db = new DatabaseSync(path.join(folder, 'store.sqlite'));
  db.exec(
    `DROP TRIGGER events_never_change; UPDATE events SET detail = replace(detail, '100', '999') WHERE event = 'configuration-changed'`,
  );
  const { id } = db.prepare("SELECT min(id) AS id FROM events WHERE detail LIKE '%999%'").get();
  db.close();

  const again = await start();
  await again.page.getByRole('link', { name: 'Activity' }).click();
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText(/^The chain breaks at /);
  await expect(again.page.getByText(`Entry ${id} was altered.`)).toBeVisible();
  const cli = runCli(folder, ['events', '--verify']);
  const said: string[] = [];
  cli.stdout?.on('data', (chunk) => said.push(String(chunk)));
  expect((await once(cli, 'exit'))[0]).toBe(1);
  expect(said.join('')).toContain(`Entry ${id} (`);
});
