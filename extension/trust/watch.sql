/*
 * Early warning: a chart for each series that a pack watches.  What is kept of a series is the
 * state before its last period, so that a value of that period, or of a later one, costs the same
 * however long the series is.  What comes about earlier periods runs the series anew, through the
 * same steps.
 */

CREATE FUNCTION civic_internal.binomial_tail(k int8, n int8, p float8) RETURNS float8
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
AS 'MODULE_PATHNAME', 'civic_binomial_tail';
COMMENT ON FUNCTION civic_internal.binomial_tail(int8, int8, float8) IS
	'the chance of at least k successes in n trials of chance p each';

CREATE FUNCTION civic_internal.chart_of(chart jsonb) RETURNS civic.chart
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic.new_chart(chart ->> 'kind', (chart ->> 'centre')::float8,
		(chart ->> 'sd')::float8, (chart ->> 'lambda')::float8, (chart ->> 'width')::float8,
		(chart ->> 'k')::float8, (chart ->> 'h')::float8, (chart ->> 'headstart')::float8,
		chart ->> 'method')
$$;
COMMENT ON FUNCTION civic_internal.chart_of(jsonb) IS
	'the chart that a pack asks for, before its first value';

/* ok, pending, firing, resolved: what follows a period with a signal, or one without. */
CREATE FUNCTION civic_internal.next_alert(state text, run int4, quiet int4, fires_at int4,
	keep int4) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN run > 0 THEN CASE WHEN state = 'firing' OR run >= fires_at THEN 'firing'
		ELSE 'pending' END
	WHEN state = 'firing' THEN CASE WHEN quiet >= keep THEN 'resolved' ELSE 'firing' END
	WHEN state = 'pending' THEN 'ok' ELSE state END;
COMMENT ON FUNCTION civic_internal.next_alert(text, int4, int4, int4, int4) IS
	'state of an alert after a period, by the signals in a row and the periods without one';

/*
 * From a state before some periods to that after them; what is kept is the one before the last.
 * A gap has no row, and a period that only calibrates changes nothing but the chart.
 */
CREATE FUNCTION civic_internal.run_watch(settings jsonb, periods date[], vals float8[],
	INOUT chart civic.chart, INOUT state text, INOUT run int4, INOUT quiet int4,
	INOUT since date, OUT new_state text, OUT new_since date, OUT point civic.chart_point)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	fires_at int4 := coalesce((settings ->> 'for')::int4, 1);
	keep int4 := coalesce((settings ->> 'keep')::int4, 1);
	new_run int4;
	new_quiet int4;
BEGIN
	FOR i IN 1 .. cardinality(periods)
	LOOP
		IF i > 1 THEN
			chart := civic.chart_add(chart, vals[i - 1]);
			state := new_state;
			run := new_run;
			quiet := new_quiet;
			since := new_since;
		END IF;
		point := civic.judge(chart, vals[i]);
		new_run := CASE WHEN point.signal THEN run + 1 WHEN NOT point.signal THEN 0 ELSE run END;
		new_quiet := CASE WHEN point.signal THEN 0 WHEN NOT point.signal THEN quiet + 1
			ELSE quiet END;
		new_since := CASE WHEN point.signal AND run = 0 AND state <> 'firing' THEN periods[i]
			ELSE since END;
		new_state := CASE WHEN point.signal IS NULL THEN state
			ELSE civic_internal.next_alert(state, new_run, new_quiet, fires_at, keep) END;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.run_watch(jsonb, date[], float8[], civic.chart, text, int4, int4,
	date) IS
	'what a chart and an alert come to over some periods, and what they were before the last';

