// @vitest-environment jsdom
// The palette and the shortcuts, by keys alone: what is found, what is done, what cannot be done and why.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { InstanceFinder } from '../../renderer/features/palette/matching.ts';
import { DAY } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { evaluatingRow, expiredRow, fleetRow, NOW, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(rows: FleetRow[], address = '#/fleet', before?: (bridge: DataBridge) => void) {
  bridge = new DataBridge(rows);
  before?.(bridge);
  page = await openPage(bridge, address);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const FLEET = [
  fleetRow(1, { name: 'fra-sbc-01', account: 'Voice Core' }),
  expiredRow(2, NOW - 6 * DAY, { name: 'fra-sbc-02', account: 'Voice Core' }),
  evaluatingRow(3, 8 * DAY, { name: 'ber-sbc-01', account: 'Lab', address: '10.7.0.1', tags: [] }),
  newRow(4, { name: 'off', account: 'Lab' }),
];
const field = () => screen.getByRole('combobox', { name: 'Find an instance, view or command' });
const options = () => screen.queryAllByRole('option').map((option) => option.textContent);
const inGroup = (name: string) => within(screen.getByRole('group', { name })).getAllByRole('option');
const current = () => screen.getByRole('option', { selected: true });
/** By its own label: in a page without a layout the library takes one dialog after another for hidden, and hidden ones have no name. */
const palette = () => document.querySelector('[role=dialog][aria-label="Find an instance, view or command"]');

/** In a page without a layout the dialog finds no field to give the focus to: that it does is seen end to end. */
async function ask(user: OpenedPage['user'], keys: string): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  field().focus();
  await user.keyboard(keys);
}

describe('the palette', () => {
  it('is opened by keys and by the field of the top bar, and closed by Escape', async () => {
    const user = await open(FLEET);
    await user.keyboard('{Control>}k{/Control}');
    expect(palette()).not.toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(palette()).toBeNull());
    await user.click(screen.getByRole('button', { name: /^Find an instance, view or command/ }));
    await waitFor(() => expect(palette()).not.toBeNull());
  });

  it('finds instances, the worst first, and opens the one that Enter is pressed on', async () => {
    const user = await open(FLEET);
    await ask(user, 'fra sbc');
    expect(inGroup('Instances').map((one) => one.textContent)).toEqual([
      'fra-sbc-02Blocked since 18 NovVoice Core',
      'fra-sbc-01AllowedVoice Core',
    ]);
    expect(field().getAttribute('aria-activedescendant')).toBe(current().id);
    expect(current().textContent).toContain('fra-sbc-02');
    await user.keyboard('{ArrowDown}');
    expect(current().textContent).toContain('fra-sbc-01');
    await user.keyboard('{Enter}');
    expect(location.hash).toBe(`#/instance/${FLEET[0]?.id}/summary`);
    await waitFor(() => expect(palette()).toBeNull());
  });

  it.each([
    ['by its address', '10.7', 'ber-sbc-01'],
    ['by its account', 'voice', 'fra-sbc-02'],
    ['by its serial number', fleetRow(1).serial.toLowerCase(), 'fra-sbc-01'],
  ])('finds an instance %s', async (_, text, name) => {
    const user = await open(FLEET);
    await ask(user, `${text}`);
    expect(inGroup('Instances')[0]?.textContent).toContain(name);
  });

  it('goes round at the ends of the list', async () => {
    const user = await open(FLEET);
    await ask(user, 'fra');
    await user.keyboard('{ArrowUp}');
    expect(current()).toBe(screen.getAllByRole('option').at(-1));
    await user.keyboard('{ArrowDown}');
    expect(current()).toBe(screen.getAllByRole('option')[0]);
  });

  it('opens views and parts of the settings by their names', async () => {
    const user = await open(FLEET);
    await ask(user, 'licence serv{Enter}');
    expect(location.hash).toBe('#/settings/servers');
    await ask(user, 'Settings{Enter}');
    expect(location.hash).toBe('#/settings/general');
    await ask(user, 'calls blocked{Enter}');
    expect(location.hash).toBe('#/fleet');
    expect(screen.getByRole('button', { name: /Calls blocked/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('lists the commands of one instance, says why one cannot be done, and goes back', async () => {
    const user = await open(FLEET);
    await ask(user, 'off{Control>}{Enter}{/Control}');
    const commands = within(screen.getByRole('group', { name: 'Commands for off' }));
    const authorize = commands.getByRole('option', { name: /^Authorize now: off/ });
    expect(authorize.getAttribute('aria-disabled')).toBe('true');
    expect(authorize.textContent).toBe('Authorize now: offnot registered');
    await user.keyboard('{Enter}');
    expect(palette()).not.toBeNull();
    expect(bridge.calls.some(({ channel }) => channel === 'instances.authorize')).toBe(false);
    await user.keyboard('{Backspace}');
    expect(screen.queryByRole('group', { name: 'Commands for off' })).toBeNull();
    expect(screen.getByRole('group', { name: 'Views' })).toBeTruthy();
  });

  it('does a command that is named together with its instance, on that instance’s page', async () => {
    const user = await open(FLEET);
    await ask(user, 'authorize fra-sbc-01');
    expect(options()).toEqual(['Authorize now: fra-sbc-01']);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(bridge.calls).toContainEqual({ channel: 'instances.authorize', input: { id: FLEET[0]?.id } }));
    expect(location.hash).toBe(`#/instance/${FLEET[0]?.id}/summary`);
    expect(bridge.calls.filter(({ channel }) => channel === 'instances.authorize')).toHaveLength(1);
  });

  it('asks for the instance where a command alone was named', async () => {
    const user = await open(FLEET);
    await ask(user, 'doctor{Enter}');
    expect((field() as HTMLInputElement).value).toBe('Run the doctor ');
    await user.keyboard('ber{Enter}');
    expect(location.hash).toBe(`#/instance/${FLEET[2]?.id}/diagnostics`);
    await waitFor(() => expect(bridge.calls.some(({ channel }) => channel === 'diagnostics.start')).toBe(true));
  });

  it('does what is named with the instance that is looked at, and what can stop calls only by way of its guard', async () => {
    const user = await open(FLEET, `#/instance/${FLEET[0]?.id}/history`);
    await ask(user, 'deregister{Enter}');
    expect(await screen.findByRole('heading', { name: 'Deregister fra-sbc-01?' })).toBeTruthy();
    expect(bridge.calls.some(({ channel }) => channel === 'instances.deregister')).toBe(false);
  });

  it('adds an instance, chooses a theme and filters the fleet by what was typed', async () => {
    const user = await open(FLEET, '#/settings/general');
    await ask(user, 'theme dark{Enter}');
    await waitFor(() => expect(bridge.settings.theme).toBe('dark'));
    await ask(user, 'sbc');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(screen.getByRole('textbox', { name: 'Name, address or serial' })).toHaveProperty('value', 'sbc');
    await ask(user, 'add inst{Enter}');
    expect(await screen.findByRole('heading', { name: 'Add instance' })).toBeTruthy();
  });

  it('says that nothing was found', async () => {
    const user = await open(FLEET);
    await ask(user, 'zzz');
    expect(options()).toEqual([]);
    expect(screen.getByText('Nothing found.')).toBeTruthy();
    expect(screen.getByText('0 results')).toBeTruthy();
    expect(field().getAttribute('aria-activedescendant')).toBeNull();
  });
});

describe('shortcuts', () => {
  it('lead to views, to the search and to a new instance', async () => {
    const user = await open(FLEET);
    await user.keyboard('{Control>},{/Control}');
    expect(location.hash).toBe('#/settings/general');
    await user.keyboard('/');
    expect(location.hash).toBe('#/fleet');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name, address or serial' })));
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('n');
    expect(await screen.findByRole('heading', { name: 'Add instance' })).toBeTruthy();
  });

  it('of a single key are typed where somebody types, do nothing under a dialog, and can be switched off', async () => {
    const user = await open(FLEET);
    const search = screen.getByRole('textbox', { name: 'Name, address or serial' });
    await user.type(search, 'n?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(search).toHaveProperty('value', 'n?');
    search.blur();
    await user.keyboard('?');
    expect(await screen.findByRole('heading', { name: 'Keyboard shortcuts' })).toBeTruthy();
    await user.keyboard('n{Control>}k{/Control}');
    expect(screen.getAllByRole('dialog')).toHaveLength(1);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    location.hash = '#/settings/general';
    await user.click(await screen.findByRole('switch', { name: 'Shortcuts of a single key' }));
    expect(bridge.settings.singleKeys).toBe(false);
    await user.keyboard('?n');
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.keyboard('{Control>}/{/Control}');
    expect(screen.getByText('This list').parentElement?.textContent).toBe('This listCtrl/');
  });

  it('go through the tabs of an instance and to its neighbours', async () => {
    const user = await open(FLEET, `#/instance/${FLEET[1]?.id}/summary`);
    await user.keyboard('{Alt>}[Digit3]{/Alt}');
    expect(location.hash).toBe(`#/instance/${FLEET[1]?.id}/history`);
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(location.hash).toBe(`#/instance/${FLEET[2]?.id}/history`);
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(location.hash).toBe(`#/instance/${FLEET[1]?.id}/history`);
  });
});

describe('finding among ten thousand', () => {
  it('keeps the best few in order, and counts all', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => fleetRow(at + 1, { name: `cusp-${String(at).padStart(5, '0')}` }));
    const finder = new InstanceFinder();
    expect(finder.find(rows, ['cusp'], 3, NOW).all).toBe(10_000);
    expect(finder.find(rows, ['cusp-0999'], 3, NOW).best.map(({ name }) => name)).toEqual([
      'cusp-09990',
      'cusp-09991',
      'cusp-09992',
    ]);
    const worst = expiredRow(1, NOW - DAY, { name: 'x-cusp-1' });
    const exact = fleetRow(2, { name: 'cusp-1' });
    const found = finder.find([...rows, worst, exact], ['cusp-1'], 2, NOW);
    expect(found.best.map(({ name }) => name)).toEqual(['cusp-1', 'x-cusp-1']);
    expect(found.all).toBe(2);
  });
});
