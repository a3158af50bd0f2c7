-- Properties of scoring, on random policies and random ledgers, against tests/reference/reference.sql.
--
--     createdb -T template0 -E UTF8 property
--     psql -XAtq -d property -f tests/pgtap/property.sql
--
-- Needs an empty database, and a superuser, because histories with chosen effective days are written
-- straight into the ledger.  Everything stays there for a look.  Variables (psql -v):
--
--     seed       names the random numbers                        (20181101)
--     policies   number of random policies                       (40)
--     ledgers    number of random ledgers                        (3000)
--     only       generate this ledger alone, to repeat a failure

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\set ON_ERROR_ROLLBACK 0
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

\if :{?seed} \else \set seed 20181101 \endif
\if :{?policies} \else \set policies 40 \endif
\if :{?ledgers} \else \set ledgers 3000 \endif
\set first 1
\if :{?only} \set first :only \set ledgers :only \endif

SET timezone = 'UTC';
SET jit = off;

CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('property', time_zone => 'UTC');

\ir ../reference/reference.sql
\ir ../reference/generator.sql

SET prop.seed = :'seed';
SELECT plan(41);
SELECT diag(format('seed %s, %s policies, ledgers %s to %s', :'seed', :policies, :first, :ledgers));


-- ---------------------------------------------------------------------------------------------------
-- Reporting
-- ---------------------------------------------------------------------------------------------------

-- The score the extension gives to entries at hand, without a ledger.
CREATE FUNCTION prop.score_entries(as_of date, policy int, entries reference.entry[]) RETURNS numeric
LANGUAGE sql STABLE AS
$$
	SELECT civic.score_value(civic.score_collect(as_of, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
												 e.occurred_on, e.effective_on, e.ref_entry_id), policy)
	  FROM unnest(entries) AS e
$$;

-- The entries without which a difference between extension and reference goes away.
CREATE FUNCTION prop.shrink(as_of date, policy int, entries reference.entry[]) RETURNS reference.entry[]
LANGUAGE plpgsql AS
$$
DECLARE
	kept reference.entry[] := entries;
	fewer reference.entry[];
	e reference.entry;
BEGIN
	FOREACH e IN ARRAY entries LOOP
		fewer := ARRAY(SELECT x FROM unnest(kept) AS x
						WHERE x.entry_id <> e.entry_id AND x.ref_entry_id IS DISTINCT FROM e.entry_id);
		IF cardinality(fewer) > 0
		   AND prop.score_entries(as_of, policy, fewer)
			   IS DISTINCT FROM reference.score_entries(as_of, policy, fewer)
		THEN
			kept := fewer;
		END IF;
	END LOOP;
	RETURN kept;
END
$$;

-- One test: the query must return no rows of (subject_id, as_of, expected, got).
CREATE FUNCTION prop.none(wrong text, description text) RETURNS SETOF text
LANGUAGE plpgsql AS
$$
DECLARE
	w record;
	l prop.ledger;
	policy int;
	entries reference.entry[];
	failures bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM (' || wrong || ') AS w' INTO failures;
	RETURN NEXT ok(failures = 0, description);
	IF failures = 0 THEN
		RETURN;
	END IF;
	RETURN NEXT diag(format('%s differences', failures));
	FOR w IN EXECUTE 'SELECT subject_id, as_of, expected::text, got::text FROM (' || wrong || ') AS w (subject_id, as_of, expected, got)
					   ORDER BY (SELECT count(*) FROM civic_private.entry AS e WHERE e.subject_id = w.subject_id), 1, 2
					   LIMIT 3'
	LOOP
		SELECT * INTO l FROM prop.ledger AS x WHERE w.subject_id IN (x.subject_id, x.copy_id);
		policy := reference.policy_at(reference.area_at(w.subject_id, w.as_of), w.as_of);
		RETURN NEXT diag(format('seed %s, ledger %s%s, subject %s, area %s, policy %s, as of %s: expected %s, got %s',
								current_setting('prop.seed'), l.ledger,
								CASE WHEN w.subject_id = l.copy_id THEN ' (the copy)' END,
								w.subject_id, reference.area_at(w.subject_id, w.as_of), policy,
								w.as_of, w.expected, w.got));
		entries := prop.shrink(w.as_of, policy, reference.entries(w.subject_id));
		CONTINUE WHEN cardinality(entries) > 12;
		RETURN QUERY SELECT diag('    entry ' || e::text) FROM unnest(entries) AS e;
		RETURN QUERY SELECT diag('    rule ' || r.rule_id || ' ' || rule::text)
					   FROM reference.rule AS r
					   JOIN civic_private.enactment AS x USING (policy_id)
					   CROSS JOIN jsonb_array_elements(x.document -> 'rules') AS rule
					  WHERE rule ->> 'code' = r.code
						AND r.rule_id IN (SELECT e.rule_id FROM unnest(entries) AS e);
	END LOOP;
	RETURN NEXT diag(format('to repeat, in an empty database: psql -XAtq -v seed=%s -v policies=%s -v only=%s -f tests/pgtap/property.sql',
							current_setting('prop.seed'), (SELECT max(p.number) FROM prop.policy AS p), l.ledger));
END
$$;


-- ---------------------------------------------------------------------------------------------------
-- Worked examples: values that were computed by hand
-- ---------------------------------------------------------------------------------------------------

SELECT FROM civic.define_area('worked', '算例', 'Worked examples');

CREATE FUNCTION prop.worked_rule(code text, rest jsonb) RETURNS jsonb
LANGUAGE sql AS
$$
	SELECT jsonb_build_object('code', code, 'title', prop.title(code), 'dimension', 'all', 'legal_basis', '办法')
		   || rest
$$;

