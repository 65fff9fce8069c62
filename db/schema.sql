-- Written by `npm run schema` from the migrated database. Read it in diffs; never edit it.

-- Tables

CREATE TABLE listening.about_answer (
  participant_id uuid NOT NULL,
  question_id uuid NOT NULL,
  options smallint[] DEFAULT '{}'::smallint[] NOT NULL,
  words text DEFAULT ''::text NOT NULL,
  answered_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.about_question (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  "position" smallint NOT NULL,
  kind text NOT NULL,
  words jsonb NOT NULL,
  dimension text,
  categories text[]
);
CREATE TABLE listening.answer (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  organisation_id uuid,
  answered_by uuid,
  answered_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.appeal (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  participant_id uuid NOT NULL,
  text text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  answered_by uuid,
  upheld boolean,
  answer text
);
CREATE TABLE listening.ban (
  participant_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  reason text NOT NULL,
  banned_by uuid,
  banned_at timestamp with time zone NOT NULL,
  ended_by uuid,
  ended_at timestamp with time zone
);
CREATE TABLE listening.batch (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  name text NOT NULL,
  channel text NOT NULL,
  given_on date NOT NULL,
  made_by uuid,
  made_at timestamp with time zone NOT NULL,
  first_done_at timestamp with time zone,
  first_keyed_by uuid,
  second_done_at timestamp with time zone,
  second_keyed_by uuid,
  settled_at timestamp with time zone,
  settled_by uuid
);
CREATE TABLE listening.closure (
  round_id uuid NOT NULL,
  closed_by uuid,
  closed_at timestamp with time zone NOT NULL,
  reason text DEFAULT ''::text NOT NULL,
  participants integer NOT NULL,
  responses integer NOT NULL,
  merkle_root bytea NOT NULL
);
CREATE TABLE listening.follower (
  participant_id uuid NOT NULL,
  channel text NOT NULL,
  round_id uuid NOT NULL,
  address text,
  language text NOT NULL,
  follows_at timestamp with time zone NOT NULL,
  stopped_at timestamp with time zone
);
CREATE TABLE listening.insight (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  round_id uuid,
  text text NOT NULL,
  language text NOT NULL,
  statement_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  noted_by uuid,
  noted_at timestamp with time zone NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, listening.plain(text))) STORED
);
CREATE TABLE listening.insight_reuse (
  id uuid NOT NULL,
  insight_id uuid,
  earlier_statement_id uuid,
  owner_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  round_id uuid NOT NULL,
  statement_id uuid NOT NULL,
  purpose text NOT NULL,
  reused_by uuid,
  reused_at timestamp with time zone NOT NULL,
  refused_at timestamp with time zone,
  refused_by uuid,
  refusal text
);
CREATE TABLE listening.keyed_about (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  pass smallint NOT NULL,
  question_id uuid NOT NULL,
  options smallint[] DEFAULT '{}'::smallint[] NOT NULL,
  words text DEFAULT ''::text NOT NULL,
  keyed_by uuid NOT NULL
);
CREATE TABLE listening.keyed_sheet (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  pass smallint NOT NULL,
  place integer NOT NULL,
  language text NOT NULL,
  own_statement text DEFAULT ''::text NOT NULL,
  own_words text DEFAULT ''::text NOT NULL,
  may_publish boolean DEFAULT false NOT NULL,
  uploaded boolean DEFAULT false NOT NULL,
  set_aside text,
  keyed_by uuid NOT NULL,
  keyed_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.keying (
  participant_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  pass smallint NOT NULL,
  statement_id uuid NOT NULL,
  value smallint,
  important boolean DEFAULT false NOT NULL,
  set_aside text,
  keyed_by uuid NOT NULL,
  keyed_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.moderation_decision (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  outcome text NOT NULL,
  reason text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  decided_by uuid,
  decided_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.opening (
  round_id uuid NOT NULL,
  opened_by uuid,
  opened_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.participant (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  channel text NOT NULL,
  language text,
  number integer,
  same_as_id uuid,
  banned_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.printing (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  language text NOT NULL,
  large_print boolean NOT NULL,
  statement_ids uuid[] NOT NULL,
  sheets integer NOT NULL,
  printed_by uuid,
  printed_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.prior_reading (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  person_id uuid,
  searched_for text NOT NULL,
  found integer NOT NULL,
  what_is_new text NOT NULL,
  read_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.receipt (
  participant_id uuid NOT NULL,
  round_id uuid NOT NULL,
  "position" integer NOT NULL,
  leaf bytea NOT NULL
);
CREATE TABLE listening.response (
  participant_id uuid NOT NULL,
  statement_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  value smallint NOT NULL,
  important boolean DEFAULT false NOT NULL,
  channel text NOT NULL,
  batch_id uuid,
  entered_by uuid,
  given_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.result (
  round_id uuid NOT NULL,
  version integer NOT NULL,
  computed_at timestamp with time zone NOT NULL,
  counted_to timestamp with time zone NOT NULL,
  participants integer NOT NULL,
  responses integer NOT NULL,
  body jsonb NOT NULL,
  members bytea NOT NULL
);
CREATE TABLE listening.round (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  code text NOT NULL,
  languages text[] NOT NULL,
  moderation text NOT NULL,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  source text,
  licence text,
  created_by uuid,
  created_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.round_text (
  round_id uuid NOT NULL,
  language text NOT NULL,
  question text NOT NULL,
  reason text NOT NULL,
  use text NOT NULL,
  invited text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, listening.plain(((question || ' '::text) || reason)))) STORED
);
CREATE TABLE listening.safeguarding_concern (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  round_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  text text NOT NULL,
  signs text[] DEFAULT '{}'::text[] NOT NULL,
  raised_by text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  closed_by uuid
);
CREATE TABLE listening.safeguarding_note (
  id uuid NOT NULL,
  concern_id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  text text NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.sheet (
  participant_id uuid NOT NULL,
  printing_id uuid NOT NULL,
  round_id uuid NOT NULL
);
CREATE TABLE listening.statement (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  number integer NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  source text NOT NULL,
  author_participant_id uuid,
  author_number integer,
  channel text NOT NULL,
  status text NOT NULL,
  submitted_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone,
  plain_text text GENERATED ALWAYS AS (listening.plain(text)) STORED,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, listening.plain(text))) STORED
);
CREATE TABLE listening.statement_translation (
  statement_id uuid NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  translated_by uuid,
  translated_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.statement_verbatim (
  statement_id uuid NOT NULL,
  text text NOT NULL,
  kept_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.testimony (
  participant_id uuid NOT NULL,
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  text text NOT NULL,
  public_text text,
  language text NOT NULL,
  channel text NOT NULL,
  may_publish boolean NOT NULL,
  status text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone
);
CREATE TABLE listening.theme (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  title text NOT NULL,
  "position" smallint NOT NULL,
  made_by uuid,
  made_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.theme_item (
  theme_id uuid NOT NULL,
  kind text NOT NULL,
  item_id uuid NOT NULL
);
CREATE TABLE listening.told (
  participant_id uuid NOT NULL,
  answer_id uuid NOT NULL,
  channel text NOT NULL,
  told_at timestamp with time zone NOT NULL
);
CREATE TABLE listening.waiting_import (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  person_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  about jsonb NOT NULL,
  files bytea NOT NULL
);
CREATE TABLE partnerships.invitation (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  code_hash text NOT NULL,
  standing text NOT NULL,
  organisation_id uuid,
  roles text[] DEFAULT '{member}'::text[] NOT NULL,
  invited_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  uses integer NOT NULL,
  uses_left integer NOT NULL,
  withdrawn_at timestamp with time zone
);
CREATE TABLE partnerships.invitation_use (
  invitation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  used_at timestamp with time zone NOT NULL
);
CREATE TABLE partnerships.member (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  person_id uuid NOT NULL,
  standing text NOT NULL,
  organisation_id uuid,
  joined_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  left_by uuid
);
CREATE TABLE partnerships.member_role (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  role text NOT NULL,
  granted_at timestamp with time zone NOT NULL,
  granted_by uuid,
  ended_at timestamp with time zone
);
CREATE TABLE partnerships.partnership (
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  purpose text DEFAULT ''::text NOT NULL,
  neighbourhood_id uuid,
  languages text[] DEFAULT '{en}'::text[] NOT NULL,
  nation text DEFAULT 'england'::text NOT NULL,
  invented boolean DEFAULT false NOT NULL,
  founded_at timestamp with time zone NOT NULL
);
CREATE TABLE people.account (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL
);
CREATE TABLE people.audit (
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  person_id uuid,
  partnership_id uuid,
  act text NOT NULL,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE TABLE people.passkey (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  name text,
  public_key text NOT NULL,
  credential_id text NOT NULL,
  counter bigint NOT NULL,
  device_type text NOT NULL,
  backed_up boolean NOT NULL,
  transports text,
  aaguid text,
  created_at timestamp with time zone NOT NULL
);
CREATE TABLE people.person (
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean DEFAULT false NOT NULL,
  language text,
  theme text DEFAULT 'system'::text NOT NULL,
  text_size text DEFAULT 'ordinary'::text NOT NULL,
  operator boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  erased_at timestamp with time zone
);
CREATE TABLE people.session (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  token text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  user_agent text,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL
);
CREATE TABLE people.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL
);
CREATE TABLE places.area (
  id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  name jsonb NOT NULL,
  parent_id uuid,
  nation text,
  starts_on date,
  ends_on date,
  source text NOT NULL,
  invented boolean DEFAULT false NOT NULL
);
CREATE TABLE places.area_kind (
  code text NOT NULL,
  name jsonb NOT NULL,
  level smallint NOT NULL
);
CREATE TABLE places.body_kind (
  code text NOT NULL,
  name jsonb NOT NULL,
  statutory boolean NOT NULL,
  starts_on date,
  ends_on date
);
CREATE TABLE places.neighbourhood (
  id uuid NOT NULL,
  name text NOT NULL,
  name_translations jsonb DEFAULT '{}'::jsonb NOT NULL,
  description text DEFAULT ''::text NOT NULL,
  outward_codes text[] DEFAULT '{}'::text[] NOT NULL,
  drawn_by_person_id uuid,
  invented boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL
);
CREATE TABLE places.neighbourhood_area (
  neighbourhood_id uuid NOT NULL,
  area_id uuid NOT NULL
);
CREATE TABLE places.organisation (
  id uuid NOT NULL,
  name text NOT NULL,
  name_translations jsonb DEFAULT '{}'::jsonb NOT NULL,
  kind text NOT NULL,
  website text,
  area_id uuid,
  starts_on date,
  ends_on date,
  successor_id uuid,
  added_by_person_id uuid,
  invented boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL
);
CREATE TABLE places.population (
  id uuid NOT NULL,
  area_id uuid NOT NULL,
  dimension text NOT NULL,
  category text NOT NULL,
  people integer NOT NULL,
  source text NOT NULL,
  vintage date NOT NULL
);
CREATE TABLE platform.ledger_event (
  partnership_id uuid NOT NULL,
  sequence bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  act text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  body text NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE TABLE platform.ledger_head (
  partnership_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL
);
CREATE TABLE platform.listener (
  name text NOT NULL,
  partnership_id uuid NOT NULL,
  sequence bigint NOT NULL
);
CREATE TABLE platform.message (
  id uuid NOT NULL,
  channel text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  language text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  failure text
);
CREATE TABLE platform.thread_link (
  earlier_id uuid NOT NULL,
  later_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL
);
CREATE TABLE platform.thread_node (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL
);

-- Constraints

ALTER TABLE listening.about_answer ADD CONSTRAINT about_answer_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.about_answer ADD CONSTRAINT about_answer_pkey PRIMARY KEY (participant_id, question_id);
ALTER TABLE listening.about_answer ADD CONSTRAINT about_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES listening.about_question(id);
ALTER TABLE listening.about_question ADD CONSTRAINT about_question_kind_check CHECK ((kind = ANY (ARRAY['choice'::text, 'choices'::text, 'words'::text])));
ALTER TABLE listening.about_question ADD CONSTRAINT about_question_pkey PRIMARY KEY (id);
ALTER TABLE listening.about_question ADD CONSTRAINT about_question_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.about_question ADD CONSTRAINT about_question_round_id_position_key UNIQUE (round_id, "position");
ALTER TABLE listening.answer ADD CONSTRAINT answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES people.person(id);
ALTER TABLE listening.answer ADD CONSTRAINT answer_kind_check CHECK ((kind = ANY (ARRAY['we-will'::text, 'others-will'::text, 'we-cannot'::text])));
ALTER TABLE listening.answer ADD CONSTRAINT answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE listening.answer ADD CONSTRAINT answer_pkey PRIMARY KEY (id);
ALTER TABLE listening.answer ADD CONSTRAINT answer_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.answer ADD CONSTRAINT answer_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['statement'::text, 'theme'::text])));
ALTER TABLE listening.answer ADD CONSTRAINT answer_text_check CHECK ((length(text) > 0));
ALTER TABLE listening.appeal ADD CONSTRAINT appeal_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES people.person(id);
ALTER TABLE listening.appeal ADD CONSTRAINT appeal_pkey PRIMARY KEY (id);
ALTER TABLE listening.appeal ADD CONSTRAINT appeal_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.appeal ADD CONSTRAINT appeal_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['statement'::text, 'testimony'::text])));
ALTER TABLE listening.ban ADD CONSTRAINT ban_banned_by_fkey FOREIGN KEY (banned_by) REFERENCES people.person(id);
ALTER TABLE listening.ban ADD CONSTRAINT ban_check CHECK ((ended_at >= banned_at));
ALTER TABLE listening.ban ADD CONSTRAINT ban_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES people.person(id);
ALTER TABLE listening.ban ADD CONSTRAINT ban_pkey PRIMARY KEY (participant_id, id);
ALTER TABLE listening.ban ADD CONSTRAINT ban_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_channel_check CHECK ((channel = ANY (ARRAY['paper'::text, 'phone'::text, 'table'::text, 'room'::text])));
ALTER TABLE listening.batch ADD CONSTRAINT batch_check CHECK ((first_keyed_by <> second_keyed_by));
ALTER TABLE listening.batch ADD CONSTRAINT batch_check1 CHECK (((settled_at IS NULL) OR ((first_done_at IS NOT NULL) AND (second_done_at IS NOT NULL))));
ALTER TABLE listening.batch ADD CONSTRAINT batch_first_keyed_by_fkey FOREIGN KEY (first_keyed_by) REFERENCES people.person(id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES people.person(id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_pkey PRIMARY KEY (id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_second_keyed_by_fkey FOREIGN KEY (second_keyed_by) REFERENCES people.person(id);
ALTER TABLE listening.batch ADD CONSTRAINT batch_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES people.person(id);
ALTER TABLE listening.closure ADD CONSTRAINT closure_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES people.person(id);
ALTER TABLE listening.closure ADD CONSTRAINT closure_pkey PRIMARY KEY (round_id);
ALTER TABLE listening.closure ADD CONSTRAINT closure_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.follower ADD CONSTRAINT follower_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text, 'code'::text])));
ALTER TABLE listening.follower ADD CONSTRAINT follower_check CHECK ((((channel = 'code'::text) = (address IS NULL)) OR (stopped_at IS NOT NULL)));
ALTER TABLE listening.follower ADD CONSTRAINT follower_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.follower ADD CONSTRAINT follower_pkey PRIMARY KEY (participant_id, channel);
ALTER TABLE listening.insight ADD CONSTRAINT insight_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES people.person(id);
ALTER TABLE listening.insight ADD CONSTRAINT insight_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE listening.insight ADD CONSTRAINT insight_pkey PRIMARY KEY (id);
ALTER TABLE listening.insight ADD CONSTRAINT insight_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES partnerships.partnership(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_check CHECK ((num_nonnulls(insight_id, earlier_statement_id) = 1));
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_check1 CHECK (((refused_at IS NULL) = (refusal IS NULL)));
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_earlier_statement_id_fkey FOREIGN KEY (earlier_statement_id) REFERENCES listening.statement(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_insight_id_fkey FOREIGN KEY (insight_id) REFERENCES listening.insight(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES partnerships.partnership(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_pkey PRIMARY KEY (id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_refusal_check CHECK ((length(refusal) > 0));
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_refused_by_fkey FOREIGN KEY (refused_by) REFERENCES people.person(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_reused_by_fkey FOREIGN KEY (reused_by) REFERENCES people.person(id);
ALTER TABLE listening.insight_reuse ADD CONSTRAINT insight_reuse_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.keyed_about ADD CONSTRAINT keyed_about_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES listening.batch(id);
ALTER TABLE listening.keyed_about ADD CONSTRAINT keyed_about_pass_check CHECK ((pass = ANY (ARRAY[1, 2])));
ALTER TABLE listening.keyed_about ADD CONSTRAINT keyed_about_pkey PRIMARY KEY (participant_id, batch_id, pass, question_id);
ALTER TABLE listening.keyed_about ADD CONSTRAINT keyed_about_question_id_fkey FOREIGN KEY (question_id) REFERENCES listening.about_question(id);
ALTER TABLE listening.keyed_sheet ADD CONSTRAINT keyed_sheet_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES listening.batch(id);
ALTER TABLE listening.keyed_sheet ADD CONSTRAINT keyed_sheet_pass_check CHECK ((pass = ANY (ARRAY[1, 2, 3])));
ALTER TABLE listening.keyed_sheet ADD CONSTRAINT keyed_sheet_pkey PRIMARY KEY (participant_id, batch_id, pass);
ALTER TABLE listening.keyed_sheet ADD CONSTRAINT keyed_sheet_place_check CHECK ((place > 0));
ALTER TABLE listening.keyed_sheet ADD CONSTRAINT keyed_sheet_set_aside_check CHECK ((set_aside = ANY (ARRAY['not-ours'::text, 'damaged'::text, 'keyed-once'::text])));
ALTER TABLE listening.keying ADD CONSTRAINT keying_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES listening.batch(id);
ALTER TABLE listening.keying ADD CONSTRAINT keying_check CHECK (((set_aside IS NULL) OR (value IS NULL)));
ALTER TABLE listening.keying ADD CONSTRAINT keying_pass_check CHECK ((pass = ANY (ARRAY[1, 2, 3])));
ALTER TABLE listening.keying ADD CONSTRAINT keying_pkey PRIMARY KEY (participant_id, batch_id, pass, statement_id);
ALTER TABLE listening.keying ADD CONSTRAINT keying_set_aside_check CHECK ((set_aside = ANY (ARRAY['unreadable'::text, 'two-marks'::text])));
ALTER TABLE listening.keying ADD CONSTRAINT keying_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES listening.statement(id);
ALTER TABLE listening.keying ADD CONSTRAINT keying_value_check CHECK ((value = ANY (ARRAY['-1'::integer, 0, 1])));
ALTER TABLE listening.moderation_decision ADD CONSTRAINT moderation_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people.person(id);
ALTER TABLE listening.moderation_decision ADD CONSTRAINT moderation_decision_outcome_check CHECK ((outcome = ANY (ARRAY['published'::text, 'held'::text, 'removed'::text])));
ALTER TABLE listening.moderation_decision ADD CONSTRAINT moderation_decision_pkey PRIMARY KEY (id);
ALTER TABLE listening.moderation_decision ADD CONSTRAINT moderation_decision_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.moderation_decision ADD CONSTRAINT moderation_decision_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['statement'::text, 'testimony'::text])));
ALTER TABLE listening.opening ADD CONSTRAINT opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES people.person(id);
ALTER TABLE listening.opening ADD CONSTRAINT opening_pkey PRIMARY KEY (round_id);
ALTER TABLE listening.opening ADD CONSTRAINT opening_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.participant ADD CONSTRAINT participant_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'paper'::text, 'phone'::text, 'table'::text, 'room'::text, 'import'::text])));
ALTER TABLE listening.participant ADD CONSTRAINT participant_pkey PRIMARY KEY (id);
ALTER TABLE listening.participant ADD CONSTRAINT participant_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.printing ADD CONSTRAINT printing_pkey PRIMARY KEY (id);
ALTER TABLE listening.printing ADD CONSTRAINT printing_printed_by_fkey FOREIGN KEY (printed_by) REFERENCES people.person(id);
ALTER TABLE listening.printing ADD CONSTRAINT printing_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.printing ADD CONSTRAINT printing_sheets_check CHECK (((sheets >= 1) AND (sheets <= 5000)));
ALTER TABLE listening.prior_reading ADD CONSTRAINT prior_reading_found_check CHECK ((found >= 0));
ALTER TABLE listening.prior_reading ADD CONSTRAINT prior_reading_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE listening.prior_reading ADD CONSTRAINT prior_reading_pkey PRIMARY KEY (id);
ALTER TABLE listening.prior_reading ADD CONSTRAINT prior_reading_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.prior_reading ADD CONSTRAINT prior_reading_what_is_new_check CHECK ((length(what_is_new) > 0));
ALTER TABLE listening.receipt ADD CONSTRAINT receipt_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.receipt ADD CONSTRAINT receipt_pkey PRIMARY KEY (participant_id);
ALTER TABLE listening.response ADD CONSTRAINT response_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'paper'::text, 'phone'::text, 'table'::text, 'room'::text, 'import'::text])));
ALTER TABLE listening.response ADD CONSTRAINT response_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.response ADD CONSTRAINT response_pkey PRIMARY KEY (participant_id, statement_id, id);
ALTER TABLE listening.response ADD CONSTRAINT response_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES listening.statement(id);
ALTER TABLE listening.response ADD CONSTRAINT response_value_check CHECK ((value = ANY (ARRAY['-1'::integer, 0, 1])));
ALTER TABLE listening.result ADD CONSTRAINT result_pkey PRIMARY KEY (round_id, version);
ALTER TABLE listening.result ADD CONSTRAINT result_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.round ADD CONSTRAINT round_check CHECK ((closes_at > opens_at));
ALTER TABLE listening.round ADD CONSTRAINT round_code_check CHECK ((code ~ '^[0-9A-Z]{4}(-[0-9A-Z]{4})*$'::text));
ALTER TABLE listening.round ADD CONSTRAINT round_code_key UNIQUE (code);
ALTER TABLE listening.round ADD CONSTRAINT round_created_by_fkey FOREIGN KEY (created_by) REFERENCES people.person(id);
ALTER TABLE listening.round ADD CONSTRAINT round_languages_check CHECK ((cardinality(languages) > 0));
ALTER TABLE listening.round ADD CONSTRAINT round_moderation_check CHECK ((moderation = ANY (ARRAY['before'::text, 'after'::text])));
ALTER TABLE listening.round ADD CONSTRAINT round_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE listening.round ADD CONSTRAINT round_pkey PRIMARY KEY (id);
ALTER TABLE listening.round_text ADD CONSTRAINT round_text_pkey PRIMARY KEY (round_id, language);
ALTER TABLE listening.round_text ADD CONSTRAINT round_text_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.safeguarding_concern ADD CONSTRAINT safeguarding_concern_check CHECK (((closed_at IS NULL) = (closed_by IS NULL)));
ALTER TABLE listening.safeguarding_concern ADD CONSTRAINT safeguarding_concern_pkey PRIMARY KEY (id);
ALTER TABLE listening.safeguarding_concern ADD CONSTRAINT safeguarding_concern_raised_by_check CHECK ((raised_by = ANY (ARRAY['spotter'::text, 'participant'::text, 'moderator'::text, 'keyer'::text])));
ALTER TABLE listening.safeguarding_concern ADD CONSTRAINT safeguarding_concern_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.safeguarding_concern ADD CONSTRAINT safeguarding_concern_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['statement'::text, 'testimony'::text, 'appeal'::text, 'message'::text])));
ALTER TABLE listening.safeguarding_note ADD CONSTRAINT safeguarding_note_concern_id_fkey FOREIGN KEY (concern_id) REFERENCES listening.safeguarding_concern(id);
ALTER TABLE listening.safeguarding_note ADD CONSTRAINT safeguarding_note_pkey PRIMARY KEY (id);
ALTER TABLE listening.sheet ADD CONSTRAINT sheet_pkey PRIMARY KEY (participant_id);
ALTER TABLE listening.sheet ADD CONSTRAINT sheet_printing_id_fkey FOREIGN KEY (printing_id) REFERENCES listening.printing(id);
ALTER TABLE listening.statement ADD CONSTRAINT statement_pkey PRIMARY KEY (id);
ALTER TABLE listening.statement ADD CONSTRAINT statement_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.statement ADD CONSTRAINT statement_round_id_number_key UNIQUE (round_id, number);
ALTER TABLE listening.statement ADD CONSTRAINT statement_source_check CHECK ((source = ANY (ARRAY['starting'::text, 'participant'::text, 'insight'::text])));
ALTER TABLE listening.statement ADD CONSTRAINT statement_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'held'::text, 'published'::text, 'removed'::text])));
ALTER TABLE listening.statement ADD CONSTRAINT statement_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)));
ALTER TABLE listening.statement_translation ADD CONSTRAINT statement_translation_pkey PRIMARY KEY (statement_id, language);
ALTER TABLE listening.statement_translation ADD CONSTRAINT statement_translation_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES listening.statement(id);
ALTER TABLE listening.statement_translation ADD CONSTRAINT statement_translation_translated_by_fkey FOREIGN KEY (translated_by) REFERENCES people.person(id);
ALTER TABLE listening.statement_verbatim ADD CONSTRAINT statement_verbatim_pkey PRIMARY KEY (statement_id);
ALTER TABLE listening.statement_verbatim ADD CONSTRAINT statement_verbatim_statement_id_fkey FOREIGN KEY (statement_id) REFERENCES listening.statement(id);
ALTER TABLE listening.testimony ADD CONSTRAINT testimony_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.testimony ADD CONSTRAINT testimony_pkey PRIMARY KEY (participant_id, id);
ALTER TABLE listening.testimony ADD CONSTRAINT testimony_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'held'::text, 'published'::text, 'removed'::text, 'private'::text])));
ALTER TABLE listening.testimony ADD CONSTRAINT testimony_text_check CHECK (((length(text) >= 1) AND (length(text) <= 10000)));
ALTER TABLE listening.theme ADD CONSTRAINT theme_made_by_fkey FOREIGN KEY (made_by) REFERENCES people.person(id);
ALTER TABLE listening.theme ADD CONSTRAINT theme_pkey PRIMARY KEY (id);
ALTER TABLE listening.theme ADD CONSTRAINT theme_round_id_fkey FOREIGN KEY (round_id) REFERENCES listening.round(id);
ALTER TABLE listening.theme_item ADD CONSTRAINT theme_item_kind_check CHECK ((kind = ANY (ARRAY['statement'::text, 'testimony'::text])));
ALTER TABLE listening.theme_item ADD CONSTRAINT theme_item_pkey PRIMARY KEY (theme_id, kind, item_id);
ALTER TABLE listening.theme_item ADD CONSTRAINT theme_item_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES listening.theme(id);
ALTER TABLE listening.told ADD CONSTRAINT told_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text, 'code'::text])));
ALTER TABLE listening.told ADD CONSTRAINT told_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES listening.participant(id);
ALTER TABLE listening.told ADD CONSTRAINT told_pkey PRIMARY KEY (participant_id, answer_id);
ALTER TABLE listening.waiting_import ADD CONSTRAINT waiting_import_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE listening.waiting_import ADD CONSTRAINT waiting_import_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE listening.waiting_import ADD CONSTRAINT waiting_import_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check CHECK ((expires_at > made_at));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check1 CHECK (((uses_left >= 0) AND (uses_left <= uses)));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check2 CHECK (((standing = 'organisation'::text) = (organisation_id IS NOT NULL)));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_code_hash_key UNIQUE (code_hash);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES people.person(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_standing_check CHECK ((standing = ANY (ARRAY['resident'::text, 'organisation'::text])));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_uses_check CHECK (((uses >= 1) AND (uses <= 500)));
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES partnerships.invitation(id);
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_pkey PRIMARY KEY (person_id, invitation_id, used_at);
ALTER TABLE partnerships.member ADD CONSTRAINT member_check CHECK ((left_at >= joined_at));
ALTER TABLE partnerships.member ADD CONSTRAINT member_check1 CHECK (((standing = 'organisation'::text) = (organisation_id IS NOT NULL)));
ALTER TABLE partnerships.member ADD CONSTRAINT member_check2 CHECK (((left_at IS NULL) = (left_by IS NULL)));
ALTER TABLE partnerships.member ADD CONSTRAINT member_left_by_fkey FOREIGN KEY (left_by) REFERENCES people.person(id);
ALTER TABLE partnerships.member ADD CONSTRAINT member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.member ADD CONSTRAINT member_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.member ADD CONSTRAINT member_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.member ADD CONSTRAINT member_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.member ADD CONSTRAINT member_standing_check CHECK ((standing = ANY (ARRAY['resident'::text, 'organisation'::text])));
ALTER TABLE partnerships.member_role ADD CONSTRAINT member_role_check CHECK ((ended_at >= granted_at));
ALTER TABLE partnerships.member_role ADD CONSTRAINT member_role_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES people.person(id);
ALTER TABLE partnerships.member_role ADD CONSTRAINT member_role_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.member_role ADD CONSTRAINT member_role_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.member_role ADD CONSTRAINT member_role_role_check CHECK ((role = ANY (ARRAY['chair'::text, 'facilitator'::text, 'moderator'::text, 'keyer'::text, 'safeguarding'::text, 'member'::text])));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_check CHECK (((nation <> 'wales'::text) OR (languages @> '{en,cy}'::text[])));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_check1 CHECK (((NOT places.holds_postcode(name)) AND (NOT places.holds_postcode(purpose))));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_languages_check CHECK ((cardinality(languages) > 0));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_neighbourhood_id_fkey FOREIGN KEY (neighbourhood_id) REFERENCES places.neighbourhood(id);
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_slug_key UNIQUE (slug);
ALTER TABLE people.account ADD CONSTRAINT account_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id) ON DELETE CASCADE;
ALTER TABLE people.account ADD CONSTRAINT account_pkey PRIMARY KEY (id);
ALTER TABLE people.account ADD CONSTRAINT account_provider_id_account_id_key UNIQUE (provider_id, account_id);
ALTER TABLE people.audit ADD CONSTRAINT audit_act_check CHECK ((act ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE people.audit ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE people.passkey ADD CONSTRAINT passkey_credential_id_key UNIQUE (credential_id);
ALTER TABLE people.passkey ADD CONSTRAINT passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id) ON DELETE CASCADE;
ALTER TABLE people.passkey ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);
ALTER TABLE people.person ADD CONSTRAINT person_email_check CHECK ((email = lower(email)));
ALTER TABLE people.person ADD CONSTRAINT person_email_key UNIQUE (email);
ALTER TABLE people.person ADD CONSTRAINT person_pkey PRIMARY KEY (id);
ALTER TABLE people.person ADD CONSTRAINT person_text_size_check CHECK ((text_size = ANY (ARRAY['ordinary'::text, 'large'::text, 'largest'::text])));
ALTER TABLE people.person ADD CONSTRAINT person_theme_check CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text, 'contrast'::text])));
ALTER TABLE people.session ADD CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id) ON DELETE CASCADE;
ALTER TABLE people.session ADD CONSTRAINT session_pkey PRIMARY KEY (id);
ALTER TABLE people.session ADD CONSTRAINT session_token_key UNIQUE (token);
ALTER TABLE people.verification ADD CONSTRAINT verification_pkey PRIMARY KEY (id);
ALTER TABLE places.area ADD CONSTRAINT area_check CHECK ((ends_on > starts_on));
ALTER TABLE places.area ADD CONSTRAINT area_check1 CHECK (((NOT places.holds_postcode(code)) AND (NOT places.holds_postcode((name)::text))));
ALTER TABLE places.area ADD CONSTRAINT area_code_check CHECK ((code ~ '^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$'::text));
ALTER TABLE places.area ADD CONSTRAINT area_code_starts_on_key UNIQUE NULLS NOT DISTINCT (code, starts_on);
ALTER TABLE places.area ADD CONSTRAINT area_kind_fkey FOREIGN KEY (kind) REFERENCES places.area_kind(code);
ALTER TABLE places.area ADD CONSTRAINT area_name_check CHECK ((name ? 'en'::text));
ALTER TABLE places.area ADD CONSTRAINT area_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])));
ALTER TABLE places.area ADD CONSTRAINT area_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES places.area(id);
ALTER TABLE places.area ADD CONSTRAINT area_pkey PRIMARY KEY (id);
ALTER TABLE places.area_kind ADD CONSTRAINT area_kind_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE places.area_kind ADD CONSTRAINT area_kind_pkey PRIMARY KEY (code);
ALTER TABLE places.body_kind ADD CONSTRAINT body_kind_check CHECK ((ends_on > starts_on));
ALTER TABLE places.body_kind ADD CONSTRAINT body_kind_code_check CHECK ((code ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE places.body_kind ADD CONSTRAINT body_kind_pkey PRIMARY KEY (code);
ALTER TABLE places.neighbourhood ADD CONSTRAINT neighbourhood_check CHECK (((NOT places.holds_postcode(name)) AND (NOT places.holds_postcode(description))));
ALTER TABLE places.neighbourhood ADD CONSTRAINT neighbourhood_drawn_by_person_id_fkey FOREIGN KEY (drawn_by_person_id) REFERENCES people.person(id);
ALTER TABLE places.neighbourhood ADD CONSTRAINT neighbourhood_outward_codes_check CHECK (places.only_outward(outward_codes));
ALTER TABLE places.neighbourhood ADD CONSTRAINT neighbourhood_pkey PRIMARY KEY (id);
ALTER TABLE places.neighbourhood_area ADD CONSTRAINT neighbourhood_area_area_id_fkey FOREIGN KEY (area_id) REFERENCES places.area(id);
ALTER TABLE places.neighbourhood_area ADD CONSTRAINT neighbourhood_area_neighbourhood_id_fkey FOREIGN KEY (neighbourhood_id) REFERENCES places.neighbourhood(id);
ALTER TABLE places.neighbourhood_area ADD CONSTRAINT neighbourhood_area_pkey PRIMARY KEY (neighbourhood_id, area_id);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_added_by_person_id_fkey FOREIGN KEY (added_by_person_id) REFERENCES people.person(id);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_area_id_fkey FOREIGN KEY (area_id) REFERENCES places.area(id);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_check CHECK ((ends_on > starts_on));
ALTER TABLE places.organisation ADD CONSTRAINT organisation_check1 CHECK ((successor_id <> id));
ALTER TABLE places.organisation ADD CONSTRAINT organisation_kind_fkey FOREIGN KEY (kind) REFERENCES places.body_kind(code);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_name_check CHECK ((NOT places.holds_postcode(name)));
ALTER TABLE places.organisation ADD CONSTRAINT organisation_pkey PRIMARY KEY (id);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES places.organisation(id);
ALTER TABLE places.organisation ADD CONSTRAINT organisation_website_check CHECK ((website ~ '^https?://'::text));
ALTER TABLE places.population ADD CONSTRAINT population_area_id_dimension_category_vintage_key UNIQUE (area_id, dimension, category, vintage);
ALTER TABLE places.population ADD CONSTRAINT population_area_id_fkey FOREIGN KEY (area_id) REFERENCES places.area(id);
ALTER TABLE places.population ADD CONSTRAINT population_dimension_check CHECK ((dimension ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE places.population ADD CONSTRAINT population_people_check CHECK ((people >= 0));
ALTER TABLE places.population ADD CONSTRAINT population_pkey PRIMARY KEY (id);
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_act_check CHECK ((act ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_actor_check CHECK ((actor ~ '^[a-z]+(:[a-z0-9.-]+)?$'::text));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_body_check CHECK ((jsonb_typeof((body)::jsonb) = 'object'::text));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_hash_check CHECK ((length(hash) = 32));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_pkey PRIMARY KEY (partnership_id, sequence);
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_previous_hash_check CHECK ((length(previous_hash) = 32));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_sequence_check CHECK ((sequence > 0));
ALTER TABLE platform.ledger_event ADD CONSTRAINT ledger_event_subject_kind_check CHECK ((subject_kind ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE platform.ledger_head ADD CONSTRAINT ledger_head_pkey PRIMARY KEY (partnership_id);
ALTER TABLE platform.listener ADD CONSTRAINT listener_pkey PRIMARY KEY (name, partnership_id);
ALTER TABLE platform.message ADD CONSTRAINT message_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text])));
ALTER TABLE platform.message ADD CONSTRAINT message_pkey PRIMARY KEY (id);
ALTER TABLE platform.thread_link ADD CONSTRAINT thread_link_check CHECK ((earlier_id <> later_id));
ALTER TABLE platform.thread_link ADD CONSTRAINT thread_link_earlier_id_fkey FOREIGN KEY (earlier_id) REFERENCES platform.thread_node(id);
ALTER TABLE platform.thread_link ADD CONSTRAINT thread_link_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE platform.thread_link ADD CONSTRAINT thread_link_later_id_fkey FOREIGN KEY (later_id) REFERENCES platform.thread_node(id);
ALTER TABLE platform.thread_link ADD CONSTRAINT thread_link_pkey PRIMARY KEY (earlier_id, later_id, kind);
ALTER TABLE platform.thread_node ADD CONSTRAINT thread_node_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE platform.thread_node ADD CONSTRAINT thread_node_pkey PRIMARY KEY (id);

-- Indexes

CREATE INDEX answer_subject_id_answered_at_idx ON listening.answer USING btree (subject_id, answered_at);
CREATE INDEX appeal_round_id_made_at_idx ON listening.appeal USING btree (round_id, made_at);
CREATE INDEX ban_round_id_banned_at_idx ON listening.ban USING btree (round_id, banned_at);
CREATE INDEX insight_partnership_id_noted_at_idx ON listening.insight USING btree (partnership_id, noted_at);
CREATE INDEX insight_reuse_owner_id_reused_at_idx ON listening.insight_reuse USING btree (owner_id, reused_at);
CREATE INDEX insight_reuse_round_id_idx ON listening.insight_reuse USING btree (round_id);
CREATE INDEX insight_reuse_statement_id_idx ON listening.insight_reuse USING btree (statement_id);
CREATE INDEX keyed_about_batch_id_pass_idx ON listening.keyed_about USING btree (batch_id, pass);
CREATE INDEX keyed_sheet_batch_id_pass_idx ON listening.keyed_sheet USING btree (batch_id, pass);
CREATE INDEX keying_batch_id_pass_idx ON listening.keying USING btree (batch_id, pass);
CREATE INDEX moderation_decision_subject_id_decided_at_idx ON listening.moderation_decision USING btree (subject_id, decided_at);
CREATE INDEX participant_round_id_created_at_idx ON listening.participant USING btree (round_id, created_at);
CREATE INDEX participant_routes ON listening.participant USING btree (same_as_id) WHERE (same_as_id IS NOT NULL);
CREATE INDEX prior_reading_round_id_read_at_idx ON listening.prior_reading USING btree (round_id, read_at);
CREATE INDEX receipt_round_id_position_idx ON listening.receipt USING btree (round_id, "position");
CREATE INDEX response_by_arrival ON listening.response USING btree (round_id, received_at);
CREATE INDEX round_partnership_id_created_at_idx ON listening.round USING btree (partnership_id, created_at);
CREATE INDEX safeguarding_concern_partnership_id_raised_at_idx ON listening.safeguarding_concern USING btree (partnership_id, raised_at);
CREATE INDEX statement_author_participant_id_idx ON listening.statement USING btree (author_participant_id) WHERE (author_participant_id IS NOT NULL);
CREATE INDEX testimony_round_id_given_at_idx ON listening.testimony USING btree (round_id, given_at);
CREATE INDEX invitation_partnership_id_made_at_idx ON partnerships.invitation USING btree (partnership_id, made_at);
CREATE UNIQUE INDEX member_once ON partnerships.member USING btree (person_id, partnership_id) WHERE (left_at IS NULL);
CREATE INDEX member_partnership_id_joined_at_idx ON partnerships.member USING btree (partnership_id, joined_at);
CREATE UNIQUE INDEX member_role_once ON partnerships.member_role USING btree (member_id, role) WHERE (ended_at IS NULL);
CREATE INDEX account_person_id_idx ON people.account USING btree (person_id);
CREATE INDEX audit_person_id_at_idx ON people.audit USING btree (person_id, at DESC);
CREATE INDEX passkey_person_id_idx ON people.passkey USING btree (person_id);
CREATE INDEX session_person_id_idx ON people.session USING btree (person_id);
CREATE INDEX verification_expires_at_idx ON people.verification USING btree (expires_at);
CREATE INDEX verification_identifier_idx ON people.verification USING btree (identifier);
CREATE INDEX area_name_idx ON places.area USING gin (((name)::text) gin_trgm_ops);
CREATE INDEX area_parent_id_idx ON places.area USING btree (parent_id);
CREATE INDEX organisation_area_id_idx ON places.organisation USING btree (area_id);
CREATE INDEX ledger_event_subject_id_idx ON platform.ledger_event USING btree (subject_id);
CREATE INDEX message_created_at_idx ON platform.message USING btree (created_at);
CREATE INDEX thread_link_later_id_idx ON platform.thread_link USING btree (later_id);
CREATE INDEX thread_node_partnership_id_at_idx ON platform.thread_node USING btree (partnership_id, at);

-- Functions

CREATE OR REPLACE FUNCTION listening.acting_as_keyer(of_partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR platform.acting_in(of_partnership, VARIADIC ARRAY['keyer'::text, 'facilitator'::text, 'chair'::text]))
;
CREATE OR REPLACE FUNCTION listening.acting_as_member(of_partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR platform.acting_in(of_partnership, VARIADIC ARRAY['chair'::text, 'facilitator'::text, 'moderator'::text, 'keyer'::text, 'safeguarding'::text, 'member'::text]))
;
CREATE OR REPLACE FUNCTION listening.acting_as_organiser(of_partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR platform.acting_in(of_partnership, VARIADIC ARRAY['facilitator'::text, 'chair'::text]))
;
CREATE OR REPLACE FUNCTION listening.acting_as_translator(of_statement uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR (EXISTS (SELECT FROM (listening.statement JOIN listening.round ON ((round.id = statement.round_id))) WHERE ((statement.id = acting_as_translator.of_statement) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['facilitator'::text, 'chair'::text, 'moderator'::text])))))
;
CREATE OR REPLACE FUNCTION listening.acting_in_pass(of_batch uuid, of_pass smallint, by_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM (listening.batch JOIN listening.round ON ((round.id = batch.round_id))) WHERE ((batch.id = acting_in_pass.of_batch) AND (batch.settled_at IS NULL) AND (acting_in_pass.by_person = platform.acting_person()) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['keyer'::text, 'facilitator'::text, 'chair'::text]) AND CASE acting_in_pass.of_pass WHEN 1 THEN (batch.first_keyed_by = acting_in_pass.by_person) WHEN 2 THEN (batch.second_keyed_by = acting_in_pass.by_person) ELSE false END)))
;
CREATE OR REPLACE FUNCTION listening.acting_may_compare(of_batch uuid, by_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR (EXISTS (SELECT FROM (listening.batch JOIN listening.round ON ((round.id = batch.round_id))) WHERE ((batch.id = acting_may_compare.of_batch) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['keyer'::text, 'facilitator'::text, 'chair'::text]) AND ((acting_may_compare.by_person = platform.acting_person()) OR ((batch.first_done_at IS NOT NULL) AND (batch.second_done_at IS NOT NULL)))))))
;
CREATE OR REPLACE FUNCTION listening.close_up(of_round uuid, gap integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'listening', 'pg_temp'
AS $function$
DECLARE
  after_it uuid;
BEGIN
  FOR after_it IN SELECT id FROM listening.statement WHERE round_id = of_round AND number > gap ORDER BY number LOOP
    UPDATE listening.statement SET number = number - 1 WHERE id = after_it;
  END LOOP;
END $function$
;
CREATE OR REPLACE FUNCTION listening.next_statement_number(of_round uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('statements:' || of_round::text, 0));
  RETURN coalesce((SELECT max(number) + 1 FROM listening.statement WHERE round_id = of_round), 1);
END $function$
;
CREATE OR REPLACE FUNCTION listening.plain(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN lower(unaccent('unaccent'::regdictionary, words))
;
CREATE OR REPLACE FUNCTION listening.refuse_once_opened()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
DECLARE
  of_round uuid := to_jsonb(OLD) ->> CASE TG_TABLE_NAME WHEN 'round' THEN 'id' ELSE 'round_id' END;
BEGIN
  IF EXISTS (SELECT FROM listening.opening WHERE opening.round_id = of_round) THEN
    RAISE EXCEPTION '% on %.% is refused: the round has opened, so what people respond to stands', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $function$
;
CREATE OR REPLACE FUNCTION listening.refuse_publishing_refused()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM listening.insight_reuse WHERE insight_reuse.statement_id = NEW.id AND refused_at IS NOT NULL) THEN
    RAISE EXCEPTION 'publishing this statement is refused: the people it came from have said no'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION listening.refuse_reuse(of_reuse uuid, decision uuid, why text, in_at timestamp with time zone)
 RETURNS TABLE(round_id uuid, statement_id uuid, effect text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
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
END $function$
;
CREATE OR REPLACE FUNCTION partnerships.has_members(partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.member WHERE (member.partnership_id = has_members.partnership)))
;
CREATE OR REPLACE FUNCTION partnerships.invitation_by_code(hash text)
 RETURNS SETOF partnerships.invitation
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$SELECT * FROM partnerships.invitation WHERE code_hash = hash$function$
;
CREATE OR REPLACE FUNCTION partnerships.is_founding(member uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM (partnerships.member founder JOIN partnerships.partnership ON ((partnership.id = founder.partnership_id))) WHERE ((founder.id = is_founding.member) AND (founder.joined_at = partnership.founded_at) AND (founder.left_at IS NULL) AND (NOT (EXISTS (SELECT FROM partnerships.member other WHERE ((other.partnership_id = founder.partnership_id) AND (other.id <> founder.id))))) AND (NOT (EXISTS (SELECT FROM partnerships.member_role held WHERE ((held.member_id = founder.id) AND ((held.ended_at IS NOT NULL) OR (held.granted_at <> partnership.founded_at)))))))))
;
CREATE OR REPLACE FUNCTION partnerships.use_invitation(hash text, in_at timestamp with time zone)
 RETURNS SETOF partnerships.invitation
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
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
END $function$
;
CREATE OR REPLACE FUNCTION partnerships.was_invited(person uuid, partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM (partnerships.invitation_use JOIN partnerships.invitation ON ((invitation.id = invitation_use.invitation_id))) WHERE ((invitation_use.person_id = was_invited.person) AND (invitation.partnership_id = was_invited.partnership) AND (NOT (EXISTS (SELECT FROM partnerships.member past WHERE ((past.person_id = was_invited.person) AND (past.partnership_id = was_invited.partnership) AND ((past.left_at > invitation_use.used_at) OR ((past.left_by <> was_invited.person) AND (past.left_at > invitation.made_at))))))))))
;
CREATE OR REPLACE FUNCTION partnerships.was_offered(member uuid, role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM ((partnerships.member joined JOIN partnerships.invitation_use ON (((invitation_use.person_id = joined.person_id) AND (invitation_use.used_at = joined.joined_at)))) JOIN partnerships.invitation ON (((invitation.id = invitation_use.invitation_id) AND (invitation.partnership_id = joined.partnership_id)))) WHERE ((joined.id = was_offered.member) AND (was_offered.role = ANY (invitation.roles)) AND (NOT (EXISTS (SELECT FROM partnerships.member_role held WHERE ((held.member_id = was_offered.member) AND (held.role = was_offered.role))))))))
;
CREATE OR REPLACE FUNCTION places.holds_postcode(words text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (COALESCE(words, ''::text) ~* '(^|[^a-z0-9])([a-z]{1,2}[0-9][a-z0-9]?|gir)[[:space:].·–-]*[0-9][[:space:].·–-]*[abd-hjlnp-uw-z][[:space:].·–-]*[abd-hjlnp-uw-z]($|[^a-z0-9])'::text)
;
CREATE OR REPLACE FUNCTION places.only_outward(codes text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((SELECT bool_and((code.code ~ '^([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)$'::text)) AS bool_and FROM unnest(only_outward.codes) code(code)), true)
;
CREATE OR REPLACE FUNCTION platform.acting_in(partnership uuid, VARIADIC roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM unnest(string_to_array(NULLIF(current_setting('app.roles'::text, true), ''::text), ','::text)) held(held) WHERE (((split_part(held.held, ':'::text, 1))::uuid = acting_in.partnership) AND (split_part(held.held, ':'::text, 2) = ANY (acting_in.roles)))))
;
CREATE OR REPLACE FUNCTION platform.acting_participant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.participant'::text, true), ''::text))::uuid
;
CREATE OR REPLACE FUNCTION platform.acting_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid
;
CREATE OR REPLACE FUNCTION platform.acting_system()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (COALESCE(current_setting('app.system'::text, true), ''::text) <> ''::text)
;
CREATE OR REPLACE FUNCTION platform.add_job(task text, payload json, job_key text, run_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'platform', 'pg_temp'
AS $function$
BEGIN
  PERFORM graphile_worker.add_job(identifier => task, payload => payload, job_key => job_key, run_at => run_at, job_key_mode => 'replace');
END $function$
;
CREATE OR REPLACE FUNCTION platform.append_event(in_partnership uuid, in_at timestamp with time zone, in_actor text, in_act text, in_subject_kind text, in_subject uuid, in_body text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'platform', 'pg_temp'
AS $function$
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
END $function$
;
CREATE OR REPLACE FUNCTION platform.ledger_hash(previous bytea, partnership uuid, sequence bigint, at timestamp with time zone, actor text, act text, subject_kind text, subject uuid, body text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(concat_ws('
'::text, encode(previous, 'hex'::text), (partnership)::text, (sequence)::text, to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text), actor, act, subject_kind, (subject)::text, body), 'UTF8'::name))
;
CREATE OR REPLACE FUNCTION platform.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: what is recorded here is never changed or removed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $function$
;

-- Triggers

CREATE TRIGGER about_question_stands BEFORE DELETE OR UPDATE ON listening.about_question FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER answer_is_append_only BEFORE DELETE OR UPDATE ON listening.answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER closure_is_append_only BEFORE DELETE OR UPDATE ON listening.closure FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER moderation_decision_is_append_only BEFORE DELETE OR UPDATE ON listening.moderation_decision FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER response_is_append_only BEFORE DELETE OR UPDATE ON listening.response FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER round_stands BEFORE UPDATE OF partnership_id, code, languages, opens_at ON listening.round FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER round_text_stands BEFORE DELETE OR UPDATE ON listening.round_text FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER refused_statement_stays_held BEFORE UPDATE OF status ON listening.statement FOR EACH ROW WHEN (((new.status = 'published'::text) AND (old.status <> 'published'::text))) EXECUTE FUNCTION listening.refuse_publishing_refused();
CREATE TRIGGER statement_stands BEFORE DELETE OR UPDATE OF round_id, number, language, source ON listening.statement FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER statement_words_stand BEFORE UPDATE OF text ON listening.statement FOR EACH ROW WHEN (((old.published_at IS NOT NULL) OR (old.status = 'published'::text))) EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER ledger_event_is_append_only BEFORE DELETE OR UPDATE ON platform.ledger_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER ledger_event_is_never_emptied BEFORE TRUNCATE ON platform.ledger_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- Row-level security

CREATE POLICY counted ON listening.about_answer FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY own ON listening.about_answer FOR ALL USING ((participant_id = platform.acting_participant())) WITH CHECK ((participant_id = platform.acting_participant()));
CREATE POLICY organised ON listening.about_question FOR ALL USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = about_question.round_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY seen ON listening.about_question FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE (round.id = about_question.round_id))));
CREATE POLICY answered ON listening.answer FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = answer.round_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY public ON listening.answer FOR SELECT USING (true);
CREATE POLICY kept ON listening.appeal FOR SELECT USING (platform.acting_system());
CREATE POLICY moderated ON listening.appeal FOR ALL USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = appeal.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['moderator'::text, 'chair'::text])))));
CREATE POLICY own ON listening.appeal FOR ALL USING ((participant_id = platform.acting_participant())) WITH CHECK ((participant_id = platform.acting_participant()));
CREATE POLICY moderated ON listening.ban FOR ALL USING ((platform.acting_system() OR (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = ban.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['moderator'::text, 'chair'::text]))))));
CREATE POLICY own ON listening.ban FOR SELECT USING ((participant_id = platform.acting_participant()));
CREATE POLICY kept ON listening.batch FOR UPDATE USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = batch.round_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY made ON listening.batch FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = batch.round_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY seen ON listening.batch FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = batch.round_id) AND listening.acting_as_member(round.partnership_id)))));
CREATE POLICY own ON listening.follower FOR ALL USING ((participant_id = platform.acting_participant())) WITH CHECK ((participant_id = platform.acting_participant()));
CREATE POLICY told ON listening.follower FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY noted ON listening.insight FOR INSERT WITH CHECK ((platform.acting_system() OR platform.acting_in(partnership_id, VARIADIC ARRAY['facilitator'::text, 'chair'::text, 'member'::text])));
CREATE POLICY public ON listening.insight FOR SELECT USING (true);
CREATE POLICY reused ON listening.insight_reuse FOR INSERT WITH CHECK (((refused_at IS NULL) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = insight_reuse.round_id) AND listening.acting_as_organiser(round.partnership_id))))));
CREATE POLICY seen ON listening.insight_reuse FOR SELECT USING ((listening.acting_as_member(owner_id) OR (EXISTS ( SELECT
   FROM listening.round
  WHERE (round.id = insight_reuse.round_id)))));
