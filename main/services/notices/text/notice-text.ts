// A notice in words: a title that says it all, and a line below it.
import { DAY } from '../../../../shared/durations.ts';
import type { Language } from '../../../../shared/model/language.ts';
import type { Notice, NoticeSubject } from '../../../../shared/model/notice.ts';
import { de } from './de.ts';
import { en, type NoticeTexts } from './en.ts';

export type NoticeText = { title: string; body: string };

export const noticeTexts = (language: Language): NoticeTexts => (language === 'de' ? de : en);
const localeOf = (language: Language): string => (language === 'de' ? 'de-DE' : 'en-GB');
export const numberIn = (language: Language, value: number): string => value.toLocaleString(localeOf(language));

export function noticeText(notice: Notice, language: Language): NoticeText {
  const words = noticeTexts(language);
  const { title, body } = TEXTS[notice.kind](new Wording(notice, language, words));
  return { title: notice.demonstration ? words.demonstration(title) : title, body };
}

class Wording {
  readonly first: NoticeSubject;
  readonly isOne: boolean;
  readonly count: string;

  constructor(
    readonly notice: Notice,
    private readonly language: Language,
    readonly words: NoticeTexts,
  ) {
    // The schema has at least one.
    this.first = notice.subjects[0] as NoticeSubject;
    this.isOne = notice.count === 1;
    this.count = numberIn(language, notice.count);
  }

  number(value: number): string {
    return numberIn(this.language, value);
  }

  date(at: number): string {
    return new Date(at).toLocaleDateString(localeOf(this.language), { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** The first few, each as `name` says, and how many more there are. */
  list(name: (subject: NoticeSubject) => string): string {
    const { subjects, count } = this.notice;
    const more = count - subjects.length;
    return this.words.names(subjects.map(name).join(', '), more > 0 ? this.number(more) : null);
  }

  names(): string {
    return this.list(({ name }) => name);
  }
}

const TEXTS: Readonly<Record<Notice['kind'], (of: Wording) => NoticeText>> = {
  blocked: (of) => {
    const { words, first, isOne, count } = of;
    if (!isOne) return { title: words.blockedMany(count), body: of.names() };
    return {
      title: words.blocked(first.name),
      body: first.licensingState === null ? words.notEnabled : words.why[first.licensingState],
    };
  },
  'out-of-compliance': (of) => {
    const { words, first, isOne, count, notice } = of;
    const whose = notice.account ?? (isOne ? first.name : null);
    return {
      title: whose === null ? words.overMany(count) : words.over(whose),
      body: `${words.overWhat} ${of.names()}`,
    };
  },
  ladder: (of) => (of.isOne ? oneClock(of) : manyClocks(of)),
  'well-again': (of) => {
    const { words, first, isOne, count } = of;
    if (!isOne) return { title: words.wellMany(count), body: of.names() };
    return {
      title: words.well(first.name),
      body: first.until === null ? words.allowed : words.allowedUntil(of.date(first.until)),
    };
  },
};

function oneClock(of: Wording): NoticeText {
  const { words, first, notice } = of;
  const endsAt = first.endsAt ?? notice.at;
  const days = Math.round((endsAt - notice.at) / DAY);
  const date = of.date(endsAt);
  const title =
    endsAt <= notice.at
      ? words.ended(first.name)
      : days < 1
        ? words.lessThanADay(first.name)
        : words.left(first.name, of.number(days), days === 1);
  switch (first.clock) {
    case 'evaluation':
      return { title, body: words.runsOut.evaluation(date, first.registered) };
    case 'certificate':
      return { title, body: words.runsOut.certificate(date) };
    default:
      return { title, body: words.runsOut.authorization(date) };
  }
}

function manyClocks(of: Wording): NoticeText {
  const { words, count, notice } = of;
  return {
    title: words.near(count),
    body: of.list(({ name, endsAt }) => words.nearOne(name, of.date(endsAt ?? notice.at))),
  };
}
