// The production guard on the host's side: nothing that can stop calls is done unconfirmed, whoever asks, and nothing has changed then.
import { beforeEach, describe, expect, test } from 'vitest';
import type { FleetChannel, Input } from '../../../shared/ipc/contract.ts';
import { SERVER, Setting } from './setting.ts';

let setting: Setting;
let id: string;
beforeEach(async () => {
  setting = new Setting();
  id = await setting.registered({}, 'one');
  setting.confirms = false;
});

type Act = { [C in FleetChannel]: [channel: C, input: (id: string) => Input<C>] }[FleetChannel];
const ACTS: [string, ...Act][] = [
  ['the mark is taken away', 'instances.edit', (of) => ({ id: of, environment: 'lab' as const })],
  ['it is disabled', 'instances.configure', (of) => ({ id: of, change: { enabled: false } })],
  ['its count is cut', 'instances.configure', (of) => ({ id: of, change: { licenseCount: 50 } })],
  [
    'it moves to another server',
    'instances.configure',
    (of) => ({ id: of, change: { serverUrl: `${SERVER}/other`, deregisterAndSwitch: true } }),
  ],
  [
    'it is given back and registered again',
    'instances.configure',
    (of) => ({ id: of, change: { token: 'new', deregisterAndSwitch: true } }),
  ],
  ['it is deregistered', 'instances.deregister', (of) => ({ id: of })],
  ['it is removed', 'instances.remove', (of) => ({ id: of })],
  ['a job cuts its count', 'jobs.start', (of) => ({ action: { kind: 'count', count: 50 }, scope: { ids: [of] } })],
  ['a job removes it', 'jobs.start', (of) => ({ action: { kind: 'remove' }, scope: { ids: [of] } })],
];

describe.each(ACTS)('%s', (_, channel, inputOf) => {
  const input = () => inputOf(id) as Input<FleetChannel>;

  test('not without its name, and nothing is changed', async () => {
    const before = setting.kept();
    for (const confirm of [undefined, '', 'two'])
      expect((await setting.refusal(channel as FleetChannel, { ...input(), confirm } as never)).code).toBe('confirmation-needed');
    await setting.fleet.idle();
    expect(setting.kept()).toEqual(before);
    expect(setting.server.received).toEqual([]);
  });

  test('with its name', async () => {
    await setting.call(channel as FleetChannel, { ...input(), confirm: ' one ' } as never);
    setting.answer();
    await setting.bulk.jobs.idle();
  });

  test('without it where it is a lab', async () => {
    await setting.call('instances.edit', { id, environment: 'lab', confirm: 'one' });
    await setting.call(channel as FleetChannel, input() as never);
    setting.answer();
    await setting.bulk.jobs.idle();
  });
});

test('what stops nothing asks nothing', async () => {
  await setting.call('instances.edit', { id, account: 'Core', environment: 'production' });
  await setting.call('instances.configure', { id, change: { licenseCount: 200 } });
  await setting.call('jobs.start', { action: { kind: 'remove' }, scope: { ids: [id] }, dryRun: true });
});

describe('several', () => {
  test('are confirmed by their number, in any language of the window', async () => {
    const ids = [id, await setting.add('two')];
    const start = { action: { kind: 'remove' as const }, scope: { ids } };
    for (const confirm of ['one', 'remove 3', 'remove'])
      expect((await setting.refusal('jobs.start', { ...start, confirm })).code).toBe('confirmation-needed');
    await setting.call('jobs.start', { ...start, confirm: '2 entfernen' });
    setting.answer();
    await setting.bulk.jobs.idle();
    expect(setting.fleet.ids()).toEqual([]);
  });

  test('of an import: by the name of the one, or the number; a file that takes the mark away too does not get past it', async () => {
    const file = 'name,licenseCount,environment\none,50,lab\n';
    const { upload } = await setting.call('exchange.stage', { text: file });
    const { rows } = await setting.call('exchange.preview', { upload, format: 'csv' });
    expect(rows[0]?.guard).toBe('change');
    expect((await setting.refusal('exchange.apply', { upload, format: 'csv' })).code).toBe('confirmation-needed');
    expect(setting.fleet.row(id)).toMatchObject({ cps: 100, environment: 'production' });
    await setting.call('exchange.apply', { upload, format: 'csv', confirm: 'one' });
    expect(setting.fleet.row(id)).toMatchObject({ cps: 50, environment: 'lab' });
  });
});
