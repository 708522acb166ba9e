// A fleet brought by one CSV file through the product's host into an empty folder, and the same rows inserted barely in one
// transaction: in turn, each time into a file of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from '@photostructure/sqlite';
import { filesOf } from '../../../main/services/host/folder-files.ts';
import { benchHost } from './bench-host.ts';

export type ImportingInput = { folder: string; instances: number; rounds: number };
/** Rows a second of each round. */
export type ImportingOutput = { imported: number[]; bare: number[] };

const HEAD = 'name,maxCallRate,tags,smartLicensing,licenseCount,licenseServerUrl,transportMode';
/** Characters of a file that go over the contract at once. */
const PART = 150_000;

export async function importing({ folder, instances, rounds }: ImportingInput): Promise<ImportingOutput> {
  const rows = Array.from(
    { length: instances },
    (_, n) => `p-${n},200,"core, r${n % 10}",Enable,50,https://ssm.example/SmartTransport,HTTP`,
  );
  const text = [HEAD, ...rows].join('\n');
  const output: ImportingOutput = { imported: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    const place = await mkdtemp(path.join(folder, 'import-'));
    try {
      const { ms, stored } = await throughHost(path.join(place, 'data'), text, instances);
      output.imported.push((1000 * instances) / ms);
      output.bare.push((1000 * instances) / barely(path.join(place, 'bare.sqlite'), stored));
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }
  return output;
}

/** `ms`: from the staged file to the answer. `stored`: what the store holds of each instance afterwards, as texts. */
async function throughHost(folder: string, text: string, instances: number): Promise<{ ms: number; stored: string[][] }> {
  const host = await benchHost(folder);
  let ms: number;
  try {
    let upload: string | null = null;
    for (let at = 0; at < text.length; at += PART)
      ({ upload } = await host.handlers['exchange.stage']({ upload, text: text.slice(at, at + PART) }));
    const from = performance.now();
    const { counts } = await host.handlers['exchange.apply']({ upload: upload ?? '', format: 'csv' });
    ms = performance.now() - from;
    if (counts.new !== instances) throw new Error(`Only ${counts.new} of ${instances} rows came in.`);
  } finally {
    await host.dispose();
  }
  return { ms, stored: storedIn(filesOf(folder).store) };
}

function storedIn(file: string): string[][] {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return db
      .prepare(
        `SELECT i.id, i.instance, i.configuration, s.state, t.row, group_concat(e.event || e.detail || e.seal) FROM instances i
         JOIN states s ON s.instance_id = i.id JOIN standings t ON t.instance_id = i.id
         JOIN events e ON e.instance_id = i.id GROUP BY i.id`,
      )
      .all()
      .map((row) => Object.values(row).map(String));
  } finally {
    db.close();
  }
}

/** ms */
function barely(file: string, rows: string[][]): number {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    db.exec('CREATE TABLE rows (id TEXT, instance TEXT, configuration TEXT, state TEXT, standing TEXT, event TEXT) STRICT');
    const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)');
    const from = performance.now();
    db.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert.run(...row);
    db.exec('COMMIT');
    return performance.now() - from;
  } finally {
    db.close();
  }
}
