// Nothing here yet: two ways to begin, one of them without any licence server.
import { Button } from '@fluentui/react-components';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';

const startDemonstration = () => ask('demonstration.start', {});

export function FirstRun({ onAdd }: { onAdd: () => void }) {
  const demonstration = useTask(startDemonstration);
  return (
    <div className="empty">
      <div>
        <h1>No instances yet</h1>
        <p className="muted">
          Add the SIP proxies that you license. Each becomes a product instance with its own serial number; nothing is sent
          anywhere until you enable smart licensing for it.
        </p>
        <div className="choices">
          <div>
            <h2>Add the first one</h2>
            <p className="muted">You need its name and the call rate that it can handle.</p>
            <Button appearance="primary" onClick={onAdd}>
              Add instance
            </Button>
          </div>
          <div>
            <h2>Look around first</h2>
            <p className="muted">A licence server on this computer, twelve demonstration instances, time 1,000 times as fast.</p>
            <Button disabled={demonstration.running} onClick={() => void demonstration.run()}>
              {demonstration.running ? 'Preparing the demonstration…' : 'Try with the simulator'}
            </Button>
            <Refusal error={demonstration.error} />
          </div>
        </div>
      </div>
    </div>
  );
}
