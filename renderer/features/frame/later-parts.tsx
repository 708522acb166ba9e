// What lies over the frame or stands in it only now and then.
import type { ComponentProps } from 'react';
import { Later, LaterCode } from '../../components/later.tsx';
import type { Palette as Finder } from '../palette/palette.tsx';
import type { ShortcutsDialog as Shortcuts } from '../shortcuts/shortcuts-dialog.tsx';
import type { OfflineBar as Offline } from './offline-bar.tsx';
import type { ServerTooltip as Heard } from './server-tooltip.tsx';

const palette = new LaterCode(() => import('../palette/palette.tsx').then((module) => module.Palette));
const shortcuts = new LaterCode(() => import('../shortcuts/shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog));
const demonstration = new LaterCode<object>(() => import('./demonstration-bar.tsx').then((module) => module.DemonstrationBar));
const offline = new LaterCode(() => import('./offline-bar.tsx').then((module) => module.OfflineBar));
const heard = new LaterCode(() => import('./server-tooltip.tsx').then((module) => module.ServerTooltip));

export const Palette = (props: ComponentProps<typeof Finder>) => <Later code={palette} props={props} />;
export const ShortcutsDialog = (props: ComponentProps<typeof Shortcuts>) => <Later code={shortcuts} props={props} />;
export const DemonstrationBar = () => <Later code={demonstration} props={{}} />;
export const OfflineBar = (props: ComponentProps<typeof Offline>) => <Later code={offline} props={props} />;
export const ServerTooltip = (props: ComponentProps<typeof Heard>) => (
  <Later code={heard} props={props} meanwhile={props.children} />
);

export const laterFrameParts = [palette, shortcuts, demonstration, offline, heard];
