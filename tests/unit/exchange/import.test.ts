// Import over real agents: what is new, changed, unchanged and refused, that all of it or nothing happens, and that no balance grows.
import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../../shared/durations.ts';
import type { ImportPreview, ImportRow } from '../../../shared/model/exchange.ts';
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import { CISCO, LOOPBACK, SERVER, Setting } from '../application/setting.ts';

let setting: Setting;
beforeEach(() => {
  setting = new Setting();
});
const staged = async (text: string): Promise<string> => (await setting.call('exchange.stage', { text })).upload;
const preview = async (text: string, format: ExchangeFormat = 'csv'): Promise<ImportPreview> =>
  setting.call('exchange.preview', { upload: await staged(text), format });
const apply = async (text: string, format: ExchangeFormat = 'csv', confirm?: string) =>
  (await setting.call('exchange.apply', { upload: await staged(text), format, confirm })).counts;
const exported = async (format: ExchangeFormat = 'csv', ids?: string[]) =>
  (await setting.call('exchange.export', { format, ...(ids === undefined ? {} : { scope: { ids } }) })).text.replace(
    /^\uFEFF/,
    '',
  );
const kinds = (rows: ImportRow[]) => rows.map(({ name, kind }) => `${name} ${kind}`);
const problems = (rows: ImportRow[]) =>
  rows.flatMap((row) => row.problems.map(({ field, message }) => `${row.place} ${field}: ${message}`));
const detail = async (name: string) => {
  const found = await setting.call('instances.find', { name });
  return setting.call('instances.detail', { id: found?.id ?? '' });
};
const idle = () => setting.fleet.idle();

describe('new instances', () => {
  const FILE = `name,maxCallRate,tags,environment,smartLicensing,licenseCount,licenseServerUrl,transportMode,proxyAddress,proxyPort
a,200,"core, edge",lab,Enable,100,${SERVER},HTTP,10.0.0.9,3128
b,50,,,,,,,,
`;
  it('come with their configuration, their own serial number and their whole evaluation', async () => {
    expect(kinds((await preview(FILE)).rows)).toEqual(['a new', 'b new']);
    expect(setting.store.agents.size).toBe(0);
    expect(await apply(FILE)).toEqual({ new: 2, changed: 0, unchanged: 0, refused: 0 });
    const a = await detail('a');
    expect(a.instance).toMatchObject({ maxCallRate: 200, tags: ['core', 'edge'], environment: 'lab', liveServerAllowed: false });
    expect(a.configuration).toEqual({
      enabled: true,
      licenseCount: 100,
      serverUrl: SERVER,
      transport: 'http',
      proxy: { kind: 'manual', host: '10.0.0.9', port: 3128, user: null, tls: false, hasPassword: false },
    });
    expect(a.summary).toMatchObject({
      evaluationPeriodHours: 2160,
      licensingState: 'Eval',
      smartLicenseClientState: 'Un-Identified',
    });
    expect(setting.server.received).toEqual([]);
    const history = await setting.call('events.list', { id: a.instance.id });
    expect(history.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'configuration-changed import',
      'enabled import',
      'evaluation-started agent',
    ]);
    const b = await detail('b');
    expect(b.configuration.enabled).toBe(false);
    expect(b.instance.serial).not.toBe(a.instance.serial);
  });

  it('one that brings its serial number keeps it, and has no evaluation here', async () => {
    const serial = 'AB'.repeat(16);
    const file = `name,maxCallRate,productSerialNumber,smartLicensing\nmoved,50,${serial.toLowerCase()},Enable\n`;
    expect((await preview(file)).rows[0]).toMatchObject({ kind: 'new', isMoved: true });
    await apply(file);
    const { instance, summary } = await detail('moved');
    expect(instance.serial).toBe(serial);
    expect(summary).toMatchObject({ evaluationPeriodHours: 0, licensingState: 'EvalExpired', calls: { verdict: 'blocked' } });
  });
});

