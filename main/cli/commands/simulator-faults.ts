// The faults of a simulator that runs in another process: listed, switched on in place of those before, cleared.
import { type AppFailure, refuse } from '../../../shared/app-failure.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';
import type { Cli } from '../cli.ts';
import { print } from '../output.ts';
import { usage } from '../usage.ts';

/**
 * `file`: what the simulator printed. Its control secret is read from there, so that it stands in no argument. No `wanted` and no
 * `clear`: nothing is changed.
 */
export async function simulatorFaults(
  cli: Cli,
  file: string,
  wanted: readonly Fault[],
  { clear }: { clear?: boolean },
): Promise<void> {
  if (wanted.length > 0 && clear) throw usage('Faults and --clear exclude each other.');
  const { http, control } = await addressesIn(cli, file);
  const method = clear ? 'DELETE' : wanted.length === 0 ? 'GET' : 'PUT';
  const response = await cli.world
    .fetch(`${http}/simulator/faults`, {
      method,
      headers: { authorization: `Bearer ${control}`, 'content-type': 'application/json' },
      ...(wanted.length === 0 ? {} : { body: JSON.stringify(wanted) }),
    })
    .catch(() => {
      throw failed(`No simulator answers at ${http}.`);
    });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failed(`The simulator refuses: ${reasonOf(answer) ?? `HTTP ${response.status}`}.`);
  const faults = answer as Fault[];
  print(cli, faults, () => (faults.length === 0 ? 'No faults.\n' : faults.map((one) => `${lineOf(one)}\n`).join('')));
}

const failed = (message: string): AppFailure => refuse('operation-failed', message);
const reasonOf = (answer: unknown): string | undefined => {
  const said = (answer as { error?: unknown } | null)?.error;
  return typeof said === 'string' ? said : undefined;
};

/** SECURITY: the secret goes to this computer and nowhere else. */
async function addressesIn(cli: Cli, file: string): Promise<{ http: string; control: string }> {
  const text = await cli.world.readText(file).catch(() => {
    throw usage(`${file} cannot be read.`);
  });
  const { http, control } = parsed(text);
  if (typeof http === 'string' && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+$/.test(http) && typeof control === 'string')
    return { http, control };
  throw usage(`${file} is not what a simulator prints: one JSON line with http and control.`);
}

function parsed(text: string): { http?: unknown; control?: unknown } {
  try {
    return Object(JSON.parse(text.split('\n')[0] ?? ''));
  } catch {
    return {};
  }
}

/** As `--fault` takes it. */
function lineOf({ fault, times, serial, requestType, retryAfterSeconds, takesEffect }: Fault): string {
  const limits = [
    times === undefined ? '' : `times=${times}`,
    serial === undefined ? '' : `serial=${serial}`,
    requestType === undefined ? '' : `type=${requestType}`,
    retryAfterSeconds === undefined ? '' : `retry-after=${retryAfterSeconds}`,
    takesEffect ? 'takes-effect' : '',
  ];
  return [fault, ...limits.filter(Boolean)].join(',');
}
