// The pre-flight checks of an instance's way to its licence server, step by step over the same code as its exchanges, so that what
// passes here passes there. Nothing is changed at the server: one GET is all that reaches it, and no token ever does.
import { isIP, type Socket } from 'node:net';
import { HOUR, SECOND } from '../../../shared/durations.ts';
import { TRANSPORT_LABEL } from '../../../shared/model/configuration.ts';
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import { CHECKS, type Check } from '../../../shared/model/doctor-checks.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import { checkServerUrl, checkToken, modeOfPath } from '../../../shared/model/field-rules.ts';
import { explain } from '../../agent/failure.ts';
import type { Route, SecretStore } from '../../agent/ports.ts';
import { classify } from './classify.ts';
import type { Connections } from './connections.ts';
import { type Head, headOver, Opening } from './doctor-probe.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import type { Stage } from './open-connection.ts';
import type { TrustPort } from './trust.ts';
import { addressOf, factsOf, type Target, type Way } from './way.ts';

export type DoctorWorld = {
  connections: Connections;
  trust: TrustPort;
  secrets: SecretStore;
  /** Why nothing may be sent to this server at all; null: it may. */
  refusal(request: { route: Route }): string | null;
  /** Real epoch ms; null in a demonstration, whose time is its own. */
  realNow: (() => number) | null;
};
/** `url` as configured, null: none; `registered`: no token is needed. */
export type Patient = { route: Omit<Route, 'url'> & { url: string | null }; registered: boolean };

const pass = (check: Check, detail: string): CheckResult => ({ check, outcome: 'pass', detail, fix: null });
const skipped = (check: Check, detail: string): CheckResult => ({ check, outcome: 'skipped', detail, fix: null });
const fail = (check: Check, detail: string, fix: string): CheckResult => ({ check, outcome: 'fail', detail, fix });
const failed = (check: Check, failure: ExchangeFailure): CheckResult =>
  fail(check, failure.message, explain(failure.failure(0)).nextStep);

/** Yields each check as soon as it is known, in the order of CHECKS. `signal` ends it: what is left is skipped. */
export async function* examine(
  { route, registered }: Patient,
  world: DoctorWorld,
  signal: AbortSignal,
): AsyncGenerator<CheckResult> {
  const url = checkUrl(route, world);
  yield url.result;
  if (url.route === null) {
    for (const check of CHECKS.slice(1, -1)) yield skipped(check, 'There is no URL to speak to.');
  } else yield* examineWay(url.route, world, signal);
  yield await checkKeptToken(route.instanceId, registered, world.secrets);
}

function checkUrl(route: Patient['route'], world: DoctorWorld): { result: CheckResult; route: Route | null } {
  const { url } = route;
  if (url === null)
    return { result: fail('url', 'No License Server URL is configured.', 'Enter it under Configuration.'), route: null };
  const problem = checkServerUrl(url);
  if (problem !== null) return { result: fail('url', problem.message, 'Correct it under Configuration.'), route: null };
  const checked = { ...route, url };
  const refusal = world.refusal({ route: checked });
  if (refusal !== null)
    return { result: fail('url', refusal, 'Allow it for this instance, or use another server.'), route: null };
  const other = modeOfPath(url, route.transport);
  if (other === null) return { result: pass('url', url), route: checked };
  const fix = `Set the transport mode to ${TRANSPORT_LABEL[other]}, or use the path of ${TRANSPORT_LABEL[route.transport]}.`;
  return { result: fail('url', `The path of ${url} is that of ${TRANSPORT_LABEL[other]}.`, fix), route: checked };
}

async function* examineWay(route: Route, world: DoctorWorld, signal: AbortSignal): AsyncGenerator<CheckResult> {
  const rest = (from: Check, why: string) => CHECKS.slice(CHECKS.indexOf(from), -1).map((check) => skipped(check, why));
  let way: Way;
  try {
    way = await world.connections.wayFor(route, (await world.trust.rootsFor(route.url)).tlsRoots);
  } catch (error) {
    yield skipped('dns', 'The way to the server is not known.');
    yield failed('proxy', classify(error, {}));
    yield* rest('tcp', 'The way to the server is not known.');
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
      const result = failure === null ? told : failed(failedCheck(check, failure), failure);
      if (failure === null) {
        yield result;
        continue;
      }
      if (signal.aborted) {
        yield* rest(check, 'Called off.');
        return;
      }
      if (result.check === 'tls-name') yield pass('tls', 'The certificate is from a trusted authority and in date.');
      yield result;
      yield* rest(CHECKS[CHECKS.indexOf(result.check) + 1] as Check, `Not reached: ${result.check} failed.`);
      return;
    }
    yield* checkAnswer(route, way, await opening.socket(), world.realNow, signal);
  } finally {
    opening.dispose();
  }
}

