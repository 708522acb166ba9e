// The window: opened first, and its data folder beside it, so that the page waits for nothing but the data.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog, session } from 'electron';
import type { Desk } from './desk.ts';
import { openDoor } from './shell/ipc/door.ts';
import { IN_TRAY } from './shell/presence/in-tray.ts';
import { registerAppScheme } from './shell/security/app-scheme.ts';
import { lockDownPages } from './shell/security/lock-down.ts';
import { answerProbe, chooseKeyring, isProbe } from './shell/vault.ts';
import { createMainWindow, loadPage } from './shell/window/main-window.ts';
import { showWindow } from './shell/window/show-window.ts';
import { standardDataFolder } from './standard-folders.ts';

const out = path.resolve(import.meta.dirname, '..');
chooseKeyring();
// Not awaited: Electron gets ready only once this module has loaded.
if (isProbe()) void answerProbe();
else start();

function start(): void {
  const options = readArguments();
  // Chromium's own files stay apart from the fleet's.
  app.setPath('userData', path.join(options.folder, 'window'));
  if (!app.requestSingleInstanceLock()) {
    // The window that is there shows itself (`second-instance`).
    app.exit(0);
    return;
  }
  registerAppScheme();
  lockDownPages();
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => open(options));
}

type Arguments = { folder: string; demo: boolean; clockRate: number | null; inTray: boolean };

function readArguments(): Arguments {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    strict: false,
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' }, 'clock-rate': { type: 'string' } },
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const folder = text(values['data-dir']) ?? (process.env.CUSP_LICENSE_HOME || standardDataFolder());
  const rate = text(values['clock-rate']);
  const inTray = process.argv.includes(IN_TRAY);
  return { folder: path.resolve(folder), demo: values.demo === true, clockRate: rate === null ? null : Number(rate), inTray };
}

async function open(options: Arguments): Promise<void> {
  const window = createMainWindow(out, path.join(app.getPath('userData'), 'place.json'), !options.inTray);
  session.defaultSession.setCodeCachePath(path.join(app.getPath('userData'), 'code'));
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(IN_TRAY)) showWindow(window);
  });
  app.on('activate', () => showWindow(window));

  // What follows loads while the page does.
  const desk: Promise<Desk> = import('./desk.ts').then(({ openDesk }) =>
    openDesk({
      ...options,
      version: app.getVersion(),
      proxyOf: (url) => session.defaultSession.resolveProxy(url),
      window,
      pictures: import.meta.dirname,
    }),
  );
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  window.on('close', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    desk.then((opened) => opened.windowClosed()).catch(() => app.quit());
  });
  desk.catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${text}\n`);
    dialog.showErrorBox('CUSP License Manager cannot open its data folder', text);
    app.exit(1);
  });
  openDoor(
    window.webContents,
    import('./shell/ipc/answers.ts').then(({ answersOf }) =>
      answersOf(
        desk.then((opened) => opened.handlers()),
        (channel, error) => {
          process.stderr.write(`${channel}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        },
      ),
    ),
  );
  await loadPage(window);

  let leaving = false;
  app.on('before-quit', (event) => {
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    void desk
      .then((opened) => opened.dispose())
      .catch(() => undefined)
      .finally(() => app.exit(0));
  });
}
