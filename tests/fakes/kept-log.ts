// A log that keeps what was written, for tests to look at.
import type { Log } from '../../main/services/log/log.ts';

export type KeptLog = Log & { readonly lines: { level: keyof Log; text: string }[] };

export function keptLog(): KeptLog {
  const lines: KeptLog['lines'] = [];
  const at = (level: keyof Log) => (text: string) => void lines.push({ level, text });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
