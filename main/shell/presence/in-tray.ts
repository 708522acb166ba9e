// How a start at login says that no window is wanted yet.
export const IN_TRAY = '--in-tray';
