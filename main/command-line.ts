// Runs the command line in this process. A command that finds a host leaves before Electron is ready: nothing else starts.
import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { app } from 'electron';
import { AppFailure, refuse } from '../shared/app-failure.ts';
import type { FleetChannel, Input, Output } from '../shared/ipc/contract.ts';
import { run } from './cli/main.ts';
import type { CliWorld, HostOptions, OpenHost, RunningSimulator, SimulatorOptions } from './cli/world.ts';
import { filesOf } from './services/host/folder-files.ts';
import { connectToHost } from './services/host/host-socket-client.ts';
import { writePrivateFile } from './services/host/private-file.ts';
import { realClock } from './services/time/real-time.ts';
import { standardDataFolder, standardDemonstrationFolder } from './standard-folders.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when Electron may get ready, which a host wants for the keystore; otherwise the process ends before. */
export function runCommandLine(argv: string[]): Promise<void> {
  return new Promise((wantReady) => void runAndExit(argv, wantReady));
}

async function runAndExit(argv: string[], wantReady: () => void): Promise<never> {
  // An uncaught exception would open a dialog, which hangs where there is no display.
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  process.stdout.on('error', die);
  app.once('ready', takeSignalsBack);
  const code = await run(argv, world(wantReady));
  // A pipe that is slow is emptied first: `exit` would cut it off.
  await new Promise<void>((done) => process.stdout.write('', () => done()));
  process.exit(code);
}

/**
 * At `ready` Electron puts its own handlers in the place of Node's, which would end the process as if all was well: Node's are
 * set up anew, and a command that nobody can stop in order is cut short with the signal's exit code.
 */
function takeSignalsBack(): void {
  for (const signal of STOP_SIGNALS) {
    const listeners = process.listeners(signal);
    process.removeAllListeners(signal);
    process.on(signal, () => {
      const isExpected = process.listenerCount(signal) > 1;
      if (!isExpected) process.exit(128 + constants.signals[signal]);
    });
    for (const listener of listeners) process.on(signal, listener);
  }
}

/** Electron's `exit` ends the process a moment later. */
function die(error: unknown): void {
  // The reader has had enough (`… | head -1`).
  const isHeard = (error as NodeJS.ErrnoException | null)?.code !== 'EPIPE';
  if (isHeard) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(isHeard ? 1 : 0);
}

function world(wantReady: () => void): CliWorld {
  const real = realClock();
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    isTTY: process.stdout.isTTY === true,
    terminalRows: () => process.stdout.rows ?? null,
    env: process.env,
    version: app.getVersion(),
    defaultDataFolder: standardDataFolder(),
    defaultDemoFolder: standardDemonstrationFolder(),
    time: { after: real.after, now: real.wallMs },
    readText: (file) => readFile(file, 'utf8'),
    readBytes: (file) => readFile(file),
    writeText: writePrivateFile,
    onStop,
    connect: (folder) => connectToHost(folder, real),
    openHost: (options) => becomeHost(options, wantReady),
    fetch: globalThis.fetch,
    startSimulator,
  };
}

function onStop(listener: () => void): () => void {
  for (const signal of STOP_SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, listener);
  };
}

async function becomeHost(
  { folder, demo, clockRate, serveSocket, isLasting }: HostOptions,
  wantReady: () => void,
): Promise<OpenHost | null> {
  const { openHost } = await import('./compose.ts');
  const keystore = async () => {
    const { keystoreVault, mayHaveKeystore } = await import('./shell/vault.ts');
    if (!mayHaveKeystore()) return null;
    wantReady();
    return keystoreVault();
  };
  const options = {
    folder,
    demo,
    clockRate,
    serveSocket,
    isLasting,
    noticesIn: 'log' as const,
    version: app.getVersion(),
    stderr: process.stderr,
    keystore,
    systemProxy: null,
    preferencesFile: filesOf(folder).preferences,
  };
  const host = await openHost(options);
  if (host === null) return null;
  return {
    call: <C extends FleetChannel>(channel: C, input: Input<C>) =>
      // Input of this process' own commands is of the contract's shape: nothing between here and there could change it.
      (host.handlers[channel] as unknown as (input: Input<C>) => Promise<Output<C>>)(input),
    onChange: (listener) => host.live.onDelta(listener),
    idle: () => host.leave(),
    dispose: () => host.dispose(),
  };
}

async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const [{ startSimulator: start }, { prepareDataFolder }] = await Promise.all([
    import('./simulator/simulator.ts'),
    import('./services/host/host-folder.ts'),
  ]);
  const { randomUUID } = await import('node:crypto');
  const real = realClock();
  try {
    const running = await start({
      folder: prepareDataFolder(options.folder),
      stateFile: options.stateFile ?? undefined,
      port: options.port,
      httpsPort: options.httpsPort,
      clock: options.demo ? 'requests' : 'real',
      now: real.wallMs,
      chance: { number: Math.random, uuid: randomUUID },
      time: real,
    });
    running.control.faults.put(options.faults);
    const { http, https, token, signerCaPath: signerCa, tlsCaPath: tlsCa, controlSecret: control } = running;
    return { addresses: { http, https, token, signerCa, tlsCa, control }, dispose: () => running.dispose() };
  } catch (error) {
    if (error instanceof AppFailure || !(error instanceof Error)) throw error;
    throw refuse('operation-failed', error.message);
  }
}
