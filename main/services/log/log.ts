// What a part of the program needs of a log: four levels, under its own scope.

/** Values that are shown beside the text; those of secret names, and of the type Secret, are never written. */
export type LogFacts = Record<string, unknown>;

export interface Log {
  debug(text: string, facts?: LogFacts): void;
  info(text: string, facts?: LogFacts): void;
  warn(text: string, facts?: LogFacts): void;
  error(text: string, facts?: LogFacts): void;
}
