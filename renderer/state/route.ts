// Where the window is: a view, an instance and its tab, in the address, so that back and forward work.
import { useSyncExternalStore } from 'react';

export const TABS = ['summary', 'configuration', 'history', 'diagnostics'] as const;
export type Tab = (typeof TABS)[number];
export type Route = { view: 'fleet' } | { view: 'settings' } | { view: 'instance'; id: string; tab: Tab };

export const addressOf = (route: Route): string =>
  route.view === 'instance' ? `#/instance/${route.id}/${route.tab}` : `#/${route.view}`;

export function go(route: Route): void {
  location.hash = addressOf(route);
}

function read(hash: string): Route {
  const [, view, id, tab] = hash.split('/');
  if (view === 'settings') return { view };
  if (view === 'instance' && id) return { view, id, tab: TABS.find((one) => one === tab) ?? 'summary' };
  return { view: 'fleet' };
}

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return read(hash);
}
