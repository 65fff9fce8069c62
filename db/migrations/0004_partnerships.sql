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
  founded_at timestamptz NOT NULL,
  -- In Wales, Welsh is treated no less favourably.
  CHECK (nation <> 'wales' OR languages @> '{en,cy}'),
  CHECK (NOT places.holds_postcode(name) AND NOT places.holds_postcode(purpose))
);

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
  expires_at timestamptz NOT NULL CHECK (expires_at > made_at),
  -- How many people it is for and how many may still join; a printed code for a room has more than one.
  uses integer NOT NULL CHECK (uses BETWEEN 1 AND 500),
  uses_left integer NOT NULL CHECK (uses_left BETWEEN 0 AND uses),
  withdrawn_at timestamptz,
  CHECK ((standing = 'organisation') = (organisation_id IS NOT NULL))
);
CREATE INDEX ON partnerships.invitation (partnership_id, made_at);

CREATE TABLE partnerships.invitation_use (
  invitation_id uuid NOT NULL REFERENCES partnerships.invitation,
  person_id uuid NOT NULL REFERENCES people.person,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, invitation_id, used_at)
);

CREATE TABLE partnerships.member (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  person_id uuid NOT NULL REFERENCES people.person,
  standing text NOT NULL CHECK (standing IN ('resident', 'organisation')),
  organisation_id uuid REFERENCES places.organisation,
  joined_at timestamptz NOT NULL,
  left_at timestamptz CHECK (left_at >= joined_at),
  -- The person themselves, or whoever ended the membership.
  left_by uuid REFERENCES people.person,
  CHECK ((standing = 'organisation') = (organisation_id IS NOT NULL)),
  CHECK ((left_at IS NULL) = (left_by IS NULL))
);
-- The person first: every signed-in request asks for one person's roles.
CREATE UNIQUE INDEX member_once ON partnerships.member (person_id, partnership_id) WHERE left_at IS NULL;
CREATE INDEX ON partnerships.member (partnership_id, joined_at);

-- What a member may do. The words are those of can().
CREATE TABLE partnerships.member_role (
  id uuid PRIMARY KEY,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  role text NOT NULL CHECK (role IN ('chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member')),
  granted_at timestamptz NOT NULL,
  granted_by uuid REFERENCES people.person,
  ended_at timestamptz CHECK (ended_at >= granted_at)
);
CREATE UNIQUE INDEX member_role_once ON partnerships.member_role (member_id, role) WHERE ended_at IS NULL;

-- ---------------------------------------------------------------------------------------------
-- What each may do, held here even where a page forgets to ask: a membership ends and a role ends,
-- neither is rewritten; roles come from the chair, from an invitation that was used, or from founding.

GRANT SELECT, INSERT ON partnerships.partnership, partnerships.invitation, partnerships.member, partnerships.member_role TO common_thread_app;
GRANT SELECT ON partnerships.invitation_use TO common_thread_app;
GRANT UPDATE (name, purpose, neighbourhood_id, languages) ON partnerships.partnership TO common_thread_app;
GRANT UPDATE (withdrawn_at) ON partnerships.invitation TO common_thread_app;
GRANT UPDATE (left_at, left_by) ON partnerships.member TO common_thread_app;
GRANT UPDATE (ended_at) ON partnerships.member_role TO common_thread_app;

-- These run as the owner, because the rows they look at are hidden from those they decide about.

CREATE FUNCTION partnerships.has_members(partnership uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.member WHERE member.partnership_id = partnership);

