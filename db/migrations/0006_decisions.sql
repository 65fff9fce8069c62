-- Partnerships, completed: the rules a board gives itself, meetings, decisions, interests, dissent, how
-- near it works with others, and who may speak for an organisation.

-- ---------------------------------------------------------------------------------------------
-- Bank holidays, per nation, as data: clear days leave them out.

CREATE TABLE places.bank_holiday (
  nation text NOT NULL CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
  day date NOT NULL,
  name jsonb NOT NULL CHECK (name ? 'en'),
  source text NOT NULL,
  PRIMARY KEY (nation, day)
);
GRANT SELECT, INSERT, UPDATE ON places.bank_holiday TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- Speaking for an organisation. Whoever a partnership names speaks for it there and nowhere else;
-- whoever the operator or the organisation's own people name, everywhere.

CREATE TABLE partnerships.representative (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  person_id uuid NOT NULL REFERENCES people.person,
  -- Null: in every partnership.
  partnership_id uuid REFERENCES partnerships.partnership,
  named_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= named_at)
);
CREATE UNIQUE INDEX representative_once ON partnerships.representative (person_id, organisation_id, partnership_id)
  NULLS NOT DISTINCT WHERE ended_at IS NULL;

-- An invitation may also be to speak for an organisation without becoming a member.
ALTER TABLE partnerships.invitation DROP CONSTRAINT invitation_standing_check;
ALTER TABLE partnerships.invitation ADD CHECK (standing IN ('resident', 'organisation', 'representative'));
ALTER TABLE partnerships.invitation DROP CONSTRAINT invitation_check2;
ALTER TABLE partnerships.invitation ADD CHECK ((standing <> 'resident') = (organisation_id IS NOT NULL));

-- ---------------------------------------------------------------------------------------------
-- The constitution as data. Each version is a row; the newest is in force.

CREATE TABLE partnerships.constitution (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  version integer NOT NULL CHECK (version > 0),
  minimum_members integer NOT NULL CHECK (minimum_members BETWEEN 1 AND 500),
  -- Per cent; residents must be MORE than this share. 50 is a strict majority.
  resident_share_of_members integer NOT NULL CHECK (resident_share_of_members BETWEEN 50 AND 99),
  resident_share_of_votes integer NOT NULL CHECK (resident_share_of_votes BETWEEN 50 AND 99),
  -- Per cent of members in office, rounded up. Null until the board has set it: nothing can be decided before.
  quorum_share integer CHECK (quorum_share BETWEEN 1 AND 100),
  -- How many of those taking part must be residents, if the board wants it.
  resident_quorum integer CHECK (resident_quorum BETWEEN 1 AND 500),
  -- Per cent of votes cast; a proposal needs MORE than this.
  carrying_share integer NOT NULL CHECK (carrying_share BETWEEN 50 AND 99),
  change_share integer NOT NULL CHECK (change_share BETWEEN 50 AND 99),
  -- Clear days.
  notice_days integer NOT NULL CHECK (notice_days BETWEEN 0 AND 90),
  -- Days a change to these rules is advertised before the meeting.
  change_notice_days integer NOT NULL CHECK (change_notice_days BETWEEN 0 AND 90),
  term_months integer CHECK (term_months BETWEEN 1 AND 240),
  yearly_meeting boolean NOT NULL,
  -- Anything else the board agreed, in its own words.
  other text NOT NULL DEFAULT '',
  adopted_at timestamptz NOT NULL,
  -- Null for the rules it was founded with.
  decision_id uuid,
  UNIQUE (partnership_id, version)
);

-- A member's term of office; the newest counts. Without one, or without a day in it, office has no end.
CREATE TABLE partnerships.term (
  id uuid PRIMARY KEY,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  ends_on date,
  set_at timestamptz NOT NULL,
  set_by uuid REFERENCES people.person
);
CREATE INDEX ON partnerships.term (member_id, set_at);

-- Who holds the money, which is not the same as deciding.
CREATE TABLE partnerships.trusted_organisation (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  holds text NOT NULL CHECK (length(holds) > 0),
  since date NOT NULL,
  named_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= named_at)
);
CREATE UNIQUE INDEX trusted_organisation_once ON partnerships.trusted_organisation (partnership_id) WHERE ended_at IS NULL;

-- A member's own interest: an organisation they could gain or lose by, or anything else in their words.
CREATE TABLE partnerships.interest (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  organisation_id uuid REFERENCES places.organisation,
  about text NOT NULL DEFAULT '',
  declared_at timestamptz NOT NULL,
  declared_by uuid NOT NULL REFERENCES people.person,
  ended_at timestamptz CHECK (ended_at >= declared_at),
  -- Its words go with an account that is erased; that there was one stays.
  erased boolean NOT NULL DEFAULT false,
  CHECK (erased OR organisation_id IS NOT NULL OR length(about) > 0)
);
CREATE INDEX ON partnerships.interest (partnership_id, member_id);

-- ---------------------------------------------------------------------------------------------
-- Meetings.

CREATE TABLE partnerships.meeting (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  title text NOT NULL CHECK (length(title) > 0),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  place text NOT NULL,
  -- How to join from elsewhere: a telephone number, a link. For members and those invited.
  joining text NOT NULL DEFAULT '',
  yearly boolean NOT NULL DEFAULT false,
  called_by uuid REFERENCES people.person,
  called_at timestamptz NOT NULL
);
CREATE INDEX ON partnerships.meeting (partnership_id, starts_at);

-- Notice makes a meeting public and its agenda fixed.
CREATE TABLE partnerships.meeting_notice (
  meeting_id uuid PRIMARY KEY REFERENCES partnerships.meeting,
  sent_at timestamptz NOT NULL,
  sent_by uuid REFERENCES people.person,
  -- Clear days given, and what the constitution asked for that day.
  clear_days integer NOT NULL,
  asked_days integer NOT NULL,
  -- Why it is short, where it is.
  reason text,
  CHECK (clear_days >= asked_days OR length(reason) > 0)
);

CREATE TABLE partnerships.meeting_cancellation (
  meeting_id uuid PRIMARY KEY REFERENCES partnerships.meeting,
  at timestamptz NOT NULL,
  by_person_id uuid REFERENCES people.person,
  reason text NOT NULL CHECK (length(reason) > 0)
);