CREATE POLICY compared ON listening.keyed_about FOR SELECT USING (listening.acting_may_compare(batch_id, keyed_by));
CREATE POLICY keyed ON listening.keyed_about FOR INSERT WITH CHECK (listening.acting_in_pass(batch_id, pass, keyed_by));
CREATE POLICY keyed_again ON listening.keyed_about FOR DELETE USING (listening.acting_in_pass(batch_id, pass, keyed_by));
CREATE POLICY settled ON listening.keyed_about FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY keyed ON listening.keyed_sheet FOR INSERT WITH CHECK (((set_aside IS NULL) AND listening.acting_in_pass(batch_id, pass, keyed_by)));
CREATE POLICY keyed_again ON listening.keyed_sheet FOR DELETE USING (listening.acting_in_pass(batch_id, pass, keyed_by));
CREATE POLICY seen ON listening.keyed_sheet FOR SELECT USING ((EXISTS ( SELECT
   FROM (listening.batch
     JOIN listening.round ON ((round.id = batch.round_id)))
  WHERE ((batch.id = keyed_sheet.batch_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY settled ON listening.keyed_sheet FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY compared ON listening.keying FOR SELECT USING (listening.acting_may_compare(batch_id, keyed_by));
CREATE POLICY keyed ON listening.keying FOR INSERT WITH CHECK (listening.acting_in_pass(batch_id, pass, keyed_by));
CREATE POLICY keyed_again ON listening.keying FOR DELETE USING (listening.acting_in_pass(batch_id, pass, keyed_by));
CREATE POLICY settled ON listening.keying FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY counted ON listening.moderation_decision FOR SELECT USING (true);
CREATE POLICY moderated ON listening.moderation_decision FOR INSERT WITH CHECK ((platform.acting_system() OR ((decided_by = platform.acting_person()) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = moderation_decision.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['moderator'::text, 'chair'::text])))))));
CREATE POLICY opened ON listening.opening FOR INSERT WITH CHECK ((platform.acting_system() OR (EXISTS ( SELECT
   FROM (listening.round
     JOIN listening.prior_reading ON ((prior_reading.round_id = round.id)))
  WHERE ((round.id = opening.round_id) AND listening.acting_as_organiser(round.partnership_id)))) OR (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = opening.round_id) AND (round.source IS NOT NULL) AND listening.acting_as_organiser(round.partnership_id))))));
