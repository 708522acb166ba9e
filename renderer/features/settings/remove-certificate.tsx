// Taking trust back asks first: it can cut instances off from their licence server.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import type { TrustedCertificate } from '../../../shared/model/trusted-certificate.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import type { Server } from './servers.ts';

type Props = { server: Server; certificate: TrustedCertificate; onClose: () => void; onRemoved: () => void };
const remove = (id: string) => ask('trust.remove', { id });

export function RemoveCertificate({ server, certificate, onClose, onRemoved }: Props) {
  const { servers: t } = useWords().t;
  const task = useTask(remove);
  const submit = async () => {
    if ((await task.run(certificate.id)) !== null) onRemoved();
  };
  return (
    <Modal alert onClose={onClose} onSubmit={() => void submit()}>
      <DialogTitle>{t.removeTitle(certificate.name)}</DialogTitle>
      <DialogContent className="fields">
        <p>{t.removeWhat[certificate.kind](server.host)}</p>
        <p className="small mono">SHA-256 {certificate.fingerprint256}</p>
        <Refusal error={task.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" className="danger" appearance="primary" disabled={task.running}>
          {t.removeGo}
        </Button>
      </DialogActions>
    </Modal>
  );
}
