// The instance and configuration that an entry wants: what the file says, else what is there, else the usual values of a new one.
import { DEFAULT_SOFTWARE_VERSION } from '../../../shared/model/closed-lists.ts';
import { type Configuration, INITIAL_CONFIGURATION, type ProxySetting } from '../../../shared/model/configuration.ts';
import type { ImportProblem } from '../../../shared/model/exchange.ts';
import type { Imported, ImportedFacts } from '../../agent/imported.ts';
import type { Agent } from '../../agent/ports.ts';
import type { Said } from './fields.ts';

/** An empty count or URL says nothing: neither is ever taken away by an import. An empty address or account does. */
export function wantedOf(said: Said, agent: Agent | null): { imported: Imported; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const instance = agent?.instance;
  const before = agent?.configuration ?? INITIAL_CONFIGURATION;
  if (said.maxCallRate === undefined && instance === undefined)
    problems.push({ field: 'maxCallRate', message: 'A new instance needs its maximum call rate.' });
  const facts: ImportedFacts = {
    name: said.name ?? instance?.name ?? '',
    profile: said.profile ?? instance?.profile ?? 'CUSP',
    softwareVersion: said.softwareVersion ?? instance?.softwareVersion ?? DEFAULT_SOFTWARE_VERSION,
    maxCallRate: said.maxCallRate ?? instance?.maxCallRate ?? 1,
    address: said.address === undefined ? (instance?.address ?? null) : said.address,
    account: said.account === undefined ? (instance?.account ?? null) : said.account,
    tags: said.tags ?? instance?.tags ?? [],
    environment: said.environment ?? instance?.environment ?? 'production',
  };
  const proxy = wantedProxy(said, before.proxy);
  if ('problem' in proxy) problems.push(proxy.problem);
  const configuration: Configuration = {
    enabled: said.smartLicensing ?? before.enabled,
    licenseCount: said.licenseCount ?? before.licenseCount,
    serverUrl: said.licenseServerUrl ?? before.serverUrl,
    transport: said.transportMode ?? before.transport,
    proxy: 'proxy' in proxy ? proxy.proxy : before.proxy,
  };
  return { imported: { facts, configuration }, problems };
}

/** A password is in no file: the one that is kept stays while it is for the same proxy and user. */
function wantedProxy(said: Said, before: ProxySetting): { proxy: ProxySetting } | { problem: ImportProblem } {
  const kind = said.proxy ?? (said.proxyAddress ? 'manual' : undefined);
  if (kind === undefined) return { proxy: before };
  if (kind !== 'manual') return { proxy: before.kind === kind ? before : { kind } };
  const known = before.kind === 'manual' ? before : null;
  const host = said.proxyAddress?.replace(/^\[(.*)\]$/, '$1') ?? known?.host;
  const port = said.proxyPort ?? known?.port;
  if (host === undefined) return { problem: { field: 'proxyAddress', message: 'Address is missing.' } };
  if (port === undefined) return { problem: { field: 'proxyPort', message: 'A port is 1 to 65535.' } };
  const user = said.proxyUser === undefined ? (known?.user ?? null) : said.proxyUser;
  const tls = said.proxyTls ?? known?.tls ?? false;
  const isSame = known !== null && known.host === host && known.port === port && known.user === user;
  if (isSame && known.tls === tls) return { proxy: known };
  return { proxy: { kind: 'manual', host, port, user, tls, hasPassword: isSame && known.hasPassword } };
}
