// The pre-flight checks of an instance's way to its licence server, step by step over the same code as its exchanges, so that what
// passes here passes there. Nothing is changed at the server: one GET is all that reaches it, and no token ever does.

import { isIP, type Socket } from 'node:net';
import { HOUR, SECOND } from '../../../shared/durations.ts';
import { TRANSPORT_LABEL } from '../../../shared/model/configuration.ts';
import { CHECKS, type Check } from '../../../shared/model/doctor-checks.ts';
import type { Finding, FindingValues } from '../../../shared/model/doctor-findings.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { checkServerUrl, checkToken, modeOfPath } from '../../../shared/model/field-rules.ts';
import type { Route, SecretStore } from '../../agent/ports.ts';
import { classify } from './classify.ts';
import type { Connections } from './connections.ts';
import { type Head, headOver, Opening } from './doctor-probe.ts';
import { type Examined, failed, failedExchange, failedField, passed, skipped } from './doctor-words.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { Stage } from './open-connection.ts';
import type { TrustPort } from './trust.ts';
import { addressOf, factsOf, type Target, type Way } from './way.ts';

export type DoctorWorld = {
  connections: Connections;
  trust: TrustPort;
  secrets: SecretStore;
  /** Why nothing may be sent to this server at all; null: it may. */
  refusal(request: { route: Route }): FieldProblem | null;
  /** Real epoch ms; null in a demonstration, whose time is its own. */
  realNow: (() => number) | null;
};
/** `url` as configured, null: none; `registered`: no token is needed. */
export type Patient = { route: Omit<Route, 'url'> & { url: string | null }; registered: boolean };

/** Yields each check as soon as it is known, in the order of CHECKS. `signal` ends it: what is left is skipped. */
export async function* examine(
  { route, registered }: Patient,
  world: DoctorWorld,
  signal: AbortSignal,
): AsyncGenerator<Examined> {
  const url = checkUrl(route, world);
  yield url.result;
  if (url.route === null) {
    for (const check of CHECKS.slice(1, -1)) yield skipped(check, 'no-url');
  } else yield* examineWay(url.route, world, signal);
  yield await checkKeptToken(route.instanceId, registered, world.secrets);
}

function checkUrl(route: Patient['route'], world: DoctorWorld): { result: Examined; route: Route | null } {
  const { url } = route;
  if (url === null) return { result: failed('url', 'url-missing'), route: null };
  const problem = checkServerUrl(url);
  if (problem !== null) return { result: failedField('url', problem), route: null };
  const checked = { ...route, url };
  const refusal = world.refusal({ route: checked });
  if (refusal !== null) return { result: failedField('url', refusal), route: null };
  const other = modeOfPath(url, route.transport);
  if (other === null) return { result: passed('url', 'url-fine', { url }), route: checked };
  const modes = { other: TRANSPORT_LABEL[other], mode: TRANSPORT_LABEL[route.transport] };
  return { result: failed('url', 'path-of-other-mode', { url, ...modes }), route: checked };
}

async function* examineWay(route: Route, world: DoctorWorld, signal: AbortSignal): AsyncGenerator<Examined> {
  const rest = (from: Check, ...why: [Finding, FindingValues?]) =>
    CHECKS.slice(CHECKS.indexOf(from), -1).map((check) => skipped(check, ...why));
  let way: Way;
  try {
    way = await world.connections.wayFor(route, (await world.trust.rootsFor(route.url)).tlsRoots);
  } catch (error) {
    yield skipped('dns', 'way-unknown');
    yield failedExchange('proxy', classify(error, {}));
    yield* rest('tcp', 'way-unknown');
    return;
  }
  const { hostname, port, protocol } = new URL(route.url);
  const secure = protocol === 'https:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const target = { host, port: Number(port) || (secure ? 443 : 80), secure };
  const opening = new Opening(way, target, signal);
  try {
    for (const { check, stage, told } of stagesOf(way, target)) {
      const failure = stage === null ? null : await opening.until(stage);
      const result = failure === null ? told : failedExchange(failedCheck(check, failure), failure);
      if (failure === null) {
        yield result;
        continue;
      }
      if (signal.aborted) {
        yield* rest(check, 'called-off');
        return;
      }
      if (result.check === 'tls-name') yield passed('tls', 'certificate-trusted');
      yield result;
      yield* rest(CHECKS[CHECKS.indexOf(result.check) + 1] as Check, 'not-reached', { check: result.check });
      return;
    }
    yield* checkAnswer(route, way, await opening.socket(), world.realNow, signal);
  } finally {
    opening.dispose();
  }
}

