// What an agent knows, as unions that carry their own data. The diagram (licensing-rules.md, sections 3 and 4):
//
//   Un-Configured --enable--> Un-Identified --registered--> Registered --answer--> Authorized <--> Out Of Compliance
//        ^                      ^  ^    (in progress, retry, failed)                   |  90 days without an answer |
//        |                      |  +-- certificate expires, deregistered, not known there                           v
//        +--- disable ----------+---------------------------- any ---------------------------- Authorization Expired
//
// Moments are epoch ms of the folder's wall clock. Nothing here is secret: keys and tokens are named, never held.
import type { Configuration } from '../../shared/model/configuration.ts';
import type { Failure, Operation } from '../../shared/model/failure.ts';
import type { Instance } from '../../shared/model/instance.ts';

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

/** A failed operation in a row of failures; ends with its first success. */
export type FailureState = { failure: Failure; since: number; tries: number; retryAt: number | null };

export type Registration =
  | { kind: 'none' }
  /** `keyId`: the key whose CSR is sent, the same on every retry. `poll`: the server works on it. */
  | { kind: 'in-progress'; keyId: string; force: boolean; startedAt: number; poll: { id: string; at: number } | null }
  | { kind: 'retry'; keyId: string; force: boolean; startedAt: number; retryAt: number }
  | { kind: 'failed'; at: number }
  | { kind: 'complete'; identity: Identity };

export type Authorization =
  | { kind: 'none' }
  | { kind: 'waiting'; nextAt: number }
  | { kind: 'authorized' | 'out-of-compliance'; answeredAt: number; deadline: number; nextAt: number }
  | { kind: 'expired'; at: number; answeredAt: number; nextAt: number };

export type Evaluation = {
  /** As of `asOf`; never grows. */
  remainingMs: number;
  counting: boolean;
  /** The last moment at which elapsed time was taken off. */
  asOf: Now;
  started: boolean;
  /** When the balance reached 0; null while there is some. */
  expiredAt: number | null;
};

/** The one request in flight. An answer with another `requestId` is late and dropped. */
export type InFlight = { requestId: string; operation: Operation; sentAt: number };

/** What waits for the request in flight to end, or for its own turn. */
export type Wish = { kind: 'deregister'; then: After } | { kind: 'renew' } | { kind: 'authorize' };

/** What follows an answered (or given up) deregistration. */
export type After =
  | { kind: 'nothing' }
  | { kind: 'disable' }
  | { kind: 'remove' }
  /** "Deregister and switch": this configuration then holds, and the instance registers if there is a token. */
  | { kind: 'switch'; configuration: Configuration; register: { keyId: string; force: boolean } | null };

export type AgentState = {
  registration: Registration;
  authorization: Authorization;
  evaluation: Evaluation;
  request: InFlight | null;
  wishes: Wish[];
  /** The latest failure of each operation, until that operation succeeds. */
  failures: Partial<Record<Operation, FailureState>>;
  /** null: never attempted. */
  registrationSuccessful: boolean | null;
  authorizationSuccessful: boolean | null;
  lastAttemptAt: number | null;
  /** The last answer that counted. */
  lastContactAt: number | null;
  /** Failures in a row that were no answer: `communication-failure` is raised on the first. */
  silent: boolean;
  mayStillHoldLicences: boolean;
  blockedSince: number | null;
  /** The last warning given per clock, so that each is given once: days left (evaluation in its last day: minus hours left). */
  warned: { evaluation: number | null; certificate: number | null };
};

export type { Instance };
