// The whole of one instance, asked for again whenever its row has changed.
import { useEffect, useState } from 'react';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { ask } from '../../api/client.ts';
import { useFleet } from '../../state/fleet-store.ts';

export type Found = { kind: 'loading' } | { kind: 'gone' } | { kind: 'here'; detail: InstanceDetail };

export function useDetail(id: string): Found {
  const revision = useFleet((state) => state.rows.get(id)?.revision);
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what asks again
  useEffect(() => {
    let wanted = true;
    ask('instances.detail', { id }).then(
      (detail) => wanted && setFound({ kind: 'here', detail }),
      () => wanted && setFound({ kind: 'gone' }),
    );
    return () => {
      wanted = false;
    };
  }, [id, revision]);
  return found;
}
