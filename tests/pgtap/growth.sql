-- What grows with the town, and what must not: counted in rows and plans,
-- never timed. A settlement with nothing to do reads no standing, one with a
-- few subjects reads these; what was rejected is not read again.

\set QUIET 1
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();
SELECT civic.create_programme('growth');
SELECT civic.define_area('town', '镇', 'Town');
SELECT civic.enact_policy(civic.load_policy('{
 "policy": {"code": "town", "version": "1", "area": "town", "base": 100, "title": {"zh": "镇",
	"en": "Town"}},
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [{"code": "help", "title": {"zh": "帮", "en": "Help"}, "dimension": "civic",
	"tariff": 1}],
 "tiers": [{"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
	{"code": "high", "title": {"zh": "高", "en": "High"}, "rank": 2, "promote_at": 150, "demote_below": 140}]}'),
	'2000-01-01') AS digest \gset

CREATE FUNCTION enroll(first int, last int) RETURNS void LANGUAGE sql AS $$
	INSERT INTO civic_private.subject (subject_id, kind, lookup, attributes)
	SELECT s, 'resident', civic_internal.subject_lookup('id' || s), '{}'
		FROM generate_series(first, last) s;
	INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
	SELECT s, 'town', '2010-01-01', '2010-01-01' FROM generate_series(first, last) s;
	INSERT INTO civic_private.consent (subject_id, given) SELECT s, true
		FROM generate_series(first, last) s;
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on,
		effective_on, source_id, source_ref)
	SELECT 1, s, 1, 100, '2024-01-01', '2024-01-01', 1, 'case-' || s
		FROM generate_series(first, last) s;
$$;

-- how many rows of a table, and of its indexes, this transaction has read
CREATE FUNCTION rows_read(stored regclass) RETURNS int8 LANGUAGE sql AS $$
	SELECT (pg_stat_get_xact_tuples_returned(stored) + coalesce(sum(pg_stat_get_xact_tuples_returned(i.indexrelid)), 0))::int8
	  FROM pg_index i WHERE i.indrelid = stored
$$;

-- the rows that one settlement reads of a table, with as many events before it
CREATE FUNCTION settling(events int, batch int, OUT settled int8, OUT changed int8,
	OUT standings int8, OUT subjects int8,
	OUT residences int8) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM civic.record(s, 'help', 1, civic.today(), 'e-' || clock_timestamp())
		FROM generate_series(1, events) s;
	standings := rows_read('civic_private.standing');
	subjects := rows_read('civic_private.subject');
	residences := rows_read('civic_private.residence');
	CALL civic.settle(NULL, batch, settled, changed);
	standings := rows_read('civic_private.standing') - standings;
	subjects := rows_read('civic_private.subject') - subjects;
	residences := rows_read('civic_private.residence') - residences;
END $$;

SELECT enroll(1, 2000);
SELECT setting = 'on' AS counts FROM pg_settings WHERE name = 'track_counts' \gset
SELECT ok(:'counts', 'the server counts rows');
CALL civic.settle() \gset
VACUUM ANALYZE civic_private.subject, civic_private.residence, civic_private.standing,
	civic_private.entry;
-- what no range of a BRIN index sums up yet is read: 32 pages at most, counted as ten rows each
SELECT is(row(s.settled, s.standings, s.subjects, s.residences <= 320)::text, '(0,0,0,t)',
	'a settlement with nothing to do reads nobody') FROM settling(0, 50000) s;
SELECT settled, standings AS few, subjects AS few_subjects FROM settling(100, 10) \gset
SELECT is(:settled, 100, 'ten batches of ten settle those about whom something is new');
SELECT cmp_ok(:few, '<=', 500, '... reading their standings a few times each');
SELECT cmp_ok(:few_subjects, '<=', 2000, '... and no more subjects than tell that they are few');

SELECT enroll(2001, 20000);
CALL civic.settle() \gset
VACUUM ANALYZE civic_private.subject, civic_private.residence, civic_private.standing,
	civic_private.entry;
