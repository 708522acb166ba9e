// The yardstick of start-up and memory: the least that a window of this runtime can be, with the settings of the real one
// (main/shell/window/main-window.ts) and a page of one line.
import path from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';

const folder = process.argv.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length);
if (folder !== undefined) app.setPath('userData', folder);
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      devTools: false,
    },
  });
  return window.loadFile(path.join(import.meta.dirname, 'index.html'));
});
