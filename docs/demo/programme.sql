-- The programme: extension, calendar, areas, departments, policy.

CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('demo', time_zone => 'Asia/Shanghai');

-- three communities of four grids with ten buildings each
SELECT civic.define_area('town', '示范镇', 'Demonstration town');
SELECT civic.define_area(area::ltree, title_zh, title_en)
  FROM (VALUES ('town.c1', '海滨社区', 'Seaside community'),
               ('town.c2', '山前社区', 'Hillside community'),
               ('town.c3', '东湾村', 'East Bay village'))
       AS community(area, title_zh, title_en);
SELECT civic.define_area(format('town.c%s.g%s', c, g)::ltree,
                         format('第%s网格', g), format('Grid %s', g))
  FROM generate_series(1, 3) AS c, generate_series(1, 4) AS g;
SELECT civic.define_area(format('town.c%s.g%s.b%s', c, g, lpad(b::text, 2, '0'))::ltree,
                         format('%s号楼', b), format('Building %s', b))
  FROM generate_series(1, 3) AS c, generate_series(1, 4) AS g, generate_series(1, 10) AS b;

-- Each department is a source of events, limited to its own rules, and a role
-- that may write into the inbox on behalf of that source.
CREATE SCHEMA demo;

CREATE TABLE demo.department (
	code text PRIMARY KEY,
	role name NOT NULL,
	title_zh text NOT NULL,
	title_en text NOT NULL,
	rules text[] NOT NULL
);
INSERT INTO demo.department VALUES
	('volunteers', 'dept_volunteers', '志愿者协会', 'Volunteers'' association',
	 '{volunteer_hours}'),
	('grid', 'dept_grid', '网格中心', 'Grid centre',
	 '{clean_up,assembly,proposal,waste_sorting,tidy_yard,waste_breach,littering}'),
	('blood', 'dept_blood', '献血站', 'Blood station', '{blood_donation}'),
	('civil', 'dept_civil', '民政办', 'Civil affairs office', '{donation,good_deed,brave_act}'),
	('police', 'dept_police', '派出所', 'Police station', '{traffic_penalty,drug_offence}'),
	('justice', 'dept_justice', '司法所', 'Justice office', '{court_list,unlicensed_building}');

SELECT civic.define_source(code, title_zh, title_en, rules) FROM demo.department;
SELECT format('CREATE ROLE %I', role) FROM demo.department \gexec
SELECT civic.grant_access(role, 'recorder', source => code) FROM demo.department;

-- the counter of the town hall and its app; those who decide; who checks
CREATE ROLE town_app;
CREATE ROLE town_reviewer;
CREATE ROLE town_assessor;
CREATE ROLE town_inspector;
SELECT civic.grant_access('town_app', 'service'), civic.grant_access('town_reviewer', 'reviewer'),
       civic.grant_access('town_assessor', 'reviewer'), civic.grant_access('town_inspector', 'auditor');

-- An answer that is a refusal, as a table.
CREATE FUNCTION demo.attempt(statement text)
RETURNS TABLE (code text, message text, detail text, hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN NEXT;
END $$;
GRANT USAGE ON SCHEMA demo TO town_app, town_reviewer, town_assessor;

-- The policy is in force since the start of the year three years ago. It may lie
-- in the past because no policy decided any score there before.
\set town `cat docs/demo/town.json`
SELECT date_trunc('year', civic.today() - interval '3 years')::date AS since \gset
SELECT civic.enact_policy(civic.load_policy(:'town'), :'since');
