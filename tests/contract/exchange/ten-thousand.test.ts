// A fleet of ten thousand through the real store: brought by one file in one write, unchanged when it comes again, and there after
// the store was closed.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Fleet } from '../../../main/agent/fleet.ts';
import { Exchange } from '../../../main/services/exchange/exchange.ts';
import { HandAlarms, HeldServer, MemorySecrets } from '../../fakes/agent-world.ts';
import { handClock } from '../../fakes/hand-clock.ts';
import { openIn, temporaryFolder } from '../../unit/store/setting.ts';

const COUNT = 10_000;
const PART = 150_000;
const START = Date.UTC(2026, 10, 24, 9);

async function opened(folder: string) {
  const store = await openIn(folder);
  const time = handClock(START);
  const clock = { now: () => ({ wallMs: time.wallMs(), steadyMs: time.steadyMs(), runId: 'one' }) };
  const chance = { number: () => 0.5, uuid: randomUUID };
  const secrets = new MemorySecrets();
  const fleet = new Fleet({
    store: store.agents,
    secrets,
    server: new HeldServer(),
    clock,
    chance,
    alarms: new HandAlarms(),
    realTime: time,
  });
  await fleet.open();
  const newSerial = () => randomUUID().replaceAll('-', '').toUpperCase();
  const exchange = new Exchange({ fleet, load: store.agents.load, secrets, clock, chance, newSerial, serverRefusal: () => null });
  const stage = (text: string) => {
    let upload: string | null = null;
    for (let at = 0; at < text.length; at += PART) upload = exchange.stage(upload, text.slice(at, at + PART));
    return upload ?? '';
  };
  return { store, fleet, exchange, stage };
}

it('comes in, comes again unchanged, and is there afterwards', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  const lines = Array.from(
    { length: COUNT },
    (_, n) => `p-${n},200,"core, r${n % 10}",Enable,50,https://ssm.example/SmartTransport,HTTP`,
  );
  const head = 'name,maxCallRate,tags,smartLicensing,licenseCount,licenseServerUrl,transportMode';
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  expect(await first.exchange.apply(first.stage([head, ...lines].join('\n')), 'csv')).toEqual({ ...counts, new: COUNT });
  const file = await first.exchange.export('csv', null);
  await first.fleet.dispose();
  await first.store.dispose();

  const second = await opened(folder);
  expect(second.fleet.ids()).toHaveLength(COUNT);
  expect(await second.exchange.apply(second.stage(file.slice(1)), 'csv')).toEqual({ ...counts, unchanged: COUNT });
  // One wrong line of ten thousand: nothing of the others is written.
  const wrong = file.slice(1).replaceAll(',200,', ',300,').replace('p-77,', 'p-78,');
  await expect(second.exchange.apply(second.stage(wrong), 'csv')).rejects.toMatchObject({ error: { code: 'invalid-input' } });
  expect(second.fleet.rows().filter(({ maxCallRate }) => maxCallRate !== 200)).toEqual([]);
  const changed = file.slice(1).replaceAll(',200,', ',300,');
  expect(await second.exchange.apply(second.stage(changed), 'csv')).toEqual({ ...counts, changed: COUNT });
  expect(second.fleet.rows().filter(({ maxCallRate }) => maxCallRate !== 300)).toEqual([]);
  await second.fleet.dispose();
});
