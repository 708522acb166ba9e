// One operation now, and the summary that results: register, authorize, renew the certificate, deregister.
import { checkToken } from '../../../shared/model/field-rules.ts';
import type { InstanceDetail } from '../../../shared/model/instance-detail.ts';
import type { Cli } from '../cli.ts';
import { print } from '../output.ts';
import { refuseProblems } from '../refuse-problems.ts';
import { type TokenOptions, tokenFrom } from '../secrets.ts';
import { idOf, withFleet } from '../session.ts';
import { onceSettled, requireRegistered } from '../settled.ts';
import { summaryText } from '../text/summary-text.ts';
import { whatDeregistrationDoes } from '../text/what-happens.ts';
import { usage } from '../usage.ts';
import type { FleetCaller } from '../world.ts';

/** `wait`: how long the answer is waited for, seconds; 0: not at all. */
type Wait = { wait: number };
export type RegisterOptions = TokenOptions & Wait & { force?: boolean };

export async function register(cli: Cli, name: string, options: RegisterOptions): Promise<void> {
  const token = (await tokenFrom(cli, options)) ?? missing();
  refuseProblems([checkToken(token)]);
  const { force = false } = options;
  await operate(cli, name, options, (fleet, id, waitMs) => fleet.call('instances.register', { id, token, force, waitMs }), {
    check: requireRegistered,
  });
}

export const authorize = (cli: Cli, name: string, options: Wait): Promise<void> =>
  operate(cli, name, options, (fleet, id, waitMs) => fleet.call('instances.authorize', { id, waitMs }));

export const renewId = (cli: Cli, name: string, options: Wait): Promise<void> =>
  operate(cli, name, options, (fleet, id, waitMs) => fleet.call('instances.renewId', { id, waitMs }));

export const deregister = (cli: Cli, name: string, options: Wait & { yes?: boolean }): Promise<void> =>
  operate(cli, name, options, async (fleet, id, waitMs) => {
    if (!options.yes) {
      const detail = await fleet.call('instances.detail', { id });
      if (detail.row.certificate !== null) throw usage(whatDeregistrationDoes(detail));
    }
    return fleet.call('instances.deregister', { id, confirm: name, waitMs });
  });

type Ask = (fleet: FleetCaller, id: string, waitMs: number) => Promise<InstanceDetail>;

async function operate(
  cli: Cli,
  name: string,
  { wait }: Wait,
  ask: Ask,
  { check }: { check?: (detail: InstanceDetail) => void } = {},
): Promise<void> {
  const waitMs = wait * 1_000;
  const detail = await withFleet(cli, async (fleet) => {
    const end = cli.world.time.now() + waitMs;
    return onceSettled(cli, fleet, await ask(fleet, await idOf(fleet, name), waitMs), end);
  });
  if (wait > 0) check?.(detail);
  print(cli, detail.summary, () => summaryText(detail));
}

function missing(): never {
  throw usage('A token is needed: --token-file FILE or --token-stdin.');
}
