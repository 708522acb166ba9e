// What the instances of each account ask for together; each is a filter. Accounts beyond the fifth are in the last cell's menu.
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { num } from '../../text/dates.ts';

const SHOWN = 5;
type Account = string | null;
type Props = { totals: AccountTotal[]; chosen: Account | undefined; onChoose: (account: Account | undefined) => void };

const nameOf = (account: Account): string => account ?? 'No account named';

export function Accounts({ totals, chosen, onChoose }: Props) {
  const shown = totals.length > SHOWN ? totals.slice(0, SHOWN - 1) : totals;
  const more = totals.slice(shown.length);
  return (
    <div className="accounts" role="group" aria-label="Totals per account">
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
              <span className="strong">{num(more.length)} more accounts</span>
              <span className="muted"> {num(more.reduce((sum, { cps }) => sum + cps, 0))} CPS</span>
            </button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {more.map(({ account, cps }) => (
                <MenuItem
                  key={account ?? ''}
                  secondaryContent={`${num(cps)} CPS`}
                  onClick={() => onChoose(chosen === account ? undefined : account)}
                >
                  {nameOf(account)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}

const Cell = ({ account, instances, cps, licences }: AccountTotal) => (
  <span className="l">
    <span className="cut">
      <b className="strong">{nameOf(account)}</b> <span className="muted">{num(instances)}</span>
    </span>
    <span className="muted cut">
      {num(cps)} CPS · {num(licences)} {licences === 1 ? 'licence' : 'licences'}
    </span>
  </span>
);
