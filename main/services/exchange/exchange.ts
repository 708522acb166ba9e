// Import and export of a data folder's fleet. A file comes in parts, is looked at as often as one likes, and is then taken whole: one
// write, or nothing.

import { refuse } from '../../../shared/app-failure.ts';
import { type ExchangeFormat, IMPORT_KINDS, type ImportKind, type ImportPreview } from '../../../shared/model/exchange.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { DEFAULT_ENTITLEMENT_TAG, DEFAULT_SOFTWARE_TAG, type Instance } from '../../../shared/model/instance.ts';
import { guardedIn } from '../../../shared/model/production-guard.ts';
import type { Fleet } from '../../agent/fleet.ts';
import { importedAgent, importInto } from '../../agent/imported.ts';
import type { Agent, AgentStore, Chance, Clock, SecretStore } from '../../agent/ports.ts';
import type { Moment } from '../../agent/turn.ts';
import { refuseUnconfirmedMass } from '../application/guard.ts';
import { asAppFailure } from '../store/store-errors.ts';
import type { Intention, Planned } from './import-plan.ts';
import { type FleetFile, MOST_BYTES } from './read-file.ts';

export type ExchangeWorld = {
  fleet: Pick<Fleet, 'ids' | 'rows' | 'importAll'>;
  load: AgentStore['load'];
  secrets: SecretStore;
  clock: Clock;
  chance: Chance;
  newSerial: () => string;
  /** Why a licence server may not be configured; null: it may. */
  serverRefusal: (url: string | null, liveServerAllowed: boolean) => FieldProblem | null;
};
type Counts = ImportPreview['counts'];
type Upload = { parts: string[]; characters: number; read: { format: ExchangeFormat; file: Promise<FleetFile> } | null };

/** Who leaves without taking or discarding a file leaves it behind: so many are kept. */
const MOST_UPLOADS = 4;
/** Agents are loaded so many at a time: the store answers others in between. */
const LOADED_TOGETHER = 500;

export class Exchange {
  readonly #uploads = new Map<string, Upload>();
  /** One import at a time: each is planned from the fleet that the one before it has left. */
  #importing: Promise<unknown> = Promise.resolve();

  constructor(private readonly world: ExchangeWorld) {}

