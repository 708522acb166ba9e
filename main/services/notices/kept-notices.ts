// The memory of notices at work: what was decided is kept first, then given; what nobody was seen to be shown is given once more
// after a restart.
import type { Notice } from '../../../shared/model/notice.ts';
import type { Log } from '../log/log.ts';
import type { GivenNotices } from './given-notices.ts';
import type { NoticeMemory, NoticeMemoryFile } from './notice-memory.ts';
import { noticeText } from './text/notice-text.ts';

/** After which a notice that could not be shown is left to the log. */
const MOST_TIMES_BEGUN = 2;
/** The newest of those that were not shown; all of them are in the log. */
const MOST_UNSHOWN = 12;

export type KeptNoticesWorld = {
  file: NoticeMemoryFile;
  given: GivenNotices;
  log: Log;
  /** `window`: a notice is shown once the window says so. `log`: once it is in the log. */
  shownIn: 'window' | 'log';
};

export class KeptNotices {
  readonly memory: NoticeMemory;
  /** The number of the first one in `memory.unshown`, among those given. */
  #firstUnshown = 1;
  #isStale = false;
  #isFailing = false;

  constructor(private readonly world: KeptNoticesWorld) {
    const { file, given } = world;
    this.memory = file.read();
    given.onSeen((last) => this.#seen(last));
    this.#giveAgain();
  }

  /** `memory` has other contents now: kept, with these notices in it, before they are given. Nothing to give can wait to be kept. */
  give(notices: readonly Notice[]): void {
    this.#isStale = true;
    if (notices.length === 0) return;
    const { unshown } = this.memory;
    const all = [...unshown.notices, ...notices];
    const cut = Math.max(0, all.length - MOST_UNSHOWN);
    this.#firstUnshown = this.world.given.last + notices.length - (all.length - cut) + 1;
    this.memory.unshown = { notices: all.slice(cut), begun: unshown.notices.length === 0 ? 0 : unshown.begun };
    this.keep();
    this.#show(notices);
  }

  /** Writes what was not written yet. */
  keep(): void {
    try {
      this.world.file.write(this.memory);
      this.#isStale = false;
      this.#isFailing = false;
    } catch (error) {
      // Notices go on; after a restart some may come once more.
      if (!this.#isFailing) this.world.log.error(`What notices were given cannot be kept: ${String(error)}`);
      this.#isFailing = true;
    }
  }

  forget(id: string): void {
    if (this.memory.told.delete(id)) this.#isStale = true;
  }

  dispose(): void {
    if (this.#isStale) this.keep();
  }

  #giveAgain(): void {
    const { notices, begun } = this.memory.unshown;
    if (notices.length === 0) return;
    const again = begun < MOST_TIMES_BEGUN ? notices : [];
    this.memory.unshown = { notices: again, begun: again.length === 0 ? 0 : begun + 1 };
    this.#firstUnshown = this.world.given.last + 1;
    this.keep();
    this.#show(again);
  }

  #show(notices: readonly Notice[]): void {
    const { given, log, shownIn } = this.world;
    for (const notice of notices) {
      const { title, body } = noticeText(notice, 'en');
      log[notice.kind === 'blocked' ? 'warn' : 'info'](`${title}. ${body}`, { notice: notice.kind, instances: notice.count });
    }
    given.give(notices);
    if (shownIn === 'log') this.#seen(given.last);
  }

  #seen(last: number): void {
    const { notices, begun } = this.memory.unshown;
    const shown = Math.min(notices.length, last - this.#firstUnshown + 1);
    if (shown <= 0) return;
    const left = notices.slice(shown);
    this.#firstUnshown += shown;
    this.memory.unshown = { notices: left, begun: left.length === 0 ? 0 : begun };
    this.keep();
  }
}
