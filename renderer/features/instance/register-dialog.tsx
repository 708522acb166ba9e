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

const register = (id: string, token: string, force: boolean) => ask('instances.register', { id, token, force });

export function RegisterDialog({ row, force, onClose }: { row: FleetRow; force: boolean; onClose: () => void }) {
  const [token, setToken] = useState('');
  const [tried, setTried] = useState(false);
  const task = useTask(register);
  const problem = tried ? checkToken(cleanToken(token)) : null;
  const submit = async (close: () => void) => {
    setTried(true);
    if (checkToken(cleanToken(token)) === null && (await task.run(row.id, token, force))) close();
  };
  return (
    <Modal onClosed={onClose} onSubmit={(close) => void submit(close)}>
      {(close) => (
        <>
          <DialogTitle>{force ? `Register ${row.name} again` : `Register ${row.name}`}</DialogTitle>
          <DialogContent className="fields">
            {force ? (
              <p>The present registration stays in force until the licence server has answered, and is replaced then.</p>
            ) : null}
            <TokenField
              value={token}
              onChange={setToken}
              problem={problem}
              note="Write-only: it is sent once and never shown again."
            />
            <Refusal error={task.error} />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" appearance="primary" disabled={task.running}>
              Register
            </Button>
          </DialogActions>
        </>
      )}
    </Modal>
  );
}
