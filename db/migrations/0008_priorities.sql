-- What matters here, agreed and ranked; what drives it; what is done about it already; the plan.

CREATE SCHEMA priorities;
GRANT USAGE ON SCHEMA priorities TO common_thread_app;

-- A priority is a draft among members until a list that holds it is put to a decision.
CREATE TABLE priorities.priority (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  title text NOT NULL CHECK (length(title) > 0),
  -- Why it matters, in the partnership's words.
  why text NOT NULL DEFAULT '',
  -- What is already strong here.
  strengths text NOT NULL DEFAULT '',
  language text NOT NULL,
  proposed_by uuid REFERENCES people.person,
  proposed_at timestamptz NOT NULL,
  -- Published when it is first put to a decision; its words are kept from then on.
  published_at timestamptz,
  withdrawn_at timestamptz
);
CREATE INDEX ON priorities.priority (partnership_id, proposed_at);

-- What it rests on: a node on the thread (a statement, testimony, an insight, a figure), with a note.
CREATE TABLE priorities.ground (
  priority_id uuid NOT NULL REFERENCES priorities.priority,
  node_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  note text NOT NULL DEFAULT '',
  linked_at timestamptz NOT NULL,
  linked_by uuid REFERENCES people.person,
  PRIMARY KEY (priority_id, node_id)
);
CREATE INDEX ON priorities.ground (node_id);

-- A ranked list, put to a decision of the partnership and adopted when that is carried.
CREATE TABLE priorities.list (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  drawn_up_at timestamptz NOT NULL,
  drawn_up_by uuid REFERENCES people.person,
  decision_id uuid REFERENCES partnerships.decision
);
CREATE INDEX ON priorities.list (partnership_id, drawn_up_at);
CREATE TABLE priorities.rank (
  list_id uuid NOT NULL REFERENCES priorities.list,
  priority_id uuid NOT NULL REFERENCES priorities.priority,
  place integer NOT NULL CHECK (place > 0),
  PRIMARY KEY (list_id, priority_id),
  UNIQUE (list_id, place)
);
CREATE TABLE priorities.adoption (
  list_id uuid PRIMARY KEY REFERENCES priorities.list,
  decision_id uuid NOT NULL REFERENCES partnerships.decision,
  adopted_at timestamptz NOT NULL
);

-- The driver diagram: primary drivers hang from the priority, causes from causes, change ideas at the ends.
CREATE TABLE priorities.driver (
  id uuid PRIMARY KEY,
  priority_id uuid NOT NULL REFERENCES priorities.priority,
  parent_id uuid CHECK (parent_id <> id),
  kind text NOT NULL CHECK (kind IN ('primary', 'secondary', 'change-idea')),
  text text NOT NULL CHECK (length(text) > 0),
  position integer NOT NULL,
  added_by uuid REFERENCES people.person,
  added_at timestamptz NOT NULL,
  removed_at timestamptz,
  CHECK ((kind = 'primary') = (parent_id IS NULL)),
  -- What hangs from a driver belongs to the same priority.
  UNIQUE (id, priority_id),
  FOREIGN KEY (parent_id, priority_id) REFERENCES priorities.driver (id, priority_id)
);
CREATE INDEX ON priorities.driver (priority_id, position);

-- What somebody does already, mapped onto drivers: gaps and duplications show themselves.
CREATE TABLE priorities.activity (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  title text NOT NULL CHECK (length(title) > 0),
  organisation_id uuid REFERENCES places.organisation,
  -- Who does it, where it is no organisation: “neighbours in Mill Street”.
  who text NOT NULL DEFAULT '',
  what text NOT NULL DEFAULT '',
  language text NOT NULL,
  added_by uuid REFERENCES people.person,
  added_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (organisation_id IS NOT NULL OR length(who) > 0)
);
CREATE INDEX ON priorities.activity (partnership_id, added_at);
CREATE TABLE priorities.activity_driver (
  activity_id uuid NOT NULL REFERENCES priorities.activity,
  driver_id uuid NOT NULL REFERENCES priorities.driver,
  PRIMARY KEY (activity_id, driver_id)
);

