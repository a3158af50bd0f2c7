-- trust: weights, fuzzy evaluation, charts, inequality, shares
\set SHOW_CONTEXT never

-- the Leader example in the README of AHPy; published .548 .127 .270 .056 with CR .044
SELECT item, round(weight::numeric, 6) AS weight, round(lambda_max::numeric, 6) AS lambda, round(cr::numeric, 4) AS cr, consistent, worst_i, worst_j
  FROM civic.ahp('{{1,4,3,7},{1/4,1,1/3,3},{1/3,3,1,5},{1/7,1/3,1/5,1}}');
SELECT r.ri, round(a.cr::numeric, 4) AS cr
  FROM (VALUES ('saaty_2005'), ('saaty_1980'), ('donegan_dodd'), ('simulated')) r (ri),
	civic.ahp('{{1,4,3,7},{1/4,1,1/3,3},{1/3,3,1,5},{1/7,1/3,1/5,1}}', ri => r.ri) a WHERE a.item = 1;
SELECT m.method, array_agg(round(a.weight::numeric, 6) ORDER BY a.item) AS weights
  FROM (VALUES ('eigenvector'), ('geometric'), ('column')) m (method),
	civic.ahp('{{1,4,3,7},{1/4,1,1/3,3},{1/3,3,1,5},{1/7,1/3,1/5,1}}', m.method) a GROUP BY m.method ORDER BY 1;
-- the cities of the vignette of ahpsurvey: CR .0508
SELECT item, round(weight::numeric, 6) AS weight, round(lambda_max::numeric, 6) AS lambda, round(cr::numeric, 6) AS cr
  FROM civic.ahp('{{1,1/5,3,1/2,5},{5,1,7,1,7},{1/3,1/7,1,1/4,3},{2,1,4,1,7},{1/5,1/7,1/3,1/7,1}}', ri => 'simulated');
-- weights as ratios give themselves
SELECT item, round(weight::numeric, 12) AS weight, round(cr::numeric, 12) AS cr
  FROM civic.ahp((SELECT civic.pairwise_agg(i, j, a / b) FROM (VALUES (1, .40), (2, .35), (3, .25)) x (i, a), (VALUES (1, .40), (2, .35), (3, .25)) y (j, b)));
-- two judges: the geometric mean of 2 and 8 is 4
SELECT civic.pairwise_agg(i, j, r) FROM (VALUES (1, 2, 2.0), (2, 1, 0.125)) v (i, j, r);
SELECT civic.pairwise_agg(i, j, r) FROM (VALUES (1, 2, 2.0), (1, 3, 2)) v (i, j, r);
SELECT civic.pairwise_agg(1, 2, 'NaN'::numeric);
SELECT civic.pairwise_agg(1, 101, 2);
SELECT civic.pairwise_agg(1, 1, 2);
SELECT civic.pairwise_agg(i, 2, 1) IS NULL AS nothing FROM (VALUES (NULL::int)) v (i);
SELECT '{{1,2},{3,1}}'::civic.pairwise;
SELECT '{{1,2},{0.5,1'::civic.pairwise;
SELECT civic.ahp('{{1}}', 'guess');
SELECT civic.ahp('{{1}}', ri => 'none');
SELECT civic.ahp((SELECT civic.pairwise_agg(i, j, 1) FROM generate_series(1, 16) i, generate_series(1, 16) j));
SELECT civic.ahp('{{1,200000,0.000001},{0.000005,1,1000000},{1000000,0.000001,1}}');

-- a textbook's example: the operators disagree, and under the last two grades tie
SELECT o.operator, civic.fuzzy('{.1,.2,.3,.4}', '{{.2,.5,.2,.1},{.7,.2,.1,0},{0,.4,.5,.1},{.2,.3,.5,0}}', o.operator)
  FROM (VALUES ('product_sum'), ('min_max'), ('product_max'), ('min_sum'), ('M(∧,⊕)')) o (operator);
SELECT civic.fuzzy('{.1,.2}', '{{.2,.5}}');
SELECT civic.fuzzy('{1.1}', '{{.2}}');
SELECT civic.fuzzy('{.1}', '{.2}');
SELECT civic.fuzzy('{.1}', '{{NULL}}');
SELECT civic.fuzzy('{.1}', '{{NaN}}');
SELECT civic.fuzzy('{.1}', '{{.1}}', 'best');
SELECT v, civic.membership(v, '{60,75,90}'), civic.membership(v, '{0,60,70,80,90,100}', 'trapezoidal') FROM unnest('{10,63,75,87,95}'::numeric[]) v;
SELECT civic.membership(1, '{2,1}');
SELECT civic.membership(1, '{1,2,3}', 'trapezoidal');
SELECT civic.membership_agg(g, 4) FROM unnest('{1,1,2,4,NULL}'::int[]) g;
SELECT civic.membership_agg(5, 4);
SELECT civic.membership_agg(g, g) FROM unnest('{1,2}'::int[]) g;