-- Who was written to about a meeting: each is told each thing once, however often the work is begun again.
CREATE TABLE partnerships.meeting_told (
  meeting_id uuid NOT NULL REFERENCES partnerships.meeting,
  kind text NOT NULL CHECK (kind IN ('notice', 'reminder', 'cancellation')),
  person_id uuid NOT NULL REFERENCES people.person,
  at timestamptz NOT NULL,
  PRIMARY KEY (meeting_id, kind, person_id)
);

CREATE TABLE partnerships.agenda_item (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES partnerships.meeting,
  position integer NOT NULL CHECK (position > 0),
  title text NOT NULL CHECK (length(title) > 0),
  note text NOT NULL DEFAULT '',
  decision_id uuid,
  -- Something on the thread that it is about: a statement, a commitment that has gone quiet.
  node_id uuid,
  UNIQUE (meeting_id, position) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE partnerships.attendance (
  meeting_id uuid NOT NULL REFERENCES partnerships.meeting,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  -- On paper: sent their votes in, and counts as taking part in what they voted on.
  channel text NOT NULL CHECK (channel IN ('room', 'phone', 'screen', 'paper')),
  arrived_at timestamptz NOT NULL,
  left_at timestamptz CHECK (left_at >= arrived_at),
  noted_by uuid REFERENCES people.person,
  PRIMARY KEY (meeting_id, member_id, arrived_at)
);

CREATE TABLE partnerships.minutes (
  id uuid PRIMARY KEY,
  meeting_id uuid NOT NULL REFERENCES partnerships.meeting,
  version integer NOT NULL CHECK (version > 0),
  text text NOT NULL,
  language text NOT NULL,
  written_by uuid REFERENCES people.person,
  written_at timestamptz NOT NULL,
  published_at timestamptz,
  UNIQUE (meeting_id, version)
);

-- ---------------------------------------------------------------------------------------------
-- Decisions.

CREATE TABLE partnerships.decision (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  -- Null: decided between meetings, on paper, by phone and on screen, within the dates of its opening.
  meeting_id uuid REFERENCES partnerships.meeting,
  kind text NOT NULL CHECK (kind IN ('ordinary', 'constitution')),
  question text NOT NULL CHECK (length(question) > 0),
  background text NOT NULL DEFAULT '',
  language text NOT NULL,
  -- What it settles in a module to the right: a list of priorities, an allocation.
  about_kind text CHECK (about_kind ~ '^[a-z]+(-[a-z]+)*$'),
  about_id uuid,
  -- The rules proposed, where it would change the constitution.
  proposal jsonb,
  -- The question that this one puts again, after it was not carried.
  again_of uuid REFERENCES partnerships.decision,
  put_by uuid REFERENCES people.person,
  put_at timestamptz NOT NULL,
  CHECK ((about_kind IS NULL) = (about_id IS NULL)),
  CHECK ((kind = 'constitution') = (proposal IS NOT NULL))
);
CREATE INDEX ON partnerships.decision (partnership_id, put_at);
CREATE INDEX ON partnerships.decision (again_of) WHERE again_of IS NOT NULL;
ALTER TABLE partnerships.agenda_item ADD FOREIGN KEY (decision_id) REFERENCES partnerships.decision;
ALTER TABLE partnerships.constitution ADD FOREIGN KEY (decision_id) REFERENCES partnerships.decision;

CREATE TABLE partnerships.decision_option (
  id uuid PRIMARY KEY,
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  position integer NOT NULL CHECK (position > 0),
  text text NOT NULL CHECK (length(text) > 0),
  -- False for “no” and “leave it as it is”: if such an option leads, nothing is carried.
  adopts boolean NOT NULL,
  UNIQUE (decision_id, position),
  UNIQUE (decision_id, id)
);

-- What it rests on, beside the thread: a link there says the same, this keeps why.
CREATE TABLE partnerships.decision_ground (
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  node_id uuid NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (decision_id, node_id)
);

-- An organisation that stands to gain or lose: whoever speaks for it, or has declared an interest in it, may not vote.
CREATE TABLE partnerships.decision_party (
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  PRIMARY KEY (decision_id, organisation_id)
);

CREATE TABLE partnerships.decision_opening (
  decision_id uuid PRIMARY KEY REFERENCES partnerships.decision,
  opened_at timestamptz NOT NULL,
  opened_by uuid REFERENCES people.person,
  -- When voting ends by itself; null at a meeting.
  closes_at timestamptz CHECK (closes_at > opened_at)
);

-- An interest in this one question, declared by the member or noted for them when they say so in the room.
CREATE TABLE partnerships.decision_interest (
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  reason text NOT NULL CHECK (length(reason) > 0),
  declared_at timestamptz NOT NULL,
  declared_by uuid NOT NULL REFERENCES people.person,
  PRIMARY KEY (decision_id, member_id)
);

-- Votes are only ever added; a member's newest one counts.
CREATE TABLE partnerships.vote (
  id uuid PRIMARY KEY,
  -- The order in which they were stored, which no clock of any machine can change.
  number bigint GENERATED ALWAYS AS IDENTITY,
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  member_id uuid NOT NULL REFERENCES partnerships.member,
  -- Null: abstains.
  option_id uuid,
  channel text NOT NULL CHECK (channel IN ('hand', 'paper', 'phone', 'screen')),
  cast_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL REFERENCES people.person,
  FOREIGN KEY (decision_id, option_id) REFERENCES partnerships.decision_option (decision_id, id)
);
CREATE INDEX ON partnerships.vote (decision_id, member_id, number);

CREATE TABLE partnerships.decision_result (
  decision_id uuid PRIMARY KEY REFERENCES partnerships.decision,
  closed_at timestamptz NOT NULL,
  closed_by uuid REFERENCES people.person,
  outcome text NOT NULL CHECK (outcome IN ('carried', 'not-carried', 'tied', 'no-votes', 'no-quorum',
    'no-resident-quorum', 'no-resident-majority', 'members-not-resident-led', 'too-few-members', 'notice-too-short', 'meeting-cancelled')),
  option_id uuid REFERENCES partnerships.decision_option,
  constitution_id uuid NOT NULL REFERENCES partnerships.constitution,
  -- The count, whole: see count_decision.
  count jsonb NOT NULL,
  CHECK ((outcome = 'carried') <= (option_id IS NOT NULL))
);

-- Who dissented and who wrote it down, apart from the words: those are everybody's, this is theirs
-- unless they want their name beside it. In a partnership that was moved here without the sealed part
-- nothing says who they were.
CREATE TABLE partnerships.dissenter (
  dissent_id uuid PRIMARY KEY,
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  member_id uuid REFERENCES partnerships.member,
  named boolean NOT NULL,
  written_by uuid REFERENCES people.person,
  CHECK (NOT named OR (member_id IS NOT NULL AND written_by IS NOT NULL))
);

CREATE TABLE partnerships.dissent (
  id uuid PRIMARY KEY REFERENCES partnerships.dissenter,
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  text text NOT NULL CHECK (length(text) > 0),
  language text NOT NULL,
  -- The day is enough: the minute would say who it was.
  written_on date NOT NULL
);
CREATE INDEX ON partnerships.dissent (decision_id, written_on);

-- ---------------------------------------------------------------------------------------------
-- Closeness: each side sets its own; the lower of the two holds. What was chosen before is not kept, so
-- that stepping back can be held against nobody.

CREATE TABLE partnerships.closeness (
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  side text NOT NULL CHECK (side IN ('partnership', 'organisation')),
  -- 1 arm's length, 2 in touch, 3 working together, 4 integrated.
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 4),
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL REFERENCES people.person,
  PRIMARY KEY (partnership_id, organisation_id, side)
);

