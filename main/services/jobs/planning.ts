// What a bulk job would do to each instance as it is now.
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { JobAction, PlannedRow } from '../../../shared/model/job.ts';
import { planRow } from '../../../shared/model/job-plan.ts';
import type { JobFleet } from './row-operations.ts';

/** Whether the licence server of a row may not be spoken to; `liveServerAllowed`: the consent of the instance. */
export type ServerRefused = (row: FleetRow, liveServerAllowed: boolean) => boolean;
type Detail = (input: ParsedInput<'instances.detail'>) => Promise<Output<'instances.detail'>>;

export class Planning {
  constructor(
    private readonly fleet: JobFleet,
    private readonly serverRefused: ServerRefused,
    private readonly detail: Detail,
  ) {}

  /** In the order of the ids, without instances that are gone. */
  async rows(action: JobAction, ids: readonly string[]): Promise<PlannedRow[]> {
    const rows: PlannedRow[] = [];
    for (const id of ids) {
      const planned = await this.row(action, id);
      if (planned !== null) rows.push(planned);
    }
    return rows;
  }

  /** Null: the instance is gone. */
  async row(action: JobAction, id: string): Promise<PlannedRow | null> {
    const row = this.fleet.row(id);
    if (row === undefined) return null;
    const { name, account, environment } = row;
    return { id, name, account, environment, plan: planRow(row, action, await this.#mayAsk(row)) };
  }

  /** The instance itself is looked at only where its own consent decides. */
  async #mayAsk(row: FleetRow): Promise<boolean> {
    if (!this.serverRefused(row, false)) return true;
    if (this.serverRefused(row, true)) return false;
    const { instance } = await this.detail({ id: row.id });
    return instance.liveServerAllowed;
  }
}
