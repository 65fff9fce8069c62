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

GRANT SELECT, INSERT, UPDATE ON people.person TO common_thread_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people.session, people.account, people.verification, people.passkey TO common_thread_app;
GRANT SELECT, INSERT ON people.audit TO common_thread_app;
