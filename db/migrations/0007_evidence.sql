-- Figures that a partnership points at: each with its source, its vintage and how sure it is.

CREATE SCHEMA evidence;
GRANT USAGE ON SCHEMA evidence TO common_thread_app;

CREATE TABLE evidence.figure (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  -- What is counted or measured, in plain words.
  title text NOT NULL CHECK (length(title) > 0),
  language text NOT NULL,
  value double precision NOT NULL,
  lower double precision CHECK (lower <= value),
  upper double precision CHECK (upper >= value),
  -- Per cent of the interval between lower and upper.
  confidence double precision CHECK (confidence > 0 AND confidence < 100),
  unit text NOT NULL,
  -- Which place and time it is about.
  area_id uuid REFERENCES places.area,
  place text NOT NULL,
  period text NOT NULL,
  -- Another figure to read it against: the nation, ten years ago.
  compared_with text NOT NULL DEFAULT '',
  compared_value double precision,
  source text NOT NULL CHECK (length(source) > 0),
  source_url text CHECK (source_url ~ '^https?://'),
  -- When the source published it.
  vintage date NOT NULL,
  -- What this figure cannot tell.
  caution text NOT NULL DEFAULT '',
  added_by uuid REFERENCES people.person,
  added_at timestamptz NOT NULL,
  -- A wrong figure is withdrawn with the reason, never rewritten.
  withdrawn_at timestamptz,
  withdrawal text,
  CHECK ((lower IS NULL) = (upper IS NULL)),
  CHECK ((lower IS NULL) = (confidence IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawal IS NULL))
);
CREATE INDEX ON evidence.figure (partnership_id, added_at);

GRANT SELECT, INSERT ON evidence.figure TO common_thread_app;
GRANT UPDATE (withdrawn_at, withdrawal) ON evidence.figure TO common_thread_app;
ALTER TABLE evidence.figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON evidence.figure FOR SELECT TO common_thread_app USING (true);
CREATE POLICY added ON evidence.figure FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_member(partnership_id));
CREATE POLICY withdrawn ON evidence.figure FOR UPDATE TO common_thread_app USING (partnerships.acting_organiser(partnership_id));
