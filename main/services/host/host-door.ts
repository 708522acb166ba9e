// Opens the host's door in a data folder: makes the place private, clears what a killed host left, listens, and says where.
import { rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { refuse } from '../../../shared/app-failure.ts';
import { filesOf } from './folder-files.ts';
import { isPrivateFolder, preparePrivateFolder } from './host-folder.ts';
import { removeHostRecord, writeHostRecord } from './host-record.ts';
import { type HostSocketOptions, type HostSocketServer, serveHostSocket } from './host-socket-server.ts';
import { socketPlace } from './socket-path.ts';

export type HostDoorOptions = Omit<HostSocketOptions, 'path' | 'token'> & {
  /** The real path of the data folder, whose host lock this process holds. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  /** Real time, epoch ms. */
  now: () => number;
};

/** Throws `store-unavailable` where the door cannot be opened. `dispose` before the host lock is released. */
export async function openHostDoor(options: HostDoorOptions): Promise<HostSocketServer> {
  const { folder, environment, now, ...rest } = options;
  const files = filesOf(folder);
  const surroundings = { isPrivate: isPrivateFolder(folder), platform: process.platform, environment, temporary: tmpdir() };
  const { path, folder: socketFolder } = socketPlace(folder, surroundings);
  try {
    if (socketFolder !== null) {
      preparePrivateFolder(socketFolder);
      rmSync(path, { force: true });
    }
    // The token is on the disk before anybody can connect, and the record, which names the socket, is what clients look for.
    const token = writeHostRecord(files, {
      pid: process.pid,
      hostName: hostname(),
      socket: path,
      startedAt: new Date(now()).toISOString(),
    });
    const server = await serveHostSocket({ ...rest, path, token });
    return {
      leave: () => server.leave(),
      async dispose() {
        removeHostRecord(files);
        await server.dispose();
        if (socketFolder !== null && socketFolder !== folder) rmSync(dirname(path), { recursive: true, force: true });
      },
    };
  } catch (error) {
    removeHostRecord(files);
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse('store-unavailable', `Other processes cannot be let in at ${path}: ${error.message}.`);
  }
}
