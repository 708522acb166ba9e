// What may become of an instance of a demonstration before it opens, as a list of days with what was done on each, and the words in which
// such lists are written.
import type { Fault } from '../shared/model/simulator-fault.ts';

export type Deed =
  /** Smart licensing on, without a token. */
  | { does: 'enable'; server?: 'nobody' | 'untrusted' }
  /** With the instance's own token, or with one that is of no use. */
  | { does: 'register'; token?: 'unknown' | 'expired' }
  | { does: 'authorize' | 'deregister' | 'disable' }
  | { does: 'count'; cps: number }
  /** A proxy that nothing listens at. */
  | { does: 'lose-proxy' }
  /** Its product instance is removed at the licence server. */
  | { does: 'forgotten' }
  /** From here on the licence server goes wrong for this instance alone; null: no more. */
  | { does: 'fault'; fault: Omit<Fault, 'serial'> | null };

export type Story = {
  name: string;
  account: string;
  rate: number;
  count: number;
  tags: readonly string[];
  lab?: true;
  profile?: 'CCCSP';
  version?: string;
  /** In the order of their days, the longest ago first; it is added on the first of them. */
  past: readonly (readonly [daysAgo: number, ...deeds: Deed[]])[];
};

export const enable: Deed = { does: 'enable' };
export const register: Deed = { does: 'register' };
export const authorize: Deed = { does: 'authorize' };
/** Registered so many days ago, and well ever since. */
export const since = (daysAgo: number): Story['past'] => [[daysAgo, enable, register]];
export const fault = (name: Fault['fault'], requestType: NonNullable<Fault['requestType']>, more: Partial<Fault> = {}): Deed => ({
  does: 'fault',
  fault: { fault: name, requestType, ...more },
});
export const mended: Deed = { does: 'fault', fault: null };
