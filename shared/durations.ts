// Lengths of time. Everything in this program that is a length or a moment is in milliseconds (moments: epoch ms).
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
