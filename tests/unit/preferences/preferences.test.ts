// Preferences: kept whole, believed only as far as they make sense, and never emptied in silence.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPreferences, type PreferencesFile } from '../../../main/services/preferences/preferences.ts';
import { DEFAULT_SETTINGS } from '../../../shared/model/settings.ts';

/** In place of electron-store, which runs in Electron only: the whole file, read and written. */
function jsonFile(file: string): PreferencesFile {
  const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  return { read, write: async (values) => writeFileSync(file, JSON.stringify({ ...read(), ...values })) };
}

function folderWith(content: string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'cusp-preferences-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'preferences.json');
  if (content !== null) writeFileSync(file, content);
  const open = () => openPreferences({ file, open: jsonFile, now: () => Date.UTC(2026, 10, 24, 9, 40) });
  return { folder, file, open };
}

describe('preferences', () => {
  it('begin with the standard ones and are there the next time', async () => {
    const { open } = folderWith(null);
    const first = open();
    expect(first.get()).toEqual(DEFAULT_SETTINGS);
    expect(await first.set({ theme: 'dark' })).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
    expect(open().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });

  it('tell their listeners, until those stop', async () => {
    const preferences = folderWith(null).open();
    const heard: unknown[] = [];
    const stop = preferences.onChange((settings) => heard.push(settings.language));
    await preferences.set({ language: 'de' });
    stop();
    await preferences.set({ language: 'en' });
    expect(heard).toEqual(['de']);
  });

  it.each([
    ['cut off', '{"theme":"da'],
    ['empty', ''],
    ['a list', '[1]'],
    ['zeros', '\0\0\0\0'],
  ])('of a file that is %s are set aside and told', async (_, content) => {
    const { folder, open } = folderWith(content);
    const preferences = open();
    expect(preferences.get().theme).toBe('system');
    expect(preferences.warnings).toHaveLength(1);
    const aside = 'preferences.json.corrupt-2026-11-24T09-40-00Z';
    expect(preferences.warnings[0]).toContain(aside);
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(content);
    await preferences.set({ theme: 'light' });
    expect(readdirSync(folder)).toContain('preferences.json');
  });

  it('that mean nothing here are told and leave the others alone, in the file too', async () => {
    const { file, open } = folderWith('{"theme":"sepia","language":"de","later":{"x":1}}');
    const preferences = open();
    expect(preferences.get()).toEqual({ ...DEFAULT_SETTINGS, language: 'de' });
    expect(preferences.warnings).toEqual(['The preference “theme” could not be read; the standard one applies.']);
    await preferences.set({ language: 'en' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ language: 'en', later: { x: 1 } });
  });

  it('that are changed at the same time are both kept', async () => {
    const preferences = folderWith(null).open();
    await Promise.all([preferences.set({ theme: 'dark' }), preferences.set({ language: 'de' })]);
    expect(preferences.get()).toMatchObject({ theme: 'dark', language: 'de' });
  });

  it('refuse what is none', async () => {
    const preferences = folderWith(null).open();
    await expect(preferences.set({ theme: 'pink' as 'dark' })).rejects.toThrow();
    expect(preferences.get().theme).toBe('system');
  });
});
