// The lines of a file: what each would do, from what to what, or why it is refused.
import { useMemo, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { ImportChange, ImportRow } from '../../../shared/model/exchange.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../shared/model/exchange-format.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { ListPart, LongList } from '../../components/long-list.tsx';
import { problemText } from '../../text/problems.ts';
import { useWords, type Words } from '../../text/words.ts';
import { Said } from '../jobs/row-words.tsx';

const TONES = { new: 'ok', changed: 'ok', unchanged: 'idle', refused: 'blocked' } as const;

export function ImportList({ preview: { rows, counts, format } }: { preview: Output<'exchange.preview'> }) {
  const words = useWords();
  const { imports: t, jobs } = words.t;
  const kinds = IMPORT_KINDS.filter((kind) => (counts[kind] ?? 0) > 0);
  const [part, setPart] = useState<ImportKind | 'all'>((counts.refused ?? 0) > 0 ? 'refused' : 'all');
  const shown = useMemo(() => (part === 'all' ? rows : rows.filter(({ kind }) => kind === part)), [rows, part]);
  return (
    <div>
      <ListPart<ImportKind | 'all'>
        name={jobs.show}
        chosen={part}
        onChoose={setPart}
        options={[
          { value: 'all', text: jobs.all(rows.length) },
          ...kinds.map((kind) => ({ value: kind, text: t.counts[kind](counts[kind] ?? 0) })),
        ]}
      />
      <LongList
        name={t.rows}
        count={shown.length}
        heads={[t.columns.place[format], t.columns.what, t.columns.name, t.columns.detail]}
        columns="64px 118px 170px minmax(0, 1fr)"
        cells={(index) => {
          const row = shown[index];
          if (row === undefined) return [];
          const detail = detailOf(words, row);
          return [
            <span key="place" className="num muted">
              {row.place}
            </span>,
            <Said key="what" tone={TONES[row.kind]} text={t.kinds[row.kind]} />,
            <b key="name" title={row.name}>
              {row.name}
            </b>,
            <span key="detail" title={detail}>
              {detail}
            </span>,
          ];
        }}
      />
    </div>
  );
}

function detailOf({ t }: Words, { kind, changes, problems, isMoved }: ImportRow): string {
  if (kind === 'refused')
    return problems
      .map(({ field, message, problem }) => {
        // What main refuses by the form's own rules is said in the window's words.
        const text = problem === undefined ? message : problemText(t, { ...(problem as FieldProblem), message });
        return field === '' ? text : `${field}: ${text}`;
      })
      .join(' ');
  if (kind === 'new') return isMoved ? t.imports.moved : '';
  const shown = (value: ImportChange['from']) => (value === null ? t.imports.none : String(value));
  return changes.map(({ field, from, to }) => `${field} ${shown(from)} → ${shown(to)}`).join('; ');
}
