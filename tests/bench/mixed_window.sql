-- The mixed rules in SQL, one window over everything.
-- Points are counted in twelfths of a hundredth, so that all is whole numbers
-- until each dimension is rounded.
CREATE OR REPLACE VIEW bench.mixed_window AS
WITH d AS (SELECT day FROM bench.day),
folded AS (
	SELECT subject_id, ref_entry_id AS entry_id, bool_or(kind = 2) AS taken, max(quantity) FILTER (WHERE kind = 5) AS share
	  FROM civic_private.entry WHERE kind IN (2, 5) AND effective_on <= (SELECT day FROM d) GROUP BY 1, 2
),
root AS (
	SELECT e.subject_id, e.entry_id, r.code, r.walk, e.occurred_on,
		CASE WHEN f.taken THEN 0 ELSE e.quantity END AS q, 10000 - coalesce(f.share, 0) AS kept,
		CASE r.period WHEN 'D' THEN e.occurred_on - DATE '2000-01-01'
			WHEN 'M' THEN (date_part('year', e.occurred_on) * 12 + date_part('month', e.occurred_on))::int
			WHEN 'Y' THEN date_part('year', e.occurred_on)::int
			ELSE 0 END AS bucket
	  FROM civic_private.entry e
	  JOIN bench.rule r USING (rule_id)
	  LEFT JOIN folded f ON f.subject_id = e.subject_id AND f.entry_id = e.entry_id
	 WHERE e.kind = 1 AND e.effective_on <= (SELECT day FROM d)
),
walked AS (
	SELECT subject_id, code, occurred_on, q, kept, sum(q) OVER w AS qq,
		max(CASE code WHEN 'honour_town' THEN 120 WHEN 'honour_county' THEN 240 END * q)
			OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best
	  FROM root
	WINDOW w AS (PARTITION BY subject_id, walk, bucket ORDER BY occurred_on, entry_id)
),
risen AS (
	SELECT subject_id, code, occurred_on, kept,
		CASE code
			WHEN 'volunteer' THEN bench.volunteer(qq) - bench.volunteer(qq - q)
			WHEN 'meeting' THEN least(24 * qq, 7200) - least(24 * (qq - q), 7200)
			WHEN 'recycling' THEN least(12 * qq, 12000) - least(12 * (qq - q), 12000)
			WHEN 'donation' THEN 36 * q
			WHEN 'course' THEN CASE WHEN occurred_on + interval '1 year' > (SELECT day FROM d) THEN 36 * q ELSE 0 END
			WHEN 'honour_town' THEN greatest(120 * q - coalesce(best, 0), 0)
			WHEN 'honour_county' THEN greatest(240 * q - coalesce(best, 0), 0)
			WHEN 'littering' THEN greatest(-12 * qq, -6000) - greatest(-12 * (qq - q), -6000)
			ELSE bench.parking(qq) - bench.parking(qq - q)
		END AS rise
	  FROM walked
),
total AS (
	SELECT subject_id,
		sum(rise) FILTER (WHERE code IN ('volunteer', 'meeting', 'recycling', 'course')) AS service,
		sum(rise * kept) FILTER (WHERE code IN ('honour_town', 'honour_county', 'littering', 'parking')) AS conduct,
		sum(rise * round(1073741824 * power(0.5, ((SELECT day FROM d) - occurred_on) / 365.0::float8))::int8)
			FILTER (WHERE code = 'donation') AS fading
	  FROM risen GROUP BY subject_id
)
SELECT subject_id, greatest(0, 1000
	+ least(60, round(coalesce(service, 0) / 1200.0, 2))
	+ greatest(-150, round((coalesce(conduct, 0) * 1073741824.0 + coalesce(fading, 0) * 10000.0) / (1200.0 * 10000 * 1073741824), 2))) AS score
  FROM total;
