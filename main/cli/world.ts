// What the command line needs of its surroundings, passed in: streams, files, time, signals, and the ways to a fleet. The
// composition root gives the real ones; tests give fakes.
import type { Readable, Writable } from 'node:stream';
import type { FleetChannel, Input, Output } from '../../shared/ipc/contract.ts';
import type { Fault } from '../../shared/model/simulator-fault.ts';
import type { RealTime } from '../agent/ports.ts';

/** The operations of the contract, wherever the host is. `call` rejects with AppFailure. */
export interface FleetCaller {
  call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>>;
  dispose(): Promise<void> | void;
}

/** A host in this process. */
export interface OpenHost extends FleetCaller {
  /** Called after every stored change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Takes no more calls of other processes; waits until those that it has taken, and what was set going, are answered. */
  idle(): Promise<void>;
  /** Stops the agents, closes the socket and the store, gives the lock back. */
  dispose(): Promise<void>;
}

export type HostOptions = {
  folder: string;
  /** `--demo`: a new folder becomes a demonstration, an ordinary one is refused. */
  demo: boolean;
  /** 1 to 1,000,000; null: the folder's own. Refused (`invalid-input`) in an ordinary folder. */
  clockRate: number | null;
  serveSocket: boolean;
  /** Stays until it is stopped, so that bulk jobs go on in it. */
  isLasting: boolean;
};

export type SimulatorOptions = {
  folder: string;
  /** 0: any free port. */
  port: number;
  httpsPort: number;
  /** File that keeps its state; null: in memory. */
  stateFile: string | null;
  /** `--demo`: the simulator takes its time from the requests. */
  demo: boolean;
  /** Switched on from the start. */
  faults: readonly Fault[];
};

/** `http` and `https` are origins, `signerCa` and `tlsCa` paths of PEM files. */
export type SimulatorAddresses = {
  http: string;
  https: string;
  token: string;
  signerCa: string;
  tlsCa: string;
  control: string;
};
export interface RunningSimulator {
  readonly addresses: SimulatorAddresses;
  dispose(): Promise<void>;
}

export type CliWorld = {
  stdout: Writable;
  stderr: Writable;
  stdin: Readable;
  /** Standard output is a terminal: `run --watch` draws in place. */
  isTTY: boolean;
  /** Rows of that terminal; null: not known. */
  terminalRows: () => number | null;
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  /** The per-user data folder of this operating system, and the one for demonstrations beside it. */
  defaultDataFolder: string;
  defaultDemoFolder: string;
  /** Real time: epoch ms, and waiting. */
  time: RealTime & { now(): number };
  /** UTF-8 text of a file; rejects where it cannot be read. */
  readText(file: string): Promise<string>;
  /** Bytes of a file; rejects where it cannot be read. */
  readBytes(file: string): Promise<Uint8Array>;
  /** Replaces a file whole or not at all; only this user may read it. */
  writeText(file: string, text: string): void;
  /** Asked to stop (SIGINT, SIGTERM); returns how to stop listening. */
  onStop(listener: () => void): () => void;
  /** The host of this folder that is running, over its socket; null: none answers. */
  connect(folder: string): Promise<FleetCaller | null>;
  /** Becomes the host of this folder; null: another process is. Rejects with AppFailure where the folder refuses. */
  openHost(options: HostOptions): Promise<OpenHost | null>;
  /** HTTP to a simulator on this computer. */
  fetch: typeof globalThis.fetch;
  /** Rejects with AppFailure where a port is taken or the state file cannot be read. */
  startSimulator(options: SimulatorOptions): Promise<RunningSimulator>;
};
