/*
 * Answers with noise over declared attributes: differentially private for each subject with all of
 * its rows.  A table is a measure by a set of attributes; whoever asks about it first buys all of
 * its cells, and from then on every question about it has its answers from there.
 */

/* It computes from a data epoch before it is paid for, so it is granted to nobody. */
CREATE FUNCTION civic_internal.noisy_answers(epoch_id int4, places int4[], sizes int4[],
	amount int4, cells int4, low int8, high int8, epsilon int8, bounds int8[], about text)
RETURNS int8[]
LANGUAGE C STABLE STRICT PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_noisy_answers';
COMMENT ON FUNCTION civic_internal.noisy_answers(int4, int4[], int4[], int4, int4, int8, int8,
	int8, int8[], text) IS
	'all cells of a table with noise, in the order of the domains';

CREATE FUNCTION civic_internal.noise_bound(cells int4, most int8, epsilon int8) RETURNS int8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_noise_bound';
COMMENT ON FUNCTION civic_internal.noise_bound(int4, int8, int8) IS
	'what the noise of an answer stays below in 95 of 100 cases';

/* A filter chooses cells by values: {"attribute": value} or {"attribute": [values]}. */
CREATE FUNCTION civic_internal.check_filter(filter jsonb) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF filter IS NULL OR jsonb_typeof(filter) <> 'object' OR EXISTS (
		SELECT FROM jsonb_each(filter) f WHERE jsonb_typeof(f.value) <> 'string'
		   AND (jsonb_typeof(f.value) <> 'array'
			OR jsonb_path_exists(f.value, '$[*] ? (@.type() != "string")'))) THEN
		RAISE EXCEPTION 'a filter gives a value, or a list of values, for each of its attributes'
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'For instance {"area": ["town.east", "town.west"]}.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_filter(jsonb) IS
	'raise an error unless a filter chooses cells by values';

/* The attributes of a table: what is asked about and what the filter names, in order. */
CREATE FUNCTION civic_internal.table_attributes(epoch_id int4, attributes text[], filter jsonb)
RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	all_of_it text[];
	missing text;
BEGIN
	PERFORM civic_internal.check_release_names(attributes, 'attributes');
	PERFORM civic_internal.check_filter(filter);
	all_of_it := ARRAY(SELECT a FROM unnest(attributes) a
		UNION SELECT k FROM jsonb_object_keys(filter) k ORDER BY 1);
	SELECT a INTO missing FROM unnest(all_of_it) a
	 WHERE NOT EXISTS (SELECT FROM civic_private.data_epoch e
		WHERE e.epoch_id = table_attributes.epoch_id
		  AND e.domains[array_position(e.attributes, a)] > 0);
	IF FOUND THEN
		RAISE EXCEPTION 'attribute "%" has no domain', missing USING ERRCODE = 'undefined_object',
			HINT = 'Answers have cells for values that civic.define_attribute() has declared '
				'before the data epoch was opened.';
	END IF;
	RETURN all_of_it;
END $$;
COMMENT ON FUNCTION civic_internal.table_attributes(int4, text[], jsonb) IS
	'attributes of the table that a question is about, in order';

