// The program beside its window: the icon in the tray, notices of the desktop, what closing the window means, and the start at login.
import { app, type BrowserWindow, dialog } from 'electron';
import { refuse } from '../shared/app-failure.ts';
import { SECOND } from '../shared/durations.ts';
import type { PushPayload } from '../shared/ipc/contract.ts';
import type { DesktopState } from '../shared/model/desktop-state.ts';
import { type Language, languageOf } from '../shared/model/language.ts';
import type { Notice } from '../shared/model/notice.ts';
import type { OpenFolder } from './open-folder.ts';
import { noticeText, noticeTexts } from './services/notices/text/notice-text.ts';
import type { Preferences } from './services/preferences/preferences.ts';
import type { RealClock } from './services/time/real-time.ts';
import { push } from './shell/ipc/door.ts';
import { loginStart } from './shell/presence/login-start.ts';
import { NativeNotices } from './shell/presence/native-notices.ts';
import { namesOnBus } from './shell/presence/session-bus.ts';
import { TrayIcon } from './shell/presence/tray-icon.ts';
import { showWindow } from './shell/window/show-window.ts';

export type PresenceOptions = {
  window: BrowserWindow;
  /** Where the build put the pictures of the tray. */
  pictures: string;
  /** The data folder where it is not the usual one. */
  folder: string | null;
  preferences: Preferences;
  real: RealClock;
};

/** Real ms. The tray follows a change after so long at most, and time that passes alone as often. */
const TRAY_SOON_MS = 3 * SECOND;
const TRAY_EVERY_MS = 600 * SECOND;
/** Real ms: how long a host may keep whoever waits for notices, and after which one that failed is asked again. */
const WATCH_MS = 10 * SECOND;
const AGAIN_MS = 5 * SECOND;

const WATCHER = 'org.kde.StatusNotifierWatcher';
const DAEMON = 'org.freedesktop.Notifications';

export class Presence {
  readonly #notices = new NativeNotices();
  readonly #login;
  #tray: TrayIcon | null = null;
  /** The window's own first, the one that it shows last. */
  #folders: readonly OpenFolder[] = [];
  /** A notice that nobody showed says more than who is on the bus. */
  #isUnheard = false;
  #isAsking = false;
  #callOffTray: () => void = () => {};
  /** The tray is drawn in a moment. */
  #isTrayDue = false;
  #isOver = false;

  constructor(private readonly options: PresenceOptions) {
    this.#login = loginStart(options.folder);
    options.preferences.onChange(() => this.fleetChanged());
    if (process.platform === 'win32') app.setAppUserModelId('example.cusp-license-manager');
  }

  /** These data folders are open from now on: notices are given of each; the tray has the figures of the first, the window's own. */
  open(folders: readonly OpenFolder[]): void {
    const before = this.#folders;
    this.#folders = folders;
    for (const folder of folders) if (!before.includes(folder)) void this.#watch(folder);
    this.#refreshTray(0);
  }

