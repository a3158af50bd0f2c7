-- A real ledger: the ratings that the members of the Bitcoin OTC market gave each other.
--
--     createdb -T template0 -E UTF8 bitcoin
--     psql -XAtq -d bitcoin -f tests/pgtap/bitcoin.sql
--
-- The file bitcoin-otc-trust.csv.gz (source, target, rating, epoch; Stanford SNAP, soc-sign-bitcoinotc) is
-- not part of the project.  CIVIC_CREDIT_DATA names it; without that the test looks for
-- ../shared/data/bitcoin-otc-trust.csv.gz beside the project, and without the file it is skipped.
--
-- Each rating is a line of the inbox for the member who was rated.  Then the scores of all members are
-- computed a second time, by one plain query over the file.
-- Needs an empty database and a superuser.

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\set ON_ERROR_ROLLBACK 0
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

\set data ''
\getenv data CIVIC_CREDIT_DATA
SELECT :'data' = '' AS unset \gset
\if :unset
\set data ../shared/data/bitcoin-otc-trust.csv.gz
\endif
\setenv CIVIC_CREDIT_DATA :data
\set present `test -r "$CIVIC_CREDIT_DATA" && echo true || echo false`
\if :present
\else
SELECT format('1..0 # SKIP no file %s', :'data');
\quit
\endif

SET timezone = 'UTC';
SET jit = off;

CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('otc', time_zone => 'UTC');

SELECT plan(18);


-- ---------------------------------------------------------------------------------------------------
-- Loading
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE rating (source int, target int, rating int, epoch numeric);
\copy rating FROM PROGRAM 'gzip -dc "$CIVIC_CREDIT_DATA"' (FORMAT csv, HEADER)
ALTER TABLE rating ADD PRIMARY KEY (source, target);
ANALYZE rating;

SELECT is(count(*)::int, 35592, 'the file has 35,592 ratings') FROM rating;

SELECT FROM civic.define_area('otc', '场外市场', 'Over the counter');
SELECT FROM civic.define_source('ratings', '互评', 'Ratings of members');

-- Praise: the first 20 points of a month count in full and the next 60 at a third; no more than 30 a month;
-- half of it is gone after ten years.
-- Praise of note, 5 and more: a seventh of it, only the best of a day counts;
-- half of it is gone after twenty years.
-- Distrust: twice as dear beyond 10 points in a quarter, down to 60 a quarter; 8.4 % of it is forgotten each year.
SELECT civic.load_policy('{
	"policy": {"code": "otc", "title": {"zh": "场外市场信任分", "en": "Trust on the counter"}, "area": "otc", "version": "1",
			   "base": 100, "floor": 0, "ceiling": 400},
	"dimensions": [
		{"code": "praise", "title": {"zh": "好评", "en": "Praise"}, "cap": 250},
		{"code": "distrust", "title": {"zh": "差评", "en": "Distrust"}, "floor": -90}],
	"rules": [
		{"code": "trusted", "title": {"zh": "获得信任", "en": "Trusted"}, "dimension": "praise",
		 "tariff": [{"upto": 20, "rate": 1}, {"upto": 80, "rate": "1/3"}],
		 "period": "month", "cap_high": 30, "retention": {"half_life": 3653}},
		{"code": "trusted_much", "title": {"zh": "高度信任", "en": "Trusted much"}, "dimension": "praise",
		 "tariff": "1/7", "period": "day", "combine": "max", "exclusive_group": "note", "retention": {"half_life": 7305}},
		{"code": "distrusted", "title": {"zh": "不受信任", "en": "Distrusted"}, "dimension": "distrust",
		 "tariff": [{"upto": 10, "rate": -1}, {"rate": -2}],
		 "period": "quarter", "cap_low": -60, "retention": {"annual_rate": 0.084},
		 "severity": "minor", "legal_basis": "market rules, section 4"}]
	}') AS policy \gset
SELECT FROM civic.enact_policy(:policy, '2010-01-01');

