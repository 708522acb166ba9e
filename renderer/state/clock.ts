// The one shared clock of the page: folder time, told once a second. In a demonstration it runs as fast as the folder does.
import { useSyncExternalStore } from 'react';
import { MINUTE } from '../../shared/durations.ts';
import type { FolderClock } from '../../shared/model/fleet-snapshot.ts';
import { useFleet } from './fleet-store.ts';

const folderTime = ({ rate, real, folder }: FolderClock): number => folder + (Date.now() - real) * rate;

/** Epoch ms of the folder's clock, as of now. */
export const now = (): number => {
  const clock = useFleet.getState().host?.clock;
  return clock === undefined ? Date.now() : folderTime(clock);
};

let told = now();
const listeners = new Set<() => void>();
let ticker: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  told = now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (ticker === null) {
    told = now();
    ticker = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || ticker === null) return;
    clearInterval(ticker);
    ticker = null;
  };
}

// A change of the fleet is shown at the moment at which it came, not at the last tick.
useFleet.subscribe(tick);

/** Epoch ms; renders again once a second and with every change of the fleet. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => told);

/** What `read` makes of the present moment; renders again only when that is another. */
export const useNowAs = <T extends string | number | boolean>(read: (now: number) => T): T =>
  useSyncExternalStore(subscribe, () => read(told));

/** The present minute's beginning, epoch ms: for what depends on no less, and renders again no more often. */
export const useMinute = (): number => {
  const step = useSyncExternalStore(subscribe, () => Math.floor(told / MINUTE));
  return step * MINUTE;
};
