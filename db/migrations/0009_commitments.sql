-- What was promised, by whom, by when; and what the people it was promised to say came of it.

CREATE SCHEMA commitments;
GRANT USAGE ON SCHEMA commitments TO common_thread_app;

-- An expectation runs from the community to a public body, never the other way. What is asked of a
-- community or anyone else is a support ask, with what answering it is thought to cost.
CREATE TABLE commitments.expectation (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  what text NOT NULL CHECK (length(what) > 0),
  why text NOT NULL,
  language text NOT NULL,
  answer_by date NOT NULL,
  priority_id uuid REFERENCES priorities.priority,
  -- Draft among members until it is sent.
  drafted_by uuid REFERENCES people.person,
  drafted_at timestamptz NOT NULL,
  sent_at timestamptz,
  sent_by uuid REFERENCES people.person,
  withdrawn_at timestamptz,
  withdrawal text,
  CHECK ((withdrawn_at IS NULL) = (withdrawal IS NULL))
);
CREATE INDEX ON commitments.expectation (partnership_id, drafted_at);
CREATE INDEX ON commitments.expectation (organisation_id);
-- Where notice of it goes, apart from its words: never public.
CREATE TABLE commitments.expectation_contact (
  expectation_id uuid PRIMARY KEY REFERENCES commitments.expectation,
  address text NOT NULL CHECK (length(address) > 0),
  language text NOT NULL
);
CREATE TABLE commitments.expectation_ground (
  expectation_id uuid NOT NULL REFERENCES commitments.expectation,
  node_id uuid NOT NULL,
  PRIMARY KEY (expectation_id, node_id)
);
CREATE TABLE commitments.expectation_answer (
  id uuid PRIMARY KEY,
  expectation_id uuid NOT NULL REFERENCES commitments.expectation,
  kind text NOT NULL CHECK (kind IN ('accepted', 'another-form', 'declined')),
  -- The other form, or the reasons; the partner's own words.
  text text NOT NULL,
  language text NOT NULL,
  answered_by uuid NOT NULL REFERENCES people.person,
  answered_at timestamptz NOT NULL,
  CHECK (kind = 'accepted' OR length(text) > 0)
);
CREATE INDEX ON commitments.expectation_answer (expectation_id, answered_at);
CREATE UNIQUE INDEX accepted_once ON commitments.expectation_answer (expectation_id) WHERE kind = 'accepted';
-- The partnership's word on another form that was proposed.
CREATE TABLE commitments.form_answer (
  answer_id uuid PRIMARY KEY REFERENCES commitments.expectation_answer,
  agreed boolean NOT NULL,
  text text NOT NULL DEFAULT '',
  by_person_id uuid REFERENCES people.person,
  at timestamptz NOT NULL
);

-- A joint statement of intent, with many signatories; what each then promises hangs under it.
CREATE TABLE commitments.intent (
  id uuid PRIMARY KEY,
  -- The chain its acts are recorded in.
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
  title text NOT NULL CHECK (length(title) > 0),
  text text NOT NULL CHECK (length(text) > 0),
  -- “Needs help and support”: what its signatories ask of others.
  asks text NOT NULL DEFAULT '',
  language text NOT NULL,
  drafted_by uuid REFERENCES people.person,
  drafted_at timestamptz NOT NULL,
  published_at timestamptz
);
CREATE TABLE commitments.signature (
  id uuid PRIMARY KEY,
  intent_id uuid NOT NULL REFERENCES commitments.intent,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  signed_by uuid NOT NULL REFERENCES people.person,
  signed_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= signed_at)
);
CREATE UNIQUE INDEX signature_once ON commitments.signature (intent_id, organisation_id) WHERE ended_at IS NULL;
-- An ask of communities or others, under an intent or from a partner, with what answering it costs.
CREATE TABLE commitments.support_ask (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  intent_id uuid REFERENCES commitments.intent,
  asked_by uuid NOT NULL REFERENCES places.organisation,
  asked_of text NOT NULL CHECK (length(asked_of) > 0),
  what text NOT NULL CHECK (length(what) > 0),
  language text NOT NULL,
  -- Hours that answering it is expected to take the people asked, and how many of them are paid for.
  hours numeric(8, 1) NOT NULL CHECK (hours >= 0),
  hours_paid numeric(8, 1) NOT NULL DEFAULT 0 CHECK (hours_paid BETWEEN 0 AND hours),
  made_by uuid NOT NULL REFERENCES people.person,
  made_at timestamptz NOT NULL
);
CREATE TABLE commitments.support_answer (
  id uuid PRIMARY KEY,
  ask_id uuid NOT NULL REFERENCES commitments.support_ask,
  -- Who answers: an organisation, or the partnership itself.
  organisation_id uuid REFERENCES places.organisation,
  text text NOT NULL CHECK (length(text) > 0),
  language text NOT NULL,
  hours numeric(8, 1) CHECK (hours >= 0),
  answered_by uuid NOT NULL REFERENCES people.person,
  answered_at timestamptz NOT NULL
);