  /** Something in the fleet is different. */
  fleetChanged(): void {
    if (!this.#isTrayDue) this.#refreshTray(TRAY_SOON_MS);
  }

  /** What the desktop offers now: it may have another panel than at the start. */
  async state(): Promise<DesktopState> {
    const { tray, notices } = await this.#offers();
    if (tray && this.#tray === null && !this.#isOver) {
      this.#tray = new TrayIcon(this.options.pictures, this.#actions());
      this.#refreshTray(0);
    }
    return { tray, notices: notices && !this.#isUnheard, startAtLogin: this.#login.isOn() };
  }

  /** Somebody closed the window. */
  async windowClosed(): Promise<void> {
    const { window, preferences } = this.options;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const { tray } = await this.state();
      const chosen = !tray ? 'quit' : preferences.get().closeToTray;
      const answer = chosen === 'ask' ? await this.#askOnce() : chosen;
      if (answer === null) return;
      window.hide();
      if (answer === 'quit') app.quit();
    } finally {
      this.#isAsking = false;
    }
  }

  /** Throws `operation-failed` where the system does not take it. */
  startAtLogin(on: boolean): Promise<DesktopState> {
    try {
      this.#login.set(on);
    } catch (error) {
      throw refuse('operation-failed', error instanceof Error ? error.message : String(error));
    }
    return this.state();
  }

  /** Whether it was shown. */
  async testNotice(): Promise<{ shown: boolean }> {
    const { title, body } = noticeTexts(this.#language()).test;
    const { notices } = await this.#offers();
    const onClick = () => showWindow(this.options.window);
    const shown = notices && (await this.#notices.show({ title, body, isUrgent: false, onClick }));
    if (notices) this.#isUnheard = !shown;
    return { shown };
  }

  dispose(): void {
    this.#isOver = true;
    this.#folders = [];
    this.#callOffTray();
    this.#tray?.dispose();
    this.#notices.dispose();
  }

  /** On Linux panel and notices are other programs, which may not be there; elsewhere they are the system's own. */
  async #offers(): Promise<{ tray: boolean; notices: boolean }> {
    if (process.platform !== 'linux') return { tray: true, notices: true };
    const names = await namesOnBus(process.env.DBUS_SESSION_BUS_ADDRESS ?? '', this.options.real);
    return { tray: names.has(WATCHER), notices: names.has(DAEMON) };
  }

  async #askOnce(): Promise<'tray' | 'quit' | null> {
    const { close: words } = noticeTexts(this.#language());
    const { response, checkboxChecked } = await dialog.showMessageBox(this.options.window, {
      type: 'question',
      message: words.title,
      detail: words.what,
      buttons: [words.keep, words.quit],
      defaultId: 0,
      // Neither: the window stays.
      cancelId: 2,
      checkboxLabel: words.notAgain,
      checkboxChecked: true,
    });
    const answer = (['tray', 'quit'] as const)[response] ?? null;
    if (answer !== null && checkboxChecked) await this.options.preferences.set({ closeToTray: answer }).catch(() => undefined); // asked again then
    return answer;
  }

  async #watch(folder: OpenFolder): Promise<void> {
    // Those of a host in this process are all this window's to show; another host has been heard by somebody before.
    let after = folder.isHost ? 0 : null;
    while (this.#folders.includes(folder)) {
      try {
        const { last, notices } = await folder.call('notices.watch', { after, waitMs: WATCH_MS });
        if (!this.#folders.includes(folder)) return;
        for (const notice of notices) await this.#show(folder, notice);
        after = last;
      } catch {
        await this.options.real.afterMs(AGAIN_MS);
      }
    }
  }

  async #show(folder: OpenFolder, notice: Notice): Promise<void> {
    const { title, body } = noticeText(notice, this.#language());
    const [first] = notice.subjects;
    const isOne = notice.count === 1 && first !== undefined;
    const onClick = () => {
      if (isOne) this.#go(folder, { view: 'instance', id: first.id });
      else this.#go(folder, { view: notice.kind === 'ladder' ? 'timeline' : 'fleet' });
    };
    // Without anybody on the bus the attempt itself would be a complaint on standard error.
    if (!(await this.#offers()).notices) return;
    this.#isUnheard = !(await this.#notices.show({ title, body, isUrgent: notice.kind === 'blocked', onClick }));
  }

  /** Within a folder that the window does not show now, somebody finds the way from the window on. */
  #go(folder: OpenFolder | undefined, route: PushPayload<'window.go'>): void {
    showWindow(this.options.window);
    if (folder === this.#folders.at(-1)) push(this.options.window.webContents, 'window.go', route);
  }

  #actions() {
    return {
      open: () => showWindow(this.options.window),
      openInstance: (id: string) => this.#go(this.#folders[0], { view: 'instance', id }),
      quit: () => app.quit(),
    };
  }

  #refreshTray(afterMs: number): void {
    this.#callOffTray();
    this.#isTrayDue = true;
    this.#callOffTray = this.options.real.after(afterMs, () => {
      this.#isTrayDue = false;
      this.#callOffTray = this.options.real.after(TRAY_EVERY_MS, () => this.#refreshTray(0));
      void this.#drawTray();
    });
  }

  async #drawTray(): Promise<void> {
    const [folder] = this.#folders;
    if (this.#tray === null || folder === undefined) return;
    const outlook = await folder.call('fleet.outlook', {}).catch(() => null);
    if (outlook !== null && this.#folders[0] === folder) this.#tray?.show(outlook, this.#language());
  }

  #language(): Language {
    return languageOf(this.options.preferences.get().language, app.getPreferredSystemLanguages());
  }
}