  /** `ids` null: all. */
  async export(format: ExchangeFormat, ids: readonly string[] | null): Promise<string> {
    const { exportText } = await import('./export-file.ts');
    const wanted = ids ?? this.world.fleet.ids();
    const agents = new Map((await this.#load(wanted)).map((agent) => [agent.instance.id, agent]));
    const found = wanted.flatMap((id) => agents.get(id) ?? []);
    found.sort((a, b) => (a.instance.name < b.instance.name ? -1 : 1));
    return exportText(found, format, this.world.clock.now().wallMs);
  }

  /** A further part of a file; null: of a new one. Returns the id of the file. Throws `not-found`, `invalid-input`. */
  stage(upload: string | null, text: string): string {
    const id = upload ?? this.world.chance.uuid();
    if (upload === null) {
      for (const oldest of this.#uploads.keys()) if (this.#uploads.size >= MOST_UPLOADS) this.#uploads.delete(oldest);
      this.#uploads.set(id, { parts: [], characters: 0, read: null });
    }
    const staged = this.#upload(id);
    staged.characters += text.length;
    if (staged.characters > MOST_BYTES) {
      this.#uploads.delete(id);
      throw refuse('invalid-input', `This file is too large: ${MOST_BYTES / 1024 / 1024} MB at most.`);
    }
    staged.parts.push(text);
    staged.read = null;
    return id;
  }

  discard(upload: string): void {
    this.#uploads.delete(upload);
  }

  async preview(upload: string, format: ExchangeFormat): Promise<ImportPreview> {
    const { planned, ignored } = await this.#plan(upload, format);
    return { format, ignored, counts: countsOf(planned), rows: planned.map(({ row }) => row) };
  }

  /** All or nothing. Throws `invalid-input` where a line is refused, `confirmation-needed`, `stale`, `name-taken`, `store-*`. */
  apply(upload: string, format: ExchangeFormat, confirm?: string): Promise<Counts> {
    const applied = this.#importing.then(() => this.#apply(upload, format, confirm));
    this.#importing = applied.catch(() => undefined);
    return applied;
  }

  async #apply(upload: string, format: ExchangeFormat, confirm: string | undefined): Promise<Counts> {
    const { planned } = await this.#plan(upload, format);
    const counts = countsOf(planned);
    const first = planned.find(({ row }) => row.kind === 'refused')?.row;
    if (first !== undefined) {
      const where = `${format === 'csv' ? 'line' : 'entry'} ${first.place}: ${first.problems[0]?.message ?? ''}`;
      throw refuse('invalid-input', `Nothing was imported: ${counts.refused} refused, the first in ${where}`);
    }
    const { what, names } = guardedIn(planned.map(({ row }) => row));
    refuseUnconfirmedMass(what, names, confirm);
    const intentions = planned.flatMap(({ intention }) => intention ?? []);
    const added = intentions
      .filter((one) => one.kind === 'new')
      .map((one) => importedAgent(this.#instance(one), one.imported, one.serial !== null, this.#moment()));
    const changed = intentions.filter((one) => one.kind === 'changed');
    const dropped: string[] = [];
    await this.world.fleet.importAll(
      added,
      changed.map(({ id, from, imported }) => ({
        id,
        from,
        make: (agent) => {
          if (keepsPassword(agent) && !keepsPassword(imported)) dropped.push(id);
          return importInto(agent, imported, this.#moment());
        },
      })),
    );
    this.#uploads.delete(upload);
    // A password that nothing names any more is overwritten by the next one of its name, should this fail.
    for (const id of dropped) await this.world.secrets.remove(id, 'proxy-password').catch(() => undefined);
    return counts;
  }

  async #plan(upload: string, format: ExchangeFormat): Promise<{ planned: Planned[]; ignored: string[] }> {
    const staged = this.#upload(upload);
    const [{ readFleetFile }, { planImport }] = await Promise.all([import('./read-file.ts'), import('./import-plan.ts')]);
    if (staged.read?.format !== format) staged.read = { format, file: readFleetFile(staged.parts.join(''), format) };
    const { entries, ignored } = await staged.read.file;
    const planned = await planImport(entries, {
      rows: this.world.fleet.rows(),
      load: (ids) => this.#loadStored(ids),
      moment: () => this.#moment(),
      serverRefusal: this.world.serverRefusal,
    });
    return { planned, ignored };
  }

  #instance({ serial, imported }: Intention & { kind: 'new' }): Instance {
    const { chance, clock, newSerial } = this.world;
    return {
      ...imported.facts,
      id: chance.uuid(),
      serial: serial ?? newSerial(),
      softwareTag: DEFAULT_SOFTWARE_TAG,
      entitlementTag: DEFAULT_ENTITLEMENT_TAG,
      liveServerAllowed: false,
      createdAt: clock.now().wallMs,
    };
  }

  #moment(): Moment {
    const { chance, clock } = this.world;
    return { now: clock.now(), jitter: chance.number(), requestId: chance.uuid(), keyId: chance.uuid() };
  }

  async #load(ids: readonly string[]): Promise<Agent[]> {
    return (await this.#loadStored(ids)).map(({ agent }) => agent);
  }

  async #loadStored(ids: readonly string[]) {
    const loaded: Awaited<ReturnType<AgentStore['load']>> = [];
    for (let at = 0; at < ids.length; at += LOADED_TOGETHER)
      loaded.push(...(await asAppFailure(this.world.load(ids.slice(at, at + LOADED_TOGETHER)))));
    return loaded;
  }

  #upload(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload === undefined) throw refuse('not-found', 'This file is not here any more: open it again.');
    return upload;
  }
}

const keepsPassword = ({ configuration: { proxy } }: Pick<Agent, 'configuration'>): boolean =>
  proxy.kind === 'manual' && proxy.hasPassword;

function countsOf(planned: readonly Planned[]): Counts {
  const counts = Object.fromEntries(IMPORT_KINDS.map((kind) => [kind, 0])) as Record<ImportKind, number>;
  for (const { row } of planned) counts[row.kind] += 1;
  return counts;
}
