// Everything whose code comes after the first paint.

import { laterReasons } from '../components/needing.tsx';
import { laterFleetParts } from './fleet/later-parts.tsx';
import { laterFrameParts } from './frame/later-parts.tsx';
import { laterViews } from './later-views.tsx';

/** Resolves when all of it can be shown at once. */
export const viewsReady = (): Promise<unknown> =>
  Promise.all([...laterFleetParts, ...laterReasons, ...laterFrameParts, ...laterViews].map((code) => code.ready()));
