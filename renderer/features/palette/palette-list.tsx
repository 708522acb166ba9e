// The list under the palette's field: groups of lines, one of them the current one. The focus stays in the field.

import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { useWords } from '../../text/words.ts';
import type { Entry, Group } from './entries.tsx';
import { hitsIn, wordsOfQuery } from './matching.ts';

type Props = {
  id: string;
  groups: readonly Group[];
  /** The index of the current line, over all groups. */
  current: number;
  idOf: (index: number) => string;
  text: string;
  onRun: (entry: Entry) => void;
};

export function PaletteList({ id, groups, current, idOf, text, onRun }: Props) {
  const { t } = useWords();
  const words = wordsOfQuery(text);
  let index = -1;
  return (
    <div className="scroll grow lines" id={id} role="listbox" aria-label={t.palette.results} tabIndex={-1}>
      {groups.map((group) => (
        <div key={group.name} role="group" aria-label={group.name}>
          <p className="grp" aria-hidden>
            {group.name}
          </p>
          {group.entries.map((entry) => {
            index += 1;
            return (
              <Line key={entry.key} id={idOf(index)} entry={entry} words={words} isCurrent={index === current} onRun={onRun} />
            );
          })}
          {group.more === undefined ? null : (
            <p className="grp" aria-hidden>
              {group.more}
            </p>
          )}
        </div>
      ))}
      {groups.length === 0 ? <p className="grp none">{t.palette.nothing}</p> : null}
    </div>
  );
}

type LineProps = { id: string; entry: Entry; words: readonly string[]; isCurrent: boolean; onRun: Props['onRun'] };

function Line({ id, entry, words, isCurrent, onRun }: LineProps) {
  const { icon, name, beside, note, isDisabled = false } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which has the focus
    <div
      id={id}
      role="option"
      aria-selected={isCurrent}
      aria-disabled={isDisabled}
      className={`line ${isDisabled ? 'muted' : ''}`}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onRun(entry)}
    >
      <span className="icon">{icon}</span>
      {entry.instance === undefined ? null : <EnvironmentMark environment={entry.instance.environment} />}
      <span className={`cut ${entry.instance === undefined ? '' : 'strong'}`} title={name}>
        {hitsIn(name, words).map((piece, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one name have no other identity
          piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
        )}
      </span>
      {beside === undefined ? null : (
        <span className={`small nowrap ${beside.tone === 'ok' ? 'muted' : `t-${beside.tone}`}`}>{beside.text}</span>
      )}
      <span className="grow" />
      {note === undefined || note === '' ? null : <span className="muted small nowrap">{note}</span>}
    </div>
  );
}
