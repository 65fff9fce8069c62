-- Listening rounds: from first voice to common ground.
--
-- Tables that grow with participants (participant, response, about_answer, testimony, follower,
-- keyed_sheet, keyed_about, keying, receipt) have the participant's id first in their primary key and in every unique
-- constraint, so that they can be distributed by participant. They point only at each other and at
-- small tables. Nothing else has a foreign key to them.

CREATE SCHEMA listening;
GRANT USAGE ON SCHEMA listening TO common_thread_app;

-- Words without capitals and accents, for searching in any language. The dictionary is named, so that
-- the same words always come out the same.
CREATE FUNCTION listening.plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, words));

CREATE TABLE listening.round (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  -- Short, printed on posters: /r/7KXD-M4PT.
  code text NOT NULL UNIQUE CHECK (code ~ '^[0-9A-Z]{4}(-[0-9A-Z]{4})*$'),
  languages text[] NOT NULL CHECK (cardinality(languages) > 0),
  moderation text NOT NULL CHECK (moderation IN ('before', 'after')),
  opens_at timestamptz,
  closes_at timestamptz CHECK (closes_at > opens_at),
  -- Where an imported round came from, with its licence.
  source text,
  licence text,
  -- Where it came whole from another installation: the key of its codes, wrapped under this one's secret.
  moved_key text,
  created_by uuid REFERENCES people.person,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON listening.round (partnership_id, created_at);

-- The round's words in each of its languages.
CREATE TABLE listening.round_text (
  round_id uuid NOT NULL REFERENCES listening.round,
  language text NOT NULL,
  question text NOT NULL,
  -- Why we ask, what will be done with the answers, who is invited.
  reason text NOT NULL,
  use text NOT NULL,
  invited text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', listening.plain(question || ' ' || reason))) STORED,
  PRIMARY KEY (round_id, language)
);

-- The asker has read what was said before, and says what is new. No round opens without it.
CREATE TABLE listening.prior_reading (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  -- Empty only where background work set the round up.
  person_id uuid REFERENCES people.person,
  searched_for text NOT NULL,
  found integer NOT NULL CHECK (found >= 0),
  what_is_new text NOT NULL CHECK (length(what_is_new) > 0),
  read_at timestamptz NOT NULL
);
CREATE INDEX ON listening.prior_reading (round_id, read_at);

CREATE TABLE listening.opening (
  round_id uuid PRIMARY KEY REFERENCES listening.round,
  opened_by uuid REFERENCES people.person,
  opened_at timestamptz NOT NULL
);

-- Closing publishes the root of a Merkle tree over every participant's responses.
CREATE TABLE listening.closure (
  round_id uuid PRIMARY KEY REFERENCES listening.round,
  closed_by uuid REFERENCES people.person,
  closed_at timestamptz NOT NULL,
  reason text NOT NULL DEFAULT '',
  participants integer NOT NULL,
  responses integer NOT NULL,
  merkle_root bytea NOT NULL
);

-- "About you", in the partnership's own words; always skippable. `words` holds, by language,
-- {label, hint, options: [text…]}; an option's position is its meaning in every language.
CREATE TABLE listening.about_question (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  position smallint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('choice', 'choices', 'words')),
  words jsonb NOT NULL,
  -- Names a population dimension of the area, and each option's category in it, where the two can be compared.
  dimension text,
  categories text[],
  UNIQUE (round_id, position)
);

CREATE TABLE listening.statement (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  -- 1, 2, 3 … within the round: what is printed on paper and used in exports. An imported round keeps
  -- the numbers of its files, which may begin with 0.
  number integer NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  language text NOT NULL,
  source text NOT NULL CHECK (source IN ('starting', 'participant', 'insight')),
  -- No foreign key: participants may live on other machines.
  author_participant_id uuid,
  -- The author's number in imported data.
  author_number integer,
  channel text NOT NULL,
  -- The newest decision's outcome. Held: spotted as maybe naming someone, waits for a moderator.
  status text NOT NULL CHECK (status IN ('waiting', 'held', 'published', 'removed')),
  submitted_at timestamptz NOT NULL,
  published_at timestamptz,
  -- For comparing with what somebody is about to say.
  plain_text text GENERATED ALWAYS AS (listening.plain(text)) STORED,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', listening.plain(text))) STORED,
  UNIQUE (round_id, number)
);
CREATE INDEX ON listening.statement (author_participant_id) WHERE author_participant_id IS NOT NULL;

CREATE TABLE listening.statement_translation (
  statement_id uuid NOT NULL REFERENCES listening.statement,
  language text NOT NULL,
  text text NOT NULL,
  translated_by uuid REFERENCES people.person,
  translated_at timestamptz NOT NULL,
  PRIMARY KEY (statement_id, language)
);

-- What was really said, where a statement was made public with something held back. The statement's
-- own text is always the one that anyone may read.
CREATE TABLE listening.statement_verbatim (
  statement_id uuid PRIMARY KEY REFERENCES listening.statement,
  text text NOT NULL,
  kept_at timestamptz NOT NULL
);

-- Moderation: every decision with its reason, none overwritten.
CREATE TABLE listening.moderation_decision (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  subject_kind text NOT NULL CHECK (subject_kind IN ('statement', 'testimony')),
  subject_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('published', 'held', 'removed')),
  -- A key of the published list of reasons: names-someone, abusive, off-topic, duplicate, advert, unlawful, upheld-appeal, refused-reuse, fine.
  reason text NOT NULL,
  note text NOT NULL DEFAULT '',
  decided_by uuid REFERENCES people.person,
  decided_at timestamptz NOT NULL
);
CREATE INDEX ON listening.moderation_decision (subject_id, decided_at);

