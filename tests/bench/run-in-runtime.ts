// Runs a program of the bench inside the product's runtime and takes its result.
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { BenchRun } from './bench-run.ts';

/** How the runtime runs without a window. */
export const WINDOWLESS = ['--no-sandbox', '--no-zygote', '--log-level=3', '--ozone-platform=headless', '--disable-gpu'];

/** Rejects with what the program said where it failed. */
export async function runInRuntime<T>(run: BenchRun, program: string, input: unknown): Promise<T> {
  const folder = path.join(run.root, 'tests/bench/in-runtime');
  const args = [...WINDOWLESS, '--', folder, '--program', program, '--input', JSON.stringify(input)];
  const child = spawn(run.electron, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} failed (${code}): ${said.trim()}`);
  return JSON.parse(output) as T;
}