-- An invitation used since the person last left, to stand here as what it says. Someone whose membership
-- was ended by another needs an invitation made after that.
CREATE FUNCTION partnerships.was_invited(person uuid, partnership uuid, as_what text, organisation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (
    SELECT FROM partnerships.invitation_use JOIN partnerships.invitation ON invitation.id = invitation_use.invitation_id
    WHERE invitation_use.person_id = person AND invitation.partnership_id = partnership
      AND invitation.standing = as_what AND invitation.organisation_id IS NOT DISTINCT FROM organisation
      AND NOT EXISTS (SELECT FROM partnerships.member past WHERE past.person_id = person AND past.partnership_id = partnership
        AND (past.left_at > invitation_use.used_at OR (past.left_by <> person AND past.left_at > invitation.made_at))));

-- A role that came with the invitation a member joined by, and was not taken from them since.
CREATE FUNCTION partnerships.was_offered(member uuid, role text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (
    SELECT FROM partnerships.member joined
    JOIN partnerships.invitation_use ON invitation_use.person_id = joined.person_id AND invitation_use.used_at = joined.joined_at
    JOIN partnerships.invitation ON invitation.id = invitation_use.invitation_id AND invitation.partnership_id = joined.partnership_id
    WHERE joined.id = member AND role = ANY (invitation.roles)
      AND NOT EXISTS (SELECT FROM partnerships.member_role held WHERE held.member_id = member AND held.role = was_offered.role));

-- The first member of a partnership takes up its roles in the transaction that founds it; once there
-- is anybody else, or any role has ended, founding is over.
CREATE FUNCTION partnerships.is_founding(member uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (
    SELECT FROM partnerships.member founder JOIN partnerships.partnership ON partnership.id = founder.partnership_id
    WHERE founder.id = member AND founder.joined_at = partnership.founded_at AND founder.left_at IS NULL
      AND NOT EXISTS (SELECT FROM partnerships.member other WHERE other.partnership_id = founder.partnership_id AND other.id <> founder.id)
      AND NOT EXISTS (SELECT FROM partnerships.member_role held WHERE held.member_id = founder.id
        AND (held.ended_at IS NOT NULL OR held.granted_at <> partnership.founded_at)));

-- Whoever holds the code may read what it offers; nobody can list codes.
CREATE FUNCTION partnerships.invitation_by_code(hash text) RETURNS SETOF partnerships.invitation
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  AS 'SELECT * FROM partnerships.invitation WHERE code_hash = hash';

-- Spends one use for the acting person; nothing comes back if it is withdrawn, over or used up.
CREATE FUNCTION partnerships.use_invitation(hash text, in_at timestamptz) RETURNS SETOF partnerships.invitation
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
DECLARE
  used partnerships.invitation;
BEGIN
  UPDATE partnerships.invitation SET uses_left = uses_left - 1
    WHERE code_hash = hash AND withdrawn_at IS NULL AND expires_at > in_at AND uses_left > 0
    RETURNING * INTO used;
  IF used.id IS NULL THEN RETURN; END IF;
  INSERT INTO partnerships.invitation_use (invitation_id, person_id, used_at)
    VALUES (used.id, platform.acting_person(), in_at);
  RETURN NEXT used;
END $$;
REVOKE ALL ON FUNCTION partnerships.has_members, partnerships.was_invited, partnerships.was_offered, partnerships.is_founding,
  partnerships.invitation_by_code, partnerships.use_invitation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partnerships.has_members, partnerships.was_invited, partnerships.was_offered, partnerships.is_founding,
  partnerships.invitation_by_code, partnerships.use_invitation TO common_thread_app;

ALTER TABLE partnerships.partnership ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.partnership FOR SELECT TO common_thread_app USING (true);
CREATE POLICY founded ON partnerships.partnership FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_person() IS NOT NULL OR platform.acting_system());
CREATE POLICY changed ON partnerships.partnership FOR UPDATE TO common_thread_app
  USING (platform.acting_in(id, 'chair') OR platform.acting_system());

ALTER TABLE partnerships.invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY chair ON partnerships.invitation TO common_thread_app
  USING (platform.acting_in(partnership_id, 'chair')) WITH CHECK (platform.acting_in(partnership_id, 'chair'));
CREATE POLICY kept ON partnerships.invitation TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE partnerships.invitation_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON partnerships.invitation_use FOR SELECT TO common_thread_app USING (person_id = platform.acting_person());
CREATE POLICY kept ON partnerships.invitation_use FOR SELECT TO common_thread_app USING (platform.acting_system());

-- Rows of members hold ids only, and are counted on public pages; names are the people module's.
ALTER TABLE partnerships.member ENABLE ROW LEVEL SECURITY;
CREATE POLICY counted ON partnerships.member FOR SELECT TO common_thread_app USING (true);
CREATE POLICY joined ON partnerships.member FOR INSERT TO common_thread_app
  WITH CHECK (person_id = platform.acting_person()
    AND (partnerships.was_invited(person_id, partnership_id, standing, organisation_id) OR NOT partnerships.has_members(partnership_id)));
CREATE POLICY left_or_ended ON partnerships.member FOR UPDATE TO common_thread_app
  USING (person_id = platform.acting_person() OR platform.acting_in(partnership_id, 'chair'));
CREATE POLICY kept ON partnerships.member TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE partnerships.member_role ENABLE ROW LEVEL SECURITY;
CREATE POLICY counted ON partnerships.member_role FOR SELECT TO common_thread_app USING (true);
CREATE POLICY granted ON partnerships.member_role FOR INSERT TO common_thread_app
  WITH CHECK (EXISTS (SELECT FROM partnerships.member WHERE member.id = member_role.member_id AND member.left_at IS NULL
    AND (platform.acting_in(member.partnership_id, 'chair')
      OR (member.person_id = platform.acting_person()
        AND (partnerships.was_offered(member.id, member_role.role) OR partnerships.is_founding(member.id))))));
CREATE POLICY ended ON partnerships.member_role FOR UPDATE TO common_thread_app
  USING (EXISTS (SELECT FROM partnerships.member WHERE member.id = member_role.member_id
    AND (member.person_id = platform.acting_person() OR platform.acting_in(member.partnership_id, 'chair'))));
CREATE POLICY kept ON partnerships.member_role TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
