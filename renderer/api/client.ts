// The only reader of `window.bridge`: asks main, and throws what it refuses.
import { AppFailure } from '../../shared/app-failure.ts';
import type { Bridge, Reply } from '../../shared/ipc/bridge.ts';
import type { Channel, Input, Output, Push, PushPayload } from '../../shared/ipc/contract.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** Rejects with AppFailure. */
export async function ask<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const call = window.bridge[channel] as unknown as (input: Input<C>) => Promise<Reply<Output<C>>>;
  const reply = await call(input);
  if (reply.ok) return reply.value;
  throw new AppFailure(reply.error);
}

export function listen<P extends Push>(push: P, listener: (payload: PushPayload<P>) => void): () => void {
  return (window.bridge.on[push] as unknown as (listener: (payload: PushPayload<P>) => void) => () => void)(listener);
}
