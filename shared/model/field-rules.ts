// The checks of every field that a person fills in (licensing-rules.md, sections 1 and 2): the form, the command line and main
// use the same ones. Each returns null or the one problem that was found; no message ever contains a token.
import type { TransportMode } from './configuration.ts';
import type { Field, FieldProblem } from './field-problem.ts';
import { CPS_PER_LICENCE } from './licences.ts';

type Values = Record<string, string | number>;
const problem = (field: Field, rule: string, message: string, values?: Values): FieldProblem => ({
  field,
  rule,
  message,
  ...(values === undefined ? {} : { values }),
});

const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** That a name is unique is known to the store only. */
export function checkName(name: string): FieldProblem | null {
  const trimmed = name.trim();
  if (trimmed === '') return problem('name', 'missing', 'A name is missing.');
  if ([...trimmed].length > 64)
    return problem('name', 'too-long', 'A name has 64 characters at most.', { length: [...trimmed].length });
  if (CONTROL.test(trimmed)) return problem('name', 'control', 'A name has no line breaks or control characters.');
  return null;
}

/** CPS */
export function checkMaxCallRate(value: number): FieldProblem | null {
  if (Number.isSafeInteger(value) && value >= 1) return null;
  return problem('max-call-rate', 'integer', 'The maximum call rate is a whole number of calls per second, 1 or more.');
}

/**
 * The count is in CPS. Four rules: a whole number, a multiple of 5, 5 or more, at most the maximum call rate. Where there is a
 * nearest valid count, `values` has it as `down` and `up`.
 */
export function checkLicenseCount(value: number | string, maxCallRate: number): FieldProblem | null {
  const found = (rule: string, message: string, values: Values = {}) => problem('license-count', rule, message, values);
  const count = typeof value === 'number' ? value : NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(count)) return found('integer', 'Enter a whole number.');
  const most = maxCallRate - (maxCallRate % CPS_PER_LICENCE);
  if (most < CPS_PER_LICENCE) {
    const message = `The instance can handle ${maxCallRate} CPS at most, and the smallest count is 5.`;
    return found('maximum', message, { max: maxCallRate });
  }
  const down = Math.min(most, count - (count % CPS_PER_LICENCE));
  const up = Math.max(CPS_PER_LICENCE, down + CPS_PER_LICENCE);
  const near = { ...(down < CPS_PER_LICENCE ? {} : { down }), ...(up > most ? {} : { up }) };
  const nearest = `Nearest: ${Object.values(near).join(' or ')}.`;
  if (count < CPS_PER_LICENCE && Number.isInteger(count)) return found('minimum', `The count is 5 or more. ${nearest}`, near);
  if (count > maxCallRate) {
    const message = `The instance can handle ${maxCallRate} CPS at most. Nearest: ${most}.`;
    return found('maximum', message, { max: maxCallRate, down: most });
  }
  if (!Number.isInteger(count)) return found('integer', `Enter a whole number. ${nearest}`, near);
  if (count % CPS_PER_LICENCE === 0) return null;
  return found('multiple', `${count} is not a multiple of 5. ${nearest}`, { count, ...near });
}

const NUMBER = /^\s*[+-]?\d+(\.\d+)?\s*$/;

const MAX_URL = 256;

