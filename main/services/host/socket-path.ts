// Where the host of a data folder listens: a socket in a folder that only this user can enter, or a named pipe on Windows.
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** macOS takes 103 bytes, Linux 107; a longer path is cut in silence and listened on elsewhere. */
const LONGEST_PATH_BYTES = 103;

export type SocketSurroundings = {
  /** Nobody else can look into the data folder; else the socket lies in a folder of its own inside. */
  isPrivate: boolean;
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string | undefined>>;
  temporary: string;
};
/** `folder`: has to be private before the socket is made; null for a named pipe. */
export type SocketPlace = { path: string; folder: string | null };

/** `dataFolder`: its real path. */
export function socketPlace(
  dataFolder: string,
  { isPrivate, platform, environment, temporary }: SocketSurroundings,
): SocketPlace {
  if (platform === 'win32')
    return { path: `\\\\.\\pipe\\cusp-license-manager-${hashOf(dataFolder.toLowerCase())}`, folder: null };
  const runtime = environment.XDG_RUNTIME_DIR;
  const name = `cusp-${hashOf(dataFolder)}`;
  const folders = [
    isPrivate ? dataFolder : join(dataFolder, 'host'),
    ...(runtime ? [join(runtime, name)] : []),
    join(temporary, name),
    join('/tmp', name),
  ];
  const folder = folders.find((one) => Buffer.byteLength(socketIn(one)) <= LONGEST_PATH_BYTES) ?? join('/tmp', name);
  return { path: socketIn(folder), folder };
}

const socketIn = (folder: string): string => join(folder, 'host.sock');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);
