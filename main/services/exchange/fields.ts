// The fields of a fleet file, by the names that stand in it, and how each is read: from the text of a CSV cell or a JSON value.
import { TRANSPORT_LABEL } from '../../../shared/model/closed-lists.ts';
import type { TransportMode } from '../../../shared/model/configuration.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import {
  checkAccount,
  checkAddress,
  checkMaxCallRate,
  checkName,
  checkProxyHost,
  checkProxyPort,
  checkProxyUser,
  checkServerUrl,
  checkSoftwareVersion,
  checkTag,
} from '../../../shared/model/field-rules.ts';
import type { Environment, Profile } from '../../../shared/model/instance.ts';

/** What a file says of an instance; left out: nothing. */
export type Said = {
  name?: string;
  productSerialNumber?: string | null;
  profile?: Profile;
  softwareVersion?: string;
  maxCallRate?: number;
  address?: string | null;
  account?: string | null;
  tags?: string[];
  environment?: Environment;
  smartLicensing?: boolean;
  licenseCount?: number | null;
  licenseServerUrl?: string | null;
  transportMode?: TransportMode;
  proxy?: 'none' | 'system' | 'manual';
  proxyAddress?: string | null;
  proxyPort?: number | null;
  proxyUser?: string | null;
  proxyTls?: boolean;
};
export type FieldName = keyof Said;
export type Wrong = { message: string; problem?: FieldProblem };
type Read<V> = { value: V } | { wrong: Wrong } | null;
/** Null: the file says nothing. Texts come without white space around them; an empty one is null. */
type Reader<F extends FieldName> = (raw: unknown) => Read<NonNullable<Said[F]> | Extract<Said[F], null>>;

const wrong = (message: string) => ({ wrong: { message } });
const checked = <V>(value: V, problem: FieldProblem | null): Read<V> =>
  problem === null ? { value } : { wrong: { message: problem.message, problem } };
const text = (check: (text: string) => FieldProblem | null) => (raw: unknown) =>
  raw === null ? null : typeof raw === 'string' ? checked(raw, check(raw)) : wrong('This is no text.');
const textOrNothing =
  (check: (text: string) => FieldProblem | null) =>
  (raw: unknown): Read<string | null> =>
    raw === null ? { value: null } : text(check)(raw);
const number = (raw: unknown): number => {
  if (typeof raw === 'number') return raw;
  return typeof raw === 'string' && /^[+-]?\d+(\.\d+)?$/.test(raw) ? Number(raw) : Number.NaN;
};
const oneOf =
  <V>(values: Readonly<Record<string, V>>, said: string) =>
  (raw: unknown): Read<V> => {
    if (raw === null) return null;
    const found = Object.entries(values).find(([name]) => name === String(raw).toLowerCase());
    return found === undefined ? wrong(`This is neither ${said}.`) : { value: found[1] };
  };
const SWITCH = { enable: true, enabled: true, true: true, disable: false, disabled: false, false: false };
const { 'call-home': callHome, http } = TRANSPORT_LABEL;

export const READERS: { readonly [F in FieldName]-?: Reader<F> } = {
  name: text(checkName),
  productSerialNumber: (raw) => {
    if (raw === null) return { value: null };
    const serial = String(raw).toUpperCase();
    return /^[0-9A-F]{32}$/.test(serial) ? { value: serial } : wrong('A serial number has 32 hexadecimal digits.');
  },
  profile: oneOf({ cusp: 'CUSP', cccsp: 'CCCSP' } as const, 'CUSP nor CCCSP'),
  softwareVersion: text(checkSoftwareVersion),
  maxCallRate: (raw) => (raw === null ? null : checked(number(raw), checkMaxCallRate(number(raw)))),
  address: textOrNothing(checkAddress),
  account: textOrNothing(checkAccount),
  tags: readTags,
  environment: oneOf({ production: 'production', lab: 'lab' } as const, 'production nor lab'),
  smartLicensing: oneOf(SWITCH, 'Enable nor Disable'),
  licenseCount: (raw) => {
    if (raw === null) return { value: null };
    return Number.isFinite(number(raw)) ? { value: number(raw) } : wrong('Enter a whole number.');
  },
  licenseServerUrl: textOrNothing(checkServerUrl),
  transportMode: oneOf<TransportMode>(
    { [callHome.toLowerCase()]: 'call-home', 'call-home': 'call-home', [http.toLowerCase()]: 'http' },
    `${callHome} nor ${http}`,
  ),
  proxy: oneOf({ none: 'none', system: 'system', manual: 'manual' } as const, 'none, system nor manual'),
  proxyAddress: textOrNothing(checkProxyHost),
  proxyPort: (raw) => (raw === null ? { value: null } : checked(number(raw), checkProxyPort(number(raw)))),
  proxyUser: textOrNothing(checkProxyUser),
  proxyTls: oneOf(SWITCH, 'true nor false'),
};
export const FIELD_NAMES = Object.keys(READERS) as FieldName[];

function readTags(raw: unknown): Read<string[]> {
  const list = raw === null ? [] : Array.isArray(raw) ? raw : splitTags(String(raw));
  if (list.length > 100) return wrong('100 tags at most.');
  const tags = [...new Set(list.map((tag) => String(tag).trim()).filter((tag) => tag !== ''))];
  const problem = tags.map(checkTag).find((found) => found !== null);
  return problem === undefined || problem === null ? { value: tags } : { wrong: { message: problem.message, problem } };
}

/** In a cell: separated by commas; one that has a comma or a quotation mark in it stands in quotation marks. */
const QUOTED_OR_NOT = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)/gy;
const splitTags = (cell: string): string[] =>
  Array.from(cell.matchAll(QUOTED_OR_NOT), ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
export const joinTags = (tags: readonly string[]): string =>
  tags.map((tag) => (/[,"]/.test(tag) ? `"${tag.replaceAll('"', '""')}"` : tag)).join(', ');

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');
/** Names by which people call a column, besides the field's own in any spelling. */
const ALIASES: Readonly<Record<string, FieldName>> = {
  serial: 'productSerialNumber',
  serialnumber: 'productSerialNumber',
  version: 'softwareVersion',
  licensecountmultipleof: 'licenseCount',
  serverurl: 'licenseServerUrl',
  transport: 'transportMode',
};
const BY_NAME: ReadonlyMap<string, FieldName> = new Map(FIELD_NAMES.map((field) => [plain(field), field]));
export const fieldNamed = (name: string): FieldName | null => BY_NAME.get(plain(name)) ?? ALIASES[plain(name)] ?? null;
