// How fast the fleet speaks to each licence server: kept when a field is left or Enter is pressed, refused outside its limits.
import { Input } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { ask } from '../../api/client.ts';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords } from '../../text/words.ts';

type Figure = 'exchangesAtOnce' | 'exchangesPerSecond';
const MOST: Record<Figure, number> = { exchangesAtOnce: 16, exchangesPerSecond: 1_000 };
const change = (settings: Partial<Settings>) => ask('settings.set', settings);

export function Pace() {
  const { servers: t } = useWords().t;
  return (
    <section aria-label={t.pace}>
      <h2>
        {t.pace} <span className="muted small">{t.paceWhat}</span>
      </h2>
      <PaceFigure figure="exchangesAtOnce" />
      <PaceFigure figure="exchangesPerSecond" />
    </section>
  );
}

function PaceFigure({ figure }: { figure: Figure }) {
  const { servers: t } = useWords().t;
  const kept = useFleet((state) => state.settings[figure]);
  const [typed, setTyped] = useState<string | null>(null);
  const changing = useTask(change);
  const id = useId();
  const text = typed ?? String(kept);
  const isRight = /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST[figure];
  const keep = async () => {
    if (typed === null || !isRight) return;
    if (Number(text) === kept || (await changing.run({ [figure]: Number(text) })) !== null) setTyped(null);
  };
  return (
    <div className="opt">
      <div>
        <label htmlFor={id}>{t.paces[figure]}</label>
        <p id={`${id}-note`} className={isRight ? 'small' : 'small strong t-blocked'} role={isRight ? undefined : 'alert'}>
          {t.paceLimits(MOST[figure])}
        </p>
        <Refusal error={changing.error} />
      </div>
      <Input
        id={id}
        inputMode="numeric"
        style={{ width: 96 }}
        value={text}
        aria-invalid={!isRight}
        aria-describedby={`${id}-note`}
        onChange={(_, { value }) => setTyped(value.trim())}
        onBlur={() => void keep()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void keep();
          if (key === 'Escape') setTyped(null);
        }}
      />
    </div>
  );
}
