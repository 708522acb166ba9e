// Which environment an instance is in, small enough for every list: a bar for production, a flask for a lab, each in its colour and
// with its word for whoever points at it or hears it. Where there is room, `Env` (bits.tsx) writes it out.
import { Beaker16Regular } from '@fluentui/react-icons';
import type { Environment } from '../../shared/model/instance.ts';
import { useWords } from '../text/words.ts';

export function EnvironmentMark({ environment }: { environment: Environment }) {
  const { t } = useWords();
  const word = environment === 'production' ? t.fleet.production : t.fleet.labHint;
  return (
    <span className={`envmark ${environment}`} role="img" aria-label={t.fleet[environment]} title={word}>
      {environment === 'lab' ? <Beaker16Regular aria-hidden /> : null}
    </span>
  );
}
