// The form's Update on the command line: every field is checked before anything is asked for, then all or nothing.
import type { ConfigurationChange } from '../../../shared/model/configuration.ts';
import { checkLicenseCount, checkPem, checkServerUrl, checkToken, modeOfPath } from '../../../shared/model/field-rules.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import type { Cli } from '../cli.ts';
import { print, tell } from '../output.ts';
import { type ProxyOptions, proxyChange } from '../proxy-change.ts';
import { refuseProblems } from '../refuse-problems.ts';
import { passwordFrom, pemFrom, type TokenOptions, tokenFrom } from '../secrets.ts';
import { idOf, withFleet } from '../session.ts';
import { onceSettled, requireRegistered } from '../settled.ts';
import { summaryText } from '../text/summary-text.ts';
import { usage } from '../usage.ts';

export type ConfigureOptions = TokenOptions &
  Omit<ProxyOptions, 'password'> & {
    enable?: boolean;
    disable?: boolean;
    licenseCount?: string;
    serverUrl?: string;
    transport?: 'call-home' | 'http';
    proxyPasswordFile?: string;
    signerCa?: string;
    tlsCa?: string;
    force?: boolean;
    deregisterAndSwitch?: boolean;
    allowUnverifiedLiveServer?: boolean;
    wait: number;
  };

export async function configure(cli: Cli, name: string, options: ConfigureOptions): Promise<void> {
  const { wait, ...asked } = options;
  if (Object.keys(asked).length === 0)
    throw usage('Nothing to change: give at least one option (cusp-license configure --help).');
  const given = {
    token: await tokenFrom(cli, options),
    password: await passwordFrom(cli, options.proxyPasswordFile),
    signerCaPem: await pemFrom(cli, options.signerCa),
    tlsCaPem: await pemFrom(cli, options.tlsCa),
  };
  const detail = await withFleet(cli, async (fleet) => {
    const end = cli.world.time.now() + wait * 1_000;
    const id = await idOf(fleet, name);
    const before = await fleet.call('instances.detail', { id });
    const change = checkedChange(before, options, given);
    // The name that was typed is what the guard of a production instance asks for.
    const input = { id, baseRevision: before.row.revision, change, confirm: name, waitMs: wait * 1_000 };
    return onceSettled(cli, fleet, await fleet.call('instances.configure', input), end);
  });
  warn(cli, detail);
  if (given.token !== undefined && wait > 0) requireRegistered(detail);
  print(cli, detail.summary, () => summaryText(detail));
}

type Given = {
  token: string | undefined;
  password: string | undefined;
  signerCaPem: string | undefined;
  tlsCaPem: string | undefined;
};

/** Throws `invalid-input` with the problems of all fields. */
function checkedChange(before: InstanceDetail, options: ConfigureOptions, given: Given): ConfigurationChange {
  const { licenseCount, serverUrl, transport, force, deregisterAndSwitch, allowUnverifiedLiveServer } = options;
  const { token, password, signerCaPem, tlsCaPem } = given;
  const proxy = proxyChange(before.configuration.proxy, {
    ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    ...(options.proxySystem ? { proxySystem: true } : {}),
    ...(options.proxyUser === undefined ? {} : { proxyUser: options.proxyUser }),
    ...(password === undefined ? {} : { password }),
  });
  refuseProblems([
    licenseCount === undefined ? null : checkLicenseCount(licenseCount, before.instance.maxCallRate),
    serverUrl === undefined ? null : checkServerUrl(serverUrl.trim()),
    ...proxy.problems,
    token === undefined ? null : checkToken(token),
    signerCaPem === undefined ? null : checkPem(signerCaPem),
    tlsCaPem === undefined ? null : checkPem(tlsCaPem),
  ]);
  return {
    ...(options.enable ? { enabled: true } : {}),
    ...(options.disable ? { enabled: false } : {}),
    ...(licenseCount === undefined ? {} : { licenseCount: Number(licenseCount) }),
    ...(serverUrl === undefined ? {} : { serverUrl: serverUrl.trim() }),
    ...(transport === undefined ? {} : { transport }),
    ...(proxy.change === undefined ? {} : { proxy: proxy.change }),
    ...(token === undefined ? {} : { token }),
    ...(signerCaPem === undefined ? {} : { signerCaPem }),
    ...(tlsCaPem === undefined ? {} : { tlsCaPem }),
    ...(force ? { force } : {}),
    ...(deregisterAndSwitch ? { deregisterAndSwitch } : {}),
    ...(allowUnverifiedLiveServer ? { allowUnverifiedLiveServer } : {}),
  };
}

/** A path that belongs to the other transport mode is a warning, no error. */
function warn(cli: Cli, { configuration: { serverUrl, transport } }: InstanceDetail): void {
  const other = serverUrl === null ? null : modeOfPath(serverUrl, transport);
  if (other !== null) tell(cli, `Warning: this path belongs to the ${other === 'http' ? 'HTTP' : 'Call Home'} mode.`);
}