-- ---------------------------------------------------------------------------------------------
-- Drift: words by which a document makes a community group over in the likeness of a service.

CREATE TABLE partnerships.drift_term (
  id uuid PRIMARY KEY,
  -- The partnership's own. The list that everyone starts from is locales/drift.
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  language text NOT NULL,
  term text NOT NULL CHECK (length(term) BETWEEN 2 AND 80),
  why text NOT NULL,
  instead text NOT NULL,
  -- False: leave this term of the common list out here.
  looked_for boolean NOT NULL DEFAULT true,
  set_at timestamptz NOT NULL,
  set_by uuid REFERENCES people.person,
  UNIQUE (partnership_id, language, term)
);

CREATE TABLE partnerships.drift_reading (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  title text NOT NULL,
  -- Whose document it is: a funder's or a service's.
  organisation_id uuid REFERENCES places.organisation,
  language text NOT NULL,
  text text NOT NULL,
  read_at timestamptz NOT NULL,
  read_by uuid NOT NULL REFERENCES people.person
);
CREATE INDEX ON partnerships.drift_reading (partnership_id, read_at);

-- ---------------------------------------------------------------------------------------------
-- Who is acting, and what something belongs to.

CREATE FUNCTION partnerships.acting_member(partnership uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_in(partnership, 'chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member') OR platform.acting_system();
CREATE FUNCTION partnerships.acting_organiser(partnership uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_in(partnership, 'chair', 'facilitator') OR platform.acting_system();
CREATE FUNCTION partnerships.acting_operator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.operator', true), '') = 'yes' OR platform.acting_system();

-- These run as the owner, because the rows they look at are hidden from some they decide about.
CREATE FUNCTION partnerships.partnership_of_meeting(meeting uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT asked.partnership_id FROM partnerships.meeting asked WHERE asked.id = meeting);
CREATE FUNCTION partnerships.partnership_of_decision(decision uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT asked.partnership_id FROM partnerships.decision asked WHERE asked.id = decision);
CREATE FUNCTION partnerships.person_of_member(member uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT own.person_id FROM partnerships.member own WHERE own.id = member);
CREATE FUNCTION partnerships.partnership_of_member(member uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT own.partnership_id FROM partnerships.member own WHERE own.id = member);
CREATE FUNCTION partnerships.has_notice(meeting uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.meeting_notice notice WHERE notice.meeting_id = meeting);
CREATE FUNCTION partnerships.has_opened(decision uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.decision_opening opening WHERE opening.decision_id = decision);
CREATE FUNCTION partnerships.has_closed(decision uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = decision);
-- ---------------------------------------------------------------------------------------------
-- The rules of a decision, held here, so that nothing that asks can pass one by forgetting a rule.

-- The rules in force at a moment.
CREATE FUNCTION partnerships.constitution_at(partnership uuid, moment timestamptz) RETURNS partnerships.constitution
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT rules FROM partnerships.constitution rules WHERE rules.partnership_id = partnership AND adopted_at <= moment ORDER BY version DESC LIMIT 1);

CREATE FUNCTION partnerships.decision_is_open(decision uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.decision_opening opening WHERE opening.decision_id = decision)
    AND NOT EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = decision);

-- Whether people outside may see it: it is open or closed, or on an agenda that notice was given of.
CREATE FUNCTION partnerships.decision_is_public(decision uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.decision_opening opening WHERE opening.decision_id = decision)
    OR EXISTS (SELECT FROM partnerships.decision asked JOIN partnerships.meeting_notice notice ON notice.meeting_id = asked.meeting_id WHERE asked.id = decision)
    -- What was once public stays so, though it waits for another meeting now.
    OR EXISTS (SELECT FROM partnerships.agenda_item item JOIN partnerships.meeting_notice notice ON notice.meeting_id = item.meeting_id WHERE item.decision_id = decision);

-- Whether a member is there at a moment: came, has not left, and it is still the meeting's own day. Paper
-- sent in is a vote, not a presence.
CREATE FUNCTION partnerships.is_present(meeting uuid, member uuid, moment timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.attendance came JOIN partnerships.meeting held ON held.id = came.meeting_id
    WHERE came.meeting_id = is_present.meeting AND came.member_id = is_present.member AND came.channel <> 'paper'
      AND came.arrived_at <= moment AND (came.left_at IS NULL OR came.left_at > moment)
      AND (moment AT TIME ZONE 'Europe/London')::date <= (held.ends_at AT TIME ZONE 'Europe/London')::date);

