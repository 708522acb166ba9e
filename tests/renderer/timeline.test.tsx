// @vitest-environment jsdom
// The timeline: what is counted, what the list shows of it, by mouse and by keyboard; the ladder's setting; the calendar file.
import { screen, within } from '@testing-library/react';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { evaluatingRow, failureRun, fleetRow, NOW, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
/** In evaluation for 8 days; authorized until 28 January; the same in another account. All at 08:52 UTC. */
const ROWS = [
  fleetRow(1, { name: 'authorized' }),
  evaluatingRow(2, 8 * DAY, { name: 'evaluating', nextContact: null }),
  fleetRow(3, { name: 'elsewhere', account: 'Lab', environment: 'lab', failure: failureRun({ operation: 'authorization' }) }),
  newRow(4, { name: 'silent' }),
];
async function open(rows: FleetRow[] = ROWS, before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge(rows);
  before?.(bridge);
  page = await openPage(bridge, '#/timeline');
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const list = () => screen.getByRole('grid', { name: 'Dates' });
/** Each line as "what instance". */
const lines = () =>
  within(list())
    .getAllByRole('row')
    .slice(1)
    .map((row) => `${row.children[2]?.textContent} ${row.children[3]?.textContent}`);
const chart = () => screen.getByRole('grid', { name: 'Dates by kind and month' });
const cell = (name: string) => within(chart()).getByRole('button', { name });
const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const ALL = [
  'Asks for authorization authorized',
  'Asks for authorization elsewhere',
  'Evaluation runs out evaluating',
  'Authorization runs out authorized',
  'Authorization runs out elsewhere',
  'Certificate expires authorized',
  'Certificate expires elsewhere',
];

describe('the timeline', () => {
  it('says how many dates there are and lists them by date', async () => {
    await open();
    expect(title()).toBe('1 date within 30 days, 7 in twelve months');
    expect(lines()).toEqual(ALL);
    expect(list().getAttribute('aria-rowcount')).toBe('8');
    const [, first, second, third] = within(list()).getAllByRole('row');
    expect(first?.textContent).toContain('By itself');
    expect(second?.textContent).toContain('The next try');
    expect(third?.textContent).toMatch(/2 Dec 2026.*8 d.*Calls blocked unless registered.*25 Nov/);
  });

  it('says what to do where there are none', async () => {
    await open([newRow(1)]);
    expect(title()).toBe('No dates yet');
  });

  it('counts each kind in each month of a year', async () => {
    await open();
    expect(cell('Evaluation runs out, December 2026: 1, within 30 days')).toBeTruthy();
    expect(cell('Authorization runs out, January 2027: 2')).toBeTruthy();
    expect(cell('Certificate expires, September 2027: 2')).toBeTruthy();
    expect(cell('Next contact, November 2026: 2')).toBeTruthy();
    expect(cell('Certificate expires, November 2027: 0').ariaDisabled).toBe('true');
  });

  it('narrows the list to the cell, the month or the kind that is clicked, and back by a second click', async () => {
    const user = await open();
    const authorizations = cell('Authorization runs out, January 2027: 2');
    await user.click(authorizations);
    expect(authorizations.ariaPressed).toBe('true');
    expect(lines()).toEqual(ALL.slice(3, 5));
    await user.click(authorizations);
    expect(lines()).toEqual(ALL);
    await user.click(cell('Certificate expires'));
    expect(lines()).toEqual(ALL.slice(5));
    await user.click(cell('November 2026'));
    expect(lines()).toEqual(ALL.slice(0, 2));
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(lines()).toEqual(ALL);
  });

  it('is walked by the keyboard alone: one tab stop in the chart, arrows, Enter; the list likewise', async () => {
    const user = await open();
    const inChart = within(chart())
      .getAllByRole('button')
      .filter((button) => button.tabIndex === 0);
    expect(inChart).toHaveLength(1);
    await happens(() => inChart[0]?.focus());
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(document.activeElement).toBe(cell('Evaluation runs out, December 2026: 1, within 30 days'));
    await user.keyboard('{ArrowUp}{Home}{ArrowUp}{ArrowDown}{ArrowLeft}{End}');
    expect(document.activeElement).toBe(cell('Evaluation runs out, November 2027: 0'));
    await user.keyboard('{Enter}');
    expect(lines()).toEqual(ALL);
    await user.keyboard('{Home}{Enter}');
    expect(lines()).toEqual([ALL[2]]);
    await user.keyboard('{Enter}');
    const rows = within(list()).getAllByRole('row').slice(1);
    expect(rows.filter((row) => row.tabIndex === 0)).toEqual([rows[0]]);
    await happens(() => rows[0]?.focus());
    await user.keyboard('{Enter}');
    expect(location.hash).toBe(`#/instance/${ROWS[0]?.id}/summary`);
  });

  it('is filtered by account and by environment, the chart with it', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Account' }));
    await user.click(await screen.findByRole('checkbox', { name: /^Lab/ }));
    await user.keyboard('{Escape}');
    expect(lines()).toEqual([ALL[1], ALL[4], ALL[6]]);
    expect(cell('Authorization runs out, January 2027: 1')).toBeTruthy();
    expect(title()).toBe('0 dates within 30 days, 3 in twelve months');
    await user.click(screen.getByRole('button', { name: 'Environment' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Production' }));
    expect(screen.getByText('No date matches this filter.')).toBeTruthy();
  });

  it('follows the fleet: a date that moves, one that is new, one that is gone', async () => {
    await open();
    const [first] = ROWS;
    if (first === undefined) throw new Error('no row');
    await happens(() => bridge.change({ ...first, authorizationDeadline: NOW + 2 * HOUR, nextContact: null }));
    expect(lines()[0]).toBe('Authorization runs out authorized');
    await happens(() => bridge.change(evaluatingRow(9, DAY, { name: 'fresh' })));
    expect(lines().slice(0, 2)).toEqual(['Authorization runs out authorized', 'Evaluation runs out fresh']);
    await happens(() => bridge.remove(first.id));
    expect(lines().some((line) => line.endsWith(' authorized'))).toBe(false);
  });

  it('is German where the window is', async () => {
    await open(ROWS, (main) => {
      main.settings = { ...DEFAULT_SETTINGS, language: 'de' };
    });
    expect(title()).toBe('1 Termin in 30 Tagen, 7 in zwölf Monaten');
  });
});

describe('the ladder of notices', () => {
  it('is a setting, step by step, and the list says when the next notice is', async () => {
    const user = await open();
    const steps = screen.getByRole('group', { name: 'Alert before' });
    for (const days of [7, 3]) await user.click(within(steps).getByRole('button', { name: `Alert ${days} days before` }));
    expect(bridge.settings.alertDays).toEqual([90, 60, 30, 14, 1]);
    expect(within(list()).getAllByRole('row')[3]?.textContent).toMatch(/1 Dec$/);
    await user.click(within(steps).getByRole('button', { name: 'Alert 7 days before' }));
    expect(bridge.settings.alertDays).toEqual([90, 60, 30, 14, 7, 1]);
  });
});

describe('the calendar file', () => {
  const events = () => {
    const [asked] = bridge.asked('files.saveCalendar');
    return new ICAL.Component(ICAL.parse(asked?.text ?? '')).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  };

  it('has what the list shows', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Export .ics' }));
    expect(events()).toHaveLength(7);
    const evaluation = events().find(({ summary }) => summary === 'evaluating: Evaluation runs out');
    expect(evaluation?.uid).toBe(`${ROWS[1]?.id}-evaluation@cusp-license-manager`);
    expect(evaluation?.startDate.toJSDate().getTime()).toBe(NOW + 8 * DAY);
    expect(evaluation?.description).toBe('Calls blocked unless registered\nAccount: Voice Core');
    expect(await screen.findByText('7 dates saved')).toBeTruthy();
  });

  it('has no more than that where it is filtered', async () => {
    const user = await open();
    await user.click(cell('Certificate expires'));
    await user.click(screen.getByRole('button', { name: 'Export .ics' }));
    expect(events().map(({ summary }) => summary)).toEqual(['authorized: Certificate expires', 'elsewhere: Certificate expires']);
  });

  it('says why where it could not be written', async () => {
    const user = await open(ROWS, (main) =>
      main.refuse('files.saveCalendar', { code: 'operation-failed', message: 'The disk is full.' }),
    );
    await user.click(screen.getByRole('button', { name: 'Export .ics' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.queryByText('7 dates saved')).toBeNull();
  });
});
