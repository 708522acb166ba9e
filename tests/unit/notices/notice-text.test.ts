// Notices in words, in both languages, and the file in which they are remembered.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeMemoryFile } from '../../../main/services/notices/notice-memory.ts';
import { changeNotice, ladderNotice } from '../../../main/services/notices/notice-of.ts';
import { noticeText } from '../../../main/services/notices/text/notice-text.ts';
import { DAY, HOUR } from '../../../shared/durations.ts';
import type { Alert } from '../../../shared/model/alert-ladder.ts';
import { outlookOf } from '../../../shared/model/fleet-outlook.ts';
import { evaluatingRow, expiredRow, fleetRow, NOW, newRow, overdrawnRow, usedUpRow } from '../../builders/fleet-rows.ts';
import { keptLog } from '../../fakes/kept-log.ts';

const MOMENT = { at: NOW, demonstration: false };
const rows = [evaluatingRow(1, 3 * DAY, { name: 'a' }), fleetRow(2, { name: 'b' }), fleetRow(3, { name: 'c' })];
const rowOf = (id: string) => rows.find((row) => row.id === id);
const alert = (number: number, kind: Alert['kind'], inMs: number): Alert => ({
  id: rows[number - 1]?.id ?? '',
  kind,
  days: 3,
  endsAt: NOW + inMs,
  at: NOW,
});
const ladder = (...alerts: Alert[]) => {
  const notice = ladderNotice(alerts, rowOf, MOMENT);
  return notice === null ? null : noticeText(notice, 'en');
};

describe('a notice', () => {
  it('of blocked calls says on what, and why; of many how many, and the worst of them', () => {
    const one = (row: Parameters<typeof changeNotice>[1][number]) => noticeText(changeNotice('blocked', [row], MOMENT), 'en');
    expect(one(usedUpRow(1, NOW - HOUR, { name: 'a' }))).toEqual({
      title: 'Calls blocked on a',
      body: 'The evaluation is used up.',
    });
    expect(one(newRow(1, { name: 'a', verdict: 'blocked' })).body).toBe('Smart licensing is not enabled on this instance.');
    const many = Array.from({ length: 1_200 }, (_, k) => expiredRow(k + 1, NOW - k * HOUR));
    expect(noticeText(changeNotice('blocked', many, MOMENT), 'de')).toEqual({
      title: 'Anrufe blockiert auf 1.200 Instanzen',
      body: 'proxy-1200, proxy-1199, proxy-1198, proxy-1197, proxy-1196 und 1.195 weitere.',
    });
  });

  it('of a clock says how long, what runs out, and unless what', () => {
    expect(ladder(alert(1, 'evaluation', 3 * DAY))).toEqual({
      title: 'a: 3 days left',
      body: 'The evaluation runs out on 27 Nov 2026 unless the instance is registered.',
    });
    expect(ladder(alert(2, 'certificate', DAY))?.title).toBe('b: 1 day left');
    expect(ladder(alert(2, 'authorization', 2 * HOUR))?.title).toBe('b: less than a day left');
    expect(ladder(alert(2, 'authorization', -HOUR))?.title).toBe('b: run out');
    expect(ladder(alert(2, 'authorization', 3 * DAY), alert(3, 'certificate', 7 * DAY))).toEqual({
      title: '2 licence dates are near',
      body: 'b (27 Nov 2026), c (1 Dec 2026).',
    });
    expect(ladder({ ...alert(1, 'evaluation', DAY), id: 'gone' })).toBeNull();
  });

  it('of an account that is over names it, of several their number; of a demonstration says so', () => {
    const over = [overdrawnRow(1, { name: 'a' }), overdrawnRow(2, { name: 'b' })];
    expect(noticeText(changeNotice('out-of-compliance', over, MOMENT), 'en').title).toBe('Voice Core is out of compliance');
    const mixed = [overdrawnRow(1), overdrawnRow(2, { account: 'Lab' })];
    const { title } = noticeText(changeNotice('out-of-compliance', mixed, { ...MOMENT, demonstration: true }), 'en');
    expect(title).toBe('Demonstration: 2 instances are out of compliance');
  });

  it('of a recovery says until when calls are allowed', () => {
    const row = fleetRow(1, { name: 'a', until: NOW + 65 * DAY });
    expect(noticeText(changeNotice('well-again', [row], MOMENT), 'de')).toEqual({
      title: 'a ist wieder in Ordnung',
      body: 'Anrufe erlaubt bis 28. Jan. 2027.',
    });
  });
});

it('the figures of a fleet count each instance once, and name the worst few', () => {
  const { counts, worst } = outlookOf(
    [fleetRow(1), newRow(2), expiredRow(3, NOW - DAY, { name: 'late' }), overdrawnRow(4, { name: 'over' })],
    NOW,
  );
  expect(counts).toEqual({ blocked: 1, risk: 0, 'out-of-compliance': 1, fine: 1, 'not-enabled': 1 });
  expect(worst.map(({ name, bucket }) => [name, bucket])).toEqual([
    ['late', 'blocked'],
    ['over', 'out-of-compliance'],
  ]);
});

describe('the memory of notices', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cusp-notices-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is what was written, for this user alone', () => {
    const file = path.join(folder, 'notices.json');
    const log = keptLog();
    const memory = noticeMemoryFile(file, log).read();
    memory.told.set(fleetRow(1).id, { standing: 2, worst: 2, at: NOW });
    memory.ladder = { upTo: NOW, told: [alert(1, 'evaluation', DAY)] };
    memory.unshown = { notices: [changeNotice('blocked', [expiredRow(1, NOW)], MOMENT)], begun: 1 };
    noticeMemoryFile(file, log).write(memory);
    expect(noticeMemoryFile(file, log).read()).toEqual(memory);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(log.lines).toEqual([]);
  });

  it('begins anew where it means nothing, and says so', () => {
    const file = path.join(folder, 'notices.json');
    for (const text of ['', '{', '{"form":2}', readFileSync(import.meta.filename, 'utf8')]) {
      const log = keptLog();
      writeFileSync(file, text);
      expect(noticeMemoryFile(file, log).read()).toMatchObject({ ladder: null });
      expect(log.lines).toHaveLength(1);
    }
  });
});
