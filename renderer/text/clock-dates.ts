// What a date of a clock is called, and what follows from it.
import { HOUR } from '../../shared/durations.ts';
import type { ClockDate } from '../../shared/model/clock-dates.ts';
import type { Words } from './words.ts';

export function dateWords({ t }: Words, { row, kind }: ClockDate): string {
  const contact = kind === 'contact' ? row.nextContact : null;
  return contact === null ? t.timeline.kinds[kind] : t.timeline.contacts[contact.operation];
}

export function consequence({ t: { timeline: t } }: Words, { row, kind }: ClockDate): string {
  switch (kind) {
    case 'evaluation':
      return row.registrationStatus === 'complete' ? t.unlessAuthorized : t.unlessRegistered;
    case 'authorization':
      return t.unlessAnswered;
    case 'certificate': {
      const hours = Math.ceil(row.evaluation.remainingMs / HOUR);
      return hours > 0 ? t.backToEvaluation(hours) : t.noEvaluation;
    }
    case 'contact':
      return row.failure !== null && row.failure.operation === row.nextContact?.operation ? t.nextTry : t.byItself;
  }
}
