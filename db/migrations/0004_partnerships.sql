-- Resident-led partnerships and who belongs to them.

CREATE SCHEMA partnerships;
GRANT USAGE ON SCHEMA partnerships TO common_thread_app;

CREATE TABLE partnerships.partnership (
  id uuid PRIMARY KEY,
  -- Part of its address: /in/harrow-lane.
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
  name text NOT NULL,
  purpose text NOT NULL DEFAULT '',
  neighbourhood_id uuid REFERENCES places.neighbourhood,
  -- First language first.
  languages text[] NOT NULL DEFAULT '{en}' CHECK (cardinality(languages) > 0),
  nation text NOT NULL DEFAULT 'england' CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
  -- A demonstration: its place and people are made up, and every page says so.
  invented boolean NOT NULL DEFAULT false,
  founded_at timestamptz NOT NULL
);

CREATE TABLE partnerships.member (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  person_id uuid NOT NULL REFERENCES people.person,
  standing text NOT NULL CHECK (standing IN ('resident', 'organisation')),
  organisation_id uuid REFERENCES places.organisation,
  joined_at timestamptz NOT NULL,
  left_at timestamptz,
  CHECK ((standing = 'organisation') = (organisation_id IS NOT NULL))
);
CREATE UNIQUE INDEX member_once ON partnerships.member (partnership_id, person_id) WHERE left_at IS NULL;
CREATE INDEX ON partnerships.member (person_id);

-- What a member may do. The words are those of can(): chair, facilitator, moderator, keyer,
-- safeguarding, member.
CREATE TABLE partnerships.member_role (
  id uuid PRIMARY KEY,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  role text NOT NULL CHECK (role ~ '^[a-z]+$'),
  granted_at timestamptz NOT NULL,
  granted_by uuid REFERENCES people.person,
  ended_at timestamptz
);
CREATE UNIQUE INDEX member_role_once ON partnerships.member_role (member_id, role) WHERE ended_at IS NULL;

-- A link or a printed code. Only its hash is kept.
CREATE TABLE partnerships.invitation (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  code_hash text NOT NULL UNIQUE,
  standing text NOT NULL CHECK (standing IN ('resident', 'organisation')),
  organisation_id uuid REFERENCES places.organisation,
  roles text[] NOT NULL DEFAULT '{member}',
  invited_by uuid NOT NULL REFERENCES people.person,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- How many people may still join with it; a printed code for a room has more than one.
  uses_left integer NOT NULL CHECK (uses_left >= 0),
  withdrawn_at timestamptz,
  CHECK ((standing = 'organisation') = (organisation_id IS NOT NULL))
);
CREATE INDEX ON partnerships.invitation (partnership_id);

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA partnerships TO common_thread_app;