describe('a file of what is there', () => {
  it.each(['csv', 'json'] as const)('%s: is unchanged as it was exported, and shows what was changed in it', async (format) => {
    await setting.registered(
      { proxy: { kind: 'manual', host: 'proxy', port: 3128, user: 'u', password: 'pass-word', tls: true } },
      'one',
    );
    await setting.call('instances.edit', { id: (await detail('one')).instance.id, tags: ['a, b', '=x'], account: 'Core' });
    await setting.add('two');
    const file = await exported(format);
    expect(file).not.toContain('pass-word');
    const before = setting.kept();
    expect(kinds((await preview(file, format)).rows)).toEqual(['one unchanged', 'two unchanged']);
    expect(await apply(file, format)).toEqual({ new: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(setting.kept()).toEqual(before);
    const changed = file.replace('Core', 'Edge').replace(/\b500\b/, '600');
    const { rows } = await preview(changed, format);
    expect(rows[0]).toMatchObject({
      kind: 'changed',
      changes: [
        { field: 'maxCallRate', from: 500, to: 600 },
        { field: 'account', from: 'Core', to: 'Edge' },
      ],
    });
    await apply(changed, format);
    expect((await detail('one')).instance).toMatchObject({ maxCallRate: 600, account: 'Edge' });
    expect((await detail('one')).row.registrationStatus).toBe('complete');
  });

  it('finds an instance by its serial number, whatever it is called now', async () => {
    const id = await setting.add('old');
    const { serial } = (await detail('old')).instance;
    const file = `name,productSerialNumber\nnew,${serial}\n`;
    expect((await preview(file)).rows[0]?.changes).toEqual([{ field: 'name', from: 'old', to: 'new' }]);
    await apply(file);
    expect(await setting.call('instances.find', { name: 'new' })).toEqual({ id });
    expect(await setting.call('instances.find', { name: 'old' })).toBeNull();
  });

  it('never raises an evaluation', async () => {
    await setting.configured({}, 'one');
    setting.time.pass(100 * HOUR);
    const file = await exported('json');
    expect(file).not.toMatch(/evaluation/i);
    await apply(file.replace('"licenseCount": 100', '"licenseCount": 200'), 'json');
    expect((await detail('one')).summary).toMatchObject({ evaluationPeriodHours: 2060, cpsCountRequested: 200 });
    await setting.call('instances.remove', { id: (await detail('one')).instance.id });
    await idle();
    expect(setting.fleet.ids()).toEqual([]);
    await apply(file, 'json');
    expect((await detail('one')).summary.evaluationPeriodHours).toBe(0);
  });

  it('a count that changes is asked for at once, and a cut of production is marked', async () => {
    await setting.registered({}, 'one');
    const { rows } = await preview('name,licenseCount\none,50\n');
    expect(rows[0]).toMatchObject({ kind: 'changed', guard: 'cut' });
    setting.grant();
    await apply('name,licenseCount\none,50\n', 'csv', 'one');
    await idle();
    expect(setting.server.received.map(({ operation }) => operation)).toEqual(['authorization']);
    expect((await detail('one')).row.clientState).toBe('Authorized');
  });

  it('a proxy that changes forgets the password of the one before', async () => {
    await setting.configured(
      { proxy: { kind: 'manual', host: 'a', port: 1, user: 'u', password: 'pass-word', tls: false } },
      'one',
    );
    expect(JSON.stringify([...setting.secrets.kept])).toContain('pass-word');
    await apply('name,proxyAddress\none,b\n');
    expect((await detail('one')).configuration.proxy).toMatchObject({ host: 'b', port: 1, user: 'u', hasPassword: false });
    expect([...setting.secrets.kept]).toEqual([]);
  });
});

describe('what is refused', () => {
  it('is told line by line, and nothing at all is imported then', async () => {
    await setting.registered({}, 'one');
    await setting.add('two');
    const { serial } = (await detail('two')).instance;
    const file = `name,productSerialNumber,maxCallRate,licenseCount,licenseServerUrl,smartLicensing,proxy
good,,50,,,,
,,50,,,,
x,,50,57,,,
good,,60,,,,
one,${serial},,,,,
new,${serial},,,,,
nothing,,,,,,
one,,,,https://other.example/x,,
one,,,,,Disable,
p,,5,,ftp://x,,manual
`;
    const { rows, counts } = await preview(file);
    expect(counts).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 9 });
    expect(problems(rows)).toEqual([
      '3 name: A name is missing.',
      '4 licenseCount: The instance can handle 50 CPS at most. Nearest: 50.',
      '5 name: This name stands in 2 already.',
      '6 name: There is an instance named “one” already.',
      '7 productSerialNumber: This serial number stands in 6 already.',
      '8 maxCallRate: A new instance needs its maximum call rate.',
      '9 name: This name stands in 6 already.',
      '10 name: This name stands in 6 already.',
      '11 licenseServerUrl: Begin with https:// or http://.',
      '11 proxyAddress: Address is missing.',
    ]);
    const before = setting.kept();
    const refusal = await setting.refusal('exchange.apply', { upload: await staged(file), format: 'csv' });
    expect(refusal).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/9 refused, the first in line 3: A name is missing/),
    });
    expect(setting.kept()).toEqual(before);
  });

  it.each([
    ['licenseServerUrl', 'https://other.example/x', /deregistration first/],
    ['smartLicensing', 'Disable', /disable smart licensing on the instance itself/],
    ['profile', 'CCCSP', /deregister it first/],
    ['productSerialNumber', 'AB'.repeat(16), /another serial number here/],
  ])('%s of a registered one is for its own page', async (field, value, pattern) => {
    await setting.registered({}, 'one');
    const { rows } = await preview(`name,${field}\none,${value}\n`);
    expect(rows[0]).toMatchObject({ kind: 'refused', problems: [{ message: expect.stringMatching(pattern) }] });
  });

  it('a demonstration takes no server off this computer; consent to a live one is never imported', async () => {
    const file = (url: string) => `name,maxCallRate,licenseServerUrl\na,50,${url}\n`;
    await apply(file(CISCO));
    expect((await detail('a')).instance.liveServerAllowed).toBe(false);
    setting.demonstration = true;
    expect((await preview(file(SERVER))).rows[0]?.problems[0]?.message).toMatch(/loopback/);
    expect((await preview(file(LOOPBACK))).counts.refused).toBe(0);
  });

  it('a store that is full, or a fleet that changed, leaves everything as it was', async () => {
    await setting.add('one');
    const upload = await staged('name,maxCallRate\none,600\ntwo,50\n');
    setting.store.refuses = 'full';
    const before = setting.kept();
    expect((await setting.refusal('exchange.apply', { upload, format: 'csv' })).code).toBe('store-full');
    expect(setting.kept()).toEqual(before);
    setting.store.refuses = null;
    // What was held is let go: the instance can be changed, and the file be taken after all.
    await setting.call('instances.edit', { id: (await detail('one')).instance.id, account: 'Core' });
    expect(await setting.call('exchange.apply', { upload, format: 'csv' })).toEqual({
      counts: { new: 1, changed: 1, unchanged: 0, refused: 0 },
    });
    expect((await setting.refusal('exchange.preview', { upload, format: 'csv' })).code).toBe('not-found');
  });
});

it('only what was asked for is exported', async () => {
  const [a, b] = [await setting.add('a'), await setting.add('b')];
  expect(JSON.parse(await exported('json', [b])).instances.map(({ name }: { name: string }) => name)).toEqual(['b']);
  expect(JSON.parse(await exported('json')).instances).toHaveLength(2);
  expect(a).not.toBe(b);
});

it('a file comes in parts, and too many files are not kept', async () => {
  const first = await staged('name,maxCall');
  await setting.call('exchange.stage', { upload: first, text: 'Rate\na,50\n' });
  expect((await setting.call('exchange.preview', { upload: first, format: 'csv' })).counts.new).toBe(1);
  for (let n = 0; n < 4; n += 1) await staged('name\n');
  expect((await setting.refusal('exchange.preview', { upload: first, format: 'csv' })).code).toBe('not-found');
});
