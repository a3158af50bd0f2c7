-- A valid policy pack with every feature is damaged at random, one to three
-- nodes at a time. Whatever comes out: check_policy() and load_policy() agree
-- on whether it is a policy, the error is the promised one and names a place,
-- what was loaded comes back equal, and what is enacted can be scored.
--
-- The generator is seeded, so a failure repeats; the seed of each mutant is
-- shown.

\ir helper/begin.sql
SELECT civic.create_programme('mutation');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_area('town.brook', '溪', 'brook');

CREATE FUNCTION helper.pack() RETURNS jsonb IMMUTABLE LANGUAGE sql AS
$$
	SELECT jsonb '{
	 "policy": {"code": "everything", "title": {"zh": "全部", "en": "everything"}, "area": "town", "version": "1",
				"base": 100, "floor": -50, "ceiling": 1000.5, "extend": false, "note": "every feature once"},
	 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}, "floor": null, "cap": 50},
					{"code": "order", "title": {"zh": "秩序", "en": "order"}, "floor": -80.25}],
	 "rules": [
	  {"code": "hours", "title": {"zh": "时长", "en": "hours"}, "dimension": "service", "unit": {"zh": "小时", "en": "hour"},
	   "tariff": [{"upto": 20, "rate": 1}, {"upto": 80, "rate": "1/2", "step": 2}, {"upto": 200, "rate": "1/3"}, {"rate": "1/4"}],
	   "period": "lifetime", "cap_low": null, "cap_high": 50, "combine": "sum", "exclusive_group": null, "retention": "permanent",
	   "severity": "none", "notice_days": 0, "evidence": "none", "review": "none", "veto": null, "coupons": 2, "context": "civic", "legal_basis": null},
	  {"code": "medal", "title": {"zh": "奖章", "en": "medal"}, "dimension": "service", "tariff": 10, "period": "year", "combine": "max",
	   "exclusive_group": "honours", "retention": {"expire": {"years": 2}}, "evidence": "required", "review": "always"},
	  {"code": "badge", "title": {"zh": "徽章", "en": "badge"}, "dimension": "service", "tariff": "7/3", "period": "year", "combine": "max",
	   "exclusive_group": "honours", "retention": {"window": {"months": 14}}},
	  {"code": "talk", "title": {"zh": "讲座", "en": "talk"}, "dimension": "service", "tariff": 0.333333, "period": {"rolling": 28}, "cap_high": 4,
	   "retention": {"half_life": 90}},
	  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime",
	   "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}], "cap_low": -150, "severity": "minor", "notice_days": 7,
	   "legal_basis": "Town Order 7", "retention": {"annual_rate": 0.084}, "veto": {"ceiling_tier": "b", "until": "year_end"}, "review": "sampled"},
	  {"code": "noise", "title": {"zh": "噪声", "en": "noise"}, "dimension": "order", "period": "quarter", "tariff": -1.5, "severity": "serious",
	   "legal_basis": "Town Order 8", "retention": {"linear": 365}, "veto": {"ceiling_tier": "b", "until": {"days": 30}}},
	  {"code": "daily", "title": {"zh": "每日", "en": "daily"}, "dimension": "order", "period": "day", "tariff": 1, "retention": "period_end"}],
	 "tiers": [{"code": "a", "title": {"zh": "甲", "en": "A"}, "rank": 2, "promote_at": 150, "demote_below": 140, "hold_days": 14, "requires": {"clean_days": 365}},
			   {"code": "b", "title": {"zh": "乙", "en": "B"}, "rank": 1, "promote_at": 90}],
	 "benefits": [{"code": "pool", "title": {"zh": "泳池", "en": "pool"}, "scenario": "sport", "kind": "entitlement", "min_tier": "a", "context": "civic"},
				  {"code": "soap", "title": {"zh": "肥皂", "en": "soap"}, "scenario": "shop", "kind": "redemption", "min_score": 10, "clean_days": 5, "cost": 12.5,
				   "stock": 100, "per_subject": 2, "per_period": {"limit": 1, "period": "month"}, "legal_basis": null}],
	 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 90}, {"severity": "serious", "min_days": 30, "max_days": 365}],
	 "repair_steps": [{"severity": "minor", "path": "service", "step": 1, "kind": "service_hours", "amount": 8, "rule": "hours", "min_days": 0, "restores": 10000},
					  {"severity": "serious", "path": "panel", "step": 1, "kind": "training", "amount": 2, "min_days": 10, "restores": 4000},
					  {"severity": "serious", "path": "panel", "step": 2, "kind": "peer_review", "amount": 1, "min_days": 20, "restores": 10000}],
	 "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}]
	}'
$$;

