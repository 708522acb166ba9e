// The production guard at the contract's door: what can stop calls is refused until it is confirmed, whoever asks.
import { refuse } from '../../../shared/app-failure.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { confirmsMass, confirmsName, type Mass } from '../../../shared/model/production-guard.ts';

/** Throws `confirmation-needed` unless the instance is no production one or its name was typed. */
export function refuseUnconfirmed({ name, environment }: Instance, confirm: string | undefined): void {
  if (environment !== 'production' || confirmsName(name, confirm)) return;
  throw refuse('confirmation-needed', `“${name}” is marked production, and this can stop its calls: confirm it by its name.`);
}

/** `names`: the production instances whose calls it can stop. Throws `confirmation-needed`. */
export function refuseUnconfirmedMass(what: Mass, names: readonly string[], confirm: string | undefined): void {
  if (confirmsMass(what, names, confirm)) return;
  const how = names.length === 1 ? `“${names[0]}”` : `“${what} ${names.length}”`;
  const whose = names.length === 1 ? 'a production instance' : `${names.length} production instances`;
  throw refuse('confirmation-needed', `This can stop the calls of ${whose}: confirm it by typing ${how}.`);
}
