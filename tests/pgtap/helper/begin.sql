-- How a test in one transaction begins: both extensions, and a schema for what helps it.
\set QUIET 1
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();
CREATE SCHEMA helper;
