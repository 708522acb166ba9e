// Runs the executable in this terminal: its streams are ours, signals go through, and so does the exit code.
import { spawn } from 'node:child_process';

export function runHere(executable, args, env = process.env) {
  const child = spawn(executable, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.once('close', (code, signal) => process.exit(code ?? (signal ? 128 + 15 : 1)));
}