CREATE TABLE listening.participant (
  -- Derived from the round and a code that is on the person's own paper, link or cookie; the code is not stored.
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  channel text NOT NULL CHECK (channel IN ('screen', 'paper', 'phone', 'table', 'room', 'import')),
  language text,
  -- Their number in imported data.
  number integer,
  -- The same person by another route (a sheet and a phone): their responses are counted under that one.
  same_as_id uuid,
  banned_at timestamptz,
  -- They took everything back while the round was open: kept, as all responses are, but not counted.
  withdrawn_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON listening.participant (round_id, created_at);
CREATE INDEX participant_routes ON listening.participant (same_as_id) WHERE same_as_id IS NOT NULL;

-- Somebody whose responses do not count, with the reason; ending it lets them count again. `banned_at`
-- above says what stands now.
CREATE TABLE listening.ban (
  participant_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL REFERENCES listening.round,
  -- A key of the list of reasons.
  reason text NOT NULL,
  banned_by uuid REFERENCES people.person,
  banned_at timestamptz NOT NULL,
  ended_by uuid REFERENCES people.person,
  ended_at timestamptz CHECK (ended_at >= banned_at),
  PRIMARY KEY (participant_id, id)
);
CREATE INDEX ON listening.ban (round_id, banned_at);

-- Append-only: the latest given stands, all are kept. The id comes from the device that gave the
-- response, so that sending twice stores once.
CREATE TABLE listening.response (
  participant_id uuid NOT NULL REFERENCES listening.participant,
  statement_id uuid NOT NULL REFERENCES listening.statement,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  value smallint NOT NULL CHECK (value IN (-1, 0, 1)),
  important boolean NOT NULL DEFAULT false,
  channel text NOT NULL CHECK (channel IN ('screen', 'paper', 'phone', 'table', 'room', 'import')),
  batch_id uuid,
  entered_by uuid,
  given_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, statement_id, id)
);
CREATE INDEX response_by_arrival ON listening.response (round_id, received_at);

CREATE TABLE listening.about_answer (
  participant_id uuid NOT NULL REFERENCES listening.participant,
  question_id uuid NOT NULL REFERENCES listening.about_question,
  -- Option positions, or the person's own words.
  options smallint[] NOT NULL DEFAULT '{}',
  words text NOT NULL DEFAULT '',
  answered_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, question_id)
);

-- In one's own words, kept verbatim. `public_text` differs only where a name, number or address is held back.
CREATE TABLE listening.testimony (
  participant_id uuid NOT NULL REFERENCES listening.participant,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  public_text text,
  language text NOT NULL,
  channel text NOT NULL,
  may_publish boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'held', 'published', 'removed', 'private')),
  given_at timestamptz NOT NULL,
  published_at timestamptz,
  PRIMARY KEY (participant_id, id)
);
CREATE INDEX ON listening.testimony (round_id, given_at);

CREATE TABLE listening.theme (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  title text NOT NULL,
  position smallint NOT NULL,
  made_by uuid REFERENCES people.person,
  made_at timestamptz NOT NULL
);
CREATE TABLE listening.theme_item (
  theme_id uuid NOT NULL REFERENCES listening.theme,
  kind text NOT NULL CHECK (kind IN ('statement', 'testimony')),
  item_id uuid NOT NULL,
  PRIMARY KEY (theme_id, kind, item_id)
);

-- Who wants to hear what comes of it. The most guarded table: only background work reads addresses.
CREATE TABLE listening.follower (
  participant_id uuid NOT NULL REFERENCES listening.participant,
  channel text NOT NULL CHECK (channel IN ('email', 'text', 'code')),
  round_id uuid NOT NULL,
  address text,
  language text NOT NULL,
  follows_at timestamptz NOT NULL,
  stopped_at timestamptz,
  PRIMARY KEY (participant_id, channel),
  CHECK ((channel = 'code') = (address IS NULL) OR stopped_at IS NOT NULL)
);

-- An author who disagrees with a decision says why; someone else decides again.
CREATE TABLE listening.appeal (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  subject_kind text NOT NULL CHECK (subject_kind IN ('statement', 'testimony')),
  subject_id uuid NOT NULL,
  participant_id uuid NOT NULL,
  text text NOT NULL,
  made_at timestamptz NOT NULL,
  answered_at timestamptz,
  answered_by uuid REFERENCES people.person,
  upheld boolean,
  answer text
);
CREATE INDEX ON listening.appeal (round_id, made_at);

