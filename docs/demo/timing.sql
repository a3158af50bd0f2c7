\ir case/settings.sql
INSERT INTO demo.timing (what, took)
	SELECT 'settle the ' || :days || ' days of the case', make_interval(secs => :case_ms / 1000.0) WHERE :days > 0;
\echo
\echo 'HOW LONG IT TOOK'
\echo
SELECT what AS "part", to_char(extract(epoch FROM took), '990.00') AS "seconds"
  FROM (SELECT step, what, took FROM demo.timing
        UNION ALL
        SELECT max(step) + 1, 'together', sum(took) FROM demo.timing) AS parts
 ORDER BY step;
