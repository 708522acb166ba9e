// Failures in words: the short form of a column, the sentence of the strip, who must act and what next; refusals of main.
import type { AppError } from '../../shared/errors.ts';
import type { Failure, FailureCategory } from '../../shared/model/failure.ts';
import { problemText } from './problems.ts';
import type { Words } from './words.ts';

type Said = Pick<Failure, 'category' | 'facts' | 'text'>;

export function failureShort({ t }: Words, { category, facts }: Said): string {
  if (category === 'http-status' && facts?.status !== undefined) return `HTTP ${facts.status}`;
  return t.failures.categories[category].short;
}
export const failureSentence = ({ t }: Words, { category, facts, text }: Said): string =>
  t.failures.categories[category].sentence(facts ?? {}, text);
export const nextStep = ({ t }: Words, { category, facts }: Said): string => t.failures.categories[category].next(facts ?? {});

/** What was refused, and why; of a failed operation the failure, of refused fields each field's own text. */
export function refusalText(words: Words, error: AppError): string {
  if (error.failure !== undefined) {
    const sentence = failureSentence(words, error.failure);
    return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}. ${nextStep(words, error.failure)}`;
  }
  if (error.problems !== undefined && error.problems.length > 0)
    return error.problems.map((problem) => problemText(words.t, problem)).join(' ');
  return words.t.refusal(error);
}

/** Where a person goes to mend it from here; null: nothing here helps. */
export function mendedBy(category: FailureCategory): 'register' | 'force' | 'configuration' | 'servers' | null {
  switch (category) {
    case 'token-invalid':
    case 'token-expired':
    case 'not-registered':
      return 'register';
    case 'already-registered':
      return 'force';
    case 'dns':
    case 'connection-refused':
    case 'proxy-unreachable':
    case 'proxy-authentication':
    case 'tls-name-mismatch':
    case 'redirected':
    case 'unreadable-answer':
    case 'answer-too-large':
      return 'configuration';
    case 'tls-untrusted':
    case 'bad-signature':
      return 'servers';
    default:
      return null;
  }
}
