// Marks for the browser's Element Timing: it notes when such an element was first on the screen, which the bench asks for. Text counts for
// the block that it lies in, so that is what they go on.
export const FLEET_ROW_SHOWN = { elementtiming: 'fleet-row' } as const;
