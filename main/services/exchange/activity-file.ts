// The audit log as a file, oldest first. Every entry comes with its seal, and JSON with the seal before the first and how seals are
// made, so that whoever has the file can prove it, and can tell later whether the log was written anew.
import type { FleetChannel, Input, Output } from '../../../shared/ipc/contract.ts';
import type { ActivityEntry, ChainProof } from '../../../shared/model/activity.ts';
import { resultOf } from '../../../shared/model/activity-lists.ts';
import type { ExchangeFormat } from '../../../shared/model/exchange-format.ts';
import { csvText } from './csv.ts';

const HEAD = ['id', 'at', 'actor', 'user', 'event', 'result', 'instanceId', 'subject', 'detail', 'change', 'seal'] as const;
const SEALED =
  'seal = SHA-256 in hex of the seal before (64 zeros before entry 1), a line feed, and the JSON array [id, at as epoch ms, ' +
  'instanceId or "", subject, event, detail as JSON text, actor, user or null, change as JSON text or null], UTF-8';

type Call = <C extends FleetChannel>(channel: C, input: Input<C>) => Promise<Output<C>>;

const PAGE = 2_000;

/** All entries that match, read in pages, with the check of the whole log. */
export async function activityFile(
  call: Call,
  filter: Input<'activity.list'>['filter'],
  format: ExchangeFormat,
): Promise<string> {
  const proof = await call('activity.verify', {});
  const found: ActivityEntry[][] = [];
  for (let before: number | undefined; ; ) {
    const { entries } = await call('activity.list', { filter, limit: PAGE, ...(before === undefined ? {} : { before }) });
    found.push(entries);
    before = entries.at(-1)?.id;
    if (entries.length < PAGE) return activityText(found.flat().reverse(), proof, format);
  }
}

/** `proof` as of the export; `at` are ISO, UTC. */
async function activityText(entries: readonly ActivityEntry[], proof: ChainProof, format: ExchangeFormat): Promise<string> {
  if (format === 'json') return `${JSON.stringify(jsonOf(entries, proof), null, 2)}\n`;
  return csvText(
    HEAD,
    entries.map((entry) => [
      entry.id,
      iso(entry.at),
      entry.actor,
      entry.user,
      entry.event,
      resultOf(entry.event),
      entry.instanceId,
      entry.subject,
      textOf(entry.detail),
      textOf(entry.change),
      entry.seal,
    ]),
  );
}

const jsonOf = (entries: readonly ActivityEntry[], { broken, ...proof }: ChainProof) => ({
  log: {
    intact: broken === null,
    entries: proof.entries,
    from: proof.from === null ? null : iso(proof.from),
    lastSeal: proof.seal,
    broken: broken === null ? null : { ...broken, at: broken.at === null ? null : iso(broken.at) },
    sealed: SEALED,
  },
  entries: entries.map((entry) => ({ ...entry, at: iso(entry.at), result: resultOf(entry.event) })),
});

const iso = (at: number): string => new Date(at).toISOString();
const textOf = (values: object): string => (Object.keys(values).length === 0 ? '' : JSON.stringify(values));
