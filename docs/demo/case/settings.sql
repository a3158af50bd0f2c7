\set ON_ERROR_STOP on
\set QUIET on
\pset pager off
\pset footer off
\pset null ''
SET client_min_messages = warning;
