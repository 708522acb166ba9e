// `run --watch`: the fleet as it is, drawn in place on a terminal, else a block whenever something has changed.
import type { Cli } from './cli.ts';
import { folderNow } from './folder-now.ts';
import { fleetText } from './text/fleet-text.ts';
import type { OpenHost } from './world.ts';

/** Lines of the table that are no instances: sentence, heads, accounts, age. */
const OTHER_LINES = 10;
const AT_MOST_EVERY_MS = 1_000;
const HOME_AND_CLEAR = '\x1b[H\x1b[2J';

export class LiveTable {
  #changed = true;
  #callOff: () => void = () => {};
  #drawing: Promise<void> = Promise.resolve();
  #ended = false;
  readonly #unsubscribe: () => void;

  constructor(
    private readonly cli: Cli,
    private readonly host: OpenHost,
  ) {
    this.#unsubscribe = host.onChange(() => {
      this.#changed = true;
    });
    this.#tick();
  }

  async dispose(): Promise<void> {
    this.#ended = true;
    this.#unsubscribe();
    this.#callOff();
    await this.#drawing;
  }

  /** A terminal is drawn every second, because spans count down; anything else only when something has changed. */
  #tick(): void {
    if (this.#changed || this.cli.world.isTTY) {
      this.#changed = false;
      this.#drawing = this.#draw().catch(() => {
        this.#changed = true;
      });
    }
    void this.#drawing.then(() => {
      if (!this.#ended) this.#callOff = this.cli.world.time.after(AT_MOST_EVERY_MS, () => this.#tick());
    });
  }

  async #draw(): Promise<void> {
    const { world, json } = this.cli;
    if (json) {
      world.stdout.write(`${JSON.stringify(await this.host.call('fleet.report', {}))}\n`);
      return;
    }
    const { rows, host } = await this.host.call('fleet.snapshot', {});
    const now = folderNow(host.clock, world.time.now());
    if (world.isTTY) {
      const room = Math.max(3, (world.terminalRows() ?? 24) - OTHER_LINES);
      world.stdout.write(HOME_AND_CLEAR + fleetText(rows, now, room));
    } else world.stdout.write(`${fleetText(rows, now)}\n`);
  }
}
