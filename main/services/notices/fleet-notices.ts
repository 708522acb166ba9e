// Watches a fleet and gives notice of it: of changes as they come, gathered the more the more there are, and of the ladder
// (ladder-watch.ts). A fleet at rest costs nothing here.
import { MINUTE, SECOND } from '../../../shared/durations.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { FolderClock } from '../time/folder-clock.ts';
import type { RealClock } from '../time/real-time.ts';
import { decideChanges, levelOf, type NoticeRules } from './decide-notices.ts';
import type { KeptNotices } from './kept-notices.ts';
import { LadderWatch, type LadderWorld } from './ladder-watch.ts';
import { changeNotice, ladderNotice } from './notice-of.ts';
import { quietFor } from './quiet-hours.ts';

export type NoticeWorld = LadderWorld & {
  fleet: {
    rows(): FleetRow[];
    row(id: string): FleetRow | undefined;
    onChange(listener: (id: string, what: 'changed' | 'removed') => void): () => void;
  };
  clock: Pick<FolderClock, 'now' | 'anchor' | 'demonstration'>;
  real: Pick<RealClock, 'wallMs' | 'after'>;
  settings: () => Pick<Settings, 'alertDays' | 'quietHours' | 'noticePause' | 'muted'>;
  kept: KeptNotices;
};

/** Real ms from a change to its notice: while there is something to tell each time, four times as much, up to five minutes. */
const SOON_MS = 2 * SECOND;
const LATEST_MS = 5 * MINUTE;
/** Real ms: what waits for a moment of real time is looked at again so often at least, since the computer may have slept. */
const LONGEST_HOP_MS = 10 * MINUTE;

export class FleetNotices {
  readonly #ladder: LadderWatch;
  #changed = new Set<string>();
  /** Those that a pause (until its end, real) or quiet hours (null) keep from being told. */
  #waiting = new Map<string, number | null>();
  #gatherMs = SOON_MS;
  #callOffSoon: (() => void) | null = null;
  #callOffLater: () => void = () => {};
  readonly #unsubscribe: () => void;

  constructor(private readonly world: NoticeWorld) {
    this.#ladder = new LadderWatch(world, world.kept.memory.ladder, (slept) => {
      if (slept) this.wake();
      else this.#lookSoon();
    });
    this.#unsubscribe = world.fleet.onChange((id, what) => this.#note(id, what));
    this.wake();
  }

  /** The host has started, or the computer has slept: everything is looked at. */
  wake(): void {
    this.#ladder.wake(this.world.fleet.rows());
    this.rulesChanged();
  }

  /** What kept something from being told may not hold any more. */
  rulesChanged(): void {
    for (const row of this.world.fleet.rows()) this.#noteLevel(row);
    this.#lookSoon();
  }

  dispose(): void {
    this.#unsubscribe();
    this.#ladder.dispose();
    this.#callOffSoon?.();
    this.#callOffLater();
    this.world.kept.memory.ladder = this.#ladder.look;
    this.world.kept.dispose();
  }

  #note(id: string, what: 'changed' | 'removed'): void {
    const row = this.world.fleet.row(id);
    if (what === 'removed' || row === undefined) {
      this.world.kept.forget(id);
      this.#ladder.drop(id);
      return;
    }
    this.#ladder.note(row);
    if (this.#noteLevel(row)) this.#lookSoon();
  }

  /** False: there is nothing to tell of it, and nothing was told. */
  #noteLevel(row: FleetRow): boolean {
    if (levelOf(row) === 0 && !this.world.kept.memory.told.has(row.id)) return false;
    this.#changed.add(row.id);
    return true;
  }

  #lookSoon(): void {
    this.#callOffSoon ??= this.world.real.after(this.#gatherMs, () => {
      this.#callOffSoon = null;
      this.#look();
    });
  }

  #look(): void {
    const { clock, real, kept } = this.world;
    const settings = this.world.settings();
    const now = real.wallMs();
    const quietMs = quietFor(settings.quietHours, now);
    const rules = {
      pauseMs: settings.noticePause * MINUTE,
      muted: new Set(settings.muted),
      isQuiet: quietMs !== null,
    };
    const moment = { at: clock.now().wallMs, demonstration: clock.demonstration };
    const changes = this.#tellChanges(rules, now).map(({ kind, rows }) => changeNotice(kind, rows, moment));
    const ladder = rules.isQuiet ? null : this.#tellLadder(settings.alertDays, rules.muted, moment);
    const heaviestFirst = [...changes, ...(ladder === null ? [] : [ladder])].sort((a, b) => weight(a) - weight(b));
    const isFirst = kept.memory.ladder === null && this.#ladder.look !== null;
    kept.memory.ladder = this.#ladder.look;
    kept.give(heaviestFirst);
    // Where the ladder begins: whatever comes after it is told, over a crash too.
    if (isFirst) kept.keep();
    this.#gatherMs = changes.length === 0 ? SOON_MS : Math.min(LATEST_MS, this.#gatherMs * 4);
    this.#lookLater(now, quietMs);
  }

  #tellChanges(rules: NoticeRules, now: number) {
    const { fleet, kept } = this.world;
    const looked = new Set([...this.#changed, ...this.#waiting.keys()]);
    this.#changed = new Set();
    const rows = Array.from(looked, (id) => fleet.row(id)).filter((row) => row !== undefined);
    const { changes, told, waiting } = decideChanges(rows, kept.memory.told, rules, now);
    for (const [id, what] of told)
      if (what === null) kept.memory.told.delete(id);
      else kept.memory.told.set(id, what);
    this.#waiting = waiting;
    return changes;
  }

  #tellLadder(days: Settings['alertDays'], muted: ReadonlySet<string>, moment: Pick<Notice, 'at' | 'demonstration'>) {
    if (!this.#ladder.isDue) return null;
    const { fleet } = this.world;
    const due = this.#ladder.lookAt(fleet.rows(), days) ?? [];
    return ladderNotice(
      due.filter(({ id }) => !muted.has(id)),
      (id) => fleet.row(id),
      moment,
    );
  }

  /** Whatever waits for a moment of real time is looked at again when the first of those moments comes. */
  #lookLater(now: number, quietMs: number | null): void {
    this.#callOffLater();
    this.#callOffLater = () => {};
    const afterQuiet = quietMs === null ? null : now + quietMs;
    const moments = Array.from(this.#waiting.values(), (until) => until ?? afterQuiet);
    if (this.#ladder.isDue) moments.push(afterQuiet ?? this.#ladder.waitsUntil);
    const next = Math.min(...moments.filter((moment) => moment !== null));
    if (!Number.isFinite(next)) return;
    this.#callOffLater = this.world.real.after(Math.min(LONGEST_HOP_MS, Math.max(SOON_MS, next - now)), () => this.#look());
  }
}

const WEIGHTS: Readonly<Record<Notice['kind'], number>> = { blocked: 0, 'out-of-compliance': 1, ladder: 2, 'well-again': 3 };
const weight = ({ kind }: Notice): number => WEIGHTS[kind];
