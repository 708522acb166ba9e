// License Count: CPS, with the licences that it takes and, where it is refused, the nearest counts to choose.
import { Input, Label, Link } from '@fluentui/react-components';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Mark } from '../../components/state-mark.tsx';
import { num } from '../../text/dates.ts';

type Props = { value: string; onChange: (count: string) => void; problem: FieldProblem | null; row: FleetRow };

const SENTENCES: Record<string, (problem: FieldProblem, row: FleetRow) => string> = {
  integer: () => 'Enter a whole number.',
  minimum: () => 'The count is 5 or more.',
  maximum: (_, row) => `${row.name} can handle ${num(row.maxCallRate)} CPS at most.`,
  multiple: (problem) => `${num(Number(problem.values?.count))} is not a multiple of 5.`,
};

export function CountField({ value, onChange, problem, row }: Props) {
  const nearest = problem === null ? [] : [problem.values?.down, problem.values?.up].filter((count) => count !== undefined);
  const licences = licencesFor(Number(value));
  return (
    <div>
      <Label className="l" htmlFor="license-count">
        License Count (multiple of 5)
      </Label>
      <div className="line">
        <Input
          id="license-count"
          inputMode="numeric"
          value={value}
          onChange={(_, { value: typed }) => onChange(typed)}
          aria-invalid={problem !== null}
          aria-describedby="license-count-note"
          style={{ width: 132 }}
          contentAfter={<span className="muted small">CPS</span>}
        />
        <span className="muted num" style={{ lineHeight: '32px' }}>
          {problem === null && value.trim() !== '' ? `= ${num(licences)} ${licences === 1 ? 'licence' : 'licences'}` : ''}
        </span>
      </div>
      {problem === null ? (
        <p id="license-count-note" className="note">
          1 licence covers 5 CPS. {row.name} can handle {num(row.maxCallRate)} CPS at most.
        </p>
      ) : (
        <p id="license-count-note" className="note bad" role="alert">
          <Mark tone="blocked" />
          <span className="strong">{SENTENCES[problem.rule]?.(problem, row) ?? problem.message}</span>
          {nearest.length === 0 ? null : <span>Nearest:</span>}
          {nearest.map((count, index) => (
            <span key={count} className="row">
              {index === 0 ? null : 'or'}
              <Link inline as="button" type="button" onClick={() => onChange(String(count))}>
                {num(Number(count))}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
