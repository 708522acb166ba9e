// How many licences an account has, typed in: kept when the field is left or Enter is pressed; nothing means that it is not known.
import { Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Refusal } from '../../components/refusal.tsx';
import { useTask } from '../../components/use-task.ts';
import { useWords } from '../../text/words.ts';
import { keepPurchased } from './use-plan.ts';

type Props = { account: string; licences: number | null };
const MOST = 100_000_000;

export function PurchasedField({ account, licences }: Props) {
  const { planner: t } = useWords().t;
  const kept = licences === null ? '' : String(licences);
  /** null: nothing is being typed. */
  const [typed, setTyped] = useState<string | null>(null);
  const keeping = useTask(keepPurchased);
  const text = typed ?? kept;
  const wrong = !/^\s*\d*\s*$/.test(text) || Number(text) > MOST;
  const keep = async () => {
    if (typed === null || wrong) return;
    if (typed.trim() !== kept) await keeping.run(account, typed.trim() === '' ? null : Number(typed));
    setTyped(null);
  };
  return (
    <>
      <Input
        size="small"
        inputMode="numeric"
        value={text}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep();
          if (event.key === 'Escape') setTyped(null);
        }}
        aria-label={t.purchasedIn(account)}
        aria-invalid={wrong}
        title={wrong ? t.purchasedProblem : undefined}
        autoComplete="off"
      />
      <Refusal error={keeping.error} />
    </>
  );
}
