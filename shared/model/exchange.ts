// Import and export of a fleet: what a file may say of an instance, and what an import of it would do, line by line.
import { z } from 'zod';
import { EXCHANGE_FORMATS, IMPORT_KINDS } from './exchange-format.ts';

export { type ExchangeFormat, IMPORT_KINDS, type ImportKind } from './exchange-format.ts';
export const exchangeFormatSchema = z.enum(EXCHANGE_FORMATS);

const shown = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const importChangeSchema = z.object({ field: z.string(), from: shown, to: shown });
export type ImportChange = z.infer<typeof importChangeSchema>;

/** `field`: as the file names it. `rule` and `values` where shared/model/field-rules.ts refused it, for the window's own words. */
export const importProblemSchema = z.object({
  field: z.string(),
  message: z.string(),
  problem: z
    .object({ field: z.string(), rule: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    .optional(),
});
export type ImportProblem = z.infer<typeof importProblemSchema>;

export const importRowSchema = z.object({
  /** The line of a CSV file, or the number of the entry in a JSON file; both count from 1. */
  place: z.number().int(),
  name: z.string(),
  kind: z.enum(IMPORT_KINDS),
  changes: z.array(importChangeSchema),
  problems: z.array(importProblemSchema),
  /** It brings a serial number from elsewhere, so its evaluation counts as used up here. */
  isMoved: z.boolean(),
  /** Of a production instance: its count is cut, or something else changes that can stop its calls. Null: nothing of it asks. */
  guard: z.enum(['cut', 'change']).nullable(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const importPreviewSchema = z.object({
  format: exchangeFormatSchema,
  rows: z.array(importRowSchema),
  counts: z.record(z.enum(IMPORT_KINDS), z.number().int()),
  /** Columns or keys that mean nothing here. */
  ignored: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
