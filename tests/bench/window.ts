// A window that is measured: the real built app on a data folder, or the bare one. Nothing is asked of it before it is at rest.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import type { BenchRun } from './bench-run.ts';
import { DevtoolsPipe } from './devtools-pipe.ts';
import { cpuMsOf, memoryOf } from './processes.ts';

/** At rest: all processes together used less than this in the time after it. */
const REST_CPU_MS = 30;
const REST_MS = 2_000;
const LOOK_MS = 250;
const LONGEST_MS = 120_000;

export class MeasuredWindow {
  readonly pipe: DevtoolsPipe;
  #said = '';

  private constructor(
    private readonly process: ChildProcess,
    /** Epoch ms, just before the process was made. */
    private readonly startedAt: number,
  ) {
    this.pipe = new DevtoolsPipe(process.stdio[3] as Writable, process.stdio[4] as Readable);
    process.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#said += chunk;
    });
  }

  /** The app as it was built, on a data folder. */
  static app(run: BenchRun, folder: string): MeasuredWindow {
    return MeasuredWindow.#start(run, [run.root, '--data-dir', folder]);
  }

  /** The least that a window can be. */
  static async bare(run: BenchRun): Promise<MeasuredWindow> {
    const profile = path.join(run.folder, 'bare-profile');
    await mkdir(profile, { recursive: true });
    return MeasuredWindow.#start(run, [path.join(run.root, 'tests/bench/bare-window'), `--profile=${profile}`]);
  }

  static #start(run: BenchRun, args: string[]): MeasuredWindow {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    // No keyring is asked: whether there is one is no matter of this program.
    const { DBUS_SESSION_BUS_ADDRESS: _, ...env } = process.env;
    const startedAt = Date.now();
    const child = spawn(run.electron, [...sandbox, '--log-level=3', '--remote-debugging-pipe', ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env,
    });
    return new MeasuredWindow(child, startedAt);
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('The window could not be started.');
    return this.process.pid;
  }

  /** Waits until nothing happens any more. Throws where the window ended or never comes to rest. */
  async rested(): Promise<void> {
    const end = Date.now() + LONGEST_MS;
    for (let since = Date.now(), from = await cpuMsOf(this.pid); Date.now() < end; ) {
      await after(LOOK_MS);
      if (this.process.exitCode !== null) throw new Error(`The window ended: ${this.#said.trim()}`);
      const used = await cpuMsOf(this.pid);
      if (Math.abs(used - from) > REST_CPU_MS) [since, from] = [Date.now(), used];
      else if (Date.now() - since >= REST_MS) return;
    }
    throw new Error('The window does not come to rest.');
  }

  /** Of all its processes, bytes. */
  memory(): Promise<number> {
    return memoryOf(this.pid);
  }

  /** From the process's start until the element that is marked with `elementtiming` was on the screen, ms. */
  async shownMs(mark: string): Promise<number> {
    const page = await this.pipe.page();
    const shownAt = await page.evaluate<number>(`new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('${mark} was never shown')), 20000);
      new PerformanceObserver((list) => {
        const entry = list.getEntries().find(({ identifier }) => identifier === '${mark}');
        if (entry) resolve(performance.timeOrigin + entry.renderTime);
      }).observe({ type: 'element', buffered: true });
    })`);
    await page.detach();
    return shownAt - this.startedAt;
  }

  /** As a user quits it. */
  async close(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    this.pipe.send('Browser.close').catch(() => undefined);
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