CREATE TABLE member AS
	SELECT DISTINCT m AS member FROM rating, unnest(ARRAY[source, target]) AS m;
ALTER TABLE member ADD PRIMARY KEY (member), ADD subject_id bigint;
UPDATE member SET subject_id = civic.enroll('otc:' || member, 'resident', 'otc', since => '2010-01-01');
ANALYZE member;
SELECT is(count(DISTINCT subject_id)::int, 5881, '5,881 members are enrolled') FROM member;
SELECT is(count(*)::int, 5881, 'and nobody else') FROM civic_private.subject;

CREATE VIEW delivery AS
	SELECT 'otc:' || target AS external_id,
		   CASE WHEN rating < 0 THEN 'distrusted' WHEN rating < 5 THEN 'trusted' ELSE 'trusted_much' END AS rule_code,
		   abs(rating)::numeric AS quantity,
		   (to_timestamp(epoch) AT TIME ZONE 'UTC')::date AS occurred_on,
		   format('otc:%s@%s', source, epoch) AS source_ref,
		   'ratings' AS source
	  FROM rating;

INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	SELECT * FROM delivery;
CALL civic.post_inbox(10000) \gset

SELECT is(:'posted'::int, 35592, 'post_inbox posts every rating');
SELECT is(:'rejected'::int, 0, 'and rejects none');
SELECT is_empty('SELECT * FROM civic.inbox LIMIT 5', 'the inbox is empty');
SELECT is(count(*)::int, 35592, 'the ledger has every rating') FROM civic_private.entry;
SELECT results_eq(
	'SELECT r.code, e.quantity / 100, count(*) FROM civic_private.entry AS e JOIN civic_private.rule AS r USING (rule_id)
	  GROUP BY 1, 2 ORDER BY 1, 2',
	'SELECT rule_code, quantity::int, count(*) FROM delivery GROUP BY 1, 2 ORDER BY 1, 2',
	'under its rule and with its quantity');

-- The same delivery a second time, and one rating that was changed on the way.
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	SELECT * FROM delivery ORDER BY md5(source_ref) LIMIT 5000;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	SELECT external_id, rule_code, quantity + 1, occurred_on, source_ref, source
	  FROM delivery ORDER BY md5(source_ref) DESC LIMIT 1;
CALL civic.post_inbox() \gset
SELECT is(count(*)::int, 35592, 'a second delivery adds nothing to the ledger') FROM civic_private.entry;
SELECT results_eq('SELECT sqlstate::text FROM civic.inbox', ARRAY['23505'],
				  'the altered rating stays in the inbox with its reason');


-- ---------------------------------------------------------------------------------------------------
-- The scores, by hand
-- ---------------------------------------------------------------------------------------------------

-- Everything was recorded today, so that is the day from which it counts.
SELECT civic.today() AS today, civic.today() + 1000 AS later \gset
VACUUM ANALYZE civic_private.entry;

