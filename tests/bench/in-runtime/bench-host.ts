// The product's host on a folder of the bench: no socket, no keystore, nothing that goes on afterwards.
import { type Host, openHost } from '../../../main/compose.ts';
import { filesOf } from '../../../main/services/host/folder-files.ts';

export async function benchHost(folder: string): Promise<Host> {
  const host = await openHost({
    folder,
    demo: false,
    clockRate: null,
    version: 'bench',
    serveSocket: false,
    isLasting: false,
    stderr: null,
    keystore: async () => null,
    systemProxy: null,
    preferencesFile: filesOf(folder).preferences,
  });
  if (host === null) throw new Error('Another process has the folder.');
  return host;
}
