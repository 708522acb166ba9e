// Which data folder is meant, and who its host is.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostGone, refuse } from '../../../shared/app-failure.ts';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

describe('the data folder', () => {
  it.each([
    ['of this user', {}, [], '/home/somebody/data'],
    ['of demonstrations', {}, ['--demo'], '/home/somebody/demonstration'],
    ['of the environment', { CUSP_LICENSE_HOME: '/srv/licences' }, [], '/srv/licences'],
    ['of the environment, empty', { CUSP_LICENSE_HOME: '' }, [], '/home/somebody/data'],
    ['of the option', { CUSP_LICENSE_HOME: '/srv/licences' }, ['--data-dir', '/elsewhere'], '/elsewhere'],
    ['of the option, relative', {}, ['--data-dir', 'here'], resolve('here')],
  ])('is the one %s', async (_which, env, options, folder) => {
    const world = new FakeCliWorld();
    Object.assign(world.env, env);
    expect((await world.cli('fleet', ...options)).code).toBe(0);
    expect(world.connected).toEqual([folder]);
  });
});

describe('the host', () => {
  it('is the one that runs', async () => {
    const world = new FakeCliWorld();
    expect((await world.cli('fleet')).code).toBe(0);
    expect(world.opened).toEqual([]);
    expect(world.fleet.disposals).toBe(1);
  });

  it('is this process where none runs, with the demonstration and its rate, and is given up', async () => {
    const world = new FakeCliWorld();
    world.host = 'here';
    expect((await world.cli('--demo', '--clock-rate', '100000', 'fleet')).code).toBe(0);
    expect(world.opened).toEqual([
      { folder: '/home/somebody/demonstration', demo: true, clockRate: 100_000, serveSocket: true, isLasting: false },
    ]);
    expect(world.fleet.disposals).toBe(1);
  });

  it('is waited for while a lock is held that nobody answers for', async () => {
    const world = new FakeCliWorld();
    world.host = 'locked';
    world.time.after(2_000, () => {
      world.host = 'running';
    });
    expect((await world.cli('fleet')).code).toBe(0);
    expect(world.connected.length).toBeGreaterThan(5);
  });

  it('is given up after some seconds', async () => {
    const world = new FakeCliWorld();
    world.host = 'locked';
    const { code, err } = await world.cli('fleet');
    expect(code).toBe(1);
    expect(err).toMatch(/Another process holds this data folder/);
  });

  it.each(['forbidden', 'host-unavailable'] as const)('that hangs up while it is ending (%s) is tried again', async (code) => {
    const world = new FakeCliWorld();
    const connect = world.connect.bind(world);
    world.connect = async (folder) => {
      if (world.connected.push(folder) < 4) throw refuse(code, 'The host hung up.');
      return connect(folder);
    };
    expect((await world.cli('fleet')).code).toBe(0);
    world.connect = () => Promise.reject(refuse(code, 'The host hung up.'));
    const { err } = await world.cli('fleet');
    expect(err).toContain('The host hung up.');
  });

  it.each([
    ['--demo', /not a demonstration/],
    ['--clock-rate=5', /not a demonstration/],
  ])('of an ordinary folder refuses %s', async (option, said) => {
    const world = new FakeCliWorld();
    world.fleet.demonstration = false;
    const { code, err } = await world.cli(option, 'fleet');
    expect(code).toBe(2);
    expect(err).toMatch(said);
  });

  it('that runs keeps its clock rate', async () => {
    const world = new FakeCliWorld();
    world.fleet.clock = { ...world.fleet.clock, rate: 1000 };
    expect((await world.cli('--clock-rate', '1000', 'fleet')).code).toBe(0);
    const { code, err } = await world.cli('--clock-rate', '500', 'fleet');
    expect(code).toBe(2);
    expect(err).toMatch(/runs at clock rate 1000/);
  });
});

describe('a host that goes away in the middle', () => {
  const ADD = ['instance', 'add', 'proxy-1', '--max-call-rate', '50'];
  /** The first `times` calls of this channel find nobody; `done`: what they asked for was done all the same. */
  const goingAway = (channel: string, times: number, { taken, done = false }: { taken: boolean; done?: boolean }) => {
    const world = new FakeCliWorld();
    const call = world.fleet.call.bind(world.fleet);
    let left = times;
    world.fleet.call = async (asked, input) => {
      if (asked !== channel || left === 0) return call(asked, input);
      left -= 1;
      if (done) await call(asked, input);
      throw new HostGone('The host went away.', taken);
    };
    return world;
  };

  it('is asked again for what changes nothing', async () => {
    const world = goingAway('fleet.snapshot', 3, { taken: true });
    expect((await world.cli('fleet')).code).toBe(0);
    expect(world.fleet.disposals).toBe(4);
  });

  it('is not asked again for a change that it may have made', async () => {
    const world = goingAway('instances.add', 1, { taken: true, done: true });
    const { code, err } = await world.cli(...ADD);
    expect(code).toBe(1);
    expect(err).toMatch(/went away/);
    expect(err).not.toMatch(/already|Nothing was changed/);
    expect(JSON.parse((await world.cli('instance', 'list', '--json')).out)).toHaveLength(1);
  });

  it('is followed by the next one for a change that it never looked at', async () => {
    const world = goingAway('instances.add', 2, { taken: false });
    expect((await world.cli(...ADD)).code).toBe(0);
  });

  it('after a change does not make the change happen twice', async () => {
    const world = goingAway('instances.detail', 2, { taken: false });
    expect((await world.cli(...ADD)).code).toBe(0);
    expect(world.fleet.calls.filter(({ channel }) => channel === 'instances.add')).toHaveLength(1);
  });

  it('and does not come back ends the command', async () => {
    const world = goingAway('fleet.snapshot', Number.POSITIVE_INFINITY, { taken: false });
    expect((await world.cli('fleet')).code).toBe(1);
  });
});
