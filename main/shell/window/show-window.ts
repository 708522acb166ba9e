// Brings the window before the person, wherever it is.
import type { BrowserWindow } from 'electron';

export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
