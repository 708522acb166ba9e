// Account administration over REST, in the shapes that public clients of the documented account APIs use: which path does what, who
// may call, and how often.
import type { z } from 'zod';
import { type AccessTokens, credentialsOf } from './access-tokens.ts';
import { type AccountCall, type AccountDesk, bodies, CallRefused } from './account-desk.ts';
import { isSame } from './control-door.ts';
import { BodyError, bearerOf, bodyOf, type Exchange, pathParts, respondJson } from './http-exchange.ts';

type Route = { method: 'GET' | 'POST'; call: AccountCall };

export class AccountDoor {
  constructor(
    private readonly desk: AccountDesk,
    private readonly tokens: AccessTokens,
    /** What a client has to give as its secret. */
    private readonly secret: string,
  ) {}

  /** False: the path is none of the account API's. */
  async open(exchange: Exchange): Promise<boolean> {
    const parts = pathParts(exchange) ?? [];
    const path = parts.join('/');
    const routes = path === 'oauth/token' || path === 'backend/oauth/token' ? [] : routesOf(parts);
    if (routes === null) return false;
    try {
      if (routes.length === 0) await this.#issueToken(exchange);
      else respondJson(exchange, 200, await this.#answer(exchange, routes));
    } catch (error) {
      if (error instanceof CallRefused) respondJson(exchange, error.status, failed(error.message), error.headers);
      else if (error instanceof BodyError) respondJson(exchange, error.status, failed(error.message), { Connection: 'close' });
      else throw error;
    }
    return true;
  }

  async #issueToken(exchange: Exchange): Promise<void> {
    if (exchange.request.method !== 'POST') throw new CallRefused(405, 'Only POST is taken here', { Allow: 'POST' });
    const { grant, id, secret } = credentialsOf(exchange, await bodyOf(exchange));
    if (grant !== 'client_credentials') return respondJson(exchange, 400, { error: 'unsupported_grant_type' });
    if (id === '' || !isSame(secret, this.secret)) return respondJson(exchange, 401, { error: 'invalid_client' });
    respondJson(exchange, 200, this.tokens.issue(), { 'Cache-Control': 'no-store' });
  }

  async #answer(exchange: Exchange, routes: Route[]): Promise<unknown> {
    const route = routes.find(({ method }) => method === exchange.request.method);
    const allowed = routes.map(({ method }) => method).join(', ');
    if (route === undefined) throw new CallRefused(405, `Only ${allowed} is taken here`, { Allow: allowed });
    if (!this.tokens.isGood(bearerOf(exchange))) {
      throw new CallRefused(401, 'The access token is missing, wrong or over', { 'WWW-Authenticate': 'Bearer' });
    }
    const wait = this.tokens.waitSeconds();
    if (wait > 0) throw new CallRefused(429, 'Too many calls', { 'Retry-After': String(wait) });
    const { call } = route;
    const body = call.what === 'devices' || call.what === 'tokens' ? null : await read(exchange, bodies[call.what]);
    return this.desk.answer(call, body, exchange.url.searchParams);
  }
}

const failed = (statusMessage: string) => ({ status: 'FAILED', statusMessage });

/** What can be done at a path; null: it is none of the account API's. */
function routesOf(parts: string[]): Route[] | null {
  const [root, version, accounts, account = '', group, virtualAccount = '', ...rest] = parts;
  const path = `${root}/${version}/${accounts}`;
  const where = { account, virtualAccount };
  if (path === 'licensing/v2/accounts' && group === 'devices' && parts.length === 5) {
    return [{ method: 'GET', call: { what: 'devices', account, virtualAccount: '' } }];
  }
  if (path !== 'api/v1/accounts') return null;
  if (group === 'licenses' && parts.length === 5) return [{ method: 'POST', call: { what: 'licenses', ...where } }];
  if (group !== 'virtual-accounts') return null;
  if (rest.join('/') === 'devices/remove') return [{ method: 'POST', call: { what: 'remove', ...where } }];
  if (rest.join('/') !== 'tokens') return null;
  return [
    { method: 'GET', call: { what: 'tokens', ...where } },
    { method: 'POST', call: { what: 'newToken', ...where } },
  ];
}

async function read(exchange: Exchange, schema: z.ZodType): Promise<unknown> {
  const text = await bodyOf(exchange);
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    throw new CallRefused(400, 'The body is no JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CallRefused(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as it should be'}`);
}
