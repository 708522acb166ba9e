// What a person types about an instance, what is wrong with it, and what is sent of it.

import { DEFAULT_SOFTWARE_VERSION } from '../../../shared/model/closed-lists.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import {
  checkAccount,
  checkAddress,
  checkMaxCallRate,
  checkName,
  checkSoftwareVersion,
  checkTag,
} from '../../../shared/model/field-rules.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import type { AddInstance } from '../../../shared/model/instance-input.ts';

export type InstanceDraft = {
  name: string;
  rate: string;
  version: string;
  address: string;
  account: string;
  /** Separated by commas. */
  tags: string;
  profile: Instance['profile'];
  environment: Instance['environment'];
  liveServerAllowed: boolean;
};

export const NEW_INSTANCE: InstanceDraft = {
  name: '',
  rate: '',
  version: DEFAULT_SOFTWARE_VERSION,
  address: '',
  account: '',
  tags: '',
  profile: 'CUSP',
  environment: 'production',
  liveServerAllowed: false,
};

export const instanceDraftOf = (instance: Instance): InstanceDraft => ({
  name: instance.name,
  rate: String(instance.maxCallRate),
  version: instance.softwareVersion,
  address: instance.address ?? '',
  account: instance.account ?? '',
  tags: instance.tags.join(', '),
  profile: instance.profile,
  environment: instance.environment,
  liveServerAllowed: instance.liveServerAllowed,
});

const tagsOf = ({ tags }: InstanceDraft): string[] =>
  tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
const rateOf = ({ rate }: InstanceDraft): number => (/^\s*\d+\s*$/.test(rate) ? Number(rate) : Number.NaN);

export function instanceProblems(draft: InstanceDraft): FieldProblem[] {
  const found = [
    checkName(draft.name),
    checkMaxCallRate(rateOf(draft)),
    checkSoftwareVersion(draft.version),
    draft.address.trim() === '' ? null : checkAddress(draft.address),
    draft.account.trim() === '' ? null : checkAccount(draft.account),
    ...tagsOf(draft).map(checkTag),
  ];
  return found.filter((problem) => problem !== null);
}

/** Only of a draft without problems. Empty texts mean none. */
export const instanceInput = (draft: InstanceDraft): Required<AddInstance> => ({
  name: draft.name.trim(),
  maxCallRate: rateOf(draft),
  softwareVersion: draft.version.trim(),
  address: draft.address.trim(),
  account: draft.account.trim(),
  tags: tagsOf(draft),
  profile: draft.profile,
  environment: draft.environment,
});
