/* What a draft of a policy would change for groups of subjects. */

CREATE FUNCTION civic_internal.check_report_group("by" text) RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF "by" IS NULL OR "by" NOT IN ('decile', 'area', 'kind', 'tier', 'attribute')
		AND "by" NOT LIKE 'attribute:_%' THEN
		RAISE EXCEPTION 'unknown group "%"', "by"
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Groups are decile, area, kind, tier, attribute (all of them together) and '
					'attribute:CODE.';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.check_report_group(text) IS
	'raise an error unless a report can group by it';

/* Everybody whom a draft would or would not change, with the groups that he is in. */
CREATE FUNCTION civic_internal.what_if_groups(draft int4, within text, as_of date, from_day date,
	"by" text)
RETURNS TABLE (grp text, now numeric, draft numeric, rank_now int4, rank_draft int4, bin_now int4,
	bin_draft int4, coupons numeric)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 100000 SET search_path = pg_catalog, pg_temp
/* the plan expects far more rows than there are, and compiling takes longer than the work */
SET jit = off
AS $$
	WITH fare AS MATERIALIZED (
		SELECT w.*, s.kind, s.attributes || coalesce(a.attributes, '{}') AS attributes
		  FROM civic_internal.what_if_ranked($1, within, as_of, from_day) w
		  JOIN civic_private.subject s USING (subject_id)
		  LEFT JOIN (SELECT o.subject_id, jsonb_object_agg(o.code, o.value) AS attributes
			  FROM civic_internal.attributes_on(coalesce(as_of, civic.today()),
				coalesce(as_of, civic.today())) o
			 GROUP BY 1) a USING (subject_id)
		 WHERE w.change IS NOT NULL
	), bound AS MATERIALIZED (
		/* a score that several have is in one decile */
		SELECT percentile_disc(ARRAY[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
			WITHIN GROUP (ORDER BY f.now) AS tenths
		  FROM fare f
	)
	SELECT CASE WHEN "by" = 'decile' THEN to_char(width_bucket(f.now, b.tenths) + 1, 'FM00')
			WHEN "by" = 'area' THEN f.area::text
			WHEN "by" = 'kind' THEN f.kind
			WHEN "by" = 'tier' THEN f.tier_now
			WHEN "by" = 'attribute' THEN f.attributes::text
			ELSE f.attributes ->> substring("by" FROM 11) END,
		f.now, f.draft, f.rank_now, f.rank_draft, width_bucket(f.now, b.tenths),
		width_bucket(f.draft, b.tenths), f.coupons_draft - f.coupons_now
	  FROM fare f, bound b
$$;
COMMENT ON FUNCTION civic_internal.what_if_groups(int4, text, date, date, text) IS
	'how each subject fares by a draft, with its group and its tenth of all scores';

CREATE FUNCTION civic.what_if_report(draft int4, within ltree DEFAULT NULL,
	as_of date DEFAULT NULL, from_day date DEFAULT NULL, "by" text DEFAULT 'decile')
RETURNS TABLE (grp text, subjects int8, winners int8, losers int8, mean_now numeric,
	mean_draft numeric, largest_loss numeric, promoted int8, demoted int8, gini_now numeric,
	gini_draft numeric, selection_ratio numeric, psi numeric, coupons numeric)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20
/* reads civic_private.subject */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.check_report_group("by");
	RETURN QUERY
	WITH fare AS MATERIALIZED (
		SELECT w.*, max(w.rank_draft) OVER () AS top
		  FROM civic_internal.what_if_groups($1, $2::text, $3, $4, $5) w
	), bin AS (
		SELECT t.grp, array_agg(t.n_now ORDER BY t.bin) AS n_now,
			array_agg(t.n_draft ORDER BY t.bin) AS n_draft
		  FROM (SELECT f.grp, v.bin, count(*) FILTER (WHERE v.now) AS n_now,
				count(*) FILTER (WHERE NOT v.now) AS n_draft
			  FROM fare f, LATERAL (VALUES (f.bin_now, true), (f.bin_draft, false)) v (bin, now)
			 GROUP BY 1, 2) t
		 GROUP BY 1
	), total AS (
		SELECT f.grp, count(*) AS subjects, count(*) FILTER (WHERE f.draft > f.now) AS winners,
			count(*) FILTER (WHERE f.draft < f.now) AS losers,
			round(avg(f.now), 2) AS mean_now, round(avg(f.draft), 2) AS mean_draft,
			greatest(max(f.now - f.draft), 0) AS largest_loss,
			count(*) FILTER (WHERE f.rank_draft > f.rank_now) AS promoted,
			count(*) FILTER (WHERE f.rank_draft < f.rank_now) AS demoted,
			civic.gini(greatest(f.now, 0)) AS gini_now,
			civic.gini(greatest(f.draft, 0)) AS gini_draft,
			count(*) FILTER (WHERE f.rank_draft = f.top AND f.top > 0)::numeric / count(*) AS rate,
			sum(f.coupons) AS coupons
		  FROM fare f GROUP BY 1
	)
	SELECT t.grp, t.subjects, t.winners, t.losers, t.mean_now, t.mean_draft, t.largest_loss,
		t.promoted, t.demoted, t.gini_now, t.gini_draft,
		round(t.rate / nullif(max(t.rate) OVER (), 0), 4),
		(SELECT civic.psi(b.n_now, b.n_draft) FROM bin b WHERE b.grp IS NOT DISTINCT FROM t.grp),
		t.coupons
	  FROM total t ORDER BY t.grp;
END $$;
COMMENT ON FUNCTION civic.what_if_report(int4, ltree, date, date, text) IS
	'what a draft would change for groups: by decile of scores, area, kind, tier or attribute';
