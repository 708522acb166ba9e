// What the simulator keeps and where: its certificate authority once per data folder, and with a state file all that it knows.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Authority, authoritySchema } from '../authority/authority.ts';
import { type StoredBook, storedBookSchema } from '../book/book.ts';
import { type Change, changeSchema, replay } from './book-changes.ts';
import { type Kind, keptText, parsed, readKept } from './kept-file.ts';
import { privateFolder, writeWhole, writeWholeIfAbsent } from './whole-file.ts';

const AUTHORITY: Kind<Authority> = { name: 'licence-simulator-authority', version: 1, content: authoritySchema };
const stateSchema = z.object({ authority: authoritySchema, book: storedBookSchema });
const STATE: Kind<z.infer<typeof stateSchema>> = { name: 'licence-simulator-state', version: 1, content: stateSchema };

export type Places = { folder: string; stateFile: string | undefined };
export type Found = { authority: Authority; book: StoredBook | null; signerCaPath: string; tlsCaPath: string };

/** What is there; an authority is made where there is none. Rejects with SimulatorError for a file that cannot be used. */
export async function findKept(places: Places, make: () => Promise<Authority>): Promise<Found> {
  const state = places.stateFile === undefined ? null : await readState(resolve(places.stateFile));
  const folders = (await readKept(authorityPath(places), AUTHORITY))?.content ?? null;
  if (state !== null && state.authority.root.certificate !== folders?.root.certificate) {
    const beside = `${resolve(places.stateFile ?? '')}.`;
    return { ...state, ...(await publish(state.authority, beside)) };
  }
  await privateFolder(ownFolder(places));
  const authority = state?.authority ?? folders ?? (await foundAuthority(places, make));
  return { authority, book: state?.book ?? null, ...(await publish(authority, join(ownFolder(places), '/'))) };
}

async function foundAuthority(places: Places, make: () => Promise<Authority>): Promise<Authority> {
  const made = await make();
  if (await writeWholeIfAbsent(authorityPath(places), authorityText(made))) return made;
  return (await readKept(authorityPath(places), AUTHORITY))?.content ?? made;
}

/** Of the data folder's own authority, so that signing certificates outlive the process without a state file. */
export const keepAuthority = (places: Places, authority: Authority) =>
  writeWhole(authorityPath(places), authorityText(authority));

async function readState(path: string): Promise<z.infer<typeof stateSchema> | null> {
  const kept = await readKept(path, STATE);
  if (kept === null) return null;
  const changes: Change[] = kept.later.map((change) => parsed(path, changeSchema, change));
  const authority = changes.findLast((change) => change.authority !== undefined)?.authority ?? kept.content.authority;
  return { authority, book: replay(kept.content.book, changes) };
}

/** The first line of a state file. `book`: JSON already. */
export const stateText = (authority: Authority, book: string): string =>
  keptText(STATE, `{"authority":${JSON.stringify(authority)},"book":${book}}`);

const ownFolder = ({ folder }: Places): string => join(resolve(folder), 'simulator');
const authorityPath = (places: Places): string => join(ownFolder(places), 'authority.json');
const authorityText = (authority: Authority): string => keptText(AUTHORITY, JSON.stringify(authority));

/** The two roots as files that an administrator can name. */
async function publish({ root, tlsRoot }: Authority, prefix: string) {
  const signerCaPath = `${prefix}signer-ca.pem`;
  const tlsCaPath = `${prefix}tls-ca.pem`;
  await writeIfOther(signerCaPath, `${root.certificate}\n`);
  await writeIfOther(tlsCaPath, `${tlsRoot.certificate}\n`);
  return { signerCaPath, tlsCaPath };
}

async function writeIfOther(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) !== text) await writeWhole(path, text);
}
