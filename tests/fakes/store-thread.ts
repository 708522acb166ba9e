// The real database code behind a MessageChannel instead of a worker: for tests, where no built worker is at hand.
import { MessageChannel } from 'node:worker_threads';
import { serveStore } from '../../main/services/store/serve-store.ts';
import type { StoreThread } from '../../main/services/store/store-thread.ts';

export function storeThread(): StoreThread {
  const { port1, port2 } = new MessageChannel();
  serveStore(
    { post: (replies) => port2.postMessage(replies), onMessages: (listener) => void port2.on('message', listener) },
    () => port2.close(),
  );
  return {
    post: (requests) => port1.postMessage(requests),
    onMessages: (listener) => void port1.on('message', listener),
    onEnd: (listener) => void port1.on('close', () => listener('its thread ended')),
    terminate: async () => port1.close(),
  };
}
