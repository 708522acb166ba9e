// How fast the time of a demonstration runs: chosen in the top bar and in the settings.
import { Select } from '@fluentui/react-components';
import { ask } from '../../api/client.ts';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';

const RATES = [1, 60, 3_600, 86_400];
const change = (rate: number) => ask('demonstration.setRate', { rate });

export function ClockRate({ describedBy }: { describedBy?: string }) {
  const { demonstration: t } = useWords().t;
  const rate = useFleet((state) => state.host?.clock.rate ?? 1);
  const changing = useTask(change);
  // `--clock-rate` may have chosen another one.
  const offered = RATES.includes(rate) ? RATES : [...RATES, rate].sort((a, b) => a - b);
  return (
    <Select
      size="small"
      aria-label={t.clock}
      aria-describedby={describedBy}
      title={t.asFast(rate)}
      value={String(rate)}
      disabled={changing.running}
      onChange={(_, { value }) => void changing.run(Number(value))}
    >
      {offered.map((one) => (
        <option key={one} value={one}>
          {t.rate(one)}
        </option>
      ))}
    </Select>
  );
}