/* A measure as it is declared for a mechanism: count, sum or quantile. */
CREATE FUNCTION civic_internal.measure_terms(measure text, mechanism text, OUT frame text,
	OUT col text, OUT epsilon int8, OUT cells int4, OUT low int8, OUT high int8, OUT most int8,
	OUT bounds int8[], OUT terms text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT m.frame, m.col, m.epsilon, m.cells, CASE mechanism WHEN 'sum' THEN m.low ELSE 0 END,
		CASE mechanism WHEN 'sum' THEN m.high ELSE 1 END,
		CASE mechanism WHEN 'sum' THEN greatest(abs(m.low), abs(m.high)) ELSE 1 END,
		CASE mechanism WHEN 'quantile' THEN m.grid ELSE '{}' END
	  INTO frame, col, epsilon, cells, low, high, most, bounds
	  FROM civic_private.measure m WHERE m.measure = measure_terms.measure;
	IF NOT FOUND OR epsilon IS NULL OR (mechanism = 'count') <> (col IS NULL) OR bounds IS NULL
	THEN
		RAISE EXCEPTION 'measure "%" answers no %', measure, mechanism
			USING ERRCODE = 'undefined_object',
				HINT = 'civic.define_measure() declares its epsilon, its bounds and its grid; '
					'one without a column counts.';
	END IF;
	/* a measure that is declared otherwise gives other answers, for another price */
	terms := jsonb_build_array(mechanism, col, epsilon, cells, low, high, bounds)::text;
END $$;
COMMENT ON FUNCTION civic_internal.measure_terms(text, text) IS
	'what a measure has declared for a mechanism, or an error';

CREATE FUNCTION civic_internal.table_sizes(epoch_id int4, attributes text[], bounds int8[],
	OUT places int4[], OUT sizes int4[], OUT n_cells numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT coalesce(array_agg(p.place ORDER BY a.n), '{}'),
		coalesce(array_agg(e.domains[p.place] ORDER BY a.n), '{}')
	  INTO places, sizes
	  FROM civic_private.data_epoch e
	 CROSS JOIN LATERAL unnest(table_sizes.attributes) WITH ORDINALITY a (name, n)
	 CROSS JOIN LATERAL array_position(e.attributes, a.name) p (place)
	 WHERE e.epoch_id = table_sizes.epoch_id;
	n_cells := coalesce(nullif(cardinality(bounds), 0) + 1, 1);
	FOR i IN 1 .. cardinality(sizes) LOOP
		n_cells := n_cells * sizes[i];
	END LOOP;
	IF n_cells > 1000000 THEN
		RAISE EXCEPTION 'a table of answers has at most a million cells'
			USING ERRCODE = 'program_limit_exceeded', DETAIL = format('It has %s.', n_cells),
				HINT = 'Ask about fewer attributes, or declare smaller domains.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.table_sizes(int4, text[], int8[]) IS
	'places and sizes of the domains of attributes, and how many cells they have together';

/* What the draws of a table depend on; not the audience, so that all are told one number. */
CREATE FUNCTION civic_internal.draw_key(epoch_id int4, mechanism text, measure text,
	attributes text[]) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_array(p.programme_id, e.epoch_id, e.revision, t.terms, attributes)::text
	  FROM civic_private.programme p CROSS JOIN civic_private.data_epoch e
	 CROSS JOIN civic_internal.measure_terms(measure, mechanism) t
	 WHERE e.epoch_id = draw_key.epoch_id
$$;
COMMENT ON FUNCTION civic_internal.draw_key(int4, text, text, text[]) IS
	'what the noise of a table of answers depends on';

/* What it costs: nothing if the audience has it, and the year nothing if anybody has. */
CREATE FUNCTION civic_internal.table_price(audience name, epoch_id int4, terms text,
	attributes text[], epsilon int8, OUT own int8, OUT of_year int8, OUT answers int8[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	SELECT d.answers INTO answers FROM civic_private.dp_table d
	 WHERE d.epoch_id = table_price.epoch_id AND d.terms = table_price.terms
	   AND d.attributes = table_price.attributes
	 ORDER BY d.audience = table_price.audience DESC LIMIT 1;
	of_year := CASE WHEN FOUND THEN 0 ELSE epsilon END;
	own := CASE WHEN EXISTS (SELECT FROM civic_private.dp_table d
		WHERE d.epoch_id = table_price.epoch_id AND d.audience = table_price.audience
		  AND d.terms = table_price.terms AND d.attributes = table_price.attributes)
		THEN 0 ELSE epsilon END;
END $$;
COMMENT ON FUNCTION civic_internal.table_price(name, int4, text, text[], int8) IS
	'what a table of answers costs an audience and the year, and its answers if anybody has it';

/* The charge comes first and stays, whatever becomes of the transaction. */
CREATE FUNCTION civic_internal.pay(audience name, epoch_id int4, own int8, of_year int8)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	a record;
BEGIN
	SELECT x.eps_epoch, x.eps_query, e.day INTO a
	  FROM civic_private.audience x CROSS JOIN civic_private.data_epoch e
	 WHERE x.audience = pay.audience AND e.epoch_id = pay.epoch_id;
	IF own > a.eps_query THEN
		RAISE EXCEPTION 'a table of answers may cost audience "%" at most %', audience,
			a.eps_query * 0.000001 USING ERRCODE = 'configuration_limit_exceeded',
				DETAIL = format('The measure has epsilon %s.', own * 0.000001);
	END IF;
	PERFORM civic_internal.charge_budget(
		civic_internal.epoch_account(audience, epoch_id)::regclass, own, a.eps_epoch,
		civic_internal.year_account(a.day)::regclass, of_year, civic_internal.yearly_cap());
END $$;
COMMENT ON FUNCTION civic_internal.pay(name, int4, int8, int8) IS
	'charge what a table of answers costs, or raise an error';

/* Its answers, bought if need be. */
CREATE FUNCTION civic_internal.answers_of(audience name, epoch_id int4, mechanism text,
	measure text, attributes text[]) RETURNS int8[]
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	t record;
	s record;
	p record;
	answers int8[];
BEGIN
	SELECT * INTO t FROM civic_internal.measure_terms(measure, mechanism);
	SELECT * INTO s FROM civic_internal.table_sizes(epoch_id, attributes, t.bounds);
	SELECT * INTO p FROM civic_internal.table_price(audience, epoch_id, t.terms, attributes,
		t.epsilon);
	IF p.own = 0 THEN
		RETURN p.answers;
	END IF;
	PERFORM civic_internal.pay(audience, epoch_id, p.own, p.of_year);
	answers := coalesce(p.answers, civic_internal.noisy_answers(epoch_id, s.places, s.sizes,
		CASE WHEN t.col IS NULL THEN 0 ELSE (SELECT array_position(e.amounts, t.col)
			FROM civic_private.data_epoch e WHERE e.epoch_id = answers_of.epoch_id) END,
		t.cells, t.low, t.high, t.epsilon, t.bounds,
		civic_internal.draw_key(epoch_id, mechanism, measure, attributes)));
	INSERT INTO civic_private.dp_table (epoch_id, audience, terms, attributes, measure, epsilon,
		answers)
	VALUES (answers_of.epoch_id, answers_of.audience, t.terms, answers_of.attributes,
		answers_of.measure, t.epsilon, answers) ON CONFLICT DO NOTHING;
	RETURN answers;
END $$;
COMMENT ON FUNCTION civic_internal.answers_of(name, int4, text, text, text[]) IS
	'all answers of a table, in the order of the domains, bought if need be';

/* The values of each cell, in the order of the domains; bands of a grid are in no value. */
CREATE FUNCTION civic_internal.cells_of(epoch_id int4, attributes text[])
RETURNS TABLE (number int8, cell jsonb)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
	WITH RECURSIVE product AS (
		SELECT 0 AS depth, 0::int8 AS number, '{}'::jsonb AS cell
		UNION ALL
		SELECT p.depth + 1, p.number * e.domains[a.place] + v.code,
			p.cell || jsonb_build_object(cells_of.attributes[p.depth + 1], v.value)
		  FROM product p JOIN civic_private.data_epoch e ON e.epoch_id = cells_of.epoch_id
		 CROSS JOIN LATERAL array_position(e.attributes, cells_of.attributes[p.depth + 1])
			a (place)
		  JOIN civic_private.epoch_value v ON v.epoch_id = e.epoch_id AND v.place = a.place
			AND v.code < e.domains[a.place]
		 WHERE p.depth < cardinality(cells_of.attributes)
	)
	SELECT p.number, p.cell FROM product p WHERE p.depth = cardinality(cells_of.attributes)
$$;
COMMENT ON FUNCTION civic_internal.cells_of(int4, text[]) IS
	'numbers and values of all cells over some attributes';

CREATE FUNCTION civic_internal.is_chosen(cell jsonb, filter jsonb) RETURNS bool
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT NOT EXISTS (SELECT FROM jsonb_each(filter) f
		WHERE NOT CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value @> (cell -> f.key)
			ELSE f.value = cell -> f.key END)
$$;
COMMENT ON FUNCTION civic_internal.is_chosen(jsonb, jsonb) IS 'does a filter choose a cell?';

/* What has to be said with an answer, after NIST SP 800-226. */
CREATE FUNCTION civic_internal.guarantee(audience name, epoch_id int4, mechanism text,
	measure text) RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('unit', 'a subject with all of its rows',
		'mechanism', 'discrete Laplace, epsilon-differential privacy',
		'epsilon', t.epsilon * 0.000001,
		'epsilon_of_year', civic_internal.spent(civic_internal.year_account(e.day)) * 0.000001,
		'year', extract(year FROM e.day),
		'any_twelve_months', 2 * civic_internal.yearly_cap() * 0.000001,
		'day', e.day, 'most_cells_of_a_subject', t.cells,
		'margins', 'agree within their bounds',
		'not_covered', 'releases of the gate, views of staff, erased subjects')
	  FROM civic_private.data_epoch e CROSS JOIN civic_internal.measure_terms(measure, mechanism) t
	 WHERE e.epoch_id = guarantee.epoch_id
$$;
COMMENT ON FUNCTION civic_internal.guarantee(name, int4, text, text) IS
	'what an answer with noise promises, and what it does not';

/*
 * Answers to a question, or sums of those of a finer table.  The sum of m draws has m times their
 * variance, so by Chebyshev 95 % of it lie within sqrt(20 * m) standard deviations of one, of
 * which each is at most half of the bound of one draw.
 */
CREATE FUNCTION civic_internal.answers(audience name, epoch_id int4, mechanism text, measure text,
	attributes text[], filter jsonb, derived_from text[])
RETURNS TABLE (cell jsonb, answer int8, err95 int8, derived bool)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 1000 SET search_path = pg_catalog, pg_temp
/* how many cells there are is not known when it is planned */
SET jit = off SET enable_nestloop = off
AS $$
DECLARE
	told text[] := civic_internal.table_attributes(epoch_id, attributes, filter);
	bought text[] := told;
	given int8[];
	bound int8;
BEGIN
	IF derived_from IS NOT NULL THEN
		bought := civic_internal.bought_table(audience, epoch_id, mechanism, measure, told,
			derived_from);
	END IF;
	given := civic_internal.answers_of(audience, epoch_id, mechanism, measure, bought);
	SELECT civic_internal.noise_bound(t.cells, t.most, t.epsilon) INTO bound
	  FROM civic_internal.measure_terms(measure, mechanism) t;
	RETURN QUERY
	SELECT x.cell, sum(x.value)::int8, CASE WHEN count(*) = 1 THEN bound
			ELSE least(bound * count(*), ceil((bound + 1) / 2.0 * sqrt(20 * count(*)))::int8) END,
		count(*) > 1
	  FROM (SELECT coalesce((SELECT jsonb_object_agg(k, c.cell -> k) FROM unnest(told) k), '{}')
				AS cell, g.value
		  FROM civic_internal.cells_of(epoch_id, bought) c
		  JOIN unnest(given) WITH ORDINALITY g (value, place) ON g.place = c.number + 1) x
	 WHERE filter = '{}' OR civic_internal.is_chosen(x.cell, filter)
	 GROUP BY x.cell ORDER BY x.cell;
END $$;
COMMENT ON FUNCTION civic_internal.answers(name, int4, text, text, text[], jsonb, text[]) IS
	'answers to a question with their bounds, measured or as sums of those of a finer table';

CREATE FUNCTION civic_internal.bought_table(audience name, epoch_id int4, mechanism text,
	measure text, told text[], derived_from text[]) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bought text[] := civic_internal.table_attributes(epoch_id, derived_from, '{}');
BEGIN
	IF NOT bought @> told THEN
		RAISE EXCEPTION 'a table has to have the attributes that are derived from it'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF NOT EXISTS (SELECT FROM civic_private.dp_table d
		WHERE d.epoch_id = bought_table.epoch_id AND d.audience = bought_table.audience
		  AND d.terms = (civic_internal.measure_terms(bought_table.measure, mechanism)).terms
		  AND d.attributes = bought) THEN
		RAISE EXCEPTION 'the table to derive from was not asked for yet'
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'Ask about its attributes first.';
	END IF;
	RETURN bought;
END $$;
COMMENT ON FUNCTION civic_internal.bought_table(name, int4, text, text, text[], text[]) IS
	'attributes of a table that an audience has, to derive others from';

/* Where a question begins: who may ask, and about which data epoch. */
CREATE FUNCTION civic_internal.begin_question(audience name, mechanism text, measure text,
	day date) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_audience(audience);
	RETURN civic_internal.epoch_of((civic_internal.measure_terms(measure, mechanism)).frame, day);
END $$;
COMMENT ON FUNCTION civic_internal.begin_question(name, text, text, date) IS
	'data epoch of a question, or an error if the caller may not ask it';
