// The one window: sandboxed, isolated, without Node.
import path from 'node:path';
import { app, BrowserWindow, Menu, nativeTheme, screen, session } from 'electron';
import { placeFrom } from '../../services/preferences/window-place.ts';
import { PAGE_URL, serveApp } from '../security/app-scheme.ts';
import { refuseForeignRequests, refusePermissions } from '../security/lock-down.ts';
import { keepPlace, textOfPlace } from './window-place.ts';

/** `outFolder`: where the build put preload and renderer. `placeFile`: where its place is kept. `isWanted` false: not to be seen yet. */
export function createMainWindow(outFolder: string, placeFile: string, isWanted: boolean): BrowserWindow {
  const pages = session.defaultSession;
  refusePermissions(pages);
  refuseForeignRequests(pages);
  serveApp(pages, path.join(outFolder, 'renderer'));
  // The menu of the platform's editing keys stays on macOS; elsewhere the window has none.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { maximized, ...place } = placeFrom(textOfPlace(placeFile), areas);
  const window = new BrowserWindow({
    ...place,
    show: isWanted,
    minWidth: 1024,
    minHeight: 640,
    title: 'CUSP License Manager',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1d2024' : '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.join(outFolder, 'preload/index.cjs'),
      sandbox: true, // SECURITY: the page's process can reach nothing of the system
      contextIsolation: true, // SECURITY: the page cannot reach into the preload
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false, // it would fetch dictionaries
      devTools: false,
    },
  });
  // It would be seen by that.
  if (maximized && isWanted) window.maximize();
  else if (maximized) window.once('show', () => window.maximize());
  // A program that is quit closes its windows without a word to them.
  app.on('before-quit', keepPlace(window, placeFile));
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

export const loadPage = (window: BrowserWindow): Promise<void> => window.loadURL(PAGE_URL);
