// `--proxy`, `--no-proxy`, `--proxy-system`, `--proxy-user` and the password together: one change of the proxy, or what is wrong with it.
import type { ConfigurationChange, ProxySetting } from '../../shared/model/configuration.ts';
import type { FieldProblem } from '../../shared/model/field-problem.ts';
import { checkProxyUser, parseProxy } from '../../shared/model/field-rules.ts';

/** `proxy`: HOST:PORT, or false for `--no-proxy`. */
export type ProxyOptions = { proxy?: string | false; proxySystem?: boolean; proxyUser?: string; password?: string };

export type ProxyChange = { change: ConfigurationChange['proxy']; problems: FieldProblem[] };

const refused = (...problems: FieldProblem[]): ProxyChange => ({ change: undefined, problems });

/** User and password of the proxy that is configured stay while address and port do; alone they are a change of that proxy. */
export function proxyChange(before: ProxySetting, { proxy, proxySystem, proxyUser, password }: ProxyOptions): ProxyChange {
  const credentials = proxyUser !== undefined || password !== undefined;
  if (proxySystem) return credentials ? refused(loneCredentials()) : { change: { kind: 'system' }, problems: [] };
  if (proxy === undefined && !credentials) return { change: undefined, problems: [] };
  if (proxy === false) {
    if (!credentials) return { change: { kind: 'none' }, problems: [] };
    return refused(loneCredentials());
  }
  const place = proxy === undefined ? (before.kind === 'manual' ? before : noProxy()) : parseProxy(proxy);
  const userProblem = proxyUser === undefined ? null : checkProxyUser(proxyUser);
  const problems = ['rule' in place ? place : null, userProblem].filter((problem) => problem !== null);
  if ('rule' in place || problems.length > 0) return refused(...problems);

  const same = before.kind === 'manual' && before.host === place.host && before.port === place.port;
  const user = proxyUser ?? (same ? before.user : null);
  if (password !== undefined && user === null)
    return refused({ field: 'proxy-user', rule: 'missing', message: 'A password needs a user name.' });
  const { host, port } = place;
  const tls = same && before.tls;
  return { change: { kind: 'manual', host, port, user, tls, ...(password === undefined ? {} : { password }) }, problems: [] };
}

const loneCredentials = (): FieldProblem => ({
  field: 'proxy-user',
  rule: 'no-proxy',
  message: 'A user name or password goes with a proxy only.',
});
const noProxy = (): FieldProblem => ({
  field: 'proxy-address',
  rule: 'missing',
  message: 'No proxy is configured: give its address with --proxy HOST:PORT.',
});
