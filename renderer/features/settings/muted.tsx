// The instances that are muted, each to be heard of again.
import { Button } from '@fluentui/react-components';
import { Alert16Regular } from '@fluentui/react-icons';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { prefer } from '../../state/preferences.ts';
import { addressOf } from '../../state/route.ts';
import { useWords } from '../../text/words.ts';
import { Option } from './option.tsx';

/** The rest is counted. */
const MOST_SHOWN = 50;

export function Muted() {
  const { t } = useWords();
  const ids = useFleet((state) => state.settings.muted);
  const rows = useFleet((state) => state.rows);
  const keeping = useTask(prefer);
  // Those of another data folder are muted there.
  const muted = ids
    .map((id) => rows.get(id))
    .filter((row) => row !== undefined)
    .sort((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Option name={t.alerts.muted} hint={muted.length === 0 ? t.alerts.mutedNone : t.alerts.mutedCount(muted.length)}>
        {null}
      </Option>
      {muted.length === 0 ? null : (
        <ul className="muted-list" aria-label={t.alerts.muted}>
          {muted.slice(0, MOST_SHOWN).map(({ id, name }) => (
            <li key={id}>
              <a href={addressOf({ view: 'instance', id, tab: 'summary' })} className="cut">
                {name}
              </a>
              <Button
                size="small"
                appearance="subtle"
                icon={<Alert16Regular />}
                aria-label={t.alerts.unmuteOne(name)}
                title={t.alerts.unmute}
                onClick={() => void keeping.run({ muted: ids.filter((other) => other !== id) })}
              />
            </li>
          ))}
          {muted.length > MOST_SHOWN ? <li className="small">{t.alerts.mutedMore(muted.length - MOST_SHOWN)}</li> : null}
        </ul>
      )}
      <Refusal error={keeping.error} />
    </>
  );
}
