// What a bulk job will do to each instance, said before anything is done: the same rules as for the single operations, so that the
// preview, the job and its rows after a restart agree. Pure, over a row of the fleet.
import { checkLicenseCount } from './field-rules.ts';
import type { FleetRow } from './fleet-row.ts';
import type { JobAction, PlannedRow, RowPlan } from './job.ts';
import type { JobRefusal, Will } from './job-lists.ts';

type Cps = RowPlan['cps'];
const will = (what: Will, cps: Cps): RowPlan => ({ will: what, refusal: null, cps });
const refused = (refusal: JobRefusal, cps: Cps, more: Pick<RowPlan, 'rule' | 'values'> = {}): RowPlan => ({
  will: null,
  refusal,
  cps,
  ...more,
});

/** `serverAllowed`: whether the licence server of the row may be spoken to at all (main knows). */
export function planRow(row: FleetRow, action: JobAction, serverAllowed: boolean): RowPlan {
  const cps = { from: row.cps, to: row.cps };
  if (row.inFlight === 'deregistration') return refused('in-progress', cps);
  switch (action.kind) {
    case 'register':
      return planRegistration(row, action.force, serverAllowed, cps);
    case 'authorize':
    case 'renew': {
      if (row.registrationStatus !== 'complete') return refused('not-registered', cps);
      const operation = action.kind === 'renew' ? 'renewal' : 'authorization';
      if (row.inFlight === operation) return refused('in-progress', cps);
      return serverAllowed ? will(action.kind, cps) : refused('server-not-allowed', cps);
    }
    case 'count':
      return planCount(row, action.count, cps);
    case 'tag':
      return sameTags(row.tags, changedTags(row.tags, action)) ? refused('same-tags', cps) : will('tag', cps);
    case 'remove':
      return will(row.registrationStatus === 'complete' ? 'deregister-and-remove' : 'remove', cps);
  }
}

function planRegistration(row: FleetRow, force: boolean, serverAllowed: boolean, cps: Cps): RowPlan {
  if (!row.enabled) return refused('not-enabled', cps);
  if (row.serverUrl === null) return refused('no-server', cps);
  if (row.cps === 0) return refused('no-count', cps);
  if (row.registrationStatus === 'in-progress') return refused('in-progress', cps);
  const registered = row.registrationStatus === 'complete';
  if (registered && !force) return refused('already-registered', cps);
  if (!serverAllowed) return refused('server-not-allowed', cps);
  return will(registered ? 'register-again' : 'register', cps);
}

function planCount(row: FleetRow, count: number, cps: Cps): RowPlan {
  const problem = checkLicenseCount(count, row.maxCallRate);
  if (problem !== null) {
    const { rule, values = {} } = problem;
    return refused('count-refused', cps, { rule, values });
  }
  if (count === row.cps) return refused('same-count', cps);
  return will(row.registrationStatus === 'complete' ? 'save-and-ask' : 'save', { from: row.cps, to: count });
}

/** Tags as they are after the change, in their order, new ones last. */
export function changedTags(before: readonly string[], { add, remove }: { add: string[]; remove: string[] }): string[] {
  const gone = new Set(remove.map((tag) => tag.trim()));
  return [...new Set([...before, ...add.map((tag) => tag.trim())])].filter((tag) => !gone.has(tag));
}
const sameTags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((tag, index) => tag === b[index]);

/** The row would still be done what the preview said, and no guard would ask that did not then. */
export const isStillPlanned = (previewed: Guardable, now: Guardable): boolean =>
  previewed.plan.will === now.plan.will && (!isGuarded(now) || isGuarded(previewed));

type Guardable = Pick<PlannedRow, 'environment' | 'plan'>;

/** What wants a typed confirmation: production instances that are removed, or whose count is cut. */
export const isGuarded = ({ environment, plan }: Guardable): boolean =>
  environment === 'production' &&
  (plan.will === 'remove' || plan.will === 'deregister-and-remove' || (plan.will !== null && plan.cps.to < plan.cps.from));
