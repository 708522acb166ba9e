// What an action needs and may be missing now: an agent host at work on the data, a licence server that answers.
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import type { ReviewInfo } from '../../shared/model/fleet-snapshot.ts';
import { useWords } from '../text/words.ts';
import { useFleet } from './fleet-store.ts';

/** Null: agents are at work on what is shown. */
export const useReview = (): ReviewInfo | null => useFleet((state) => state.host?.review ?? null);

const UNREACHABLE: readonly string[] = ['dns', 'connection-refused', 'timeout', 'proxy-unreachable'];

/** Its licence server did not answer at the last try, which is going to be repeated. */
export const isUnreachable = ({ failure }: FleetRow): boolean =>
  failure !== null && failure.retryAt !== null && UNREACHABLE.includes(failure.category);

/** Why what needs the agent host cannot be done now; null: it can. */
export function useHostMissing(): string | null {
  const { offline: t } = useWords().t;
  const review = useReview();
  const trouble = useFleet((state) => state.trouble);
  if (review?.reason === 'opened') return t.needsOwn;
  return review !== null || trouble !== null ? t.needsHost : null;
}

/** Why what needs the licence server of an instance cannot be done now; null: it can. */
export function useServerMissing(row: FleetRow): string | null {
  const { offline: t } = useWords().t;
  const host = useHostMissing();
  return host ?? (isUnreachable(row) ? t.needsServer : null);
}
