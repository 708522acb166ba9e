// The closed list of reasons for which an operation is refused or fails, as every door (window, socket, command line) says it.
import { z } from 'zod';
import { failureSchema } from './model/failure.ts';
import { fieldProblemSchema } from './model/field-problem.ts';

export { AppFailure, refuse } from './app-failure.ts';

/** `invalid-*`, `not-*`, `name-taken` and the like changed nothing (exit 2); `operation-failed` names the failure (exit 1). */
export const ERROR_CODES = [
  'invalid-input', // a field was refused; `problems` says which and why
  'not-found', // no such instance
  'name-taken',
  'not-enabled', // smart licensing is disabled on the instance
  'not-registered',
  'already-registered', // `force` is the cure
  'in-progress', // a request of the same kind is under way
  'confirmation-needed', // it can stop calls of production instances: `confirm` is their name, or the phrase for several
  'needs-deregistration', // the licence server would change while registered: ask for "deregister and switch"
  'server-not-allowed', // a demonstration folder off loopback, or a live server that was not switched on
  'stale', // the instance was changed since the caller read it
  'store-full',
  'store-unavailable', // corrupt, newer, locked or read-only; the message says which
  'host-unavailable', // the host of this data folder went away in the middle
  'operation-failed', // the licence server refused or did not answer; `failure` says why
  'forbidden', // the caller may not ask this
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const appErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  problems: z.array(fieldProblemSchema).optional(),
  failure: failureSchema.optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;