-- Somebody may be at risk. Apart from moderation; only the partnership's named people open it.
CREATE TABLE listening.safeguarding_concern (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL,
  round_id uuid NOT NULL REFERENCES listening.round,
  subject_kind text NOT NULL CHECK (subject_kind IN ('statement', 'testimony', 'appeal', 'message')),
  subject_id uuid,
  text text NOT NULL,
  -- What the spotter found: self-harm, abuse, harm, neglect.
  signs text[] NOT NULL DEFAULT '{}',
  raised_by text NOT NULL CHECK (raised_by IN ('spotter', 'participant', 'moderator', 'keyer')),
  raised_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX ON listening.safeguarding_concern (partnership_id, raised_at);
CREATE TABLE listening.safeguarding_note (
  id uuid PRIMARY KEY,
  concern_id uuid NOT NULL REFERENCES listening.safeguarding_concern,
  partnership_id uuid NOT NULL,
  text text NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL
);

-- Paper. A printed sheet's serial is a code like any other; only the participant it stands for is kept.
CREATE TABLE listening.printing (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  language text NOT NULL,
  large_print boolean NOT NULL,
  -- The statements on the sheet, in their printed order.
  statement_ids uuid[] NOT NULL,
  sheets integer NOT NULL CHECK (sheets BETWEEN 1 AND 5000),
  printed_by uuid REFERENCES people.person,
  printed_at timestamptz NOT NULL
);
CREATE TABLE listening.sheet (
  participant_id uuid PRIMARY KEY,
  printing_id uuid NOT NULL REFERENCES listening.printing,
  round_id uuid NOT NULL
);

-- A batch of sheets, phone calls or a table's answers, keyed once, keyed again by someone else,
-- compared, settled and only then stored as responses.
CREATE TABLE listening.batch (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  name text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('paper', 'phone', 'table', 'room')),
  given_on date NOT NULL,
  made_by uuid REFERENCES people.person,
  made_at timestamptz NOT NULL,
  first_done_at timestamptz,
  first_keyed_by uuid REFERENCES people.person,
  second_done_at timestamptz,
  second_keyed_by uuid REFERENCES people.person,
  settled_at timestamptz,
  settled_by uuid REFERENCES people.person,
  -- The rule of double keying: two different people.
  CHECK (first_keyed_by <> second_keyed_by),
  CHECK (settled_at IS NULL OR (first_done_at IS NOT NULL AND second_done_at IS NOT NULL))
);
-- A pass handed over before it was finished, by whoever held it or by an organiser. Another keyer then
-- carries it on; whoever is named here may never hold the batch's other pass.
CREATE TABLE listening.batch_handover (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES listening.batch,
  pass smallint NOT NULL CHECK (pass IN (1, 2)),
  from_person uuid NOT NULL REFERENCES people.person,
  handed_over_by uuid NOT NULL REFERENCES people.person,
  handed_over_at timestamptz NOT NULL
);
CREATE INDEX ON listening.batch_handover (batch_id, pass);
-- A person's answers in one pass: what is not a mark. Pass 3 is what was settled: set aside with a
-- reason, or words and answers where the passes differed. Words are typed in the first pass and read
-- against the paper in the second; once the batch is settled they are wiped from here.
CREATE TABLE listening.keyed_sheet (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES listening.batch,
  pass smallint NOT NULL CHECK (pass IN (1, 2, 3)),
  -- 1, 2, 3 … in the order of keying: written in the paper's corner, because no serial is kept.
  place integer NOT NULL CHECK (place > 0),
  language text NOT NULL,
  own_statement text NOT NULL DEFAULT '',
  own_words text NOT NULL DEFAULT '',
  may_publish boolean NOT NULL DEFAULT false,
  -- Came in a file: marks only, so its empty words are no difference.
  uploaded boolean NOT NULL DEFAULT false,
  set_aside text CHECK (set_aside IN ('not-ours', 'damaged', 'keyed-once')),
  keyed_by uuid NOT NULL,
  keyed_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, batch_id, pass)
);
CREATE INDEX ON listening.keyed_sheet (batch_id, pass);
CREATE TABLE listening.keyed_about (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES listening.batch,
  pass smallint NOT NULL CHECK (pass IN (1, 2)),
  question_id uuid NOT NULL REFERENCES listening.about_question,
  options smallint[] NOT NULL DEFAULT '{}',
  words text NOT NULL DEFAULT '',
  keyed_by uuid NOT NULL,
  PRIMARY KEY (participant_id, batch_id, pass, question_id)
);
CREATE INDEX ON listening.keyed_about (batch_id, pass);
CREATE TABLE listening.keying (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES listening.batch,
  pass smallint NOT NULL CHECK (pass IN (1, 2, 3)),
  statement_id uuid NOT NULL REFERENCES listening.statement,
  -- What the person marked; null is a box left empty, or one set aside. Pass 3 is the settled answer to a difference.
  value smallint CHECK (value IN (-1, 0, 1)),
  important boolean NOT NULL DEFAULT false,
  set_aside text CHECK (set_aside IN ('unreadable', 'two-marks')),
  keyed_by uuid NOT NULL,
  keyed_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, batch_id, pass, statement_id),
  CHECK (set_aside IS NULL OR value IS NULL)
);
CREATE INDEX ON listening.keying (batch_id, pass);

-- What a partnership learned and may be asked to lend.
CREATE TABLE listening.insight (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  round_id uuid REFERENCES listening.round,
  text text NOT NULL,
  language text NOT NULL,
  -- What it rests on.
  statement_ids uuid[] NOT NULL DEFAULT '{}',
  noted_by uuid REFERENCES people.person,
  noted_at timestamptz NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', listening.plain(text))) STORED
);
CREATE INDEX ON listening.insight (partnership_id, noted_at);

-- An insight, or a statement of an earlier round, asked again. Its owners are told and may refuse.
CREATE TABLE listening.insight_reuse (
  id uuid PRIMARY KEY,
  insight_id uuid REFERENCES listening.insight,
  earlier_statement_id uuid REFERENCES listening.statement,
  owner_id uuid NOT NULL REFERENCES partnerships.partnership,
  -- Who asks it again. Told to the owners, while the draft itself stays with those who write it.
  asker_id uuid NOT NULL REFERENCES partnerships.partnership,
  round_id uuid NOT NULL REFERENCES listening.round,
  -- The new statement. No foreign key: while the round is a draft it may still be taken out.
  statement_id uuid NOT NULL,
  purpose text NOT NULL,
  reused_by uuid REFERENCES people.person,
  reused_at timestamptz NOT NULL,
  refused_at timestamptz,
  refused_by uuid REFERENCES people.person,
  refusal text CHECK (length(refusal) > 0),
  CHECK (num_nonnulls(insight_id, earlier_statement_id) = 1),
  CHECK ((refused_at IS NULL) = (refusal IS NULL))
);
CREATE INDEX ON listening.insight_reuse (round_id);
CREATE INDEX ON listening.insight_reuse (owner_id, reused_at);
CREATE INDEX ON listening.insight_reuse (statement_id);

-- What the partnership says back. A later answer stands beside the earlier one; none is replaced.
CREATE TABLE listening.answer (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  subject_kind text NOT NULL CHECK (subject_kind IN ('statement', 'theme')),
  subject_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('we-will', 'others-will', 'we-cannot')),
  text text NOT NULL CHECK (length(text) > 0),
  -- Who the others are.
  organisation_id uuid REFERENCES places.organisation,
  answered_by uuid REFERENCES people.person,
  answered_at timestamptz NOT NULL
);
CREATE INDEX ON listening.answer (subject_id, answered_at);

-- Who has been told of which answer: written in the transaction that puts the message in the outbox,
-- so that nobody is told twice and nobody is left out when a job is run again.
CREATE TABLE listening.told (
  participant_id uuid NOT NULL REFERENCES listening.participant,
  answer_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'text', 'code')),
  told_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, answer_id)
);

