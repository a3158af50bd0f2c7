-- What a person's id, attributes, reasons and evidence say stands in no error, and so in
-- no server log by way of one: every public function that takes such a text is called
-- with one that can be recognised, in ways that fail.

\ir helper/begin.sql
SELECT civic.create_programme('words');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_source('desk', '窗口', 'desk');
SELECT civic.enact_policy(civic.load_policy(jsonb '{
	"policy": {"code": "words", "title": {"zh": "词", "en": "words"}, "area": "town",
		"version": "1", "base": 100},
	"dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
	"rules": [{"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order",
		"tariff": -5, "legal_basis": "Town Order 7", "severity": "minor"}]}'), '2020-01-01')
	\g /dev/null
SELECT civic.enroll('somebody', 'resident', 'town', since => '2021-01-01') AS subject \gset
SELECT civic.record(:subject, 'litter', 1, '2022-01-01', 'one', 'desk') AS entry \gset

CREATE TABLE helper.private (name text PRIMARY KEY);
INSERT INTO helper.private VALUES ('attributes'), ('decision_ref'), ('evidence'), ('external_id'),
	('grounds'), ('note'), ('reason');

-- what the text may be: short, longer than any limit, and of bytes that no text has
CREATE TABLE helper.spelling (word text);
INSERT INTO helper.spelling VALUES ('Zhang Wei, ward 7'), (repeat('Zhang Wei, ward 7, ', 100000)),
	(E'Zhang Wei, ward 7\t \u200b');

CREATE TABLE helper.argument AS
SELECT p.oid AS fn, p.prokind, p.proname, a.name, format_type(a.type, NULL) AS type, a.n,
	a.n > p.pronargs - p.pronargdefaults AS optional
  FROM pg_proc p, LATERAL (SELECT * FROM unnest(p.proargnames[:p.pronargs], p.proargtypes::oid[])
	WITH ORDINALITY u (name, type, n)) a
 WHERE p.pronamespace = 'civic'::regnamespace AND p.prokind IN ('f', 'p');

-- A value for an argument that is not private, as SQL.
CREATE FUNCTION helper.value(name text, type text, subject int8, entry int8) RETURNS text
LANGUAGE sql IMMUTABLE AS
$$
	SELECT quote_literal(CASE WHEN name = 'subject_id' THEN subject::text
		WHEN name IN ('entry_id', 'loss_id') THEN entry::text
		WHEN name = 'kind' THEN 'resident' WHEN name = 'rule_code' THEN 'litter'
		WHEN name = 'source' THEN 'desk'
		WHEN type = 'bigint[]' THEN format('{%s}', entry)
		WHEN type LIKE '%[]' THEN '{}' WHEN type = 'boolean' THEN 'false'
		WHEN type = 'date' THEN '2023-01-01' WHEN type = 'jsonb' THEN '{}'
		WHEN type LIKE 'timestamp%' THEN '2023-01-01' WHEN type = 'interval' THEN '1 day'
		WHEN type = 'ltree' THEN 'town' WHEN type IN ('text', 'name') THEN 'x'
		ELSE '1' END) || '::' || type
$$;

-- A private one: the only parameter of the statement is the word.
CREATE FUNCTION helper.hidden(type text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$
	SELECT CASE type WHEN 'bytea' THEN 'convert_to($1, ''UTF8'')'
		WHEN 'jsonb' THEN 'jsonb_build_object(''role'', $1, ''ward'', $1)' ELSE '$1' END
$$;

-- All that is said of an error, as the server's log would have it; null if there is none.
CREATE FUNCTION helper.said(statement text, word text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	message text;
	detail text;
	hint text;
	context text;
BEGIN
	EXECUTE statement USING word;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
		hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
	RETURN concat_ws(E'\n', message, detail, hint, context);
END
$$;

CREATE TABLE helper.call AS
SELECT a.fn, a.proname, s.subject, w.word,
	CASE a.prokind WHEN 'p' THEN 'CALL' ELSE 'SELECT' END || format(' civic.%I(%s)', a.proname,
		string_agg(format('%I => %s', a.name, CASE WHEN a.name IN (SELECT name FROM helper.private)
			THEN helper.hidden(a.type) ELSE helper.value(a.name, a.type, s.subject, s.entry) END),
			', ' ORDER BY a.n)) AS statement
  FROM helper.argument a, helper.spelling w,
	(VALUES (:subject, :entry), (:subject, 1), (1, :entry), (NULL, NULL)) s (subject, entry)
 WHERE a.fn IN (SELECT fn FROM helper.argument JOIN helper.private USING (name))
 GROUP BY a.fn, a.proname, a.prokind, s.subject, s.entry, w.word;
CREATE TABLE helper.answer AS SELECT c.*, helper.said(statement, word) AS said FROM helper.call c;

SELECT is_empty($$ SELECT name FROM helper.private EXCEPT SELECT name FROM helper.argument $$,
	'each name of a private argument is one of a public function');
SELECT cmp_ok((SELECT count(DISTINCT fn) FROM helper.call), '>', 25::int8,
	'the functions that take private texts are called');
SELECT is_empty($$ SELECT proname FROM helper.call EXCEPT
	SELECT proname FROM helper.answer WHERE said IS NOT NULL $$, '... each so that it fails');
SELECT is_empty($$ SELECT DISTINCT proname, left(said, 200) FROM helper.answer
	WHERE said ILIKE '%Zhang%' OR said ~ encode('Zhang', 'hex') $$, 'no error says what they say');

SELECT * FROM finish();
ROLLBACK;