CREATE FUNCTION by_hand(as_of date) RETURNS TABLE (member int, score numeric)
LANGUAGE sql AS
$$
	WITH event AS (
		SELECT external_id AS target, rule_code AS rule, quantity AS q, occurred_on, source_ref,
			   CASE rule_code WHEN 'trusted' THEN date_trunc('month', occurred_on::timestamp)
							  WHEN 'distrusted' THEN date_trunc('quarter', occurred_on::timestamp)
							  ELSE occurred_on::timestamp END AS period,
			   (as_of - occurred_on)::numeric(60, 40) AS age
		  FROM delivery
	), running AS (
		-- the order inside a day changes nothing: entries of one day weigh the same
		SELECT *, sum(q) OVER w AS upto, max(q) OVER w AS best,
			   coalesce(max(q) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS best_before
		  FROM event
		WINDOW w AS (PARTITION BY target, rule, period ORDER BY occurred_on, source_ref)
	), rise AS (
		-- in 1/21 points
		SELECT *, CASE rule
				WHEN 'trusted' THEN
					least(21 * least(upto, 20) + 7 * greatest(least(upto, 80) - 20, 0), 630)
					- least(21 * least(upto - q, 20) + 7 * greatest(least(upto - q, 80) - 20, 0), 630)
				WHEN 'trusted_much' THEN
					3 * (best - best_before)
				ELSE
					greatest(-21 * (upto + greatest(upto - 10, 0)), -1260)
					- greatest(-21 * (upto - q + greatest(upto - q - 10, 0)), -1260) END AS rise
		  FROM running
	), worth AS (
		-- in 2^-30 of that
		SELECT target, rule, rise * floor(0.5 + 1073741824 * CASE rule
				WHEN 'trusted' THEN power(0.5::numeric(60, 40), age / 3653)
				WHEN 'trusted_much' THEN power(0.5::numeric(60, 40), age / 7305)
				ELSE power(0.916::numeric(60, 40), age / 365) END) AS worth
		  FROM rise
	), total AS (
		SELECT target, sum(worth) FILTER (WHERE rule <> 'distrusted') AS praise,
			   sum(worth) FILTER (WHERE rule = 'distrusted') AS distrust
		  FROM worth GROUP BY target
	), rounded AS (
		-- in points; round() goes half away from zero, and the quotient has digits to spare
		SELECT target, round(coalesce(praise, 0) / (21 * 1073741824::numeric(60, 40)), 2) AS praise,
			   round(coalesce(distrust, 0) / (21 * 1073741824::numeric(60, 40)), 2) AS distrust
		  FROM total
	)
	SELECT member, greatest(0, least(400, 100.00 + least(coalesce(praise, 0), 250) + greatest(coalesce(distrust, 0), -90)))
	  FROM member LEFT JOIN rounded ON target = 'otc:' || member
$$;

CREATE TABLE expected AS
	SELECT as_of, h.* FROM (VALUES (:'today'::date), (:'later')) AS d (as_of), by_hand(as_of) AS h;
CREATE TABLE actual AS
	SELECT as_of, s.* FROM (VALUES (:'today'::date), (:'later')) AS d (as_of), civic.scores(as_of) AS s;

SELECT is(count(*)::int, 2 * 5881, 'scores() has every member') FROM actual;
SELECT is_empty(
	'SELECT as_of, member, e.score AS expected, a.score AS actual
	   FROM (expected JOIN member USING (member)) AS e FULL JOIN actual AS a USING (subject_id, as_of)
	  WHERE e.score IS DISTINCT FROM a.score ORDER BY 1, 2 LIMIT 10',
	'scores() equals the plain query for every member, today and in a thousand days');
SELECT is_empty(
	'SELECT as_of, subject_id, score, civic.score(subject_id, as_of) FROM actual
	  WHERE score IS DISTINCT FROM civic.score(subject_id, as_of) ORDER BY 1, 2 LIMIT 10',
	'score() agrees for every member');
SELECT is_empty(
	'SELECT as_of, subject_id, score, (SELECT sum(points) FROM civic.explain(subject_id, as_of, ''en''))
	   FROM actual WHERE subject_id % 7 = 0
	    AND score IS DISTINCT FROM (SELECT sum(points) FROM civic.explain(subject_id, as_of, ''en'')) LIMIT 10',
	'explain() adds up, for every seventh member');
SELECT is(civic.score(subject_id, :'today'::date - 1), 100.00, 'yesterday nothing of this was known: the base')
  FROM member WHERE member = 35;

-- That the rules above bite: members at both ends, caps reached, losses present.
SELECT cmp_ok(count(DISTINCT score)::int, '>', 800, 'the scores differ') FROM actual WHERE as_of = :'today';
SELECT cmp_ok(count(*)::int, '>', 10, 'some scores fell below the base') FROM actual WHERE as_of = :'today' AND score < 95;
SELECT cmp_ok(count(*)::int, '>', 10, 'some rose well above it') FROM actual WHERE as_of = :'today' AND score > 110;

SELECT * FROM finish();
