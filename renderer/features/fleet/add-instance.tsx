// Adding an instance: its name and the call rate that it can handle are enough; the rest has usual values.
import { Button, DialogActions, DialogContent, DialogTitle, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { AddInstance as Input_ } from '../../../shared/ipc/contract.ts';
import type { Field as FieldName, FieldProblem } from '../../../shared/model/field-problem.ts';
import {
  checkAccount,
  checkAddress,
  checkMaxCallRate,
  checkName,
  checkSoftwareVersion,
  checkTag,
} from '../../../shared/model/field-rules.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { go } from '../../state/route.ts';

type Draft = {
  name: string;
  rate: string;
  version: string;
  address: string;
  account: string;
  tags: string;
  profile: string;
  environment: string;
};
const EMPTY: Draft = {
  name: '',
  rate: '',
  version: '10.2.1',
  address: '',
  account: '',
  tags: '',
  profile: 'CUSP',
  environment: 'production',
};

const inputOf = (draft: Draft): Input_ => ({
  name: draft.name,
  maxCallRate: draft.rate.trim() === '' ? Number.NaN : Number(draft.rate),
  softwareVersion: draft.version,
  address: draft.address,
  account: draft.account,
  tags: tagsOf(draft),
  profile: draft.profile === 'CCCSP' ? 'CCCSP' : 'CUSP',
  environment: draft.environment === 'lab' ? 'lab' : 'production',
});
const tagsOf = ({ tags }: Draft): string[] =>
  tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');

function problemsOf(draft: Draft): FieldProblem[] {
  const found = [
    checkName(draft.name),
    checkMaxCallRate(inputOf(draft).maxCallRate),
    checkSoftwareVersion(draft.version),
    draft.address.trim() === '' ? null : checkAddress(draft.address),
    draft.account.trim() === '' ? null : checkAccount(draft.account),
    ...tagsOf(draft).map(checkTag),
  ];
  return found.filter((problem) => problem !== null);
}

const add = async (draft: Draft, added: { current: string | null }) => {
  const { id } = await ask('instances.add', inputOf(draft));
  added.current = id;
};

export function AddInstance({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const added = useRef<string | null>(null);
  const task = useTask(add);
  const onClosed = () => {
    onClose();
    if (added.current !== null) go({ view: 'instance', id: added.current, tab: 'configuration' });
  };
  const problems = [...(tried ? problemsOf(draft) : []), ...(task.error?.problems ?? [])];
  const messageOf = (field: FieldName) => problems.find((problem) => problem.field === field)?.message;
  const set =
    (key: keyof Draft) =>
    (_: unknown, { value }: { value: string }) => {
      task.clear();
      setDraft({ ...draft, [key]: value });
    };
  const submit = async (close: () => void) => {
    setTried(true);
    if (problemsOf(draft).length === 0 && (await task.run(draft, added))) close();
  };
  const text = (key: keyof Draft, field: FieldName, label: string, hint?: string) => {
    const message = messageOf(field);
    return (
      <Field
        label={label}
        required={key === 'name' || key === 'rate'}
        validationMessage={message}
        validationState={message ? 'error' : 'none'}
        hint={hint}
      >
        <Input
          value={draft[key]}
          onChange={set(key)}
          inputMode={key === 'rate' ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    );
  };
  return (
    <Modal onClosed={onClosed} onSubmit={(close) => void submit(close)}>
      {(close) => (
        <>
          <DialogTitle>Add instance</DialogTitle>
          <DialogContent className="fields">
            <div className="two">
              {text('name', 'name', 'Name')}
              {text('rate', 'max-call-rate', 'Maximum call rate (CPS)', 'What this box can handle.')}
            </div>
            <div className="two">
              {text('version', 'software-version', 'Software version')}
              {text('address', 'address', 'Address', 'Optional: its own host name or IP address.')}
            </div>
            <div className="two">
              {text('account', 'account', 'Account', 'Optional: the virtual account that it is planned for.')}
              {text('tags', 'tag', 'Tags', 'Optional, separated by commas.')}
            </div>
            <div className="two">
              <Field label="Profile">
                <RadioGroup layout="horizontal" value={draft.profile} onChange={set('profile')}>
                  <Radio value="CUSP" label="CUSP" />
                  <Radio value="CCCSP" label="CCCSP" />
                </RadioGroup>
              </Field>
              <Field label="Environment">
                <RadioGroup layout="horizontal" value={draft.environment} onChange={set('environment')}>
                  <Radio value="production" label="Production" />
                  <Radio value="lab" label="Lab" />
                </RadioGroup>
              </Field>
            </div>
            <Refusal error={task.error?.problems === undefined ? task.error : null} />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" appearance="primary" disabled={task.running}>
              Add instance
            </Button>
          </DialogActions>
        </>
      )}
    </Modal>
  );
}
