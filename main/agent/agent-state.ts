// What an agent knows. Three stored facts decide everything (licensing-rules.md, sections 3 and 4): enabled, the registration
// (an identity, an attempt to get one, or neither) and the authorization:
//
//   Un-Configured --enable--> Un-Identified --registered--> Registered --answer--> Authorized <--> Out Of Compliance
//        ^                      ^  ^    (in progress, retry, failed)                   |  90 days without an answer |
//        |                      |  +-- certificate expires, deregistered, not known there                           v
//        +--- disable ----------+---------------------------- any ---------------------------- Authorization Expired
//
// Moments are epoch ms of the folder's wall clock. Nothing here is secret: keys and tokens are named, never held.
import type { Configuration } from '../../shared/model/configuration.ts';
import type { Failure, Operation } from '../../shared/model/failure.ts';
import type { EventActor } from '../../shared/model/history-event.ts';

/** A moment on both clocks. `steadyMs` grows evenly within one `runId` (one run of the host), sleep included. */
export type Now = { wallMs: number; steadyMs: number; runId: string };

/** A certificate under which a licence server signs its answers, with the chain to its root. Serials are decimal. */
export type SigningCertificate = { serial: string; pem: string; subCaPems: string[] };

/** The identity that a licence server gave to this instance with a registration. */
export type Identity = {
  productInstanceIdentifier: string;
  /** Names the private key in the secret store. */
  keyId: string;
  certificatePem: string;
  certificateSerial: string;
  issuedAt: number;
  expiresAt: number;
  renewAt: number;
  signers: SigningCertificate[];
  smartAccount: string | null;
  virtualAccount: string | null;
  /** The last one received in this registration, 0 at first. */
  entitlementVersion: number;
};

/** A registration under way. The key, and so the CSR, stays the same on every retry. */
export type Attempt = {
  keyId: string;
  force: boolean;
  startedAt: number;
  /** The next try after one that was not answered; null: at once, or under way. */
  retryAt: number | null;
};

export type Authorization =
  | { kind: 'none' }
  | { kind: 'waiting' }
  | { kind: 'authorized' | 'out-of-compliance'; answeredAt: number; deadline: number }
  | { kind: 'expired'; at: number; answeredAt: number };

export type Evaluation = {
  /** As of `asOf`; never grows. */
  remainingMs: number;
  counting: boolean;
  /** The last moment at which elapsed time was taken off. */
  asOf: Now;
  /** When the balance reached 0; null while there is some. */
  expiredAt: number | null;
  /** Hours left at the last warning; null before the first. */
  warnedAtHours: number | null;
};

/** What follows a deregistration, answered or given up. */
export type After =
  | { kind: 'nothing' }
  | { kind: 'remove' }
  /** The configuration that could not hold while registered: disabled, or with another server. */
  | { kind: 'configure'; configuration: Configuration; register: { force: boolean } | null };

/** The one request in flight. An answer with another `requestId` is late and dropped. `cps`: what an authorization asked for. */
export type InFlight = { requestId: string; operation: Operation; sentAt: number; poll: string | null; cps: number };

/** The server works on it and is asked again at `at`; given up 24 h after `since`. `cps`: what was asked for, as in InFlight. */
export type Poll = { id: string; at: number; since: number; cps: number };

/** Failures in a row of one operation; ends with its first success. `retryAt`: null where nothing is tried by itself. */
export type FailureState = { failure: Failure; since: number; tries: number; retryAt: number | null };

/** An administrator asked for it; `job`: the bulk job that did. */
export type Wish = { job?: string | undefined };

export type AgentState = {
  identity: Identity | null;
  attempt: Attempt | null;
  /** The last registration was refused, or the server does not know this instance any more. */
  registrationFailed: boolean;
  authorization: Authorization;
  /** When the next authorization is asked for; null without an identity. */
  nextAuthorizationAt: number | null;
  /** The next renewal of the certificate, and the key that it brings (kept over retries). */
  renewal: { at: number; keyId: string | null } | null;
  certificateWarnedAtHours: number | null;
  /** Since when the wall clock has been before the certificate's validity; null: it is not. */
  clockOutsideSince: Now | null;
  /** A deregistration that was asked for, and what follows it. */
  deregistration: { after: After; actor: EventActor; job?: string | undefined } | null;
  /** What was asked for and is not answered yet, so that the history names who did. */
  wishes?: Partial<Record<'authorization' | 'renewal', Wish>> | undefined;
  evaluation: Evaluation;
  request: InFlight | null;
  polls: Partial<Record<Operation, Poll>>;
  failures: Partial<Record<Operation, FailureState>>;
  /** null: never attempted in this registration. */
  registrationSuccessful: boolean | null;
  authorizationSuccessful: boolean | null;
  lastAttemptAt: number | null;
  /** The last answer that counted. */
  lastContactAt: number | null;
  /** The last exchange was not answered: `communication-failure` is raised on the first one only. */
  silent: boolean;
  mayStillHoldLicences: boolean;
  blockedSince: number | null;
};
