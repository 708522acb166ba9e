// @vitest-environment jsdom
// Bulk jobs in the window: the bar, the preview, the guard, progress and results, and the list of past ones.
import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clearSelection, selectAll } from '../../renderer/features/fleet/selection.ts';
import { filterBy } from '../../renderer/features/fleet/use-fleet-view.ts';
import { close } from '../../renderer/features/jobs/opened.ts';
import { EVERYTHING } from '../../shared/model/fleet-filter.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { evaluatingRow, fleetRow, NOW, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
const FLEET = [
  fleetRow(1, { name: 'one' }),
  fleetRow(2, { name: 'two', cps: 300, account: 'Transit' }),
  fleetRow(3, { name: 'small', maxCallRate: 100, cps: 100 }),
  evaluatingRow(4, 1e9, { name: 'waits', environment: 'lab' }),
  newRow(5, { name: 'off', environment: 'lab' }),
];
/** All of them are selected. */
async function open(rows: FleetRow[] = FLEET): Promise<OpenedPage['user']> {
  bridge = new DataBridge(rows);
  page = await openPage(bridge);
  await happens(() => selectAll(rows.map(({ id }) => id)));
  return page.user;
}
/** The dialogs are loaded when they are opened: what that takes is not what is tested here. */
beforeAll(async () => {
  await import('../../renderer/features/jobs/dialogs.tsx');
});
afterEach(async () => {
  await happens(() => {
    clearSelection();
    filterBy(EVERYTHING);
    close();
  });
  page?.close();
  page = null;
});

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const dialog = () => within(screen.getByRole('dialog'));
const lines = () =>
  within(screen.getByRole('table', { name: 'Instances of the job' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent?.trim()));
async function prepare(user: OpenedPage['user'], name: RegExp): Promise<void> {
  await user.click(button(name));
  await screen.findByRole('dialog', {}, { timeout: 20_000 });
}

describe('the preview', () => {
  it('says of each instance what will happen, or why it is skipped', async () => {
    const user = await open();
    await prepare(user, /^Register…$/);
    await waitFor(() => expect(lines()).toHaveLength(5));
    expect(screen.getByRole('heading', { name: 'Register 1 of 5 instances' })).toBeTruthy();
    expect(lines().map(([name, , , what]) => `${name}: ${what}`)).toEqual([
      'one: Skip: it is registered already',
      'two: Skip: it is registered already',
      'small: Skip: it is registered already',
      'waits: Register, then ask for authorization',
      'off: Skip: smart licensing is not enabled',
    ]);
    await user.click(dialog().getByRole('button', { name: '1 will be done' }));
    expect(lines().map(([name]) => name)).toEqual(['waits']);
  });

  it('of a count: from what to what, what it does to the accounts, and which rule refuses it', async () => {
    const user = await open();
    await prepare(user, /^Change count…$/);
    expect((dialog().getByRole('button', { name: 'Change 0 instances' }) as HTMLButtonElement).disabled).toBe(true);
    await user.type(dialog().getByLabelText('License Count (multiple of 5)'), '450');
    await waitFor(() => expect(lines()).toHaveLength(5));
    expect(lines().map(([name, , cps, what]) => `${name} ${cps}: ${what}`)).toEqual([
      'one 250 (50) → 450 (90): Save, then ask for authorization',
      'two 300 (60) → 450 (90): Save, then ask for authorization',
      'small 100 (20): Skip: small can handle 100 CPS at most.',
      'waits 250 (50) → 450 (90): Save; asked for once it is registered',
      'off 0 (0) → 450 (90): Save; asked for once it is registered',
    ]);
    expect(dialog().getByText('Transit: +30 licences')).toBeTruthy();
  });

  it('asks for a token, and refuses one that cannot be', async () => {
    const user = await open();
    await prepare(user, /^Register…$/);
    await user.click(await dialog().findByRole('button', { name: 'Register 1 instance' }));
    expect(await dialog().findByText('A token is missing.')).toBeTruthy();
    expect(bridge.asked('jobs.start')).toEqual([]);
    await user.type(dialog().getByLabelText('License Token ID'), 'abc');
    await user.click(dialog().getByRole('button', { name: 'Register 1 instance' }));
    expect(bridge.asked('jobs.preview').map(({ scope }) => scope)).toEqual([{ ids: FLEET.map(({ id }) => id) }]);
    expect(bridge.asked('jobs.start')).toEqual([
      {
        action: { kind: 'register', force: false },
        scope: { plan: '00000000-0000-4000-a000-000000000001' },
        stopAfter: 10,
        dryRun: false,
        token: 'abc',
      },
    ]);
  });

  it('of a filter is asked of main by the filter, told with its moment, and run as it was shown', async () => {
    const user = await open();
    await happens(() => {
      clearSelection();
      filterBy({ environments: ['lab'] });
    });
    await user.click(button('Do something with the 2 shown'));
    await user.click(await screen.findByRole('menuitem', { name: 'Tag…' }));
    await screen.findByRole('dialog', {}, { timeout: 20_000 });
    await user.type(dialog().getByLabelText('Add tags'), 'b');
    await waitFor(() => expect(lines().map(([name]) => name)).toEqual(['waits', 'off']));
    expect(dialog().getByRole('note').textContent).toMatch(/^By the filter as of .*: 2 instances\./);
    await user.click(dialog().getByRole('button', { name: 'Tag 2 instances' }));
    const [first] = bridge.asked('jobs.preview');
    expect(first?.scope).toEqual({ filter: { ...EVERYTHING, environments: ['lab'] } });
    expect(bridge.asked('jobs.start')[0]?.scope).toEqual({ plan: expect.any(String) });
  });

  it('a dry run needs no token and no typed confirmation', async () => {
    const user = await open();
    await prepare(user, /^Remove…$/);
    const go = () => dialog().getByRole('button', { name: 'Remove 5 instances' }) as HTMLButtonElement;
    await waitFor(() => expect(go().disabled).toBe(true));
    await user.click(dialog().getByRole('checkbox', { name: /^Dry run/ }));
    await user.click(go());
    expect(bridge.asked('jobs.start')[0]).toMatchObject({ dryRun: true, action: { kind: 'remove' } });
    expect(await screen.findByRole('heading', { name: 'Removing: 0 of 5 done (dry run)' })).toBeTruthy();
  });
});

describe('the guard', () => {
  it('wants a phrase with the number of production instances before they are removed', async () => {
    const user = await open();
    await prepare(user, /^Remove…$/);
    expect(await dialog().findByText(/3 production instances will be removed/)).toBeTruthy();
    const go = () => dialog().getByRole('button', { name: 'Remove 5 instances' }) as HTMLButtonElement;
    await user.type(dialog().getByLabelText('Type remove 3 to go on'), 'remove 5');
    expect(go().disabled).toBe(true);
    await user.clear(dialog().getByLabelText('Type remove 3 to go on'));
    await user.type(dialog().getByLabelText('Type remove 3 to go on'), 'remove 3{Enter}');
    expect(bridge.asked('jobs.start')).toHaveLength(1);
  });

  it('wants the name where it is one, and nothing where a count rises or only a lab is meant', async () => {
    const user = await open([FLEET[0] as FleetRow, FLEET[3] as FleetRow]);
    await prepare(user, /^Change count…$/);
    const field = dialog().getByLabelText('License Count (multiple of 5)');
    await user.type(field, '100');
    expect(await dialog().findByLabelText('Type one to go on')).toBeTruthy();
    await user.clear(field);
    await user.type(field, '300');
    await waitFor(() => expect(dialog().queryByLabelText('Type one to go on')).toBeNull());
  });
});

describe('a job at work', () => {
  const JOB = '00000000-0000-4000-9000-000000000001';
  async function started(): Promise<OpenedPage['user']> {
    const user = await open();
    await prepare(user, /^Authorize now…$/);
    await user.click(await dialog().findByRole('button', { name: 'Authorize 3 instances' }));
    await screen.findByRole('heading', { name: 'Authorizing: 0 of 3 done' });
    return user;
  }

  it('shows its rows as they come, and its results at the end', async () => {
    const user = await started();
    await happens(() => bridge.jobs.row(JOB, 0, { state: 'done', outcome: { code: 'authorized', at: NOW } }));
    await happens(() => {
      const failure = { category: 'dns', text: 'no such name', at: NOW } as const;
      bridge.jobs.row(JOB, 1, { state: 'failed', outcome: { code: 'failed', at: NOW, failure } });
      bridge.jobs.row(JOB, 2, { state: 'running' });
    });
    await screen.findByRole('heading', { name: 'Authorizing: 2 of 3 done' });
    expect(lines().map(([name, , , what]) => `${name}: ${what}`)).toEqual([
      'one: Authorized',
      'two: Failed: Name not found',
      'small: At work…',
      'waits: Skip: it is not registered',
      'off: Skip: it is not registered',
    ]);
    await happens(() => {
      bridge.jobs.row(JOB, 2, { state: 'done', outcome: { code: 'out-of-compliance', at: NOW } });
      bridge.jobs.job(JOB, { state: 'done', endedAt: NOW });
    });
    await user.click(await dialog().findByRole('button', { name: 'Save result list…' }));
    expect(bridge.asked('files.saveJob')).toEqual([{ id: JOB }]);
    await user.click(dialog().getByRole('button', { name: '1 failed' }));
    expect(lines().map(([name]) => name)).toEqual(['two']);
  });

  it('is cancelled in between', async () => {
    const user = await started();
    await happens(() => bridge.jobs.row(JOB, 0, { state: 'done', outcome: { code: 'authorized', at: NOW } }));
    await user.click(await dialog().findByRole('button', { name: 'Cancel the other 2' }));
    await waitFor(() => expect(lines().filter(([, , , what]) => what === 'Cancelled, never begun')).toHaveLength(2));
    expect(dialog().queryByRole('button', { name: /^Cancel the other/ })).toBeNull();
  });

  it('that paused goes on; one that lost its token wants it first', async () => {
    const user = await started();
    await happens(() => bridge.jobs.job(JOB, { state: 'paused', pause: 'failures' }));
    await user.click(await dialog().findByRole('button', { name: 'Go on' }));
    expect(bridge.asked('jobs.resume')).toEqual([{ id: JOB }]);
    await happens(() => bridge.jobs.job(JOB, { state: 'paused', pause: 'token' }));
    await user.type(await dialog().findByLabelText('License Token ID'), 'abc');
    await user.click(dialog().getByRole('button', { name: 'Go on' }));
    expect(bridge.asked('jobs.resume')[1]).toEqual({ id: JOB, token: 'abc' });
  });

  it('is found again in the list, and forgotten there', async () => {
    const user = await started();
    await happens(() => bridge.jobs.job(JOB, { state: 'done', endedAt: NOW }));
    await user.click(dialog().getByRole('button', { name: 'Close' }));
    await user.click(button('More for the fleet'));
    await user.click(await screen.findByRole('menuitem', { name: 'Jobs…' }));
    await user.click(await screen.findByRole('button', { name: /^Open Authorize, 24 Nov 2026/ }));
    await screen.findByRole('heading', { name: 'Authorizing: 0 of 3 done' });
    await user.click(dialog().getByRole('button', { name: 'Close' }));
    await user.click(button('More for the fleet'));
    await user.click(await screen.findByRole('menuitem', { name: 'Jobs…' }));
    await user.click(await screen.findByRole('button', { name: 'Remove from the list' }));
    expect(await screen.findByText(/^No job yet/)).toBeTruthy();
  });
});

it('ten thousand rows are previewed, and only those that are seen are drawn', async () => {
  const user = await open(Array.from({ length: 10_000 }, (_, n) => fleetRow(n + 1)));
  await prepare(user, /^Authorize now…$/);
  await dialog().findByRole('button', { name: /^Authorize 10,000 instances$/ });
  const table = screen.getByRole('table', { name: 'Instances of the job' });
  expect(table.getAttribute('aria-rowcount')).toBe('10001');
  expect(lines().length).toBeLessThan(100);
});
