// After sleep and after the clock was set, whatever became due meanwhile is looked at at once.
import { powerMonitor } from 'electron';

/** After `ready`. Returns how to stop. */
export function onWake(listener: () => void): () => void {
  powerMonitor.on('resume', listener);
  powerMonitor.on('unlock-screen', listener);
  return () => {
    powerMonitor.off('resume', listener);
    powerMonitor.off('unlock-screen', listener);
  };
}
