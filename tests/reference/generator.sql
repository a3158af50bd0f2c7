-- Random policies and random ledgers for the property tests.
--
-- Nothing here calls random(): every decision is a hash of the seed (setting prop.seed) and of a name
-- such as "ledger 12 root 3 quantity".  Ledger 12 of a seed is therefore the same ledger whatever the
-- volume of the run, on every machine, and can be generated alone.

CREATE SCHEMA prop;

CREATE FUNCTION prop.draw(what text) RETURNS bigint
LANGUAGE sql STABLE AS
$$ SELECT ('x' || substr(md5(current_setting('prop.seed') || '/' || what), 1, 15))::bit(60)::bigint $$;

CREATE FUNCTION prop.between(what text, low bigint, high bigint) RETURNS bigint
LANGUAGE sql STABLE AS
$$ SELECT low + prop.draw(what) % (high - low + 1) $$;

CREATE FUNCTION prop.chance(what text, percent int) RETURNS boolean
LANGUAGE sql STABLE AS
$$ SELECT prop.draw(what) % 100 < percent $$;

CREATE FUNCTION prop.pick(what text, VARIADIC choices text[]) RETURNS text
LANGUAGE sql STABLE AS
$$ SELECT choices[1 + prop.draw(what) % cardinality(choices)] $$;

