// What notices were given, over restarts: one small file in the data folder, written whole or not at all.
//
// A notice is written down together with what makes it "told" before anybody is shown it, and struck out once it was shown. A crash in
// between shows it once more after the restart, so none is lost; how often it was begun to be shown stands beside it and is written
// first, so that a program that dies over and over does not repeat it over and over.
import { z } from 'zod';
import type { LadderLook } from '../../../shared/model/alert-ladder.ts';
import { CLOCK_KINDS } from '../../../shared/model/clock-dates.ts';
import { ALERT_DAYS } from '../../../shared/model/closed-lists.ts';
import { type Notice, noticeSchema } from '../../../shared/model/notice.ts';
import { writePrivateFile } from '../host/private-file.ts';
import { textIn } from '../host/text-file.ts';
import type { Log } from '../log/log.ts';
import type { Told } from './decide-notices.ts';

const level = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const alertSchema = z.object({
  id: z.string(),
  kind: z.enum(CLOCK_KINDS).exclude(['contact']),
  days: z.literal(ALERT_DAYS),
  endsAt: z.number(),
  at: z.number(),
});
const memorySchema = z.object({
  form: z.literal(1),
  /** By instance: standing, worst, at. */
  told: z.record(z.string(), z.tuple([level, level, z.number()])),
  ladder: z.object({ upTo: z.number(), told: z.array(alertSchema) }).nullable(),
  unshown: z.object({ notices: z.array(noticeSchema), begun: z.number().int() }),
});

export type NoticeMemory = {
  told: Map<string, Told>;
  /** Null: the ladder was never looked at. */
  ladder: LadderLook | null;
  /** Decided, and perhaps not shown yet; `begun`: how often showing them was begun before. */
  unshown: { notices: Notice[]; begun: number };
};

export interface NoticeMemoryFile {
  /** What was kept; a file that is not there, or that means nothing, is the beginning. */
  read(): NoticeMemory;
  /** Throws the system's error; what was kept is then as it was. */
  write(memory: NoticeMemory): void;
}

export const noticeMemoryFile = (file: string, log: Pick<Log, 'warn'>): NoticeMemoryFile => ({
  read() {
    const text = textIn(file);
    const memory = text === null ? beginning() : memoryFrom(text);
    if (memory === null) log.warn('What notices were given could not be read: what stands badly is told once more.');
    return memory ?? beginning();
  },
  write: (memory) => writePrivateFile(file, textFrom(memory)),
});

const beginning = (): NoticeMemory => ({ told: new Map(), ladder: null, unshown: { notices: [], begun: 0 } });

export function textFrom({ told, ladder, unshown }: NoticeMemory): string {
  const entries = Array.from(told, ([id, { standing, worst, at }]) => [id, [standing, worst, at]] as const);
  return JSON.stringify({ form: 1, told: Object.fromEntries(entries), ladder, unshown });
}

/** Null: the text means nothing. */
export function memoryFrom(text: string): NoticeMemory | null {
  try {
    const { told, ladder, unshown } = memorySchema.parse(JSON.parse(text));
    const entries = Object.entries(told).map(([id, [standing, worst, at]]) => [id, { standing, worst, at }] as const);
    return { told: new Map(entries), ladder, unshown };
  } catch {
    return null;
  }
}
