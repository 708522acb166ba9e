// @vitest-environment jsdom
// The page of an instance: the summary's rows, the verdict, what fails, and what can be done about it.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';
import { evaluatingRow, expiredRow, failureRun, fleetRow, NOW, newRow, usedUpRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(row: FleetRow, tab = 'summary', before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([row]);
  before?.(bridge);
  page = await openPage(bridge, `#/instance/${row.id}/${tab}`);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});

const summary = () => screen.getByRole('region', { name: 'Summary' });
const rows = () => [...summary().querySelectorAll('dt')].map((dt) => [dt.textContent, dt.nextElementSibling?.textContent]);
const rowOf = (label: string) => rows().find(([name]) => name === label)?.[1];
const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const openMenu = async () => {
  await page?.user.click(screen.getByRole('button', { name: 'More actions' }));
  return screen.findByRole('menu');
};

describe('the summary', () => {
  it('has every row of the documentation, in its order, with its label', async () => {
    await open(fleetRow(1));
    expect(rows()).toEqual([
      ['Smart License Client State', 'Authorized'],
      ['Product Serial Number', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1'],
      ['Product ID', 'CUSP'],
      ['License UDI', 'PID:CUSP,SN:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1'],
      ['License Server Address', 'https://ssm.example/SmartTransport'],
      ['HTTP Proxy Address', 'Not configured'],
      ['Smart Agent Transport Mode', 'HTTP'],
      ['Licensing State', 'InCompliance'],
      ['Product License Version', '10'],
      ['Registration Expiry Date', expect.stringMatching(/^25 Sept 2027, \d\d:52 in 305 d$/)],
      ['Next Auth Date', expect.stringMatching(/^29 Nov 2026, \d\d:52 in 5 d$/)],
      ['Evaluation Period (in hrs)', '1,412 of 2,160, paused'],
      ['CPS Count Requested', '250 (50 licences)'],
      ['Registration Successful', 'yes'],
      ['Authorization Successful', 'yes'],
      ['Licensing Agent Status', 'Enabled'],
      ['Evaluation Mode', 'no'],
      ['Latest Failure Reason', 'None'],
    ]);
  });

  it('says "not yet" for what was never tried, and counts the evaluation down by the clock', async () => {
    const row = evaluatingRow(1, 10 * HOUR, { evaluation: { remainingMs: 12 * HOUR, asOf: NOW - 2.5 * HOUR, counting: true } });
    await open(row);
    expect(rowOf('Registration Successful')).toBe('not yet');
    expect(rowOf('Authorization Successful')).toBe('not yet');
    expect(rowOf('Registration Expiry Date')).toBe('not yet');
    expect(rowOf('Evaluation Period (in hrs)')).toBe('10 of 2,160');
    expect(rowOf('Evaluation Mode')).toBe('yes');
  });

  it('shows 255 characters of a raw text and copies all of it', async () => {
    const user = await open(fleetRow(1, { failure: failureRun({ text: 'x'.repeat(400) }) }));
    const shown = rowOf('Latest Failure Reason') ?? '';
    expect(shown.startsWith(`${'x'.repeat(255)} `)).toBe(true);
    expect(shown).toContain('Add the CA file of the licence server');
    await user.click(screen.getByRole('button', { name: 'Copy Latest Failure Reason' }));
    expect(bridge.clipboard).toBe('x'.repeat(400));
  });

  it('is copied whole, one row a line, and says that it was', async () => {
    const user = await open(fleetRow(1));
    await user.click(screen.getByRole('button', { name: 'Copy the whole table' }));
    const lines = bridge.clipboard.split('\n');
    expect(lines).toHaveLength(18);
    expect(lines[0]).toBe('Smart License Client State\tAuthorized');
    expect(lines[12]).toBe('CPS Count Requested\t250 (50 licences)');
    await waitFor(() => expect(screen.getAllByRole('status').some((one) => one.textContent === 'Copied')).toBe(true));
  });

  it('follows a change of its row without any action', async () => {
    const row = fleetRow(1);
    await open(row);
    await happens(() => bridge.change({ ...row, revision: 2, cps: 300, clientState: 'Out Of Compliance' }));
    expect(rowOf('CPS Count Requested')).toBe('300 (60 licences)');
    expect(rowOf('Smart License Client State')).toBe('Out Of Compliance');
  });
});

describe('the verdict in a sentence', () => {
  const inDays = (days: number) => ({ until: NOW + days * DAY, authorizationDeadline: NOW + days * DAY });
  it.each<[string, FleetRow, string]>([
    ['authorized', fleetRow(1), 'Calls allowed until 28 Jan 2027, when the authorization runs out unless the server answers'],
    [
      'soon',
      fleetRow(1, inDays(2.2)),
      'Calls allowed until 26 Nov 2026 (2 d 4 h left), when the authorization runs out unless the server answers',
    ],
    [
      'certificate first',
      fleetRow(1, { until: NOW + 40 * DAY }),
      'Calls allowed until 3 Jan 2027, when the evaluation after the certificate runs out unless the server answers',
    ],
    [
      'evaluation',
      evaluatingRow(1, 80 * DAY),
      'Calls allowed until 12 Feb 2027, when the evaluation runs out unless the instance is registered',
    ],
    [
      'used up',
      usedUpRow(1, NOW - 3 * DAY),
      'Calls blocked since 21 Nov 2026, because the evaluation is used up and the instance is not registered',
    ],
    [
      'unanswered',
      expiredRow(1, NOW - 6 * DAY),
      'Calls blocked since 18 Nov 2026, because the licence server has not answered for 90 days',
    ],
    ['not enabled', newRow(1), 'Smart licensing is not enabled here, so it does not decide about calls'],
    [
      'not enabled, CCCSP',
      newRow(1, { profile: 'CCCSP', verdict: 'blocked' }),
      'Calls blocked: smart licensing is not enabled on this instance',
    ],
  ])('%s', async (_, row, sentence) => {
    await open(row);
    expect(title()).toBe(sentence);
  });
});

describe('what fails', () => {
  it('is said with who must act and what next, and its raw text can be copied', async () => {
    const user = await open(fleetRow(1, { failure: failureRun() }));
    const strip = screen.getByText(/^Authorization fails: this computer does not trust/).closest('.trouble') as HTMLElement;
    expect(strip.textContent).toContain('118 tries since 57 d ago, next in 22 min.');
    expect(strip.textContent).toContain('Must act: administrator. Add the CA file of the licence server, then authorize now.');
    await user.click(within(strip).getByRole('button', { name: 'Copy raw text' }));
    expect(bridge.clipboard).toContain('CN=Nordtel Internal CA G3');
  });

  it('offers the one step that helps', async () => {
    const user = await open(evaluatingRow(1, 80 * DAY, { failure: failureRun({ category: 'token-expired', retryAt: null }) }));
    const strip = screen.getByText(/the token has expired or is used up/).closest('.trouble') as HTMLElement;
    expect(strip.textContent).toContain('no further try by itself');
    await user.click(within(strip).getByRole('button', { name: 'Register…' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Register' }));
    expect(within(dialog).getByRole('alert').textContent).toBe('A token is missing.');
    await user.type(within(dialog).getByLabelText('License Token ID'), 'new-token');
    await user.click(within(dialog).getByRole('button', { name: 'Register' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.asked('instances.register')).toEqual([{ id: evaluatingRow(1, DAY).id, token: 'new-token', force: false }]);
  });

  it('leaves the tabs where they are: a calm line of the same kind stands in its place', async () => {
    const row = fleetRow(1);
    await open(row);
    expect(document.querySelector('.trouble.calm')?.textContent).toContain('Next contact with the licence server in 5 d.');
    await happens(() => bridge.change({ ...row, revision: 2, failure: failureRun() }));
    expect(document.querySelectorAll('.trouble')).toHaveLength(1);
    expect(document.querySelector('.trouble.warning')).not.toBeNull();
  });
});

describe('what can be done', () => {
  it('authorizes now, and says why it was refused', async () => {
    const user = await open(fleetRow(1));
    const authorize = screen.getByRole<HTMLButtonElement>('button', { name: 'Authorize now' });
    await user.click(authorize);
    expect(bridge.asked('instances.authorize')).toEqual([{ id: fleetRow(1).id }]);
    await waitFor(() => expect(authorize.disabled).toBe(false));
    bridge.refuse('instances.authorize', { code: 'in-progress', message: 'An authorization is in progress.' });
    await user.click(authorize);
    expect((await screen.findByRole('alert')).textContent).toBe('An authorization is in progress.');
  });

  it.each<[string, FleetRow, string]>([
    ['Un-Configured', newRow(1), 'Configure'],
    ['not registered', evaluatingRow(1, DAY), 'Register…'],
    ['registered', fleetRow(1), 'Authorize now'],
  ])('the primary step of %s', async (_, row, name) => {
    await open(row);
    expect(screen.getByRole('button', { name }).className).toContain('fui-Button');
    const others = ['Configure', 'Register…', 'Authorize now'].filter((other) => other !== name);
    for (const other of others) expect(screen.queryByRole('button', { name: other })).toBeNull();
  });

  it('renews the certificate, clears a mark, and offers neither where it makes no sense', async () => {
    const user = await open(fleetRow(1, { mayStillHoldLicences: true }));
    await user.click(within(await openMenu()).getByRole('menuitem', { name: 'Renew certificate' }));
    await user.click(within(await openMenu()).getByRole('menuitem', { name: /Clear the mark/ }));
    expect(bridge.asked('instances.renewId')).toHaveLength(1);
    expect(bridge.asked('instances.clearMark')).toHaveLength(1);
    page?.close();
    await open(newRow(1));
    const menu = await openMenu();
    expect(within(menu).queryByRole('menuitem', { name: /Clear the mark/ })).toBeNull();
    for (const name of ['Renew certificate', 'Register again with force…', 'Deregister…', 'Disable smart licensing…'])
      expect(within(menu).getByRole('menuitem', { name }).getAttribute('aria-disabled')).toBe('true');
  });

  it('deregisters a production instance only with its name typed, after saying what happens', async () => {
    const user = await open(fleetRow(1, { name: 'fra-sbc-01' }));
    await user.click(within(await openMenu()).getByRole('menuitem', { name: 'Deregister…' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog.textContent).toContain('Stay allowed until 22 Jan 2027, while the evaluation of 1,412 h counts down.');
    expect(dialog.textContent).toContain('50 go back to Voice Core.');
    const go = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Deregister' });
    expect(go.disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), 'fra-sbc-0');
    expect(go.disabled).toBe(true);
    await user.type(within(dialog).getByRole('textbox'), '1');
    await user.click(go);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.asked('instances.deregister')).toEqual([{ id: fleetRow(1).id, confirm: 'fra-sbc-01' }]);
  });

  it('removes a lab instance without its name, and goes back to the fleet', async () => {
    const user = await open(newRow(1, { environment: 'lab' }));
    await user.click(within(await openMenu()).getByRole('menuitem', { name: 'Remove instance…' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(location.hash).toBe('#/fleet'));
    expect(bridge.asked('instances.remove')).toEqual([{ id: newRow(1).id }]);
  });

  it('says that calls are blocked at once where no evaluation is left', async () => {
    const row = fleetRow(1, { environment: 'lab', evaluation: { remainingMs: 0, asOf: NOW, counting: false } });
    const user = await open(row);
    await user.click(within(await openMenu()).getByRole('menuitem', { name: 'Deregister…' }));
    expect((await screen.findByRole('alertdialog')).textContent).toContain('Are blocked at once: no evaluation time is left.');
  });

  it('edits what was said of the instance', async () => {
    const row = fleetRow(1);
    const user = await open(row);
    await user.click(within(await openMenu()).getByRole('menuitem', { name: 'Edit…' }));
    const dialog = await screen.findByRole('dialog');
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(dialog.textContent).toContain('A name is missing.');
    await user.type(name, 'renamed');
    await user.click(within(dialog).getByRole('checkbox', { name: 'Unverified live server' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.asked('instances.edit')[0]).toMatchObject({
      id: row.id,
      name: 'renamed',
      maxCallRate: 500,
      tags: ['core', 'frankfurt'],
      liveServerAllowed: true,
    });
  });

  it('tells where the instance is gone', async () => {
    await open(fleetRow(1));
    await happens(() => bridge.tell('fleet.delta', { from: 1, to: 2, changed: [], removed: [fleetRow(1).id] }));
    expect(title()).toBe('This instance is gone');
  });
});

describe('the history', () => {
  const event = (id: number, daysAgo: number, name: HistoryEvent['event'], more: Partial<HistoryEvent> = {}): HistoryEvent => ({
    id,
    at: NOW - daysAgo * DAY,
    instanceId: fleetRow(1).id,
    instance: 'proxy-1',
    event: name,
    detail: {},
    actor: 'agent',
    ...more,
  });
  const EVENTS = [
    event(1, 9, 'configuration-changed', {
      actor: 'administrator',
      detail: {
        'licenseCount.from': null,
        'licenseCount.to': 250,
        'transportMode.from': 'call-home',
        'transportMode.to': 'http',
      },
    }),
    event(2, 9, 'registered', { detail: { smartAccount: 'Nordtel', virtualAccount: 'Voice Core' } }),
    event(3, 2, 'authorization-failed', { detail: { category: 'dns', text: 'getaddrinfo ENOTFOUND ssm.example' } }),
    event(4, 1, 'authorized', { detail: { cps: 250 } }),
  ];
  const lines = () =>
    [...document.querySelectorAll('table.events tbody tr:not(.group)')].map((tr) =>
      [...tr.querySelectorAll('td')].slice(1, 3).map((td) => td.textContent),
    );

  it('is newest first, by day, in words', async () => {
    await open(fleetRow(1), 'history', (main) => {
      main.events = EVENTS;
    });
    expect(lines()).toEqual([
      ['Authorized', '250 CPS, 50 licences'],
      ['Authorization failed', 'Name not found: getaddrinfo ENOTFOUND ssm.example'],
      ['Registered', 'Account Nordtel / Voice Core'],
      ['Configuration changed', 'License Count: none → 250, Transport Mode: Call Home → HTTP'],
    ]);
    const days = [...document.querySelectorAll('tr.group')].map((tr) => tr.textContent);
    expect(days).toEqual(['Mon, 23 Nov 2026', 'Sun, 22 Nov 2026', 'Sun, 15 Nov 2026']);
  });

  it('is filtered by text, kind and actor, and grows with new events', async () => {
    const row = fleetRow(1);
    const user = await open(row, 'history', (main) => {
      main.events = EVENTS;
    });
    await user.type(screen.getByRole('textbox', { name: 'Filter events' }), 'enotfound');
    expect(lines()).toHaveLength(1);
    await user.clear(screen.getByRole('textbox', { name: 'Filter events' }));
    await user.click(screen.getByRole('button', { name: 'By' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Administrator' }));
    expect(lines()).toEqual([['Configuration changed', 'License Count: none → 250, Transport Mode: Call Home → HTTP']]);
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Administrator' }));
    bridge.events = [...EVENTS, event(5, 0, 'out-of-compliance')];
    await happens(() => bridge.change({ ...row, revision: 2 }));
    expect(lines()).toHaveLength(5);
    expect(screen.getByText('5 events')).toBeTruthy();
  });
});
