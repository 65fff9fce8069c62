-- Written by `npm run schema` from the migrated database. Read it in diffs; never edit it.

-- Tables

CREATE TABLE commitments.board_follower (
  id uuid NOT NULL,
  board_kind text NOT NULL,
  board_id uuid NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone
);
CREATE TABLE commitments.check_back (
  id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  update_id uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closes_on date NOT NULL
);
CREATE TABLE commitments.check_back_asking (
  check_back_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  people integer NOT NULL
);
CREATE TABLE commitments.check_back_code (
  code_hash text NOT NULL,
  check_back_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.check_back_result (
  check_back_id uuid NOT NULL,
  verdict text NOT NULL,
  counts jsonb NOT NULL,
  words text DEFAULT ''::text NOT NULL,
  next_review_on date,
  closed_by uuid,
  closed_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.check_back_word (
  id uuid NOT NULL,
  number bigint NOT NULL,
  check_back_id uuid NOT NULL,
  member_id uuid,
  voice_hash text,
  channel text NOT NULL,
  verdict text NOT NULL,
  words text DEFAULT ''::text NOT NULL,
  language text NOT NULL,
  said_at timestamp with time zone NOT NULL,
  recorded_by uuid
);
CREATE TABLE commitments.commitment (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  what text NOT NULL,
  language text NOT NULL,
  due_on date NOT NULL,
  review_on date NOT NULL,
  priority_id uuid,
  expectation_id uuid,
  intent_id uuid,
  made_by uuid,
  made_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.commitment_update (
  id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  evidence_url text,
  figure_id uuid,
  says_done boolean NOT NULL,
  next_review_on date,
  posted_by uuid,
  posted_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.expectation (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  what text NOT NULL,
  why text NOT NULL,
  language text NOT NULL,
  answer_by date NOT NULL,
  priority_id uuid,
  drafted_by uuid,
  drafted_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  sent_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawal text
);
CREATE TABLE commitments.expectation_answer (
  id uuid NOT NULL,
  expectation_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  answered_by uuid NOT NULL,
  answered_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.expectation_contact (
  expectation_id uuid NOT NULL,
  address text NOT NULL,
  language text NOT NULL
);
CREATE TABLE commitments.expectation_ground (
  expectation_id uuid NOT NULL,
  node_id uuid NOT NULL
);
CREATE TABLE commitments.form_answer (
  answer_id uuid NOT NULL,
  agreed boolean NOT NULL,
  text text DEFAULT ''::text NOT NULL,
  by_person_id uuid,
  at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.intent (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  slug text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  asks text DEFAULT ''::text NOT NULL,
  language text NOT NULL,
  drafted_by uuid,
  drafted_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone
);
CREATE TABLE commitments.quiet (
  commitment_id uuid NOT NULL,
  review_on date NOT NULL,
  since timestamp with time zone NOT NULL
);
CREATE TABLE commitments.reminder (
  commitment_id uuid NOT NULL,
  review_on date NOT NULL,
  kind text NOT NULL,
  sent_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.responsible (
  id uuid NOT NULL,
  commitment_id uuid NOT NULL,
  name text,
  role text NOT NULL,
  person_id uuid,
  from_at timestamp with time zone NOT NULL,
  named_by uuid
);
CREATE TABLE commitments.responsible_contact (
  responsible_id uuid NOT NULL,
  address text NOT NULL,
  language text NOT NULL
);
CREATE TABLE commitments.signature (
  id uuid NOT NULL,
  intent_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  signed_by uuid NOT NULL,
  signed_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);
CREATE TABLE commitments.support_answer (
  id uuid NOT NULL,
  ask_id uuid NOT NULL,
  organisation_id uuid,
  text text NOT NULL,
  language text NOT NULL,
  hours numeric(8,1),
  answered_by uuid NOT NULL,
  answered_at timestamp with time zone NOT NULL
);
CREATE TABLE commitments.support_ask (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  intent_id uuid,
  asked_by uuid NOT NULL,
  asked_of text NOT NULL,
  what text NOT NULL,
  language text NOT NULL,
  hours numeric(8,1) NOT NULL,
  hours_paid numeric(8,1) DEFAULT 0 NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL
);
CREATE TABLE evidence.figure (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  title text NOT NULL,
  language text NOT NULL,
  value double precision NOT NULL,
  lower double precision,
  upper double precision,
  confidence double precision,
  unit text NOT NULL,
  area_id uuid,
  place text NOT NULL,
  period text NOT NULL,
  compared_with text DEFAULT ''::text NOT NULL,
  compared_value double precision,
  source text NOT NULL,
  source_url text,
  vintage date NOT NULL,
  caution text DEFAULT ''::text NOT NULL,
  added_by uuid,
  added_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawal text
);
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
CREATE TABLE listening.batch_handover (
  id uuid NOT NULL,
  batch_id uuid NOT NULL,
  pass smallint NOT NULL,
  from_person uuid NOT NULL,
  handed_over_by uuid NOT NULL,
  handed_over_at timestamp with time zone NOT NULL
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
  moved_key text,
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
CREATE TABLE partnerships.agenda_item (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  "position" integer NOT NULL,
  title text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  decision_id uuid,
  node_id uuid
);
CREATE TABLE partnerships.attendance (
  meeting_id uuid NOT NULL,
  member_id uuid NOT NULL,
  channel text NOT NULL,
  arrived_at timestamp with time zone NOT NULL,
  left_at timestamp with time zone,
  noted_by uuid
);
CREATE TABLE partnerships.closeness (
  partnership_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  side text NOT NULL,
  level smallint NOT NULL,
  set_at timestamp with time zone NOT NULL,
  set_by uuid NOT NULL
);
CREATE TABLE partnerships.constitution (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  version integer NOT NULL,
  minimum_members integer NOT NULL,
  resident_share_of_members integer NOT NULL,
  resident_share_of_votes integer NOT NULL,
  quorum_share integer,
  resident_quorum integer,
  carrying_share integer NOT NULL,
  change_share integer NOT NULL,
  notice_days integer NOT NULL,
  change_notice_days integer NOT NULL,
  term_months integer,
  yearly_meeting boolean NOT NULL,
  other text DEFAULT ''::text NOT NULL,
  adopted_at timestamp with time zone NOT NULL,
  decision_id uuid
);
CREATE TABLE partnerships.decision (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  meeting_id uuid,
  kind text NOT NULL,
  question text NOT NULL,
  background text DEFAULT ''::text NOT NULL,
  language text NOT NULL,
  about_kind text,
  about_id uuid,
  proposal jsonb,
  again_of uuid,
  put_by uuid,
  put_at timestamp with time zone NOT NULL
);
CREATE TABLE partnerships.decision_ground (
  decision_id uuid NOT NULL,
  node_id uuid NOT NULL,
  note text DEFAULT ''::text NOT NULL
);
CREATE TABLE partnerships.decision_interest (
  decision_id uuid NOT NULL,
  member_id uuid NOT NULL,
  reason text NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  declared_by uuid NOT NULL
);
CREATE TABLE partnerships.decision_opening (
  decision_id uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  opened_by uuid,
  closes_at timestamp with time zone
);
CREATE TABLE partnerships.decision_option (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  "position" integer NOT NULL,
  text text NOT NULL,
  adopts boolean NOT NULL
);
CREATE TABLE partnerships.decision_party (
  decision_id uuid NOT NULL,
  organisation_id uuid NOT NULL
);
CREATE TABLE partnerships.decision_result (
  decision_id uuid NOT NULL,
  closed_at timestamp with time zone NOT NULL,
  closed_by uuid,
  outcome text NOT NULL,
  option_id uuid,
  constitution_id uuid NOT NULL,
  count jsonb NOT NULL
);
CREATE TABLE partnerships.dissent (
  id uuid NOT NULL,
  decision_id uuid NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  written_on date NOT NULL
);
CREATE TABLE partnerships.dissenter (
  dissent_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  member_id uuid,
  named boolean NOT NULL,
  written_by uuid
);
CREATE TABLE partnerships.drift_reading (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  title text NOT NULL,
  organisation_id uuid,
  language text NOT NULL,
  text text NOT NULL,
  read_at timestamp with time zone NOT NULL,
  read_by uuid NOT NULL
);
CREATE TABLE partnerships.drift_term (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  language text NOT NULL,
  term text NOT NULL,
  why text NOT NULL,
  instead text NOT NULL,
  looked_for boolean DEFAULT true NOT NULL,
  set_at timestamp with time zone NOT NULL,
  set_by uuid
);
CREATE TABLE partnerships.interest (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  member_id uuid NOT NULL,
  organisation_id uuid,
  about text DEFAULT ''::text NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  declared_by uuid NOT NULL,
  ended_at timestamp with time zone,
  erased boolean DEFAULT false NOT NULL
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
CREATE TABLE partnerships.meeting (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  title text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  place text NOT NULL,
  joining text DEFAULT ''::text NOT NULL,
  yearly boolean DEFAULT false NOT NULL,
  called_by uuid,
  called_at timestamp with time zone NOT NULL
);
CREATE TABLE partnerships.meeting_cancellation (
  meeting_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  by_person_id uuid,
  reason text NOT NULL
);
CREATE TABLE partnerships.meeting_notice (
  meeting_id uuid NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  sent_by uuid,
  clear_days integer NOT NULL,
  asked_days integer NOT NULL,
  reason text
);
CREATE TABLE partnerships.meeting_told (
  meeting_id uuid NOT NULL,
  kind text NOT NULL,
  person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL
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
CREATE TABLE partnerships.minutes (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  language text NOT NULL,
  written_by uuid,
  written_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone
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
CREATE TABLE partnerships.representative (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  partnership_id uuid,
  named_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);
CREATE TABLE partnerships.term (
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  ends_on date,
  set_at timestamp with time zone NOT NULL,
  set_by uuid
);
CREATE TABLE partnerships.trusted_organisation (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  holds text NOT NULL,
  since date NOT NULL,
  named_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);
CREATE TABLE partnerships.vote (
  id uuid NOT NULL,
  number bigint NOT NULL,
  decision_id uuid NOT NULL,
  member_id uuid NOT NULL,
  option_id uuid,
  channel text NOT NULL,
  cast_at timestamp with time zone NOT NULL,
  recorded_by uuid NOT NULL
);
CREATE TABLE people.account (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL
);
CREATE TABLE people.attempt (
  key text NOT NULL,
  left_over double precision NOT NULL,
  at timestamp with time zone NOT NULL,
  full_at timestamp with time zone NOT NULL
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
CREATE TABLE places.bank_holiday (
  nation text NOT NULL,
  day date NOT NULL,
  name jsonb NOT NULL,
  source text NOT NULL
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
CREATE TABLE priorities.activity (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  title text NOT NULL,
  organisation_id uuid,
  who text DEFAULT ''::text NOT NULL,
  what text DEFAULT ''::text NOT NULL,
  language text NOT NULL,
  added_by uuid,
  added_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);
CREATE TABLE priorities.activity_driver (
  activity_id uuid NOT NULL,
  driver_id uuid NOT NULL
);
CREATE TABLE priorities.adoption (
  list_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  adopted_at timestamp with time zone NOT NULL
);
CREATE TABLE priorities.driver (
  id uuid NOT NULL,
  priority_id uuid NOT NULL,
  parent_id uuid,
  kind text NOT NULL,
  text text NOT NULL,
  "position" integer NOT NULL,
  added_by uuid,
  added_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone
);
CREATE TABLE priorities.framework (
  code text NOT NULL,
  name jsonb NOT NULL,
  source text NOT NULL,
  starts_on date,
  ends_on date
);
CREATE TABLE priorities.framework_item (
  framework text NOT NULL,
  code text NOT NULL,
  "position" integer NOT NULL,
  name jsonb NOT NULL
);
CREATE TABLE priorities.framework_use (
  partnership_id uuid NOT NULL,
  framework text NOT NULL,
  used_at timestamp with time zone NOT NULL
);
CREATE TABLE priorities.ground (
  priority_id uuid NOT NULL,
  node_id uuid NOT NULL,
  kind text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  linked_by uuid
);
CREATE TABLE priorities.lens (
  priority_id uuid NOT NULL,
  framework text NOT NULL,
  item text NOT NULL
);
CREATE TABLE priorities.list (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  drawn_up_at timestamp with time zone NOT NULL,
  drawn_up_by uuid,
  decision_id uuid
);
CREATE TABLE priorities.plan (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  version integer NOT NULL,
  words jsonb NOT NULL,
  body jsonb,
  written_by uuid,
  written_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone
);
CREATE TABLE priorities.priority (
  id uuid NOT NULL,
  partnership_id uuid NOT NULL,
  title text NOT NULL,
  why text DEFAULT ''::text NOT NULL,
  strengths text DEFAULT ''::text NOT NULL,
  language text NOT NULL,
  proposed_by uuid,
  proposed_at timestamp with time zone NOT NULL,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);
CREATE TABLE priorities.rank (
  list_id uuid NOT NULL,
  priority_id uuid NOT NULL,
  place integer NOT NULL
);

-- Constraints

ALTER TABLE commitments.board_follower ADD CONSTRAINT board_follower_board_kind_check CHECK ((board_kind = ANY (ARRAY['partnership'::text, 'organisation'::text, 'intent'::text, 'commitment'::text])));
ALTER TABLE commitments.board_follower ADD CONSTRAINT board_follower_pkey PRIMARY KEY (id);
ALTER TABLE commitments.check_back ADD CONSTRAINT check_back_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES commitments.commitment(id);
ALTER TABLE commitments.check_back ADD CONSTRAINT check_back_pkey PRIMARY KEY (id);
ALTER TABLE commitments.check_back ADD CONSTRAINT check_back_update_id_commitment_id_fkey FOREIGN KEY (update_id, commitment_id) REFERENCES commitments.commitment_update(id, commitment_id);
ALTER TABLE commitments.check_back ADD CONSTRAINT check_back_update_id_fkey FOREIGN KEY (update_id) REFERENCES commitments.commitment_update(id);
ALTER TABLE commitments.check_back_asking ADD CONSTRAINT check_back_asking_check_back_id_fkey FOREIGN KEY (check_back_id) REFERENCES commitments.check_back(id);
ALTER TABLE commitments.check_back_asking ADD CONSTRAINT check_back_asking_people_check CHECK ((people >= 0));
ALTER TABLE commitments.check_back_asking ADD CONSTRAINT check_back_asking_pkey PRIMARY KEY (check_back_id);
ALTER TABLE commitments.check_back_code ADD CONSTRAINT check_back_code_check_back_id_fkey FOREIGN KEY (check_back_id) REFERENCES commitments.check_back(id);
ALTER TABLE commitments.check_back_code ADD CONSTRAINT check_back_code_pkey PRIMARY KEY (code_hash);
ALTER TABLE commitments.check_back_result ADD CONSTRAINT check_back_result_check_back_id_fkey FOREIGN KEY (check_back_id) REFERENCES commitments.check_back(id);
ALTER TABLE commitments.check_back_result ADD CONSTRAINT check_back_result_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES people.person(id);
ALTER TABLE commitments.check_back_result ADD CONSTRAINT check_back_result_pkey PRIMARY KEY (check_back_id);
ALTER TABLE commitments.check_back_result ADD CONSTRAINT check_back_result_verdict_check CHECK ((verdict = ANY (ARRAY['kept'::text, 'partly'::text, 'not-kept'::text, 'too-soon'::text, 'nobody-said'::text])));
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_channel_check CHECK ((channel = ANY (ARRAY['screen'::text, 'paper'::text, 'phone'::text, 'room'::text])));
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_check CHECK (((member_id IS NULL) <> (voice_hash IS NULL)));
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_check1 CHECK (((channel = 'screen'::text) = (recorded_by IS NULL)));
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_check_back_id_fkey FOREIGN KEY (check_back_id) REFERENCES commitments.check_back(id);
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_pkey PRIMARY KEY (id);
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES people.person(id);
ALTER TABLE commitments.check_back_word ADD CONSTRAINT check_back_word_verdict_check CHECK ((verdict = ANY (ARRAY['kept'::text, 'partly'::text, 'not-kept'::text, 'too-soon'::text])));
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_check CHECK ((review_on <= (due_on + 366)));
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_expectation_id_fkey FOREIGN KEY (expectation_id) REFERENCES commitments.expectation(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES commitments.intent(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_made_by_fkey FOREIGN KEY (made_by) REFERENCES people.person(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_pkey PRIMARY KEY (id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);
ALTER TABLE commitments.commitment ADD CONSTRAINT commitment_what_check CHECK ((length(what) > 0));
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_check CHECK ((says_done OR (next_review_on IS NOT NULL)));
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES commitments.commitment(id);
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_evidence_url_check CHECK ((evidence_url ~ '^https?://'::text));
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_figure_id_fkey FOREIGN KEY (figure_id) REFERENCES evidence.figure(id);
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_id_commitment_id_key UNIQUE (id, commitment_id);
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_pkey PRIMARY KEY (id);
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_posted_by_fkey FOREIGN KEY (posted_by) REFERENCES people.person(id);
ALTER TABLE commitments.commitment_update ADD CONSTRAINT commitment_update_text_check CHECK ((length(text) > 0));
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_check CHECK (((withdrawn_at IS NULL) = (withdrawal IS NULL)));
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES people.person(id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_pkey PRIMARY KEY (id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES people.person(id);
ALTER TABLE commitments.expectation ADD CONSTRAINT expectation_what_check CHECK ((length(what) > 0));
ALTER TABLE commitments.expectation_answer ADD CONSTRAINT expectation_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES people.person(id);
ALTER TABLE commitments.expectation_answer ADD CONSTRAINT expectation_answer_check CHECK (((kind = 'accepted'::text) OR (length(text) > 0)));
ALTER TABLE commitments.expectation_answer ADD CONSTRAINT expectation_answer_expectation_id_fkey FOREIGN KEY (expectation_id) REFERENCES commitments.expectation(id);
ALTER TABLE commitments.expectation_answer ADD CONSTRAINT expectation_answer_kind_check CHECK ((kind = ANY (ARRAY['accepted'::text, 'another-form'::text, 'declined'::text])));
ALTER TABLE commitments.expectation_answer ADD CONSTRAINT expectation_answer_pkey PRIMARY KEY (id);
ALTER TABLE commitments.expectation_contact ADD CONSTRAINT expectation_contact_address_check CHECK ((length(address) > 0));
ALTER TABLE commitments.expectation_contact ADD CONSTRAINT expectation_contact_expectation_id_fkey FOREIGN KEY (expectation_id) REFERENCES commitments.expectation(id);
ALTER TABLE commitments.expectation_contact ADD CONSTRAINT expectation_contact_pkey PRIMARY KEY (expectation_id);
ALTER TABLE commitments.expectation_ground ADD CONSTRAINT expectation_ground_expectation_id_fkey FOREIGN KEY (expectation_id) REFERENCES commitments.expectation(id);
ALTER TABLE commitments.expectation_ground ADD CONSTRAINT expectation_ground_pkey PRIMARY KEY (expectation_id, node_id);
ALTER TABLE commitments.form_answer ADD CONSTRAINT form_answer_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES commitments.expectation_answer(id);
ALTER TABLE commitments.form_answer ADD CONSTRAINT form_answer_by_person_id_fkey FOREIGN KEY (by_person_id) REFERENCES people.person(id);
ALTER TABLE commitments.form_answer ADD CONSTRAINT form_answer_pkey PRIMARY KEY (answer_id);
ALTER TABLE commitments.intent ADD CONSTRAINT intent_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES people.person(id);
ALTER TABLE commitments.intent ADD CONSTRAINT intent_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE commitments.intent ADD CONSTRAINT intent_pkey PRIMARY KEY (id);
ALTER TABLE commitments.intent ADD CONSTRAINT intent_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)));
ALTER TABLE commitments.intent ADD CONSTRAINT intent_slug_key UNIQUE (slug);
ALTER TABLE commitments.intent ADD CONSTRAINT intent_text_check CHECK ((length(text) > 0));
ALTER TABLE commitments.intent ADD CONSTRAINT intent_title_check CHECK ((length(title) > 0));
ALTER TABLE commitments.quiet ADD CONSTRAINT quiet_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES commitments.commitment(id);
ALTER TABLE commitments.quiet ADD CONSTRAINT quiet_pkey PRIMARY KEY (commitment_id, review_on);
ALTER TABLE commitments.reminder ADD CONSTRAINT reminder_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES commitments.commitment(id);
ALTER TABLE commitments.reminder ADD CONSTRAINT reminder_kind_check CHECK ((kind = ANY (ARRAY['7-days-before'::text, '1-day-before'::text, 'gone-quiet'::text, '7-days-after'::text])));
ALTER TABLE commitments.reminder ADD CONSTRAINT reminder_pkey PRIMARY KEY (commitment_id, review_on, kind);
ALTER TABLE commitments.responsible ADD CONSTRAINT responsible_commitment_id_fkey FOREIGN KEY (commitment_id) REFERENCES commitments.commitment(id);
ALTER TABLE commitments.responsible ADD CONSTRAINT responsible_named_by_fkey FOREIGN KEY (named_by) REFERENCES people.person(id);
ALTER TABLE commitments.responsible ADD CONSTRAINT responsible_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE commitments.responsible ADD CONSTRAINT responsible_pkey PRIMARY KEY (id);
ALTER TABLE commitments.responsible ADD CONSTRAINT responsible_role_check CHECK ((length(role) > 0));
ALTER TABLE commitments.responsible_contact ADD CONSTRAINT responsible_contact_address_check CHECK ((length(address) > 0));
ALTER TABLE commitments.responsible_contact ADD CONSTRAINT responsible_contact_pkey PRIMARY KEY (responsible_id);
ALTER TABLE commitments.responsible_contact ADD CONSTRAINT responsible_contact_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES commitments.responsible(id);
ALTER TABLE commitments.signature ADD CONSTRAINT signature_check CHECK ((ended_at >= signed_at));
ALTER TABLE commitments.signature ADD CONSTRAINT signature_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES commitments.intent(id);
ALTER TABLE commitments.signature ADD CONSTRAINT signature_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE commitments.signature ADD CONSTRAINT signature_pkey PRIMARY KEY (id);
ALTER TABLE commitments.signature ADD CONSTRAINT signature_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES people.person(id);
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES people.person(id);
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_ask_id_fkey FOREIGN KEY (ask_id) REFERENCES commitments.support_ask(id);
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_hours_check CHECK ((hours >= (0)::numeric));
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_pkey PRIMARY KEY (id);
ALTER TABLE commitments.support_answer ADD CONSTRAINT support_answer_text_check CHECK ((length(text) > 0));
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES places.organisation(id);
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_asked_of_check CHECK ((length(asked_of) > 0));
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_check CHECK (((hours_paid >= (0)::numeric) AND (hours_paid <= hours)));
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_hours_check CHECK ((hours >= (0)::numeric));
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES commitments.intent(id);
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_made_by_fkey FOREIGN KEY (made_by) REFERENCES people.person(id);
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_pkey PRIMARY KEY (id);
ALTER TABLE commitments.support_ask ADD CONSTRAINT support_ask_what_check CHECK ((length(what) > 0));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_added_by_fkey FOREIGN KEY (added_by) REFERENCES people.person(id);
ALTER TABLE evidence.figure ADD CONSTRAINT figure_area_id_fkey FOREIGN KEY (area_id) REFERENCES places.area(id);
ALTER TABLE evidence.figure ADD CONSTRAINT figure_check CHECK ((lower <= value));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_check1 CHECK ((upper >= value));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_check2 CHECK (((lower IS NULL) = (upper IS NULL)));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_check3 CHECK (((lower IS NULL) = (confidence IS NULL)));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_check4 CHECK (((withdrawn_at IS NULL) = (withdrawal IS NULL)));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_confidence_check CHECK (((confidence > (0)::double precision) AND (confidence < (100)::double precision)));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE evidence.figure ADD CONSTRAINT figure_pkey PRIMARY KEY (id);
ALTER TABLE evidence.figure ADD CONSTRAINT figure_source_check CHECK ((length(source) > 0));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_source_url_check CHECK ((source_url ~ '^https?://'::text));
ALTER TABLE evidence.figure ADD CONSTRAINT figure_title_check CHECK ((length(title) > 0));
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
ALTER TABLE listening.batch_handover ADD CONSTRAINT batch_handover_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES listening.batch(id);
ALTER TABLE listening.batch_handover ADD CONSTRAINT batch_handover_from_person_fkey FOREIGN KEY (from_person) REFERENCES people.person(id);
ALTER TABLE listening.batch_handover ADD CONSTRAINT batch_handover_handed_over_by_fkey FOREIGN KEY (handed_over_by) REFERENCES people.person(id);
ALTER TABLE listening.batch_handover ADD CONSTRAINT batch_handover_pass_check CHECK ((pass = ANY (ARRAY[1, 2])));
ALTER TABLE listening.batch_handover ADD CONSTRAINT batch_handover_pkey PRIMARY KEY (id);
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
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_meeting_id_position_key UNIQUE (meeting_id, "position") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_position_check CHECK (("position" > 0));
ALTER TABLE partnerships.agenda_item ADD CONSTRAINT agenda_item_title_check CHECK ((length(title) > 0));
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_channel_check CHECK ((channel = ANY (ARRAY['room'::text, 'phone'::text, 'screen'::text, 'paper'::text])));
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_check CHECK ((left_at >= arrived_at));
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES people.person(id);
ALTER TABLE partnerships.attendance ADD CONSTRAINT attendance_pkey PRIMARY KEY (meeting_id, member_id, arrived_at);
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_level_check CHECK (((level >= 1) AND (level <= 4)));
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_pkey PRIMARY KEY (partnership_id, organisation_id, side);
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_set_by_fkey FOREIGN KEY (set_by) REFERENCES people.person(id);
ALTER TABLE partnerships.closeness ADD CONSTRAINT closeness_side_check CHECK ((side = ANY (ARRAY['partnership'::text, 'organisation'::text])));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_carrying_share_check CHECK (((carrying_share >= 50) AND (carrying_share <= 99)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_change_notice_days_check CHECK (((change_notice_days >= 0) AND (change_notice_days <= 90)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_change_share_check CHECK (((change_share >= 50) AND (change_share <= 99)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_minimum_members_check CHECK (((minimum_members >= 1) AND (minimum_members <= 500)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_notice_days_check CHECK (((notice_days >= 0) AND (notice_days <= 90)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_partnership_id_version_key UNIQUE (partnership_id, version);
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_quorum_share_check CHECK (((quorum_share >= 1) AND (quorum_share <= 100)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_resident_quorum_check CHECK (((resident_quorum >= 1) AND (resident_quorum <= 500)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_resident_share_of_members_check CHECK (((resident_share_of_members >= 50) AND (resident_share_of_members <= 99)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_resident_share_of_votes_check CHECK (((resident_share_of_votes >= 50) AND (resident_share_of_votes <= 99)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_term_months_check CHECK (((term_months >= 1) AND (term_months <= 240)));
ALTER TABLE partnerships.constitution ADD CONSTRAINT constitution_version_check CHECK ((version > 0));
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_about_kind_check CHECK ((about_kind ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_again_of_fkey FOREIGN KEY (again_of) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_check CHECK (((about_kind IS NULL) = (about_id IS NULL)));
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_check1 CHECK (((kind = 'constitution'::text) = (proposal IS NOT NULL)));
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_kind_check CHECK ((kind = ANY (ARRAY['ordinary'::text, 'constitution'::text])));
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_put_by_fkey FOREIGN KEY (put_by) REFERENCES people.person(id);
ALTER TABLE partnerships.decision ADD CONSTRAINT decision_question_check CHECK ((length(question) > 0));
ALTER TABLE partnerships.decision_ground ADD CONSTRAINT decision_ground_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_ground ADD CONSTRAINT decision_ground_pkey PRIMARY KEY (decision_id, node_id);
ALTER TABLE partnerships.decision_interest ADD CONSTRAINT decision_interest_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_interest ADD CONSTRAINT decision_interest_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES people.person(id);
ALTER TABLE partnerships.decision_interest ADD CONSTRAINT decision_interest_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.decision_interest ADD CONSTRAINT decision_interest_pkey PRIMARY KEY (decision_id, member_id);
ALTER TABLE partnerships.decision_interest ADD CONSTRAINT decision_interest_reason_check CHECK ((length(reason) > 0));
ALTER TABLE partnerships.decision_opening ADD CONSTRAINT decision_opening_check CHECK ((closes_at > opened_at));
ALTER TABLE partnerships.decision_opening ADD CONSTRAINT decision_opening_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_opening ADD CONSTRAINT decision_opening_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES people.person(id);
ALTER TABLE partnerships.decision_opening ADD CONSTRAINT decision_opening_pkey PRIMARY KEY (decision_id);
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_decision_id_id_key UNIQUE (decision_id, id);
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_decision_id_position_key UNIQUE (decision_id, "position");
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_position_check CHECK (("position" > 0));
ALTER TABLE partnerships.decision_option ADD CONSTRAINT decision_option_text_check CHECK ((length(text) > 0));
ALTER TABLE partnerships.decision_party ADD CONSTRAINT decision_party_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_party ADD CONSTRAINT decision_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.decision_party ADD CONSTRAINT decision_party_pkey PRIMARY KEY (decision_id, organisation_id);
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_check CHECK (((outcome = 'carried'::text) <= (option_id IS NOT NULL)));
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES people.person(id);
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_constitution_id_fkey FOREIGN KEY (constitution_id) REFERENCES partnerships.constitution(id);
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_option_id_fkey FOREIGN KEY (option_id) REFERENCES partnerships.decision_option(id);
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_outcome_check CHECK ((outcome = ANY (ARRAY['carried'::text, 'not-carried'::text, 'tied'::text, 'no-votes'::text, 'no-quorum'::text, 'no-resident-quorum'::text, 'no-resident-majority'::text, 'members-not-resident-led'::text, 'too-few-members'::text, 'notice-too-short'::text, 'meeting-cancelled'::text])));
ALTER TABLE partnerships.decision_result ADD CONSTRAINT decision_result_pkey PRIMARY KEY (decision_id);
ALTER TABLE partnerships.dissent ADD CONSTRAINT dissent_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.dissent ADD CONSTRAINT dissent_id_fkey FOREIGN KEY (id) REFERENCES partnerships.dissenter(dissent_id);
ALTER TABLE partnerships.dissent ADD CONSTRAINT dissent_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.dissent ADD CONSTRAINT dissent_text_check CHECK ((length(text) > 0));
ALTER TABLE partnerships.dissenter ADD CONSTRAINT dissenter_check CHECK (((NOT named) OR ((member_id IS NOT NULL) AND (written_by IS NOT NULL))));
ALTER TABLE partnerships.dissenter ADD CONSTRAINT dissenter_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.dissenter ADD CONSTRAINT dissenter_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.dissenter ADD CONSTRAINT dissenter_pkey PRIMARY KEY (dissent_id);
ALTER TABLE partnerships.dissenter ADD CONSTRAINT dissenter_written_by_fkey FOREIGN KEY (written_by) REFERENCES people.person(id);
ALTER TABLE partnerships.drift_reading ADD CONSTRAINT drift_reading_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.drift_reading ADD CONSTRAINT drift_reading_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.drift_reading ADD CONSTRAINT drift_reading_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.drift_reading ADD CONSTRAINT drift_reading_read_by_fkey FOREIGN KEY (read_by) REFERENCES people.person(id);
ALTER TABLE partnerships.drift_term ADD CONSTRAINT drift_term_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.drift_term ADD CONSTRAINT drift_term_partnership_id_language_term_key UNIQUE (partnership_id, language, term);
ALTER TABLE partnerships.drift_term ADD CONSTRAINT drift_term_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.drift_term ADD CONSTRAINT drift_term_set_by_fkey FOREIGN KEY (set_by) REFERENCES people.person(id);
ALTER TABLE partnerships.drift_term ADD CONSTRAINT drift_term_term_check CHECK (((length(term) >= 2) AND (length(term) <= 80)));
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_check CHECK ((ended_at >= declared_at));
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_check1 CHECK ((erased OR (organisation_id IS NOT NULL) OR (length(about) > 0)));
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES people.person(id);
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.interest ADD CONSTRAINT interest_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check CHECK ((expires_at > made_at));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check1 CHECK (((uses_left >= 0) AND (uses_left <= uses)));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_check2 CHECK (((standing <> 'resident'::text) = (organisation_id IS NOT NULL)));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_code_hash_key UNIQUE (code_hash);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES people.person(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_standing_check CHECK ((standing = ANY (ARRAY['resident'::text, 'organisation'::text, 'representative'::text])));
ALTER TABLE partnerships.invitation ADD CONSTRAINT invitation_uses_check CHECK (((uses >= 1) AND (uses <= 500)));
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES partnerships.invitation(id);
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.invitation_use ADD CONSTRAINT invitation_use_pkey PRIMARY KEY (person_id, invitation_id, used_at);
ALTER TABLE partnerships.meeting ADD CONSTRAINT meeting_called_by_fkey FOREIGN KEY (called_by) REFERENCES people.person(id);
ALTER TABLE partnerships.meeting ADD CONSTRAINT meeting_check CHECK ((ends_at > starts_at));
ALTER TABLE partnerships.meeting ADD CONSTRAINT meeting_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.meeting ADD CONSTRAINT meeting_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.meeting ADD CONSTRAINT meeting_title_check CHECK ((length(title) > 0));
ALTER TABLE partnerships.meeting_cancellation ADD CONSTRAINT meeting_cancellation_by_person_id_fkey FOREIGN KEY (by_person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.meeting_cancellation ADD CONSTRAINT meeting_cancellation_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.meeting_cancellation ADD CONSTRAINT meeting_cancellation_pkey PRIMARY KEY (meeting_id);
ALTER TABLE partnerships.meeting_cancellation ADD CONSTRAINT meeting_cancellation_reason_check CHECK ((length(reason) > 0));
ALTER TABLE partnerships.meeting_notice ADD CONSTRAINT meeting_notice_check CHECK (((clear_days >= asked_days) OR (length(reason) > 0)));
ALTER TABLE partnerships.meeting_notice ADD CONSTRAINT meeting_notice_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.meeting_notice ADD CONSTRAINT meeting_notice_pkey PRIMARY KEY (meeting_id);
ALTER TABLE partnerships.meeting_notice ADD CONSTRAINT meeting_notice_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES people.person(id);
ALTER TABLE partnerships.meeting_told ADD CONSTRAINT meeting_told_kind_check CHECK ((kind = ANY (ARRAY['notice'::text, 'reminder'::text, 'cancellation'::text])));
ALTER TABLE partnerships.meeting_told ADD CONSTRAINT meeting_told_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.meeting_told ADD CONSTRAINT meeting_told_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.meeting_told ADD CONSTRAINT meeting_told_pkey PRIMARY KEY (meeting_id, kind, person_id);
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
ALTER TABLE partnerships.minutes ADD CONSTRAINT minutes_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES partnerships.meeting(id);
ALTER TABLE partnerships.minutes ADD CONSTRAINT minutes_meeting_id_version_key UNIQUE (meeting_id, version);
ALTER TABLE partnerships.minutes ADD CONSTRAINT minutes_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.minutes ADD CONSTRAINT minutes_version_check CHECK ((version > 0));
ALTER TABLE partnerships.minutes ADD CONSTRAINT minutes_written_by_fkey FOREIGN KEY (written_by) REFERENCES people.person(id);
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_check CHECK (((nation <> 'wales'::text) OR (languages @> '{en,cy}'::text[])));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_check1 CHECK (((NOT places.holds_postcode(name)) AND (NOT places.holds_postcode(purpose))));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_languages_check CHECK ((cardinality(languages) > 0));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_neighbourhood_id_fkey FOREIGN KEY (neighbourhood_id) REFERENCES places.neighbourhood(id);
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)));
ALTER TABLE partnerships.partnership ADD CONSTRAINT partnership_slug_key UNIQUE (slug);
ALTER TABLE partnerships.representative ADD CONSTRAINT representative_check CHECK ((ended_at >= named_at));
ALTER TABLE partnerships.representative ADD CONSTRAINT representative_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.representative ADD CONSTRAINT representative_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.representative ADD CONSTRAINT representative_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id);
ALTER TABLE partnerships.representative ADD CONSTRAINT representative_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.term ADD CONSTRAINT term_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.term ADD CONSTRAINT term_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.term ADD CONSTRAINT term_set_by_fkey FOREIGN KEY (set_by) REFERENCES people.person(id);
ALTER TABLE partnerships.trusted_organisation ADD CONSTRAINT trusted_organisation_check CHECK ((ended_at >= named_at));
ALTER TABLE partnerships.trusted_organisation ADD CONSTRAINT trusted_organisation_holds_check CHECK ((length(holds) > 0));
ALTER TABLE partnerships.trusted_organisation ADD CONSTRAINT trusted_organisation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE partnerships.trusted_organisation ADD CONSTRAINT trusted_organisation_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE partnerships.trusted_organisation ADD CONSTRAINT trusted_organisation_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_channel_check CHECK ((channel = ANY (ARRAY['hand'::text, 'paper'::text, 'phone'::text, 'screen'::text])));
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_decision_id_option_id_fkey FOREIGN KEY (decision_id, option_id) REFERENCES partnerships.decision_option(decision_id, id);
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_member_id_fkey FOREIGN KEY (member_id) REFERENCES partnerships.member(id);
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_pkey PRIMARY KEY (id);
ALTER TABLE partnerships.vote ADD CONSTRAINT vote_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES people.person(id);
ALTER TABLE people.account ADD CONSTRAINT account_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id) ON DELETE CASCADE;
ALTER TABLE people.account ADD CONSTRAINT account_pkey PRIMARY KEY (id);
ALTER TABLE people.account ADD CONSTRAINT account_provider_id_account_id_key UNIQUE (provider_id, account_id);
ALTER TABLE people.attempt ADD CONSTRAINT attempt_pkey PRIMARY KEY (key);
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
ALTER TABLE places.bank_holiday ADD CONSTRAINT bank_holiday_name_check CHECK ((name ? 'en'::text));
ALTER TABLE places.bank_holiday ADD CONSTRAINT bank_holiday_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'wales'::text, 'scotland'::text, 'northern-ireland'::text])));
ALTER TABLE places.bank_holiday ADD CONSTRAINT bank_holiday_pkey PRIMARY KEY (nation, day);
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
ALTER TABLE priorities.activity ADD CONSTRAINT activity_added_by_fkey FOREIGN KEY (added_by) REFERENCES people.person(id);
ALTER TABLE priorities.activity ADD CONSTRAINT activity_check CHECK (((organisation_id IS NOT NULL) OR (length(who) > 0)));
ALTER TABLE priorities.activity ADD CONSTRAINT activity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES places.organisation(id);
ALTER TABLE priorities.activity ADD CONSTRAINT activity_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE priorities.activity ADD CONSTRAINT activity_pkey PRIMARY KEY (id);
ALTER TABLE priorities.activity ADD CONSTRAINT activity_title_check CHECK ((length(title) > 0));
ALTER TABLE priorities.activity_driver ADD CONSTRAINT activity_driver_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES priorities.activity(id);
ALTER TABLE priorities.activity_driver ADD CONSTRAINT activity_driver_driver_id_fkey FOREIGN KEY (driver_id) REFERENCES priorities.driver(id);
ALTER TABLE priorities.activity_driver ADD CONSTRAINT activity_driver_pkey PRIMARY KEY (activity_id, driver_id);
ALTER TABLE priorities.adoption ADD CONSTRAINT adoption_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE priorities.adoption ADD CONSTRAINT adoption_list_id_fkey FOREIGN KEY (list_id) REFERENCES priorities.list(id);
ALTER TABLE priorities.adoption ADD CONSTRAINT adoption_pkey PRIMARY KEY (list_id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_added_by_fkey FOREIGN KEY (added_by) REFERENCES people.person(id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_check CHECK ((parent_id <> id));
ALTER TABLE priorities.driver ADD CONSTRAINT driver_check1 CHECK (((kind = 'primary'::text) = (parent_id IS NULL)));
ALTER TABLE priorities.driver ADD CONSTRAINT driver_id_priority_id_key UNIQUE (id, priority_id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_kind_check CHECK ((kind = ANY (ARRAY['primary'::text, 'secondary'::text, 'change-idea'::text])));
ALTER TABLE priorities.driver ADD CONSTRAINT driver_parent_id_priority_id_fkey FOREIGN KEY (parent_id, priority_id) REFERENCES priorities.driver(id, priority_id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_pkey PRIMARY KEY (id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);
ALTER TABLE priorities.driver ADD CONSTRAINT driver_text_check CHECK ((length(text) > 0));
ALTER TABLE priorities.framework ADD CONSTRAINT framework_check CHECK ((ends_on > starts_on));
ALTER TABLE priorities.framework ADD CONSTRAINT framework_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text));
ALTER TABLE priorities.framework ADD CONSTRAINT framework_name_check CHECK ((name ? 'en'::text));
ALTER TABLE priorities.framework ADD CONSTRAINT framework_pkey PRIMARY KEY (code);
ALTER TABLE priorities.framework_item ADD CONSTRAINT framework_item_code_check CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text));
ALTER TABLE priorities.framework_item ADD CONSTRAINT framework_item_framework_fkey FOREIGN KEY (framework) REFERENCES priorities.framework(code);
ALTER TABLE priorities.framework_item ADD CONSTRAINT framework_item_name_check CHECK ((name ? 'en'::text));
ALTER TABLE priorities.framework_item ADD CONSTRAINT framework_item_pkey PRIMARY KEY (framework, code);
ALTER TABLE priorities.framework_use ADD CONSTRAINT framework_use_framework_fkey FOREIGN KEY (framework) REFERENCES priorities.framework(code);
ALTER TABLE priorities.framework_use ADD CONSTRAINT framework_use_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE priorities.framework_use ADD CONSTRAINT framework_use_pkey PRIMARY KEY (partnership_id, framework);
ALTER TABLE priorities.ground ADD CONSTRAINT ground_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text));
ALTER TABLE priorities.ground ADD CONSTRAINT ground_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES people.person(id);
ALTER TABLE priorities.ground ADD CONSTRAINT ground_pkey PRIMARY KEY (priority_id, node_id);
ALTER TABLE priorities.ground ADD CONSTRAINT ground_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);
ALTER TABLE priorities.lens ADD CONSTRAINT lens_framework_item_fkey FOREIGN KEY (framework, item) REFERENCES priorities.framework_item(framework, code);
ALTER TABLE priorities.lens ADD CONSTRAINT lens_pkey PRIMARY KEY (priority_id, framework, item);
ALTER TABLE priorities.lens ADD CONSTRAINT lens_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);
ALTER TABLE priorities.list ADD CONSTRAINT list_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES partnerships.decision(id);
ALTER TABLE priorities.list ADD CONSTRAINT list_drawn_up_by_fkey FOREIGN KEY (drawn_up_by) REFERENCES people.person(id);
ALTER TABLE priorities.list ADD CONSTRAINT list_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE priorities.list ADD CONSTRAINT list_pkey PRIMARY KEY (id);
ALTER TABLE priorities.plan ADD CONSTRAINT plan_check CHECK (((published_at IS NULL) = (body IS NULL)));
ALTER TABLE priorities.plan ADD CONSTRAINT plan_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE priorities.plan ADD CONSTRAINT plan_partnership_id_version_key UNIQUE (partnership_id, version);
ALTER TABLE priorities.plan ADD CONSTRAINT plan_pkey PRIMARY KEY (id);
ALTER TABLE priorities.plan ADD CONSTRAINT plan_version_check CHECK ((version > 0));
ALTER TABLE priorities.plan ADD CONSTRAINT plan_written_by_fkey FOREIGN KEY (written_by) REFERENCES people.person(id);
ALTER TABLE priorities.priority ADD CONSTRAINT priority_partnership_id_fkey FOREIGN KEY (partnership_id) REFERENCES partnerships.partnership(id);
ALTER TABLE priorities.priority ADD CONSTRAINT priority_pkey PRIMARY KEY (id);
ALTER TABLE priorities.priority ADD CONSTRAINT priority_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES people.person(id);
ALTER TABLE priorities.priority ADD CONSTRAINT priority_title_check CHECK ((length(title) > 0));
ALTER TABLE priorities.rank ADD CONSTRAINT rank_list_id_fkey FOREIGN KEY (list_id) REFERENCES priorities.list(id);
ALTER TABLE priorities.rank ADD CONSTRAINT rank_list_id_place_key UNIQUE (list_id, place);
ALTER TABLE priorities.rank ADD CONSTRAINT rank_pkey PRIMARY KEY (list_id, priority_id);
ALTER TABLE priorities.rank ADD CONSTRAINT rank_place_check CHECK ((place > 0));
ALTER TABLE priorities.rank ADD CONSTRAINT rank_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES priorities.priority(id);

-- Indexes

CREATE UNIQUE INDEX accepted_once ON commitments.expectation_answer USING btree (expectation_id) WHERE (kind = 'accepted'::text);
CREATE INDEX check_back_commitment_id_idx ON commitments.check_back USING btree (commitment_id);
CREATE INDEX check_back_update_id_idx ON commitments.check_back USING btree (update_id);
CREATE INDEX check_back_word_check_back_id_said_at_idx ON commitments.check_back_word USING btree (check_back_id, said_at);
CREATE INDEX commitment_intent_id_idx ON commitments.commitment USING btree (intent_id);
CREATE INDEX commitment_organisation_id_idx ON commitments.commitment USING btree (organisation_id);
CREATE INDEX commitment_partnership_id_made_at_idx ON commitments.commitment USING btree (partnership_id, made_at);
CREATE INDEX commitment_update_commitment_id_posted_at_idx ON commitments.commitment_update USING btree (commitment_id, posted_at);
CREATE INDEX expectation_answer_expectation_id_answered_at_idx ON commitments.expectation_answer USING btree (expectation_id, answered_at);
CREATE INDEX expectation_organisation_id_idx ON commitments.expectation USING btree (organisation_id);
CREATE INDEX expectation_partnership_id_drafted_at_idx ON commitments.expectation USING btree (partnership_id, drafted_at);
CREATE UNIQUE INDEX follows_once ON commitments.board_follower USING btree (board_kind, board_id, lower(address));
CREATE UNIQUE INDEX promised_once ON commitments.commitment USING btree (expectation_id) WHERE (expectation_id IS NOT NULL);
CREATE INDEX responsible_commitment_id_from_at_idx ON commitments.responsible USING btree (commitment_id, from_at);
CREATE INDEX responsible_person_id_idx ON commitments.responsible USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE UNIQUE INDEX signature_once ON commitments.signature USING btree (intent_id, organisation_id) WHERE (ended_at IS NULL);
CREATE INDEX figure_partnership_id_added_at_idx ON evidence.figure USING btree (partnership_id, added_at);
CREATE INDEX answer_subject_id_answered_at_idx ON listening.answer USING btree (subject_id, answered_at);
CREATE INDEX appeal_round_id_made_at_idx ON listening.appeal USING btree (round_id, made_at);
CREATE INDEX ban_round_id_banned_at_idx ON listening.ban USING btree (round_id, banned_at);
CREATE INDEX batch_handover_batch_id_pass_idx ON listening.batch_handover USING btree (batch_id, pass);
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
CREATE INDEX decision_again_of_idx ON partnerships.decision USING btree (again_of) WHERE (again_of IS NOT NULL);
CREATE INDEX decision_partnership_id_put_at_idx ON partnerships.decision USING btree (partnership_id, put_at);
CREATE INDEX dissent_decision_id_written_on_idx ON partnerships.dissent USING btree (decision_id, written_on);
CREATE INDEX drift_reading_partnership_id_read_at_idx ON partnerships.drift_reading USING btree (partnership_id, read_at);
CREATE INDEX interest_partnership_id_member_id_idx ON partnerships.interest USING btree (partnership_id, member_id);
CREATE INDEX invitation_partnership_id_made_at_idx ON partnerships.invitation USING btree (partnership_id, made_at);
CREATE INDEX meeting_partnership_id_starts_at_idx ON partnerships.meeting USING btree (partnership_id, starts_at);
CREATE UNIQUE INDEX member_once ON partnerships.member USING btree (person_id, partnership_id) WHERE (left_at IS NULL);
CREATE INDEX member_partnership_id_joined_at_idx ON partnerships.member USING btree (partnership_id, joined_at);
CREATE UNIQUE INDEX member_role_once ON partnerships.member_role USING btree (member_id, role) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX representative_once ON partnerships.representative USING btree (person_id, organisation_id, partnership_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX term_member_id_set_at_idx ON partnerships.term USING btree (member_id, set_at);
CREATE UNIQUE INDEX trusted_organisation_once ON partnerships.trusted_organisation USING btree (partnership_id) WHERE (ended_at IS NULL);
CREATE INDEX vote_decision_id_member_id_number_idx ON partnerships.vote USING btree (decision_id, member_id, number);
CREATE INDEX account_person_id_idx ON people.account USING btree (person_id);
CREATE INDEX attempt_full_at_idx ON people.attempt USING btree (full_at);
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
CREATE INDEX activity_partnership_id_added_at_idx ON priorities.activity USING btree (partnership_id, added_at);
CREATE INDEX driver_priority_id_position_idx ON priorities.driver USING btree (priority_id, "position");
CREATE INDEX ground_node_id_idx ON priorities.ground USING btree (node_id);
CREATE INDEX list_partnership_id_drawn_up_at_idx ON priorities.list USING btree (partnership_id, drawn_up_at);
CREATE UNIQUE INDEX plan_partnership_id_idx ON priorities.plan USING btree (partnership_id) WHERE (published_at IS NULL);
CREATE INDEX priority_partnership_id_proposed_at_idx ON priorities.priority USING btree (partnership_id, proposed_at);

-- Functions

CREATE OR REPLACE FUNCTION commitments.check_back_is_open(check_back uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (NOT (EXISTS (SELECT FROM commitments.check_back_result closed WHERE (closed.check_back_id = check_back_is_open.check_back))))
;
CREATE OR REPLACE FUNCTION commitments.commitment_of_check_back(check_back uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT asked.commitment_id FROM commitments.check_back asked WHERE (asked.id = commitment_of_check_back.check_back))
;
CREATE OR REPLACE FUNCTION commitments.commitment_of_responsible(responsible uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT named.commitment_id FROM commitments.responsible named WHERE (named.id = commitment_of_responsible.responsible))
;
CREATE OR REPLACE FUNCTION commitments.count_check_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
AS $function$
DECLARE
  said record;
  most integer;
BEGIN
  -- Nobody's word is lost between the count and the closing: saying one waits for this row.
  PERFORM FROM check_back WHERE id = NEW.check_back_id FOR UPDATE;
  SELECT count(*) FILTER (WHERE verdict = 'kept')::integer AS kept, count(*) FILTER (WHERE verdict = 'partly')::integer AS partly,
    count(*) FILTER (WHERE verdict = 'not-kept')::integer AS not_kept, count(*) FILTER (WHERE verdict = 'too-soon')::integer AS too_soon
    INTO said FROM newest_words(NEW.check_back_id);
  most := greatest(said.kept, said.partly, said.not_kept, said.too_soon);
  NEW.counts := jsonb_build_object('kept', said.kept, 'partly', said.partly, 'not-kept', said.not_kept, 'too-soon', said.too_soon);
  NEW.verdict := CASE WHEN most = 0 THEN 'nobody-said' WHEN said.too_soon = most THEN 'too-soon'
    WHEN (said.kept = most)::integer + (said.partly = most)::integer + (said.not_kept = most)::integer > 1 THEN 'partly'
    WHEN said.kept = most THEN 'kept' WHEN said.partly = most THEN 'partly' ELSE 'not-kept' END;
  IF NEW.verdict <> 'too-soon' THEN NEW.next_review_on := NULL; END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION commitments.expectation_is_public(expectation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM commitments.expectation one WHERE ((one.id = expectation_is_public.expectation) AND (one.sent_at IS NOT NULL))))
;
CREATE OR REPLACE FUNCTION commitments.forget_own_following()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
AS $function$
  DELETE FROM board_follower WHERE lower(address) = (SELECT lower(email) FROM people.person WHERE id = platform.acting_person())
$function$
;
CREATE OR REPLACE FUNCTION commitments.intent_is_public(intent uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM commitments.intent one WHERE ((one.id = intent_is_public.intent) AND (one.published_at IS NOT NULL))))
;
CREATE OR REPLACE FUNCTION commitments.intent_slug_taken(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM commitments.intent one WHERE (one.slug = intent_slug_taken.wanted)))
;
CREATE OR REPLACE FUNCTION commitments.is_statutory(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM (places.organisation body JOIN places.body_kind ON ((body_kind.code = body.kind))) WHERE ((body.id = is_statutory.organisation) AND body_kind.statutory)))
;
CREATE OR REPLACE FUNCTION commitments.keep_what_was_sent()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.sent_at IS NOT NULL AND (NEW.organisation_id, NEW.language, NEW.what, NEW.why, NEW.answer_by, NEW.priority_id, NEW.sent_at, NEW.sent_by)
      IS DISTINCT FROM (OLD.organisation_id, OLD.language, OLD.what, OLD.why, OLD.answer_by, OLD.priority_id, OLD.sent_at, OLD.sent_by)
    OR OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawal) IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawal) THEN
    RAISE EXCEPTION 'what was sent is kept as it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION commitments.may_answer(person uuid, expectation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM commitments.expectation one WHERE ((one.id = may_answer.expectation) AND (one.sent_at IS NOT NULL) AND (one.withdrawn_at IS NULL) AND partnerships.speaks_for(may_answer.person, one.organisation_id, one.partnership_id))))
;
CREATE OR REPLACE FUNCTION commitments.may_check(check_back uuid, member uuid, hash text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (commitments.check_back_is_open(check_back) AND CASE WHEN (member IS NOT NULL) THEN (EXISTS (SELECT FROM partnerships.member own WHERE ((own.id = may_check.member) AND (own.left_at IS NULL) AND (own.standing = 'resident'::text) AND (own.partnership_id = commitments.partnership_of_check_back(may_check.check_back)) AND (NOT (EXISTS (SELECT FROM (commitments.check_back asked JOIN commitments.commitment one ON ((one.id = asked.commitment_id))) WHERE ((asked.id = may_check.check_back) AND partnerships.speaks_for(own.person_id, one.organisation_id, one.partnership_id)))))))) ELSE (EXISTS (SELECT FROM commitments.check_back_code code WHERE ((code.check_back_id = may_check.check_back) AND (code.code_hash = may_check.hash)))) END)
;
CREATE OR REPLACE FUNCTION commitments.may_promise(person uuid, organisation uuid, partnership uuid, expectation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (partnerships.speaks_for(person, organisation, partnership) AND ((expectation IS NULL) OR (EXISTS (SELECT FROM (commitments.expectation one JOIN commitments.expectation_answer given ON (((given.expectation_id = one.id) AND (given.kind = 'accepted'::text)))) WHERE ((one.id = may_promise.expectation) AND (one.organisation_id = may_promise.organisation) AND (one.partnership_id = may_promise.partnership) AND (one.withdrawn_at IS NULL))))))
;
CREATE OR REPLACE FUNCTION commitments.may_report(person uuid, commitment uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM commitments.commitment one WHERE ((one.id = may_report.commitment) AND partnerships.speaks_for(may_report.person, one.organisation_id, one.partnership_id))))
;
CREATE OR REPLACE FUNCTION commitments.newest_words(check_back uuid)
 RETURNS SETOF commitments.check_back_word
 LANGUAGE sql
 STABLE
 SET search_path TO 'commitments', 'pg_temp'
AS $function$
  SELECT DISTINCT ON (coalesce(member_id::text, voice_hash)) * FROM check_back_word word WHERE word.check_back_id = check_back
  ORDER BY coalesce(member_id::text, voice_hash), number DESC
$function$
;
CREATE OR REPLACE FUNCTION commitments.partnership_of(commitment uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT one.partnership_id FROM commitments.commitment one WHERE (one.id = partnership_of.commitment))
;
CREATE OR REPLACE FUNCTION commitments.partnership_of_check_back(check_back uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT one.partnership_id FROM (commitments.check_back asked JOIN commitments.commitment one ON ((one.id = asked.commitment_id))) WHERE (asked.id = partnership_of_check_back.check_back))
;
CREATE OR REPLACE FUNCTION commitments.partnership_of_expectation(expectation uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT one.partnership_id FROM commitments.expectation one WHERE (one.id = partnership_of_expectation.expectation))
;
CREATE OR REPLACE FUNCTION commitments.partnership_of_intent(intent uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT one.partnership_id FROM commitments.intent one WHERE (one.id = partnership_of_intent.intent))
;
CREATE OR REPLACE FUNCTION commitments.refuse_when_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM check_back WHERE id = NEW.check_back_id FOR SHARE;
  IF EXISTS (SELECT FROM check_back_result closed WHERE closed.check_back_id = NEW.check_back_id) THEN
    RAISE EXCEPTION 'this check-back is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION commitments.speaks_anywhere(person uuid, organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.representative voice WHERE ((voice.person_id = speaks_anywhere.person) AND (voice.organisation_id = speaks_anywhere.organisation) AND (voice.ended_at IS NULL) AND (voice.partnership_id IS NULL))))
;
CREATE OR REPLACE FUNCTION commitments.voices_of_check_back(check_back uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
RETURN (SELECT (count(*))::integer AS count FROM commitments.newest_words(voices_of_check_back.check_back) newest_words(id, number, check_back_id, member_id, voice_hash, channel, verdict, words, language, said_at, recorded_by))
;
CREATE OR REPLACE FUNCTION commitments.words_of_check_back(check_back uuid)
 RETURNS TABLE(id uuid, verdict text, words text, language text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'commitments', 'pg_temp'
AS $function$
  SELECT newest.id, newest.verdict, newest.words, newest.language FROM newest_words(check_back) newest
  WHERE EXISTS (SELECT FROM check_back_result closed WHERE closed.check_back_id = check_back) ORDER BY newest.id
$function$
;
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
CREATE OR REPLACE FUNCTION listening.acting_as_moderator(of_round uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE COST 1
 SET search_path TO 'listening', 'pg_temp'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM listening.round WHERE round.id = of_round AND platform.acting_in(round.partnership_id, 'moderator', 'chair'));
END $function$
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
CREATE OR REPLACE FUNCTION listening.acting_in_pass(of_batch uuid, of_pass smallint)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM (listening.batch JOIN listening.round ON ((round.id = batch.round_id))) WHERE ((batch.id = acting_in_pass.of_batch) AND (batch.settled_at IS NULL) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['keyer'::text, 'facilitator'::text, 'chair'::text]) AND CASE acting_in_pass.of_pass WHEN 1 THEN (batch.first_keyed_by = platform.acting_person()) WHEN 2 THEN (batch.second_keyed_by = platform.acting_person()) ELSE false END)))
;
CREATE OR REPLACE FUNCTION listening.acting_may_compare(of_batch uuid, of_pass smallint, by_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_system() OR listening.acting_in_pass(of_batch, of_pass) OR (EXISTS (SELECT FROM (listening.batch JOIN listening.round ON ((round.id = batch.round_id))) WHERE ((batch.id = acting_may_compare.of_batch) AND platform.acting_in(round.partnership_id, VARIADIC ARRAY['keyer'::text, 'facilitator'::text, 'chair'::text]) AND ((acting_may_compare.by_person = platform.acting_person()) OR ((batch.first_done_at IS NOT NULL) AND (batch.second_done_at IS NOT NULL)))))))
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
CREATE OR REPLACE FUNCTION listening.decision_note(of_decision uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
  SELECT note FROM listening.moderation_decision decision JOIN listening.round ON round.id = decision.round_id
  WHERE decision.id = of_decision AND (platform.acting_system()
    OR platform.acting_in(round.partnership_id, 'moderator', 'chair')
    OR EXISTS (SELECT FROM listening.statement WHERE statement.id = decision.subject_id AND author_participant_id = platform.acting_participant())
    OR EXISTS (SELECT FROM listening.testimony WHERE testimony.participant_id = platform.acting_participant() AND testimony.id = decision.subject_id))
$function$
;
CREATE OR REPLACE FUNCTION listening.hand_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
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
END $function$
;
CREATE OR REPLACE FUNCTION listening.known_participants(ids uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
  SELECT id FROM listening.participant WHERE id = ANY (ids)
  UNION SELECT participant_id FROM listening.sheet WHERE participant_id = ANY (ids)
$function$
;
CREATE OR REPLACE FUNCTION listening.newest_members(of_round uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
  SELECT members FROM listening.result WHERE round_id = of_round AND platform.acting_system() ORDER BY version DESC LIMIT 1
$function$
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
CREATE OR REPLACE FUNCTION listening.refuse_keyer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'listening', 'pg_temp'
AS $function$
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
END $function$
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
CREATE OR REPLACE FUNCTION partnerships.acting_member(partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_in(partnership, VARIADIC ARRAY['chair'::text, 'facilitator'::text, 'moderator'::text, 'keyer'::text, 'safeguarding'::text, 'member'::text]) OR platform.acting_system())
;
CREATE OR REPLACE FUNCTION partnerships.acting_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((COALESCE(current_setting('app.operator'::text, true), ''::text) = 'yes'::text) OR platform.acting_system())
;
CREATE OR REPLACE FUNCTION partnerships.acting_organiser(partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (platform.acting_in(partnership, VARIADIC ARRAY['chair'::text, 'facilitator'::text]) OR platform.acting_system())
;
CREATE OR REPLACE FUNCTION partnerships.board_at(decision uuid, moment timestamp with time zone)
 RETURNS TABLE(member_id uuid, person_id uuid, standing text, excluded text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION partnerships.close_decision(decision uuid, moment timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
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
END $function$
;
CREATE OR REPLACE FUNCTION partnerships.constitution_at(partnership uuid, moment timestamp with time zone)
 RETURNS partnerships.constitution
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT rules.*::partnerships.constitution AS rules FROM partnerships.constitution rules WHERE ((rules.partnership_id = constitution_at.partnership) AND (rules.adopted_at <= constitution_at.moment)) ORDER BY rules.version DESC LIMIT 1)
;
CREATE OR REPLACE FUNCTION partnerships.count_at(decision uuid, moment timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
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
$function$
;
CREATE OR REPLACE FUNCTION partnerships.count_decision(decision uuid, moment timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN closed.count IS NOT NULL THEN closed.count
    WHEN partnerships.acting_organiser(asked.partnership_id) AND (asked.meeting_id IS NOT NULL OR partnerships.may_close(asked.id, moment)) THEN live.count
    WHEN partnerships.decision_is_public(asked.id) OR partnerships.acting_member(asked.partnership_id) THEN live.count - 'options' - 'channels' - 'cast' - 'residentsCast' - 'abstained'
  END
  FROM decision asked
  LEFT JOIN decision_result closed ON closed.decision_id = asked.id
  CROSS JOIN LATERAL (SELECT partnerships.count_at(asked.id, partnerships.counted_at(asked.id, moment)) AS count) AS live
  WHERE asked.id = count_decision.decision
$function$
;
CREATE OR REPLACE FUNCTION partnerships.counted_at(decision uuid, moment timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT LEAST(moment, (SELECT opening.closes_at FROM partnerships.decision_opening opening WHERE (opening.decision_id = counted_at.decision))) AS "least")
;
CREATE OR REPLACE FUNCTION partnerships.decision_is_open(decision uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN ((EXISTS (SELECT FROM partnerships.decision_opening opening WHERE (opening.decision_id = decision_is_open.decision))) AND (NOT (EXISTS (SELECT FROM partnerships.decision_result closed WHERE (closed.decision_id = decision_is_open.decision)))))
;
CREATE OR REPLACE FUNCTION partnerships.decision_is_public(decision uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN ((EXISTS (SELECT FROM partnerships.decision_opening opening WHERE (opening.decision_id = decision_is_public.decision))) OR (EXISTS (SELECT FROM (partnerships.decision asked JOIN partnerships.meeting_notice notice ON ((notice.meeting_id = asked.meeting_id))) WHERE (asked.id = decision_is_public.decision))) OR (EXISTS (SELECT FROM (partnerships.agenda_item item JOIN partnerships.meeting_notice notice ON ((notice.meeting_id = item.meeting_id))) WHERE (item.decision_id = decision_is_public.decision))))
;
CREATE OR REPLACE FUNCTION partnerships.electorate(decision uuid, moment timestamp with time zone)
 RETURNS TABLE(member_id uuid, person_id uuid, standing text, excluded text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
  SELECT board.* FROM partnerships.board_at(electorate.decision, partnerships.counted_at(electorate.decision, moment)) board
  WHERE partnerships.acting_member(partnerships.partnership_of_decision(electorate.decision))
$function$
;
CREATE OR REPLACE FUNCTION partnerships.erase_interests(moment timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
  UPDATE interest SET about = '', organisation_id = NULL, erased = true, ended_at = coalesce(interest.ended_at, moment)
    FROM member WHERE member.id = interest.member_id AND member.person_id = platform.acting_person()
$function$
;
CREATE OR REPLACE FUNCTION partnerships.has_closed(decision uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.decision_result closed WHERE (closed.decision_id = has_closed.decision)))
;
CREATE OR REPLACE FUNCTION partnerships.has_members(partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.member WHERE (member.partnership_id = has_members.partnership)))
;
CREATE OR REPLACE FUNCTION partnerships.has_notice(meeting uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.meeting_notice notice WHERE (notice.meeting_id = has_notice.meeting)))
;
CREATE OR REPLACE FUNCTION partnerships.has_opened(decision uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.decision_opening opening WHERE (opening.decision_id = has_opened.decision)))
;
CREATE OR REPLACE FUNCTION partnerships.interest_count(partnership uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT (count(*))::integer AS count FROM (partnerships.interest JOIN partnerships.member ON (((member.id = interest.member_id) AND (member.left_at IS NULL)))) WHERE ((interest.partnership_id = interest_count.partnership) AND (interest.ended_at IS NULL)))
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
CREATE OR REPLACE FUNCTION partnerships.is_member_of(person uuid, partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.member WHERE ((member.person_id = is_member_of.person) AND (member.partnership_id = is_member_of.partnership) AND (member.left_at IS NULL))))
;
CREATE OR REPLACE FUNCTION partnerships.is_present(meeting uuid, member uuid, moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM (partnerships.attendance came JOIN partnerships.meeting held ON ((held.id = came.meeting_id))) WHERE ((came.meeting_id = is_present.meeting) AND (came.member_id = is_present.member) AND (came.channel <> 'paper'::text) AND (came.arrived_at <= is_present.moment) AND ((came.left_at IS NULL) OR (came.left_at > is_present.moment)) AND (((is_present.moment AT TIME ZONE 'Europe/London'::text))::date <= ((held.ends_at AT TIME ZONE 'Europe/London'::text))::date))))
;
CREATE OR REPLACE FUNCTION partnerships.may_close(decision uuid, moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
  SELECT partnerships.decision_is_open(asked.id) AND CASE WHEN asked.meeting_id IS NULL
    THEN opening.closes_at <= moment OR NOT EXISTS (SELECT FROM board_at(asked.id, moment) board WHERE board.excluded IS NULL
      AND NOT EXISTS (SELECT FROM vote WHERE vote.decision_id = asked.id AND vote.member_id = board.member_id))
    ELSE EXISTS (SELECT FROM meeting WHERE meeting.id = asked.meeting_id AND meeting.starts_at <= moment)
      OR EXISTS (SELECT FROM meeting_cancellation gone WHERE gone.meeting_id = asked.meeting_id) END
  FROM decision asked JOIN decision_opening opening ON opening.decision_id = asked.id WHERE asked.id = may_close.decision
$function$
;
CREATE OR REPLACE FUNCTION partnerships.may_open(decision uuid, moment timestamp with time zone, closes timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM partnerships.decision asked WHERE ((asked.id = may_open.decision) AND partnerships.acting_organiser(asked.partnership_id) AND ((partnerships.constitution_at(asked.partnership_id, may_open.moment)).quorum_share IS NOT NULL) AND (SELECT ((count(*) >= 2) AND bool_or(option.adopts)) FROM partnerships.decision_option option WHERE (option.decision_id = may_open.decision)) AND ((asked.meeting_id IS NULL) = (may_open.closes IS NOT NULL)) AND ((asked.meeting_id IS NULL) OR (partnerships.has_notice(asked.meeting_id) AND (NOT (EXISTS (SELECT FROM partnerships.meeting_cancellation gone WHERE (gone.meeting_id = asked.meeting_id)))))))))
;
CREATE OR REPLACE FUNCTION partnerships.may_record_vote(decision uuid, member uuid, channel text, moment timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (partnerships.decision_is_open(decision) AND (EXISTS (SELECT FROM partnerships.decision_opening opening WHERE ((opening.decision_id = may_record_vote.decision) AND (opening.opened_at <= may_record_vote.moment) AND ((opening.closes_at IS NULL) OR (opening.closes_at > may_record_vote.moment))))) AND (EXISTS (SELECT FROM (partnerships.board_at(may_record_vote.decision, may_record_vote.moment) board(member_id, person_id, standing, excluded) JOIN partnerships.decision asked ON ((asked.id = may_record_vote.decision))) WHERE ((board.member_id = may_record_vote.member) AND (board.excluded IS NULL) AND ((may_record_vote.channel <> 'hand'::text) OR partnerships.is_present(asked.meeting_id, may_record_vote.member, may_record_vote.moment)) AND ((board.person_id = platform.acting_person()) OR ((may_record_vote.channel <> 'screen'::text) AND platform.acting_in(asked.partnership_id, VARIADIC ARRAY['chair'::text, 'facilitator'::text, 'keyer'::text])))))))
;
CREATE OR REPLACE FUNCTION partnerships.may_set_up(partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN ((NOT (EXISTS (SELECT FROM (partnerships.decision_opening opening JOIN partnerships.decision asked ON ((asked.id = opening.decision_id))) WHERE (asked.partnership_id = may_set_up.partnership)))) AND (platform.acting_in(partnership, VARIADIC ARRAY['chair'::text]) OR platform.acting_system() OR (NOT partnerships.has_members(partnership))))
;
CREATE OR REPLACE FUNCTION partnerships.partnership_of_decision(decision uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT asked.partnership_id FROM partnerships.decision asked WHERE (asked.id = partnership_of_decision.decision))
;
CREATE OR REPLACE FUNCTION partnerships.partnership_of_meeting(meeting uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT asked.partnership_id FROM partnerships.meeting asked WHERE (asked.id = partnership_of_meeting.meeting))
;
CREATE OR REPLACE FUNCTION partnerships.partnership_of_member(member uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT own.partnership_id FROM partnerships.member own WHERE (own.id = partnership_of_member.member))
;
CREATE OR REPLACE FUNCTION partnerships.person_of_member(member uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (SELECT own.person_id FROM partnerships.member own WHERE (own.id = person_of_member.member))
;
CREATE OR REPLACE FUNCTION partnerships.refuse_when_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM partnerships.decision asked WHERE asked.id = NEW.decision_id FOR SHARE;
  IF EXISTS (SELECT FROM partnerships.decision_result closed WHERE closed.decision_id = NEW.decision_id) THEN
    RAISE EXCEPTION 'this decision is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$
;
CREATE OR REPLACE FUNCTION partnerships.speaks_for(person uuid, organisation uuid, partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN ((EXISTS (SELECT FROM partnerships.member WHERE ((member.person_id = speaks_for.person) AND (member.organisation_id = speaks_for.organisation) AND (member.partnership_id = speaks_for.partnership) AND (member.left_at IS NULL)))) OR (EXISTS (SELECT FROM partnerships.representative voice WHERE ((voice.person_id = speaks_for.person) AND (voice.organisation_id = speaks_for.organisation) AND (voice.ended_at IS NULL) AND ((voice.partnership_id IS NULL) OR (voice.partnership_id = speaks_for.partnership))))))
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
CREATE OR REPLACE FUNCTION partnerships.was_invited(person uuid, partnership uuid, as_what text, organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM (partnerships.invitation_use JOIN partnerships.invitation ON ((invitation.id = invitation_use.invitation_id))) WHERE ((invitation_use.person_id = was_invited.person) AND (invitation.partnership_id = was_invited.partnership) AND (invitation.standing = was_invited.as_what) AND (NOT (invitation.organisation_id IS DISTINCT FROM was_invited.organisation)) AND (NOT (EXISTS (SELECT FROM partnerships.member past WHERE ((past.person_id = was_invited.person) AND (past.partnership_id = was_invited.partnership) AND ((past.left_at > invitation_use.used_at) OR ((past.left_by <> was_invited.person) AND (past.left_at > invitation.made_at))))))))))
;
CREATE OR REPLACE FUNCTION partnerships.was_invited_to_speak(person uuid, organisation uuid, partnership uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM (partnerships.invitation_use used JOIN partnerships.invitation ON ((invitation.id = used.invitation_id))) WHERE ((used.person_id = was_invited_to_speak.person) AND (invitation.partnership_id = was_invited_to_speak.partnership) AND (invitation.organisation_id = was_invited_to_speak.organisation) AND (invitation.standing = 'representative'::text) AND (NOT (EXISTS (SELECT FROM partnerships.representative past WHERE ((past.person_id = was_invited_to_speak.person) AND (past.organisation_id = was_invited_to_speak.organisation) AND (past.partnership_id = was_invited_to_speak.partnership) AND (past.ended_at >= invitation.made_at))))))))
;
CREATE OR REPLACE FUNCTION partnerships.was_offered(member uuid, role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'partnerships', 'pg_temp'
RETURN (EXISTS (SELECT FROM ((partnerships.member joined JOIN partnerships.invitation_use ON (((invitation_use.person_id = joined.person_id) AND (invitation_use.used_at = joined.joined_at)))) JOIN partnerships.invitation ON (((invitation.id = invitation_use.invitation_id) AND (invitation.partnership_id = joined.partnership_id)))) WHERE ((joined.id = was_offered.member) AND (was_offered.role = ANY (invitation.roles)) AND (NOT (EXISTS (SELECT FROM partnerships.member_role held WHERE ((held.member_id = was_offered.member) AND (held.role = was_offered.role))))))))
;
CREATE OR REPLACE FUNCTION people.names_of(ids uuid[])
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'people', 'pg_temp'
AS $function$
  SELECT person.id, person.name FROM people.person WHERE person.id = ANY (ids) AND person.erased_at IS NULL
$function$
;
CREATE OR REPLACE FUNCTION people.person_of_session(of_token text, at timestamp with time zone)
 RETURNS TABLE(id uuid, name text, language text, theme text, text_size text, operator boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'people', 'pg_temp'
AS $function$
  SELECT person.id, person.name, person.language, person.theme, person.text_size, person.operator
  FROM people.session JOIN people.person ON person.id = session.person_id
  WHERE session.token = of_token AND session.expires_at > at AND person.erased_at IS NULL
$function$
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
CREATE OR REPLACE FUNCTION priorities.is_public(priority uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'priorities', 'pg_temp'
RETURN (EXISTS (SELECT FROM priorities.priority one WHERE ((one.id = is_public.priority) AND (one.published_at IS NOT NULL))))
;
CREATE OR REPLACE FUNCTION priorities.partnership_of(priority uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'priorities', 'pg_temp'
RETURN (SELECT one.partnership_id FROM priorities.priority one WHERE (one.id = partnership_of.priority))
;
CREATE OR REPLACE FUNCTION priorities.partnership_of_list(list uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'priorities', 'pg_temp'
RETURN (SELECT one.partnership_id FROM priorities.list one WHERE (one.id = partnership_of_list.list))
;
CREATE OR REPLACE FUNCTION priorities.was_carried(list uuid, decision uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'priorities', 'pg_temp'
RETURN (EXISTS (SELECT FROM ((priorities.list one JOIN partnerships.decision asked ON (((asked.id = one.decision_id) AND (asked.about_id = one.id)))) JOIN partnerships.decision_result closed ON ((closed.decision_id = asked.id))) WHERE ((one.id = was_carried.list) AND (asked.id = was_carried.decision) AND (closed.outcome = 'carried'::text))))
;

-- Triggers

CREATE TRIGGER counted BEFORE INSERT ON commitments.check_back_result FOR EACH ROW EXECUTE FUNCTION commitments.count_check_back();
CREATE TRIGGER result_is_append_only BEFORE DELETE OR UPDATE ON commitments.check_back_result FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER said_while_open BEFORE INSERT ON commitments.check_back_word FOR EACH ROW EXECUTE FUNCTION commitments.refuse_when_closed();
CREATE TRIGGER word_is_append_only BEFORE DELETE OR UPDATE ON commitments.check_back_word FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER kept_as_sent BEFORE UPDATE ON commitments.expectation FOR EACH ROW EXECUTE FUNCTION commitments.keep_what_was_sent();
CREATE TRIGGER about_question_stands BEFORE DELETE OR UPDATE ON listening.about_question FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER answer_is_append_only BEFORE DELETE OR UPDATE ON listening.answer FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER two_people_key BEFORE UPDATE OF first_keyed_by, second_keyed_by ON listening.batch FOR EACH ROW EXECUTE FUNCTION listening.refuse_keyer();
CREATE TRIGGER batch_handover_is_append_only BEFORE DELETE OR UPDATE ON listening.batch_handover FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER sets_the_pass_free AFTER INSERT ON listening.batch_handover FOR EACH ROW EXECUTE FUNCTION listening.hand_over();
CREATE TRIGGER closure_is_append_only BEFORE DELETE OR UPDATE ON listening.closure FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER moderation_decision_is_append_only BEFORE DELETE OR UPDATE ON listening.moderation_decision FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER response_is_append_only BEFORE DELETE OR UPDATE ON listening.response FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER round_stands BEFORE UPDATE OF partnership_id, code, languages, opens_at ON listening.round FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER round_text_stands BEFORE DELETE OR UPDATE ON listening.round_text FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER refused_statement_stays_held BEFORE UPDATE OF status ON listening.statement FOR EACH ROW WHEN (((new.status = 'published'::text) AND (old.status <> 'published'::text))) EXECUTE FUNCTION listening.refuse_publishing_refused();
CREATE TRIGGER statement_stands BEFORE DELETE OR UPDATE OF round_id, number, language, source ON listening.statement FOR EACH ROW EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER statement_words_stand BEFORE UPDATE OF text ON listening.statement FOR EACH ROW WHEN (((old.published_at IS NOT NULL) OR (old.status = 'published'::text))) EXECUTE FUNCTION listening.refuse_once_opened();
CREATE TRIGGER interest_while_open BEFORE INSERT ON partnerships.decision_interest FOR EACH ROW EXECUTE FUNCTION partnerships.refuse_when_closed();
CREATE TRIGGER result_is_append_only BEFORE DELETE OR UPDATE ON partnerships.decision_result FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER vote_is_append_only BEFORE DELETE OR UPDATE ON partnerships.vote FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER vote_while_open BEFORE INSERT ON partnerships.vote FOR EACH ROW EXECUTE FUNCTION partnerships.refuse_when_closed();
CREATE TRIGGER ledger_event_is_append_only BEFORE DELETE OR UPDATE ON platform.ledger_event FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER ledger_event_is_never_emptied BEFORE TRUNCATE ON platform.ledger_event FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- Row-level security

CREATE POLICY kept ON commitments.board_follower FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY opened ON commitments.check_back FOR INSERT WITH CHECK ((platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id) OR partnerships.acting_organiser(commitments.partnership_of(commitment_id))));
CREATE POLICY public ON commitments.check_back FOR SELECT USING (true);
CREATE POLICY by_background_work ON commitments.check_back_asking FOR INSERT WITH CHECK (platform.acting_system());
CREATE POLICY public ON commitments.check_back_asking FOR SELECT USING (true);
CREATE POLICY made ON commitments.check_back_code FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY printed ON commitments.check_back_code FOR INSERT WITH CHECK ((partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id)) AND (NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id)))));
CREATE POLICY closed ON commitments.check_back_result FOR INSERT WITH CHECK ((platform.acting_system() OR (partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id)) AND (NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id))))));
CREATE POLICY public ON commitments.check_back_result FOR SELECT USING (true);
CREATE POLICY own ON commitments.check_back_word FOR SELECT USING ((platform.acting_system() OR (recorded_by = platform.acting_person()) OR (partnerships.person_of_member(member_id) = platform.acting_person())));
CREATE POLICY said ON commitments.check_back_word FOR INSERT WITH CHECK ((commitments.may_check(check_back_id, member_id, voice_hash) AND ((platform.acting_person() IS NULL) OR (NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id)))) AND
CASE
    WHEN (recorded_by IS NULL) THEN ((member_id IS NULL) OR (partnerships.person_of_member(member_id) = platform.acting_person()))
    ELSE ((recorded_by = platform.acting_person()) AND (partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id)) OR platform.acting_in(commitments.partnership_of_check_back(check_back_id), VARIADIC ARRAY['keyer'::text])))
END));
CREATE POLICY made ON commitments.commitment FOR INSERT WITH CHECK ((platform.acting_system() OR ((made_by = platform.acting_person()) AND commitments.may_promise(made_by, organisation_id, partnership_id, expectation_id) AND ((priority_id IS NULL) OR ((priorities.partnership_of(priority_id) = partnership_id) AND priorities.is_public(priority_id))) AND ((intent_id IS NULL) OR commitments.intent_is_public(intent_id)))));
CREATE POLICY public ON commitments.commitment FOR SELECT USING (true);
CREATE POLICY posted ON commitments.commitment_update FOR INSERT WITH CHECK ((platform.acting_system() OR ((posted_by = platform.acting_person()) AND commitments.may_report(posted_by, commitment_id) AND ((figure_id IS NULL) OR (commitments.partnership_of(commitment_id) = ( SELECT figure.partnership_id
   FROM evidence.figure
  WHERE (figure.id = commitment_update.figure_id)))))));
CREATE POLICY public ON commitments.commitment_update FOR SELECT USING (true);
CREATE POLICY changed ON commitments.expectation FOR UPDATE USING (partnerships.acting_organiser(partnership_id)) WITH CHECK ((partnerships.acting_organiser(partnership_id) AND commitments.is_statutory(organisation_id) AND ((priority_id IS NULL) OR (priorities.partnership_of(priority_id) = partnership_id))));
CREATE POLICY drafted ON commitments.expectation FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnership_id) AND commitments.is_statutory(organisation_id) AND ((priority_id IS NULL) OR (priorities.partnership_of(priority_id) = partnership_id))));
CREATE POLICY seen ON commitments.expectation FOR SELECT USING (((sent_at IS NOT NULL) OR partnerships.acting_member(partnership_id)));
CREATE POLICY answered ON commitments.expectation_answer FOR INSERT WITH CHECK (((answered_by = platform.acting_person()) AND commitments.may_answer(answered_by, expectation_id)));
CREATE POLICY public ON commitments.expectation_answer FOR SELECT USING (true);
CREATE POLICY organisers ON commitments.expectation_contact FOR ALL USING (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id))) WITH CHECK (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)));
CREATE POLICY linked ON commitments.expectation_ground FOR ALL USING ((partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)) AND (NOT commitments.expectation_is_public(expectation_id)))) WITH CHECK ((partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)) AND (NOT commitments.expectation_is_public(expectation_id))));
CREATE POLICY seen ON commitments.expectation_ground FOR SELECT USING ((commitments.expectation_is_public(expectation_id) OR partnerships.acting_member(commitments.partnership_of_expectation(expectation_id))));
CREATE POLICY agreed ON commitments.form_answer FOR INSERT WITH CHECK (partnerships.acting_organiser(( SELECT commitments.partnership_of_expectation(given.expectation_id) AS partnership_of_expectation
   FROM commitments.expectation_answer given
  WHERE (given.id = form_answer.answer_id))));
CREATE POLICY public ON commitments.form_answer FOR SELECT USING (true);
CREATE POLICY changed ON commitments.intent FOR UPDATE USING (((published_at IS NULL) AND partnerships.acting_organiser(partnership_id))) WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY drafted ON commitments.intent FOR INSERT WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY seen ON commitments.intent FOR SELECT USING (((published_at IS NOT NULL) OR partnerships.acting_member(partnership_id)));
CREATE POLICY by_the_clock ON commitments.quiet FOR INSERT WITH CHECK (platform.acting_system());
CREATE POLICY public ON commitments.quiet FOR SELECT USING (true);
CREATE POLICY by_the_clock ON commitments.reminder FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY erased ON commitments.responsible FOR UPDATE USING (((person_id = platform.acting_person()) OR platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id))) WITH CHECK ((platform.acting_system() OR ((name IS NULL) AND (person_id IS NULL))));
CREATE POLICY named ON commitments.responsible FOR INSERT WITH CHECK ((platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id)));
CREATE POLICY public ON commitments.responsible FOR SELECT USING (true);
CREATE POLICY own ON commitments.responsible_contact FOR ALL USING ((platform.acting_system() OR commitments.may_report(platform.acting_person(), commitments.commitment_of_responsible(responsible_id)) OR (EXISTS ( SELECT
   FROM commitments.responsible named
  WHERE ((named.id = responsible_contact.responsible_id) AND (named.person_id = platform.acting_person())))))) WITH CHECK ((platform.acting_system() OR commitments.may_report(platform.acting_person(), commitments.commitment_of_responsible(responsible_id))));
CREATE POLICY ended ON commitments.signature FOR UPDATE USING (partnerships.speaks_for(platform.acting_person(), organisation_id, commitments.partnership_of_intent(intent_id)));
CREATE POLICY public ON commitments.signature FOR SELECT USING (true);
CREATE POLICY signed ON commitments.signature FOR INSERT WITH CHECK ((platform.acting_system() OR ((signed_by = platform.acting_person()) AND commitments.intent_is_public(intent_id) AND partnerships.speaks_for(signed_by, organisation_id, commitments.partnership_of_intent(intent_id)))));
CREATE POLICY answered ON commitments.support_answer FOR INSERT WITH CHECK (((answered_by = platform.acting_person()) AND (EXISTS ( SELECT
   FROM commitments.support_ask asked
  WHERE ((asked.id = support_answer.ask_id) AND
        CASE
            WHEN (support_answer.organisation_id IS NULL) THEN partnerships.acting_organiser(asked.partnership_id)
            ELSE partnerships.speaks_for(support_answer.answered_by, support_answer.organisation_id, asked.partnership_id)
        END)))));
CREATE POLICY public ON commitments.support_answer FOR SELECT USING (true);
CREATE POLICY asked ON commitments.support_ask FOR INSERT WITH CHECK (((made_by = platform.acting_person()) AND partnerships.speaks_for(made_by, asked_by, partnership_id)));
CREATE POLICY public ON commitments.support_ask FOR SELECT USING (true);
CREATE POLICY added ON evidence.figure FOR INSERT WITH CHECK (partnerships.acting_member(partnership_id));
CREATE POLICY public ON evidence.figure FOR SELECT USING (true);
CREATE POLICY withdrawn ON evidence.figure FOR UPDATE USING (partnerships.acting_organiser(partnership_id));
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
CREATE POLICY made ON listening.batch FOR INSERT WITH CHECK (((first_keyed_by IS NULL) AND (second_keyed_by IS NULL) AND (settled_at IS NULL) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = batch.round_id) AND listening.acting_as_keyer(round.partnership_id))))));
CREATE POLICY seen ON listening.batch FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = batch.round_id) AND listening.acting_as_member(round.partnership_id)))));
CREATE POLICY handed_over ON listening.batch_handover FOR INSERT WITH CHECK (((handed_over_by = platform.acting_person()) AND (EXISTS ( SELECT
   FROM (listening.batch
     JOIN listening.round ON ((round.id = batch.round_id)))
  WHERE ((batch.id = batch_handover.batch_id) AND (listening.acting_as_organiser(round.partnership_id) OR ((batch_handover.from_person = platform.acting_person()) AND listening.acting_as_keyer(round.partnership_id))))))));
