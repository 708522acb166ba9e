// The pre-flight checks of an instance's way to its licence server, the fix under each that failed.
import type { CheckResult } from '../../../shared/model/diagnostics.ts';
import type { Cli } from '../cli.ts';
import { Ended, FAILED } from '../outcome.ts';
import { print } from '../output.ts';
import { idOf, withFleet } from '../session.ts';
import { plain } from '../text/plain.ts';
import { table } from '../text/table.ts';

/** Throws Ended with 1 where a check failed. */
export async function doctor(cli: Cli, name: string): Promise<void> {
  const results = await withFleet(cli, async (fleet) => fleet.call('diagnostics.doctor', { id: await idOf(fleet, name) }));
  print(cli, results, () => `${table(results.flatMap(lines))}\n${conclusion(results)}\n`);
  if (results.some(({ outcome }) => outcome === 'fail')) throw new Ended(FAILED);
}

const lines = ({ check, outcome, detail, fix }: CheckResult): string[][] => [
  [check, outcome, plain(detail)],
  ...(fix === null ? [] : [['', '', `Fix: ${plain(fix)}`]]),
];

function conclusion(results: readonly CheckResult[]): string {
  const count = (wanted: CheckResult['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  const failed = results.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  const rest = `${count('pass')} passed, ${count('skipped')} skipped. Nothing was changed.`;
  if (failed.length > 0) return `${failed.length} of ${results.length} checks failed: ${failed.join(', ')}. ${rest}`;
  return `No check failed. ${rest}`;
}
