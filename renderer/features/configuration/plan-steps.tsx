// The steps of an Update in the order in which they happen, in words.
import { HOUR } from '../../../shared/durations.ts';
import type { PlanStep } from '../../../shared/model/update-plan.ts';
import { useWords, type Words } from '../../text/words.ts';

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** The step itself, and what is to be known about it. */
function stepWords({ t: { updatePlan: t } }: Words, step: PlanStep, account: string | null): [string, string] {
  switch (step.kind) {
    case 'deregister':
      return [
        t.deregister(hostOf(step.server)),
        ` ${t.deregisterWhat(step.licences, account, Math.ceil(step.evaluationMs / HOUR))}`,
      ];
    case 'switch-server':
      return [t.switchServer, t.switchTo(hostOf(step.url))];
    case 'register':
      return [t.register, ` ${t.registerWhat(step.again)}`];
    case 'ask':
      return [t.ask(step.cps), t.askWhat(step.licences, step.when === 'now')];
    case 'enable':
      return [t.enable, ` ${t.enableWhat}`];
    case 'disable':
      return [t.disable, ` ${t.disableWhat}`];
    case 'save':
      return [t.save, ''];
  }
}

export function PlanSteps({ steps, account }: { steps: readonly PlanStep[]; account: string | null }) {
  const words = useWords();
  // A password alone is no field that the plan knows.
  const shown: readonly PlanStep[] = steps.length === 0 ? [{ kind: 'save' }] : steps;
  return (
    <ol className="steps">
      {shown.map((step) => {
        const [what, more] = stepWords(words, step, account);
        return (
          <li key={step.kind}>
            <b>{what}</b>
            {more}
          </li>
        );
      })}
    </ol>
  );
}