CREATE TABLE prop.worked AS
	SELECT civic.load_policy(jsonb_build_object(
		'policy', jsonb_build_object('code', 'worked', 'title', prop.title('worked'), 'area', 'worked', 'version', '1'),
		'dimensions', jsonb_build_array(jsonb_build_object('code', 'all', 'title', prop.title('all'))),
		'rules', jsonb_build_array(
			prop.worked_rule('hours', '{"period": "lifetime", "tariff": [{"upto": 20, "rate": 1},
				{"upto": 80, "rate": "1/2"}, {"upto": 200, "rate": "1/3"}, {"rate": "1/4"}]}'),
			prop.worked_rule('offence', '{"period": "lifetime", "severity": "general", "tariff": [{"upto": 1, "rate": -20},
				{"upto": 2, "rate": -40}, {"upto": 3, "rate": -60}, {"rate": -100}]}'),
			prop.worked_rule('money', '{"period": "lifetime", "tariff": [{"rate": "1/500", "step": 500}]}'),
			prop.worked_rule('monthly', '{"period": "month", "tariff": 4, "cap_high": 10}'),
			prop.worked_rule('weekly', '{"period": "week", "tariff": 4, "cap_high": 5}'),
			prop.worked_rule('rolling', '{"period": {"rolling": 7}, "tariff": 1, "cap_high": 5}'),
			prop.worked_rule('trust', '{"tariff": 1, "retention": {"annual_rate": 0.084}}'),
			prop.worked_rule('half', '{"tariff": 1, "retention": {"half_life": 10}}'),
			prop.worked_rule('linear', '{"tariff": 1, "retention": {"linear": 4}}'),
			prop.worked_rule('quarter', '{"tariff": 1, "period": "quarter", "retention": "period_end"}'),
			prop.worked_rule('expiring', '{"tariff": 1, "period": "lifetime", "cap_high": 5, "retention": {"expire": {"months": 1}}}'),
			prop.worked_rule('window', '{"tariff": 1, "period": "lifetime", "cap_high": 5, "retention": {"window": {"months": 1}}}'),
			prop.worked_rule('third', '{"tariff": "1/3"}'),
			prop.worked_rule('small', '{"tariff": 0.5}'),
			prop.worked_rule('small_loss', '{"tariff": -0.5}'),
			prop.worked_rule('county', '{"tariff": 30, "period": "year", "combine": "max", "exclusive_group": "brave"}'),
			prop.worked_rule('province', '{"tariff": 50, "period": "year", "combine": "max", "exclusive_group": "brave"}'),
			prop.worked_rule('disgrace', '{"tariff": -15, "period": "year", "combine": "max", "exclusive_group": "brave"}')
		))) AS policy_id;

SELECT FROM prop.worked, civic.enact_policy(policy_id, '1990-01-01');
REFRESH MATERIALIZED VIEW reference.rule;

