-- A backend that works all day must not grow: each kind of call is made some
-- thousand times, and the memory that outlives a transaction is compared
-- before and after. Plans, compiled policies and caches may be made once.

\set QUIET 1
SET client_min_messages = warning;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT no_plan();
SELECT civic.create_programme('leaks');
SELECT civic.define_area('town', '镇', 'town');
CREATE SCHEMA helper;
CREATE FUNCTION helper.pack(version text) RETURNS jsonb LANGUAGE sql AS
$$
	SELECT jsonb_build_object(
		'policy', jsonb_build_object('code', 'leaks', 'area', 'town', 'version', version, 'base', 100,
			'title', jsonb_build_object('zh', '内存', 'en', 'memory')),
		'dimensions', jsonb_build_array(jsonb_build_object('code', 'service', 'title', jsonb_build_object('zh', '服务', 'en', 'service'))),
		'rules', jsonb_build_array(
			jsonb_build_object('code', 'help', 'dimension', 'service', 'tariff', 2, 'coupons', 1, 'title', jsonb_build_object('zh', '帮助', 'en', 'help')),
			jsonb_build_object('code', 'class', 'dimension', 'service', 'tariff', 1, 'period', 'month', 'cap_high', 5,
				'retention', jsonb_build_object('half_life', 90), 'title', jsonb_build_object('zh', '学习', 'en', 'class'))),
		'benefits', jsonb_build_array(
			jsonb_build_object('code', 'soap', 'kind', 'redemption', 'cost', 0.01, 'stock', 1000000, 'title', jsonb_build_object('zh', '皂', 'en', 'soap')),
			jsonb_build_object('code', 'gold', 'kind', 'redemption', 'cost', 1000000, 'title', jsonb_build_object('zh', '金', 'en', 'gold'))))
$$;
SELECT civic.enact_policy(civic.load_policy(helper.pack('1')), '2020-01-01') \g /dev/null
CREATE TABLE helper.subject AS SELECT g AS n, civic.enroll('resident ' || g, 'resident', 'town', since => '2020-01-01') AS id FROM generate_series(1, 50) AS g;
CALL civic.settle() \g /dev/null
CREATE SEQUENCE helper.ref;

-- What the backend keeps beyond the statement: everything but the contexts of
-- the statement that looks.
CREATE FUNCTION helper.kept() RETURNS bigint LANGUAGE sql AS
$$
	SELECT sum(total_bytes)::bigint FROM pg_backend_memory_contexts
	WHERE name NOT IN ('MessageContext', 'ExecutorState', 'ExprContext', 'PortalContext', 'PortalHoldContext', 'PortalMemory', 'SPI Exec', 'SPI Proc', 'TupleSort main',
		'Tuplestore tuples', 'ErrorContext', 'SRF multi-call context', 'SQL function', 'Table function arguments')
$$;
CREATE FUNCTION helper.once(call text) RETURNS void LANGUAGE plpgsql AS
$$
DECLARE
	waste text;
BEGIN
	EXECUTE call INTO waste;
EXCEPTION WHEN OTHERS THEN
	NULL;
END
$$;
CREATE TABLE helper.growth (n int, name text, bytes bigint);
CREATE PROCEDURE helper.grow(n int, name text, call text, times int) LANGUAGE plpgsql AS
$$
DECLARE
	before bigint;
	posted bigint;
	rejected bigint;
BEGIN
	FOR i IN 1 .. 50 + times LOOP
		IF i = 50 THEN
			before := helper.kept();
		END IF;
		PERFORM helper.once(call);
		IF name = 'post_inbox' THEN
			CALL civic.post_inbox(7, posted, rejected);
		END IF;
		IF i % 10 = 0 THEN
			COMMIT;
		END IF;
	END LOOP;
	INSERT INTO helper.growth VALUES (n, name, helper.kept() - before);
