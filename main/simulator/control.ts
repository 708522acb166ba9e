// What the one who runs the simulator may do: look at the books, buy licences, hand out tokens, remove instances, switch faults.
import { DAY } from '../../shared/durations.ts';
import type { Fault } from '../../shared/model/simulator-fault.ts';
import { type Book, dropInstance, findVirtualAccount, setPurchased } from './book/book.ts';
import { licencesOf, type ProductInstance } from './book/product-instance.ts';
import { DEFAULT_TOKEN_LIFE_MS, type Token, type TokenTexts } from './book/token.ts';
import type { LoggedRequest, RequestLog } from './doors/request-log.ts';
import type { FaultBoard } from './faults/fault-board.ts';
import type { Mailbox } from './protocol/mailbox.ts';
import type { ServerClock } from './protocol/server-clock.ts';

/** `uses`: null for as many as one likes. */
export type TokenOrder = {
  account: string;
  virtualAccount: string;
  uses?: number | null | undefined;
  expiresAfterDays?: number | undefined;
  description?: string | undefined;
  exportControlled?: boolean | undefined;
};
export type TokenView = Token & { token: string };

/** Moments are epoch ms of the server's clock, quantities licences. */
export type AccountView = {
  account: string;
  virtualAccounts: { name: string; purchased: number; inUse: number; available: number; instances: number }[];
};
export type InstanceView = Omit<ProductInstance, 'identifier' | 'identity' | 'nextIdentity' | 'registration'> & {
  productInstanceIdentifier: string;
  idCertSerialNumber: string;
  licences: number;
};
export type SimulatorState = { serverTime: number; accounts: AccountView[]; tokens: TokenView[]; instances: InstanceView[] };

export type ControlParts = {
  book: Book;
  tokens: TokenTexts;
  faults: FaultBoard;
  log: RequestLog;
  clock: ServerClock;
  mailbox: Mailbox;
  newId: () => string;
  durable: () => Promise<void>;
};

export class Control {
  constructor(private readonly parts: ControlParts) {}

  state(): SimulatorState {
    const { book, clock } = this.parts;
    const instances = [...book.instances.values()].map(instanceView);
    return { serverTime: clock.time(), accounts: this.accounts(), tokens: this.tokens(), instances };
  }

  accounts(): AccountView[] {
    const accounts = new Map<string, AccountView>();
    for (const { account, name, purchased, inUse, instances } of this.parts.book.virtualAccounts.values()) {
      const view = accounts.get(account) ?? { account, virtualAccounts: [] };
      view.virtualAccounts.push({ name, purchased, inUse, available: Math.max(0, purchased - inUse), instances });
      accounts.set(account, view);
    }
    return [...accounts.values()];
  }

  tokens(): TokenView[] {
    return [...this.parts.book.tokens.values()].map((token) => ({ ...token, token: this.parts.tokens.textOf(token.id) }));
  }

  hasVirtualAccount(account: string, name: string): boolean {
    return findVirtualAccount(this.parts.book, account, name) !== undefined;
  }

  /** Opens the account where there is none. Kept when it resolves, as everything below. */
  setPurchased(account: string, virtualAccount: string, purchased: number): Promise<void> {
    return this.#change(() => void setPurchased(this.parts.book, account, virtualAccount, purchased));
  }

  /** The virtual account must be there. */
  async createToken(order: TokenOrder): Promise<TokenView> {
    const { book, clock, tokens, newId } = this.parts;
    const createdAt = clock.time();
    const life = order.expiresAfterDays === undefined ? DEFAULT_TOKEN_LIFE_MS : order.expiresAfterDays * DAY;
    const token: Token = {
      id: newId(),
      account: order.account,
      virtualAccount: order.virtualAccount,
      description: order.description ?? '',
      createdAt,
      expiresAt: createdAt + life,
      usesLeft: order.uses ?? null,
      exportControlled: order.exportControlled ?? true,
    };
    await this.#change(() => void book.tokens.set(token.id, token));
    return { ...token, token: tokens.learn(token.id) };
  }

  /** False: no product instance has this serial number. */
  async removeInstance(serial: string): Promise<boolean> {
    const { book } = this.parts;
    const udis = [...book.instances].filter(([, instance]) => instance.serial === serial).map(([udi]) => udi);
    if (udis.length > 0) await this.#change(() => udis.forEach((udi) => void dropInstance(book, udi)));
    return udis.length > 0;
  }

  readonly faults = {
    get: (): Fault[] => this.parts.faults.list(),
    put: (faults: readonly Fault[]): void => this.parts.faults.put(faults),
    clear: (): void => this.parts.faults.clear(),
  };

  /** Oldest first. */
  requests(limit = 100): LoggedRequest[] {
    return this.parts.log.last(limit);
  }

  async #change(work: () => void): Promise<void> {
    await this.parts.mailbox.run(async () => work());
    await this.parts.durable();
  }
}

function instanceView(instance: ProductInstance): InstanceView {
  const { identifier, identity, nextIdentity: _next, registration: _registration, ...shown } = instance;
  const licences = licencesOf(shown.entitlements);
  return { ...shown, productInstanceIdentifier: identifier, idCertSerialNumber: identity.serial, licences };
}
