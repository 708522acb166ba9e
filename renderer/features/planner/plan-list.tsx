// The lines of the plan: the count that an instance has, the one that it would have, and what that does to the pool of its account.
import { Button, Input } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { checkLicenseCount } from '../../../shared/model/field-rules.ts';
import { askedCps, effectOf, type PlanEffect } from '../../../shared/model/licence-pools.ts';
import { licencesFor } from '../../../shared/model/licences.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { State } from '../../components/state-mark.tsx';
import { useWidth } from '../../components/use-width.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { addressOf } from '../../state/route.ts';
import { problemText } from '../../text/problems.ts';
import { useWords, type Words } from '../../text/words.ts';
import { type PlanLine, planCount, unplan, usePlan } from './use-plan.ts';

const NARROW_PX = 900;
const NARROW = 'minmax(90px, 1fr) 64px 84px 64px minmax(110px, 2fr) 36px';
const WIDE = 'minmax(120px, 2fr) minmax(100px, 2fr) 84px 108px 84px minmax(220px, 4fr) 40px';

export function PlanList({ lines }: { lines: readonly PlanLine[] }) {
  const { planner: t } = useWords().t;
  const narrow = useWidth() <= NARROW_PX;
  const { lines: c } = t;
  const heads = [
    { key: 'instance', name: c.instance },
    ...(narrow ? [] : [{ key: 'account', name: c.account }]),
    { key: 'now', name: c.now, className: 'right' },
    { key: 'planned', name: c.planned },
    { key: 'licences', name: c.licences, className: 'right' },
    { key: 'does', name: c.does },
    { key: 'remove', name: c.remove, content: <span className="vh">{c.remove}</span> },
  ];
  return (
    <VirtualList
      className="plan"
      name={t.list}
      heads={heads}
      tracks={narrow ? NARROW : WIDE}
      items={lines}
      keyOf={({ row }) => row.id}
      Line={narrow ? NarrowLine : WideLine}
    />
  );
}

type OfLine = { item: PlanLine };
const WideLine = ({ item }: OfLine) => <Cells item={item} withAccount />;
const NarrowLine = ({ item }: OfLine) => <Cells item={item} withAccount={false} />;

function Cells({ item, withAccount }: OfLine & { withAccount: boolean }) {
  const words = useWords();
  const { t, f } = words;
  const { row, pool } = item;
  const typed = usePlan((plan) => plan.counts.get(row.id)) ?? item.typed;
  const valid = checkLicenseCount(typed, row.maxCallRate) === null;
  const more = valid ? licencesFor(Number(typed) - askedCps(row)) : 0;
  const { tone, word, rest } = effectWords(words, effectOf(row, typed, pool), row.name);
  return (
    <>
      <span role="rowheader">
        <span className="named">
          <EnvironmentMark environment={row.environment} />
          <a
            className="name strong cut"
            href={addressOf({ view: 'instance', id: row.id, tab: 'configuration' })}
            title={row.name}
          >
            {row.name}
          </a>
        </span>
      </span>
      {withAccount ? (
        <span role="cell" title={row.account ?? t.fleet.noAccount}>
          {row.account ?? t.fleet.noAccount}
        </span>
      ) : null}
      <span role="cell" className="right">
        {f.num(askedCps(row))}
      </span>
      <span role="cell">
        <Input
          size="small"
          inputMode="numeric"
          aria-label={t.planner.thenOf(row.name)}
          aria-invalid={!valid}
          value={typed}
          onChange={(_, { value }) => planCount(row.id, value)}
          autoComplete="off"
        />
      </span>
      <span role="cell" className="right">
        {more > 0 ? '+' : ''}
        {f.num(more)}
      </span>
      <span role="cell" title={`${word} ${rest}`.trim()}>
        {tone === 'calm' ? <span className="muted">{word}</span> : <State tone={tone} word={word} rest={rest} />}
      </span>
      <span role="cell">
        <Button
          size="small"
          appearance="subtle"
          icon={<Dismiss16Regular />}
          aria-label={t.planner.remove(row.name)}
          onClick={() => unplan(row.id)}
        />
      </span>
    </>
  );
}

type Said = { tone: 'calm' | 'warning' | 'blocked'; word: string; rest: string };
function effectWords({ t }: Words, effect: PlanEffect, name: string): Said {
  const { planner: p } = t;
  const calm = (word: string): Said => ({ tone: 'calm', word, rest: '' });
  switch (effect.kind) {
    case 'refused':
      return { tone: 'blocked', word: p.refused, rest: problemText(t, effect.problem, name) };
    case 'same':
      return calm(p.same);
    case 'gives-back':
      return calm(p.givesBack);
    case 'fits':
      return calm(p.fitsIn);
    case 'unknown':
      return calm(p.notKnownWhether);
    case 'adds':
      return { tone: 'warning', word: p.adds, rest: '' };
    case 'tips':
      return { tone: 'warning', word: p.tipsPool, rest: effect.alone ? p.alone : p.together };
  }
}
