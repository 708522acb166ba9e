// @vitest-environment jsdom
// The audit log as a person meets it: what the check says, entries by day, what is looked for, one entry whole, by keys alone.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useProof } from '../../renderer/features/activity/use-proof.ts';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { ActivityEntry } from '../../shared/model/activity.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/settings.ts';
import { fleetRow, NOW } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

const SEAL = '9c41e0'.padEnd(62, '0').concat('7b');
const ROW = fleetRow(1, { name: 'fra-sbc-01' });
const entry = (id: number, at: number, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id,
  at,
  actor: 'agent',
  user: null,
  event: 'authorized',
  instanceId: ROW.id,
  subject: 'fra-sbc-01',
  detail: { cps: 50 },
  change: {},
  seal: SEAL,
  ...more,
});
const ENTRIES = [
  entry(1, NOW - 2 * DAY, { event: 'instance-added', actor: 'administrator', user: 'k.brandt', detail: { profile: 'CUSP' } }),
  entry(2, NOW - 2 * DAY, { event: 'enabled', actor: 'administrator', user: 'k.brandt' }),
  entry(3, NOW - HOUR, {
    event: 'configuration-changed',
    actor: 'administrator',
    detail: { 'licenseCount.from': 350, 'licenseCount.to': 400 },
  }),
  entry(4, NOW - HOUR / 2, { change: { 'clientState.from': 'Registered', 'clientState.to': 'Authorized' } }),
  entry(5, NOW - HOUR / 2, {
    event: 'authorization-failed',
    subject: 'gone-01',
    instanceId: 'a0000000-0000-4000-8000-000000000009',
    detail: { category: 'timeout', text: 'no answer in 30 s' },
  }),
];

let page: OpenedPage | null = null;
let bridge: DataBridge;
beforeEach(() => useProof.setState(useProof.getInitialState(), true));
afterEach(() => {
  page?.close();
  page = null;
});
async function open(before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([ROW]);
  bridge.activity.entries = [...ENTRIES];
  bridge.activity.proof = { entries: 5, from: NOW - 2 * DAY, seal: SEAL, broken: null };
  before?.(bridge);
  page = await openPage(bridge, '#/activity');
  return page.user;
}
const grid = () => screen.getByRole('grid', { name: 'Entries' });
const lines = () =>
  within(grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent);
const title = () => screen.getByRole('heading', { level: 1 }).textContent;
const lastAsked = () => bridge.asked('activity.list').at(-1)?.filter;

describe('the answer', () => {
  it('is how many entries there are and that none was altered', async () => {
    await open();
    expect(title()).toBe('5 entries, none altered');
    expect(screen.getByText(/^Chain checked from .* to now, .*\. Last seal 9c41e0…7b\.$/)).toBeTruthy();
  });

  it('names what was done to the log, and from where on nothing is proved', async () => {
    await open((main) => {
      main.activity.proof = { entries: 3, from: NOW, seal: SEAL, broken: { kind: 'altered', id: 4, at: NOW, missing: 0 } };
    });
    expect(title()).toMatch(/^The chain breaks at /);
    expect(screen.getByText(/^Entry 4 was altered\. Entries from there on cannot be proved\./)).toBeTruthy();
    expect(screen.getAllByText('not proved')).toHaveLength(2);
  });

  it('says what is missing where there is no time to tell', async () => {
    const user = await open((main) => {
      main.activity.proof = { entries: 3, from: NOW, seal: SEAL, broken: { kind: 'removed', id: 4, at: null, missing: 2 } };
    });
    expect(title()).toBe('The chain breaks at entry 4');
    expect(screen.getByText(/^Entries 4 to 5 were removed\./)).toBeTruthy();
    bridge.activity.proof = { entries: 5, from: NOW, seal: SEAL, broken: null };
    await user.click(screen.getByRole('button', { name: 'Verify again' }));
    expect(title()).toBe('5 entries, none altered');
  });

  it('that could not be had says why', async () => {
    await open((main) => main.refuse('activity.verify', { code: 'store-unavailable', message: 'The store is locked.' }));
    expect(title()).toBe('The log could not be checked');
    expect(screen.getByText('The store is locked.')).toBeTruthy();
  });

  it('of an empty log is that nothing has happened', async () => {
    await open((main) => {
      main.activity.entries = [];
      main.activity.proof = { entries: 0, from: null, seal: null, broken: null };
    });
    expect(title()).toBe('Nothing has happened yet');
    expect(screen.queryByRole('grid')).toBeNull();
  });
});

