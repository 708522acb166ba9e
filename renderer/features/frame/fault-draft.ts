// A fault as it is being put together in the dialog.
import { FAULTS_WITH_WAIT, type FaultName, type FaultRequest } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';

/** Numbers as they are typed; '' for all, or none. */
export type FaultDraft = {
  fault: FaultName;
  serial: string;
  requestType: FaultRequest | '';
  times: string;
  wait: string;
  takesEffect: boolean;
};

export const emptyFault: FaultDraft = {
  fault: 'no-answer',
  serial: '',
  requestType: '',
  times: '',
  wait: '',
  takesEffect: false,
};

const isWhole = (text: string, least: number, most: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;

export const timesAreRight = ({ times }: FaultDraft): boolean => times === '' || isWhole(times, 1, 1_000_000);
export const canWait = ({ fault }: FaultDraft): boolean => FAULTS_WITH_WAIT.includes(fault);
export const waitIsRight = (draft: FaultDraft): boolean =>
  !canWait(draft) || draft.wait === '' || isWhole(draft.wait, 0, 31_536_000);

/** Null: something is not right yet. */
export function faultOf(draft: FaultDraft): Fault | null {
  if (!timesAreRight(draft) || !waitIsRight(draft)) return null;
  const { fault, serial, requestType, times, wait, takesEffect } = draft;
  return {
    fault,
    ...(serial === '' ? {} : { serial }),
    ...(requestType === '' ? {} : { requestType }),
    ...(times === '' ? {} : { times: Number(times) }),
    ...(canWait(draft) && wait !== '' ? { retryAfterSeconds: Number(wait) } : {}),
    ...(takesEffect ? { takesEffect } : {}),
  };
}
