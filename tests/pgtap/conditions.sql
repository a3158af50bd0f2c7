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

-- What follows is about past days, in their order, since settlement goes on with them.

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

-- Limits over several rules: 25 answers and 25 questions of a day.
SELECT enact('limits', '{"base": 1}',
	'[{"code": "answer", "tariff": 10}, {"code": "question", "tariff": 5}, {"code": "down", "tariff": -1, "legal_basis": "x"}, {"code": "litter", "tariff": -2, "legal_basis": "x"}]',
	'{"limits": [{"code": "votes", "title": {"zh": "票数", "en": "Votes"}, "rules": ["answer", "question", "down"], "period": "day", "cap_high": 200},
	  {"code": "order", "title": {"zh": "秩序", "en": "Order"}, "rules": ["litter"], "period": "month", "cap_low": -50}]}') \g /dev/null
SELECT who('limits') AS s, who('limits', '2') AS s2 \gset
SELECT count(post(:s, 'answer', 1, '2021-01-05')) + count(post(:s, 'question', 1, '2021-01-05')) FROM generate_series(1, 25) \g /dev/null
SELECT is(civic.score(:s, '2021-01-05'), 201.00, '25 answers and 25 questions of a day');
SELECT is(array_agg((kind, rule_code, period, points)::text ORDER BY line) FILTER (WHERE kind <> 'base'),
	'{"(rule,answer,entry,250.00)","(rule,question,entry,125.00)","(limit,votes,2021-01-05,-175.00)"}', 'lines as without the limit, and what it changes') FROM civic.explain(:s, '2021-01-05');
SELECT is(array_agg(l.explanation), '{"Votes count up to 200.00 a day (2021-01-05): -175.00 points",票数每日上限 200.00（2021-01-05）：-175.00 分}', '... in words')
  FROM unnest('{en,zh}'::text[]) lang CROSS JOIN civic.explain(:s, '2021-01-05', lang) l WHERE l.kind = 'limit';
SELECT is(sum(points), 200.00, 'entries are worth what is let through') FROM civic.entry_points(:s, '2021-01-05');
SELECT is((SELECT score FROM civic.scores('2021-01-05') WHERE subject_id = :s), 201.00, 'all scores know the limit');
SELECT post(:s2, 'answer', 25, '2021-01-05'), post(:s2, 'down', 30, '2021-01-05'), post(:s2, 'litter', 20, '2021-01-05'), post(:s2, 'litter', 10, '2021-01-06') \g /dev/null
SELECT is(civic.score(:s2, '2021-01-06'), 151.00, 'min(200, 250 - 30), and at most 50 off');
SELECT is(array_agg(points::text || explanation ORDER BY line), '{"-20.00Votes count up to 200.00 a day (2021-01-05): -20.00 points","10.00Order: at most 50.00 off a month (2021-01): +10.00 points"}', 'both limits')
  FROM civic.explain(:s2, '2021-01-06') WHERE kind = 'limit';
SELECT is(sum(points), civic.score(:s2, '2021-01-06'), 'lines add up') FROM civic.explain(:s2, '2021-01-06');

-- What limits may not say.
SELECT is(problems(pack('bad', '{}', '[{"code": "a", "tariff": 1, "period": "lifetime"}, {"code": "b", "tariff": 1, "period": "month", "combine": "max", "exclusive_group": "g"},
	{"code": "c", "tariff": 1, "period": "month", "combine": "max", "exclusive_group": "g"}, {"code": "w", "tariff": 1, "period": "week"}]',
	'{"limits": [{"code": "l1", "title": {"zh": "限", "en": "L"}, "rules": ["a", "zz"], "period": "year", "cap_high": 1},
	  {"code": "l2", "title": {"zh": "限", "en": "L"}, "rules": ["a", "b", "w"], "period": "month", "cap_high": 1},
	  {"code": "l3", "title": {"zh": "限", "en": "L"}, "rules": [], "period": "entry"},
	  {"code": "l3", "title": {"zh": "限", "en": "L"}, "rules": ["w"], "period": {"rolling": 3}, "cap_high": -1}]}')),
