// The simulator's own control over HTTP, JSON in and out: on loopback, and for whoever has the secret that was printed at the start.
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { faultsSchema } from '../../../shared/model/simulator-fault.ts';
import type { Control } from '../control.ts';
import { BodyError, bearerOf, bodyOf, type Exchange, pathParts, respondJson } from './http-exchange.ts';
import { isLoopback } from './listeners.ts';

const PREFIX = '/simulator';
const purchasedSchema = z.strictObject({ purchased: z.number().int().min(0).max(1_000_000_000) });
const tokenSchema = z.strictObject({
  uses: z.number().int().min(0).max(1_000_000_000).nullish(),
  expiresAfterDays: z.number().min(-36_500).max(36_500).optional(),
});
const name = z.string().min(1).max(255);

/** What is wrong with a request, with its status. */
class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly allow?: string,
  ) {
    super(message);
  }
}

export class ControlDoor {
  constructor(
    private readonly control: Control,
    private readonly secret: string,
  ) {}

  /** False: the path is none of the control's. */
  async open(exchange: Exchange): Promise<boolean> {
    const { pathname } = exchange.url;
    if (pathname !== PREFIX && !pathname.startsWith(`${PREFIX}/`)) return false;
    try {
      respondJson(exchange, 200, await this.#answer(exchange));
    } catch (error) {
      if (error instanceof Refused) {
        const headers =
          error.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : error.allow === undefined ? {} : { Allow: error.allow };
        respondJson(exchange, error.status, { error: error.message }, headers);
      } else if (error instanceof BodyError) {
        respondJson(exchange, error.status, { error: error.message }, { Connection: 'close' });
      } else throw error;
    }
    return true;
  }

  async #answer(exchange: Exchange): Promise<unknown> {
    if (!isLoopback(exchange.request.socket.remoteAddress)) throw new Refused(403, 'Only this computer may ask');
    if (!isSame(bearerOf(exchange), this.secret)) throw new Refused(401, 'The control secret is missing or wrong');
    const [, subject = '', ...rest] = pathParts(exchange) ?? [];
    const method = exchange.request.method ?? '';
    if (subject === 'state' && rest.length === 0) return this.#only(method, 'GET', () => this.control.state());
    if (subject === 'requests' && rest.length === 0) {
      return this.#only(method, 'GET', () => this.control.requests(limitOf(exchange.url)));
    }
    if (subject === 'faults' && rest.length === 0) return this.#faults(method, exchange);
    if (subject === 'instances' && rest.length === 1) {
      return this.#only(method, 'DELETE', () => this.#removeInstance(rest[0] ?? ''));
    }
    if (subject === 'accounts' && rest[1] === 'virtual-accounts') return this.#account(method, rest, exchange);
    throw new Refused(404, 'There is nothing under this path');
  }

  #only<T>(method: string, allowed: string, work: () => T): T {
    if (method !== allowed) throw new Refused(405, `Only ${allowed} is taken here`, allowed);
    return work();
  }

  async #faults(method: string, exchange: Exchange): Promise<unknown> {
    if (method === 'PUT') this.control.faults.put(await read(exchange, faultsSchema));
    else if (method === 'DELETE') this.control.faults.clear();
    else if (method !== 'GET') throw new Refused(405, 'Only GET, PUT and DELETE are taken here', 'GET, PUT, DELETE');
    return this.control.faults.get();
  }

  async #removeInstance(serial: string): Promise<unknown> {
    if (!(await this.control.removeInstance(serial))) throw new Refused(404, 'No product instance has this serial number');
    return { removed: serial };
  }

  /** `parts`: account, `virtual-accounts`, name and perhaps `tokens`. */
  async #account(method: string, parts: string[], exchange: Exchange): Promise<unknown> {
    const [account, , virtualAccount, tokens] = parts;
    if (!name.safeParse(account).success || !name.safeParse(virtualAccount).success)
      throw new Refused(400, 'Names have 1 to 255 characters');
    const where = { account: account ?? '', virtualAccount: virtualAccount ?? '' };
    if (parts.length === 3) {
      return this.#only(method, 'PUT', async () => {
        const { purchased } = await read(exchange, purchasedSchema);
        await this.control.setPurchased(where.account, where.virtualAccount, purchased);
        return { ...where, purchased };
      });
    }
    if (parts.length !== 4 || tokens !== 'tokens') throw new Refused(404, 'There is nothing under this path');
    return this.#only(method, 'POST', async () => {
      const order = await read(exchange, tokenSchema);
      if (!this.control.hasVirtualAccount(where.account, where.virtualAccount)) throw new Refused(404, 'No such virtual account');
      const { token, usesLeft, expiresAt } = await this.control.createToken({ ...order, ...where });
      return { token, uses: usesLeft, expiresAt };
    });
  }
}

async function read<T>(exchange: Exchange, schema: z.ZodType<T>): Promise<T> {
  const text = await bodyOf(exchange);
  let value: unknown;
  try {
    value = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new Refused(400, 'The body is no JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refused(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not as it should be'}`);
}

function limitOf(url: URL): number {
  const limit = z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .safeParse(url.searchParams.get('limit') ?? undefined);
  if (!limit.success) throw new Refused(400, 'limit: a number from 1 to 1000');
  return limit.data;
}

/** In the same time whatever it is. */
export const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
