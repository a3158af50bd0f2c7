-- The people of the town and two years of what they did. All of it is made up,
-- and the same on every run, since chance is a hash of a counter.

CREATE FUNCTION demo.chance(n bigint, seed bigint) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (hashint8extended(n, seed) & 1073741823) / 1073741824.0::float8 $$;

-- sixteen households to a building, ten buildings to a grid
CREATE FUNCTION demo.home(household int) RETURNS ltree
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT format('town.c%s.g%s.b%s', (household - 1) / 640 + 1, (household - 1) / 160 % 4 + 1,
                    lpad(((household - 1) / 16 % 10 + 1)::text, 2, '0'))::ltree $$;

CREATE TABLE demo.household AS
	SELECT n, 'H' || lpad(n::text, 4, '0') AS external_id
	  FROM generate_series(1, 1920) AS n;

-- each household has a member; the other residents are spread by chance
CREATE TABLE demo.resident AS
	SELECT n, 'R' || lpad(n::text, 5, '0') AS external_id,
	       CASE WHEN n <= 1920 THEN n ELSE 1 + (1919 * demo.chance(n, 1))::int END AS household,
	       n % 200 <> 7 AS consent
	  FROM generate_series(1, 5000) AS n;

SELECT civic.today() - 730 AS first_day \gset

-- How often each thing happens, who reports it, and how unevenly it is spread:
-- 1 is evenly, more puts more of it on fewer people.
CREATE TABLE demo.habit (rule_code text, department text, events int, uneven float8, choices numeric[]);
INSERT INTO demo.habit VALUES
	('volunteer_hours', 'volunteers', 46000, 1.6, '{0.5,1,1,1.5,2,2,2.5,3,4,5.5}'),
	('clean_up', 'grid', 22000, 1.5, '{1}'),
	('assembly', 'grid', 20000, 1.3, '{1}'),
	('proposal', 'grid', 600, 1.8, '{1}'),
	('waste_sorting', 'grid', 36000, 1.1, '{1}'),
	('tidy_yard', 'grid', 7600, 1.2, '{1,2,2,3,3,3,4,4,5}'),
	('waste_breach', 'grid', 3000, 1.6, '{1}'),
	('littering', 'grid', 2500, 1.7, '{1}'),
	('blood_donation', 'blood', 2200, 1.5, '{200,200,300,400}'),
	('donation', 'civil', 3200, 1.4, '{50,100,100,200,300,500,800,1200.50,2000}'),
	('good_deed', 'civil', 320, 1.2, '{10,10,10,10,20,20,30,50}'),
	('brave_act', 'civil', 24, 1, '{20,20,30,50}'),
	('traffic_penalty', 'police', 5400, 1.5, '{1}'),
	('drug_offence', 'police', 14, 1.6, '{1}'),
	('unlicensed_building', 'justice', 160, 1.2, '{1}'),
	('court_list', 'justice', 18, 1, '{1}');

-- An event reaches the town with the batch of its quarter, or, one in sixteen,
-- up to three batches later.
CREATE TABLE demo.event (
	n int GENERATED ALWAYS AS IDENTITY,
	batch int,
	department text,
	external_id text,
	rule_code text,
	quantity numeric,
	occurred_on date,
	source_ref text,
	evidence bytea
);

INSERT INTO demo.event (batch, department, external_id, rule_code, quantity, occurred_on, source_ref, evidence)
	SELECT least(8, 1 + day / 92
	                + CASE WHEN demo.chance(i, seed) < 0.0625 THEN 1 + i % 3 ELSE 0 END),
	       department,
	       coalesce(household.external_id, resident.external_id),
	       rule_code,
	       choices[1 + floor(cardinality(choices) * demo.chance(i, seed + 1))::int],
	       :'first_day'::date + day,
	       rule_code || '/' || i,
	       CASE WHEN rule_code IN ('brave_act', 'drug_offence', 'court_list')
	            THEN sha256(convert_to('paper ' || rule_code || i, 'UTF8')) END
	  FROM (SELECT habit.*, i, hashtext(rule_code)::bigint AS seed,
	               floor(730 * demo.chance(i, hashtext(rule_code) + 2))::int AS day,
	               power(demo.chance(i, hashtext(rule_code) + 3), uneven) AS who,
	               rule_code IN ('waste_sorting', 'tidy_yard', 'waste_breach') AS of_household
	          FROM demo.habit, LATERAL generate_series(1, events) AS i) AS happened
	  -- a stride scatters the busy ones over the town, differently for each rule
	  LEFT JOIN demo.household ON of_household
	   AND household.n = 1 + (floor(1920 * who)::bigint * 677 + abs(seed)) % 1920
	  LEFT JOIN demo.resident ON NOT of_household
	   AND resident.n = 1 + (floor(5000 * who)::bigint * 2741 + abs(seed)) % 5000
	 ORDER BY day, seed, i;

