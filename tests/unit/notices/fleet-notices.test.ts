// The watch over a fleet on a clock moved by hand: the ladder over a year of sleeps, restarts and crashes, each step once; changes
// gathered, kept before they are shown, and shown once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/durations.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';
import { evaluatingRow, expiredRow, failureRun, fleetRow, NOW, overdrawnRow } from '../../builders/fleet-rows.ts';
import { WatchedFleet } from '../../fakes/watched-fleet.ts';

/** With a certificate alone, which ends after so many days. */
const certified = (number: number, days: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, {
    authorizationDeadline: null,
    authorizationAnsweredAt: null,
    nextContact: null,
    certificate: { issuedAt: NOW - DAY, expiresAt: NOW + days * DAY, renewAt: NOW + days * DAY },
    ...over,
  });
const well = fleetRow(1, { name: 'a', nextContact: null, authorizationDeadline: null, certificate: null });
const blocked = { ...expiredRow(1, NOW - HOUR, { name: 'a', nextContact: null, certificate: null }), id: well.id };
const short = ({ kind, count, subjects }: Notice) => `${kind} ${count} ${subjects[0]?.name}`;
/** Days left, as the notices of the ladder tell it. */
const daysLeft = (shown: readonly Notice[]) =>
  shown.filter(({ kind }) => kind === 'ladder').map(({ at, subjects }) => Math.round(((subjects[0]?.endsAt ?? 0) - at) / DAY));

async function running(rows: readonly FleetRow[]): Promise<WatchedFleet> {
  const fleet = new WatchedFleet(NOW, rows);
  fleet.start();
  await fleet.pass(MINUTE);
  return fleet;
}

