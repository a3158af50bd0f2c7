-- Conditions and limits of policies, by their worked numbers: each case has a town of its own.
--
--     createdb -T template0 -E UTF8 conditions
--     psql -XAtq -d conditions -f tests/pgtap/conditions.sql
--
-- The arithmetic stands beside each expected number; none was taken from the program.

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET timezone = 'UTC';
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('conditions', time_zone => 'UTC');

-- A town with a policy: what is left out is empty, titles and dimensions are made.
CREATE FUNCTION pack(town text, head jsonb, rules jsonb, rest jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object(
		'policy', jsonb_build_object('code', town, 'area', town, 'version', '1', 'title', jsonb_build_object('zh', '镇', 'en', town)) || head,
		'dimensions', jsonb_build_array(jsonb_build_object('code', 'd', 'title', '{"zh": "分", "en": "D"}'::jsonb)),
		'rules', (SELECT jsonb_agg('{"dimension": "d"}'::jsonb || jsonb_build_object('title', jsonb_build_object('zh', '规', 'en', r ->> 'code')) || r)
			FROM jsonb_array_elements(rules) r)) || rest
$$;
CREATE FUNCTION enact(town text, head jsonb, rules jsonb, rest jsonb DEFAULT '{}', since date DEFAULT '2020-01-01') RETURNS bytea LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM civic.areas a WHERE a.area = town::ltree) THEN
		PERFORM civic.define_area(town::ltree, '镇', town);
	END IF;
	RETURN civic.enact_policy(civic.load_policy(pack(town, head, rules, rest)), since);
END $$;
CREATE FUNCTION tiers(VARIADIC tiers jsonb[]) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('tiers', jsonb_agg(jsonb_build_object('title', '{"zh": "级", "en": "T"}'::jsonb, 'rank', n) || t)) FROM unnest(tiers) WITH ORDINALITY u (t, n)
$$;
CREATE FUNCTION problems(document jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(severity || ' ' || path || ': ' || problem, E'\n' ORDER BY path, problem) FROM civic.check_policy(document)
$$;
CREATE FUNCTION who(town text, name text DEFAULT '') RETURNS int8 LANGUAGE sql AS $$
	SELECT coalesce(civic.find_subject(town || name), civic.enroll(town || name, 'resident', town::ltree, since => '2020-01-01'))
$$;
-- An entry with a chosen effective day; adjustments name their root.
CREATE SEQUENCE ref;
CREATE FUNCTION post(subject int8, code text, quantity numeric, day date, effective date DEFAULT NULL, kind int DEFAULT 1, root int8 DEFAULT NULL)
RETURNS int8 LANGUAGE sql AS $$
	INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref, ref_entry_id)
	SELECT 1, subject, r.rule_id, kind, CASE kind WHEN 5 THEN quantity * 10000 ELSE quantity * 100 END, day,
		coalesce(effective, day), 1, CASE WHEN kind = 1 THEN nextval('ref')::text END, root
	  FROM civic_private.rule r
	 WHERE r.code = post.code AND r.policy_id = civic_internal.policy_of_area((SELECT h.area FROM civic_internal.home(subject, day, day) h), day)
	RETURNING entry_id
$$;
CREATE FUNCTION tier(subject int8) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(s.tier, '-') FROM civic.standings s WHERE s.subject_id = subject
$$;

SELECT * FROM no_plan();

-- What follows is about past days.

-- The ceiling of the score: 500 + 320 with a grave loss of 5 May shows 649 for a year, then 820.
SELECT enact('ceiling', '{"base": 500, "floor": 0, "ceiling": 1000}',
	'[{"code": "good", "tariff": 1}, {"code": "fraud", "tariff": -1, "cap_low": 0, "severity": "serious", "notice_days": 0, "legal_basis": "x", "review": "always",
	  "veto": {"score_ceiling": 649, "until": {"days": 365}}}]') \g /dev/null