E'warning $.limits[0].rules[0]: a late gain may lower the sum, since the rule\'s period does not lie within the limit\'s
error $.limits[0].rules[1]: rule "zz" is not defined
error $.limits[1].rules: exclusive_group "g" is not limited as a whole
warning $.limits[1].rules[0]: a late gain may lower the sum, since the rule\'s period does not lie within the limit\'s
error $.limits[1].rules[0]: rule "a" is in a limit already
warning $.limits[1].rules[2]: a late gain may lower the sum, since the rule\'s period does not lie within the limit\'s
error $.limits[2].cap_high: is required
error $.limits[2].period: expected one of day, week, month, quarter, half_year, year, lifetime
error $.limits[2].rules: names no rule
error $.limits[3].cap_high: expected a number from 0 to 1000000000 with at most two decimals
error $.limits[3].code: code "l3" is used twice
error $.limits[3].period: expected one of day, week, month, quarter, half_year, year, lifetime
error $.limits[3].rules[0]: rule "w" is in a limit already', 'limits that make no sense');


-- Conditions over several rules, by several measures; each tier asks for one thing.
SELECT enact('requires', '{"base": 100}',
	'[{"code": "day_h", "tariff": 1}, {"code": "night_h", "tariff": 2, "retention": {"half_life": 10}}, {"code": "litter", "tariff": -1, "legal_basis": "x"}]',
	tiers('{"code": "both", "promote_at": 0, "requires": {"quantities": [{"rules": ["day_h", "night_h"], "at_least": 120}]}}',
		'{"code": "points", "promote_at": 1, "requires": {"quantities": [{"rules": ["day_h", "night_h"], "of": "points", "at_least": 180}]}}',
		'{"code": "entries", "promote_at": 2, "requires": {"quantities": [{"rules": ["day_h", "night_h"], "of": "entries", "at_least": 4}]}}',
		'{"code": "days", "promote_at": 3, "requires": {"quantities": [{"rules": ["day_h", "night_h"], "of": "days", "at_least": 3, "days": 5}]}}',
		'{"code": "months", "promote_at": 4, "requires": {"quantities": [{"rules": ["day_h", "night_h"], "of": "periods", "period": "month", "at_least": 2},
			{"rule": "litter", "of": "entries", "at_most": 0, "days": 3}]}}',
		'{"code": "one", "promote_at": 5, "requires": {"quantities": [{"rule": "day_h", "at_least": 120}]}}')) \g /dev/null
SELECT who('requires') AS s \gset
-- A mark to stay: 2 + 98 hours lift, 98 keep, 89 do not.
SELECT enact('keep', '{"base": 100}', '[{"code": "hours", "tariff": 1}]',
	tiers('{"code": "low", "promote_at": 0}',
		'{"code": "tl3", "promote_at": 1, "requires": {"quantities": [{"rule": "hours", "at_least": 100, "keep": 90, "days": 30}]}}')) \g /dev/null