-- Every member at a moment, with why they may not vote on this question, if so. What was said and
-- done when it was opened holds until it is closed: a term that is cut short, an interest that is
-- withdrawn or an organisation that is left for the length of a vote changes nothing.
CREATE FUNCTION partnerships.board_at(decision uuid, moment timestamptz)
  RETURNS TABLE (member_id uuid, person_id uuid, standing text, excluded text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  SELECT member.id, member.person_id, member.standing,
    CASE
      WHEN member.joined_at > opening.opened_at THEN 'joined-later'
      WHEN (SELECT term.ends_on FROM term WHERE term.member_id = member.id AND term.set_at <= coalesce(opening.opened_at, moment)
        ORDER BY term.set_at DESC, term.id DESC LIMIT 1) < (moment AT TIME ZONE 'Europe/London')::date THEN 'term-over'
      WHEN EXISTS (SELECT FROM decision_interest own WHERE own.decision_id = asked.id AND own.member_id = member.id) THEN 'declared'
      WHEN EXISTS (SELECT FROM decision_party party WHERE party.decision_id = asked.id AND (
        party.organisation_id = member.organisation_id
        OR EXISTS (SELECT FROM representative voice WHERE voice.organisation_id = party.organisation_id AND voice.person_id = member.person_id
          AND (voice.ended_at IS NULL OR voice.ended_at > opening.opened_at)
          AND (voice.partnership_id IS NULL OR voice.partnership_id = member.partnership_id)))) THEN 'speaks-for'
      WHEN EXISTS (SELECT FROM decision_party party JOIN interest ON interest.organisation_id = party.organisation_id
        WHERE party.decision_id = asked.id AND interest.member_id = member.id
          AND (interest.ended_at IS NULL OR interest.ended_at > opening.opened_at)) THEN 'interest'
    END
  FROM decision asked
  JOIN member ON member.partnership_id = asked.partnership_id AND (member.left_at IS NULL OR member.left_at > moment)
  LEFT JOIN decision_opening opening ON opening.decision_id = asked.id
  WHERE asked.id = decision
$$;

-- The last moment that counts: voting that ends by itself is counted as it stood then, however late.
CREATE FUNCTION partnerships.counted_at(decision uuid, moment timestamptz) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT least(moment, (SELECT opening.closes_at FROM partnerships.decision_opening opening WHERE opening.decision_id = decision)));

