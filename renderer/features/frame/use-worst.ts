// The worst verdict of the fleet, for the rail.
import { useMemo } from 'react';
import { bucketOf, type Tone } from '../../../shared/model/fleet-order.ts';
import { useMinute } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { useWords, type Words } from '../../text/words.ts';

const atMost99 = ({ f }: Words, count: number): string => (count > 99 ? '99+' : f.num(count));

export function useWorst(): { tone: Tone; words: string } | null {
  const rows = useFleet((state) => state.rows);
  const minute = useMinute();
  const words = useWords();
  return useMemo(() => {
    const { frame } = words.t;
    const count = { blocked: 0, risk: 0, 'out-of-compliance': 0, fine: 0, 'not-enabled': 0 };
    for (const row of rows.values()) count[bucketOf(row, minute)] += 1;
    const amber = count.risk + count['out-of-compliance'];
    if (count.blocked > 0) return { tone: 'blocked', words: frame.worstBlocked(atMost99(words, count.blocked)) };
    if (amber > 0) return { tone: 'warning', words: frame.worstWarning(atMost99(words, amber)) };
    return count.fine > 0 ? { tone: 'ok', words: frame.worstFine } : null;
  }, [rows, minute, words]);
}