-- Frameworks held as data: a lens a partnership may switch on, never the home page.
CREATE TABLE priorities.framework (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb NOT NULL CHECK (name ? 'en'),
  source text NOT NULL,
  starts_on date,
  ends_on date CHECK (ends_on > starts_on)
);
CREATE TABLE priorities.framework_item (
  framework text NOT NULL REFERENCES priorities.framework,
  code text NOT NULL CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position integer NOT NULL,
  name jsonb NOT NULL CHECK (name ? 'en'),
  PRIMARY KEY (framework, code)
);
CREATE TABLE priorities.framework_use (
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  framework text NOT NULL REFERENCES priorities.framework,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (partnership_id, framework)
);
CREATE TABLE priorities.lens (
  priority_id uuid NOT NULL REFERENCES priorities.priority,
  framework text NOT NULL,
  item text NOT NULL,
  PRIMARY KEY (priority_id, framework, item),
  FOREIGN KEY (framework, item) REFERENCES priorities.framework_item (framework, code)
);

-- The plan: what the partnership writes itself, beside what is written from the thread.
CREATE TABLE priorities.plan (
  id uuid PRIMARY KEY,
  partnership_id uuid NOT NULL REFERENCES partnerships.partnership,
  version integer NOT NULL CHECK (version > 0),
  -- The partnership's own words, by language: its vision, what it will do, how it works together, how
  -- it will know, what has changed since the last.
  words jsonb NOT NULL,
  -- Everything from the thread as it stood when it was published: priorities, decisions, promises, money.
  body jsonb,
  written_by uuid REFERENCES people.person,
  written_at timestamptz NOT NULL,
  published_at timestamptz,
  CHECK ((published_at IS NULL) = (body IS NULL)),
  UNIQUE (partnership_id, version)
);
-- One draft at a time, so that what two people write meets in one place.
CREATE UNIQUE INDEX ON priorities.plan (partnership_id) WHERE published_at IS NULL;

