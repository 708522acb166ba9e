// Keeps where the window stands, in a small file of its own that is read before the window is there and waits for no library.
import { readFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import { writePrivateFile } from '../../services/host/private-file.ts';

export function textOfPlace(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // None was kept, or it cannot be read: the usual place does.
    return null;
  }
}

/** Keeps the place in `file` from now on: when the window is left, changes its kind, or closes. Returns how to keep it at once. */
export function keepPlace(window: BrowserWindow, file: string): () => void {
  let kept = textOfPlace(file);
  const keep = () => {
    if (window.isDestroyed()) return;
    // A window that is minimised or fills the screen keeps the place that it goes back to.
    const text = JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (text === kept) return;
    try {
      writePrivateFile(file, text);
      kept = text;
    } catch {
      // It stands elsewhere next time: nothing that is worth a word.
    }
  };
  window.on('blur', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
  window.on('close', keep);
  return keep;
}