CREATE POLICY seen ON listening.batch_handover FOR SELECT USING ((EXISTS ( SELECT
   FROM (listening.batch
     JOIN listening.round ON ((round.id = batch.round_id)))
  WHERE ((batch.id = batch_handover.batch_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY counted ON listening.closure FOR INSERT WITH CHECK (platform.acting_system());
CREATE POLICY public ON listening.closure FOR SELECT USING (true);
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
CREATE POLICY compared ON listening.keyed_about FOR SELECT USING (listening.acting_may_compare(batch_id, pass, keyed_by));
CREATE POLICY keyed ON listening.keyed_about FOR INSERT WITH CHECK (((keyed_by = platform.acting_person()) AND listening.acting_in_pass(batch_id, pass)));
CREATE POLICY keyed_again ON listening.keyed_about FOR DELETE USING (listening.acting_in_pass(batch_id, pass));
CREATE POLICY settled ON listening.keyed_about FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY keyed ON listening.keyed_sheet FOR INSERT WITH CHECK (((set_aside IS NULL) AND (keyed_by = platform.acting_person()) AND listening.acting_in_pass(batch_id, pass)));
CREATE POLICY keyed_again ON listening.keyed_sheet FOR DELETE USING (listening.acting_in_pass(batch_id, pass));
CREATE POLICY seen ON listening.keyed_sheet FOR SELECT USING ((EXISTS ( SELECT
   FROM (listening.batch
     JOIN listening.round ON ((round.id = batch.round_id)))
  WHERE ((batch.id = keyed_sheet.batch_id) AND listening.acting_as_keyer(round.partnership_id)))));
CREATE POLICY settled ON listening.keyed_sheet FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY compared ON listening.keying FOR SELECT USING (listening.acting_may_compare(batch_id, pass, keyed_by));
CREATE POLICY keyed ON listening.keying FOR INSERT WITH CHECK (((keyed_by = platform.acting_person()) AND listening.acting_in_pass(batch_id, pass)));
CREATE POLICY keyed_again ON listening.keying FOR DELETE USING (listening.acting_in_pass(batch_id, pass));
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
CREATE POLICY arrived ON listening.participant FOR INSERT WITH CHECK ((platform.acting_system() OR ((id = platform.acting_participant()) AND (same_as_id IS NULL) AND (banned_at IS NULL) AND (withdrawn_at IS NULL) AND (number IS NULL))));
CREATE POLICY banned ON listening.participant FOR UPDATE USING ((platform.acting_system() OR listening.acting_as_moderator(round_id)));
CREATE POLICY seen ON listening.participant FOR SELECT USING ((platform.acting_system() OR (id = platform.acting_participant()) OR listening.acting_as_moderator(round_id)));
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
CREATE POLICY computed ON listening.result FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY public ON listening.result FOR SELECT USING (true);
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
CREATE POLICY printed ON listening.sheet FOR INSERT WITH CHECK (((EXISTS ( SELECT
   FROM listening.printing
  WHERE ((printing.id = sheet.printing_id) AND (printing.round_id = sheet.round_id)))) AND (EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = sheet.round_id) AND listening.acting_as_keyer(round.partnership_id))))));
CREATE POLICY seen ON listening.sheet FOR SELECT USING ((platform.acting_system() OR (EXISTS ( SELECT
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
CREATE POLICY organised ON listening.theme FOR ALL USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE ((round.id = theme.round_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY seen ON listening.theme FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.round
  WHERE (round.id = theme.round_id))));
CREATE POLICY organised ON listening.theme_item FOR ALL USING ((EXISTS ( SELECT
   FROM (listening.theme
     JOIN listening.round ON ((round.id = theme.round_id)))
  WHERE ((theme.id = theme_item.theme_id) AND listening.acting_as_organiser(round.partnership_id)))));
CREATE POLICY seen ON listening.theme_item FOR SELECT USING ((EXISTS ( SELECT
   FROM listening.theme
  WHERE (theme.id = theme_item.theme_id))));
CREATE POLICY own ON listening.told FOR SELECT USING ((participant_id = platform.acting_participant()));
CREATE POLICY told ON listening.told FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY erased ON listening.waiting_import FOR ALL USING (platform.acting_system());
CREATE POLICY own ON listening.waiting_import FOR ALL USING ((person_id = platform.acting_person())) WITH CHECK ((person_id = platform.acting_person()));
CREATE POLICY changed ON partnerships.agenda_item FOR UPDATE USING ((partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND (NOT partnerships.has_notice(meeting_id))));
CREATE POLICY drawn_up ON partnerships.agenda_item FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND (NOT partnerships.has_notice(meeting_id)) AND ((decision_id IS NULL) OR (partnerships.partnership_of_decision(decision_id) = partnerships.partnership_of_meeting(meeting_id)))));
CREATE POLICY seen ON partnerships.agenda_item FOR SELECT USING ((partnerships.has_notice(meeting_id) OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id))));
CREATE POLICY taken_off ON partnerships.agenda_item FOR DELETE USING ((partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) AND (NOT partnerships.has_notice(meeting_id))));
CREATE POLICY left_early ON partnerships.attendance FOR UPDATE USING ((partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) OR platform.acting_in(partnerships.partnership_of_meeting(meeting_id), VARIADIC ARRAY['keyer'::text])));
CREATE POLICY members ON partnerships.attendance FOR SELECT USING (partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY noted ON partnerships.attendance FOR INSERT WITH CHECK (((partnerships.partnership_of_member(member_id) = partnerships.partnership_of_meeting(meeting_id)) AND (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)) OR platform.acting_in(partnerships.partnership_of_meeting(meeting_id), VARIADIC ARRAY['keyer'::text]))));
CREATE POLICY both_sides ON partnerships.closeness FOR SELECT USING ((partnerships.acting_member(partnership_id) OR partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id)));
CREATE POLICY chosen ON partnerships.closeness FOR INSERT WITH CHECK (((set_by = platform.acting_person()) AND
CASE side
    WHEN 'partnership'::text THEN platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text])
    ELSE partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id)