CREATE TABLE commitments.commitment (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  organisation_id uuid NOT NULL REFERENCES places.organisation,
  -- What will be true, by when.
  what text NOT NULL CHECK (length(what) > 0),
  language text NOT NULL,
  due_on date NOT NULL,
  review_on date NOT NULL,
  priority_id uuid REFERENCES priorities.priority,
  expectation_id uuid REFERENCES commitments.expectation,
  intent_id uuid REFERENCES commitments.intent,
  made_by uuid REFERENCES people.person,
  made_at timestamptz NOT NULL,
  CHECK (review_on <= due_on + 366)
);
CREATE INDEX ON commitments.commitment (partnership_id, made_at);
CREATE INDEX ON commitments.commitment (organisation_id);
CREATE INDEX ON commitments.commitment (intent_id);
CREATE UNIQUE INDEX promised_once ON commitments.commitment (expectation_id) WHERE expectation_id IS NOT NULL;

-- Who answers for it: a public role, by name. Handed over by a new row, never rewritten; the name is
-- personal and may be erased, the role stays.
CREATE TABLE commitments.responsible (
  id uuid PRIMARY KEY,
  commitment_id uuid NOT NULL REFERENCES commitments.commitment,
  name text,
  role text NOT NULL CHECK (length(role) > 0),
  person_id uuid REFERENCES people.person,
  from_at timestamptz NOT NULL,
  named_by uuid REFERENCES people.person
);
CREATE INDEX ON commitments.responsible (commitment_id, from_at);
CREATE INDEX ON commitments.responsible (person_id) WHERE person_id IS NOT NULL;
-- Where reminders go, apart from the name: never public.
CREATE TABLE commitments.responsible_contact (
  responsible_id uuid PRIMARY KEY REFERENCES commitments.responsible,
  address text NOT NULL CHECK (length(address) > 0),
  language text NOT NULL
);

CREATE TABLE commitments.commitment_update (
  id uuid PRIMARY KEY,
  commitment_id uuid NOT NULL REFERENCES commitments.commitment,
  text text NOT NULL CHECK (length(text) > 0),
  language text NOT NULL,
  -- Where the evidence is to be seen.
  evidence_url text CHECK (evidence_url ~ '^https?://'),
  figure_id uuid REFERENCES evidence.figure,
  -- The partner says that it is done. It is not, until those it was promised to have checked.
  says_done boolean NOT NULL,
  next_review_on date,
  posted_by uuid REFERENCES people.person,
  posted_at timestamptz NOT NULL,
  CHECK (says_done OR next_review_on IS NOT NULL),
  UNIQUE (id, commitment_id)
);
CREATE INDEX ON commitments.commitment_update (commitment_id, posted_at);

-- Each review date that passed without an update. Written by the clock, once.
CREATE TABLE commitments.quiet (
  commitment_id uuid NOT NULL REFERENCES commitments.commitment,
  review_on date NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (commitment_id, review_on)
);
-- Reminders that have gone out: a row is written in the transaction that puts the message in the outbox.
CREATE TABLE commitments.reminder (
  commitment_id uuid NOT NULL REFERENCES commitments.commitment,
  review_on date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('7-days-before', '1-day-before', 'gone-quiet', '7-days-after')),
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (commitment_id, review_on, kind)
);

