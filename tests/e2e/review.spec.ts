// The last known state: of a data folder that was carried here, and of the window's own while its host does not answer.
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
// Declares `window.bridge`.
import type {} from '../../renderer/api/client.ts';
import { expect, runCli, test } from './app.ts';

const OFFLINE = /^Offline: last known state of /;

async function command(folder: string, ...args: string[]): Promise<void> {
  const child = runCli(folder, args);
  const [code] = await once(child, 'exit');
  expect(code, args.join(' ')).toBe(0);
}

test('a copied data folder is looked at, nothing of it is changed, and one comes back to one’s own', async ({ start }) => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'cusp-e2e-copy-'));
  try {
    await command(elsewhere, 'instance', 'add', 'far-01', '--max-call-rate', '200', '--account', 'Far away');
    rmSync(path.join(elsewhere, 'host.lock'), { force: true });
    const read = () => readdirSync(elsewhere).map((name) => [name, readFileSync(path.join(elsewhere, name)).toString('base64')]);
    const before = read();
    const { page, electron } = await start();
    await page.evaluate(() => window.bridge['instances.add']({ name: 'near-01', maxCallRate: 100 }));
    await electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, elsewhere);
    await page.evaluate(() => {
      location.hash = '#/settings/data';
    });
    await page.getByRole('button', { name: 'Choose folder…' }).click();
    await expect(page.getByText(/: last known state of /)).toBeVisible();
    await page.getByRole('link', { name: /^Fleet/ }).click();
    await expect(page.getByRole('row', { name: /far-01/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /near-01/ })).toHaveCount(0);
    const add = page.getByRole('button', { name: 'Add instance' });
    await expect(add).toHaveAttribute('aria-disabled', 'true');
    await expect(add).toHaveAccessibleDescription('This data folder is only looked at: leave the review first');
    // The keys that do the same are refused by main.
    const refused = await page.evaluate(() => window.bridge['instances.add']({ name: 'x', maxCallRate: 5 }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'host-unavailable' } });
    await page
      .getByRole('row', { name: /far-01/ })
      .getByRole('link')
      .click();
    await expect(page.locator('.inshead')).toContainText('Far away');
    await page.getByRole('button', { name: 'Leave the review' }).click();
    await page.evaluate(() => {
      location.hash = '#/fleet';
    });
    await expect(page.getByRole('row', { name: /near-01/ })).toBeVisible();
    expect(read()).toEqual(before);
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
});

test('while the host does not answer its last known state is shown; once it does, the window goes on with it', async ({
  start,
  folder,
}) => {
  await command(folder, 'instance', 'add', 'proxy-1', '--max-call-rate', '200');
  const host = runCli(folder, ['run', '--watch']);
  await once(createInterface({ input: host.stdout as NodeJS.ReadableStream }), 'line');
  const { pid } = JSON.parse(readFileSync(path.join(folder, 'host.json'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGSTOP');
  try {
    const { page } = await start();
    await expect(page.getByText(OFFLINE)).toBeVisible();
    await expect(page.getByRole('row', { name: /proxy-1/ })).toBeVisible();
    await expect(page.getByText(/Nothing is renewed or retried/)).toBeVisible();
    process.kill(pid, 'SIGCONT');
    await page.getByRole('button', { name: 'Start the host here' }).click();
    await expect(page.getByText(OFFLINE)).toBeHidden();
    await page.getByRole('button', { name: 'Add instance' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  } finally {
    process.kill(pid, 'SIGCONT');
    process.kill(pid, 'SIGTERM');
    await once(host, 'exit');
  }
});
