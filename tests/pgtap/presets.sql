-- The presets of repair: each passes the check without a warning, survives a
-- round trip, and leads a loss of each of its severities to full repair by its
-- own steps, with the people and the days that it asks for.
--
-- Run it from the top of the source tree; everything is rolled back.

\set ON_ERROR_STOP 1
\set QUIET 1
\encoding UTF8
\pset format unaligned
\pset tuples_only on
\pset pager off

BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS civic_credit CASCADE;
SELECT civic.create_programme('presets') WHERE to_regclass('civic_private.programme') IS NULL \g /dev/null

\set order36 `cat docs/policies/presets/repair-order36.json`
\set pudong `cat docs/policies/presets/repair-pudong.json`
\set shenzhen `cat docs/policies/presets/repair-shenzhen.json`
\set elders `cat docs/policies/presets/repair-elders.json`

CREATE TEMP TABLE preset (name text PRIMARY KEY, document jsonb, policy_id int, paths int);
INSERT INTO preset (name, document) VALUES ('order36', :'order36'), ('pudong', :'pudong'), ('shenzhen', :'shenzhen'), ('elders', :'elders');
UPDATE preset SET document = jsonb_set(document, '{policy,area}', to_jsonb(name)),
	paths = (SELECT count(DISTINCT (s ->> 'severity', s ->> 'path')) FROM jsonb_array_elements(document -> 'repair_steps') s);
SELECT civic.define_area(name::ltree, name, name) FROM preset \g /dev/null

SELECT plan((4 * 3 + (SELECT sum(paths) FROM preset))::int);
SELECT is_empty(format('SELECT * FROM civic.check_policy(%L, true)', document), name || ': nothing to object to') FROM preset ORDER BY name;
UPDATE preset SET policy_id = civic.load_policy(document);
SELECT is(civic.policy_document(policy_id), document, name || ': what was loaded comes back') FROM preset ORDER BY name;
SELECT ok((SELECT bool_and(s ? 'note') FROM jsonb_array_elements(document -> 'repair_steps' || (document -> 'repair_windows')) s)
	AND document ->> 'note' LIKE '%verify locally%', name || ': every window and step says where it comes from') FROM preset ORDER BY name;
SELECT civic.enact_policy(policy_id, '2010-01-01') FROM preset \g /dev/null

CREATE ROLE presets_counter;
CREATE ROLE presets_judge;
CREATE ROLE presets_elder1;
CREATE ROLE presets_elder2;
CREATE ROLE presets_elder3;
SELECT civic.grant_access('presets_counter', 'service') \g /dev/null
SELECT civic.grant_access(r, 'reviewer') FROM unnest('{presets_judge,presets_elder1,presets_elder2,presets_elder3}'::name[]) r \g /dev/null
SELECT civic.appoint_panel('elders', '{presets_elder1,presets_elder2,presets_elder3}') \g /dev/null

-- Lives through a case of a severity on a path; what it was repaired by.
CREATE FUNCTION pg_temp.repaired(preset text, severity text, path text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	who int8 := civic.enroll(preset || severity || path, 'resident', preset::ltree, since => '2012-01-01');
	pack jsonb := (SELECT p.document FROM preset p WHERE p.name = preset);
	day date := civic.today();
	loss int8;
	mine int8;
	step record;
	judge text;
	told text := '';
BEGIN
	loss := civic.record(who, (SELECT r ->> 'code' FROM jsonb_array_elements(pack -> 'rules') r WHERE r ->> 'severity' = repaired.severity LIMIT 1), 1,
		day - 1 - (SELECT (w ->> 'min_days')::int FROM jsonb_array_elements(pack -> 'repair_windows') w WHERE w ->> 'severity' = repaired.severity),
		'loss', 'document');
	/* its notice is over */
	ALTER TABLE civic_private.entry DISABLE TRIGGER guard_rows;
	UPDATE civic_private.entry e SET effective_on = day WHERE e.subject_id = who AND e.entry_id = loss;
	ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_rows;
	mine := civic.open_repair(who, loss, path);
	FOR step IN SELECT s ->> 'kind' AS kind, s ->> 'decider' AS decider, s ->> 'rule' AS rule, (s ->> 'amount')::numeric AS amount
		  FROM jsonb_array_elements(pack -> 'repair_steps') s WHERE s ->> 'severity' = repaired.severity AND s ->> 'path' = repaired.path ORDER BY (s ->> 'step')::int
	LOOP
		told := told || step.kind || ' ';
		IF step.kind = 'service_hours' THEN
			PERFORM civic.record(who, step.rule, step.amount, day, 'hours');
		END IF;
		IF step.decider = 'system' THEN
			day := day + CASE WHEN step.kind = 'observation' THEN step.amount::int ELSE 0 END;
			PERFORM civic_internal.repair_daily_10(day);
			CONTINUE;
		END IF;
		SET LOCAL SESSION AUTHORIZATION presets_counter;
		PERFORM civic.submit_step(who, mine, 'paper');
		FOREACH judge IN ARRAY CASE WHEN step.kind = 'peer_review' THEN '{presets_elder1,presets_elder2,presets_elder3}'::text[] ELSE '{presets_judge}' END LOOP
			EXECUTE format('SET LOCAL SESSION AUTHORIZATION %I', judge);
			PERFORM civic.decide_step(who, mine, 'pass');
		END LOOP;
		RESET SESSION AUTHORIZATION;
	END LOOP;
	RETURN told || (SELECT state FROM civic.repair_cases c WHERE c.subject_id = who AND c.case_id = mine) || ' '
		|| (SELECT points FROM civic.entry_points(who, day) p WHERE p.entry_id = loss);
END $$;

SELECT is(pg_temp.repaired(name, s ->> 'severity', s ->> 'path'),
		(SELECT string_agg(t ->> 'kind', ' ' ORDER BY (t ->> 'step')::int) FROM jsonb_array_elements(document -> 'repair_steps') t
		  WHERE t ->> 'severity' = s ->> 'severity' AND t ->> 'path' = s ->> 'path') || ' repaired 0.00',
		format('%s: %s by %s', name, s ->> 'severity', s ->> 'path'))
  FROM preset, jsonb_array_elements(document -> 'repair_steps') s WHERE s ->> 'step' = '1' ORDER BY 1;

SELECT * FROM finish();
ROLLBACK;
