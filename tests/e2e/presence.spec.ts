// The program beside its window, on a desktop of the test's own: the ladder walked by a clock that is moved by hand, over a crash; the
// tray, its menu, closing into it; a notice that leads to its instance; and a desktop that has neither.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY } from '../../shared/durations.ts';
import { PretendDesktop } from '../fakes/desktop.ts';
import { type App, test as base, executable, expect, root } from './app.ts';

const test = base.extend<{ config: string; offers: { tray: boolean; notices: boolean }; desktop: PretendDesktop }>({
  offers: [{ tray: true, notices: true }, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  config: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cusp-config-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  desktop: async ({ offers }, use) => {
    const desktop = await PretendDesktop.start(offers);
    await use(desktop);
    await desktop.dispose();
  },
});

const on = (desktop: PretendDesktop, config: string) => ({ DBUS_SESSION_BUS_ADDRESS: desktop.address, XDG_CONFIG_HOME: config });
const isVisible = ({ electron }: App) => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
const closeWindow = ({ electron }: App) => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const addressOf = ({ page }: App) => page.evaluate(() => location.hash);
const titles = ({ notices }: PretendDesktop) => notices.map(({ title }) => title);

/** Adds an instance of a lab that is in its evaluation. */
async function evaluating({ page }: App, name: string): Promise<string> {
  return page.evaluate(async (wanted) => {
    const added = await window.bridge['instances.add']({ name: wanted, maxCallRate: 50, environment: 'lab' });
    if (!added.ok) throw new Error(added.error.message);
    const { id } = added.value;
    const change = { enabled: true, licenseCount: 5 };
    const reply = await window.bridge['instances.configure']({ id, change });
    if (!reply.ok) throw new Error(reply.error.message);
    return id;
  }, name);
}

/** The folder's clock is moved on by hand: every process on the folder sees it. */
async function moveClock(folder: string, days: number): Promise<void> {
  const file = path.join(folder, 'demonstration.json');
  const { rate, anchor } = JSON.parse(await readFile(file, 'utf8'));
  const real = Date.now();
  const present = anchor.folder + (real - anchor.real) * rate;
  const { writePrivateFile } = await import('../../main/services/host/private-file.ts');
  writePrivateFile(file, JSON.stringify({ rate: 1, anchor: { real, folder: present + days * DAY } }));
}

test('the ladder comes as notices, each step once, over a crash and a long absence', async ({
  folder,
  start,
  desktop,
  config,
}) => {
  const first = await start(['--demo'], on(desktop, config));
  const id = await evaluating(first, 'proxy-1');
  // The ladder begins where it was first looked at.
  await expect.poll(() => readFile(path.join(folder, 'notices.json'), 'utf8').catch(() => '')).toContain('upTo');
  const told = (...all: string[]) =>
    expect.poll(() => titles(desktop), { timeout: 20_000 }).toEqual(all.map((one) => `Demonstration: proxy-1: ${one}`));
  await moveClock(folder, 31);
  await told('59 days left');
  await moveClock(folder, 30);
  await told('59 days left', '29 days left');
  expect(desktop.notices[1]?.body).toMatch(/^The evaluation runs out on .* unless the instance is registered\.$/);
  await first.kill();
  await moveClock(folder, 17);
  const second = await start(['--demo'], on(desktop, config));
  await told('59 days left', '29 days left', '12 days left');
  await moveClock(folder, 6);
  await told('59 days left', '29 days left', '12 days left', '6 days left');
  await moveClock(folder, 7);
  await expect.poll(() => titles(desktop).at(-1), { timeout: 20_000 }).toBe('Demonstration: Calls blocked on proxy-1');
  expect(desktop.notices.at(-1)?.urgency).toBe(2);

  const last = desktop.notices.at(-1);
  if (last !== undefined) desktop.follow(last);
  await expect.poll(() => addressOf(second)).toBe(`#/instance/${id}/summary`);
});

test('the tray shows the worst verdict; closing goes into it once that was chosen; quitting ends', async ({
  folder,
  start,
  desktop,
  config,
}) => {
  const app = await start([], on(desktop, config));
  await expect.poll(async () => (await desktop.tray())?.toolTip).toBe('No instances yet');
  const id = await evaluating(app, 'fra & sbc');
  await expect.poll(async () => (await desktop.tray())?.toolTip, { timeout: 20_000 }).toBe('Calls flow on the one instance');
  expect((await desktop.tray())?.pictures).toBeGreaterThan(0);
  const labels = (await desktop.menu()).filter(({ separator }) => !separator).map(({ label }) => label);
  expect(labels).toEqual(['Calls flow on the one instance', 'Fine: 1', 'Open CUSP License Manager', 'Quit']);

  await app.electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      asked.push(message);
      return { response: 0, checkboxChecked: true };
    }) as unknown as typeof dialog.showMessageBox;
  });
  const asked = () => app.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await asked()).toEqual(['Keep running in the tray?']);
  await desktop.click();
  await expect.poll(() => isVisible(app)).toBe(true);
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  expect(await asked()).toHaveLength(1);

  // A second start shows the window that is there; one at login does not.
  const again = (args: string[]) => {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return once(spawn(executable, [...sandbox, root, '--data-dir', folder, ...args], { stdio: 'ignore' }), 'exit');
  };
  await again(['--in-tray']);
  expect(await isVisible(app)).toBe(false);
  await again([]);
  await expect.poll(() => isVisible(app)).toBe(true);

  // The agents go on behind a closed window, and what they find is in the tray.
  await closeWindow(app);
  await expect.poll(() => isVisible(app)).toBe(false);
  await app.page.evaluate(async (wanted) => {
    const reply = await window.bridge['instances.configure']({ id: wanted, change: { enabled: false } });
    if (!reply.ok) throw new Error(reply.error.message);
  }, id);
  await expect
    .poll(async () => (await desktop.tray())?.toolTip, { timeout: 20_000 })
    .toBe('Smart licensing is not enabled on any instance');

  const ended = once(app.electron.process(), 'exit');
  app.running = false;
  await desktop.choose('Quit');
  const [code] = await ended;
  expect(code).toBe(0);
});

