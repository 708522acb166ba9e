// How wide the page is, CSS px: zoom counts, as in the breakpoints of the styles.
import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
};
export const useWidth = (): number => useSyncExternalStore(subscribe, () => innerWidth);
