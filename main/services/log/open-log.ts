// The program's log, over electron-log: a private file in the data folder, rotated, and standard error for the command line. One
// line an entry; every value is redacted before the library sees it.
import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import type { Writable } from 'node:stream';
import electronLog from 'electron-log/node';
import { LEVELS, type Level, type Log, type LogFacts } from './log.ts';
import { redact, redactText } from './redact.ts';

export type LogOptions = {
  /** Null: no file. */
  file: string | null;
  /** Where lines go besides; null: nowhere. Never standard output: that is for results. */
  stream: Writable | null;
  /** What is written to the file and to the stream at most. */
  fileLevel: Level;
  streamLevel: Level;
  /** Bytes after which the file becomes `<file>.1`, and that `<file>.2`. */
  rotateAtBytes?: number;
};
const ROTATE_AT_BYTES = 5 * 1024 * 1024;

/** A log per scope; a scope is the part of the program that speaks, e.g. `store`. */
export type Logs = { scope(name: string): Log };

export function openLog({ file, stream, fileLevel, streamLevel, rotateAtBytes = ROTATE_AT_BYTES }: LogOptions): Logs {
  const logger = electronLog.create({ logId: randomUUID() });
  const toFile = logger.transports.file;
  toFile.level = file === null ? false : fileLevel;
  if (file !== null) {
    toFile.resolvePathFn = () => file;
    toFile.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
    toFile.maxSize = rotateAtBytes;
    toFile.archiveLogFn = () => rotate(file);
    toFile.transforms = [({ message }) => lineOf(message)];
  }

  const toStream = logger.transports.console;
  toStream.level = stream === null ? false : streamLevel;
  toStream.transforms = [];
  toStream.writeFn = ({ message }) => void stream?.write(`${lineOf(message)}\n`);

  // What is written nowhere is not redacted either: that costs more than most of what it would tell of.
  const places = [file === null ? null : fileLevel, stream === null ? null : streamLevel];
  const isWritten = (level: Level) => places.some((most) => most !== null && LEVELS.indexOf(level) <= LEVELS.indexOf(most));

  return {
    scope(name) {
      const scoped = logger.scope(name);
      const at = (level: Level) => {
        if (!isWritten(level)) return () => {};
        return (text: string, facts?: LogFacts) => scoped[level](textOf(text, facts));
      };
      return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
    },
  };
}

/** One line whatever is in the text: nobody can forge an entry by a line break. */
function textOf(text: string, facts?: LogFacts): string {
  const line = facts === undefined ? redactText(text) : `${redactText(text)} ${JSON.stringify(redact(facts))}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  return line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The library's own ways to put a line together read `%c` and the like in the text: not these. */
function lineOf({
  date,
  level,
  scope,
  data,
}: {
  date: Date;
  level: string;
  scope?: string | undefined;
  data: unknown[];
}): string {
  return `${date.toISOString()} ${level.padEnd(5)} ${scope ?? '-'}: ${data.join(' ')}`;
}

function rotate(file: string): void {
  if (existsSync(`${file}.1`)) renameSync(`${file}.1`, `${file}.2`);
  renameSync(file, `${file}.1`);
}

/** A level's name as somebody typed it, or null. */
export const levelNamed = (name: string): Level | null => LEVELS.find((level) => level === name) ?? null;
