// The formats of a fleet file, and what an import does to an instance; without schemas.

export const EXCHANGE_FORMATS = ['csv', 'json'] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

/** By the ending of the file's name. Null: neither. */
export function formatOf(file: string): ExchangeFormat | null {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return EXCHANGE_FORMATS.find((format) => format === ending) ?? null;
}

export const IMPORT_KINDS = ['new', 'changed', 'unchanged', 'refused'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
