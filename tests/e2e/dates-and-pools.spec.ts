// Timeline and planner in the real window over ten thousand instances: the chart and the list by keyboard alone, a file that a calendar
// program reads, what was purchased kept over a restart, and a plan that tips a pool. No violation of WCAG 2.2 AA in any of it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import ICAL from 'ical.js';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { fillFolder } from '../bench/fill-folder.ts';
import { type App, expect, root, test } from './app.ts';

const INSTANCES = 10_000;
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

test('the dates and the pools of ten thousand instances', async ({ folder, start }) => {
  test.setTimeout(300_000);
  await fillFolder(folder, INSTANCES, root);
  const first = await start();
  await datesByKeyboard(first.page);
  await datesForACalendar(first, path.join(folder, 'dates.ics'));
  await planned(first.page);
  await looksRight(first);
  await first.electron.close();
  first.running = false;

  const second = await start();
  await open(second.page, 'Planner');
  await expect(purchased(second.page)).toHaveValue('123456');
  await open(second.page, 'Timeline');
  await expect(second.page.getByRole('button', { name: 'Alert 90 days before' })).toHaveAttribute('aria-pressed', 'false');
});

const open = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
const list = (page: Page) => page.getByRole('grid', { name: 'Dates', exact: true });
const chart = (page: Page) => page.getByRole('grid', { name: 'Dates by kind and month' });
const purchased = (page: Page) => page.getByRole('textbox', { name: 'Licences purchased in Voice 7', exact: true });
const shown = async (page: Page) => Number(await list(page).getAttribute('aria-rowcount')) - 1;

async function datesByKeyboard(page: Page): Promise<void> {
  await open(page, 'Timeline');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\d,]+ dates within 30 days, [\d,]+ in twelve months$/);
  const all = await shown(page);
  expect(all).toBeGreaterThan(2 * INSTANCES);
  expect(await list(page).getByRole('rowheader').count()).toBeLessThan(60);
  await page.getByRole('button', { name: 'Alert 90 days before' }).press('Space');
  await expect(page.getByRole('button', { name: 'Alert 90 days before' })).toHaveAttribute('aria-pressed', 'false');

  const kind = chart(page).getByRole('button', { name: 'Certificate expires', exact: true });
  await chart(page).getByRole('button').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
  await expect(kind).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(kind).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => shown(page)).toBeLessThan(all);
  await list(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await expect(page.locator(`[data-index="${(await shown(page)) - 1}"]`)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Summary' }).or(page.getByRole('link', { name: 'Summary' }))).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => shown(page)).toBe(all);
}

async function datesForACalendar({ page, electron }: App, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);
  await chart(page).getByRole('button', { name: 'Evaluation runs out', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Show all' })).toBeVisible();
  const some = await shown(page);
  await page.getByRole('button', { name: 'Export .ics' }).click();
  await expect(page.getByText(`${some.toLocaleString('en')} dates saved`)).toBeAttached();
  const calendar = new ICAL.Component(ICAL.parse(await readFile(file, 'utf8')));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(events).toHaveLength(some);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(some);
  expect(events[0]?.summary).toMatch(/^cusp-\w+-\d+: Evaluation runs out$/);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('button', { name: 'Export .ics' }).click();
  await expect(page.getByText(`${(await shown(page)).toLocaleString('en')} dates saved`)).toBeAttached({ timeout: 30_000 });
}

async function planned(page: Page): Promise<void> {
  await open(page, 'Planner');
  const accounts = page.getByRole('table', { name: 'Accounts' });
  await expect(accounts).toHaveAttribute('aria-rowcount', '41');
  await tabTo(page, accounts.getByRole('textbox').first(), 'Licences purchased in Voice 7');
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await expect(accounts.getByRole('row', { name: /Voice 7/ })).toContainText('free');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'Add instances…' }).click();
  await page.getByRole('textbox', { name: 'Find' }).fill('cusp-lon-00006');
  await page.getByRole('checkbox', { name: /^cusp-lon-00006/ }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const then = page.getByRole('textbox', { name: /^CPS then of cusp-lon-00006/ });
  await then.fill('7');
  await expect(page.getByRole('table', { name: 'Plan' })).toContainText('7 is not a multiple of 5.');
  await then.fill('400');
  await expect(page.getByRole('table', { name: 'Plan' })).toContainText('Fits');
}

/** By the keyboard, through rows that are drawn only as one comes near them. */
async function tabTo(page: Page, from: Locator, name: string): Promise<void> {
  await from.focus();
  for (let at = 0; at < 60; at += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${name}`);
}

/** Both themes, both languages, the smallest window and 200 % zoom. */
async function looksRight({ page, electron }: App): Promise<void> {
  const resize = async (width: number, height: number) => {
    await electron.evaluate(
      ({ BrowserWindow }, [w, h]) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setMinimumSize(300, 300);
        window?.setContentSize(w, h);
      },
      [width, height] as const,
    );
    await page.waitForFunction((wanted) => innerWidth === wanted, width);
  };
  for (const { theme, language } of [{ theme: 'light', language: 'en' } as const, { theme: 'dark', language: 'de' } as const]) {
    await page.evaluate((settings) => window.bridge['settings.set'](settings), { theme, language });
    for (const [width, height] of [
      [1024, 700],
      [640, 400],
    ] as const) {
      await resize(width, height);
      for (const view of ['timeline', 'planner']) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, `#/${view}`);
        await expect(page.locator('.vlist .body [role=row]').first()).toBeAttached();
        expect(await page.evaluate(sideways), `${view} ${width} ${language}`).toEqual([]);
        const { violations, passes } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(WCAG)
          .exclude('[data-tabster-dummy]')
          .analyze();
        const found = violations.map(({ id, nodes }) => `${view} ${width} ${theme} ${id}: ${nodes[0]?.html}`);
        expect(found).toEqual([]);
        expect(passes.length).toBeGreaterThan(10);
      }
    }
  }
  await page.evaluate(() => window.bridge['settings.set']({ language: 'en', theme: 'system' }));
  await resize(1280, 800);
}

/** What scrolls sideways, and titles that are cut off. */
function sideways(): string[] {
  const boxes = [document.documentElement, ...document.querySelectorAll('.main, .main *')];
  const scrolls = boxes.filter(
    (box) => box.scrollWidth > box.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(box).overflowX),
  );
  const cut = [...document.querySelectorAll('.main h1, .main button, .main [role=columnheader]')].filter(
    (box) =>
      box.scrollWidth > box.clientWidth + 1 && box.querySelector('.vh') === null && getComputedStyle(box).overflow === 'hidden',
  );
  return [...scrolls, ...cut].map((box) => `${box.tagName}.${box.className}: ${box.textContent?.slice(0, 60)}`);
}
