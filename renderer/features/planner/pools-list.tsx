// The accounts, those that lack licences first. Each bar has its own scale: a pool of ten is drawn as large as one of ten thousand.

import { DAY } from '../../../shared/durations.ts';
import { headroomOf, type Pool } from '../../../shared/model/licence-pools.ts';
import { Mark, State } from '../../components/state-mark.tsx';
import { useWidth } from '../../components/use-width.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useMinute, useNowAs } from '../../state/clock.ts';
import { iso } from '../../text/formats.ts';
import { useWords } from '../../text/words.ts';
import { PurchasedField } from './purchased-field.tsx';

const NARROW_PX = 900;
/** From here on there is room for the legend of the bars. */
const WIDE_PX = 1180;
/** A figure that somebody typed in is doubted after so long. */
const OLD_MS = 30 * DAY;

export function PoolsList({ pools }: { pools: readonly Pool[] }) {
  const { planner: t } = useWords().t;
  const width = useWidth();
  const narrow = width <= NARROW_PX;
  const { columns: c } = t;
  const heads = [
    { key: 'account', name: c.account },
    { key: 'purchased', name: c.purchased, className: 'right' },
    ...(narrow ? [] : [{ key: 'typed', name: c.typed }]),
    { key: 'configured', name: c.configured, className: 'right' },
    { key: 'plan', name: c.plan, className: 'right' },
    ...(narrow ? [] : [{ key: 'pool', name: c.pool, ...(width >= WIDE_PX ? { content: <Legend /> } : null) }]),
    { key: 'headroom', name: c.headroom },
  ];
  return (
    <VirtualList
      className="pools"
      name={t.accounts}
      heads={heads}
      tracks={narrow ? NARROW : WIDE}
      items={pools}
      keyOf={({ account }) => account ?? ''}
      Line={narrow ? NarrowLine : WideLine}
    />
  );
}
const NARROW = 'minmax(110px, 2fr) 76px 80px 72px minmax(140px, 3fr)';
const WIDE = 'minmax(130px, 2fr) 92px 84px 152px 80px minmax(140px, 3fr) minmax(200px, 3fr)';

function Legend() {
  const { planner: t } = useWords().t;
  return (
    <span className="legend">
      <span>
        <i />
        {t.legend.configured}
      </span>
      <span>
        <i className="plus" />
        {t.legend.plan}
      </span>
      <span>
        <i className="over" />
        {t.legend.over}
      </span>
      <span>
        <b />
        {t.legend.purchased}
      </span>
    </span>
  );
}

type OfPool = { item: Pool };
const WideLine = ({ item }: OfPool) => (
  <>
    <Figures item={item} withAge />
    <span role="cell" className="bars">
      {item.purchased === null ? null : <Bar pool={item} purchased={item.purchased} />}
    </span>
    <Headroom item={item} />
  </>
);
const NarrowLine = ({ item }: OfPool) => (
  <>
    <Figures item={item} withAge={false} />
    <Headroom item={item} />
  </>
);

function Figures({ item, withAge }: OfPool & { withAge: boolean }) {
  const { t, f } = useWords();
  const { account, purchased, configured, planned, cps } = item;
  return (
    <>
      <span role="rowheader" className="strong" title={account ?? t.fleet.noAccount}>
        {account ?? t.fleet.noAccount}
      </span>
      <span role="cell" className="right">
        {account === null ? (
          <span className="muted">{t.planner.noPool}</span>
        ) : (
          <PurchasedField account={account} licences={purchased} />
        )}
      </span>
      {withAge ? (
        <span role="cell">
          <Typed at={item.typedAt} />
        </span>
      ) : null}
      <span role="cell" className="right" title={t.planner.cps(cps)}>
        {f.num(configured)} {withAge ? <span className="muted">({t.planner.cps(cps)})</span> : null}
      </span>
      <span role="cell" className={`right ${planned === configured ? 'muted' : 'strong'}`}>
        {f.num(planned)}
      </span>
    </>
  );
}

function Typed({ at }: { at: number | null }) {
  const { f } = useWords();
  const now = useMinute();
  const words = useNowAs((moment) => (at === null ? '' : f.relativeShort(Math.min(at, moment - 1), moment)));
  if (at === null) return null;
  const ago = (
    <time title={iso(at)} dateTime={iso(at)}>
      {words}
    </time>
  );
  if (now - at <= OLD_MS) return <span className="muted">{ago}</span>;
  return (
    <span className="state t-warning">
      <Mark tone="warning" size={12} />
      {ago}
    </span>
  );
}

function Bar({ pool: { configured, planned }, purchased }: { pool: Pool; purchased: number }) {
  const { t } = useWords();
  const scale = Math.max(1, purchased, configured, planned);
  const at = (licences: number): string => `${(licences / scale) * 100}%`;
  const kept = Math.min(configured, planned, purchased);
  const more = Math.min(planned, purchased) - kept;
  const over = Math.max(0, planned - purchased);
  return (
    <div className="pool" role="img" aria-label={t.planner.pool(planned, purchased)}>
      {kept > 0 ? <i style={{ width: at(kept) }} /> : null}
      {more > 0 ? <i className="plus" style={{ left: at(kept), width: at(more) }} /> : null}
      {over > 0 ? <i className="over" style={{ left: at(purchased), width: at(over) }} /> : null}
      <b style={{ left: at(purchased) }} />
    </div>
  );
}

function Headroom({ item }: OfPool) {
  const { planner: t } = useWords().t;
  const said = (room: ReturnType<typeof headroomOf>): string =>
    room.kind === 'unknown' ? t.unknown : t[room.kind](room.licences);
  const then = headroomOf(item, 'with-plan');
  const was = item.planned === item.configured || then.kind === 'unknown' ? '' : t.was(said(headroomOf(item, 'as-is')));
  // The server's word against the figure that was typed in: both are said.
  const doubted = item.isOverdrawn && then.kind !== 'over';
  const word = doubted ? t.overdrawn : said(then);
  const rest = doubted ? `${t.saysTheServer}${then.kind === 'free' ? ` · ${said(then)}` : ''}` : was;
  const tone = then.kind === 'over' || item.isOverdrawn ? 'warning' : then.kind === 'free' ? 'ok' : 'idle';
  return (
    <span role="cell" title={`${item.account === null ? '' : word} ${rest}`.trim()}>
      {item.account === null ? null : <State tone={tone} word={word} rest={rest} />}
    </span>
  );
}
