// A fleet as a file that can be read again: instance facts and configuration. No state, and no secret: keys, tokens and passwords stay
// where they are.
import { TRANSPORT_LABEL } from '../../../shared/model/closed-lists.ts';
import type { ExchangeFormat } from '../../../shared/model/exchange.ts';
import type { Agent } from '../../agent/ports.ts';
import { type Cell, csvText } from './csv.ts';
import { FIELD_NAMES, type FieldName, joinTags } from './fields.ts';
import { FORMAT_NAME } from './read-file.ts';

type Facts = Record<FieldName, string | number | boolean | string[] | null>;

/** `at`: epoch ms. */
export async function exportText(agents: readonly Agent[], format: ExchangeFormat, at: number): Promise<string> {
  const all = agents.map(factsOf);
  if (format === 'csv')
    return csvText(
      FIELD_NAMES,
      all.map((facts) => FIELD_NAMES.map((field) => cellOf(facts[field]))),
    );
  const file = { format: FORMAT_NAME, version: 1, exportedAt: new Date(at).toISOString(), instances: all.map(nested) };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function factsOf({ instance, configuration }: Agent): Facts {
  const { proxy } = configuration;
  const manual = proxy.kind === 'manual' ? proxy : null;
  return {
    name: instance.name,
    productSerialNumber: instance.serial,
    profile: instance.profile,
    softwareVersion: instance.softwareVersion,
    maxCallRate: instance.maxCallRate,
    address: instance.address,
    account: instance.account,
    tags: instance.tags,
    environment: instance.environment,
    smartLicensing: configuration.enabled ? 'Enable' : 'Disable',
    licenseCount: configuration.licenseCount,
    licenseServerUrl: configuration.serverUrl,
    transportMode: TRANSPORT_LABEL[configuration.transport],
    proxy: proxy.kind,
    proxyAddress: manual?.host ?? null,
    proxyPort: manual?.port ?? null,
    proxyUser: manual?.user ?? null,
    proxyTls: manual?.tls ?? null,
  };
}

const cellOf = (value: Facts[FieldName]): Cell => {
  if (Array.isArray(value)) return joinTags(value);
  return typeof value === 'boolean' ? String(value) : value;
};

function nested(facts: Facts): object {
  const {
    smartLicensing,
    licenseCount,
    licenseServerUrl,
    transportMode,
    proxy,
    proxyAddress,
    proxyPort,
    proxyUser,
    proxyTls,
    ...rest
  } = facts;
  const manual = proxy === 'manual' ? { proxyAddress, proxyPort, proxyUser, proxyTls } : {};
  return { ...rest, configuration: { smartLicensing, licenseCount, licenseServerUrl, transportMode, proxy, ...manual } };
}
