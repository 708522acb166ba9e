// The fleet to a file, and from one.
import { AppFailure, refuse } from '../../../shared/app-failure.ts';
import { type ExchangeFormat, formatOf } from '../../../shared/model/exchange-format.ts';
import { textOfFile } from '../../services/exchange/file-text.ts';
import type { Cli } from '../cli.ts';
import { Ended, REFUSED } from '../outcome.ts';
import { print, tell } from '../output.ts';
import { withFleet } from '../session.ts';
import { importText, refusedText } from '../text/import-text.ts';
import { plain } from '../text/plain.ts';
import { usage } from '../usage.ts';
import type { FleetCaller } from '../world.ts';

/** Of a file in one call: a line of the host socket has a limit. */
const PART = 150_000;

export async function exportFleet(cli: Cli, file: string): Promise<void> {
  const format = formatOfFile(file);
  const { text, instances } = await withFleet(cli, async (fleet) => {
    const { rows } = await fleet.call('fleet.snapshot', {});
    const { text } = await fleet.call('exchange.export', { format });
    return { text, instances: rows.length };
  });
  try {
    cli.world.writeText(file, text);
  } catch (error) {
    throw refuse('operation-failed', `${file} cannot be written: ${messageOf(error)}.`);
  }
  print(
    cli,
    { file, format, instances },
    () => `Exported ${instances} ${instances === 1 ? 'instance' : 'instances'} to ${plain(file)}.\n`,
  );
}

export type ImportOptions = { dryRun?: boolean; confirm?: string };

export async function importFleet(cli: Cli, file: string, { dryRun = false, confirm }: ImportOptions): Promise<void> {
  const format = formatOfFile(file);
  const text = textOfFile(await bytesOf(cli, file));
  const preview = await withFleet(cli, async (fleet) => {
    const upload = await staged(fleet, text);
    const found = await fleet.call('exchange.preview', { upload, format });
    if (dryRun || found.counts.refused > 0) await fleet.call('exchange.discard', { upload });
    else await fleet.call('exchange.apply', { upload, format, confirm });
    return found;
  });
  const { counts, ignored } = preview;
  if (ignored.length > 0 && !cli.json) tell(cli, `Ignored, since it means nothing here: ${ignored.map(plain).join(', ')}.`);
  const result = { dryRun, imported: !dryRun && counts.refused === 0, format, counts, ignored, rows: preview.rows };
  if (counts.refused === 0) {
    print(cli, result, () => importText(preview, dryRun));
    return;
  }
  const message = `${counts.refused} of ${preview.rows.length} refused: nothing was imported.`;
  if (cli.json) print(cli, { ...result, error: { code: 'invalid-input', text: message, message } }, () => '');
  else for (const line of [...refusedText(preview), `cusp-license: ${message}`]) tell(cli, line);
  throw new Ended(REFUSED);
}

async function staged(fleet: FleetCaller, text: string): Promise<string> {
  let upload: string | null = null;
  for (let at = 0; at === 0 || at < text.length; at += PART)
    ({ upload } = await fleet.call('exchange.stage', { upload, text: text.slice(at, at + PART) }));
  return upload ?? '';
}

function formatOfFile(file: string): ExchangeFormat {
  return formatOf(file) ?? noFormat();
}

function noFormat(): never {
  throw usage('The file ends in .csv or .json: its ending says which of the two it is.');
}

async function bytesOf({ world }: Cli, file: string): Promise<Uint8Array> {
  try {
    return await world.readBytes(file);
  } catch (error) {
    throw error instanceof AppFailure ? error : usage(`${file} cannot be read: ${messageOf(error)}.`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
