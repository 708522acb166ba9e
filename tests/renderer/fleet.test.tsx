// @vitest-environment jsdom
// The fleet's view, the first run, adding an instance, and the frame around all of it.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { evaluatingRow, expiredRow, failureRun, fleetRow, hostInfo, NOW, newRow, overdrawnRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(rows: FleetRow[], before?: (bridge: DataBridge) => void, address = '#/fleet'): Promise<OpenedPage['user']> {
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
  fleetRow(1, { name: 'calm', account: 'Voice Core', address: '10.0.0.1' }),
  expiredRow(2, NOW - 6 * DAY, { name: 'blocked', failure: failureRun() }),
  evaluatingRow(3, 8 * DAY, { name: 'soon', account: 'Lab', environment: 'lab', tags: ['test'] }),
  overdrawnRow(4, { name: 'over', account: 'Wholesale', cps: 500 }),
  newRow(5, { name: 'off', account: 'Lab', environment: 'lab', tags: [] }),
  fleetRow(6, { name: 'retrying', failure: failureRun({ category: 'http-status', facts: { status: 503 } }) }),
];
const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const names = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent?.trim());
const cells = (name: string) => {
  const row = screen.getByRole('link', { name }).closest('[role=row]') as HTMLElement;
  return [...row.children].slice(1).map((cell) => cell.textContent?.trim());
};

describe('the fleet', () => {
  it('answers in its title, and stands worst first', async () => {
    await open(FLEET);
    expect(title()).toBe('Calls are blocked on 1 of 6 instances');
    expect(screen.getByText(/^Next: soon, 2 Dec 2026, .* \(in 8 d\), unless it is registered before$/)).toBeTruthy();
    expect(names()).toEqual(['blocked', 'soon', 'over', 'retrying', 'calm', 'off']);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('7');
  });

  it.each<[string, FleetRow[], string]>([
    ['a risk', [fleetRow(1), evaluatingRow(2, DAY)], 'Calls flow everywhere; 1 of 2 at risk within 30 days'],
    ['out of compliance', [fleetRow(1), overdrawnRow(2)], 'Calls flow everywhere; an account is out of compliance'],
    ['all fine', [fleetRow(1), fleetRow(2)], 'Calls flow on all instances'],
    ['one', [fleetRow(1)], 'Calls flow on the one instance'],
    ['nothing enabled', [newRow(1)], 'Smart licensing is not enabled on the one instance'],
  ])('its title: %s', async (_, rows, sentence) => {
    await open(rows);
    expect(title()).toBe(sentence);
  });

  it('says of each instance what a row can', async () => {
    await open(FLEET);
    expect(cells('blocked')).toEqual([
      'Blocked since 18 Nov',
      'blocked',
      'Authorization Expired',
      'AuthorizationExpired',
      '250 (50)',
      '18 Nov6 d agoblocked',
      'TLS: not trusted',
      '96 d',
      'core+1',
    ]);
    expect(cells('soon')).toEqual([
      'Allowed until 2 Dec',
      'soon',
      'Un-Identified',
      'Eval',
      '250 (50)',
      '2 Decin 8 devaluation',
      '',
      'never',
      'test',
    ]);
    expect(cells('retrying')[6]).toBe('HTTP 503');
    expect(cells('off')).toEqual(['Undecided not enabled', 'off', 'Un-Configured', 'None', '0 (0)', 'None', '', 'never', '']);
  });

  it('counts each instance once in the four figures, which are filters', async () => {
    const user = await open(FLEET);
    const figures = within(screen.getByRole('group', { name: 'Filter by verdict' })).getAllByRole('button');
    expect(figures.map((figure) => figure.textContent)).toEqual([
      '1Calls blocked1 in production',
      '1At risk within 30 daysFirst: soon in 8 d',
      '1Out of complianceWholesale',
      '2Fine1 failing · 1 more not enabled',
    ]);
    await user.click(figures[3] as HTMLElement);
    expect(names()).toEqual(['retrying', 'calm']);
    expect(figures[3]?.getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('2 of 6 instances')).toBeTruthy();
    await user.click(figures[3] as HTMLElement);
    expect(names()).toHaveLength(6);
  });

  it('adds up accounts, each a filter', async () => {
    const user = await open(FLEET);
    const accounts = within(screen.getByRole('group', { name: 'Totals per account' })).getAllByRole('button');
    expect(accounts.map((account) => account.querySelector('[title]')?.getAttribute('title'))).toEqual([
      'Voice Core: 750 CPS, 150 licences',
      'Wholesale: 500 CPS, 100 licences',
      'Lab: 250 CPS, 50 licences',
    ]);
    await user.click(accounts[2] as HTMLElement);
    expect(names()).toEqual(['soon', 'off']);
  });

  it('puts accounts for which there is no room into a list', async () => {
    const rows = Array.from({ length: 8 }, (_, index) =>
      fleetRow(index + 1, { account: `Account ${index}`, cps: 500 - index * 5 }),
    );
    const user = await open(rows);
    await user.click(screen.getByRole('button', { name: /5 more accounts/ }));
    await user.click(await screen.findByRole('checkbox', { name: /Account 7/ }));
    expect(names()).toEqual(['proxy-8']);
  });

  it('is filtered by text, state, tag and environment, and the filter can be cleared', async () => {
    const user = await open(FLEET);
    const text = screen.getByRole('textbox', { name: 'Name, address or serial' });
    await user.type(text, '10.0.0.1');
    expect(names()).toEqual(['calm']);
    await user.clear(text);
    await user.click(screen.getByRole('button', { name: 'State' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Authorized' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Un-Configured' }));
    expect(names()).toEqual(['retrying', 'calm', 'off']);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Environment' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Lab' }));
    expect(names()).toEqual(['off']);
    await user.keyboard('{Escape}');
    await user.type(text, 'nothing like it');
    expect(screen.getByText('No instance matches this filter.')).toBeTruthy();
    await user.click(screen.getAllByRole('button', { name: 'Clear the filter' })[0] as HTMLElement);
    expect(names()).toHaveLength(6);
  });

  it('is walked by the keyboard with one tab stop, and Enter opens', async () => {
    const user = await open(FLEET);
    const stops = () => screen.getAllByRole('row').filter((row) => row.tabIndex === 0);
    expect(stops()).toHaveLength(1);
    await happens(() => stops()[0]?.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('over'));
    expect(stops()).toEqual([document.activeElement]);
    await user.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('off'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.hash).toBe(`#/instance/${newRow(5).id}/summary`));
    await waitFor(() => expect(document.activeElement?.tagName).toBe('MAIN'));
  });

  it('draws only what is in sight of ten thousand', async () => {
    await open(Array.from({ length: 10_000 }, (_, index) => fleetRow(index + 1)));
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('10001');
    expect(names().length).toBeGreaterThan(20);
    expect(names().length).toBeLessThan(60);
  });

  it('follows main without any action', async () => {
    await open(FLEET);
    await happens(() => bridge.change(fleetRow(2, { name: 'blocked', revision: 2 })));
    expect(title()).toBe('Calls flow everywhere; 1 of 6 at risk within 30 days');
    expect(names()[0]).toBe('soon');
  });
});

