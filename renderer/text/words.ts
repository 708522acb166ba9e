// The catalogue of the window's language, with the formats of its numbers and dates.
import { type Language, languageOf } from '../../shared/model/language.ts';
import { useFleet } from '../state/fleet-store.ts';
import { de, germanTime } from './de.ts';
import { en, englishTime, type Texts } from './en.ts';
import { type Formats, formatsOf } from './formats.ts';

export type Words = { language: Language; t: Texts; f: Formats };

const make = (language: Language, f: Formats, catalogue: (f: Formats) => Texts): Words => ({ language, t: catalogue(f), f });
const WORDS: Readonly<Record<Language, Words>> = {
  en: make('en', formatsOf('en-GB', englishTime), en),
  de: make('de', formatsOf('de-DE', germanTime), de),
};

export const wordsOf = (language: Language): Words => WORDS[language];
export const useWords = (): Words =>
  WORDS[
    languageOf(
      useFleet((state) => state.settings.language),
      navigator.languages,
    )
  ];
