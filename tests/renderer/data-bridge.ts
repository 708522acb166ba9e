// `window.bridge` over plain data: what main would know is set by the test, what the page asks is kept. Typed by the contract.
import type { AppError } from '../../shared/errors.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { CHANNELS, PUSHES } from '../../shared/ipc/channels.ts';
import type { Channel, Input, Output, Push, PushPayload } from '../../shared/ipc/contract.ts';
import type { Configuration } from '../../shared/model/configuration.ts';
import type { DesktopState } from '../../shared/model/desktop-state.ts';
import type { ExchangeRecord } from '../../shared/model/diagnostics.ts';
import type { ImportPreview } from '../../shared/model/exchange.ts';
import { outlookOf } from '../../shared/model/fleet-outlook.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { HostInfo } from '../../shared/model/fleet-snapshot.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';
import type { InstanceDetail } from '../../shared/model/instance-detail.ts';
import { changeOf, packRows } from '../../shared/model/packed-rows.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import type { Fault } from '../../shared/model/simulator-fault.ts';
import type { TrustedCertificate } from '../../shared/model/trusted-certificate.ts';
import { detailOfRow, hostInfo, NOW } from '../builders/fleet-rows.ts';
import { ActivityScript } from './activity-script.ts';
import { DoctorScript } from './doctor-script.ts';
import { JobScript } from './job-script.ts';

export const UPLOAD = '00000000-0000-4000-a000-000000000001';
type Answers = { [C in Channel]: (input: Input<C>) => Output<C> | Promise<Output<C>> };
type Call = { [C in Channel]: { channel: C; input: Input<C> } }[Channel];

export class DataBridge {
  revision = 1;
  rows: FleetRow[];
  host: HostInfo = hostInfo();
  settings: Settings = DEFAULT_SETTINGS;
  desktop: DesktopState = { tray: true, notices: true, startAtLogin: false };
  events: HistoryEvent[] = [];
  clipboard = '';
  exchanges: ExchangeRecord[] = [];
  /** The steps of the doctor as they become known; the window waits for the next ones. */
  readonly doctor = new DoctorScript();
  /** The bulk jobs; a test says what becomes of their rows. */
  readonly jobs = new JobScript();
  /** The audit log, and what its check finds. */
  readonly activity = new ActivityScript();
  faults: Fault[] = [];
  /** What an import of the file that was chosen would do. */
  imported: ImportPreview = { format: 'csv', rows: [], counts: { new: 0, changed: 0, unchanged: 0, refused: 0 }, ignored: [] };
  trusted: TrustedCertificate[] = [];
  /** What main says to a certificate that is added. */
  trustAdded: Output<'trust.add'> = { added: ['1'], retried: 0 };
  /** Where the configuration or the summary of an instance is not what its row implies. */
  readonly details = new Map<string, Partial<InstanceDetail>>();
  readonly calls: Call[] = [];
  readonly #once = new Set<Channel>();
  readonly #refused = new Map<Channel, AppError>();
  readonly #listeners = new Map<Push, Set<(payload: never) => void>>();

  constructor(rows: FleetRow[] = []) {
    this.rows = rows;
  }

  /** From now on this is refused so. */
  refuse(channel: Channel, error: AppError): void {
    this.#refused.set(channel, error);
  }

  refuseOnce(channel: Channel, error: AppError): void {
    this.#refused.set(channel, error);
    this.#once.add(channel);
  }

  allow(channel: Channel): void {
    this.#refused.delete(channel);
  }

  asked<C extends Channel>(channel: C): Input<C>[] {
    return this.calls.filter((call) => call.channel === channel).map(({ input }) => input as Input<C>);
  }

