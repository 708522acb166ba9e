// What the form's Update says that it will do, against what the agent does when it is asked.
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../shared/model/configuration.ts';
import { changedFields, planUpdate, proxyText, sameConfiguration } from '../../../shared/model/update-plan.ts';

const BASE: Configuration = {
  enabled: true,
  licenseCount: 50,
  serverUrl: 'https://a.example/SmartTransport',
  transport: 'http',
  proxy: { kind: 'none' },
};
const manual = (change: object = {}): Configuration['proxy'] => ({
  kind: 'manual',
  host: 'proxy',
  port: 3128,
  user: null,
  hasPassword: false,
  tls: false,
  ...change,
});
const plan = (change: Partial<Configuration>, { registered = true, token = false, before = BASE } = {}) =>
  planUpdate({ configuration: before, registered, evaluationMs: 1_000 }, { ...before, ...change }, token);
const kinds = (...args: Parameters<typeof plan>) => plan(...args).steps.map(({ kind }) => kind);

describe('the steps of a registered instance', () => {
  it('are none where nothing changes', () => {
    expect(plan({})).toEqual({ steps: [], needsDeregistration: false, canStopCalls: false });
  });

  it('save and ask at once for another count; only a smaller one can come to blocked calls', () => {
    expect(plan({ licenseCount: 100 })).toEqual({
      steps: [{ kind: 'save' }, { kind: 'ask', cps: 100, licences: 20, when: 'now' }],
      needsDeregistration: false,
      canStopCalls: false,
    });
    expect(plan({ licenseCount: 45 }).canStopCalls).toBe(true);
  });

  it('save alone for a proxy or a transport mode', () => {
    expect(kinds({ proxy: manual() })).toEqual(['save']);
    expect(kinds({ transport: 'call-home' })).toEqual(['save']);
  });

  it('deregister first where the server changes, and register there with a token', () => {
    const serverUrl = 'https://b.example/SmartTransport';
    expect(plan({ serverUrl })).toEqual({
      steps: [
        { kind: 'deregister', server: BASE.serverUrl, licences: 10, evaluationMs: 1_000 },
        { kind: 'switch-server', url: serverUrl },
      ],
      needsDeregistration: true,
      canStopCalls: true,
    });
    const steps = plan({ serverUrl }, { token: true }).steps;
    expect(steps.map(({ kind }) => kind)).toEqual(['deregister', 'switch-server', 'register', 'ask']);
    expect(steps[2]).toEqual({ kind: 'register', again: false });
  });

  it('deregister and disable', () => {
    expect(plan({ enabled: false })).toMatchObject({
      steps: [{ kind: 'deregister' }, { kind: 'disable' }],
      needsDeregistration: false,
      canStopCalls: true,
    });
  });

  it('register again with a token at the same server', () => {
    expect(plan({}, { token: true }).steps).toEqual([
      { kind: 'register', again: true },
      { kind: 'ask', cps: 50, licences: 10, when: 'now' },
    ]);
  });
});

describe('the steps of an instance that is not registered', () => {
  const before: Configuration = { ...BASE, enabled: false, licenseCount: null, serverUrl: null };

  it('enable, save, register and ask, in the order in which they happen', () => {
    const change = { enabled: true, licenseCount: 50, serverUrl: 'https://a.example/x' };
    expect(kinds(change, { registered: false, token: true, before })).toEqual(['enable', 'save', 'register', 'ask']);
    const without = plan(change, { registered: false, before });
    expect(without.steps.at(-1)).toEqual({ kind: 'ask', cps: 50, licences: 10, when: 'once-registered' });
    expect(without).toMatchObject({ needsDeregistration: false, canStopCalls: false });
  });

  it('never deregister', () => {
    for (const change of [{ enabled: false }, { serverUrl: 'https://b.example/x' }])
      expect(kinds(change, { registered: false })).not.toContain('deregister');
  });
});

describe('changes', () => {
  it('are told flat, with no secret in them', () => {
    const after = { ...BASE, licenseCount: 100, proxy: manual({ user: 'lic', hasPassword: true }) };
    expect(changedFields(BASE, after)).toEqual([
      { field: 'licenseCount', from: 50, to: 100 },
      { field: 'httpProxy', from: null, to: 'lic@proxy:3128' },
    ]);
    expect(changedFields(BASE, BASE)).toEqual([]);
  });

  it('count in every part of a proxy', () => {
    const one = { ...BASE, proxy: manual() };
    expect(sameConfiguration(one, { ...BASE, proxy: manual() })).toBe(true);
    for (const other of [{ host: 'p' }, { port: 1 }, { user: 'u' }, { hasPassword: true }, { tls: true }])
      expect(sameConfiguration(one, { ...BASE, proxy: manual(other) })).toBe(false);
    expect(sameConfiguration(BASE, one)).toBe(false);
    expect(sameConfiguration({ ...BASE, proxy: { kind: 'system' } }, BASE)).toBe(false);
  });

  it('write an IPv6 proxy in brackets', () => {
    expect(proxyText(manual({ host: '2001:db8::9' }))).toBe('[2001:db8::9]:3128');
    expect([proxyText({ kind: 'none' }), proxyText({ kind: 'system' })]).toEqual([null, 'system']);
  });
});