-- What came out, as last computed. `members` packs each counted participant's id (16 bytes) and group (1 byte).
CREATE TABLE listening.result (
  round_id uuid NOT NULL REFERENCES listening.round,
  version integer NOT NULL,
  computed_at timestamptz NOT NULL,
  -- The arrival of the newest response counted.
  counted_to timestamptz NOT NULL,
  participants integer NOT NULL,
  responses integer NOT NULL,
  body jsonb NOT NULL,
  members bytea NOT NULL,
  PRIMARY KEY (round_id, version)
);

-- Files somebody sent in to be imported, while they look at what would come of it. Theirs alone, and
-- erased when they decide, or after a day.
CREATE TABLE listening.waiting_import (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  person_id uuid NOT NULL REFERENCES people.person,
  made_at timestamptz NOT NULL,
  -- What they wrote beside the files: question, source, licence.
  about jsonb NOT NULL,
  files bytea NOT NULL
);

-- Leaves of the closed round's Merkle tree.
CREATE TABLE listening.receipt (
  participant_id uuid PRIMARY KEY REFERENCES listening.participant,
  round_id uuid NOT NULL,
  position integer NOT NULL,
  leaf bytea NOT NULL
);
CREATE INDEX ON listening.receipt (round_id, position);

-- ---------------------------------------------------------------------------------------------
-- Who may see and write what. Row-level security holds even where a page forgets to ask.

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA listening TO common_thread_app;
GRANT UPDATE ON listening.round, listening.round_text, listening.about_question, listening.statement,
  listening.statement_translation, listening.participant, listening.about_answer, listening.testimony,
  listening.theme, listening.follower, listening.appeal, listening.batch,
  listening.keyed_sheet, listening.keying TO common_thread_app;
GRANT DELETE ON listening.statement, listening.statement_translation, listening.round_text, listening.about_question, listening.about_answer, listening.theme,
  listening.theme_item, listening.follower, listening.keying, listening.keyed_sheet, listening.keyed_about, listening.result, listening.testimony,
  listening.statement_verbatim TO common_thread_app;
GRANT UPDATE (closed_at, closed_by) ON listening.safeguarding_concern TO common_thread_app;
GRANT UPDATE (ended_at, ended_by) ON listening.ban TO common_thread_app;

-- Responses: a participant their own; background work all (to count, export and verify). Nobody changes or removes one.
ALTER TABLE listening.response ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.response TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY counted ON listening.response TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Participants: oneself, those who moderate the round (a ban is of a person), and background work. Nobody
-- else may look at who took part, when and by which way in. Nobody makes themselves someone else's double.
ALTER TABLE listening.participant ENABLE ROW LEVEL SECURITY;
-- One policy a command, with what is asked with every response that is stored first, and last a function
-- that the planner neither opens nor fears: policies of their own are asked in an order nobody states.
CREATE FUNCTION listening.acting_as_moderator(of_round uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 SET search_path = listening, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT FROM listening.round WHERE round.id = of_round AND platform.acting_in(round.partnership_id, 'moderator', 'chair'));
END $$;
CREATE POLICY seen ON listening.participant FOR SELECT TO common_thread_app
  USING (platform.acting_system() OR id = platform.acting_participant() OR listening.acting_as_moderator(round_id));
CREATE POLICY arrived ON listening.participant FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system()
    OR (id = platform.acting_participant() AND same_as_id IS NULL AND banned_at IS NULL AND withdrawn_at IS NULL AND number IS NULL));
CREATE POLICY banned ON listening.participant FOR UPDATE TO common_thread_app
  USING (platform.acting_system() OR listening.acting_as_moderator(round_id));

-- Which of these ids are somebody's: one who took part or a printed sheet. An id cannot be guessed, so
-- whoever asks has the code it was computed from.
CREATE FUNCTION listening.known_participants(ids uuid[]) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = listening, pg_temp AS $$
  SELECT id FROM listening.participant WHERE id = ANY (ids)
  UNION SELECT participant_id FROM listening.sheet WHERE participant_id = ANY (ids)
$$;
REVOKE ALL ON FUNCTION listening.known_participants FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listening.known_participants TO common_thread_app;

-- Results are public, but who was put in which group is for the next computation and the files alone.
ALTER TABLE listening.result ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON listening.result FOR SELECT TO common_thread_app USING (true);
CREATE POLICY computed ON listening.result TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());
REVOKE SELECT ON listening.result FROM common_thread_app;
GRANT SELECT (round_id, version, computed_at, counted_to, participants, responses, body) ON listening.result TO common_thread_app;
CREATE FUNCTION listening.newest_members(of_round uuid) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = listening, pg_temp AS $$
  SELECT members FROM listening.result WHERE round_id = of_round AND platform.acting_system() ORDER BY version DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION listening.newest_members FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listening.newest_members TO common_thread_app;

-- How a round ended is public; counting and closing are background work's, for whoever decided it.
ALTER TABLE listening.closure ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON listening.closure FOR SELECT TO common_thread_app USING (true);
CREATE POLICY counted ON listening.closure FOR INSERT TO common_thread_app WITH CHECK (platform.acting_system());

ALTER TABLE listening.about_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.about_answer TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY counted ON listening.about_answer TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE listening.waiting_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.waiting_import TO common_thread_app
  USING (person_id = platform.acting_person()) WITH CHECK (person_id = platform.acting_person());
CREATE POLICY erased ON listening.waiting_import TO common_thread_app USING (platform.acting_system());
GRANT DELETE ON listening.waiting_import TO common_thread_app;