CREATE POLICY public ON listening.opening FOR SELECT USING (true);
CREATE POLICY printed ON listening.printing FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = printing.round_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY seen ON listening.printing FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = printing.round_id) AND listening.acting_as_member(round.partnership_id)))));
CREATE POLICY read ON listening.prior_reading FOR INSERT WITH CHECK (((platform.acting_system() OR (person_id = platform.acting_person())) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = prior_reading.round_id) AND listening.acting_as_organiser(round.partnership_id))))));
CREATE POLICY seen ON listening.prior_reading FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE (round.id = prior_reading.round_id))));
CREATE POLICY counted ON listening.receipt FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY own ON listening.receipt FOR SELECT USING ((participant_id = platform.acting_participant()));
CREATE POLICY counted ON listening.response FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY own ON listening.response FOR ALL USING ((participant_id = platform.acting_participant())) WITH CHECK ((participant_id = platform.acting_participant()));
CREATE POLICY changed ON listening.round FOR UPDATE USING (listening.acting_as_organiser(partnership_id));
CREATE POLICY drafted ON listening.round FOR INSERT WITH CHECK (listening.acting_as_organiser(partnership_id));
CREATE POLICY seen ON listening.round FOR SELECT USING (((EXISTS ( SELECT
   FROM listening.opening
  WHERE (opening.round_id = round.id))) OR listening.acting_as_member(partnership_id)));