-- The count as it stands, with everything the rule needs; the same whether shown live or kept for ever.
-- Members in office are the base of every share: whoever came after the opening or whose term is over is
-- not among them; whoever has an interest is, and neither votes nor takes part.
CREATE FUNCTION partnerships.count_at(decision uuid, moment timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  WITH asked AS (SELECT * FROM decision WHERE id = count_at.decision),
  board AS (SELECT * FROM board_at(count_at.decision, moment)),
  office AS (SELECT * FROM board WHERE excluded IS NULL OR excluded NOT IN ('joined-later', 'term-over')),
  newest AS (
    SELECT DISTINCT ON (vote.member_id) vote.member_id, vote.option_id, vote.channel, board.standing
    FROM vote JOIN board ON board.member_id = vote.member_id AND board.excluded IS NULL
    WHERE vote.decision_id = count_at.decision ORDER BY vote.member_id, vote.number DESC
  ),
  taking AS (
    SELECT member_id, standing FROM board WHERE excluded IS NULL AND (
      member_id IN (SELECT member_id FROM newest)
      OR EXISTS (SELECT FROM asked WHERE is_present(asked.meeting_id, board.member_id, moment)))
  )
  SELECT jsonb_build_object(
    'members', (SELECT count(*) FROM office),
    'residents', (SELECT count(*) FROM office WHERE standing = 'resident'),
    'mayVote', (SELECT count(*) FROM board WHERE excluded IS NULL),
    'excluded', (SELECT coalesce(jsonb_object_agg(excluded, people), '{}') FROM (SELECT excluded, count(*) AS people FROM board WHERE excluded IS NOT NULL GROUP BY excluded) AS why),
    'takingPart', (SELECT count(*) FROM taking),
    'residentsTakingPart', (SELECT count(*) FROM taking WHERE standing = 'resident'),
    'voted', (SELECT count(*) FROM newest),
    'cast', (SELECT count(*) FROM newest WHERE option_id IS NOT NULL),
    'residentsCast', (SELECT count(*) FROM newest WHERE option_id IS NOT NULL AND standing = 'resident'),
    'abstained', (SELECT count(*) FROM newest WHERE option_id IS NULL),
    'channels', (SELECT coalesce(jsonb_object_agg(channel, people), '{}') FROM (SELECT channel, count(*) AS people FROM newest GROUP BY channel) AS ways),
    'options', (SELECT coalesce(jsonb_agg(jsonb_build_object('option', option.id, 'votes', votes.people, 'residents', votes.residents, 'adopts', option.adopts) ORDER BY option.position), '[]')
      FROM decision_option option CROSS JOIN LATERAL (
        SELECT count(*) AS people, count(*) FILTER (WHERE newest.standing = 'resident') AS residents FROM newest WHERE newest.option_id = option.id) AS votes
      WHERE option.decision_id = count_at.decision))
$$;

-- Whether a decision may be closed at a moment: not before its meeting has begun; and where voting ends by
-- itself, not before then, unless everybody who may vote has voted. Nobody ends a vote while it suits them.
CREATE FUNCTION partnerships.may_close(decision uuid, moment timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  SELECT partnerships.decision_is_open(asked.id) AND CASE WHEN asked.meeting_id IS NULL
    THEN opening.closes_at <= moment OR NOT EXISTS (SELECT FROM board_at(asked.id, moment) board WHERE board.excluded IS NULL
      AND NOT EXISTS (SELECT FROM vote WHERE vote.decision_id = asked.id AND vote.member_id = board.member_id))
    ELSE EXISTS (SELECT FROM meeting WHERE meeting.id = asked.meeting_id AND meeting.starts_at <= moment)
      OR EXISTS (SELECT FROM meeting_cancellation gone WHERE gone.meeting_id = asked.meeting_id) END
  FROM decision asked JOIN decision_opening opening ON opening.decision_id = asked.id WHERE asked.id = may_close.decision
$$;

-- What others may ask of these two. Who may vote, by name, is for members. How the votes stand is for
-- whoever runs the meeting; between meetings it is nobody's until voting is over.
CREATE FUNCTION partnerships.electorate(decision uuid, moment timestamptz)
  RETURNS TABLE (member_id uuid, person_id uuid, standing text, excluded text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  SELECT board.* FROM partnerships.board_at(electorate.decision, partnerships.counted_at(electorate.decision, moment)) board
  WHERE partnerships.acting_member(partnerships.partnership_of_decision(electorate.decision))
$$;
CREATE FUNCTION partnerships.count_decision(decision uuid, moment timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  SELECT CASE
    WHEN closed.count IS NOT NULL THEN closed.count
    WHEN partnerships.acting_organiser(asked.partnership_id) AND (asked.meeting_id IS NOT NULL OR partnerships.may_close(asked.id, moment)) THEN live.count
    WHEN partnerships.decision_is_public(asked.id) OR partnerships.acting_member(asked.partnership_id) THEN live.count - 'options' - 'channels' - 'cast' - 'residentsCast' - 'abstained'
  END
  FROM decision asked
  LEFT JOIN decision_result closed ON closed.decision_id = asked.id
  CROSS JOIN LATERAL (SELECT partnerships.count_at(asked.id, partnerships.counted_at(asked.id, moment)) AS count) AS live
  WHERE asked.id = count_decision.decision
$$;

-- Closes a decision: counts, applies the constitution in force, and keeps both. Nothing else can write a result.
CREATE FUNCTION partnerships.close_decision(decision uuid, moment timestamptz) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
DECLARE
  asked partnerships.decision;
  rules partnerships.constitution;
  counted jsonb;
  told partnerships.meeting_notice;
  meets partnerships.meeting;
  most integer;
  leaders integer;
  best uuid;
  best_adopts boolean;
  share integer;
  outcome text;
  counts_at timestamptz;
BEGIN
  SELECT * INTO asked FROM partnerships.decision kept WHERE kept.id = close_decision.decision FOR UPDATE;
  IF asked.id IS NULL OR NOT (platform.acting_in(asked.partnership_id, 'chair', 'facilitator') OR platform.acting_system()) THEN
    RAISE EXCEPTION 'this decision is not theirs to close' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT partnerships.decision_is_open(decision) THEN
    RAISE EXCEPTION 'this decision is not open' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT partnerships.may_close(decision, moment) THEN
    RAISE EXCEPTION 'this decision may not be closed yet' USING ERRCODE = 'check_violation';
  END IF;
  -- Two changes to the rules wait for each other, so that no two become the same version.
  IF asked.kind = 'constitution' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('constitution:' || asked.partnership_id, 0));
  END IF;
  counts_at := partnerships.counted_at(decision, moment);
  rules := partnerships.constitution_at(asked.partnership_id, counts_at);
  IF rules.quorum_share IS NULL THEN
    RAISE EXCEPTION 'the quorum has not been set' USING ERRCODE = 'check_violation';
  END IF;
  counted := partnerships.count_at(decision, counts_at);
  counted := counted || jsonb_build_object(
    'quorum', ceil((counted ->> 'members')::numeric * rules.quorum_share / 100)::integer,
    'residentQuorum', coalesce(rules.resident_quorum, 0));
  share := CASE asked.kind WHEN 'constitution' THEN rules.change_share ELSE rules.carrying_share END;
  SELECT max((each ->> 'votes')::integer) INTO most FROM jsonb_array_elements(counted -> 'options') AS each;
  SELECT count(*) INTO leaders FROM jsonb_array_elements(counted -> 'options') AS each WHERE (each ->> 'votes')::integer = most;
  SELECT (each ->> 'option')::uuid, (each ->> 'adopts')::boolean INTO best, best_adopts
    FROM jsonb_array_elements(counted -> 'options') AS each WHERE (each ->> 'votes')::integer = most LIMIT 1;
  IF asked.meeting_id IS NOT NULL THEN
    SELECT * INTO meets FROM partnerships.meeting kept WHERE kept.id = asked.meeting_id;
    SELECT * INTO told FROM partnerships.meeting_notice WHERE meeting_id = asked.meeting_id;
  END IF;
  outcome := CASE
    WHEN asked.meeting_id IS NOT NULL AND EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = asked.meeting_id) THEN 'meeting-cancelled'
    WHEN (counted ->> 'members')::integer < rules.minimum_members THEN 'too-few-members'
    WHEN (counted ->> 'residents')::integer * 100 <= (counted ->> 'members')::integer * rules.resident_share_of_members THEN 'members-not-resident-led'
    WHEN asked.kind = 'constitution' AND (told.sent_at IS NULL
      OR (meets.starts_at AT TIME ZONE 'Europe/London')::date - (greatest(told.sent_at, asked.put_at) AT TIME ZONE 'Europe/London')::date < rules.change_notice_days) THEN 'notice-too-short'
    WHEN (counted ->> 'takingPart')::integer < (counted ->> 'quorum')::integer THEN 'no-quorum'
    WHEN (counted ->> 'residentsTakingPart')::integer < (counted ->> 'residentQuorum')::integer THEN 'no-resident-quorum'
    WHEN (counted ->> 'cast')::integer = 0 THEN 'no-votes'
    WHEN (counted ->> 'residentsCast')::integer * 100 <= (counted ->> 'cast')::integer * rules.resident_share_of_votes THEN 'no-resident-majority'
    WHEN leaders > 1 THEN 'tied'
    WHEN most * 100 > (counted ->> 'cast')::integer * share AND best_adopts THEN 'carried'
    ELSE 'not-carried'
  END;
  INSERT INTO partnerships.decision_result (decision_id, closed_at, closed_by, outcome, option_id, constitution_id, count)
    VALUES (decision, moment, platform.acting_person(), outcome, CASE outcome WHEN 'carried' THEN best END, rules.id, counted);
  IF outcome = 'carried' AND asked.kind = 'constitution' THEN
    INSERT INTO partnerships.constitution
      SELECT (jsonb_populate_record(rules, asked.proposal || jsonb_build_object('id', gen_random_uuid(), 'partnership_id', asked.partnership_id,
        'version', rules.version + 1, 'adopted_at', moment, 'decision_id', decision))).*;
  END IF;
  RETURN outcome;
END $$;

-- Whether the acting person may put in a vote for this member: their own, or one that they record for
-- them. A hand is raised in a room by somebody who is there; what is touched on a screen is one's own.
CREATE FUNCTION partnerships.may_record_vote(decision uuid, member uuid, channel text, moment timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN partnerships.decision_is_open(decision)
    AND EXISTS (SELECT FROM partnerships.decision_opening opening WHERE opening.decision_id = decision
      AND opening.opened_at <= moment AND (opening.closes_at IS NULL OR opening.closes_at > moment))
    AND EXISTS (SELECT FROM partnerships.board_at(decision, moment) board JOIN partnerships.decision asked ON asked.id = may_record_vote.decision
      WHERE board.member_id = member AND board.excluded IS NULL
        AND (channel <> 'hand' OR partnerships.is_present(asked.meeting_id, member, moment))
        AND (board.person_id = platform.acting_person()
          OR (channel <> 'screen' AND platform.acting_in(asked.partnership_id, 'chair', 'facilitator', 'keyer'))));

-- A vote, or an interest, that arrives while the decision is being closed waits and is then refused:
-- nobody is told that something was saved which nobody will count.
CREATE FUNCTION partnerships.refuse_when_closed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
BEGIN
  PERFORM FROM partnerships.decision asked WHERE asked.id = NEW.decision_id FOR SHARE;
  IF EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = NEW.decision_id) THEN
    RAISE EXCEPTION 'this decision is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vote_while_open BEFORE INSERT ON partnerships.vote FOR EACH ROW EXECUTE FUNCTION partnerships.refuse_when_closed();
CREATE TRIGGER interest_while_open BEFORE INSERT ON partnerships.decision_interest FOR EACH ROW EXECUTE FUNCTION partnerships.refuse_when_closed();
-- What is counted is never changed, by whoever asks.
CREATE TRIGGER vote_is_append_only BEFORE UPDATE OR DELETE ON partnerships.vote FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER result_is_append_only BEFORE UPDATE OR DELETE ON partnerships.decision_result FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CREATE FUNCTION partnerships.is_member_of(person uuid, partnership uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.member WHERE member.person_id = person AND member.partnership_id = partnership AND member.left_at IS NULL);

-- Members who stand for an organisation speak for it in their partnership; so do its representatives.
CREATE FUNCTION partnerships.speaks_for(person uuid, organisation uuid, partnership uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.member WHERE member.person_id = person AND member.organisation_id = organisation
      AND member.partnership_id = partnership AND member.left_at IS NULL)
    OR EXISTS (SELECT FROM partnerships.representative voice WHERE voice.person_id = person AND voice.organisation_id = organisation
      AND voice.ended_at IS NULL AND (voice.partnership_id IS NULL OR voice.partnership_id = partnership));

REVOKE ALL ON FUNCTION partnerships.constitution_at, partnerships.decision_is_open, partnerships.decision_is_public, partnerships.is_present, partnerships.board_at,
  partnerships.counted_at, partnerships.count_at, partnerships.may_close, partnerships.electorate, partnerships.refuse_when_closed,
  partnerships.count_decision, partnerships.close_decision, partnerships.may_record_vote, partnerships.is_member_of, partnerships.speaks_for FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partnerships.constitution_at, partnerships.decision_is_open, partnerships.decision_is_public, partnerships.is_present, partnerships.may_close, partnerships.electorate,
  partnerships.count_decision, partnerships.close_decision, partnerships.may_record_vote, partnerships.is_member_of, partnerships.speaks_for TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- Who may see and do what, held here even where a page forgets to ask.

-- At a meeting that notice was given of, and then it has no end of its own; or between meetings, and then it has.
CREATE FUNCTION partnerships.may_open(decision uuid, moment timestamptz, closes timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.decision asked WHERE asked.id = decision AND partnerships.acting_organiser(asked.partnership_id)
    AND (partnerships.constitution_at(asked.partnership_id, moment)).quorum_share IS NOT NULL
    AND (SELECT count(*) >= 2 AND bool_or(option.adopts) FROM partnerships.decision_option option WHERE option.decision_id = may_open.decision)
    AND (asked.meeting_id IS NULL) = (closes IS NOT NULL)
    AND (asked.meeting_id IS NULL OR (partnerships.has_notice(asked.meeting_id)
      AND NOT EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = asked.meeting_id))));
-- Until its first question is opened a partnership sets its own rules up; after that only a decision changes them.
CREATE FUNCTION partnerships.may_set_up(partnership uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN NOT EXISTS (SELECT FROM partnerships.decision_opening opening JOIN partnerships.decision asked ON asked.id = opening.decision_id WHERE asked.partnership_id = partnership)
    AND (platform.acting_in(partnership, 'chair') OR platform.acting_system() OR NOT partnerships.has_members(partnership));
CREATE FUNCTION partnerships.was_invited_to_speak(person uuid, organisation uuid, partnership uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.invitation_use used JOIN partnerships.invitation ON invitation.id = used.invitation_id
    WHERE used.person_id = person AND invitation.partnership_id = partnership AND invitation.organisation_id = organisation AND invitation.standing = 'representative'
      -- Whoever stopped, or was stopped, needs an invitation made after that.
      AND NOT EXISTS (SELECT FROM partnerships.representative past WHERE past.person_id = person AND past.organisation_id = organisation
        AND past.partnership_id = partnership AND past.ended_at >= invitation.made_at));
-- How many interests members have declared: a number for everybody; what they are is for members.
CREATE FUNCTION partnerships.interest_count(partnership uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = partnerships, pg_temp
  RETURN (SELECT count(*)::integer FROM partnerships.interest JOIN partnerships.member ON member.id = interest.member_id AND member.left_at IS NULL
    WHERE interest.partnership_id = partnership AND interest.ended_at IS NULL);
-- Takes the words of their interests away with a person who erases their account.
CREATE FUNCTION partnerships.erase_interests(moment timestamptz) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = partnerships, pg_temp AS $$
  UPDATE interest SET about = '', organisation_id = NULL, erased = true, ended_at = coalesce(interest.ended_at, moment)
    FROM member WHERE member.id = interest.member_id AND member.person_id = platform.acting_person()
$$;
REVOKE ALL ON FUNCTION partnerships.interest_count, partnerships.erase_interests FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partnerships.interest_count, partnerships.erase_interests TO common_thread_app;
REVOKE ALL ON FUNCTION partnerships.partnership_of_meeting, partnerships.partnership_of_decision, partnerships.person_of_member, partnerships.partnership_of_member,
  partnerships.has_notice, partnerships.has_opened, partnerships.has_closed, partnerships.may_open, partnerships.may_set_up, partnerships.was_invited_to_speak FROM PUBLIC;
GRANT EXECUTE ON FUNCTION partnerships.partnership_of_meeting, partnerships.partnership_of_decision, partnerships.person_of_member, partnerships.partnership_of_member,
  partnerships.has_notice, partnerships.has_opened, partnerships.has_closed, partnerships.may_open, partnerships.may_set_up, partnerships.was_invited_to_speak TO common_thread_app;

GRANT SELECT, INSERT ON partnerships.representative, partnerships.constitution, partnerships.term, partnerships.trusted_organisation, partnerships.interest,
  partnerships.meeting, partnerships.meeting_notice, partnerships.meeting_cancellation, partnerships.agenda_item, partnerships.attendance, partnerships.minutes,
  partnerships.decision, partnerships.decision_option, partnerships.decision_ground, partnerships.decision_party, partnerships.decision_opening,
  partnerships.decision_interest, partnerships.vote, partnerships.dissenter, partnerships.dissent, partnerships.closeness, partnerships.drift_term, partnerships.drift_reading TO common_thread_app;
GRANT SELECT ON partnerships.decision_result TO common_thread_app;
GRANT UPDATE (ended_at) ON partnerships.representative, partnerships.trusted_organisation, partnerships.interest TO common_thread_app;
GRANT UPDATE (title, starts_at, ends_at, place, joining, yearly) ON partnerships.meeting TO common_thread_app;
GRANT UPDATE (position, title, note), DELETE ON partnerships.agenda_item TO common_thread_app;
-- Who came when is put right as the meeting goes on.
GRANT UPDATE (channel, arrived_at, left_at, noted_by) ON partnerships.attendance TO common_thread_app;
GRANT SELECT, INSERT ON partnerships.meeting_told TO common_thread_app;
GRANT UPDATE (meeting_id) ON partnerships.decision TO common_thread_app;
GRANT UPDATE (published_at) ON partnerships.minutes TO common_thread_app;
GRANT UPDATE (why, instead, looked_for, set_at, set_by), DELETE ON partnerships.drift_term TO common_thread_app;
GRANT DELETE ON partnerships.drift_reading TO common_thread_app;
GRANT UPDATE (level, set_at, set_by) ON partnerships.closeness TO common_thread_app;

ALTER TABLE partnerships.representative ENABLE ROW LEVEL SECURITY;
CREATE POLICY known ON partnerships.representative FOR SELECT TO common_thread_app USING (true);
CREATE POLICY named ON partnerships.representative FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_operator() OR (person_id = platform.acting_person() AND partnership_id IS NOT NULL
    AND partnerships.was_invited_to_speak(person_id, organisation_id, partnership_id)));
CREATE POLICY ended ON partnerships.representative FOR UPDATE TO common_thread_app
  USING (person_id = platform.acting_person() OR partnerships.acting_operator() OR (partnership_id IS NOT NULL AND platform.acting_in(partnership_id, 'chair')));

ALTER TABLE partnerships.constitution ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.constitution FOR SELECT TO common_thread_app USING (true);
CREATE POLICY set_up ON partnerships.constitution FOR INSERT TO common_thread_app
  WITH CHECK (decision_id IS NULL AND partnerships.may_set_up(partnership_id));

ALTER TABLE partnerships.term ENABLE ROW LEVEL SECURITY;
CREATE POLICY counted ON partnerships.term FOR SELECT TO common_thread_app USING (true);
CREATE POLICY agreed ON partnerships.term FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_in(partnerships.partnership_of_member(member_id), 'chair') OR platform.acting_system());

ALTER TABLE partnerships.trusted_organisation ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.trusted_organisation FOR SELECT TO common_thread_app USING (true);
CREATE POLICY named ON partnerships.trusted_organisation FOR INSERT TO common_thread_app WITH CHECK (platform.acting_in(partnership_id, 'chair') OR platform.acting_system());
CREATE POLICY ended ON partnerships.trusted_organisation FOR UPDATE TO common_thread_app USING (platform.acting_in(partnership_id, 'chair') OR platform.acting_system());

ALTER TABLE partnerships.interest ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON partnerships.interest FOR SELECT TO common_thread_app USING (partnerships.acting_member(partnership_id));
CREATE POLICY declared ON partnerships.interest FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.partnership_of_member(member_id) = partnership_id AND (platform.acting_system() OR (declared_by = platform.acting_person()
    AND (partnerships.person_of_member(member_id) = platform.acting_person() OR partnerships.acting_organiser(partnership_id)))));
