// What is asked at the door and what is answered: input is held against the contract, refusals go out by their code.
import { AppFailure } from '../../../shared/app-failure.ts';
import type { Reply } from '../../../shared/ipc/bridge.ts';
import { type Channel, contract, type Output, type ParsedInput } from '../../../shared/ipc/contract.ts';
import { type Answers, failed } from './door.ts';

/** One handler per channel of the contract; each takes parsed input and throws AppFailure where it refuses. */
export type Handlers = { readonly [C in Channel]: (input: ParsedInput<C>) => Promise<Output<C>> };

/** `onDefect`: told of errors that are nobody's refusal; the page learns only that there was one. */
export function answersOf(handlers: Promise<Handlers>, onDefect: (channel: Channel, error: unknown) => void): Answers {
  return async (channel, input): Promise<Reply<unknown>> => {
    const parsed = contract[channel].input.safeParse(input);
    if (!parsed.success) return failed({ code: 'invalid-input', message: `Not the input of ${channel}.` });
    try {
      const handle = (await handlers)[channel] as (input: unknown) => Promise<unknown>;
      return { ok: true, value: await handle(parsed.data) };
    } catch (error) {
      if (error instanceof AppFailure) return failed(error.error);
      onDefect(channel, error);
      return failed({ code: 'internal', message: 'Something went wrong in the program itself.' });
    }
  };
}
