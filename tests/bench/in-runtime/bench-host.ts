// The product's host on a folder of the bench: no socket, no keystore, nothing that goes on afterwards.
import { openHost } from '../../../main/compose.ts';
import type { Host } from '../../../main/host.ts';
import { filesOf } from '../../../main/services/host/folder-files.ts';

export async function benchHost(folder: string): Promise<Host> {
  const host = await openHost({
    folder,
    demo: false,
    clockRate: null,
    version: 'bench',
    serveSocket: false,
    isLasting: false,
    noticesIn: 'log',
    stderr: null,
    keystore: async () => null,
    systemProxy: null,
    preferencesFile: filesOf(folder).preferences,
  });
  if (host === null) throw new Error('Another process has the folder.');
  return host;
}
