// What the account API answers: tokens, licences and devices of a smart account, in the names of the public clients.
import type { OutgoingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { PRODUCT } from '../book/catalogue.ts';
import type { AccountView, Control, InstanceView, TokenView } from '../control.ts';

/** The call is answered with this HTTP status. */
export class CallRefused extends Error {
  override name = 'CallRefused';
  constructor(
    readonly status: number,
    message: string,
    readonly headers: OutgoingHttpHeaders = {},
  ) {
    super(message);
  }
}

export type AccountCall = {
  what: 'tokens' | 'newToken' | 'licenses' | 'devices' | 'remove';
  account: string;
  virtualAccount: string;
};

const limit = z.number().int().min(1).max(1_000);
const offset = z.number().int().min(0);
const FIRST_PAGE = { limit: 50, offset: 0 };
const removal = z.looseObject({ sudi: z.looseObject({ udiPid: z.string(), udiSerialNumber: z.string() }) });
export const bodies = {
  newToken: z.looseObject({
    description: z.string().max(255).default(''),
    expiresAfterDays: z.number().int().min(1).max(9_999).default(30),
    exportControlled: z.enum(['Allowed', 'Not Allowed', 'NotAllowed']).or(z.boolean()).default('Not Allowed'),
  }),
  licenses: z.looseObject({
    virtualAccounts: z.array(z.string()).optional(),
    limit: limit.default(FIRST_PAGE.limit),
    offset: offset.default(FIRST_PAGE.offset),
  }),
  /** Public clients write the name of the list in more than one way. */
  remove: z.looseObject({
    productInstanceRemoveRequests: z.array(removal).optional(),
    productInstancesRemoveRequests: z.array(removal).optional(),
    productInstacesRemoveRequests: z.array(removal).optional(),
  }),
} as const;
type Body<N extends keyof typeof bodies> = z.infer<(typeof bodies)[N]>;

const done = (statusMessage = '') => ({ status: 'COMPLETED', statusMessage });
const failed = (statusMessage: string) => ({ status: 'FAILED', statusMessage });

export class AccountDesk {
  constructor(private readonly control: Control) {}

  /** `body`: as `bodies` has parsed it. Rejects with CallRefused. */
  async answer(call: AccountCall, body: unknown, query: URLSearchParams): Promise<unknown> {
    const account = this.control.accounts().find((one) => one.account === call.account);
    if (account === undefined) throw new CallRefused(403, 'This client has no access to that account');
    if (call.what === 'licenses') return this.#licences(account, body as Body<'licenses'>);
    if (call.what === 'devices') return this.#devices(account, query);
    if (!account.virtualAccounts.some(({ name }) => name === call.virtualAccount)) {
      throw new CallRefused(404, 'There is no such virtual account');
    }
    if (call.what === 'tokens') return this.#tokens(call);
    if (call.what === 'newToken') return this.#newToken(call, body as Body<'newToken'>);
    return this.#remove(call, body as Body<'remove'>);
  }

  #tokens({ account, virtualAccount }: AccountCall) {
    const own = this.control.tokens().filter((token) => token.account === account && token.virtualAccount === virtualAccount);
    return { ...done(), tokens: own.map(tokenWire) };
  }

  async #newToken(
    { account, virtualAccount }: AccountCall,
    { description, expiresAfterDays, exportControlled }: Body<'newToken'>,
  ) {
    const allowed = exportControlled === 'Allowed' || exportControlled === true;
    const order = { account, virtualAccount, description, expiresAfterDays, exportControlled: allowed };
    return { ...done(), tokenInfo: tokenWire(await this.control.createToken(order)) };
  }

  #licences({ virtualAccounts }: AccountView, { virtualAccounts: asked, limit, offset }: Body<'licenses'>) {
    const names = asked === undefined || asked.length === 0 ? virtualAccounts.map(({ name }) => name) : asked;
    const stranger = names.find((name) => !virtualAccounts.some((one) => one.name === name));
    if (stranger !== undefined) return { ...failed(`There is no virtual account ${stranger}`), licenses: [] };
    const rows = virtualAccounts.filter(({ name }) => names.includes(name)).map(licenceWire);
    return { ...done(), totalRecords: rows.length, licenses: rows.slice(offset, offset + limit) };
  }

  #devices({ account, virtualAccounts }: AccountView, query: URLSearchParams) {
    const name = query.get('virtualAccountName');
    if (name !== null && !virtualAccounts.some((one) => one.name === name)) {
      return { ...failed(`There is no virtual account ${name}`), totalRecords: 0, devices: [] };
    }
    const { limit, offset } = pageOf(query);
    const own = this.control
      .state()
      .instances.filter((one) => one.account === account && (name === null || one.virtualAccount === name));
    return { ...done(), totalRecords: own.length, devices: own.slice(offset, offset + limit).map(deviceWire) };
  }

  async #remove({ account, virtualAccount }: AccountCall, body: Body<'remove'>) {
    const requests =
      body.productInstanceRemoveRequests ?? body.productInstancesRemoveRequests ?? body.productInstacesRemoveRequests ?? [];
    if (requests.length === 0) return { ...failed('No product instance was named'), productInstancesRemoveStatus: [] };
    const results = [];
    for (const { sudi } of requests) {
      const found = this.control
        .state()
        .instances.some(
          (one) =>
            one.account === account &&
            one.virtualAccount === virtualAccount &&
            one.productId === sudi.udiPid &&
            one.serial === sudi.udiSerialNumber,
        );
      if (found) await this.control.removeInstance(sudi.udiSerialNumber);
      results.push({ sudi, ...(found ? done('Removed') : failed('No such product instance')) });
    }
    const all = results.every(({ status }) => status === 'COMPLETED');
    return { ...(all ? done() : failed('Not every product instance was there')), productInstancesRemoveStatus: results };
  }
}

function pageOf(query: URLSearchParams): { limit: number; offset: number } {
  const schema = z.object({ limit: z.coerce.number().pipe(limit), offset: z.coerce.number().pipe(offset) });
  const asked = schema.safeParse({
    limit: query.get('limit') ?? FIRST_PAGE.limit,
    offset: query.get('offset') ?? FIRST_PAGE.offset,
  });
  if (!asked.success) throw new CallRefused(400, 'limit or offset is no good number');
  return asked.data;
}

const iso = (at: number): string => new Date(at).toISOString();
const day = (at: number): string => iso(at).slice(0, 10);

const tokenWire = ({ token, description, createdAt, expiresAt, exportControlled }: TokenView) => ({
  token,
  description,
  exportControlled: exportControlled ? 'Allowed' : 'Not Allowed',
  createdDate: iso(createdAt),
  expirationDate: iso(expiresAt),
  createdBy: 'simulator',
});

const licenceWire = ({ name, purchased, inUse }: AccountView['virtualAccounts'][number]) => ({
  license: PRODUCT.licenceName,
  virtualAccount: name,
  quantity: purchased,
  inUse,
  available: purchased - inUse,
  reserved: 0,
  pendingQuantity: 0,
  billingType: 'PREPAID',
  isPortable: false,
  status: inUse > purchased ? 'Out Of Compliance' : 'In Compliance',
  licenseDetails: [
    {
      licenseType: 'PERPETUAL',
      quantity: purchased,
      startDate: day(0),
      endDate: null,
      subscriptionId: null,
      status: 'ACTIVE',
    },
  ],
});

const deviceWire = ({ productId, serial, hostname, softwareTag }: InstanceView) => ({
  instanceName: hostname,
  productTagName: softwareTag,
  sudi: { udiPid: productId, udiSerialNumber: serial },
});