-- test-cusum.R of qcc: a value equal to h is no signal
SELECT x, (c).up, (c).down, (c).since, (c).signal
  FROM (SELECT i, x, civic.cusum(x, 0, 1, 0.5, 1) OVER (ORDER BY i) AS c FROM unnest('{1.5,.5,.6,-1.5,-.5,-.8}'::float8[]) WITH ORDINALITY v (x, i)) t ORDER BY i;
SELECT x, (c).value, round((c).lower::numeric, 6) AS lower, round((c).upper::numeric, 6) AS upper
  FROM (SELECT i, x, civic.ewma(x, 10, 2, 0.5, 2) OVER (ORDER BY i) AS c FROM unnest('{11,13,12}'::float8[]) WITH ORDINALITY v (x, i)) t ORDER BY i;
-- NIST/SEMATECH e-Handbook 6.3.2.3: out of control at 14, which began at 13
SELECT i, round((c).up::numeric, 4) AS up, round((c).down::numeric, 4) AS down, (c).since, (c).signal
  FROM (SELECT i, civic.cusum(x, 325, 1, 0.3175, 4.1959) OVER (ORDER BY i) AS c
	FROM unnest('{324.925,324.675,324.725,324.350,325.350,325.225,324.125,324.525,325.225,324.600,324.625,325.150,328.325,327.250,327.825,328.500,326.675,327.775,326.875,328.350}'::float8[])
	WITH ORDINALITY v (x, i)) t WHERE i IN (5, 8, 12, 13, 14, 20) ORDER BY i;
-- a gap is no point
SELECT x, c FROM (SELECT i, x, civic.cusum(x, 0, 1) OVER (ORDER BY i) AS c FROM unnest('{1,NULL,1}'::float8[]) WITH ORDINALITY v (x, i)) t ORDER BY i;
SELECT x, c FROM (SELECT i, x, civic.ears(x) OVER (ORDER BY i) AS c FROM unnest('{2,4,3,5,1,3,3,8}'::float8[]) WITH ORDINALITY v (x, i)) t WHERE i > 6 ORDER BY i;
SELECT civic.ewma(1, 0, 0) OVER ();
SELECT civic.ewma('NaN', 0, 1) OVER ();
SELECT civic.ewma(1, NULL, 1) OVER ();
SELECT civic.ears(1, 'c4') OVER ();
SELECT civic.cusum(1e90, 0, 1e-290) OVER ();

-- a chart that is stored between values is the chart over a window, bit for bit
CREATE TEMP TABLE series AS SELECT i, CASE WHEN i % 7 > 0 THEN (hashint8(i) % 1000) / 97.0 END::float8 AS x FROM generate_series(1, 500) i;
CREATE FUNCTION pg_temp.stored(kind text) RETURNS SETOF civic.chart_point LANGUAGE plpgsql AS $$
DECLARE c civic.chart := civic.new_chart(kind); v float8;
BEGIN
	FOR v IN SELECT s.x FROM series s ORDER BY s.i LOOP
		RETURN NEXT civic.judge(c, v);
		c := civic.chart_add(c, v)::text::civic.chart;
	END LOOP;
END $$;
SELECT 'ewma' AS kind, count(*), bool_and(row((a).*) IS NOT DISTINCT FROM row((b).*)) AS same
  FROM (SELECT row_number() OVER () AS n, s AS a FROM pg_temp.stored('ewma') s) a JOIN (SELECT i AS n, civic.ewma(x, 0, 1) OVER (ORDER BY i) AS b FROM series) b USING (n)
UNION ALL SELECT 'cusum', count(*), bool_and(row((a).*) IS NOT DISTINCT FROM row((b).*))
  FROM (SELECT row_number() OVER () AS n, s AS a FROM pg_temp.stored('cusum') s) a JOIN (SELECT i AS n, civic.cusum(x, 0, 1) OVER (ORDER BY i) AS b FROM series) b USING (n)
UNION ALL SELECT 'cusum_self', count(*), bool_and(row((a).*) IS NOT DISTINCT FROM row((b).*))
  FROM (SELECT row_number() OVER () AS n, s AS a FROM pg_temp.stored('cusum_self') s) a JOIN (SELECT i AS n, civic.cusum_self(x) OVER (ORDER BY i) AS b FROM series) b USING (n)
