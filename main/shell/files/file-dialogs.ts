// Files that a person chooses: SECURITY: the page asks for a dialog and learns a file's name; it never names a path, and what it gets
// of a file is what an import says about it.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { refuse } from '../../../shared/app-failure.ts';
import type { FleetChannel, Input, Output, WindowChannel } from '../../../shared/ipc/contract.ts';
import { formatOf } from '../../../shared/model/exchange-format.ts';
import { activityFile } from '../../services/exchange/activity-file.ts';
import { textOfFile } from '../../services/exchange/file-text.ts';
import { MOST_BYTES } from '../../services/exchange/read-file.ts';
import { writePrivateFile } from '../../services/host/private-file.ts';
import type { Handlers } from '../ipc/answers.ts';

type FileChannel = Extract<WindowChannel, `files.${string}`>;
type Call = <C extends FleetChannel>(channel: C, input: Input<C>) => Promise<Output<C>>;

/** Of a file in one call, as on the host socket, which this window may be at the other end of. */
const PART = 150_000;
const FILTERS = {
  csv: { name: 'CSV', extensions: ['csv'] },
  json: { name: 'JSON', extensions: ['json'] },
  ics: { name: 'iCalendar', extensions: ['ics'] },
};

export function fileHandlers(window: BrowserWindow, call: Call): Pick<Handlers, FileChannel> {
  const save = async (name: string, format: keyof typeof FILTERS, text: () => Promise<string>) => {
    const chosen = await dialog.showSaveDialog(window, { defaultPath: `${name}.${format}`, filters: [FILTERS[format]] });
    if (chosen.canceled || chosen.filePath === '') return null;
    const content = await text();
    try {
      writePrivateFile(chosen.filePath, content);
    } catch (error) {
      throw refuse('operation-failed', `${path.basename(chosen.filePath)} cannot be written: ${messageOf(error)}.`);
    }
    return { name: path.basename(chosen.filePath) };
  };
  return {
    'files.openImport': async () => {
      const filters = [{ name: 'CSV, JSON', extensions: ['csv', 'json'] }];
      const chosen = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
      const [file] = chosen.filePaths;
      if (chosen.canceled || file === undefined) return null;
      const name = path.basename(file);
      const format = formatOf(name);
      if (format === null) throw refuse('invalid-input', `${name} ends neither in .csv nor in .json.`);
      return { upload: await staged(call, textOfFile(await bytesOf(file))), format, name };
    },
    'files.saveExport': ({ format, scope }) =>
      save(
        'fleet',
        format,
        async () => (await call('exchange.export', { format, ...(scope === undefined ? {} : { scope }) })).text,
      ),
    'files.saveJob': ({ id }) => save('job', 'csv', async () => (await call('jobs.csv', { id })).text),
    'files.saveActivity': ({ filter, format }) => save('activity', format, () => activityFile(call, filter, format)),
    'files.saveCalendar': ({ text }) => save('licence-dates', 'ics', async () => text),
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    // Not read at all where it is too large.
    const { size } = await stat(file);
    return size > MOST_BYTES ? new Uint8Array(MOST_BYTES + 1) : await readFile(file);
  } catch (error) {
    throw refuse('invalid-input', `${path.basename(file)} cannot be read: ${messageOf(error)}.`);
  }
}

async function staged(call: Call, text: string): Promise<string> {
  let upload: string | null = null;
  for (let at = 0; at === 0 || at < text.length; at += PART)
    ({ upload } = await call('exchange.stage', { upload, text: text.slice(at, at + PART) }));
  return upload ?? '';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
