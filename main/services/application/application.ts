// The operations of the contract over the fleet of one data folder: the same for the window and for the host socket.
import type { FleetChannel, Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { HostInfo } from '../../../shared/model/fleet-snapshot.ts';
import type { Fleet } from '../../agent/fleet.ts';
import type { AgentStore, Chance, Clock, SecretStore } from '../../agent/ports.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { GivenNotices } from '../notices/given-notices.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { TrustStore } from '../store/trust.ts';
import { configurationHandlers } from './configuration-handlers.ts';
import { type Diagnostics, diagnosticsHandlers } from './diagnostics-handlers.ts';
import { exchangeHandlers } from './exchange-handlers.ts';
import { fleetReport } from './fleet-report.ts';
import { instanceHandlers } from './instance-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import type { LiveFleet } from './live-fleet.ts';
import { noticeHandlers } from './notice-handlers.ts';
import { operationHandlers } from './operation-handlers.ts';
import { trustHandlers } from './trust-handlers.ts';
import { Turns } from './turns.ts';

/** What the handlers work with; made in the composition root. */
export type Application = {
  readonly fleet: Fleet;
  readonly live: LiveFleet;
  readonly events: AgentStore['events'];
  readonly audit: AuditLog;
  readonly secrets: SecretStore;
  readonly trust: TrustStore;
  readonly diagnostics: Diagnostics;
  readonly jobs: Jobs;
  readonly exchange: Exchange;
  readonly notices: GivenNotices;
  readonly clock: Clock;
  readonly chance: Chance;
  /** 32 upper-case hex digits, 128 random bits. */
  readonly newSerial: () => string;
  readonly info: () => HostInfo;
};

/** Each handler takes parsed input and throws AppFailure where it refuses. `job`: the bulk job that asks, of this host only. */
export type FleetHandlers = { readonly [C in FleetChannel]: (input: ParsedInput<C>, job?: string) => Promise<Output<C>> };

export function fleetHandlers(application: Application): FleetHandlers {
  const turns = new Turns();
  return {
    'host.info': async () => application.info(),
    'fleet.snapshot': async () => {
      await application.fleet.upToDate();
      return { ...application.live.snapshot(), host: application.info() };
    },
    'fleet.report': () => fleetReport(application),
    'fleet.changes': async ({ revision }) => application.live.since(revision),
    'events.list': async ({ id, since, before, limit }) =>
      application.events({
        ...(id === undefined ? {} : { instanceId: id }),
        ...(since === undefined ? {} : { since }),
        ...(before === undefined ? {} : { before }),
        limit: limit ?? 1_000,
      }),
    'activity.list': ({ filter, before, limit }) => application.audit.page(filter, before ?? null, limit),
    'activity.settings': async ({ changes: detail }) => {
      const at = application.clock.now().wallMs;
      await application.audit.note({ at, event: 'settings-changed', detail, actor: 'administrator' });
      return {};
    },
    'activity.verify': () => application.audit.check(),
    ...noticeHandlers(application),
    ...instanceHandlers(application),
    ...configurationHandlers(application, turns),
    ...operationHandlers(application, turns),
    ...diagnosticsHandlers(application),
    ...trustHandlers(application),
    ...jobHandlers(application),
    ...exchangeHandlers(application),
  };
}