-- The people it was promised to are asked whether it was kept.
CREATE TABLE commitments.check_back (
  id uuid PRIMARY KEY,
  commitment_id uuid NOT NULL REFERENCES commitments.commitment,
  -- People may be asked again of the same update, where nobody said anything the first time.
  update_id uuid NOT NULL REFERENCES commitments.commitment_update,
  -- People are asked about an update of the promise that they are asked about.
  FOREIGN KEY (update_id, commitment_id) REFERENCES commitments.commitment_update (id, commitment_id),
  opened_at timestamptz NOT NULL,
  closes_on date NOT NULL
);
CREATE INDEX ON commitments.check_back (commitment_id);
CREATE INDEX ON commitments.check_back (update_id);
-- That those it was promised to were written to, and how many: once, in one transaction with the messages.
CREATE TABLE commitments.check_back_asking (
  check_back_id uuid PRIMARY KEY REFERENCES commitments.check_back,
  asked_at timestamptz NOT NULL,
  people integer NOT NULL CHECK (people >= 0)
);
-- Only added to; a voice's newest word counts. A voice is a member, or a follower of what it rests on
-- by a private code (its hash here).
CREATE TABLE commitments.check_back_word (
  -- Made without the time: whoever saw somebody press the button would know their words again by it.
  id uuid PRIMARY KEY,
  -- The order in which they were stored.
  number bigint GENERATED ALWAYS AS IDENTITY,
  check_back_id uuid NOT NULL REFERENCES commitments.check_back,
  member_id uuid REFERENCES partnerships.member,
  voice_hash text,
  channel text NOT NULL CHECK (channel IN ('screen', 'paper', 'phone', 'room')),
  verdict text NOT NULL CHECK (verdict IN ('kept', 'partly', 'not-kept', 'too-soon')),
  words text NOT NULL DEFAULT '',
  language text NOT NULL,
  said_at timestamptz NOT NULL,
  recorded_by uuid REFERENCES people.person,
  CHECK ((member_id IS NULL) <> (voice_hash IS NULL)),
  -- What somebody else wrote down for them says so, and what they said themselves was nobody else's.
  CHECK ((channel = 'screen') = (recorded_by IS NULL))
);
CREATE INDEX ON commitments.check_back_word (check_back_id, said_at);
CREATE TABLE commitments.check_back_code (
  code_hash text PRIMARY KEY,
  check_back_id uuid NOT NULL REFERENCES commitments.check_back,
  made_at timestamptz NOT NULL
);
-- What came of asking; kept, partly and not kept close the commitment, too soon sets a new review date.
CREATE TABLE commitments.check_back_result (
  check_back_id uuid PRIMARY KEY REFERENCES commitments.check_back,
  verdict text NOT NULL CHECK (verdict IN ('kept', 'partly', 'not-kept', 'too-soon', 'nobody-said')),
  counts jsonb NOT NULL,
  -- What the partnership says of it, in its own words; the partner's own words are its updates.
  words text NOT NULL DEFAULT '',
  next_review_on date,
  closed_by uuid REFERENCES people.person,
  closed_at timestamptz NOT NULL
);

