// What the desktop that the window runs on can do for it, and whether it starts the program at login.
import { z } from 'zod';

export const desktopStateSchema = z.object({
  /** There is a tray that an icon is seen in. */
  tray: z.boolean(),
  /** Somebody shows notices. */
  notices: z.boolean(),
  startAtLogin: z.boolean(),
});
export type DesktopState = z.infer<typeof desktopStateSchema>;