ALTER TABLE listening.receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.receipt FOR SELECT TO common_thread_app USING (participant_id = platform.acting_participant());
CREATE POLICY counted ON listening.receipt TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Addresses: the person may add and stop; only background work reads them, to send.
ALTER TABLE listening.follower ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.follower TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY told ON listening.follower TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Testimony: public once published; before that its author's and the partnership's moderators'.
ALTER TABLE listening.testimony ENABLE ROW LEVEL SECURITY;
CREATE POLICY published ON listening.testimony FOR SELECT TO common_thread_app USING (status = 'published');
CREATE POLICY own ON listening.testimony TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
-- What somebody asked to keep private is nobody's to moderate.
CREATE POLICY moderated ON listening.testimony TO common_thread_app
  USING (may_publish AND status <> 'private' AND EXISTS (SELECT FROM listening.round WHERE round.id = testimony.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE POLICY counted ON listening.testimony TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Rounds that are not open yet are drafts: only their partnership sees them.
CREATE FUNCTION listening.acting_as_organiser(of_partnership uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_system() OR platform.acting_in(of_partnership, 'facilitator', 'chair');
CREATE FUNCTION listening.acting_as_member(of_partnership uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_system() OR platform.acting_in(of_partnership, 'chair', 'facilitator', 'moderator', 'keyer', 'safeguarding', 'member');

ALTER TABLE listening.round ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.round FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.opening WHERE opening.round_id = round.id) OR listening.acting_as_member(partnership_id));
CREATE POLICY drafted ON listening.round FOR INSERT TO common_thread_app WITH CHECK (listening.acting_as_organiser(partnership_id));
CREATE POLICY changed ON listening.round FOR UPDATE TO common_thread_app USING (listening.acting_as_organiser(partnership_id));

-- What belongs to a round is seen by whoever sees the round (the inner query is under the policies
-- above) and changed by its organisers.
ALTER TABLE listening.round_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.round_text FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = round_text.round_id));
CREATE POLICY organised ON listening.round_text TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = round_text.round_id AND listening.acting_as_organiser(round.partnership_id)));

ALTER TABLE listening.about_question ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.about_question FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = about_question.round_id));
CREATE POLICY organised ON listening.about_question TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = about_question.round_id AND listening.acting_as_organiser(round.partnership_id)));

ALTER TABLE listening.prior_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.prior_reading FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = prior_reading.round_id));
CREATE POLICY read ON listening.prior_reading FOR INSERT TO common_thread_app
  WITH CHECK ((platform.acting_system() OR person_id = platform.acting_person())
    AND EXISTS (SELECT FROM listening.round WHERE round.id = prior_reading.round_id AND listening.acting_as_organiser(round.partnership_id)));

-- Nobody opens a round for others, nor without having read what was said before.
ALTER TABLE listening.opening ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON listening.opening FOR SELECT TO common_thread_app USING (true);
CREATE POLICY opened ON listening.opening FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system()
    OR EXISTS (SELECT FROM listening.round JOIN listening.prior_reading ON prior_reading.round_id = round.id
      WHERE round.id = opening.round_id AND listening.acting_as_organiser(round.partnership_id))
    OR EXISTS (SELECT FROM listening.round WHERE round.id = opening.round_id AND round.source IS NOT NULL AND listening.acting_as_organiser(round.partnership_id)));

-- Published statements of opened rounds are public. All others are seen by their author and the partnership.
ALTER TABLE listening.statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.statement FOR SELECT TO common_thread_app
  USING ((status = 'published' AND EXISTS (SELECT FROM listening.opening WHERE opening.round_id = statement.round_id))
    OR platform.acting_system()
    OR author_participant_id = platform.acting_participant()
    OR EXISTS (SELECT FROM listening.round WHERE round.id = statement.round_id AND listening.acting_as_member(round.partnership_id)));
CREATE POLICY said ON listening.statement FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system()
    OR (source = 'participant' AND author_participant_id = platform.acting_participant()
      AND EXISTS (SELECT FROM listening.opening WHERE opening.round_id = statement.round_id))
    OR EXISTS (SELECT FROM listening.round WHERE round.id = statement.round_id
      AND platform.acting_in(round.partnership_id, 'facilitator', 'chair', 'moderator', 'keyer')));
CREATE POLICY moderated ON listening.statement FOR UPDATE TO common_thread_app
  USING (platform.acting_system()
    OR EXISTS (SELECT FROM listening.round WHERE round.id = statement.round_id
      AND platform.acting_in(round.partnership_id, 'facilitator', 'chair', 'moderator')));
CREATE POLICY taken_out ON listening.statement FOR DELETE TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = statement.round_id AND listening.acting_as_organiser(round.partnership_id)));

ALTER TABLE listening.statement_translation ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.statement_translation FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.statement WHERE statement.id = statement_translation.statement_id));
-- One policy a command, so that reading, which everybody does, never asks who may write.
CREATE FUNCTION listening.acting_as_translator(of_statement uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_system()
    OR EXISTS (SELECT FROM listening.statement JOIN listening.round ON round.id = statement.round_id
      WHERE statement.id = of_statement AND platform.acting_in(round.partnership_id, 'facilitator', 'chair', 'moderator'));
CREATE POLICY translated ON listening.statement_translation FOR INSERT TO common_thread_app WITH CHECK (listening.acting_as_translator(statement_id));
CREATE POLICY mended ON listening.statement_translation FOR UPDATE TO common_thread_app USING (listening.acting_as_translator(statement_id));
CREATE POLICY taken_out ON listening.statement_translation FOR DELETE TO common_thread_app USING (listening.acting_as_translator(statement_id));

-- The next free number. Runs as the owner, because whoever adds a statement does not see those that
-- are held back; the lock makes two who add at once wait for each other.
CREATE FUNCTION listening.next_statement_number(of_round uuid) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('statements:' || of_round::text, 0));
  RETURN coalesce((SELECT max(number) + 1 FROM listening.statement WHERE round_id = of_round), 1);
END $$;

-- Closes the gap that a statement leaves in a draft. One at a time and in order, because numbers are
-- unique at every moment.
CREATE FUNCTION listening.close_up(of_round uuid, gap integer) RETURNS void
  LANGUAGE plpgsql SET search_path = listening, pg_temp AS $$
DECLARE
  after_it uuid;
BEGIN
  FOR after_it IN SELECT id FROM listening.statement WHERE round_id = of_round AND number > gap ORDER BY number LOOP
    UPDATE listening.statement SET number = number - 1 WHERE id = after_it;
  END LOOP;
END $$;

-- What people respond to never changes under them: once a round has opened its words, its questions
-- and its statements stand. A statement can still be taken down, by moderation.
CREATE FUNCTION listening.refuse_once_opened() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
DECLARE
  of_round uuid := to_jsonb(OLD) ->> CASE TG_TABLE_NAME WHEN 'round' THEN 'id' ELSE 'round_id' END;