  tell<P extends Push>(push: P, payload: PushPayload<P>): void {
    for (const listener of this.#listeners.get(push) ?? []) listener(payload as never);
  }

  listeners(push: Push): number {
    return this.#listeners.get(push)?.size ?? 0;
  }

  /** Main's row is another now, and the window is told, as it would be. */
  change(...rows: FleetRow[]): void {
    const known = new Map(this.rows.map((row) => [row.id, row]));
    const changed = rows.map((row) => changeOf(row, known.get(row.id))).filter((change) => change !== null);
    this.rows = [...new Map([...this.rows, ...rows].map((row) => [row.id, row])).values()];
    this.revision += 1;
    this.tell('fleet.delta', { from: this.revision - 1, to: this.revision, changed, removed: [] });
  }

  remove(id: string): void {
    this.rows = this.rows.filter((row) => row.id !== id);
    this.revision += 1;
    this.tell('fleet.delta', { from: this.revision - 1, to: this.revision, changed: [], removed: [id] });
  }

  configure(id: string, change: Partial<Configuration>): void {
    const { configuration } = this.#detail(id);
    this.details.set(id, { ...this.details.get(id), configuration: { ...configuration, ...change } });
  }

  install(target: object): void {
    const call = async <C extends Channel>(channel: C, input: Input<C>) => {
      this.calls.push({ channel, input } as Call);
      const error = this.#refused.get(channel);
      if (this.#once.delete(channel)) this.#refused.delete(channel);
      return error === undefined ? { ok: true, value: await this.#answers[channel](input) } : { ok: false, error };
    };
    const calls = CHANNELS.map((channel) => [channel, (input: never) => call(channel, input)]);
    const subscriptions = PUSHES.map((push) => [push, (listener: (payload: never) => void) => this.#subscribe(push, listener)]);
    const bridge = { ...Object.fromEntries(calls), on: Object.fromEntries(subscriptions) } as Bridge;
    Object.defineProperty(target, 'bridge', { value: bridge, configurable: true });
  }

  #subscribe(push: Push, listener: (payload: never) => void): () => void {
    const listeners = this.#listeners.get(push) ?? new Set();
    this.#listeners.set(push, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #detail(id: string): InstanceDetail {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) throw new Error(`No row ${id}`);
    return { ...detailOfRow(row), ...this.details.get(id) };
  }

  readonly #answers: Answers = {
    'host.info': () => this.host,
    'fleet.snapshot': () => ({ revision: this.revision, rows: this.rows, host: this.host }),
    'fleet.changes': ({ revision }) => (revision === this.revision ? [] : null),
    'fleet.outlook': () => outlookOf(this.rows, NOW),
    'notices.watch': () => ({ last: 0, notices: [] }),
    'fleet.report': () => ({
      instances: this.rows.map((row) => detailOfRow(row).summary),
      accounts: [],
      worst: 'allowed',
      asOf: new Date(0).toISOString(),
    }),
    'fleet.mirror': () => ({ revision: this.revision, rows: packRows(this.rows), host: this.host }),
    'fleet.seen': () => ({}),
    'instances.find': ({ name }) => {
      const row = this.rows.find((one) => one.name === name);
      return row === undefined ? null : { id: row.id };
    },
    'instances.detail': ({ id }) => this.#detail(id),
    'instances.add': () => ({ id: this.rows[0]?.id ?? '' }),
    'instances.edit': ({ id }) => this.#detail(id),
    'instances.remove': () => ({}),
    'instances.configure': ({ id }) => this.#detail(id),
    'instances.register': ({ id }) => this.#detail(id),
    'instances.authorize': ({ id }) => this.#detail(id),
    'instances.renewId': ({ id }) => this.#detail(id),
    'instances.deregister': ({ id }) => this.#detail(id),
    'instances.clearMark': ({ id }) => this.#detail(id),
    'events.list': ({ id }) => this.events.filter((event) => id === undefined || event.instanceId === id),
    'activity.list': (input) => this.activity.page(input),
    'activity.settings': () => ({}),
    'activity.verify': () => this.activity.proof,
    'diagnostics.exchanges': ({ id }) => this.exchanges.filter(({ instanceId }) => instanceId === id),
    'diagnostics.doctor': () => [],
    'diagnostics.start': () => ({ run: this.doctor.start() }),
    'diagnostics.next': ({ known }) => this.doctor.next(known),
    'diagnostics.cancel': () => {
      this.doctor.cancel();
      return {};
    },
    'jobs.preview': ({ action, scope }) => this.jobs.preview(this.rows, action, scope),
    'jobs.start': (input) => this.jobs.start(this.rows, input),
    'jobs.list': () => this.jobs.list(),
    'jobs.watch': ({ id, known, waitMs }) => this.jobs.watch(id, known, waitMs ?? 0),
    'jobs.cancel': ({ id }) => this.jobs.cancel(id),
    'jobs.resume': ({ id }) => this.jobs.resume(id),
    'jobs.forget': ({ id }) => {
      this.jobs.forget(id);
      return {};
    },
    'jobs.csv': () => ({ text: '' }),
    'exchange.export': () => ({ text: '' }),
    'exchange.stage': () => ({ upload: UPLOAD }),
    'exchange.preview': () => this.imported,
    'exchange.apply': () => ({ counts: this.imported.counts }),
    'exchange.discard': () => ({}),
    'trust.list': () => this.trusted,
    'trust.add': () => this.trustAdded,
    'trust.remove': ({ id }) => {
      this.trusted = this.trusted.filter((one) => one.id !== id);
      return {};
    },
    'settings.get': () => this.settings,
    'settings.set': (change) => {
      this.settings = { ...this.settings, ...change };
      this.tell('settings.changed', this.settings);
      return this.settings;
    },
    'files.saveActivity': ({ format }) => ({ name: `activity.${format}` }),
    'clipboard.write': ({ text }) => {
      this.clipboard = text;
      return {};
    },
    'clipboard.read': () => ({ text: this.clipboard }),
    'files.openImport': () => ({ upload: UPLOAD, format: this.imported.format, name: `fleet.${this.imported.format}` }),
    'files.saveExport': ({ format }) => ({ name: `fleet.${format}` }),
    'files.saveJob': () => ({ name: 'job.csv' }),
    'files.saveCalendar': () => ({ name: 'licence-dates.ics' }),
    'desktop.state': () => this.desktop,
    'desktop.startAtLogin': ({ on }) => {
      this.desktop = { ...this.desktop, startAtLogin: on };
      return this.desktop;
    },
    'desktop.testNotice': () => ({ shown: this.desktop.notices }),
    'demonstration.start': () => ({}),
    'demonstration.leave': () => ({}),
    'demonstration.faults': () => this.faults,
    'demonstration.setFaults': ({ faults }) => {
      this.faults = faults;
      return this.faults;
    },
    'instances.retry': () => ({ tried: true }),
    'review.open': () => null,
    'review.leave': () => ({}),
    'review.retry': () => ({}),
    'demonstration.setRate': () => ({}),
    'demonstration.server': () => ({
      http: 'http://127.0.0.1:8180',
      https: 'https://127.0.0.1:8543',
      token: 'demonstration-token',
    }),
  };
}
