// What is said of a licence server on pointing at it.
import { Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export function ServerTooltip({ content, children }: { content: string; children: ReactElement }) {
  return (
    <Tooltip relationship="description" content={content}>
      {children}
    </Tooltip>
  );
}
