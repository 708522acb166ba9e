// What the agents need of the world. Everything is asynchronous and passed in; a store's change may come from elsewhere.
import type { Configuration } from '../../shared/model/configuration.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { EventActor, EventDetail, EventName, HistoryEvent } from '../../shared/model/history-event.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { AgentState, Identity, Now } from './agent-state.ts';

/** Everything about one instance that is stored, and stored together. */
export type Agent = {
  instance: Instance;
  configuration: Configuration;
  lastGood: { configuration: Configuration; at: number } | null;
  state: AgentState;
};
export type StoredAgent = { agent: Agent; revision: number };

/**
 * What a fleet knows of an agent without loading it, stored with every step: its row as lists show it, when time alone changes it
 * next, and when it speaks to its licence server next. Epoch ms; null: never by itself.
 */
export type Standing = { row: FleetRow; lookAt: number | null; contactAt: number | null };

/** A line of history; the store numbers it and adds the instance. `at` is epoch ms. */
export type NewEvent = { at: number; event: EventName; detail: EventDetail; actor: EventActor };

/** Why a write was not done; nothing of it was kept. */
export type StoreRefusal = 'stale' | 'name-taken' | 'full' | 'unavailable';
export class StoreError extends Error {
  constructor(
    readonly reason: StoreRefusal,
    message: string,
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

/** One of several steps that are written together. `from`: as in `commit`. */
export type StoredStep = { agent: Agent; standing: Standing; events: readonly NewEvent[]; from: StoredAgent | null };

export interface AgentStore {
  /** Every instance, in the order of their adding. `standing` null: none is kept that this version could use. */
  standings(): Promise<{ id: string; standing: Standing | null }[]>;
  /** Those of the instances that are there and can be read, in any order. */
  load(instanceIds: readonly string[]): Promise<StoredAgent[]>;
  /** Keeps standings of agents as they are; nothing happens where the revision of the row is not the present one. */
  keep(standings: readonly Standing[]): Promise<void>;
  /**
   * Writes one step: the agent as it is after it, its standing and its events, in one transaction, durable when it resolves.
   * `from`: what the step was made from, null for a new instance; parts that are the same objects there are not written again.
   * Rejects with StoreError.
   */
  commit(agent: Agent, standing: Standing, events: readonly NewEvent[], from: StoredAgent | null): Promise<{ revision: number }>;
  /** Writes all of these steps in one transaction, or none of them. Rejects with StoreError. */
  commitAll(steps: readonly StoredStep[]): Promise<void>;
  /** Removes the instance with its configuration, state and secrets at `at`, epoch ms; its history stays, and tells of it and of the bulk `job`. */
  remove(instance: Pick<Instance, 'id' | 'name'>, from: number, at: number, job?: string): Promise<void>;
  events(query: { instanceId?: string; since?: number; before?: number; limit?: number }): Promise<HistoryEvent[]>;
}

/** Names under which an instance's secrets are kept: `key:<keyId>` (PKCS#8 PEM), `token`, `proxy-password`. */
export interface SecretStore {
  put(instanceId: string, name: string, value: string): Promise<void>;
  /** Null: never put, or removed, or not kept over a restart. Rejects where it is there and cannot be opened. */
  get(instanceId: string, name: string): Promise<string | null>;
  remove(instanceId: string, name: string): Promise<void>;
}

/** Where and how a request goes. `proxy` as configured; its password is asked from the secret store when needed. */
export type Route = {
  instanceId: string;
  url: string;
  transport: Configuration['transport'];
  proxy: Configuration['proxy'];
  liveServerAllowed: boolean;
};
export type Sudi = { productId: string; serial: string };

type Common = { requestId: string; route: Route; sudi: Sudi; softwareVersion: string };
/** What the agent asks of a licence server; envelope, keys, carrier and checks are the transport's business (wire-protocol.md). */
export type LicenceRequest = Common &
  (
    | { operation: 'registration'; keyId: string; force: boolean; softwareTag: string; hostname: string; poll: string | null }
    | {
        operation: 'authorization';
        identity: Identity;
        softwareTag: string;
        entitlements: { tag: string; licences: number; requestedAt: number }[];
        poll: string | null;
      }
    | { operation: 'renewal'; identity: Identity; keyId: string; poll: string | null }
    | { operation: 'deregistration'; identity: Identity; poll: string | null }
  );

/** Dates as the server gave them, unjudged: null where missing or no number. */
export type ServerDate = number | null;

/** What became of a request. `retryAfterMs`: a wait that the server asked for, null where none. */
export type LicenceAnswer = { retryAfterMs: number | null } & (
  | {
      kind: 'registered';
      identity: Omit<Identity, 'expiresAt' | 'renewAt'>;
      certificateExpiresAt: number;
      expiresAt: ServerDate;
      renewAt: ServerDate;
    }
  | { kind: 'authorized'; compliance: 'in' | 'out'; entitlementVersion: number; nextAt: ServerDate; deadline: ServerDate }
  | {
      kind: 'renewed';
      identity: Omit<Identity, 'expiresAt' | 'renewAt'>;
      certificateExpiresAt: number;
      expiresAt: ServerDate;
      renewAt: ServerDate;
    }
  | { kind: 'deregistered' }
  | { kind: 'poll'; pollId: string }
  /** The server understood and said no: FAILED but SERVER_BUSY, or VERSION_TOO_HIGH. */
  | { kind: 'refused'; failure: Failure }
  /** Nothing that counts as an answer came back: connection, status, unreadable or unverifiable answer, server busy. */
  | { kind: 'no-answer'; failure: Failure }
);

export interface LicenceServerPort {
  /** Never rejects: whatever goes wrong is a `no-answer` with its failure. Ends within the limits of wire-protocol.md. */
  exchange(request: LicenceRequest): Promise<LicenceAnswer>;
}

export interface Clock {
  now(): Now;
}

export interface Alarms {
  /** One alarm per instance: replaces the last. `at` is epoch ms of the folder's clock; null: none. */
  set(instanceId: string, at: number | null): void;
  /** Called for every instance whose alarm is due; after sleep and clock jumps as well. */
  onDue(listener: (instanceId: string) => void): void;
}

export interface RealTime {
  /** Calls `done` after so many ms of real time; returns how to call it off. */
  after(ms: number, done: () => void): () => void;
}

export interface Chance {
  /** 0 <= x < 1 */
  number(): number;
  uuid(): string;
}