export function checkServerUrl(text: string): FieldProblem | null {
  const found = (rule: string, message: string, values?: Values) => problem('server-url', rule, message, values);
  if (text.length > MAX_URL)
    return found('too-long', `256 characters at most; this has ${text.length}.`, { length: text.length });
  if (!/^https?:\/\//i.test(text)) return found('scheme', 'Begin with https:// or http://.');
  if (/\s/.test(text) || CONTROL.test(text)) return found('unreadable', 'There is a blank or a control character in the URL.');
  const authority = text.replace(/^https?:\/\//i, '').split(/[/?#\\]/, 1)[0] ?? '';
  if (authority.includes('@')) return found('credentials', 'No user name or password in the URL.');
  if (authority === '' || authority.startsWith(':')) return found('host', 'A host is missing.');
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return found('port', 'A port is 1 to 65535.');
  if (!URL_PARSES(text)) return found('unreadable', 'This is not a URL: look at the host and the port.');
  if (text.includes('#')) return found('fragment', 'No # in the URL: it would not be sent.');
  return null;
}

// The URL class is neither language nor DOM to this folder's compiler, yet every place that runs this code has it.
declare const URL: { canParse(text: string): boolean };
const URL_PARSES = (text: string): boolean => URL.canParse(text);

export type ServerPreset = {
  key: 'cloud-call-home' | 'cloud-http' | 'on-prem-call-home' | 'on-prem-http';
  transport: TransportMode;
  url: (host: string) => string;
};
export const SERVER_PRESETS: readonly ServerPreset[] = [
  { key: 'cloud-call-home', transport: 'call-home', url: () => 'https://tools.cisco.com/its/service/oddce/services/DDCEService' },
  { key: 'cloud-http', transport: 'http', url: () => 'https://smartreceiver.cisco.com/licservice/license' },
  {
    key: 'on-prem-call-home',
    transport: 'call-home',
    url: (host) => `https://${host}/Transportgateway/services/DeviceRequestHandler`,
  },
  { key: 'on-prem-http', transport: 'http', url: (host) => `https://${host}/SmartTransport` },
];

const PATHS: Record<TransportMode, readonly string[]> = {
  'call-home': ['/its/service/oddce/services/ddceservice', '/transportgateway/services/devicerequesthandler'],
  http: ['/licservice/license', '/smarttransport'],
};

/** A warning, no error: the path of the URL is known as the other mode's. Returns that mode. */
export function modeOfPath(url: string, transport: TransportMode): TransportMode | null {
  const path =
    url
      .replace(/^https?:\/\/[^/]*/i, '')
      .split(/[?#]/, 1)[0]
      ?.replace(/\/$/, '')
      .toLowerCase() ?? '';
  const other: TransportMode = transport === 'http' ? 'call-home' : 'http';
  return PATHS[other].includes(path) ? other : null;
}

/** Without white space, line breaks included: tokens are pasted from web pages and mails. */
export const cleanToken = (text: string): string => text.replace(/\s+/g, '');

const INVISIBLE = /[\p{C}\p{Z}]/u;

/** `token` is a cleaned one. The problem names what is forbidden in it, never the token. */
export function checkToken(token: string): FieldProblem | null {
  if (token === '') return problem('token', 'missing', 'A token is missing.');
  const forbidden = [...new Set(token.match(/[^A-Za-z0-9+/=%_-]/gu) ?? [])];
  if (forbidden.length > 0) {
    const chars = forbidden
      .slice(0, 5)
      .map((char) => (INVISIBLE.test(char) ? `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}` : char))
      .join(' ');
    const message = `${forbidden.length === 1 ? '1 character is' : `${forbidden.length} characters are`} not allowed in a token: ${chars}`;
    return problem('token', 'characters', message, { count: forbidden.length, chars });
  }
  if (token.length > 255)
    return problem('token', 'too-long', `255 characters at most; this has ${token.length}.`, { length: token.length });
  return null;
}

// No leading zeros: some resolvers read them as octal.
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const DNS_NAME =
  /^(?=.{1,253}\.?$)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$/;

const isIpv6 = (text: string): boolean => /^[0-9A-Fa-f:.]+$/.test(text) && text.includes(':') && URL_PARSES(`http://[${text}]/`);
const unbracketed = (host: string): string => host.trim().replace(/^\[(.*)\]$/, '$1');
const isHost = (host: string): boolean => {
  // Digits and dots only are meant as an address: 300.1.1.1 is no name.
  if (/^[\d.]+$/.test(host)) return IPV4.test(host);
  return isIpv6(host) || DNS_NAME.test(host);
};

/** IPv4, IPv6 (with or without brackets) or a DNS name. */
export function checkProxyHost(host: string): FieldProblem | null {
  const bare = unbracketed(host);
  if (bare === '') return problem('proxy-address', 'missing', 'Address is missing.');
  return isHost(bare) ? null : problem('proxy-address', 'host', 'This is neither an IP address nor a host name.');
}

export function checkProxyPort(port: number | string): FieldProblem | null {
  const number = typeof port === 'number' ? port : /^\s*\d+\s*$/.test(port) ? Number(port) : Number.NaN;
  if (Number.isInteger(number) && number >= 1 && number <= 65_535) return null;
  return problem('proxy-port', 'range', 'A port is 1 to 65535.');
}

export function checkProxyUser(user: string): FieldProblem | null {
  if (user.includes(':')) return problem('proxy-user', 'colon', 'A proxy user name has no colon in it.');
  return CONTROL.test(user) || user.length > 255 ? problem('proxy-user', 'characters', 'This is not a user name.') : null;
}

/** `HOST:PORT`, an IPv6 host in brackets. */
export function parseProxy(text: string): { host: string; port: number } | FieldProblem {
  const match = /^\s*(\[[^\]]*\]|[^:]*):([^:]*)\s*$/.exec(text);
  if (match === null) return problem('proxy-address', 'host-port', 'Write the proxy as HOST:PORT, an IPv6 address in brackets.');
  const host = unbracketed(match[1] ?? '');
  return checkProxyHost(host) ?? checkProxyPort(match[2] ?? '') ?? { host, port: Number(match[2]) };
}

/** The instance's own address: an IP address or a DNS name. */
export function checkAddress(address: string): FieldProblem | null {
  return isHost(unbracketed(address)) ? null : problem('address', 'host', 'This is neither an IP address nor a host name.');
}

export function checkSoftwareVersion(version: string): FieldProblem | null {
  if (/^\d{1,6}(\.[0-9A-Za-z-]+)*$/.test(version.trim()) && version.length <= 64) return null;
  return problem('software-version', 'form', 'A software version begins with a number, like 10.2.1.');
}

const checkLabel =
  (field: 'account' | 'tag', what: string) =>
  (text: string): FieldProblem | null => {
    const trimmed = text.trim();
    if (trimmed === '') return problem(field, 'missing', `${what} is empty.`);
    if ([...trimmed].length > 64) return problem(field, 'too-long', `${what} has 64 characters at most.`);
    return CONTROL.test(trimmed) ? problem(field, 'control', `${what} has no line breaks or control characters.`) : null;
  };
export const checkAccount = checkLabel('account', 'An account');
export const checkTag = checkLabel('tag', 'A tag');

/** PEM text of one or more certificates; that they can be read is checked where they are kept. */
export function checkPem(pem: string): FieldProblem | null {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    return problem('ca-file', 'private-key', 'There is a private key in this file. Only certificates belong here.');
  return /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.test(pem)
    ? null
    : problem('ca-file', 'no-certificate', 'There is no PEM certificate in this file.');
}
