// What goes wrong, for whom, how often.
import { Checkbox, Input, Label, Select } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { FAULT_REQUESTS, FAULTS, type FaultName, type FaultRequest } from '../../../shared/model/fault-names.ts';
import { Note } from '../../components/note.tsx';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { canWait, type FaultDraft, timesAreRight, waitIsRight } from './fault-draft.ts';

export function FaultFields({ draft, onChange }: { draft: FaultDraft; onChange: (change: Partial<FaultDraft>) => void }) {
  const { faults: t } = useWords().t;
  const rows = useFleet((state) => state.rows);
  const instances = [...rows.values()].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Choice label={t.fault} value={draft.fault} onChange={(value) => onChange({ fault: value as FaultName })}>
        {FAULTS.map((fault) => (
          <option key={fault} value={fault}>
            {t.names[fault]}
          </option>
        ))}
      </Choice>
      <div className="two">
        <Choice label={t.instance} value={draft.serial} onChange={(serial) => onChange({ serial })}>
          <option value="">{t.all}</option>
          {instances.map(({ serial, name }) => (
            <option key={serial} value={serial}>
              {name}
            </option>
          ))}
        </Choice>
        <Choice
          label={t.request}
          value={draft.requestType}
          onChange={(value) => onChange({ requestType: value as FaultRequest | '' })}
        >
          <option value="">{t.all}</option>
          {FAULT_REQUESTS.map((type) => (
            <option key={type} value={type}>
              {t.requests[type]}
            </option>
          ))}
        </Choice>
        <Figure
          label={t.times}
          value={draft.times}
          note={timesAreRight(draft) ? t.timesHint : t.badTimes}
          isRight={timesAreRight(draft)}
          onChange={(times) => onChange({ times })}
        />
        {canWait(draft) ? (
          <Figure
            label={t.wait}
            value={draft.wait}
            note={waitIsRight(draft) ? '' : t.badWait}
            isRight={waitIsRight(draft)}
            onChange={(wait) => onChange({ wait })}
          />
        ) : null}
      </div>
      <Checkbox
        label={t.takesEffect}
        checked={draft.takesEffect}
        onChange={(_, { checked }) => onChange({ takesEffect: checked === true })}
      />
    </>
  );
}

type ChoiceProps = { label: string; value: string; onChange: (value: string) => void; children: ReactNode };
function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <Label className="l" htmlFor={id}>
        {label}
      </Label>
      <Select id={id} value={value} onChange={(_, chosen) => onChange(chosen.value)}>
        {children}
      </Select>
    </div>
  );
}

type FigureProps = { label: string; value: string; note: string; isRight: boolean; onChange: (value: string) => void };
function Figure({ label, value, note, isRight, onChange }: FigureProps) {
  const id = useId();
  return (
    <div>
      <Label className="l" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        inputMode="numeric"
        value={value}
        aria-invalid={!isRight}
        aria-describedby={`${id}-note`}
        onChange={(_, typed) => onChange(typed.value.trim())}
        style={{ width: '100%' }}
      />
      <Note id={`${id}-note`} warning={isRight ? null : note}>
        {note}
      </Note>
    </div>
  );
}
