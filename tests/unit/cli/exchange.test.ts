// `export` and `import` on the command line: what is written, what is said, and the exit codes.
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

let world: FakeCliWorld;
beforeEach(async () => {
  world = new FakeCliWorld();
  await world.cli('instance', 'add', 'one', '--max-call-rate', '200', '--tag', 'core', '--account', 'Voice');
  await world.cli(
    'configure',
    'one',
    '--enable',
    '--license-count',
    '50',
    '--server-url',
    'http://127.0.0.1:8080/SmartTransport',
  );
});
const list = async () =>
  JSON.parse((await world.cli('--json', 'instance', 'list')).out) as { name: string; productSerialNumber: string }[];

describe('export', () => {
  it.each(['fleet.csv', 'FLEET.JSON'])('%s by its ending, and what it says', async (file) => {
    expect(await world.cli('export', file)).toEqual({ code: 0, out: `Exported 1 instance to ${file}.\n`, err: '' });
    const text = world.files.get(file) ?? '';
    for (const part of ['one', 'Voice', 'http://127.0.0.1:8080/SmartTransport']) expect(text).toContain(part);
    const json = JSON.parse((await world.cli('--json', 'export', file)).out);
    expect(json).toEqual({ file, format: file.slice(-4).replace('.', '').toLowerCase(), instances: 1 });
  });
  it('refuses another ending, and a file that cannot be written', async () => {
    expect(await world.cli('export', 'fleet.txt')).toMatchObject({ code: 2, out: '' });
    const { code, err } = await world.cli('export', '/nowhere/fleet.csv');
    expect([code, err]).toEqual([1, expect.stringMatching(/cannot be written: ENOENT/)]);
  });
});

describe('import', () => {
  const FILE = 'name;maxCallRate;tags\none;300;core\ntwo;50;\n';

  it('says what would happen and changes nothing with --dry-run, then does it', async () => {
    world.files.set('fleet.csv', FILE);
    const before = world.fleet.kept();
    const dry = await world.cli('import', 'fleet.csv', '--dry-run');
    expect(dry).toEqual({
      code: 0,
      out: 'changed  one: maxCallRate 200 -> 300\nnew      two\nNothing was changed. It would be: 1 new, 1 changed, 0 unchanged.\n',
      err: '',
    });
    expect(world.fleet.kept()).toBe(before);
    const { code, out } = await world.cli('import', 'fleet.csv');
    expect([code, out]).toEqual([0, expect.stringMatching(/Imported: 1 new, 1 changed, 0 unchanged\.\n$/)]);
    expect((await list()).map(({ name }) => name)).toEqual(['one', 'two']);
    expect((await world.cli('import', 'fleet.csv')).out).toBe('Imported: 0 new, 0 changed, 2 unchanged.\n');
  });

  it('what was exported is unchanged, in both formats; elsewhere it comes with its serial numbers', async () => {
    const [{ productSerialNumber: serial } = { productSerialNumber: '' }] = await list();
    for (const file of ['f.csv', 'f.json']) {
      await world.cli('export', file);
      expect(JSON.parse((await world.cli('--json', 'import', file)).out)).toMatchObject({
        dryRun: false,
        imported: true,
        counts: { new: 0, changed: 0, unchanged: 1, refused: 0 },
        rows: [{ name: 'one', kind: 'unchanged' }],
      });
      const elsewhere = new FakeCliWorld();
      elsewhere.files.set(file, world.files.get(file) ?? '');
      expect((await elsewhere.cli('import', file)).out).toMatch(/brings its serial number: its evaluation counts as used up/);
      const shown = JSON.parse((await elsewhere.cli('--json', 'summary', 'one')).out);
      expect(shown).toMatchObject({ productSerialNumber: serial, evaluationPeriodHours: 0, cpsCountRequested: 50 });
    }
  });

  it('refuses the whole file where a line is wrong, and says which', async () => {
    world.files.set('fleet.csv', 'name,maxCallRate,licenseCount\ntwo,50,50\nthree,50,57\none,0,\n');
    const before = world.fleet.kept();
    for (const option of [[], ['--dry-run']]) {
      const { code, out, err } = await world.cli('import', 'fleet.csv', ...option);
      expect([code, out]).toEqual([2, '']);
      expect(err).toBe(
        'line 3: three, licenseCount: The instance can handle 50 CPS at most. Nearest: 50.\n' +
          'line 4: one, maxCallRate: The maximum call rate is a whole number of calls per second, 1 or more.\n' +
          'cusp-license: 2 of 3 refused: nothing was imported.\n',
      );
    }
    const { code, out, err } = await world.cli('--json', 'import', 'fleet.csv');
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({ imported: false, counts: { refused: 2 }, error: { code: 'invalid-input' } });
    expect(world.fleet.kept()).toBe(before);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['gone.csv', '', /cannot be read: ENOENT/],
    ['wrong.csv', Uint8Array.of(0x6e, 0xfc), /Line 1: this is not UTF-8/],
    ['wrong.json', '{"instances": [\n}', /Line 2: this is not JSON/],
    ['fleet.xml', '', /ends in \.csv or \.json/],
  ])('%s is refused', async (file, content, pattern) => {
    if (typeof content !== 'string') world.binary.set(file, content);
    else if (content !== '') world.files.set(file, content);
    const { code, out, err } = await world.cli('import', file);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(pattern);
  });

  it('names what it ignores', async () => {
    world.files.set('fleet.csv', 'name,token\none,abc\n');
    expect((await world.cli('import', 'fleet.csv')).err).toBe('Ignored, since it means nothing here: token.\n');
  });
});
