// A state is always word + colour + shape: square with a cross, triangle, circle with a tick, dashed ring.
import {
  CheckmarkCircleFilled,
  CheckmarkCircleRegular,
  CircleHintRegular,
  DismissSquareFilled,
  WarningFilled,
} from '@fluentui/react-icons';
import type { Tone } from '../../shared/model/fleet-order.ts';

/** The shape alone; only ever beside its word. Green is drawn as an outline so that a calm list stays calm. */
export function Mark({ tone, size = 16, solid = false }: { tone: Tone; size?: number; solid?: boolean }) {
  const Icon =
    tone === 'blocked'
      ? DismissSquareFilled
      : tone === 'warning'
        ? WarningFilled
        : tone === 'ok'
          ? solid
            ? CheckmarkCircleFilled
            : CheckmarkCircleRegular
          : CircleHintRegular;
  return (
    <span className={`mark t-${tone}`} style={{ width: size, height: size }} aria-hidden>
      <Icon
        fontSize={tone === 'blocked' ? size * 1.12 : size}
        style={tone === 'blocked' ? { margin: size * -0.06 } : undefined}
      />
    </span>
  );
}

export function State({ tone, word, rest, size }: { tone: Tone; word: string; rest?: string; size?: number }) {
  return (
    <span className={`state t-${tone}`}>
      <Mark tone={tone} size={size} />
      <span className="cut">
        <span className="strong">{word}</span>
        {rest ? <span className="small"> {rest}</span> : null}
      </span>
    </span>
  );
}
