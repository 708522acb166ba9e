// What the host of a data folder needs of the process that it runs in, and what it offers to it.
import type { Writable } from 'node:stream';
import type { HostInfo } from '../shared/model/fleet-snapshot.ts';
import type { Fleet } from './agent/fleet.ts';
import type { FleetHandlers } from './services/application/application.ts';
import type { LiveFleet } from './services/application/live-fleet.ts';
import type { Vault } from './services/secrets/vault.ts';
import type { SystemProxyPort } from './services/transport/connections.ts';

export type HostOptions = {
  folder: string;
  demo: boolean;
  /** null: the folder's own. */
  clockRate: number | null;
  /** A demonstration that is being prepared, and made anew where that is interrupted: no write waits for the disk. */
  throwaway?: boolean;
  version: string;
  serveSocket: boolean;
  /** The host stays: jobs that were under way go on. A command's short one leaves them to the next that stays. */
  isLasting: boolean;
  /** Where notices of a host that stays are shown. */
  noticesIn: 'window' | 'log';
  /** Where warnings go besides the log file; null: nowhere. */
  stderr: Writable | null;
  /** The operating system's keystore, asked for once the store is open; null: there is none. */
  keystore: () => Promise<Vault | null>;
  systemProxy: SystemProxyPort | null;
  /** The preferences of the user whom the host works for; their pace holds at each licence server. */
  preferencesFile: string;
};

export type Host = {
  readonly handlers: FleetHandlers;
  readonly fleet: Fleet;
  readonly live: LiveFleet;
  readonly info: () => HostInfo;
  /** The computer woke up, or its clock was set: what is due is looked at now. */
  wake(): void;
  /** The preferences have changed: what waits for the pace is looked at again. */
  preferencesChanged(): void;
  /** Takes no more calls of other processes, and waits until those that it has taken, and what they set going, are answered. */
  leave(): Promise<void>;
  dispose(): Promise<void>;
};
