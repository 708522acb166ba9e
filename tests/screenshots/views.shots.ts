// Each view of a demonstration, in every theme and language, in the usual window; some in the smallest too. A view is one line of
// the table below.
import path from 'node:path';
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { type App, expect, root, test } from '../e2e/app.ts';

const FOLDER = process.env.PICTURES ?? path.join(root, 'tests/.results/pictures');
const INSTANCE = 'fra-sbc-01';

type View = {
  /** The address; `id` is the instance's. */
  at: (id: string) => string;
  /** What is done there before the picture is taken. */
  act?: (page: Page) => Promise<void>;
  /** Also in the smallest window. */
  small?: true;
};
/** The field of the licence count: its name is the product documentation's in every language. */
const count = (page: Page) => page.getByLabel('License Count (multiple of 5)');
const VIEWS: Readonly<Record<string, View>> = {
  fleet: { at: () => '#/fleet', small: true },
  'add-instance': {
    at: () => '#/fleet',
    act: (page) => page.getByRole('button', { name: /^(Add instance|Instanz hinzufügen)$/ }).click(),
  },
  instance: { at: (id) => `#/instance/${id}/summary`, small: true },
  configuration: { at: (id) => `#/instance/${id}/configuration` },
  'configuration-refused': { at: (id) => `#/instance/${id}/configuration`, act: (page) => count(page).fill('57') },
  'configuration-preview': {
    at: (id) => `#/instance/${id}/configuration`,
    act: async (page) => {
      await count(page).fill('100');
      await page.getByLabel('License Server URL').fill('https://localhost:9/SmartTransport');
    },
  },
  history: { at: (id) => `#/instance/${id}/history` },
  activity: { at: () => '#/activity', small: true },
  timeline: { at: () => '#/timeline', small: true },
  planner: { at: () => '#/planner', small: true },
  settings: { at: () => '#/settings' },
  'settings-alerts': { at: () => '#/settings/alerts', small: true },
  'settings-demonstration': { at: () => '#/settings/demonstration' },
};
const USUAL = { width: 1280, height: 800 };
const SMALL = { width: 1024, height: 700 };
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'de'] as const;

test('views of a demonstration', async ({ start }) => {
  const app = await start();
  const { page } = app;
  for (const theme of THEMES) {
    await page.evaluate((settings) => window.bridge['settings.set'](settings), { theme });
    await picture(page, `first-run${theme === 'dark' ? '-dark' : ''}`);
  }
  await page.getByRole('button', { name: 'Try with the simulator' }).click();
  await expect(page.getByRole('group', { name: 'Demonstration' })).toBeVisible();
  const id = await idOf(page, INSTANCE);
  for (const theme of THEMES)
    for (const language of LANGUAGES) {
      await page.evaluate((settings) => window.bridge['settings.set'](settings), { theme, language });
      for (const [view, { at, act, small }] of Object.entries(VIEWS)) {
        const name = [view, ...(theme === 'dark' ? ['dark'] : []), ...(language === 'de' ? ['de'] : [])].join('-');
        // By way of another view: a draft, or an open dialog, of the picture before must not be in this one.
        await show(page, '#/settings');
        await show(page, at(id));
        await act?.(page);
        await picture(page, name);
        if (act) await page.keyboard.press('Escape');
        if (!small) continue;
        await resize(app, page, SMALL);
        await picture(page, `${name}-small`);
        await resize(app, page, USUAL);
      }
    }
});

async function show(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
  await page.locator('main h1').first().waitFor();
}

async function resize(app: App, page: Page, { width, height }: typeof USUAL): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] as [number, number]);
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => null));
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}

async function idOf(page: Page, name: string): Promise<string> {
  const id = await page.evaluate(async (wanted) => {
    const reply = await window.bridge['instances.find']({ name: wanted });
    return reply.ok ? (reply.value?.id ?? null) : null;
  }, name);
  expect(id).not.toBeNull();
  return id ?? '';
}
