// What a file would do, line by line, and the one button that does it.
import { Button, DialogActions, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import { confirmsMass, guardedIn } from '../../../shared/model/production-guard.ts';
import { ask } from '../../api/client.ts';
import { Modal } from '../../components/modal.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { MassGuard } from '../jobs/mass-guard.tsx';
import { close } from '../jobs/opened.ts';
import { ImportList } from './import-list.tsx';

type Props = { upload: string; format: ExchangeFormat; name: string };
type Preview = Output<'exchange.preview'>;
const read = (upload: string, format: ExchangeFormat) => ask('exchange.preview', { upload, format });
const apply = (upload: string, format: ExchangeFormat, confirm: string | undefined) =>
  ask('exchange.apply', { upload, format, ...(confirm === undefined ? {} : { confirm }) });

export function ImportDialog({ upload, format, name }: Props) {
  const { imports: t } = useWords().t;
  const [preview, setPreview] = useState<Preview | null>(null);
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState<Preview['counts'] | null>(null);
  const reading = useTask(read);
  const applying = useTask(apply);
  const look = reading.run;
  useEffect(() => {
    void look(upload, format).then((found) => found === null || setPreview(found.value));
  }, [look, upload, format]);
  const guard = guardedIn(preview?.rows ?? []);
  const confirmed = confirmsMass(guard.what, guard.names, typed);
  const toDo = (preview?.counts.new ?? 0) + (preview?.counts.changed ?? 0);
  const isReady = preview !== null && preview.counts.refused === 0 && toDo > 0 && confirmed;
  const leave = () => {
    if (done === null) void ask('exchange.discard', { upload }).catch(() => undefined);
    close();
  };
  const submit = async () => {
    if (!isReady || done !== null) return;
    const imported = await applying.run(upload, format, guard.names.length > 0 ? typed : undefined);
    if (imported !== null) setDone(imported.value.counts);
    // The fleet may have changed since it was looked at.
    else await look(upload, format).then((found) => found === null || setPreview(found.value));
  };
  return (
    <Modal wide onClose={leave} onSubmit={() => void submit()}>
      <DialogTitle>{t.title(name)}</DialogTitle>
      <DialogContent className="fields jobdialog">
        {preview === null ? (
          reading.error === null ? (
            <p className="muted">{t.reading}</p>
          ) : null
        ) : (
          <>
            <ImportList preview={preview} />
            {preview.ignored.length > 0 ? <p className="muted small">{t.ignored(preview.ignored.join(', '))}</p> : null}
            {guard.names.length > 0 && preview.counts.refused === 0 && done === null ? (
              <MassGuard {...guard} typed={typed} onType={setTyped} />
            ) : null}
            <Foot preview={preview} toDo={toDo} done={done} />
          </>
        )}
        <Refusal error={applying.error ?? reading.error} />
      </DialogContent>
      <DialogActions>
        <Button onClick={leave}>{done === null ? t.cancel : t.close}</Button>
        {done === null ? (
          <Button type="submit" appearance="primary" disabled={!isReady || applying.running}>
            {applying.running ? t.importing : t.go(toDo)}
          </Button>
        ) : null}
      </DialogActions>
    </Modal>
  );
}

type FootProps = { preview: Preview; toDo: number; done: Preview['counts'] | null };

function Foot({ preview, toDo, done }: FootProps) {
  const { imports: t } = useWords().t;
  const refused = preview.counts.refused ?? 0;
  if (done !== null)
    return (
      <p className="row" role="status">
        <Mark tone="ok" />
        {t.done(done.new ?? 0, done.changed ?? 0)}
      </p>
    );
  if (refused > 0)
    return (
      <p className="refusal" role="alert">
        <Mark tone="blocked" />
        <span>{t.mustBeMended(refused)}</span>
      </p>
    );
  return <p className="muted small">{toDo === 0 ? t.nothingNew : t.allOrNothing}</p>;
}
