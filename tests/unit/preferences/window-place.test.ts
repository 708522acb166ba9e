// Where the window stands next time: where it was, as far as a display is still there.
import { describe, expect, it } from 'vitest';
import { placeFrom } from '../../../main/services/preferences/window-place.ts';

const LEFT = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT = { x: 1920, y: 0, width: 1920, height: 1040 };
const USUAL = { width: 1280, height: 800, maximized: false };
const kept = (x: number, y: number, maximized = false) => JSON.stringify({ x, y, width: 1100, height: 700, maximized });

describe('the place of the window', () => {
  it('is kept, and so is that it was maximised', () => {
    expect(placeFrom(kept(100, 50, true), [LEFT])).toEqual({ x: 100, y: 50, width: 1100, height: 700, maximized: true });
  });

  it.each([
    ['on a display that is gone', kept(2_500, 100), [LEFT]],
    ['left of every display', kept(-1_050, 100), [LEFT]],
    ['with its top above the display', kept(100, -30), [LEFT]],
    ['below the display', kept(100, 1_020), [LEFT]],
  ])('%s keeps its size, and the system chooses where', (_, text, displays) => {
    expect(placeFrom(text, displays)).toEqual({ width: 1100, height: 700, maximized: false });
  });

  it('on a second display stays there while it is', () => {
    expect(placeFrom(kept(2_500, 100), [LEFT, RIGHT])).toMatchObject({ x: 2_500, y: 100 });
  });

  it.each([
    ['none', null],
    ['no JSON', '{"x":'],
    ['no object', '7'],
    ['without a size', '{"x":1,"y":2}'],
    ['of no sensible size', '{"x":1,"y":2,"width":0,"height":99999999}'],
    ['of words', '{"x":"1","y":"2","width":"800","height":"600"}'],
  ])('is the usual one where what was kept is %s', (_, text) => {
    expect(placeFrom(text, [LEFT])).toEqual(USUAL);
  });
});
