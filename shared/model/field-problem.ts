// A refused field: which one, which rule broke, and the values that the text names. Texts are made from it per language.
import { z } from 'zod';

export const FIELDS = [
  'name',
  'max-call-rate',
  'software-version',
  'address',
  'account',
  'tag',
  'license-count',
  'server-url',
  'token',
  'proxy-address',
  'proxy-port',
  'proxy-user',
  'ca-file',
] as const;
export type Field = (typeof FIELDS)[number];

export const fieldProblemSchema = z.object({
  field: z.enum(FIELDS),
  rule: z.string(),
  /** English, complete; the window replaces it by its catalogue's text for `field` and `rule`. */
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type FieldProblem = z.infer<typeof fieldProblemSchema>;
