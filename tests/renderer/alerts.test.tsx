// @vitest-environment jsdom
// Alerts and what the program does beside its window: set in the settings, muted on the page of an instance.
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { fleetRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
afterEach(() => page?.close());

async function open(address: string, prepare: (bridge: DataBridge) => void = () => {}) {
  bridge = new DataBridge([fleetRow(1, { name: 'fra-1' }), fleetRow(2, { name: 'ams-2' })]);
  prepare(bridge);
  page = await openPage(bridge, address);
  return page.user;
}
const muteIn = (name: string) => screen.findByRole('menuitem', { name });

describe('alerts in the settings', () => {
  it('are given before the days that are chosen', async () => {
    const user = await open('#/settings/alerts');
    await user.click(await screen.findByRole('button', { name: 'Alert 90 days before' }));
    expect(bridge.settings.alertDays).toEqual([60, 30, 14, 7, 3, 1]);
    await user.click(screen.getByRole('button', { name: 'Alert 90 days before' }));
    expect(bridge.settings.alertDays).toEqual(DEFAULT_SETTINGS.alertDays);
  });

  it('rest in quiet hours, whose times are kept when they are left', async () => {
    const user = await open('#/settings/alerts');
    expect(screen.queryByLabelText('Quiet from')).toBeNull();
    await user.click(await screen.findByRole('switch', { name: 'Quiet hours' }));
    expect(bridge.settings.quietHours).toEqual({ on: true, from: 1200, to: 420 });
    const until = await screen.findByLabelText('Quiet until');
    await user.clear(until);
    await user.type(until, '06:30');
    expect(bridge.settings.quietHours.to).toBe(420);
    await user.tab();
    expect(bridge.settings.quietHours).toEqual({ on: true, from: 1200, to: 390 });
  });

  it('pause for each instance as long as is chosen', async () => {
    const user = await open('#/settings/alerts');
    await user.selectOptions(await screen.findByLabelText('Tell about one instance at most every'), '1 day');
    expect(bridge.settings.noticePause).toBe(1440);
  });

  it('list who is muted, by name, and unmute', async () => {
    const muted = [fleetRow(1).id, fleetRow(2).id, fleetRow(77).id];
    const user = await open('#/settings/alerts', (one) => {
      one.settings = { ...DEFAULT_SETTINGS, muted };
    });
    const list = await screen.findByRole('list', { name: 'Muted' });
    expect(
      within(list)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['ams-2', 'fra-1']);
    await user.click(within(list).getByRole('button', { name: 'Unmute ams-2' }));
    // What is muted in another data folder stays so.
    expect(bridge.settings.muted).toEqual([fleetRow(1).id, fleetRow(77).id]);
  });

  it('say where nobody shows them, and what became of a test', async () => {
    const user = await open('#/settings/alerts', (one) => {
      one.desktop = { tray: false, notices: false, startAtLogin: false };
    });
    expect(await screen.findByText(/^This desktop shows no notices/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Send a test notice' }));
    expect(await screen.findByText('Nobody showed it.')).toBeDefined();
    bridge.desktop = { tray: true, notices: true, startAtLogin: false };
    await user.click(screen.getByRole('button', { name: 'Send a test notice' }));
    expect(await screen.findByText('The desktop has taken it.')).toBeDefined();
    expect(screen.queryByText(/^This desktop shows no notices/)).toBeNull();
  });
});

describe('beside the window', () => {
  it('the start at login is what the system says, after a refusal too', async () => {
    const user = await open('#/settings/general');
    const atLogin = await screen.findByRole<HTMLInputElement>('switch', { name: 'Start at login' });
    await user.click(atLogin);
    expect(atLogin.checked).toBe(true);
    bridge.refuse('desktop.startAtLogin', { code: 'operation-failed', message: 'EACCES: permission denied' });
    await user.click(atLogin);
    expect(atLogin.checked).toBe(true);
    expect((await screen.findByRole('alert')).textContent).toContain('EACCES');
  });

  it('closing is asked, goes to the tray or quits; without a tray it quits, and that is said', async () => {
    const user = await open('#/settings/general');
    await user.click(await screen.findByRole('radio', { name: 'Keep running in the tray' }));
    expect(bridge.settings.closeToTray).toBe('tray');
    bridge.desktop = { tray: false, notices: true, startAtLogin: false };
    await happens(() => dispatchEvent(new Event('focus')));
    expect(await screen.findByText(/^This desktop has no tray: closing the window quits/)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Quit' }).checked).toBe(true);
    expect(bridge.settings.closeToTray).toBe('tray');
  });

  it('a notice that is followed opens its instance', async () => {
    await open('#/settings/general');
    await happens(() => bridge.tell('window.go', { view: 'instance', id: fleetRow(1).id }));
    expect(location.hash).toBe(`#/instance/${fleetRow(1).id}/summary`);
    await happens(() => bridge.tell('window.go', { view: 'timeline' }));
    expect(location.hash).toBe('#/timeline');
  });
});

it('an instance is muted in its menu, shows it, and is unmuted there', async () => {
  const user = await open(`#/instance/${fleetRow(1).id}/summary`);
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(await muteIn('Mute notices'));
  expect(bridge.settings.muted).toEqual([fleetRow(1).id]);
  expect(screen.getByText('notices muted')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'More actions' }));
  await user.click(await muteIn('Unmute notices'));
  expect(bridge.settings.muted).toEqual([]);
  expect(screen.queryByText('notices muted')).toBeNull();
});
