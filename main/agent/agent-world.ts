// What an agent at work needs of the world, and whom it tells.
import type { AgentStore, Chance, Clock, LicenceServerPort, SecretStore, Standing, StoredAgent } from './ports.ts';
import type { Step } from './turn.ts';

export type AgentWorld = {
  store: AgentStore;
  secrets: SecretStore;
  server: LicenceServerPort;
  clock: Clock;
  chance: Chance;
};

export type RuntimeListener = {
  /** After each step; `stored`: more than time has passed. */
  stepped(standing: Standing, stored: boolean): void;
  /** It could not store, or not forget a secret: see `troubledUntil`. */
  troubled(id: string): void;
  removed(id: string): void;
  /** Nothing waits to be stored, and no request is on its way. */
  quiet(id: string): void;
};

/** An agent whose next step is made together with those of others. */
export type HeldAgent = {
  stored: StoredAgent;
  /** With the step that was stored; null: none was. */
  release(made: { step: Step; standing: Standing } | null): void;
  /** What follows a step that was stored has been done. */
  followed: Promise<void>;
};
