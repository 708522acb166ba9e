// One invocation: its surroundings and the global options, as every command gets them.
import { resolve } from 'node:path';
import { usage } from './usage.ts';
import type { CliWorld } from './world.ts';

export type GlobalOptions = { dataDir?: string; demo?: boolean; clockRate?: string; json?: boolean };

export type Cli = {
  readonly world: CliWorld;
  readonly folder: string;
  readonly demo: boolean;
  /** How many times as fast the folder's time runs; null: as it is kept in the folder. */
  readonly clockRate: number | null;
  readonly json: boolean;
};

/** Throws a usage error where the clock rate is no number from 1 to 1,000,000. */
export function cliOf(world: CliWorld, options: GlobalOptions): Cli {
  const demo = options.demo ?? false;
  const standard = demo ? world.defaultDemoFolder : world.defaultDataFolder;
  const folder = options.dataDir || world.env.CUSP_LICENSE_HOME || standard;
  return { world, folder: resolve(folder), demo, clockRate: clockRateOf(options.clockRate), json: options.json ?? false };
}

function clockRateOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (rate >= 1 && rate <= 1_000_000) return rate;
  throw usage('--clock-rate is a number from 1 to 1000000.');
}