CREATE POLICY organised ON listening.round_text FOR ALL USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = round_text.round_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY seen ON listening.round_text FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE (round.id = round_text.round_id))));
CREATE POLICY named_people ON listening.safeguarding_concern FOR ALL USING (platform.acting_in(partnership_id, VARIADIC ARRAY['safeguarding'::text]));
CREATE POLICY raised ON listening.safeguarding_concern FOR INSERT WITH CHECK (((closed_at IS NULL) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = safeguarding_concern.round_id) AND (round.partnership_id = safeguarding_concern.partnership_id))))));
CREATE POLICY named_people ON listening.safeguarding_note FOR ALL USING (platform.acting_in(partnership_id, VARIADIC ARRAY['safeguarding'::text])) WITH CHECK (platform.acting_in(partnership_id, VARIADIC ARRAY['safeguarding'::text]));
CREATE POLICY known ON listening.sheet FOR SELECT USING (true);
CREATE POLICY printed ON listening.sheet FOR INSERT WITH CHECK (((EXISTS ( SELECT
   FROM listening.printing
  WHERE ((printing.id = sheet.printing_id) AND (printing.round_id = sheet.round_id)))) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = sheet.round_id) AND listening.acting_as_keyer(round.partnership_id))))));
CREATE POLICY moderated ON listening.statement FOR UPDATE USING ((platform.acting_system() OR (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = statement.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['facilitator'::text, 'chair'::text, 'moderator'::text]))))));
CREATE POLICY said ON listening.statement FOR INSERT WITH CHECK ((platform.acting_system() OR ((source = 'participant'::text) AND (author_participant_id = platform.acting_participant()) AND (EXISTS ( SELECT
   FROM listening.opening
  WHERE (opening.round_id = statement.round_id)))) OR (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = statement.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['facilitator'::text, 'chair'::text, 'moderator'::text, 'keyer'::text]))))));
