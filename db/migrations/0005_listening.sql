-- Listening rounds: from first voice to common ground.
--
-- Tables that grow with participants (participant, response, about_answer, testimony, follower,
-- keying, receipt) have the participant's id first in their primary key and in every unique
-- constraint, so that they can be distributed by participant. They point only at each other and at
-- small tables. Nothing else has a foreign key to them.

CREATE SCHEMA listening;
GRANT USAGE ON SCHEMA listening TO common_thread_app;

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
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', question || ' ' || reason)) STORED,
  PRIMARY KEY (round_id, language)
);
CREATE INDEX ON listening.round_text USING gin (search);
CREATE INDEX ON listening.round_text USING gin (question gin_trgm_ops);

-- The asker has read what was said before, and says what is new. No round opens without it.
CREATE TABLE listening.prior_reading (
  round_id uuid NOT NULL REFERENCES listening.round,
  person_id uuid NOT NULL REFERENCES people.person,
  searched_for text NOT NULL,
  found integer NOT NULL,
  what_is_new text NOT NULL CHECK (length(what_is_new) > 0),
  read_at timestamptz NOT NULL,
  PRIMARY KEY (round_id, person_id, read_at)
);

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
  -- 0, 1, 2 … within the round: what is printed on paper and used in exports.
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
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED,
  UNIQUE (round_id, number)
);
CREATE INDEX ON listening.statement USING gin (search);
CREATE INDEX ON listening.statement USING gin (text gin_trgm_ops);
CREATE INDEX ON listening.statement (author_participant_id) WHERE author_participant_id IS NOT NULL;

CREATE TABLE listening.statement_translation (
  statement_id uuid NOT NULL REFERENCES listening.statement,
  language text NOT NULL,
  text text NOT NULL,
  translated_by uuid REFERENCES people.person,
  translated_at timestamptz NOT NULL,
  PRIMARY KEY (statement_id, language)
);

-- Moderation: every decision with its reason, none overwritten.
CREATE TABLE listening.moderation_decision (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES listening.round,
  subject_kind text NOT NULL CHECK (subject_kind IN ('statement', 'testimony')),
  subject_id uuid NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('published', 'held', 'removed')),
  -- A key of the published list of reasons: names-someone, abusive, off-topic, duplicate, advert, unlawful, upheld-appeal, fine.
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
  created_at timestamptz NOT NULL
);
CREATE INDEX ON listening.participant (round_id, created_at);

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
  raised_by text NOT NULL CHECK (raised_by IN ('spotter', 'participant', 'moderator', 'keyer')),
  raised_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid
);
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
  CHECK (first_keyed_by <> second_keyed_by)
);
CREATE TABLE listening.keying (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES listening.batch,
  pass smallint NOT NULL CHECK (pass IN (1, 2, 3)),
  statement_id uuid NOT NULL REFERENCES listening.statement,
  -- What the person marked; null is a box left empty. Pass 3 is the settled answer to a difference.
  value smallint CHECK (value IN (-1, 0, 1)),
  important boolean NOT NULL DEFAULT false,
  keyed_by uuid NOT NULL,
  keyed_at timestamptz NOT NULL,
  PRIMARY KEY (participant_id, batch_id, pass, statement_id)
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
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED
);
CREATE INDEX ON listening.insight USING gin (search);
CREATE INDEX ON listening.insight USING gin (text gin_trgm_ops);
CREATE TABLE listening.insight_reuse (
  id uuid PRIMARY KEY,
  insight_id uuid NOT NULL REFERENCES listening.insight,
  round_id uuid NOT NULL REFERENCES listening.round,
  purpose text NOT NULL,
  reused_by uuid REFERENCES people.person,
  reused_at timestamptz NOT NULL,
  refused_at timestamptz,
  refused_by uuid REFERENCES people.person,
  refusal text
);

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
  listening.theme, listening.follower, listening.appeal, listening.safeguarding_concern, listening.batch,
  listening.keying, listening.insight_reuse TO common_thread_app;
GRANT DELETE ON listening.round_text, listening.about_question, listening.about_answer, listening.theme,
  listening.theme_item, listening.follower, listening.keying, listening.result, listening.testimony TO common_thread_app;

-- Responses: a participant their own; background work all (to count, export and verify). Nobody changes or removes one.
ALTER TABLE listening.response ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.response TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY counted ON listening.response TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

ALTER TABLE listening.about_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.about_answer TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY counted ON listening.about_answer TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

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

-- Testimony: public once published; before that its author and the partnership's moderators.
ALTER TABLE listening.testimony ENABLE ROW LEVEL SECURITY;
CREATE POLICY published ON listening.testimony FOR SELECT TO common_thread_app USING (status = 'published');
CREATE POLICY own ON listening.testimony TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY moderated ON listening.testimony TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = testimony.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE POLICY counted ON listening.testimony TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Rounds that are not open yet are drafts: only their partnership sees them.
ALTER TABLE listening.round ENABLE ROW LEVEL SECURITY;
CREATE POLICY public_once_opened ON listening.round FOR SELECT TO common_thread_app
  USING (EXISTS (SELECT FROM listening.opening WHERE opening.round_id = round.id));
CREATE POLICY drafted ON listening.round TO common_thread_app
  USING (platform.acting_in(partnership_id, 'facilitator', 'chair', 'moderator', 'member', 'keyer'))
  WITH CHECK (platform.acting_in(partnership_id, 'facilitator', 'chair'));
CREATE POLICY kept ON listening.round TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Safeguarding: anyone may raise; only the partnership's named people read and close.
ALTER TABLE listening.safeguarding_concern ENABLE ROW LEVEL SECURITY;
CREATE POLICY raised ON listening.safeguarding_concern FOR INSERT TO common_thread_app WITH CHECK (closed_at IS NULL);
CREATE POLICY named_people ON listening.safeguarding_concern TO common_thread_app USING (platform.acting_in(partnership_id, 'safeguarding'));
ALTER TABLE listening.safeguarding_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY named_people ON listening.safeguarding_note TO common_thread_app
  USING (platform.acting_in(partnership_id, 'safeguarding')) WITH CHECK (platform.acting_in(partnership_id, 'safeguarding'));

-- Keying: the people who key and settle batches of their partnership.
ALTER TABLE listening.keying ENABLE ROW LEVEL SECURITY;
CREATE POLICY keyers ON listening.keying TO common_thread_app
  USING (EXISTS (SELECT FROM listening.batch JOIN listening.round ON round.id = batch.round_id
    WHERE batch.id = keying.batch_id AND platform.acting_in(round.partnership_id, 'keyer', 'facilitator', 'chair')));
CREATE POLICY counted ON listening.keying TO common_thread_app
  USING (platform.acting_system()) WITH CHECK (platform.acting_system());

-- Appeals: their author, and those who moderate.
ALTER TABLE listening.appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON listening.appeal TO common_thread_app
  USING (participant_id = platform.acting_participant()) WITH CHECK (participant_id = platform.acting_participant());
CREATE POLICY moderated ON listening.appeal TO common_thread_app
  USING (EXISTS (SELECT FROM listening.round WHERE round.id = appeal.round_id AND platform.acting_in(round.partnership_id, 'moderator', 'chair')));
CREATE TRIGGER response_is_append_only BEFORE UPDATE OR DELETE ON listening.response
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER moderation_decision_is_append_only BEFORE UPDATE OR DELETE ON listening.moderation_decision
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER answer_is_append_only BEFORE UPDATE OR DELETE ON listening.answer
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER closure_is_append_only BEFORE UPDATE OR DELETE ON listening.closure
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
