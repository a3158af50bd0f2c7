-- Attributes: what a policy declares, what the law forbids, and the dated history of what holds of a subject.
--
--     createdb -T template0 -E UTF8 attributes
--     psql -XAtq -d attributes -f tests/pgtap/attributes.sql

\unset ECHO
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET timezone = 'UTC';
SET jit = off;
CREATE EXTENSION pgtap;
CREATE EXTENSION civic_credit CASCADE;
SELECT FROM civic.create_programme('attributes', time_zone => 'UTC');
SELECT civic.define_area('town', '镇', 'Town'), civic.define_area('bare', '村', 'Bare') \g /dev/null

CREATE FUNCTION pack(place text, attributes jsonb, version text DEFAULT '1') RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_build_object('policy', jsonb_strip_nulls(jsonb_build_object('code', place, 'area',
		place, 'version', version, 'base', 100,
			'title', jsonb '{"zh": "分", "en": "P"}', 'attributes', attributes)),
		'dimensions', jsonb '[{"code": "d", "title": {"zh": "分", "en": "D"}}]', 'rules',
			jsonb '[{"code": "x", "title": {"zh": "则", "en": "X"}, "dimension": "d", "tariff": 1}]')
$$;
CREATE FUNCTION problems(attributes jsonb) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(severity || ' ' || path || ': ' || problem, E'\n' ORDER BY path, problem)
		FROM civic.check_policy(pack('town', attributes))
$$;
SELECT * FROM no_plan();

-- What a policy may declare.
SELECT is(problems('[{"code": "birth_year", "type": "int"}, {"code": "need", "type": "text", "values": ["low", "high"], "title": {"zh": "困难", "en": "Need"}}, {"code": "veteran", "type": "bool"}, {"code": "arrived", "type": "date"}]'),
	NULL, 'four types, a list of values, a title');
