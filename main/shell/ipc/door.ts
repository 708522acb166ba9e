// The one door between the page and main: who asks is checked here and nowhere else. It is there before the page is, and light:
// what checks and answers (answers.ts) loads while the page does, and what is asked meanwhile waits for it.
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { AppError } from '../../../shared/errors.ts';
import type { Reply } from '../../../shared/ipc/bridge.ts';
import { CHANNELS } from '../../../shared/ipc/channels.ts';
import type { Channel, Push, PushPayload } from '../../../shared/ipc/contract.ts';
import { APP_ORIGIN } from '../security/app-scheme.ts';

/** Takes input as it came; never rejects but for a defect of its own. */
export type Answers = (channel: Channel, input: unknown) => Promise<Reply<unknown>>;

/** Each channel of the contract; the contract's test holds the names equal. */
export function openDoor(contents: WebContents, answers: Promise<Answers>): void {
  for (const channel of CHANNELS)
    contents.ipc.handle(channel, async (event, input: unknown) => {
      if (!isOurPage(event, contents)) return failed({ code: 'forbidden', message: 'This page may not ask.' });
      return (await answers)(channel, input);
    });
}

/** SECURITY: the main frame of our window, on our origin to the letter; a frame that is gone counts as foreign. */
function isOurPage({ senderFrame, sender }: IpcMainInvokeEvent, contents: WebContents): boolean {
  return sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.origin === APP_ORIGIN;
}

export const failed = (error: AppError): Reply<never> => ({ ok: false, error });

/** Tells the page something unasked; nothing happens once it is gone. */
export function push<P extends Push>(contents: WebContents, name: P, payload: PushPayload<P>): void {
  if (!contents.isDestroyed()) contents.send(name, payload);
}
