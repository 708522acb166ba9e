// The views in the order of the rail; the last stands at its foot. What is listed here is in the rail, in the palette, and opens.
import {
  Board20Regular,
  Calculator20Regular,
  CalendarLtr20Regular,
  type FluentIcon,
  History20Regular,
  Settings20Regular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { HostInfo } from '../../../shared/model/fleet-snapshot.ts';
import type { Route, ViewName } from '../../state/route.ts';
import { Fleet } from '../fleet/fleet.tsx';
import { ActivityView, PlannerView, SettingsView, TimelineView } from '../later-views.tsx';

export type ViewEntry = {
  view: ViewName;
  Icon: FluentIcon;
  /** Keyed by the data folder where the view keeps anything of it. */
  content: (host: HostInfo, route: Route) => ReactNode;
};

export const VIEWS: readonly ViewEntry[] = [
  { view: 'fleet', Icon: Board20Regular, content: (host) => <Fleet key={host.dataFolder} /> },
  { view: 'timeline', Icon: CalendarLtr20Regular, content: (host) => <TimelineView key={host.dataFolder} /> },
  { view: 'planner', Icon: Calculator20Regular, content: (host) => <PlannerView key={host.dataFolder} /> },
  { view: 'activity', Icon: History20Regular, content: (host) => <ActivityView key={host.dataFolder} /> },
  {
    view: 'settings',
    Icon: Settings20Regular,
    content: (_, route) => <SettingsView part={route.view === 'settings' ? route.part : 'general'} />,
  },
];

/** The entry of the rail under which a route stands. */
export const viewOf = (route: Route): ViewName =>
  VIEWS.some(({ view }) => view === route.view) ? (route.view as ViewName) : 'fleet';