BEGIN
  IF EXISTS (SELECT FROM listening.opening WHERE opening.round_id = of_round) THEN
    RAISE EXCEPTION '% on %.% is refused: the round has opened, so what people respond to stands', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER round_stands BEFORE UPDATE OF partnership_id, code, languages, opens_at ON listening.round
  FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER round_text_stands BEFORE UPDATE OR DELETE ON listening.round_text
  FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER about_question_stands BEFORE UPDATE OR DELETE ON listening.about_question
  FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER statement_stands BEFORE UPDATE OF round_id, number, language, source OR DELETE ON listening.statement
  FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
-- A statement that nobody has seen yet may still have a name taken out of it before it is public.
CREATE TRIGGER statement_words_stand BEFORE UPDATE OF text ON listening.statement
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL OR OLD.status = 'published') EXECUTE FUNCTION listening.refuse_once_opened();

-- Themes are seen by whoever sees the round, and made by its organisers.
ALTER TABLE listening.theme ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.theme FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = theme.round_id));
CREATE POLICY organised ON listening.theme TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = theme.round_id AND listening.acting_as_organiser(round.partnership_id)));
ALTER TABLE listening.theme_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.theme_item FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.theme WHERE theme.id = theme_item.theme_id));
CREATE POLICY organised ON listening.theme_item TO common_thread_app
  USING (EXISTS (SELECT FROM listening.theme JOIN listening.round ON round.id = theme.round_id
    WHERE theme.id = theme_item.theme_id AND listening.acting_as_organiser(round.partnership_id)));

-- Insights are public; the partnership's own people note them.
ALTER TABLE listening.insight ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON listening.insight FOR SELECT TO common_thread_app USING (true);
CREATE POLICY noted ON listening.insight FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR platform.acting_in(partnership_id, 'facilitator', 'chair', 'member'));

-- A reuse is seen by whoever sees the round, and by the owners of what was reused, even while it is a draft.
ALTER TABLE listening.insight_reuse ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.insight_reuse FOR SELECT TO common_thread_app
  USING (listening.acting_as_member(owner_id) OR EXISTS (SELECT FROM listening.round WHERE round.id = insight_reuse.round_id));
CREATE POLICY reused ON listening.insight_reuse FOR INSERT TO common_thread_app
  WITH CHECK (refused_at IS NULL
    AND EXISTS (SELECT FROM listening.round WHERE round.id = insight_reuse.round_id AND listening.acting_as_organiser(round.partnership_id)));

-- Refusing reaches into another partnership's round, so it runs as the owner, and only for an
-- organiser of those who own the words. From a draft the statement is taken out and the numbers after
-- it close up; in an opened round it is held, with the decision kept.
CREATE FUNCTION listening.refuse_reuse(of_reuse uuid, decision uuid, why text, in_at timestamptz)
  RETURNS TABLE (round_id uuid, statement_id uuid, effect text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
DECLARE
  reuse listening.insight_reuse;
  taken_out integer;
BEGIN
  SELECT * INTO reuse FROM listening.insight_reuse WHERE id = of_reuse FOR UPDATE;
  IF reuse.id IS NULL OR reuse.refused_at IS NOT NULL OR NOT listening.acting_as_organiser(reuse.owner_id) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('statements:' || reuse.round_id::text, 0));
  UPDATE listening.insight_reuse SET refused_at = in_at, refused_by = platform.acting_person(), refusal = why WHERE id = of_reuse;
  round_id := reuse.round_id;
  statement_id := reuse.statement_id;
  IF EXISTS (SELECT FROM listening.opening WHERE opening.round_id = reuse.round_id) THEN
    effect := 'held';
    UPDATE listening.statement SET status = 'held' WHERE id = reuse.statement_id AND status = 'published';
    INSERT INTO listening.moderation_decision (id, round_id, subject_kind, subject_id, outcome, reason, decided_by, decided_at)
      VALUES (decision, reuse.round_id, 'statement', reuse.statement_id, 'held', 'refused-reuse', platform.acting_person(), in_at);
  ELSE
    effect := 'taken-out';
    DELETE FROM listening.statement_translation translation WHERE translation.statement_id = reuse.statement_id;
    DELETE FROM listening.statement WHERE id = reuse.statement_id RETURNING number INTO taken_out;
    PERFORM listening.close_up(reuse.round_id, taken_out);
  END IF;
  RETURN NEXT;
END $$;

-- A refused statement stays held, whoever moderates.
CREATE FUNCTION listening.refuse_publishing_refused() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM listening.insight_reuse WHERE insight_reuse.statement_id = NEW.id AND refused_at IS NOT NULL) THEN
    RAISE EXCEPTION 'publishing this statement is refused: the people it came from have said no'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refused_statement_stays_held BEFORE UPDATE OF status ON listening.statement
  FOR EACH ROW WHEN (NEW.status = 'published' AND OLD.status <> 'published') EXECUTE FUNCTION listening.refuse_publishing_refused();

REVOKE ALL ON FUNCTION listening.next_statement_number, listening.refuse_reuse FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listening.next_statement_number, listening.refuse_reuse TO common_thread_app;

-- What was really said: its author, those who moderate, and background work.
ALTER TABLE listening.statement_verbatim ENABLE ROW LEVEL SECURITY;
CREATE POLICY moderated ON listening.statement_verbatim TO common_thread_app
  USING (platform.acting_system()
    OR EXISTS (SELECT FROM listening.statement JOIN listening.round ON round.id = statement.round_id
      WHERE statement.id = statement_verbatim.statement_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE POLICY own ON listening.statement_verbatim FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.statement
    WHERE statement.id = statement_verbatim.statement_id AND statement.author_participant_id = platform.acting_participant()));

