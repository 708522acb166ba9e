// What a step that cannot be taken back would do, said instead of doing it while `--yes` is missing.
import { HOUR } from '../../../shared/durations.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import { localTime } from './dates.ts';
import { plain } from './plain.ts';
import { licences } from './summary-text.ts';
import { table } from './table.ts';

const NOTHING = 'Nothing was changed. Add --yes to do it.';

export const whatDeregistrationDoes = (detail: InstanceDetail): string =>
  `This would deregister ${detail.instance.name}.\n${consequences(detail)}${NOTHING}`;

export function whatRemovalDoes(detail: InstanceDetail): string {
  const { name } = detail.instance;
  const gone = `Its serial number, configuration and evaluation balance are gone for good; its history stays.\n`;
  if (detail.row.certificate === null) return `This would remove ${name}.\n${gone}${NOTHING}`;
  return `This would deregister ${name}, then remove it.\n${consequences(detail)}${gone}${NOTHING}`;
}

function consequences({ instance, row, summary }: InstanceDetail): string {
  const now = Date.parse(summary.asOf);
  const left = evaluationLeft(row, now);
  const calls =
    left > 0
      ? `Stay allowed until ${localTime(now + left)}, while the evaluation of ${Math.ceil(left / HOUR)} h counts down. After that they are blocked. The evaluation cannot be reset.`
      : 'Are blocked at once: no evaluation time is left.';
  return table([
    ['  Calls', calls],
    [
      '  Licences',
      `${licences(summary.licensesRequested)} go back${row.account === null ? '' : ` to the account ${plain(row.account)}`}.`,
    ],
    ['  To return', 'A new token from the licence account, then register.'],
    [
      '  If no answer',
      `The registration is removed here all the same, and ${instance.name} is marked “may still hold licences at the server”.`,
    ],
  ]);
}
