// How each licence server was last heard, the worst first; told from what its instances last heard of it.
import { useMemo } from 'react';
import type { FleetRow } from '../../../shared/model/fleet-row.ts';
import { Mark } from '../../components/state-mark.tsx';
import { useNowAs } from '../../state/clock.ts';
import { useFleet } from '../../state/fleet-store.ts';
import { failureShort } from '../../text/failures.ts';
import { useWords } from '../../text/words.ts';
import { ServerTooltip } from './later-parts.tsx';

type Server = { host: string; heardAt: number | null; failure: FleetRow['failure'] };

export function serversOf(rows: Iterable<FleetRow>): Server[] {
  // Thousands of instances have few addresses between them, and reading an address is what takes time.
  const byUrl = new Map<string, Server | null>();
  const servers = new Map<string, Server>();
  for (const row of rows) {
    if (row.serverUrl === null) continue;
    if (!byUrl.has(row.serverUrl)) byUrl.set(row.serverUrl, serverAt(row.serverUrl, servers));
    const known = byUrl.get(row.serverUrl) ?? null;
    if (known === null) continue;
    if (row.lastContactAt !== null && row.lastContactAt > (known.heardAt ?? 0)) known.heardAt = row.lastContactAt;
    if (row.failure !== null && row.failure.retryAt !== null && row.failure.at > (known.failure?.at ?? 0))
      known.failure = row.failure;
  }
  // A server that was heard after the last failure is reachable, whatever failed before.
  const settled = [...servers.values()].map((server) =>
    server.failure !== null && server.heardAt !== null && server.heardAt > server.failure.at
      ? { ...server, failure: null }
      : server,
  );
  return settled.sort((a, b) => Number(b.failure !== null) - Number(a.failure !== null) || a.host.localeCompare(b.host));
}

function serverAt(url: string, servers: Map<string, Server>): Server | null {
  if (!URL.canParse(url)) return null;
  const { host } = new URL(url);
  const server = servers.get(host) ?? { host, heardAt: null, failure: null };
  servers.set(host, server);
  return server;
}

/** `most`: so many have room. */
export function ServerMarks({ most }: { most: number }) {
  const rows = useFleet((state) => state.rows);
  const { t, f } = useWords();
  const servers = useMemo(() => serversOf(rows.values()), [rows]);
  if (servers.length === 0) return <span className="muted small servers">{t.frame.noServer}</span>;
  const shown = servers.slice(0, servers.length > most ? Math.max(1, most - 1) : most);
  return (
    <div className="servers" role="group" aria-label={t.frame.servers}>
      {shown.map((server) => (
        <ServerMark key={server.host} server={server} />
      ))}
      {servers.length > shown.length ? <span className="muted small">+{f.num(servers.length - shown.length)}</span> : null}
    </div>
  );
}

function ServerMark({ server: { host, heardAt, failure } }: { server: Server }) {
  const words = useWords();
  const { t, f } = words;
  const tone = failure !== null ? 'warning' : heardAt === null ? 'idle' : 'ok';
  const word = failure !== null ? failureShort(words, failure) : heardAt === null ? t.frame.notTried : t.frame.reachable;
  const at = failure?.at ?? heardAt;
  const age = useNowAs((now) => (at === null ? '' : f.relativeShort(at, now)));
  const heard = useNowAs((now) => (heardAt === null ? t.frame.noAnswer : t.frame.lastAnswer(f.relativeShort(heardAt, now))));
  return (
    <ServerTooltip content={heard}>
      <span className="server" tabIndex={0}>
        <Mark tone={tone} />
        <span className="strong">{host}</span>
        <span className={`t-${tone}`}>{word}</span>
        {at === null ? null : <span className="muted num">{age}</span>}
      </span>
    </ServerTooltip>
  );
}
