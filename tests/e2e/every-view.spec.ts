// Every view with no, one, thirty and ten thousand instances, in both themes and languages, at 100 % in the smallest window and at
// 200 % in the usual one: nothing that WCAG 2.2 AA forbids, no text cut off, nothing to be scrolled sideways.
import type { Page } from '@playwright/test';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { fillFolder } from '../bench/fill-folder.ts';
import { type App, expect, root, test } from './app.ts';
import { faultsOf } from './seen-whole.ts';

const SIZES = [
  { width: 1024, height: 700, zoom: 1 },
  { width: 1280, height: 800, zoom: 2 },
] as const;
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'de'] as const;
type Theme = (typeof THEMES)[number];
/** Both themes in both languages where a fleet shows every state or none; else each theme in one of them. */
const themesFor = (count: number, language: (typeof LANGUAGES)[number]): readonly Theme[] =>
  count === 0 || count === 30 ? THEMES : language === 'en' ? ['light'] : ['dark'];

type View = { at: string; act?: (page: Page) => Promise<void>; leave?: (page: Page) => Promise<void> };
const toClose = (page: Page) => page.keyboard.press('Escape');
const GENERAL: Readonly<Record<string, View>> = {
  fleet: { at: '#/fleet' },
  timeline: { at: '#/timeline' },
  planner: { at: '#/planner' },
  activity: { at: '#/activity' },
  settings: { at: '#/settings' },
  'licence servers': { at: '#/settings/servers' },
  alerts: { at: '#/settings/alerts' },
  'the demonstration': { at: '#/settings/demonstration' },
  'add instance': {
    at: '#/fleet',
    act: (page) =>
      page
        .getByRole('button', { name: /^(Add instance|Instanz hinzufügen)$/ })
        .first()
        .click(),
    leave: toClose,
  },
  palette: { at: '#/timeline', act: (page) => page.keyboard.press('Control+k'), leave: toClose },
  shortcuts: { at: '#/timeline', act: (page) => page.keyboard.press('?'), leave: toClose },
};
const ofInstance = (id: string): Readonly<Record<string, View>> => ({
  summary: { at: `#/instance/${id}/summary` },
  configuration: { at: `#/instance/${id}/configuration` },
  'a refused count': {
    at: `#/instance/${id}/configuration`,
    act: (page) => page.getByLabel('License Count (multiple of 5)').fill('57'),
  },
  history: { at: `#/instance/${id}/history` },
  diagnostics: { at: `#/instance/${id}/diagnostics` },
  'a bulk job': {
    at: '#/fleet',
    act: async (page) => {
      await page.getByRole('grid').getByRole('checkbox').first().click();
      await page.getByRole('button', { name: /^(Authorize now|Jetzt autorisieren)/ }).click({ timeout: 15_000 });
      await page.getByRole('dialog').getByRole('table').waitFor();
    },
    leave: async (page) => {
      await toClose(page);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^(Clear selection|Auswahl aufheben)$/ }).click();
    },
  },
});

for (const count of [0, 1, 30, 10_000])
  test(`with ${count} instances`, async ({ folder, start }) => {
    test.setTimeout(600_000);
    if (count > 0) await fillFolder(folder, count, root);
    const app = await start();
    const views = { ...GENERAL, ...(count === 0 ? {} : ofInstance(await firstOf(app.page))) };
    const faults: string[] = [];
    for (const { width, height, zoom } of SIZES) {
      await show(app, width, height, zoom);
      for (const language of LANGUAGES)
        for (const [name, view] of Object.entries(views)) {
          await set(app.page, { language });
          const found = await faultsIn(app.page, view, themesFor(count, language));
          faults.push(...found.map((fault) => `${name}, ${language}, ${zoom * 100} %: ${fault}`));
        }
    }
    expect(faults).toEqual([]);
  });

async function faultsIn(page: Page, { at, act, leave }: View, themes: readonly Theme[]): Promise<string[]> {
  // By way of another view, so that nothing of the one before is left.
  for (const hash of ['#/activity', at]) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.locator('main h1').first().waitFor();
  }
  await act?.(page);
  await page.evaluate(() => document.fonts.ready.then(() => null));
  const faults: string[] = [];
  for (const theme of themes) {
    await set(page, { theme });
    await page.evaluate(() => {
      for (const animation of document.getAnimations())
        if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    });
    const found = await faultsOf(page, theme === themes[0] ? 'first' : 'another');
    faults.push(...found.map((fault) => `${theme}: ${fault}`));
  }
  await leave?.(page);
  return faults;
}

async function set(page: Page, settings: { theme?: Theme; language?: 'en' | 'de' }): Promise<void> {
  await page.evaluate((changed) => window.bridge['settings.set'](changed), settings);
  if (settings.language) await expect(page.locator('html')).toHaveAttribute('lang', settings.language);
  if (settings.theme) await expect(page.locator('html')).toHaveCSS('color-scheme', settings.theme);
}

async function firstOf(page: Page): Promise<string> {
  await page.getByRole('rowheader').first().click();
  await page.waitForURL(/instance/);
  return new URL(page.url()).hash.split('/')[2] ?? '';
}

async function show({ electron, page }: App, width: number, height: number, zoom: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, to) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(to.width, to.height);
      window?.webContents.setZoomFactor(to.zoom);
    },
    { width, height, zoom },
  );
  await page.waitForFunction((wanted) => innerWidth === wanted, width / zoom);
}
