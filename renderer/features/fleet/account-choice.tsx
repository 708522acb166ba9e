// All accounts with what their instances ask for together, to be filtered by; however many there are.
import type { PopoverTriggerProps } from '@fluentui/react-components';
import type { AccountTotal } from '../../../shared/model/fleet-order.ts';
import { type Choice, ChoicePopover } from '../../components/choice-popover.tsx';
import { useWords, type Words } from '../../text/words.ts';

type Account = string | null;
type Props = {
  accounts: readonly AccountTotal[];
  chosen: readonly Account[];
  onChoose: (chosen: Account[]) => void;
  children: PopoverTriggerProps['children'];
};

const choiceOf = ({ t, f }: Words, { account, instances, cps, licences }: AccountTotal): Choice<Account> => ({
  value: account,
  name: account ?? t.fleet.noAccount,
  detail: `${f.num(instances)} · ${f.num(cps)} CPS · ${t.fleet.licences(licences)}`,
});

export function AccountChoice({ accounts, chosen, onChoose, children }: Props) {
  const words = useWords();
  const options = accounts.map((total) => choiceOf(words, total));
  return (
    <ChoicePopover name={words.t.fleet.accounts} options={options} chosen={chosen} onChoose={onChoose}>
      {children}
    </ChoicePopover>
  );
}
