// Adding what is trusted for one licence server: a file that is read here in the page, or pasted PEM text.
import { Button, DialogActions, DialogContent, DialogTitle, Label, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { checkPem } from '../../../shared/model/field-rules.ts';
import type { TrustKind } from '../../../shared/model/trusted-certificate.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Note } from '../../components/note.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { MOST_BYTES, pemOf, tooLarge, unreadable } from './certificate-file.ts';
import type { Server } from './servers.ts';

type Props = { server: Server; kind: TrustKind; onClose: () => void; onAdded: (done: Output<'trust.add'>) => void };
const add = (url: string, kind: TrustKind, pem: string) => ask('trust.add', { url, kind, pem });

export function AddCertificate({ server, kind, onClose, onAdded }: Props) {
  const { servers: t } = useWords().t;
  const [pem, setPem] = useState('');
  const [problem, setProblem] = useState<FieldProblem | null>(null);
  const [fileName, setFileName] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const task = useTask(add);

  const write = (text: string, name: string) => {
    task.clear();
    setPem(text);
    setFileName(name);
    setProblem(text === '' ? null : text.length > MOST_BYTES ? tooLarge() : checkPem(text));
  };
  const read = async (input: HTMLInputElement) => {
    const chosen = input.files?.[0];
    if (chosen === undefined) return;
    if (chosen.size > MOST_BYTES) setProblem(tooLarge());
    else
      await chosen.arrayBuffer().then(
        (bytes) => write(pemOf(new Uint8Array(bytes)), chosen.name),
        () => setProblem(unreadable()),
      );
    // The same file can be chosen again after it was changed.
    input.value = '';
  };
  const submit = async () => {
    const found = pem.length > MOST_BYTES ? tooLarge() : checkPem(pem);
    setProblem(found);
    if (found !== null) return;
    const done = await task.run(server.origin, kind, pem);
    if (done !== null) onAdded(done.value);
  };
  return (
    <Modal onClose={onClose} onSubmit={() => void submit()}>
      <DialogTitle>{t.addTitle(kind, server.host)}</DialogTitle>
      <DialogContent className="fields">
        <p>{t.addWhat[kind]}</p>
        <div className="row">
          <Button onClick={() => file.current?.click()}>{t.choose}</Button>
          <span className="muted cut">{fileName}</span>
          <input
            ref={file}
            type="file"
            accept=".pem,.crt,.cer"
            hidden
            aria-label={t.choose}
            onChange={(event) => void read(event.currentTarget)}
          />
        </div>
        <div>
          <Label className="l" htmlFor="certificates">
            {t.pem}
          </Label>
          <Textarea
            id="certificates"
            value={pem}
            onChange={(_, { value }) => write(value, '')}
            aria-invalid={problem !== null}
            aria-describedby="certificates-note"
            spellCheck={false}
            style={{ width: '100%' }}
            textarea={{ className: 'mono', rows: 7 }}
          />
          <Note id="certificates-note" problem={problem}>
            {t.pemNote}
          </Note>
        </div>
        <Refusal error={task.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" appearance="primary" disabled={task.running}>
          {t.add}
        </Button>
      </DialogActions>
    </Modal>
  );
}
