// Adding an instance, where its name and the call rate that it can handle are enough, and editing what was said of it.
import {
  Button,
  Checkbox,
  DialogActions,
  DialogContent,
  DialogTitle,
  Field,
  Input,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Field as FieldName } from '../../../shared/model/field-problem.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { confirmsName, isGuardedEdit } from '../../../shared/model/production-guard.ts';
import { ask } from '../../api/client.ts';
import { Env } from '../../components/bits.tsx';
import { Modal } from '../../components/modal.tsx';
import { NameField } from '../../components/name-field.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { go } from '../../state/route.ts';
import { problemText } from '../../text/problems.ts';
import { useWords } from '../../text/words.ts';
import { type InstanceDraft, instanceDraftOf, instanceInput, instanceProblems, NEW_INSTANCE } from './instance-draft.ts';

export function AddInstance({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const onSaved = (id: string) => {
    onClose();
    go({ view: 'instance', id, tab: 'configuration' });
  };
  return (
    <InstanceDialog
      title={t.dialog.add}
      action={t.dialog.add}
      begin={NEW_INSTANCE}
      save={async (draft) => (await ask('instances.add', instanceInput(draft))).id}
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

export function EditInstance({ instance, onClose }: { instance: Instance; onClose: () => void }) {
  const { t } = useWords();
  const { id } = instance;
  const save = async (draft: InstanceDraft, typed: string) => {
    const { liveServerAllowed } = draft;
    const confirm = isGuardedEdit(instance, draft) ? { confirm: typed } : {};
    await ask('instances.edit', { id, ...instanceInput(draft), liveServerAllowed, ...confirm });
    return id;
  };
  return (
    <InstanceDialog
      title={t.dialog.edit(instance.name)}
      action={t.dialog.save}
      begin={instanceDraftOf(instance)}
      save={save}
      onSaved={onClose}
      onClose={onClose}
      edited={instance}
    />
  );
}

type Props = {
  title: string;
  action: string;
  begin: InstanceDraft;
  /** Resolves with the instance's id. `typed`: the name, where the guard asked for it. */
  save: (draft: InstanceDraft, typed: string) => Promise<string>;
  onSaved: (id: string) => void;
  onClose: () => void;
  /** The one that is edited; left out: a new one. */
  edited?: Instance;
};

const perform = (save: Props['save'], draft: InstanceDraft, typed: string) => save(draft, typed);

function InstanceDialog({ title, action, begin, save, onSaved, onClose, edited }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState(begin);
  const [tried, setTried] = useState(false);
  const [typed, setTyped] = useState('');
  const guarded = edited !== undefined && isGuardedEdit(edited, draft);
  const confirmed = !guarded || confirmsName(edited.name, typed);
  const task = useTask(perform);
  const problems = [...(tried ? instanceProblems(draft) : []), ...(task.error?.problems ?? [])];
  const set = (change: Partial<InstanceDraft>) => {
    task.clear();
    setDraft({ ...draft, ...change });
  };
  const submit = async () => {
    setTried(true);
    if (instanceProblems(draft).length > 0 || !confirmed) return;
    const saved = await task.run(save, draft, typed);
    if (saved !== null) onSaved(saved.value);
  };
  const text = (key: 'name' | 'rate' | 'version' | 'address' | 'account' | 'tags', field: FieldName, hint?: string) => {
    const problem = problems.find((one) => one.field === field);
    return (
      <Field
        label={t.dialog[key]}
        required={key === 'name' || key === 'rate'}
        validationMessage={problem === undefined ? undefined : problemText(t, problem)}
        validationState={problem === undefined ? 'none' : 'error'}
        hint={hint}
      >
        <Input
          value={draft[key]}
          onChange={(_, { value }) => set({ [key]: value })}
          inputMode={key === 'rate' ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    );
  };
  return (
    <Modal onClose={onClose} onSubmit={() => void submit()}>
      <DialogTitle action={edited === undefined ? undefined : <Env environment={edited.environment} />}>{title}</DialogTitle>
      <DialogContent className="fields">
        <div className="two">
          {text('name', 'name')}
          {text('rate', 'max-call-rate', t.dialog.rateHint)}
        </div>
        <div className="two">
          {text('version', 'software-version')}
          {text('address', 'address', t.dialog.addressHint)}
        </div>
        <div className="two">
          {text('account', 'account', t.dialog.accountHint)}
          {text('tags', 'tag', t.dialog.tagsHint)}
        </div>
        <div className="two">
          <Field label={t.dialog.profile}>
            <RadioGroup
              layout="horizontal"
              value={draft.profile}
              onChange={(_, { value }) => set({ profile: value === 'CCCSP' ? 'CCCSP' : 'CUSP' })}
            >
              <Radio value="CUSP" label="CUSP" />
              <Radio value="CCCSP" label="CCCSP" />
            </RadioGroup>
          </Field>
          <Field label={t.dialog.environment}>
            <RadioGroup
              layout="horizontal"
              value={draft.environment}
              onChange={(_, { value }) => set({ environment: value === 'lab' ? 'lab' : 'production' })}
            >
              <Radio value="production" label={t.fleet.production} />
              <Radio value="lab" label={t.fleet.lab} />
            </RadioGroup>
          </Field>
        </div>
        {edited !== undefined ? (
          <Field hint={t.dialog.liveHint}>
            <Checkbox
              label={t.dialog.live}
              checked={draft.liveServerAllowed}
              onChange={(_, { checked }) => set({ liveServerAllowed: checked === true })}
            />
          </Field>
        ) : null}
        {guarded ? (
          <div className="jobguard">
            <p>{t.dialog.guardedEdit}</p>
            <NameField name={edited.name} typed={typed} onType={setTyped} />
          </div>
        ) : null}
        <Refusal error={task.error?.problems === undefined ? task.error : null} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.dialog.cancel}</Button>
        <Button type="submit" appearance="primary" disabled={task.running || !confirmed}>
          {action}
        </Button>
      </DialogActions>
    </Modal>
  );
}
