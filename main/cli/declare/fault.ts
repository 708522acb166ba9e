// The value of `--fault`: NAME[,times=N][,serial=SN][,type=REQUEST][,retry-after=SECONDS][,takes-effect].
import { InvalidArgumentError } from 'commander';
import { FAULT_REQUESTS, FAULTS } from '../../../shared/model/fault-names.ts';
import type { Fault } from '../../../shared/model/simulator-fault.ts';

/** Gathers, in the order in which they were given: the first that fits a request strikes it. */
export function fault(text: string, before: Fault[] | undefined): Fault[] {
  const [name = '', ...parts] = text.split(',').map((part) => part.trim());
  const known = FAULTS.find((one) => one === name);
  if (known === undefined) throw new InvalidArgumentError(`The faults are: ${FAULTS.join(', ')}.`);
  const limits = parts.map(limitOf);
  const keys = limits.map((limit) => Object.keys(limit)[0]);
  if (new Set(keys).size < keys.length) throw new InvalidArgumentError('A limit is given twice.');
  return [...(before ?? []), Object.assign({ fault: known }, ...limits)];
}

function limitOf(part: string): Partial<Fault> {
  const [, key, value = ''] = /^([a-z-]+)(?:=(.*))?$/.exec(part) ?? [];
  switch (key) {
    case 'times':
      return { times: whole(value, 1, 1_000_000, 'times') };
    case 'retry-after':
      return { retryAfterSeconds: whole(value, 0, 31_536_000, 'retry-after') };
    case 'serial':
      if (value.length >= 1 && value.length <= 255) return { serial: value };
      throw new InvalidArgumentError('serial is a serial number, 1 to 255 characters.');
    case 'type': {
      const requestType = FAULT_REQUESTS.find((one) => one === value);
      if (requestType !== undefined) return { requestType };
      throw new InvalidArgumentError(`type is one of ${FAULT_REQUESTS.join(', ')}.`);
    }
    case 'takes-effect':
      if (value === '') return { takesEffect: true };
      throw new InvalidArgumentError('takes-effect has no value.');
    default:
      throw new InvalidArgumentError('After the name: times=N, serial=SN, type=REQUEST, retry-after=SECONDS, takes-effect.');
  }
}

function whole(text: string, least: number, most: number, what: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidArgumentError(`${what} is a whole number, ${least} to ${most}.`);
}
