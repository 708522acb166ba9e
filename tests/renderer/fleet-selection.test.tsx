// @vitest-environment jsdom
// Selecting instances in the fleet: mouse, keyboard, all that the filter shows; and what becomes of it when the fleet changes.
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selectedIds } from '../../renderer/features/fleet/selection.ts';
import { fleetRow } from '../builders/fleet-rows.ts';
import { DataBridge } from './data-bridge.ts';
import { happens, type OpenedPage, openPage } from './page.tsx';

let page: OpenedPage;
let user: UserEvent;
let bridge: DataBridge;
beforeEach(async () => {
  // In the order of their numbers: the soonest date first.
  bridge = new DataBridge([1, 2, 3, 4, 5, 6].map((number) => fleetRow(number, { authorizationDeadline: 4e12 + number })));
  page = await openPage(bridge);
  user = page.user;
});
afterEach(() => page.close());

const row = (number: number) => screen.getByRole('link', { name: `proxy-${number}` }).closest('[role=row]') as HTMLElement;
const box = (number: number) => within(row(number)).getByRole('checkbox', { name: `Select proxy-${number}` });
const numbers = () => selectedIds().map((id) => Number.parseInt(id.slice(-12), 16));
const shown = () =>
  [1, 2, 3, 4, 5, 6].filter(
    (number) => screen.queryByRole('link', { name: `proxy-${number}` })?.closest('[role=row]')?.ariaSelected === 'true',
  );

describe('by mouse', () => {
  it('a click selects one, Ctrl one more or one less, Shift all between', async () => {
    await user.click(row(2));
    expect(numbers()).toEqual([2]);
    await user.keyboard('{Control>}');
    await user.click(row(4));
    await user.click(row(2));
    await user.keyboard('{/Control}');
    expect(numbers()).toEqual([4]);
    await user.click(row(4));
    await user.keyboard('{Shift>}');
    await user.click(row(6));
    expect(numbers()).toEqual([4, 5, 6]);
    await user.click(row(3));
    await user.keyboard('{/Shift}');
    expect(numbers()).toEqual([3, 4]);
    await user.click(row(5));
    expect(numbers()).toEqual([5]);
  });

  it('a box adds to what is selected, and the head’s selects all and takes it back', async () => {
    await user.click(box(1));
    await user.click(box(3));
    expect(shown()).toEqual([1, 3]);
    expect(screen.getByText('2 selected')).toBeTruthy();
    const all = screen.getByRole('checkbox', { name: 'Select all that are shown' }) as HTMLInputElement;
    expect([all.checked, all.indeterminate]).toEqual([false, true]);
    await user.click(all);
    expect([numbers().length, all.checked, all.indeterminate]).toEqual([6, true, false]);
    await user.click(all);
    expect(numbers()).toEqual([]);
  });

  it('the link of a name opens, and selects nothing', async () => {
    await user.click(screen.getByRole('link', { name: 'proxy-1' }));
    expect(numbers()).toEqual([]);
  });
});

describe('by keyboard', () => {
  it('Space selects, Shift and arrows extend, Escape takes it back', async () => {
    await happens(() => row(1).focus());
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(row(2)));
    await user.keyboard(' ');
    expect(numbers()).toEqual([2]);
    await user.keyboard('{Shift>}{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(row(3)));
    await user.keyboard('{ArrowDown}{/Shift}');
    await waitFor(() => expect(document.activeElement).toBe(row(4)));
    expect(numbers()).toEqual([2, 3, 4]);
    await user.keyboard('{Escape}');
    expect(numbers()).toEqual([]);
  });

  it('Ctrl+A selects what the filter shows, besides what is selected already', async () => {
    await user.click(box(6));
    await user.type(screen.getByRole('textbox', { name: 'Name, address or serial' }), 'proxy-2');
    await happens(() => row(2).focus());
    await user.keyboard('{Control>}a{/Control}');
    expect(numbers()).toEqual([6, 2]);
  });
});

describe('the selection', () => {
  it('takes all that match in one click, and stays while the filter changes', async () => {
    await user.click(box(2));
    await user.click(screen.getByRole('button', { name: 'Select all 6' }));
    expect(numbers()).toHaveLength(6);
    expect(screen.queryByRole('button', { name: /^Select all/ })).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Name, address or serial' }), 'proxy-2');
    expect(screen.getByText('6 selected')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(numbers()).toEqual([]);
  });

  it('loses what is removed from the fleet', async () => {
    await user.click(box(1));
    await user.click(box(2));
    await happens(() => bridge.remove(fleetRow(1).id));
    expect(numbers()).toEqual([2]);
  });
});
