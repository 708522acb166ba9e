// What every language says about a failure: the short form of a column, the sentence of the strip, the next step.
import type { FailureCategory } from '../../shared/model/failure.ts';
import type { FailureRun } from '../../shared/model/fleet-row.ts';

export type Facts = NonNullable<FailureRun['facts']>;
export type FailureWords = {
  short: string;
  /** `text` is raw, as the server or the system said it. */
  sentence: (facts: Facts, text: string) => string;
  next: (facts: Facts) => string;
};
export type FailureCatalogue = Readonly<Record<FailureCategory, FailureWords>>;

/** Where nothing of the failure's facts is named. */
export const plainly = (short: string, sentence: string, next: string): FailureWords => ({
  short,
  sentence: () => sentence,
  next: () => next,
});
