// What the doctor found, in the window's language; where the language has no words of its own, as the host says it.
import type { CheckStep } from '../../shared/model/diagnostics.ts';
import type { Finding, FindingValues } from '../../shared/model/doctor-findings.ts';
import { failureSentence, nextStep } from './failures.ts';
import { problemText } from './problems.ts';
import type { Words } from './words.ts';

export type FindingWords = { detail: string; fix?: string };
/** Complete, or null: the host's English is the language's own. */
export type FindingTexts = Readonly<Record<Finding, (values: FindingValues) => FindingWords>> | null;

/** `raw`: the words are those of a system or a server, and English. `fix` null: nothing is to be mended. */
export function stepText(words: Words, step: CheckStep): { detail: string; fix: string | null; raw: boolean } {
  const { found, fix } = step;
  const { findings, mendField } = words.t.diagnostics;
  if ('failure' in found) {
    const said = { ...found.failure, text: step.detail };
    const sentence = failureSentence(words, said);
    return { detail: `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`, fix: nextStep(words, said), raw: true };
  }
  if ('problem' in found)
    return { detail: problemText(words.t, found.problem), fix: fix === null ? null : mendField(step.check), raw: false };
  if (findings === null) return { detail: step.detail, fix, raw: false };
  const own = findings[found.finding](found.values);
  return { detail: own.detail, fix: fix === null ? null : (own.fix ?? null), raw: false };
}