test('a start at login is what the desktop has; in the tray no window is seen', async ({ start, desktop, config, folder }) => {
  const app = await start(['--in-tray'], on(desktop, config));
  await expect.poll(async () => (await desktop.tray())?.status).toBeDefined();
  expect(await isVisible(app)).toBe(false);
  await desktop.click();
  await expect.poll(() => isVisible(app)).toBe(true);

  const { page } = app;
  await page.evaluate(() => {
    location.hash = '#/settings/general';
  });
  const atLogin = page.getByRole('switch', { name: 'Start at login' });
  await expect(atLogin).not.toBeChecked();
  await atLogin.click();
  await expect(atLogin).toBeChecked();
  const file = path.join(config, 'autostart/cusp-license-manager.desktop');
  const entry = await readFile(file, 'utf8');
  expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
  expect(entry).toContain(`--data-dir ${folder} --in-tray\n`);
  // Somebody switches it off in the desktop's own settings.
  await writeFile(file, entry.replace('enabled=true', 'enabled=false'));
  await page.evaluate(() => dispatchEvent(new Event('focus')));
  await expect(atLogin).not.toBeChecked();

  await page.evaluate(() => {
    location.hash = '#/settings/alerts';
  });
  await page.getByRole('button', { name: 'Send a test notice' }).click();
  await expect(page.getByText('The desktop has taken it.')).toBeVisible();
  expect(titles(desktop)).toEqual(['A test notice']);
});

test.describe('a desktop with neither tray nor notices', () => {
  test.use({ offers: { tray: false, notices: false } });

  test('closing quits, and the settings say why', async ({ start, desktop, config }) => {
    const app = await start(['--in-tray'], on(desktop, config));
    // Where there is no tray to be in, the window is shown all the same.
    await expect.poll(() => isVisible(app)).toBe(true);
    const { page } = app;
    await page.evaluate(() => {
      location.hash = '#/settings/general';
    });
    await expect(page.getByText('This desktop has no tray: closing the window quits, and nothing goes on.')).toBeVisible();
    await page.evaluate(() => {
      location.hash = '#/settings/alerts';
    });
    await expect(page.getByText(/^This desktop shows no notices/)).toBeVisible();
    await page.getByRole('button', { name: 'Send a test notice' }).click();
    await expect(page.getByText('Nobody showed it.')).toBeVisible();
    const ended = once(app.electron.process(), 'exit');
    app.running = false;
    await closeWindow(app);
    const [code] = await ended;
    expect(code).toBe(0);
  });
});
