// What a part of the program needs of a log: four levels, under its own scope.
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** Values that are shown beside the text; those of secret names, and of the type Secret, are never written (redact.ts). */
export type LogFacts = Record<string, unknown>;

export type Log = Record<Level, (text: string, facts?: LogFacts) => void>;
