-- Records by pseudonym: an audience reads its own, in coarse terms, and learns
-- nothing else from the server, however it asks.

\ir helper/begin.sql
\ir helper/none.sql

SELECT civic.create_programme('sealed', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'Town'), civic.define_area('town.east', '东', 'East'),
	civic.define_area('town.east.lane', '巷', 'Lane'),
	civic.define_area('town.west', '西', 'West');
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "own", "title": {"zh": "己", "en": "Own"}, "area": "town", "version": "1",
	"base": 100},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [{"code": "help", "title": {"zh": "互助", "en": "Help"}, "dimension": "civic",
	"tariff": 1}],
 "tiers": [{"code": "member", "title": {"zh": "成员", "en": "Member"}, "rank": 1, "promote_at": 50}]
} $$), '2020-01-01') IS NOT NULL;
SELECT count(civic.enroll('person ' || g, 'resident',
	(CASE WHEN g = 1 THEN 'town.west' WHEN g % 2 = 0 THEN 'town.east' ELSE 'town.east.lane' END)::ltree,
	jsonb_build_object('birth_year', CASE WHEN g = 2 THEN '1905' ELSE (1950 + 30 * (g % 2))::text END, 'note', 'canary-' || g), since => '2020-01-01'))
  FROM generate_series(1, 60) g \g /dev/null
SELECT civic.withdraw_consent(civic.find_subject('person 60'), 'no') \g /dev/null
SELECT count(civic.record(civic.find_subject('person ' || g), 'help', g, civic.today() - 70, 'r' || g)) FROM generate_series(3, 40) g \g /dev/null
-- as if it had been known at the time
ALTER TABLE civic_private.entry DISABLE TRIGGER USER;
UPDATE civic_private.entry SET effective_on = occurred_on, recorded_at = occurred_on;
ALTER TABLE civic_private.entry ENABLE TRIGGER USER, ENABLE ALWAYS TRIGGER guard_rows,
	ENABLE ALWAYS TRIGGER guard_table;
SELECT (date_trunc('month', civic.today()::timestamp) - interval '1 day')::date AS last_month, (date_trunc('month', civic.today()::timestamp) - interval '2 month')::date AS month_before \gset

CREATE ROLE sealed_reader;
CREATE ROLE sealed_other;
CREATE ROLE sealed_peer;
CREATE ROLE sealed_clerk;
SELECT civic.grant_access('sealed_clerk', 'service');
GRANT USAGE ON SCHEMA helper TO PUBLIC;

-- ---------------------------------------------------------------------------
-- what is refused

SELECT throws_ok(c, e, NULL, c) FROM (VALUES
	('SELECT civic.seal_records(NULL, ''2024-01-01'')', '22004'),
	('SELECT civic.seal_records(''uni'', NULL)', '22004'),
	('SELECT civic.seal_records(''Uni'', ''2024-01-01'')', '22023'),
	('SELECT civic.seal_records(''uni; DROP TABLE x'', ''2024-01-01'')', '22023'),
	('SELECT civic.seal_records(''score'', ''2024-01-01'')', '42710'),
	('SELECT civic.seal_records(''uni'', civic.today())', '22023'),
	('SELECT civic.seal_records(''uni'', ''infinity'')', '22023'),
	('SELECT civic.seal_records(''uni'', ''2024-01-01'', smallest => 2)', '22003'),
	('SELECT civic.seal_records(''uni'', ''2024-01-01'', score_width => 0)', '22003'),
	('SELECT civic.seal_records(''uni'', ''2024-01-01'', area_level => -1)', '22003'),
	('SELECT civic.rotate_pseudonyms(''uni'')', '42704'),
	('SELECT civic.grant_records(''sealed_reader'', ''uni'')', '42704'),
	('SELECT civic.revoke_records(''sealed_reader'', ''uni'')', '42704'),
	('SELECT civic.drop_records(''uni'')', '42704')) t (c, e);

-- ---------------------------------------------------------------------------
-- what is stored

SELECT is(civic.seal_records('uni', :'month_before', area_level => 2, score_width => 20),
	59::bigint, 'whoever consents is sealed');
SELECT civic.seal_records('lab', :'month_before', area_level => 2, score_width => 20) \g /dev/null
SELECT throws_ok(format('SELECT civic.seal_records(''uni'', %L)', :'month_before'), '55000', NULL,
	'a month is sealed once');
