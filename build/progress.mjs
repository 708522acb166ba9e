// Progress of the scripts: a line for every step that takes over a second, on standard error so that standard output stays the
// command's own. Commands are run with their output kept and shown only when they fail.
import { spawn } from 'node:child_process';

const SHOWN_AFTER_MS = 1000;

/** Runs `work`; says what it is once it has taken a second, and how long it took in the end. */
export async function step(title, work) {
  const from = Date.now();
  let shown = false;
  const timer = setTimeout(() => {
    shown = true;
    process.stderr.write(`· ${title} …\n`);
  }, SHOWN_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (shown) process.stderr.write(`  ${title}: ${((Date.now() - from) / 1000).toFixed(1)} s\n`);
  }
}

/** Resolves with the exit code and all output; never rejects for a command that fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 128, signal, output }));
  });
}

/** The same, but a failure ends the script with the command's output. */
export async function must(title, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) stop(`${title} failed (${command} ${args.join(' ')}):\n${output.trim().slice(-4000)}`);
  return output;
}

export function stop(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