SELECT is(row(s.settled, s.standings, s.subjects, s.residences <= 320)::text, '(0,0,0,t)',
	'in a town of ten times as many it reads nobody either') FROM settling(0, 50000) s;
SELECT standings AS now, subjects AS now_subjects FROM settling(100, 10) \gset
SELECT cmp_ok(:now, '<=', 500, '... and the same batches read as few standings');
SELECT cmp_ok(:now_subjects, '<=', (1.3 * :few_subjects)::int, '... and subjects');

-- what has been rejected
CREATE FUNCTION posting(OUT posted int8, OUT rejected int8, OUT read int8) LANGUAGE plpgsql AS $$
BEGIN
	read := rows_read('civic.inbox');
	CALL civic.post_inbox(1000, posted, rejected);
	read := rows_read('civic.inbox') - read;
END $$;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
SELECT 'nobody', 'help', 1, '2024-01-02', 'n-' || i, 'office' FROM generate_series(1, 3000) i;
SELECT is(rejected, 3000::int8, 'three thousand events are rejected') FROM posting();
VACUUM ANALYZE civic.inbox;
SELECT is(row(p.posted, p.rejected, p.read)::text, '(0,0,0)', 'a later call does not read them')
	FROM posting() p;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
SELECT 'id' || i, 'help', 1, '2024-01-02', 'y-' || i, 'office' FROM generate_series(1, 10) i;
SELECT cmp_ok(read, '<=', 50::int8, '... nor does one that has a few to post') FROM posting();
SELECT is(civic_internal.ledger_daily_50(civic.today()), 0::int8,
	'nor does the day''s work, before their days are over');
BEGIN;
SELECT rows_read('civic.inbox') AS before \gset
SELECT civic_internal.ledger_daily_50(civic.today()) AS gone \gset
SELECT is(rows_read('civic.inbox'), :before::int8, '... it looks only for what is old enough');
COMMIT;

-- today in a WHERE
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN ' || query;
END $$;
SELECT matches(string_agg(p, E'\n'), 'Index Cond: \(next_change <= civic\.today\(\)\)',
	'today bounds the scan of an index')
  FROM plan('SELECT FROM civic_private.standing WHERE next_change <= civic.today()') p;
SELECT is((SELECT array_agg(regexp_replace(p, '(cost|Cond|Filter).*(rows=\d+)?', '\2'))
	FROM plan('SELECT FROM civic_private.standing WHERE next_change <= civic.today()') p),
	(SELECT array_agg(regexp_replace(p, '(cost|Cond|Filter).*(rows=\d+)?', '\2'))
		FROM plan(format('SELECT FROM civic_private.standing WHERE next_change <= date %L',
		civic.today())) p),
	'... and is expected to find what a constant would');
SELECT is((SELECT row(p.prosecdef, p.proconfig)::text FROM pg_proc p
	WHERE p.oid = 'civic.today()'::regprocedure), '(f,)',
	'no clause is entered for each row that is compared with it');
BEGIN;
SELECT rows_read('civic_private.programme') AS before \gset
SELECT count(*) AS n FROM civic_private.entry WHERE occurred_on <= civic.today() \gset
SELECT cmp_ok(rows_read('civic_private.programme') - :before, '<=', 1::int8,
	'... and the programme is read once for all of them');
COMMIT;

-- a roll-up looks at each residence once
BEGIN;
SELECT rows_read('civic_private.residence') AS before \gset
SELECT subjects, average FROM civic.area_standings() \gset
SELECT is(:subjects, 20000, 'a roll-up counts everybody');
SELECT cmp_ok(rows_read('civic_private.residence') - :before, '<=', 20000::int8,
	'... and reads each residence once');
COMMIT;

-- the functions of rooms are looked up by their names
BEGIN;
SELECT rows_read('pg_proc') AS before \gset
SELECT count(*) AS hooks FROM civic_internal.hooks('daily') \gset
SELECT cmp_ok(:hooks, '>=', 7, 'rooms have their work for a day');
SELECT cmp_ok(rows_read('pg_proc') - :before, '<=', 300::int8,
	'... which is found without reading all functions');
COMMIT;
SELECT * FROM finish();
