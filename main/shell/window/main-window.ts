// The one window: sandboxed, isolated, without Node; where it stood last time.
import path from 'node:path';
import { BrowserWindow, Menu, nativeTheme, screen, session } from 'electron';
import { PAGE_URL, serveApp } from '../security/app-scheme.ts';
import { refuseForeignRequests, refusePermissions } from '../security/lock-down.ts';

export type Bounds = { x?: number; y?: number; width: number; height: number; maximized?: boolean };
const USUAL: Bounds = { width: 1280, height: 800 };

/** `outFolder`: where the build put preload and renderer. Resolves when the page has been loaded. */
export function createMainWindow(outFolder: string, bounds: Bounds | null): BrowserWindow {
  const pages = session.defaultSession;
  refusePermissions(pages);
  refuseForeignRequests(pages);
  serveApp(pages, path.join(outFolder, 'renderer'));
  // The menu of the platform's editing keys stays on macOS; elsewhere the window has none.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const window = new BrowserWindow({
    ...(bounds !== null && isOnScreen(bounds) ? bounds : USUAL),
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
  if (bounds?.maximized) window.maximize();
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

export const loadPage = (window: BrowserWindow): Promise<void> => window.loadURL(PAGE_URL);

export function boundsOf(window: BrowserWindow): Bounds {
  return { ...window.getNormalBounds(), maximized: window.isMaximized() };
}

function isOnScreen({ x, y, width, height }: Bounds): boolean {
  if (x === undefined || y === undefined) return true;
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const overlapX = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const overlapY = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return overlapX >= 200 && overlapY >= 100;
  });
}
