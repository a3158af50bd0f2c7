-- The mixed rules in SQL, twice: written for this one policy, and with the
-- policy as rows of a table. Points are counted in twelfths of a hundredth, so
-- that all is whole numbers until each dimension is rounded.
-- psql variable: day
\set ON_ERROR_STOP 1

CREATE FUNCTION bench.volunteer(q int8) RETURNS int8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT 12 * least(q, 2000) + 6 * greatest(least(q, 8000) - 2000, 0) + 4 * greatest(least(q, 20000) - 8000, 0) + 3 * greatest(q - 20000, 0)';
CREATE FUNCTION bench.parking(q int8) RETURNS int8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT -12 * (20 * least(q, 100) + 40 * greatest(least(q, 200) - 100, 0) + 60 * greatest(least(q, 300) - 200, 0) + 100 * greatest(q - 300, 0))';

-- reversals and repairs, by root
CREATE VIEW bench.folded AS
	SELECT subject_id, ref_entry_id AS entry_id, bool_or(kind = 2) AS taken, max(quantity) FILTER (WHERE kind = 5) AS share
	  FROM civic_private.entry WHERE kind IN (2, 5) AND effective_on <= :'day'::date GROUP BY 1, 2;

SELECT max(rule_id) FILTER (WHERE code = 'volunteer') AS volunteer, max(rule_id) FILTER (WHERE code = 'meeting') AS meeting,
	max(rule_id) FILTER (WHERE code = 'recycling') AS recycling, max(rule_id) FILTER (WHERE code = 'donation') AS donation,
	max(rule_id) FILTER (WHERE code = 'honour_town') AS honour_town, max(rule_id) FILTER (WHERE code = 'honour_county') AS honour_county,
	max(rule_id) FILTER (WHERE code = 'course') AS course, max(rule_id) FILTER (WHERE code = 'littering') AS littering,
	max(rule_id) FILTER (WHERE code = 'parking') AS parking
  FROM civic_private.rule \gset

CREATE VIEW bench.mixed_scores AS
WITH root AS (
	SELECT e.subject_id, e.entry_id, rule_id, CASE rule_id WHEN :honour_county THEN :honour_town ELSE rule_id END AS walk, e.occurred_on,
		CASE WHEN f.taken THEN 0 ELSE e.quantity END AS q, 10000 - coalesce(f.share, 0) AS kept,
		CASE rule_id WHEN :meeting THEN e.occurred_on - DATE '2000-01-01'
			WHEN :recycling THEN (date_part('year', e.occurred_on) * 12 + date_part('month', e.occurred_on))::int
			WHEN :littering THEN (date_part('year', e.occurred_on) * 12 + date_part('month', e.occurred_on))::int
			WHEN :honour_town THEN date_part('year', e.occurred_on)::int
			WHEN :honour_county THEN date_part('year', e.occurred_on)::int
			ELSE 0 END AS bucket
	  FROM civic_private.entry e
	  LEFT JOIN bench.folded f ON f.subject_id = e.subject_id AND f.entry_id = e.entry_id
	 WHERE e.kind = 1 AND e.effective_on <= :'day'::date
),
walked AS (
	SELECT subject_id, rule_id, occurred_on, q, kept, sum(q) OVER w AS qq,
		max(CASE rule_id WHEN :honour_town THEN 120 WHEN :honour_county THEN 240 END * q)
			OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best
	  FROM root
	WINDOW w AS (PARTITION BY subject_id, walk, bucket ORDER BY occurred_on, entry_id)
),
risen AS (
	SELECT subject_id, rule_id, occurred_on, kept,
		CASE rule_id
			WHEN :volunteer THEN bench.volunteer(qq) - bench.volunteer(qq - q)
			WHEN :recycling THEN least(12 * qq, 12000) - least(12 * (qq - q), 12000)
			WHEN :meeting THEN least(24 * qq, 7200) - least(24 * (qq - q), 7200)
			WHEN :donation THEN 36 * q
			WHEN :course THEN CASE WHEN occurred_on + interval '1 year' > :'day'::date THEN 36 * q ELSE 0 END
			WHEN :honour_town THEN greatest(120 * q - coalesce(best, 0), 0)
			WHEN :honour_county THEN greatest(240 * q - coalesce(best, 0), 0)
			WHEN :littering THEN greatest(-12 * qq, -6000) - greatest(-12 * (qq - q), -6000)
			ELSE bench.parking(qq) - bench.parking(qq - q)
		END AS rise
	  FROM walked
),
total AS (
	SELECT subject_id,
		sum(rise) FILTER (WHERE rule_id IN (:volunteer, :meeting, :recycling, :course)) AS service,
		sum(rise * kept) FILTER (WHERE rule_id IN (:honour_town, :honour_county, :littering, :parking)) AS conduct,
		sum(rise * round(1073741824 * power(0.5, (:'day'::date - occurred_on) / 365.0::float8))::int8)
			FILTER (WHERE rule_id = :donation) AS fading
	  FROM risen GROUP BY subject_id
)
SELECT subject_id, greatest(0, 1000
	+ least(60, round(coalesce(service, 0) / 1200.0, 2))
	+ greatest(-150, round((coalesce(conduct, 0) * 1073741824.0 + coalesce(fading, 0) * 10000.0) / (1200.0 * 10000 * 1073741824), 2))) AS score
  FROM total;

