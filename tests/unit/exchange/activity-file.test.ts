// The audit log as a file: complete however many pages there are, oldest first, safe in a spreadsheet, and provable from JSON alone.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { activityFile } from '../../../main/services/exchange/activity-file.ts';
import { readCsv } from '../../../main/services/exchange/csv.ts';
import { FIRST_SEAL, sealOf } from '../../../main/services/store/event-chain.ts';
import type { FleetChannel, Input, Output } from '../../../shared/ipc/contract.ts';
import type { ActivityEntry } from '../../../shared/model/activity.ts';

const AT = Date.UTC(2026, 10, 24, 9);

/** Sealed as the store seals them. */
function entries(count: number, subject = 'fra-sbc-01'): ActivityEntry[] {
  let seal = FIRST_SEAL;
  return Array.from({ length: count }, (_, n) => {
    const entry = {
      id: n + 1,
      at: AT + n,
      actor: 'administrator',
      user: 'k.brandt',
      event: 'configuration-changed',
      subject,
    } as const;
    const detail = { 'licenseCount.from': 50, 'licenseCount.to': n };
    seal = sealOf(seal, { ...entry, instanceId: 'i', detail: JSON.stringify(detail), change: null });
    return { ...entry, instanceId: 'i', detail, change: {}, seal };
  });
}

function caller(all: ActivityEntry[]) {
  const filters: unknown[] = [];
  const call = async <C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    if (channel === 'activity.verify')
      return { entries: all.length, from: AT, seal: all.at(-1)?.seal ?? null, broken: null } as Output<C>;
    const { filter, before, limit } = input as Input<'activity.list'>;
    filters.push(filter);
    const page = all.filter(({ id }) => before === undefined || id < before).toReversed();
    return { entries: page.slice(0, limit), total: null } as Output<C>;
  };
  return { call, filters };
}

describe('the audit log as a file', () => {
  it('holds all that matches, oldest first', async () => {
    const { call, filters } = caller(entries(4_001));
    const { log, entries: saved } = JSON.parse(await activityFile(call, { actors: ['administrator'] }, 'json'));
    expect(saved.map(({ id }: ActivityEntry) => id)).toEqual(Array.from({ length: 4_001 }, (_, n) => n + 1));
    expect(new Set(filters)).toEqual(new Set([{ actors: ['administrator'] }]));
    expect(log).toMatchObject({ intact: true, entries: 4_001, from: new Date(AT).toISOString(), broken: null });
  });

  it('can be proved by what it says of itself', async () => {
    const { call } = caller(entries(3));
    const { log, entries: saved } = JSON.parse(await activityFile(call, {}, 'json'));
    let seal = '0'.repeat(64);
    for (const { id, at, instanceId, subject, event, detail, actor, user, seal: kept } of saved) {
      const content = [id, Date.parse(at), instanceId, subject, event, JSON.stringify(detail), actor, user, null];
      seal = createHash('sha256')
        .update(`${seal}\n${JSON.stringify(content)}`)
        .digest('hex');
      expect(kept).toBe(seal);
    }
    expect(log.lastSeal).toBe(seal);
  });

  it('is CSV with who, what, result, on what, and nothing that a spreadsheet would run', async () => {
    const { call } = caller(entries(1, '=cmd()'));
    const { records } = await readCsv((await activityFile(call, {}, 'csv')).slice(1));
    const [head, row] = records.map(({ cells }) => cells);
    const cell = (name: string) => row?.[head?.indexOf(name) ?? -1];
    expect(['at', 'actor', 'user', 'event', 'result', 'detail'].map(cell)).toEqual([
      new Date(AT).toISOString(),
      'administrator',
      'k.brandt',
      'configuration-changed',
      'done',
      '{"licenseCount.from":50,"licenseCount.to":0}',
    ]);
    expect(await activityFile(call, {}, 'csv')).toContain("'=cmd()");
    expect(cell('seal')).toHaveLength(64);
  });
});
