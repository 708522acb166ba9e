// Bulk jobs over a fleet in memory: the real jobs, with store and secrets that a test can look into.
import type { Fleet } from '../../main/agent/fleet.ts';
import type { Chance, Clock, RealTime } from '../../main/agent/ports.ts';
import { serverRefusal } from '../../main/services/application/server-guard.ts';
import { Jobs } from '../../main/services/jobs/jobs.ts';
import { MemorySecrets } from './agent-world.ts';
import { MemoryJobStore } from './memory-job-store.ts';

type World = { fleet: Fleet; clock: Clock; chance: Chance; realTime: RealTime; isDemonstration: () => boolean };

export class MemoryJobs {
  readonly store = new MemoryJobStore();
  readonly secrets = new MemorySecrets();
  jobs: Jobs;

  constructor(private readonly world: World) {
    this.jobs = this.#open();
  }

  /** The host that ran the jobs ended in the middle; another one has opened what was stored. */
  restart(): Jobs {
    this.jobs.dispose();
    this.jobs = this.#open();
    return this.jobs;
  }

  #open(): Jobs {
    const { isDemonstration, ...world } = this.world;
    return new Jobs({
      ...world,
      store: this.store,
      secrets: this.secrets,
      serverRefused: ({ serverUrl }, isLiveAllowed) =>
        serverUrl !== null && serverRefusal(serverUrl, isLiveAllowed, isDemonstration()) !== null,
      width: 2,
    });
  }
}
