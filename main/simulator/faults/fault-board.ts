// The faults that are switched on, first match first. Whether a polled request is still being worked on is asked here as well.
import type { Fault } from '../../../shared/model/simulator-fault.ts';

type Posted = { id: string; fault: Fault; left: number | null };
export type Struck = { id: string; fault: Fault };

export class FaultBoard {
  #posted: Posted[] = [];

  constructor(private readonly newId: () => string) {}

  /** `times` is what is left of it. */
  list(): Fault[] {
    return this.#posted.map(({ fault, left }) => (left === null ? fault : { ...fault, times: left }));
  }

  /** In place of all that was posted. */
  put(faults: readonly Fault[]): void {
    this.#posted = faults.map((fault) => ({ id: this.newId(), fault, left: fault.times ?? null }));
  }

  clear(): void {
    this.#posted = [];
  }

  /** The fault that strikes this request, counted; null: none. A POLL cannot be held up by another poll. */
  strike(serial: string, requestType: string): Struck | null {
    const posted = this.#posted.find(
      ({ fault }) =>
        (fault.serial === undefined || fault.serial === serial) &&
        (fault.requestType === undefined || fault.requestType === requestType) &&
        !(fault.fault === 'poll' && requestType === 'POLL'),
    );
    if (posted === undefined) return null;
    if (posted.fault.fault !== 'poll' && posted.left !== null) {
      posted.left -= 1;
      if (posted.left === 0) this.#posted = this.#posted.filter((other) => other !== posted);
    }
    return { id: posted.id, fault: posted.fault };
  }

  /** Whether a request that was told "still working" `given` times under this fault is told so again. */
  holds(faultId: string, given: number): boolean {
    const posted = this.#posted.find(({ id }) => id === faultId);
    return posted !== undefined && (posted.left === null || given < posted.left);
  }

  /** The wait that goes with a fault, as long as it is posted. */
  waitOf(faultId: string): number | undefined {
    return this.#posted.find(({ id }) => id === faultId)?.fault.retryAfterSeconds;
  }
}