-- Decisions: read by anyone, as counts by reason are public; made by those who moderate. What a
-- moderator wrote beside one is for the author of the words, those who moderate and background work.
ALTER TABLE listening.moderation_decision ENABLE ROW LEVEL SECURITY;
REVOKE SELECT ON listening.moderation_decision FROM common_thread_app;
GRANT SELECT (id, round_id, subject_kind, subject_id, outcome, reason, decided_by, decided_at) ON listening.moderation_decision TO common_thread_app;
CREATE FUNCTION listening.decision_note(of_decision uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = listening, pg_temp AS $$
  SELECT note FROM listening.moderation_decision decision JOIN listening.round ON round.id = decision.round_id
  WHERE decision.id = of_decision AND (platform.acting_system()
    OR platform.acting_in(round.partnership_id, 'moderator', 'chair')
    OR EXISTS (SELECT FROM listening.statement WHERE statement.id = decision.subject_id AND author_participant_id = platform.acting_participant())
    OR EXISTS (SELECT FROM listening.testimony WHERE testimony.participant_id = platform.acting_participant() AND testimony.id = decision.subject_id))
$$;
REVOKE ALL ON FUNCTION listening.decision_note FROM PUBLIC;
GRANT EXECUTE ON FUNCTION listening.decision_note TO common_thread_app;
CREATE POLICY counted ON listening.moderation_decision FOR SELECT TO common_thread_app USING (true);
CREATE POLICY moderated ON listening.moderation_decision FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system()
    OR (decided_by = platform.acting_person()
      AND EXISTS (SELECT FROM listening.round WHERE round.id = moderation_decision.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair'))));

ALTER TABLE listening.ban ENABLE ROW LEVEL SECURITY;
CREATE POLICY moderated ON listening.ban TO common_thread_app
  USING (platform.acting_system()
    OR EXISTS (SELECT FROM listening.round WHERE round.id = ban.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE POLICY own ON listening.ban FOR SELECT TO common_thread_app USING (participant_id = platform.acting_participant());

-- Answers are public; the partnership's organisers give them.
ALTER TABLE listening.answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON listening.answer FOR SELECT TO common_thread_app USING (true);
CREATE POLICY answered ON listening.answer FOR INSERT TO common_thread_app
  WITH CHECK (EXISTS (SELECT FROM listening.round WHERE round.id = answer.round_id AND listening.acting_as_organiser(round.partnership_id)));

ALTER TABLE listening.told ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.told FOR SELECT TO common_thread_app USING (participant_id = platform.acting_participant());
CREATE POLICY told ON listening.told TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Safeguarding: anyone may raise; only the partnership's named people read and close. No chair, no
-- operator and no background work reads them: not even how many there are.
ALTER TABLE listening.safeguarding_concern ENABLE ROW LEVEL SECURITY;
CREATE POLICY raised ON listening.safeguarding_concern FOR INSERT TO common_thread_app
  WITH CHECK (closed_at IS NULL
    AND EXISTS (SELECT FROM listening.round WHERE round.id = safeguarding_concern.round_id AND round.partnership_id = safeguarding_concern.partnership_id));
CREATE POLICY named_people ON listening.safeguarding_concern TO common_thread_app USING (platform.acting_in(partnership_id, 'safeguarding'));
ALTER TABLE listening.safeguarding_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY named_people ON listening.safeguarding_note TO common_thread_app
  USING (platform.acting_in(partnership_id, 'safeguarding')) WITH CHECK (platform.acting_in(partnership_id, 'safeguarding'));

-- Paper: printed, keyed and settled by the people of the partnership who are trusted with it.
CREATE FUNCTION listening.acting_as_keyer(of_partnership uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_system() OR platform.acting_in(of_partnership, 'keyer', 'facilitator', 'chair');
ALTER TABLE listening.printing ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.printing FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = printing.round_id AND listening.acting_as_member(round.partnership_id)));
CREATE POLICY printed ON listening.printing FOR INSERT TO common_thread_app
  WITH CHECK (EXISTS (SELECT FROM listening.round WHERE round.id = printing.round_id AND listening.acting_as_keyer(round.partnership_id)));
ALTER TABLE listening.sheet ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.sheet FOR SELECT TO common_thread_app
  USING (platform.acting_system()
    OR EXISTS (SELECT FROM listening.round WHERE round.id = sheet.round_id AND listening.acting_as_keyer(round.partnership_id)));
CREATE POLICY printed ON listening.sheet FOR INSERT TO common_thread_app
  WITH CHECK (EXISTS (SELECT FROM listening.printing WHERE printing.id = sheet.printing_id AND printing.round_id = sheet.round_id)
    AND EXISTS (SELECT FROM listening.round WHERE round.id = sheet.round_id AND listening.acting_as_keyer(round.partnership_id)));
ALTER TABLE listening.batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.batch FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = batch.round_id AND listening.acting_as_member(round.partnership_id)));
CREATE POLICY made ON listening.batch FOR INSERT TO common_thread_app
  WITH CHECK (first_keyed_by IS NULL AND second_keyed_by IS NULL AND settled_at IS NULL
    AND EXISTS (SELECT FROM listening.round WHERE round.id = batch.round_id AND listening.acting_as_keyer(round.partnership_id)));
CREATE POLICY kept ON listening.batch FOR UPDATE TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = batch.round_id AND listening.acting_as_keyer(round.partnership_id)));

-- Whoever takes up a pass never held the other, takes it up for themselves, and does not take it from
-- anybody: a pass is let go by a hand-over only. The second begins when the first is finished.
CREATE FUNCTION listening.refuse_keyer() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
DECLARE
  was uuid[] := ARRAY[OLD.first_keyed_by, OLD.second_keyed_by];
  becomes uuid[] := ARRAY[NEW.first_keyed_by, NEW.second_keyed_by];
