// Option values with a fixed form; what is refused here is wrong usage.
import { InvalidArgumentError } from 'commander';

const whole = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

const within =
  (least: number, most: number, what: string) =>
  (text: string): number => {
    const number = whole(text);
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is ${what}.`);
  };

/** 0: any free port. */
export const port = within(0, 65_535, 'a port, 0 to 65535');
export const waitSeconds = within(0, 3_600, 'a number of seconds, 0 to 3600');
export const limit = within(1, 100_000_000, 'a whole number, 1 or more');
export const collect = (text: string, before: string[] | undefined): string[] => [...(before ?? []), text];

export function seconds(text: string): number {
  const number = /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number > 0) return number;
  throw new InvalidArgumentError('It is a number of seconds, more than 0.');
}
