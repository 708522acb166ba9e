// What a row of a job will do, or what became of it: shape and words.
import { ArrowSync16Regular } from '@fluentui/react-icons';
import type { Tone } from '../../../shared/model/fleet-order.ts';
import type { JobRow, PlannedRow, RowPlan } from '../../../shared/model/job.ts';
import type { JobRefusal } from '../../../shared/model/job-lists.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Mark } from '../../components/state-mark.tsx';
import { failureShort } from '../../text/failures.ts';
import { problemText } from '../../text/problems.ts';
import { useWords, type Words } from '../../text/words.ts';

export const Said = ({ tone, text }: { tone: Tone; text: string }) => (
  <span className="state" title={text}>
    <Mark tone={tone} />
    <span className="cut">{text}</span>
  </span>
);

function refusalText(
  { t }: Words,
  name: string,
  refusal: JobRefusal,
  { rule, values }: Pick<RowPlan, 'rule' | 'values'>,
): string {
  if (refusal !== 'count-refused' || rule === undefined) return t.jobs.skip(t.jobs.refusals[refusal]);
  const problem = {
    field: 'license-count' as const,
    rule,
    message: t.jobs.refusals[refusal],
    ...(values === undefined ? {} : { values }),
  };
  return t.jobs.skip(problemText(t, problem, name));
}

export function Planned({ row: { name, plan } }: { row: PlannedRow }) {
  const words = useWords();
  if (plan.will !== null) return <Said tone="ok" text={words.t.jobs.will[plan.will]} />;
  return <Said tone="warning" text={refusalText(words, name, plan.refusal ?? 'gone', plan)} />;
}

export function Result({ row }: { row: JobRow }) {
  const words = useWords();
  const { jobs: t } = words.t;
  switch (row.state) {
    case 'waiting':
      return <Said tone="idle" text={t.waits} />;
    case 'running':
      return (
        <span className="state">
          <ArrowSync16Regular aria-hidden />
          <span className="cut">{t.atWork}</span>
        </span>
      );
    case 'cancelled':
      return <Said tone="idle" text={t.notBegun} />;
    case 'skipped':
      return (
        <Said tone="warning" text={refusalText(words, row.name, row.outcome?.refusal ?? row.plan.refusal ?? 'gone', row.plan)} />
      );
    case 'done': {
      const code = row.outcome?.code ?? 'asked';
      return <Said tone={code === 'out-of-compliance' ? 'warning' : code === 'asked' ? 'idle' : 'ok'} text={t.outcomes[code]} />;
    }
    case 'failed': {
      const { code = 'failed', failure, message } = row.outcome ?? {};
      const why = failure === undefined ? (message ?? '') : failureShort(words, failure);
      return <Said tone="warning" text={why === '' ? t.outcomes[code] : `${t.outcomes[code]}: ${why}`} />;
    }
  }
}

export function Cps({ plan: { cps, will } }: { plan: RowPlan }) {
  const { f } = useWords();
  const load = (count: number) => `${f.num(count)} (${f.num(licencesFor(count))})`;
  if (will === null || cps.from === cps.to) return <span className="muted num">{load(cps.from)}</span>;
  return (
    <span className="num">
      {load(cps.from)} → <b>{load(cps.to)}</b>
    </span>
  );
}
