// A log that nobody reads.
import type { Log } from '../../main/services/log/log.ts';

export const SILENT_LOG: Log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
