// Adding, finding, describing and removing instances, as every door offers it.
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf, refusedAnswer } from '../../builders/licence-answers.ts';
import { SERVER, Setting, START, WAIT } from './setting.ts';

const NOBODY = '00000000-0000-4000-8000-ffffffffffff';
let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});

describe('adding', () => {
  test('what is not said gets its default; what is said is kept without blanks around it', async () => {
    const { id } = await setting.call('instances.add', {
      name: '  fra-sbc-01 ',
      maxCallRate: 503,
      softwareVersion: ' 9.1 ',
      address: ' 10.0.0.1 ',
      account: ' ',
      tags: ['core', ' core ', 'frankfurt'],
    });
    const { instance, configuration, row } = await setting.call('instances.detail', { id });
    expect(instance).toEqual({
      id,
      name: 'fra-sbc-01',
      serial: expect.stringMatching(/^[0-9A-F]{32}$/),
      profile: 'CUSP',
      softwareVersion: '9.1',
      maxCallRate: 503,
      address: '10.0.0.1',
      account: null,
      tags: ['core', 'frankfurt'],
      environment: 'production',
      softwareTag: expect.stringContaining('regid.'),
      entitlementTag: expect.stringContaining('regid.'),
      liveServerAllowed: false,
      createdAt: START,
    });
    expect(configuration).toEqual({
      enabled: false,
      licenseCount: null,
      serverUrl: null,
      transport: 'call-home',
      proxy: { kind: 'none' },
    });
    expect(row).toMatchObject({ clientState: 'Un-Configured', revision: 1 });
    expect(setting.store.agents.get(id)?.agent.instance).toEqual(instance);
  });

  test('every field that is wrong is named at once, and nothing is added', async () => {
    const error = await setting.refusal('instances.add', {
      name: ' ',
      maxCallRate: 2.5,
      softwareVersion: 'x',
      address: '300.1.1.1',
      account: 'a\nb',
      tags: ['fine', 'x'.repeat(65)],
    });
    expect(error.code).toBe('invalid-input');
    expect(error.problems?.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'name missing',
      'max-call-rate integer',
      'software-version form',
      'address host',
      'account control',
      'tag too-long',
    ]);
    expect(setting.store.agents.size).toBe(0);
    expect(setting.fleet.ids()).toEqual([]);
  });

  test('a name is there once, blanks around it or not, and the refusal belongs to the field', async () => {
    await setting.add('proxy-1');
    const error = await setting.refusal('instances.add', { name: ' proxy-1 ', maxCallRate: 5 });
    expect(error).toMatchObject({ code: 'name-taken', problems: [{ field: 'name', rule: 'taken' }] });
    expect(setting.fleet.ids()).toHaveLength(1);
  });

  test.each([
    ['full', 'store-full'],
    ['unavailable', 'store-unavailable'],
  ] as const)('a store that is %s: nothing is added', async (reason, code) => {
    setting.store.refuses = reason;
    expect((await setting.refusal('instances.add', { name: 'proxy-1', maxCallRate: 5 })).code).toBe(code);
    expect(await setting.call('instances.find', { name: 'proxy-1' })).toBeNull();
  });
});

describe('finding', () => {
  test('by its name to the letter, blanks around it apart', async () => {
    const id = await setting.add('proxy-1');
    expect(await setting.call('instances.find', { name: ' proxy-1\n' })).toEqual({ id });
    expect(await setting.call('instances.find', { name: 'Proxy-1' })).toBeNull();
  });

  test('after a change of names each name leads to its present holder', async () => {
    const [one, two] = [await setting.add('one'), await setting.add('two')];
    await setting.call('instances.edit', { id: one, name: 'other' });
    await setting.call('instances.edit', { id: two, name: 'one' });
    expect(await setting.call('instances.find', { name: 'one' })).toEqual({ id: two });
    expect(await setting.call('instances.find', { name: 'other' })).toEqual({ id: one });
    expect(await setting.call('instances.find', { name: 'two' })).toBeNull();
  });
});