END));
CREATE POLICY chosen_again ON partnerships.closeness FOR UPDATE USING (
CASE side
    WHEN 'partnership'::text THEN platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text])
    ELSE partnerships.speaks_for(platform.acting_person(), organisation_id, partnership_id)
END) WITH CHECK ((set_by = platform.acting_person()));
CREATE POLICY public ON partnerships.constitution FOR SELECT USING (true);
CREATE POLICY set_up ON partnerships.constitution FOR INSERT WITH CHECK (((decision_id IS NULL) AND partnerships.may_set_up(partnership_id)));
CREATE POLICY put ON partnerships.decision FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnership_id) AND ((again_of IS NULL) OR (partnerships.partnership_of_decision(again_of) = partnership_id)) AND ((meeting_id IS NULL) OR ((partnerships.partnership_of_meeting(meeting_id) = partnership_id) AND (NOT partnerships.has_notice(meeting_id))))));
CREATE POLICY put_to_meeting ON partnerships.decision FOR UPDATE USING ((partnerships.acting_organiser(partnership_id) AND (NOT partnerships.has_opened(id)) AND (NOT partnerships.has_closed(id)) AND ((meeting_id IS NULL) OR (NOT partnerships.has_notice(meeting_id)) OR (EXISTS ( SELECT
   FROM partnerships.meeting_cancellation gone
  WHERE (gone.meeting_id = decision.meeting_id))) OR (EXISTS ( SELECT
   FROM partnerships.minutes written
  WHERE (written.meeting_id = decision.meeting_id)))))) WITH CHECK ((partnerships.acting_organiser(partnership_id) AND ((meeting_id IS NULL) OR ((partnerships.partnership_of_meeting(meeting_id) = partnership_id) AND (NOT partnerships.has_notice(meeting_id))))));
