// The connection agents of a host: one per licence server, way (direct or which proxy, with which login) and trust, shared by all
// instances that have these in common.
import { createHash } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Route, SecretStore } from '../../agent/ports.ts';
import { ConnectionAgent } from './connection-agent.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { systemRoots } from './system-roots.ts';
import type { ProxyHop, Way } from './way.ts';

/** The operating system's proxy for a URL, in the syntax of PAC results: `PROXY host:port; DIRECT`. */
export interface SystemProxyPort {
  resolve(url: string): Promise<string>;
}

/** More than the pace ever lets out at once to one server. */
const PER_SERVER = 16;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class Connections {
  readonly #agents = new Map<string, ConnectionAgent>();
  readonly #contexts = new Map<string, SecureContext>();
  #systemRoots: Promise<string[]> | null = null;

  constructor(
    private readonly secrets: SecretStore,
    private readonly systemProxy: SystemProxyPort | null,
  ) {}

  /** `tlsRoots`: PEM texts that count beside the operating system's. Throws ExchangeFailure. */
  async agentFor(route: Route, tlsRoots: readonly string[]): Promise<{ agent: ConnectionAgent; proxy: ProxyHop | null }> {
    const { proxy, secureContext } = await this.wayFor(route, tlsRoots);
    const login = proxy?.authorization ? sha256(proxy.authorization) : '';
    const hop = proxy ? `${proxy.tls} ${proxy.host} ${proxy.port} ${login}` : 'direct';
    const { origin, protocol } = new URL(route.url);
    const key = [origin, hop, sha256(tlsRoots.join('\n'))].join(' ');
    const agent = this.#agents.get(key) ?? new ConnectionAgent({ proxy, secureContext }, PER_SERVER, protocol === 'https:');
    this.#agents.set(key, agent);
    return { agent, proxy };
  }

  /** How the server of a route is reached, and whom TLS trusts on it. Throws ExchangeFailure. */
  async wayFor(route: Route, tlsRoots: readonly string[]): Promise<Way> {
    const proxy = await this.#proxyFor(route);
    return { proxy, secureContext: await this.#secureContext(sha256(tlsRoots.join('\n')), tlsRoots) };
  }

  dispose(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  async #secureContext(trust: string, tlsRoots: readonly string[]): Promise<SecureContext> {
    this.#systemRoots ??= systemRoots();
    const ca = [...(await this.#systemRoots), ...tlsRoots];
    const context = this.#contexts.get(trust) ?? createSecureContext({ ca });
    this.#contexts.set(trust, context);
    return context;
  }

  async #proxyFor({ instanceId, url, proxy }: Route): Promise<ProxyHop | null> {
    if (proxy.kind === 'none') return null;
    if (proxy.kind === 'system') return this.#systemProxyFor(url);
    const password = proxy.hasPassword ? await this.secrets.get(instanceId, 'proxy-password') : null;
    const authorization =
      proxy.user === null ? null : `Basic ${Buffer.from(`${proxy.user}:${password ?? ''}`, 'utf8').toString('base64')}`;
    return { host: proxy.host, port: proxy.port, tls: proxy.tls, authorization };
  }

  async #systemProxyFor(url: string): Promise<ProxyHop | null> {
    if (this.systemProxy === null)
      throw new ExchangeFailure('unknown', 'The operating system’s proxy settings cannot be read without the desktop.', {});
    const hops = (await this.systemProxy.resolve(url)).split(';').map((hop) => hop.trim().split(/\s+/));
    for (const [kind, address] of hops) {
      if (kind === 'DIRECT') return null;
      const [, host, port] = /^(.*):(\d+)$/.exec(address ?? '') ?? [];
      if ((kind !== 'PROXY' && kind !== 'HTTPS') || host === undefined || port === undefined) continue;
      return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), tls: kind === 'HTTPS', authorization: null };
    }
    throw new ExchangeFailure(
      'proxy-unreachable',
      'The operating system names only proxies of a kind that is not supported (SOCKS).',
      {},
    );
  }
}
