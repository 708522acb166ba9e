// The guard of production instances: which changes can stop their calls, and what a person types to say that it is meant. The window
// asks by these rules and main refuses by them, whoever asks. Pure.
import type { Configuration } from './configuration.ts';
import type { Environment, Profile } from './instance.ts';

type Described = { environment: Environment; profile: Profile };

/** The mark that guards it goes, or another product decides otherwise over its calls. */
export const isGuardedEdit = (before: Described, after: Partial<Described>): boolean =>
  before.environment === 'production' &&
  ((after.environment ?? 'production') !== 'production' || (after.profile ?? before.profile) !== before.profile);

/** A smaller count, or none at all. */
export const isCut = (before: Configuration, after: Configuration): boolean =>
  (after.licenseCount ?? 0) < (before.licenseCount ?? 0);

/** `confirm`: what was typed. */
export const confirmsName = (name: string, confirm: string | undefined): boolean => confirm?.trim() === name;

/** What is done to several at once. */
export type Mass = 'remove' | 'cut' | 'change';
type Phrases = Readonly<Record<Mass, (count: number) => string>>;

/** What is typed for several, in each language of the window. */
export const PHRASES: Readonly<Record<'en' | 'de', Phrases>> = {
  en: { remove: (count) => `remove ${count}`, cut: (count) => `cut ${count}`, change: (count) => `change ${count}` },
  de: { remove: (count) => `${count} entfernen`, cut: (count) => `${count} kürzen`, change: (count) => `${count} ändern` },
};

/** One is confirmed by its name, several by their number. */
export function confirmsMass(what: Mass, names: readonly string[], confirm: string | undefined): boolean {
  const [name] = names;
  if (name === undefined) return true;
  if (names.length === 1) return confirmsName(name, confirm);
  return Object.values(PHRASES).some((phrases) => phrases[what](names.length) === confirm?.trim());
}

type GuardedLine = { name: string; guard: 'cut' | 'change' | null };

/** Of the lines of an import: the names whose guard asks, and what is typed for them. */
export const guardedIn = (lines: readonly GuardedLine[]): { what: Mass; names: string[] } => {
  const guarded = lines.filter(({ guard }) => guard !== null);
  const what = guarded.every(({ guard }) => guard === 'cut') ? 'cut' : 'change';
  return { what, names: guarded.map(({ name }) => name) };
};