CREATE POLICY seen ON partnerships.decision FOR SELECT USING ((partnerships.decision_is_public(id) OR partnerships.acting_member(partnership_id)));
CREATE POLICY put ON partnerships.decision_ground FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND (NOT partnerships.has_opened(decision_id))));
CREATE POLICY seen ON partnerships.decision_ground FOR SELECT USING ((partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id))));
CREATE POLICY declared ON partnerships.decision_interest FOR INSERT WITH CHECK (((NOT partnerships.has_closed(decision_id)) AND (partnerships.partnership_of_member(member_id) = partnerships.partnership_of_decision(decision_id)) AND (declared_by = platform.acting_person()) AND ((partnerships.person_of_member(member_id) = platform.acting_person()) OR partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)))));
CREATE POLICY members ON partnerships.decision_interest FOR SELECT USING (partnerships.acting_member(partnerships.partnership_of_decision(decision_id)));
CREATE POLICY opened ON partnerships.decision_opening FOR INSERT WITH CHECK (partnerships.may_open(decision_id, opened_at, closes_at));
CREATE POLICY public ON partnerships.decision_opening FOR SELECT USING (true);
CREATE POLICY put ON partnerships.decision_option FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND (NOT partnerships.decision_is_public(decision_id))));
CREATE POLICY seen ON partnerships.decision_option FOR SELECT USING ((partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id))));
CREATE POLICY put ON partnerships.decision_party FOR INSERT WITH CHECK ((partnerships.acting_organiser(partnerships.partnership_of_decision(decision_id)) AND (NOT partnerships.has_opened(decision_id))));
CREATE POLICY seen ON partnerships.decision_party FOR SELECT USING ((partnerships.decision_is_public(decision_id) OR partnerships.acting_member(partnerships.partnership_of_decision(decision_id))));
CREATE POLICY public ON partnerships.decision_result FOR SELECT USING (true);
CREATE POLICY seen ON partnerships.dissent FOR SELECT USING ((partnerships.has_closed(decision_id) OR platform.acting_system() OR (EXISTS ( SELECT
   FROM partnerships.dissenter own
  WHERE ((own.dissent_id = dissent.id) AND (own.written_by = platform.acting_person()))))));
