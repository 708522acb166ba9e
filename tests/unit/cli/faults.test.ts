// `--fault` as it is typed, and the faults of a simulator that runs.
import { expect, it } from 'vitest';
import { FAULTS } from '../../../shared/model/fault-names.ts';
import { faultsSchema } from '../../../shared/model/simulator-fault.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const PRINTED = '{"http":"http://127.0.0.1:41000","https":"https://127.0.0.1:41001","token":"t","control":"planted-secret"}\n';

/** What the simulator is asked for by a command, and what it answers. */
function worldWithSimulator(answer: unknown = [], status = 200) {
  const world = new FakeCliWorld();
  world.files.set('simulator.json', PRINTED);
  const asked: { url: string; method: string | undefined; body: unknown; authorization: string | null }[] = [];
  world.fetch = async (url, init) => {
    const { method, body, headers } = init ?? {};
    const authorization = new Headers(headers).get('authorization');
    asked.push({ url: String(url), method, body: body === undefined ? undefined : JSON.parse(String(body)), authorization });
    return new Response(JSON.stringify(answer), { status });
  };
  return { world, asked };
}

it.each(FAULTS)('%s is taken, alone and with every limit', async (name) => {
  const { world, asked } = worldWithSimulator();
  const whole = `${name},times=3,serial=ABC,type=AUTHORIZATION,retry-after=60,takes-effect`;
  const { code } = await world.cli('simulator', 'faults', 'simulator.json', name, whole);
  expect(code).toBe(0);
  const [{ body }] = asked as [(typeof asked)[0]];
  const limits = { times: 3, serial: 'ABC', requestType: 'AUTHORIZATION', retryAfterSeconds: 60, takesEffect: true };
  expect(body).toEqual([{ fault: name }, { fault: name, ...limits }]);
  expect(faultsSchema.safeParse(body).success).toBe(true);
});

it.each([
  'nonsense',
  'reset,times=0',
  'reset,times=x',
  'reset,times=1,times=2',
  'reset,type=NOTHING',
  'reset,serial=',
  'reset,takes-effect=yes',
  'http-503,retry-after=-1',
  'reset,other=1',
  '',
])('“%s” is wrong usage', async (text) => {
  const { world, asked } = worldWithSimulator();
  expect((await world.cli('simulator', 'faults', 'simulator.json', text)).code).toBe(2);
  expect((await world.cli('simulator', '--fault', text)).code).toBe(2);
  expect(asked).toEqual([]);
  expect(world.simulators).toEqual([]);
});

it('are switched on from the start', async () => {
  const world = new FakeCliWorld();
  const done = world.cli('simulator', '--fault', 'reset,times=1', '--fault', 'http-500');
  await world.stdout.said('\n');
  world.stop();
  expect((await done).code).toBe(0);
  expect(world.simulators).toMatchObject([{ faults: [{ fault: 'reset', times: 1 }, { fault: 'http-500' }] }]);
});

it('are listed as they are typed, as JSON, and cleared', async () => {
  const { world, asked } = worldWithSimulator([{ fault: 'poll', times: 2, requestType: 'REGISTRATION', takesEffect: true }]);
  const { out } = await world.cli('simulator', 'faults', 'simulator.json');
  expect(out).toBe('poll,times=2,type=REGISTRATION,takes-effect\n');
  const json = await worldWithSimulator([{ fault: 'reset' }]).world.cli('--json', 'simulator', 'faults', 'simulator.json');
  expect(JSON.parse(json.out)).toEqual([{ fault: 'reset' }]);
  expect((await world.cli('simulator', 'faults', 'simulator.json', '--clear')).code).toBe(0);
  expect(asked.map(({ method }) => method)).toEqual(['GET', 'DELETE']);
  expect(asked[0]).toMatchObject({ url: 'http://127.0.0.1:41000/simulator/faults', authorization: 'Bearer planted-secret' });
});

it('refuses a file that is none of a simulator, and never sends the secret away from this computer', async () => {
  const { world, asked } = worldWithSimulator();
  const elsewhere = PRINTED.replace('127.0.0.1:41000', 'licences.example.com:80');
  for (const [file, text] of Object.entries({ none: undefined, text: 'hello', empty: '', array: '[]', elsewhere })) {
    if (text !== undefined) world.files.set(file, text);
    const { code, err } = await world.cli('simulator', 'faults', file);
    expect([file, code]).toEqual([file, 2]);
    expect(err).not.toContain('planted-secret');
  }
  expect((await world.cli('simulator', 'faults', 'simulator.json', 'reset', '--clear')).code).toBe(2);
  expect(asked).toEqual([]);
});

it('says when nobody answers, and what the simulator refuses', async () => {
  const gone = new FakeCliWorld();
  gone.files.set('simulator.json', PRINTED);
  expect(await gone.cli('simulator', 'faults', 'simulator.json')).toMatchObject({
    code: 1,
    err: expect.stringContaining('No simulator answers at http://127.0.0.1:41000'),
  });
  const { world } = worldWithSimulator({ error: 'The control secret is missing or wrong' }, 401);
  const refused = await world.cli('simulator', 'faults', 'simulator.json');
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('The control secret is missing or wrong') });
});
