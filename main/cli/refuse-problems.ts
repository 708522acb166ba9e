// Refused input: every field that is wrong is named at once, before anything is asked of a host.
import { refuse } from '../../shared/app-failure.ts';
import type { FieldProblem } from '../../shared/model/field-problem.ts';

/** Throws `invalid-input` where a problem was found. */
export function refuseProblems(found: readonly (FieldProblem | null)[]): void {
  const problems = found.filter((problem) => problem !== null);
  if (problems.length > 0) throw refuse('invalid-input', problems.map((problem) => problem.message).join(' '), { problems });
}