-- every node below the root
CREATE FUNCTION helper.paths(document jsonb) RETURNS SETOF text[] LANGUAGE sql AS
$$
	WITH RECURSIVE node (path, value) AS (
		SELECT ARRAY[]::text[], document
		UNION ALL
		SELECT n.path || k.key, k.value
		FROM node n, LATERAL (
			SELECT e.key, e.value FROM jsonb_each(CASE jsonb_typeof(n.value) WHEN 'object' THEN n.value ELSE '{}' END) AS e
			UNION ALL
			SELECT (e.i - 1)::text, e.value FROM jsonb_array_elements(CASE jsonb_typeof(n.value) WHEN 'array' THEN n.value ELSE '[]' END)
				WITH ORDINALITY AS e (value, i)) AS k)
	SELECT path FROM node WHERE path <> '{}' ORDER BY path
$$;

CREATE FUNCTION helper.pick(list jsonb[]) RETURNS jsonb LANGUAGE sql AS
$$
	SELECT list[1 + floor(random() * array_length(list, 1))::int]
$$;

CREATE FUNCTION helper.mutate(document jsonb) RETURNS jsonb LANGUAGE plpgsql AS
$$
DECLARE
	paths jsonb[] := ARRAY(SELECT to_jsonb(p) FROM helper.paths(document) AS p);
	path text[];
	other text[];
	node jsonb;