CREATE POLICY seen ON listening.statement FOR SELECT USING ((((status = 'published'::text) AND (EXISTS ( SELECT
   FROM listening.opening
  WHERE (opening.round_id = statement.round_id)))) OR platform.acting_system() OR (author_participant_id = platform.acting_participant()) OR (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = statement.round_id) AND listening.acting_as_member(round.partnership_id))))));
CREATE POLICY taken_out ON listening.statement FOR DELETE USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = statement.round_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY mended ON listening.statement_translation FOR UPDATE USING (listening.acting_as_translator(statement_id));
CREATE POLICY seen ON listening.statement_translation FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.statement
  WHERE (statement.id = statement_translation.statement_id))));
CREATE POLICY taken_out ON listening.statement_translation FOR DELETE USING (listening.acting_as_translator(statement_id));
CREATE POLICY translated ON listening.statement_translation FOR INSERT WITH CHECK (listening.acting_as_translator(statement_id));
CREATE POLICY moderated ON listening.statement_verbatim FOR ALL USING ((platform.acting_system() OR (EXISTS ( SELECT
   FROM (listening.statement
     JOIN listening.round ON ((round.id = statement.round_id)))
  WHERE ((statement.id = statement_verbatim.statement_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['moderator'::text, 'chair'::text]))))));
