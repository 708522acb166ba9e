// @vitest-environment jsdom
// What is only the last known state says so, and what cannot be done then says why; values that are too old are not shown.
import { screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/durations.ts';
import type { ReviewInfo } from '../../shared/model/fleet-snapshot.ts';
import { failureRun, fleetRow, hostInfo, NOW } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage;
let bridge: DataBridge;
afterEach(() => page.close());

const ROW = fleetRow(1, { name: 'fra-sbc-01' });
async function open(address: string, row = ROW, review: ReviewInfo | null = null, settings = {}) {
  bridge = new DataBridge([row]);
  bridge.host = hostInfo({ review });
  Object.assign(bridge.settings, settings);
  page = await openPage(bridge, address);
}
const summary = (row = ROW) => `#/instance/${row.id}/summary`;
/** Within reach of the keyboard, and described. */
const reasonOf = (button: HTMLElement): string => {
  expect((button as HTMLButtonElement).disabled).toBe(false);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  return document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
};

describe('without a host', () => {
  const lost: ReviewInfo = { at: NOW - 3 * HOUR, reason: 'lost' };

  it('the fleet stays readable, with the age of the answer and the way to a newer one', async () => {
    await open('#/fleet', ROW, lost);
    expect(screen.getByText(/^Offline: last known state of 24 Nov 2026/)).toBeTruthy();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^When last seen: Calls /);
    expect(screen.getByText('As of 3 h ago.').className).toContain('t-warning');
    expect(screen.getByRole('row', { name: /fra-sbc-01/ })).toBeTruthy();
    await page.user.click(screen.getByRole('button', { name: 'Start the host here' }));
    expect(bridge.asked('review.retry')).toHaveLength(1);
  });

  it('what changes something is disabled, within reach, and says why', async () => {
    await open('#/fleet', ROW, lost);
    const add = screen.getByRole('button', { name: 'Add instance' });
    expect(reasonOf(add)).toBe('Needs the agent host, which is not running');
    await page.user.click(add);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('an instance is not authorized, and its menu says why', async () => {
    await open(summary(), ROW, lost);
    await page.user.click(await screen.findByRole('button', { name: 'Authorize now' }));
    expect(bridge.asked('instances.authorize')).toEqual([]);
    await page.user.click(screen.getByRole('button', { name: 'More actions' }));
    const remove = await screen.findByRole('menuitem', { name: /Remove instance/ });
    expect(remove.getAttribute('aria-disabled')).toBe('true');
    expect(remove.textContent).toContain('Needs the agent host, which is not running');
  });
});

it('a folder that is looked at says which, and is left', async () => {
  await open('#/fleet', ROW, { at: NOW - 2 * DAY, reason: 'opened' });
  expect(screen.getByText(/^cusp-license-manager: last known state of 22 Nov 2026/)).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Licence servers' })).toBeNull();
  await page.user.click(screen.getByRole('button', { name: 'Leave the review' }));
  expect(bridge.asked('review.leave')).toHaveLength(1);
});

describe('where a licence server does not answer', () => {
  const row = fleetRow(1, {
    lastContactAt: NOW - 2 * DAY,
    failure: failureRun({ category: 'timeout', operation: 'authorization', retryAt: NOW + HOUR }),
  });

  it('the last known state is dated, the action says what it needs, and one may try again', async () => {
    await open(summary(row), row);
    expect(await screen.findByText(/^Offline: last known state of 22 Nov 2026/)).toBeTruthy();
    const authorize = screen.getByRole('button', { name: 'Authorize now' });
    expect(reasonOf(authorize)).toBe('Needs the licence server, which does not answer');
    await page.user.click(authorize);
    expect(bridge.asked('instances.authorize')).toEqual([]);
    await page.user.click(screen.getByRole('button', { name: 'Try again now' }));
    expect(bridge.asked('instances.retry')).toEqual([{ id: row.id }]);
  });

  it('a server that answers with a refusal is no such case', async () => {
    const refused = fleetRow(1, {
      failure: failureRun({ category: 'invalid-tag', operation: 'authorization', retryAt: NOW + HOUR }),
    });
    await open(summary(refused), refused);
    await page.user.click(await screen.findByRole('button', { name: 'Authorize now' }));
    expect(bridge.asked('instances.authorize')).toHaveLength(1);
    expect(screen.queryByText(/^Offline/)).toBeNull();
  });
});

describe('the lifetime of values', () => {
  const row = fleetRow(1, { lastContactAt: NOW - 31 * DAY });
  const told = 'older than the lifetime set: not shown';

  it('hides nothing by default', async () => {
    await open(summary(row), row);
    expect(await screen.findByText('Smart License Client State')).toBeTruthy();
    expect(screen.queryByText(told)).toBeNull();
  });

  it('hides what a licence server has said longer ago, and says so; the verdict stays', async () => {
    await open(summary(row), row, null, { shownDays: 30 });
    const list = within(await screen.findByRole('region', { name: 'Summary' }));
    expect(list.getAllByText(told)).toHaveLength(3);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toMatch(/^Calls allowed until/);
  });

  it('is chosen in the settings', async () => {
    await open('#/settings/data');
    await page.user.selectOptions(
      await screen.findByRole('combobox', { name: 'Lifetime of values from licence servers' }),
      '30 days',
    );
    expect(bridge.asked('settings.set')).toEqual([{ shownDays: 30 }]);
  });
});
