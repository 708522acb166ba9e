// The connection agents of a host: one per licence server, way (direct or which proxy, with which login) and trust, shared by all
// instances that have these in common.
import { createHash } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Route, SecretStore } from '../../agent/ports.ts';
import { ConnectionAgent, type ProxyHop } from './connection-agent.ts';
import { ExchangeFailure } from './exchange-failure.ts';
import { systemRoots } from './system-roots.ts';

/** The operating system's proxy for a URL, in the syntax of PAC results: `PROXY host:port; DIRECT`. */
export interface SystemProxyPort {
  resolve(url: string): Promise<string>;
}

const PER_SERVER = 4;

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
    const { origin } = new URL(route.url);
    const proxy = await this.#proxyFor(route);
    const trust = createHash('sha256').update(tlsRoots.join('\n')).digest('hex');
    const login = proxy?.authorization ? createHash('sha256').update(proxy.authorization).digest('hex') : '';
    const key = [origin, proxy ? `${proxy.tls} ${proxy.host} ${proxy.port} ${login}` : 'direct', trust].join(' ');
    const known = this.#agents.get(key);
    if (known !== undefined) return { agent: known, proxy };
    const secureContext = await this.#secureContext(trust, tlsRoots);
    const agent = this.#agents.get(key) ?? new ConnectionAgent({ proxy, secureContext }, PER_SERVER);
    this.#agents.set(key, agent);
    return { agent, proxy };
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
