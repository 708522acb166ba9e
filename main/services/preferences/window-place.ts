// Where the window is to stand: where it stood last time, as far as a display still is there. Without schemas: the window waits for it.

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
