// The clock of a data folder: the computer's own, or in a demonstration one that runs faster, the same for every process on the
// folder. It never goes back in a demonstration; an ordinary one tells wall time as it is, and beside it the steady time.
import { randomUUID } from 'node:crypto';
import { existsSync, type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { refuse } from '../../../shared/errors.ts';
import type { FolderClock as ClockAnchor } from '../../../shared/model/fleet-snapshot.ts';
import type { Clock } from '../../agent/ports.ts';
import { filesOf } from '../host/folder-files.ts';
import { type Demonstration, folderTime, readDemonstration, writeDemonstration } from './demonstration.ts';
import type { RealClock } from './real-time.ts';

export interface FolderClock extends Clock {
  readonly demonstration: boolean;
  /** Rate and anchor for those who work out the time by themselves (the window). */
  anchor(): ClockAnchor;
  /** Another process, or this one, made the folder's time run at another rate. Returns how to stop listening. */
  onRateChange(listener: () => void): () => void;
  /** Demonstrations only, 1 to 1,000,000; counts from now on. */
  setRate(rate: number): void;
  /** Demonstrations only: goes on from that moment, epoch ms; an earlier one than now changes nothing. */
  moveTo(wallMs: number): void;
  dispose(): void;
}

export type FolderClockOptions = {
  folder: string;
  /** `--demo`: the folder is made a demonstration if it is new. A marked folder is one with or without. */
  demo: boolean;
  clockRate: number | null;
  real: RealClock;
};

const BAD_RATE = 'The clock rate is a number from 1 to 1,000,000.';

/** Throws `invalid-input` where the options do not fit the folder, `store-unavailable` where its mark cannot be read. */
export function openFolderClock({ folder, demo, clockRate, real }: FolderClockOptions): FolderClock {
  if (clockRate !== null && !(clockRate >= 1 && clockRate <= 1_000_000)) throw refuse('invalid-input', BAD_RATE);
  const { demonstration: file, store, secretKey } = filesOf(folder);
  let mark = readDemonstration(file);
  if (mark === null && demo) {
    if (existsSync(store) || existsSync(secretKey))
      throw refuse('invalid-input', `${folder} holds real data. A demonstration needs a folder of its own.`);
    const now = real.wallMs();
    mark = { rate: clockRate ?? 1, anchor: { real: now, folder: now } };
    writeDemonstration(file, mark);
  }
  if (mark !== null) return new DemonstrationClock(file, mark, real, clockRate);
  if (clockRate !== null)
    throw refuse('invalid-input', 'Only the time of a demonstration folder can run faster: the clock rate needs --demo.');
  return ordinaryClock(real);
}

function refuseHere(): never {
  throw refuse('invalid-input', 'Only the time of a demonstration folder can run faster.');
}

function ordinaryClock(real: RealClock): FolderClock {
  const runId = randomUUID();
  return {
    demonstration: false,
    now: () => ({ wallMs: real.wallMs(), steadyMs: real.steadyMs(), runId }),
    anchor: () => ({ rate: 1, real: 0, folder: 0 }),
    onRateChange: () => () => {},
    setRate: refuseHere,
    moveTo: refuseHere,
    dispose: () => {},
  };
}

class DemonstrationClock implements FolderClock {
  readonly demonstration = true;
  readonly #runId = randomUUID();
  readonly #listeners = new Set<() => void>();
  readonly #watcher: FSWatcher | null;
  #mark: Demonstration;
  #version: string;
  #latestMs = 0;

  constructor(
    private readonly file: string,
    mark: Demonstration,
    private readonly real: RealClock,
    rate: number | null,
  ) {
    this.#mark = mark;
    this.#version = versionOf(file);
    this.#watcher = watcherOf(file, () => this.#look());
    if (rate !== null && rate !== mark.rate) this.setRate(rate);
  }

  now() {
    this.#look();
    this.#latestMs = Math.max(this.#latestMs, folderTime(this.#mark, this.real.wallMs()));
    return { wallMs: this.#latestMs, steadyMs: this.#latestMs, runId: this.#runId };
  }

  anchor(): ClockAnchor {
    this.#look();
    const { rate, anchor } = this.#mark;
    return { rate, ...anchor };
  }

  onRateChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setRate(rate: number): void {
    if (!(rate >= 1 && rate <= 1_000_000)) throw refuse('invalid-input', BAD_RATE);
    const { wallMs } = this.now();
    this.#adopt({ rate, anchor: { real: this.real.wallMs(), folder: wallMs } }, true);
  }

  moveTo(wallMs: number): void {
    const folder = Math.max(wallMs, this.now().wallMs);
    this.#adopt({ rate: this.#mark.rate, anchor: { real: this.real.wallMs(), folder } }, true);
  }

  dispose(): void {
    this.#watcher?.close();
    this.#listeners.clear();
  }

  /** The file is replaced as a whole, so another file number or time says that it changed. */
  #look(): void {
    const version = versionOf(this.file);
    if (version === this.#version) return;
    const mark = readDemonstration(this.file);
    if (mark !== null) this.#adopt(mark, false);
  }

  #adopt(mark: Demonstration, write: boolean): void {
    if (write) writeDemonstration(this.file, mark);
    this.#version = versionOf(this.file);
    this.#mark = mark;
    for (const listener of this.#listeners) listener();
  }
}

/** Null where the system has no watches left: the change is then seen at the next look at the clock. */
function watcherOf(file: string, changed: () => void): FSWatcher | null {
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_, name) => {
      if (name === null || name === basename(file)) changed();
    });
    return watcher.on('error', () => watcher.close());
  } catch {
    return null;
  }
}

function versionOf(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeNs}`;
}
