-- Places as their people know them, the official areas they are made of, and the bodies that serve
-- them. Bodies and kinds change every few years, so they are dated rows, never a fixed list.

CREATE SCHEMA places;
GRANT USAGE ON SCHEMA places TO common_thread_app;

-- A full postcode names about fifteen households, so none is kept, however it is spaced or written.
-- The last two letters are those that the Post Office uses (no C I K M O V).
CREATE FUNCTION places.holds_postcode(words text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce(words, '') ~* '(^|[^a-z0-9])([a-z]{1,2}[0-9][a-z0-9]?|gir)[[:space:].·–-]*[0-9][[:space:].·–-]*[abd-hjlnp-uw-z][[:space:].·–-]*[abd-hjlnp-uw-z]($|[^a-z0-9])';
-- The first half alone (BD3, SW1A), which thousands of people share.
CREATE FUNCTION places.only_outward(codes text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN coalesce((SELECT bool_and(code ~ '^([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)$') FROM unnest(codes) AS code), true);

CREATE TABLE places.area_kind (
  code text PRIMARY KEY CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
  name jsonb NOT NULL,
  -- Small areas first: 1 output area … 9 nation. An area lies in one of a higher level.
  level smallint NOT NULL
);

CREATE TABLE places.area (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$'),
  kind text NOT NULL REFERENCES places.area_kind,
  name jsonb NOT NULL CHECK (name ? 'en'),
  parent_id uuid REFERENCES places.area,
  nation text CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
  starts_on date,
  ends_on date CHECK (ends_on > starts_on),
  source text NOT NULL,
  invented boolean NOT NULL DEFAULT false,
  UNIQUE NULLS NOT DISTINCT (code, starts_on),
  CHECK (NOT places.holds_postcode(code) AND NOT places.holds_postcode(name::text))
);
CREATE INDEX ON places.area (parent_id);
CREATE INDEX ON places.area USING gin ((name::text) gin_trgm_ops);

-- How many people of each description live there, where that is known; compared with who took part.
CREATE TABLE places.population (
  id uuid PRIMARY KEY,
  area_id uuid NOT NULL REFERENCES places.area,
  dimension text NOT NULL CHECK (dimension ~ '^[a-z]+(-[a-z]+)*$'),
  category text NOT NULL,
  people integer NOT NULL CHECK (people >= 0),
  source text NOT NULL,
  vintage date NOT NULL,
  UNIQUE (area_id, dimension, category, vintage)
);

-- A neighbourhood is what its own people say it is: a name, and a set of areas if they wish.
CREATE TABLE places.neighbourhood (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  name_translations jsonb NOT NULL DEFAULT '{}',
  description text NOT NULL DEFAULT '',
  outward_codes text[] NOT NULL DEFAULT '{}' CHECK (places.only_outward(outward_codes)),
  drawn_by_person_id uuid REFERENCES people.person,
  invented boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CHECK (NOT places.holds_postcode(name) AND NOT places.holds_postcode(description))
);
CREATE TABLE places.neighbourhood_area (
  neighbourhood_id uuid NOT NULL REFERENCES places.neighbourhood,
  area_id uuid NOT NULL REFERENCES places.area,
  PRIMARY KEY (neighbourhood_id, area_id)
);

CREATE TABLE places.body_kind (
  code text PRIMARY KEY CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
  name jsonb NOT NULL,
  -- Whether communities may expect something of it: a public body, not a community group.
  statutory boolean NOT NULL,
  starts_on date,
  ends_on date CHECK (ends_on > starts_on)
);

CREATE TABLE places.organisation (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (NOT places.holds_postcode(name)),
  name_translations jsonb NOT NULL DEFAULT '{}',
  kind text NOT NULL REFERENCES places.body_kind,
  website text CHECK (website ~ '^https?://'),
  area_id uuid REFERENCES places.area,
  starts_on date,
  ends_on date CHECK (ends_on > starts_on),
  -- Which body took over its duties when it ended.
  successor_id uuid REFERENCES places.organisation CHECK (successor_id <> id),
  added_by_person_id uuid REFERENCES people.person,
  invented boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
CREATE INDEX ON places.organisation (area_id);

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA places TO common_thread_app;
GRANT DELETE ON places.neighbourhood_area TO common_thread_app;

-- ---------------------------------------------------------------------------------------------
-- The kinds to start from. They are rows: a later migration adds, renames or ends them by date.

INSERT INTO places.area_kind (code, level, name) VALUES
  ('output-area', 1, '{"en": "output area", "cy": "ardal gynnyrch"}'),
  ('data-zone', 2, '{"en": "data zone", "cy": "parth data"}'),
  ('lower-super-output-area', 2, '{"en": "small area (LSOA)", "cy": "ardal fach (ACEHI)"}'),
  ('intermediate-zone', 3, '{"en": "intermediate zone", "cy": "parth canolradd"}'),
  ('middle-super-output-area', 3, '{"en": "middle-sized area (MSOA)", "cy": "ardal ganolig (ACEHG)"}'),
  ('parish', 3, '{"en": "parish", "cy": "plwyf"}'),
  ('community', 3, '{"en": "community", "cy": "cymuned"}'),
  ('ward', 4, '{"en": "ward", "cy": "ward"}'),
  ('electoral-division', 4, '{"en": "electoral division", "cy": "rhanbarth etholiadol"}'),
  ('health-locality', 5, '{"en": "health locality", "cy": "ardal iechyd leol"}'),
  ('local-authority-district', 6, '{"en": "council area", "cy": "ardal cyngor"}'),
  ('unitary-authority', 6, '{"en": "council area", "cy": "ardal cyngor"}'),
  ('principal-area', 6, '{"en": "council area", "cy": "ardal cyngor"}'),
  ('county', 7, '{"en": "county", "cy": "sir"}'),
  ('combined-authority', 7, '{"en": "combined authority area", "cy": "ardal awdurdod cyfun"}'),
  ('health-system', 7, '{"en": "health system area", "cy": "ardal system iechyd"}'),
  ('health-board-area', 7, '{"en": "health board area", "cy": "ardal bwrdd iechyd"}'),
  ('region', 8, '{"en": "region", "cy": "rhanbarth"}'),
  ('nation', 9, '{"en": "nation", "cy": "cenedl"}');

-- Dates are those on which the kind of body itself began or ended in law.
INSERT INTO places.body_kind (code, statutory, starts_on, ends_on, name) VALUES
  ('community-group', false, NULL, NULL, '{"en": "community group", "cy": "grŵp cymunedol"}'),
  ('residents-association', false, NULL, NULL, '{"en": "residents’ association", "cy": "cymdeithas trigolion"}'),
  ('charity', false, NULL, NULL, '{"en": "charity", "cy": "elusen"}'),
  ('faith-group', false, NULL, NULL, '{"en": "faith group", "cy": "grŵp ffydd"}'),
  ('social-enterprise', false, NULL, NULL, '{"en": "social enterprise", "cy": "menter gymdeithasol"}'),
  ('voluntary-council', false, NULL, NULL, '{"en": "council for voluntary service", "cy": "cyngor gwirfoddol"}'),
  ('business', false, NULL, NULL, '{"en": "business", "cy": "busnes"}'),
  ('university', false, NULL, NULL, '{"en": "university", "cy": "prifysgol"}'),
  ('trusted-organisation', false, NULL, NULL, '{"en": "locally trusted organisation", "cy": "sefydliad y mae pobl leol yn ymddiried ynddo"}'),
  ('housing-association', false, NULL, NULL, '{"en": "housing association", "cy": "cymdeithas dai"}'),
  ('school', true, NULL, NULL, '{"en": "school or college", "cy": "ysgol neu goleg"}'),
  ('council', true, NULL, NULL, '{"en": "council", "cy": "cyngor"}'),
  ('parish-council', true, NULL, NULL, '{"en": "town or parish council", "cy": "cyngor tref neu blwyf"}'),
  ('community-council', true, NULL, NULL, '{"en": "town or community council", "cy": "cyngor tref neu gymuned"}'),
  ('combined-authority', true, '2009-11-12', NULL, '{"en": "combined authority", "cy": "awdurdod cyfun"}'),
  ('general-practice', true, NULL, NULL, '{"en": "general practice", "cy": "practis meddyg teulu"}'),
  ('primary-care-network', true, '2019-07-01', NULL, '{"en": "primary care network", "cy": "rhwydwaith gofal sylfaenol"}'),
  ('health-trust', true, NULL, NULL, '{"en": "health service trust", "cy": "ymddiriedolaeth iechyd"}'),
  ('health-board', true, '2009-10-01', NULL, '{"en": "health board", "cy": "bwrdd iechyd"}'),
  ('primary-care-trust', true, '2002-04-01', '2013-04-01', '{"en": "primary care trust", "cy": "ymddiriedolaeth gofal sylfaenol"}'),
  ('clinical-commissioning-group', true, '2013-04-01', '2022-07-01', '{"en": "clinical commissioning group", "cy": "grŵp comisiynu clinigol"}'),
  ('integrated-care-board', true, '2022-07-01', NULL, '{"en": "integrated care board", "cy": "bwrdd gofal integredig"}'),
  ('police', true, NULL, NULL, '{"en": "police force", "cy": "heddlu"}'),
  ('fire-service', true, NULL, NULL, '{"en": "fire and rescue service", "cy": "gwasanaeth tân ac achub"}'),
  ('transport-body', true, NULL, NULL, '{"en": "transport body", "cy": "corff trafnidiaeth"}'),
  ('other-public-body', true, NULL, NULL, '{"en": "another public body", "cy": "corff cyhoeddus arall"}');