CREATE POLICY written ON partnerships.dissent FOR INSERT WITH CHECK ((EXISTS ( SELECT
   FROM partnerships.dissenter own
  WHERE ((own.dissent_id = dissent.id) AND (own.decision_id = dissent.decision_id) AND (own.written_by = platform.acting_person())))));
CREATE POLICY seen ON partnerships.dissenter FOR SELECT USING (((named AND partnerships.has_closed(decision_id)) OR (written_by = platform.acting_person()) OR platform.acting_system()));
CREATE POLICY written ON partnerships.dissenter FOR INSERT WITH CHECK ((partnerships.has_opened(decision_id) AND (written_by = platform.acting_person()) AND (partnerships.partnership_of_member(member_id) = partnerships.partnership_of_decision(decision_id)) AND ((partnerships.person_of_member(member_id) = platform.acting_person()) OR platform.acting_in(partnerships.partnership_of_decision(decision_id), VARIADIC ARRAY['chair'::text, 'facilitator'::text, 'keyer'::text]))));
CREATE POLICY members ON partnerships.drift_reading FOR ALL USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
CREATE POLICY listed ON partnerships.drift_term FOR ALL USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
CREATE POLICY public ON partnerships.drift_term FOR SELECT USING (true);
CREATE POLICY declared ON partnerships.interest FOR INSERT WITH CHECK (((partnerships.partnership_of_member(member_id) = partnership_id) AND (platform.acting_system() OR ((declared_by = platform.acting_person()) AND ((partnerships.person_of_member(member_id) = platform.acting_person()) OR partnerships.acting_organiser(partnership_id))))));
CREATE POLICY ended ON partnerships.interest FOR UPDATE USING (((partnerships.person_of_member(member_id) = platform.acting_person()) OR partnerships.acting_organiser(partnership_id)));
CREATE POLICY members ON partnerships.interest FOR SELECT USING (partnerships.acting_member(partnership_id));
CREATE POLICY chair ON partnerships.invitation FOR ALL USING (platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text])) WITH CHECK (platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text]));
CREATE POLICY kept ON partnerships.invitation FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY kept ON partnerships.invitation_use FOR SELECT USING (platform.acting_system());
CREATE POLICY own ON partnerships.invitation_use FOR SELECT USING ((person_id = platform.acting_person()));
CREATE POLICY called ON partnerships.meeting FOR INSERT WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY changed ON partnerships.meeting FOR UPDATE USING ((partnerships.acting_organiser(partnership_id) AND (NOT partnerships.has_notice(id))));
CREATE POLICY seen ON partnerships.meeting FOR SELECT USING ((partnerships.has_notice(id) OR partnerships.acting_member(partnership_id)));
CREATE POLICY cancelled ON partnerships.meeting_cancellation FOR INSERT WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY seen ON partnerships.meeting_cancellation FOR SELECT USING ((partnerships.has_notice(meeting_id) OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id))));
CREATE POLICY public ON partnerships.meeting_notice FOR SELECT USING (true);
CREATE POLICY sent ON partnerships.meeting_notice FOR INSERT WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY background ON partnerships.meeting_told FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY counted ON partnerships.member FOR SELECT USING (true);
CREATE POLICY joined ON partnerships.member FOR INSERT WITH CHECK (((person_id = platform.acting_person()) AND (partnerships.was_invited(person_id, partnership_id, standing, organisation_id) OR (NOT partnerships.has_members(partnership_id)))));
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
CREATE POLICY published ON partnerships.minutes FOR UPDATE USING (((published_at IS NULL) AND partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)))) WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY seen ON partnerships.minutes FOR SELECT USING (((published_at IS NOT NULL) OR partnerships.acting_member(partnerships.partnership_of_meeting(meeting_id))));
CREATE POLICY written ON partnerships.minutes FOR INSERT WITH CHECK (partnerships.acting_organiser(partnerships.partnership_of_meeting(meeting_id)));
CREATE POLICY changed ON partnerships.partnership FOR UPDATE USING ((platform.acting_in(id, VARIADIC ARRAY['chair'::text]) OR platform.acting_system()));
CREATE POLICY founded ON partnerships.partnership FOR INSERT WITH CHECK (((platform.acting_person() IS NOT NULL) OR platform.acting_system()));
CREATE POLICY public ON partnerships.partnership FOR SELECT USING (true);
CREATE POLICY ended ON partnerships.representative FOR UPDATE USING (((person_id = platform.acting_person()) OR partnerships.acting_operator() OR ((partnership_id IS NOT NULL) AND platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text]))));
CREATE POLICY known ON partnerships.representative FOR SELECT USING (true);
CREATE POLICY named ON partnerships.representative FOR INSERT WITH CHECK ((partnerships.acting_operator() OR ((person_id = platform.acting_person()) AND (partnership_id IS NOT NULL) AND partnerships.was_invited_to_speak(person_id, organisation_id, partnership_id))));
CREATE POLICY agreed ON partnerships.term FOR INSERT WITH CHECK ((platform.acting_in(partnerships.partnership_of_member(member_id), VARIADIC ARRAY['chair'::text]) OR platform.acting_system()));
CREATE POLICY counted ON partnerships.term FOR SELECT USING (true);
CREATE POLICY ended ON partnerships.trusted_organisation FOR UPDATE USING ((platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text]) OR platform.acting_system()));
CREATE POLICY named ON partnerships.trusted_organisation FOR INSERT WITH CHECK ((platform.acting_in(partnership_id, VARIADIC ARRAY['chair'::text]) OR platform.acting_system()));
CREATE POLICY public ON partnerships.trusted_organisation FOR SELECT USING (true);
CREATE POLICY cast_or_recorded ON partnerships.vote FOR INSERT WITH CHECK (((recorded_by = platform.acting_person()) AND partnerships.may_record_vote(decision_id, member_id, channel, cast_at)));
CREATE POLICY own ON partnerships.vote FOR SELECT USING (((recorded_by = platform.acting_person()) OR (partnerships.person_of_member(member_id) = platform.acting_person()) OR platform.acting_system()));
CREATE POLICY erased ON people.account FOR DELETE USING ((person_id = platform.acting_person()));
CREATE POLICY own ON people.account FOR SELECT USING ((person_id = platform.acting_person()));
CREATE POLICY signed_in ON people.account FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY signed_in ON people.attempt FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY read_by_its_person ON people.audit FOR SELECT USING (((person_id = platform.acting_person()) OR platform.acting_system()));
CREATE POLICY written_by_anyone ON people.audit FOR INSERT WITH CHECK (true);
CREATE POLICY own ON people.passkey FOR SELECT USING ((person_id = platform.acting_person()));
CREATE POLICY removed ON people.passkey FOR DELETE USING ((person_id = platform.acting_person()));
CREATE POLICY signed_in ON people.passkey FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY changed ON people.person FOR UPDATE USING ((id = platform.acting_person()));
CREATE POLICY own ON people.person FOR SELECT USING ((id = platform.acting_person()));
CREATE POLICY signed_in ON people.person FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY ended ON people.session FOR DELETE USING ((person_id = platform.acting_person()));
CREATE POLICY own ON people.session FOR SELECT USING ((person_id = platform.acting_person()));
CREATE POLICY signed_in ON people.session FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY signed_in ON people.verification FOR ALL USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY handled_by_system ON platform.message FOR ALL USING (platform.acting_system());
CREATE POLICY written_by_anyone ON platform.message FOR INSERT WITH CHECK ((sent_at IS NULL));
CREATE POLICY noted ON priorities.activity FOR ALL USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
CREATE POLICY public ON priorities.activity FOR SELECT USING (true);
CREATE POLICY mapped ON priorities.activity_driver FOR ALL USING ((EXISTS ( SELECT
   FROM priorities.activity
  WHERE ((activity.id = activity_driver.activity_id) AND partnerships.acting_member(activity.partnership_id))))) WITH CHECK ((EXISTS ( SELECT
   FROM priorities.activity
  WHERE ((activity.id = activity_driver.activity_id) AND partnerships.acting_member(activity.partnership_id) AND (activity.partnership_id = ( SELECT priorities.partnership_of(driver.priority_id) AS partnership_of
           FROM priorities.driver
          WHERE (driver.id = activity_driver.driver_id)))))));
