// What Update will do, in steps, and what that means for calls and licences; said before it is pressed.
import { ArrowRight12Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Configuration } from '../../../shared/model/configuration.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { changedFields, type UpdatePlan } from '../../../shared/model/update-plan.ts';
import { Mark } from '../../components/state-mark.tsx';
import { FORM } from '../../text/labels.ts';
import { useWords, type Words } from '../../text/words.ts';
import { CallsAfter } from './calls-after.tsx';
import { hostOf, PlanSteps } from './plan-steps.tsx';

type Props = {
  row: FleetRow;
  account: string | null;
  before: Configuration;
  /** null: a field needs a correction. */
  next: Configuration | null;
  /** null: nothing would change. */
  plan: UpdatePlan | null;
  token: boolean;
  password: boolean;
  /** The field that needs a correction. */
  waitsFor: string | null;
};

export function UpdatePlanPanel(props: Props) {
  const { row, account, before, next, plan, waitsFor } = props;
  const { updatePlan: t } = useWords().t;
  const cps = before.licenseCount ?? 0;
  return (
    <aside className="scroll" aria-label={t.title} tabIndex={0}>
      <section className="side">
        <h2>{t.title}</h2>
        {waitsFor !== null ? (
          <p className="row">
            <Mark tone="blocked" />
            <span>
              <b>{t.nothingYet}</b> {t.oneField(waitsFor)}
            </span>
          </p>
        ) : plan === null ? (
          <p className="muted">{t.nothing}</p>
        ) : (
          <PlanSteps steps={plan.steps} account={account} />
        )}
      </section>
      <section className="side">
        <h2>{t.effects}</h2>
        <dl className="facts2">
          <dt>{t.calls}</dt>
          <dd>
            <CallsAfter row={row} before={before} next={next} plan={plan} />
          </dd>
          <dt>{t.licences}</dt>
          <dd className="num">
            <FromTo from={licencesFor(cps)} to={licencesFor(next?.licenseCount ?? cps)} />
          </dd>
        </dl>
      </section>
      {plan === null || next === null ? null : <Changes {...props} next={next} />}
    </aside>
  );
}

function FromTo({ from, to }: { from: number; to: number }) {
  const { t, f } = useWords();
  if (from === to) return f.num(from);
  return (
    <>
      {f.num(from)} <ArrowRight12Regular aria-label={t.updatePlan.to} /> <b>{f.num(to)}</b>
    </>
  );
}

function shown({ t: { updatePlan: t }, f }: Words, field: string, value: string | number | boolean | null): string {
  if (value === null) return t.none;
  if (typeof value === 'number') return f.num(value);
  if (field === 'transportMode') return value === 'http' ? FORM.http : FORM.callHome;
  if (field === 'httpProxy' && value === 'system') return t.system;
  return field === 'licenseServerUrl' ? hostOf(String(value)) : String(value);
}

function Changes({ before, next, token, password }: Props & { next: Configuration }) {
  const words = useWords();
  const { updatePlan: t } = words.t;
  return (
    <section className="side">
      <h2>{t.changes}</h2>
      <dl className="facts2">
        {changedFields(before, next).map(({ field, from, to }) => (
          <Pair key={field} name={t.changed[field] ?? field}>
            {shown(words, field, from)} <ArrowRight12Regular aria-label={t.to} /> <b>{shown(words, field, to)}</b>
          </Pair>
        ))}
        {token ? <Hidden name={t.token} /> : null}
        {password ? <Hidden name={t.password} /> : null}
      </dl>
    </section>
  );
}

const Pair = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="pair">
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
);

/** A secret: that there is a new one, and nothing more. */
function Hidden({ name }: { name: string }) {
  const { updatePlan: t } = useWords().t;
  return (
    <Pair name={name}>
      <b>{t.newToken}</b> <span className="muted">{t.notShown}</span>
    </Pair>
  );
}
