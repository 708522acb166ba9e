// What the instances of each account ask for together; each is a filter. Accounts beyond the fifth are in the last cell's menu.
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { useWords } from '../../text/words.ts';

const SHOWN = 5;
type Account = string | null;
type Props = { totals: AccountTotal[]; chosen: Account | undefined; onChoose: (account: Account | undefined) => void };

export function Accounts({ totals, chosen, onChoose }: Props) {
  const { t, f } = useWords();
  const shown = totals.length > SHOWN ? totals.slice(0, SHOWN - 1) : totals;
  const more = totals.slice(shown.length);
  return (
    <div className="accounts" role="group" aria-label={t.fleet.accounts}>
      {shown.map((total) => (
        <button
          key={total.account ?? ''}
          type="button"
          className="plain account"
          aria-pressed={chosen === total.account}
          onClick={() => onChoose(chosen === total.account ? undefined : total.account)}
        >
          <Cell {...total} />
        </button>
      ))}
      {more.length === 0 ? null : (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <button type="button" className="plain account" aria-pressed={more.some(({ account }) => account === chosen)}>
              <span className="strong">{t.fleet.moreAccounts(more.length)}</span>
              <span className="muted"> {f.num(more.reduce((sum, { cps }) => sum + cps, 0))} CPS</span>
            </button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {more.map(({ account, cps }) => (
                <MenuItem
                  key={account ?? ''}
                  secondaryContent={`${f.num(cps)} CPS`}
                  onClick={() => onChoose(chosen === account ? undefined : account)}
                >
                  {account ?? t.fleet.noAccount}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}

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
