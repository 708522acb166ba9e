// What stands behind the window: the open data folder, the preferences, and the way into a demonstration and back.
import type { BrowserWindow } from 'electron';
import { clipboard } from 'electron';
import { refuse } from '../shared/app-failure.ts';
import { type FleetChannel, fleetContract, type Input, type Output } from '../shared/ipc/contract.ts';
import type { FleetDelta, HostInfo } from '../shared/model/fleet-snapshot.ts';
import { packRows } from '../shared/model/packed-rows.ts';
import { DemonstrationStand } from './demonstration-stand.ts';
import { HomeFolder } from './home-folder.ts';
import type { HostOptions } from './host.ts';
import { LatePresence } from './late-presence.ts';
import { type OpenFolder, openPatiently } from './open-folder.ts';
import { ReviewStand } from './review-stand.ts';
import { MirrorFeed } from './services/application/mirror-feed.ts';
import { filesOf } from './services/host/folder-files.ts';
import { electronStoreFile } from './services/preferences/electron-store-file.ts';
import { openPreferences, type Preferences } from './services/preferences/preferences.ts';
import { setRecorded } from './services/preferences/recorded.ts';
import { openFolderClock } from './services/time/folder-clock.ts';
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
  /** Where the build put the pictures of the tray. */
  pictures: string;
  /** The window is not wanted yet; without a tray it is shown all the same. */
  inTray: boolean;
};

const TITLE = 'CUSP License Manager';

export class Desk {
  /** The folder that the window was opened on. Its agents go on with their work while a demonstration is looked at. */
  #home!: HomeFolder;
  readonly #stand: DemonstrationStand;
  readonly #review: ReviewStand;
  readonly #preferences: Preferences;
  readonly #feed: MirrorFeed;
  readonly #real = realClock();
  readonly #stopWatching: () => void;
  #presence!: LatePresence;

  private constructor(private readonly options: DeskOptions) {
    const file = filesOf(options.folder).preferences;
    this.#preferences = openPreferences({ file, open: electronStoreFile, now: this.#real.wallMs });
    this.#preferences.onChange((settings) => {
      for (const folder of this.#open()) folder.preferencesChanged();
      push(options.window.webContents, 'settings.changed', settings);
    });
    this.#feed = new MirrorFeed((delta) => push(options.window.webContents, 'fleet.delta', delta));
    this.#stand = new DemonstrationStand({
      home: options.folder,
      preferences: this.#preferences,
      hostOptions: (folder) => this.#hostOptions(folder, true, null),
      open: (folder) => openPatiently(this.#hostOptions(folder, true, null), { ...this.#listenerFor(folder), gone: () => {} }),
      switched: () => this.#tellChanged(),
    });
    const { window, version } = options;
    this.#review = new ReviewStand({ window, version, switched: () => this.#tellChanged() });
    this.#stopWatching = onWake(() => {
      for (const folder of this.#open()) folder.wake();
    });
  }

  /** Throws AppFailure where the folder refuses. */
  static async open(options: DeskOptions): Promise<Desk> {
    const desk = new Desk(options);
    const { folder, demo, clockRate } = options;
    desk.#home = await HomeFolder.open({
      options: desk.#hostOptions(folder, demo, clockRate),
      listener: desk.#listenerFor(folder),
      changed: async () => {
        if (desk.#shownPath === folder) await desk.#tellChanged();
        else desk.#presence?.foldersChanged();
      },
    });
    desk.#mark((await desk.#shown.call('host.info', {})).demonstration);
    desk.#presence = new LatePresence(options, desk.#preferences, desk.#real, () => desk.#open());
    return desk;
  }

  /** Somebody closed the window: it is put into the tray, or the program quits. */
  readonly windowClosed = (): Promise<void> => this.#presence.windowClosed();

  async dispose(): Promise<void> {
    this.#stopWatching();
    await this.#presence.dispose();
    await this.#review.dispose();
    await this.#stand.dispose();
    await this.#home.dispose();
  }

  /** What the window shows. */
  get #shown(): OpenFolder {
    return (this.#review.shown ?? this.#stand.shown)?.folder ?? this.#home.folder;
  }

  get #shownPath(): string {
    return (this.#review.shown ?? this.#stand.shown)?.path ?? this.options.folder;
  }

  #open(): OpenFolder[] {
    const home = this.#home.folder;
    return this.#stand.shown === null ? [home] : [home, this.#stand.shown.folder];
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
      'settings.set': (change) => setRecorded(this.#preferences, change, (told) => this.#call('activity.settings', told)),
      'clipboard.write': async ({ text }) => {
        await clipboard.writeText(text);
        return {};
      },
      'clipboard.read': async () => ({ text: await clipboard.readText() }),
      ...this.#presence.handlers(),
      ...fileHandlers(this.options.window, (channel, input) => this.#call(channel, input)),
      ...this.#review.handlers(() => this.#home.retry()),
      ...this.#stand.handlers(),
      'demonstration.setRate': async ({ rate }) => {
        await this.#setRate(rate);
        return {};
      },
    };
  }

  #call<C extends FleetChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    return this.#shown.call(channel, input);
  }

  /** Deltas that come while the page takes this follow on it. */
  async #mirror(): Promise<Output<'fleet.mirror'>> {
    const { revision, rows, host } = await this.#call('fleet.snapshot', {});
    this.#feed.begin();
    return { revision, rows: packRows(rows), host: { ...host, warnings: [...host.warnings, ...this.#preferences.warnings] } };
  }

  #hostOptions(folder: string, demo: boolean, clockRate: number | null): HostOptions {
    const { version, proxyOf } = this.options;
    return {
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
  }

  #listenerFor(folder: string) {
    const isShown = () => this.#shownPath === folder;
    return {
      delta: (delta: FleetDelta) => {
        if (isShown()) this.#feed.take(delta);
        this.#presence?.fleetChanged();
      },
      changed: (info: HostInfo) => isShown() && push(this.options.window.webContents, 'host.changed', info),
    };
  }

  /** Every process on the folder sees it by the folder's mark. Throws `invalid-input` where it is no demonstration. */
  async #setRate(rate: number): Promise<void> {
    if ((await this.#call('host.info', {})).review !== null)
      throw refuse('invalid-input', 'What is only looked at stays as it is.');
    const clock = openFolderClock({ folder: this.#shownPath, demo: false, clockRate: null, real: this.#real });
    try {
      clock.setRate(rate);
    } finally {
      clock.dispose();
    }
    await this.#tellChanged();
  }

  async #tellChanged(): Promise<void> {
    this.#presence?.foldersChanged();
    const info = await this.#shown.call('host.info', {});
    this.#mark(info.demonstration);
    push(this.options.window.webContents, 'host.changed', info);
  }

  /** A demonstration is marked wherever the window is listed. */
  #mark(demonstration: boolean): void {
    this.options.window.setTitle(demonstration ? `${TITLE} (Demonstration)` : TITLE);
  }
}

export const openDesk = (options: DeskOptions): Promise<Desk> => Desk.open(options);
