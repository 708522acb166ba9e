// The views beside the fleet, which is the first one that is shown.
import type { ComponentProps } from 'react';
import { Later, LaterCode } from '../components/later.tsx';
import type { InstanceView as OneInstance } from './instance/instance.tsx';
import type { SettingsView as Settings } from './settings/settings.tsx';

const instance = new LaterCode(() => import('./instance/instance.tsx').then((module) => module.InstanceView));
const settings = new LaterCode(() => import('./settings/settings.tsx').then((module) => module.SettingsView));
const timeline = new LaterCode<object>(() => import('./timeline/timeline.tsx').then((module) => module.TimelineView));
const planner = new LaterCode<object>(() => import('./planner/planner.tsx').then((module) => module.PlannerView));
const activity = new LaterCode<object>(() => import('./activity/activity.tsx').then((module) => module.ActivityView));

export const InstanceView = (props: ComponentProps<typeof OneInstance>) => <Later code={instance} props={props} />;
export const SettingsView = (props: ComponentProps<typeof Settings>) => <Later code={settings} props={props} />;
export const TimelineView = () => <Later code={timeline} props={{}} />;
export const PlannerView = () => <Later code={planner} props={{}} />;
export const ActivityView = () => <Later code={activity} props={{}} />;

export const laterViews = [instance, settings, timeline, planner, activity];