SELECT who('ceiling') AS s \gset
SELECT post(:s, 'good', 320, '2021-05-05'), post(:s, 'fraud', 1, '2021-05-05') AS fraud \gset
SELECT is(civic.score(:s, d), n, 'under a ceiling of the score, ' || d) FROM (VALUES (date '2021-05-04', 500.00), ('2021-05-05', 649), ('2022-05-04', 649), ('2022-05-05', 820)) v (d, n);
SELECT is(array_agg(kind || ' ' || points ORDER BY kind), '{base 500.00,rule 0.00,rule 320.00,score_ceiling -171.00}', 'the ceiling is a line, and lines add up')
  FROM civic.explain(:s, '2021-05-05');
SELECT is(explanation, 'A veto holds the score at 649.00: -171.00 points', '... in words') FROM civic.explain(:s, '2021-05-05') WHERE kind = 'score_ceiling';
SELECT is((SELECT score FROM civic.scores('2021-05-05') WHERE subject_id = :s), 649.00, 'all scores know it');
SELECT is((SELECT civic.score_of('2021-05-05', e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
	FROM civic_private.entry e WHERE e.subject_id = :s), 649.00, '... and so do states');
SELECT post(:s, 'fraud', 0.5, '2021-05-05', '2021-06-01', 5, :fraud) \g /dev/null
SELECT is(civic.score(:s, '2021-06-01'), 649.00, 'half a repair does not lift the ceiling');
SELECT post(:s, 'fraud', 1, '2021-05-05', '2021-07-01', 5, :fraud) \g /dev/null
SELECT is(civic.score(:s, '2021-07-01'), 820.00, '... a whole one does');


-- What follows is about today.

-- A lock as a floor: good by decree, star by points, nothing above plain under a veto.
SELECT enact('floor', '{"base": 100}',
	'[{"code": "hours", "tariff": 1}, {"code": "fraud", "tariff": -1, "cap_low": 0, "period": "year", "legal_basis": "x", "review": "always",
	  "veto": {"ceiling_tier": "plain", "until": {"days": 30}}}]',
	tiers('{"code": "plain", "promote_at": 0}', '{"code": "good", "promote_at": 150}', '{"code": "star", "promote_at": 200}')) \g /dev/null
SELECT who('floor') AS s, who('floor', '2') AS s2 \gset
CALL civic.settle() \g /dev/null
SELECT civic.lock_tier(:s, 'good', 'saved a child', civic.today() + 30, 'floor') > 0 AS locked \g /dev/null
SELECT is(tier(:s), 'good', 'a floor lifts');
SELECT is(array_agg(kind || ' ' || tier || ' ' || until - civic.today() ORDER BY kind) FILTER (WHERE kind IN ('floor', 'lock')), '{floor good 30}', '... and is named')
  FROM civic.next_tier(:s);
SELECT civic.record(:s, 'hours', 120, civic.today(), 'h') AS hours \gset
CALL civic.settle() \g /dev/null
SELECT is(tier(:s), 'star', 'who has earned more than the floor is shown that');
SELECT civic.record(:s, 'fraud', 1, civic.today(), 'f') AS fraud \gset
CALL civic.settle() \g /dev/null
SELECT is(tier(:s), 'plain', 'the ceiling of a veto wins over a floor');
SELECT civic.lock_tier(:s, 'good', 'all the same', civic.today() + 30, "as" => 'fixed') > 0 AS locked \g /dev/null
SELECT is(tier(:s), 'good', 'a tier that is fixed wins over both');
SELECT civic.reverse(:s, :fraud, 'a mistake') \g /dev/null
CALL civic.settle() \g /dev/null
SELECT is(tier(:s), 'good', '... also over one that is earned');
SELECT civic.unlock_tier(:s, 'over') \g /dev/null
SELECT is(tier(:s), 'star', 'after the lock, the tier that is earned');
SELECT is(array_agg(is_floor ORDER BY lock_id), '{t,f,f}', 'what was a floor is on record') FROM civic_private.tier_lock WHERE subject_id = :s;
SELECT throws_ok(format('SELECT civic.lock_tier(%s, ''good'', ''x'', civic.today(), ''ceiling'')', :s), '22023', NULL, 'a lock is fixed or a floor');

SELECT * FROM finish();
