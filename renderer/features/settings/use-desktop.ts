// What the desktop offers, as main finds it: asked for when the settings are shown, and again when somebody comes back to the window.
import { useCallback, useEffect, useState } from 'react';
import type { DesktopState } from '../../../shared/model/desktop-state.ts';
import { ask } from '../../api/client.ts';

/** Null: not known yet. */
export function useDesktop(): [state: DesktopState | null, take: (state: DesktopState) => void, look: () => void] {
  const [state, take] = useState<DesktopState | null>(null);
  const look = useCallback(() => {
    ask('desktop.state', {}).then(take, () => undefined);
  }, []);
  useEffect(() => {
    look();
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [look]);
  return [state, take, look];
}
