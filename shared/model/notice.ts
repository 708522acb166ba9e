// What is told of a fleet without being asked: a change for the worse, a recovery, a clock that runs out. One notice tells of all
// instances that it holds for, however many; it names the first few.
import { z } from 'zod';
import { CLOCK_KINDS } from './clock-dates.ts';
import { NOTICE_KINDS } from './closed-lists.ts';
import { licensingStateSchema } from './summary.ts';

export const noticeSubjectSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  licensingState: licensingStateSchema.nullable(),
  registered: z.boolean(),
  /** Calls are allowed until then, epoch ms; null: they are blocked, or nothing is known to stop them. */
  until: z.number().nullable(),
  /** Of the ladder: what runs out, and when (epoch ms). */
  clock: z.enum(CLOCK_KINDS).nullable(),
  endsAt: z.number().nullable(),
});
export type NoticeSubject = z.infer<typeof noticeSubjectSchema>;

export const noticeSchema = z.object({
  kind: z.enum(NOTICE_KINDS),
  /** When it was decided, epoch ms of the folder's clock. */
  at: z.number(),
  demonstration: z.boolean(),
  /** How many instances; of the ladder how many clocks. */
  count: z.number().int(),
  /** The one account that they are all of; null: there are several, or none. */
  account: z.string().nullable(),
  /** The first of them, in the order in which they matter. */
  subjects: z.array(noticeSubjectSchema).min(1),
});
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeKind = Notice['kind'];
