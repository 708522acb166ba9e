// A store in memory that keeps what a real one would: copies, written together or not at all, under revisions. It can be full, and
// it can be made to hold a commit back.
import type { Agent, AgentStore, NewEvent, Standing, StoredAgent, StoredStep, StoreRefusal } from '../../main/agent/ports.ts';
import { StoreError } from '../../main/agent/ports.ts';
import type { HistoryEvent } from '../../shared/model/history-event.ts';

export class MemoryAgentStore implements AgentStore {
  readonly agents = new Map<string, StoredAgent>();
  /** What lists show of them, as of their last step. */
  readonly kept = new Map<string, Standing>();
  readonly history: HistoryEvent[] = [];
  /** Ids, in the order of their loading. */
  readonly loaded: string[] = [];
  /** Every write is refused for this reason. */
  refuses: StoreRefusal | null = null;
  /** Looked at after each commit, before anybody hears of it. */
  committed: (agent: Agent) => void = () => {};

  async standings(): Promise<{ id: string; standing: Standing | null }[]> {
    return [...this.agents].map(([id, { revision }]) => {
      const kept = this.kept.get(id);
      return { id, standing: kept?.row.revision === revision ? structuredClone(kept) : null };
    });
  }

  async load(ids: readonly string[]): Promise<StoredAgent[]> {
    this.loaded.push(...ids);
    return structuredClone(ids.map((id) => this.agents.get(id)).filter((agent) => agent !== undefined));
  }

  async keep(standings: readonly Standing[]): Promise<void> {
    this.#mayWrite();
    for (const standing of standings) this.kept.set(standing.row.id, structuredClone(standing));
  }

  async commit(
    agent: Agent,
    standing: Standing,
    events: readonly NewEvent[],
    before: StoredAgent | null,
  ): Promise<{ revision: number }> {
    const from = before?.revision ?? 0;
    this.#mayWrite();
    const { id, name } = agent.instance;
    if ((this.agents.get(id)?.revision ?? 0) !== from) throw new StoreError('stale', `stale: ${from}`);
    const taken = [...this.agents.values()].some(({ agent: { instance } }) => instance.name === name && instance.id !== id);
    if (taken) throw new StoreError('name-taken', `There is an instance named “${name}” already.`);
    // Through JSON, as on a disk: what does not survive that is not kept.
    this.agents.set(id, { agent: JSON.parse(JSON.stringify(agent)), revision: from + 1 });
    this.kept.set(id, JSON.parse(JSON.stringify(standing)));
    for (const event of events) this.history.push({ ...event, id: this.history.length + 1, instanceId: id, instance: name });
    this.committed(agent);
    return { revision: from + 1 };
  }

  async commitAll(steps: readonly StoredStep[]): Promise<void> {
    const before = { agents: new Map(this.agents), kept: new Map(this.kept), events: this.history.length };
    try {
      for (const { agent, standing, events, from } of steps) await this.commit(agent, standing, events, from);
    } catch (error) {
      this.agents.clear();
      for (const [id, stored] of before.agents) this.agents.set(id, stored);
      this.kept.clear();
      for (const [id, standing] of before.kept) this.kept.set(id, standing);
      this.history.length = before.events;
      throw error;
    }
  }

  async remove({ id: instanceId }: { id: string }, from: number): Promise<void> {
    this.#mayWrite();
    if (this.agents.get(instanceId)?.revision !== from) throw new StoreError('stale', `stale: ${from}`);
    this.agents.delete(instanceId);
    this.kept.delete(instanceId);
  }

  async events(): Promise<HistoryEvent[]> {
    return this.history;
  }

  #mayWrite(): void {
    if (this.refuses !== null) throw new StoreError(this.refuses, `The store says: ${this.refuses}.`);
  }
}
