// The licence servers that there is something to say about: those of the instances, and those for which something is trusted.
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { TrustedCertificate } from '../../../shared/model/trusted-certificate.ts';

export type Server = {
  /** Scheme, host and port; a standard port is left out. */
  origin: string;
  host: string;
  /** Reached over TLS. */
  secure: boolean;
  instances: number;
  certificates: TrustedCertificate[];
};

/** One server whatever its path, and whether or not its name ends in a dot. */
const originOf = (url: string): string => new URL(url).origin.replace(/\.(?=$|:\d+$)/, '');

export function serversOf(rows: Iterable<FleetRow>, certificates: readonly TrustedCertificate[]): Server[] {
  const servers = new Map<string, Server>();
  const of = (url: string): Server => {
    const origin = originOf(url);
    const { host, protocol } = new URL(origin);
    const server = servers.get(origin) ?? { origin, host, secure: protocol === 'https:', instances: 0, certificates: [] };
    servers.set(origin, server);
    return server;
  };
  for (const { serverUrl } of rows) if (serverUrl !== null && URL.canParse(serverUrl)) of(serverUrl).instances += 1;
  for (const certificate of certificates) of(certificate.origin).certificates.push(certificate);
  return [...servers.values()].sort((a, b) => a.host.localeCompare(b.host) || a.origin.localeCompare(b.origin));
}
