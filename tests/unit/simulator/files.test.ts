// The simulator's files: whole or not there, lines on top, and what a crash in the middle leaves.
import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GatheredWriting } from '../../../main/simulator/files/gathered-writing.ts';
import { keptText, readKept } from '../../../main/simulator/files/kept-file.ts';
import { StateFile } from '../../../main/simulator/files/state-file.ts';
import { writeWhole, writeWholeIfAbsent } from '../../../main/simulator/files/whole-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-files-'));
  path = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const KIND = { name: 'test', version: 1, content: z.number() };

describe('whole files', () => {
  it('replace the old, are private, and leave nothing beside them', async () => {
    await writeFile(path, 'old', { mode: 0o644 });
    await writeWhole(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('made only if absent: of two at once exactly one is the first', async () => {
    const made = await Promise.all([writeWholeIfAbsent(path, 'a'), writeWholeIfAbsent(path, 'b')]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(made[0] ? 'a' : 'b');
    expect(await readdir(folder)).toEqual(['file']);
  });
});

describe('a state file', () => {
  let written = 0;
  const file = () =>
    new StateFile(path, {
      whole: () => {
        written += 1;
        return keptText(KIND, String(written));
      },
      since: () => {
        written += 1;
        return String(written);
      },
    });
  beforeEach(() => {
    written = 0;
  });

  it('is written whole first, then line by line', async () => {
    const state = file();
    for (let round = 0; round < 3; round += 1) await state.write();
    expect(await readKept(path, KIND)).toEqual({ content: 1, later: [2, 3] });
  });

  it('is written whole again when its lines have become longer', async () => {
    const long = JSON.stringify('x'.repeat(400_000));
    const state = new StateFile(path, { whole: () => keptText(KIND, '1'), since: () => long });
    const lines: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      await state.write();
      lines.push((await readKept(path, KIND))?.later.length ?? -1);
    }
    expect(lines).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  });

  it.each([
    ['cut short', () => truncate(path, 3)],
    ['longer', () => appendFile(path, 'x')],
    ['gone', () => rm(path)],
  ])('is written whole again where somebody left it %s', async (_how, change) => {
    const state = file();
    await state.write();
    await state.write();
    await change();
    await state.write();
    const kept = await readKept(path, KIND);
    expect(kept).toEqual({ content: written, later: [] });
  });

  it('a line that was being written in a crash is not there; one in the middle that cannot be read stays to be told', async () => {
    const state = file();
    await state.write();
    await state.write();
    await appendFile(path, '{"half":');
    expect(await readKept(path, KIND)).toEqual({ content: 1, later: [2] });
    await appendFile(path, '\n3\n');
    expect(await readKept(path, KIND)).toEqual({ content: 1, later: [2, undefined, 3] });
  });
});

describe('gathered writing', () => {
  it('shares one write among all who ask while another is under way, and none is told too early', async () => {
    const ends: (() => void)[] = [];
    let truth = 0;
    const wrote: number[] = [];
    const writing = new GatheredWriting(async () => {
      const mine = truth;
      await new Promise<void>((done) => ends.push(done));
      wrote.push(mine);
    });
    truth = 1;
    const first = writing.save();
    truth = 2;
    const later = [writing.save(), writing.save(), writing.save()];
    truth = 3;
    ends[0]?.();
    await first;
    while (ends.length < 2) await Promise.resolve();
    ends[1]?.();
    await Promise.all(later);
    expect(wrote).toEqual([1, 3]);
    await writing.idle();
  });

  it('tells the ones whose write failed, and only them', async () => {
    let fail = true;
    const writing = new GatheredWriting(async () => {
      if (fail) throw new Error('full');
    });
    const first = writing.save();
    const second = writing.save();
    first.catch(() => {
      fail = false;
    });
    await expect(first).rejects.toThrow('full');
    await expect(second).resolves.toBeUndefined();
    await writing.idle();
  });
});
