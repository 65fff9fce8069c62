-- People who sign in. Participants in listening rounds are not here: taking part needs no account.

CREATE SCHEMA people;
GRANT USAGE ON SCHEMA people TO common_thread_app;

CREATE TABLE people.person (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  -- Null until asked: a person is asked for their language once and it is remembered.
  language text,
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark', 'contrast')),
  text_size text NOT NULL DEFAULT 'ordinary' CHECK (text_size IN ('ordinary', 'large', 'largest')),
  -- Runs the server; sees no partnership's content for it.
  operator boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Erased people keep their id, so that the ledger stays whole, and nothing else.
  erased_at timestamptz
);

-- No network address is kept. `token` is the hash of what the browser holds.
CREATE TABLE people.session (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  user_agent text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON people.session (person_id);

-- A work account that a person signs in with. Its tokens are never kept: only who it is.
CREATE TABLE people.account (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);
CREATE INDEX ON people.account (person_id);

-- What works once: sign-in codes, the first sign-in link, challenges. Identifiers and codes are hashes.
CREATE TABLE people.verification (
  -- Text: better-auth names what must happen only once by a hash, so that the second is refused.
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON people.verification (identifier);
CREATE INDEX ON people.verification (expires_at);

CREATE TABLE people.passkey (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES people.person ON DELETE CASCADE,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON people.passkey (person_id);

-- How often something may still be tried, by what is tried and from where: `key` is a hash under the
-- installation's secret. A row whose time is full says nothing any more and is cleared.
CREATE TABLE people.attempt (
  key text PRIMARY KEY,
  left_over double precision NOT NULL,
  at timestamptz NOT NULL,
  full_at timestamptz NOT NULL
);
CREATE INDEX ON people.attempt (full_at);

-- Who signed in, exported or erased, and who opened what is guarded. A person may read their own.
CREATE TABLE people.audit (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  person_id uuid,
  partnership_id uuid,
  act text NOT NULL CHECK (act ~ '^[a-z]+(-[a-z]+)*$'),
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON people.audit (person_id, at DESC);
ALTER TABLE people.audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY written_by_anyone ON people.audit FOR INSERT TO common_thread_app WITH CHECK (true);
CREATE POLICY read_by_its_person ON people.audit FOR SELECT TO common_thread_app
  USING (person_id = platform.acting_person() OR platform.acting_system());

-- Each to themselves: a page that forgets to ask who is asking shows nobody's address. Signing in, and
-- telling people something, are background work.
ALTER TABLE people.person ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.person FOR SELECT TO common_thread_app USING (id = platform.acting_person());
CREATE POLICY changed ON people.person FOR UPDATE TO common_thread_app USING (id = platform.acting_person());
CREATE POLICY signed_in ON people.person TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE people.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.session FOR SELECT TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY ended ON people.session FOR DELETE TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY signed_in ON people.session TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE people.account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.account FOR SELECT TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY erased ON people.account FOR DELETE TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY signed_in ON people.account TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE people.passkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people.passkey FOR SELECT TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY removed ON people.passkey FOR DELETE TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY signed_in ON people.passkey TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE people.attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY signed_in ON people.attempt TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE people.verification ENABLE ROW LEVEL SECURITY;
CREATE POLICY signed_in ON people.verification TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Two things are asked before anybody is known to be acting, each answered with no more than was asked:
-- whose session a browser holds, by the hash of its token, and what people who did something are called.
CREATE FUNCTION people.person_of_session(of_token text, at timestamptz)
  RETURNS TABLE (id uuid, name text, language text, theme text, text_size text, operator boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = people, pg_temp AS $$
  SELECT person.id, person.name, person.language, person.theme, person.text_size, person.operator
  FROM people.session JOIN people.person ON person.id = session.person_id
  WHERE session.token = of_token AND session.expires_at > at AND person.erased_at IS NULL
$$;
CREATE FUNCTION people.names_of(ids uuid[]) RETURNS TABLE (id uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = people, pg_temp AS $$
  SELECT person.id, person.name FROM people.person WHERE person.id = ANY (ids) AND person.erased_at IS NULL
$$;
REVOKE ALL ON FUNCTION people.person_of_session, people.names_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION people.person_of_session, people.names_of TO common_thread_app;

GRANT SELECT, INSERT, UPDATE ON people.person TO common_thread_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people.session, people.account, people.verification, people.passkey, people.attempt TO common_thread_app;
GRANT SELECT, INSERT ON people.audit TO common_thread_app;
