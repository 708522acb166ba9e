// A display of the tests' own.
import { spawn } from 'node:child_process';

/** Resolves with `{ display, stop }`. */
export function startXvfb() {
  return new Promise((resolve, reject) => {
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Xvfb ended')));
    child.stdio[3].once('data', (number) => resolve({ display: `:${String(number).trim()}`, stop: () => child.kill() }));
  });
}