-- Who hears of a board by e-mail; confirmed by a link, ended by a link. Never public.
CREATE TABLE commitments.board_follower (
  id uuid PRIMARY KEY,
  board_kind text NOT NULL CHECK (board_kind IN ('partnership', 'organisation', 'intent', 'commitment')),
  board_id uuid NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  asked_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE UNIQUE INDEX follows_once ON commitments.board_follower (board_kind, board_id, lower(address));

-- ---------------------------------------------------------------------------------------------
-- Who may see and do what, held here even where a page forgets to ask.

-- These run as the owner, because the rows they look at are hidden from some they decide about.
CREATE FUNCTION commitments.partnership_of_expectation(expectation uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT one.partnership_id FROM commitments.expectation one WHERE one.id = expectation);
CREATE FUNCTION commitments.expectation_is_public(expectation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM commitments.expectation one WHERE one.id = expectation AND one.sent_at IS NOT NULL);
CREATE FUNCTION commitments.may_answer(person uuid, expectation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM commitments.expectation one WHERE one.id = expectation AND one.sent_at IS NOT NULL AND one.withdrawn_at IS NULL
    AND partnerships.speaks_for(person, one.organisation_id, one.partnership_id));
CREATE FUNCTION commitments.may_report(person uuid, commitment uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM commitments.commitment one WHERE one.id = commitment AND partnerships.speaks_for(person, one.organisation_id, one.partnership_id));
CREATE FUNCTION commitments.is_statutory(organisation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM places.organisation body JOIN places.body_kind ON body_kind.code = body.kind WHERE body.id = organisation AND body_kind.statutory);
-- A promise made under an expectation is made by the body it was put to, after that body accepted it in its own words
-- or the partnership agreed to the other form that it proposed.
CREATE FUNCTION commitments.may_promise(person uuid, organisation uuid, partnership uuid, expectation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN partnerships.speaks_for(person, organisation, partnership) AND (expectation IS NULL OR EXISTS (
    SELECT FROM commitments.expectation one JOIN commitments.expectation_answer given ON given.expectation_id = one.id AND given.kind = 'accepted'
    WHERE one.id = expectation AND one.organisation_id = organisation AND one.partnership_id = partnership AND one.withdrawn_at IS NULL));
CREATE FUNCTION commitments.commitment_of_responsible(responsible uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT named.commitment_id FROM commitments.responsible named WHERE named.id = responsible);
CREATE FUNCTION commitments.commitment_of_check_back(check_back uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT asked.commitment_id FROM commitments.check_back asked WHERE asked.id = check_back);
CREATE FUNCTION commitments.partnership_of(commitment uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT one.partnership_id FROM commitments.commitment one WHERE one.id = commitment);
CREATE FUNCTION commitments.partnership_of_check_back(check_back uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT one.partnership_id FROM commitments.check_back asked JOIN commitments.commitment one ON one.id = asked.commitment_id WHERE asked.id = check_back);
CREATE FUNCTION commitments.check_back_is_open(check_back uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN NOT EXISTS (SELECT FROM commitments.check_back_result closed WHERE closed.check_back_id = check_back);
-- The people it was promised to: resident members, and whoever holds a code sent to a contributor. Never the partner.
CREATE FUNCTION commitments.may_check(check_back uuid, member uuid, hash text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN commitments.check_back_is_open(check_back) AND CASE
    WHEN member IS NOT NULL THEN EXISTS (SELECT FROM partnerships.member own WHERE own.id = member AND own.left_at IS NULL AND own.standing = 'resident'
      AND own.partnership_id = commitments.partnership_of_check_back(check_back)
      AND NOT EXISTS (SELECT FROM commitments.check_back asked JOIN commitments.commitment one ON one.id = asked.commitment_id
        WHERE asked.id = check_back AND partnerships.speaks_for(own.person_id, one.organisation_id, one.partnership_id)))
    ELSE EXISTS (SELECT FROM commitments.check_back_code code WHERE code.check_back_id = check_back AND code.code_hash = hash) END;
-- Each voice's newest word. Only for the two functions below.
CREATE FUNCTION commitments.newest_words(check_back uuid) RETURNS SETOF commitments.check_back_word
  LANGUAGE sql STABLE SET search_path = commitments, pg_temp AS $$
  SELECT DISTINCT ON (coalesce(member_id::text, voice_hash)) * FROM check_back_word word WHERE word.check_back_id = check_back
  ORDER BY coalesce(member_id::text, voice_hash), number DESC
$$;
-- What people said, without who and when, once it is closed: nobody is swayed by, or found out from, what came in before.
CREATE FUNCTION commitments.words_of_check_back(check_back uuid)
  RETURNS TABLE (id uuid, verdict text, words text, language text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp AS $$
  SELECT newest.id, newest.verdict, newest.words, newest.language FROM newest_words(check_back) newest
  WHERE EXISTS (SELECT FROM check_back_result closed WHERE closed.check_back_id = check_back) ORDER BY newest.id
$$;
-- How many have said something so far.
CREATE FUNCTION commitments.voices_of_check_back(check_back uuid) RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT count(*)::integer FROM commitments.newest_words(check_back));
-- What people said, counted: what most said. Where as many say one thing as another, people are of two minds about it:
-- partly; or too soon to say, if that is one of the two.
CREATE FUNCTION commitments.count_check_back() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = commitments, pg_temp AS $$
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
END $$;
CREATE TRIGGER counted BEFORE INSERT ON commitments.check_back_result FOR EACH ROW EXECUTE FUNCTION commitments.count_check_back();
CREATE FUNCTION commitments.refuse_when_closed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = commitments, pg_temp AS $$
BEGIN
  PERFORM FROM check_back WHERE id = NEW.check_back_id FOR SHARE;
  IF EXISTS (SELECT FROM check_back_result closed WHERE closed.check_back_id = NEW.check_back_id) THEN
    RAISE EXCEPTION 'this check-back is closed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER said_while_open BEFORE INSERT ON commitments.check_back_word FOR EACH ROW EXECUTE FUNCTION commitments.refuse_when_closed();
CREATE TRIGGER word_is_append_only BEFORE UPDATE OR DELETE ON commitments.check_back_word FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER result_is_append_only BEFORE UPDATE OR DELETE ON commitments.check_back_result FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
-- No quiet edits: what was sent stays as it was sent. It may be withdrawn, once, with a reason.
CREATE FUNCTION commitments.keep_what_was_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sent_at IS NOT NULL AND (NEW.organisation_id, NEW.language, NEW.what, NEW.why, NEW.answer_by, NEW.priority_id, NEW.sent_at, NEW.sent_by)
      IS DISTINCT FROM (OLD.organisation_id, OLD.language, OLD.what, OLD.why, OLD.answer_by, OLD.priority_id, OLD.sent_at, OLD.sent_by)
    OR OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawal) IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawal) THEN
    RAISE EXCEPTION 'what was sent is kept as it was' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept_as_sent BEFORE UPDATE ON commitments.expectation FOR EACH ROW EXECUTE FUNCTION commitments.keep_what_was_sent();
CREATE FUNCTION commitments.intent_is_public(intent uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM commitments.intent one WHERE one.id = intent AND one.published_at IS NOT NULL);
-- Whoever is erased hears of no board any more: rows go by the address of the acting person, and no other.
CREATE FUNCTION commitments.forget_own_following() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = commitments, pg_temp AS $$
  DELETE FROM board_follower WHERE lower(address) = (SELECT lower(email) FROM people.person WHERE id = platform.acting_person())
$$;
-- Whether somebody speaks for an organisation anywhere: what is asked of people outside one partnership.
CREATE FUNCTION commitments.speaks_anywhere(person uuid, organisation uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM partnerships.representative voice WHERE voice.person_id = person AND voice.organisation_id = organisation
    AND voice.ended_at IS NULL AND voice.partnership_id IS NULL);
CREATE FUNCTION commitments.partnership_of_intent(intent uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN (SELECT one.partnership_id FROM commitments.intent one WHERE one.id = intent);
-- Whether an address is taken, by a draft that the asker may not see too.
CREATE FUNCTION commitments.intent_slug_taken(wanted text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = commitments, pg_temp
  RETURN EXISTS (SELECT FROM commitments.intent one WHERE one.slug = wanted);
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'commitments'::regnamespace LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || one || ' FROM PUBLIC';
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || one || ' TO common_thread_app';
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION commitments.newest_words FROM common_thread_app;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA commitments TO common_thread_app;
GRANT UPDATE (organisation_id, what, why, language, answer_by, priority_id, sent_at, sent_by, withdrawn_at, withdrawal) ON commitments.expectation TO common_thread_app;
GRANT DELETE ON commitments.expectation_ground, commitments.expectation_contact, commitments.responsible_contact TO common_thread_app;
GRANT UPDATE (title, text, asks, published_at) ON commitments.intent TO common_thread_app;
GRANT UPDATE (ended_at) ON commitments.signature TO common_thread_app;
-- Erasing a person takes their name away and leaves the role.
GRANT UPDATE (name, person_id) ON commitments.responsible TO common_thread_app;
GRANT UPDATE (confirmed_at), DELETE ON commitments.board_follower TO common_thread_app;

ALTER TABLE commitments.expectation ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON commitments.expectation FOR SELECT TO common_thread_app USING (sent_at IS NOT NULL OR partnerships.acting_member(partnership_id));
CREATE POLICY drafted ON commitments.expectation FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(partnership_id) AND commitments.is_statutory(organisation_id)
    AND (priority_id IS NULL OR priorities.partnership_of(priority_id) = partnership_id));
CREATE POLICY changed ON commitments.expectation FOR UPDATE TO common_thread_app
  USING (partnerships.acting_organiser(partnership_id)) WITH CHECK (partnerships.acting_organiser(partnership_id) AND commitments.is_statutory(organisation_id)
    AND (priority_id IS NULL OR priorities.partnership_of(priority_id) = partnership_id));
ALTER TABLE commitments.expectation_contact ENABLE ROW LEVEL SECURITY;
CREATE POLICY organisers ON commitments.expectation_contact TO common_thread_app
  USING (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)))
  WITH CHECK (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)));