CREATE FUNCTION priorities.partnership_of(priority uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = priorities, pg_temp
  RETURN (SELECT one.partnership_id FROM priorities.priority one WHERE one.id = priority);
CREATE FUNCTION priorities.is_public(priority uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = priorities, pg_temp
  RETURN EXISTS (SELECT FROM priorities.priority one WHERE one.id = priority AND one.published_at IS NOT NULL);
CREATE FUNCTION priorities.partnership_of_list(list uuid) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = priorities, pg_temp
  RETURN (SELECT one.partnership_id FROM priorities.list one WHERE one.id = list);
-- Whether the decision that a list was put to has been carried: nothing else adopts it.
CREATE FUNCTION priorities.was_carried(list uuid, decision uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = priorities, pg_temp
  RETURN EXISTS (SELECT FROM priorities.list one JOIN partnerships.decision asked ON asked.id = one.decision_id AND asked.about_id = one.id
    JOIN partnerships.decision_result closed ON closed.decision_id = asked.id
    WHERE one.id = list AND asked.id = decision AND closed.outcome = 'carried');
REVOKE ALL ON FUNCTION priorities.partnership_of, priorities.is_public, priorities.partnership_of_list, priorities.was_carried FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priorities.partnership_of, priorities.is_public, priorities.partnership_of_list, priorities.was_carried TO common_thread_app;

GRANT SELECT, INSERT ON priorities.priority, priorities.ground, priorities.list, priorities.rank, priorities.adoption, priorities.driver, priorities.activity,
  priorities.activity_driver, priorities.framework_use, priorities.lens, priorities.plan TO common_thread_app;
GRANT SELECT ON priorities.framework, priorities.framework_item TO common_thread_app;
GRANT UPDATE (title, why, strengths, published_at, withdrawn_at) ON priorities.priority TO common_thread_app;
GRANT DELETE ON priorities.ground, priorities.lens, priorities.framework_use, priorities.activity_driver TO common_thread_app;
GRANT UPDATE (note) ON priorities.ground TO common_thread_app;
GRANT UPDATE (decision_id) ON priorities.list TO common_thread_app;
GRANT UPDATE (text, parent_id, kind, position, removed_at) ON priorities.driver TO common_thread_app;
GRANT UPDATE (title, organisation_id, who, what, ended_at) ON priorities.activity TO common_thread_app;
GRANT UPDATE (words, body, written_by, written_at, published_at) ON priorities.plan TO common_thread_app;

ALTER TABLE priorities.priority ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON priorities.priority FOR SELECT TO common_thread_app USING (published_at IS NOT NULL OR partnerships.acting_member(partnership_id));
CREATE POLICY proposed ON priorities.priority FOR INSERT TO common_thread_app WITH CHECK (published_at IS NULL AND partnerships.acting_member(partnership_id));
-- Whoever proposed it may mend their own words until it is public; after that, and to publish it, only an organiser.
CREATE POLICY changed ON priorities.priority FOR UPDATE TO common_thread_app USING (partnerships.acting_organiser(partnership_id)
  OR (published_at IS NULL AND proposed_by = platform.acting_person() AND partnerships.acting_member(partnership_id)));
ALTER TABLE priorities.ground ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON priorities.ground FOR SELECT TO common_thread_app USING (priorities.is_public(priority_id) OR partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY linked ON priorities.ground FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
-- What a priority rested on when it was put to a decision is kept: more may be linked, nothing taken away.
CREATE POLICY noted ON priorities.ground FOR UPDATE TO common_thread_app
  USING (NOT priorities.is_public(priority_id) AND partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY unlinked ON priorities.ground FOR DELETE TO common_thread_app
  USING (NOT priorities.is_public(priority_id) AND partnerships.acting_member(priorities.partnership_of(priority_id)));
ALTER TABLE priorities.list ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON priorities.list FOR SELECT TO common_thread_app USING (decision_id IS NOT NULL OR partnerships.acting_member(partnership_id));
CREATE POLICY drawn_up ON priorities.list FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY put ON priorities.list FOR UPDATE TO common_thread_app USING (decision_id IS NULL AND partnerships.acting_organiser(partnership_id))
  WITH CHECK (partnerships.acting_organiser(partnership_id));
ALTER TABLE priorities.rank ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON priorities.rank FOR SELECT TO common_thread_app USING (true);
CREATE POLICY ranked ON priorities.rank FOR INSERT TO common_thread_app
  WITH CHECK (partnerships.acting_organiser(priorities.partnership_of_list(list_id)) AND priorities.partnership_of(priority_id) = priorities.partnership_of_list(list_id));
ALTER TABLE priorities.adoption ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON priorities.adoption FOR SELECT TO common_thread_app USING (true);
CREATE POLICY carried ON priorities.adoption FOR INSERT TO common_thread_app WITH CHECK (priorities.was_carried(list_id, decision_id));
ALTER TABLE priorities.driver ENABLE ROW LEVEL SECURITY;
-- What was taken off a diagram is seen by members alone, who may bring it back.
CREATE POLICY seen ON priorities.driver FOR SELECT TO common_thread_app
  USING ((removed_at IS NULL AND priorities.is_public(priority_id)) OR partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY drawn ON priorities.driver TO common_thread_app
  USING (partnerships.acting_member(priorities.partnership_of(priority_id))) WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
ALTER TABLE priorities.activity ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON priorities.activity FOR SELECT TO common_thread_app USING (true);
CREATE POLICY noted ON priorities.activity TO common_thread_app USING (partnerships.acting_member(partnership_id)) WITH CHECK (partnerships.acting_member(partnership_id));
ALTER TABLE priorities.activity_driver ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON priorities.activity_driver FOR SELECT TO common_thread_app USING (true);
CREATE POLICY mapped ON priorities.activity_driver TO common_thread_app
  USING (EXISTS (SELECT FROM priorities.activity WHERE activity.id = activity_id AND partnerships.acting_member(activity.partnership_id)))
  WITH CHECK (EXISTS (SELECT FROM priorities.activity WHERE activity.id = activity_id AND partnerships.acting_member(activity.partnership_id)
    AND activity.partnership_id = (SELECT priorities.partnership_of(driver.priority_id) FROM priorities.driver WHERE driver.id = driver_id)));
ALTER TABLE priorities.framework_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY public ON priorities.framework_use FOR SELECT TO common_thread_app USING (true);
CREATE POLICY chosen ON priorities.framework_use TO common_thread_app USING (partnerships.acting_organiser(partnership_id)) WITH CHECK (partnerships.acting_organiser(partnership_id));
ALTER TABLE priorities.lens ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON priorities.lens FOR SELECT TO common_thread_app USING (priorities.is_public(priority_id) OR partnerships.acting_member(priorities.partnership_of(priority_id)));
CREATE POLICY looked ON priorities.lens TO common_thread_app
  USING (partnerships.acting_member(priorities.partnership_of(priority_id))) WITH CHECK (partnerships.acting_member(priorities.partnership_of(priority_id)));
ALTER TABLE priorities.plan ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON priorities.plan FOR SELECT TO common_thread_app USING (published_at IS NOT NULL OR partnerships.acting_member(partnership_id));
CREATE POLICY written ON priorities.plan FOR INSERT TO common_thread_app WITH CHECK (partnerships.acting_organiser(partnership_id));
CREATE POLICY published ON priorities.plan FOR UPDATE TO common_thread_app USING (published_at IS NULL AND partnerships.acting_organiser(partnership_id))
  WITH CHECK (partnerships.acting_organiser(partnership_id));

INSERT INTO priorities.framework (code, name, source) VALUES
  ('marmot-eight', '{"en": "Marmot Eight", "cy": "Wyth Marmot"}', 'Institute of Health Equity, UCL'),
  ('core20plus5', '{"en": "Core20PLUS5", "cy": "Core20PLUS5"}', 'NHS England, 2021'),
  ('cohesion', '{"en": "Cohesion: foundations and ways of living together", "cy": "Cydlyniant: sylfeini a ffyrdd o gyd-fyw"}', 'Commission on Integration and Cohesion, 2007');
INSERT INTO priorities.framework_item (framework, position, code, name) VALUES
  ('marmot-eight', 1, 'best-start', '{"en": "Best start in life", "cy": "Y dechrau gorau mewn bywyd"}'),
  ('marmot-eight', 2, 'capabilities', '{"en": "Capabilities and control", "cy": "Galluoedd a rheolaeth"}'),
  ('marmot-eight', 3, 'fair-work', '{"en": "Fair work", "cy": "Gwaith teg"}'),
  ('marmot-eight', 4, 'standard-of-living', '{"en": "Healthy standard of living", "cy": "Safon byw iach"}'),
  ('marmot-eight', 5, 'places', '{"en": "Healthy places", "cy": "Lleoedd iach"}'),
  ('marmot-eight', 6, 'prevention', '{"en": "Prevention", "cy": "Atal"}'),
  ('marmot-eight', 7, 'racism', '{"en": "Tackling racism and discrimination", "cy": "Mynd i’r afael â hiliaeth a gwahaniaethu"}'),
  ('marmot-eight', 8, 'environment', '{"en": "Environmental sustainability with equity", "cy": "Cynaliadwyedd amgylcheddol a thegwch"}'),
  ('core20plus5', 1, 'core20', '{"en": "The most deprived 20%", "cy": "Yr 20% mwyaf difreintiedig"}'),
  ('core20plus5', 2, 'plus', '{"en": "Locally chosen groups", "cy": "Grwpiau a ddewiswyd yn lleol"}'),
  ('core20plus5', 3, 'maternity', '{"en": "Maternity", "cy": "Mamolaeth"}'),
  ('core20plus5', 4, 'mental-illness', '{"en": "Severe mental illness", "cy": "Salwch meddwl difrifol"}'),
  ('core20plus5', 5, 'respiratory', '{"en": "Chronic respiratory disease", "cy": "Clefyd anadlol cronig"}'),
  ('core20plus5', 6, 'cancer', '{"en": "Early cancer diagnosis", "cy": "Diagnosis cynnar o ganser"}'),
  ('core20plus5', 7, 'hypertension', '{"en": "Finding high blood pressure", "cy": "Canfod pwysedd gwaed uchel"}'),
  ('cohesion', 1, 'life-opportunities', '{"en": "Similar life opportunities", "cy": "Cyfleoedd bywyd tebyg"}'),
  ('cohesion', 2, 'rights', '{"en": "Knowing rights and responsibilities", "cy": "Gwybod hawliau a chyfrifoldebau"}'),
  ('cohesion', 3, 'trust', '{"en": "Trusting one another and local institutions", "cy": "Ymddiried yn ei gilydd ac mewn sefydliadau lleol"}'),
  ('cohesion', 4, 'belonging', '{"en": "A shared future and sense of belonging", "cy": "Dyfodol cyffredin ac ymdeimlad o berthyn"}'),
  ('cohesion', 5, 'in-common', '{"en": "What new and existing communities have in common, with diversity valued", "cy": "Yr hyn sy’n gyffredin i gymunedau newydd a phresennol, gan werthfawrogi amrywiaeth"}'),
  ('cohesion', 6, 'relationships', '{"en": "Strong and positive relationships across backgrounds", "cy": "Perthnasoedd cryf a chadarnhaol ar draws cefndiroedd"}');
