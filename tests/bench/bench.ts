// The bench: measures the rows that were asked for, prints one table, writes the same as JSON. Ends with 1 where a figure that was
// promised was not brought; never because of a figure's value.
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BenchRun, type Row, SCALES } from './bench-run.ts';
import { type Figure, isMet, keyOf, ratioOf, tableOf } from './figure.ts';
import { fillFolder } from './fill-folder.ts';
import { authorizationsRow } from './rows/authorizations.ts';
import { changesRow } from './rows/changes.ts';
import { durableStepRow } from './rows/durable-step.ts';
import { idle } from './rows/idle.ts';
import { importingRow } from './rows/importing.ts';
import { startUp } from './rows/start-up.ts';
import { tableWork } from './rows/table-work.ts';

const ROWS: readonly Row[] = [startUp, authorizationsRow, durableStepRow, importingRow, idle, changesRow, tableWork];
const USAGE = `npm run bench -- [--quick | --smoke] [--only ROW,…] [--json FILE]
npm run bench -- --fill FOLDER --instances N     only fills a data folder
Rows: ${ROWS.map(({ name }) => name).join(', ')}`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    smoke: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
    fill: { type: 'string' },
    instances: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const { ELECTRON_PATH: electron = '', BENCH_ROOT: root = '' } = process.env;
const say = (text: string) => void process.stderr.write(`· ${text}\n`);

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (options.fill !== undefined) {
    await fillFolder(path.resolve(options.fill), Number(options.instances ?? 100), root);
    return 0;
  }
  const names = options.only?.split(',') ?? ROWS.map(({ name }) => name);
  const unknown = names.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no row ${unknown.join(', ')}.\n${USAGE}\n`);
    return 2;
  }
  const scale = SCALES[options.smoke ? 'smoke' : options.quick ? 'quick' : 'full'];
  const rows = ROWS.filter(({ name }) => names.includes(name));
  const run = await BenchRun.begin(scale, electron, root, say);
  const figures: Figure[] = [];
  try {
    for (const row of rows) figures.push(...(await row.measure(run)));
  } finally {
    await run.dispose();
  }
  process.stdout.write(`${tableOf(figures)}\n`);
  const file = path.resolve(options.json ?? path.join(root, 'tests/.results/bench.json'));
  await keep(file, scale.name, figures);
  say(file);
  const brought = new Set(figures.filter(({ value }) => Number.isFinite(value)).map(keyOf));
  const missing = rows.flatMap((row) => row.expected(scale)).filter((expected) => !brought.has(keyOf(expected)));
  for (const one of missing) process.stderr.write(`Missing: ${keyOf(one)}\n`);
  return missing.length === 0 ? 0 : 1;
}

async function keep(file: string, scale: string, figures: readonly Figure[]): Promise<void> {
  const machine = { cpu: os.cpus()[0]?.model ?? '', cores: os.cpus().length, memory: os.totalmem(), kernel: os.release() };
  const said = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure) }));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), scale, machine, figures: said }, null, 2)}\n`);
}

process.exitCode = await main();
