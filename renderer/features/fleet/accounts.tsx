// What the instances of each account ask for together; each is a filter. The largest stand in a row as far as there is room, the
// others are in the last cell's list.
import { memo } from 'react';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { useWidth } from '../../components/use-width.ts';
import { useWords } from '../../text/words.ts';
import { AccountChoice } from './later-parts.tsx';
import { filterBy, useLook } from './use-fleet-view.ts';

const CELL_PX = 264;
const RAIL_PX = 84;

export const Accounts = memo(function Accounts({ accounts }: { accounts: readonly AccountTotal[] }) {
  const { t, f } = useWords();
  const chosen = useLook((look) => look.filter.accounts);
  const room = Math.max(2, Math.floor((useWidth() - RAIL_PX) / CELL_PX));
  const shown = accounts.length > room ? accounts.slice(0, room - 1) : accounts;
  const more = accounts.slice(shown.length);
  const toggle = (account: string | null) =>
    filterBy({ accounts: chosen.length === 1 && chosen[0] === account ? [] : [account] });
  return (
    <div className="accounts" role="group" aria-label={t.fleet.accounts}>
      {shown.map((total) => (
        <button
          key={total.account ?? ''}
          type="button"
          className="plain account"
          aria-pressed={chosen.includes(total.account)}
          onClick={() => toggle(total.account)}
        >
          <Cell {...total} />
        </button>
      ))}
      {more.length === 0 ? null : (
        <AccountChoice accounts={accounts} chosen={chosen} onChoose={(some) => filterBy({ accounts: some })}>
          <button type="button" className="plain account" aria-pressed={more.some(({ account }) => chosen.includes(account))}>
            <span className="l">
              <span className="strong cut">{t.fleet.moreAccounts(more.length)}</span>
              <span className="muted">{f.num(more.reduce((sum, { cps }) => sum + cps, 0))} CPS</span>
            </span>
          </button>
        </AccountChoice>
      )}
    </div>
  );
});

function Cell({ account, instances, cps, licences }: AccountTotal) {
  const { t, f } = useWords();
  const name = account ?? t.fleet.noAccount;
  const said = t.fleet.licences(licences);
  return (
    <span className="l" title={`${name}: ${f.num(cps)} CPS, ${said}`}>
      <b className="strong cut">{name}</b>
      <span className="muted">{f.num(instances)}</span>
      <span className="muted">
        {f.num(cps)} CPS (<span aria-hidden>{f.num(licences)}</span>
        <span className="vh">{said}</span>)
      </span>
    </span>
  );
}
