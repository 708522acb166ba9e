// Which dialog over the fleet is open: a job being prepared or watched, the list of jobs, an import. Apart from the bar that opens it,
// since the bar goes away with the selection.
import { create } from 'zustand';
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import type { JobKind } from '../../../shared/model/job-lists.ts';
import type { Scope } from '../../../shared/model/scope.ts';

export type Opened =
  | { kind: 'prepare'; job: JobKind; scope: Scope }
  | { kind: 'watch'; id: string }
  | { kind: 'list' }
  | { kind: 'import'; upload: string; format: ExchangeFormat; name: string };

export const useOpened = create<{ opened: Opened | null }>(() => ({ opened: null }));
export const open = (opened: Opened): void => useOpened.setState({ opened });
export const close = (): void => useOpened.setState({ opened: null });