CREATE POLICY own ON listening.statement_verbatim FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.statement
  WHERE ((statement.id = statement_verbatim.statement_id) AND (statement.author_participant_id = platform.acting_participant())))));
CREATE POLICY counted ON listening.testimony FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY moderated ON listening.testimony FOR ALL USING ((may_publish AND (status <> 'private'::text) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = testimony.round_id) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['moderator'::text, 'chair'::text]))))));
CREATE POLICY own ON listening.testimony FOR ALL USING ((participant_id = platform.acting_participant())) WITH CHECK ((participant_id = platform.acting_participant()));
CREATE POLICY published ON listening.testimony FOR SELECT USING ((status = 'published'::text));
CREATE POLICY own ON listening.told FOR SELECT USING ((participant_id = platform.acting_participant()));
CREATE POLICY told ON listening.told FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY erased ON listening.waiting_import FOR ALL USING (platform.acting_system());
CREATE POLICY own ON listening.waiting_import FOR ALL USING ((person_id = platform.acting_person())) WITH CHECK ((person_id = platform.acting_person()));
CREATE POLICY chair ON partnerships.invitation FOR ALL USING (platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text])) WITH CHECK (platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text]));
CREATE POLICY kept ON partnerships.invitation FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY kept ON partnerships.invitation_use FOR SELECT USING (platform.acting_system());
CREATE POLICY own ON partnerships.invitation_use FOR SELECT USING ((person_id = platform.acting_person()));
CREATE POLICY counted ON partnerships.member FOR SELECT USING (true);
CREATE POLICY joined ON partnerships.member FOR INSERT WITH CHECK (((person_id = platform.acting_person()) AND (partnerships.was_invited(person_id, partnership_id) OR (NOT partnerships.has_members(partnership_id)))));
CREATE POLICY kept ON partnerships.member FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY left_or_ended ON partnerships.member FOR UPDATE USING (((person_id = platform.acting_person()) OR platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text])));
CREATE POLICY counted ON partnerships.member_role FOR SELECT USING (true);
CREATE POLICY ended ON partnerships.member_role FOR UPDATE USING ((EXISTS ( SELECT
   FROM partnerships.member
  WHERE ((member.id = member_role.member_id) AND ((member.person_id = platform.acting_person()) OR platform.acting_in(member.partnership_id, VARIADIC ARRAY['chair'::text]))))));
