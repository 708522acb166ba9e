// The checks of one run, all nine from its beginning, so that nothing moves while they come in; the fix stands under what failed.
import { CheckmarkCircle16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { CheckStep } from '../../../shared/model/diagnostics.ts';
import { CHECKS, type Check } from '../../../shared/model/doctor-checks.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Mark } from '../../components/state-mark.tsx';
import { stepText } from '../../text/findings.ts';
import { useWords } from '../../text/words.ts';

export function DiagnosticsChecks({ steps }: { steps: readonly CheckStep[] }) {
  return (
    <ul className="checks">
      {CHECKS.map((check) => (
        <CheckRow key={check} check={check} step={steps.find((step) => step.check === check)} />
      ))}
    </ul>
  );
}

function CheckRow({ check, step }: { check: Check; step: CheckStep | undefined }) {
  const words = useWords();
  const { diagnostics: t } = words.t;
  if (step === undefined)
    return (
      <li className="check">
        <Mark tone="idle" />
        <span className="strong">{t.checks[check]}</span>
        <span className="muted">{t.notYet}</span>
      </li>
    );
  const { outcome, ms } = step;
  const { detail, fix, raw } = stepText(words, step);
  const wordClass = outcome === 'fail' ? 't-warning strong' : outcome === 'skipped' ? 'muted' : '';
  return (
    <li className={`check ${outcome === 'fail' ? 'bad' : ''}`}>
      <OutcomeMark outcome={outcome} />
      <span className="strong">{t.checks[check]}</span>
      <span className={wordClass}>{t.outcomes[outcome]}</span>
      <div className={outcome === 'skipped' ? 'muted' : ''}>
        <p className="detail">{detail}</p>
        {fix === null ? null : (
          <p className="fix">
            <b>{t.fix}</b> {fix}
          </p>
        )}
        {raw ? (
          <p className="row">
            <code lang="en">{step.detail}</code>
            <CopyButton text={() => step.detail}>{t.copyRaw}</CopyButton>
          </p>
        ) : null}
      </div>
      <span className="right muted num">{outcome === 'skipped' ? '' : t.ms(Math.round(ms))}</span>
    </li>
  );
}

function OutcomeMark({ outcome }: Pick<CheckStep, 'outcome'>) {
  if (outcome === 'fail') return <Mark tone="warning" />;
  return (
    <span className={`mark ${outcome === 'pass' ? 't-ok' : 't-idle'}`} aria-hidden>
      {outcome === 'pass' ? <CheckmarkCircle16Regular /> : <SubtractCircle16Regular />}
    </span>
  );
}