ALTER TABLE commitments.expectation_ground ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON commitments.expectation_ground FOR SELECT TO common_thread_app
  USING (commitments.expectation_is_public(expectation_id) OR partnerships.acting_member(commitments.partnership_of_expectation(expectation_id)));
CREATE POLICY linked ON commitments.expectation_ground TO common_thread_app
  USING (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)) AND NOT commitments.expectation_is_public(expectation_id))
  WITH CHECK (partnerships.acting_organiser(commitments.partnership_of_expectation(expectation_id)) AND NOT commitments.expectation_is_public(expectation_id));
ALTER TABLE commitments.expectation_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.expectation_answer FOR SELECT TO common_thread_app USING (true);
CREATE POLICY answered ON commitments.expectation_answer FOR INSERT TO common_thread_app
  WITH CHECK (answered_by = platform.acting_person() AND commitments.may_answer(answered_by, expectation_id));
ALTER TABLE commitments.form_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.form_answer FOR SELECT TO common_thread_app USING (true);
CREATE POLICY agreed ON commitments.form_answer FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser((SELECT commitments.partnership_of_expectation(given.expectation_id) FROM commitments.expectation_answer given WHERE given.id = answer_id)));

ALTER TABLE commitments.intent ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON commitments.intent FOR SELECT TO common_thread_app USING (published_at IS NOT NULL OR partnerships.acting_member(partnership_id));
CREATE POLICY drafted ON commitments.intent FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY changed ON commitments.intent FOR UPDATE TO common_thread_app
  USING (published_at IS NULL AND partnerships.acting_organiser(partnership_id)) WITH CHECK (partnerships.acting_organiser(partnership_id));