-- low, high and rates are in twelfths, too; u1 to u3 end the segments of the tariff
CREATE TABLE bench.rule AS
SELECT r.rule_id, k.* FROM civic_private.rule r JOIN (VALUES
	('volunteer', 1, 'service', '', false, NULL::int8, NULL::int8, 2000, 12, 8000, 6, 20000, 4, 3, NULL::float8, NULL::interval),
	('meeting', 2, 'service', 'day', false, NULL, 7200, 0, 0, 0, 0, 0, 0, 24, NULL, NULL),
	('recycling', 3, 'service', 'month', false, NULL, 12000, 0, 0, 0, 0, 0, 0, 12, NULL, NULL),
	('donation', 4, 'conduct', '', false, NULL, NULL, 0, 0, 0, 0, 0, 0, 36, 365, NULL),
	('honour_town', 5, 'conduct', 'year', true, NULL, NULL, 0, 0, 0, 0, 0, 0, 120, NULL, NULL),
	('honour_county', 5, 'conduct', 'year', true, NULL, NULL, 0, 0, 0, 0, 0, 0, 240, NULL, NULL),
	('course', 6, 'service', '', false, NULL, NULL, 0, 0, 0, 0, 0, 0, 36, NULL, '1 year'),
	('littering', 7, 'conduct', 'month', false, -6000, NULL, 0, 0, 0, 0, 0, 0, -12, NULL, NULL),
	('parking', 8, 'conduct', '', false, NULL, NULL, 100, -240, 200, -480, 300, -720, -1200, NULL, NULL))
	k (code, walk, dimension, period, best_only, low, high, u1, r1, u2, r2, u3, r3, r4, half_life, keep) USING (code);
ALTER TABLE bench.rule ADD PRIMARY KEY (rule_id);
CREATE FUNCTION bench.tariff(r bench.rule, q int8) RETURNS int8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT greatest(r.low, least(r.high, r.r1 * least(q, r.u1) + r.r2 * greatest(least(q, r.u2) - r.u1, 0)
	+ r.r3 * greatest(least(q, r.u3) - r.u2, 0) + r.r4 * greatest(q - r.u3, 0)))';

CREATE VIEW bench.mixed_scores_by_data AS
WITH root AS (
	SELECT e.subject_id, e.entry_id, e.occurred_on, r, r.walk,
		CASE WHEN f.taken THEN 0 ELSE e.quantity END AS q, 10000 - coalesce(f.share, 0) AS kept,
		CASE r.period WHEN '' THEN 0
			WHEN 'day' THEN e.occurred_on - DATE '2000-01-01'
			WHEN 'month' THEN (date_part('year', e.occurred_on) * 12 + date_part('month', e.occurred_on))::int
			WHEN 'year' THEN date_part('year', e.occurred_on)::int END AS bucket
	  FROM civic_private.entry e
	  JOIN bench.rule r USING (rule_id)
	  LEFT JOIN bench.folded f ON f.subject_id = e.subject_id AND f.entry_id = e.entry_id
	 WHERE e.kind = 1 AND e.effective_on <= :'day'::date
),
walked AS (
	SELECT subject_id, occurred_on, r, q, kept, sum(q) OVER w AS qq,
		max(CASE WHEN (r).best_only THEN bench.tariff(r, q) END) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS best
	  FROM root
	WINDOW w AS (PARTITION BY subject_id, walk, bucket ORDER BY occurred_on, entry_id)
),
risen AS (
	SELECT subject_id, r, occurred_on, kept,
		CASE WHEN (r).best_only THEN greatest(bench.tariff(r, q) - coalesce(best, 0), 0)
			ELSE bench.tariff(r, qq) - bench.tariff(r, qq - q) END AS rise,
		CASE WHEN (r).half_life IS NOT NULL THEN round(1073741824 * power(0.5, (:'day'::date - occurred_on) / (r).half_life))::int8
			WHEN occurred_on + (r).keep <= :'day'::date THEN 0
			ELSE 1073741824 END AS weight
	  FROM walked
),
total AS (
	SELECT subject_id,
		sum(rise * kept * weight) FILTER (WHERE (r).dimension = 'service') AS service,
		sum(rise * kept * weight) FILTER (WHERE (r).dimension = 'conduct') AS conduct
	  FROM risen GROUP BY subject_id
)
SELECT subject_id, greatest(0, 1000
	+ least(60, round(coalesce(service, 0) / (1200.0 * 10000 * 1073741824), 2))
	+ greatest(-150, round(coalesce(conduct, 0) / (1200.0 * 10000 * 1073741824), 2))) AS score
  FROM total;
ANALYZE bench.rule;
