// The pace of exchanges: at once and in a second for one server, 16 in all, in the order of coming, fair between servers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace, type PaceLimits } from '../../../main/services/transport/pace.ts';
import { handClock } from '../../fakes/hand-clock.ts';

/** Work that ends when the test says so, over time that is moved by hand. */
class Work {
  readonly under: { server: string; number: number; end: (how?: Error) => void }[] = [];
  readonly order: number[] = [];
  readonly begunAt: { server: string; at: number }[] = [];
  readonly clock = handClock(0);
  readonly pace: Pace;
  limits: PaceLimits;
  #number = 0;

  constructor(limits: Partial<PaceLimits> = {}) {
    this.limits = { atOnce: 4, perSecond: 1_000, ...limits };
    this.pace = new Pace(() => this.limits, this.clock);
  }

  ask(server: string): Promise<void> {
    const number = this.#number;
    this.#number += 1;
    return this.pace.within(server, () => {
      this.order.push(number);
      this.begunAt.push({ server, at: this.clock.steadyMs() });
      return new Promise<void>((resolve, reject) => {
        this.under.push({ server, number, end: (how) => (how === undefined ? resolve() : reject(how)) });
      });
    });
  }
  askTimes(server: string, times: number): void {
    for (let n = 0; n < times; n += 1) void this.ask(server);
  }
  end(at = 0, how?: Error): void {
    this.under.splice(at, 1)[0]?.end(how);
  }
  endAt(server: string): void {
    this.end(this.under.findIndex((one) => one.server === server));
  }
  at(server: string): number {
    return this.under.filter((one) => one.server === server).length;
  }
}
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('at once', () => {
  it('so many for one server, and 16 in all', async () => {
    const work = new Work();
    for (let server = 0; server < 6; server += 1) work.askTimes(`s${server}`, 6);
    await settle();
    expect(work.under.length).toBe(16);
    expect(Math.max(...[0, 1, 2, 3, 4, 5].map((server) => work.at(`s${server}`)))).toBeLessThanOrEqual(4);
  });

  it('in the order of coming, past those whose server is full', async () => {
    const work = new Work();
    work.askTimes('busy', 6);
    void work.ask('other');
    await settle();
    expect(work.order).toEqual([0, 1, 2, 3, 6]);
    work.end();
    await settle();
    expect(work.order).toEqual([0, 1, 2, 3, 6, 4]);
  });

  it('gives the place back when the work fails, and passes the failure on', async () => {
    const work = new Work();
    const asked = Array.from({ length: 5 }, () => work.ask('s'));
    await settle();
    work.end(0, new Error('broken'));
    await expect(asked[0]).rejects.toThrow('broken');
    await settle();
    expect(work.order).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('in a second', () => {
  it('so many in any second, the first ones at once, and one timer for all who wait', async () => {
    const work = new Work({ atOnce: 16, perSecond: 10 });
    work.askTimes('s', 10_000);
    for (let ms = 0; ms < 5_000; ms += 1) {
      await settle();
      while (work.under.length > 0) work.end();
      await settle();
      expect(work.clock.timers.pending).toBeLessThanOrEqual(1);
      work.clock.pass(1);
    }
    const begun = work.begunAt.map(({ at }) => at);
    expect(begun.length).toBe(50);
    for (const at of begun) expect(begun.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(10);
  });

  it('each server has its own seconds', async () => {
    const work = new Work({ perSecond: 2 });
    work.askTimes('a', 4);
    work.askTimes('b', 4);
    await settle();
    expect([work.at('a'), work.at('b')]).toEqual([2, 2]);
    work.clock.pass(999);
    await settle();
    expect(work.under.length).toBe(4);
    work.clock.pass(1);
    await settle();
    expect([work.at('a'), work.at('b')]).toEqual([4, 4]);
  });

  it('limits that change count at once', async () => {
    const work = new Work({ atOnce: 1, perSecond: 1 });
    work.askTimes('s', 20);
    await settle();
    expect(work.under.length).toBe(1);
    work.limits = { atOnce: 8, perSecond: 100 };
    work.pace.changed();
    await settle();
    expect(work.under.length).toBe(8);
    work.limits = { atOnce: 2, perSecond: 100 };
    for (let n = 0; n < 6; n += 1) work.end();
    await settle();
    expect(work.under.length).toBe(2);
  });
});

describe('between servers', () => {
  it('servers that never answer keep their share of the places, and one that does is served all the time', async () => {
    const work = new Work();
    for (const dead of ['d1', 'd2', 'd3', 'd4', 'd5']) work.askTimes(dead, 1_000);
    work.askTimes('well', 300);
    await settle();
    expect(work.under.length).toBe(16);
    // Each of the dead is given up after half a minute, all the others' answers come in between.
    let served = 0;
    for (let round = 0; round < 20; round += 1) {
      for (const dead of ['d1', 'd2', 'd3', 'd4', 'd5']) work.endAt(dead);
      await settle();
      for (let answers = 0; answers < 50 && work.at('well') > 0; answers += 1) {
        work.endAt('well');
        served += 1;
        await settle();
        work.clock.pass(100);
        await settle();
      }
    }
    expect(served).toBe(300);
  });

  it('places go round: of many servers that wait, each is served as often as the others', async () => {
    const work = new Work({ atOnce: 4, perSecond: 1_000 });
    for (let n = 0; n < 10; n += 1) for (let server = 0; server < 40; server += 1) void work.ask(`s${server}`);
    for (let n = 0; n < 200; n += 1) {
      await settle();
      work.end();
    }
    await settle();
    const counts = Array.from({ length: 40 }, (_, n) => work.begunAt.filter(({ server }) => server === `s${n}`).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});

it('keeps its limits and forgets nobody, whatever comes and goes', async () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant('end' as const), fc.constant('pass' as const));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 12 }), async (steps, perSecond) => {
      const work = new Work({ perSecond });
      const asked: Promise<void>[] = [];
      for (const one of steps) {
        if (one === 'end') work.end();
        else if (one === 'pass') work.clock.pass(150);
        else asked.push(work.ask(`s${one}`));
        await settle();
        expect(work.under.length).toBeLessThanOrEqual(16);
        for (let server = 0; server <= 5; server += 1) expect(work.at(`s${server}`)).toBeLessThanOrEqual(4);
      }
      for (let turn = 0; turn < 1_000 && (work.under.length > 0 || work.order.length < asked.length); turn += 1) {
        if (work.under.length > 0) work.end();
        else work.clock.pass(1_000);
        await settle();
      }
      await Promise.all(asked);
      expect(work.order.length).toBe(asked.length);
      for (let server = 0; server <= 5; server += 1) {
        const own = work.begunAt.filter((one) => one.server === `s${server}`).map(({ at }) => at);
        for (const at of own)
          expect(own.filter((other) => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(perSecond);
      }
    }),
    { numRuns: 100 },
  );
});
