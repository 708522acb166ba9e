// What a button misses, on pointing at it, on reaching it by keyboard, and as its description.
import { Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export function NeedingReason({ missing, children }: { missing: string; children: ReactElement }) {
  return (
    <Tooltip relationship="description" content={missing}>
      {children}
    </Tooltip>
  );
}
