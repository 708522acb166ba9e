// What would follow of a pool that is over, and how much would fit; the first few accounts, worst first.
import { ArrowRight12Regular } from '@fluentui/react-icons';
import { headroomOf, type Pool } from '../../../shared/model/licence-pools.ts';
import { CPS_PER_LICENCE } from '../../../shared/model/licences.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useWords } from '../../text/words.ts';

const SHOWN = 3;

export function Consequences({ over }: { over: readonly Pool[] }) {
  const { planner: t } = useWords().t;
  return (
    <section className="follows scroll" aria-label={t.consequences} tabIndex={0}>
      {over.slice(0, SHOWN).map((pool) => (
        <Consequence key={pool.account ?? ''} pool={pool} />
      ))}
      {over.length > SHOWN ? <p className="muted">{t.moreAccounts(over.length - SHOWN)}</p> : null}
      {over.length === 0 ? <p className="muted">{t.sum}</p> : null}
    </section>
  );
}

function Consequence({ pool }: { pool: Pool }) {
  const {
    t: { planner: t },
    f,
  } = useWords();
  const { account, configured, planned, purchased, instances } = pool;
  const before = headroomOf(pool, 'as-is');
  const then = headroomOf(pool, 'with-plan');
  if (purchased === null || before.kind === 'unknown' || then.kind === 'unknown') return null;
  return (
    <p className="num">
      <Mark tone="warning" size={12} />
      <b>{account}</b> {f.num(configured)}
      {planned === configured ? null : (
        <>
          {' '}
          <ArrowRight12Regular aria-label={t.to} role="img" /> <b>{f.num(planned)}</b>
        </>
      )}{' '}
      {t.ofLicences(purchased)}.{' '}
      {before.kind === 'free'
        ? t.follows(instances, before.licences * CPS_PER_LICENCE)
        : `${t.already(before.licences)}${planned < configured ? ` ${t.givesBackOf(configured - planned, then.licences)}` : ''}`}
    </p>
  );
}
