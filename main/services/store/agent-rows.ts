// Rows as agents and agents as rows. What an agent acts on is believed only after it was parsed; what lists show is believed as this
// program wrote it, in the form and of the revision that it says.
import { z } from 'zod';
import { configurationSchema } from '../../../shared/model/configuration.ts';
import { instanceSchema } from '../../../shared/model/instance.ts';
import { packRow, unpackRow } from '../../../shared/model/packed-rows.ts';
import type { Agent, Standing, StoredAgent } from '../../agent/ports.ts';
import { agentStateSchema } from './agent-state-schema.ts';
import type { AgentRow, AgentWrite, StandingRow, StandingWrite } from './store-protocol.ts';

const agentSchema = z.object({
  instance: instanceSchema,
  configuration: configurationSchema,
  lastGood: z.object({ configuration: configurationSchema, at: z.number() }).nullable(),
  state: agentStateSchema,
});

/** A row that cannot be read is a text for the user; it stays in the store as it is. */
export function readAgentRow(row: AgentRow): StoredAgent | { unreadable: string } {
  const { id, name, revision, instance, configuration, lastGood, state, papers } = row;
  const parsed = agentSchema.safeParse({
    instance: json(instance),
    configuration: json(configuration),
    lastGood: lastGood === null ? null : json(lastGood),
    state: withPapers(json(state), json(papers)),
  });
  if (parsed.success && parsed.data.instance.id === id && parsed.data.instance.name === name)
    return { agent: parsed.data, revision };
  const where = parsed.success ? 'instance' : (parsed.error.issues[0]?.path.join('.') ?? 'instance');
  return {
    unreadable: `The instance “${name}” could not be read from the store (${where}). It was left there and is not looked after.`,
  };
}

/** `before`: the agent as it was stored last, null where there was none. */
export function writeAgentRow({ instance, configuration, lastGood, state }: Agent, before: Agent | null): AgentWrite {
  const isConfigured = before === null || configuration !== before.configuration || lastGood !== before.lastGood;
  return {
    id: instance.id,
    name: instance.name,
    instance: instance === before?.instance ? null : JSON.stringify(instance),
    configuration: isConfigured
      ? { configuration: JSON.stringify(configuration), lastGood: lastGood === null ? null : JSON.stringify(lastGood) }
      : null,
    state: JSON.stringify(withoutPapers(state)),
    papers: papersOf(state, before?.state ?? null),
  };
}

type State = Agent['state'];
/** Kilobytes of certificates, which few steps change: they are kept beside the state. */
const PAPERS = { certificatePem: undefined, signers: undefined };

/** JSON leaves out what is undefined. */
const withoutPapers = ({ identity, ...state }: State) => ({ ...state, identity: identity && { ...identity, ...PAPERS } });

/** Null: they are as they were before, or there are none. */
function papersOf({ identity }: State, before: State | null): string | null {
  if (identity === null) return null;
  const { certificatePem, signers } = identity;
  const isSame = certificatePem === before?.identity?.certificatePem && signers === before.identity.signers;
  return isSame ? null : JSON.stringify({ certificatePem, signers });
}

/** Papers that are there without an identity are those of a former one. */
function withPapers(state: unknown, papers: unknown): unknown {
  if (!isObject(state) || !isObject(state.identity) || !isObject(papers)) return state;
  return { ...state, identity: { ...state.identity, ...papers } };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export function readStandingRow({ id, lookAt, contactAt, row }: StandingRow): { id: string; standing: Standing | null } {
  const read = row === null ? undefined : readable(unpackRow, row);
  return { id, standing: read?.id === id ? { row: read, lookAt, contactAt } : null };
}

export const writeStandingRow = ({ row, lookAt, contactAt }: Standing): StandingWrite => ({
  id: row.id,
  revision: row.revision,
  lookAt,
  contactAt,
  row: packRow(row),
});

const json = (text: string | null): unknown => (text === null ? undefined : readable(JSON.parse, text));

/** A text that cannot be read any more is `undefined`: one damaged row must not hide the others. */
function readable<T>(read: (text: string) => T, text: string): T | undefined {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}
