// @vitest-environment jsdom
// The pace at licence servers: kept when the field is left, refused outside its limits.
import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataBridge } from './data-bridge.ts';
import { type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage;
let bridge: DataBridge;
beforeEach(async () => {
  bridge = new DataBridge([]);
  page = await openPage(bridge, '#/settings/servers');
});
afterEach(() => page.close());

const field = (name: string) => screen.findByLabelText<HTMLInputElement>(name);
const type = async (name: string, text: string) => {
  const input = await field(name);
  await page.user.clear(input);
  await page.user.type(input, text);
};

it('is kept when the field is left, or by Enter', async () => {
  await type('Exchanges at once', '8');
  await page.user.tab();
  expect(bridge.settings.exchangesAtOnce).toBe(8);
  await type('Exchanges a second', '250{Enter}');
  expect(bridge.settings).toMatchObject({ exchangesAtOnce: 8, exchangesPerSecond: 250 });
});

it.each([
  ['Exchanges at once', '0'],
  ['Exchanges at once', '17'],
  ['Exchanges a second', '1001'],
  ['Exchanges a second', 'fast'],
])('%s: %s is refused, and Escape brings back what is kept', async (name, text) => {
  const before = { ...bridge.settings };
  await type(name, `${text}{Enter}`);
  expect((await field(name)).getAttribute('aria-invalid')).toBe('true');
  expect(bridge.settings).toEqual(before);
  await page.user.type(await field(name), '{Escape}');
  expect((await field(name)).getAttribute('aria-invalid')).toBe('false');
});