ALTER TABLE commitments.signature ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.signature FOR SELECT TO common_thread_app USING (true);
CREATE POLICY signed ON commitments.signature FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR (signed_by = platform.acting_person() AND commitments.intent_is_public(intent_id)
    AND partnerships.speaks_for(signed_by, organisation_id, commitments.partnership_of_intent(intent_id))));
CREATE POLICY ended ON commitments.signature FOR UPDATE TO common_thread_app
  USING (partnerships.speaks_for(platform.acting_person(), organisation_id, commitments.partnership_of_intent(intent_id)));
ALTER TABLE commitments.support_ask ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.support_ask FOR SELECT TO common_thread_app USING (true);
CREATE POLICY asked ON commitments.support_ask FOR INSERT TO common_thread_app
  WITH CHECK (made_by = platform.acting_person() AND partnerships.speaks_for(made_by, asked_by, partnership_id));
ALTER TABLE commitments.support_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.support_answer FOR SELECT TO common_thread_app USING (true);
CREATE POLICY answered ON commitments.support_answer FOR INSERT TO common_thread_app
  WITH CHECK (answered_by = platform.acting_person() AND EXISTS (SELECT FROM commitments.support_ask asked WHERE asked.id = ask_id
    AND CASE WHEN organisation_id IS NULL THEN partnerships.acting_organiser(asked.partnership_id)
      ELSE partnerships.speaks_for(answered_by, organisation_id, asked.partnership_id) END));

ALTER TABLE commitments.commitment ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.commitment FOR SELECT TO common_thread_app USING (true);
-- An organisation's own people make its promises, and nobody else on its behalf.
CREATE POLICY made ON commitments.commitment FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR (made_by = platform.acting_person() AND commitments.may_promise(made_by, organisation_id, partnership_id, expectation_id)
    AND (priority_id IS NULL OR (priorities.partnership_of(priority_id) = partnership_id AND priorities.is_public(priority_id)))
    AND (intent_id IS NULL OR commitments.intent_is_public(intent_id))));
