// The state file: written whole once, then a line for what has changed, and whole again when the lines have become longer than
// that. A line costs a few milliseconds however many instances there are.
import { constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { privateFolder, writeWhole } from './whole-file.ts';

const LINES_AT_LEAST = 1024 * 1024;

export class StateFile {
  /** Null: it has to be written whole. */
  #size: number | null = null;
  #whole = 0;

  constructor(
    private readonly path: string,
    /** `since`: null where nothing has changed. */
    private readonly text: { whole: () => string; since: () => string | null },
  ) {}

  /** Durable when it resolves; never called again before that. */
  async write(): Promise<void> {
    const lines = this.#size === null ? 0 : this.#size - this.#whole;
    const added = this.#size !== null && lines <= Math.max(LINES_AT_LEAST, this.#whole) && (await this.#add(this.#size));
    if (!added) await this.#writeWhole();
  }

  async #writeWhole(): Promise<void> {
    this.#size = null;
    const text = this.text.whole();
    await privateFolder(dirname(this.path));
    await writeWhole(this.path, text);
    this.#whole = Buffer.byteLength(text);
    this.#size = this.#whole;
  }

  /** False: the file is not as it was left, or took only a part of the line. */
  async #add(size: number): Promise<boolean> {
    const text = this.text.since();
    if (text === null) return true;
    this.#size = null;
    const line = Buffer.from(`${text}\n`, 'utf8');
    const file = await open(this.path, constants.O_WRONLY).catch(() => null);
    if (file === null) return false;
    try {
      if ((await file.stat()).size !== size) return false;
      const { bytesWritten } = await file.write(line, 0, line.length, size);
      if (bytesWritten !== line.length) return false;
      await file.datasync();
      this.#size = size + line.length;
      return true;
    } catch {
      return false;
    } finally {
      await file.close();
    }
  }
}
