// What can be done with one instance from the palette; what cannot be done now stands there with its reason.
import {
  ArrowSync16Regular,
  Certificate16Regular,
  Delete16Regular,
  Edit16Regular,
  type FluentIcon,
  HeartPulse20Regular,
  Key16Regular,
  NumberSymbol16Regular,
  PlugDisconnected16Regular,
  Prohibited16Regular,
} from '@fluentui/react-icons';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { go } from '../../state/route.ts';
import { type InstanceWish, wishFor } from '../../state/wish.ts';

export type Reason = 'registered' | 'notRegistered' | 'notEnabled' | 'notConfigured' | 'asking';
export type CommandName = InstanceWish | 'configure';
export type InstanceCommand = {
  command: CommandName;
  Icon: FluentIcon;
  /** null: it can be done now. */
  why: (row: FleetRow) => Reason | null;
};

const isRegistered = ({ registrationStatus }: FleetRow): boolean => registrationStatus === 'complete';
const onceRegistered = (row: FleetRow): Reason | null => (isRegistered(row) ? null : 'notRegistered');
const always = (): null => null;

function whyNotRegister(row: FleetRow): Reason | null {
  if (isRegistered(row)) return 'registered';
  if (!row.enabled) return 'notEnabled';
  if (row.serverUrl === null || row.cps === 0) return 'notConfigured';
  return row.registrationStatus === 'in-progress' ? 'asking' : null;
}
const whyNotAuthorize = (row: FleetRow): Reason | null =>
  onceRegistered(row) ?? (row.inFlight === 'authorization' ? 'asking' : null);

export const INSTANCE_COMMANDS: readonly InstanceCommand[] = [
  { command: 'authorize', Icon: ArrowSync16Regular, why: whyNotAuthorize },
  { command: 'doctor', Icon: HeartPulse20Regular, why: always },
  { command: 'configure', Icon: NumberSymbol16Regular, why: always },
  { command: 'register', Icon: Key16Regular, why: whyNotRegister },
  { command: 'renew', Icon: Certificate16Regular, why: onceRegistered },
  { command: 'edit', Icon: Edit16Regular, why: always },
  { command: 'force', Icon: Key16Regular, why: onceRegistered },
  { command: 'deregister', Icon: PlugDisconnected16Regular, why: onceRegistered },
  { command: 'disable', Icon: Prohibited16Regular, why: ({ enabled }) => (enabled ? null : 'notEnabled') },
  { command: 'remove', Icon: Delete16Regular, why: always },
];

/** On the instance's own page, which shows what comes of it. */
export function perform(command: CommandName, { id }: FleetRow): void {
  if (command === 'configure') go({ view: 'instance', id, tab: 'configuration' });
  else wishFor({ for: id, does: command }, { view: 'instance', id, tab: command === 'doctor' ? 'diagnostics' : 'summary' });
}
