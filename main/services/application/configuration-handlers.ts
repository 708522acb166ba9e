// The form's Update: every field is checked, then configuration, secrets and trusted certificates change together or not at all.

import { refuse } from '../../../shared/app-failure.ts';
import type { Output, ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Configuration, ConfigurationChange, ProxySetting } from '../../../shared/model/configuration.ts';
import {
  checkLicenseCount,
  checkPem,
  checkProxyHost,
  checkProxyPort,
  checkProxyUser,
  checkServerUrl,
  checkToken,
  cleanToken,
} from '../../../shared/model/field-rules.ts';
import { planUpdate } from '../../../shared/model/update-plan.ts';
import type { Application } from './application.ts';
import { agentOf, detailOf } from './detail.ts';
import { refuseUnconfirmed } from './guard.ts';
import { refuseProblems } from './refusals.ts';
import { withSecrets } from './secrets-of-change.ts';
import { refuseServer } from './server-guard.ts';
import { settle } from './settle.ts';
import { withTrust } from './trust-of-change.ts';
import type { Turns } from './turns.ts';

type Change = ConfigurationChange;

export function configurationHandlers(application: Application, turns: Turns) {
  const { fleet } = application;
  /** The new configuration holds once the old registration has been given back; how the server took that is no failure of it. */
  const deregistered = (id: string, waitMs: number) => settle(fleet, id, 'deregistration', waitMs).catch(() => undefined);
  return {
    'instances.configure': async (
      input: ParsedInput<'instances.configure'>,
      job?: string,
    ): Promise<Output<'instances.configure'>> => {
      const { id, change, waitMs } = input;
      await turns.take(id, () => configure(application, input, job));
      if ((await fleet.agent(id))?.agent.state.deregistration) await deregistered(id, waitMs ?? 0);
      if (change.token !== undefined) await settle(fleet, id, 'registration', waitMs ?? 0);
      return detailOf(fleet, id);
    },
  };
}

async function configure(
  application: Application,
  input: ParsedInput<'instances.configure'>,
  job: string | undefined,
): Promise<void> {
  const { fleet } = application;
  const { id, baseRevision, change } = input;
  const { agent, revision } = await agentOf(fleet, id);
  if (baseRevision !== undefined && baseRevision !== revision)
    throw refuse('stale', 'This instance was changed since the form was opened. Look at the changes, then update again.');

  const token = change.token === undefined ? undefined : cleanToken(change.token);
  const proxy = changedProxy(agent.configuration.proxy, change.proxy);
  const configuration = changedConfiguration(agent.configuration, change, proxy);
  refuseProblems([
    ...problemsOf(change, agent.instance.maxCallRate),
    ...(token === undefined ? [] : problemsOfRegistration(token, configuration)),
  ]);

  const liveServerAllowed = change.allowUnverifiedLiveServer ?? agent.instance.liveServerAllowed;
  if (token !== undefined || application.info().demonstration)
    refuseServer(configuration.serverUrl, liveServerAllowed, application.info().demonstration);

  const deregisterAndSwitch = change.deregisterAndSwitch ?? false;
  const present = { configuration: agent.configuration, registered: agent.state.identity !== null, evaluationMs: 0 };
  if (planUpdate(present, configuration, token !== undefined, deregisterAndSwitch).canStopCalls)
    refuseUnconfirmed(agent.instance, input.confirm);

  const secrets = {
    ...(token === undefined ? {} : { token }),
    ...passwordToKeep(agent.configuration.proxy, proxy, change),
  };
  await withSecrets(application, id, secrets, () =>
    withTrust(application, configuration.serverUrl, change, () =>
      fleet.configure(id, configuration, {
        register: token === undefined ? null : { force: change.force ?? false },
        deregisterAndSwitch,
        liveServerAllowed,
        actor: 'administrator',
        job,
      }),
    ),
  );
}

function changedConfiguration(before: Configuration, change: Change, proxy: ProxySetting): Configuration {
  return {
    enabled: change.enabled ?? before.enabled,
    licenseCount: change.licenseCount ?? before.licenseCount,
    serverUrl: change.serverUrl === undefined ? before.serverUrl : change.serverUrl.trim(),
    transport: change.transport ?? before.transport,
    proxy,
  };
}

/** A password that is left out stays while it is for the same proxy and user. */
function changedProxy(before: ProxySetting, change: Change['proxy']): ProxySetting {
  if (change === undefined) return before;
  if (change.kind !== 'manual') return { kind: change.kind };
  const host = change.host.trim().replace(/^\[(.*)\]$/, '$1');
  const user = change.user === null || change.user === '' ? null : change.user;
  const same = before.kind === 'manual' && before.host === host && before.port === change.port && before.user === user;
  const hasPassword = user !== null && (change.password === undefined ? same && before.hasPassword : change.password !== '');
  return { kind: 'manual', host, port: change.port, user, hasPassword, tls: change.tls };
}

function passwordToKeep(
  before: ProxySetting,
  after: ProxySetting,
  change: Change,
): Record<'proxy-password', string | null> | Record<string, never> {
  const given = change.proxy?.kind === 'manual' ? change.proxy.password : undefined;
  if (after.kind === 'manual' && after.hasPassword) return given === undefined ? {} : { 'proxy-password': given };
  return before.kind === 'manual' && before.hasPassword ? { 'proxy-password': null } : {};
}

function problemsOf(change: Change, maxCallRate: number) {
  const manual = change.proxy?.kind === 'manual' ? change.proxy : null;
  return [
    change.licenseCount === undefined ? null : checkLicenseCount(change.licenseCount, maxCallRate),
    change.serverUrl === undefined ? null : checkServerUrl(change.serverUrl.trim()),
    manual && checkProxyHost(manual.host),
    manual && checkProxyPort(manual.port),
    manual?.user ? checkProxyUser(manual.user) : null,
    change.signerCaPem === undefined ? null : checkPem(change.signerCaPem),
    change.tlsCaPem === undefined ? null : checkPem(change.tlsCaPem),
  ];
}

/** What a registration needs besides its token. */
function problemsOfRegistration(token: string, { serverUrl, licenseCount }: Configuration) {
  return [
    checkToken(token),
    serverUrl === null ? checkServerUrl('') : null,
    licenseCount === null ? checkLicenseCount('', Number.MAX_SAFE_INTEGER) : null,
  ];
}
