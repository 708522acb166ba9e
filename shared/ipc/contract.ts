// The one contract: every operation with its input and output. The window's handlers, client and bridge, the host socket
// and the command line are all derived from it. A reply is `{ok: true, value}` or `{ok: false, error}` (shared/errors.ts).
import { z } from 'zod';
import { activityEntrySchema, activityFilterSchema, chainProofSchema } from '../model/activity.ts';
import { configurationChangeSchema } from '../model/configuration.ts';
import { desktopStateSchema } from '../model/desktop-state.ts';
import { checkResultSchema, checkStepSchema, exchangeRecordSchema } from '../model/diagnostics.ts';
import { CHECKS } from '../model/doctor-checks.ts';
import { exchangeFormatSchema, importPreviewSchema } from '../model/exchange.ts';
import { fleetOutlookSchema } from '../model/fleet-outlook.ts';
import { fleetReportSchema } from '../model/fleet-report.ts';
import { fleetDeltaSchema, fleetSnapshotSchema, hostSchema, packedSnapshotSchema } from '../model/fleet-snapshot.ts';
import { eventDetailSchema, eventQuerySchema, historyEventSchema } from '../model/history-event.ts';
import { instanceDetailSchema } from '../model/instance-detail.ts';
import { addInstanceSchema, confirmSchema, editInstanceSchema } from '../model/instance-input.ts';
import { jobActionSchema, jobRowSchema, jobSchema, plannedRowSchema } from '../model/job.ts';
import { noticeSchema } from '../model/notice.ts';
import { jobScopeSchema, scopeSchema } from '../model/scope.ts';
import { settingsSchema } from '../model/settings.ts';
import { faultsSchema } from '../model/simulator-fault.ts';
import { trustedCertificateSchema, trustKindSchema } from '../model/trusted-certificate.ts';

const id = z.uuid();
const one = z.object({ id });
const nothing = z.object({});
/** `waitMs`: how long the reply may wait for the licence server's answer; 0 or left out: it comes as soon as the wish is stored. */
const waitMs = z.number().int().min(0).max(3_600_000).optional();
const token = z.string().max(100_000);
const confirm = confirmSchema.optional();
const run = z.uuid();
const upload = z.uuid();
const format = exchangeFormatSchema;

const channel = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

