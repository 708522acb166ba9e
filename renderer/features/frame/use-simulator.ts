// Where the built-in simulator of the demonstration that is shown listens; null where there is none (`--demo` alone has none).
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ask } from '../../api/client.ts';
import { useFleet } from '../../state/fleet-store.ts';

export type SimulatorAddresses = NonNullable<Output<'demonstration.server'>>;

export function useSimulator(): SimulatorAddresses | null {
  const folder = useFleet((state) => state.host?.dataFolder);
  const [found, setFound] = useState<SimulatorAddresses | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder has another simulator
  useEffect(() => {
    let here = true;
    ask('demonstration.server', {}).then(
      (server) => here && setFound(server),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [folder]);
  return found;
}
