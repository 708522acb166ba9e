// What `window.bridge` is: one function per channel, one subscription per push, both derived from the contract.
import type { AppError } from '../errors.ts';
import type { Channel, Input, Output, Push, PushPayload } from './contract.ts';

export type Reply<T> = { ok: true; value: T } | { ok: false; error: AppError };
export type Bridge = { readonly [C in Channel]: (input: Input<C>) => Promise<Reply<Output<C>>> } & {
  readonly on: { readonly [P in Push]: (listener: (payload: PushPayload<P>) => void) => () => void };
};