/** Operations on the fleet: offered to the window and over the host socket alike. */
export const fleetContract = {
  'host.info': channel(nothing, hostSchema),
  'fleet.snapshot': channel(nothing, fleetSnapshotSchema),
  /** What leads from a revision of the snapshot to the present one; null: that is not known any more, ask for the snapshot. */
  'fleet.changes': channel(z.object({ revision: z.number().int() }), z.array(fleetDeltaSchema).nullable()),
  /** Its figures, and the worst few. */
  'fleet.outlook': channel(nothing, fleetOutlookSchema),
  /**
   * The notices after number `after` as soon as there are any, or none after `waitMs`; `last`: the number of the newest. Whoever asks
   * has shown those up to `after`. Null: only what the newest number is.
   */
  'notices.watch': channel(
    z.object({ after: z.number().int().min(0).nullable(), waitMs: z.number().int().min(0).max(10_000).optional() }),
    z.object({ last: z.number().int(), notices: z.array(noticeSchema) }),
  ),
  /** All summaries, worst first, with the totals: what `fleet --json` promises, in one answer. */
  'fleet.report': channel(nothing, fleetReportSchema),
  'instances.find': channel(z.object({ name: z.string().max(1_000) }), one.nullable()),
  'instances.detail': channel(one, instanceDetailSchema),
  'instances.add': channel(addInstanceSchema, one),
  'instances.edit': channel(editInstanceSchema, instanceDetailSchema),
  'instances.remove': channel(one.extend({ confirm, waitMs }), nothing),
  'instances.configure': channel(
    z.object({ id, baseRevision: z.number().int().optional(), change: configurationChangeSchema, confirm, waitMs }),
    instanceDetailSchema,
  ),
  'instances.register': channel(one.extend({ token, force: z.boolean().optional(), waitMs }), instanceDetailSchema),
  'instances.authorize': channel(one.extend({ waitMs }), instanceDetailSchema),
  'instances.renewId': channel(one.extend({ waitMs }), instanceDetailSchema),
  'instances.deregister': channel(one.extend({ confirm, waitMs }), instanceDetailSchema),
  'instances.clearMark': channel(one, instanceDetailSchema),
  /** What waits for its next try is tried now; `tried` false: nothing waits. */
  'instances.retry': channel(one, z.object({ tried: z.boolean() })),
  'events.list': channel(eventQuerySchema, z.array(historyEventSchema)),
  /** The audit log, newest first; `before`: older than this entry. `total`: how many match, with the first page only. */
  'activity.list': channel(
    z.object({
      filter: activityFilterSchema,
      before: z.number().int().optional(),
      limit: z.number().int().min(1).max(5_000),
    }),
    z.object({ entries: z.array(activityEntrySchema), total: z.number().int().nullable() }),
  ),
  /** Preferences of this user have changed, as settings-changes.ts tells it: recorded in the audit log of the folder that is open. */
  'activity.settings': channel(z.object({ changes: eventDetailSchema }), nothing),
  /** Looks at every entry, from the first to the last. */
  'activity.verify': channel(nothing, chainProofSchema),
  /** The last exchanges with the licence server, newest first. */
  'diagnostics.exchanges': channel(one, z.array(exchangeRecordSchema)),
  /** All pre-flight checks, in the order of CHECKS. */
  'diagnostics.doctor': channel(one, z.array(checkResultSchema)),
  /** The same step by step: begun, asked for what follows the first `known` steps until `done`, and called off. */
  'diagnostics.start': channel(one, z.object({ run })),
  'diagnostics.next': channel(
    z.object({ run, known: z.number().int().min(0).max(CHECKS.length) }),
    z.object({ steps: z.array(checkStepSchema), done: z.boolean() }),
  ),
  'diagnostics.cancel': channel(z.object({ run }), nothing),
  /**
   * What a bulk job would do, row by row, in the order of the ids or, by a filter, worst first; instances that are gone are left out.
   * `plan` stands for these instances from then on, whatever the filter matches later; `at`: epoch ms of the folder's clock.
   */
  'jobs.preview': channel(
    z.object({ action: jobActionSchema, scope: jobScopeSchema }),
    z.object({ plan: z.uuid(), at: z.number(), rows: z.array(plannedRowSchema) }),
  ),
  /** `stopAfter`: failures after which it pauses. `dryRun`: every row is looked at again and nothing is done. */
  'jobs.start': channel(
    z.object({
      action: jobActionSchema,
      scope: jobScopeSchema,
      token: token.optional(),
      stopAfter: z.number().int().min(1).max(100_000).nullable().optional(),
      dryRun: z.boolean().optional(),
      confirm,
    }),
    jobSchema,
  ),
  /** Newest first. */
  'jobs.list': channel(nothing, z.array(jobSchema)),
  /** The rows that changed after revision `known` (0: all), as soon as there are any or the job has ended; `waitMs` at most. */
  'jobs.watch': channel(
    one.extend({ known: z.number().int().min(0), waitMs: z.number().int().min(0).max(10_000).optional() }),
    z.object({ job: jobSchema, revision: z.number().int(), rows: z.array(jobRowSchema) }),
  ),
  /** What is under way is finished; the rest is not begun. */
  'jobs.cancel': channel(one, jobSchema),
  /** A paused job goes on; one that lost its token needs it again. */
  'jobs.resume': channel(one.extend({ token: token.optional() }), jobSchema),
  /** Removes an ended job from the list. */
  'jobs.forget': channel(one, nothing),
  /** The result list as CSV. */
  'jobs.csv': channel(one, z.object({ text: z.string() })),
  /** The fleet as a file, without state and secrets; `scope` left out: all of it. */
  'exchange.export': channel(z.object({ format, scope: scopeSchema.optional() }), z.object({ text: z.string() })),
  /** A part of a file; the first one without `upload` begins it. */
  'exchange.stage': channel(
    z.object({ upload: upload.nullable().optional(), text: z.string().max(150_000) }),
    z.object({ upload }),
  ),
  /** What an import of the file would do as the fleet is now. */
  'exchange.preview': channel(z.object({ upload, format }), importPreviewSchema),
  /** All of the file, in one write, or nothing. */
  'exchange.apply': channel(z.object({ upload, format, confirm }), z.object({ counts: importPreviewSchema.shape.counts })),
  'exchange.discard': channel(z.object({ upload }), nothing),
  /** What is trusted for licence servers, of all of them; oldest first. */
  'trust.list': channel(nothing, z.array(trustedCertificateSchema)),
  /** Every certificate of `pem` for the server of `url`. `retried`: instances that this may help, and that are tried at once. */
  'trust.add': channel(
    z.object({ url: z.string().max(4096), kind: trustKindSchema, pem: z.string().max(1_000_000) }),
    z.object({ added: z.array(z.string()), retried: z.number().int() }),
  ),
  /** Done as well where it was removed already. */
  'trust.remove': channel(z.object({ id: z.string().max(100) }), nothing),
} as const;

