// The whole of one instance, asked for again whenever its row has changed.
import { useEffect, useState } from 'react';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { ask } from '../../api/client.ts';
import { useFleet } from '../../state/fleet-store.ts';

/** Null until the first answer. What is shown stays where a later one fails: that the instance is gone is told by its row. */
export function useDetail(id: string): InstanceDetail | null {
  const revision = useFleet((state) => state.rows.get(id)?.revision);
  const [detail, setDetail] = useState<InstanceDetail | null>(null);
  useEffect(() => {
    if (revision === undefined) return;
    let wanted = true;
    ask('instances.detail', { id }).then(
      (found) => wanted && setDetail(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [id, revision]);
  return detail;
}