UNION ALL SELECT 'ears', count(*), bool_and(row((a).*) IS NOT DISTINCT FROM row((b).*))
  FROM (SELECT row_number() OVER () AS n, s AS a FROM pg_temp.stored('ears') s) a JOIN (SELECT i AS n, civic.ears(x) OVER (ORDER BY i) AS b FROM series) b USING (n);
SELECT civic.new_chart('ewma', centre => 10, sd => 2);
SELECT civic.new_chart('ewma', h => 10);
SELECT civic.new_chart('shewhart');
SELECT civic.new_chart('ears', method => 'c3');
SELECT '1 ewma 0 0 0'::civic.chart;

-- inequality
SELECT civic.gini(x) AS gini, civic.top_share(x, 0.2) AS top_fifth, civic.lorenz(x, 5) AS lorenz FROM unnest('{10,13,15,17,45}'::numeric[]) x;
SELECT civic.gini(x) FROM unnest('{0.1,0.1,0.1,0.1,0.1,0.1,0.1}'::numeric[]) x;
SELECT civic.gini(x), civic.top_share(x, 0.2), civic.lorenz(x, 2) FROM unnest('{0,0}'::numeric[]) x;
SELECT civic.gini(x) IS NULL AS nobody FROM unnest('{NULL}'::numeric[]) x;
SELECT civic.gini(x) FROM unnest('{-2,1}'::numeric[]) x;
SELECT civic.gini(x) FROM unnest('{NaN}'::numeric[]) x;
SELECT civic.top_share(1, 1.5);
SELECT civic.lorenz(1, 0);
SELECT civic.psi('{10,20,40,20,10}', '{5,15,40,25,15}'), civic.psi('{1,2}', '{1,2}') AS none;
SELECT civic.psi('{1,2}', '{1}');
SELECT civic.psi('{0,0}', '{1,1}');
SELECT civic.psi('{1,NULL}', '{1,1}');
-- in parallel the bits are the same
CREATE TABLE shares AS SELECT (hashint8(i) % 100000 + 100000) / 100.0 AS x FROM generate_series(1, 60000) i;
ALTER TABLE shares SET (parallel_workers = 2);
ANALYZE shares;
CREATE TEMP TABLE serial AS SELECT civic.gini(x) AS g, civic.top_share(x, 0.2) AS t, civic.lorenz(x, 10) AS l FROM shares;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CREATE FUNCTION pg_temp.workers() RETURNS bool LANGUAGE plpgsql AS $$
DECLARE line text; BEGIN
	FOR line IN EXPLAIN SELECT civic.gini(x) FROM shares LOOP IF line LIKE '%Partial Aggregate%' THEN RETURN true; END IF; END LOOP; RETURN false; END $$;
SELECT pg_temp.workers() AS partial, civic.gini(x) = s.g AS gini, civic.top_share(x, 0.2) = s.t AS top, civic.lorenz(x, 10) = s.l AS lorenz FROM shares, serial s GROUP BY s.g, s.t, s.l;
RESET ALL;
DROP TABLE shares;

-- whole units
SELECT m.method, array_agg(s ORDER BY k) AS shares
  FROM (VALUES ('largest_remainder'), ('dhondt'), ('sainte_lague'), ('hill')) m (method),
	LATERAL (SELECT k, civic.apportion(w, 7, 1, m.method) OVER (ORDER BY k) AS s FROM unnest('{340000,280000,160000,60000,15000}'::numeric[]) WITH ORDINALITY v (w, k)) t
 GROUP BY m.method ORDER BY 1;
SELECT k, civic.apportion(w, 1000000, 0.01) OVER (ORDER BY k) FROM unnest('{1,1,1}'::numeric[]) WITH ORDINALITY v (w, k);
SELECT k, civic.apportion(w, 100, at_least => 5) OVER (ORDER BY k) FROM unnest('{90,9,1,NULL}'::numeric[]) WITH ORDINALITY v (w, k);
SELECT civic.apportion(1, 10.005, 0.01) OVER ();
SELECT civic.apportion(1, 10, 0) OVER ();
SELECT civic.apportion(1, -10) OVER ();
SELECT civic.apportion(-1, 10) OVER ();
SELECT civic.apportion(0, 10) OVER ();
SELECT civic.apportion(1, 10, at_least => 6) OVER () FROM generate_series(1, 2);
SELECT civic.apportion(1, 10, method => 'lottery') OVER ();
SELECT civic.apportion(1, NULL) OVER ();
