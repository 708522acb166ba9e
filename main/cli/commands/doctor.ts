// The pre-flight checks of an instance's way to its licence server, each said as soon as it is known, the fix under each that failed.
// Asked to stop, it calls the rest off.
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import { CHECKS } from '../../../shared/model/doctor-checks.ts';
import type { Cli } from '../cli.ts';
import { Ended, FAILED } from '../outcome.ts';
import { print } from '../output.ts';
import { idOf, withFleet } from '../session.ts';
import { plain } from '../text/plain.ts';
import type { FleetCaller } from '../world.ts';

/** Throws Ended with 1 where a check failed. */
export async function doctor(cli: Cli, name: string): Promise<void> {
  const results = await withFleet(cli, async (fleet) => {
    const id = await idOf(fleet, name);
    return cli.json ? fleet.call('diagnostics.doctor', { id }) : watched(cli, fleet, id);
  });
  print(cli, results, () => `\n${conclusion(results)}\n`);
  if (results.some(({ outcome }) => outcome === 'fail')) throw new Ended(FAILED);
}

/** What is called off comes as skipped. */
async function watched({ world }: Cli, fleet: FleetCaller, id: string): Promise<CheckResult[]> {
  const { run } = await fleet.call('diagnostics.start', { id });
  const results: CheckResult[] = [];
  const stop = world.onStop(() => void fleet.call('diagnostics.cancel', { run }).catch(() => undefined));
  try {
    for (let done = false; !done; ) {
      const next = await fleet.call('diagnostics.next', { run, known: results.length });
      for (const step of next.steps) world.stdout.write(lines(step));
      results.push(...next.steps);
      done = next.done;
    }
  } finally {
    stop();
  }
  return results;
}

const CHECK_WIDTH = Math.max(...CHECKS.map((check) => check.length));
const OUTCOME_WIDTH = 'skipped'.length;

function lines({ check, outcome, detail, fix }: CheckResult): string {
  const line = (first: string, second: string, text: string) =>
    `${first.padEnd(CHECK_WIDTH)}  ${second.padEnd(OUTCOME_WIDTH)}  ${plain(text)}\n`;
  return line(check, outcome, detail) + (fix === null ? '' : line('', '', `Fix: ${fix}`));
}

function conclusion(results: readonly CheckResult[]): string {
  const count = (wanted: CheckResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  const failed = results.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  const rest = `${count('pass')} passed, ${count('skipped')} skipped. Nothing was changed.`;
  if (failed.length > 0) return `${failed.length} of ${results.length} checks failed: ${failed.join(', ')}. ${rest}`;
  return `No check failed. ${rest}`;
}