CREATE POLICY ended ON partnerships.interest FOR UPDATE TO common_thread_app
  USING (partnerships.person_of_member(member_id) = platform.acting_person() OR partnerships.acting_organiser(partnership_id));

-- Before notice is given a meeting is a draft.
ALTER TABLE partnerships.meeting ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.meeting FOR SELECT TO common_thread_app USING (partnerships.has_notice(id) OR partnerships.acting_member(partnership_id));
CREATE POLICY called ON partnerships.meeting FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY changed ON partnerships.meeting FOR UPDATE TO common_thread_app USING (partnerships.acting_organiser(partnership_id) AND NOT partnerships.has_notice(id));
ALTER TABLE partnerships.meeting_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.meeting_notice FOR SELECT TO common_thread_app USING (true);
CREATE POLICY sent ON partnerships.meeting_notice FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
ALTER TABLE partnerships.meeting_cancellation ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.meeting_cancellation FOR SELECT TO common_thread_app
  USING (partnerships.has_notice(meeting_id) OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY cancelled ON partnerships.meeting_cancellation FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
ALTER TABLE partnerships.meeting_told ENABLE ROW LEVEL SECURITY;
CREATE POLICY background ON partnerships.meeting_told TO common_thread_app USING (platform.acting_system()) WITH CHECK (platform.acting_system());
-- Nothing is added to an agenda after notice of it was given: people decide whether to come by reading it.
ALTER TABLE partnerships.agenda_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.agenda_item FOR SELECT TO common_thread_app
  USING (partnerships.has_notice(meeting_id) OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY drawn_up ON partnerships.agenda_item FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND NOT partnerships.has_notice(meeting_id)
    -- Notice makes the questions on an agenda public: nobody else's draft is put there.
    AND (decision_id IS NULL OR partnerships.partnership_of_decision(decision_id) = partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY changed ON partnerships.agenda_item FOR UPDATE TO common_thread_app
  USING (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND NOT partnerships.has_notice(meeting_id));
CREATE POLICY taken_off ON partnerships.agenda_item FOR DELETE TO common_thread_app
  USING (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND NOT partnerships.has_notice(meeting_id));
ALTER TABLE partnerships.attendance ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON partnerships.attendance FOR SELECT TO common_thread_app USING (partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY noted ON partnerships.attendance FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.partnership_of_member(member_id) = partnerships.partnership_of_meeting(meeting_id)
    AND (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) OR platform.acting_in(partnerships.partnership_of_meeting(meeting_id), 'keyer')));
CREATE POLICY left_early ON partnerships.attendance FOR UPDATE TO common_thread_app
  USING (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) OR platform.acting_in(partnerships.partnership_of_meeting(meeting_id), 'keyer'));
ALTER TABLE partnerships.minutes ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.minutes FOR SELECT TO common_thread_app
  USING (published_at IS NOT NULL OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY written ON partnerships.minutes FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY published ON partnerships.minutes FOR UPDATE TO common_thread_app
  USING (published_at IS NULL AND partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)))
  WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));