SELECT enact('keep2', '{"base": 100}', '[{"code": "hours", "tariff": 1}]',
	tiers('{"code": "low", "promote_at": 0}',
		'{"code": "tl3", "promote_at": 1, "requires": {"quantities": [{"rule": "hours", "at_least": 100, "days": 30}]},
		  "keep": {"quantities": [{"rule": "hours", "at_least": 90, "days": 30}]}}')) \g /dev/null
SELECT who('keep') AS k, who('keep2') AS k2 \gset
SELECT post(w, 'hours', 2, '2021-01-20'), post(w, 'hours', 89, '2021-02-01') AS h, post(w, 'hours', 9, '2021-02-01') FROM unnest(ARRAY[:k, :k2]) w \g /dev/null

SELECT post(:s, 'day_h', 60, '2021-02-01'), post(:s, 'night_h', 60, '2021-02-01') AS night \gset
CALL civic.settle('2021-02-01') \g /dev/null
-- 60 + 120 points; 2 entries, one day, one month
SELECT is(tier(:s), 'points', 'two rules have 120 hours and 180 points');
SELECT is(tier(w), 'tl3', 'who has 100 hours rises') FROM unnest(ARRAY[:k, :k2]) w;
CALL civic.settle('2021-02-02') \g /dev/null
SELECT is(tier(:s), 'both', 'points fade, quantities do not');
SELECT post(:s, 'day_h', 1, '2021-01-31', '2021-02-03'), post(:s, 'day_h', 1, '2021-01-31', '2021-02-03'), post(:s, 'litter', 1, '2021-02-03') \g /dev/null
CALL civic.settle('2021-02-03') \g /dev/null
SELECT is(tier(:s), 'entries', 'four entries, of two days');
SELECT post(:s, 'day_h', 1, '2021-02-04') \g /dev/null
CALL civic.settle('2021-02-04') \g /dev/null
SELECT is(tier(:s), 'days', 'three days within the last five; litter within the last three');
CALL civic.settle('2021-02-05') \g /dev/null
SELECT is(tier(:s), 'entries', 'January is out of the last five days; litter of two days ago is in the last three');
CALL civic.settle('2021-02-06') \g /dev/null
SELECT is(tier(:s), 'months', 'two months, and litter is out');
SELECT is(civic.tier(:s, '2021-02-06'), 'months', '... from that day');
-- 20 January + 30 days
CALL civic.settle('2021-02-18') \g /dev/null
SELECT is(tier(w), 'tl3', 'on the last day of 100 hours') FROM unnest(ARRAY[:k, :k2]) w;
CALL civic.settle('2021-02-19') \g /dev/null
SELECT is(tier(w), 'tl3', '98 hours are enough to stay') FROM unnest(ARRAY[:k, :k2]) w;
SELECT post(w, 'hours', 9, '2021-02-01', '2021-02-20', 2, (SELECT entry_id FROM civic_private.entry WHERE subject_id = w AND quantity = 900)) FROM unnest(ARRAY[:k, :k2]) w \g /dev/null
CALL civic.settle('2021-02-20') \g /dev/null
SELECT is(tier(w), 'low', '89 are not') FROM unnest(ARRAY[:k, :k2]) w;
SELECT is(array_agg(cause ORDER BY effective_on), '{placed,requirement}', '... for want of what is required') FROM civic.tier_history(:k);

-- What packs may not say.
SELECT is(problems(pack('bad', '{}', '[{"code": "a", "tariff": 1}]', tiers('{"code": "t", "promote_at": 0, "requires": {"quantities": [
	{"rules": [], "at_least": 1}, {"rules": ["a", "a"], "at_least": 1}, {"rule": "a", "rules": ["a"], "at_least": 1}, {"rules": ["b"], "at_least": 1}, {"rule": "a"},
	{"rule": "a", "at_least": 2, "at_most": 1}, {"rule": "a", "at_least": 2, "keep": 3}, {"rule": "a", "at_most": 2, "keep": 1}, {"rule": "a", "at_least": 1, "period": "month"},
	{"rule": "a", "of": "hours", "at_least": 1}, {"rule": "a", "of": "points", "at_least": -5}]}}'))),
E'error $.tiers[0].requires.quantities[0].rules: names no rule
error $.tiers[0].requires.quantities[1].rules[1]: rule "a" is named twice
error $.tiers[0].requires.quantities[2].rule: the condition has a list of rules already
error $.tiers[0].requires.quantities[3].rules[0]: rule "b" is not defined
error $.tiers[0].requires.quantities[4].at_least: is required
error $.tiers[0].requires.quantities[5].at_most: lies below at_least
error $.tiers[0].requires.quantities[6].keep: must not ask for more than the condition itself
error $.tiers[0].requires.quantities[7].keep: must not ask for more than the condition itself
error $.tiers[0].requires.quantities[8].period: only a condition of periods has one
error $.tiers[0].requires.quantities[9].of: expected one of quantity, points, entries, days, periods', 'conditions that make no sense');


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

-- What one entry and one day can have at most: 24 hours.
SELECT enact('most', '{"base": 0}', '[{"code": "hours", "tariff": 1, "max_quantity": {"entry": 20, "day": 24}}, {"code": "trees", "tariff": 1, "max_quantity": {"entry": 100}}]') \g /dev/null
SELECT who('most') AS s, who('most', '2') AS s2 \gset
SELECT throws_ok(format('SELECT civic.record(%s, ''trees'', 100.01, civic.today(), ''t'')', :s), '22003', 'more than one entry of rule "trees" can have', 'an entry too large');
SELECT lives_ok(format('SELECT civic.record(%s, ''trees'', 100, civic.today(), ''t'' || n) FROM generate_series(1, 2) n', :s), '... none that is just so large, a day without limit');
SELECT lives_ok(format('SELECT civic.record(%s, ''hours'', 16, civic.today(), ''a'')', :s), '16 hours');
SELECT throws_ok(format('SELECT civic.record(%s, ''hours'', 8.01, civic.today(), ''b'')', :s), '22003', 'more than one day of rule "hours" can have', 'and 8.01 are more than a day has');
SELECT lives_ok(format('SELECT civic.record(%s, ''hours'', 16, civic.today(), ''a'')', :s), 'a retry of what was posted stays harmless');
SELECT lives_ok(format('SELECT civic.record(%s, ''hours'', 8, civic.today(), ''c'')', :s), 'and 8 are not');
SELECT lives_ok(format('SELECT civic.record(%s, ''hours'', 20, civic.today() - 1, ''d'')', :s), 'the day before has its own 24');
SELECT civic.reverse(:s, entry_id, 'not 16') FROM civic.ledger WHERE subject_id = :s AND source_ref = 'a' \g /dev/null
SELECT lives_ok(format('SELECT civic.record(%s, ''hours'', 16, civic.today(), ''e'')', :s), 'what is reversed makes room');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('most2', 'hours', 12, civic.today(), 'i1'), ('most2', 'hours', 12, civic.today(), 'i2'), ('most2', 'hours', 1, civic.today(), 'i3'), ('most2', 'hours', 20.5, civic.today(), 'i4'),
	('most2', 'hours', 12, civic.today(), 'i1');
CALL civic.post_inbox() \g /dev/null
SELECT is(array_agg((source_ref, sqlstate, reason, detail)::text ORDER BY source_ref), ARRAY[
	format('(i3,22003,"more than one day of rule ""hours"" can have","With 1.00 it would be 25.00 on %s, and at most 24.00 is plausible. Correct the quantity or the day, or reverse what was wrong before.")', civic.today()),
	'(i4,22003,"more than one entry of rule ""hours"" can have","It is 20.50, and at most 20.00 is plausible. Correct the quantity, or post the event in parts if it is right.")'], 'the inbox keeps what is too much, with the reason') FROM civic.inbox;
SELECT is(civic.score(:s2), 24.00, '... and posts the rest');

-- One limit over the benefits of a scenario: one soap a quarter, whichever it is.
SELECT enact('scenario', '{"base": 100}', '[{"code": "hours", "tariff": 1, "coupons": 1}]', '{
	"benefits": [{"code": "soap", "title": {"zh": "皂", "en": "Soap"}, "kind": "redemption", "cost": 1, "scenario": "soap"},
		{"code": "bar", "title": {"zh": "块", "en": "Bar"}, "kind": "redemption", "cost": 1, "scenario": "soap"},
		{"code": "tea", "title": {"zh": "茶", "en": "Tea"}, "kind": "redemption", "cost": 1}],
	"scenario_limits": [{"scenario": "soap", "limit": 1, "period": "quarter"}]}') \g /dev/null
SELECT who('scenario') AS s \gset
SELECT civic.record(:s, 'hours', 20, civic.today(), 'h') \g /dev/null
CALL civic.settle() \g /dev/null
SELECT is(array_agg(limit_left ORDER BY benefit), '{1,1,NULL}', 'one is left of either soap') FROM civic.benefits(:s);
SELECT redemption_id AS r FROM civic.redeem(:s, 'soap', 1, 'r1') \gset
SELECT is(array_agg((benefit, redeemable, reason)::text ORDER BY benefit), '{"(bar,f,per_period)","(soap,f,per_period)","(tea,t,entitled)"}', 'then none of them') FROM civic.benefits(:s);
SELECT throws_ok(format('SELECT civic.redeem(%s, ''bar'', 1, ''r2'')', :s), 'RW013', 'scenario "soap" has a limit of 1 for each subject and period', 'the other one of the scenario is refused');
SELECT lives_ok(format('SELECT civic.redeem(%s, ''tea'', 2, ''r3'')', :s), 'what has no scenario is not');
SELECT civic.cancel_redemption(:s, :r, 'gone off') \g /dev/null
SELECT throws_ok(format('SELECT civic.redeem(%s, ''bar'', 2, ''r4'')', :s), 'RW013', NULL, 'two at once are too many');
SELECT lives_ok(format('SELECT civic.redeem(%s, ''bar'', 1, ''r5'')', :s), 'what was given back does not count');
SELECT is(problems(pack('bad', '{}', '[{"code": "a", "tariff": 1}]', '{"scenario_limits": [{"scenario": "x", "limit": 1, "period": "month"}, {"scenario": "y"}]}')),
E'error $.scenario_limits[0].scenario: no benefit has scenario "x", or it has a limit already
error $.scenario_limits[1].limit: is required
error $.scenario_limits[1].period: is required
error $.scenario_limits[1].scenario: no benefit has scenario "y", or it has a limit already', 'limits of no scenario');

-- An explanation names the cap of each kind of period, of a group, of a loss, and the end of a tariff.
SELECT enact('caps', '{"base": 100}', '[{"code": "entry", "tariff": 2, "cap_high": 5}, {"code": "rolling", "tariff": 2, "period": {"rolling": 10}, "cap_high": 5},
	{"code": "year", "tariff": 2, "period": "year", "cap_high": 5}, {"code": "first", "tariff": 2, "period": "lifetime", "cap_high": 5, "combine": "max", "exclusive_group": "g"},
	{"code": "second", "tariff": 3, "period": "lifetime", "cap_high": 5, "combine": "max", "exclusive_group": "g"},
	{"code": "loss", "tariff": -2, "period": {"rolling": 10}, "cap_low": -5, "legal_basis": "x"},
	{"code": "hours", "unit": {"zh": "小时", "en": "hours"}, "tariff": [{"upto": 3, "rate": 1}], "period": "month"}]') \g /dev/null
SELECT who('caps') AS s, who('caps', '2') AS s2 \gset
SELECT post(:s, c, 3, '2022-03-01') FROM unnest('{entry,rolling,year,first,loss,hours}'::text[]) c \g /dev/null
SELECT post(:s, 'hours', 1, '2022-03-02'), post(:s, 'second', 1, '2022-03-02') \g /dev/null
SELECT is(array_agg(explanation ORDER BY rule_code), ARRAY['entry: 1 entry, quantity 3, +5.00 points; the cap is 5.00',
	'first: 1 entry, quantity 3, +5.00 points; only the highest of its group counts; the cap is 5.00', 'hours in 2022-03: 2 entries, quantity 4 hours, +3.00 points; counts up to a quantity of 3 hours',
	'loss: 1 entry, quantity 3, -5.00 points; at most 5.00 off', 'rolling: 1 entry, quantity 3, +5.00 points; the cap is 5.00', 'second: 1 entry, quantity 1, 0.00 points; only the highest of its group counts',
	'year in 2022: 1 entry, quantity 3, +5.00 points; the cap is 5.00'], 'caps and ends are named') FROM civic.explain(:s, '2022-04-01') WHERE kind = 'rule';
SELECT is(array_agg(substring(explanation FROM '[+-].*')), ARRAY['-5.00 分；最多扣5.00'], 'in Chinese, too, where a loss has no 上限') FROM civic.explain(:s, '2022-04-01', 'zh') WHERE rule_code = 'loss';
SELECT post(:s2, 'rolling', 2, d), post(:s2, 'entry', 2, d), post(:s2, 'loss', 2, d) FROM unnest('{2022-03-01,2022-03-11}'::date[]) d \g /dev/null
SELECT is(array_agg(explanation ORDER BY rule_code), ARRAY['entry: 2 entries, quantity 4, +8.00 points', 'loss: 2 entries, quantity 4, -8.00 points',
	'rolling: 2 entries, quantity 4, +8.00 points'], 'and not where they cut nothing') FROM civic.explain(:s2, '2022-04-01') WHERE kind = 'rule';

-- A highest one of nothing, or of gains and losses, is not what it seems.
SELECT is(problems(pack('groups', '{}', '[{"code": "a", "tariff": 1, "combine": "max", "exclusive_group": "g"},
	{"code": "b", "tariff": 1, "period": "year", "combine": "max", "exclusive_group": "h"}, {"code": "c", "tariff": -1, "period": "year", "combine": "max", "exclusive_group": "h", "legal_basis": "x"}]')),
E'warning $.rules[0].combine: combine "max" compares nothing, since each entry is a period of its own
warning $.rules[2].exclusive_group: exclusive_group "h" has gains and losses: of each the highest counts, and both are added', 'warnings of groups');
SELECT is(problems(pack('clean', '{}', '[{"code": "a", "tariff": 1, "repaired": "clean"}, {"code": "b", "tariff": 1, "clean_period": "year", "repaired": "dirty"}]')),
E'error $.rules[0].repaired: has no meaning without a clean_period
error $.rules[1].repaired: expected one of clean', 'what a repair is to a clean period');

-- Points of a dimension that the policy no longer names are shown with the others.
SELECT enact('named', '{"base": 10}', '[{"code": "kept", "tariff": 1}, {"code": "gone", "tariff": 1, "dimension": "e"}, {"code": "empty", "tariff": 1, "dimension": "f"}]',
	'{"dimensions": [{"code": "d", "title": {"zh": "丁", "en": "D"}}, {"code": "e", "title": {"zh": "戊", "en": "E"}}, {"code": "f", "title": {"zh": "己", "en": "F"}}]}') \g /dev/null
SELECT who('named') AS s \gset
SELECT post(:s, 'kept', 3, '2022-03-01'), post(:s, 'gone', 5, '2022-03-01') \g /dev/null
SELECT enact('named', '{"base": 10, "version": "2"}', '[{"code": "kept", "tariff": 1}]', since => civic.today()) \g /dev/null
CALL civic.settle() \g /dev/null
SELECT is(ROW(score, dimensions)::text, '(18.00,"{""d"": 3.00, ""e"": 5.00}")', 'dimensions add up to the score') FROM civic.standings WHERE subject_id = :s;

-- What was probably meant.
SELECT is(array_agg((path, problem, hint)::text ORDER BY path), ARRAY['($.rules[0].cap_hihg,"unknown key","Did you mean ""cap_high""?")', '($.rules[0].colour,"unknown key","Remove it, or keep remarks under the key ""note"".")',
	'($.rules[0].dimension,"dimension ""conduckt"" is not defined","Did you mean ""conduct""?")', '($.tiers[0].requires.quantities[0].rule,"rule ""houers"" is not defined","Did you mean ""hours""?")'], 'did you mean')
  FROM civic.check_policy(pack('meant', '{}', '[{"code": "hours", "tariff": 1, "dimension": "conduckt", "cap_hihg": 1, "colour": 1}]', '{"dimensions": [{"code": "conduct", "title": {"zh": "品", "en": "C"}}],
	"tiers": [{"code": "a", "title": {"zh": "甲", "en": "A"}, "rank": 1, "promote_at": 1, "requires": {"quantities": [{"rule": "houers", "at_least": 1}]}}]}'));

-- What is suspended is not published.
SELECT enact('public', '{"base": 100}', '[{"code": "dump", "tariff": -1, "severity": "general", "evidence": "none", "legal_basis": "x"}]',
	'{"repair_windows": [{"severity": "general", "min_days": 1, "max_days": 365, "published": true}]}') \g /dev/null
SELECT who('public') AS s \gset
SELECT post(:s, 'dump', 1, civic.today() - 20) AS dump \gset
SELECT civic_internal.adjust(:s, :dump, 3::int2, NULL, 'disputed', civic.today() - 10), civic_internal.adjust(:s, :dump, 4::int2, NULL, 'decided', civic.today() - 5) \g /dev/null
SELECT is(array_agg((SELECT sum(p.losses) FROM civic.publicity('public', civic.today() - ago, smallest => 1) p) ORDER BY ago DESC), '{1,NULL,NULL,1}', 'a loss is public, but not while it is suspended')
  FROM unnest('{11,10,6,5}'::int[]) ago;

SELECT * FROM finish();
