// What an import of a file does to the fleet as it is: each entry is a new instance, a change of one that is there, nothing, or refused
// with all its reasons. A serial number finds its instance whatever it is called now; without one the name does.

import { AppFailure } from '../../../shared/app-failure.ts';
import type { ImportProblem, ImportRow } from '../../../shared/model/exchange.ts';
import type { FieldProblem } from '../../../shared/model/field-problem.ts';
import { checkLicenseCount } from '../../../shared/model/field-rules.ts';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { isCut, isGuardedEdit } from '../../../shared/model/production-guard.ts';
import { planUpdate } from '../../../shared/model/update-plan.ts';
import { type Imported, importInto } from '../../agent/imported.ts';
import type { Agent, StoredAgent } from '../../agent/ports.ts';
import type { Moment } from '../../agent/turn.ts';
import { changesOf } from './import-changes.ts';
import { wantedOf } from './import-wanted.ts';
import type { Entry } from './read-file.ts';

export type Intention =
  | { kind: 'new'; serial: string | null; imported: Imported }
  | { kind: 'changed'; id: string; from: number; imported: Imported };
export type Planned = { row: ImportRow; intention: Intention | null };
export type PlanWorld = {
  rows: readonly FleetRow[];
  /** The agents of these ids, as they are. */
  load(ids: readonly string[]): Promise<StoredAgent[]>;
  moment(): Moment;
  /** Why a licence server may not be configured; null: it may. */
  serverRefusal(url: string | null, liveServerAllowed: boolean): FieldProblem | null;
};

export async function planImport(entries: readonly Entry[], world: PlanWorld): Promise<Planned[]> {
  const bySerial = new Map(world.rows.map((row) => [row.serial, row]));
  const byName = new Map(world.rows.map((row) => [row.name, row]));
  const matched = entries.map(({ said }) => bySerial.get(said.productSerialNumber ?? '') ?? byName.get(said.name ?? '') ?? null);
  const ids = [...new Set(matched.flatMap((row) => (row === null ? [] : [row.id])))];
  const agents = new Map((await world.load(ids)).map((stored) => [stored.agent.instance.id, stored]));
  const seen = { names: new Map<string, number>(), serials: new Map<string, number>(), ids: new Map<string, number>() };
  return entries.map((entry, index) => {
    const row = matched[index] ?? null;
    const problems = [...entry.problems, ...identityProblems(entry, row, byName, seen)];
    return planEntry({ ...entry, problems }, agents.get(row?.id ?? '') ?? null, world);
  });
}

type Seen = Record<'names' | 'serials' | 'ids', Map<string, number>>;

/** Two entries for one instance would each undo the other; a name or a serial number stands for one instance only. */
function identityProblems(
  { place, said }: Entry,
  row: FleetRow | null,
  byName: Map<string, FleetRow>,
  seen: Seen,
): ImportProblem[] {
  const { name, productSerialNumber: serial } = said;
  const problems: ImportProblem[] = [];
  const once = (map: Map<string, number>, key: string | null | undefined, field: string, what: string) => {
    if (!key) return;
    const first = map.get(key);
    if (first === undefined) map.set(key, place);
    else problems.push({ field, message: `This ${what} stands in ${first} already.` });
  };
  if (name === undefined) problems.push({ field: 'name', message: 'A name is missing.' });
  once(seen.names, name, 'name', 'name');
  once(seen.serials, serial, 'productSerialNumber', 'serial number');
  if (problems.length === 0) once(seen.ids, row?.id, 'name', 'instance');
  if (row !== null && serial && serial !== row.serial)
    problems.push({
      field: 'productSerialNumber',
      message: `“${row.name}” has another serial number here, and that never changes.`,
    });
  const holder = name === undefined ? undefined : byName.get(name);
  if (row !== null && holder !== undefined && holder.id !== row.id)
    problems.push({ field: 'name', message: `There is an instance named “${name}” already.` });
  return problems;
}

function planEntry({ place, said, problems: found }: Entry, stored: StoredAgent | null, world: PlanWorld): Planned {
  const { imported, problems: missing } = wantedOf(said, stored?.agent ?? null);
  const problems = [...found, ...missing];
  const { facts, configuration } = imported;
  const isSaid = (field: 'maxCallRate' | 'licenseCount') => said[field] !== undefined && said[field] !== null;
  if (configuration.licenseCount !== null && (stored === null || isSaid('licenseCount') || isSaid('maxCallRate'))) {
    const problem = problems.some(({ field }) => field === 'maxCallRate')
      ? null
      : checkLicenseCount(configuration.licenseCount, facts.maxCallRate);
    if (problem !== null) problems.push({ field: 'licenseCount', message: problem.message, problem });
  }
  const refusal = world.serverRefusal(configuration.serverUrl, stored?.agent.instance.liveServerAllowed ?? false);
  if (refusal !== null) problems.push({ field: 'licenseServerUrl', message: refusal.message, problem: refusal });
  const changes = stored === null ? [] : changesOf(stored.agent, imported);
  if (stored !== null && changes.length > 0 && problems.length === 0) problems.push(...stepProblems(stored, imported, world));
  const serial = said.productSerialNumber ?? null;
  const kind = problems.length > 0 ? 'refused' : stored === null ? 'new' : changes.length > 0 ? 'changed' : 'unchanged';
  const row: ImportRow = {
    place,
    name: said.name ?? '',
    kind,
    changes: kind === 'refused' ? [] : changes,
    problems,
    isMoved: kind === 'new' && serial !== null,
    guard: kind === 'changed' && stored !== null ? guardOf(stored.agent, imported) : null,
  };
  if (kind === 'new') return { row, intention: { kind, serial, imported } };
  if (kind === 'changed' && stored !== null)
    return { row, intention: { kind, id: stored.agent.instance.id, from: stored.revision, imported } };
  return { row, intention: null };
}

/** By what is there now: a file that takes the mark away does not get past it. */
function guardOf({ instance, configuration, state }: Agent, { facts, configuration: after }: Imported): ImportRow['guard'] {
  if (instance.environment !== 'production') return null;
  if (isGuardedEdit(instance, facts)) return 'change';
  const present = { configuration, registered: state.identity !== null, evaluationMs: 0 };
  if (!planUpdate(present, after, false).canStopCalls) return null;
  return isCut(configuration, after) && configuration.enabled === after.enabled ? 'cut' : 'change';
}

/** The agent's own rules: the step is worked out, and nothing is done with it. */
function stepProblems({ agent }: StoredAgent, imported: Imported, world: PlanWorld): ImportProblem[] {
  try {
    importInto(agent, imported, world.moment());
    return [];
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return [{ field: '', message: error.error.message }];
  }
}