ALTER TABLE partnerships.decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.decision FOR SELECT TO common_thread_app USING (partnerships.decision_is_public(id) OR partnerships.acting_member(partnership_id));
CREATE POLICY put ON partnerships.decision FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnership_id) AND (again_of IS NULL OR partnerships.partnership_of_decision(again_of) = partnership_id) AND (meeting_id IS NULL
    OR (partnerships.partnership_of_meeting(meeting_id) = partnership_id AND NOT partnerships.has_notice(meeting_id))));
-- A question that was not asked yet, also at a meeting that was cancelled or is written up, is put to
-- another, while that one's agenda is open.
CREATE POLICY put_to_meeting ON partnerships.decision FOR UPDATE TO common_thread_app
  USING (partnerships.acting_organiser(partnership_id) AND NOT partnerships.has_opened(id) AND NOT partnerships.has_closed(id) AND (meeting_id IS NULL OR NOT partnerships.has_notice(meeting_id)
    OR EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE gone.meeting_id = decision.meeting_id)
    OR EXISTS (SELECT FROM partnerships.minutes written WHERE written.meeting_id = decision.meeting_id)))
  WITH CHECK (partnerships.acting_organiser(partnership_id) AND (meeting_id IS NULL
    OR (partnerships.partnership_of_meeting(meeting_id) = partnership_id AND NOT partnerships.has_notice(meeting_id))));
