// @vitest-environment jsdom
// The faults of a demonstration: put together, switched on beside those that are on, watched, switched off.
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hostInfo, newRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage;
let bridge: DataBridge;
beforeEach(async () => {
  bridge = new DataBridge([newRow(1, { name: 'fra-sbc-01', serial: 'A1' }), newRow(2, { name: 'ber-sbc-01', serial: 'B2' })]);
  bridge.host = hostInfo({ demonstration: true });
  page = await openPage(bridge, '#/fleet');
});
afterEach(() => page.close());

async function open() {
  await page.user.click(await screen.findByRole('button', { name: 'Faults' }));
  return within(await screen.findByRole('dialog'));
}

it('switches a fault on for one instance and request, so often, with a wait', async () => {
  const dialog = await open();
  expect(dialog.getByText('No fault is on.')).toBeTruthy();
  await page.user.selectOptions(dialog.getByLabelText('Fault'), 'HTTP 503');
  await page.user.selectOptions(dialog.getByLabelText('Instance'), 'ber-sbc-01');
  await page.user.selectOptions(dialog.getByLabelText('Request'), 'Authorization');
  await page.user.type(dialog.getByLabelText('Times'), '3');
  await page.user.type(dialog.getByLabelText('Retry-After (seconds)'), '60');
  await page.user.click(dialog.getByRole('checkbox'));
  await page.user.click(dialog.getByRole('button', { name: 'Switch on' }));
  const limits = { serial: 'B2', requestType: 'AUTHORIZATION', times: 3, retryAfterSeconds: 60, takesEffect: true };
  expect(bridge.faults).toEqual([{ fault: 'http-503', ...limits }]);
  expect((await dialog.findByRole('listitem')).textContent).toContain('ber-sbc-01 · Authorization · 3 times more');
});

it('adds to what is on, and switches off one or all', async () => {
  bridge.faults = [{ fault: 'reset' }, { fault: 'redirect', times: 1 }];
  const dialog = await open();
  expect(await dialog.findAllByRole('listitem')).toHaveLength(2);
  await page.user.click(dialog.getByRole('button', { name: 'Switch on' }));
  expect(bridge.faults.map(({ fault }) => fault)).toEqual(['reset', 'redirect', 'no-answer']);
  await page.user.click(await dialog.findByRole('button', { name: 'Switch off: Redirect' }));
  expect(bridge.faults.map(({ fault }) => fault)).toEqual(['reset', 'no-answer']);
  await page.user.click(dialog.getByRole('button', { name: 'All off' }));
  expect(bridge.faults).toEqual([]);
  expect(await dialog.findByText('No fault is on.')).toBeTruthy();
});

it.each(['0', 'x', '1.5', '9999999999'])('%s times cannot be switched on', async (times) => {
  const dialog = await open();
  await page.user.type(dialog.getByLabelText('Times'), times);
  expect(dialog.getByText('A whole number, 1 or more.')).toBeTruthy();
  expect((dialog.getByRole('button', { name: 'Switch on' }) as HTMLButtonElement).disabled).toBe(true);
});
