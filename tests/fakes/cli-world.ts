// The surroundings of one command line: streams that keep what was written, files that are plain text, a fleet in memory.
import { Readable, Writable } from 'node:stream';
import { run } from '../../main/cli/main.ts';
import type { CliWorld, HostOptions, SimulatorOptions } from '../../main/cli/world.ts';
import { MemoryFleet, START } from './memory-fleet.ts';
import { MovedTime } from './moved-time.ts';

class Kept extends Writable {
  text = '';
  readonly #waiting = new Set<{ wanted: string; done: () => void }>();

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8');
    for (const waiting of this.#waiting) if (this.text.includes(waiting.wanted)) waiting.done();
    done();
  }

  /** Resolves once this has been written. */
  async said(wanted: string): Promise<void> {
    if (this.text.includes(wanted)) return;
    await new Promise<void>((done) => this.#waiting.add({ wanted, done }));
  }
}

export class FakeCliWorld implements CliWorld {
  readonly stdout = new Kept();
  readonly stderr = new Kept();
  stdin: Readable = Readable.from([]);
  isTTY = false;
  rows: number | null = null;
  env: Record<string, string | undefined> = {};
  readonly version = '1.2.3';
  readonly defaultDataFolder = '/home/somebody/data';
  readonly defaultDemoFolder = '/home/somebody/demonstration';
  readonly time: MovedTime;
  readonly fleet: MemoryFleet;
  readonly files = new Map<string, string>();
  /** Files that are no text. */
  readonly binary = new Map<string, Uint8Array>();
  /** Where the host is: running already, to be opened here, or behind a lock that nobody answers for. */
  host: 'running' | 'here' | 'locked' = 'running';
  readonly opened: HostOptions[] = [];
  readonly connected: string[] = [];
  readonly simulators: SimulatorOptions[] = [];
  fetch: CliWorld['fetch'] = () => Promise.reject(new Error('nobody answers'));
  #stoppers = new Set<() => void>();

  /** `flowing`: what waits for time does not wait in the test. */
  constructor({ flowing = true }: { flowing?: boolean } = {}) {
    this.time = new MovedTime(START, flowing);
    this.fleet = new MemoryFleet(this.time);
  }

  terminalRows = (): number | null => this.rows;

  async readText(file: string): Promise<string> {
    const text = this.files.get(file);
    if (text !== undefined) return text;
    throw Object.assign(new Error(`ENOENT: no such file, open '${file}'`), { code: 'ENOENT' });
  }

  async readBytes(file: string): Promise<Uint8Array> {
    const bytes = this.binary.get(file);
    return bytes ?? new TextEncoder().encode(await this.readText(file));
  }

  writeText(file: string, text: string): void {
    if (file.startsWith('/nowhere/'))
      throw Object.assign(new Error(`ENOENT: no such folder, open '${file}'`), { code: 'ENOENT' });
    this.files.set(file, text);
  }

  onStop(listener: () => void): () => void {
    this.#stoppers.add(listener);
    return () => this.#stoppers.delete(listener);
  }

  /** As SIGTERM does. */
  stop(): void {
    for (const stopper of this.#stoppers) stopper();
  }

  async connect(folder: string) {
    this.connected.push(folder);
    return this.host === 'running' ? this.fleet.caller() : null;
  }

  async openHost(options: HostOptions) {
    this.opened.push(options);
    return this.host === 'here' ? this.fleet.caller() : null;
  }

  async startSimulator(options: SimulatorOptions) {
    this.simulators.push(options);
    const addresses = {
      http: 'http://127.0.0.1:1',
      https: 'https://127.0.0.1:2',
      token: 'dG9rZW4',
      signerCa: '/ca/signer.pem',
      tlsCa: '/ca/tls.pem',
      control: 'c0ffee',
    };
    return { addresses, dispose: async () => {} };
  }

  /** Runs one command and returns what it ended with; output of earlier ones is forgotten. */
  async cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
    this.stdout.text = '';
    this.stderr.text = '';
    const code = await run(argv, this);
    return { code, out: this.stdout.text, err: this.stderr.text };
  }
}
