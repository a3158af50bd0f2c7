/* What is known of a release, and how likely somebody is found in it or in any table. */

/*
 * Risks of classes, as ARX and sdcMicro have them.  Prosecutor: the attacker knows that somebody is
 * in the data.  Journalist: the attacker knows a population that the data are a share of.
 * Marketer: how many of all would be found.
 */
CREATE FUNCTION civic_internal.class_risks(classes int8, records int8, smallest int8,
	unique_ones int8, share numeric) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT jsonb_build_object('classes', classes, 'records', records, 'smallest', smallest,
		'unique', unique_ones,
		'prosecutor', jsonb_build_object('highest', round(1.0 / nullif(smallest, 0), 6),
			'average', round(classes::numeric / nullif(records, 0), 6)),
		'journalist', jsonb_build_object('highest', round(share / nullif(smallest, 0), 6),
			'average', round(share * classes / nullif(records, 0), 6)),
		'marketer', round(share * classes / nullif(records, 0), 6))
$$;
COMMENT ON FUNCTION civic_internal.class_risks(int8, int8, int8, int8, numeric) IS
	'the three risks of records in classes, which are a share of the population';

/* As GB/T 42460-2023 grades the outcome by the highest risk of a class. */
CREATE FUNCTION civic_internal.outcome_grade(highest numeric, tier text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT CASE WHEN highest <= 1.0 / CASE tier WHEN 'public' THEN 20 WHEN 'agreement' THEN 5
		ELSE 3 END THEN 'level 4: aggregates whose risk is below the threshold'
		ELSE 'level 2: the risk is above the threshold' END
$$;
COMMENT ON FUNCTION civic_internal.outcome_grade(numeric, text) IS
	'the grade of an outcome by the highest risk of a class, for a tier of audiences';

CREATE FUNCTION civic.release_report(release_id int8) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads the tables of releases */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	report jsonb;
BEGIN
	PERFORM civic_internal.require_programme();
	SELECT jsonb_build_object('release', r.name, 'audience', r.audience, 'frame', e.frame,
		'day', e.day, 'attributes', r.attributes, 'levels', r.levels, 'measures', r.measures,
		'limits', r.limits, 'figures', r.facts -> 'figures', 'hidden', r.facts -> 'hidden',
		'hidden_for_others', r.facts -> 'hidden_for_others',
		'withheld', civic_internal.count_band((r.facts ->> 'withheld')::int8),
		/* of the records, those that are told or stand in a total */
		'anonymized_pct', round(100 - 100 * (r.facts ->> 'withheld')::numeric
			/ nullif((r.facts ->> 'records')::numeric, 0), 2),
		'anonymized_enough', (r.facts ->> 'withheld')::numeric
			<= 0.05 * (r.facts ->> 'records')::numeric,
		'risks', civic_internal.class_risks((r.facts ->> 'classes')::int8,
			(r.facts ->> 'told')::int8, (r.facts ->> 'smallest')::int8, 0, 1),
		'grade', civic_internal.outcome_grade(1.0 / (r.facts ->> 'smallest')::numeric,
			r.limits ->> 'tier'),
		'exception', (SELECT jsonb_build_object('request', q.request_id, 'finding', q.finding,
				'reason', q.reason, 'asked_by', q.actor, 'decided_by', d.actor,
				'decision', d.reason)
			  FROM civic_private.release_request q
			  JOIN civic_private.release_decision d USING (request_id)
			 WHERE q.request_id = r.request_id),
		'withdrawn', (SELECT w.reason FROM civic_private.release_withdrawal w
			 WHERE w.release_id = r.release_id),
		'published_at', r.recorded_at, 'published_by', r.actor) INTO report
	  FROM civic_private.release r JOIN civic_private.data_epoch e USING (epoch_id)
	 WHERE r.release_id = release_report.release_id;
	IF report IS NULL THEN
		RAISE EXCEPTION 'there is no release %', coalesce(release_id::text, 'null')
			USING ERRCODE = 'undefined_object';
	END IF;
	RETURN report;
END $$;
COMMENT ON FUNCTION civic.release_report(int8) IS
	'what a release tells and leaves out, its risks, and by whose decision it was published';

CREATE FUNCTION civic_internal.risk_query(source regclass, quasi text[], sensitive text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT format('SELECT count(*), sum(n), min(n), count(*) FILTER (WHERE n = 1), min(l),
			sum(n * n)::text
		FROM (SELECT count(*) AS n, %s AS l FROM %s GROUP BY %s) c',
		CASE WHEN sensitive IS NULL THEN 'NULL::int8'
			ELSE format('count(DISTINCT %I)', sensitive) END,
		source, (SELECT string_agg(quote_ident(q), ', ') FROM unnest(quasi) q))
$$;
COMMENT ON FUNCTION civic_internal.risk_query(regclass, text[], text) IS
	'query for the classes of a table by some columns';

/* With the rights of whoever asks. */
CREATE FUNCTION civic.risk_report(source regclass, quasi text[], sensitive text DEFAULT NULL,
	sample_share numeric DEFAULT 1) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	classes int8;
	records int8;
	smallest int8;
	unique_ones int8;
	diversity int8;
	squares text;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(quasi, 'quasi');
	PERFORM civic_internal.check_release_names(quasi, 'quasi');
	IF source IS NULL OR quasi = '{}' THEN
		RAISE EXCEPTION 'source and quasi must be given'
			USING ERRCODE = 'null_value_not_allowed';
	END IF;
	IF sample_share IS NULL OR sample_share = 'NaN' OR sample_share <= 0 OR sample_share > 1 THEN
		RAISE EXCEPTION 'sample_share must be above 0 and at most 1'
			USING ERRCODE = 'numeric_value_out_of_range';
	END IF;
	EXECUTE civic_internal.risk_query(source, quasi, sensitive)
		INTO classes, records, smallest, unique_ones, diversity, squares;
	RETURN civic_internal.class_risks(classes, coalesce(records, 0), smallest, unique_ones,
			sample_share)
		|| jsonb_build_object('diversity', diversity, 'discernibility', squares::numeric,
			'above_threshold', jsonb_build_object('public', smallest < 20,
				'agreement', smallest < 5, 'enclave', smallest < 3));
END $$;
COMMENT ON FUNCTION civic.risk_report(regclass, text[], text, numeric) IS
	'how likely somebody is found in a table by some of its columns';
