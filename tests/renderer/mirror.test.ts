// @vitest-environment jsdom
// The mirror of the fleet: a snapshot, then deltas that fit; whatever does not fit is answered by asking again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../renderer/state/connect.ts';
import { useFleet } from '../../renderer/state/fleet-store.ts';
import type { FleetRow } from '../../shared/model/fleet-row.ts';
import { changeOf, type RowChange } from '../../shared/model/packed-rows.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/model/settings.ts';
import { fleetRow, hostInfo } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));
/** As main tells of a row that the page does not know. */
const whole = (row: FleetRow) => changeOf(row, undefined) as RowChange;
const names = () => [...useFleet.getState().rows.values()].map(({ name }) => name);

let bridge: DataBridge;
let disconnect: () => void = () => {};
async function connected(rows = [fleetRow(1), fleetRow(2)]): Promise<void> {
  bridge = new DataBridge(rows);
  bridge.install(window);
  disconnect = connect();
  await settled();
}

beforeEach(() => useFleet.setState(useFleet.getInitialState(), true));
afterEach(() => disconnect());

describe('the mirror', () => {
  it('begins with the snapshot and the settings', async () => {
    await connected();
    expect(names()).toEqual(['proxy-1', 'proxy-2']);
    expect(useFleet.getState().host).toEqual(bridge.host);
    expect(bridge.asked('fleet.mirror')).toHaveLength(1);
  });

  it('subscribes before it asks, so that nothing falls in between', async () => {
    bridge = new DataBridge([fleetRow(1)]);
    bridge.install(window);
    const subscribed: number[] = [];
    const { bridge: installed } = window;
    Object.defineProperty(window, 'bridge', {
      configurable: true,
      value: {
        ...installed,
        'fleet.mirror': (input: Record<string, never>) => {
          subscribed.push(bridge.listeners('fleet.delta'));
          return installed['fleet.mirror'](input);
        },
      },
    });
    disconnect = connect();
    await settled();
    expect(subscribed).toEqual([1]);
  });

  it('applies deltas that follow, without asking again', async () => {
    await connected();
    bridge.change(fleetRow(2, { name: 'changed', revision: 2 }));
    bridge.tell('fleet.delta', { from: 2, to: 3, changed: [whole(fleetRow(3))], removed: [fleetRow(1).id] });
    expect(names()).toEqual(['changed', 'proxy-3']);
    expect(useFleet.getState().revision).toBe(3);
    expect(bridge.asked('fleet.mirror')).toHaveLength(1);
  });

  it('keeps the rows that did not change as they are, so that nothing is drawn twice', async () => {
    await connected();
    const before = useFleet.getState().rows.get(fleetRow(1).id);
    bridge.change(fleetRow(2, { revision: 2 }));
    expect(useFleet.getState().rows.get(fleetRow(1).id)).toBe(before);
  });

  it('drops a delta that it has already', async () => {
    await connected();
    bridge.change(fleetRow(1, { name: 'new', revision: 2 }));
    bridge.tell('fleet.delta', { from: 1, to: 2, changed: [whole(fleetRow(1, { name: 'old' }))], removed: [] });
    expect(names()).toEqual(['new', 'proxy-2']);
    expect(bridge.asked('fleet.mirror')).toHaveLength(1);
  });

  it('asks again where a delta is missing', async () => {
    await connected();
    bridge.rows = [fleetRow(1, { name: 'present' })];
    bridge.revision = 9;
    bridge.tell('fleet.delta', { from: 8, to: 9, changed: [whole(fleetRow(7))], removed: [] });
    expect(names()).toEqual(['proxy-1', 'proxy-2']);
    await settled();
    expect(names()).toEqual(['present']);
    expect(useFleet.getState().revision).toBe(9);
  });

  it('asks again where a change is of a row that it does not know', async () => {
    await connected();
    bridge.rows = [fleetRow(1), fleetRow(2), fleetRow(3, { cps: 5 })];
    bridge.revision = 2;
    bridge.tell('fleet.delta', {
      from: 1,
      to: 2,
      changed: [changeOf(fleetRow(3, { cps: 5 }), fleetRow(3)) as RowChange],
      removed: [],
    });
    await settled();
    expect(names()).toEqual(['proxy-1', 'proxy-2', 'proxy-3']);
    expect(bridge.asked('fleet.mirror')).toHaveLength(2);
  });

  it('says up to where it has followed, so that main need not send to a page that does not', async () => {
    await connected();
    bridge.change(fleetRow(1, { cps: 5 }));
    bridge.change(fleetRow(1, { cps: 10 }));
    expect(bridge.asked('fleet.seen')).toEqual([{ revision: 1 }, { revision: 2 }, { revision: 3 }]);
  });

  it('asks again after it was left behind: what main says then follows on nothing', async () => {
    await connected();
    bridge.rows = [fleetRow(1, { name: 'present' })];
    bridge.revision = 500;
    bridge.tell('fleet.delta', { from: 500, to: 501, changed: [], removed: [] });
    await settled();
    expect([names(), useFleet.getState().revision]).toEqual([['present'], 500]);
  });

  it('applies what came while the snapshot was under way', async () => {
    bridge = new DataBridge([fleetRow(1)]);
    bridge.install(window);
    disconnect = connect();
    // The snapshot is made already; this change is after it.
    bridge.tell('fleet.delta', { from: 1, to: 2, changed: [whole(fleetRow(1, { name: 'later' }))], removed: [] });
    await settled();
    expect(names()).toEqual(['later']);
    expect(bridge.asked('fleet.mirror')).toHaveLength(1);
  });

  it('asks for everything again when another data folder is open', async () => {
    await connected();
    bridge.rows = [fleetRow(5, { name: 'demonstration' })];
    bridge.host = hostInfo({ demonstration: true, dataFolder: '/tmp/demonstration' });
    bridge.tell('host.changed', bridge.host);
    await settled();
    expect(names()).toEqual(['demonstration']);
    expect(useFleet.getState().host?.demonstration).toBe(true);
  });

  it('does not end with the old folder where it changed while the snapshot was under way', async () => {
    bridge = new DataBridge([fleetRow(1, { name: 'old folder' })]);
    bridge.revision = 40;
    bridge.install(window);
    disconnect = connect();
    bridge.rows = [fleetRow(5, { name: 'new folder' })];
    bridge.revision = 1;
    bridge.tell('host.changed', bridge.host);
    await settled();
    expect(names()).toEqual(['new folder']);
    expect(useFleet.getState().revision).toBe(1);
  });

  it('says why main cannot be asked, and forgets it with the next snapshot', async () => {
    bridge = new DataBridge([fleetRow(1)]);
    bridge.refuse('fleet.mirror', { code: 'store-unavailable', message: 'The store is locked.' });
    bridge.install(window);
    disconnect = connect();
    await settled();
    expect(useFleet.getState().trouble).toBe('The store is locked.');
    expect(useFleet.getState().host).toBeNull();
    bridge.allow('fleet.mirror');
    bridge.tell('host.changed', bridge.host);
    await settled();
    expect(useFleet.getState().trouble).toBeNull();
    expect(names()).toEqual(['proxy-1']);
  });

  it('takes changed settings, and stops listening when it is stopped', async () => {
    await connected();
    const settings: Settings = { ...DEFAULT_SETTINGS, theme: 'dark', language: 'de' };
    bridge.tell('settings.changed', settings);
    expect(useFleet.getState().settings).toEqual(settings);
    disconnect();
    for (const push of ['fleet.delta', 'host.changed', 'settings.changed'] as const) expect(bridge.listeners(push)).toBe(0);
  });
});