/** Operations of the window alone. */
export const windowContract = {
  'fleet.mirror': channel(nothing, packedSnapshotSchema),
  /** The page stands at this revision: deltas that it is behind with are left out until it has caught up. */
  'fleet.seen': channel(z.object({ revision: z.number().int() }), nothing),
  'settings.get': channel(nothing, settingsSchema),
  'settings.set': channel(settingsSchema.partial(), settingsSchema),
  'clipboard.write': channel(z.object({ text: z.string().max(1_000_000) }), nothing),
  'clipboard.read': channel(nothing, z.object({ text: z.string() })),
  /** The person chooses a file; the page learns its name, never where it is. Null: none was chosen. */
  'files.openImport': channel(nothing, z.object({ upload, format, name: z.string() }).nullable()),
  /** The person chooses where to save; null: nowhere. */
  'files.saveExport': channel(z.object({ format, scope: scopeSchema.optional() }), z.object({ name: z.string() }).nullable()),
  'files.saveJob': channel(one, z.object({ name: z.string() }).nullable()),
  /** The entries of the audit log that match. */
  'files.saveActivity': channel(z.object({ filter: activityFilterSchema, format }), z.object({ name: z.string() }).nullable()),
  /** Dates for a calendar program (shared/model/icalendar.ts); four of each of ten thousand instances are about 15 million characters. */
  'files.saveCalendar': channel(z.object({ text: z.string().max(64_000_000) }), z.object({ name: z.string() }).nullable()),
  'desktop.state': channel(nothing, desktopStateSchema),
  'desktop.startAtLogin': channel(z.object({ on: z.boolean() }), desktopStateSchema),
  'desktop.testNotice': channel(nothing, z.object({ shown: z.boolean() })),
  /** The person chooses a data folder, of which the last known state is shown; null: none was chosen. Throws `not-found`. */
  'review.open': channel(nothing, z.object({ name: z.string() }).nullable()),
  'review.leave': channel(nothing, nothing),
  /** Becomes the host of the window's own folder, or finds it, where the last one was lost. Throws `host-unavailable`. */
  'review.retry': channel(nothing, nothing),
  'demonstration.start': channel(nothing, nothing),
  'demonstration.leave': channel(nothing, nothing),
  /** So many times as fast does time run from now on, 1 to 1,000,000. Throws `invalid-input` where no demonstration is shown. */
  'demonstration.setRate': channel(z.object({ rate: z.number() }), nothing),
  /** Where the built-in simulator of a demonstration listens, with a token to register by. */
  'demonstration.server': channel(nothing, z.object({ http: z.string(), https: z.string(), token: z.string() }).nullable()),
  /** The faults that its simulator has on, what is left of each. Throws `not-found` where no demonstration is open. */
  'demonstration.faults': channel(nothing, faultsSchema),
  /** In place of those before. */
  'demonstration.setFaults': channel(z.object({ faults: faultsSchema }), faultsSchema),
} as const;

/** What main tells the window unasked. */
export const pushContract = {
  'fleet.delta': fleetDeltaSchema,
  /** Another data folder is open now (a demonstration began or ended): ask for everything again. */
  'host.changed': hostSchema,
  'settings.changed': settingsSchema,
  /** Somebody followed a notice, or the tray's menu. */
  'window.go': z.union([z.object({ view: z.enum(['fleet', 'timeline']) }), z.object({ view: z.literal('instance'), id })]),
} as const;

export const contract = { ...fleetContract, ...windowContract } as const;

type Channels = typeof contract;
export type Channel = keyof Channels;
export type FleetChannel = keyof typeof fleetContract;
export type WindowChannel = keyof typeof windowContract;
export type Input<C extends Channel> = z.input<Channels[C]['input']>;
export type ParsedInput<C extends Channel> = z.output<Channels[C]['input']>;
export type Output<C extends Channel> = z.output<Channels[C]['output']>;
export type Push = keyof typeof pushContract;
export type PushPayload<P extends Push> = z.output<(typeof pushContract)[P]>;
