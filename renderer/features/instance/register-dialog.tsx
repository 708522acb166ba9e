// Registering with a token, apart from the form: the token is sent once and not shown.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import { checkToken, cleanToken } from '../../../shared/model/field-rules.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { TokenField } from '../../components/token-field.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';

const register = (id: string, token: string, force: boolean) => ask('instances.register', { id, token, force });

export function RegisterDialog({ row, force, onClose }: { row: FleetRow; force: boolean; onClose: () => void }) {
  const { instance: t } = useWords().t;
  const [token, setToken] = useState('');
  const [tried, setTried] = useState(false);
  const task = useTask(register);
  const problem = tried ? checkToken(cleanToken(token)) : null;
  const submit = async () => {
    setTried(true);
    if (checkToken(cleanToken(token)) === null && (await task.run(row.id, token, force))) onClose();
  };
  return (
    <Modal onClose={onClose} onSubmit={() => void submit()}>
      <DialogTitle>{t.registerTitle(row.name, force)}</DialogTitle>
      <DialogContent className="fields">
        {force ? <p>{t.registerAgain}</p> : null}
        <TokenField value={token} onChange={setToken} problem={problem} note={t.tokenNote} />
        <Refusal error={task.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" appearance="primary" disabled={task.running}>
          {t.registerGo}
        </Button>
      </DialogActions>
    </Modal>
  );
}
