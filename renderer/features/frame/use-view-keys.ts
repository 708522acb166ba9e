// The keys that lead to a view, and to what the fleet does, from wherever the window is.
import { go, routeOf } from '../../state/route.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { wishFor } from '../../state/wish.ts';
import { VIEWS } from './views.tsx';

export function useViewKeys(): void {
  const open = (at: number) => {
    const entry = VIEWS[at];
    if (entry !== undefined) go(routeOf(entry.view));
  };
  useShortcut('view1', () => open(0));
  useShortcut('view2', () => open(1));
  useShortcut('view3', () => open(2));
  useShortcut('view4', () => open(3));
  useShortcut('view5', () => open(4));
  useShortcut('settings', () => go(routeOf('settings')));
  useShortcut('add', () => wishFor({ for: 'fleet', does: 'add' }, { view: 'fleet' }));
  useShortcut('find', () => wishFor({ for: 'fleet', does: 'find' }, { view: 'fleet' }));
}
