// doctor: the JSON that interfaces.md promises, the fix under its check for people, and the exit code.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Examined } from '../../../main/services/transport/doctor-words.ts';
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import { CHECKS } from '../../../shared/model/doctor-checks.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const WELL: CheckResult[] = CHECKS.map((check) => ({ check, outcome: 'pass', detail: `${check} is well`, fix: null }));
const ILL: CheckResult[] = WELL.map((result) => {
  if (result.check === 'tls') return { ...result, outcome: 'fail', detail: 'unknown\u001b[31m CA', fix: 'Add the CA file.' };
  if (['tls-name', 'clock', 'server'].includes(result.check)) return { ...result, outcome: 'skipped', detail: 'Not reached.' };
  return result;
});

let world: FakeCliWorld;
/** What a check found comes along for the window; the command line shows its English. */
const examined = (results: readonly CheckResult[]): Examined[] =>
  results.map((result) => ({ ...result, found: { finding: 'connected', values: {} } }));
const finds = (results: CheckResult[]) => {
  world.fleet.examine = async function* () {
    yield* examined(results);
  };
};
beforeEach(async () => {
  world = new FakeCliWorld();
  await world.cli('instance', 'add', 'proxy-1', '--max-call-rate', '100');
});

describe('for programs', () => {
  it('is one array of exactly the promised shape, exit 0 where nothing failed', async () => {
    finds(WELL);
    const { code, out, err } = await world.cli('doctor', 'proxy-1', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual(WELL);
    expect(Object.keys(JSON.parse(out)[0])).toEqual(['check', 'outcome', 'detail', 'fix']);
  });

  it('exit 1 where a check failed, and still nothing but the array', async () => {
    finds(ILL);
    const { code, out, err } = await world.cli('doctor', 'proxy-1', '--json');
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toEqual(ILL);
  });

  it('what is skipped is no failure', async () => {
    finds(WELL.map((result) => ({ ...result, outcome: 'skipped' })));
    expect((await world.cli('doctor', 'proxy-1', '--json')).code).toBe(0);
  });
});

describe('for people', () => {
  it('has the fix under its check, in its column, and nothing that steers the terminal', async () => {
    finds(ILL);
    const { code, out, err } = await world.cli('doctor', 'proxy-1');
    expect([code, err]).toEqual([1, '']);
    expect(out).toBe(
      [
        'url       pass     url is well',
        'dns       pass     dns is well',
        'proxy     pass     proxy is well',
        'tcp       pass     tcp is well',
        'tls       fail     unknown [31m CA',
        '                   Fix: Add the CA file.',
        'tls-name  skipped  Not reached.',
        'clock     skipped  Not reached.',
        'server    skipped  Not reached.',
        'token     pass     token is well',
        '',
        '1 of 9 checks failed: tls. 5 passed, 3 skipped. Nothing was changed.',
        '',
      ].join('\n'),
    );
  });

  it('says so where all is well', async () => {
    finds(WELL);
    const { code, out } = await world.cli('doctor', 'proxy-1');
    expect(code).toBe(0);
    expect(out).toMatch(/\n\nNo check failed\. 9 passed, 0 skipped\. Nothing was changed\.\n$/);
  });
});

it('says each check as soon as it is known, and calls the rest off when it is asked to stop', async () => {
  let calledOff = false;
  world.fleet.examine = async function* (_, signal) {
    yield* examined(WELL.slice(0, 3));
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    calledOff = true;
    yield* examined(WELL.slice(3).map((result) => ({ ...result, outcome: 'skipped', detail: 'Called off.' })));
  };
  const done = world.cli('doctor', 'proxy-1');
  await world.stdout.said('proxy is well');
  expect(world.stdout.text).not.toContain('tcp');
  world.stop();
  const { code, out } = await done;
  expect([code, calledOff]).toEqual([0, true]);
  expect(out).toContain('tcp       skipped  Called off.');
  expect(out).toMatch(/3 passed, 6 skipped/);
});

it('an instance that is not there is refused with 2, as everywhere', async () => {
  expect(await world.cli('doctor', 'nobody')).toMatchObject({ code: 2, out: '' });
});