/* Burst indicators are judged while their day goes on. */
CREATE FUNCTION civic_internal.judged_until(cadence text, day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE cadence WHEN 'burst' THEN day
	ELSE civic_internal.period_of(day, cadence) - 1 END;
COMMENT ON FUNCTION civic_internal.judged_until(text, date) IS
	'last day whose period can be judged on a day';

CREATE FUNCTION civic_internal.watched_values(definition jsonb, area text, from_day date,
	to_day date, OUT periods date[], OUT vals float8[])
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(s.period ORDER BY s.period),
		array_agg(round(s.numerator / s.denominator / 1000000, 6)::float8 ORDER BY s.period)
	  FROM civic_internal.period_sums(definition ->> 'code', watched_values.area,
		coalesce(definition ->> 'summary', 'mean'), coalesce(definition ->> 'cadence', 'month'),
		from_day, to_day, NULL) s
	 WHERE s.area = watched_values.area
$$;
COMMENT ON FUNCTION civic_internal.watched_values(jsonb, text, date, date) IS
	'periods of a series that have a value, and their values';

/* The whole series anew. */
CREATE FUNCTION civic_internal.fresh_watch(definition jsonb, area text, day date,
	OUT last_period date, OUT chart civic.chart, OUT state text, OUT run int4, OUT quiet int4,
	OUT since date, OUT new_state text, OUT new_since date, OUT point civic.chart_point)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.periods[cardinality(v.periods)], w.*
	  FROM civic_internal.watched_values(definition, area, '1900-01-01',
		civic_internal.judged_until(coalesce(definition ->> 'cadence', 'month'), day)) v
	 CROSS JOIN LATERAL civic_internal.run_watch(definition -> 'chart', coalesce(v.periods, '{}'),
		v.vals, civic_internal.chart_of(definition -> 'chart'), 'ok', 0, 0, NULL) w
$$;
COMMENT ON FUNCTION civic_internal.fresh_watch(jsonb, text, date) IS
	'chart and alert of a series on a day, from its first period on';

/* What is kept, moved on; nulls if it has to be run anew. */
CREATE FUNCTION civic_internal.moved_watch(definition jsonb, area text, day date,
	OUT last_period date, OUT chart civic.chart, OUT state text, OUT run int4, OUT quiet int4,
	OUT since date, OUT new_state text, OUT new_since date, OUT point civic.chart_point)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT v.periods[cardinality(v.periods)], r.*
	  FROM civic_private.watch w
	 CROSS JOIN LATERAL civic_internal.watched_values(definition, w.area, w.last_period,
		civic_internal.judged_until(coalesce(definition ->> 'cadence', 'month'), day)) v
	 CROSS JOIN LATERAL civic_internal.run_watch(w.settings, v.periods, v.vals,
		w.chart::civic.chart, w.state, w.run, w.quiet, w.since) r
	 WHERE w.indicator = definition ->> 'code' AND w.area = moved_watch.area
	   AND v.periods[1] = w.last_period
$$;
COMMENT ON FUNCTION civic_internal.moved_watch(jsonb, text, date) IS
	'chart and alert of a series on a day, from what is kept of it on';

/* ---------- what is told */

/* How a state became another; null: nothing to tell. */
CREATE FUNCTION civic_internal.alert_edge(before text, after text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN after = before THEN NULL
	WHEN after IN ('pending', 'firing') THEN after
	WHEN before = 'firing' AND after = 'resolved' THEN 'resolved'
	WHEN before IN ('firing', 'resolved') AND after = 'ok' THEN 'withdrawn' END;
COMMENT ON FUNCTION civic_internal.alert_edge(text, text) IS
	'notice of a change of state: pending, firing, resolved or withdrawn';

CREATE FUNCTION civic_internal.silenced_until(indicator text, area text) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.until FROM civic_private.alert_note n
	 WHERE n.indicator = silenced_until.indicator AND n.area = silenced_until.area
	   AND n.kind = 'silenced'
	 ORDER BY n.note_id DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.silenced_until(text, text) IS
	'last day on which an alert is silent, or null';

/*
 * Are more of the areas beside one another firing than chance explains?  The share that one alone
 * would fire by chance is the pack's p0.
 */
CREATE FUNCTION civic_internal.is_systemic(indicator text, area text, of_period date, p0 float8)
RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT count(*) >= 5 AND civic_internal.binomial_tail(
		count(*) FILTER (WHERE w.new_state = 'firing'), count(*), p0) < 0.01
	  FROM civic_private.watch w
	 WHERE w.indicator = is_systemic.indicator AND w.last_period = of_period
	   AND substring(w.area FROM '^(.*)[.][^.]*$')
		IS NOT DISTINCT FROM substring(is_systemic.area FROM '^(.*)[.][^.]*$')
$$;
COMMENT ON FUNCTION civic_internal.is_systemic(text, text, date, float8) IS
	'do areas beside one another fire together?';

/* The area above that fires, for it and those beside it: it speaks for the areas below. */
CREATE FUNCTION civic_internal.muted_by(indicator text, area text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT w.area FROM civic_private.watch w
	 WHERE w.indicator = muted_by.indicator AND w.new_state = 'firing'
	   AND w.area <> muted_by.area AND civic_internal.area_covers(w.area, muted_by.area)
	   AND civic_internal.is_systemic(w.indicator, w.area, w.last_period,
		coalesce((w.settings ->> 'p0')::float8, 0.05))
	 ORDER BY w.area LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.muted_by(text, text) IS
	'area above one whose systemic alert mutes that of the area, or null';

CREATE FUNCTION civic_internal.tell_alert(indicator text, area text, before text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	w civic_private.watch;
	edge text;
	quiet bool;
BEGIN
	SELECT * INTO w FROM civic_private.watch x
	 WHERE x.indicator = tell_alert.indicator AND x.area = tell_alert.area;
	edge := civic_internal.alert_edge(before, w.new_state);
	IF edge IS NULL THEN
		RETURN;
	END IF;
	quiet := coalesce(civic_internal.silenced_until(indicator, area) >= civic.today(), false)
		OR civic_internal.muted_by(indicator, area) IS NOT NULL;
	INSERT INTO civic_private.alert_notice (indicator, area, edge, period, since, value, lower,
		upper, told)
	VALUES (indicator, area, edge, w.last_period, w.new_since, (w.point::civic.chart_point).value,
		(w.point::civic.chart_point).lower, (w.point::civic.chart_point).upper, NOT quiet);
	IF NOT quiet THEN
		PERFORM civic_internal.publish('alert', NULL::int8, jsonb_build_object('indicator',
			indicator, 'area', area, 'edge', edge, 'period', w.last_period, 'since', w.new_since,
			'systemic', civic_internal.is_systemic(indicator, area, w.last_period,
				coalesce((w.settings ->> 'p0')::float8, 0.05))));
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.tell_alert(text, text, text) IS
	'write a notice and a message if an alert is in another state than before';

/* ---------- keeping it */

/*
 * Whoever observes a series waits here for who has observed it and did not end yet, and then sees
 * what that has written; under higher isolation it cannot serialize.
 */
CREATE FUNCTION civic_internal.lock_watch(indicator text, area text, settings jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO civic_private.watch (indicator, area, settings, chart)
	VALUES (indicator, area, settings, civic_internal.chart_of(settings)::text)
	ON CONFLICT DO NOTHING;
	PERFORM FROM civic_private.watch w
	 WHERE w.indicator = lock_watch.indicator AND w.area = lock_watch.area FOR UPDATE;
END $$;
COMMENT ON FUNCTION civic_internal.lock_watch(text, text, jsonb) IS
	'lock what is kept of a series, made if need be';

/* The oldest day about which something is new; what is kept of a series holds before its last. */
CREATE FUNCTION civic_internal.touch_watch(definition jsonb, area text, from_day date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	named text := definition ->> 'code';
	kept civic_private.watch;
	moved record;
BEGIN
	IF definition -> 'chart' IS NULL THEN
		RETURN;
	END IF;
	PERFORM civic_internal.lock_watch(named, area, definition -> 'chart');
	SELECT * INTO kept FROM civic_private.watch w
	 WHERE w.indicator = named AND w.area = touch_watch.area;
	SELECT * INTO moved FROM civic_internal.moved_watch(definition, area, civic.today())
	 WHERE kept.settings = definition -> 'chart' AND from_day >= kept.last_period;
	IF moved.chart IS NULL THEN
		SELECT * INTO moved FROM civic_internal.fresh_watch(definition, area, civic.today());
	END IF;
	UPDATE civic_private.watch w
	   SET settings = definition -> 'chart', last_period = moved.last_period,
		chart = moved.chart::text, state = moved.state, run = moved.run, quiet = moved.quiet,
		since = moved.since,
		new_state = coalesce(moved.new_state, 'ok'), new_since = moved.new_since,
		point = moved.point::text
	 WHERE w.indicator = named AND w.area = touch_watch.area;
	PERFORM civic_internal.tell_alert(named, area, kept.new_state);
END $$;
COMMENT ON FUNCTION civic_internal.touch_watch(jsonb, text, date) IS
	'bring what is kept of a series up to date, after something new about a day';

/* A period that is not over waits for settlement. */
CREATE FUNCTION civic_internal.observed(indicator text, area text, on_day date) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	definition jsonb := civic_internal.indicator_definition(indicator);
BEGIN
	IF definition ? 'chart' AND on_day <= civic_internal.judged_until(
		coalesce(definition ->> 'cadence', 'month'), civic.today()) THEN
		PERFORM civic_internal.touch_watch(definition, area, civic_internal.period_of(on_day,
			coalesce(definition ->> 'cadence', 'month')));
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.observed(text, text, date) IS
	'judge a series after something was observed of a day';

/* Series with values of later periods, or other settings, than what is kept of them. */
CREATE FUNCTION civic_internal.trust_daily_60(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
DECLARE
	due record;
	touched int8 := 0;
BEGIN
	FOR due IN
		SELECT f.definition, o.area, o.newest
		  FROM civic_internal.indicators_in_force(day) f
		 CROSS JOIN LATERAL (SELECT n.area, max(n.on_day) FROM civic_private.observation n
			 WHERE n.indicator = f.indicator AND n.on_day <= civic_internal.judged_until(
				coalesce(f.definition ->> 'cadence', 'month'), day)
			 GROUP BY n.area) o (area, newest)
		  LEFT JOIN civic_private.watch w ON w.indicator = f.indicator AND w.area = o.area
		 WHERE f.definition ? 'chart' AND (w.settings IS DISTINCT FROM f.definition -> 'chart'
			OR w.last_period IS NULL OR civic_internal.period_of(o.newest,
				coalesce(f.definition ->> 'cadence', 'month')) > w.last_period)
		 ORDER BY f.indicator, o.area
	LOOP
		PERFORM civic_internal.touch_watch(due.definition, due.area, due.newest);
		touched := touched + 1;
	END LOOP;
	RETURN touched;
END $$;
COMMENT ON FUNCTION civic_internal.trust_daily_60(date) IS
	'judge the periods that have closed; how many series';