/** Which stage of opening decides each check, and what is said when it is reached. */
function stagesOf({ proxy }: Way, target: Target): { check: Check; stage: Stage | null; told: Examined }[] {
  const { host, secure } = target;
  const at = addressOf(target);
  const tls = [
    {
      check: 'tls',
      stage: secure ? 'tls' : null,
      told: secure ? passed('tls', 'certificate-trusted') : skipped('tls', 'no-tls'),
    },
    {
      check: 'tls-name',
      stage: secure ? 'tls' : null,
      told: secure ? passed('tls-name', 'certificate-name', { host }) : skipped('tls-name', 'no-tls'),
    },
  ] as const;
  if (proxy === null)
    return [
      isIP(host) === 0
        ? { check: 'dns', stage: 'name', told: passed('dns', 'name-found', { host }) }
        : { check: 'dns', stage: null, told: skipped('dns', 'address-not-looked-up') },
      { check: 'proxy', stage: null, told: skipped('proxy', 'no-proxy') },
      { check: 'tcp', stage: 'tcp', told: passed('tcp', 'connected', { at }) },
      ...tls,
    ];
  const opened = secure
    ? passed('proxy', 'tunnel-opened', { proxy: addressOf(proxy), at })
    : passed('proxy', 'connected', { at: addressOf(proxy) });
  return [
    { check: 'dns', stage: null, told: skipped('dns', 'proxy-looks-up') },
    { check: 'proxy', stage: 'proxy', told: opened },
    { check: 'tcp', stage: null, told: skipped('tcp', 'proxy-connects') },
    ...tls,
  ];
}

/** The certificate is checked before its name, in one stage. */
const failedCheck = (check: Check, { category }: ExchangeFailure): Check =>
  check === 'tls' && category === 'tls-name-mismatch' ? 'tls-name' : check;

async function* checkAnswer(
  route: Route,
  way: Way,
  socket: Socket,
  realNow: DoctorWorld['realNow'],
  signal: AbortSignal,
): AsyncGenerator<Examined> {
  const facts = factsOf(new URL(route.url).hostname, way.proxy);
  const head = await headOver(socket, route.url, way, signal).catch((error: unknown) => classify(error, facts));
  if (head instanceof ExchangeFailure) {
    yield skipped('clock', 'no-answer');
    yield failedExchange('server', head);
    return;
  }
  yield checkClock(Date.parse(head.date), realNow?.() ?? null);
  yield checkStatus(head, way.proxy !== null && route.url.startsWith('http:'), facts);
}

function checkClock(serverNow: number, now: number | null): Examined {
  if (now === null) return skipped('clock', 'own-time');
  if (Number.isNaN(serverNow)) return skipped('clock', 'time-not-said');
  const seconds = Math.round(Math.abs(serverNow - now) / SECOND);
  const told = Math.abs(serverNow - now) > HOUR ? failed : passed;
  return told('clock', serverNow > now ? 'clock-behind' : 'clock-ahead', { seconds });
}

/** A licence server answers a GET by a refusal of the method, or by a page: both mean that something serves this path. */
function checkStatus({ status, location }: Head, byProxy: boolean, facts: Record<string, string>): Examined {
  const more = { ...facts, status };
  if (byProxy && status === 407)
    return failedExchange('server', new ExchangeFailure('proxy-authentication', 'The proxy answered 407', more));
  if (status >= 300 && status < 400)
    return failedExchange('server', new ExchangeFailure('redirected', `HTTP ${status}, to ${location}`, more));
  if (status === 404) return failed('server', 'path-not-served');
  if (status === 401 || status === 403 || status >= 500)
    return failedExchange('server', new ExchangeFailure('http-status', `HTTP ${status}`, more));
  return passed('server', 'path-served', { status });
}

async function checkKeptToken(instanceId: string, registered: boolean, secrets: SecretStore): Promise<Examined> {
  if (registered) return skipped('token', 'no-token-needed');
  const token = await secrets.get(instanceId, 'token').catch(() => null);
  if (token === null) return skipped('token', 'no-token-kept');
  const problem = checkToken(token);
  if (problem !== null) return failedField('token', problem);
  return passed('token', 'token-kept');
}