CREATE POLICY granted ON partnerships.member_role FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM partnerships.member
  WHERE ((member.id = member_role.member_id) AND (member.left_at IS NULL) AND (platform.acting_in(member.partnership_id, VARIADIC ARRAY['chair'::text]) OR ((member.person_id = platform.acting_person()) AND (partnerships.was_offered(member.id, member_role.role) OR partnerships.is_founding(member.id))))))));
CREATE POLICY kept ON partnerships.member_role FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY changed ON partnerships.partnership FOR UPDATE USING ((platform.acting_in(id, VARIADIC ARRAY['chair'::text]) OR platform.acting_system()));
CREATE POLICY founded ON partnerships.partnership FOR INSERT WITH CHECK (((platform.acting_person() IS NOT NULL) OR platform.acting_system()));
CREATE POLICY public ON partnerships.partnership FOR SELECT USING (true);
CREATE POLICY read_by_its_person ON people.audit FOR SELECT USING (((person_id = platform.acting_person()) OR platform.acting_system()));
CREATE POLICY written_by_anyone ON people.audit FOR INSERT WITH CHECK (true);
CREATE POLICY handled_by_system ON platform.message FOR ALL USING (platform.acting_system());
CREATE POLICY written_by_anyone ON platform.message FOR INSERT WITH CHECK ((sent_at IS NULL));

