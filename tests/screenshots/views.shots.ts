// Each view of a demonstration, in every theme and language, in the window's usual size. A view is one line below.
import path from 'node:path';
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { expect, root, test } from '../e2e/app.ts';

const FOLDER = process.env.PICTURES ?? path.join(root, 'tests/.results/pictures');
const INSTANCE = 'fra-sbc-01';

/** The address of a view; `id` is the instance's. */
const VIEWS: Readonly<Record<string, (id: string) => string>> = {
  fleet: () => '#/fleet',
  instance: (id) => `#/instance/${id}/summary`,
  configuration: (id) => `#/instance/${id}/configuration`,
  history: (id) => `#/instance/${id}/history`,
  settings: () => '#/settings',
};
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'de'] as const;

test('views of a demonstration', async ({ start }) => {
  const { page } = await start();
  await page.screenshot({ path: path.join(FOLDER, 'first-run.png') });
  await page.getByRole('button', { name: 'Try with the simulator' }).click();
  await expect(page.getByRole('row', { name: new RegExp(INSTANCE) })).toContainText('Authorized');
  await expect(page.getByRole('row', { name: /muc-sbc-01/ })).toContainText('Token not valid');
  const id = await idOf(page, INSTANCE);
  for (const theme of THEMES)
    for (const language of LANGUAGES) {
      await page.evaluate((settings) => window.bridge['settings.set'](settings), { theme, language });
      for (const [view, address] of Object.entries(VIEWS)) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, address(id));
        await page.locator('main h1').first().waitFor();
        await page.evaluate(() => document.fonts.ready.then(() => null));
        const name = [view, ...(theme === 'dark' ? ['dark'] : []), ...(language === 'de' ? ['de'] : [])].join('-');
        await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
      }
    }
});

async function idOf(page: Page, name: string): Promise<string> {
  const id = await page.evaluate(async (wanted) => {
    const reply = await window.bridge['instances.find']({ name: wanted });
    return reply.ok ? (reply.value?.id ?? null) : null;
  }, name);
  expect(id).not.toBeNull();
  return id ?? '';
}