-- An entry is [id, rule, quantity, occurred on]; a reference is [id, kind, effective on, root, share].
CREATE TABLE prop.example (description text, as_of date, score numeric, entries jsonb);
INSERT INTO prop.example VALUES
	('83 hours on a falling tariff', '2020-02-01', 51, '[[1,"hours",83,"2020-01-01"]]'),
	('83 hours in three parts', '2020-02-01', 51, '[[1,"hours",21,"2020-01-01"], [2,"hours",60.5,"2020-01-01"], [3,"hours",1.5,"2020-01-09"]]'),
	('four offences', '2020-02-01', -220, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-01"], [3,"offence",1,"2020-01-03"], [4,"offence",1,"2020-01-04"]]'),
	('four offences, the second reversed', '2020-02-01', -120, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-01"], [3,"offence",1,"2020-01-03"], [4,"offence",1,"2020-01-04"], [5,2,"2020-01-20",2]]'),
	('the day before that reversal', '2020-01-19', -220, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-01"], [3,"offence",1,"2020-01-03"], [4,"offence",1,"2020-01-04"], [5,2,"2020-01-20",2]]'),
	('two offences, the first suspended', '2020-01-20', -20, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-02"], [3,3,"2020-01-20",1]]'),
	('and reinstated the same day', '2020-01-20', -60, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-02"], [3,3,"2020-01-20",1], [4,4,"2020-01-20",1]]'),
	('and reinstated by a smaller entry id', '2020-01-20', -20, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-02"], [4,3,"2020-01-20",1], [3,4,"2020-01-20",1]]'),
	('the second offence half repaired, then less', '2020-02-01', -40, '[[1,"offence",1,"2020-01-01"], [2,"offence",1,"2020-01-02"], [3,5,"2020-01-20",2,5000], [4,5,"2020-01-21",2,100]]'),
	('whole steps only', '2020-02-01', 2, '[[1,"money",1200,"2020-01-01"]]'),
	('whole steps of the running total', '2020-02-01', 3, '[[1,"money",1200,"2020-01-01"], [2,"money",300,"2020-01-01"]]'),
	('a cap for each month', '2020-03-01', 14, '[[1,"monthly",1,"2020-01-01"], [2,"monthly",1,"2020-01-31"], [3,"monthly",1,"2020-01-31"], [4,"monthly",1,"2020-02-01"]]'),
	('a cap for each week, which begins on Monday', '2020-03-01', 9, '[[1,"weekly",1,"2019-12-30"], [2,"weekly",1,"2020-01-05"], [3,"weekly",1,"2020-01-06"]]'),
	('a cap over seven rolling days', '2020-03-01', 6, '[[1,"rolling",4,"2020-01-01"], [2,"rolling",4,"2020-01-07"], [3,"rolling",4,"2020-01-08"]]'),
	('8.4 % lost a year, twice', '2021-12-31', 83.91, '[[1,"trust",100,"2020-01-01"]]'),
	('two half lives', '2020-01-21', 25, '[[1,"half",100,"2020-01-01"]]'),
	('linear, a day before its end', '2020-01-04', 25, '[[1,"linear",100,"2020-01-01"]]'),
	('linear, at its end', '2020-01-05', 0, '[[1,"linear",100,"2020-01-01"]]'),
	('last day of a quarter', '2020-03-31', 7, '[[1,"quarter",7,"2020-01-01"]]'),
	('first day of the next', '2020-04-01', 0, '[[1,"quarter",7,"2020-01-01"]]'),
	('last day before a month is over', '2020-02-28', 5, '[[1,"expiring",5,"2020-01-31"], [2,"expiring",5,"2020-02-15"]]'),
	('expired, but the cap is used up', '2020-02-29', 0, '[[1,"expiring",5,"2020-01-31"], [2,"expiring",5,"2020-02-15"]]'),
	('out of the window, and the cap is free', '2020-02-29', 5, '[[1,"window",5,"2020-01-31"], [2,"window",5,"2020-02-15"]]'),
	('three thirds are one', '2020-02-01', 1, '[[1,"third",1,"2020-01-01"], [2,"third",1,"2020-01-02"], [3,"third",1,"2020-01-03"]]'),
	('half a hundredth', '2020-02-01', 0.01, '[[1,"small",0.01,"2020-01-01"]]'),
	('half a hundredth lost', '2020-02-01', -0.01, '[[1,"small_loss",0.01,"2020-01-01"]]'),
	('less than half a hundredth', '2020-02-01', 0, '[[1,"third",0.01,"2020-01-01"]]'),
	('the best of a group', '2020-02-01', 50, '[[1,"county",1,"2020-01-01"], [2,"province",1,"2020-01-02"], [3,"county",1,"2020-01-03"]]'),
	('the best and the worst of a group', '2020-02-01', 35, '[[1,"county",1,"2020-01-01"], [2,"disgrace",1,"2020-01-01"], [3,"province",1,"2020-01-02"], [4,"disgrace",1,"2020-01-03"]]'),
	('the best of each year', '2021-02-01', 80, '[[1,"county",1,"2020-01-01"], [2,"province",1,"2021-01-02"]]');

CREATE TABLE prop.answer AS
	SELECT x.description, x.as_of, x.score AS expected,
		   prop.score_entries(x.as_of, w.policy_id, e.entries) AS extension,
		   reference.score_entries(x.as_of, w.policy_id, e.entries) AS reference
	  FROM prop.example AS x
	 CROSS JOIN prop.worked AS w
	 CROSS JOIN LATERAL (
		SELECT array_agg((1, (e ->> 0)::bigint, r.rule_id,
						  CASE WHEN root IS NULL THEN 1 ELSE (e ->> 1)::int END,
						  CASE WHEN root IS NULL THEN (e ->> 2)::numeric * 100
							   ELSE coalesce((e ->> 4)::numeric, (root ->> 2)::numeric * 100) END,
						  coalesce(root ->> 3, e ->> 3)::date,
						  CASE WHEN root IS NULL THEN e ->> 3 ELSE e ->> 2 END::date,
						  (root ->> 0)::bigint)::reference.entry) AS entries
		  FROM jsonb_array_elements(x.entries) AS e
		  LEFT JOIN jsonb_array_elements(x.entries) AS root
			ON jsonb_typeof(e -> 1) = 'number' AND root -> 0 = e -> 3
		  JOIN reference.rule AS r ON r.policy_id = w.policy_id AND r.code = coalesce(root ->> 1, e ->> 1)) AS e;

SELECT is_empty('SELECT description, as_of, expected, reference FROM prop.answer WHERE reference IS DISTINCT FROM expected',
				'worked examples: the reference gives the values found by hand');
SELECT is_empty('SELECT description, as_of, expected, extension FROM prop.answer WHERE extension IS DISTINCT FROM expected',
				'worked examples: the extension gives the values found by hand');


-- ---------------------------------------------------------------------------------------------------
-- Weights, to the last of their 30 bits: at 2 * 10^11 points one bit is worth 200 points
-- ---------------------------------------------------------------------------------------------------

SELECT FROM civic.define_area('weights', '权重', 'Weights');

CREATE TABLE prop.weight AS
	SELECT civic.load_policy(jsonb_build_object(
		'policy', jsonb_build_object('code', 'weights', 'title', prop.title('weights'), 'area', 'weights', 'version', '1'),
		'dimensions', jsonb_build_array(jsonb_build_object('code', 'all', 'title', prop.title('all'))),
		'rules', (SELECT jsonb_agg(jsonb_build_object('code', 'w' || n, 'title', prop.title('w' || n), 'dimension', 'all',
													  'tariff', 10000, 'retention', retention::jsonb))
					FROM unnest('{"{\"half_life\": 1}", "{\"half_life\": 3}", "{\"half_life\": 7}", "{\"half_life\": 30}",
								  "{\"half_life\": 365}", "{\"half_life\": 777}", "{\"half_life\": 1461}", "{\"half_life\": 36500}",
								  "{\"annual_rate\": 0.084}", "{\"annual_rate\": 0.5}", "{\"annual_rate\": 0.01}",
								  "{\"annual_rate\": 0.0001}", "{\"annual_rate\": 0.99}", "{\"annual_rate\": 0.3333}",
								  "{\"linear\": 1}", "{\"linear\": 3}", "{\"linear\": 77}", "{\"linear\": 1000}", "{\"linear\": 36500}"}'::text[])
						 WITH ORDINALITY AS c (retention, n)))) AS policy_id;

SELECT FROM prop.weight, civic.enact_policy(policy_id, '1900-01-01');
REFRESH MATERIALIZED VIEW reference.rule;

CREATE TABLE prop.weight_answer AS
	SELECT r.retention, age,
		   prop.score_entries(date '1901-01-01' + age, w.policy_id, e) AS got,
		   reference.score_entries(date '1901-01-01' + age, w.policy_id, e) AS expected
	  FROM prop.weight AS w
	  JOIN reference.rule AS r USING (policy_id)
	 CROSS JOIN (SELECT generate_series(0, 70)
				  UNION SELECT prop.between('age ' || n, 71, 4000)::int FROM generate_series(1, 90) AS n
				  UNION SELECT prop.between('old age ' || n, 4001, 150000)::int FROM generate_series(1, 40) AS n
				  -- after 31 half lives half a bit is left, the one exact tie there is
				  UNION SELECT 31 * h + d FROM unnest(ARRAY[1, 3, 7, 30, 365, 777, 1461]) AS h, generate_series(-1, 1) AS d) AS a (age)
	 CROSS JOIN LATERAL (SELECT ARRAY[(1, 1, r.rule_id, 1, 2147483647, '1901-01-01', '1901-01-01', NULL)::reference.entry] AS e) AS e;

SELECT is_empty('SELECT retention, age, expected, got FROM prop.weight_answer WHERE got IS DISTINCT FROM expected ORDER BY 1, 2 LIMIT 20',
				'every weight is the exact curve, rounded half up to 30 bits');


-- ---------------------------------------------------------------------------------------------------
-- Random policies
-- ---------------------------------------------------------------------------------------------------

SELECT FROM generate_series(1, :policies) AS n, civic.define_area(('p' || n)::ltree, '镇 ' || n, 'Town ' || n);
SELECT FROM generate_series(1, :policies) AS n,
	   unnest('{child,village}'::text[]) AS part, civic.define_area(format('p%s.%s', n, part)::ltree, '村 ' || n, 'Village ' || n);

CREATE TABLE prop.document AS
	SELECT n AS number, edition, prop.policy(n, edition) AS document
	  FROM generate_series(1, :policies) AS n
	  JOIN unnest('{first,second,child}'::text[]) AS edition
		ON edition = 'first' OR n % 3 = 0 AND edition = 'second' OR n % 4 = 1 AND edition = 'child';

SELECT is_empty(
	$$SELECT d.number, d.edition, c.* FROM prop.document AS d, civic.check_policy(d.document) AS c
	   WHERE c.severity = 'error' AND d.edition <> 'child' LIMIT 10$$,
	'random policies: check_policy finds no error');

-- The first editions since long ago, the others a few days from now.
INSERT INTO prop.policy
	SELECT d.number, d.edition, (d.document #>> '{policy,area}')::ltree,
		   CASE edition WHEN 'first' THEN date '1990-01-01' ELSE civic.today() + 10 END,
		   civic.load_policy(d.document)
	  FROM prop.document AS d ORDER BY d.number, edition <> 'first', edition;
SELECT FROM (SELECT * FROM prop.policy ORDER BY number, effective_from, edition DESC) AS p,
	   civic.enact_policy(p.policy_id, p.effective_from);
REFRESH MATERIALIZED VIEW reference.rule;
ANALYZE reference.rule, prop.policy, civic_private.enactment;

-- A child policy inherits by code what it does not say itself.
SELECT bag_eq(
	$$SELECT p.number, part, r ->> 'code' AS code, r -> 'tariff' AS tariff
		FROM prop.policy AS p JOIN civic_private.enactment AS e USING (policy_id)
		CROSS JOIN unnest('{rules,dimensions}'::text[]) AS part
		CROSS JOIN jsonb_array_elements(e.document -> part) AS r
	   WHERE p.edition = 'child'$$,
	$$SELECT c.number, part, r ->> 'code' AS code, r -> 'tariff' AS tariff
		FROM prop.document AS c
		JOIN LATERAL (SELECT f.document FROM prop.document AS f
					   WHERE f.number = c.number AND f.edition <> 'child'
					   ORDER BY f.edition DESC LIMIT 1) AS f ON true	-- by then a second edition has replaced the first
		CROSS JOIN unnest('{rules,dimensions}'::text[]) AS part
		CROSS JOIN LATERAL (
			SELECT x AS r FROM jsonb_array_elements(c.document -> part) AS x
			UNION ALL
			SELECT y FROM jsonb_array_elements(f.document -> part) AS y
			 WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(c.document -> part) AS x WHERE x -> 'code' = y -> 'code')) AS m
	   WHERE c.edition = 'child'$$,
	'a policy that extends another is enacted with what it inherits');


-- ---------------------------------------------------------------------------------------------------
-- Random ledgers
-- ---------------------------------------------------------------------------------------------------

INSERT INTO prop.ledger
	SELECT l.* FROM generate_series(:first::int, :ledgers) AS n, prop.make_ledger(n, :policies) AS l;
INSERT INTO prop.entry
	SELECT e.* FROM prop.ledger AS l, prop.make_entries(l) AS e;
ANALYZE prop.ledger, prop.entry;
CALL prop.number_entries();

UPDATE prop.ledger SET subject_id = civic.enroll('ledger:' || ledger, 'resident', area, since => '1990-01-01');
UPDATE prop.ledger SET copy_id = civic.enroll('copy:' || ledger, 'resident', area, since => '1990-01-01')
 WHERE ledger % 3 = 0;

INSERT INTO civic_private.residence (subject_id, area, since, effective_on)
	SELECT s, moved_to, moved_on, move_known_on
	  FROM prop.ledger, unnest(ARRAY[subject_id, copy_id]) AS s
	 WHERE moved_to IS NOT NULL AND s IS NOT NULL;

CREATE PROCEDURE prop.post(copies boolean)
LANGUAGE sql AS
$$
	INSERT INTO civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on,
									 source_id, source_ref, ref_entry_id)
		OVERRIDING SYSTEM VALUE
		SELECT 1, e.entry_id, CASE WHEN copies THEN l.copy_id ELSE l.subject_id END, e.rule_id, e.kind, e.quantity,
			   e.occurred_on, e.effective_on, 1, e.name, root.entry_id
		  FROM prop.entry AS e
		  JOIN prop.ledger AS l USING (ledger)
		  LEFT JOIN prop.entry AS root ON root.ledger = e.ledger AND root.name = e.ref_name
		 WHERE l.copy_id IS NOT NULL OR NOT copies
		 ORDER BY CASE WHEN copies THEN prop.draw(format('copy %s entry %s', e.ledger, e.name)) ELSE e.ledger END,
				  e.entry_id
$$;
CALL prop.post(false);
CALL prop.post(true);
VACUUM ANALYZE civic_private.entry;
ANALYZE civic_private.residence, prop.entry, prop.ledger;

CREATE TABLE prop.day AS
	SELECT DISTINCT l.ledger, l.subject_id, l.copy_id, day AS as_of
	  FROM prop.ledger AS l, prop.days(l) AS day;
ALTER TABLE prop.day ADD PRIMARY KEY (subject_id, as_of);

CREATE TABLE prop.result AS
	SELECT d.*, reference.score(d.subject_id, d.as_of) AS expected, civic.score(d.subject_id, d.as_of) AS got
	  FROM prop.day AS d;
ALTER TABLE prop.result ADD PRIMARY KEY (subject_id, as_of);
ANALYZE prop.day, prop.result;

SELECT * FROM prop.none('SELECT subject_id, as_of, expected, got FROM prop.result WHERE got IS DISTINCT FROM expected',
						'score() = reference, to the hundredth, on every ledger and day');

SELECT count(*) < 1000 AS few FROM prop.ledger \gset
\if :few
SELECT skip('fewer than 1000 ledgers', 2);
\else
-- A test of the test: the sample must not be made of trivial cases.
SELECT cmp_ok((SELECT count(*) FROM prop.result
				WHERE expected <> reference.score_entries(as_of, reference.policy_at(reference.area_at(subject_id, as_of), as_of), '{}')),
			  '>', (SELECT count(*) / 3 FROM prop.result),
			  'the sample: a third of the scores and more differ from the empty ledger''s');
SELECT is_empty($$
	SELECT * FROM unnest('{entry,day,week,month,quarter,year,lifetime,rolling}'::text[]) AS period,
				  unnest('{sum,max}'::text[]) AS combine
	 WHERE (period, combine) <> ('rolling', 'max')
	   AND NOT EXISTS (
		SELECT FROM prop.entry AS e JOIN reference.rule AS r USING (rule_id)
		 WHERE (r.period, r.combine) = (period.period, combine.combine)
		HAVING count(*) > 1)$$,
	'the sample: every period occurs with every combination');
\endif


-- ---------------------------------------------------------------------------------------------------
-- The order of insertion
-- ---------------------------------------------------------------------------------------------------

SELECT * FROM prop.none($$
	SELECT copy_id, as_of, got, civic.score(copy_id, as_of) FROM prop.result
	 WHERE copy_id IS NOT NULL AND civic.score(copy_id, as_of) IS DISTINCT FROM got$$,
	'a ledger inserted in another order has the same score');

SELECT * FROM prop.none($$
	SELECT r.subject_id, r.as_of, r.got, s.score
	  FROM prop.result AS r
	 CROSS JOIN generate_series(1, 2) AS shuffle
	 CROSS JOIN LATERAL (
		SELECT civic.score_value(civic.score_collect(r.as_of, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
													 e.occurred_on, e.effective_on, e.ref_entry_id
								 ORDER BY md5(shuffle || ' ' || e.entry_id))) AS score
		  FROM civic_private.entry AS e WHERE e.subject_id = r.subject_id
		HAVING count(*) > 0) AS s
	 WHERE s.score IS DISTINCT FROM r.got$$,
	'score_collect gives that score in whatever order the entries arrive');


-- ---------------------------------------------------------------------------------------------------
-- The state: merging, text, binary
-- ---------------------------------------------------------------------------------------------------

-- Each ledger dealt out at random to between one and five partial states, references apart from their roots.
CREATE TABLE prop.part AS
	SELECT d.subject_id, d.as_of, deal.part,
		   civic.score_collect(d.as_of, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
							   e.occurred_on, e.effective_on, e.ref_entry_id) AS state
	  FROM prop.day AS d
	  JOIN civic_private.entry AS e USING (subject_id)
	 CROSS JOIN LATERAL (SELECT prop.between(format('deal %s %s %s', d.ledger, d.as_of, e.entry_id), 0,
											 prop.between(format('deal %s %s', d.ledger, d.as_of), 0, 4)) AS part) AS deal
	 GROUP BY d.subject_id, d.as_of, deal.part;
ALTER TABLE prop.part ADD PRIMARY KEY (subject_id, as_of, part);
ANALYZE prop.part;

SELECT * FROM prop.none($$
	SELECT p.subject_id, p.as_of, r.got, civic.score_value(civic.score_merge(p.state))
	  FROM prop.part AS p JOIN prop.result AS r USING (subject_id, as_of)
	 GROUP BY p.subject_id, p.as_of, r.got
	HAVING civic.score_value(civic.score_merge(p.state)) IS DISTINCT FROM r.got$$,
	'score_merge of random parts gives the score');

SELECT * FROM prop.none($$
	SELECT m.subject_id, m.as_of, r.got, civic.score_value(civic.score_merge(m.state ORDER BY m.half DESC))
	  FROM (SELECT subject_id, as_of, part / 2 AS half, civic.score_merge(state ORDER BY part DESC) AS state
			  FROM prop.part GROUP BY subject_id, as_of, half) AS m
	  JOIN prop.result AS r USING (subject_id, as_of)
	 GROUP BY m.subject_id, m.as_of, r.got
	HAVING civic.score_value(civic.score_merge(m.state ORDER BY m.half DESC)) IS DISTINCT FROM r.got$$,
	'score_merge of merged parts, last part first, gives the score');

-- Bit for bit: the same entries make the same state, whatever way they took into it.
SELECT * FROM prop.none($$
	SELECT p.subject_id, p.as_of, w.state, civic.score_merge(p.state)::text
	  FROM prop.part AS p
	 CROSS JOIN LATERAL (
		SELECT civic.score_collect(p.as_of, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
								   e.occurred_on, e.effective_on, e.ref_entry_id ORDER BY md5(e.entry_id::text))::text AS state
		  FROM civic_private.entry AS e WHERE e.subject_id = p.subject_id) AS w
	 GROUP BY p.subject_id, p.as_of, w.state
	HAVING civic.score_merge(p.state)::text <> w.state$$,
	'a merged state is the state of the entries collected in any order');

SELECT * FROM prop.none($$
	SELECT subject_id, as_of, 'a lossless text form'::text, left(state::text, 500) FROM prop.part
	 WHERE state::text::civic.score_state::text IS DISTINCT FROM state::text$$,
	'a state read back from its text has the same text');

SELECT * FROM prop.none($$
	SELECT p.subject_id, p.as_of, r.got, civic.score_value(civic.score_merge(p.state::text::civic.score_state))
	  FROM prop.part AS p JOIN prop.result AS r USING (subject_id, as_of)
	 GROUP BY p.subject_id, p.as_of, r.got
	HAVING civic.score_value(civic.score_merge(p.state::text::civic.score_state)) IS DISTINCT FROM r.got$$,
	'parts that went through text give the score');

CREATE TABLE prop.arrived (LIKE prop.part);
\set file `mktemp`
\setenv CIVIC_CREDIT_STATES :file
\copy prop.part TO PROGRAM 'cat > "$CIVIC_CREDIT_STATES"' (FORMAT binary)
\copy prop.arrived FROM PROGRAM 'cat "$CIVIC_CREDIT_STATES"' (FORMAT binary)
\! rm -f "$CIVIC_CREDIT_STATES"
ANALYZE prop.arrived;

SELECT * FROM prop.none($$
	SELECT subject_id, as_of, left(p.state::text, 500), left(a.state::text, 500)
	  FROM prop.part AS p FULL JOIN prop.arrived AS a USING (subject_id, as_of, part)
	 WHERE p.state::text IS DISTINCT FROM a.state::text$$,
	'a state that went through binary COPY has the same text');

SELECT * FROM prop.none($$
	SELECT a.subject_id, a.as_of, r.got, civic.score_value(civic.score_merge(a.state))
	  FROM prop.arrived AS a JOIN prop.result AS r USING (subject_id, as_of)
	 GROUP BY a.subject_id, a.as_of, r.got
	HAVING civic.score_value(civic.score_merge(a.state)) IS DISTINCT FROM r.got$$,
	'parts that went through binary COPY give the score');


-- ---------------------------------------------------------------------------------------------------
-- The explanation
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE prop.explained AS
	SELECT r.subject_id, r.as_of, r.got, lang, x.*
	  FROM prop.result AS r
	 CROSS JOIN unnest('{en,zh}'::text[]) AS lang
	 CROSS JOIN LATERAL (
		SELECT sum(points) AS points,
			   count(*) FILTER (WHERE kind = 'base') AS bases,
			   count(*) FILTER (WHERE coalesce(explanation, '') = '') AS silent,
			   count(*) FILTER (WHERE (points IS NULL) <> (kind = 'next_tier')) AS unpriced,
			   count(*) FILTER (WHERE line IS DISTINCT FROM n) AS misnumbered,
			   array_agg(points ORDER BY reason) FILTER (WHERE reason IS NOT NULL) AS losses
		  FROM (SELECT *, row_number() OVER () AS n FROM civic.explain(r.subject_id, r.as_of, lang)) AS x) AS x;

SELECT * FROM prop.none(
	$$SELECT subject_id, as_of, got, points FROM prop.explained WHERE lang = 'en' AND points IS DISTINCT FROM got$$,
	'the lines of the English explanation add up to the score');
SELECT * FROM prop.none(
	$$SELECT subject_id, as_of, got, points FROM prop.explained WHERE lang = 'zh' AND points IS DISTINCT FROM got$$,
	'the lines of the Chinese explanation add up to the score');
SELECT * FROM prop.none(
	$$SELECT subject_id, as_of, 'one base, numbered lines with a text and, but for the next tier, points'::text,
			 format('%s bases, %s without text, %s without points, %s misnumbered', bases, silent, unpriced, misnumbered)
		FROM prop.explained WHERE bases <> 1 OR silent > 0 OR unpriced > 0 OR misnumbered > 0$$,
	'every line of an explanation is complete');
SELECT * FROM prop.none(
	$$SELECT subject_id, as_of, ARRAY(SELECT l FROM unnest(losses) AS l ORDER BY l)::text, losses::text
		FROM prop.explained
	   WHERE losses IS DISTINCT FROM NULL AND losses <> ARRAY(SELECT l FROM unnest(losses) AS l ORDER BY l)$$,
	'reasons rank the losses, the largest first');


-- Not only the total: what each award, and each rule and period, is worth by the reference.
CREATE TABLE prop.worth AS
	SELECT d.subject_id, d.as_of, c.entry_id, c.rule_id, c.occurred_on, c.quantity, c.contribution, c.unlimited,
		   r.code, c.dimension, reference.period_start(r.period, c.occurred_on) AS period_start,
		   reference.period_end(r.period, c.occurred_on) AS period_end
	  FROM (SELECT DISTINCT ON (ledger) * FROM prop.day ORDER BY ledger, prop.draw(format('worth %s %s', ledger, as_of))) AS d
	 CROSS JOIN reference.contributions(d.as_of, reference.entries(d.subject_id)) AS c
	  JOIN reference.rule AS r USING (rule_id);
CREATE INDEX ON prop.worth (subject_id, as_of);
CREATE TABLE prop.asked AS SELECT DISTINCT subject_id, as_of FROM prop.worth;
ANALYZE prop.worth, prop.asked;

SELECT * FROM prop.none($$
	SELECT subject_id, as_of,
		   format('entry %s: %s, quantity %s', entry_id, reference.hundredths(w.contribution) / 100, w.quantity / 100),
		   format('%s, quantity %s', e.points, e.quantity)
	  FROM prop.worth AS w
	  FULL JOIN (SELECT a.*, e.* FROM prop.asked AS a, civic.entry_points(a.subject_id, a.as_of) AS e) AS e
	 USING (subject_id, as_of, entry_id)
	 WHERE (w.code, w.occurred_on, w.quantity / 100, reference.hundredths(w.contribution) / 100)
		   IS DISTINCT FROM (e.rule_code, e.occurred_on, e.quantity, e.points)$$,
	'entry_points() gives every award what the reference gives it');

SELECT * FROM prop.none($$
	SELECT subject_id, as_of, format('%s %s: %s of %s', dimension, rule_code, w.points, w.quantity),
		   format('%s of %s', x.points, x.quantity)
	  FROM (SELECT subject_id, as_of, dimension, code AS rule_code, points, quantity, count(*) AS n
			  FROM (SELECT subject_id, as_of, dimension, code, sum(quantity) / 100 AS quantity,
						   reference.hundredths(sum(unlimited)) / 100 AS points
					  FROM prop.worth GROUP BY subject_id, as_of, dimension, rule_id, code, period_start) AS w
			 GROUP BY subject_id, as_of, dimension, code, points, quantity) AS w
	  FULL JOIN
		   (SELECT a.subject_id, a.as_of, x.dimension, x.rule_code, x.points, x.quantity, count(*) AS n
			  FROM prop.asked AS a, civic.explain(a.subject_id, a.as_of, 'en') AS x
			 WHERE x.kind = 'rule' GROUP BY 1, 2, 3, 4, 5, 6) AS x
	 USING (subject_id, as_of, dimension, rule_code, points, quantity)
	 WHERE w.n IS DISTINCT FROM x.n$$,
	'explain() has a line for every rule and period, worth what the reference gives it');

-- A state may have forgotten the periods of a rule that does not need them; it then has one line.
SELECT * FROM prop.none($$
	SELECT l.subject_id, l.as_of, format('rule %s, %s to %s: %s', l.rule_id, w.first, w.last, w.points),
		   format('%s to %s: %s', l.period_start, l.period_end, l.points)
	  FROM (SELECT a.subject_id, a.as_of, l.*
			  FROM prop.asked AS a
			 CROSS JOIN LATERAL (SELECT civic.score_merge(p.state) AS state FROM prop.part AS p
								  WHERE (p.subject_id, p.as_of) = (a.subject_id, a.as_of)) AS p
			 CROSS JOIN civic.score_lines(p.state) AS l) AS l
	 CROSS JOIN LATERAL (
		SELECT reference.hundredths(sum(w.contribution)) / 100 AS points, min(w.period_start) AS first, max(w.period_end) - 1 AS last
		  FROM prop.worth AS w
		 WHERE (w.subject_id, w.as_of, w.rule_id) = (l.subject_id, l.as_of, l.rule_id)
		   AND (l.period_start IS NULL OR w.period_start = l.period_start)) AS w
	 WHERE l.points IS DISTINCT FROM w.points
		OR l.period_start IS NOT NULL AND (l.period_start, l.period_end) IS DISTINCT FROM (w.first, w.last)$$,
	'score_lines() gives every rule and period what the reference gives it');

SELECT * FROM prop.none($$
	SELECT w.subject_id, w.as_of, format('rule %s', w.rule_id), 'no line'
	  FROM (SELECT DISTINCT subject_id, as_of, rule_id FROM prop.worth WHERE contribution <> 0) AS w
	 WHERE NOT EXISTS (
		SELECT FROM (SELECT civic.score_merge(p.state) AS state FROM prop.part AS p
					  WHERE (p.subject_id, p.as_of) = (w.subject_id, w.as_of)) AS p, civic.score_lines(p.state) AS l
		 WHERE l.rule_id = w.rule_id)$$,
	'score_lines() leaves no rule out');


-- ---------------------------------------------------------------------------------------------------
-- Two axes: the score of a day by what was known on a later one
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE prop.hindsight AS
	SELECT d.subject_id, d.as_of, k.known_on, r.got AS then,
		   reference.score(d.subject_id, d.as_of, k.known_on) AS expected,
		   civic.score(d.subject_id, d.as_of, k.known_on) AS got
	  FROM prop.day AS d JOIN prop.result AS r USING (subject_id, as_of)
	 CROSS JOIN LATERAL (SELECT d.as_of + prop.pick(format('known %s %s', d.ledger, d.as_of), '0', '1', '7', '31', '90',
													'400', '4000')::int AS known_on) AS k;
ANALYZE prop.hindsight;

SELECT * FROM prop.none('SELECT subject_id, as_of, expected, got FROM prop.hindsight WHERE got IS DISTINCT FROM expected',
						'score() by what was known later = reference, to the hundredth');
SELECT * FROM prop.none('SELECT subject_id, as_of, "then", got FROM prop.hindsight
						  WHERE known_on = as_of AND got IS DISTINCT FROM "then"',
						'known on the day itself it is score()');
SELECT cmp_ok((SELECT count(*) FROM prop.hindsight WHERE got <> "then"), '>',
			  CASE WHEN (SELECT count(*) FROM prop.ledger) < 100 THEN -1 ELSE (SELECT count(*) / 50 FROM prop.hindsight) END,
			  'the sample: what was known later makes a difference');
SELECT * FROM prop.none($$
	SELECT h.subject_id, h.as_of, h.got, x.points
	  FROM prop.hindsight AS h
	 CROSS JOIN LATERAL (SELECT sum(points) AS points
						   FROM civic.explain(h.subject_id, h.as_of, h.known_on, 'en')) AS x
	 WHERE x.points IS DISTINCT FROM h.got$$,
	'its explanation adds up to it');
SELECT * FROM prop.none($$
	SELECT h.subject_id, h.as_of, h.got, civic.score_value(civic.score_merge(p.state))
	  FROM prop.hindsight AS h
	 CROSS JOIN LATERAL (
		SELECT civic.score_collect(h.as_of, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on,
								   e.effective_on, e.ref_entry_id, h.known_on) AS state
		  FROM civic_private.entry AS e WHERE e.subject_id = h.subject_id
		 GROUP BY prop.draw(format('known part %s', e.entry_id)) % 3) AS p
	 GROUP BY h.subject_id, h.as_of, h.got
	HAVING civic.score_value(civic.score_merge(p.state)) IS DISTINCT FROM h.got$$,
	'its states merge into it');
SELECT * FROM prop.none($$
	SELECT s.subject_id, m.as_of, civic.score(s.subject_id, m.as_of, m.known_on), s.score
	  FROM (VALUES (date '2014-03-31', date '2014-05-02'), (date '2017-12-31', civic.today())) AS m (as_of, known_on)
	 CROSS JOIN LATERAL civic.scores(m.as_of, m.known_on) AS s
	 WHERE s.score IS DISTINCT FROM civic.score(s.subject_id, m.as_of, m.known_on)$$,
	'scores() by what was known later has the scores of score()');


-- ---------------------------------------------------------------------------------------------------
-- Populations: scores(), serial and parallel plans
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE prop.moment AS
	SELECT as_of FROM (VALUES (date '2014-03-31'), (date '2017-12-31'), (civic.today()), (civic.today() + 20)) AS m (as_of);

CREATE TABLE prop.everyone AS
	SELECT m.as_of, s.* FROM prop.moment AS m, civic.scores(m.as_of) AS s;

SELECT * FROM prop.none($$
	SELECT subject_id, as_of, civic.score(subject_id, as_of), e.score
	  FROM (SELECT m.as_of, s.subject_id FROM prop.moment AS m, civic_private.subject AS s) AS s
	  FULL JOIN prop.everyone AS e USING (subject_id, as_of)
	 WHERE e.score IS DISTINCT FROM civic.score(subject_id, as_of)$$,
	'scores() has every subject with the score of score()');
SELECT is((SELECT count(*) FROM prop.everyone), (SELECT count(*) FROM civic_private.subject) * 4,
		  'scores() has every subject once');
SELECT * FROM prop.none($$
	SELECT subject_id, as_of, format('%s %s', reference.area_at(subject_id, as_of),
									 reference.policy_at(reference.area_at(subject_id, as_of), as_of)),
		   format('%s %s', area, policy_id)
	  FROM prop.everyone
	 WHERE (area, policy_id) IS DISTINCT FROM
		   (reference.area_at(subject_id, as_of), reference.policy_at(reference.area_at(subject_id, as_of), as_of))$$,
	'scores() names the area and the policy in force');

SELECT * FROM prop.none($$
	WITH third AS (SELECT m.as_of, s.* FROM prop.moment AS m, generate_series(1, 3) AS i, civic_internal.scores_part(m.as_of, i, 3) AS s)
	SELECT subject_id, as_of, e::text, t::text FROM prop.everyone AS e FULL JOIN third AS t USING (subject_id, as_of)
	 WHERE e IS DISTINCT FROM t$$,
	'scores() in three parts is scores()');

CREATE FUNCTION prop.population(as_of date) RETURNS text
LANGUAGE sql AS
$$
	SELECT format('SELECT subject_id, %L::date AS as_of,
						  civic.score_value(civic.score_collect(%1$L, subject_id, entry_id, rule_id, kind, quantity,
																occurred_on, effective_on, ref_entry_id)) AS score
					 FROM civic_private.entry GROUP BY subject_id', as_of)
$$;

CREATE FUNCTION prop.plan_of(query text) RETURNS SETOF text
LANGUAGE plpgsql AS
$$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;

CREATE TABLE prop.population (subject_id bigint, as_of date, score numeric, plan text);

SET max_parallel_workers_per_gather = 0;
SELECT format('INSERT INTO prop.population %s', prop.population(as_of)) FROM prop.moment \gexec
UPDATE prop.population SET plan = 'serial';

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0;
SET parallel_leader_participation = off;
SELECT format('CREATE TABLE prop.parallel_%s AS %s', row_number() OVER (), prop.population(as_of)) FROM prop.moment \gexec
INSERT INTO prop.population
	SELECT p.*, 'parallel' FROM (TABLE prop.parallel_1 UNION ALL TABLE prop.parallel_2
								 UNION ALL TABLE prop.parallel_3 UNION ALL TABLE prop.parallel_4) AS p;

\if :few
SELECT skip('too small a ledger for a parallel plan', 1);
\else
SELECT cmp_ok((SELECT string_agg(line, ' ') FROM prop.plan_of(prop.population(civic.today())) AS line),
			  '~', 'Finalize.*Aggregate.*Gather.*Partial.*Aggregate', 'the parallel plan aggregates partially');
\endif
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET min_parallel_index_scan_size;
RESET parallel_leader_participation;

SELECT * FROM prop.none($$
	SELECT subject_id, as_of, s.score, p.score
	  FROM (SELECT * FROM prop.population WHERE plan = 'serial') AS s
	  FULL JOIN (SELECT * FROM prop.population WHERE plan = 'parallel') AS p USING (subject_id, as_of)
	 WHERE s.score IS DISTINCT FROM p.score$$,
	'the parallel plan gives the result of the serial one');
SELECT * FROM prop.none($$
	SELECT subject_id, as_of, e.score, p.score
	  FROM prop.population AS p FULL JOIN prop.everyone AS e USING (subject_id, as_of)
	 WHERE p.score IS DISTINCT FROM e.score
	   AND EXISTS (SELECT FROM civic_private.entry AS x WHERE x.subject_id = e.subject_id)$$,
	'the aggregate over the ledger gives the result of scores()');


-- ---------------------------------------------------------------------------------------------------
-- The past stays as it was known
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE prop.cutoff AS
	SELECT DISTINCT ON (ledger) ledger, subject_id, as_of
	  FROM prop.result WHERE as_of <= civic.today() ORDER BY ledger, prop.draw(format('cutoff %s %s', ledger, as_of));

-- Awards that come to light later, though some of them happened before ...
INSERT INTO civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on,
								 source_id, source_ref)
	OVERRIDING SYSTEM VALUE
	SELECT 1, prop.between(what || ' id', 0, 1) * 100000 + 1000 + n, c.subject_id, e.rule_id, 1,
		   prop.between(what || ' quantity', 1, 3000),
		   CASE WHEN prop.chance(what || ' late', 70) THEN least(e.occurred_on, c.as_of) ELSE c.as_of + 1 END,
		   c.as_of + 1 + prop.pick(what || ' lag', '0', '0', '30')::int, 1, 'late ' || n
	  FROM prop.cutoff AS c
	 CROSS JOIN generate_series(1, 3) AS n
	 CROSS JOIN LATERAL (SELECT format('later %s %s', c.ledger, n)) AS d (what)
	 CROSS JOIN LATERAL (SELECT * FROM prop.entry AS e WHERE e.ledger = c.ledger
						  ORDER BY prop.draw(format('%s %s', what, e.name)) LIMIT 1) AS e;

-- ... and later reversals and suspensions of what was there.
INSERT INTO civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on,
								 source_id, source_ref, ref_entry_id)
	OVERRIDING SYSTEM VALUE
	SELECT 1, 200000 + e.entry_id, c.subject_id, e.rule_id, k.kind, e.quantity, e.occurred_on,
		   greatest(e.effective_on, c.as_of + 1), 1, 'later on ' || e.name, e.entry_id
	  FROM prop.cutoff AS c
	  JOIN prop.entry AS e ON e.ledger = c.ledger AND e.kind = 1
	 CROSS JOIN LATERAL (SELECT prop.pick(format('later kind %s %s', c.ledger, e.name), '2', '3', '4', '', '')) AS d (choice)
	 CROSS JOIN LATERAL (SELECT nullif(choice, '')::smallint) AS k (kind)
	 WHERE k.kind IS NOT NULL
	   AND NOT (k.kind = 2 AND EXISTS (SELECT FROM prop.entry AS x
										WHERE x.ledger = e.ledger AND x.ref_name = e.name AND x.kind = 2));
ANALYZE civic_private.entry;

SELECT * FROM prop.none($$
	SELECT r.subject_id, r.as_of, r.got, civic.score(r.subject_id, r.as_of)
	  FROM prop.result AS r JOIN prop.cutoff AS c ON c.subject_id = r.subject_id AND r.as_of <= c.as_of
	 WHERE civic.score(r.subject_id, r.as_of) IS DISTINCT FROM r.got$$,
	'entries that take effect later leave the score of a past day alone');
SELECT * FROM prop.none($$
	SELECT h.subject_id, h.as_of, h.got, civic.score(h.subject_id, h.as_of, h.known_on)
	  FROM prop.hindsight AS h JOIN prop.cutoff AS c ON c.subject_id = h.subject_id AND h.known_on <= c.as_of
	 WHERE civic.score(h.subject_id, h.as_of, h.known_on) IS DISTINCT FROM h.got$$,
	'... and what was known of it by a past day');
SELECT * FROM prop.none($$
	SELECT c.subject_id, d.day, reference.score(c.subject_id, d.day), civic.score(c.subject_id, d.day)
	  FROM prop.cutoff AS c, LATERAL (VALUES (c.as_of + 1), (c.as_of + 60)) AS d (day)
	 WHERE civic.score(c.subject_id, d.day) IS DISTINCT FROM reference.score(c.subject_id, d.day)$$,
	'and count from the day they do');

SELECT * FROM finish();