CREATE POLICY public ON priorities.activity_driver FOR SELECT USING (true);
CREATE POLICY carried ON priorities.adoption FOR INSERT WITH CHECK (priorities.was_carried(list_id, decision_id));
CREATE POLICY public ON priorities.adoption FOR SELECT USING (true);
CREATE POLICY drawn ON priorities.driver FOR ALL USING (partnerships.acting_member(priorities.partnership_of(priority_id))) WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY seen ON priorities.driver FOR SELECT USING ((((removed_at IS NULL) AND priorities.is_public(priority_id)) OR partnerships.acting_member(priorities.partnership_of(priority_id))));
CREATE POLICY chosen ON priorities.framework_use FOR ALL USING (partnerships.acting_organiser(partnership_id)) WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY public ON priorities.framework_use FOR SELECT USING (true);
CREATE POLICY linked ON priorities.ground FOR INSERT WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY noted ON priorities.ground FOR UPDATE USING (((NOT priorities.is_public(priority_id)) AND partnerships.acting_member(priorities.partnership_of(priority_id))));
CREATE POLICY seen ON priorities.ground FOR SELECT USING ((priorities.is_public(priority_id) OR partnerships.acting_member(priorities.partnership_of(priority_id))));
CREATE POLICY unlinked ON priorities.ground FOR DELETE USING (((NOT priorities.is_public(priority_id)) AND partnerships.acting_member(priorities.partnership_of(priority_id))));
CREATE POLICY looked ON priorities.lens FOR ALL USING (partnerships.acting_member(priorities.partnership_of(priority_id))) WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY seen ON priorities.lens FOR SELECT USING ((priorities.is_public(priority_id) OR partnerships.acting_member(priorities.partnership_of(priority_id))));
CREATE POLICY drawn_up ON priorities.list FOR INSERT WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY put ON priorities.list FOR UPDATE USING (((decision_id IS NULL) AND partnerships.acting_organiser(partnership_id))) WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY seen ON priorities.list FOR SELECT USING (((decision_id IS NOT NULL) OR partnerships.acting_member(partnership_id)));
CREATE POLICY published ON priorities.plan FOR UPDATE USING (((published_at IS NULL) AND partnerships.acting_organiser(partnership_id))) WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY seen ON priorities.plan FOR SELECT USING (((published_at IS NOT NULL) OR partnerships.acting_member(partnership_id)));
CREATE POLICY written ON priorities.plan FOR INSERT WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY changed ON priorities.priority FOR UPDATE USING ((partnerships.acting_organiser(partnership_id) OR ((published_at IS NULL) AND (proposed_by = platform.acting_person()) AND partnerships.acting_member(partnership_id))));
CREATE POLICY proposed ON priorities.priority FOR INSERT WITH CHECK (((published_at IS NULL) AND partnerships.acting_member(partnership_id)));
CREATE POLICY seen ON priorities.priority FOR SELECT USING (((published_at IS NOT NULL) OR partnerships.acting_member(partnership_id)));
CREATE POLICY public ON priorities.rank FOR SELECT USING (true);
CREATE POLICY ranked ON priorities.rank FOR INSERT WITH CHECK ((partnerships.acting_organiser(priorities.partnership_of_list(list_id)) AND (priorities.partnership_of(priority_id) = priorities.partnership_of_list(list_id))));

