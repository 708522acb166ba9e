// The views and dialogs beside the fleet, which is the first one that is shown.
import type { ComponentProps } from 'react';
import { Later, LaterCode } from '../components/later.tsx';
import type { AddInstance as Adding } from './fleet/instance-dialog.tsx';
import type { InstanceView as OneInstance } from './instance/instance.tsx';
import type { SettingsView as Settings } from './settings/settings.tsx';

const instance = new LaterCode(() => import('./instance/instance.tsx').then((module) => module.InstanceView));
const settings = new LaterCode(() => import('./settings/settings.tsx').then((module) => module.SettingsView));
const timeline = new LaterCode<object>(() => import('./timeline/timeline.tsx').then((module) => module.TimelineView));
const planner = new LaterCode<object>(() => import('./planner/planner.tsx').then((module) => module.PlannerView));
const adding = new LaterCode(() => import('./fleet/instance-dialog.tsx').then((module) => module.AddInstance));

export const InstanceView = (props: ComponentProps<typeof OneInstance>) => <Later code={instance} props={props} />;
export const SettingsView = (props: ComponentProps<typeof Settings>) => <Later code={settings} props={props} />;
export const TimelineView = () => <Later code={timeline} props={{}} />;
export const PlannerView = () => <Later code={planner} props={{}} />;
export const AddInstance = (props: ComponentProps<typeof Adding>) => <Later code={adding} props={props} />;

/** Resolves when all of them can be shown at once. */
export const viewsReady = (): Promise<unknown> =>
  Promise.all([instance, settings, timeline, planner, adding].map((code) => code.ready()));