describe('editing', () => {
  test('only what is said changes; blank texts become none', async () => {
    const { id } = await setting.call('instances.add', {
      name: 'proxy-1',
      maxCallRate: 500,
      address: 'sbc.example',
      account: 'Voice',
      tags: ['a'],
    });
    const { instance: before } = await setting.call('instances.detail', { id });
    const { instance } = await setting.call('instances.edit', {
      id,
      address: ' ',
      account: null,
      tags: [' b ', 'b'],
      environment: 'lab',
    });
    expect(instance).toEqual({ ...before, address: null, account: null, tags: ['b'], environment: 'lab' });
    expect(setting.store.agents.get(id)?.agent.instance).toEqual(instance);
  });

  test('every field that is wrong is named at once, and nothing changes', async () => {
    const id = await setting.add();
    const before = setting.kept();
    const error = await setting.refusal('instances.edit', { id, name: '', maxCallRate: 0, address: 'a b', account: 'fine' });
    expect(error.problems?.map(({ field }) => field)).toEqual(['name', 'max-call-rate', 'address']);
    expect(setting.kept()).toEqual(before);
  });

  test('the name of another is refused at its field, and nothing changes', async () => {
    const id = await setting.add('one');
    await setting.add('two');
    const before = setting.kept();
    const error = await setting.refusal('instances.edit', { id, name: 'two' });
    expect(error).toMatchObject({ code: 'name-taken', problems: [{ field: 'name', rule: 'taken' }] });
    expect(setting.kept()).toEqual(before);
    expect(await setting.call('instances.find', { name: 'one' })).toEqual({ id });
  });

  test('a maximum call rate below the licence count is refused', async () => {
    const id = await setting.configured({ licenseCount: 100 });
    const error = await setting.refusal('instances.edit', { id, maxCallRate: 99 });
    expect(error).toMatchObject({ code: 'invalid-input', problems: [{ field: 'max-call-rate' }] });
    expect((await setting.call('instances.edit', { id, maxCallRate: 100 })).instance.maxCallRate).toBe(100);
  });
});

describe('removing', () => {
  test('an instance that is not registered is gone at once, with its name and its secrets; its history stays', async () => {
    const id = await setting.configured();
    expect(await setting.call('instances.remove', { id })).toEqual({});
    expect(setting.store.agents.size).toBe(0);
    expect(await setting.call('instances.find', { name: 'proxy-1' })).toBeNull();
    expect(await setting.call('events.list', { id })).not.toEqual([]);
    expect(setting.server.received).toEqual([]);
    await setting.add('proxy-1');
  });

  test('a registered one gives its licences back first, and the call waits for that as long as it was told', async () => {
    const id = await setting.registered();
    const asked = setting.nextRequest();
    let isAnswered = false;
    const removal = setting.call('instances.remove', { id, waitMs: WAIT }).then(() => {
      isAnswered = true;
    });
    expect((await asked).operation).toBe('deregistration');
    expect(isAnswered).toBe(false);
    expect(await setting.call('instances.find', { name: 'proxy-1' })).toEqual({ id });
    setting.answer();
    await removal;
    expect((await setting.refusal('instances.detail', { id })).code).toBe('not-found');
  });

  test('not told to wait, it answers as soon as the wish is stored', async () => {
    const id = await setting.registered();
    await setting.call('instances.remove', { id });
    expect(setting.store.agents.get(id)?.agent.state.deregistration).toMatchObject({ after: { kind: 'remove' } });
  });

  test('a licence server that refuses the deregistration does not keep it from being removed', async () => {
    const id = await setting.registered();
    setting.server.script = () => refusedAnswer(failureOf('server-refused', 'No.', START));
    expect(await setting.call('instances.remove', { id, waitMs: WAIT })).toEqual({});
    expect(setting.store.agents.has(id)).toBe(false);
  });

  test('the time to wait is over: the call is answered, and the deregistration goes on', async () => {
    const id = await setting.registered();
    const asked = setting.nextRequest();
    const removal = setting.call('instances.remove', { id, waitMs: WAIT });
    await asked;
    // The call has come as far as it can without an answer.
    await setImmediate();
    setting.time.pass(WAIT);
    expect(await removal).toEqual({});
    expect(setting.server.held).toMatchObject([{ operation: 'deregistration', route: { url: SERVER } }]);
    expect(setting.store.agents.has(id)).toBe(true);
  });
});

describe('who is not there', () => {
  test.each([
    ['instances.detail', {}],
    ['instances.edit', { name: 'x' }],
    ['instances.remove', {}],
    ['instances.configure', { change: {} }],
    ['instances.register', { token: 'abc' }],
    ['instances.authorize', {}],
    ['instances.renewId', {}],
    ['instances.deregister', {}],
    ['instances.clearMark', {}],
  ] as const)('%s is refused', async (channel, input) => {
    await setting.add();
    expect((await setting.refusal(channel, { id: NOBODY, ...input } as never)).code).toBe('not-found');
    expect([...setting.secrets.kept]).toEqual([]);
  });
});
