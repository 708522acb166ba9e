// Previews that were shown: a job that begins from one is for its instances, whatever a filter matches by then, and does to each of
// them what the preview said. Kept for as long as somebody may still look at them.
import { refuse } from '../../../shared/app-failure.ts';
import type { JobAction, PlannedRow } from '../../../shared/model/job.ts';
import type { JobScope } from '../../../shared/model/scope.ts';
import type { Fleet } from '../../agent/fleet.ts';
import { idsIn } from '../application/scope.ts';

/** So many previews are kept; each change of a field makes one. */
const MOST_KEPT = 32;

/** `at`: when the instances were chosen, epoch ms. */
export type Plan = { at: number; action: JobAction; rows: PlannedRow[] };
type PlansWorld = {
  fleet: Pick<Fleet, 'rows' | 'upToDate'>;
  /** Epoch ms of the folder's clock. */
  now: () => number;
  /** What the action would do to each, in the order of the ids, without instances that are gone. */
  rowsOf: (action: JobAction, ids: readonly string[]) => Promise<PlannedRow[]>;
};

export class Plans {
  readonly #kept = new Map<string, Plan>();

  constructor(private readonly world: PlansWorld) {}

  keep(id: string, plan: Plan): void {
    for (const oldest of this.#kept.keys()) if (this.#kept.size >= MOST_KEPT) this.#kept.delete(oldest);
    this.#kept.set(id, plan);
  }

  /** A kept plan as it is; of its instances, where it was for another action. Throws `stale` where it is not kept any more. */
  async make(action: JobAction, scope: JobScope): Promise<Plan> {
    const { fleet, now, rowsOf } = this.world;
    if (!('plan' in scope)) {
      const at = now();
      return { at, action, rows: await rowsOf(action, await idsIn(fleet, scope, at)) };
    }
    const before = this.#kept.get(scope.plan);
    if (before === undefined) throw refuse('stale', 'This preview is not kept any more: look at it again.');
    // What is still looked at is not the oldest.
    this.#kept.delete(scope.plan);
    this.#kept.set(scope.plan, before);
    if (JSON.stringify(before.action) === JSON.stringify(action)) return before;
    const ids = before.rows.map(({ id }) => id);
    return { at: before.at, action, rows: await rowsOf(action, ids) };
  }
}
