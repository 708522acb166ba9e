// What a person may see of an agent: the licence summary (section 6) in the JSON that interfaces.md promises.
import { licencesFor, TRANSPORT_LABEL } from '../../shared/model/configuration.ts';
import type { Operation } from '../../shared/model/failure.ts';
import type { FailureRun } from '../../shared/model/fleet-row.ts';
import { licenseVersionOf, productIdOf, udiOf } from '../../shared/model/instance.ts';
import type { Summary } from '../../shared/model/summary.ts';
import { proxyText } from '../../shared/model/update-plan.ts';
import type { Now } from './agent-state.ts';
import { clientStateOf, licensingStateOf, registrationStatusOf } from './client-state.ts';
import { evaluationHours, evaluationLeftMs } from './evaluation.ts';
import { explain } from './failure.ts';
import { agentAt } from './passing-time.ts';
import type { Agent } from './ports.ts';
import { callsOf } from './verdict.ts';

export function summaryOf(stored: Agent, now: Now): Summary {
  const agent = agentAt(stored, now);
  const { instance, configuration, state } = agent;
  const left = evaluationLeftMs(state.evaluation, now);
  const clientState = clientStateOf(agent);
  const licensingState = licensingStateOf(clientState, left);
  const calls = callsOf(agent, now);
  const cps = configuration.licenseCount ?? 0;
  const { authorization } = state;
  return {
    instance: instance.name,
    smartLicenseClientState: clientState,
    productSerialNumber: instance.serial,
    productId: productIdOf(instance),
    licenseUdi: udiOf(instance),
    licenseServerAddress: configuration.serverUrl,
    httpProxyAddress: addressOf(configuration.proxy),
    smartAgentTransportMode: TRANSPORT_LABEL[configuration.transport],
    licensingState,
    productLicenseVersion: licenseVersionOf(instance),
    registrationExpiryDate: iso(state.identity?.expiresAt),
    nextAuthDate: iso(state.nextAuthorizationAt),
    evaluationPeriodHours: evaluationHours(left),
    cpsCountRequested: cps,
    licensesRequested: licencesFor(cps),
    registrationSuccessful: state.registrationSuccessful,
    authorizationSuccessful: state.authorizationSuccessful,
    licensingAgentStatus: configuration.enabled ? 'Enabled' : 'Disabled',
    evaluationMode: licensingState === 'Eval',
    latestFailureReason: failureReason(agent),
    calls: { verdict: calls.verdict, until: iso(calls.until), reason: calls.reason },
    registrationStatus: registrationStatusOf(state),
    authorizationDeadline: iso('deadline' in authorization ? authorization.deadline : null),
    mayStillHoldLicences: state.mayStillHoldLicences,
    lastContact: iso(state.lastContactAt),
    asOf: new Date(now.wallMs).toISOString(),
  };
}

const iso = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();

/** `host:port`, or "system" where the operating system's settings are used. */
const addressOf = (proxy: Agent['configuration']['proxy']): string | null =>
  proxyText(proxy.kind === 'manual' ? { ...proxy, user: null } : proxy);

/** The latest failure among the operations that have not succeeded since. */
export function latestFailure({ state }: Pick<Agent, 'state'>): FailureRun | null {
  const runs = Object.entries(state.failures).map(([operation, { failure, since, tries, retryAt }]) => ({
    ...failure,
    operation: operation as Operation,
    since,
    tries,
    retryAt,
  }));
  return runs.sort((a, b) => b.at - a.at)[0] ?? null;
}

function failureReason(agent: Agent): Summary['latestFailureReason'] {
  const latest = latestFailure(agent);
  if (latest === null) return null;
  return {
    category: latest.category,
    text: latest.text.slice(0, 255),
    ...explain(latest),
    at: new Date(latest.at).toISOString(),
  };
}
