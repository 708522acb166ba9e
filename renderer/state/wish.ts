// What was asked for by a key or in the palette and is done by a view, which may have to be opened first.
import { useEffect } from 'react';
import { create } from 'zustand';
import { go, type Route } from './route.ts';

export const INSTANCE_WISHES = [
  'authorize',
  'register',
  'renew',
  'doctor',
  'edit',
  'force',
  'deregister',
  'disable',
  'remove',
] as const;
export type InstanceWish = (typeof INSTANCE_WISHES)[number];
export type Wish = { for: 'fleet'; does: 'add' | 'find' } | { for: string; does: InstanceWish };

const useWishes = create<{ wish: Wish | null }>(() => ({ wish: null }));

/** Goes to `route` and has it done there. `for` of the wish: `fleet`, or the id of an instance. */
export function wishFor(wish: Wish, route: Route): void {
  useWishes.setState({ wish });
  go(route);
}

/** `grant` says whether it was the one to do it; then nobody else is asked. */
export function useWish(whom: Wish['for'], grant: (does: Wish['does']) => boolean): void {
  const wish = useWishes((state) => state.wish);
  useEffect(() => {
    if (wish !== null && wish.for === whom && grant(wish.does)) useWishes.setState({ wish: null });
  }, [wish, whom, grant]);
}
