// A step on its way to the worker: one flat list of texts and numbers. It is copied for every step of every agent, and a list without
// names is copied in a fraction of the time that objects take.
import type { EventWrite, StepWrite } from './store-protocol.ts';

/** id, name, revision it was made from, state, papers, instance, configuration, last good; then six values for each entry. */
export type PackedStep = readonly (string | number | null)[];

const HEAD = 8;
const OF_AN_ENTRY = 6;

export function packStep({ agent, events, from }: StepWrite): PackedStep {
  const { id, name, state, papers, instance, configuration } = agent;
  const packed = [id, name, from, state, papers, instance, configuration?.configuration ?? null, configuration?.lastGood ?? null];
  for (const { at, event, detail, actor, user, change } of events) packed.push(at, event, detail, actor, user, change);
  return packed;
}

/** Of what `packStep` has made: the types are its own. */
export function unpackStep(packed: PackedStep): StepWrite {
  const [id, name, from, state, papers, instance, configuration, lastGood] = packed as PackedHead;
  const events: EventWrite[] = [];
  for (let place = HEAD; place < packed.length; place += OF_AN_ENTRY) {
    const [at, event, detail, actor, user, change] = packed.slice(place, place + OF_AN_ENTRY) as PackedEntry;
    events.push({ at, event, detail, actor, user, change });
  }
  const configured = configuration === null ? null : { configuration, lastGood };
  return { agent: { id, name, instance, configuration: configured, state, papers }, events, from };
}

type Text = string | null;
type PackedHead = [
  id: string,
  name: string,
  from: number,
  state: string,
  papers: Text,
  instance: Text,
  configuration: Text,
  lastGood: Text,
];
type PackedEntry = [number, EventWrite['event'], string, EventWrite['actor'], Text, Text];
