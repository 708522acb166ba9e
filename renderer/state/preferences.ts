// Preferences that the page changes by the way (columns, order, saved filters): they hold at once, and are kept by main.
import type { Settings } from '../../shared/model/settings.ts';
import { ask } from '../api/client.ts';
import { useFleet } from './fleet-store.ts';

/** Rejects with AppFailure where they could not be kept; they hold until the window is closed all the same. */
export async function prefer(change: Partial<Settings>): Promise<void> {
  useFleet.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  await ask('settings.set', change);
}
