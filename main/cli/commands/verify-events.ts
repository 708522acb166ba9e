// `events --verify`: whether the audit log is what was written, in one sentence; a log that is not so is a failure (exit 1).
import type { ChainProof } from '../../../shared/model/activity.ts';
import type { Cli } from '../cli.ts';
import { Ended, FAILED } from '../outcome.ts';
import { print } from '../output.ts';
import { withFleet } from '../session.ts';
import { localTime } from '../text/dates.ts';
import { usage } from '../usage.ts';

type Narrowing = { name: string | undefined; since?: string; limit?: number };

export async function verifyEvents(cli: Cli, { name, since, limit }: Narrowing): Promise<void> {
  if (name !== undefined || since !== undefined || limit !== undefined)
    throw usage('--verify looks at the whole log: it takes no name, --since or --limit.');
  const proof = await withFleet(cli, (fleet) => fleet.call('activity.verify', {}));
  print(cli, jsonOf(proof), () => `${sentence(proof)}\n`);
  if (proof.broken !== null) throw new Ended(FAILED);
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const jsonOf = ({ entries, from, seal, broken }: ChainProof) => ({
  intact: broken === null,
  entries,
  from: iso(from),
  seal,
  broken: broken === null ? null : { ...broken, at: iso(broken.at) },
});

function sentence({ entries, from, seal, broken }: ChainProof): string {
  if (broken !== null) return `${WORDS[broken.kind](broken)} The ${entries} entries before it are as they were written.`;
  if (from === null) return 'The log is empty.';
  return `${entries} entries since ${localTime(from)}, none altered. Last seal ${seal}.`;
}

type Broken = NonNullable<ChainProof['broken']>;
const when = ({ at }: Broken): string => (at === null ? '' : ` (${localTime(at)})`);
const WORDS: Readonly<Record<Broken['kind'], (broken: Broken) => string>> = {
  altered: (one) => `Entry ${one.id}${when(one)} was altered.`,
  removed: ({ id, missing }) =>
    missing === 1 ? `Entry ${id} was removed.` : `Entries ${id} to ${id + missing - 1} were removed.`,
  inserted: (one) => `Entry ${one.id}${when(one)} was inserted.`,
  'cut-off': ({ id, missing }) => `The log was cut off before entry ${id}: ${missing} are missing at its end.`,
  resealed: ({ id }) => `The log does not end as it was kept: entry ${id} or one before it was written anew.`,
};
