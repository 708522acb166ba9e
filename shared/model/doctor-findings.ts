// What the doctor can find, as keys with values: the host says it in English, the window in its own language.
import { z } from 'zod';
import { FAILURE_CATEGORIES } from './closed-lists.ts';
import { fieldProblemSchema } from './field-problem.ts';

const FINDINGS = [
  'url-missing',
  'path-of-other-mode',
  'url-fine',
  'no-url',
  'way-unknown',
  'called-off',
  'not-reached',
  'certificate-trusted',
  'certificate-name',
  'no-tls',
  'name-found',
  'address-not-looked-up',
  'no-proxy',
  'connected',
  'tunnel-opened',
  'proxy-looks-up',
  'proxy-connects',
  'no-answer',
  'own-time',
  'time-not-said',
  'clock-behind',
  'clock-ahead',
  'path-not-served',
  'path-served',
  'no-token-needed',
  'no-token-kept',
  'token-kept',
] as const;
export type Finding = (typeof FINDINGS)[number];

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type FindingValues = z.infer<typeof valuesSchema>;

/** One of the findings, a field that breaks its rule, or a failed exchange. */
export const foundSchema = z.union([
  z.object({ finding: z.enum(FINDINGS), values: valuesSchema }),
  z.object({ problem: fieldProblemSchema }),
  z.object({ failure: z.object({ category: z.enum(FAILURE_CATEGORIES), facts: valuesSchema }) }),
]);
export type Found = z.infer<typeof foundSchema>;
