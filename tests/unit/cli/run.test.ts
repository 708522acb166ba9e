// run and simulator: the commands that stay until they are told to stop.
import { describe, expect, it } from 'vitest';
import { FakeCliWorld } from '../../fakes/cli-world.ts';

const hosting = (world: FakeCliWorld, ...options: string[]) => {
  world.host = 'here';
  return world.cli('run', ...options);
};
/** Lets everything that is not waiting for time come to rest. */
const rest = async () => {
  for (let k = 0; k < 20; k += 1) await new Promise((done) => setImmediate(done));
};

describe('run', () => {
  it('hosts until it is told to stop, then lets go of the folder', async () => {
    const world = new FakeCliWorld({ flowing: false });
    const done = hosting(world);
    await world.stderr.said('Hosting 0 instances of /home/somebody/data (demonstration, time 1 times as fast).\n');
    expect(world.fleet.disposals).toBe(0);
    world.stop();
    expect(await done).toMatchObject({ code: 0, out: '' });
    expect(world.fleet.disposals).toBe(1);
    expect(world.opened).toEqual([
      { folder: '/home/somebody/data', demo: false, clockRate: null, serveSocket: true, isLasting: true },
    ]);
  });

  it('stops by itself after --for seconds of real time', async () => {
    const world = new FakeCliWorld({ flowing: false });
    const done = hosting(world, '--for', '2.5');
    await world.stderr.said('Hosting');
    world.time.pass(2_499);
    await rest();
    expect(world.fleet.disposals).toBe(0);
    world.time.pass(1);
    expect((await done).code).toBe(0);
  });

  it('cuts a stop short that does not end', async () => {
    const world = new FakeCliWorld({ flowing: false });
    const open = world.openHost.bind(world);
    world.openHost = async (options) => {
      const host = await open(options);
      return host && { ...host, dispose: () => new Promise(() => {}) };
    };
    const done = hosting(world);
    await world.stderr.said('Hosting');
    world.stop();
    await rest();
    world.time.pass(5_000);
    expect((await done).code).toBe(0);
  });

  it('tells once what protects the keys, and what was found at the start', async () => {
    const world = new FakeCliWorld({ flowing: false });
    world.fleet.secretBackend = 'key-file';
    world.fleet.warnings = ['The store was set aside.'];
    const done = hosting(world);
    await world.stderr.said('Hosting');
    world.stop();
    const { err } = await done;
    expect(err.match(/file permissions only/g)).toHaveLength(1);
    expect(err).toContain('The store was set aside.\n');
  });

  it('ends with 1 where the folder is hosted already', async () => {
    const world = new FakeCliWorld();
    world.host = 'locked';
    const { code, err } = await world.cli('run');
    expect(code).toBe(1);
    expect(err).toMatch(/hosted already/);
  });

  it('lets go of the folder where the start fails', async () => {
    const world = new FakeCliWorld();
    world.fleet.call = () => Promise.reject(new Error('broken'));
    expect((await hosting(world)).code).toBe(1);
    expect(world.fleet.disposals).toBe(1);
  });
});

describe('run --watch', () => {
  const watching = async (...options: string[]) => {
    const world = new FakeCliWorld({ flowing: false });
    const done = hosting(world, '--watch', ...options);
    await world.stderr.said('Hosting');
    await rest();
    return { world, done };
  };
  const addOne = (world: FakeCliWorld, name: string) => world.fleet.call('instances.add', { name, maxCallRate: 5 });

  it('prints a block at the start and whenever something changed, once a second at most', async () => {
    const { world, done } = await watching();
    expect(world.stdout.text).toBe('No instances yet. Add the first one: cusp-license instance add NAME --max-call-rate N\n\n');
    for (let k = 0; k < 5; k += 1) {
      world.time.pass(1_000);
      await rest();
    }
    expect(world.stdout.text.match(/No instances/g)).toHaveLength(1);

    await addOne(world, 'proxy-1');
    await addOne(world, 'proxy-2');
    await rest();
    expect(world.stdout.text).not.toContain('proxy-1');
    world.time.pass(1_000);
    await rest();
    expect(world.stdout.text.match(/^VERDICT/gm)).toHaveLength(1);
    expect(world.stdout.text).toMatch(/proxy-1[\s\S]*proxy-2/);
    world.stop();
    await done;
  });

  it('gives one JSON value a line with --json', async () => {
    const { world, done } = await watching('--json');
    await addOne(world, 'proxy-1');
    world.time.pass(1_000);
    await rest();
    world.stop();
    const { out } = await done;
    const reports = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports.map(({ instances }) => instances.length)).toEqual([0, 1]);
  });

  it('draws in place on a terminal, every second, as far as there is room', async () => {
    const world = new FakeCliWorld({ flowing: false });
    world.isTTY = true;
    world.rows = 14;
    for (let k = 0; k < 10; k += 1) await addOne(world, `proxy-${k}`);
    const done = hosting(world, '--watch');
    await world.stderr.said('Hosting');
    await rest();
    world.time.pass(1_000);
    await rest();
    world.stop();
    const screens = (await done).out.split('\x1b[H\x1b[2J');
    expect(screens).toHaveLength(3);
    expect(screens[1]).toContain('… and 6 more');
    expect(screens[1]?.split('\n').length).toBeLessThanOrEqual(14);
  });
});

describe('simulator', () => {
  it('prints one JSON line and serves until it is stopped, without a host', async () => {
    const world = new FakeCliWorld({ flowing: false });
    const done = world.cli('--demo', 'simulator', '--port', '8080', '--https-port', '8443', '--state', 'state.json');
    await world.stdout.said('\n');
    expect(world.simulators).toEqual([
      { folder: '/home/somebody/demonstration', port: 8080, httpsPort: 8443, stateFile: 'state.json', demo: true, faults: [] },
    ]);
    world.stop();
    const { code, out } = await done;
    expect(code).toBe(0);
    expect(out.trimEnd()).not.toContain('\n');
    expect(Object.keys(JSON.parse(out))).toEqual(['http', 'https', 'token', 'signerCa', 'tlsCa', 'control']);
    expect([world.opened, world.connected]).toEqual([[], []]);
  });

  it('ends with 1 where a port is taken', async () => {
    const world = new FakeCliWorld();
    world.startSimulator = () =>
      Promise.reject(Object.assign(new Error('listen EADDRINUSE 127.0.0.1:80'), { code: 'EADDRINUSE' }));
    const { code, err } = await world.cli('simulator', '--port', '80');
    expect(code).toBe(1);
    expect(err).toContain('EADDRINUSE');
  });
});
