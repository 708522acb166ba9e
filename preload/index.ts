// `window.bridge`: one function per channel, one subscription per push; no event object and no channel name gets through.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/ipc/bridge.ts';
import { CHANNELS, PUSHES } from '../shared/ipc/channels.ts';

const calls = CHANNELS.map((channel) => [channel, (input: unknown) => ipcRenderer.invoke(channel, input)] as const);

const subscriptions = PUSHES.map((name) => {
  const subscribe = (listener: (payload: unknown) => void) => {
    const hear = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(name, hear);
    return () => ipcRenderer.off(name, hear);
  };
  return [name, subscribe] as const;
});

const bridge = { ...Object.fromEntries(calls), on: Object.fromEntries(subscriptions) } as unknown as Bridge;
contextBridge.exposeInMainWorld('bridge', bridge);
