// A refused field in the window's language: found by field and rule, filled with the problem's values.
import type { FieldProblem } from '../../shared/model/field-problem.ts';
import type { Texts } from './en.ts';

type Values = Readonly<Record<string, string | number | undefined>>;
/** Keyed `field rule`. */
export type ProblemTexts = Readonly<Record<string, (values: Values) => string>>;

/** `name`: the instance that the field is of, where one is. */
export const problemText = ({ problems }: Texts, { field, rule, values, message }: FieldProblem, name?: string): string =>
  problems[`${field} ${rule}`]?.({ ...values, name }) ?? message;