-- And what goes wrong in real life. Each copies ordinary events and spoils one
-- thing; `wrong` picks them.
CREATE FUNCTION demo.some(n int, out_of int, which int) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT n % out_of = which $$;

CREATE TABLE demo.ordinary AS SELECT * FROM demo.event;

INSERT INTO demo.event (batch, department, external_id, rule_code, quantity, occurred_on, source_ref, evidence)
	-- twelve newcomers whom nobody has enrolled yet
	SELECT batch, department, 'R' || 90001 + n % 12, rule_code, quantity, occurred_on, source_ref || '/new', evidence
	  FROM demo.ordinary WHERE demo.some(n, 1009, 1) AND external_id LIKE 'R%'
	UNION ALL -- a rule that no policy has
	SELECT batch, department, external_id, 'queue_jumping', 1, occurred_on, 'queue/' || n, NULL
	  FROM demo.ordinary WHERE demo.some(n, 2503, 2) AND department = 'grid'
	UNION ALL -- a rule that is not the department's
	SELECT batch, 'volunteers', external_id, 'traffic_penalty', 1, occurred_on, 'street/' || n, NULL
	  FROM demo.ordinary WHERE demo.some(n, 2203, 3) AND external_id LIKE 'R%'
	UNION ALL -- the wrong sign
	SELECT batch, department, external_id, rule_code, -quantity, occurred_on, source_ref || '/minus', evidence
	  FROM demo.ordinary WHERE demo.some(n, 3301, 4)
	UNION ALL -- minutes divided by sixty
	SELECT batch, department, external_id, rule_code, 1.375, occurred_on, source_ref || '/third', evidence
	  FROM demo.ordinary WHERE demo.some(n, 3001, 5)
	UNION ALL -- a slip in the year
	SELECT batch, department, external_id, rule_code, quantity, occurred_on + 3653, source_ref || '/future', evidence
	  FROM demo.ordinary WHERE demo.some(n, 2801, 6)
	UNION ALL -- older than the oldest policy
	SELECT batch, department, external_id, rule_code, quantity, occurred_on - 3653, source_ref || '/past', evidence
	  FROM demo.ordinary WHERE demo.some(n, 5003, 7)
	UNION ALL -- no reference
	SELECT batch, department, external_id, rule_code, quantity, occurred_on, NULL, evidence
	  FROM demo.ordinary WHERE demo.some(n, 7001, 8)
	UNION ALL -- an award without its paper
	SELECT batch, department, external_id, rule_code, quantity, occurred_on, source_ref || '/bare', NULL
	  FROM demo.ordinary WHERE rule_code = 'brave_act' AND demo.some(n, 3, 0)
	UNION ALL -- the same reference again with another quantity
	SELECT least(8, batch + 1), department, external_id, rule_code, quantity + 1, occurred_on, source_ref, evidence
	  FROM demo.ordinary WHERE demo.some(n, 1801, 9) AND batch < 8
	UNION ALL -- the same event again
	SELECT least(8, batch + 1), department, external_id, rule_code, quantity, occurred_on, source_ref, evidence
	  FROM demo.ordinary WHERE demo.some(n, 401, 10);

DROP TABLE demo.ordinary;
CREATE INDEX ON demo.event (batch, department);
ANALYZE demo.event;
GRANT USAGE ON SCHEMA demo TO dept_volunteers, dept_grid, dept_blood, dept_civil, dept_police, dept_justice;
GRANT SELECT ON demo.event TO dept_volunteers, dept_grid, dept_blood, dept_civil, dept_police, dept_justice;
