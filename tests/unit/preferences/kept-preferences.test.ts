// The preferences as the host reads them: those of the file as it is now, whoever wrote it, and the usual ones where it says nothing.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptPreferences } from '../../../main/services/preferences/kept-preferences.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';

function file(): { path: string; write(text: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'preferences-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'preferences.json');
  return {
    path,
    write(text) {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    },
  };
}

test('a change counts with the next look, and a file that is gone means the usual ones', () => {
  const { path, write } = file();
  const settings = keptPreferences(path);
  expect(settings()).toEqual(DEFAULT_SETTINGS);
  write('{"exchangesAtOnce":8,"exchangesPerSecond":50}');
  expect(settings()).toMatchObject({ exchangesAtOnce: 8, exchangesPerSecond: 50 });
  write('{"exchangesAtOnce":2,"exchangesPerSecond":50}');
  expect(settings()).toMatchObject({ exchangesAtOnce: 2, exchangesPerSecond: 50 });
  rmSync(path);
  expect(settings()).toEqual(DEFAULT_SETTINGS);
});

test('what is out of its bounds, or no preferences at all, is as if it was not there', () => {
  const { path, write } = file();
  const settings = keptPreferences(path);
  write('{"exchangesAtOnce":0,"exchangesPerSecond":20}');
  expect(settings()).toEqual({ ...DEFAULT_SETTINGS, exchangesPerSecond: 20 });
  for (const text of ['', '[1]', 'null', '{"exchangesAtOnce":']) {
    write(text);
    expect(settings(), text).toEqual(DEFAULT_SETTINGS);
  }
});
