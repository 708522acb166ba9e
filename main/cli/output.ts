// Standard output is for the result alone; everything else that is said goes to standard error.
import type { Cli } from './cli.ts';

/** A result: `value` as JSON where that was asked for, else the text made for people. */
export function print(cli: Cli, value: unknown, text: () => string): void {
  cli.world.stdout.write(cli.json ? `${JSON.stringify(value, null, 2)}\n` : text());
}

/** One line for the person at the keyboard. */
export function tell(cli: Pick<Cli, 'world'>, line: string): void {
  cli.world.stderr.write(`${line}\n`);
}
