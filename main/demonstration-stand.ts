// The one demonstration that a window may show beside its own data: begun, left, and what the preferences know of it taken back.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { refuse } from '../shared/app-failure.ts';
import type { Fault } from '../shared/model/simulator-fault.ts';
import { openHost } from './compose.ts';
import type { Demonstration } from './demonstration.ts';
import type { HostOptions } from './host.ts';
import type { OpenFolder } from './open-folder.ts';
import type { Preferences } from './services/preferences/preferences.ts';
import type { Handlers } from './shell/ipc/answers.ts';

export type StandMeans = {
  /** The window's own data folder; demonstrations are kept in a folder of their own below it. */
  home: string;
  preferences: Preferences;
  hostOptions(folder: string): HostOptions;
  open(folder: string): Promise<OpenFolder>;
  /** Another folder is shown from now on. */
  switched(): Promise<void>;
};

export class DemonstrationStand {
  #shown: Demonstration | null = null;
  #preparing: Promise<void> | null = null;

  constructor(private readonly means: StandMeans) {}

  /** Null: the window's own data is shown. */
  get shown(): Demonstration | null {
    return this.#shown;
  }

  handlers(): Pick<Handlers, `demonstration.${'start' | 'leave' | 'server' | 'faults' | 'setFaults'}`> {
    return {
      'demonstration.start': async () => {
        await this.start();
        return {};
      },
      'demonstration.leave': async () => {
        await this.leave();
        return {};
      },
      'demonstration.server': async () => this.#shown?.server ?? null,
      'demonstration.faults': async () => this.faults().get(),
      'demonstration.setFaults': async ({ faults }) => this.setFaults(faults),
    };
  }

  /** Resolves when it is shown; nothing happens where it is already. */
  start(): Promise<void> {
    this.#preparing ??= this.#prepare().finally(() => {
      this.#preparing = null;
    });
    return this.#preparing;
  }

  async leave(): Promise<void> {
    const demonstration = this.#shown;
    if (demonstration === null) return;
    this.#shown = null;
    await this.means.switched();
    await this.#end(demonstration);
    await this.#keepPurchased([]);
  }

  /** Throws `not-found` where none is shown. */
  faults(): Demonstration['faults'] {
    return this.#shown?.faults ?? nothingShown();
  }

  setFaults(faults: readonly Fault[]): Fault[] {
    this.faults().put(faults);
    return this.faults().get();
  }

  async dispose(): Promise<void> {
    await this.#preparing?.catch(() => undefined);
    if (this.#shown !== null) await this.#end(this.#shown);
  }

  async #prepare(): Promise<void> {
    if (this.#shown !== null) return;
    const { openDemonstration } = await import('./demonstration.ts');
    const demonstration = await openDemonstration({
      parent: this.#parent,
      prepare: async (folder, preferencesFile) => {
        const options = {
          ...this.means.hostOptions(folder),
          preferencesFile,
          serveSocket: false,
          isLasting: false,
          throwaway: true,
        };
        return (await openHost(options)) ?? taken(folder);
      },
      open: (folder) => this.means.open(folder),
    });
    await this.#keepPurchased(demonstration.purchased);
    this.#shown = demonstration;
    await this.means.switched();
  }

  async #end(demonstration: Demonstration): Promise<void> {
    await demonstration.folder.dispose();
    await demonstration.dispose();
  }

  get #parent(): string {
    return path.join(realpathSync(this.means.home), 'demonstration');
  }

  /** What accounts of demonstrations have bought, in place of what earlier ones left. */
  async #keepPurchased(purchased: Demonstration['purchased']): Promise<void> {
    const { preferences } = this.means;
    const kept = preferences.get().purchased.filter(({ folder }) => path.dirname(folder) !== this.#parent);
    await preferences.set({ purchased: [...kept, ...purchased] });
  }
}

function taken(folder: string): never {
  throw refuse('host-unavailable', `Another process holds the data folder ${folder}.`);
}
function nothingShown(): never {
  throw refuse('not-found', 'No demonstration is open.');
}
