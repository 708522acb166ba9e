// A Linux desktop as far as the program meets it: a bus of its own with somebody who shows notices and a panel with a tray, each if it
// is wanted. Keeps what it is told, and follows notices, icon and menu as a person would.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as native from '@homebridge/dbus-native';

type Message = { destination: string; path: string; interface: string; member: string; signature?: string; body?: unknown[] };
type Interface = {
  name: string;
  methods: Record<string, readonly [string, string]>;
  properties?: Record<string, string>;
  signals?: Record<string, readonly string[]>;
};
type Bus = {
  connection: { stream: { destroy(): void }; on(event: 'error', listener: () => void): void };
  invoke(message: Message, done: (error: { name: string; message: string } | null, ...values: unknown[]) => void): void;
  exportInterface(target: object, at: string, description: Interface): void;
  requestName(name: string, flags: number, done: (error: unknown) => void): void;
  sendSignal(at: string, of: string, name: string, signature: string, values: unknown[]): void;
};
const createClient = (native as unknown as { createClient(options: { busAddress: string }): Bus }).createClient;

/** A bus that starts nothing by itself. */
const config = (socket: string) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`;

export type SeenNotice = { id: number; title: string; body: string; urgency: number | null };
export type TrayState = { toolTip: string; status: string; pictures: number };
export type MenuItem = { id: number; label: string; enabled: boolean; separator: boolean };

/** An item of a dictionary, and a value with its type, as the library reads them. */
type Variant = readonly [type: unknown, value: readonly [unknown]];
type Dictionary = readonly (readonly [name: string, value: Variant])[];
const valueIn = (values: Dictionary, name: string): unknown => values.find(([key]) => key === name)?.[1][1][0];

export class PretendDesktop {
  readonly notices: SeenNotice[] = [];
  /** Names of those who have put an icon into the tray. */
  readonly icons: string[] = [];

  private constructor(
    readonly address: string,
    private readonly bus: Bus,
    private readonly daemon: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start({ tray, notices }: { tray: boolean; notices: boolean }): Promise<PretendDesktop> {
    const folder = await mkdtemp(path.join(tmpdir(), 'cusp-desktop-'));
    const file = path.join(folder, 'bus.conf');
    await writeFile(file, config(path.join(folder, 'bus')));
    const daemon = spawn('dbus-daemon', ['--nofork', '--print-address=1', `--config-file=${file}`], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [chunk] = (await once(daemon.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const address = String(chunk).trim();
    const bus = createClient({ busAddress: address });
    bus.connection.on('error', () => undefined); // the bus ends with the test
    const desktop = new PretendDesktop(address, bus, daemon, folder);
    if (notices) await desktop.#showNotices();
    if (tray) await desktop.#offerTray();
    return desktop;
  }

  /** Somebody clicks on a notice. */
  follow({ id }: SeenNotice): void {
    this.bus.sendSignal(NOTICES.at, NOTICES.name, 'ActionInvoked', 'us', [id, 'default']);
  }

  async tray(): Promise<TrayState | null> {
    const [item] = this.icons;
    if (item === undefined) return null;
    const all = (await this.#call(item, ICON, 'org.freedesktop.DBus.Properties', 'GetAll', 's', [
      'org.kde.StatusNotifierItem',
    ])) as [Dictionary];
    const toolTip = valueIn(all[0], 'ToolTip') as [string, unknown, string, string];
    const pictures = valueIn(all[0], 'IconPixmap') as unknown[];
    return { toolTip: toolTip[2], status: String(valueIn(all[0], 'Status')), pictures: pictures.length };
  }

  async click(): Promise<void> {
    const [item] = this.icons;
    if (item !== undefined) await this.#call(item, ICON, 'org.kde.StatusNotifierItem', 'Activate', 'ii', [0, 0]);
  }

  async menu(): Promise<MenuItem[]> {
    const [item] = this.icons;
    if (item === undefined) return [];
    const [, [, , children]] = (await this.#call(item, MENU.at, MENU.name, 'GetLayout', 'iias', [0, -1, []])) as [
      number,
      [number, Dictionary, Variant[]],
    ];
    return children.map((child) => {
      const [id, properties] = child[1][0] as [number, Dictionary];
      return {
        id,
        label: String(valueIn(properties, 'label') ?? ''),
        enabled: valueIn(properties, 'enabled') !== false,
        separator: valueIn(properties, 'type') === 'separator',
      };
    });
  }

  /** By its label, as it stands in the menu. */
  async choose(label: string): Promise<void> {
    const chosen = (await this.menu()).find((one) => one.label === label);
    if (chosen === undefined) throw new Error(`The menu has no “${label}”.`);
    const [item] = this.icons;
    const done = this.#call(item ?? '', MENU.at, MENU.name, 'Event', 'isvu', [chosen.id, 'clicked', ['i', 0], 0]);
    // Whoever quits by it may be gone before it has answered.
    await done.catch((error: Error) => {
      if (!error.message.includes('NoReply')) throw error;
    });
  }

  async dispose(): Promise<void> {
    this.bus.connection.stream.destroy();
    const ended = once(this.daemon, 'exit');
    this.daemon.kill();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }

  async #showNotices(): Promise<void> {
    const show = (
      _app: string,
      _replaces: number,
      _icon: string,
      title: string,
      body: string,
      _actions: unknown,
      hints: Dictionary,
    ) => {
      const id = this.notices.length + 1;
      this.notices.push({ id, title, body, urgency: (valueIn(hints, 'urgency') as number | undefined) ?? null });
      return id;
    };
    const told = {
      Notify: show,
      GetCapabilities: () => ['actions', 'body'],
      GetServerInformation: () => ['pretend', 'tests', '1', '1.2'],
      CloseNotification: () => undefined,
    };
    this.bus.exportInterface(told, NOTICES.at, NOTICES);
    await this.#own(NOTICES.name);
  }

  async #offerTray(): Promise<void> {
    const watcher = {
      RegisterStatusNotifierItem: (service: string, message: { sender: string }) => {
        this.icons.push(service.startsWith('/') ? message.sender : service);
      },
      RegisterStatusNotifierHost: () => undefined,
      IsStatusNotifierHostRegistered: true,
      ProtocolVersion: 0,
      RegisteredStatusNotifierItems: [],
    };
    this.bus.exportInterface(watcher, '/StatusNotifierWatcher', WATCHER);
    await this.#own(WATCHER.name);
  }

  #own(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.bus.requestName(name, 0, (error) => (error ? reject(error) : resolve()));
    });
  }

  #call(destination: string, at: string, of: string, member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.bus.invoke({ destination, path: at, interface: of, member, signature, body }, (error, ...values) =>
        error ? reject(new Error(`${member}: ${error.name} ${error.message}`)) : resolve(values),
      );
    });
  }
}

const ICON = '/StatusNotifierItem';
const MENU = { at: '/com/canonical/dbusmenu', name: 'com.canonical.dbusmenu' };
const NOTICES = {
  at: '/org/freedesktop/Notifications',
  name: 'org.freedesktop.Notifications',
  methods: {
    Notify: ['susssasa{sv}i', 'u'],
    GetCapabilities: ['', 'as'],
    GetServerInformation: ['', 'ssss'],
    CloseNotification: ['u', ''],
  },
  signals: { ActionInvoked: ['us', 'id', 'action'] },
} as const;
const WATCHER = {
  name: 'org.kde.StatusNotifierWatcher',
  methods: { RegisterStatusNotifierItem: ['s', ''], RegisterStatusNotifierHost: ['s', ''] },
  properties: { IsStatusNotifierHostRegistered: 'b', ProtocolVersion: 'i', RegisteredStatusNotifierItems: 'as' },
} as const;
