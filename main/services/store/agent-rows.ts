// Rows as agents and agents as rows. What comes off the disk is believed only after it was parsed.
import { z } from 'zod';
import { configurationSchema } from '../../../shared/model/configuration.ts';
import { instanceSchema } from '../../../shared/model/instance.ts';
import type { Agent, StoredAgent } from '../../agent/ports.ts';
import { agentStateSchema } from './agent-state-schema.ts';
import type { AgentRow, AgentWrite } from './store-protocol.ts';

const agentSchema = z.object({
  instance: instanceSchema,
  configuration: configurationSchema,
  lastGood: z.object({ configuration: configurationSchema, at: z.number() }).nullable(),
  state: agentStateSchema,
});

/** A row that cannot be read is a text for the user; it stays in the store as it is. */
export function readAgentRow(row: AgentRow): StoredAgent | { unreadable: string } {
  const { id, name, revision, ...content } = row;
  const parsed = agentSchema.safeParse(content);
  if (parsed.success && parsed.data.instance.id === id && parsed.data.instance.name === name)
    return { agent: parsed.data, revision };
  const where = parsed.success ? 'instance' : (parsed.error.issues[0]?.path.join('.') ?? 'instance');
  return {
    unreadable: `The instance “${name}” could not be read from the store (${where}). It was left there and is not looked after.`,
  };
}

export function writeAgentRow({ instance, configuration, lastGood, state }: Agent): AgentWrite {
  return {
    id: instance.id,
    name: instance.name,
    instance: JSON.stringify(instance),
    configuration: JSON.stringify(configuration),
    lastGood: lastGood === null ? null : JSON.stringify(lastGood),
    state: JSON.stringify(state),
  };
}
