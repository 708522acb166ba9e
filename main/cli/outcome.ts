// What a command ends with: 0 done; 1 the operation failed; 2 wrong usage or refused input, with nothing changed.
import { AppFailure } from '../../shared/app-failure.ts';
import type { AppError, ErrorCode } from '../../shared/errors.ts';
import type { Field } from '../../shared/model/field-problem.ts';
import { plain } from './text/plain.ts';
import { UsageError } from './usage.ts';
import type { CliWorld } from './world.ts';

export const DONE = 0;
export const FAILED = 1;
export const REFUSED = 2;

/** A result that was printed already and is no success: nothing more is said. */
export class Ended extends Error {
  constructor(readonly code: number) {
    super(`ended with ${code}`);
  }
}

/** These may have come after something was done, or are nobody's input: everything else changed nothing. */
const FAILURES: readonly ErrorCode[] = ['operation-failed', 'host-unavailable', 'store-full', 'store-unavailable', 'internal'];

const OPTION: Record<Field, string> = {
  name: '<name>',
  'max-call-rate': '--max-call-rate',
  'software-version': '--software-version',
  address: '--address',
  account: '--account',
  tag: '--tag',
  'license-count': '--license-count',
  'server-url': '--server-url',
  token: 'token',
  'proxy-address': '--proxy',
  'proxy-port': '--proxy',
  'proxy-user': '--proxy-user',
  'ca-file': 'CA file',
};

const HINT: Partial<Record<ErrorCode, string>> = {
  'already-registered': 'Add --force to replace the registration.',
  'needs-deregistration': 'Add --deregister-and-switch to agree to it.',
  'confirmation-needed': 'import: add --confirm with it.',
  'not-enabled': 'cusp-license configure NAME --enable',
};

/** Says what went wrong, under `error` on standard output with `--json`, else on standard error. Returns the exit code. */
export async function reportFailure(thrown: unknown, world: CliWorld, json: boolean): Promise<number> {
  const { code, error, lines } = await told(thrown);
  if (json) world.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  else world.stderr.write(lines.map((line) => `${line}\n`).join(''));
  return code;
}

type Told = { code: number; error: Record<string, unknown>; lines: string[] };

async function told(thrown: unknown): Promise<Told> {
  if (thrown instanceof UsageError) {
    const { message } = thrown;
    return { code: REFUSED, error: { code: 'usage', text: message, message }, lines: [`cusp-license: ${message}`] };
  }
  if (thrown instanceof AppFailure) {
    const { error } = thrown;
    return error.failure === undefined ? refused(error) : failed(error, error.failure);
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: FAILED,
    error: { code: 'internal', text: message, message },
    lines: [`cusp-license: an error of this program: ${plain(message)}`],
  };
}

/** The failure's category and raw text, who must act, and the next step. */
async function failed(error: AppError, failure: NonNullable<AppError['failure']>): Promise<Told> {
  const { explain } = await import('../agent/failure.ts');
  const { actor, nextStep } = explain(failure);
  const { category, text, at } = failure;
  return {
    code: FAILED,
    error: { code: error.code, category, text, message: text, actor, nextStep, at: new Date(at).toISOString() },
    lines: [`cusp-license: ${category}: ${plain(text.slice(0, 255))}`, `Must act: ${actor}. ${plain(nextStep)}`],
  };
}

function refused(error: AppError): Told {
  const { code, message, problems = [] } = error;
  const exit = FAILURES.includes(code) ? FAILED : REFUSED;
  const hint = HINT[code];
  const lines =
    problems.length === 0
      ? [`cusp-license: ${plain(message)}`]
      : problems.map((problem) => `cusp-license: ${OPTION[problem.field]}: ${plain(problem.message)}`);
  if (hint !== undefined) lines.push(hint);
  if (exit === REFUSED) lines.push('Nothing was changed.');
  return { code: exit, error: { code, text: message, message, ...(problems.length === 0 ? {} : { problems }) }, lines };
}
