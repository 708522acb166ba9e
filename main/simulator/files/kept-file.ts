// Reads a file that the simulator has written: a line of JSON with its kind and version, perhaps lines of what changed since. What
// cannot be read is told and left alone.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SimulatorError } from './simulator-error.ts';

export type Kind<T> = { name: string; version: number; content: z.ZodType<T> };

const headSchema = z.looseObject({ kind: z.string(), version: z.number().int().positive() });

/** Null: there is no such file. `later`: the lines after the first. Rejects with SimulatorError. */
export async function readKept<T>(path: string, kind: Kind<T>): Promise<{ content: T; later: unknown[] } | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new SimulatorError(`The simulator's file ${path} cannot be read: ${error.message}`);
  });
  if (text === null) return null;
  // What stands behind the last line break was being written when the computer stopped: nobody was told that it is kept.
  const [first = '', ...lines] = text.includes('\n') ? text.split('\n').slice(0, -1) : [text];
  const head = headSchema.safeParse(json(first));
  if (!head.success || head.data.kind !== kind.name) throw damaged(path, `it is no ${kind.name}`);
  if (head.data.version > kind.version) {
    throw new SimulatorError(`The simulator's file ${path} was written by a newer version of this program; it was left as it is`);
  }
  return { content: parsed(path, kind.content, head.data.content), later: lines.map(json) };
}

/** Throws SimulatorError where `value` is not what was written. */
export function parsed<T>(path: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw damaged(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as it was written'}`);
}

/** `content`: JSON already. */
export const keptText = (kind: Pick<Kind<unknown>, 'name' | 'version'>, content: string): string =>
  `{"kind":${JSON.stringify(kind.name)},"version":${kind.version},"content":${content}}\n`;

const damaged = (path: string, why: string): SimulatorError =>
  new SimulatorError(`The simulator's file ${path} is damaged (${why}); it was left as it is. Move it away to begin anew`);

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
