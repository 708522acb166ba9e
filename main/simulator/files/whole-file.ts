// A file that is only ever there whole: written beside itself, flushed, then renamed over the old one. Private to this user.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

export const privateFolder = (folder: string) => mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });

/** Durable when it resolves. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = await writeBeside(path, text);
  await rename(beside, path).catch(async (error) => {
    await rm(beside, { force: true });
    throw error;
  });
  await flushFolder(dirname(path));
}

/** False: somebody else made the file first; it is as they made it. */
export async function writeWholeIfAbsent(path: string, text: string): Promise<boolean> {
  const beside = await writeBeside(path, text);
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
    await flushFolder(dirname(path));
  }
}

async function writeBeside(path: string, text: string): Promise<string> {
  const beside = `${path}.${randomUUID()}.new`;
  const file = await open(beside, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
    return beside;
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Without it a rename may be forgotten when the power fails. Windows has no such thing. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
