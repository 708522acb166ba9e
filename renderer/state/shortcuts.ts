// The keys that do something wherever the focus is. One table: what it lists is heard, and is what the list of shortcuts shows.
import { useEffect, useRef } from 'react';
import { useFleet } from './fleet-store.ts';

/** `main`: Ctrl, on a Mac Cmd. `key` as the browser names it; of a digit the key itself counts, whatever it types. */
export type Keys = { key: string; main?: true; alt?: true };
const main = (key: string): Keys => ({ key, main: true });
const alt = (key: string): Keys => ({ key, alt: true });

export const SHORTCUTS = {
  palette: [main('k')],
  shortcuts: [{ key: '?' }, main('/')],
  find: [main('f'), { key: '/' }],
  add: [main('n'), { key: 'n' }],
  settings: [main(',')],
  view1: [main('1')],
  view2: [main('2')],
  view3: [main('3')],
  view4: [main('4')],
  view5: [main('5')],
  previous: [alt('ArrowUp')],
  next: [alt('ArrowDown')],
  tab1: [alt('1')],
  tab2: [alt('2')],
  tab3: [alt('3')],
  tab4: [alt('4')],
} as const satisfies Record<string, readonly Keys[]>;
export type Shortcut = keyof typeof SHORTCUTS;

const isMac = (): boolean => navigator.platform.startsWith('Mac');

/** Does `act` when its keys are pressed, as long as the component is there. */
export function useShortcut(shortcut: Shortcut, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !SHORTCUTS[shortcut].some((keys) => arePressed(keys, event)) || isDialogOpen()) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, [shortcut]);
}

function arePressed(keys: Keys, event: KeyboardEvent): boolean {
  const mainKey = isMac() ? event.metaKey : event.ctrlKey;
  const otherKey = isMac() ? event.ctrlKey : event.metaKey;
  if (otherKey || mainKey !== (keys.main ?? false) || event.altKey !== (keys.alt ?? false)) return false;
  if (/^\d$/.test(keys.key)) return event.code === `Digit${keys.key}` || event.code === `Numpad${keys.key}`;
  if (event.key.toLowerCase() !== keys.key.toLowerCase() || (/^[a-z]$/.test(keys.key) && event.shiftKey)) return false;
  return !isSingle(keys) || (useFleet.getState().settings.singleKeys && !takesLetters(event.target));
}

/** A character alone, which would be typed in a field: such keys can be switched off. */
export const isSingle = ({ key, main: withMain, alt: withAlt }: Keys): boolean =>
  key.trim().length === 1 && withMain === undefined && withAlt === undefined;

/** A field that is typed in, or a list that finds its entries by their first letters. */
const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=menu], [role=listbox]',
  ) !== null;

const isDialogOpen = (): boolean => document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

/** What is written on keys that no language has another name for. */
const CAPS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

/** Each key as it is written on it. `words`: the names of those that have another in each language, `ctrl` among them. */
export function keyCaps(keys: Keys, words: Readonly<Record<string, string>>): string[] {
  const main = isMac() ? '⌘' : (words.ctrl ?? 'Ctrl');
  const alt = isMac() ? '⌥' : 'Alt';
  const cap = words[keys.key] ?? CAPS[keys.key] ?? keys.key.toUpperCase();
  return [...(keys.main ? [main] : []), ...(keys.alt ? [alt] : []), cap];
}
