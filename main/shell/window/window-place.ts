// Where the window stood last time: kept in a small file of its own, read before the window is there, so it waits for no library.
import { readFileSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import { writePrivateFile } from '../../services/host/private-file.ts';

/** CSS px of the whole desktop. */
export type Area = { x: number; y: number; width: number; height: number };
/** Without `x` and `y` the system chooses. */
export type Place = { x?: number; y?: number; width: number; height: number; maximized: boolean };

const USUAL: Place = { width: 1280, height: 800, maximized: false };
/** So much of the window's top must be seen on a display for somebody to take hold of it. */
const GRIP = { width: 200, height: 40 };

/** Where the window is to stand on these displays: as `text` says, as far as a display still is where it was. */
export function placeFrom(text: string | null, displays: readonly Area[]): Place {
  const { x, y, width, height, maximized } = valuesIn(text);
  if (!isSize(width) || !isSize(height)) return USUAL;
  const size = { width, height, maximized: maximized === true };
  if (!isWhole(x) || !isWhole(y)) return size;
  const isSeen = displays.some(
    (area) =>
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= GRIP.width &&
      y >= area.y &&
      y + GRIP.height <= area.y + area.height,
  );
  return isSeen ? { x, y, ...size } : size;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isSize = (value: unknown): value is number => isWhole(value) && value > 0 && value <= 32_767;

function valuesIn(text: string | null): Partial<Record<keyof Place, unknown>> {
  try {
    const values: unknown = text === null ? null : JSON.parse(text);
    return typeof values === 'object' && values !== null ? values : {};
  } catch {
    return {};
  }
}

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
