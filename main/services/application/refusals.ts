// Refused input, whichever door it came through: every field that is wrong is named at once.
import { refuse } from '../../../shared/app-failure.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';

export function refuseProblems(found: (FieldProblem | null)[]): void {
  const problems = found.filter((problem) => problem !== null);
  if (problems.length > 0) throw refuse('invalid-input', problems.map((problem) => problem.message).join(' '), { problems });
}
