// Everything that can happen to an agent. Time is no event: whatever has become due is looked at in every step.
import type { Configuration } from '../../shared/model/configuration.ts';
import type { FailureCategory } from '../../shared/model/failure.ts';
import type { EventActor } from '../../shared/model/history-event.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { Now } from './agent-state.ts';
import type { LicenceAnswer } from './ports.ts';

/** `job`: the bulk job that asked for it, which the history names. */
export type AgentEvent = Happening & { job?: string | undefined };

type Happening =
  /** What is due at the licence server has its turn now. */
  | { kind: 'due' }
  /** An alarm rang, or the clock jumped: time has passed; nothing new is sent. */
  | { kind: 'look' }
  /**
   * Loaded for the first time since the host has started at `opened`: time has passed until then over a restart and since then in
   * this run, and a request that was in flight is sent again; nothing new is sent yet.
   */
  | { kind: 'started'; opened: Now }
  | { kind: 'answer'; requestId: string; answer: LicenceAnswer }
  | {
      kind: 'configure';
      configuration: Configuration;
      register: { force: boolean } | null;
      deregisterAndSwitch: boolean;
      liveServerAllowed: boolean;
      actor: EventActor;
    }
  | { kind: 'edit'; change: Partial<Omit<Instance, 'id' | 'serial'>>; actor: EventActor }
  | { kind: 'register'; force: boolean; actor: EventActor }
  | { kind: 'authorize' | 'renew' | 'deregister' }
  /** What these failures came from has been mended: what waits for its next try because of them is tried now. */
  | { kind: 'retry'; categories: readonly FailureCategory[] }
  | { kind: 'remove' | 'clear-mark'; actor: EventActor };
