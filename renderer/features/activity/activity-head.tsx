// The answer of the view: how many entries there are, and whether they are what was written.
import { Button } from '@fluentui/react-components';
import { DismissSquare24Filled, Shield24Regular, ShieldCheckmark24Regular } from '@fluentui/react-icons';
import type { ActivityFilter, ChainProof } from '../../../shared/model/activity.ts';
import { useNowAs } from '../../state/clock.ts';
import { shortSeal } from '../../text/activity.ts';
import { useWords, type Words } from '../../text/words.ts';
import { ExportMenu } from './export-menu.tsx';
import { useProof, verify } from './use-proof.ts';

export function ActivityHead({ folder, filter }: { folder: string; filter: ActivityFilter }) {
  const words = useWords();
  const { activity: t } = words.t;
  const state = useProof();
  const { found, checking, failed } = state.folder === folder ? state : useProof.getInitialState();
  const ago = useNowAs((now) => (found === null ? '' : words.f.relative(found.at, now)));
  const { tone, title, text } = told(words, found?.proof ?? null, ago, failed);
  return (
    <div className="viewhead activityhead">
      <span className={`mark t-${tone}`} aria-hidden>
        {tone === 'ok' ? <ShieldCheckmark24Regular /> : tone === 'blocked' ? <DismissSquare24Filled /> : <Shield24Regular />}
      </span>
      <div className="grow">
        <h1 aria-live="polite">{title}</h1>
        <p className="muted">{text}</p>
      </div>
      <div className="actions">
        <Button disabledFocusable={checking} onClick={() => void verify(folder)}>
          {found === null ? t.verify : t.verifyAgain}
        </Button>
        {found === null || found.proof.entries + (found.proof.broken === null ? 0 : 1) > 0 ? (
          <ExportMenu filter={filter} />
        ) : null}
      </div>
    </div>
  );
}

type Told = { tone: 'ok' | 'blocked' | 'idle' | 'warning'; title: string; text: string };

function told({ t: { activity: t }, f }: Words, proof: ChainProof | null, ago: string, failed: string | null): Told {
  if (failed !== null) return { tone: 'warning', title: t.unchecked, text: failed };
  if (proof === null) return { tone: 'idle', title: t.checking, text: '\u00A0' };
  const { broken, entries, from, seal } = proof;
  if (broken !== null) {
    const title = broken.at === null ? t.breaksAtEntry(broken.id) : t.breaksAt(f.dateTime(broken.at));
    return { tone: 'blocked', title, text: `${t.broken[broken.kind](broken.id, broken.missing)} ${t.cannotProve}` };
  }
  if (from === null || seal === null) return { tone: 'idle', title: t.empty, text: '\u00A0' };
  return { tone: 'ok', title: t.intact(entries), text: t.chain(f.date(from), ago, shortSeal(seal)) };
}
