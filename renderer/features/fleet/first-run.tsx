// Nothing here yet: three ways to begin, one of them without any licence server.
import { Button } from '@fluentui/react-components';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';
import { chooseImport } from '../jobs/import-button.tsx';

const startDemonstration = () => ask('demonstration.start', {});

export function FirstRun({ onAdd }: { onAdd: () => void }) {
  const { t } = useWords();
  const demonstration = useTask(startDemonstration);
  const inDemonstration = useFleet((state) => state.host?.demonstration ?? false);
  return (
    <div className="empty">
      <div>
        <h1>{t.firstRun.title}</h1>
        <p className="muted">{t.firstRun.what}</p>
        <div className="choices">
          <div>
            <h2>{t.firstRun.addTitle}</h2>
            <p className="muted">{t.firstRun.addWhat}</p>
            <Button appearance="primary" onClick={onAdd}>
              {t.fleet.add}
            </Button>
          </div>
          <div>
            <h2>{t.firstRun.bringTitle}</h2>
            <p className="muted">{t.firstRun.bringWhat}</p>
            <Button onClick={() => void chooseImport()}>{t.jobs.importFile}</Button>
          </div>
          {inDemonstration ? null : (
            <div>
              <h2>{t.firstRun.lookTitle}</h2>
              <p className="muted">{t.firstRun.lookWhat}</p>
              <Button disabled={demonstration.running} onClick={() => void demonstration.run()}>
                {demonstration.running ? t.firstRun.preparing : t.firstRun.look}
              </Button>
              <Refusal error={demonstration.error} />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
