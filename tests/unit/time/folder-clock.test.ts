// The folder's clock: ordinary and demonstration folders told apart, one time for all processes, and never back.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type FolderClockOptions, openFolderClock } from '../../../main/services/time/folder-clock.ts';
import { steadyClock } from '../../../main/services/time/real-time.ts';
import { DAY, HOUR } from '../../../shared/durations.ts';
import { handClock } from '../../fakes/hand-clock.ts';

const START = Date.UTC(2026, 10, 24);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-clock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
function opened(options: Partial<FolderClockOptions> & { folder: string }) {
  const clock = openFolderClock({ demo: false, clockRate: null, real: handClock(START), ...options });
  onTestFinished(() => clock.dispose());
  return clock;
}
const refusal = (code: string) => expect.objectContaining({ error: expect.objectContaining({ code }) });

describe('an ordinary folder', () => {
  it("tells the computer's time and leaves no mark", () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    const clock = opened({ folder, real });
    real.pass(1_500);
    expect(clock.now()).toMatchObject({ wallMs: START + 1_500, steadyMs: 1_500 });
    expect(clock.demonstration).toBe(false);
    expect(clock.anchor()).toEqual({ rate: 1, real: 0, folder: 0 });
    expect(existsSync(join(folder, 'demonstration.json'))).toBe(false);
  });

  it('has another run each time it is opened', () => {
    const folder = temporaryFolder();
    expect(opened({ folder }).now().runId).not.toBe(opened({ folder }).now().runId);
  });

  it('refuses a clock rate', () => {
    expect(() => opened({ folder: temporaryFolder(), clockRate: 1 })).toThrow(refusal('invalid-input'));
  });

  it('goes at no other rate, and is moved nowhere', () => {
    const clock = opened({ folder: temporaryFolder() });
    expect(() => clock.setRate(60)).toThrow(refusal('invalid-input'));
    expect(() => clock.moveTo(START + DAY)).toThrow(refusal('invalid-input'));
    expect(clock.now().wallMs).toBe(START);
  });

  it('with data in it cannot become a demonstration', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'store.sqlite'), '');
    expect(() => opened({ folder, demo: true })).toThrow(refusal('invalid-input'));
    expect(existsSync(join(folder, 'demonstration.json'))).toBe(false);
  });
});

