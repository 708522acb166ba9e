// The instances as the administrator describes them: adding, listing, showing, removing.
import { refuse } from '../../../shared/app-failure.ts';
import {
  checkAccount,
  checkAddress,
  checkMaxCallRate,
  checkName,
  checkSoftwareVersion,
  checkTag,
} from '../../../shared/model/field-rules.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import type { Environment, Profile } from '../../../shared/model/instance.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import type { Cli } from '../cli.ts';
import { print, tell } from '../output.ts';
import { refuseProblems } from '../refuse-problems.ts';
import { idOf, withFleet } from '../session.ts';
import { plain } from '../text/plain.ts';
import { summaryText } from '../text/summary-text.ts';
import { table } from '../text/table.ts';
import { whatRemovalDoes } from '../text/what-happens.ts';
import { usage } from '../usage.ts';

export type AddOptions = {
  maxCallRate: string;
  profile?: Profile;
  softwareVersion?: string;
  address?: string;
  account?: string;
  tag?: string[];
  environment?: Environment;
};

export async function add(cli: Cli, name: string, options: AddOptions): Promise<void> {
  const { maxCallRate, tag: tags, ...rest } = options;
  const rate = /^\d+$/.test(maxCallRate) ? Number(maxCallRate) : Number.NaN;
  refuseProblems([
    checkName(name),
    checkMaxCallRate(rate),
    options.softwareVersion === undefined ? null : checkSoftwareVersion(options.softwareVersion),
    options.address === undefined ? null : checkAddress(options.address),
    options.account === undefined ? null : checkAccount(options.account),
    ...(tags ?? []).map(checkTag),
  ]);
  const detail = await withFleet(cli, async (fleet) => {
    const { id } = await fleet.call('instances.add', {
      name,
      maxCallRate: rate,
      ...rest,
      ...(tags === undefined ? {} : { tags }),
    });
    return fleet.call('instances.detail', { id });
  });
  print(cli, described(detail), () => `Added ${detail.instance.name}, serial number ${detail.instance.serial}.\n`);
  if (!cli.json)
    tell(cli, `Next: cusp-license configure ${quoted(detail.instance.name)} --enable --license-count N --server-url URL`);
}

export async function list(cli: Cli): Promise<void> {
  const { rows } = await withFleet(cli, (fleet) => fleet.call('fleet.snapshot', {}));
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const head = ['NAME', 'PRODUCT', 'VERSION', 'MAX CPS', 'CLIENT STATE', 'ENVIRONMENT', 'ACCOUNT', 'ADDRESS', 'TAGS'];
  print(cli, sorted.map(describedRow), () =>
    rows.length === 0
      ? 'No instances yet. Add the first one: cusp-license instance add NAME --max-call-rate N\n'
      : table(sorted.map(line), { head, right: [3] }),
  );
}

export async function show(cli: Cli, name: string): Promise<void> {
  const detail = await withFleet(cli, async (fleet) => fleet.call('instances.detail', { id: await idOf(fleet, name) }));
  print(cli, described(detail), () => showText(detail));
}

export async function remove(cli: Cli, name: string, { yes, wait }: { yes?: boolean; wait: number }): Promise<void> {
  const heldAtServer = await withFleet(cli, async (fleet) => {
    const id = await idOf(fleet, name);
    if (!yes) throw usage(whatRemovalDoes(await fleet.call('instances.detail', { id })));
    const last = (await fleet.call('events.list', { id, limit: 1 }))[0]?.id ?? 0;
    await fleet.call('instances.remove', { id, confirm: name, waitMs: wait * 1_000 });
    if ((await fleet.call('instances.find', { name })) !== null)
      throw refuse(
        'operation-failed',
        'The licence server has not answered the deregistration yet; the removal goes on while a host runs.',
      );
    const since = await fleet.call('events.list', { id, limit: 20 });
    return since.some((event) => event.id > last && event.event === 'deregistration-failed');
  });
  print(cli, { removed: name.trim(), mayStillHoldLicences: heldAtServer }, () => `Removed ${plain(name)}.\n`);
  if (heldAtServer)
    tell(
      cli,
      'The licence server did not confirm the deregistration: it may still count the licences. Remove the instance there.',
    );
}

const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

const describedRow = (row: FleetRow) => ({
  name: row.name,
  id: row.id,
  productSerialNumber: row.serial,
  profile: row.profile,
  softwareVersion: row.softwareVersion,
  maxCallRate: row.maxCallRate,
  address: row.address,
  account: row.account,
  tags: row.tags,
  environment: row.environment,
  smartLicenseClientState: row.clientState,
  licensingState: row.licensingState,
});

const described = ({ instance, configuration, row, summary }: InstanceDetail) => ({
  ...describedRow(row),
  createdAt: new Date(instance.createdAt).toISOString(),
  unverifiedLiveServerAllowed: instance.liveServerAllowed,
  configuration,
  summary,
});

const line = (row: FleetRow): string[] => [
  plain(row.name),
  row.profile,
  plain(row.softwareVersion),
  String(row.maxCallRate),
  row.clientState,
  row.environment,
  plain(row.account ?? ''),
  plain(row.address ?? ''),
  plain(row.tags.join(', ')),
];

function showText(detail: InstanceDetail): string {
  const { instance, row } = detail;
  const rows: [string, string][] = [
    ['Name', instance.name],
    ['Environment', instance.environment],
    ['Software version', instance.softwareVersion],
    ['Maximum call rate', `${instance.maxCallRate} CPS`],
    ['Address', instance.address ?? 'none'],
    ['Account', row.account ?? 'none'],
    ['Tags', instance.tags.join(', ') || 'none'],
  ];
  return `${table(rows.map(([label, value]) => [label, plain(value)]))}\n${summaryText(detail)}`;
}
