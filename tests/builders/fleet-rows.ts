// Rows of a fleet and the details behind them as plain data, consistent in themselves, for whoever shows or sorts them.
import { DAY, HOUR } from '../../shared/durations.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { FailureRun, FleetRow } from '../../shared/model/fleet-row.ts';
import type { HostInfo } from '../../shared/model/fleet-snapshot.ts';
import type { InstanceDetail } from '../../shared/model/instance-detail.ts';

export const NOW = Date.UTC(2026, 10, 24, 8, 52, 0);

const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
const serialOf = (number: number): string => number.toString(16).toUpperCase().padStart(32, 'A');

/** Authorized and calm, unless said otherwise. */
export function fleetRow(number: number, over: Partial<FleetRow> = {}): FleetRow {
  return {
    id: uuid(number),
    revision: 1,
    name: `proxy-${number}`,
    serial: serialOf(number),
    profile: 'CUSP',
    environment: 'production',
    account: 'Voice Core',
    tags: ['core', 'frankfurt'],
    address: null,
    softwareVersion: '10.2.1',
    maxCallRate: 500,
    cps: 250,
    serverUrl: 'https://ssm.example/SmartTransport',
    transport: 'http',
    enabled: true,
    clientState: 'Authorized',
    licensingState: 'InCompliance',
    registrationStatus: 'complete',
    verdict: 'allowed',
    until: NOW + 65 * DAY,
    blockedSince: null,
    evaluation: { remainingMs: 1_412 * HOUR, asOf: NOW, counting: false },
    authorizationDeadline: NOW + 65 * DAY,
    authorizationAnsweredAt: NOW - 25 * DAY,
    certificate: { issuedAt: NOW - 60 * DAY, expiresAt: NOW + 305 * DAY, renewAt: NOW + 120 * DAY },
    nextContact: { at: NOW + 5 * DAY, operation: 'authorization' },
    lastAttemptAt: NOW - 25 * DAY,
    lastContactAt: NOW - 25 * DAY,
    inFlight: null,
    failure: null,
    mayStillHoldLicences: false,
    ...over,
  };
}

const unregistered = {
  registrationStatus: 'none',
  clientState: 'Un-Identified',
  certificate: null,
  authorizationDeadline: null,
  authorizationAnsweredAt: null,
  nextContact: null,
  lastContactAt: null,
  lastAttemptAt: null,
} as const satisfies Partial<FleetRow>;

export const newRow = (number: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, {
    ...unregistered,
    clientState: 'Un-Configured',
    licensingState: null,
    enabled: false,
    verdict: 'undecided',
    until: null,
    cps: 0,
    serverUrl: null,
    evaluation: { remainingMs: 90 * DAY, asOf: NOW, counting: false },
    ...over,
  });

/** In evaluation, with so much of it left. */
export const evaluatingRow = (number: number, remainingMs: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, {
    ...unregistered,
    licensingState: 'Eval',
    until: NOW + remainingMs,
    evaluation: { remainingMs, asOf: NOW, counting: true },
    ...over,
  });

export const usedUpRow = (number: number, since: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, {
    ...unregistered,
    licensingState: 'EvalExpired',
    verdict: 'blocked',
    until: null,
    blockedSince: since,
    evaluation: { remainingMs: 0, asOf: NOW, counting: true },
    ...over,
  });

export const expiredRow = (number: number, since: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, {
    clientState: 'Authorization Expired',
    licensingState: 'AuthorizationExpired',
    verdict: 'blocked',
    until: null,
    blockedSince: since,
    authorizationDeadline: null,
    authorizationAnsweredAt: since - 90 * DAY,
    lastContactAt: since - 90 * DAY,
    ...over,
  });

export const overdrawnRow = (number: number, over: Partial<FleetRow> = {}): FleetRow =>
  fleetRow(number, { clientState: 'Out Of Compliance', licensingState: 'OutOfCompliance', ...over });

export const failureRun = (over: Partial<FailureRun> = {}): FailureRun => ({
  category: 'tls-untrusted',
  text: 'unable to get local issuer certificate: CN=ssm.fra.nordtel.example, issuer CN=Nordtel Internal CA G3',
  at: NOW - HOUR,
  operation: 'authorization',
  since: NOW - 57 * DAY,
  tries: 118,
  retryAt: NOW + 22 * 60_000,
  ...over,
});

export const hostInfo = (over: Partial<HostInfo> = {}): HostInfo => ({
  demonstration: false,
  clock: { rate: 1, real: 0, folder: 0 },
  dataFolder: '/home/ada/.config/cusp-license-manager',
  secretBackend: 'keystore',
  version: '0.1.0',
  warnings: [],
  review: null,
  ...over,
});

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function detailOfRow(row: FleetRow, configuration: Partial<Configuration> = {}): InstanceDetail {
  const evaluation = row.evaluation.remainingMs;
  return {
    instance: {
      id: row.id,
      name: row.name,
      serial: row.serial,
      profile: row.profile,
      softwareVersion: row.softwareVersion,
      maxCallRate: row.maxCallRate,
      address: row.address,
      account: row.account,
      tags: row.tags,
      environment: row.environment,
      softwareTag: 'software-tag',
      entitlementTag: 'entitlement-tag',
      liveServerAllowed: false,
      createdAt: NOW - 100 * DAY,
    },
    configuration: {
      enabled: row.enabled,
      licenseCount: row.cps === 0 ? null : row.cps,
      serverUrl: row.serverUrl,
      transport: row.transport,
      proxy: { kind: 'none' },
      ...configuration,
    },
    lastGood: null,
    row,
    smartAccount: row.certificate === null ? null : 'Nordtel',
    virtualAccount: row.certificate === null ? null : row.account,
    summary: {
      instance: row.name,
      smartLicenseClientState: row.clientState,
      productSerialNumber: row.serial,
      productId: row.profile,
      licenseUdi: `PID:${row.profile},SN:${row.serial}`,
      licenseServerAddress: row.serverUrl,
      httpProxyAddress: null,
      smartAgentTransportMode: row.transport === 'http' ? 'HTTP' : 'Call Home',
      licensingState: row.licensingState,
      productLicenseVersion: '10',
      registrationExpiryDate: iso(row.certificate?.expiresAt ?? null),
      nextAuthDate: iso(row.nextContact?.at ?? null),
      evaluationPeriodHours: Math.ceil(evaluation / HOUR),
      cpsCountRequested: row.cps,
      licensesRequested: row.cps / 5,
      registrationSuccessful: row.registrationStatus === 'complete' ? true : row.registrationStatus === 'failed' ? false : null,
      authorizationSuccessful: row.authorizationAnsweredAt === null ? null : row.failure?.operation !== 'authorization',
      licensingAgentStatus: row.enabled ? 'Enabled' : 'Disabled',
      evaluationMode: row.licensingState === 'Eval',
      latestFailureReason:
        row.failure === null
          ? null
          : {
              category: row.failure.category,
              text: row.failure.text,
              actor: 'administrator',
              nextStep: 'Add the CA file in Settings, Licence servers, then authorize now.',
              at: new Date(row.failure.at).toISOString(),
            },
      calls: { verdict: row.verdict, until: iso(row.until), reason: '' },
      registrationStatus: row.registrationStatus,
      authorizationDeadline: iso(row.authorizationDeadline),
      mayStillHoldLicences: row.mayStillHoldLicences,
      lastContact: iso(row.lastContactAt),
      asOf: new Date(NOW).toISOString(),
    },
  };
}
