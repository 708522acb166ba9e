// The last known state is plainly marked in every view, in the place of the server marks, with the way to something newer.
import { Button } from '@fluentui/react-components';
import { PlugDisconnected20Regular } from '@fluentui/react-icons';
import type { ReviewInfo } from '../../../shared/model/fleet-snapshot.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { iso } from '../../text/formats.ts';
import { useWords } from '../../text/words.ts';

const retry = () => ask('review.retry', {});
const leave = () => ask('review.leave', {});

export function OfflineBar({ review: { at, reason } }: { review: ReviewInfo }) {
  const { t, f } = useWords();
  const folder = useFleet((state) => state.host?.dataFolder ?? '');
  const demonstration = useFleet((state) => state.host?.demonstration ?? false);
  const retrying = useTask(retry);
  const leaving = useTask(leave);
  const name = folder.split(/[\\/]/).at(-1) ?? folder;
  const said = reason === 'lost' ? t.offline.lastKnown(f.dateTime(at)) : t.offline.lastKnownOf(name, f.dateTime(at));
  return (
    <div className="offline">
      <PlugDisconnected20Regular />
      <b className="grow cut" role="status" title={`${reason === 'opened' ? `${folder}, ` : ''}${iso(at)}`}>
        {demonstration ? `${t.frame.demonstration}. ` : ''}
        {said}
      </b>
      <Refusal error={retrying.error ?? leaving.error} />
      {reason === 'lost' ? (
        <Button size="small" disabled={retrying.running} onClick={() => void retrying.run()}>
          {t.offline.start}
        </Button>
      ) : (
        <Button size="small" disabled={leaving.running} onClick={() => void leaving.run()}>
          {t.offline.leave}
        </Button>
      )}
    </div>
  );
}
