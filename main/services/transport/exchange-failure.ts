// A failed exchange on its way up to the agent, and how to make one.
import type { Failure, FailureCategory } from '../../../shared/model/failure.ts';

export class ExchangeFailure extends Error {
  override name = 'ExchangeFailure';
  constructor(
    readonly category: FailureCategory,
    text: string,
    readonly facts: NonNullable<Failure['facts']> = {},
    /** A wait that the server asked for, in ms. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(text);
  }

  /** `at`: epoch ms. */
  failure(at: number): Failure {
    return { category: this.category, text: this.message, at, facts: this.facts };
  }
}
