// The audit log as main would tell it: entries in the order of their writing, in pages, newest first. Filters are the store's and
// are tested there; a test looks at what was asked for.
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { ActivityEntry, ChainProof } from '../../shared/model/activity.ts';

export class ActivityScript {
  entries: ActivityEntry[] = [];
  /** Which of them match what is asked for. */
  matches: (entry: ActivityEntry, filter: Input<'activity.list'>['filter']) => boolean = () => true;
  proof: ChainProof = { entries: 0, from: null, seal: null, broken: null };

  page({ filter, before, limit }: Input<'activity.list'>): Output<'activity.list'> {
    const found = this.entries.filter((entry) => this.matches(entry, filter)).toReversed();
    const entries = found.filter(({ id }) => before === undefined || id < before).slice(0, limit);
    return { entries, total: before === undefined ? found.length : null };
  }
}
