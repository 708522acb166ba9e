// What a row of the bench gets: the sizes and the number of runs that were asked for, folders that are filled once, a way to speak.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Figure } from './figure.ts';
import { fillFolder } from './fill-folder.ts';

export type Scale = {
  readonly name: 'full' | 'quick' | 'smoke';
  /** Numbers of instances, small to large. */
  readonly sizes: readonly number[];
  /** Of what is measured again and again, interleaved with its yardstick. */
  readonly runs: number;
  /** Rounds before, which only warm caches: the script's code cache is written in the second start and used from the third. */
  readonly warming: number;
  /** How long a fleet at rest is watched, ms. */
  readonly restMs: number;
  /** How long changes go on, ms. */
  readonly changesMs: number;
};

export const SCALES: Readonly<Record<Scale['name'], Scale>> = {
  full: { name: 'full', sizes: [1, 100, 1_000, 10_000], runs: 9, warming: 2, restMs: 60_000, changesMs: 10_000 },
  quick: { name: 'quick', sizes: [1, 10_000], runs: 5, warming: 2, restMs: 20_000, changesMs: 5_000 },
  smoke: { name: 'smoke', sizes: [1, 100], runs: 1, warming: 0, restMs: 1_000, changesMs: 1_000 },
};

export type Row = {
  readonly name: string;
  /** The figures that it will bring, by `row` and `instances`. */
  expected(scale: Scale): Pick<Figure, 'row' | 'instances'>[];
  measure(run: BenchRun): Promise<Figure[]>;
};

export class BenchRun {
  readonly #filled = new Map<number, Promise<string>>();

  private constructor(
    readonly scale: Scale,
    /** The Electron executable. */
    readonly electron: string,
    /** The checkout, with what was built in `out`. */
    readonly root: string,
    /** Thrown away at the end. */
    readonly folder: string,
    readonly say: (text: string) => void,
  ) {}

  static async begin(scale: Scale, electron: string, root: string, say: (text: string) => void): Promise<BenchRun> {
    return new BenchRun(scale, electron, root, await mkdtemp(path.join(tmpdir(), 'cusp-bench-')), say);
  }

  get largest(): number {
    return this.scale.sizes.at(-1) ?? 1;
  }

  /** A data folder with so many instances, the same one for all rows. */
  filled(instances: number): Promise<string> {
    const folder = path.join(this.folder, `filled-${instances}`);
    const known = this.#filled.get(instances);
    if (known !== undefined) return known;
    const filling = fillFolder(folder, instances, this.root).then(() => folder);
    this.#filled.set(instances, filling);
    return filling;
  }

  async dispose(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}
