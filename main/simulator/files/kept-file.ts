// Reads a file that the simulator has written: one JSON value with its kind and version. What cannot be read is told and left alone.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SimulatorError } from './simulator-error.ts';

export type Kind<T> = { name: string; version: number; content: z.ZodType<T> };

const headSchema = z.looseObject({ kind: z.string(), version: z.number().int().positive() });

/** Null: there is no such file. Rejects with SimulatorError. */
export async function readKept<T>(path: string, kind: Kind<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new SimulatorError(`The simulator's file ${path} cannot be read: ${error.message}`);
  });
  if (text === null) return null;
  const head = headSchema.safeParse(json(text));
  if (!head.success || head.data.kind !== kind.name) throw damaged(path, `it is no ${kind.name}`);
  if (head.data.version > kind.version) {
    throw new SimulatorError(`The simulator's file ${path} was written by a newer version of this program; it was left as it is`);
  }
  const content = kind.content.safeParse(head.data.content);
  if (content.success) return content.data;
  const [issue] = content.error.issues;
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
