// The mark of a demonstration folder, with how its time runs: every process on the folder reads the same rate and anchor.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { refuse } from '../../../shared/errors.ts';
import { writePrivateFile } from '../host/private-file.ts';

/** `rate`: folder time per real time. `anchor`: a moment on both clocks, epoch ms; the rate counts from there on. */
const demonstrationSchema = z.object({
  rate: z.number().min(1).max(1_000_000),
  anchor: z.object({ real: z.number(), folder: z.number() }),
});
export type Demonstration = z.infer<typeof demonstrationSchema>;

/** `Date` ends at 8.64e15 ms; a demonstration stands still some centuries before. */
const LAST_MOMENT_MS = 8.6e15;

/** Null: the folder is no demonstration. Throws `store-unavailable` where the mark cannot be read. */
export function readDemonstration(file: string): Demonstration | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
  try {
    return demonstrationSchema.parse(JSON.parse(text));
  } catch {
    throw unreadable(file, 'not as this program writes it');
  }
}

export const writeDemonstration = (file: string, demonstration: Demonstration): void =>
  // A demonstration loses nothing that counts with the power, and its clock is moved often.
  writePrivateFile(file, `${JSON.stringify(demonstration, null, 2)}\n`, false);

/** Folder time at a moment of real time, both epoch ms; a real clock set back before the anchor makes it stand still. */
export const folderTime = ({ rate, anchor }: Demonstration, realMs: number): number =>
  Math.min(LAST_MOMENT_MS, Math.floor(anchor.folder + Math.max(0, realMs - anchor.real) * rate));

const unreadable = (file: string, why: string) =>
  refuse('store-unavailable', `This is a demonstration folder, but its clock ${file} cannot be read (${why}).`);
