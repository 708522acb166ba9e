// Keeps the mirror: subscribe first, then ask for the snapshot; what does not fit is answered by asking again.
import { ask, listen } from '../api/client.ts';
import { takeDelta, takeSettings, takeSnapshot, useFleet } from './fleet-store.ts';
import { go } from './route.ts';

/** Main leaves out what would only pile up where this does not come. */
const seen = (): void => {
  ask('fleet.seen', { revision: useFleet.getState().revision }).catch(() => undefined);
};

/** Returns how to stop. */
export function connect(): () => void {
  let asking = false;
  let again = false;
  let waiting: Parameters<typeof takeDelta>[0][] = [];
  const resync = async () => {
    // The snapshot that is under way may be of what was before: of another data folder, say.
    again = asking;
    if (asking) return;
    asking = true;
    try {
      takeSnapshot(await ask('fleet.mirror', {}));
    } catch (error) {
      useFleet.setState({ trouble: error instanceof Error ? error.message : String(error) });
    } finally {
      asking = false;
    }
    const missed = waiting;
    waiting = [];
    if (again || !missed.every(takeDelta)) await resync();
    else seen();
  };
  const stops = [
    listen('fleet.delta', (delta) => {
      if (asking) waiting.push(delta);
      else if (takeDelta(delta)) seen();
      else void resync();
    }),
    listen('host.changed', () => void resync()),
    listen('settings.changed', takeSettings),
    listen('window.go', (to) => go(to.view === 'instance' ? { ...to, tab: 'summary' } : to)),
  ];
  void resync();
  void ask('settings.get', {}).then(takeSettings, () => undefined);
  return () => {
    for (const stop of stops) stop();
  };
}
