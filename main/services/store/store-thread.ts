// The thread that the database runs in, as the main thread sees it. Made by a factory, so that the same code runs behind a plain
// MessageChannel where there is no built worker.
import { Worker } from 'node:worker_threads';
import type { Part, Reply, Request, StorePort } from './store-protocol.ts';

export type StoreThread = StorePort<Request | Part, Reply> & {
  /** The thread ended by itself or by an error: nothing more is answered. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): Promise<unknown>;
};

/** `script`: the built `store-worker`, beside the other modules of main. */
export function workerThread(script: string | URL): StoreThread {
  const worker = new Worker(script, { name: 'store' });
  return {
    post: (requests) => worker.postMessage(requests),
    onMessages: (listener) => void worker.on('message', listener),
    onEnd: (listener) => {
      worker.on('error', (error) => listener(error.message));
      worker.on('exit', (code) => listener(`its thread ended with code ${code}`));
    },
    terminate: () => worker.terminate(),
  };
}
