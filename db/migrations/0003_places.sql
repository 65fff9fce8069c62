-- Places as their people know them, the official areas they are made of, and the bodies that serve
-- them. Bodies and kinds change every few years, so they are dated rows, never a fixed list.

CREATE SCHEMA places;
GRANT USAGE ON SCHEMA places TO common_thread_app;

CREATE TABLE places.area_kind (
  code text PRIMARY KEY CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
  name jsonb NOT NULL,
  -- Small areas first: 1 output area … 9 nation.
  level smallint NOT NULL
);

CREATE TABLE places.area (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  kind text NOT NULL REFERENCES places.area_kind,
  name jsonb NOT NULL,
  parent_id uuid REFERENCES places.area,
  nation text CHECK (nation IN ('england', 'wales', 'scotland', 'northern-ireland')),
  starts_on date,
  ends_on date CHECK (ends_on > starts_on),
  source text NOT NULL,
  invented boolean NOT NULL DEFAULT false,
  UNIQUE NULLS NOT DISTINCT (code, starts_on)
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
  drawn_by_person_id uuid REFERENCES people.person,
  invented boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
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
  name text NOT NULL,
  name_translations jsonb NOT NULL DEFAULT '{}',
  kind text NOT NULL REFERENCES places.body_kind,
  website text CHECK (website ~ '^https?://'),
  area_id uuid REFERENCES places.area,
  starts_on date,
  ends_on date CHECK (ends_on > starts_on),
  -- Which body took over its duties when it ended.
  successor_id uuid REFERENCES places.organisation,
  invented boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA places TO common_thread_app;
GRANT DELETE ON places.neighbourhood_area TO common_thread_app;