-- What the application may do

GRANT DELETE, INSERT, SELECT ON commitments.board_follower TO common_thread_app;
GRANT INSERT, SELECT ON commitments.check_back TO common_thread_app;
GRANT INSERT, SELECT ON commitments.check_back_asking TO common_thread_app;
GRANT INSERT, SELECT ON commitments.check_back_code TO common_thread_app;
GRANT INSERT, SELECT ON commitments.check_back_result TO common_thread_app;
GRANT INSERT, SELECT ON commitments.check_back_word TO common_thread_app;
GRANT INSERT, SELECT ON commitments.commitment TO common_thread_app;
GRANT INSERT, SELECT ON commitments.commitment_update TO common_thread_app;
GRANT INSERT, SELECT ON commitments.expectation TO common_thread_app;
GRANT INSERT, SELECT ON commitments.expectation_answer TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON commitments.expectation_contact TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON commitments.expectation_ground TO common_thread_app;
GRANT INSERT, SELECT ON commitments.form_answer TO common_thread_app;
GRANT INSERT, SELECT ON commitments.intent TO common_thread_app;
GRANT INSERT, SELECT ON commitments.quiet TO common_thread_app;
GRANT INSERT, SELECT ON commitments.reminder TO common_thread_app;
GRANT INSERT, SELECT ON commitments.responsible TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON commitments.responsible_contact TO common_thread_app;
GRANT INSERT, SELECT ON commitments.signature TO common_thread_app;
GRANT INSERT, SELECT ON commitments.support_answer TO common_thread_app;
GRANT INSERT, SELECT ON commitments.support_ask TO common_thread_app;
GRANT INSERT, SELECT ON evidence.figure TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.about_answer TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.about_question TO common_thread_app;
GRANT INSERT, SELECT ON listening.answer TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.appeal TO common_thread_app;
GRANT INSERT, SELECT ON listening.ban TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.batch TO common_thread_app;
GRANT INSERT, SELECT ON listening.batch_handover TO common_thread_app;
GRANT INSERT, SELECT ON listening.closure TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.follower TO common_thread_app;
GRANT INSERT, SELECT ON listening.insight TO common_thread_app;
GRANT INSERT, SELECT ON listening.insight_reuse TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON listening.keyed_about TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.keyed_sheet TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON listening.keying TO common_thread_app;
GRANT INSERT ON listening.moderation_decision TO common_thread_app;
GRANT INSERT, SELECT ON listening.opening TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON listening.participant TO common_thread_app;
GRANT INSERT, SELECT ON listening.printing TO common_thread_app;
GRANT INSERT, SELECT ON listening.prior_reading TO common_thread_app;
GRANT INSERT, SELECT ON listening.receipt TO common_thread_app;
GRANT INSERT, SELECT ON listening.response TO common_thread_app;
GRANT DELETE, INSERT ON listening.result TO common_thread_app;
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
GRANT DELETE, INSERT, SELECT ON partnerships.agenda_item TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.attendance TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.closeness TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.constitution TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision_ground TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision_interest TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision_opening TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision_option TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.decision_party TO common_thread_app;
GRANT SELECT ON partnerships.decision_result TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.dissent TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.dissenter TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON partnerships.drift_reading TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON partnerships.drift_term TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.interest TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.invitation TO common_thread_app;
GRANT SELECT ON partnerships.invitation_use TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.meeting TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.meeting_cancellation TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.meeting_notice TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.meeting_told TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.member TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.member_role TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.minutes TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.partnership TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.representative TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.term TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.trusted_organisation TO common_thread_app;
GRANT INSERT, SELECT ON partnerships.vote TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.account TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.attempt TO common_thread_app;
GRANT INSERT, SELECT ON people.audit TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.passkey TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON people.person TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.session TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON people.verification TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.area TO common_thread_app;
GRANT INSERT, SELECT, UPDATE ON places.area_kind TO common_thread_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON places.bank_holiday TO common_thread_app;
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
GRANT INSERT, SELECT ON priorities.activity TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON priorities.activity_driver TO common_thread_app;
GRANT INSERT, SELECT ON priorities.adoption TO common_thread_app;
GRANT INSERT, SELECT ON priorities.driver TO common_thread_app;
GRANT SELECT ON priorities.framework TO common_thread_app;
GRANT SELECT ON priorities.framework_item TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON priorities.framework_use TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON priorities.ground TO common_thread_app;
GRANT DELETE, INSERT, SELECT ON priorities.lens TO common_thread_app;
GRANT INSERT, SELECT ON priorities.list TO common_thread_app;
GRANT INSERT, SELECT ON priorities.plan TO common_thread_app;
GRANT INSERT, SELECT ON priorities.priority TO common_thread_app;
GRANT INSERT, SELECT ON priorities.rank TO common_thread_app;
