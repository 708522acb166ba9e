// The schema as a list of steps; the store's version (PRAGMA user_version) is how many of them were done. A step that was released
// is never changed: what a later version needs is a further step.

/** Marks a SQLite file as a store of this product (PRAGMA application_id): "CUSP". */
export const APPLICATION_ID = 0x43555350;

const FIRST = `
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE instances (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  instance TEXT NOT NULL CHECK (json_valid(instance))
) STRICT;

CREATE TABLE configurations (
  instance_id TEXT PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  configuration TEXT NOT NULL CHECK (json_valid(configuration)),
  last_good TEXT CHECK (last_good IS NULL OR json_valid(last_good))
) STRICT;

CREATE TABLE agent_states (
  instance_id TEXT PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

-- History outlives its instance, so there is no reference.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  instance_id TEXT NOT NULL,
  instance_name TEXT NOT NULL,
  event TEXT NOT NULL,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_instance ON events (instance_id, id);
CREATE INDEX events_by_time ON events (at);
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;
CREATE TRIGGER events_never_go BEFORE DELETE ON events BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;

CREATE TABLE secrets (
  instance_id TEXT NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  backend TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  PRIMARY KEY (instance_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE server_trust (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('signer', 'tls')),
  fingerprint TEXT NOT NULL,
  pem TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  UNIQUE (origin, kind, fingerprint)
) STRICT;
`;

const JOBS = `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  action TEXT NOT NULL CHECK (json_valid(action)),
  dry_run INTEGER NOT NULL,
  state TEXT NOT NULL,
  pause TEXT,
  stop_after INTEGER,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

-- Rows outlive their instance: a result list says what became of it.
CREATE TABLE job_rows (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  planned TEXT NOT NULL CHECK (json_valid(planned)),
  state TEXT NOT NULL,
  started_at INTEGER,
  outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_secrets (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  backend TEXT NOT NULL,
  ciphertext BLOB NOT NULL,
  PRIMARY KEY (job_id, name)
) STRICT, WITHOUT ROWID;
`;

/** Empty at first: whoever opens the store works the standings out once, since they come from the agents and not from SQL. */
const STANDINGS = `
-- What lists show of an instance and when it is due, as of a revision, so that nobody has to be loaded for it. \`form\` counts the
-- forms that the row has had: a row of another form is worked out anew.
CREATE TABLE standings (
  instance_id TEXT PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  form INTEGER NOT NULL,
  look_at REAL,
  contact_at REAL,
  row TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** `event_seal` is a function of event-chain.ts, which whoever migrates lends to the connection. */
const CHAIN = `
ALTER TABLE events ADD COLUMN user TEXT;
ALTER TABLE events ADD COLUMN change TEXT CHECK (change IS NULL OR json_valid(change));
ALTER TABLE events ADD COLUMN seal TEXT NOT NULL DEFAULT '';

-- The end of the chain, one row: what is missing behind it is missed.
CREATE TABLE event_chain (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last_id INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  seal TEXT NOT NULL
) STRICT;

-- What was recorded before is sealed as it is now, entry after entry.
DROP TRIGGER events_never_change;
CREATE TEMP TABLE sealed AS
WITH RECURSIVE chain (id, seal) AS (
  SELECT 0, '${'0'.repeat(64)}'
  UNION ALL
  SELECT e.id, event_seal(c.seal, e.id, e.at, e.instance_id, e.instance_name, e.event, e.detail, e.actor)
  FROM chain c JOIN events e ON e.id = (SELECT min(n.id) FROM events n WHERE n.id > c.id)
)
SELECT id, seal FROM chain;
UPDATE events SET seal = s.seal FROM temp.sealed s WHERE s.id = events.id;
INSERT INTO event_chain SELECT 1, max(id), count(*) - 1, (SELECT seal FROM temp.sealed ORDER BY id DESC LIMIT 1) FROM temp.sealed;
DROP TABLE temp.sealed;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE (ABORT, 'the history is append-only'); END;
`;

const SHORT_STEPS = `
-- What nearly every step changes, and nothing besides. It is believed only after it was parsed, so nobody checks it here as well.
CREATE TABLE states (
  instance_id TEXT PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision > 0),
  state TEXT NOT NULL
) STRICT;

-- Certificates of an identity: kilobytes that only a registration and a renewal change.
CREATE TABLE papers (
  instance_id TEXT PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  papers TEXT NOT NULL CHECK (json_valid(papers))
) STRICT;

INSERT INTO papers
SELECT instance_id, json_object('certificatePem', state ->> '$.identity.certificatePem', 'signers', json(state -> '$.identity.signers'))
FROM agent_states WHERE json_type(state, '$.identity') = 'object';
-- 'null' is no state that could be read, as none was.
INSERT INTO states
SELECT i.id, i.revision, coalesce(json_remove(s.state, '$.identity.certificatePem', '$.identity.signers'), 'null')
FROM instances i LEFT JOIN agent_states s ON s.instance_id = i.id ORDER BY i.rowid;
DROP TABLE agent_states;

ALTER TABLE instances ADD COLUMN configuration TEXT CHECK (configuration IS NULL OR json_valid(configuration));
ALTER TABLE instances ADD COLUMN last_good TEXT CHECK (last_good IS NULL OR json_valid(last_good));
UPDATE instances SET (configuration, last_good) =
  (SELECT c.configuration, c.last_good FROM configurations c WHERE c.instance_id = instances.id);
DROP TABLE configurations;
ALTER TABLE instances DROP COLUMN revision;
`;

export const MIGRATIONS: readonly string[] = [FIRST, JOBS, STANDINGS, CHAIN, SHORT_STEPS];
