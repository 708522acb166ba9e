// What Update will do, in steps, and what that means for calls and licences; said before it is pressed.
import { ArrowRight12Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { HOUR } from '../../../shared/durations.ts';
import type { Configuration } from '../../../shared/model/configuration.ts';
import { evaluationLeft } from '../../../shared/model/fleet-order.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { changedFields, type PlanStep, type UpdatePlan } from '../../../shared/model/update-plan.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNow } from '../../state/clock.ts';
import { date, num } from '../../text/dates.ts';

type Props = {
  row: FleetRow;
  account: string | null;
  before: Configuration;
  /** null: a field needs a correction. */
  next: Configuration | null;
  /** null: nothing would change. */
  plan: UpdatePlan | null;
  token: boolean;
  waitsFor: string | null;
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function StepWords({ step, account }: { step: PlanStep; account: string }): ReactNode {
  switch (step.kind) {
    case 'deregister':
      return (
        <>
          <b>Deregister from {hostOf(step.server)}.</b> {num(step.licences)} licences go back to {account}. The evaluation counts
          from here: {num(Math.ceil(step.evaluationMs / HOUR))} h left.
        </>
      );
    case 'switch-server':
      return (
        <>
          <b>Switch the licence server</b> to {hostOf(step.url)}.
        </>
      );
    case 'register':
      return (
        <>
          <b>Register with the new token.</b> A{' '}
          {step.again ? 'new certificate replaces the present one' : 'certificate is issued'}. The serial number stays.
        </>
      );
    case 'ask':
      return (
        <>
          <b>Ask for {num(step.cps)} CPS</b>, {num(step.licences)} {step.licences === 1 ? 'licence' : 'licences'}
          {step.when === 'now' ? '.' : ', once it is registered.'}
        </>
      );
    case 'enable':
      return (
        <>
          <b>Enable smart licensing.</b> The evaluation counts until it is registered.
        </>
      );
    case 'disable':
      return (
        <>
          <b>Disable smart licensing.</b> The evaluation balance is kept.
        </>
      );
    case 'save':
      return <b>Save.</b>;
  }
}

const CHANGED: Record<string, string> = {
  smartLicensing: 'Licensing',
  licenseCount: 'Count',
  licenseServerUrl: 'Server',
  transportMode: 'Mode',
  httpProxy: 'Proxy',
};
const shown = (field: string, value: string | number | boolean | null): string => {
  if (value === null) return 'none';
  if (field === 'transportMode') return value === 'http' ? 'HTTP' : 'Call Home';
  return field === 'licenseServerUrl' ? hostOf(String(value)) : String(value);
};

export function UpdatePlanPanel({ row, account, before, next, plan, token, waitsFor }: Props) {
  const now = useNow();
  const pool = account ?? 'the account';
  const cps = next?.licenseCount ?? before.licenseCount ?? 0;
  const registerStep = plan?.steps.findIndex(({ kind }) => kind === 'register') ?? -1;
  const risky = plan?.needsDeregistration === true;
  return (
    <aside className="scroll" aria-label="What Update will do" tabIndex={0}>
      <section className="side">
        <h2>What Update will do</h2>
        {waitsFor !== null ? (
          <p className="row">
            <Mark tone="blocked" />
            <span>
              <b>Nothing yet.</b> One field needs a correction: {waitsFor}.
            </span>
          </p>
        ) : plan === null ? (
          <p className="muted">Nothing has been changed.</p>
        ) : (
          <ol className="steps">
            {plan.steps.map((step) => (
              <li key={step.kind}>
                <StepWords step={step} account={pool} />
              </li>
            ))}
          </ol>
        )}
      </section>
      <section className="side">
        <h2>Calls and licences</h2>
        <dl className="facts2">
          <dt>Calls</dt>
          <dd>
            <span className="row" style={{ alignItems: 'flex-start' }}>
              {risky ? (
                <>
                  <Mark tone="warning" size={20} />
                  <span>
                    {evaluationLeft(row, now) > 0 ? (
                      <>
                        <b>Stay allowed.</b> {registerStep >= 0 ? `If step ${registerStep + 1} fails: ` : 'Unregistered: '}until{' '}
                        {date(now + evaluationLeft(row, now))}, when the evaluation runs out.
                      </>
                    ) : (
                      <b>Are blocked until it is registered: no evaluation time is left.</b>
                    )}
                  </span>
                </>
              ) : (
                <>
                  <Mark tone={row.verdict === 'blocked' ? 'blocked' : row.verdict === 'allowed' ? 'ok' : 'idle'} size={20} />
                  <b>
                    {row.verdict === 'allowed'
                      ? 'Stay allowed.'
                      : row.verdict === 'blocked'
                        ? 'Are blocked now.'
                        : 'Not decided by smart licensing now.'}
                  </b>
                </>
              )}
            </span>
          </dd>
          <dt>Licences</dt>
          <dd className="num">
            {num(licencesFor(before.licenseCount ?? 0))}
            {cps === (before.licenseCount ?? 0) ? null : (
              <>
                {' '}
                <ArrowRight12Regular aria-label="to" /> <b>{num(licencesFor(cps))}</b>
              </>
            )}
          </dd>
        </dl>
      </section>
      {plan === null || next === null ? null : (
        <section className="side">
          <h2>Changes</h2>
          <dl className="facts2">
            {changedFields(before, next).map(({ field, from, to }) => (
              <div key={field} className="pair">
                <dt>{CHANGED[field] ?? field}</dt>
                <dd className="num">
                  {shown(field, from)} <ArrowRight12Regular aria-label="to" /> <b>{shown(field, to)}</b>
                </dd>
              </div>
            ))}
            {token ? (
              <div className="pair">
                <dt>Token</dt>
                <dd>
                  <b>new</b> <span className="muted">(not shown)</span>
                </dd>
              </div>
            ) : null}
          </dl>
        </section>
      )}
    </aside>
  );
}
