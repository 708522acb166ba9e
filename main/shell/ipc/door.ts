// The one door between the page and main: who asks, what is asked and what is answered are checked here and nowhere else.
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { AppFailure } from '../../../shared/app-failure.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Reply } from '../../../shared/ipc/bridge.ts';
import {
  type Channel,
  contract,
  type Output,
  type ParsedInput,
  type Push,
  type PushPayload,
} from '../../../shared/ipc/contract.ts';
import { APP_ORIGIN } from '../security/app-scheme.ts';

/** One handler per channel of the contract; each takes parsed input and throws AppFailure where it refuses. */
export type Handlers = { readonly [C in Channel]: (input: ParsedInput<C>) => Promise<Output<C>> };

/** `onDefect`: told of errors that are nobody's refusal; the page learns only that there was one. */
export function openDoor(contents: WebContents, handlers: Handlers, onDefect: (channel: Channel, error: unknown) => void): void {
  for (const channel of Object.keys(contract) as Channel[])
    contents.ipc.handle(channel, (event, input: unknown) => answer(event, contents, channel, input, handlers, onDefect));
}

async function answer(
  event: IpcMainInvokeEvent,
  contents: WebContents,
  channel: Channel,
  input: unknown,
  handlers: Handlers,
  onDefect: (channel: Channel, error: unknown) => void,
): Promise<Reply<unknown>> {
  if (!isOurPage(event, contents)) return failed({ code: 'forbidden', message: 'This page may not ask.' });
  const parsed = contract[channel].input.safeParse(input);
  if (!parsed.success) return failed({ code: 'invalid-input', message: `Not the input of ${channel}.` });
  try {
    const handle = handlers[channel] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handle(parsed.data) };
  } catch (error) {
    if (error instanceof AppFailure) return failed(error.error);
    onDefect(channel, error);
    return failed({ code: 'internal', message: 'Something went wrong in the program itself.' });
  }
}

/** SECURITY: the main frame of our window, on our origin to the letter; a frame that is gone counts as foreign. */
function isOurPage({ senderFrame, sender }: IpcMainInvokeEvent, contents: WebContents): boolean {
  return sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.origin === APP_ORIGIN;
}

const failed = (error: AppError): Reply<never> => ({ ok: false, error });

/** Tells the page something unasked; nothing happens once it is gone. */
export function push<P extends Push>(contents: WebContents, name: P, payload: PushPayload<P>): void {
  if (!contents.isDestroyed()) contents.send(name, payload);
}
