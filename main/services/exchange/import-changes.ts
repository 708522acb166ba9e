// What differs between an instance and what a file wants of it, by the names that the file has for its fields.
import { TRANSPORT_LABEL } from '../../../shared/model/closed-lists.ts';
import type { Configuration } from '../../../shared/model/configuration.ts';
import type { ImportChange } from '../../../shared/model/exchange.ts';
import { proxyText } from '../../../shared/model/update-plan.ts';
import type { Imported, ImportedFacts } from '../../agent/imported.ts';
import type { Agent } from '../../agent/ports.ts';
import { joinTags } from './fields.ts';

type Shown = Record<string, ImportChange['from']>;

const shown = (facts: ImportedFacts, configuration: Configuration): Shown => ({
  name: facts.name,
  profile: facts.profile,
  softwareVersion: facts.softwareVersion,
  maxCallRate: facts.maxCallRate,
  address: facts.address,
  account: facts.account,
  tags: joinTags(facts.tags) || null,
  environment: facts.environment,
  smartLicensing: configuration.enabled ? 'Enable' : 'Disable',
  licenseCount: configuration.licenseCount,
  licenseServerUrl: configuration.serverUrl,
  transportMode: TRANSPORT_LABEL[configuration.transport],
  httpProxy: proxyShown(configuration),
});

function proxyShown({ proxy }: Configuration): string | null {
  const text = proxyText(proxy);
  return proxy.kind === 'manual' && proxy.tls ? `https://${text}` : text;
}

export function changesOf({ instance, configuration }: Agent, wanted: Imported): ImportChange[] {
  const before = shown(instance, configuration);
  const after = shown(wanted.facts, wanted.configuration);
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));
}