/** Which stage of opening decides each check, and what is said when it is reached. */
function stagesOf({ proxy }: Way, target: Target): { check: Check; stage: Stage | null; told: CheckResult }[] {
  const { host, secure } = target;
  const at = addressOf(target);
  const noTls = 'http: there is no TLS.';
  const tls = [
    {
      check: 'tls',
      stage: secure ? 'tls' : null,
      told: secure ? pass('tls', 'The certificate is from a trusted authority and in date.') : skipped('tls', noTls),
    },
    {
      check: 'tls-name',
      stage: secure ? 'tls' : null,
      told: secure ? pass('tls-name', `The certificate is for ${host}.`) : skipped('tls-name', noTls),
    },
  ] as const;
  if (proxy === null)
    return [
      isIP(host) === 0
        ? { check: 'dns', stage: 'name', told: pass('dns', `${host} is found.`) }
        : { check: 'dns', stage: null, told: skipped('dns', 'An address needs no look-up.') },
      { check: 'proxy', stage: null, told: skipped('proxy', 'No proxy is used.') },
      { check: 'tcp', stage: 'tcp', told: pass('tcp', `Connected to ${at}.`) },
      ...tls,
    ];
  const opened = secure ? `${addressOf(proxy)} opened a tunnel to ${at}.` : `Connected to ${addressOf(proxy)}.`;
  return [
    { check: 'dns', stage: null, told: skipped('dns', 'The proxy looks the name up.') },
    { check: 'proxy', stage: 'proxy', told: pass('proxy', opened) },
    { check: 'tcp', stage: null, told: skipped('tcp', 'The proxy connects to the server.') },
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
): AsyncGenerator<CheckResult> {
  const facts = factsOf(new URL(route.url).hostname, way.proxy);
  const head = await headOver(socket, route.url, way, signal).catch((error: unknown) => classify(error, facts));
  if (head instanceof ExchangeFailure) {
    yield skipped('clock', 'The server did not answer.');
    yield failed('server', head);
    return;
  }
  yield checkClock(Date.parse(head.date), realNow?.() ?? null);
  yield checkStatus(head, way.proxy !== null && route.url.startsWith('http:'), facts);
}

function checkClock(serverNow: number, now: number | null): CheckResult {
  if (now === null) return skipped('clock', 'A demonstration has its own time.');
  if (Number.isNaN(serverNow)) return skipped('clock', 'The server does not say its time.');
  const seconds = Math.round(Math.abs(serverNow - now) / SECOND);
  const detail = `This computer's clock is ${seconds} s ${serverNow > now ? 'behind' : 'ahead of'} the server's.`;
  const skew: Failure = { category: 'clock-skew', text: detail, at: now };
  return Math.abs(serverNow - now) > HOUR ? fail('clock', detail, explain(skew).nextStep) : pass('clock', detail);
}

/** A licence server answers a GET by a refusal of the method, or by a page: both mean that something serves this path. */
function checkStatus({ status, location }: Head, byProxy: boolean, facts: Record<string, string>): CheckResult {
  const more = { ...facts, status };
  if (byProxy && status === 407)
    return failed('server', new ExchangeFailure('proxy-authentication', 'The proxy answered 407', more));
  if (status >= 300 && status < 400)
    return failed('server', new ExchangeFailure('redirected', `HTTP ${status}, to ${location}`, more));
  if (status === 404)
    return fail('server', 'HTTP 404: nothing serves the path of the URL.', 'Check the path of the License Server URL.');
  if (status === 401 || status === 403 || status >= 500)
    return failed('server', new ExchangeFailure('http-status', `HTTP ${status}`, more));
  return pass(
    'server',
    `Something serves this path (HTTP ${status} to a GET). Whether it is a licence server shows at the next request.`,
  );
}

async function checkKeptToken(instanceId: string, registered: boolean, secrets: SecretStore): Promise<CheckResult> {
  if (registered) return skipped('token', 'Registered: no token is needed.');
  const token = await secrets.get(instanceId, 'token').catch(() => null);
  if (token === null) return skipped('token', 'No token is kept. One is needed to register.');
  const problem = checkToken(token);
  if (problem !== null) return fail('token', problem.message, 'Copy the token again from the licence account.');
  return pass('token', 'A token is kept for the next try. Only the licence server can say whether it still counts.');
}