describe('the ladder over a year', () => {
  it('tells each step of a clock once, at its moment', async () => {
    const fleet = await running([certified(1, 365)]);
    await fleet.pass(370 * DAY, 6 * HOUR);
    expect(daysLeft(fleet.shown)).toEqual([90, 60, 30, 14, 7, 3, 1]);
    for (const { at, subjects } of fleet.shown) expect(((subjects[0]?.endsAt ?? 0) - at) % DAY).toBeGreaterThan(DAY - MINUTE);
  });

  const night = fc.record({
    awakeHours: fc.integer({ min: 1, max: 400 }),
    next: fc.constantFrom('sleep' as const, 'restart' as const, 'crash' as const),
    awayHours: fc.integer({ min: 1, max: 24 * 20 }),
  });
  it('however it sleeps, restarts and dies: no step is missed, none is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(night, { minLength: 5, maxLength: 25 }),
        fc.integer({ min: 95, max: 365 }),
        async (nights, days) => {
          const fleet = await running([certified(1, days)]);
          const looks = [NOW];
          for (const { awakeHours, next, awayHours } of nights) {
            await fleet.pass(awakeHours * HOUR, 12 * HOUR);
            looks.push(fleet.time.wallMs());
            if (next === 'sleep') {
              fleet.time.sleep(awayHours * HOUR);
              fleet.watch.wake();
            } else {
              fleet.end(next === 'crash' ? 'dies' : 'in order');
              fleet.time.sleep(awayHours * HOUR);
              fleet.start();
            }
            await fleet.pass(MINUTE);
          }
          const told = fleet.shown.map(({ at, subjects }) => ({ at, left: (subjects[0]?.endsAt ?? 0) - at }));
          const steps = [90, 60, 30, 14, 7, 3, 1].map((step) => NOW + (days - step) * DAY);
          const end = fleet.time.wallMs();
          // Between two notices lies a step at least, and after each step that was passed comes one before the next wakeful minute ends.
          for (let k = 1; k < told.length; k += 1) {
            const [a, b] = [told[k - 1]?.at ?? 0, told[k]?.at ?? 0];
            expect(steps.some((step) => step > a && step <= b)).toBe(true);
          }
          for (const step of steps) if (step <= end - MINUTE) expect(told.some(({ at }) => at >= step)).toBe(true);
          expect(told.length).toBeLessThanOrEqual(steps.filter((step) => step <= end).length);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('gathers what came due in a long sleep into one notice, ten thousand instances or not', async () => {
    const rows = Array.from({ length: 10_000 }, (_, k) => certified(k + 1, 40 + (k % 20)));
    const fleet = await running(rows);
    fleet.end('in order');
    fleet.time.sleep(35 * DAY);
    fleet.start();
    await fleet.pass(HOUR);
    expect(fleet.shown.map(({ kind, count }) => [kind, count])).toEqual([['ladder', 10_000]]);
    expect(fleet.shown[0]?.subjects.length).toBeLessThanOrEqual(5);
  });

  it('says nothing of dates that the program moves once it is awake again', async () => {
    const authorized = (answeredAt: number, over: Partial<FleetRow> = {}) =>
      fleetRow(1, {
        certificate: null,
        authorizationAnsweredAt: answeredAt,
        authorizationDeadline: answeredAt + 90 * DAY,
        nextContact: { at: answeredAt + 30 * DAY, operation: 'authorization' },
        ...over,
      });
    const fleet = await running([authorized(NOW)]);
    fleet.time.sleep(45 * DAY);
    fleet.watch.wake();
    await fleet.pass(10 * MINUTE, MINUTE);
    expect(fleet.shown).toEqual([]);
    fleet.put(authorized(fleet.time.wallMs()));
    await fleet.pass(2 * HOUR, MINUTE);
    expect(fleet.shown).toEqual([]);
    // Where the server does not answer, it is told as soon as that is known.
    fleet.time.sleep(45 * DAY);
    fleet.watch.wake();
    await fleet.pass(MINUTE);
    const { authorizationAnsweredAt } = authorized(NOW);
    expect(authorizationAnsweredAt).toBe(NOW);
    fleet.put(
      authorized(NOW + 45 * DAY, { failure: failureRun(), nextContact: { at: NOW + 91 * DAY, operation: 'authorization' } }),
    );
    await fleet.pass(MINUTE, SECOND);
    expect(daysLeft(fleet.shown)).toEqual([45]);
  });

  it('costs nothing while nothing comes due', async () => {
    const fleet = await running(Array.from({ length: 1_000 }, (_, k) => certified(k + 1, 300)));
    const { ever } = fleet.time.timers;
    await fleet.pass(10 * DAY, HOUR);
    // The alarm clock's own hops of half a minute, and the window that asks every ten seconds: no look at the rows.
    expect(fleet.writes).toBe(1);
    expect(fleet.time.timers.ever - ever).toBeLessThan(10 * 24 * 60 * 8 + 100);
  });

  it('goes on where it was after the clock was set years ahead and back', async () => {
    const fleet = await running([certified(1, 100)]);
    fleet.time.setWall(NOW + 3_000 * DAY);
    await fleet.pass(MINUTE, 10 * SECOND);
    expect(fleet.shown).toHaveLength(1);
    fleet.time.setWall(NOW + 5 * DAY);
    await fleet.pass(40 * DAY, 6 * HOUR);
    expect(daysLeft(fleet.shown.slice(1))).toEqual([90, 60]);
  });

  it('leaves out instances that are muted, and steps that are not set', async () => {
    const fleet = await running([certified(1, 40), certified(2, 40)]);
    fleet.settings = { ...DEFAULT_SETTINGS, alertDays: [14], muted: [certified(1, 40).id] };
    await fleet.pass(41 * DAY, 6 * HOUR);
    expect(fleet.shown.map(short)).toEqual(['ladder 1 proxy-2']);
  });
});

describe('a change', () => {
  it('is told within seconds, and its recovery after it', async () => {
    const fleet = await running([well]);
    fleet.put(blocked);
    await fleet.pass(2 * SECOND);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a']);
    fleet.put(well);
    await fleet.pass(MINUTE, SECOND);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a', 'well-again 1 a']);
  });

  it('of ten thousand over ten minutes gives a handful of notices', async () => {
    const fleet = await running(Array.from({ length: 10_000 }, (_, k) => fleetRow(k + 1)));
    for (let second = 0; second < 600; second += 1) {
      for (let k = 0; k < 17; k += 1) fleet.put(expiredRow(second * 17 + k + 1, fleet.time.wallMs()));
      await fleet.pass(SECOND);
    }
    await fleet.pass(10 * MINUTE, SECOND);
    expect(fleet.shown.length).toBeLessThan(10);
    expect(fleet.shown.reduce((sum, { count }) => sum + count, 0)).toBe(10_200);
  });

  it('in quiet hours waits for their end, but for blocked calls', async () => {
    const fleet = await running([well]);
    const minute = new Date(NOW).getHours() * 60 + new Date(NOW).getMinutes();
    fleet.settings = { ...DEFAULT_SETTINGS, quietHours: { on: true, from: minute - 1, to: (minute + 120) % 1440 } };
    fleet.put({ ...overdrawnRow(1, { name: 'a', nextContact: null }), id: well.id }, certified(2, 30.05));
    await fleet.pass(100 * MINUTE, MINUTE);
    expect(fleet.shown).toEqual([]);
    fleet.put(expiredRow(3, NOW, { name: 'b' }));
    await fleet.pass(MINUTE);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 b']);
    await fleet.pass(40 * MINUTE, MINUTE);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 b', 'out-of-compliance 1 a', 'ladder 1 proxy-2']);
  });

  it('within the pause of its instance is told after it where it still holds', async () => {
    const fleet = await running([blocked]);
    fleet.put(well);
    await fleet.pass(MINUTE, SECOND);
    fleet.put(blocked);
    await fleet.pass(3 * HOUR, MINUTE);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a', 'well-again 1 a']);
    await fleet.pass(HOUR, MINUTE);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a', 'well-again 1 a', 'blocked 1 a']);
  });

  it('of an instance that is unmuted is told as it stands then', async () => {
    const fleet = new WatchedFleet(NOW, [blocked]);
    fleet.settings = { ...DEFAULT_SETTINGS, muted: [well.id] };
    fleet.start();
    await fleet.pass(HOUR, MINUTE);
    expect(fleet.shown).toEqual([]);
    fleet.settings = DEFAULT_SETTINGS;
    fleet.watch.rulesChanged();
    await fleet.pass(2 * SECOND);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a']);
  });
});

describe('what was told', () => {
  it('is not told again after a restart or a crash, nor where it was removed meanwhile', async () => {
    const fleet = await running([blocked]);
    for (const how of ['in order', 'dies', 'dies'] as const) {
      fleet.end(how);
      fleet.start();
      await fleet.pass(HOUR, MINUTE);
    }
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a']);
    fleet.remove(well.id);
    await fleet.pass(MINUTE);
    expect(fleet.shown).toHaveLength(1);
  });

  it('but never shown, is shown after the restart; a program that dies over and over tries it three times', async () => {
    const fleet = new WatchedFleet(NOW, [blocked]);
    fleet.isBlind = true;
    fleet.start();
    await fleet.pass(MINUTE);
    fleet.end('dies');
    fleet.isBlind = false;
    fleet.start();
    await fleet.pass(MINUTE, 10 * SECOND);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a']);
    fleet.end('dies');
    fleet.start();
    await fleet.pass(MINUTE, 10 * SECOND);
    expect(fleet.shown).toHaveLength(1);

    const dying = new WatchedFleet(NOW, [blocked]);
    dying.isBlind = true;
    for (let times = 0; times < 3; times += 1) {
      dying.start();
      await dying.pass(MINUTE);
      dying.end('dies');
    }
    dying.isBlind = false;
    dying.start();
    await dying.pass(HOUR, MINUTE);
    expect(dying.shown).toEqual([]);
    expect(dying.log.lines.filter(({ text }) => text.startsWith('Calls blocked on a'))).toHaveLength(3);
  });

  it('goes to the log where there is no window, and is done with then', async () => {
    const fleet = new WatchedFleet(NOW, [blocked]);
    fleet.isBlind = true;
    for (const _ of [1, 2, 3]) {
      fleet.start('log');
      await fleet.pass(MINUTE);
      fleet.end('dies');
    }
    expect(fleet.log.lines).toEqual([
      { level: 'warn', text: 'Calls blocked on a. The licence server has not answered for 90 days.' },
    ]);
  });

  it('is shown all the same where it cannot be kept, and that is said once', async () => {
    const fleet = new WatchedFleet(NOW, [well]);
    fleet.disk = 'full';
    fleet.start();
    fleet.put(blocked);
    await fleet.pass(MINUTE, SECOND);
    fleet.put(well);
    await fleet.pass(MINUTE, SECOND);
    expect(fleet.shown.map(short)).toEqual(['blocked 1 a', 'well-again 1 a']);
    expect(fleet.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

it('an evaluation is told of from sixty days on: its first ninety are no news', async () => {
  const fleet = new WatchedFleet(NOW, []);
  fleet.start();
  await fleet.pass(MINUTE);
  fleet.put(evaluatingRow(1, 90 * DAY, { evaluation: { remainingMs: 90 * DAY, asOf: NOW + MINUTE, counting: true } }));
  await fleet.pass(92 * DAY, 6 * HOUR);
  expect(daysLeft(fleet.shown)).toEqual([60, 30, 14, 7, 3, 1]);
});