ALTER TABLE partnerships.decision_option ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.decision_option FOR SELECT TO common_thread_app
  USING (partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id)));
CREATE POLICY put ON partnerships.decision_option FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND NOT partnerships.decision_is_public(decision_id));
ALTER TABLE partnerships.decision_ground ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.decision_ground FOR SELECT TO common_thread_app
  USING (partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id)));
CREATE POLICY put ON partnerships.decision_ground FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND NOT partnerships.has_opened(decision_id));
ALTER TABLE partnerships.decision_party ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.decision_party FOR SELECT TO common_thread_app
  USING (partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id)));
CREATE POLICY put ON partnerships.decision_party FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND NOT partnerships.has_opened(decision_id));
ALTER TABLE partnerships.decision_opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.decision_opening FOR SELECT TO common_thread_app USING (true);
CREATE POLICY opened ON partnerships.decision_opening FOR INSERT TO common_thread_app WITH CHECK (partnerships.may_open(decision_id, opened_at, closes_at));
ALTER TABLE partnerships.decision_interest ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON partnerships.decision_interest FOR SELECT TO common_thread_app USING (partnerships.acting_member(partnerships.partnership_of_decision(decision_id)));
CREATE POLICY declared ON partnerships.decision_interest FOR INSERT TO common_thread_app
  WITH CHECK (NOT partnerships.has_closed(decision_id) AND partnerships.partnership_of_member(member_id) = partnerships.partnership_of_decision(decision_id)
    AND declared_by = platform.acting_person()
    AND (partnerships.person_of_member(member_id) = platform.acting_person() OR partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id))));
-- How each voted is theirs, and whoever recorded it for them; the count is everybody's.
ALTER TABLE partnerships.vote ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON partnerships.vote FOR SELECT TO common_thread_app
  USING (recorded_by = platform.acting_person() OR partnerships.person_of_member(member_id) = platform.acting_person() OR platform.acting_system());
CREATE POLICY cast_or_recorded ON partnerships.vote FOR INSERT TO common_thread_app
  WITH CHECK (recorded_by = platform.acting_person() AND partnerships.may_record_vote(decision_id, member_id, channel, cast_at));
ALTER TABLE partnerships.decision_result ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.decision_result FOR SELECT TO common_thread_app USING (true);
-- Dissent stands beside the result; before there is one it is the writer's own.
ALTER TABLE partnerships.dissenter ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.dissenter FOR SELECT TO common_thread_app
  USING ((named AND partnerships.has_closed(decision_id)) OR written_by = platform.acting_person() OR platform.acting_system());
CREATE POLICY written ON partnerships.dissenter FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.has_opened(decision_id) AND written_by = platform.acting_person()
    AND partnerships.partnership_of_member(member_id) = partnerships.partnership_of_decision(decision_id)
    AND (partnerships.person_of_member(member_id) = platform.acting_person()
      OR platform.acting_in(partnerships.partnership_of_decision(decision_id), 'chair', 'facilitator', 'keyer')));
ALTER TABLE partnerships.dissent ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON partnerships.dissent FOR SELECT TO common_thread_app
  USING (partnerships.has_closed(decision_id) OR platform.acting_system()
    OR EXISTS (SELECT FROM partnerships.dissenter own WHERE own.dissent_id = dissent.id AND own.written_by = platform.acting_person()));
CREATE POLICY written ON partnerships.dissent FOR INSERT TO common_thread_app
  WITH CHECK (EXISTS (SELECT FROM partnerships.dissenter own WHERE own.dissent_id = dissent.id AND own.decision_id = dissent.decision_id
    AND own.written_by = platform.acting_person()));

ALTER TABLE partnerships.closeness ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_sides ON partnerships.closeness FOR SELECT TO common_thread_app
  USING (partnerships.acting_member(partnership_id) OR partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id));
CREATE POLICY chosen ON partnerships.closeness FOR INSERT TO common_thread_app
  WITH CHECK (set_by = platform.acting_person() AND CASE side WHEN 'partnership' THEN platform.acting_in(partnership_id, 'chair')
    ELSE partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id) END);
CREATE POLICY chosen_again ON partnerships.closeness FOR UPDATE TO common_thread_app
  USING (CASE side WHEN 'partnership' THEN platform.acting_in(partnership_id, 'chair')
    ELSE partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id) END)
  WITH CHECK (set_by = platform.acting_person());

ALTER TABLE partnerships.drift_term ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON partnerships.drift_term FOR SELECT TO common_thread_app USING (true);
CREATE POLICY listed ON partnerships.drift_term TO common_thread_app USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
ALTER TABLE partnerships.drift_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON partnerships.drift_reading TO common_thread_app USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
