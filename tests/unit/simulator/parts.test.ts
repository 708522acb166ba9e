// Small parts of the simulator, each by itself.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { serialFromUuid } from '../../../main/simulator/authority/authority.ts';
import { AccessTokens } from '../../../main/simulator/doors/access-tokens.ts';
import { isLoopback } from '../../../main/simulator/doors/listeners.ts';
import { withoutSecrets } from '../../../main/simulator/doors/request-log.ts';
import { FaultBoard } from '../../../main/simulator/faults/fault-board.ts';
import { Mailbox } from '../../../main/simulator/protocol/mailbox.ts';
import { versionIsTooHigh } from '../../../main/simulator/protocol/message-form.ts';
import { Nonces } from '../../../main/simulator/protocol/nonces.ts';
import { ServerClock } from '../../../main/simulator/protocol/server-clock.ts';

describe('serial numbers', () => {
  it('are positive, of 126 to 127 bits, and never the same', () => {
    const serials = Array.from({ length: 1_000 }, () => serialFromUuid(randomUUID()));
    for (const serial of serials) expect(BigInt(serial).toString(2)).toHaveLength(127);
    expect(new Set(serials).size).toBe(serials.length);
    expect(serialFromUuid('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe((2n ** 126n + 2n ** 124n - 1n).toString());
  });
});

describe('loopback addresses', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])('%s is one', (address) => {
    expect(isLoopback(address)).toBe(true);
  });
  it.each(['10.0.0.1', '192.168.127.1', '1.127.0.0', '::2', '::ffff:10.0.0.1', 'fe80::1', '', undefined])(
    '%s is none',
    (address) => {
      expect(isLoopback(address)).toBe(false);
    },
  );
});

describe('versions', () => {
  it.each(['1.2', '2.0', '1.10', '3.1'])('%s is too high', (version) => expect(versionIsTooHigh(version)).toBe(true));
  it.each(['1.1', '1.0', '0.9', 'one', '', '1', 2, null, undefined])('%s is not', (version) => {
    expect(versionIsTooHigh(version)).toBe(false);
  });
});

describe('nonces', () => {
  it('of half a million others are still known, and the newest are kept over a restart', () => {
    const nonces = new Nonces(['kept']);
    for (let count = 0; count < 499_998; count += 1) nonces.add(String(count));
    expect(nonces.has('kept')).toBe(true);
    expect(nonces.has('0')).toBe(true);
    expect(nonces.newest()).toHaveLength(4_096);
    expect(nonces.newest().at(-1)).toBe('499997');
    for (let count = 500_000; count < 1_000_000; count += 1) nonces.add(String(count));
    expect(nonces.has('499997')).toBe(true);
  });
});

describe('the server’s clock', () => {
  it('real: the caller’s, whatever the requests say', () => {
    const clock = new ServerClock('real', () => 5, null);
    expect(clock.see(100)).toBe(0);
    expect([clock.time(), clock.timeFor(200)]).toEqual([5, 5]);
  });

  it('from requests: learnt from the first, then never back', () => {
    const clock = new ServerClock('requests', () => 5, null);
    expect(clock.time()).toBe(5);
    expect(clock.timeFor(3)).toBe(3);
    expect(clock.see(3)).toBe(-2);
    expect(clock.see(100)).toBe(0);
    expect(clock.see(50)).toBe(0);
    expect([clock.time(), clock.timeFor(99), clock.timeFor(101), clock.newestSeen]).toEqual([100, 100, 101, 100]);
  });
});

describe('the fault board', () => {
  const board = () => {
    let id = 0;
    return new FaultBoard(() => {
      id += 1;
      return String(id);
    });
  };

  it('strikes the first that fits, counts it, and takes it down when it is used up', () => {
    const faults = board();
    faults.put([{ fault: 'reset', serial: 'a', times: 1 }, { fault: 'http-500', requestType: 'POLL' }, { fault: 'http-502' }]);
    const struck = (serial: string, type: string) => faults.strike(serial, type)?.fault.fault;
    expect([struck('b', 'POLL'), struck('a', 'POLL'), struck('a', 'POLL'), struck('a', 'REGISTRATION')]).toEqual([
      'http-500',
      'reset',
      'http-500',
      'http-502',
    ]);
    expect(faults.list().map(({ fault }) => fault)).toEqual(['http-500', 'http-502']);
  });

  it('a poll holds up by its number for each request, or until it is taken down, and never a POLL', () => {
    const faults = board();
    faults.put([{ fault: 'poll', times: 2 }]);
    const { id = '' } = faults.strike('a', 'AUTHORIZATION') ?? {};
    expect([faults.holds(id, 1), faults.holds(id, 2)]).toEqual([true, false]);
    expect(faults.list()).toEqual([{ fault: 'poll', times: 2 }]);
    expect(faults.strike('a', 'POLL')).toBeNull();
    faults.clear();
    expect(faults.holds(id, 1)).toBe(false);
  });
});

describe('the mailbox', () => {
  it('does one piece of work at a time, in order, and goes on after one that failed', async () => {
    const mailbox = new Mailbox();
    const said: string[] = [];
    const work = (name: string, fail = false) =>
      mailbox.run(async () => {
        said.push(`${name} begins`);
        await Promise.resolve();
        said.push(`${name} ends`);
        if (fail) throw new Error(name);
      });
    const all = [work('a'), work('b', true), work('c')];
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });
});

describe('the request log', () => {
  it('hides values by their names, at any depth', () => {
    const value = { id_token: 'x', list: [{ proxyPassword: 'y', tag: 'z' }], credential: null, n: 1 };
    expect(withoutSecrets(value)).toEqual({
      id_token: '(hidden)',
      list: [{ proxyPassword: '(hidden)', tag: 'z' }],
      credential: '(hidden)',
      n: 1,
    });
  });
});

describe('access tokens', () => {
  it('100 calls at once, then 20 a second', () => {
    let now = 1_000;
    const tokens = new AccessTokens(
      () => now,
      () => 'secret',
    );
    for (let call = 0; call < 100; call += 1) expect(tokens.waitSeconds()).toBe(0);
    expect(tokens.waitSeconds()).toBe(1);
    now += 500;
    for (let call = 0; call < 10; call += 1) expect(tokens.waitSeconds()).toBe(0);
    expect(tokens.waitSeconds()).toBe(1);
  });
});
