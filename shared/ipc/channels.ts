// Names only: all that the preload may load. The contract test holds them equal to the contract's.
import type { Channel, Push } from './contract.ts';

export const CHANNELS = [
  'host.info',
  'fleet.snapshot',
  'fleet.changes',
  'instances.find',
  'instances.detail',
  'instances.add',
  'instances.edit',
  'instances.remove',
  'instances.configure',
  'instances.register',
  'instances.authorize',
  'instances.renewId',
  'instances.deregister',
  'instances.clearMark',
  'events.list',
  'diagnostics.exchanges',
  'diagnostics.doctor',
  'diagnostics.start',
  'diagnostics.next',
  'diagnostics.cancel',
  'jobs.preview',
  'jobs.start',
  'jobs.list',
  'jobs.watch',
  'jobs.cancel',
  'jobs.resume',
  'jobs.forget',
  'jobs.csv',
  'trust.list',
  'trust.add',
  'trust.remove',
  'fleet.mirror',
  'fleet.seen',
  'settings.get',
  'settings.set',
  'clipboard.write',
  'clipboard.read',
  'demonstration.start',
  'demonstration.leave',
  'demonstration.server',
  'demonstration.faults',
  'demonstration.setFaults',
] as const satisfies readonly Channel[];
export const PUSHES = ['fleet.delta', 'host.changed', 'settings.changed'] as const satisfies readonly Push[];

type Missing = Exclude<Channel, (typeof CHANNELS)[number]> | Exclude<Push, (typeof PUSHES)[number]>;
/** Does not compile when the contract has a name that is missing above. */
export const complete: Missing extends never ? true : Missing = true;