SELECT civic.grant_records('sealed_reader', 'uni'), civic.grant_records('sealed_peer', 'uni'), civic.grant_records('sealed_other', 'lab') \g /dev/null
SELECT throws_ok('SELECT civic.grant_records(NULL, ''uni'')', '22004');
SELECT throws_ok('SELECT civic.grant_records(''civic_owner'', ''uni'')', '22023');
SELECT throws_ok('SELECT civic.rotate_pseudonyms(''uni'', 367)', '22003');

SELECT results_eq('SELECT area, age_band, count(*) FROM civic.uni_score GROUP BY 1, 2 ORDER BY 1, 2',
	$$ VALUES ('town.east', '45-59', 29::bigint), ('town.east', '75+', 29), (NULL, NULL, 1) $$,
		'areas and ages are coarse, and of whoever is alone not told');
SELECT helper.none($$ SELECT score_band FROM civic.uni_score
	WHERE score_band IS NOT NULL GROUP BY 1 HAVING count(*) < 10 $$,
	'no band of scores holds fewer than ten');
SELECT helper.none($$ SELECT tier FROM civic.uni_score
	WHERE tier IS NOT NULL GROUP BY 1 HAVING count(*) < 10 $$, 'nor does a tier');
SELECT ok((SELECT count(DISTINCT score_band) FROM civic.uni_score) > 1, 'there are bands');
SELECT results_eq('SELECT DISTINCT month FROM civic.uni_score',
	format('SELECT %L', to_char(:'month_before'::date, 'YYYY-MM')), 'a month, no day');
SELECT results_eq('SELECT count(*), sum(points) FROM civic.uni_event',
	format('SELECT count(*), sum(quantity) / 100.0 FROM civic_private.entry WHERE occurred_on <= %L',
	(:'month_before'::date + interval '1 month - 1 day')::date),
		'with what was credited until then');
SELECT helper.none($$ SELECT e.pid FROM civic.uni_event e LEFT JOIN civic.uni_score s USING (pid)
	WHERE s.pid IS NULL $$, 'and to nobody else');
SELECT helper.none($$ SELECT r FROM civic.uni_score r WHERE r::text ~ 'canary|person' $$,
	'no attribute is told');
-- T20: not by when somebody was enrolled, but by pseudonym, to the last row
SELECT is((SELECT array_agg(pid) FROM civic.uni_score),
	(SELECT array_agg(pid ORDER BY pid) FROM civic.uni_score),
	'rows come in the order of pseudonyms');
SELECT is((SELECT array_agg((pid, month)::text) FROM civic.uni_event),
	(SELECT array_agg((pid, month)::text ORDER BY pid, month) FROM civic.uni_event),
	'so do events');
SELECT is((SELECT array_agg(pid ORDER BY ctid) FROM civic_private.sealed_uni_score),
	(SELECT array_agg(pid ORDER BY pid) FROM civic.uni_score), 'and the file is in that order');
-- T21
SELECT helper.none($$ SELECT pid FROM civic.uni_score JOIN civic.lab_score USING (pid) $$,
	'two audiences share no pseudonym');
CREATE TABLE helper.drawn AS SELECT civic_internal.pseudonym('uni', 1, e.salt, g) AS pid
	FROM civic_private.key_epoch e, generate_series(1, 4096) g WHERE e.audience = 'uni';
SELECT is((SELECT count(DISTINCT pid) FROM helper.drawn), 4096::bigint,
	'no two subjects have one pseudonym');
-- chi-squared with 255 degrees of freedom: 1 in 100000 lies above 363
SELECT helper.none(format($$ SELECT %s, sum((n - 16.0) ^ 2 / 16)
	FROM (SELECT get_byte(uuid_send(pid), %s) AS b, count(*) AS n FROM helper.drawn GROUP BY 1) x
	HAVING sum((n - 16.0) ^ 2 / 16) + 16 * (256 - count(*)) > 363 $$, i, i),
		'byte ' || i || ' of pseudonyms is uniform') FROM generate_series(0, 15) i;
