// The names that the preload may load are the contract's, and no channel lets through what its schema does not name.
import { describe, expect, test } from 'vitest';
import { CHANNELS, PUSHES } from '../../shared/ipc/channels.ts';
import { contract, fleetContract, pushContract, windowContract } from '../../shared/ipc/contract.ts';

describe('contract', () => {
  test('the channels are the contract’s, each once, in its order', () => {
    expect(CHANNELS).toEqual(Object.keys(contract));
    expect(PUSHES).toEqual(Object.keys(pushContract));
  });

  test('no name is both of the fleet and of the window, or a channel and a push', () => {
    const names = [...Object.keys(fleetContract), ...Object.keys(windowContract), ...Object.keys(pushContract)];
    expect(new Set(names).size).toBe(names.length);
    // `window.bridge.on` holds the subscriptions.
    expect(names).not.toContain('on');
  });

  test.each(Object.entries(contract))('%s takes an object and nothing else', (_channel, { input }) => {
    for (const wrong of [undefined, null, 0, '', 'x', [], true]) expect(input.safeParse(wrong).success).toBe(false);
  });

  test.each(Object.entries(contract))('%s drops what its schema does not name', (_channel, { input }) => {
    const parsed = input.safeParse({ ...LEAST, surprise: 1, __proto__: { surprise: 2 } });
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).not.toHaveProperty('surprise');
  });
});

/** What any channel needs at the least, taken together: each takes its own out of it. */
const LEAST = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'proxy-1',
  maxCallRate: 200,
  token: 'abc',
  text: '',
  run: '00000000-0000-4000-8000-000000000000',
  known: 0,
  revision: 1,
  url: 'https://ssm.example',
  kind: 'tls',
  pem: '',
  faults: [],
  rate: 1,
  change: {},
  changes: {},
  action: { kind: 'authorize' },
  scope: { ids: [] },
  upload: '00000000-0000-4000-8000-000000000000',
  format: 'csv',
  filter: {},
  after: 0,
  on: true,
  limit: 1,
};
