// The languages that there are catalogues for, and which one is spoken.
export type Language = 'en' | 'de';

/** `system`: the first language of the system that there is a catalogue for, else English. */
export function languageOf(chosen: 'system' | Language, system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  const known = system.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'en' || tag === 'de');
  return known === 'de' ? 'de' : 'en';
}