SELECT is(problems('[{"type": "text"}, {"code": "a"}, {"code": "a", "type": "float"}, {"code": "b", "type": "int", "values": ["x"]}, {"code": "c", "type": "text", "wrong": 1}, 7]'),
'error $.policy.attributes[0].code: is required
error $.policy.attributes[1].type: is required
error $.policy.attributes[2].code: code "a" is used twice
error $.policy.attributes[2].type: expected one of int, text, bool, date
error $.policy.attributes[3].values: only a text has a list of values
error $.policy.attributes[4].wrong: unknown key
error $.policy.attributes[5]: expected an object', 'declarations that make no sense');
SELECT is(problems(jsonb_build_array(jsonb_build_object('code', name, 'type', 'text'))),
	format('error $.policy.attributes[0].code: data about %s may not be an attribute', kind),
	'no policy may ask for ' || name)
  FROM (VALUES ('religion', 'religion'), ('religious_community', 'religion'), ('dna', 'genes'),
	('fingerprint_left', 'fingerprints'), ('blood_type', 'blood type'), ('disease', 'diseases'),
	('monthly_income', 'income'), ('bank_deposits', 'deposits'), ('securities', 'securities'),
		('car_insurance', 'insurance'), ('owns_real_estate', 'real estate'),
		('tax_paid', 'tax')) v (name, kind);
SELECT is(problems('[{"code": "x1", "type": "text", "title": {"zh": "宗教信仰", "en": "Community"}}]'), 'error $.policy.attributes[0].code: data about religion may not be an attribute', '... nor under another name');
SELECT is((SELECT hint FROM civic.check_policy(pack('town',
	'[{"code": "income", "type": "int"}]'))), 'The Regulation on Credit Reporting of 2013 (征信业管理条例), article 14, forbids to collect it.', '... by which law');
SELECT is(problems('[{"code": "blood_donor", "type": "bool"}, {"code": "syntax", "type": "bool"}, {"code": "incomer", "type": "bool"}]'), NULL, 'a word within a word is another word');

-- What may be said of a subject.
SELECT FROM civic.enact_policy(civic.load_policy(pack('town', '[{"code": "birth_year", "type": "int"}, {"code": "need", "type": "text", "values": ["low", "high"]}, {"code": "veteran", "type": "bool"},
	{"code": "arrived", "type": "date"}, {"code": "club", "type": "text"}]')), '2020-01-01');
SELECT FROM civic.enact_policy(civic.load_policy(pack('bare', NULL)), '2020-01-01');
SELECT civic.enroll('ann', 'resident', 'town', since => '2020-01-01') AS ann, civic.enroll('bob', 'resident', 'bare', since => '2020-01-01') AS bob \gset
SELECT lives_ok(format('SELECT civic.set_attributes(%s, ''{"birth_year": 1990, "need": "high", "veteran": true, "arrived": "2024-02-29", "club": "chess"}'', ''2021-01-01'', ''seen'')', :ann), 'each type');
SELECT is((SELECT jsonb_object_agg(code, value) FROM civic.attributes(:ann)),
	'{"birth_year": 1990, "need": "high", "veteran": true, "arrived": "2024-02-29", "club": "chess"}'::jsonb, '... and holds');
SELECT throws_ok(format('SELECT civic.set_attributes(%s, %L, reason => ''x'')', :ann, a), '22023',
	p, 'refused: ' || a)
  FROM (VALUES ('{"colour": "red"}', 'undeclared attribute "colour"'),
	('{"income": 5}', 'data about income may not be an attribute'),
	('[1]', 'attributes must be an object'),
	('{"birth_year": 1990.5}', 'attribute "birth_year" has a wrong value'),
		('{"birth_year": "1990"}', 'attribute "birth_year" has a wrong value'),
		('{"need": "middle"}', 'attribute "need" has a wrong value'),
	('{"veteran": "yes"}', 'attribute "veteran" has a wrong value'),
		('{"arrived": "2023-02-29"}', 'attribute "arrived" has a wrong value'),
		('{"arrived": "soon"}', 'attribute "arrived" has a wrong value'),
	('{"club": ""}', 'attribute "club" has a wrong value'),
		('{"club": ["a"]}', 'attribute "club" has a wrong value'),
		('{"club": "go", "need": 1}', 'attribute "need" has a wrong value')) v (a, p);
SELECT throws_ok(format('SELECT civic.set_attributes(%s, ''{"need": "low"}'', reason => ''x'')',
	:bob), '22023', 'undeclared attribute "need"', 'where no policy declares it');
SELECT throws_ok(format('SELECT civic.set_attributes(%s, ''{"need": "low"}'')', :ann), '22004',
	NULL, 'a reason must be given');
SELECT throws_ok(format('SELECT civic.set_attributes(%s, NULL, reason => ''x'')', :ann), '22004',
	NULL, 'no attributes');
SELECT throws_ok(format('SELECT civic.set_attributes(%s, ''{"need": "low"}'', civic.today() + 1, ''x'')', :ann), '22008', NULL, 'not yet');
SELECT throws_ok('SELECT civic.set_attributes(0, ''{}'', reason => ''x'')', '42704', NULL,
	'nobody');
SELECT throws_ok('SELECT civic.enroll(''eve'', ''resident'', ''town'', ''{"religion": "x"}'')',
	'22023', 'data about religion may not be an attribute', 'nor may anybody be enrolled with it');

-- History: the latest since that has begun and is known holds, then the latest row.
SELECT civic.set_attributes(:ann, '{"need": "low"}', civic.today() - 10, 'better'),
	civic.set_attributes(:ann, '{"need": "high"}', civic.today() - 20, 'it was so before'),
	civic.set_attributes(:ann, '{"club": null}', civic.today() - 5, 'left') \g /dev/null
SELECT is((SELECT value FROM civic.attributes(:ann, d, civic.today()) WHERE code = 'need'),
	to_jsonb(v), 'need ' || coalesce(v, 'not known'))
  FROM (VALUES (civic.today(), 'low'), (civic.today() - 10, 'low'), (civic.today() - 11, 'high'),
	(date '2021-01-01', 'high'), (date '2020-12-31', NULL)) x (d, v);
SELECT is((SELECT since FROM civic.attributes(:ann, civic.today() - 11, civic.today())
	WHERE code = 'need'), civic.today() - 20, '... since the latest day that had come');
SELECT is((SELECT count(*) FROM civic.attributes(:ann, civic.today() - 1)), 0::int8,
	'what is written today was not known yesterday');
SELECT is_empty(format('SELECT * FROM civic.attributes(%s) WHERE code = ''club''', :ann),
	'null ends what held');
SELECT is((SELECT value FROM civic.attributes(:ann, civic.today() - 6, civic.today())
	WHERE code = 'club'), '"chess"', '... from its day on');
SELECT civic.set_attributes(:ann, '{"need": "high"}', civic.today() - 10, 'a slip of the pen') \g /dev/null
SELECT is((SELECT value FROM civic.attributes(:ann) WHERE code = 'need'), '"high"',
	'of one day, what was written last');
SELECT throws_ok(format('SELECT civic.attributes(%s, civic.today(), civic.today() - 1)', :ann),
	'22023', NULL, 'known before it holds');
SELECT throws_ok('UPDATE civic_private.attribute SET value = NULL', '23001', NULL,
	'history is only added to');
SELECT is((SELECT array_agg(grp || subjects ORDER BY grp)
	FROM civic.what_if_report(1, "by" => 'attribute:need')), '{high1}', 'a report may group by it');

-- Erasure ends what held; the history stays under the number, as the ledger does.
SELECT civic.erase_subject('ann', 'law') \g /dev/null
SELECT throws_ok(format('SELECT civic.attributes(%s)', :ann), '42704', NULL,
	'who was erased is not known any more');
SELECT is_empty(format('SELECT * FROM civic_internal.attributes_on(civic.today(), civic.today()) WHERE subject_id = %s', :ann), '... and has no attributes');

SELECT * FROM finish();