describe('a demonstration folder', () => {
  it('is marked for this user only, and stays one without --demo, data or not', () => {
    const folder = temporaryFolder();
    opened({ folder, demo: true, clockRate: 100 });
    expect(statSync(join(folder, 'demonstration.json')).mode & 0o777).toBe(0o600);
    writeFileSync(join(folder, 'store.sqlite'), '');
    expect(opened({ folder }).demonstration).toBe(true);
    expect(opened({ folder, demo: true }).anchor()).toEqual({ rate: 100, real: START, folder: START });
  });

  it('is moved on at its rate, for every process on it, and never back', () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    const clock = opened({ folder, real, demo: true, clockRate: 60 });
    const other = opened({ folder, real });
    clock.moveTo(START + 30 * DAY);
    real.pass(1_000);
    expect([clock.now().wallMs, other.now().wallMs]).toEqual([START + 30 * DAY + 60_000, START + 30 * DAY + 60_000]);
    clock.moveTo(START);
    expect(clock.now().wallMs).toBe(START + 30 * DAY + 60_000);
  });

  it('tells another process the rate that it was given here, at the next question', () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    const clock = opened({ folder, real, demo: true });
    const other = opened({ folder, real });
    clock.setRate(86_400);
    expect(other.anchor()).toEqual({ rate: 86_400, real: START, folder: START });
    expect(() => clock.setRate(0.5)).toThrow(refusal('invalid-input'));
    expect(clock.anchor().rate).toBe(86_400);
  });

  it.each([0, 0.5, -1, 1_000_001, Number.NaN, Number.POSITIVE_INFINITY])('refuses the rate %d', (clockRate) => {
    const folder = temporaryFolder();
    expect(() => opened({ folder, demo: true, clockRate })).toThrow(refusal('invalid-input'));
    expect(existsSync(join(folder, 'demonstration.json'))).toBe(false);
  });

  it('tells its time on both clocks, at its rate', () => {
    const real = handClock(START);
    const clock = opened({ folder: temporaryFolder(), demo: true, clockRate: 100_000, real });
    real.pass(77_760);
    expect(clock.now()).toMatchObject({ wallMs: START + 90 * DAY, steadyMs: START + 90 * DAY });
  });

  it('goes on while nobody looks', () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    opened({ folder, demo: true, clockRate: 1_000, real }).dispose();
    real.pass(HOUR);
    expect(opened({ folder, real }).now().wallMs).toBe(START + 1_000 * HOUR);
  });

  it('counts a new rate from then on', () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    opened({ folder, demo: true, clockRate: 1_000, real });
    real.pass(HOUR);
    const later = opened({ folder, real, clockRate: 10 });
    expect(later.now().wallMs).toBe(START + 1_000 * HOUR);
    real.pass(HOUR);
    expect(later.now().wallMs).toBe(START + 1_010 * HOUR);
    expect(JSON.parse(readFileSync(join(folder, 'demonstration.json'), 'utf8')).rate).toBe(10);
  });

  it('is the same for two processes, also when one changes the rate', () => {
    const folder = temporaryFolder();
    const real = handClock(START);
    const one = opened({ folder, demo: true, real });
    const two = opened({ folder, real });
    let told = 0;
    two.onRateChange(() => {
      told += 1;
    });
    real.pass(HOUR);
    one.setRate(50);
    real.pass(HOUR);
    expect(two.now().wallMs).toBe(one.now().wallMs);
    expect(two.now().wallMs).toBe(START + 51 * HOUR);
    expect(told).toBe(1);
  });

  it('whose mark cannot be read is opened neither way', () => {
    const folder = temporaryFolder();
    for (const content of ['', '{}', '{"rate":0,"anchor":{"real":0,"folder":0}}', 'nonsense']) {
      writeFileSync(join(folder, 'demonstration.json'), content);
      for (const demo of [true, false]) expect(() => opened({ folder, demo })).toThrow(refusal('store-unavailable'));
      expect(readFileSync(join(folder, 'demonstration.json'), 'utf8')).toBe(content);
    }
  });

  it('never goes back and never passes what a date can hold, whatever becomes of rate and real clock', () => {
    const act = fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 400 * DAY }) }),
      fc.record({ setWall: fc.integer({ min: START - 800 * DAY, max: START + 800 * DAY }) }),
      fc.record({ rate: fc.integer({ min: 1, max: 1_000_000 }) }),
    );
    const folder = temporaryFolder();
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        rmSync(join(folder, 'demonstration.json'), { force: true });
        const real = handClock(START);
        const clock = openFolderClock({ folder, demo: true, clockRate: 7, real });
        try {
          let last = clock.now();
          for (const one of acts) {
            if ('pass' in one) real.pass(one.pass);
            else if ('setWall' in one) real.setWall(one.setWall);
            else clock.setRate(one.rate);
            const now = clock.now();
            expect(now.wallMs).toBeGreaterThanOrEqual(last.wallMs);
            expect(now.steadyMs).toBeGreaterThanOrEqual(last.steadyMs);
            expect(Number.isInteger(now.wallMs)).toBe(true);
            expect(new Date(now.wallMs).toISOString()).toMatch(/Z$/);
            last = now;
          }
        } finally {
          clock.dispose();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the steady clock', () => {
  const setting = () => {
    const clocks = { process: 5_000, boot: 90_000, wall: 1_000_000, bootReads: 0 };
    return {
      clocks,
      steady: steadyClock(
        () => clocks.process,
        () => {
          clocks.bootReads += 1;
          return clocks.boot;
        },
        () => clocks.wall,
      ),
    };
  };

  it('counts the time that the computer slept', () => {
    const { clocks, steady } = setting();
    clocks.process += 1_000;
    clocks.boot += 1_000;
    expect(steady()).toBe(1_000);
    clocks.process += 10;
    clocks.boot += 8 * HOUR;
    clocks.wall += 8 * HOUR;
    expect(steady()).toBe(1_000 + 8 * HOUR);
  });

  it('reads the time since boot once in a second, and at once where the wall clock says more', () => {
    const { clocks, steady } = setting();
    const pass = (ms: number) => {
      clocks.process += ms;
      clocks.boot += ms;
      clocks.wall += ms;
    };
    const before = clocks.bootReads;
    for (let ms = 0; ms < 10_000; ms += 1) {
      pass(1);
      expect(steady()).toBe(ms + 1);
    }
    expect(clocks.bootReads - before).toBe(10);
    clocks.boot += HOUR;
    clocks.wall -= 5 * HOUR;
    expect(steady()).toBe(10_000 + HOUR);
  });

  it('does not take the coarseness of the boot clock for sleep, and never goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ ms: fc.nat(5_000), error: fc.integer({ min: -999, max: 999 }) })), (steps) => {
        let passed = 0;
        let error = 0;
        const steady = steadyClock(
          () => passed,
          () => passed + error,
          () => passed + error,
        );
        let last = 0;
        for (const step of steps) {
          passed += step.ms;
          error = step.error;
          const now = steady();
          expect(now).toBe(passed);
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
      }),
    );
  });
});
