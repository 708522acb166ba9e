// The ids that a scope means at this moment.
import { filterRows, SearchTexts } from '../../../shared/model/fleet-filter.ts';
import { worstFirst } from '../../../shared/model/fleet-order.ts';
import type { Scope } from '../../../shared/model/scope.ts';
import type { Fleet } from '../../agent/fleet.ts';

/** In the order of the ids or, by a filter, worst first; each once. `now`: epoch ms of the folder's clock. */
export async function idsIn(fleet: Pick<Fleet, 'rows' | 'upToDate'>, scope: Scope, now: number): Promise<readonly string[]> {
  if ('ids' in scope) return [...new Set(scope.ids)];
  // By verdict and state as they are now, late alarms included.
  await fleet.upToDate();
  return worstFirst(filterRows(fleet.rows(), scope.filter, now, new SearchTexts()), now).map(({ id }) => id);
}
