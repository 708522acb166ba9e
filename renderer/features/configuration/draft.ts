// The form's draft: texts as typed, what is wrong with them, and the change that Update would send.
import type { Configuration, ConfigurationChange, TransportMode } from '../../../shared/model/configuration.ts';
import type { Field, FieldProblem } from '../../../shared/model/field-problem.ts';
import {
  checkLicenseCount,
  checkProxyHost,
  checkProxyPort,
  checkProxyUser,
  checkServerUrl,
  checkToken,
  cleanToken,
} from '../../../shared/model/field-rules.ts';

export type Draft = {
  enabled: boolean;
  count: string;
  url: string;
  token: string;
  transport: TransportMode;
  /** The form's own proxy, or the one that the operating system names: never both. */
  proxyOn: boolean;
  proxySystem: boolean;
  proxyHost: string;
  proxyPort: string;
  proxyUser: string;
  /** Write-only; empty: the one that is kept stays. */
  proxyPassword: string;
};

export function draftOf({ enabled, licenseCount, serverUrl, transport, proxy }: Configuration): Draft {
  const manual = proxy.kind === 'manual' ? proxy : null;
  return {
    enabled,
    count: licenseCount === null ? '' : String(licenseCount),
    url: serverUrl ?? '',
    token: '',
    transport,
    proxyOn: manual !== null,
    proxySystem: proxy.kind === 'system',
    proxyHost: manual?.host ?? '',
    proxyPort: manual === null ? '' : String(manual.port),
    proxyUser: manual?.user ?? '',
    proxyPassword: '',
  };
}

/** Fields that are empty and always were are nobody's mistake, unless a registration needs them. */
export function problemsOf(draft: Draft, before: Configuration, maxCallRate: number): Partial<Record<Field, FieldProblem>> {
  const registers = draft.token.trim() !== '';
  const found = [
    draft.count.trim() === '' && before.licenseCount === null && !registers ? null : checkLicenseCount(draft.count, maxCallRate),
    draft.url.trim() === '' && before.serverUrl === null && !registers ? null : checkServerUrl(draft.url.trim()),
    registers ? checkToken(cleanToken(draft.token)) : null,
    draft.proxyOn ? checkProxyHost(draft.proxyHost) : null,
    draft.proxyOn ? checkProxyPort(draft.proxyPort) : null,
    draft.proxyOn ? problemOfLogin(draft) : null,
  ];
  return Object.fromEntries(found.flatMap((problem) => (problem === null ? [] : [[problem.field, problem]])));
}

function problemOfLogin({ proxyUser, proxyPassword }: Draft): FieldProblem | null {
  if (proxyUser !== '') return checkProxyUser(proxyUser);
  if (proxyPassword === '') return null;
  return { field: 'proxy-user', rule: 'missing', message: 'A password needs a user name.' };
}

/** The configuration that the draft leads to; only of a draft without problems. */
export function configurationOf(draft: Draft, before: Configuration): Configuration {
  const host = draft.proxyHost.trim().replace(/^\[(.*)\]$/, '$1');
  const user = draft.proxyUser === '' ? null : draft.proxyUser;
  const old = before.proxy.kind === 'manual' ? before.proxy : null;
  const same = old !== null && old.host === host && old.port === Number(draft.proxyPort) && old.user === user;
  return {
    enabled: draft.enabled,
    licenseCount: draft.count.trim() === '' ? null : Number(draft.count),
    serverUrl: draft.url.trim() === '' ? null : draft.url.trim(),
    transport: draft.transport,
    proxy: draft.proxyOn
      ? {
          kind: 'manual',
          host,
          port: Number(draft.proxyPort),
          user,
          hasPassword: user !== null && (draft.proxyPassword !== '' || (same && old.hasPassword)),
          tls: old?.tls ?? false,
        }
      : { kind: draft.proxySystem ? 'system' : 'none' },
  };
}

/** What was typed, over another configuration than the one it began from: fields that were left alone take the new values. */
export function rebased(draft: Draft, before: Configuration, present: Configuration): Draft {
  const began = draftOf(before);
  const typed = (Object.keys(draft) as (keyof Draft)[]).filter((key) => draft[key] !== began[key]);
  return { ...draftOf(present), ...Object.fromEntries(typed.map((key) => [key, draft[key]])) };
}

/** `next` is the configuration that the draft leads to. */
export function changeOf(draft: Draft, next: Configuration): ConfigurationChange {
  const { enabled, licenseCount, serverUrl, transport, proxy } = next;
  return {
    enabled,
    ...(licenseCount === null ? {} : { licenseCount }),
    ...(serverUrl === null ? {} : { serverUrl }),
    transport,
    proxy:
      proxy.kind === 'manual'
        ? {
            kind: 'manual',
            host: proxy.host,
            port: proxy.port,
            user: proxy.user,
            tls: proxy.tls,
            ...(draft.proxyPassword === '' ? {} : { password: draft.proxyPassword }),
          }
        : proxy,
    ...(draft.token.trim() === '' ? {} : { token: draft.token }),
  };
}
