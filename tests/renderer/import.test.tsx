// @vitest-environment jsdom
// Import and export in the window: what a file would do, why not, the guard, and what was done.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { close } from '../../renderer/features/jobs/opened.ts';
import { untell } from '../../renderer/features/jobs/told.ts';
import type { ImportPreview, ImportRow } from '../../shared/model/exchange.ts';
import { fleetRow } from '../builders/fleet-rows.ts';
import { DataBridge, UPLOAD } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(imported: ImportRow[] = [], rows = [fleetRow(1, { name: 'one' })]): Promise<OpenedPage['user']> {
  bridge = new DataBridge(rows);
  const counts: ImportPreview['counts'] = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { kind } of imported) counts[kind] += 1;
  bridge.imported = { format: 'csv', rows: imported, counts, ignored: ['note'] };
  page = await openPage(bridge);
  return page.user;
}
/** The dialogs are loaded when they are opened: what that takes is not what is tested here. */
beforeAll(async () => {
  await import('../../renderer/features/jobs/dialogs.tsx');
});
afterEach(async () => {
  await happens(() => {
    close();
    untell();
  });
  page?.close();
  page = null;
});
const line = (place: number, name: string, more: Partial<ImportRow>): ImportRow => {
  return { place, name, kind: 'unchanged', changes: [], problems: [], isMoved: false, guard: null, ...more };
};
const NEW = line(2, 'two', { kind: 'new' });
const MOVED = line(3, 'three', { kind: 'new', isMoved: true });
const CHANGED = line(4, 'one', {
  kind: 'changed',
  changes: [
    { field: 'licenseCount', from: 250, to: 300 },
    { field: 'account', from: null, to: 'Core' },
  ],
});
const REFUSED = line(5, 'bad', {
  kind: 'refused',
  problems: [
    {
      field: 'licenseCount',
      message: 'said by main',
      problem: { field: 'license-count', rule: 'multiple', values: { count: 57 } },
    },
    { field: 'name', message: 'This name stands in 2 already.' },
  ],
});
const dialog = () => within(screen.getByRole('dialog'));
const begin = async (user: OpenedPage['user']) => {
  await user.click(screen.getByRole('button', { name: 'Import…' }));
  await screen.findByRole('table', { name: 'Lines of the file' }, { timeout: 20_000 });
};
const lines = () =>
  within(screen.getByRole('table', { name: 'Lines of the file' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join(' | '));

it('shows what each line would do, and does it', async () => {
  const user = await open([NEW, MOVED, CHANGED, line(6, 'same', {})]);
  await begin(user);
  expect(screen.getByRole('heading', { name: 'Import fleet.csv' })).toBeTruthy();
  expect(lines()).toEqual([
    '2 | New | two | ',
    '3 | New | three | Brings its serial number: the same instance from elsewhere, whose evaluation counts as used up here.',
    '4 | Changed | one | licenseCount 250 → 300; account none → Core',
    '6 | Unchanged | same | ',
  ]);
  expect(dialog().getByText('Ignored, since it means nothing here: note.')).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: 'Import 3' }));
  expect(bridge.asked('exchange.apply')).toEqual([{ upload: UPLOAD, format: 'csv' }]);
  expect(await dialog().findByText('Imported: 2 new, 1 changed.')).toBeTruthy();
  await user.click(dialog().getByRole('button', { name: 'Close' }));
  expect(bridge.asked('exchange.discard')).toEqual([]);
});

it('imports nothing while a line is refused, and shows those first, in the words of the form', async () => {
  const user = await open([NEW, REFUSED]);
  await begin(user);
  expect(lines()).toEqual(['5 | Refused | bad | licenseCount: 57 is not a multiple of 5. name: This name stands in 2 already.']);
  expect((dialog().getByRole('button', { name: 'Import 1' }) as HTMLButtonElement).disabled).toBe(true);
  expect(dialog().getByRole('alert').textContent).toMatch(/mend the refused line/);
  await user.click(dialog().getByRole('button', { name: 'Cancel' }));
  expect(bridge.asked('exchange.discard')).toEqual([{ upload: UPLOAD }]);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('a cut of production wants a typed confirmation', async () => {
  const user = await open([{ ...CHANGED, guard: 'cut' }]);
  await begin(user);
  const go = () => dialog().getByRole('button', { name: 'Import 1' }) as HTMLButtonElement;
  expect(go().disabled).toBe(true);
  await user.type(dialog().getByLabelText('Type one to go on'), 'one');
  await user.click(go());
  expect(bridge.asked('exchange.apply')).toHaveLength(1);
});

it('what is refused when it is done is told, and the file looked at again', async () => {
  const user = await open([NEW]);
  await begin(user);
  bridge.refuseOnce('exchange.apply', { code: 'stale', message: 'The fleet was changed since the file was looked at.' });
  await user.click(dialog().getByRole('button', { name: 'Import 1' }));
  expect(await dialog().findByText(/The fleet was changed/)).toBeTruthy();
  expect(bridge.asked('exchange.preview')).toHaveLength(2);
});

it('a file that cannot be read is told over the fleet; the first run offers a list too', async () => {
  const user = await open([], []);
  bridge.refuseOnce('files.openImport', { code: 'invalid-input', message: 'Line 2: this is not UTF-8.' });
  await user.click(screen.getByRole('button', { name: 'Import…' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Line 2: this is not UTF-8.');
  await user.click(screen.getByRole('button', { name: 'Dismiss this notice' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('all of the fleet is exported from the menu', async () => {
  const user = await open();
  await user.click(screen.getByRole('button', { name: 'More for the fleet' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Export as CSV…' }));
  expect(bridge.asked('files.saveExport')).toEqual([{ format: 'csv' }]);
  expect(await screen.findByText('Saved as fleet.csv.')).toBeTruthy();
});
