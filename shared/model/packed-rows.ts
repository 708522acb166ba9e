// Rows of the fleet as they are kept and go to the page: values without names, and of a row that changed only those that did. Written out field
// by field, because the engine makes ten thousand such objects several times as fast as from a list of names.
import type { FleetRow } from './fleet-row.ts';

/** A row's values in the order on the wire; both ends are of one program and share these two functions. */
type Values = ReturnType<typeof valuesOf>;

const valuesOf = (row: FleetRow) => {
  const { evaluation, certificate, nextContact, failure } = row;
  return [
    row.id,
    row.revision,
    row.name,
    row.serial,
    row.profile,
    row.environment,
    row.account,
    row.tags,
    row.address,
    row.softwareVersion,
    row.maxCallRate,
    row.cps,
    row.serverUrl,
    row.transport,
    row.enabled,
    row.clientState,
    row.licensingState,
    row.registrationStatus,
    row.verdict,
    row.until,
    row.blockedSince,
    [evaluation.remainingMs, evaluation.asOf, evaluation.counting] as const,
    row.authorizationDeadline,
    row.authorizationAnsweredAt,
    certificate && ([certificate.issuedAt, certificate.expiresAt, certificate.renewAt] as const),
    nextContact && ([nextContact.at, nextContact.operation] as const),
    row.lastAttemptAt,
    row.lastContactAt,
    row.inFlight,
    failure &&
      ([
        failure.category,
        failure.text,
        failure.at,
        failure.operation,
        failure.since,
        failure.tries,
        failure.retryAt,
        failure.facts ?? null,
      ] as const),
    row.mayStillHoldLicences,
  ] as const;
};

function rowOf(values: Values): FleetRow {
  const evaluation = values[21];
  const certificate = values[24];
  const contact = values[25];
  const failure = values[29];
  return {
    id: values[0],
    revision: values[1],
    name: values[2],
    serial: values[3],
    profile: values[4],
    environment: values[5],
    account: values[6],
    tags: values[7],
    address: values[8],
    softwareVersion: values[9],
    maxCallRate: values[10],
    cps: values[11],
    serverUrl: values[12],
    transport: values[13],
    enabled: values[14],
    clientState: values[15],
    licensingState: values[16],
    registrationStatus: values[17],
    verdict: values[18],
    until: values[19],
    blockedSince: values[20],
    evaluation: { remainingMs: evaluation[0], asOf: evaluation[1], counting: evaluation[2] },
    authorizationDeadline: values[22],
    authorizationAnsweredAt: values[23],
    certificate: certificate && { issuedAt: certificate[0], expiresAt: certificate[1], renewAt: certificate[2] },
    nextContact: contact && { at: contact[0], operation: contact[1] },
    lastAttemptAt: values[26],
    lastContactAt: values[27],
    inFlight: values[28],
    failure: failure && {
      category: failure[0],
      text: failure[1],
      at: failure[2],
      operation: failure[3],
      since: failure[4],
      tries: failure[5],
      retryAt: failure[6],
      ...(failure[7] === null ? {} : { facts: failure[7] }),
    },
    mayStillHoldLicences: values[30],
  } satisfies Record<keyof FleetRow, unknown>;
}

const EVALUATION = 21;

/** An id, then pairs of a value's place and the value; a row that is new has all of them. */
export type RowChange = [id: string, ...placesAndValues: unknown[]];

/** What leads from `before` to `row`; null: nothing does. That evaluation time passes is no change. */
export function changeOf(row: FleetRow, before: FleetRow | undefined): RowChange | null {
  const values = valuesOf(row);
  const known = before === undefined ? null : valuesOf(before);
  const change: RowChange = [row.id];
  for (let place = 1; place < values.length; place += 1)
    if (known === null || !isSame(place, values[place], known[place])) change.push(place, values[place]);
  return change.length > 1 ? change : null;
}

/** The row after a change; null where the change is of a row that is not known here and has not all of it. */
export function rowAfter(change: RowChange, before: FleetRow | undefined): FleetRow | null {
  const values: unknown[] = before === undefined ? [change[0]] : [...valuesOf(before)];
  for (let at = 1; at < change.length; at += 2) values[change[at] as number] = change[at + 1];
  return before === undefined && change.length < 2 * values.length - 1 ? null : rowOf(values as unknown as Values);
}

/** One row as it is kept: a third of what it would be with names, so that a whole fleet's rows are read in a moment. */
export const packRow = (row: FleetRow): string => JSON.stringify(valuesOf(row));

/** Throws where the text is not of a row. */
export const unpackRow = (text: string): FleetRow => rowOf(JSON.parse(text) as Values);

/** JSON, because one long text is all that crosses into the page without being copied piece by piece. */
export const packRows = (rows: readonly FleetRow[]): string => JSON.stringify(rows.map(valuesOf));

export const unpackRows = (text: string): FleetRow[] => (JSON.parse(text) as Values[]).map(rowOf);

function isSame(place: number, a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  return place === EVALUATION ? goesOn(a as never, b as never) : JSON.stringify(a) === JSON.stringify(b);
}

type Evaluation = readonly [remainingMs: number, asOf: number, counting: boolean];
const goesOn = ([left, asOf, counting]: Evaluation, [leftBefore, asOfBefore, countingBefore]: Evaluation): boolean =>
  counting === countingBefore && (counting ? left + asOf === leftBefore + asOfBefore : left === leftBefore);
