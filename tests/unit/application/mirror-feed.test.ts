// What a page is told that does not keep up: no more than it can work through, and in the end that it has to begin again.
import { beforeEach, expect, test } from 'vitest';
import { MirrorFeed } from '../../../main/services/application/mirror-feed.ts';
import type { FleetDelta } from '../../../shared/model/fleet-snapshot.ts';

let sent: FleetDelta[];
let feed: MirrorFeed;
beforeEach(() => {
  sent = [];
  feed = new MirrorFeed((delta) => sent.push(delta));
});
const tell = (from: number, to: number) => {
  for (let at = from; at < to; at += 1) feed.take({ from: at, to: at + 1, changed: [], removed: [] });
};
const last = () => sent.at(-1);

test('a page that keeps up is told everything', () => {
  for (let at = 1; at < 100; at += 1) {
    tell(at, at + 1);
    feed.seen(at + 1);
  }
  expect(sent).toHaveLength(99);
});

test('a page that does not is spared the rest, and told once that it missed something', () => {
  tell(1, 1_000);
  expect(sent).toHaveLength(30);
  feed.seen(12);
  tell(1_000, 1_001);
  expect(sent).toHaveLength(30);
  feed.seen(31);
  expect(sent).toHaveLength(31);
  // The page stands at 31, and this follows on nothing before 1,001.
  expect(last()).toEqual({ from: 1_001, to: 1_002, changed: [], removed: [] });
});

test('a page that was given everything is told what follows again', () => {
  tell(1, 1_000);
  feed.begin();
  tell(1_000, 1_001);
  expect(last()).toEqual({ from: 1_000, to: 1_001, changed: [], removed: [] });
});