BEGIN
	IF paths = '{}' THEN
		RETURN '{}';
	END IF;
	path := ARRAY(SELECT jsonb_array_elements_text(helper.pick(paths)));
	other := ARRAY(SELECT jsonb_array_elements_text(helper.pick(paths)));
	node := document #> path;
	CASE floor(random() * 13)::int
		WHEN 0 THEN		-- gone
			RETURN document #- path;
		WHEN 1 THEN		-- twice
			IF jsonb_typeof(document #> path[1:array_length(path, 1) - 1]) = 'array' THEN
				RETURN jsonb_insert(document, path, node);
			END IF;
			RETURN jsonb_set(document, path[1:array_length(path, 1) - 1] || ('x' || path[array_length(path, 1)]), node, true);
		WHEN 2, 3 THEN	-- another type
			RETURN jsonb_set(document, path, helper.pick(ARRAY['null', 'true', 'false', '0', '-1', '1', '"x"', '""', '[]', '{}', '[null]', '{"zh": "x", "en": "x"}',
				'{"days": 1}', '{"months": 1}']::jsonb[]));
		WHEN 4, 5, 11, 12 THEN	-- another number
			IF jsonb_typeof(node) <> 'number' THEN
				RETURN helper.mutate(document);
			END IF;
			RETURN jsonb_set(document, path, helper.pick(ARRAY['0', '-0', '1', '-1', '2', '3', '7', '12', '90', '-5', '-33.3', '1.25', '0.3', '0.5', '0.01', '0.001', '0.0000001', '1e-300', '1e9', '-1e9', '1000000000.01', '2147483647', '2147483648',
				'-2147483648', '9223372036854775807', '9223372036854775808', '1e400', '3650', '3651', '36500', '10000', '10001', '99999999', '21474836.47', '"1/2"', '"1/63000000"',
				'"1/11"', '"-5/7"']::jsonb[]));
		WHEN 6, 7 THEN	-- another text
			IF jsonb_typeof(node) <> 'string' THEN
				RETURN helper.mutate(document);
			END IF;
			RETURN jsonb_set(document, path, helper.pick(ARRAY['"sum"', '"max"', '"lifetime"', '"entry"', '"day"', '"week"', '"none"', '"required"', '"minor"', '"hours"', '"service"',
				'"A"', '"a b"', '"-a"', '"长"', '" "', '"year_end"', '"town.brook"', '"nowhere"', '"1/0"', '"0"', '"1e5"', '"permanent"', '"period_end"', '"entitlement"']::jsonb[])
				);
		WHEN 8 THEN		-- a key renamed
			IF jsonb_typeof(document #> path[1:array_length(path, 1) - 1]) <> 'object' THEN
				RETURN helper.mutate(document);
			END IF;
			RETURN jsonb_set(document #- path, path[1:array_length(path, 1) - 1] || (helper.pick(ARRAY['"note"', '"code"', '"title"', '"cap"', '"rate"', '"period"', '""', '"Code"']::jsonb[]) #>> '{}'), node, true);
		WHEN 9 THEN		-- a node from elsewhere
			RETURN jsonb_set(document, path, coalesce(document #> other, 'null'));
		ELSE			-- a list in reverse
			IF jsonb_typeof(node) <> 'array' THEN
				RETURN helper.mutate(document);
			END IF;
			RETURN jsonb_set(document, path, coalesce((SELECT jsonb_agg(e ORDER BY i DESC) FROM jsonb_array_elements(node) WITH ORDINALITY AS x (e, i)), '[]'));
	END CASE;
END
$$;

CREATE TABLE helper.subject AS SELECT civic.enroll('somebody', 'resident', 'town', since => '2020-01-01') AS id;

-- What a mutant does, in one subtransaction that is undone.
CREATE FUNCTION helper.trial(seed int) RETURNS TABLE (document jsonb, errors bigint, loaded text, message text, again text, used text) LANGUAGE plpgsql AS
$$
DECLARE
	id int;
	copy int;
	r record;
	n int := 0;
BEGIN
	PERFORM setseed((seed % 100003) / 100003.0);
	document := helper.pack();
	FOR i IN 1 .. 1 + floor(random() ^ 3 * 3)::int LOOP
		document := helper.mutate(document);
	END LOOP;
	BEGIN
		SELECT count(*) FILTER (WHERE c.severity = 'error') INTO errors FROM civic.check_policy(document) c;
	EXCEPTION WHEN OTHERS THEN
		errors := NULL;
		used := 'check_policy: ' || sqlstate || ' ' || sqlerrm;
		RETURN NEXT;
		RETURN;
	END;
	BEGIN
		id := civic.load_policy(document);
		loaded := '00000';
		BEGIN
			copy := civic.load_policy(civic.policy_document(id));
			SELECT string_agg(d::text, ' ') INTO again FROM civic.policy_diff(id, copy) d;
		EXCEPTION WHEN OTHERS THEN
			again := sqlstate || ' ' || sqlerrm;
		END;
		BEGIN
			PERFORM civic.enact_policy(id, '2020-01-01');
			IF (SELECT area FROM civic_private.policy p WHERE p.policy_id = id)::text = 'town' THEN
				FOR r IN SELECT code FROM civic_private.rule u WHERE u.policy_id = id LOOP
					FOR i IN 1 .. 4 LOOP
						n := n + 1;
						PERFORM civic.record(s.id, r.code, 20.5 * i, date '2021-01-01' + 9 * i, 'ref ' || n, 'scan') FROM helper.subject s;
					END LOOP;
				END LOOP;
				IF (SELECT sum(x.points) FROM helper.subject s, civic.explain(s.id, '2026-01-01') x) <> (SELECT civic.score(s.id, '2026-01-01') FROM helper.subject s)
					OR (SELECT sum(x.points) FROM helper.subject s, civic.explain(s.id, civic.today() + 400, 'zh') x) <> (SELECT civic.score(s.id, civic.today() + 400) FROM helper.subject s) THEN
					used := 'the lines do not add up';
				END IF;
			END IF;
		EXCEPTION WHEN OTHERS THEN
			used := sqlstate || ' ' || sqlerrm;
		END;
		RAISE SQLSTATE 'P0777';
	EXCEPTION
		WHEN SQLSTATE 'P0777' THEN
			NULL;
		WHEN OTHERS THEN
			loaded := sqlstate;
			message := sqlerrm;
	END;
	RETURN NEXT;
END
$$;

SELECT lives_ok('SELECT civic.load_policy(helper.pack())', 'the pack is good before it is damaged');
SELECT is_empty('SELECT * FROM civic.check_policy(helper.pack()) WHERE severity = ''error''', 'and check_policy() says so');

CREATE TABLE helper.result AS SELECT seed, t.* FROM generate_series(1, 2000) AS seed, helper.trial(seed) AS t;

CREATE FUNCTION helper.none(query text, description text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	found text;
BEGIN
	EXECUTE format('SELECT string_agg(t::text, E''\n'') FROM (%s LIMIT 10) AS t', query) INTO found;
	RETURN is(found, NULL, description);
END
$$;
SELECT cmp_ok((SELECT count(*) FROM helper.result WHERE loaded = '00000')::int, '>', 100, 'some mutants are policies still');
SELECT cmp_ok((SELECT count(*) FROM helper.result WHERE loaded <> '00000')::int, '>', 500, 'and many are not');
SELECT helper.none('SELECT seed, errors, loaded, message, used FROM helper.result WHERE loaded LIKE ''XX%'' OR used ~ ''XX[0-9]'' OR again LIKE ''XX%''', 'no mutant causes an internal error');
SELECT helper.none('SELECT seed, used FROM helper.result WHERE errors IS NULL', 'check_policy() reports and does not fail');
SELECT helper.none('SELECT seed, errors, loaded, message FROM helper.result WHERE (errors = 0) <> (loaded IN (''00000'', ''42704''))', 'check_policy() finds an error exactly if load_policy() fails (but for an unknown area)');
SELECT helper.none('SELECT seed, loaded, message FROM helper.result WHERE loaded NOT IN (''00000'', ''22023'', ''42704'')', 'a mutant is refused with 22023, or 42704 for its area');
SELECT helper.none('SELECT seed, message FROM helper.result WHERE loaded = ''22023'' AND message !~ ''(policy|dimensions|rules|tiers|benefits|repair_windows|repair_steps|clocks|key)''', 'and the message names the place');
SELECT helper.none('SELECT seed, again FROM helper.result WHERE again IS NOT NULL', 'what was loaded comes back equal');
SELECT helper.none('SELECT seed, used FROM helper.result WHERE used IS NOT NULL AND errors IS NOT NULL AND used !~ ''^(22003|22023|42704) ''', 'what was loaded can be enacted, recorded under and scored');

SELECT * FROM finish();
ROLLBACK;
