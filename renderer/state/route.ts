// Where the window is: a view, an instance and its tab, in the address, so that back and forward work.
import { useSyncExternalStore } from 'react';

export const TABS = ['summary', 'configuration', 'history', 'diagnostics'] as const;
export type Tab = (typeof TABS)[number];
export const SETTINGS_PARTS = ['general', 'alerts', 'servers', 'data', 'demonstration'] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];
/** Views whose address is their name alone. */
const PLAIN = ['fleet', 'timeline', 'planner', 'activity'] as const;
export type Route =
  | { view: (typeof PLAIN)[number] }
  | { view: 'settings'; part: SettingsPart }
  | { view: 'instance'; id: string; tab: Tab };
/** What stands in the rail. */
export type ViewName = Exclude<Route['view'], 'instance'>;

export function addressOf(route: Route): string {
  if (route.view === 'instance') return `#/instance/${route.id}/${route.tab}`;
  return route.view === 'settings' ? `#/settings/${route.part}` : `#/${route.view}`;
}

/** Where a view begins. */
export const routeOf = (view: ViewName): Route => (view === 'settings' ? { view, part: 'general' } : { view });

export function go(route: Route): void {
  location.hash = addressOf(route);
}

function read(hash: string): Route {
  const [, view, id, tab] = hash.split('/');
  if (view === 'settings') return { view, part: SETTINGS_PARTS.find((one) => one === id) ?? 'general' };
  if (view === 'instance' && id) return { view, id, tab: TABS.find((one) => one === tab) ?? 'summary' };
  return { view: PLAIN.find((one) => one === view) ?? 'fleet' };
}

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return read(hash);
}