END
$$;
CREATE TABLE helper.call (n int GENERATED ALWAYS AS IDENTITY, name text, call text, times int);
INSERT INTO helper.call (name, call, times) VALUES
	('record', $$ SELECT civic.record(id, 'class', 1, date '2021-01-01' + n, nextval('helper.ref')::text) FROM helper.subject WHERE n = 1 + currval('helper.ref') % 50 $$, 3000),
	('record of something known', $$ SELECT civic.record(id, 'help', 1, '2021-01-01', 'the same') FROM helper.subject WHERE n = 7 $$, 3000),
	('record that fails', $$ SELECT civic.record(id, 'help', -1, '2021-01-01', 'negative') FROM helper.subject WHERE n = 7 $$, 3000),
	('record of an unknown rule', $$ SELECT civic.record(id, 'dancing', 1, '2021-01-01', 'unknown') FROM helper.subject WHERE n = 7 $$, 3000),
	('score', $$ SELECT sum(civic.score(id)) FROM helper.subject WHERE n <= 5 $$, 3000),
	('explain', $$ SELECT count(*) FROM helper.subject, civic.explain(id) WHERE n = 3 $$, 3000),
	('entry_points', $$ SELECT count(*) FROM helper.subject, civic.entry_points(id) WHERE n = 3 $$, 3000),
	('scores', $$ SELECT sum(score) FROM civic.scores() $$, 300),
	('score_lines', $$ SELECT count(l) FROM (SELECT civic.score_collect(civic.today(), subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id) AS s
		FROM civic_private.entry GROUP BY subject_id) AS x, civic.score_lines(s) AS l $$, 300),
	('text of a state', $$ SELECT max(civic.score_value(s::text::civic.score_state)) FROM (SELECT civic.score_collect(civic.today(), subject_id, entry_id, rule_id, kind, quantity, occurred_on,
		effective_on, ref_entry_id) FROM civic_private.entry GROUP BY subject_id) AS x (s) $$, 300),
	('text that is none', $$ SELECT 'nonsense'::civic.score_state $$, 3000),
	('reverse', $$ SELECT civic.reverse(e.subject_id, e.entry_id, 'x') FROM civic_private.entry e WHERE e.kind = 1
		AND NOT EXISTS (SELECT FROM civic_private.entry x WHERE x.kind = 2 AND x.subject_id = e.subject_id AND x.ref_entry_id = e.entry_id) LIMIT 1 $$, 1000),
	('post_inbox', $$ WITH i AS (INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence)
		SELECT 'resident ' || g, 'help', 1, '2021-01-01', nextval('helper.ref')::text, 'scan' FROM generate_series(1, 20) AS g) SELECT 1 $$, 300),
	('redeem', $$ SELECT (civic.redeem(id, 'soap', 1, nextval('helper.ref')::text)).cost FROM helper.subject WHERE n = 2 $$, 1000),
	('redeem that fails', $$ SELECT civic.redeem(id, 'gold', 1, 'gold') FROM helper.subject WHERE n = 7 $$, 3000),
	('reserve and release', $$ SELECT civic.release_redemption(id, (civic.reserve(id, 'soap', 1, nextval('helper.ref')::text)).redemption_id)
		FROM helper.subject WHERE n = 4 $$, 1000),
	('entitled', $$ SELECT count(*) FROM helper.subject, civic.entitled(id, 'soap') WHERE n <= 5 $$, 3000),
	('benefits', $$ SELECT count(*) FROM helper.subject, civic.benefits(id) WHERE n = 3 $$, 1000),
	('coupon_history', $$ SELECT count(*) FROM helper.subject, civic.coupon_history(id) WHERE n = 3 $$, 300),
	('enroll', $$ SELECT civic.enroll('newcomer ' || nextval('helper.ref'), 'resident', 'town') $$, 2000),
	('find_subject', $$ SELECT civic.find_subject('resident 1') $$, 3000),
	('check_policy', $$ SELECT count(*) FROM civic.check_policy(helper.pack('x') - 'rules') $$, 3000),
	('load_policy', $$ SELECT civic.load_policy(helper.pack('x')) $$, 1000),
	('policy_diff', $$ SELECT count(*) FROM civic.policy_diff(1, 2) $$, 1000);

-- the session that lays out a programme keeps a plan of each definition
SELECT count(*) AS plans FROM pg_backend_memory_contexts WHERE name = 'CachedPlan' \gset
SELECT format('CALL helper.grow(%s, %L, %L, %s)', n, name, call, times) FROM helper.call ORDER BY n \gexec

-- a leak of eight bytes a call would show in most of them
SELECT cmp_ok(bytes, '<', 24576::bigint, name || ': the backend has not grown (' || bytes || ' bytes)') FROM helper.growth ORDER BY n;
SELECT is((SELECT count(*) FROM helper.growth), (SELECT count(*) FROM helper.call), 'every sort of call was measured');
SELECT cmp_ok((SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'CachedPlan')::int - :plans, '<', 300, 'no heap of saved plans');
SELECT cmp_ok((SELECT count(*) FROM civic_private.entry), '>', 3000::bigint, 'the calls did what they were to do');
SELECT cmp_ok((SELECT count(*) FROM civic_private.redemption), '>', 2000::bigint, 'and so did redemptions');
SELECT is_empty('SELECT * FROM civic.inbox', 'the inbox is empty');

SELECT * FROM finish();
