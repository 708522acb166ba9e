// Entry of the worker thread that holds the database, so that a slow disk never holds up the main thread.
import { parentPort } from 'node:worker_threads';
import { serveStore } from './serve-store.ts';

if (parentPort === null) throw new Error('This module is the entry of a worker thread.');
const port = parentPort;
serveStore({ post: (replies) => port.postMessage(replies), onMessages: (listener) => port.on('message', listener) }, () =>
  port.close(),
);
