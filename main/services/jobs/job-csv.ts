// The result list of a job as CSV, for whoever keeps it or works on it: one line per row, codes as they are, dates in ISO.
import type { Job, JobRow } from '../../../shared/model/job.ts';
import { csvText } from '../exchange/csv.ts';

const HEAD = ['instance', 'account', 'environment', 'operation', 'cpsFrom', 'cpsTo', 'state', 'result', 'reason', 'text', 'at'];

export async function jobCsv(job: Job, rows: readonly JobRow[]): Promise<string> {
  const operation = job.dryRun ? `${job.action.kind} (dry run)` : job.action.kind;
  return csvText(
    HEAD,
    rows.map((row) => lineOf(row, operation)),
  );
}

function lineOf({ name, account, environment, plan, state, outcome }: JobRow, operation: string): (string | number | null)[] {
  const reason = outcome?.failure?.category ?? outcome?.refusal ?? plan.refusal;
  const text = outcome?.failure?.text ?? outcome?.message ?? null;
  const at = outcome === null ? null : new Date(outcome.at).toISOString();
  return [name, account, environment, operation, plan.cps.from, plan.cps.to, state, outcome?.code ?? null, reason, text, at];
}
