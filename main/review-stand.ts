// The data folder that a person has opened to look at, in place of the window's own: its last known state, and the way back.
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import type { OpenFolder } from './open-folder.ts';
import { openReview } from './review.ts';
import type { Handlers } from './shell/ipc/answers.ts';

export type ReviewMeans = {
  window: BrowserWindow;
  version: string;
  /** Another folder is shown from now on. */
  switched(): Promise<void>;
};

export class ReviewStand {
  #shown: { path: string; folder: OpenFolder } | null = null;

  constructor(private readonly means: ReviewMeans) {}

  get shown(): { path: string; folder: OpenFolder } | null {
    return this.#shown;
  }

  /** `retry`: of the window's own folder, where its host was lost. */
  handlers(retry: () => Promise<void>): Pick<Handlers, `review.${'open' | 'leave' | 'retry'}`> {
    return {
      'review.open': () => this.choose(),
      'review.leave': async () => {
        await this.leave();
        return {};
      },
      'review.retry': async () => {
        await retry();
        return {};
      },
    };
  }

  /** SECURITY: the person chooses the folder; the page learns its name, never where it is. Null: none was chosen. */
  async choose(): Promise<{ name: string } | null> {
    const chosen = await dialog.showOpenDialog(this.means.window, { properties: ['openDirectory'] });
    const [folder] = chosen.filePaths;
    if (chosen.canceled || folder === undefined) return null;
    const opened = await openReview(folder, 'opened', this.means.version);
    await this.#shown?.folder.dispose();
    // No folder that anybody here works on, the window's own included.
    this.#shown = { path: '', folder: opened };
    await this.means.switched();
    return { name: path.basename(folder) };
  }

  async leave(): Promise<void> {
    const before = this.#shown;
    if (before === null) return;
    this.#shown = null;
    await this.means.switched();
    await before.folder.dispose();
  }

  async dispose(): Promise<void> {
    await this.#shown?.folder.dispose();
  }
}
