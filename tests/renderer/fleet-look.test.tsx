// @vitest-environment jsdom
// How the fleet is looked at: order, columns, saved filters; what is kept as a preference and what by the page.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { fitting } from '../../renderer/features/fleet/columns.ts';
import { FLEET_COLUMNS } from '../../shared/model/closed-lists.ts';
import { EVERYTHING, isSameFilter } from '../../shared/model/fleet-filter.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { expiredRow, fleetRow, hostInfo, NOW, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([
    fleetRow(1, { name: 'c', cps: 100, account: 'Voice', address: '10.0.0.3' }),
    expiredRow(2, NOW, { name: 'a', cps: 300, account: null, address: '10.0.0.20' }),
    newRow(3, { name: 'b', cps: 200, account: 'Voice', environment: 'lab' }),
  ]);
  before?.(bridge);
  page = await openPage(bridge);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const names = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent?.trim());
const head = (name: string) => screen.getByRole('columnheader', { name: new RegExp(`^${name}`) });
const heads = () => screen.getAllByRole('columnheader').map((one) => one.textContent);
const go = (hash: string) =>
  happens(() => {
    location.hash = hash;
    dispatchEvent(new HashChangeEvent('hashchange'));
  });

describe('a column’s head', () => {
  it('sorts by it, the other way round by a second click, and is kept', async () => {
    const user = await open();
    expect(head('Verdict').ariaSort).toBe('ascending');
    await user.click(within(head('Name')).getByRole('button'));
    expect([names(), head('Name').ariaSort, head('Verdict').ariaSort]).toEqual([['a', 'b', 'c'], 'ascending', 'none']);
    await user.click(within(head('Name')).getByRole('button'));
    expect([names(), head('Name').ariaSort]).toEqual([['c', 'b', 'a'], 'descending']);
    expect(bridge.settings.fleetSort).toEqual({ column: 'name', descending: true });
  });

  it('begins with the largest where that is what one looks for', async () => {
    const user = await open();
    await user.click(within(head('CPS')).getByRole('button'));
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('stands as it was kept', async () => {
    await open((main) => {
      main.settings = { ...DEFAULT_SETTINGS, fleetSort: { column: 'name', descending: false } };
    });
    expect(names()).toEqual(['a', 'b', 'c']);
  });
});

describe('columns', () => {
  it('are chosen, stand in their order, and are kept; the usual ones come back', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Address' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: /^Tags/ }));
    expect(heads().slice(-3)).toEqual(['Latest failure', 'Contact', 'Address']);
    expect(bridge.settings.fleetColumns).toContain('address');
    expect(bridge.settings.fleetColumns).not.toContain('tags');
    expect(screen.getByText('10.0.0.20')).toBeTruthy();
    await user.click(screen.getByRole('menuitem', { name: 'The usual columns' }));
    expect(bridge.settings.fleetColumns).toEqual(DEFAULT_SETTINGS.fleetColumns);
  });

  it('say so where there is no room for them', async () => {
    const user = await open((main) => {
      main.settings = { ...DEFAULT_SETTINGS, fleetColumns: [...FLEET_COLUMNS] };
    });
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    expect((await screen.findByRole('menuitemcheckbox', { name: /^Tags/ })).textContent).toContain('no room now');
    expect(heads()).not.toContain('Tags');
  });

  it('fit into every window without scrolling sideways, the name and the verdict always', () => {
    for (const chosen of [DEFAULT_SETTINGS.fleetColumns, FLEET_COLUMNS, []])
      for (let width = 460; width < 3_000; width += 20) {
        const columns = fitting(chosen, width, 84);
        const keys = columns.map(({ key }) => key);
        expect(keys.slice(0, 2)).toEqual(['verdict', 'name']);
        expect(columns.reduce((sum, column) => sum + column.width, 0)).toBeLessThanOrEqual(width - 84 + 30);
      }
    const usual = DEFAULT_SETTINGS.fleetColumns;
    expect(fitting(usual, 1280, 84).map(({ key }) => key)).toEqual(usual);
    const small = usual.filter((key) => key !== 'licensingState' && key !== 'tags');
    expect(fitting(usual, 1024, 84).map(({ key }) => key)).toEqual(small);
  });

  it('that were asked for in particular come before those that stand there anyway', () => {
    const keys = fitting([...DEFAULT_SETTINGS.fleetColumns, 'serial'], 1024, 84).map(({ key }) => key);
    expect(keys).toContain('serial');
  });
});

describe('a saved filter', () => {
  const openSaved = (user: OpenedPage['user']) => user.click(screen.getByRole('button', { name: 'Saved filters' }));
  // By its label: where nothing has a size, the library may not find what to focus in it, and hides it from names until it does.
  const saved = () => screen.findByLabelText('Saved filters', { selector: '[role=dialog]' });
  const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  it('is named, kept, set again by one click, and removed', async () => {
    const user = await open();
    await openSaved(user);
    expect((await saved()).textContent).toContain('No filter is saved yet.');
    await user.keyboard('{Escape}');
    await isClosed();
    await user.click(screen.getByRole('button', { name: 'Environment' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Lab' }));
    await user.keyboard('{Escape}');
    await openSaved(user);
    await user.type(within(await saved()).getByRole('textbox'), ' Lab ones {Enter}');
    await isClosed();
    const filter = { ...EVERYTHING, environments: ['lab'] };
    expect(bridge.settings.savedFilters).toEqual([{ name: 'Lab ones', filter }]);
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    expect(names()).toHaveLength(3);
    await openSaved(user);
    await user.click(within(await saved()).getByText('Lab ones'));
    await isClosed();
    expect(names()).toEqual(['b']);
    await openSaved(user);
    await user.click(within(await saved()).getByLabelText('Remove the saved filter Lab ones'));
    expect(bridge.settings.savedFilters).toEqual([]);
    expect(names()).toEqual(['b']);
  });

  it('says why it could not be kept', async () => {
    const user = await open((main) => main.refuse('settings.set', { code: 'store-full', message: 'The disk is full.' }));
    await user.type(screen.getByRole('textbox', { name: 'Name, address or serial' }), 'b');
    await openSaved(user);
    await user.type(within(await saved()).getByRole('textbox'), 'B{Enter}');
    expect((await within(await saved()).findByRole('alert')).textContent).toBe('The disk is full.');
  });
});

describe('a filter', () => {
  it('by verdict takes several, those that are not enabled too', async () => {
    const user = await open();
    await user.click(within(screen.getByRole('group', { name: 'Filter the fleet' })).getByRole('button', { name: 'Verdict' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Not enabled' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Calls blocked' }));
    expect(names()).toEqual(['a', 'b']);
  });

  it('by account finds those for which none is named', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Account' }));
    await user.click(await screen.findByRole('checkbox', { name: /^No account named/ }));
    expect(names()).toEqual(['a']);
    await user.click(screen.getByRole('button', { name: 'Choose none' }));
    expect(names()).toHaveLength(3);
  });

  it('of words wants each of them, wherever it stands; Ctrl+F is the way there', async () => {
    const user = await open();
    await user.keyboard('{Control>}f{/Control}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name, address or serial' }));
    await user.keyboard('0.20 A');
    expect(names()).toEqual(['a']);
    await user.keyboard('{Escape}');
    expect(names()).toHaveLength(3);
  });

  it('outlives a look at another view, and not another data folder', async () => {
    const user = await open();
    await user.type(screen.getByRole('textbox', { name: 'Name, address or serial' }), 'b');
    await go('#/settings');
    await go('#/fleet');
    expect(names()).toEqual(['b']);
    bridge.host = hostInfo({ demonstration: true, dataFolder: '/elsewhere', clock: { rate: 0, real: 0, folder: NOW } });
    await happens(() => bridge.tell('host.changed', bridge.host));
    await waitFor(() => expect(names()).toHaveLength(3));
  });

  it('is the same whatever the order in which its values were chosen', () => {
    const one = { ...EVERYTHING, tags: ['a', 'b'], text: ' X  y' };
    expect(isSameFilter(one, { ...EVERYTHING, tags: ['b', 'a'], text: 'x y ' })).toBe(true);
    expect(isSameFilter(one, { ...EVERYTHING, tags: ['a'], text: 'x y' })).toBe(false);
  });
});

describe('the focus', () => {
  it('stays on its instance when the order takes that elsewhere', async () => {
    await open();
    const row = (name: string) => screen.getByRole('link', { name }).closest('[role=row]') as HTMLElement;
    await happens(() => row('c').focus());
    await happens(() => bridge.change(expiredRow(1, NOW - 1, { name: 'c', cps: 100, account: 'Voice', address: '10.0.0.3' })));
    expect(names()[0]).toBe('c');
    expect(document.activeElement).toBe(row('c'));
  });
});
