// The way from an agent to its licence server and back: request, carrier, connection, checks, meaning. Whatever goes wrong is an
// answer too; nothing is ever thrown at the agent.

import { randomBytes } from 'node:crypto';
import type { Failure } from '../../../shared/model/failure.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import type { Clock, LicenceAnswer, LicenceRequest, LicenceServerPort, SecretStore } from '../../agent/ports.ts';
import { CarrierError, type Carriers } from './carrier.ts';
import { callHomeCarrier, soapFaultOf } from './carrier-call-home.ts';
import { httpCarrier } from './carrier-http.ts';
import { Connections, type SystemProxyPort } from './connections.ts';
import { examine, type Patient } from './doctor.ts';
import type { Examined } from './doctor-words.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { type ExchangeRecorder, ExchangeTrace } from './exchange-record.ts';
import { type HttpAnswer, HttpClient } from './http-client.ts';
import { IdentityKeys } from './identity-keys.ts';
import { incoming } from './incoming.ts';
import { KnownChains } from './known-chains.ts';
import { buildHeader } from './message.ts';
import { outgoing, TokenMissing } from './outgoing.ts';
import type { Pace } from './pace.ts';
import { signerRoots, type TrustPort } from './trust.ts';
import { verifyAnswer } from './verify.ts';
import { factsOf } from './way.ts';

const CARRIERS: Carriers = { http: httpCarrier, 'call-home': callHomeCarrier };

export type LicenceServerWorld = {
  secrets: SecretStore;
  trust: TrustPort;
  clock: Clock;
  pace: Pace;
  /** Null where there is no desktop to ask. */
  systemProxy: SystemProxyPort | null;
  /** Why nothing may be sent to this server at all; null: it may. */
  refusal(request: Pick<LicenceRequest, 'route'>): FieldProblem | null;
  /** Is told of every exchange, without its secrets. */
  recorder?: ExchangeRecorder;
};

export class LicenceServer implements LicenceServerPort {
  readonly #chains = new KnownChains();
  readonly #http = new HttpClient();
  readonly #keys: IdentityKeys;
  readonly #connections: Connections;
  #messages = 0;

  constructor(private readonly world: LicenceServerWorld) {
    this.#keys = new IdentityKeys(world.secrets);
    this.#connections = new Connections(world.secrets, world.systemProxy);
  }

  async exchange(request: LicenceRequest): Promise<LicenceAnswer> {
    const trace = new ExchangeTrace(request, this.world.clock.now().wallMs);
    const answer = trace.cleared(await this.#exchange(request, trace).catch((error: unknown) => this.#failed(error)));
    this.world.recorder?.record(trace.record(answer));
    return answer;
  }

  /** The pre-flight checks of an instance, over the same connections. `realNow`: epoch ms, null in a demonstration. */
  examine(patient: Patient, realNow: (() => number) | null, signal: AbortSignal): AsyncGenerator<Examined> {
    const { trust, secrets, refusal } = this.world;
    return examine(patient, { connections: this.#connections, trust, secrets, refusal, realNow }, signal);
  }

  dispose(): void {
    this.#connections.dispose();
  }

  #failed(error: unknown): LicenceAnswer {
    const now = this.world.clock.now().wallMs;
    if (error instanceof TokenMissing)
      return refused('token-invalid', 'The token is not kept on this computer over a restart: enter it again.', now);
    const failed = error instanceof ExchangeFailure ? error : new ExchangeFailure('unknown', messageOf(error));
    return { kind: 'no-answer', failure: failed.failure(now), retryAfterMs: failed.retryAfterMs };
  }

  async #exchange(request: LicenceRequest, trace: ExchangeTrace): Promise<LicenceAnswer> {
    const { clock, secrets, trust } = this.world;
    const { route, sudi, softwareVersion } = request;
    const refusal = this.world.refusal(request);
    if (refusal !== null) return refused('unknown', refusal.message, clock.now().wallMs);

    const { origin, hostname, protocol } = new URL(route.url);
    const roots = await trust.rootsFor(route.url);
    return this.world.pace.within(origin, async () => {
      const sentAt = clock.now().wallMs;
      const sent = await outgoing(request, this.#keys, secrets, sentAt, newNonce());
      const carrier = CARRIERS[route.transport];
      this.#messages += 1;
      const body = carrier.encodeRequest(sent.envelope, { ...sudi, softwareVersion }, sentAt, this.#messages);
      const { agent, proxy } = await this.#connections.agentFor(route, roots.tlsRoots);
      const facts = factsOf(hostname, proxy);
      trace.sent(sent.envelope, body, facts.proxy ?? null);
      const answer = await this.#http.post({
        url: route.url,
        body,
        contentType: carrier.contentType,
        accept: carrier.accept,
        agent,
        facts,
      });
      trace.answered(answer);
      checkStatus(answer, facts, proxy !== null && protocol === 'http:');
      const envelope = decoded(() => carrier.decodeResponse(answer.body));
      trace.decoded(envelope);
      const brings = request.operation === 'registration';
      const header = buildHeader(sent.header);
      const believed = verifyAnswer(
        envelope,
        { header, brings, identity: sent.identity },
        this.#chains.roots(hostname, [...roots.signerRoots, roots.simulatorRoot ?? ''], () =>
          signerRoots(hostname, roots.signerRoots, roots.simulatorRoot),
        ),
        this.#chains,
      );
      return incoming(request, sent, believed, clock.now().wallMs);
    });
  }
}

/** 64 bits, decimal. */
const newNonce = (): string => randomBytes(8).readBigUInt64BE().toString();

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if (error instanceof CarrierError)
      throw new ExchangeFailure('unreadable-answer', `The answer cannot be read: ${error.message}`);
    throw error;
  }
}

function checkStatus({ status, headers, body }: HttpAnswer, facts: Record<string, string>, throughPlainProxy: boolean): void {
  if (status === 200) return;
  const more = { ...facts, status };
  if (status >= 300 && status < 400) {
    const location = typeof headers.location === 'string' ? headers.location.slice(0, 256) : '';
    throw new ExchangeFailure('redirected', `HTTP ${status}, to ${location || 'nowhere'}`, { ...more, location });
  }
  if (status === 407 && throughPlainProxy) throw new ExchangeFailure('proxy-authentication', 'The proxy answered 407', more);
  const fault = soapFaultOf(body);
  if (fault !== null) throw new ExchangeFailure('unreadable-answer', `SOAP fault: ${fault}`, more, retryAfterMs(headers));
  throw new ExchangeFailure('http-status', `HTTP ${status}`, more, retryAfterMs(headers));
}

/** `Retry-After` in seconds, or as a date beside the server's own `Date`. */
function retryAfterMs(headers: Record<string, unknown>): number | null {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const until = Date.parse(value) - Date.parse(String(headers.date));
  return Number.isFinite(until) && until > 0 ? until : null;
}

const refused = (category: Failure['category'], text: string, at: number): LicenceAnswer => ({
  kind: 'refused',
  failure: { category, text, at },
  retryAfterMs: null,
});
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
