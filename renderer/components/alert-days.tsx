// The ladder of notices as a setting: before how many days each is given.
import { Checkmark12Regular } from '@fluentui/react-icons';
import { ALERT_DAYS } from '../../shared/model/closed-lists.ts';
import { useFleet } from '../state/fleet-store.ts';
import { prefer } from '../state/preferences.ts';
import { useWords } from '../text/words.ts';
import { Refusal } from './refusal.tsx';
import { useTask } from './use-task.ts';

export function AlertDaysSetting() {
  const { timeline: t } = useWords().t;
  const chosen = useFleet((state) => state.settings.alertDays);
  const keeping = useTask(prefer);
  return (
    <div className="steps-row" role="group" aria-label={t.alertBefore} title={t.alertWhat}>
      {ALERT_DAYS.map((days) => (
        <button
          key={days}
          type="button"
          className="plain step"
          aria-pressed={chosen.includes(days)}
          aria-label={t.alertDays(days)}
          onClick={() => void keeping.run({ alertDays: ALERT_DAYS.filter((one) => (one === days) !== chosen.includes(one)) })}
        >
          <span className="tick">{chosen.includes(days) ? <Checkmark12Regular /> : null}</span>
          {t.alertDay(days)}
        </button>
      ))}
      <Refusal error={keeping.error} />
    </div>
  );
}
