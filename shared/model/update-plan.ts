// What the form's Update will do, said before it is pressed: steps as data, in the order in which they happen.
import type { Configuration } from './configuration.ts';
import { licencesFor } from './licences.ts';
import { isCut } from './production-guard.ts';

export type PlanStep =
  | { kind: 'deregister'; server: string; licences: number; evaluationMs: number }
  | { kind: 'switch-server'; url: string }
  | { kind: 'register'; again: boolean }
  | { kind: 'ask'; cps: number; licences: number; when: 'now' | 'once-registered' }
  | { kind: 'enable' }
  | { kind: 'disable' }
  | { kind: 'save' };

export type UpdatePlan = {
  steps: PlanStep[];
  /** A registration at the old server ends: the caller must agree (`deregisterAndSwitch`). */
  needsDeregistration: boolean;
  /** It can come to blocked calls, now or later: the guard of a production instance asks for its name. */
  canStopCalls: boolean;
};

type Present = { configuration: Configuration; registered: boolean; evaluationMs: number };

/**
 * `next` is the configuration that the change leads to; `token`: one was entered; `deregisterFirst`: the registration is given back
 * before the token is used, even at the same server.
 */
export function planUpdate(present: Present, next: Configuration, token: boolean, deregisterFirst = false): UpdatePlan {
  const { configuration: before, registered } = present;
  const steps: PlanStep[] = [];
  const turnsOff = before.enabled && !next.enabled;
  const moves = registered && next.enabled && next.serverUrl !== before.serverUrl;
  if (registered && (turnsOff || moves))
    steps.push({
      kind: 'deregister',
      server: before.serverUrl ?? '',
      licences: licencesFor(before.licenseCount ?? 0),
      evaluationMs: present.evaluationMs,
    });
  if (turnsOff) steps.push({ kind: 'disable' });
  if (!before.enabled && next.enabled) steps.push({ kind: 'enable' });
  if (moves && next.serverUrl !== null) steps.push({ kind: 'switch-server', url: next.serverUrl });
  else if (!sameConfiguration(before, next) && !turnsOff) steps.push({ kind: 'save' });
  if (token && next.enabled) steps.push({ kind: 'register', again: registered && !moves });
  const counted = next.licenseCount !== null && (next.licenseCount !== before.licenseCount || token);
  if (next.enabled && counted && next.licenseCount !== null)
    steps.push({
      kind: 'ask',
      cps: next.licenseCount,
      licences: licencesFor(next.licenseCount),
      when: token || (registered && !moves) ? 'now' : 'once-registered',
    });
  const givesBack = registered && token && deregisterFirst;
  return { steps, needsDeregistration: moves, canStopCalls: turnsOff || moves || givesBack || isCut(before, next) };
}

export const sameConfiguration = (a: Configuration, b: Configuration): boolean =>
  a.enabled === b.enabled &&
  a.licenseCount === b.licenseCount &&
  a.serverUrl === b.serverUrl &&
  a.transport === b.transport &&
  sameProxy(a.proxy, b.proxy);

function sameProxy(a: Configuration['proxy'], b: Configuration['proxy']): boolean {
  if (a.kind !== 'manual' || b.kind !== 'manual') return a.kind === b.kind;
  return a.host === b.host && a.port === b.port && a.user === b.user && a.hasPassword === b.hasPassword && a.tls === b.tls;
}

export type ChangedField = { field: string; from: string | number | boolean | null; to: string | number | boolean | null };

/** The fields that differ, flat and free of secrets: for the history, and for the panel beside the form. */
export function changedFields(before: Configuration, after: Configuration): ChangedField[] {
  const flat = (configuration: Configuration): Record<string, string | number | boolean | null> => ({
    smartLicensing: configuration.enabled ? 'Enable' : 'Disable',
    licenseCount: configuration.licenseCount,
    licenseServerUrl: configuration.serverUrl,
    transportMode: configuration.transport,
    httpProxy: proxyText(configuration.proxy),
  });
  const [a, b] = [flat(before), flat(after)];
  return Object.keys(a)
    .filter((field) => a[field] !== b[field])
    .map((field) => ({ field, from: a[field] ?? null, to: b[field] ?? null }));
}

export function proxyText(proxy: Configuration['proxy']): string | null {
  if (proxy.kind === 'none') return null;
  if (proxy.kind === 'system') return 'system';
  const host = proxy.host.includes(':') ? `[${proxy.host}]` : proxy.host;
  return `${proxy.user === null ? '' : `${proxy.user}@`}${host}:${proxy.port}`;
}
