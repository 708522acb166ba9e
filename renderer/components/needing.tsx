// A button whose action cannot be done now says why, to the eye and to screen readers, and stays within reach of the keyboard.
import type { ButtonProps } from '@fluentui/react-components';
import { cloneElement, type ReactElement } from 'react';
import { Later, LaterCode } from './later.tsx';

const reason = new LaterCode(() => import('./needing-reason.tsx').then((module) => module.NeedingReason));
export const laterReasons = [reason];

/** `missing` null: the button is as it is. */
export function Needing({ missing, children }: { missing: string | null; children: ReactElement<ButtonProps> }) {
  if (missing === null) return children;
  const button = cloneElement(children, { disabled: false, disabledFocusable: true });
  return <Later code={reason} props={{ missing, children: button }} />;
}
