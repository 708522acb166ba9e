// Secrets and certificates come from files or standard input, never from an argument: arguments are seen by every user of a
// computer and stay in the shell's history.
import { refuse } from '../../shared/app-failure.ts';
import { cleanToken } from '../../shared/model/field-rules.ts';
import type { Cli } from './cli.ts';
import { tell } from './output.ts';
import { usage } from './usage.ts';

export type TokenOptions = { tokenFile?: string; tokenStdin?: boolean };

const MOST_BYTES = 100_000;

/** The token without white space; undefined: none was offered. Throws where its source cannot be read. */
export async function tokenFrom(cli: Cli, { tokenFile, tokenStdin }: TokenOptions): Promise<string | undefined> {
  if (tokenFile !== undefined) return cleanToken(await readText(cli, tokenFile));
  return tokenStdin ? cleanToken(await readStdin(cli)) : undefined;
}

/** A password is the file's text without the line break at its end. */
export const passwordFrom = async (cli: Cli, file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : (await readText(cli, file)).replace(/\r?\n$/, '');

export const pemFrom = async (cli: Cli, file: string | undefined): Promise<string | undefined> =>
  file === undefined ? undefined : readText(cli, file);

async function readText({ world }: Cli, file: string): Promise<string> {
  try {
    return await world.readText(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw refuse('invalid-input', `The file ${file} cannot be read (${code}).`);
  }
}

async function readStdin(cli: Cli): Promise<string> {
  const { stdin } = cli.world;
  if ('isTTY' in stdin && stdin.isTTY === true) tell(cli, 'Paste the token, press Enter, then Ctrl+D:');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array | string);
    size += bytes.length;
    if (size > MOST_BYTES) throw usage('Standard input is too long for a token.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
