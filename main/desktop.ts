// The window: opened first, and its data folder beside it, so that the page waits for nothing but the data.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, dialog, session } from 'electron';
import type { Desk } from './desk.ts';
import { openDoor } from './shell/ipc/door.ts';
import { registerAppScheme } from './shell/security/app-scheme.ts';
import { lockDownPages } from './shell/security/lock-down.ts';
import { answerProbe, chooseKeyring, isProbe } from './shell/vault.ts';
import { createMainWindow, loadPage } from './shell/window/main-window.ts';
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

type Arguments = { folder: string; demo: boolean; clockRate: number | null };

function readArguments(): Arguments {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    strict: false,
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' }, 'clock-rate': { type: 'string' } },
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const folder = text(values['data-dir']) ?? (process.env.CUSP_LICENSE_HOME || standardDataFolder());
  const rate = text(values['clock-rate']);
  return { folder: path.resolve(folder), demo: values.demo === true, clockRate: rate === null ? null : Number(rate) };
}

async function open(options: Arguments): Promise<void> {
  const window = createMainWindow(out, path.join(app.getPath('userData'), 'place.json'));
  session.defaultSession.setCodeCachePath(path.join(app.getPath('userData'), 'code'));
  app.on('second-instance', () => show(window));

  // What follows loads while the page does.
  const desk: Promise<Desk> = import('./desk.ts').then(({ openDesk }) =>
    openDesk({
      ...options,
      version: app.getVersion(),
      proxyOf: (url) => session.defaultSession.resolveProxy(url),
      window,
    }),
  );
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

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
