// @vitest-environment jsdom
// The system's proxy beside the form's own: one or the other or none.
import { screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { fleetRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage | null = null;
let bridge: DataBridge;
async function open(before?: (bridge: DataBridge) => void): Promise<OpenedPage['user']> {
  bridge = new DataBridge([fleetRow(1)]);
  before?.(bridge);
  page = await openPage(bridge, `#/instance/${fleetRow(1).id}/configuration`);
  return page.user;
}
afterEach(() => {
  page?.close();
  page = null;
});
const own = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Enable HTTP(S) Proxy' });
const system = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Use the system’s proxy' });
const checked = () => [own().checked, system().checked];
const update = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Update' });
const sent = () => bridge.asked('instances.configure').map(({ change }) => change.proxy);

it('is one or the other, and the form’s own fields are for its own', async () => {
  const user = await open();
  expect(checked()).toEqual([false, false]);
  await user.click(own());
  await user.click(system());
  expect(checked()).toEqual([false, true]);
  expect(screen.getByLabelText('HTTP(S) Proxy Address')).toHaveProperty('disabled', true);
  await user.click(own());
  expect(checked()).toEqual([true, false]);
});

it('is sent, and said beforehand', async () => {
  const user = await open();
  await user.click(system());
  expect(screen.getByRole('complementary', { name: 'What Update will do' }).textContent).toMatch(/Proxynone.*system/);
  await user.click(update());
  await waitFor(() => expect(sent()).toEqual([{ kind: 'system' }]));
});

it('stays while something else changes, and goes when it is unchecked', async () => {
  const user = await open((data) => data.configure(fleetRow(1).id, { proxy: { kind: 'system' } }));
  expect(checked()).toEqual([false, true]);
  expect(update().disabled).toBe(true);
  await user.click(system());
  await user.click(update());
  await waitFor(() => expect(sent()).toEqual([{ kind: 'none' }]));
});
