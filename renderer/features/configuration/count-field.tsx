// License Count: CPS, with the licences that it takes and, where it is refused, the nearest counts to choose.
import { Input, Label, Link } from '@fluentui/react-components';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { Mark } from '../../components/state-mark.tsx';
import { FORM } from '../../text/labels.ts';
import { problemText } from '../../text/problems.ts';
import { useWords } from '../../text/words.ts';

type Props = { value: string; onChange: (count: string) => void; problem: FieldProblem | null; row: FleetRow };

export function CountField({ value, onChange, problem, row }: Props) {
  const { t, f } = useWords();
  const nearest = problem === null ? [] : [problem.values?.down, problem.values?.up].filter((count) => count !== undefined);
  const licences = licencesFor(Number(value));
  return (
    <div>
      <Label className="l" htmlFor="license-count">
        {FORM.count}
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
        <span className="muted num beside">
          {problem === null && value.trim() !== '' ? t.configuration.licences(licences) : ''}
        </span>
      </div>
      {problem === null ? (
        <p id="license-count-note" className="note">
          {t.configuration.countNote(row.name, row.maxCallRate)}
        </p>
      ) : (
        <p id="license-count-note" className="note bad" role="alert">
          <Mark tone="blocked" />
          <span className="strong">{problemText(t, problem, row.name)}</span>
          {nearest.length === 0 ? null : <span>{t.configuration.nearest}</span>}
          {nearest.map((count, index) => (
            <span key={count} className="row">
              {index === 0 ? null : t.configuration.or}
              <Link inline as="button" type="button" onClick={() => onChange(String(count))}>
                {f.num(Number(count))}
              </Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
