// A fleet under watch, on clocks moved by hand: rows are set by the test, and its notices, its crashes and its restarts are the real ones.
import { FleetNotices } from '../../main/services/notices/fleet-notices.ts';
import { GivenNotices } from '../../main/services/notices/given-notices.ts';
import { KeptNotices } from '../../main/services/notices/kept-notices.ts';
import { memoryFrom, type NoticeMemory, type NoticeMemoryFile, textFrom } from '../../main/services/notices/notice-memory.ts';
import { FleetAlarms } from '../../main/services/time/alarms.ts';
import { SECOND } from '../../shared/durations.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { Notice } from '../../shared/model/notice.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { handClock } from './hand-clock.ts';
import { keptLog } from './kept-log.ts';

export class WatchedFleet {
  readonly time;
  readonly log = keptLog();
  readonly shown: Notice[] = [];
  settings: Settings = DEFAULT_SETTINGS;
  /** The window dies before it shows anything. */
  isBlind = false;
  writes = 0;
  kept: string | null = null;
  disk: 'fine' | 'full' = 'fine';
  readonly #rows = new Map<string, FleetRow>();
  #notices: FleetNotices | null = null;
  #stop: () => void = () => {};
  #listeners = new Set<(id: string, what: 'changed' | 'removed') => void>();

  constructor(startMs: number, rows: readonly FleetRow[] = []) {
    this.time = handClock(startMs);
    for (const row of rows) this.#rows.set(row.id, row);
  }

  get watch(): FleetNotices {
    if (this.#notices === null) throw new Error('The host does not run.');
    return this.#notices;
  }

  put(...rows: FleetRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      for (const listener of this.#listeners) listener(row.id, 'changed');
    }
  }

  remove(id: string): void {
    this.#rows.delete(id);
    for (const listener of this.#listeners) listener(id, 'removed');
  }

  /** The host starts; a window, unless it is blind, shows what it gives at once. */
  start(shownIn: 'window' | 'log' = 'window'): void {
    const { time } = this;
    this.#listeners = new Set();
    const clock = {
      demonstration: false,
      now: () => ({ wallMs: time.wallMs(), steadyMs: time.steadyMs(), runId: 'one' }),
      anchor: () => ({ rate: 1, real: 0, folder: 0 }),
      onRateChange: () => () => {},
    };
    const alarms = new FleetAlarms(clock, time);
    const given = new GivenNotices(time);
    let isOver = false;
    const show = async () => {
      for (let after = 0; !isOver; ) {
        const { last, notices } = await given.since(after, 10 * SECOND);
        if (isOver || this.isBlind) return;
        this.shown.push(...notices);
        after = last;
      }
    };
    void show();
    const kept = new KeptNotices({ file: this.#file(), given, log: this.log, shownIn });
    const listen = (listener: (id: string, what: 'changed' | 'removed') => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
    this.#notices = new FleetNotices({
      fleet: { rows: () => [...this.#rows.values()], row: (id) => this.#rows.get(id), onChange: listen },
      alarms,
      clock,
      real: time,
      settings: () => this.settings,
      kept,
    });
    const notices = this.#notices;
    this.#stop = () => {
      isOver = true;
      notices.dispose();
      given.dispose();
      alarms.dispose();
    };
  }

  /** It ends in order, or dies without a last word. */
  end(how: 'in order' | 'dies'): void {
    const before = this.kept;
    this.#stop();
    if (how === 'dies') this.kept = before;
    this.#notices = null;
  }

  /** So much time passes while it runs, in steps, so that what is shown is told to the host in between. */
  async pass(ms: number, stepMs = ms): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.time.pass(Math.min(left, stepMs));
      for (let turns = 0; turns < 6; turns += 1) await Promise.resolve();
    }
  }

  #file(): NoticeMemoryFile {
    return {
      read: () => (this.kept === null ? null : memoryFrom(this.kept)) ?? EMPTY(),
      write: (memory) => {
        if (this.disk === 'full') throw new Error('ENOSPC');
        this.writes += 1;
        this.kept = textFrom(memory);
      },
    };
  }
}

const EMPTY = (): NoticeMemory => ({ told: new Map(), ladder: null, unshown: { notices: [], begun: 0 } });
