// What is said between the store in the main thread and its database in the worker: one table of operations, gathered per turn.

import type { ActivityFilter, ChainProof } from '../../../shared/model/activity.ts';
import type { ActivityName } from '../../../shared/model/activity-lists.ts';
import type { EventActor, HistoryEvent } from '../../../shared/model/history-event.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { RowState } from '../../../shared/model/job-lists.ts';
import type { TrustKind } from '../../../shared/model/trusted-certificate.ts';
import type { StoreRefusal } from '../../agent/ports.ts';
import type { ChainPlace } from './event-check.ts';
import type { SealedRow } from './event-table.ts';
import type { OpenRefusal } from './open-refused.ts';
import type { PackedStep } from './packed-step.ts';

/** One instance as its rows hold it: JSON texts that nobody has read yet; null: there is none. */
export type AgentRow = {
  id: string;
  name: string;
  revision: number;
  instance: string;
  configuration: string | null;
  lastGood: string | null;
  /** Without what `papers` hold of it. */
  state: string | null;
  papers: string | null;
};
/** `instance`, `configuration` and `papers` null: as they were. */
export type AgentWrite = {
  id: string;
  name: string;
  instance: string | null;
  configuration: { configuration: string; lastGood: string | null } | null;
  state: string;
  papers: string | null;
};
/** `row` is JSON; `revision` says of which step it is. */
export type StandingWrite = { id: string; revision: number; lookAt: number | null; contactAt: number | null; row: string };
/** `row` null: none is kept for the present revision in the present form. */
export type StandingRow = { id: string; lookAt: number | null; contactAt: number | null; row: string | null };
export type SecretRow = { backend: string; ciphertext: Uint8Array };
/** `addedAt` is epoch ms. */
export type TrustRow = { id: number; origin: string; kind: TrustKind; fingerprint: string; pem: string; addedAt: number };
/** What is removed is named by its id; `at` is epoch ms. */
export type TrustWrite = { rows: Omit<TrustRow, 'id'>[]; user: string | null };
export type EventFilter = { instanceId?: string; since?: number; before?: number; limit?: number };

/** `action`, `planned` and `outcome` are JSON texts. */
export type JobRowRecord = {
  position: number;
  planned: string;
  state: RowState;
  startedAt: number | null;
  outcome: string | null;
};
export type JobRecord = Omit<Job, 'action' | 'counts'> & { action: string; counts: Partial<Record<RowState, number>> };
export type JobWrite = Omit<JobRecord, 'pause' | 'counts'> & {
  rows: { planned: string; state: RowState }[];
  user: string | null;
};
/** `waitingTo`: what becomes of every row that waits; null: nothing. */
export type JobStep = {
  id: string;
  rows: Omit<JobRowRecord, 'planned'>[];
  job: Pick<Job, 'state' | 'pause' | 'endedAt'> | null;
  waitingTo: RowState | null;
  /** Who administers, for the audit log. */
  user: string | null;
};

/** An entry of the audit log; `detail` and `change` are JSON texts, `user` who administers where it was not the agent. */
export type EventWrite = {
  at: number;
  event: ActivityName;
  detail: string;
  actor: EventActor;
  user: string | null;
  change: string | null;
};
/** Newest first; `before`: entries older than this one, null: the first page, which has `total` too. */
export type ActivityQuery = { filter: ActivityFilter; before: number | null; limit: number };
export type ActivityPage = { rows: SealedRow[]; total: number | null };

export type StepWrite = { agent: AgentWrite; events: readonly EventWrite[]; from: number };

export type Operations = {
  open: [{ file: string; openedAt: number; throwaway?: boolean }, { warnings: string[] }];
  close: [null, null];
  standings: [null, StandingRow[]];
  agents: [{ ids: readonly string[] }, AgentRow[]];
  events: [EventFilter, HistoryEvent[]];
  activity: [ActivityQuery, ActivityPage];
  /** The next `limit` entries of the chain after `place`. */
  checkEvents: [{ place: ChainPlace; limit: number }, { place: ChainPlace; broken: ChainProof['broken']; isEnd: boolean }];
  /** An entry about the whole folder. */
  note: [{ subject: string; event: EventWrite }, null];
  /** The revision afterwards is the one after `from`. */
  commit: [PackedStep, null];
  commitAll: [readonly PackedStep[], null];
  keepStandings: [readonly StandingWrite[], null];
  remove: [{ id: string; name: string; from: number; event: EventWrite }, null];
  secret: [{ instanceId: string; name: string }, SecretRow | null];
  putSecret: [{ instanceId: string; name: string } & SecretRow, null];
  removeSecret: [{ instanceId: string; name: string }, null];
  trust: [{ origin: string | null }, TrustRow[]];
  addTrust: [TrustWrite, number[]];
  removeTrust: [{ id: number; at: number; user: string | null }, null];
  jobs: [null, JobRecord[]];
  jobRows: [{ id: string }, JobRowRecord[]];
  addJob: [JobWrite, null];
  stepJob: [JobStep, null];
  removeJob: [{ id: string }, null];
  jobSecret: [{ jobId: string; name: string }, SecretRow | null];
  putJobSecret: [{ jobId: string; name: string } & SecretRow, null];
  removeJobSecret: [{ jobId: string; name: string }, null];
};
export type OperationName = keyof Operations;
export type OperationInput<O extends OperationName> = Operations[O][0];
export type OperationOutput<O extends OperationName> = Operations[O][1];

export type Request = { [O in OperationName]: { id: number; operation: O; input: OperationInput<O> } }[OperationName];
/** A long list goes over in parts before the request that ends with its last one: what is copied at once must not be large. */
export type Part = { id: number; part: readonly PackedStep[] };

export type Refusal =
  | { kind: 'write'; reason: StoreRefusal | 'unknown-instance'; message: string }
  | { kind: 'open'; reason: OpenRefusal; message: string };
/** A long answer comes in parts before its last one, so that neither thread is held up. */
export type Reply = { id: number } & ({ part: unknown[] } | { ok: true; value: unknown } | { ok: false; refusal: Refusal });

/** An end of a channel: a worker seen from outside, its parent port, or a MessagePort. */
export type StorePort<Out, In> = {
  post(messages: Out[]): void;
  onMessages(listener: (messages: In[]) => void): void;
};
