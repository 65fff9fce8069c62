-- The floor everything stands on: search extensions, the application's role, the ledger, the thread,
-- messages waiting to go out, and the doorway to background jobs.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE SCHEMA platform;
GRANT USAGE ON SCHEMA platform TO common_thread_app;

-- What the application said about who is acting, set with SET LOCAL inside each transaction.
-- An unset or empty setting is NULL, so every policy that compares with it refuses.
CREATE FUNCTION platform.acting_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.person', true), '')::uuid;
CREATE FUNCTION platform.acting_participant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.participant', true), '')::uuid;
CREATE FUNCTION platform.acting_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.system', true), '') <> '';
-- Partnerships in which the acting person holds any of these roles, as the application read them at sign-in.
CREATE FUNCTION platform.acting_in(partnership uuid, VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (
    SELECT FROM unnest(string_to_array(nullif(current_setting('app.roles', true), ''), ',')) AS held
    WHERE split_part(held, ':', 1)::uuid = partnership AND split_part(held, ':', 2) = ANY (roles)
  );

-- ---------------------------------------------------------------------------------------------
-- The ledger: one hash-chained sequence of public acts per partnership.

CREATE TABLE platform.ledger_event (
  partnership_id uuid NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  at timestamptz NOT NULL,
  actor text NOT NULL CHECK (actor ~ '^[a-z]+(:[a-z0-9.-]+)?$'),
  act text NOT NULL CHECK (act ~ '^[a-z]+(-[a-z]+)*$'),
  subject_kind text NOT NULL CHECK (subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_id uuid NOT NULL,
  -- Text, not jsonb: the hash covers these very bytes.
  body text NOT NULL CHECK (jsonb_typeof(body::jsonb) = 'object'),
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (partnership_id, sequence)
);
CREATE INDEX ON platform.ledger_event (subject_id);

-- The end of each chain: the row that an append locks, so that chains never contend with each other.
CREATE TABLE platform.ledger_head (
  partnership_id uuid PRIMARY KEY,
  sequence bigint NOT NULL,
  hash bytea NOT NULL
);

-- SHA-256 over these lines joined by line feeds: previous hash (hex), partnership, sequence,
-- time (UTC, microseconds), actor, act, subject kind, subject, body. No field but the last can
-- hold a line feed, so no two events share a text. `src/platform/ledger/hash.ts` computes the same.
CREATE FUNCTION platform.ledger_hash(previous bytea, partnership uuid, sequence bigint, at timestamptz, actor text, act text, subject_kind text, subject uuid, body text)
  RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN sha256(convert_to(concat_ws(E'\n', encode(previous, 'hex'), partnership::text, sequence::text,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, act, subject_kind, subject::text, body), 'UTF8'));

CREATE FUNCTION platform.append_event(in_partnership uuid, in_at timestamptz, in_actor text, in_act text, in_subject_kind text, in_subject uuid, in_body text)
  RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = platform, pg_temp AS $$
DECLARE
  head platform.ledger_head;
  next_sequence bigint;
  next_hash bytea;
BEGIN
  INSERT INTO platform.ledger_head (partnership_id, sequence, hash)
    VALUES (in_partnership, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM platform.ledger_head WHERE partnership_id = in_partnership FOR UPDATE;
  next_sequence := head.sequence + 1;
  next_hash := platform.ledger_hash(head.hash, in_partnership, next_sequence, in_at, in_actor, in_act, in_subject_kind, in_subject, in_body);
  INSERT INTO platform.ledger_event VALUES
    (in_partnership, next_sequence, in_at, in_actor, in_act, in_subject_kind, in_subject, in_body, head.hash, next_hash);
  UPDATE platform.ledger_head SET sequence = next_sequence, hash = next_hash WHERE partnership_id = in_partnership;
  RETURN next_sequence;
END $$;

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: what is recorded here is never changed or removed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_event_is_append_only BEFORE UPDATE OR DELETE ON platform.ledger_event
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER ledger_event_is_never_emptied BEFORE TRUNCATE ON platform.ledger_event
  FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

REVOKE ALL ON FUNCTION platform.append_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.append_event TO common_thread_app;
GRANT SELECT ON platform.ledger_event, platform.ledger_head TO common_thread_app;

-- How far each listener has read each chain.
CREATE TABLE platform.listener (
  name text NOT NULL,
  partnership_id uuid NOT NULL,
  sequence bigint NOT NULL,
  PRIMARY KEY (name, partnership_id)
);
GRANT SELECT, INSERT, UPDATE ON platform.listener TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- The thread: what came from what. A node only points at its noun; its words stay with the module
-- that owns them, so that moderation and erasure reach the thread too.

CREATE TABLE platform.thread_node (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  at timestamptz NOT NULL
);
CREATE INDEX ON platform.thread_node (partnership_id, at);

-- `earlier` led to `later`. The kind is a plain verb phrase in the catalogues (app.thread.link.*).
CREATE TABLE platform.thread_link (
  earlier_id uuid NOT NULL REFERENCES platform.thread_node,
  later_id uuid NOT NULL REFERENCES platform.thread_node,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (earlier_id, later_id, kind),
  CHECK (earlier_id <> later_id)
);
CREATE INDEX ON platform.thread_link (later_id);
GRANT SELECT, INSERT ON platform.thread_node, platform.thread_link TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- Messages waiting to go out. Guarded: only background work reads them, and the operator while
-- no mail server is set (the outbox page).

CREATE TABLE platform.message (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('email', 'text')),
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text
);
CREATE INDEX ON platform.message (created_at);
ALTER TABLE platform.message ENABLE ROW LEVEL SECURITY;
CREATE POLICY written_by_anyone ON platform.message FOR INSERT TO common_thread_app WITH CHECK (sent_at IS NULL);
CREATE POLICY handled_by_system ON platform.message TO common_thread_app USING (platform.acting_system());
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.message TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- Background jobs are added inside the caller's transaction. The queue's own tables belong to
-- graphile-worker; this doorway is all that the application's role may use.

CREATE FUNCTION platform.add_job(task text, payload json, job_key text, run_at timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = platform, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier => task, payload => payload, job_key => job_key, run_at => run_at, job_key_mode => 'replace');
END $$;
REVOKE ALL ON FUNCTION platform.add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.add_job TO common_thread_app;
