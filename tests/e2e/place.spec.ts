// The window stands after a restart where it stood before it, and where its display is gone it is seen all the same.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type App, expect, test } from './app.ts';

const PLACE = { x: 60, y: 40, width: 1100, height: 700 };
const boundsOf = ({ electron }: App) =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

async function end(app: App): Promise<void> {
  await app.electron.close();
  app.running = false;
}

test('the window’s place outlives a restart', async ({ folder, start }) => {
  const first = await start();
  await first.electron.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), PLACE);
  await expect.poll(() => boundsOf(first)).toEqual(PLACE);
  await end(first);
  const second = await start();
  expect(await boundsOf(second)).toEqual(PLACE);
  await end(second);

  await writeFile(path.join(folder, 'window/place.json'), JSON.stringify({ ...PLACE, x: 90_000, maximized: false }));
  const third = await start();
  const { x, width, height } = (await boundsOf(third)) ?? PLACE;
  expect(x).toBeLessThan(2_000);
  expect({ width, height }).toEqual({ width: PLACE.width, height: PLACE.height });
});