CREATE FUNCTION prop.hundredths(n bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE AS
$$ SELECT round(n / 100.0, 2) $$;

CREATE FUNCTION prop.title(code text) RETURNS jsonb
LANGUAGE sql STABLE AS
$$ SELECT jsonb_build_object('zh', '项目 ' || code, 'en', 'Item ' || code) $$;


-- ---------------------------------------------------------------------------------------------------
-- Policies
-- ---------------------------------------------------------------------------------------------------

CREATE FUNCTION prop.rate(what text, sign int) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	minus text := CASE WHEN sign < 0 THEN '-' ELSE '' END;
BEGIN
	CASE prop.between(what || ' form', 1, 10)
		WHEN 1, 2, 3, 4 THEN
			RETURN minus || prop.between(what || ' whole', 1, 40);
		WHEN 5, 6 THEN
			RETURN minus || prop.pick(what || ' decimal', '0.5', '0.25', '1.2', '0.333333', '7.77', '0.000001');
		WHEN 7, 8, 9 THEN
			RETURN to_jsonb(minus || prop.pick(what || ' fraction', '1/2', '1/3', '2/7', '22/63', '5/64', '1/4500',
											   '355/9', '1/63000000', '10/3'));
		ELSE
			RETURN minus || prop.pick(what || ' large', '10000', '9999.999999', '120', '60');
	END CASE;
END
$$;

CREATE FUNCTION prop.tariff(what text, sign int) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	segments CONSTANT int := prop.between(what || ' segments', 1, 4);
	-- segment ends in hundredths: whole units, or anything
	grain CONSTANT int := prop.pick(what || ' grain', '100', '100', '50', '1')::int;
	segment jsonb;
	list jsonb := '[]';
	upto numeric := 0;
BEGIN
	IF prop.chance(what || ' flat', 40) THEN
		RETURN prop.rate(what || ' flat rate', sign);
	END IF;
	FOR i IN 1 .. segments LOOP
		segment := jsonb_build_object('rate', prop.rate(format('%s rate %s', what, i), sign));
		IF i > 1 AND prop.chance(format('%s zero %s', what, i), 10) THEN
			segment := '{"rate": 0}';
		END IF;
		IF i < segments OR prop.chance(what || ' ends', 25) THEN
			upto := upto + prop.between(format('%s upto %s', what, i), 1, 1200 / grain) * grain;
			segment := segment || jsonb_build_object('upto', round(upto / 100, 2));
		END IF;
		IF prop.chance(format('%s stepped %s', what, i), 20) THEN
			segment := segment || jsonb_build_object('step',
				prop.pick(format('%s step %s', what, i), '1', '2', '0.5', '3', '0.01', '2.5', '0.3')::numeric);
		END IF;
		list := list || segment;
	END LOOP;
	RETURN list;
END
$$;

CREATE FUNCTION prop.period(what text) RETURNS jsonb
LANGUAGE sql STABLE AS
$$
	SELECT CASE p WHEN 'rolling' THEN jsonb_build_object('rolling',
						prop.pick(what || ' rolling', '1', '2', '7', '30', '90', '365', '1000')::int)
				  ELSE to_jsonb(p) END
	  FROM prop.pick(what || ' period', 'entry', 'day', 'week', 'month', 'quarter', 'half_year',
					 'year',
					 'lifetime', 'lifetime', 'rolling', 'rolling') AS p
$$;

CREATE FUNCTION prop.retention(what text, period jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	unit CONSTANT text := prop.pick(what || ' unit', 'days', 'months', 'years');
	span CONSTANT jsonb := jsonb_build_object(unit,
		CASE unit WHEN 'days' THEN prop.between(what || ' days', 1, 800)
				  WHEN 'months' THEN prop.between(what || ' months', 1, 40)
				  ELSE prop.between(what || ' years', 1, 6) END);
BEGIN
	CASE prop.between(what || ' retention', 1, 8)
		WHEN 1, 2 THEN
			RETURN '"permanent"';
		WHEN 3 THEN
			IF period IN ('"day"', '"week"', '"month"', '"quarter"', '"year"') THEN
				RETURN '"period_end"';
			END IF;
			RETURN jsonb_build_object('expire', span);
		WHEN 4 THEN
			RETURN jsonb_build_object('expire', span);
		WHEN 5 THEN
			RETURN jsonb_build_object('window', span);
		WHEN 6 THEN
			RETURN jsonb_build_object('half_life', prop.pick(what || ' half life', '1', '10', '30', '180', '365', '777', '3650')::int);
		WHEN 7 THEN
			RETURN jsonb_build_object('annual_rate', prop.pick(what || ' rate', '0.084', '0.5', '0.01', '0.25', '0.9')::numeric);
		ELSE
			RETURN jsonb_build_object('linear', prop.pick(what || ' linear', '1', '7', '30', '365', '1000', '4000')::int);
	END CASE;
END
$$;

-- Rule number "number" of policy "policy"; "what" names the draw, so that an overriding rule differs.
CREATE FUNCTION prop.rule(policy int, number int, what text, dimensions text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	code CONSTANT text := 'r' || number;
	sign CONSTANT int := CASE WHEN prop.chance(what || ' loss', 40) THEN -1 ELSE 1 END;
	grouped CONSTANT text := CASE WHEN prop.chance(what || ' grouped', 30)
								  THEN 'g' || prop.between(what || ' group', 1, 2) END;
	-- the rules of a group have one period, and groups do not roll
	period CONSTANT jsonb := CASE WHEN grouped IS NULL THEN prop.period(what)
								  ELSE to_jsonb(prop.pick(format('policy %s group %s', policy, grouped), 'entry', 'day', 'week',
														  'month', 'quarter', 'half_year',
					 'year', 'lifetime', 'lifetime')) END;
	rule jsonb := jsonb_build_object(
		'code', code,
		'title', prop.title(code),
		'dimension', prop.pick(what || ' dimension', VARIADIC dimensions),
		'tariff', prop.tariff(what || ' tariff', sign),
		'period', period,
		'retention', prop.retention(what, period),
		'unit', '{"zh": "次", "en": "time"}'::jsonb,
		'combine', CASE WHEN grouped IS NULL THEN 'sum' ELSE 'max' END,
		'exclusive_group', grouped,
		'cap_low', NULL,
		'cap_high', NULL);
BEGIN
	IF sign > 0 AND prop.chance(what || ' capped', 45) OR prop.chance(what || ' odd cap', 10) THEN
		rule := rule || jsonb_build_object('cap_high', prop.hundredths(prop.between(what || ' cap high', 0, 9000)));
	END IF;
	IF sign < 0 AND prop.chance(what || ' capped', 45) OR prop.chance(what || ' odd cap', 10) THEN
		rule := rule || jsonb_build_object('cap_low', - prop.hundredths(prop.between(what || ' cap low', 0, 9000)));
	END IF;
	IF sign < 0 THEN
		rule := rule || jsonb_build_object('legal_basis', '试点办法第' || number || '条',
										   'severity', prop.pick(what || ' severity', 'none', 'minor', 'general', 'serious'),
										   'notice_days', prop.pick(what || ' notice', '0', '0', '7', '30')::int);
	END IF;
	IF sign < 0 AND prop.chance(what || ' veto', 10) THEN
		rule := rule || jsonb_build_object('veto', jsonb_build_object(
			'score_ceiling', prop.hundredths(prop.between(what || ' ceiling of score', -5000, 90000)),
			'until', CASE prop.between(what || ' veto until', 1, 3) WHEN 1 THEN '"year_end"' WHEN 2 THEN '"next_year_end"'
				ELSE jsonb_build_object('days', prop.between(what || ' veto days', 1, 700))::text END::jsonb));
	END IF;
	IF prop.chance(what || ' terse', 50) THEN
		rule := jsonb_strip_nulls(rule);			-- defaults left unsaid
		IF rule -> 'retention' = '"permanent"' THEN
			rule := rule - 'retention';
		END IF;
		IF rule -> 'combine' = '"sum"' THEN
			rule := rule - 'combine';
		END IF;
		IF rule -> 'period' = '"entry"' THEN
			rule := rule - 'period';
		END IF;
	END IF;
	RETURN rule;
END
$$;

-- A limit over the rules of one dimension that stand in no group and that no child overrides.
CREATE FUNCTION prop.limits(what text, rules jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	dimension CONSTANT text := prop.pick(what || ' limited', 'd3', 'd4', 'd3', 'd5');
	codes CONSTANT jsonb := (SELECT jsonb_agg(r -> 'code') FROM jsonb_array_elements(rules) AS r
							  WHERE r ->> 'dimension' = dimension AND NOT (r ? 'exclusive_group' AND r ->> 'exclusive_group' IS NOT NULL)
								AND substr(r ->> 'code', 2)::int BETWEEN 5 AND 14);
BEGIN
	IF codes IS NULL OR prop.chance(what || ' unlimited', 30) THEN
		RETURN '[]';
	END IF;
	RETURN jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('code', 'l1', 'title', prop.title('l1'), 'rules', codes,
		'period', prop.pick(what || ' limit period', 'day', 'week', 'month', 'quarter', 'half_year', 'year', 'lifetime', 'lifetime'),
		'cap_high', CASE WHEN prop.chance(what || ' limit high', 75) THEN prop.hundredths(prop.between(what || ' limit to', 0, 9000)) END,
		'cap_low', - prop.hundredths(prop.between(what || ' limit from', 0, 9000)))));
END
$$;

-- Policy number "number" in one of three editions:
--   first   the policy of area p<number>
--   second  its successor: another base, other clamps, two dimensions dropped, two added
--   child   a policy of area p<number>.child that extends the first and overrides some of it
CREATE FUNCTION prop.policy(number int, edition text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	what CONSTANT text := format('policy %s %s', number, edition);
	dimensions CONSTANT text[] := CASE edition WHEN 'second' THEN '{d3,d4,d5,d6}' ELSE '{d1,d2,d3,d4}' END;
	own_dimensions CONSTANT text[] := CASE edition WHEN 'child' THEN '{d1,d2}' ELSE dimensions END;
	numbers CONSTANT int[] := CASE edition WHEN 'child' THEN '{1,2,3,4,15}'
										   ELSE '{1,2,3,4,5,6,7,8,9,10,11,12,13,14}' END;
	base CONSTANT numeric := prop.hundredths(prop.between(what || ' base', -10000, 100000));
	rules jsonb;
	head jsonb := jsonb_build_object(
		'code', format('p%s%s', number, CASE edition WHEN 'child' THEN '-child' ELSE '' END),
		'title', prop.title('p' || number),
		'area', format('p%s%s', number, CASE edition WHEN 'child' THEN '.child' ELSE '' END),
		'version', edition,
		'base', base);
BEGIN
	IF edition = 'child' THEN
		head := head || '{"extend": true, "floor": null, "ceiling": null}';	-- not to inherit bounds that cross its own
	END IF;
	IF prop.chance(what || ' floor', 30) THEN
		head := head || jsonb_build_object('floor', base - prop.hundredths(prop.between(what || ' floor at', 0, 10000)));
	END IF;
	IF prop.chance(what || ' ceiling', 30) THEN
		head := head || jsonb_build_object('ceiling', base + prop.hundredths(prop.between(what || ' ceiling at', 0, 10000)));
	END IF;
	rules := (
		SELECT jsonb_agg(prop.rule(number, n, format('policy %s %s rule %s', number, edition, n), own_dimensions))
		  FROM unnest(numbers) AS n);
	RETURN jsonb_build_object(
		'policy', head,
		'dimensions', (
			SELECT jsonb_agg(jsonb_build_object(
						'code', d, 'title', prop.title(d),
						'floor', CASE WHEN prop.chance(format('%s %s floor', what, d), 35)
									  THEN prop.hundredths(prop.between(format('%s %s low', what, d), -6000, 300)) END,
						'cap', CASE WHEN prop.chance(format('%s %s cap', what, d), 35)
									THEN prop.hundredths(prop.between(format('%s %s high', what, d), 300, 8000)) END))
			  FROM unnest(own_dimensions) AS d),
		'rules', rules,
		'limits', CASE edition WHEN 'child' THEN '[]' ELSE prop.limits(what, rules) END);
END
$$;


-- ---------------------------------------------------------------------------------------------------
-- Ledgers
-- ---------------------------------------------------------------------------------------------------

CREATE TABLE prop.policy (
	number int,
	edition text,
	area ltree,
	effective_from date,
	policy_id int PRIMARY KEY
);

-- One row per random ledger.  A copy holds the same entries for another subject, inserted in another order.
CREATE TABLE prop.ledger (
	ledger int PRIMARY KEY,
	policy int NOT NULL,
	area ltree NOT NULL,
	moved_to ltree,
	moved_on date,
	move_known_on date,
	roots int NOT NULL,
	first_day date NOT NULL,
	spread int NOT NULL,		-- days over which its awards are scattered
	favourites int NOT NULL,	-- number of rules most of its awards belong to
	in_sequence boolean NOT NULL,
	subject_id bigint UNIQUE,
	copy_id bigint UNIQUE
);

CREATE TABLE prop.entry (
	ledger int,
	name text,					-- "3", or "3.2" for the second reference to it
	entry_id bigint,
	rule_id int,
	kind smallint,
	quantity int,
	occurred_on date,
	effective_on date,
	ref_name text,
	PRIMARY KEY (ledger, name)
);

CREATE FUNCTION prop.make_ledger(ledger int, policies int) RETURNS prop.ledger
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	what CONSTANT text := 'ledger ' || ledger;
	l prop.ledger;
BEGIN
	l.ledger := ledger;
	l.policy := prop.between(what || ' policy', 1, policies);
	l.area := format('p%s%s', l.policy, prop.pick(what || ' area', '', '', '.child', '.village'));
	IF prop.chance(what || ' moved', 20) THEN
		l.moved_to := format('p%s%s', prop.between(what || ' moved to', 1, policies),
							 prop.pick(what || ' moved area', '', '.child'));
		l.moved_on := date '2013-01-01' + prop.between(what || ' moved on', 0, 4000)::int;
		l.move_known_on := l.moved_on + prop.pick(what || ' move known', '0', '0', '100')::int;
	END IF;
	l.roots := CASE prop.between(what || ' size', 1, 10)
				WHEN 1 THEN prop.between(what || ' roots', 0, 1)
				WHEN 10 THEN prop.between(what || ' roots', 12, 40)
				ELSE prop.between(what || ' roots', 2, 12) END;
	l.first_day := date '2012-01-01' + prop.between(what || ' first day', 0, 3000)::int;
	l.spread := prop.pick(what || ' spread', '0', '3', '15', '60', '400', '1500')::int;
	l.favourites := prop.between(what || ' favourites', 1, 4);
	l.in_sequence := prop.chance(what || ' in sequence', 50);
	RETURN l;
END
$$;

-- The awards of a ledger, and what happened to them afterwards.
CREATE FUNCTION prop.make_entries(l prop.ledger) RETURNS SETOF prop.entry
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	-- rules of the edition that applies where the subject lives, and of the editions round it
	rules CONSTANT int[] := (
		SELECT array_agg(r.rule_id ORDER BY p.edition, r.code)
		  FROM prop.policy AS p JOIN reference.rule AS r USING (policy_id)
		 WHERE p.number = l.policy
		   AND (p.edition = 'first' OR prop.chance(format('ledger %s edition %s', l.ledger, p.edition), 40)));
	e prop.entry;
	f prop.entry;
	what text;
	ref text;
	reversed boolean;
	repairable boolean;
BEGIN
	FOR i IN 1 .. l.roots LOOP
		what := format('ledger %s root %s', l.ledger, i);
		e := ROW(l.ledger, i::text, NULL, NULL, 1, NULL, NULL, NULL, NULL);
		e.rule_id := rules[1 + CASE WHEN prop.chance(what || ' stray', 10)
									THEN prop.draw(what || ' rule')
									ELSE prop.draw(format('ledger %s favourite %s', l.ledger,
														  prop.between(what || ' favourite', 1, l.favourites)))
									END % cardinality(rules)];
		e.quantity := CASE prop.pick(what || ' size', 'whole', 'whole', 'whole', 'whole', 'broken', 'broken', 'extreme')
						WHEN 'whole' THEN prop.between(what || ' quantity', 1, 8) * 100
						WHEN 'broken' THEN prop.between(what || ' quantity', 1, 3000)
						ELSE prop.pick(what || ' quantity', '1', '1', '99', '5000', '77777', '2147483647')::int END;
		e.occurred_on := l.first_day + prop.between(what || ' day', 0, l.spread)::int;
		IF prop.chance(what || ' month end', 10) THEN
			e.occurred_on := (date_trunc('month', e.occurred_on::timestamp) + interval '1 month - 1 day')::date;
		END IF;
		e.effective_on := e.occurred_on + CASE WHEN prop.chance(what || ' late', 10) THEN prop.between(what || ' lag', 0, 400)
											   WHEN prop.chance(what || ' tardy', 20) THEN prop.between(what || ' lag', 0, 10)
											   ELSE 0 END::int;
		RETURN NEXT e;

		CONTINUE WHEN prop.chance(what || ' untouched', 65);
		repairable := EXISTS (SELECT FROM reference.rule AS r WHERE r.rule_id = e.rule_id AND r.severity <> 'none');
		reversed := false;
		FOR j IN 1 .. prop.between(what || ' references', 1, 4) LOOP
			ref := format('%s reference %s', what, j);
			f := e;
			f.name := format('%s.%s', i, j);
			f.ref_name := e.name;
			f.kind := prop.pick(ref, '2', '3', '3', '4', '5', '5', '6')::smallint;
			IF f.kind = 2 AND reversed OR f.kind = 5 AND NOT repairable THEN
				f.kind := 3;
			END IF;
			IF f.kind = 5 THEN
				f.quantity := prop.pick(ref || ' share', '0', '1', '2500', '3333', '5000', '9999', '10000')::int;
			END IF;
			reversed := reversed OR f.kind = 2;
			f.effective_on := e.effective_on + prop.pick(ref || ' lag', '0', '0', '1', '10', '10', '300')::int;
			RETURN NEXT f;
		END LOOP;
	END LOOP;
END
$$;

-- Entry ids decide inside a day.  Half of the ledgers number their entries as they took effect, the
-- other half at random.
CREATE PROCEDURE prop.number_entries()
LANGUAGE sql AS
$$
	UPDATE prop.entry AS e
	   SET entry_id = n.entry_id
	  FROM (SELECT e.ledger, e.name,
				   row_number() OVER (PARTITION BY e.ledger
									  ORDER BY CASE WHEN l.in_sequence THEN e.effective_on END,
											   CASE WHEN l.in_sequence THEN e.kind END,
											   prop.draw(format('ledger %s entry %s', e.ledger, e.name))) AS entry_id
			  FROM prop.entry AS e JOIN prop.ledger AS l USING (ledger)) AS n
	 WHERE (n.ledger, n.name) = (e.ledger, e.name)
$$;

-- Days worth asking about: days on which something in the ledger changes and their neighbours, and
-- days chosen without looking.
CREATE FUNCTION prop.days(l prop.ledger) RETURNS SETOF date
LANGUAGE plpgsql STABLE AS
$$
DECLARE
	what CONSTANT text := format('ledger %s day', l.ledger);
	e prop.entry;
	r reference.rule;
	day date;
BEGIN
	RETURN NEXT date '2012-01-01' + prop.between(what || ' any', 0, 6000)::int;
	RETURN NEXT civic.today() + 20;
	IF l.moved_on IS NOT NULL THEN
		RETURN NEXT l.move_known_on + prop.between(what || ' move', -1, 0)::int;
	END IF;

	-- around the day an entry takes effect
	SELECT * INTO e FROM prop.entry AS x
	 WHERE x.ledger = l.ledger ORDER BY prop.draw(format('%s effect %s', what, x.name)) LIMIT 1;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	RETURN NEXT e.effective_on + prop.between(what || ' effect', -1, 1)::int;

	-- around the day an award loses its weight
	SELECT * INTO e FROM prop.entry AS x
	 WHERE x.ledger = l.ledger AND x.kind = 1 ORDER BY prop.draw(format('%s end %s', what, x.name)) LIMIT 1;
	SELECT * INTO r FROM reference.rule AS x WHERE x.rule_id = e.rule_id;
	day := CASE WHEN r.retention = '"period_end"' THEN reference.period_end(r.period, e.occurred_on)
				WHEN r.retention ? 'expire' THEN reference.runs_out(r.retention -> 'expire', e.occurred_on)
				WHEN r.retention ? 'window' THEN reference.runs_out(r.retention -> 'window', e.occurred_on)
				WHEN r.retention ? 'linear' THEN e.occurred_on + (r.retention ->> 'linear')::int
				WHEN r.retention ? 'half_life' THEN e.occurred_on
					+ (r.retention ->> 'half_life')::int * prop.between(what || ' halves', 0, 32)::int
				ELSE e.occurred_on + prop.between(what || ' end', 0, 500)::int END;
	RETURN NEXT day - prop.between(what || ' before', 0, 1)::int;
END
$$;
