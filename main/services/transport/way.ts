// How a licence server is reached: directly or over a proxy, under which trust; and how a way's ends are named in texts and facts.
import type { SecureContext } from 'node:tls';

export type ProxyHop = { host: string; port: number; tls: boolean; authorization: string | null };
export type Way = { proxy: ProxyHop | null; secureContext: SecureContext };
export type Target = { host: string; port: number; secure: boolean };

/** `host:port`, an IPv6 address in brackets. */
export const addressOf = ({ host, port }: { host: string; port: number }): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** What a failure on this way says about it. */
export const factsOf = (host: string, proxy: ProxyHop | null): Record<string, string> =>
  proxy === null ? { host } : { host, proxy: addressOf(proxy) };
