-- Makes the database and its three roles. Run once, as a superuser, with psql:
--   OWNER_PASSWORD=… WEB_PASSWORD=… psql --file=database.sql postgres
-- The compose file runs it by itself.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv web_password WEB_PASSWORD

-- What the pages may do: no sign-in of its own, owns nothing, bound by row-level security.
CREATE ROLE common_thread_app NOLOGIN;

-- Changes the tables and keeps the job queue (DATABASE_OWNER_URL).
CREATE ROLE common_thread LOGIN PASSWORD :'owner_password';
GRANT common_thread_app TO common_thread;

-- Serves the pages (DATABASE_URL).
CREATE ROLE common_thread_web LOGIN NOINHERIT PASSWORD :'web_password';
GRANT common_thread_app TO common_thread_web;

CREATE DATABASE common_thread OWNER common_thread ENCODING 'UTF8' TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-GB' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE common_thread FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE common_thread TO common_thread_web;
