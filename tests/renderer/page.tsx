// The whole page in jsdom over a bridge of plain data: what a person sees and does, through names and roles.
import { createDOMRenderer } from '@fluentui/react-components';
import { act, cleanup, configure, render } from '@testing-library/react';
import userEvent, { PointerEventsCheckLevel, type UserEvent } from '@testing-library/user-event';
import { App } from '../../renderer/app.tsx';
import { clearSelection } from '../../renderer/features/fleet/selection.ts';
import { useLook } from '../../renderer/features/fleet/use-fleet-view.ts';
import { viewsReady } from '../../renderer/features/later-ready.ts';
import { usePlan } from '../../renderer/features/planner/use-plan.ts';
import { useTimelineLook } from '../../renderer/features/timeline/use-timeline.ts';
import { connect } from '../../renderer/state/connect.ts';
import { useFleet } from '../../renderer/state/fleet-store.ts';
import { hostInfo, NOW } from '../builders/fleet-rows.ts';
import type { DataBridge } from './data-bridge.ts';

/** Where jsdom has no layout, everything is as high as a window. */
const HEIGHT_PX = 800;

function lendToJsdom(): void {
  // Nothing here is styled, and jsdom takes most of a query's time to find that out for every element.
  configure({ defaultHidden: true });
  const none = { matches: false, addEventListener: () => {}, removeEventListener: () => {} };
  const unstyled = document.createElement('div').style;
  Object.defineProperty(window, 'getComputedStyle', { configurable: true, value: () => unstyled });
  Object.defineProperty(window, 'matchMedia', { configurable: true, value: () => none });
  Object.defineProperty(Element.prototype, 'clientHeight', { configurable: true, value: HEIGHT_PX });
  Object.defineProperty(Element.prototype, 'clientWidth', { configurable: true, value: HEIGHT_PX });
  Object.defineProperty(window, 'innerWidth', { configurable: true, value: 1280 });
  Object.defineProperty(Element.prototype, 'scrollTo', { configurable: true, value: () => {} });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
}

export type OpenedPage = { user: UserEvent; close: () => void };

/** The folder's clock stands still at NOW, so that every countdown is what the test says. */
export async function openPage(bridge: DataBridge, address = '#/fleet'): Promise<OpenedPage> {
  lendToJsdom();
  bridge.host = { ...hostInfo(), ...bridge.host, clock: { rate: 0, real: 0, folder: NOW } };
  bridge.install(window);
  useFleet.setState(useFleet.getInitialState(), true);
  useLook.setState(useLook.getInitialState(), true);
  useTimelineLook.setState(useTimelineLook.getInitialState(), true);
  usePlan.setState(usePlan.getInitialState(), true);
  clearSelection();
  history.replaceState(null, '', address);
  await viewsReady();
  const disconnect = connect();
  // Without a document the renderer writes no rules: nothing here looks at styles, and jsdom is slow at working them out.
  render(<App styles={createDOMRenderer(undefined)} />);
  await act(async () => {});
  const close = () => {
    cleanup();
    disconnect();
  };
  return { user: userEvent.setup({ delay: null, pointerEventsCheck: PointerEventsCheckLevel.Never }), close };
}

/** What main does by itself, and all that follows on the page. */
export const happens = (event: () => void): Promise<void> =>
  act(async () => {
    event();
  });