describe('the first run', () => {
  it('offers to add an instance, and to look around with the simulator', async () => {
    const user = await open([]);
    expect(title()).toBe('No instances yet');
    await user.click(screen.getByRole('button', { name: 'Try with the simulator' }));
    expect(bridge.asked('demonstration.start')).toHaveLength(1);
  });

  it('says why a demonstration could not begin', async () => {
    const user = await open([], (main) =>
      main.refuse('demonstration.start', { code: 'store-full', message: 'The disk is full.' }),
    );
    await user.click(screen.getByRole('button', { name: 'Try with the simulator' }));
    expect((await screen.findByRole('alert')).textContent).toBe('The disk is full.');
  });

  it('adds an instance with its name and call rate, and goes on with its configuration', async () => {
    const user = await open([], (main) => {
      main.rows = [];
    });
    await user.click(screen.getByRole('button', { name: 'Add instance' }));
    const dialog = await screen.findByRole('dialog');
    const submit = () => user.click(within(dialog).getByRole('button', { name: 'Add instance' }));
    await submit();
    expect(dialog.textContent).toContain('A name is missing.');
    expect(dialog.textContent).toContain('A whole number of calls per second, 1 or more.');
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'proxy-1');
    await user.type(within(dialog).getByRole('textbox', { name: /Maximum call rate/ }), '12.5');
    expect(dialog.textContent).toContain('A whole number of calls per second, 1 or more.');
    await user.clear(within(dialog).getByRole('textbox', { name: /Maximum call rate/ }));
    await user.type(within(dialog).getByRole('textbox', { name: /Maximum call rate/ }), '200');
    await user.type(within(dialog).getByRole('textbox', { name: 'Tags' }), ' core , edge,');
    bridge.rows = [newRow(1, { name: 'proxy-1' })];
    await submit();
    expect(bridge.asked('instances.add')).toEqual([
      {
        name: 'proxy-1',
        maxCallRate: 200,
        softwareVersion: '10.2.1',
        address: '',
        account: '',
        tags: ['core', 'edge'],
        profile: 'CUSP',
        environment: 'production',
      },
    ]);
    await waitFor(() => expect(location.hash).toBe(`#/instance/${newRow(1).id}/configuration`));
  });

  it('names the field that main refuses', async () => {
    const user = await open([], (main) =>
      main.refuse('instances.add', {
        code: 'name-taken',
        message: 'raw',
        problems: [{ field: 'name', rule: 'taken', message: 'raw' }],
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Add instance' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'proxy-1');
    await user.type(within(dialog).getByRole('textbox', { name: /Maximum call rate/ }), '200');
    await user.click(within(dialog).getByRole('button', { name: 'Add instance' }));
    await waitFor(() => expect(dialog.textContent).toContain('There is an instance of this name already.'));
  });
});

describe('the frame', () => {
  it('shows the worst verdict beside the way to the fleet', async () => {
    await open(FLEET);
    expect(screen.getByRole('link', { name: /^Fleet/ }).textContent).toBe('Fleet1 blocked');
  });

  it('marks a demonstration plainly, with what a registration needs, and leaves it', async () => {
    const user = await open(FLEET, (main) => {
      main.host = hostInfo({ demonstration: true });
    });
    expect(screen.getByRole('group', { name: 'Demonstration' })).toBeTruthy();
    const choose = async (name: string) => {
      await user.click(await screen.findByRole('button', { name: 'The simulator of this demonstration' }));
      await user.click(await screen.findByRole('menuitem', { name }));
    };
    await choose('Copy the simulator’s URL');
    expect(bridge.clipboard).toBe('http://127.0.0.1:8180/licservice/license');
    await choose('Copy a token');
    expect(bridge.clipboard).toBe('demonstration-token');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Clock' }), '1 day/s');
    expect(bridge.asked('demonstration.setRate')).toEqual([{ rate: 86_400 }]);
    await user.click(screen.getByRole('button', { name: 'Leave' }));
    expect(bridge.asked('demonstration.leave')).toHaveLength(1);
  });

  it('tells what main warns of until it is put away', async () => {
    const user = await open(FLEET, (main) => {
      main.host = hostInfo({ warnings: ['The store was set aside.'] });
    });
    expect(screen.getByText('The store was set aside.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Dismiss this notice' }));
    expect(screen.queryByText('The store was set aside.')).toBeNull();
  });

  it('tells how each licence server was last heard, the worst first', async () => {
    const good = { serverUrl: 'https://a.example/SmartTransport' };
    const bad = { serverUrl: 'https://b.example/SmartTransport', failure: failureRun({ category: 'timeout' }) };
    await open([
      fleetRow(1, good),
      fleetRow(2, bad),
      fleetRow(3, { ...good, serverUrl: 'https://c.example/', lastContactAt: null }),
    ]);
    const marks = screen.getByRole('group', { name: 'Licence servers' });
    expect([...marks.querySelectorAll('.server')].map((mark) => mark.textContent)).toEqual([
      'b.exampleNo answer1 h ago',
      'a.examplereachable25 d ago',
      'c.examplenot yet tried',
    ]);
  });

  it('changes theme and language at once, all of it', async () => {
    const user = await open(FLEET, undefined, '#/settings');
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(bridge.settings.theme).toBe('dark');
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    await user.click(screen.getByRole('radio', { name: 'Deutsch' }));
    await waitFor(() => expect(title()).toBe('Einstellungen'));
    expect(document.documentElement.lang).toBe('de');
    await user.click(screen.getByRole('link', { name: /^Flotte/ }));
    await waitFor(() => expect(title()).toBe('Anrufe sind auf 1 von 6 Instanzen blockiert'));
    expect(cells('blocked')[0]).toBe('Blockiert seit 18. Nov.');
  });
});
