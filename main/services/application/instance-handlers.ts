// Adding, describing, finding and removing instances.
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import {
  checkAccount,
  checkAddress,
  checkMaxCallRate,
  checkName,
  checkSoftwareVersion,
  checkTag,
} from '../../../shared/model/field-rules.ts';
import {
  DEFAULT_ENTITLEMENT_TAG,
  DEFAULT_SOFTWARE_TAG,
  DEFAULT_SOFTWARE_VERSION,
  type Instance,
} from '../../../shared/model/instance.ts';
import { isGuardedEdit } from '../../../shared/model/production-guard.ts';
import type { Application } from './application.ts';
import { agentOf, detailOf } from './detail.ts';
import { refuseUnconfirmed } from './guard.ts';
import { refuseProblems } from './refusals.ts';
import { settle } from './settle.ts';

export function instanceHandlers(application: Application) {
  const { fleet, chance, clock } = application;
  return {
    'instances.find': async ({ name }: ParsedInput<'instances.find'>): Promise<Output<'instances.find'>> => {
      const id = fleet.find(name.trim());
      return id === undefined ? null : { id };
    },

    'instances.detail': async ({ id }: ParsedInput<'instances.detail'>): Promise<Output<'instances.detail'>> =>
      detailOf(fleet, id),

    'instances.add': async (input: ParsedInput<'instances.add'>): Promise<Output<'instances.add'>> => {
      refuseProblems(problemsOf(input));
      const instance: Instance = {
        id: chance.uuid(),
        name: input.name.trim(),
        serial: application.newSerial(),
        profile: input.profile ?? 'CUSP',
        softwareVersion: input.softwareVersion?.trim() || DEFAULT_SOFTWARE_VERSION,
        maxCallRate: input.maxCallRate,
        address: blankToNull(input.address),
        account: blankToNull(input.account),
        tags: cleanTags(input.tags ?? []),
        environment: input.environment ?? 'production',
        softwareTag: DEFAULT_SOFTWARE_TAG,
        entitlementTag: DEFAULT_ENTITLEMENT_TAG,
        liveServerAllowed: false,
        createdAt: clock.now().wallMs,
      };
      await fleet.add(instance);
      return { id: instance.id };
    },

    'instances.edit': async (
      { id, confirm, ...change }: ParsedInput<'instances.edit'>,
      job?: string,
    ): Promise<Output<'instances.edit'>> => {
      const { instance } = (await agentOf(fleet, id)).agent;
      refuseProblems(problemsOf(change));
      if (isGuardedEdit(instance, defined(change))) refuseUnconfirmed(instance, confirm);
      const { name, softwareVersion, address, account, tags, ...rest } = change;
      const wanted = {
        ...defined(rest),
        ...(name === undefined ? {} : { name: name.trim() }),
        ...(softwareVersion === undefined ? {} : { softwareVersion: softwareVersion.trim() }),
        ...(address === undefined ? {} : { address: blankToNull(address) }),
        ...(account === undefined ? {} : { account: blankToNull(account) }),
        ...(tags === undefined ? {} : { tags: cleanTags(tags) }),
      };
      await fleet.edit(id, wanted, job);
      return detailOf(fleet, id);
    },

    'instances.remove': async (
      { id, confirm, waitMs }: ParsedInput<'instances.remove'>,
      job?: string,
    ): Promise<Output<'instances.remove'>> => {
      refuseUnconfirmed((await agentOf(fleet, id)).agent.instance, confirm);
      await fleet.remove(id, job);
      // A deregistration that is not answered removes the instance all the same, so its failure is no failure of the removal.
      if (waitMs && fleet.row(id) !== undefined) await settle(fleet, id, 'deregistration', waitMs).catch(() => undefined);
      return {};
    },
  };
}

type Described = Partial<Omit<ParsedInput<'instances.edit'>, 'id'>>;

const problemsOf = (input: Described) => [
  input.name === undefined ? null : checkName(input.name),
  input.maxCallRate === undefined ? null : checkMaxCallRate(input.maxCallRate),
  input.softwareVersion === undefined ? null : checkSoftwareVersion(input.softwareVersion),
  input.address?.trim() ? checkAddress(input.address) : null,
  input.account?.trim() ? checkAccount(input.account) : null,
  ...(input.tags ?? []).map(checkTag),
];

const blankToNull = (text: string | null | undefined): string | null => text?.trim() || null;
const cleanTags = (tags: string[]): string[] => [...new Set(tags.map((tag) => tag.trim()))];
const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
