/* Alerts as they are shown, and what persons say about them. */

CREATE FUNCTION civic_internal.watched(within text, as_of date)
RETURNS TABLE (indicator text, area text, settings jsonb, last_period date, state text,
	since date, point civic.chart_point)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT w.indicator, w.area, w.settings, w.last_period, w.new_state, w.new_since,
		w.point::civic.chart_point
	  FROM civic_private.watch w
	 WHERE as_of IS NULL AND civic_internal.area_covers(within, w.area)
	UNION ALL
	SELECT f.indicator, o.area, f.definition -> 'chart', w.last_period,
		coalesce(w.new_state, 'ok'), w.new_since, w.point
	  FROM civic_internal.indicators_in_force(as_of) f
	 CROSS JOIN LATERAL (SELECT DISTINCT n.area FROM civic_private.observation n
		 WHERE n.indicator = f.indicator AND civic_internal.area_covers(within, n.area)) o
	 CROSS JOIN LATERAL civic_internal.fresh_watch(f.definition, o.area, as_of) w
	 WHERE as_of IS NOT NULL AND f.definition ? 'chart'
$$;
COMMENT ON FUNCTION civic_internal.watched(text, date) IS
	'charts and alerts as they are kept, or as of a day';

CREATE FUNCTION civic.alerts(within ltree DEFAULT NULL, as_of date DEFAULT NULL)
RETURNS TABLE (indicator text, area ltree, state text, since date, period date, value float8,
	lower float8, upper float8, up float8, down float8, shift_points int8, scope text,
	beside int8, beside_firing int8, muted_by ltree, acknowledged bool, silenced_until date)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.watch and alert_note */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
/* no JIT: the plan is costed for far more rows than there are */
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', within::text);
	IF within IS NOT NULL THEN
		PERFORM civic_internal.check_area(within::text);
	END IF;
	RETURN QUERY
	WITH seen AS MATERIALIZED (
		SELECT w.*, substring(w.area FROM '^(.*)[.][^.]*$') AS parent
		  FROM civic_internal.watched(NULL, as_of) w
	), counted AS MATERIALIZED (
		SELECT s.*, g.beside, g.beside_firing, g.beside >= 5 AND civic_internal.binomial_tail(
				g.beside_firing, g.beside, coalesce((s.settings ->> 'p0')::float8, 0.05)) < 0.01
			AS systemic
		  FROM seen s
		 CROSS JOIN LATERAL (SELECT count(*), count(*) FILTER (WHERE x.state = 'firing')
			  FROM seen x WHERE x.indicator = s.indicator AND x.last_period = s.last_period
			   AND x.parent IS NOT DISTINCT FROM s.parent) g (beside, beside_firing)
		 WHERE s.state <> 'ok'
	)
	SELECT c.indicator, civic_internal.as_path(c.area), c.state, c.since, c.last_period,
		(c.point).value, (c.point).lower, (c.point).upper, (c.point).up, (c.point).down,
		(c.point).since, CASE WHEN c.systemic THEN 'systemic' ELSE 'incidental' END, c.beside,
		c.beside_firing, civic_internal.as_path((SELECT u.area FROM counted u
			 WHERE u.indicator = c.indicator AND u.state = 'firing' AND u.systemic
			   AND u.area <> c.area AND civic_internal.area_covers(u.area, c.area)
			 ORDER BY u.area LIMIT 1)),
		EXISTS (SELECT FROM civic_private.alert_note n WHERE n.indicator = c.indicator
			AND n.area = c.area AND n.kind = 'acknowledged' AND n.since = c.since),
		civic_internal.silenced_until(c.indicator, c.area)
	  FROM counted c
	 WHERE civic_internal.area_covers(alerts.within::text, c.area)
	 ORDER BY 1, 2;
END $$;
COMMENT ON FUNCTION civic.alerts(ltree, date) IS
	'alerts that are pending, firing or resolved: value, limits, since when, alone or together';

CREATE FUNCTION civic_internal.check_alert_note(indicator text, area text, reason text)
RETURNS date
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	since date;
BEGIN
	IF indicator IS NULL OR area IS NULL OR coalesce(btrim(reason), '') = '' THEN
		RAISE EXCEPTION 'indicator, area and reason must be given'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF length(reason) > 2000 THEN
		RAISE EXCEPTION 'a reason has at most 2000 characters'
			USING ERRCODE = 'string_data_right_truncation';
	END IF;
	SELECT w.new_since INTO since FROM civic_private.watch w
	 WHERE w.indicator = check_alert_note.indicator AND w.area = check_alert_note.area
	   AND w.new_state <> 'ok';
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no alert of "%" in "%"', indicator, area
			USING ERRCODE = 'undefined_object', HINT = 'civic.alerts() lists them.';
	END IF;
	RETURN since;
END $$;
COMMENT ON FUNCTION civic_internal.check_alert_note(text, text, text) IS
	'raise an error unless something can be said about an alert; since when it is';

CREATE FUNCTION civic.acknowledge_alert(indicator text, area ltree, reason text) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.alert_note */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer', area::text);
	INSERT INTO civic_private.alert_note (indicator, area, kind, since, reason)
	VALUES (indicator, area::text, 'acknowledged',
		civic_internal.check_alert_note(indicator, area::text, reason), reason)
	RETURNING note_id INTO new_id;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.acknowledge_alert(text, ltree, text) IS
	'say that an alert is being dealt with; its state stays what the observations say';

CREATE FUNCTION civic.silence_alert(indicator text, area ltree, until date, reason text)
RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.alert_note */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	new_id int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('reviewer', area::text);
	IF until IS NULL OR until < civic.today() OR until > civic.today() + 366 THEN
		RAISE EXCEPTION 'date out of range: "%"', until
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'An alert is silent until a day within a year from today.';
	END IF;
	INSERT INTO civic_private.alert_note (indicator, area, kind, since, until, reason)
	VALUES (indicator, area::text, 'silenced',
		civic_internal.check_alert_note(indicator, area::text, reason), until, reason)
	RETURNING note_id INTO new_id;
	RETURN new_id;
END $$;
COMMENT ON FUNCTION civic.silence_alert(text, ltree, date, text) IS
	'send no messages about an alert up to a day';

CREATE FUNCTION civic.alert_notices(within ltree DEFAULT NULL)
RETURNS TABLE (notice_id int8, indicator text, area ltree, edge text, period date, since date,
	value float8, lower float8, upper float8, told bool, noticed_at timestamptz)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100
/* reads civic_private.alert_notice */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach_within('service reviewer auditor', within::text);
	RETURN QUERY
	SELECT n.notice_id, n.indicator, civic_internal.as_path(n.area), n.edge, n.period, n.since,
		n.value, n.lower, n.upper, n.told, n.recorded_at
	  FROM civic_private.alert_notice n
	 WHERE civic_internal.area_covers(alert_notices.within::text, n.area)
	 ORDER BY n.notice_id;
END $$;
COMMENT ON FUNCTION civic.alert_notices(ltree) IS
	'each time an alert became pending, firing or resolved, or was withdrawn by a revision';
