// Requests that are "still being worked on", for as long as a `poll` fault holds them up. A product instance has at most one of
// each kind: it has one request under way at a time.
import type { Operation } from '../book/operation.ts';
import type { Answer, Poll } from '../book/poll.ts';
import { type Udi, udiOf } from '../book/product-instance.ts';
import type { FaultBoard, Struck } from '../faults/fault-board.ts';
import { stillWorking } from './answers.ts';
import { NO_SUCH_POLL } from './checks.ts';
import { decide, type Office } from './operations.ts';

const KEPT = 10_000;
const WAIT_SECONDS = 1;

export class Polls {
  constructor(
    private readonly office: Office,
    private readonly faults: FaultBoard,
    private readonly newId: () => string,
  ) {}

  /** The request takes effect now or, by default, when it has been asked for often enough. */
  async begin(udi: Udi, operation: Operation, { id: faultId, fault }: Struck, at: number): Promise<Answer> {
    const { polls } = this.office.book;
    for (const [id, other] of polls) {
      if (udiOf(other) === udiOf(udi) && other.operation.type === operation.type) polls.delete(id);
    }
    const answer = fault.takesEffect === true ? await this.#execute(udi, operation, at) : null;
    const poll: Poll = { id: this.newId(), ...udi, operation, faultId, given: 1, answer };
    polls.set(poll.id, poll);
    const [oldest] = polls.keys();
    if (polls.size > KEPT && oldest !== undefined) polls.delete(oldest);
    return stillWorking(poll.id, fault.retryAfterSeconds ?? WAIT_SECONDS);
  }

  async answer(poll: Poll | null, at: number, takesEffect: boolean): Promise<Answer> {
    if (poll === null) return NO_SUCH_POLL;
    const { polls } = this.office.book;
    if (this.faults.holds(poll.faultId, poll.given)) {
      if (takesEffect) polls.set(poll.id, { ...poll, given: poll.given + 1 });
      return stillWorking(poll.id, this.faults.waitOf(poll.faultId) ?? WAIT_SECONDS);
    }
    if (poll.answer !== null) return poll.answer;
    if (!takesEffect) return (await decide(poll.operation, poll, this.office, at)).answer;
    const answer = await this.#execute(poll, poll.operation, at);
    polls.set(poll.id, { ...poll, answer });
    return answer;
  }

  async #execute({ productId, serial }: Udi, operation: Operation, at: number): Promise<Answer> {
    const decision = await decide(operation, { productId, serial }, this.office, at);
    decision.commit();
    return decision.answer;
  }
}
