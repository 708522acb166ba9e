// The data folder that a window was opened on: hosted here or followed; taken over where its host has gone; and where the host does
// not answer, its last known state until somebody tries again.
import { AppFailure } from '../shared/app-failure.ts';
import type { HostOptions } from './host.ts';
import { type FolderListener, type OpenFolder, openPatiently } from './open-folder.ts';
import { openReview } from './review.ts';

export type HomeMeans = {
  options: HostOptions;
  listener: Omit<FolderListener, 'gone'>;
  /** It is open in another way now. */
  changed(): Promise<void>;
};

export class HomeFolder {
  #open!: OpenFolder;
  #isLost = false;
  /** One try at a time. */
  #trying: Promise<void> | null = null;

  private constructor(private readonly means: HomeMeans) {}

  /** Throws AppFailure where the folder refuses, and where nobody answers and there is nothing to look at either. */
  static async open(means: HomeMeans): Promise<HomeFolder> {
    const home = new HomeFolder(means);
    await home.#find();
    return home;
  }

  get folder(): OpenFolder {
    return this.#open;
  }

  /** Throws `host-unavailable` where it is lost still. */
  async retry(): Promise<void> {
    if (!this.#isLost) return;
    this.#trying ??= this.#replace(() => this.#host()).finally(() => {
      this.#trying = null;
    });
    await this.#trying;
    this.#isLost = false;
  }

  dispose(): Promise<void> {
    return this.#open.dispose();
  }

  async #find(): Promise<void> {
    try {
      this.#open = await this.#host();
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code !== 'host-unavailable') throw error;
      const { folder, version } = this.means.options;
      // Where there is nothing to look at, what is told is why there is no host.
      this.#open = await openReview(folder, 'lost', version).catch(() => {
        throw error;
      });
      this.#isLost = true;
    }
  }

  #host(): Promise<OpenFolder> {
    const { options, listener } = this.means;
    return openPatiently(options, { ...listener, gone: () => void this.#takeOver() });
  }

  /** The process that hosted the folder is gone: this one hosts it now, or shows what is known. */
  async #takeOver(): Promise<void> {
    const before = this.#open;
    await before.dispose();
    await this.#find();
    await this.means.changed();
  }

  async #replace(open: () => Promise<OpenFolder>): Promise<void> {
    const before = this.#open;
    this.#open = await open();
    await before.dispose();
    await this.means.changed();
  }
}