-- the formula that the guide promises, with the hash of the server
CREATE FUNCTION helper.hmac(key bytea, message bytea) RETURNS bytea LANGUAGE sql AS $$
	SELECT sha256(p.outer_pad || sha256(p.inner_pad || message))
	  FROM (SELECT string_agg(set_byte('\x00', 0, get_byte(k, i) # 54), '' ORDER BY i) AS inner_pad,
		string_agg(set_byte('\x00', 0, get_byte(k, i) # 92), '' ORDER BY i) AS outer_pad
		  FROM (SELECT key || decode(repeat('00', 64 - length(key)), 'hex') AS k) x,
			generate_series(0, 63) i) p $$;
SELECT helper.none($$ SELECT p.subject_id FROM civic_private.pseudonym p
	JOIN civic_private.key_epoch e USING (audience, key_epoch), civic_private.vault_key v
	WHERE uuid_send(p.pid) <> substr(helper.hmac(helper.hmac(v.key,
		convert_to('civic_credit/audience_key/v1', 'UTF8') || '\x00' || e.salt),
		convert_to('civic_credit/pid/v1', 'UTF8') || '\x00' || set_byte('\x00', 0,
			length(p.audience::text)) || convert_to(p.audience::text, 'UTF8')
		|| int4send(p.key_epoch) || int8send(p.subject_id)), 1, 16) $$,
			'pseudonyms are the HMAC that they are said to be');

-- ---------------------------------------------------------------------------
-- a reader, who has this and nothing else

CREATE TABLE helper.all_pids AS SELECT pid FROM civic.uni_score;
CREATE TABLE helper.hidden AS SELECT pid FROM civic.lab_score;
CREATE TABLE helper.called (what text);
CREATE FUNCTION helper.leak(anyelement) RETURNS bool LANGUAGE plpgsql COST 0.0000001 AS $$ BEGIN INSERT INTO helper.called VALUES ($1::text); RETURN true; END $$;
GRANT SELECT ON helper.all_pids, helper.hidden TO PUBLIC;
GRANT SELECT, INSERT ON helper.called TO PUBLIC;
GRANT CREATE ON SCHEMA helper TO sealed_reader;
CREATE FUNCTION helper.state(statement text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE statement; RETURN '00000'; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $$;
CREATE FUNCTION helper.said(statement text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN EXECUTE statement; RETURN ''; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM; END $$;
CREATE FUNCTION helper.plan(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE statement LOOP
		lines := lines || regexp_replace(line, 'time=[0-9.]+|Time: [0-9.]+|''[^'']*''', '',
			'g') || E'\n';
	END LOOP;
	RETURN lines;
END $$;

SET SESSION AUTHORIZATION sealed_reader;
SELECT is((SELECT count(*) FROM civic.uni_score), 59::bigint, 'it reads its records');
SELECT is((SELECT count(*) FROM civic.uni_score u, LATERAL civic.uni_of(u.pid) o WHERE o = u),
	59::bigint, 'and looks each up');
SELECT is((SELECT count(*) FROM civic.uni_of(gen_random_uuid())), 0::bigint,
	'an unknown pseudonym is nobody');
-- T1 to T3
SELECT is((SELECT count(*) FROM civic.uni_score WHERE helper.leak(pid) AND area = 'town.east'),
	58::bigint, 'a function that leaks, in a condition');
RESET SESSION AUTHORIZATION;
SELECT helper.none($$ SELECT what FROM helper.called
	WHERE what::uuid NOT IN (SELECT pid FROM helper.all_pids) $$,
	'saw what the view shows, and nothing else');
SET SESSION AUTHORIZATION sealed_reader;
SELECT is(helper.said(c), m, 'an error tells of no hidden row: ' || c) FROM (VALUES
	('SELECT count(area::int) FROM civic.uni_score',
		'invalid input syntax for type integer: "town.east"'),
	('SELECT 1 / (key_epoch - 1) FROM civic.uni_score', 'division by zero'),
	('SELECT 1 / (key_epoch - 2) FROM civic.uni_score', '')) t (c, m);
-- T4 to T6: plans for who is there and for who is not
SELECT is(helper.plan(format('EXPLAIN SELECT * FROM civic.uni_score WHERE pid = %L', h.pid)),
	helper.plan(format('EXPLAIN SELECT * FROM civic.uni_score WHERE pid = %L', gen_random_uuid())),
	'the plan for another audience''s pseudonym is that for one of nobody')
		FROM (SELECT pid FROM helper.hidden LIMIT 1) h;
SELECT is(helper.plan(format('EXPLAIN SELECT * FROM civic.uni_score WHERE pid = %L', a.pid)),
	helper.plan(format('EXPLAIN SELECT * FROM civic.uni_score WHERE pid = %L', gen_random_uuid())),
	'and that for one of its own') FROM (SELECT pid FROM helper.all_pids LIMIT 1) a;
SELECT is(helper.plan(format('EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM civic.uni_score WHERE pid = %L', h.pid)),
	helper.plan(format('EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM civic.uni_score WHERE pid = %L',
		gen_random_uuid())), 'so are its counters') FROM (SELECT pid FROM helper.hidden LIMIT 1) h;
-- T7, T9 to T12
SELECT helper.none($$ SELECT * FROM pg_stats WHERE schemaname = 'civic_private' $$,
	'no statistics');
SELECT helper.none($$ SELECT * FROM pg_stats_ext WHERE schemaname = 'civic_private' $$,
	'nor extended ones');
SELECT throws_ok('SELECT ' || c || ' FROM civic.uni_score', '42703', NULL,
	'no system column ' || c) FROM unnest('{ctid,xmin,tableoid}'::text[]) c;
SELECT throws_ok('SELECT last_value FROM civic_private.resumption_resumption_id_seq', '42501', NULL,
	'no sequence');
SELECT is(helper.state(c), '42501', 'refused: ' || c) FROM unnest(ARRAY[
	'SELECT * FROM civic_private.sealed_uni_score', 'SELECT * FROM civic_private.pseudonym',
		'SELECT * FROM civic.lab_score', 'SELECT * FROM civic.lab_of(gen_random_uuid())',
	'SELECT * FROM civic_internal.sealed_lab_score()',
		'SELECT civic_internal.pseudonym(''uni'', 1, ''x'', 1)',
		'SELECT civic_internal.pid_now(''uni'', gen_random_uuid())',
	'SELECT civic.find_subject(''person 3'')', 'SELECT * FROM civic.subjects',
		'SELECT civic.rotate_pseudonyms(''uni'')', 'SELECT civic.seal_records(''uni'', ''2024-01-01'')',
	'SELECT civic.drop_records(''uni'')', 'SELECT civic.grant_records(''sealed_other'', ''uni'')',
		'SELECT civic.revoke_records(''sealed_peer'', ''uni'')',
	'SELECT table_to_xml(''civic_private.sealed_uni_score'', true, false, '''')',
		'SELECT query_to_xml(''SELECT * FROM civic_private.pseudonym'', true, false, '''')',
	'CREATE VIEW helper.peep AS SELECT * FROM civic_private.sealed_lab_score',
		'CREATE MATERIALIZED VIEW helper.kept AS SELECT * FROM civic_private.pseudonym',
	'CREATE TRIGGER t AFTER INSERT ON civic_private.sealed_uni_score FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
	'CREATE RULE r AS ON INSERT TO civic_private.sealed_uni_score DO INSTEAD NOTHING']) c;
SELECT isnt(helper.state(c), '00000', 'views are not written to: ' || c)
	FROM unnest(ARRAY['DELETE FROM civic.uni_score',
	'INSERT INTO civic.uni_score (pid) VALUES (gen_random_uuid())',
	'UPDATE civic.uni_score SET area = ''x''', 'CREATE PUBLICATION sealed_p FOR TABLE civic_private.sealed_uni_score']) c;
CREATE TEMP TABLE copied AS SELECT * FROM civic.uni_score;
DECLARE held CURSOR WITH HOLD FOR SELECT * FROM civic.uni_score;
PREPARE asked AS SELECT count(*) FROM civic.uni_score;
SELECT is((SELECT count(*) FROM copied), 59::bigint, 'a copy is the view''s contents');
SELECT is(array_length(regexp_split_to_array(query_to_xml('SELECT pid FROM civic.uni_score', true,
	true, '')::text, '<pid>'), 1), 60, 'so is XML');
-- T15: what it calls so does not replace what the programme calls
CREATE TEMP TABLE pseudonym (audience name, pid uuid);
CREATE FUNCTION pg_temp.today() RETURNS date LANGUAGE sql AS $$ SELECT DATE '1900-01-01' $$;
SELECT is((SELECT count(*) FROM civic.uni_score), 59::bigint, 'objects in pg_temp take nobody in');
-- T16, T17
CREATE VIEW helper.clone WITH (security_invoker) AS SELECT * FROM civic.uni_score;
CREATE VIEW helper.plain AS SELECT * FROM civic.uni_score;
GRANT SELECT ON helper.clone, helper.plain TO PUBLIC;
SET SESSION AUTHORIZATION sealed_other;
SELECT is(helper.state('SELECT * FROM helper.clone'), '42501',
	'a clone with the rights of its reader gives another audience nothing');
SELECT is(helper.state('SELECT * FROM helper.plain'), '42501',
	'nor does one with the rights of its owner');
SELECT is(helper.state('SELECT * FROM civic.uni_score'), '42501', 'nor the view');
SELECT is((SELECT count(*) FROM civic.lab_score), 59::bigint, 'it has its own');
RESET SESSION AUTHORIZATION;
GRANT sealed_other TO sealed_reader;
SET SESSION AUTHORIZATION sealed_reader;
SET ROLE sealed_other;
SELECT is(helper.state('SELECT * FROM civic.uni_score'), '42501',
	'whoever has set a role has its records');
RESET ROLE;
RESET SESSION AUTHORIZATION;
REVOKE sealed_other FROM sealed_reader;
-- T13
GRANT pg_read_all_data TO sealed_other;
GRANT pg_monitor TO sealed_other;
SET SESSION AUTHORIZATION sealed_other;
SELECT is((SELECT count(*) FROM civic_private.sealed_uni_score), 0::bigint,
	'a member of pg_read_all_data reads no row of a store');
SELECT is((SELECT count(*) FROM civic_private.pseudonym), 0::bigint, 'nor a pseudonym');
SELECT is(helper.state('SELECT * FROM civic.uni_score'), '42501',
	'nor the view, whose function it may not call');
RESET SESSION AUTHORIZATION;
-- T9: no eight bytes of a key are in what everybody reads
SELECT helper.none($$ SELECT i FROM civic_private.vault_key v CROSS JOIN generate_series(1, 25) i
	WHERE EXISTS (SELECT FROM pg_proc p WHERE strpos(p.prosrc,
		encode(substr(v.key, i, 8), 'hex')) > 0)
	   OR EXISTS (SELECT FROM pg_views w WHERE strpos(w.definition,
		encode(substr(v.key, i, 8), 'hex')) > 0)
	   OR EXISTS (SELECT FROM pg_settings s WHERE strpos(s.setting,
		encode(substr(v.key, i, 8), 'hex')) > 0)
	   OR EXISTS (SELECT FROM pg_db_role_setting s WHERE strpos(s::text,
		encode(substr(v.key, i, 8), 'hex')) > 0) $$,
		'no catalog that everybody reads has a piece of a key');
-- T19: whatever of ours a reader may call, it takes no external id and no number
SELECT helper.none($$ SELECT p.oid::regprocedure FROM pg_proc p
	JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE n.nspname LIKE 'civic%' AND p.prorettype = 'uuid'::regtype
		AND has_function_privilege('sealed_reader', p.oid, 'EXECUTE') $$,
		'no function gives a reader a pseudonym');
SELECT results_eq($$ SELECT p.proname::text COLLATE "default" FROM pg_proc p
	WHERE p.pronamespace IN ('civic'::regnamespace, 'civic_internal'::regnamespace) AND p.prosecdef
	AND has_function_privilege('sealed_reader', p.oid, 'EXECUTE')
		AND NOT has_function_privilege('sealed_other', p.oid, 'EXECUTE') ORDER BY p.proname $$,
	$$ SELECT unnest('{sealed_uni_event,sealed_uni_score,uni_of}'::text[]) $$,
		'it has been granted three functions');

-- ---------------------------------------------------------------------------
-- who is erased, and other pseudonyms

SELECT count(*) AS of_three FROM civic.uni_event e JOIN civic_private.pseudonym p USING (pid) WHERE p.subject_id = civic.find_subject('person 3') \gset
SELECT ok(:of_three > 0, 'there is something of the third');
SELECT pid AS three FROM civic_private.pseudonym WHERE audience = 'uni' AND subject_id = civic.find_subject('person 3') \gset
SELECT civic.erase_subject('person 3', 'law') \g /dev/null
SELECT is((SELECT count(*) FROM civic.uni_score), 58::bigint, 'who is erased is in no record');
SELECT is((SELECT count(*) FROM civic.uni_of(:'three')) + (SELECT count(*) FROM civic.uni_event
	WHERE pid = :'three')
	+ (SELECT count(*) FROM civic_private.pseudonym p WHERE p.pid = :'three'), 0::bigint,
		'and has no pseudonym');
CREATE TABLE helper.before AS SELECT * FROM civic.uni_score;
CREATE TABLE helper.events AS SELECT * FROM civic.uni_event;
SELECT is(civic.rotate_pseudonyms('uni', 10), 2, 'a second key epoch');
SELECT is((SELECT count(*) FROM civic.uni_score), 58::bigint, 'all are there still');
SELECT helper.none($$ SELECT pid FROM civic.uni_score JOIN helper.before USING (pid) $$,
	'under other numbers');
SELECT results_eq('SELECT area, age_band, score_band, tier, count(*) FROM civic.uni_score GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4',
	'SELECT area, age_band, score_band, tier, count(*) FROM helper.before GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4', 'with the same records');
SELECT results_eq('SELECT month, dimension, points FROM civic.uni_event ORDER BY 1, 2, 3',
	'SELECT month, dimension, points FROM helper.events ORDER BY 1, 2, 3', 'and events');
SELECT is((SELECT array_agg(pid) FROM civic.uni_score),
	(SELECT array_agg(pid ORDER BY pid) FROM civic.uni_score), 'in the order of the new ones');
SELECT is((SELECT count(*) FROM helper.before b, LATERAL civic.uni_of(b.pid) o
	WHERE o.key_epoch = 2 AND o.score_band IS NOT DISTINCT FROM b.score_band), 58::bigint,
	'the old ones can be looked up');
UPDATE civic_private.key_epoch SET closes_on = civic.today() - 1 WHERE key_epoch = 1
	AND audience = 'uni';
SELECT is((SELECT count(*) FROM helper.before b, LATERAL civic.uni_of(b.pid)), 0::bigint,
	'until their time is over');
SELECT civic_internal.privacy_daily_95(civic.today()) \g /dev/null
SELECT results_eq($$ SELECT key_epoch, salt IS NULL FROM civic_private.key_epoch
	WHERE audience = 'uni' ORDER BY 1 $$, $$ VALUES (1, true), (2, false) $$,
	'and what they came from is gone');
SELECT is((SELECT count(*) FROM civic_private.pseudonym WHERE audience = 'uni' AND key_epoch = 1),
	0::bigint, 'with them');
SELECT is(civic.seal_records('uni', :'last_month', area_level => 1, score_width => 100), 58::bigint,
	'the next month');
SELECT results_eq('SELECT DISTINCT area FROM civic.uni_score', $$ VALUES ('town') $$,
	'in coarser terms');
SELECT is((SELECT count(*) FROM civic.uni_score s JOIN civic_private.pseudonym p USING (pid)
	WHERE p.key_epoch = 2), 58::bigint, 'under the same numbers');
SELECT is((SELECT count(*) FROM civic.lab_score), 58::bigint, 'the other audience keeps its own');
SELECT civic.revoke_records('sealed_reader', 'uni') \g /dev/null
SET SESSION AUTHORIZATION sealed_reader;
SELECT is(helper.state(c), '42501', 'taken away: ' || c)
	FROM unnest('{SELECT * FROM civic.uni_score,SELECT * FROM civic.uni_event,SELECT * FROM civic.uni_of(gen_random_uuid())}'::text[]) c;
RESET SESSION AUTHORIZATION;
SELECT helper.none($$ SELECT property, example FROM civic.check_programme() WHERE NOT holds $$,
	'the programme is whole');
DROP VIEW helper.clone, helper.plain;
SELECT civic.drop_records('uni') \g /dev/null
SELECT is(to_regclass('civic.uni_score'), NULL, 'dropped');
SELECT is((SELECT count(*) FROM civic_private.pseudonym WHERE audience = 'uni'), 0::bigint,
	'with all its pseudonyms');
SELECT civic.seal_records('uni', :'last_month') \g /dev/null
SELECT is((SELECT DISTINCT key_epoch FROM civic.uni_score), 3,
	'a number of a key epoch is not used again');

SELECT * FROM finish();
ROLLBACK;