-- What the application may do

GRANT DELETE, INSERT, SELECT, UPDATE ON listening.about_answer TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.about_question TO common_thread_app;
GRANT INSERT, SELECT ON listening.answer TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.appeal TO common_thread_app;
GRANT INSERT, SELECT ON listening.ban TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.batch TO common_thread_app;
GRANT INSERT, SELECT ON listening.closure TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.follower TO common_thread_app;
GRANT INSERT, SELECT ON listening.insight TO common_thread_app;
GRANT INSERT, SELECT ON listening.insight_reuse TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.keyed_about TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.keyed_sheet TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.keying TO common_thread_app;
GRANT INSERT, SELECT ON listening.moderation_decision TO common_thread_app;
GRANT INSERT, SELECT ON listening.opening TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.participant TO common_thread_app;
GRANT INSERT, SELECT ON listening.printing TO common_thread_app;
GRANT INSERT, SELECT ON listening.prior_reading TO common_thread_app;
GRANT INSERT, SELECT ON listening.receipt TO common_thread_app;
GRANT INSERT, SELECT ON listening.response TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.result TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.round TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.round_text TO common_thread_app;
GRANT INSERT, SELECT ON listening.safeguarding_concern TO common_thread_app;
GRANT INSERT, SELECT ON listening.safeguarding_note TO common_thread_app;
GRANT INSERT, SELECT ON listening.sheet TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.statement TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.statement_translation TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.statement_verbatim TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.testimony TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.theme TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.theme_item TO common_thread_app;
GRANT INSERT, SELECT ON listening.told TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.waiting_import TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.invitation TO common_thread_app;
GRANT SELECT ON partnerships.invitation_use TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.member TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.member_role TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.partnership TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.account TO common_thread_app;
GRANT INSERT, SELECT ON people.audit TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.passkey TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON people.person TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.session TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.verification TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.area TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.area_kind TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.body_kind TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.neighbourhood TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON places.neighbourhood_area TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.organisation TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.population TO common_thread_app;
GRANT SELECT ON platform.ledger_event TO common_thread_app;
GRANT SELECT ON platform.ledger_head TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON platform.listener TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.message TO common_thread_app;
GRANT INSERT, SELECT ON platform.thread_link TO common_thread_app;
GRANT INSERT, SELECT ON platform.thread_node TO common_thread_app;