BEGIN
  FOR each_pass IN 1..2 LOOP
    CONTINUE WHEN becomes[each_pass] IS NOT DISTINCT FROM was[each_pass];
    IF becomes[each_pass] IS NULL THEN
      -- Within the trigger of a hand-over.
      CONTINUE WHEN pg_trigger_depth() > 1;
      RAISE EXCEPTION 'a keying is let go by handing it over' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF was[each_pass] IS NOT NULL THEN
      RAISE EXCEPTION 'someone else holds this keying' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF becomes[each_pass] <> platform.acting_person() THEN
      RAISE EXCEPTION 'a keying is taken up for oneself' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF each_pass = 2 AND NEW.first_done_at IS NULL THEN
      RAISE EXCEPTION 'the second keying begins when the first is finished' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT FROM listening.batch_handover
      WHERE batch_id = NEW.id AND pass = 3 - each_pass AND from_person = becomes[each_pass]) THEN
      RAISE EXCEPTION 'whoever held one keying of a batch may not hold the other' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER two_people_key BEFORE UPDATE OF first_keyed_by, second_keyed_by ON listening.batch
  FOR EACH ROW EXECUTE FUNCTION listening.refuse_keyer();

ALTER TABLE listening.batch_handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.batch_handover FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
    WHERE batch.id = batch_handover.batch_id AND listening.acting_as_keyer(round.partnership_id)));
CREATE POLICY handed_over ON listening.batch_handover FOR INSERT TO common_thread_app
  WITH CHECK (handed_over_by = platform.acting_person()
    AND EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
      WHERE batch.id = batch_handover.batch_id
        AND (listening.acting_as_organiser(round.partnership_id)
          OR (from_person = platform.acting_person() AND listening.acting_as_keyer(round.partnership_id)))));

-- Sets the pass free. Only whoever holds it can be relieved of it, and only while there is something left to key.
CREATE FUNCTION listening.hand_over() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = listening, pg_temp AS $$
BEGIN
  UPDATE listening.batch SET first_keyed_by = CASE NEW.pass WHEN 1 THEN NULL ELSE first_keyed_by END,
      second_keyed_by = CASE NEW.pass WHEN 2 THEN NULL ELSE second_keyed_by END
    WHERE id = NEW.batch_id AND settled_at IS NULL
      AND CASE NEW.pass WHEN 1 THEN first_keyed_by = NEW.from_person AND first_done_at IS NULL
        ELSE second_keyed_by = NEW.from_person AND second_done_at IS NULL END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only a keying that somebody holds and has not finished is handed over' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sets_the_pass_free AFTER INSERT ON listening.batch_handover
  FOR EACH ROW EXECUTE FUNCTION listening.hand_over();
CREATE TRIGGER batch_handover_is_append_only BEFORE UPDATE OR DELETE ON listening.batch_handover
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
REVOKE ALL ON FUNCTION listening.refuse_keyer, listening.hand_over FROM PUBLIC;

-- Whether whoever acts is the one person who keys this pass of a batch that is not settled.
CREATE FUNCTION listening.acting_in_pass(of_batch uuid, of_pass smallint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
    WHERE batch.id = of_batch AND settled_at IS NULL
      AND platform.acting_in(round.partnership_id, 'keyer', 'facilitator', 'chair')
      AND CASE of_pass WHEN 1 THEN first_keyed_by = platform.acting_person() WHEN 2 THEN second_keyed_by = platform.acting_person() ELSE false END);
-- Whether whoever acts may see a pass of keying. The second is blind to the first: until both are
-- done, each sees only what they keyed themselves and the pass that they carry on.
CREATE FUNCTION listening.acting_may_compare(of_batch uuid, of_pass smallint, by_person uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN platform.acting_system() OR listening.acting_in_pass(of_batch, of_pass)
    OR EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
      WHERE batch.id = of_batch AND platform.acting_in(round.partnership_id, 'keyer', 'facilitator', 'chair')
        AND (by_person = platform.acting_person() OR (first_done_at IS NOT NULL AND second_done_at IS NOT NULL)));

ALTER TABLE listening.keyed_sheet ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON listening.keyed_sheet FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
    WHERE batch.id = keyed_sheet.batch_id AND listening.acting_as_keyer(round.partnership_id)));
CREATE POLICY keyed ON listening.keyed_sheet FOR INSERT TO common_thread_app
  WITH CHECK (set_aside IS NULL AND keyed_by = platform.acting_person() AND listening.acting_in_pass(batch_id, pass));
CREATE POLICY keyed_again ON listening.keyed_sheet FOR DELETE TO common_thread_app USING (listening.acting_in_pass(batch_id, pass));
CREATE POLICY settled ON listening.keyed_sheet TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE listening.keyed_about ENABLE ROW LEVEL SECURITY;
CREATE POLICY compared ON listening.keyed_about FOR SELECT TO common_thread_app USING (listening.acting_may_compare(batch_id, pass, keyed_by));
CREATE POLICY keyed ON listening.keyed_about FOR INSERT TO common_thread_app
  WITH CHECK (keyed_by = platform.acting_person() AND listening.acting_in_pass(batch_id, pass));
CREATE POLICY keyed_again ON listening.keyed_about FOR DELETE TO common_thread_app USING (listening.acting_in_pass(batch_id, pass));
CREATE POLICY settled ON listening.keyed_about TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE listening.keying ENABLE ROW LEVEL SECURITY;
CREATE POLICY compared ON listening.keying FOR SELECT TO common_thread_app USING (listening.acting_may_compare(batch_id, pass, keyed_by));
CREATE POLICY keyed ON listening.keying FOR INSERT TO common_thread_app
  WITH CHECK (keyed_by = platform.acting_person() AND listening.acting_in_pass(batch_id, pass));
CREATE POLICY keyed_again ON listening.keying FOR DELETE TO common_thread_app USING (listening.acting_in_pass(batch_id, pass));
CREATE POLICY settled ON listening.keying TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Appeals: their author, and those who moderate.
ALTER TABLE listening.appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.appeal TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY moderated ON listening.appeal TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = appeal.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE POLICY kept ON listening.appeal FOR SELECT TO common_thread_app USING (platform.acting_system());
CREATE TRIGGER response_is_append_only BEFORE UPDATE OR DELETE ON listening.response
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER moderation_decision_is_append_only BEFORE UPDATE OR DELETE ON listening.moderation_decision
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER answer_is_append_only BEFORE UPDATE OR DELETE ON listening.answer
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER closure_is_append_only BEFORE UPDATE OR DELETE ON listening.closure
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
