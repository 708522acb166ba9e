// @vitest-environment jsdom
// Two moments of an instance: a week ago and now to begin with, other days by their fields, and what is the same says so.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY } from '../../shared/durations.ts';
import type { ActivityEntry } from '../../shared/model/activity.ts';
import { fleetRow, NOW } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

const ROW = fleetRow(1, { name: 'fra-sbc-01' });
const change = (id: number, at: number, from: number, to: number): ActivityEntry => ({
  id,
  at,
  actor: 'administrator',
  user: null,
  event: 'configuration-changed',
  instanceId: ROW.id,
  subject: ROW.name,
  detail: { 'licenseCount.from': from, 'licenseCount.to': to },
  change: {},
  seal: '0'.repeat(64),
});

let page: OpenedPage | null = null;
let bridge: DataBridge;
afterEach(() => {
  page?.close();
  page = null;
});
async function open() {
  bridge = new DataBridge([ROW]);
  bridge.events = [
    { id: 1, at: NOW, instanceId: ROW.id, instance: ROW.name, event: 'enabled', detail: {}, actor: 'administrator' },
  ];
  bridge.activity.entries = [
    change(1, NOW - 20 * DAY, 50, 100),
    change(2, NOW - 3 * DAY, 100, 200),
    change(3, NOW - DAY, 200, 400),
  ];
  bridge.activity.matches = ({ at, instanceId }, { instanceIds = [], since = 0, until = 0 }) =>
    at >= since && at < until && instanceIds.includes(instanceId ?? '');
  page = await openPage(bridge, `#/instance/${ROW.id}/history`);
  await page.user.click(await screen.findByRole('button', { name: 'What changed…' }));
  return within(screen.getByRole('dialog', { name: 'What changed on fra-sbc-01' }));
}

describe('what changed', () => {
  it('since last week is there at once', async () => {
    const dialog = await open();
    await waitFor(() => expect(dialog.getByRole('row', { name: 'License Count 100 400' })).toBeTruthy());
  });

  it('between other days is there as soon as they are said', async () => {
    const dialog = await open();
    const day = (at: number) => new Date(at).toLocaleDateString('sv');
    fireEvent.change(dialog.getByLabelText('Since'), { target: { value: day(NOW - 30 * DAY) } });
    fireEvent.change(dialog.getByLabelText('Until'), { target: { value: day(NOW - 10 * DAY) } });
    await waitFor(() => expect(dialog.getByRole('row', { name: 'License Count 50 100' })).toBeTruthy());
    fireEvent.change(dialog.getByLabelText('Since'), { target: { value: day(NOW - 15 * DAY) } });
    await waitFor(() => expect(dialog.getByText('Nothing is another than it was (0 entries between).')).toBeTruthy());
    fireEvent.change(dialog.getByLabelText('Until'), { target: { value: day(NOW - 16 * DAY) } });
    expect(dialog.getByText('The first day comes first.')).toBeTruthy();
  });
});
