// @vitest-environment jsdom
// The planner: what was purchased is typed in and kept, what is configured is added up, and a plan says who would tip which pool.
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { selectedIds, selectOnly } from '../../renderer/features/fleet/selection.ts';
import { DAY } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { fleetRow, hostInfo, NOW, newRow, overdrawnRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
const FOLDER = hostInfo().dataFolder;
const ROWS = [
  fleetRow(1, { name: 'one', account: 'Voice', cps: 250 }),
  fleetRow(2, { name: 'two', account: 'Voice', cps: 100 }),
  fleetRow(3, { name: 'three', account: 'Lab', cps: 10 }),
  newRow(4, { name: 'four', account: null }),
];
const kept = (account: string, licences: number, at = NOW) => ({ folder: FOLDER, account, licences, at });
async function open(purchased = [kept('Voice', 80), kept('Lab', 5)], rows: FleetRow[] = ROWS): Promise<OpenedPage['user']> {
  bridge = new DataBridge(rows);
  bridge.settings = { ...DEFAULT_SETTINGS, purchased };
  page = await openPage(bridge, '#/planner');
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const accounts = () => within(screen.getByRole('table', { name: 'Accounts' }));
const names = () =>
  accounts()
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent);
const account = (name: string) => accounts().getByRole('rowheader', { name }).parentElement as HTMLElement;
const plan = () => within(screen.getByRole('table', { name: 'Plan' }));
const line = (name: string) => plan().getByRole('rowheader', { name: new RegExp(`(^| )${name}$`) }).parentElement as HTMLElement;
const then = (name: string) => screen.getByRole('textbox', { name: `CPS then of ${name}` });
const bought = (name: string) => screen.getByRole('textbox', { name: `Licences purchased in ${name}` });
async function planning(user: OpenedPage['user'], ...names: string[]): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Add instances…' }));
  for (const name of names) await user.click(await screen.findByRole('checkbox', { name: new RegExp(`^${name}`) }));
  await user.keyboard('{Escape}');
}

describe('the accounts', () => {
  it('stand tightest first, with purchased, configured and headroom', async () => {
    await open();
    expect(title()).toBe('Every account has enough');
    expect(names()).toEqual(['Lab', 'Voice', 'No account named']);
    expect(account('Voice').textContent).toMatch(/70 \(350 CPS\)70.*10 free$/);
    expect(within(account('Voice')).getByRole('img', { name: '70 of 80 licences' })).toBeTruthy();
    expect(account('Lab').textContent).toContain('3 free');
    expect(within(account('No account named')).queryByRole('textbox')).toBeNull();
  });

  it('keep what is typed in, for this data folder, with its date; nothing is not known', async () => {
    const user = await open([kept('Voice', 80), { ...kept('Lab', 1), folder: '/elsewhere' }]);
    expect(account('Lab').textContent).toContain('Not known');
    expect(title()).toBe('Purchased is not known for 1 account');
    await user.type(bought('Lab'), '5{Enter}');
    expect(account('Lab').textContent).toContain('3 free');
    expect(bridge.settings.purchased).toEqual([kept('Voice', 80), { ...kept('Lab', 1), folder: '/elsewhere' }, kept('Lab', 5)]);
    // Tightest now, but it does not run away from whoever types.
    expect(names()).toEqual(['Voice', 'Lab', 'No account named']);
    expect(document.activeElement).toBe(bought('Lab'));
    await user.clear(bought('Lab'));
    await user.tab();
    expect(bridge.settings.purchased).toEqual([kept('Voice', 80), { ...kept('Lab', 1), folder: '/elsewhere' }]);
  });

  it('take a whole number and nothing else; Escape brings back what was', async () => {
    const user = await open();
    await user.clear(bought('Voice'));
    await user.type(bought('Voice'), '8,5{Enter}');
    expect(bought('Voice').ariaInvalid).toBe('true');
    await user.keyboard('{Escape}');
    expect((bought('Voice') as HTMLInputElement).value).toBe('80');
    expect(bridge.asked('settings.set')).toEqual([]);
  });

  it('doubt a figure that was typed in long ago', async () => {
    await open([kept('Voice', 80, NOW - 40 * DAY), kept('Lab', 5, NOW - 2 * DAY)]);
    expect(account('Voice').querySelector('.t-warning')?.textContent).toBe('40 d ago');
    expect(account('Lab').querySelector('.t-warning')).toBeNull();
  });

  it('say when the server says otherwise', async () => {
    await open([kept('Voice', 80)], [...ROWS.slice(0, 2), overdrawnRow(5, { account: 'Voice', cps: 5 })]);
    expect(account('Voice').textContent).toContain('Over says the server · 9 free');
  });

  it('are over where too little was purchased', async () => {
    await open([kept('Voice', 60), kept('Lab', 1)]);
    expect(title()).toBe('Voice and Lab are out of compliance');
    expect(screen.getByRole('region', { name: 'What would follow' }).textContent).toContain('Already over by 10.');
  });

  it('are none where there is no instance', async () => {
    await open([], []);
    expect(title()).toBe('No account yet');
  });
});

