// The alarms of a fleet: each rings once, in time, after sleep and clock jumps too, over one timer that costs next to nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FleetAlarms } from '../../../main/services/time/alarms.ts';
import { DeadlineHeap } from '../../../main/services/time/deadline-heap.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/durations.ts';
import { handClock } from '../../fakes/hand-clock.ts';

const START = Date.UTC(2026, 10, 24);

function alarmsAt(rate = 1) {
  const real = handClock(START);
  const folderNow = () => START + (real.wallMs() - START) * rate;
  let changed = () => {};
  const alarms = new FleetAlarms(
    {
      now: () => ({ wallMs: folderNow(), steadyMs: rate === 1 ? real.steadyMs() : folderNow(), runId: 'run' }),
      anchor: () => ({ rate, real: START, folder: START }),
      onRateChange: (listener) => {
        changed = listener;
        return () => {};
      },
    },
    real,
  );
  const rung: { id: string; at: number }[] = [];
  alarms.onDue((id) => void rung.push({ id, at: folderNow() }));
  return { real, alarms, rung, ids: () => rung.map(({ id }) => id), rateChanged: () => changed() };
}

describe('an alarm', () => {
  it('rings at its time, once', () => {
    const { real, alarms, rung } = alarmsAt();
    alarms.set('a', START + 90 * DAY);
    real.pass(90 * DAY - 1);
    expect(rung).toEqual([]);
    real.pass(1);
    expect(rung).toEqual([{ id: 'a', at: START + 90 * DAY }]);
    real.pass(90 * DAY);
    expect(rung).toHaveLength(1);
  });

  it('that is in the past rings at once', () => {
    const { real, alarms, ids } = alarmsAt();
    alarms.set('a', START - DAY);
    expect(ids()).toEqual([]);
    real.pass(0);
    expect(ids()).toEqual(['a']);
  });

  it('replaces the last of its instance, earlier or later or none', () => {
    const { real, alarms, rung } = alarmsAt();
    alarms.set('later', START + MINUTE);
    alarms.set('later', START + HOUR);
    alarms.set('earlier', START + HOUR);
    alarms.set('earlier', START + MINUTE);
    alarms.set('none', START + MINUTE);
    alarms.set('none', null);
    real.pass(DAY);
    expect(rung).toEqual([
      { id: 'earlier', at: START + MINUTE },
      { id: 'later', at: START + HOUR },
    ]);
  });

  it('may be set again while it rings', () => {
    const { real, alarms, rung } = alarmsAt();
    alarms.onDue((id) => alarms.set(id, START + rung.length * MINUTE + MINUTE));
    alarms.set('a', START + MINUTE);
    real.pass(10 * MINUTE);
    expect(rung.map(({ at }) => (at - START) / MINUTE)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('rings by the time of a fast folder', () => {
    const { real, alarms, rung } = alarmsAt(100_000);
    alarms.set('a', START + 90 * DAY);
    real.pass(77_760 - 1);
    expect(rung).toEqual([]);
    real.pass(1);
    expect(rung).toEqual([{ id: 'a', at: START + 90 * DAY }]);
  });

  it('rings by the new rate as soon as the folder has one', () => {
    const { real, alarms, ids, rateChanged } = alarmsAt();
    alarms.set('a', START + 10);
    real.setWall(START + HOUR / 2);
    rateChanged();
    expect(ids()).toEqual(['a']);
  });

  it('does not ring any more after dispose', () => {
    const { real, alarms, ids } = alarmsAt();
    alarms.set('a', START + MINUTE);
    alarms.dispose();
    real.pass(DAY);
    expect(ids()).toEqual([]);
    expect(real.timers.pending).toBe(0);
  });
});

describe('a computer that slept', () => {
  it('rings within 30 s of waking up, and at once when told', () => {
    const { real, alarms, rung } = alarmsAt();
    alarms.set('a', START + DAY);
    alarms.set('b', START + DAY + HOUR);
    real.pass(MINUTE);
    real.sleep(DAY);
    real.pass(30_000);
    expect(rung.map(({ id }) => id)).toEqual(['a']);
    real.sleep(DAY);
    alarms.wake();
    expect(rung.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('a wall clock that is set', () => {
  it('forward rings what is due by it', () => {
    const { real, alarms, ids } = alarmsAt();
    alarms.set('a', START + 30 * MINUTE);
    alarms.set('b', START + DAY);
    real.setWall(START + 40 * MINUTE);
    real.pass(30_000);
    expect(ids()).toEqual(['a']);
  });

  it('by more than an hour, either way, makes everybody look again, once', () => {
    const { real, alarms, rung, ids } = alarmsAt();
    for (const id of ['a', 'b']) alarms.set(id, START + DAY);
    alarms.set('off', null);
    real.setWall(START - 400 * DAY);
    real.pass(30_000);
    expect(ids().sort()).toEqual(['a', 'b']);
    for (const id of ['a', 'b']) alarms.set(id, START + DAY);
    rung.length = 0;
    real.pass(HOUR);
    expect(rung).toEqual([]);
  });
});

describe('a fleet of ten thousand', () => {
  it('rings all of them by one timer, the earliest first', () => {
    const { real, alarms, rung } = alarmsAt();
    for (let n = 0; n < 10_000; n += 1) alarms.set(`proxy-${n}`, START + ((n * 7_919) % 10_000) * 1_000);
    expect(real.timers.pending).toBe(1);
    real.pass(10_000_000);
    expect(rung).toHaveLength(10_000);
    expect(new Set(rung.map(({ id }) => id)).size).toBe(10_000);
    expect(rung.every(({ at }, index) => index === 0 || at >= (rung[index - 1]?.at ?? 0))).toBe(true);
  });

  it('that is due all at once rings over several turns, and loses nobody', () => {
    const { real, alarms, ids } = alarmsAt();
    for (let n = 0; n < 10_000; n += 1) alarms.set(`proxy-${n}`, START + DAY);
    real.sleep(DAY);
    alarms.wake();
    expect(ids().length).toBeLessThan(1_000);
    const before = real.steadyMs();
    real.pass(0);
    expect(ids()).toHaveLength(10_000);
    expect(new Set(ids()).size).toBe(10_000);
    expect(real.steadyMs()).toBe(before);
  });

  it('that is idle looks at the clock twice a minute and no more', () => {
    const { real, alarms, ids } = alarmsAt();
    for (let n = 0; n < 10_000; n += 1) alarms.set(`proxy-${n}`, START + 30 * DAY + n);
    const before = real.timers.ever;
    real.pass(HOUR);
    expect(real.timers.ever - before).toBe(120);
    expect(ids()).toEqual([]);
  });
});

describe('the heap', () => {
  it('gives what a sorted list would give, whatever was set, replaced and taken', () => {
    const act = fc.oneof(
      fc.record({ id: fc.integer({ min: 0, max: 30 }).map(String), at: fc.option(fc.integer({ min: 0, max: 100 })) }),
      fc.record({ take: fc.integer({ min: 0, max: 100 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 400 }), (acts) => {
        const heap = new DeadlineHeap();
        const model = new Map<string, number>();
        for (const one of acts) {
          if ('take' in one) {
            const expected = [...model].filter(([, at]) => at <= one.take).sort(([, a], [, b]) => a - b);
            const taken = heap.takeDue(one.take, 1_000);
            expect(taken.map((id) => model.get(id))).toEqual(expected.map(([, at]) => at));
            expect([...taken].sort()).toEqual(expected.map(([id]) => id).sort());
            for (const id of taken) model.delete(id);
          } else {
            heap.set(one.id, one.at);
            if (one.at === null) model.delete(one.id);
            else model.set(one.id, one.at);
          }
          expect(heap.size).toBe(model.size);
          expect(heap.earliest()).toBe(model.size === 0 ? null : Math.min(...model.values()));
        }
      }),
    );
  });

  it('does not grow with how often a deadline is replaced', () => {
    const heap = new DeadlineHeap();
    for (let n = 0; n < 100_000; n += 1) heap.set(`proxy-${n % 10}`, n);
    expect(heap.entries).toBeLessThan(200);
    expect(heap.takeDue(Number.POSITIVE_INFINITY, 1_000)).toHaveLength(10);
  });
});
