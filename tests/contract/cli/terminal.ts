// The real command line in processes of its own, over a data folder that is gone after the tests. `npm test` builds the app first
// and says in ELECTRON_PATH with which runtime it runs.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Summary } from '../../../shared/model/summary.ts';

const APP = process.env.CUSP_TEST_APP ?? resolve(import.meta.dirname, '../../..');
const SWITCHES = ['--no-sandbox', '--no-zygote', '--log-level=3', '--ozone-platform=headless', '--disable-gpu', '--'];

export type Ended = { code: number | null; out: string; err: string };

/** One process of the command line. */
export class Running {
  out = '';
  err = '';
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #listeners = new Set<() => void>();

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    const electron = process.env.ELECTRON_PATH;
    if (electron === undefined) throw new Error('ELECTRON_PATH is not set: these tests run as a part of `npm test`.');
    this.#child = spawn(electron, [...SWITCHES, APP, '--command-line', ...args], { env });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#heard(() => (this.out += text)));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#heard(() => (this.err += text)));
    this.ended = new Promise((done, fail) => {
      this.#child.once('error', fail);
      this.#child.once('close', (code) => done({ code, out: this.out, err: this.err }));
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get stdin() {
    return this.#child.stdin;
  }

  /** Reads no more of standard output, as `head` does. */
  hangUp(): void {
    this.#child.stdout.destroy();
  }

  /** Resolves once this has been written to either stream; rejects where the process ends without. */
  async said(wanted: RegExp): Promise<void> {
    const isThere = () => wanted.test(this.out) || wanted.test(this.err);
    if (isThere()) return;
    const heard = new Promise<void>((done) => this.#listeners.add(() => isThere() && done()));
    const ended = this.ended.then(() => {
      if (!isThere()) throw new Error(`It ended without saying ${wanted}:\n${this.out}${this.err}`);
    });
    await Promise.race([heard, ended]);
  }

  stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  #heard(keep: () => void): void {
    keep();
    for (const listener of this.#listeners) listener();
  }
}

/** A person at a terminal of one data folder. */
export class Terminal {
  readonly #running = new Set<Running>();

  private constructor(
    readonly home: string,
    private readonly globals: readonly string[],
  ) {}

  /** `globals` stand before every command, e.g. `--demo`. */
  static async open(...globals: string[]): Promise<Terminal> {
    return new Terminal(await mkdtemp(join(tmpdir(), 'cusp-cli-')), globals);
  }

  get folder(): string {
    return join(this.home, 'data');
  }

  start(...args: string[]): Running {
    const env = { ...process.env, XDG_CONFIG_HOME: join(this.home, 'config'), DISPLAY: '', CUSP_LICENSE_HOME: '' };
    const running = new Running([...this.globals, '--data-dir', this.folder, ...args], env);
    this.#running.add(running);
    void running.ended.then(() => this.#running.delete(running));
    return running;
  }

  /** Runs one command to its end; `stdin` is all that it is given to read. */
  async run(args: readonly string[], stdin = ''): Promise<Ended> {
    const running = this.start(...args);
    running.stdin.end(stdin);
    return running.ended;
  }

  /** What a command that succeeds gives as JSON. */
  async json<T>(...args: string[]): Promise<T> {
    const { code, out, err } = await this.run(['--json', ...args]);
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${out}${err}`);
    return JSON.parse(out);
  }

  summary(name: string): Promise<Summary> {
    return this.json<Summary>('summary', name);
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#running].map((running) => running.stop('SIGKILL')));
    await rm(this.home, { recursive: true, force: true });
  }
}

export type Addresses = { http: string; https: string; token: string; signerCa: string; tlsCa: string; control: string };

/** The simulator as `cusp-license simulator` runs it. */
export async function simulator(terminal: Terminal, ...options: string[]): Promise<{ running: Running; at: Addresses }> {
  const running = terminal.start('--demo', 'simulator', ...options);
  await running.said(/\n/);
  return { running, at: JSON.parse(running.out) };
}