describe('entries', () => {
  it('are newest first, by day, with who, what, on what, from what to what', async () => {
    await open();
    await waitFor(() => expect(lines()).toHaveLength(7));
    expect(lines()[0]).toMatch(/^Today, /);
    expect(lines()[1]).toMatch(/AgentAuthorization failedgone-01No answer: no answer in 30 s9c41e0$/);
    expect(lines()[2]).toMatch(/AgentAuthorizedfra-sbc-01Registered {2}Authorized9c41e0$/);
    expect(lines()[3]).toMatch(/AdministratorConfiguration changedfra-sbc-01License Count 350 {2}4009c41e0$/);
    expect(lines()[5]).toMatch(/k\.brandtEnabled/);
    expect(lines()[6]).toMatch(/k\.brandtInstance added/);
    expect(grid().getAttribute('aria-rowcount')).toBe('6');
  });

  it('are in the language of the window', async () => {
    await open((main) => {
      main.settings = { ...DEFAULT_SETTINGS, language: 'de' };
    });
    await waitFor(() => expect(title()).toBe('5 Einträge, keiner verändert'));
    expect(screen.getByText('Instanz hinzugefügt')).toBeTruthy();
  });

  it('that come in stand at the top at once', async () => {
    await open();
    await waitFor(() => expect(lines()).toHaveLength(7));
    bridge.activity.entries.push(entry(6, NOW, { subject: 'fresh-01' }));
    await happens(() => bridge.change({ ...ROW, revision: 2 }));
    await waitFor(() => expect(lines()[1]).toContain('fresh-01'));
    expect(screen.getByText('6 entries, newest first')).toBeTruthy();
  });

  it('are asked for page by page until there are no more', async () => {
    await open((main) => {
      main.activity.entries = Array.from({ length: 1_200 }, (_, n) => entry(n + 1, NOW - (1_200 - n) * 1_000));
    });
    const asked = bridge.asked('activity.list');
    expect(asked[0]).toMatchObject({ limit: 500 });
    await waitFor(() => expect(within(grid()).getAllByRole('row').length).toBeGreaterThan(20));
    const body = within(grid()).getAllByRole('rowgroup')[1] as HTMLElement;
    body.scrollTop = 495 * 32;
    fireEvent.scroll(body);
    await waitFor(() => expect(bridge.asked('activity.list').at(-1)?.before).toBe(701));
    body.scrollTop = 995 * 32;
    fireEvent.scroll(body);
    await waitFor(() => expect(bridge.asked('activity.list').at(-1)?.before).toBe(201));
    const asks = bridge.asked('activity.list').length;
    body.scrollTop = 1_195 * 32;
    fireEvent.scroll(body);
    await waitFor(() => expect(lines().at(-1)).toContain('9c41e0'));
    expect(bridge.asked('activity.list')).toHaveLength(asks);
  });
});

describe('a filter', () => {
  it('asks for text with the events whose words hold it', async () => {
    const user = await open();
    await user.type(screen.getByRole('textbox', { name: 'Search who, what, on what' }), 'failed');
    await waitFor(() => expect(lastAsked()?.text?.holds).toBe('failed'));
    expect(lastAsked()?.text?.names).toEqual(expect.arrayContaining(['authorization-failed', 'registration-failed']));
    expect(lastAsked()?.text?.names).not.toContain('authorized');
  });

  it('asks for actors, kinds, instances and a period', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'By' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Import' }));
    expect(lastAsked()).toEqual({ actors: ['import'] });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'What' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Instances' }));
    expect(lastAsked()).toEqual({ actors: ['import'], names: ['instance-added', 'instance-removed'] });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'On' }));
    await user.click(await screen.findByRole('checkbox', { name: 'fra-sbc-01' }));
    expect(lastAsked()).toMatchObject({ instanceIds: [ROW.id] });
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Period' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Last 7 days' }));
    const since = lastAsked()?.since ?? 0;
    expect([new Date(since).getHours(), NOW - since > 6 * DAY, NOW - since < 7 * DAY]).toEqual([0, true, true]);
  });

  it('that nothing matches says so, and is cleared', async () => {
    const user = await open((main) => {
      main.activity.matches = (_, filter) => filter.text === undefined;
    });
    await user.type(screen.getByRole('textbox', { name: 'Search who, what, on what' }), 'x');
    await screen.findByText('No entry matches this filter.');
    await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
    await waitFor(() => expect(lines()).toHaveLength(7));
  });
});

describe('one entry', () => {
  it('is opened, read, copied and closed by keys', async () => {
    const user = await open();
    await waitFor(() => expect(lines()).toHaveLength(7));
    grid().querySelector<HTMLElement>('[data-id="5"]')?.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.getAttribute('data-id')).toBe('3'));
    await user.keyboard('{Enter}');
    const panel = within(screen.getByRole('complementary', { name: 'Entry 3' }));
    expect(panel.getByRole('row', { name: 'License Count 350 400' })).toBeTruthy();
    expect(panel.getByText('Done')).toBeTruthy();
    expect(panel.getByRole('link', { name: 'fra-sbc-01' }).getAttribute('href')).toContain(ROW.id);
    await user.click(panel.getByRole('button', { name: 'Copy entry' }));
    expect(bridge.clipboard).toContain('License Count: 350 → 400');
    expect(bridge.clipboard).toContain(SEAL);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: 'Entry 3' })).toBeNull();
    await waitFor(() => expect(document.activeElement?.getAttribute('data-id')).toBe('3'));
  });

  it('of an instance that is gone has no link, and a failure its raw text', async () => {
    const user = await open();
    await waitFor(() => expect(lines()).toHaveLength(7));
    await user.click(screen.getByText('gone-01'));
    const panel = within(screen.getByRole('complementary', { name: 'Entry 5' }));
    expect(panel.queryByRole('link')).toBeNull();
    expect(panel.getByText('no answer in 30 s')).toBeTruthy();
    expect(panel.getByText('Failed')).toBeTruthy();
  });
});

describe('the export', () => {
  it('saves what the filter shows, and says where', async () => {
    const user = await open();
    await user.type(screen.getByRole('textbox', { name: 'Search who, what, on what' }), 'k.b');
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: 'As JSON, with the check' }));
    expect(bridge.asked('files.saveActivity')).toEqual([{ format: 'json', filter: { text: { holds: 'k.b', names: [] } } }]);
    await screen.findByText('Saved as activity.json.');
  });
});
