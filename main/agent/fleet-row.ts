// An agent as lists show it: facts and absolute dates, so that a row changes only when its agent does.
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Now } from './agent-state.ts';
import { clientStateOf, licensingStateOf, registrationStatusOf } from './client-state.ts';
import { evaluationLeftMs } from './evaluation.ts';
import { agentAt } from './passing-time.ts';
import type { Agent } from './ports.ts';
import { dueTimes } from './requests.ts';
import { latestFailure } from './summary.ts';
import { callsOf } from './verdict.ts';

export function fleetRowOf(stored: Agent, revision: number, now: Now): FleetRow {
  const agent = agentAt(stored, now);
  const { instance, configuration, state } = agent;
  const { identity, authorization, evaluation } = state;
  const left = evaluationLeftMs(evaluation, now);
  const clientState = clientStateOf(agent);
  const { verdict, until } = callsOf(agent, now);
  const next = state.request === null ? dueTimes(agent, now.wallMs).sort((a, b) => a.at - b.at)[0] : undefined;
  return {
    id: instance.id,
    revision,
    name: instance.name,
    serial: instance.serial,
    profile: instance.profile,
    environment: instance.environment,
    account: identity?.virtualAccount ?? instance.account,
    tags: instance.tags,
    address: instance.address,
    softwareVersion: instance.softwareVersion,
    maxCallRate: instance.maxCallRate,
    cps: configuration.licenseCount ?? 0,
    serverUrl: configuration.serverUrl,
    transport: configuration.transport,
    enabled: configuration.enabled,
    clientState,
    licensingState: licensingStateOf(clientState, left),
    registrationStatus: registrationStatusOf(state),
    verdict,
    until,
    blockedSince: state.blockedSince,
    evaluation: { remainingMs: left, asOf: now.wallMs, counting: evaluation.counting },
    authorizationDeadline: 'deadline' in authorization ? authorization.deadline : null,
    authorizationAnsweredAt: 'answeredAt' in authorization ? authorization.answeredAt : null,
    certificate:
      identity === null ? null : { issuedAt: identity.issuedAt, expiresAt: identity.expiresAt, renewAt: identity.renewAt },
    nextContact: next ?? null,
    lastAttemptAt: state.lastAttemptAt,
    lastContactAt: state.lastContactAt,
    inFlight: state.request?.operation ?? null,
    failure: latestFailure(agent),
    mayStillHoldLicences: state.mayStillHoldLicences,
  };
}
