// What stands behind the window: the open data folder, the preferences, and the way into a demonstration and back.
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { clipboard } from 'electron';
import { refuse } from '../shared/app-failure.ts';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import { fleetContract } from '../shared/ipc/contract.ts';
import type { FleetDelta } from '../shared/model/fleet-snapshot.ts';
import { packRows } from '../shared/model/packed-rows.ts';
import type { Demonstration } from './demonstration.ts';
import { type OpenFolder, openFolder } from './open-folder.ts';
import { MirrorFeed } from './services/application/mirror-feed.ts';
import { filesOf } from './services/host/folder-files.ts';
import { electronStoreFile } from './services/preferences/electron-store-file.ts';
import { openPreferences, type Preferences } from './services/preferences/preferences.ts';
import { realClock } from './services/time/real-time.ts';
import { fileHandlers } from './shell/files/file-dialogs.ts';
import type { Handlers } from './shell/ipc/answers.ts';
import { push } from './shell/ipc/door.ts';
import { keystoreVault } from './shell/vault.ts';
import { onWake } from './shell/wake-watch.ts';

export type DeskOptions = {
  folder: string;
  demo: boolean;
  clockRate: number | null;
  version: string;
  /** The operating system's proxy for a URL, as a PAC result. */
  proxyOf: (url: string) => Promise<string>;
  window: BrowserWindow;
};

/** How long a host that is just ending may take to let go of the folder. Real ms. */
const PATIENCE_MS = 6_000;

export class Desk {
  #folder!: OpenFolder;
  #demonstration: Demonstration | null = null;
  readonly #preferences: Preferences;
  readonly #feed: MirrorFeed;
  readonly #real = realClock();
  readonly #stopWatching: () => void;

  private constructor(private readonly options: DeskOptions) {
    const file = filesOf(options.folder).preferences;
    this.#preferences = openPreferences({ file, open: electronStoreFile, now: this.#real.wallMs });
    this.#preferences.onChange((settings) => {
      this.#folder.preferencesChanged();
      push(options.window.webContents, 'settings.changed', settings);
    });
    this.#feed = new MirrorFeed((delta) => push(options.window.webContents, 'fleet.delta', delta));
    this.#stopWatching = onWake(() => this.#folder.wake());
  }

  /** Throws AppFailure where the folder refuses. */
  static async open(options: DeskOptions): Promise<Desk> {
    const desk = new Desk(options);
    desk.#folder = await desk.#openFolder(options.folder, options.demo, options.clockRate);
    return desk;
  }

  async dispose(): Promise<void> {
    this.#stopWatching();
    await this.#folder.dispose();
    await this.#demonstration?.dispose();
  }

  handlers(): Handlers {
    const fleetChannels = Object.keys(fleetContract) as FleetChannel[];
    const overFleet = fleetChannels.map(
      (channel) => [channel, (input: Input<FleetChannel>) => this.#call(channel, input)] as const,
    );
    return {
      ...(Object.fromEntries(overFleet) as unknown as Pick<Handlers, FleetChannel>),
      'fleet.mirror': async () => this.#mirror(),
      'fleet.seen': async ({ revision }) => {
        this.#feed.seen(revision);
        return {};
      },
      'settings.get': async () => this.#preferences.get(),
      'settings.set': async (change) => this.#preferences.set(change),
      'clipboard.write': async ({ text }) => {
        await clipboard.writeText(text);
        return {};
      },
      'clipboard.read': async () => ({ text: await clipboard.readText() }),
      ...fileHandlers(this.options.window, (channel, input) => this.#call(channel, input)),
      'demonstration.start': async () => {
        await this.#startDemonstration();
        return {};
      },
      'demonstration.leave': async () => {
        await this.#leaveDemonstration();
        return {};
      },
      'demonstration.server': async () => this.#demonstration?.server ?? null,
      'demonstration.faults': async () => this.#faults().get(),
      'demonstration.setFaults': async ({ faults }) => {
        this.#faults().put(faults);
        return this.#faults().get();
      },
    };
  }

  #faults(): Demonstration['faults'] {
    if (this.#demonstration === null) throw refuse('not-found', 'No demonstration is open.');
    return this.#demonstration.faults;
  }

  #call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    return this.#folder.call(channel, input);
  }

  /** Deltas that come while the page takes this follow on it. */
  async #mirror(): Promise<Output<'fleet.mirror'>> {
    const { revision, rows, host } = await this.#call('fleet.snapshot', {});
    this.#feed.begin();
    return { revision, rows: packRows(rows), host: { ...host, warnings: [...host.warnings, ...this.#preferences.warnings] } };
  }

  async #openFolder(folder: string, demo: boolean, clockRate: number | null): Promise<OpenFolder> {
    const { version, proxyOf, window } = this.options;
    const hostOptions = {
      folder,
      demo,
      clockRate,
      version,
      serveSocket: true,
      isLasting: true,
      noticesIn: 'window' as const,
      stderr: process.stderr,
      keystore: keystoreVault,
      systemProxy: { resolve: proxyOf },
      preferencesFile: filesOf(this.options.folder).preferences,
    };
    const listener = {
      delta: (delta: FleetDelta) => this.#feed.take(delta),
      changed: (info: Parameters<typeof push<'host.changed'>>[2]) => push(window.webContents, 'host.changed', info),
      gone: () => void this.#takeOver(folder, demo),
    };
    for (const end = this.#real.wallMs() + PATIENCE_MS; ; ) {
      const opened = await openFolder(hostOptions, listener);
      if (opened !== null) return opened;
      if (this.#real.wallMs() >= end)
        throw refuse('host-unavailable', `Another process holds the data folder ${folder} and does not answer.`);
      await this.#real.afterMs(100);
    }
  }

  /** The process that hosted the folder is gone: this one hosts it now. */
  async #takeOver(folder: string, demo: boolean): Promise<void> {
    await this.#folder.dispose();
    this.#folder = await this.#openFolder(folder, demo, null);
    await this.#tellChanged();
  }

  async #startDemonstration(): Promise<void> {
    if (this.#demonstration !== null) return;
    const { openDemonstration } = await import('./demonstration.ts');
    const demonstration = await openDemonstration(path.join(this.options.folder, 'demonstration'), (folder, rate) =>
      this.#openFolder(folder, true, rate),
    );
    await this.#folder.dispose();
    this.#demonstration = demonstration;
    this.#folder = demonstration.folder;
    await this.#tellChanged();
  }

  async #leaveDemonstration(): Promise<void> {
    const demonstration = this.#demonstration;
    if (demonstration === null) return;
    this.#demonstration = null;
    await demonstration.folder.dispose();
    await demonstration.dispose();
    this.#folder = await this.#openFolder(this.options.folder, this.options.demo, null);
    await this.#tellChanged();
  }

  async #tellChanged(): Promise<void> {
    push(this.options.window.webContents, 'host.changed', await this.#folder.call('host.info', {}));
  }
}

export const openDesk = (options: DeskOptions): Promise<Desk> => Desk.open(options);