ALTER TABLE commitments.responsible ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.responsible FOR SELECT TO common_thread_app USING (true);
CREATE POLICY named ON commitments.responsible FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id));
CREATE POLICY erased ON commitments.responsible FOR UPDATE TO common_thread_app
  USING (person_id = platform.acting_person() OR platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id))
  WITH CHECK (platform.acting_system() OR (name IS NULL AND person_id IS NULL));
-- Where reminders go is for background work, and for those who answer for the promise.
ALTER TABLE commitments.responsible_contact ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON commitments.responsible_contact TO common_thread_app
  USING (platform.acting_system() OR commitments.may_report(platform.acting_person(), commitments.commitment_of_responsible(responsible_id))
    OR EXISTS (SELECT FROM commitments.responsible named WHERE named.id = responsible_id AND named.person_id = platform.acting_person()))
  WITH CHECK (platform.acting_system() OR commitments.may_report(platform.acting_person(), commitments.commitment_of_responsible(responsible_id)));
ALTER TABLE commitments.commitment_update ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.commitment_update FOR SELECT TO common_thread_app USING (true);
CREATE POLICY posted ON commitments.commitment_update FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR (posted_by = platform.acting_person() AND commitments.may_report(posted_by, commitment_id)
    AND (figure_id IS NULL OR commitments.partnership_of(commitment_id) = (SELECT figure.partnership_id FROM evidence.figure WHERE figure.id = figure_id))));
ALTER TABLE commitments.quiet ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.quiet FOR SELECT TO common_thread_app USING (true);
CREATE POLICY by_the_clock ON commitments.quiet FOR INSERT TO common_thread_app WITH CHECK (platform.acting_system());
ALTER TABLE commitments.reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_the_clock ON commitments.reminder TO common_thread_app USING (platform.acting_system()) WITH CHECK (platform.acting_system());
ALTER TABLE commitments.check_back ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.check_back FOR SELECT TO common_thread_app USING (true);
CREATE POLICY opened ON commitments.check_back FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR commitments.may_report(platform.acting_person(), commitment_id)
    OR partnerships.acting_organiser(commitments.partnership_of(commitment_id)));
ALTER TABLE commitments.check_back_asking ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.check_back_asking FOR SELECT TO common_thread_app USING (true);
CREATE POLICY by_background_work ON commitments.check_back_asking FOR INSERT TO common_thread_app WITH CHECK (platform.acting_system());
ALTER TABLE commitments.check_back_word ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON commitments.check_back_word FOR SELECT TO common_thread_app
  USING (platform.acting_system() OR recorded_by = platform.acting_person() OR partnerships.person_of_member(member_id) = platform.acting_person());
-- Whoever speaks for the partner says nothing here and writes nothing down for others.
CREATE POLICY said ON commitments.check_back_word FOR INSERT TO common_thread_app
  WITH CHECK (commitments.may_check(check_back_id, member_id, voice_hash)
    AND (platform.acting_person() IS NULL OR NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id)))
    AND CASE WHEN recorded_by IS NULL THEN member_id IS NULL OR partnerships.person_of_member(member_id) = platform.acting_person()
      ELSE recorded_by = platform.acting_person() AND (partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id))
        OR platform.acting_in(commitments.partnership_of_check_back(check_back_id), 'keyer')) END);
ALTER TABLE commitments.check_back_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY made ON commitments.check_back_code TO common_thread_app USING (platform.acting_system()) WITH CHECK (platform.acting_system());
CREATE POLICY printed ON commitments.check_back_code FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id))
    AND NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id)));
-- Never closed by the partner whose promise it is.
ALTER TABLE commitments.check_back_result ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON commitments.check_back_result FOR SELECT TO common_thread_app USING (true);
CREATE POLICY closed ON commitments.check_back_result FOR INSERT TO common_thread_app
  WITH CHECK (platform.acting_system() OR (partnerships.acting_organiser(commitments.partnership_of_check_back(check_back_id))
    AND NOT commitments.may_report(platform.acting_person(), commitments.commitment_of_check_back(check_back_id))));
ALTER TABLE commitments.board_follower ENABLE ROW LEVEL SECURITY;
CREATE POLICY kept ON commitments.board_follower TO common_thread_app USING (platform.acting_system()) WITH CHECK (platform.acting_system());
