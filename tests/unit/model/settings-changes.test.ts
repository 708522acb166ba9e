// What of the preferences goes into the audit log.
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../shared/model/default-settings.ts';
import { settingsChanges } from '../../../shared/model/settings-changes.ts';

it('names each setting that is another now, from what to what', () => {
  const after = { ...DEFAULT_SETTINGS, exchangesAtOnce: 8, theme: 'dark' as const };
  expect(settingsChanges(DEFAULT_SETTINGS, after)).toEqual({
    'exchangesAtOnce.from': DEFAULT_SETTINGS.exchangesAtOnce,
    'exchangesAtOnce.to': 8,
    'theme.from': 'system',
    'theme.to': 'dark',
  });
});

it('tells lists as they are kept, and not without end', () => {
  const purchased = Array.from({ length: 100 }, (_, n) => ({ folder: '/f', account: `account-${n}`, licences: n, at: 1 }));
  const { 'purchased.to': to, 'purchased.from': from } = settingsChanges(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, purchased });
  expect(from).toBe('[]');
  expect(to).toContain('account-0');
  expect(String(to).length).toBeLessThanOrEqual(500);
});

it('leaves out how somebody looks at the fleet', () => {
  const after = { ...DEFAULT_SETTINGS, fleetSort: { column: 'name' as const, descending: true }, fleetColumns: [] };
  expect(settingsChanges(DEFAULT_SETTINGS, after)).toEqual({});
});