describe('a plan', () => {
  it('says who would tip which pool, as it is typed', async () => {
    const user = await open();
    await planning(user, 'one', 'two');
    expect(title()).toBe('This plan fits every account');
    await user.clear(then('one'));
    await user.type(then('one'), '275');
    expect(line('one').textContent).toMatch(/\+5Fits$/);
    await user.clear(then('two'));
    await user.type(then('two'), '130');
    expect(line('one').textContent).toContain('Tips the pool together with the others');
    await user.clear(then('two'));
    await user.type(then('two'), '160');
    expect(line('two').textContent).toContain('Tips the pool alone');
    expect(title()).toBe('This plan tips Voice by 7 licences');
    expect(account('Voice').textContent).toContain('7 over was 10 free');
    expect(screen.getByRole('region', { name: 'What would follow' }).textContent).toContain('Up to 50 CPS more fit.');
  });

  it('refuses a count that the instance cannot have, and leaves it out of the sums', async () => {
    const user = await open();
    await planning(user, 'one');
    await user.clear(then('one'));
    await user.type(then('one'), '600');
    expect(line('one').textContent).toContain('one can handle 500 CPS at most.');
    expect(account('Voice').textContent).toMatch(/70 \(350 CPS\)70/);
  });

  it('sets one count for all, takes what is selected in the fleet, and loses a line', async () => {
    const user = await open();
    await happens(() => selectOnly(ROWS[2]?.id ?? ''));
    await user.click(screen.getByRole('button', { name: 'Add 1 selected in Fleet' }));
    await planning(user, 'two');
    await user.type(screen.getByRole('textbox', { name: 'CPS for all' }), '20{Enter}');
    expect([then('two'), then('three')].map((field) => (field as HTMLInputElement).value)).toEqual(['20', '20']);
    await user.click(screen.getByRole('button', { name: 'Remove two from the plan' }));
    expect(plan().getAllByRole('rowheader')).toHaveLength(1);
  });

  it('is taken to the fleet, where the counts can be changed, and is still here afterwards', async () => {
    const user = await open();
    await planning(user, 'one', 'three');
    await user.click(screen.getByRole('button', { name: 'Select in Fleet' }));
    expect(location.hash).toBe('#/fleet');
    expect(selectedIds().sort()).toEqual([ROWS[0]?.id, ROWS[2]?.id]);
    await happens(() => {
      location.hash = '#/planner';
      dispatchEvent(new HashChangeEvent('hashchange'));
    });
    expect(plan().getAllByRole('rowheader')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Clear the plan' }));
    expect(screen.queryByRole('table', { name: 'Plan' })).toBeNull();
  });

  it('changes nothing anywhere', async () => {
    const user = await open();
    await planning(user, 'one');
    await user.type(then('one'), '5');
    const channels = bridge.calls.map(({ channel }) => channel);
    expect(channels.filter((channel) => !['fleet.mirror', 'fleet.seen', 'settings.get', 'jobs.list'].includes(channel))).toEqual(
      [],
    );
  });
});
