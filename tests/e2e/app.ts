// The real app in the real runtime, with a data folder of its own: started, killed, started again; and the real simulator beside it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';

export const root = path.resolve(import.meta.dirname, '../..');
export const executable = process.env.ELECTRON_PATH ?? '';
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export type App = { page: Page; electron: ElectronApplication; console: string[]; running: boolean; kill(): Promise<void> };
export type Simulator = {
  http: string;
  https: string;
  token: string;
  signerCa: string;
  tlsCa: string;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
};

type Fixtures = {
  /** An empty data folder, thrown away afterwards. */
  folder: string;
  /** Starts the window on the test's folder. */
  start: (args?: string[], env?: Record<string, string>) => Promise<App>;
  /** The simulator of the test's folder, as `cusp-license simulator` runs it. */
  simulator: Simulator;
};

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cusp-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  },
  start: async ({ folder }, use, info) => {
    const apps: App[] = [];
    await use(async (args = [], env = {}) => {
      const app = await startApp(folder, args, env);
      apps.push(app);
      return app;
    });
    for (const app of apps) await endApp(app, info);
  },
  simulator: async ({ folder }, use) => {
    const child = runCli(folder, ['simulator', '--state', path.join(folder, 'simulator.json')]);
    const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
    const { control: secret, ...addresses } = JSON.parse(line) as Omit<Simulator, 'control'> & { control: string };
    const control = async (method: string, where: string, body?: unknown) => {
      const response = await fetch(`${addresses.http}/simulator${where}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.ok, `${method} ${where}: ${response.status}`).toBe(true);
      const text = await response.text();
      return text === '' ? null : JSON.parse(text);
    };
    await use({ ...addresses, control });
    child.kill('SIGTERM');
    await once(child, 'exit');
  },
});
export { expect };

/** The command line as a checkout runs it, on the test's folder. */
export function runCli(folder: string, args: string[]): ChildProcess {
  return spawn(process.execPath, [path.join(root, 'build/cli.mjs'), '--data-dir', folder, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function startApp(folder: string, args: string[], env: Record<string, string>): Promise<App> {
  const app = await electron.launch({
    executablePath: executable,
    args: [...sandbox, root, '--data-dir', folder, ...args],
    env: { ...process.env, XDG_CURRENT_DESKTOP: '', ...env } as Record<string, string>,
  });
  const said: string[] = [];
  app.process().stderr?.on('data', (chunk) => said.push(String(chunk)));
  const page = await app.firstWindow();
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`pageerror: ${error.message}`));
  await page.locator('main h1').first().waitFor();
  const running: App = {
    page,
    electron: app,
    console: said,
    running: true,
    async kill() {
      running.running = false;
      const ended = once(app.process(), 'exit');
      app.process().kill('SIGKILL');
      await ended;
    },
  };
  return running;
}

async function endApp(app: App, info: TestInfo): Promise<void> {
  if (!app.running) return;
  if (info.status !== info.expectedStatus) {
    await app.page.screenshot({ path: info.outputPath('window.png') }).catch(() => undefined);
    await info.attach('said', { body: app.console.join('\n') });
  }
  await app.electron.close();
}
