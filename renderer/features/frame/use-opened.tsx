// What lies over the views: the palette, or the list of shortcuts. Closed without a choice, the focus is where it was before.
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useShortcut } from '../../state/shortcuts.ts';
import { Palette, ShortcutsDialog } from './later-parts.tsx';

type Opened = 'palette' | 'shortcuts';

export function useOpened(): { onFind: () => void; open: ReactNode } {
  const [opened, setOpened] = useState<Opened | null>(null);
  const before = useRef<Element | null>(null);
  const show = useCallback((what: Opened) => {
    before.current = document.activeElement;
    setOpened(what);
  }, []);
  const onFind = useCallback(() => show('palette'), [show]);
  const onShortcuts = useCallback(() => show('shortcuts'), [show]);
  const onClose = useCallback(() => {
    setOpened(null);
    const { current } = before;
    // Once the page under the dialog can be reached again; what was chosen may have moved the focus already.
    requestAnimationFrame(() => {
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && current instanceof HTMLElement && current.isConnected) current.focus();
    });
  }, []);
  useShortcut('palette', onFind);
  useShortcut('shortcuts', onShortcuts);
  const open =
    opened === 'palette' ? (
      <Palette onClose={onClose} onShortcuts={onShortcuts} />
    ) : opened === 'shortcuts' ? (
      <ShortcutsDialog onClose={onClose} />
    ) : null;
  return { onFind, open };
}
