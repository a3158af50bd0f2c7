-- What must not happen: wrong errors, borrowed rights, leaked keys and ids,
-- hijacked names, changed records, internal errors from odd arguments.

\ir helper/begin.sql

GRANT USAGE ON SCHEMA helper TO PUBLIC;

-- The SQLSTATE a statement ends with, '00000' if none.
CREATE FUNCTION helper.state(statement text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE statement;
	RETURN '00000';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END
$$;

\ir helper/none.sql

-- One rule of each sort that the errors tell apart.
CREATE FUNCTION helper.pack(area text DEFAULT 'town', version text DEFAULT '1') RETURNS jsonb LANGUAGE sql AS
$$
	SELECT jsonb_set(jsonb_set(jsonb '{
	 "policy": {"code": "town-points", "title": {"zh": "积分", "en": "points"}, "area": "town", "version": "1",
				"base": 1000, "floor": 0},
	 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}, "cap": 500},
					{"code": "order", "title": {"zh": "秩序", "en": "order"}}],
	 "rules": [
	  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 2},
	  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1,
	   "period": "month", "cap_high": 5},
	  {"code": "proof", "title": {"zh": "凭证", "en": "proof"}, "dimension": "service", "tariff": 3,
	   "evidence": "required"},
	  {"code": "duty", "title": {"zh": "义务", "en": "duty"}, "dimension": "service", "tariff": 1,
	   "legal_basis": "Town Order 3"},
	  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime",
	   "tariff": [{"upto": 1, "rate": -20}, {"rate": -40}], "legal_basis": "Town Order 7", "severity": "minor"},
	  {"code": "fading", "title": {"zh": "渐退", "en": "fading"}, "dimension": "order", "period": {"rolling": 30},
	   "tariff": 1, "cap_high": 10, "retention": {"half_life": 180}}],
	 "tiers": [{"code": "a", "title": {"zh": "甲", "en": "A"}, "rank": 1, "promote_at": 1010}]
	}', '{policy,area}', to_jsonb(area)), '{policy,version}', to_jsonb(version))
$$;

-- ---------------------------------------------------------------------------
-- the programme of these tests

SELECT civic.create_programme('safety', 'Asia/Shanghai');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.define_area('town.brook', '溪', 'brook');
SELECT civic.define_area('wild', '野', 'no policy here');
SELECT civic.define_source('desk', '窗口', 'desk', ARRAY['help', 'litter']);
SELECT civic.load_policy(helper.pack()) AS policy_id \gset
SELECT civic.enact_policy(:policy_id, '2020-01-01') \g /dev/null
SELECT civic.load_policy(helper.pack(version => '2')) AS draft_id \gset

CREATE TABLE helper.id AS SELECT
	civic.enroll('canary-zoe', 'resident', 'town', since => '2020-01-01') AS zoe,
	civic.enroll('canary-yan', 'resident', 'town', since => '2020-01-01') AS yan,
	civic.enroll('canary-wild', 'resident', 'wild', since => '2020-01-01') AS wild;
ALTER TABLE helper.id ADD first bigint, ADD second bigint, ADD undone bigint;
UPDATE helper.id SET first = civic.record(zoe, 'help', 1, '2021-05-05', 'first'),
	second = civic.record(zoe, 'litter', 1, '2021-05-06', 'second');
UPDATE helper.id SET undone = civic.reverse(zoe, second, 'mistaken');
GRANT SELECT ON helper.id TO PUBLIC;
SELECT zoe, yan, wild, first, second, undone FROM helper.id \gset

-- ---------------------------------------------------------------------------
-- every error has the SQLSTATE that was promised


SELECT throws_ok(format('SELECT civic.record(%s, %s, %s, %s, %s, %s, %s)',
		coalesce(subject, zoe::text), coalesce(rule, '''help'''), coalesce(quantity, '1'), coalesce(occurred, '''2021-05-05'''),
		coalesce(ref, '''ref'''), coalesce(evidence, 'NULL'), coalesce(source, 'NULL')),
	want::char(5), NULL, 'record: ' || what)
FROM helper.id, (VALUES
	('22004', 'no subject', 'NULL', NULL, NULL, NULL, NULL, NULL, NULL),
	('22004', 'no rule', NULL, 'NULL', NULL, NULL, NULL, NULL, NULL),
	('22004', 'no quantity', NULL, NULL, 'NULL', NULL, NULL, NULL, NULL),
	('22004', 'no date', NULL, NULL, NULL, 'NULL', NULL, NULL, NULL),
	('22004', 'no source_ref', NULL, NULL, NULL, NULL, 'NULL', NULL, NULL),
	('42704', 'an unknown subject', '123456', NULL, NULL, NULL, NULL, NULL, NULL),
	('42704', 'subject 0', '0', NULL, NULL, NULL, NULL, NULL, NULL),
	('42704', 'a negative subject', '-1', NULL, NULL, NULL, NULL, NULL, NULL),
	('42704', 'an unknown rule', NULL, '''dancing''', NULL, NULL, NULL, NULL, NULL),
	('42704', 'an empty rule', NULL, '''''', NULL, NULL, NULL, NULL, NULL),
	('42704', 'a rule in other case', NULL, '''HELP''', NULL, NULL, NULL, NULL, NULL),
	('42704', 'an unknown source', NULL, NULL, NULL, NULL, NULL, NULL, '''moon'''),
	('22003', 'NaN', NULL, NULL, '''NaN''', NULL, NULL, NULL, NULL),
	('22003', 'infinity', NULL, NULL, '''Infinity''', NULL, NULL, NULL, NULL),
	('22003', 'minus infinity', NULL, NULL, '''-Infinity''', NULL, NULL, NULL, NULL),
	('22003', 'nothing', NULL, NULL, '0', NULL, NULL, NULL, NULL),
	('22003', 'less than nothing', NULL, NULL, '-0.01', NULL, NULL, NULL, NULL),
	('22003', 'one hundredth too much', NULL, NULL, '21474836.48', NULL, NULL, NULL, NULL),
	('22003', 'what wraps around 32 bits', NULL, NULL, '42949672.97', NULL, NULL, NULL, NULL),
	('22003', 'what wraps around 64 bits', NULL, NULL, '184467440737095516.17', NULL, NULL, NULL, NULL),
	('22003', 'the largest numeric', NULL, NULL, '1e131071', NULL, NULL, NULL, NULL),
	('22023', 'a third decimal', NULL, NULL, '0.001', NULL, NULL, NULL, NULL),
	('22023', 'a third decimal of a large number', NULL, NULL, '21474836.461', NULL, NULL, NULL, NULL),
	('22023', 'the smallest numeric', NULL, NULL, '1e-16383', NULL, NULL, NULL, NULL),
	('22008', 'the end of time', NULL, NULL, NULL, '''infinity''', NULL, NULL, NULL),
	('22008', 'the beginning of time', NULL, NULL, NULL, '''-infinity''', NULL, NULL, NULL),
	('22008', 'tomorrow', NULL, NULL, NULL, 'civic.today() + 1', NULL, NULL, NULL),
	('22008', 'the last date', NULL, NULL, NULL, '''5874897-12-31''', NULL, NULL, NULL),
	('22008', 'the first date', NULL, NULL, NULL, '''4714-11-24 BC''', NULL, NULL, NULL),
	('22008', '1899', NULL, NULL, NULL, '''1899-12-31''', NULL, NULL, NULL),
	('55000', 'before any policy', NULL, NULL, NULL, '''2019-12-31''', NULL, NULL, NULL),
	('55000', 'where no policy is', '(SELECT wild FROM helper.id)', NULL, NULL, NULL, NULL, NULL, NULL),
	('23502', 'required evidence missing', NULL, '''proof''', NULL, NULL, NULL, NULL, NULL),
	('42501', 'a rule that the source may not use', NULL, '''class''', NULL, NULL, NULL, NULL, '''desk'''),
	('23505', 'a source_ref with another quantity', NULL, NULL, '2', NULL, '''first''', NULL, NULL),
	('23505', 'a source_ref with another date', NULL, NULL, NULL, '''2021-05-04''', '''first''', NULL, NULL),
	('23505', 'a source_ref with another rule', NULL, '''duty''', NULL, NULL, '''first''', NULL, NULL)
) AS t (want, what, subject, rule, quantity, occurred, ref, evidence, source);

SELECT throws_matching(format('SELECT civic.record(%s, ''help'', 1, ''2021-05-05'', %s)', :zoe, ref), '.', 'record: a source_ref ' || what)
FROM (VALUES ('''''', 'that is empty'), ('repeat(''x'', 1025)', 'of 1025 bytes'), ('repeat(''长'', 342)', 'of 1026 bytes in 342 characters'),
	('repeat(''x'', 1000000)', 'of a million bytes')) AS t (ref, what);
SELECT helper.none(format($$
	SELECT ref, helper.state(format('SELECT civic.record(%s, ''help'', 1, ''2021-05-05'', %%s)', ref)) AS state
	FROM (VALUES (''''''), ('repeat(''x'', 1025)'), ('repeat(''长'', 342)')) AS t (ref)
	WHERE helper.state(format('SELECT civic.record(%s, ''help'', 1, ''2021-05-05'', %%s)', ref)) NOT LIKE '22%%'$$, :zoe, :zoe),
	'record: a source_ref of the wrong size is a data exception');
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', %s, ''2021-05-05'', %s)', :zoe, quantity, ref), 'record: ' || what)
FROM (VALUES ('0.01', '''least''', 'the smallest quantity'), ('1.500', '''zeros''', 'zeros behind the second decimal'),
	('1', 'repeat(''长'', 341)', 'a source_ref of 1023 bytes'), ('1', '''Robert''''); DROP TABLE entry; --''', 'a source_ref with quotes'))
	AS t (quantity, ref, what);
SAVEPOINT largest;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 21474836.47, ''2021-05-05'', ''most'')', :yan), 'record: the largest quantity');
SELECT lives_ok(format('SELECT civic.score(%s)', :yan), 'and its score');
ROLLBACK TO largest;

SELECT is(civic.record(:zoe, 'help', 1, '2021-05-05', 'first'), :first::bigint, 'the same again is the same entry');
SELECT is(civic.record(:zoe, 'help', 1.00, '2021-05-05', 'first', source => 'office'), :first::bigint, 'also with the default written out');
SELECT isnt(civic.record(:zoe, 'help', 1, '2021-05-05', 'first', source => 'desk'), :first::bigint, 'the same source_ref of another source is another entry');
SELECT isnt(civic.record(:yan, 'help', 1, '2021-05-05', 'first'), :first::bigint, 'and so is that of another subject');
SELECT lives_ok(format('SELECT civic.record(%s, ''proof'', 1, ''2021-05-05'', ''proof'', ''scan'')', :zoe), 'with evidence it goes');

SELECT is(civic.find_subject(spelling), :zoe::bigint, 'one person, one spelling: ' || quote_literal(spelling))
FROM unnest(ARRAY['canary-zoe', ' canary-zoe ', E'\tcanary-zoe\n', 'CANARY-ZOE', 'ｃａｎａｒｙ－ｚｏｅ', '　canary-zoe']) AS spelling;
SELECT is(civic.find_subject(spelling), NULL, 'and no other: ' || quote_literal(spelling))
FROM unnest(ARRAY['canary-zo', 'canary zoe', 'canaryzoe', 'canary-zoé', '', ' ', 'canary-zoe'';--', repeat('canary-zoe', 100)]) AS spelling;

SELECT throws_ok(sql, want::char(5), NULL, what) FROM (VALUES
	('22004', 'reverse: no subject', format('SELECT civic.reverse(NULL, %s, ''x'')', :first)),
	('22004', 'reverse: no entry', format('SELECT civic.reverse(%s, NULL, ''x'')', :zoe)),
	('22004', 'reverse: no reason', format('SELECT civic.reverse(%s, %s, NULL)', :zoe, :first)),
	('42704', 'reverse: an unknown entry', format('SELECT civic.reverse(%s, 123456789, ''x'')', :zoe)),
	('42704', 'reverse: an entry of somebody else', format('SELECT civic.reverse(%s, %s, ''x'')', :yan, :first)),
	('42704', 'reverse: an unknown subject', format('SELECT civic.reverse(77, %s, ''x'')', :first)),
	('42809', 'reverse: a reversal', format('SELECT civic.reverse(%s, %s, ''x'')', :zoe, :undone)),
	('55000', 'reverse: again', format('SELECT civic.reverse(%s, %s, ''x'')', :zoe, :second)),
	('22004', 'enroll: no external id', 'SELECT civic.enroll(NULL, ''resident'', ''town'')'),
	('22004', 'enroll: no kind', 'SELECT civic.enroll(''n'', NULL, ''town'')'),
	('22004', 'enroll: no area', 'SELECT civic.enroll(''n'', ''resident'', NULL)'),
	('22004', 'enroll: an external id of blanks', 'SELECT civic.enroll(''  '', ''resident'', ''town'')'),
	('22004', 'enroll: an external id of tabs and newlines', 'SELECT civic.enroll(E''\t\n'', ''resident'', ''town'')'),
	('22004', 'enroll: an external id of wide blanks', 'SELECT civic.enroll(''　　'', ''resident'', ''town'')'),
	('22023', 'enroll: an unknown kind', 'SELECT civic.enroll(''n'', ''robot'', ''town'')'),
	('42704', 'enroll: an unknown area', 'SELECT civic.enroll(''n'', ''resident'', ''moon'')'),
	('22008', 'enroll: since ever', 'SELECT civic.enroll(''n'', ''resident'', ''town'', since => ''-infinity'')'),
	('22008', 'enroll: since tomorrow', 'SELECT civic.enroll(''n'', ''resident'', ''town'', since => civic.today() + 1)'),
	('22004', 'move: no subject', 'SELECT civic.relocate(NULL, ''town'')'),
	('22004', 'move: no area', format('SELECT civic.relocate(%s, NULL)', :zoe)),
	('42704', 'move: an unknown subject', 'SELECT civic.relocate(77, ''town'')'),
	('42704', 'move: an unknown area', format('SELECT civic.relocate(%s, ''moon'')', :zoe)),
	('22008', 'move: since the end of time', format('SELECT civic.relocate(%s, ''town'', ''infinity'')', :zoe)),
	('22004', 'withdraw: no subject', 'SELECT civic.withdraw_consent(NULL, ''x'')'),
	('42704', 'withdraw: an unknown subject', 'SELECT civic.withdraw_consent(77, ''x'')'),
	('22004', 'consent: no subject', 'SELECT civic.give_consent(NULL)'),
	('42704', 'consent: an unknown subject', 'SELECT civic.give_consent(77)'),
	('22004', 'define_area: no area', 'SELECT civic.define_area(NULL, ''x'', ''x'')'),
	('22004', 'define_area: no title', 'SELECT civic.define_area(''x'', NULL, ''x'')'),
	('42704', 'define_area: an unknown parent', 'SELECT civic.define_area(''moon.crater'', ''x'', ''x'')'),
	('22004', 'define_source: no code', 'SELECT civic.define_source(NULL, ''x'', ''x'')'),
	('22004', 'define_source: no title', 'SELECT civic.define_source(''x'', ''x'', NULL)'),
	('22023', 'define_source: a malformed code', 'SELECT civic.define_source(''X y'', ''x'', ''x'')'),
	('22004', 'load_policy: no document', 'SELECT civic.load_policy(NULL)'),
	('42704', 'enact_policy: an unknown policy', 'SELECT civic.enact_policy(9999, civic.today())'),
	('22004', 'enact_policy: no policy', 'SELECT civic.enact_policy(NULL, civic.today())'),
	('22004', 'enact_policy: no date', format('SELECT civic.enact_policy(%s, NULL)', :draft_id)),
	('22008', 'enact_policy: from the end of time', format('SELECT civic.enact_policy(%s, ''infinity'')', :draft_id)),
	('55000', 'enact_policy: again', format('SELECT civic.enact_policy(%s, civic.today())', :policy_id)),
	('42704', 'policy_document: an unknown policy', 'SELECT civic.policy_document(9999)'),
	('42704', 'policy_diff: an unknown policy', format('SELECT * FROM civic.policy_diff(%s, 9999)', :policy_id)),
	('42704', 'policy_in_force: an unknown area', 'SELECT civic.policy_in_force(''moon'')'),
	('42704', 'score: an unknown subject', 'SELECT civic.score(77)'),
	('55000', 'score: before any policy', format('SELECT civic.score(%s, ''2019-12-31'')', :zoe)),
	('55000', 'score: where no policy is', format('SELECT civic.score(%s)', :wild)),
	('22008', 'score: at the end of time', format('SELECT civic.score(%s, ''infinity'')', :zoe)),
	('42704', 'explain: an unknown subject', 'SELECT * FROM civic.explain(77)'),
	('22023', 'explain: an unknown language', format('SELECT * FROM civic.explain(%s, NULL, ''fr'')', :zoe)),
	('22008', 'explain: at the beginning of time', format('SELECT * FROM civic.explain(%s, ''-infinity'')', :zoe)),
	('22008', 'scores: at the end of time', 'SELECT * FROM civic.scores(''infinity'')'),
	('42704', 'entry_points: an unknown subject', 'SELECT * FROM civic.entry_points(77)'),
	('22P02', 'score_state: nonsense', 'SELECT ''nonsense''::civic.score_state'),
	('22P02', 'score_state: nothing', 'SELECT ''''::civic.score_state'),
	('22004', 'grant_access: no role', 'SELECT civic.grant_access(NULL, ''auditor'')'),
	('22004', 'grant_access: no profile', 'SELECT civic.grant_access(''postgres'', NULL)'),
	('42704', 'grant_access: an unknown role', 'SELECT civic.grant_access(''safety_ghost'', ''auditor'')'),
	('22023', 'grant_access: an unknown profile', 'SELECT civic.grant_access(''postgres'', ''king'')'),
	('42704', 'grant_access: an unknown source', 'SELECT civic.grant_access(''postgres'', ''recorder'', ''moon'')'),
	('22023', 'grant_access: a source for an auditor', 'SELECT civic.grant_access(''postgres'', ''auditor'', ''desk'')'),
	('22023', 'revoke_access: an unknown profile', 'SELECT civic.revoke_access(''postgres'', ''king'')'),
	('42P06', 'create_programme: a second one', 'SELECT civic.create_programme(''again'')'),
	('23001', 'UPDATE of the ledger', 'UPDATE civic_private.entry SET quantity = 1'),
	('23001', 'DELETE from the ledger', 'DELETE FROM civic_private.entry'),
	('23001', 'TRUNCATE of the ledger', 'TRUNCATE civic_private.entry CASCADE')
) AS t (want, what, sql);

-- what only looks something up answers NULL with NULL or with nothing
SELECT is(civic.score(NULL), NULL, 'score: no subject');
SELECT is_empty('SELECT * FROM civic.explain(NULL)', 'explain: no subject');
SELECT is_empty('SELECT * FROM civic.entry_points(NULL)', 'entry_points: no subject');
SELECT is(civic.find_subject(NULL), NULL, 'find_subject: no external id');

-- the past belongs to the policy that was in force then
SELECT helper.none(format($$
	SELECT helper.state('SELECT civic.enact_policy(%s, civic.today() - 1)') AS state
	WHERE helper.state('SELECT civic.enact_policy(%s, civic.today() - 1)') NOT IN ('22008', '55000')$$, :draft_id, :draft_id),
	'enact_policy: from a day on which a policy was in force');

-- a withdrawn consent leaves only what the law demands
SELECT lives_ok(format('SELECT civic.withdraw_consent(%s, ''no more'')', :yan), 'consent can be withdrawn');
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-05-07'', ''w'')', :yan), '55000', NULL, 'then a rule without a legal basis is refused');
SELECT lives_ok(format('SELECT civic.record(%s, ''litter'', 1, ''2021-05-07'', ''w'')', :yan), 'but one with a legal basis is not');
SELECT lives_ok(format('SELECT civic.give_consent(%s)', :yan), 'consent can be given again');
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-05-07'', ''w2'')', :yan), 'and then it goes');

-- a malformed policy: the message names the place
SELECT throws_like(format('SELECT civic.load_policy(%L)', document), '%' || place || '%', 'load_policy: the message names ' || place)
FROM (VALUES
	('policy', helper.pack() - 'policy'),
	('title', helper.pack() #- '{policy,title}'),
	('base', jsonb_set(helper.pack(), '{policy,base}', '"much"')),
	('rules[1]', jsonb_set(helper.pack(), '{rules,1,dimension}', '"nowhere"')),
	('rules[0]', jsonb_set(helper.pack(), '{rules,0,surprise}', '1', true)),
	('rules[4]', helper.pack() #- '{rules,4,legal_basis}'),
	('rules[4].tariff', jsonb_set(helper.pack(), '{rules,4,tariff,1,rate}', '5')),
	('rules[0].tariff', jsonb_set(helper.pack(), '{rules,0,tariff}', '"1/11"')),
	('rules[5].retention', jsonb_set(helper.pack(), '{rules,5,retention}', '{"half_life": 0}')),
	('tiers[0]', jsonb_set(helper.pack(), '{tiers,0,rank}', '1.5')),
	('dimensions[1]', jsonb_set(helper.pack(), '{dimensions,1,code}', '"service"'))
) AS t (place, document);
SELECT throws_ok(format('SELECT civic.load_policy(%L)', document), '22023', NULL, 'load_policy: ' || document)
FROM unnest(ARRAY['null', '{}', '[]', '"x"', '1', 'true', '{"policy": null}', '{"policy": []}', '{"policy": {}, "rules": {}}',
	'{"policy": {"code": "x"}, "dimensions": 1}']) AS document;
SELECT isnt_empty(format('SELECT * FROM civic.check_policy(%L)', document), 'check_policy: has something to say about ' || document)
FROM unnest(ARRAY['null', '{}', '[]', '"x"', '1', 'true', '{"policy": null}']) AS document;
SELECT is_empty(format('SELECT * FROM civic.check_policy(%L)', helper.pack(version => '3')), 'check_policy: has nothing to say about a good one');

-- ---------------------------------------------------------------------------
-- the inbox takes anything and rejects what is wrong, each row for its own reason

CREATE TABLE helper.want (inbox_id bigint, sqlstate text, what text);
CREATE FUNCTION helper.submit(want text, what text, external_id text, rule_code text, quantity numeric, occurred_on date,
	source_ref text, source text DEFAULT NULL) RETURNS void LANGUAGE sql AS
$$
	WITH i AS (INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
		VALUES (external_id, rule_code, quantity, occurred_on, source_ref, source) RETURNING inbox_id)
	INSERT INTO helper.want SELECT i.inbox_id, want, what FROM i
$$;
SELECT count(helper.submit(t.want, t.what, t.external_id, t.rule_code, t.quantity, t.occurred_on::date, t.source_ref, t.source)) AS submitted
FROM (VALUES
	(NULL, 'good', 'canary-zoe', 'help', 1, '2021-06-01', 'i1', NULL),
	(NULL, 'the same again', 'canary-zoe', 'help', 1, '2021-06-01', 'i1', NULL),
	(NULL, 'posted before by hand', 'canary-zoe', 'help', 1, '2021-05-05', 'first', NULL),
	(NULL, 'with a source', 'canary-zoe', 'help', 1, '2021-06-01', 'i1', 'desk'),
	('23505', 'the same source_ref, other content', 'canary-zoe', 'help', 2, '2021-06-01', 'i1', NULL),
	('23505', 'a source_ref in the ledger, other content', 'canary-zoe', 'help', 2, '2021-05-05', 'first', NULL),
	('42704', 'unknown external id', 'canary-nobody', 'help', 1, '2021-06-01', 'i2', NULL),
	('42704', 'unknown rule', 'canary-zoe', 'dancing', 1, '2021-06-01', 'i3', NULL),
	('42704', 'unknown source', 'canary-zoe', 'help', 1, '2021-06-01', 'i4', 'moon'),
	('42501', 'rule that the source may not use', 'canary-zoe', 'class', 1, '2021-06-01', 'i4', 'desk'),
	('22004', 'no external id', NULL, 'help', 1, '2021-06-01', 'i5', NULL),
	('22004', 'no rule', 'canary-zoe', NULL, 1, '2021-06-01', 'i6', NULL),
	('22004', 'no quantity', 'canary-zoe', 'help', NULL, '2021-06-01', 'i7', NULL),
	('22004', 'no date', 'canary-zoe', 'help', 1, NULL, 'i8', NULL),
	('22004', 'no source_ref', 'canary-zoe', 'help', 1, '2021-06-01', NULL, NULL),
	('22004', 'nothing at all', NULL, NULL, NULL, NULL, NULL, NULL),
	('22003', 'NaN', 'canary-zoe', 'help', 'NaN', '2021-06-01', 'i9', NULL),
	('22003', 'infinity', 'canary-zoe', 'help', 'Infinity', '2021-06-01', 'i10', NULL),
	('22003', 'zero', 'canary-zoe', 'help', 0, '2021-06-01', 'i11', NULL),
	('22003', 'negative', 'canary-zoe', 'help', -3, '2021-06-01', 'i12', NULL),
	('22003', 'too much', 'canary-zoe', 'help', 21474836.48, '2021-06-01', 'i13', NULL),
	('22003', 'far too much', 'canary-zoe', 'help', 1e130000, '2021-06-01', 'i14', NULL),
	('22023', 'a third decimal', 'canary-zoe', 'help', 1.001, '2021-06-01', 'i15', NULL),
	('22008', 'in the future', 'canary-zoe', 'help', 1, 'infinity', 'i16', NULL),
	('22008', 'before 1900', 'canary-zoe', 'help', 1, '1899-12-31', 'i17', NULL),
	('22008', 'at the beginning of time', 'canary-zoe', 'help', 1, '-infinity', 'i18', NULL),
	('55000', 'before any policy', 'canary-zoe', 'help', 1, '2019-01-01', 'i19', NULL),
	('55000', 'where no policy is', 'canary-wild', 'help', 1, '2021-06-01', 'i20', NULL),
	('23502', 'no evidence', 'canary-zoe', 'proof', 1, '2021-06-01', 'i21', NULL)
) AS t (want, what, external_id, rule_code, quantity, occurred_on, source_ref, source) \g /dev/null
SELECT throws_ok('CALL civic.post_inbox(' || batch || ')', want::char(5), NULL, 'post_inbox(' || batch || ')')
FROM (VALUES ('NULL', '22004'), ('0', '22023'), ('-1', '22023')) AS t (batch, want);
CALL civic.post_inbox(4) \gset
SELECT is(:posted, 4, 'post_inbox: counts what is done');
SELECT is(:rejected, 25, 'post_inbox: counts what is rejected');
SELECT is(i.sqlstate, w.sqlstate, 'inbox: ' || w.what)
FROM helper.want w LEFT JOIN civic.inbox i USING (inbox_id) ORDER BY inbox_id;
SELECT helper.none($$ SELECT w.what FROM helper.want w JOIN civic.inbox i USING (inbox_id)
	WHERE i.rejected_at IS NULL OR coalesce(i.reason, '') = '' $$, 'inbox: every rejected row says when and why');
CALL civic.post_inbox() \gset
SELECT is(:posted + :rejected, 0, 'post_inbox: rejected rows are not tried again by themselves');
SELECT lives_ok($$ SELECT civic.enroll('canary-nobody', 'resident', 'town', since => '2020-01-01') $$, 'the missing subject is enrolled');
SELECT is(civic.retry_inbox((SELECT array_agg(inbox_id) FROM helper.want WHERE what = 'unknown external id')), 1::bigint, 'retry_inbox: clears a rejection');
CALL civic.post_inbox() \gset
SELECT is(:posted, 1, 'and then the row is posted');
SELECT is(civic.retry_inbox(ARRAY[-1, NULL]::bigint[]), 0::bigint, 'retry_inbox: unknown rows are none');
SELECT is(civic.retry_inbox(), 24::bigint, 'retry_inbox: clears all');
CALL civic.post_inbox() \gset
SELECT is(:rejected, 24, 'and all of them are rejected again');

-- ---------------------------------------------------------------------------
-- who may do what

CREATE ROLE safety_nobody;
CREATE ROLE safety_recorder_a;
CREATE ROLE safety_recorder_b;
CREATE ROLE safety_service;
CREATE ROLE safety_reviewer;
CREATE ROLE safety_auditor;
CREATE ROLE safety_analyst;
CREATE ROLE safety_policy;
CREATE ROLE safety_reader;
CREATE ROLE safety_monitor;
GRANT pg_read_all_data TO safety_reader;
GRANT pg_monitor TO safety_monitor;
SELECT civic.grant_access('safety_recorder_a', 'recorder');
SELECT civic.grant_access('safety_recorder_b', 'recorder', 'desk');
SELECT civic.grant_access('safety_service', 'service');
SELECT civic.grant_access('safety_reviewer', 'reviewer');
SELECT civic.grant_access('safety_auditor', 'auditor');
SELECT civic.grant_access('safety_analyst', 'analyst');
SELECT civic.grant_access('safety_policy', 'policy_admin');
CREATE TABLE helper.role AS
	SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'safety\_%';
CREATE TABLE helper.routine AS
	SELECT p.* FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
		JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'civic_credit';
GRANT SELECT ON helper.role, helper.routine TO PUBLIC;

SELECT ok((SELECT count(*) FROM helper.routine) > 30, 'the extension has routines to look at');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine
	WHERE has_function_privilege('safety_nobody', oid, 'EXECUTE') AND (prosecdef OR provolatile <> 'i')
		-- asked by row security for whoever reads; answers only about its caller
		AND oid <> 'civic_internal.is_auditor()'::regprocedure AND proname NOT IN ('reaches', 'reaches_everything') $$,
	'PUBLIC may execute nothing but immutable functions of invoker rights');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine r
	WHERE has_function_privilege('safety_nobody', oid, 'EXECUTE')
		AND r.oid <> 'civic_internal.is_auditor()'::regprocedure AND r.proname NOT IN ('reaches', 'reaches_everything')
		-- part of what views show; its names were bound when it was made
		AND r.oid <> 'civic_internal.as_path(text)'::regprocedure
		AND NOT EXISTS (SELECT FROM pg_type t WHERE r.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend)) $$,
	'and of these only the ones that a type or a view needs');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE prosecdef AND pg_get_userbyid(proowner) <> 'civic_owner' $$,
	'civic_owner owns every routine that runs with the rights of its owner');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE NOT prosecdef AND pg_get_userbyid(proowner) <> current_user $$,
	'and whoever has installed the extension every other, which superusers call');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE NOT has_function_privilege('civic_owner', oid, 'EXECUTE') $$,
	'all of which civic_owner may execute');
SELECT helper.none($$ SELECT nspname FROM pg_namespace WHERE nspname IN ('civic', 'civic_internal')
	AND (nspowner <> current_user::regrole OR has_schema_privilege('civic_owner', oid, 'CREATE')) $$, 'but make nothing where they stand');
SELECT helper.none($$ SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname LIKE 'civic%' AND c.relkind <> 'c' AND pg_get_userbyid(c.relowner) <> 'civic_owner' $$, 'and every table, view, index and sequence');
SELECT helper.none($$ SELECT rolname FROM pg_roles WHERE rolname = 'civic_owner'
	AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls) $$, 'civic_owner is an ordinary role without login');
SELECT helper.none($$ SELECT m.member::regrole FROM pg_auth_members m WHERE m.roleid = 'civic_owner'::regrole $$, 'nobody is a member of it');

SELECT helper.none($$ SELECT r.name, n.nspname FROM helper.role r, pg_namespace n
	WHERE n.nspname LIKE 'civic%' AND has_schema_privilege(r.name, n.oid, 'CREATE') $$, 'nobody may create anything in the schemas');
SELECT helper.none($$ SELECT r.name FROM helper.role r WHERE has_schema_privilege(r.name, 'civic_private', 'USAGE')
	AND r.name NOT IN ('safety_auditor', 'safety_reader') $$, 'civic_private is open to the auditor alone');
SELECT helper.none($$ SELECT r.name, c.relname, p.p FROM helper.role r, pg_class c,
		unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p (p)
	WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND has_table_privilege(r.name, c.oid, p.p) $$,
	'nobody may write in it');
SELECT helper.none($$ SELECT r.name, c.relname FROM helper.role r, pg_class c
	WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND r.name <> 'safety_reader'
		AND has_table_privilege(r.name, c.oid, 'SELECT')
		AND (r.name <> 'safety_auditor' OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'sealed')) $$,
	'nobody may read in it, but the auditor the sealed tables');
SELECT helper.none($$ SELECT r.name, c.relname FROM helper.role r, pg_class c
	WHERE c.relnamespace IN ('civic_private'::regnamespace, 'civic'::regnamespace) AND c.relkind = 'S' AND r.name <> 'safety_reader'
		AND (has_sequence_privilege(r.name, c.oid, 'USAGE') OR has_sequence_privilege(r.name, c.oid, 'SELECT') OR has_sequence_privilege(r.name, c.oid, 'UPDATE')) $$,
	'nor touch a sequence');
SELECT helper.none($$ SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind IN ('r', 'p')
	AND NOT c.relrowsecurity $$, 'every table in it has row security');
SELECT helper.none($$ SELECT r.name, a.oid::regprocedure FROM helper.role r, helper.routine a
	WHERE has_function_privilege(r.name, a.oid, 'EXECUTE') AND a.proname IN ('subject_lookup', 'guard_table', 'create_programme',
		'create_views', 'upgrade_programme', 'grant_access', 'revoke_access', 'apply_profile') $$,
	'no profile may execute what answers for keys, tables or rights');
SELECT helper.none($$ SELECT n.nspname, p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE n.nspname IN ('civic_private', 'civic_open') $$, 'the other schemas hold no functions');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v'
	AND 'security_invoker=true' = ANY (c.reloptions) $$, 'no staff view asks its reader for rights on base tables');

-- whoever has no profile cannot call a single function, also not by name
CREATE FUNCTION helper.call_with_nulls(oid) RETURNS text LANGUAGE sql STABLE AS
$$
	SELECT CASE p.prokind WHEN 'p' THEN 'CALL ' ELSE 'SELECT ' END || format('%I.%I(', n.nspname, p.proname)
		|| coalesce((SELECT string_agg('NULL::' || format_type(t, NULL), ', ' ORDER BY i)
				FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, i)), '') || ')'
	FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = $1
$$;
CREATE TABLE helper.call AS
	SELECT oid AS id, oid::regprocedure::text AS routine, helper.call_with_nulls(oid) AS call FROM helper.routine
	WHERE 'internal'::regtype <> ALL (proargtypes) AND 'cstring'::regtype <> ALL (proargtypes);
GRANT SELECT ON helper.call TO PUBLIC;
SET LOCAL ROLE safety_nobody;
SELECT helper.none($$ SELECT routine, helper.state(call) FROM helper.call WHERE helper.state(call) <> '42501' $$,
	'a role without a profile can call nothing');
SELECT helper.none($$ SELECT c.relname, helper.state(format('SELECT count(*) FROM civic.%I', c.relname))
	FROM pg_class c WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind IN ('r', 'v', 'S')
		AND helper.state(format('SELECT count(*) FROM civic.%I', c.relname)) <> '42501' $$, 'and read nothing');
RESET ROLE;
SET LOCAL ROLE safety_analyst;
-- of a strict function the server says what it makes of NULL, and of a window's that it is one, whoever asks
SELECT helper.none($$ SELECT c.routine, helper.state(c.call) FROM helper.call c
	JOIN pg_proc p ON p.oid = c.id
	WHERE p.proname NOT IN ('budget', 'dp_avg', 'dp_count', 'dp_plan', 'dp_quantile', 'dp_sum')
		AND (c.routine LIKE 'civic.%' AND has_function_privilege(p.oid, 'EXECUTE') OR NOT p.proisstrict AND p.prokind IN ('f', 'p')
			AND helper.state(c.call) <> '42501') $$,
	'a curious analyst can call nothing in civic but what answers with noise');
SELECT helper.none($$ SELECT c.relname, helper.state(format('SELECT count(*) FROM %I.%I', n.nspname, c.relname))
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('civic', 'civic_private') AND c.relkind IN ('r', 'v', 'S')
		AND helper.state(format('SELECT count(*) FROM %I.%I', n.nspname, c.relname)) <> '42501' $$, 'or read anything outside civic_open');
SELECT helper.none($$ SELECT helper.state(s) FROM unnest(ARRAY[
		'TABLE civic_private.vault_key', 'COPY civic_private.vault_key TO STDOUT', 'LOCK TABLE civic_private.entry',
		'CREATE VIEW public.peep AS SELECT * FROM civic_private.entry', 'ANALYZE civic_private.entry',
		'SELECT nextval(''civic_private.entry_entry_id_seq'')', 'SELECT lastval() FROM civic_private.entry',
		'CREATE TABLE civic_open.mine ()']) AS s
	WHERE helper.state(s) NOT IN ('42501', '0A000')
		AND s NOT LIKE 'ANALYZE%' $$, 'by other doors either');
SELECT helper.none($$ SELECT schemaname, tablename FROM pg_stats WHERE schemaname LIKE 'civic%' $$, 'statistics show nothing');
RESET ROLE;

-- statistics exist now, and still do not show
ANALYZE civic_private.entry;
ANALYZE civic_private.subject;
SELECT helper.none(format($$ SELECT %L, count(*) FROM pg_stats WHERE schemaname LIKE 'civic%%' HAVING count(*) > 0 $$, name), name || ' sees no statistics')
FROM helper.role WHERE set_config('role', name, true) IS NOT NULL AND name NOT IN ('safety_reader', 'safety_auditor');
RESET ROLE;

-- pg_read_all_data is stopped by row security
SET LOCAL ROLE safety_reader;
SELECT is_empty(format('SELECT * FROM civic_private.%I', relname), 'pg_read_all_data reads nothing in civic_private.' || relname)
FROM pg_class WHERE relnamespace = 'civic_private'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname;
RESET ROLE;

-- the auditor reads the sealed tables, and nothing that names a person or holds a key
SET LOCAL ROLE safety_auditor;
SELECT isnt_empty('SELECT * FROM civic_private.' || t, 'the auditor reads ' || t)
FROM unnest(ARRAY['entry', 'policy', 'enactment', 'rule', 'residence', 'consent']) AS t;
SELECT throws_ok('SELECT * FROM civic_private.' || t, '42501', NULL, 'the auditor does not read ' || t)
FROM unnest(ARRAY['vault_key', 'subject', 'kept_text', 'role_name', 'access_grant']) AS t;
SELECT throws_ok(s, '42501', NULL, 'the auditor does not ' || s)
FROM unnest(ARRAY['UPDATE civic_private.entry SET quantity = 1', 'INSERT INTO civic_private.consent (subject_id, given) VALUES (1, true)',
	'SELECT civic.enroll(''x'', ''resident'', ''town'')', 'SELECT civic.find_subject(''canary-zoe'')', 'SELECT * FROM civic.inbox']) AS s;
SELECT lives_ok(format('SELECT civic.score(%s)', zoe), 'the auditor computes scores') FROM helper.id;
RESET ROLE;

-- recorders: their own source, their own rows
SET LOCAL ROLE safety_recorder_a;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''a1'')', zoe), 'a recorder of the office records for it') FROM helper.id;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''a2'', source => ''office'')', zoe), 'also by name') FROM helper.id;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''a3'', source => ''desk'')', zoe), '42501', NULL,
	'but not for the desk') FROM helper.id;
SELECT lives_ok($$ INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
	VALUES ('canary-zoe', 'help', 1, '2021-07-02', 'a4') $$, 'it submits to the inbox');
SELECT lives_ok($$ INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	VALUES ('canary-zoe', 'help', 1, '2021-07-02', 'a5', 'desk') $$, 'also what it may not, since nothing is checked there');
SELECT throws_ok(s, '42501', NULL, 'a recorder does not: ' || s) FROM unnest(ARRAY[
	'SELECT * FROM civic.inbox', 'SELECT external_id FROM civic.inbox', 'UPDATE civic.inbox SET quantity = 9', 'DELETE FROM civic.inbox',
	'TRUNCATE civic.inbox', 'INSERT INTO civic.inbox (external_id) VALUES (''x'') RETURNING external_id',
	'INSERT INTO civic.inbox (external_id, submitted_by) VALUES (''x'', ''safety_recorder_b'')',
	'INSERT INTO civic.inbox (external_id, submitted_at) VALUES (''x'', now())',
	'INSERT INTO civic.inbox (external_id, rejected_at, sqlstate) VALUES (''x'', now(), ''00000'')',
	'INSERT INTO civic.inbox (inbox_id, external_id) OVERRIDING SYSTEM VALUE VALUES (1, ''x'')',
	'INSERT INTO civic.inbox (external_id) VALUES (''x'') ON CONFLICT DO NOTHING',
	'INSERT INTO civic.inbox (external_id) VALUES (''x'') ON CONFLICT (inbox_id) DO UPDATE SET external_id = ''y''',
	'MERGE INTO civic.inbox i USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE',
	'CREATE TRIGGER t BEFORE INSERT ON civic.inbox FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
	'CREATE RULE r AS ON INSERT TO civic.inbox DO ALSO NOTHING',
	'SELECT * FROM civic.ledger', 'SELECT * FROM civic.subjects', 'SELECT * FROM civic.statement',
	'SELECT * FROM civic.scores()', 'SELECT civic.score(1)', 'SELECT civic.enroll(''x'', ''resident'', ''town'')',
	'SELECT civic.load_policy(''{}'')', 'SELECT civic.grant_access(''safety_recorder_a'', ''service'')',
	'SELECT civic_internal.subject_lookup(''canary-zoe'')', 'SELECT * FROM civic.access_report()']) AS s
WHERE s NOT LIKE '%DO NOTHING';
RESET ROLE;
SET LOCAL ROLE safety_recorder_b;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''b1'', source => ''desk'')', zoe), 'a recorder of the desk records for it') FROM helper.id;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''b2'', source => ''office'')', zoe), '42501', NULL,
	'but not for the office') FROM helper.id;
SELECT lives_ok($$ INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
	VALUES ('canary-zoe', 'help', 1, '2021-07-02', 'b3', 'desk') $$, 'it submits to the inbox');
SELECT is((SELECT array_agg(source_ref) FROM civic.inbox_status), ARRAY['b3'], 'and sees its own rows');
RESET ROLE;
SET LOCAL ROLE safety_recorder_a;
SELECT is((SELECT array_agg(source_ref ORDER BY source_ref) FROM civic.inbox_status), ARRAY['a4', 'a5'], 'as the other one does, and no more');
SELECT is((SELECT count(*) FROM civic.inbox_status WHERE submitted_by <> 'safety_recorder_a'), 0::bigint, 'whatever it asks');
SELECT is(civic.retry_inbox(), 0::bigint, 'it does not clear rejections of others');
RESET ROLE;
CALL civic.post_inbox() \gset
SELECT is(:posted::text || '|' || :rejected::text, '2|1', 'what it may not is rejected when somebody with more rights posts');
SELECT is((SELECT sqlstate FROM civic.inbox WHERE source_ref = 'a5'), '42501', 'with the reason');
SET LOCAL ROLE safety_recorder_b;
SELECT is((SELECT count(*) FROM civic.inbox_status), 0::bigint, 'another recorder does not see it');
SELECT is(civic.retry_inbox((SELECT array_agg(i) FROM generate_series(1, 1000) AS i)), 0::bigint, 'nor clear it, even by its number');
RESET ROLE;
SET LOCAL ROLE safety_recorder_a;
SELECT is((SELECT sqlstate FROM civic.inbox_status WHERE source_ref = 'a5'), '42501', 'the one who submitted it does');
SELECT is(civic.retry_inbox(), 1::bigint, 'and may have it tried again');
CALL civic.post_inbox() \gset
SELECT is(:posted::text || '|' || :rejected::text, '0|1', 'in vain');
RESET ROLE;

-- rights go with membership, and any name will do for a role
CREATE ROLE safety_member IN ROLE safety_recorder_a;
CREATE ROLE safety_stranger NOINHERIT IN ROLE safety_recorder_a;
CREATE ROLE "safety ""Odd""; DROP SCHEMA civic CASCADE; --长";
SELECT lives_ok($$ SELECT civic.grant_access('safety "Odd"; DROP SCHEMA civic CASCADE; --长', 'recorder') $$, 'a role with an odd name is granted access');
SET LOCAL ROLE safety_member;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''member'')', zoe), 'a member of a recorder records') FROM helper.id;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''member 2'', source => ''desk'')', zoe), '42501', NULL, 'within the same limits') FROM helper.id;
RESET ROLE;
SET LOCAL ROLE safety_stranger;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''stranger'')', zoe), '42501', NULL, 'a member that does not inherit does not') FROM helper.id;
RESET ROLE;
SET LOCAL ROLE "safety ""Odd""; DROP SCHEMA civic CASCADE; --长";
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''odd'')', zoe), 'and the role with an odd name does') FROM helper.id;
RESET ROLE;
SELECT is((SELECT string_agg(actor, '|' ORDER BY entry_id) FROM civic.ledger WHERE source_ref IN ('member', 'odd')),
	'safety_member|safety "Odd"; DROP SCHEMA civic CASCADE; --长', 'each under its own name');
SELECT isnt_empty($$ SELECT FROM civic.access_report() WHERE role = 'safety "Odd"; DROP SCHEMA civic CASCADE; --长' $$, 'which the access report shows');
SELECT lives_ok($$ SELECT civic.revoke_access('safety "Odd"; DROP SCHEMA civic CASCADE; --长', 'recorder') $$, 'it can be revoked');

-- a recorder takes back what its own source reported, a reviewer anything, a service nothing
CREATE TABLE helper.reversible AS
	SELECT civic.record(zoe, 'help', 1, '2021-07-04', 'office 1') AS office1, civic.record(zoe, 'help', 1, '2021-07-04', 'office 2') AS office2,
		civic.record(zoe, 'help', 1, '2021-07-04', 'desk 1', source => 'desk') AS desk1, civic.record(zoe, 'help', 1, '2021-07-04', 'desk 2', source => 'desk') AS desk2
	FROM helper.id;
GRANT SELECT ON helper.reversible TO PUBLIC;
SET LOCAL ROLE safety_recorder_a;
SELECT lives_ok(format('SELECT civic.reverse(%s, %s, ''x'')', zoe, office1), 'a recorder reverses an entry of its source') FROM helper.id, helper.reversible;
SELECT throws_ok(format('SELECT civic.reverse(%s, %s, ''x'')', zoe, desk1), '42501', NULL, 'but not one of another') FROM helper.id, helper.reversible;
RESET ROLE;
SET LOCAL ROLE safety_reviewer;
SELECT lives_ok(format('SELECT civic.reverse(%s, %s, ''x'')', zoe, office2), 'a reviewer reverses any entry') FROM helper.id, helper.reversible;
SELECT lives_ok(format('SELECT civic.reverse(%s, %s, ''x'')', zoe, desk2), 'of any source') FROM helper.id, helper.reversible;
RESET ROLE;
SELECT is((SELECT string_agg(source_ref || ' ' || actor, ', ' ORDER BY source_ref) FROM civic.ledger WHERE source_ref IN ('a1', 'b1')),
	'a1 safety_recorder_a, b1 safety_recorder_b', 'the ledger names who recorded');

-- a reviewer and a service do what they are for and no more
SET LOCAL ROLE safety_service;
SELECT throws_ok(s, '42501', NULL, 'the service does not: ' || s) FROM unnest(ARRAY[
	'SELECT civic.record(1, ''help'', 1, ''2021-01-01'', ''x'')', 'SELECT civic.reverse(1, 1, ''x'')', 'SELECT civic.load_policy(''{}'')',
	'SELECT civic.enact_policy(1, ''2021-01-01'')', 'SELECT * FROM civic.inbox', 'SELECT civic.grant_access(''safety_service'', ''reviewer'')']) AS s;
RESET ROLE;
SET LOCAL ROLE safety_policy;
SELECT lives_ok('SELECT civic.load_policy(helper.pack(version => ''5''))', 'a policy_admin loads a policy');
SELECT throws_ok(s, '42501', NULL, 'a policy_admin does not: ' || s) FROM unnest(ARRAY[
	'SELECT civic.record(1, ''help'', 1, ''2021-01-01'', ''x'')', 'SELECT * FROM civic.ledger', 'SELECT * FROM civic.subjects',
	'SELECT civic.score(1)', 'SELECT * FROM civic.scores()', 'SELECT civic.find_subject(''canary-zoe'')']) AS s;
RESET ROLE;

-- the actor is the role that acts, also behind SET ROLE and SECURITY DEFINER
CREATE FUNCTION helper.wrapped(subject bigint, ref text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
	$$ SELECT civic.record(subject, 'help', 1, '2021-07-03', ref) $$;
CREATE FUNCTION helper.wrapped_twice(subject bigint, ref text) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS
	$$ SELECT helper.wrapped(subject, ref) $$;
ALTER FUNCTION helper.wrapped_twice(bigint, text) OWNER TO safety_service;
SET LOCAL ROLE safety_recorder_a;
SELECT lives_ok(format('SELECT helper.wrapped(%s, ''wrapped'')', zoe), 'recording through a wrapper') FROM helper.id;
SELECT lives_ok(format('SELECT helper.wrapped_twice(%s, ''wrapped twice'')', zoe), 'recording through two wrappers') FROM helper.id;
RESET ROLE;
SELECT is((SELECT actor FROM civic.ledger WHERE source_ref = ref), 'safety_recorder_a'::name, ref || ': the actor is the recorder')
FROM unnest(ARRAY['wrapped', 'wrapped twice']) AS ref;
SELECT lives_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-03'', ''mine'')', :zoe), 'recording as oneself');
SELECT is((SELECT actor FROM civic.ledger WHERE source_ref = 'mine'), current_user, 'mine: the actor is the superuser');

-- what is revoked is gone, and a new role of an old name does not inherit
SELECT lives_ok('SELECT civic.revoke_access(''safety_recorder_b'', ''recorder'', ''desk'')', 'access is revoked');
SET LOCAL ROLE safety_recorder_b;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''b9'', source => ''desk'')', zoe), '42501', NULL, 'a former recorder records nothing') FROM helper.id;
SELECT throws_ok('INSERT INTO civic.inbox (external_id) VALUES (''x'')', '42501', NULL, 'and submits nothing');
RESET ROLE;
CREATE ROLE safety_leaver;
SELECT civic.grant_access('safety_leaver', 'recorder', 'desk');
DROP OWNED BY safety_leaver;
DROP ROLE safety_leaver;
CREATE ROLE safety_leaver;
SELECT civic.grant_access('safety_leaver', 'recorder', 'office');
SET LOCAL ROLE safety_leaver;
SELECT throws_ok(format('SELECT civic.record(%s, ''help'', 1, ''2021-07-01'', ''l1'', source => ''desk'')', zoe), '42501', NULL,
	'a new role does not inherit the source of an old one of that name') FROM helper.id;
RESET ROLE;

-- ---------------------------------------------------------------------------
-- keys and external ids stay where they belong

-- all rows of a relation as text, as far as the current role may read them
CREATE FUNCTION helper.dump(relation regclass) RETURNS SETOF text LANGUAGE plpgsql AS
$$
BEGIN
	RETURN QUERY EXECUTE format('SELECT t::text FROM %s AS t', relation);
EXCEPTION WHEN OTHERS THEN
	RETURN;
END
$$;
CREATE TABLE helper.key AS SELECT encode(key, 'hex') AS hex, encode(key, 'base64') AS base64, encode(key, 'escape') AS escaped
	FROM civic_private.vault_key;
SELECT isnt_empty('SELECT * FROM helper.key', 'there is a key to look for');
CREATE TABLE helper.reading (role name, relation regclass, line text);
GRANT INSERT ON helper.reading TO PUBLIC;
DO $$
DECLARE
	r name;
BEGIN
	FOR r IN SELECT name FROM helper.role LOOP
		PERFORM set_config('role', r, true);
		INSERT INTO helper.reading
			SELECT r, c.oid, d FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, helper.dump(c.oid) AS d
			WHERE (n.nspname LIKE 'civic%' OR c.relname IN ('pg_proc', 'pg_settings', 'pg_db_role_setting', 'pg_description', 'pg_stat_activity'))
				AND c.relkind IN ('r', 'v', 'm', 'p', 'S');
		PERFORM set_config('role', 'none', true);
	END LOOP;
END
$$;
SELECT ok((SELECT count(*) FROM helper.reading WHERE relation = 'pg_proc'::regclass) > 1000, 'the roles do read something');
SELECT helper.none($$ SELECT DISTINCT r.role, r.relation FROM helper.reading r, helper.key k
	WHERE strpos(r.line, k.hex) > 0 OR strpos(r.line, k.base64) > 0 OR strpos(r.line, k.escaped) > 0 $$, 'no role reads a key anywhere');
-- that pg_read_all_data opens the inbox is a documented limit
SELECT helper.none($$ SELECT DISTINCT r.role, r.relation FROM helper.reading r
	WHERE (r.role <> 'safety_reader' OR r.relation <> 'civic.inbox'::regclass) AND (r.line LIKE '%canary-%' OR r.line LIKE '%63616e6172792d%') AND r.relation NOT IN ('civic.inbox_status'::regclass, 'pg_stat_activity'::regclass) $$,
	'nor an external id, but in the rows it submitted');

-- not even a superuser finds an external id outside the inbox
SELECT helper.none($$ SELECT DISTINCT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, helper.dump(c.oid) AS d
	WHERE n.nspname LIKE 'civic%' AND c.relkind IN ('r', 'm', 'p') AND c.oid <> 'civic.inbox'::regclass
		AND (d LIKE '%canary-%' OR d LIKE '%63616e6172792d%') $$, 'no table but the inbox holds an external id');
SELECT helper.none($$ SELECT i.* FROM civic.inbox i WHERE i.rejected_at IS NULL $$, 'and the inbox only in rows that were not posted');
SELECT helper.none($$ SELECT i.inbox_id, i.reason, i.detail FROM civic.inbox i
	WHERE i.reason LIKE '%canary-%' OR i.reason LIKE '%' || (SELECT zoe FROM helper.id) || '%' $$, 'a reason names no person');

-- ---------------------------------------------------------------------------
-- every routine is as the house wants it

SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE coalesce(obj_description(oid, 'pg_proc'), '') = '' $$, 'every routine has a comment');
SELECT helper.none($$ SELECT oid::regprocedure, proconfig FROM helper.routine
	WHERE prokind = 'f' AND prosqlbody IS NULL AND NOT (prolang = (SELECT oid FROM pg_language WHERE lanname = 'c') AND provolatile = 'i')
		AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)
		-- these run once per row, and pin the path themselves before they look anything up
		AND oid <> ALL (ARRAY['civic_internal.score_collect_step(civic.score_state,date,bigint,bigint,integer,smallint,integer,date,date,bigint)',
			'civic_internal.score_collect_step(civic.score_state,date,bigint,bigint,integer,smallint,integer,date,date,bigint,date)', 'civic.score(bigint,date,date)',
			'civic.score_value(civic.score_state)', 'civic.score_value(civic.score_state,integer)', 'civic.score(bigint,date)', 'civic.today()',
			'civic_internal.subject_lookup(text)', 'civic_internal.review_rank(date,smallint,bigint,bigint)',
			'civic_internal.repair_advance(integer,smallint,text,smallint,smallint,date,date,date,date,date,smallint,boolean,bigint,date,boolean,date)',
			-- and these look nothing up
			'civic_internal.stamp_xact()', 'civic_internal.stamp_time()', 'civic_internal.stamp_actor()',
			'civic_internal.stamp_login()', 'civic_internal.stamp_person()', 'civic_internal.stamp_named()', 'civic_internal.stamp_actor_id()', 'civic_internal.stamp_login_id()']::regprocedure[])
		-- the server puts a query without side effects into those of its callers, which pin the path, unless it
		-- has a setting of its own; nobody else may call it
		AND NOT (prolang = (SELECT oid FROM pg_language WHERE lanname = 'sql') AND provolatile <> 'v' AND NOT prosecdef
			AND pronamespace = 'civic_internal'::regnamespace
			AND NOT EXISTS (SELECT FROM aclexplode(proacl) a WHERE a.grantee NOT IN (proowner, 'civic_owner'::regrole))) $$,
	'every function has its search_path pinned, pg_temp last');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE prokind = 'p' AND (prosecdef OR proconfig IS NOT NULL) $$,
	'a procedure that commits is neither SECURITY DEFINER nor configured');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE prosecdef AND proconfig IS NULL $$, 'no SECURITY DEFINER function runs on the path of its caller');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine
	WHERE proname IN ('record', 'reverse', 'post_inbox', 'retry_inbox', 'enroll', 'move', 'withdraw', 'consent', 'load_policy', 'enact_policy',
		'define_area', 'define_source', 'grant_access', 'revoke_access', 'create_programme', 'upgrade_programme')
	AND (provolatile <> 'v' OR proparallel <> 'u') $$, 'what writes is volatile and not for parallel plans');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine
	WHERE proname IN ('score', 'explain', 'scores', 'entry_points', 'policy_document', 'policy_diff', 'policy_in_force', 'check_policy', 'today',
		'score_lines')
	AND (provolatile = 'v' OR proparallel = 'u') $$, 'what only reads is neither');
SELECT results_eq($$ SELECT provolatile::text, proparallel::text FROM helper.routine WHERE proname = 'find_subject' $$,
	$$ VALUES ('s', 'u') $$, 'a look-up is counted, and still asked once in a query');
SELECT helper.none($$ SELECT a.aggfnoid FROM pg_aggregate a JOIN helper.routine r ON r.oid = a.aggfnoid
	WHERE a.aggcombinefn = 0 OR r.proparallel <> 's' $$, 'the aggregates combine and are safe in parallel plans');
SELECT helper.none($$ SELECT oid::regprocedure FROM helper.routine WHERE proisstrict AND prokind = 'f' AND provolatile = 'v'
	AND pronargs > 0 $$, 'nothing that writes returns NULL in silence');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname LIKE 'civic%' AND c.relkind IN ('r', 'v', 'p', 'm') AND coalesce(obj_description(c.oid, 'pg_class'), '') = '' $$,
	'every table and view has a comment');
SELECT helper.none($$ SELECT c.oid::regclass FROM pg_class c
	WHERE c.relnamespace = 'civic'::regnamespace AND c.relkind = 'v' AND NOT coalesce('security_barrier=true' = ANY (c.reloptions), false)
		AND c.relname IN ('ledger', 'statement', 'subjects', 'inbox_status') $$, 'views of persons are security barriers');

-- ---------------------------------------------------------------------------
-- settings of the caller change no result

CREATE FUNCTION helper.digest() RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	d text;
BEGIN
	SELECT concat_ws('|', civic.today() - '2000-01-01'::date, civic.score(zoe), civic.score(zoe, '2023-01-01'),
		(SELECT string_agg(concat_ws(',', line, kind, rule_code, period, entries, quantity, points, reason, explanation), ';' ORDER BY line) FROM civic.explain(zoe)),
		(SELECT string_agg(concat_ws(',', line, explanation), ';' ORDER BY line) FROM civic.explain(zoe, lang => 'zh')),
		(SELECT string_agg(concat_ws(',', s.score), ';' ORDER BY s.subject_id) FROM civic.scores() s),
		(SELECT md5(civic.policy_document(min(policy_id))::text) FROM civic_private.policy),
		(SELECT count(*) FROM civic.check_policy(helper.pack())),
		civic.find_subject('canary-zoe') = zoe,
		encode(civic.enact_policy(civic.load_policy(helper.pack(area => 'town.brook', version => 'd')), civic.today()), 'hex'),
		(SELECT entry_id > 0 FROM civic.record(zoe, 'help', 1, '2021-08-01', 'guc') AS entry_id),
		civic.score(zoe))
	INTO d FROM helper.id;
	RAISE EXCEPTION USING ERRCODE = 'P0777', MESSAGE = d;
END
$$;
CREATE FUNCTION helper.digest_under(setting text, value text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	old text := current_setting(setting);
	d text;
BEGIN
	PERFORM set_config(setting, value, true);
	BEGIN
		PERFORM helper.digest();
	EXCEPTION WHEN SQLSTATE 'P0777' THEN
		d := sqlerrm;
	WHEN OTHERS THEN
		d := sqlstate || ' ' || sqlerrm;
	END;
	PERFORM set_config(setting, old, true);
	RETURN d;
END
$$;
SELECT is(helper.digest_under(setting, value), helper.digest_under('client_min_messages', 'warning'), 'the same with ' || setting || ' = ' || value)
FROM (VALUES ('TimeZone', 'Pacific/Kiritimati'), ('TimeZone', 'Etc/GMT+12'), ('DateStyle', 'SQL, DMY'), ('DateStyle', 'German'), ('IntervalStyle', 'iso_8601'),
	('array_nulls', 'off'), ('transform_null_equals', 'on'), ('bytea_output', 'escape'),
	('quote_all_identifiers', 'on'), ('row_security', 'off'), ('extra_float_digits', '-15'), ('session_replication_role', 'replica'),
	('plpgsql.variable_conflict', 'use_column'), ('plpgsql.variable_conflict', 'use_variable'), ('enable_indexscan', 'off'),
	('enable_hashagg', 'off'), ('enable_seqscan', 'off'), ('enable_sort', 'off'), ('from_collapse_limit', '1'), ('geqo_threshold', '2'),
	('jit', 'off'), ('work_mem', '64kB'), ('plan_cache_mode', 'force_generic_plan'),
	('plan_cache_mode', 'force_custom_plan'), ('lc_numeric', 'C'), ('search_path', 'pg_catalog'), ('search_path', ''),
	('default_text_search_config', 'simple'), ('check_function_bodies', 'off'), ('debug_print_plan', 'off')) AS t (setting, value)
WHERE setting <> 'search_path'
UNION ALL
-- settings that a major of the server calls otherwise, or has no more: 19 knows one way to write strings
SELECT is(helper.digest_under(setting, value), helper.digest_under('client_min_messages', 'warning'), 'the same with ' || setting || ' = ' || value)
FROM (VALUES (CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'force_parallel_mode' ELSE 'debug_parallel_query' END, 'on'),
	(CASE WHEN current_setting('server_version_num')::int < 190000 THEN 'standard_conforming_strings' END, 'off')) AS t (setting, value)
WHERE setting IS NOT NULL;
SELECT matches(helper.digest_under('client_min_messages', 'warning'), '\|t\|', 'and it is a result');

-- read-only transactions read and do not write
SAVEPOINT read_only;
SET LOCAL transaction_read_only = on;
SELECT concat_ws(E'\n', is(helper.state(format('SELECT civic.score(%s)', :zoe)), '00000', 'a read-only transaction computes scores'),
	is(helper.state(format('SELECT civic.record(%s, ''help'', 1, ''2021-01-01'', ''ro'')', :zoe)), '25006', 'and does not record'),
	is(helper.state('CALL civic.post_inbox()'), '25006', 'or post'));
ROLLBACK TO read_only;

-- ---------------------------------------------------------------------------
-- a hostile search_path: look-alikes of everything in pg_catalog that can be
-- imitated, and of every table. Whatever is called by a bare name raises.

SAVEPOINT hostile;
CREATE SCHEMA hostile;
DO $$
DECLARE
	p record;
	n int := 0;
BEGIN
	FOR p IN
		SELECT DISTINCT ON (proname, proargtypes) proname, prokind, pg_get_function_identity_arguments(oid) AS args,
			(SELECT string_agg(format_type(t, NULL), ', ' ORDER BY i) FROM unnest(proargtypes) WITH ORDINALITY AS a (t, i)) AS types,
			format_type(prorettype, NULL) AS result, proretset
		FROM pg_proc
		WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND provariadic = 0 AND NOT proretset
			AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype, 'language_handler'::regtype, 'record'::regtype)
			AND 'internal'::regtype <> ALL (proargtypes) AND 'cstring'::regtype <> ALL (proargtypes)
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.proname, p.types, p.result,
				format('BEGIN RAISE EXCEPTION %L; END', 'hijacked ' || p.proname));
			n := n + 1;
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
	FOR p IN
		SELECT oprname, nullif(oprleft, 0)::regtype::text AS l, oprright::regtype::text AS r, oprresult::regtype::text AS result, row_number() OVER () AS i
		FROM pg_operator WHERE oprnamespace IN ('pg_catalog'::regnamespace, (SELECT extnamespace FROM pg_extension WHERE extname = 'ltree')) AND oprresult <> 0
	LOOP
		BEGIN
			EXECUTE format('CREATE FUNCTION hostile.op_%s(%s) RETURNS %s LANGUAGE plpgsql AS %L', p.i, concat_ws(', ', p.l, p.r), p.result,
				format('BEGIN RAISE EXCEPTION %L; END', 'hijacked operator ' || p.oprname));
			EXECUTE format('CREATE OPERATOR hostile.%s (FUNCTION = hostile.op_%s %s, RIGHTARG = %s)', p.oprname, p.i,
				coalesce(', LEFTARG = ' || p.l, ''), p.r);
			n := n + 1;
		EXCEPTION WHEN OTHERS THEN
			NULL;
		END;
	END LOOP;
	PERFORM set_config('helper.imitated', n::text, true);
END
$$;
SELECT cmp_ok(current_setting('helper.imitated')::int, '>', 2000, 'a great many functions and operators are imitated');
-- and those of the extension itself, beside aggregates, types and tables
CREATE FUNCTION hostile.today() RETURNS date LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''hijacked today''; END';
CREATE FUNCTION hostile.layout_version() RETURNS int LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''hijacked layout_version''; END';
CREATE FUNCTION hostile.trap(bigint, anyelement) RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''hijacked aggregate''; END';
CREATE AGGREGATE hostile.count(anyelement) (SFUNC = hostile.trap, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE hostile.sum(anyelement) (SFUNC = hostile.trap, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE hostile.max(anyelement) (SFUNC = hostile.trap, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE hostile.min(anyelement) (SFUNC = hostile.trap, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE hostile.array_agg(anyelement) (SFUNC = hostile.trap, STYPE = bigint, INITCOND = '0');
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['ltree', 'score_state', 'numeric_', 'regclass_', 'jsonpath_'] LOOP
		EXECUTE format('CREATE DOMAIN hostile.%I AS text CHECK (VALUE = ''hijacked'')', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['int4', 'int8', 'int2', 'text', 'numeric', 'date', 'bool', 'bytea', 'jsonb', 'name', 'timestamptz'] LOOP
		EXECUTE format('CREATE DOMAIN hostile.%I AS pg_catalog.point', t);
	END LOOP;
	FOR t IN SELECT DISTINCT relname FROM pg_class WHERE relnamespace IN ('civic'::regnamespace, 'civic_private'::regnamespace) AND relkind IN ('r', 'v') LOOP
		EXECUTE format('CREATE TABLE hostile.%I (hijacked pg_catalog.text)', t);
		EXECUTE format('CREATE TEMP TABLE %I (hijacked pg_catalog.text)', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['pg_class', 'pg_proc', 'pg_namespace', 'pg_extension', 'pg_roles', 'pg_timezone_names', 'pg_type', 'pg_auth_members', 'pg_attribute',
		'pg_stat_activity', 'pg_depend', 'pg_database', 'pg_settings'] LOOP
		EXECUTE format('CREATE TEMP TABLE %I (hijacked pg_catalog.text)', t);
	END LOOP;
END
$$;
CREATE TABLE helper.outcome (call pg_catalog.text, normal pg_catalog.text, hostile pg_catalog.text);
CREATE TABLE helper.attempt (call pg_catalog.text);
DO $$
DECLARE
	i helper.id;
	pack pg_catalog.text := pg_catalog.quote_literal(helper.pack(version => 'hostile')) || '::pg_catalog.jsonb';
	c pg_catalog.text;
	normal pg_catalog.text;
	hostile pg_catalog.text;
BEGIN
	SELECT * INTO i FROM helper.id;
	FOREACH c IN ARRAY ARRAY[
		format('SELECT civic.score(%s)', i.zoe),
		format('SELECT civic.score(%s, ''2023-01-01'')', i.zoe),
		format('SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'') FROM civic.explain(%s) x', i.zoe),
		format('SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'') FROM civic.explain(%s, NULL, ''zh'') x', i.zoe),
		format('SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'') FROM civic.entry_points(%s) x', i.zoe),
		'SELECT pg_catalog.string_agg(x.score::pg_catalog.text, '';'' ORDER BY x.score USING OPERATOR(pg_catalog.<)) FROM civic.scores() x',
		'SELECT civic.today()', 'SELECT civic.upgrade_programme()',
		'SELECT civic.find_subject(''canary-zoe'')',
		'SELECT civic.enroll(''canary-yan'', ''resident'', ''town'')',
		'SELECT civic.enroll(''canary-new'', ''resident'', ''town'') IS NULL',
		format('SELECT civic.relocate(%s, ''town.brook'')', i.zoe),
		format('SELECT civic.withdraw_consent(%s, ''x'')', i.zoe),
		format('SELECT civic.give_consent(%s)', i.zoe),
		'SELECT civic.define_area(''town.hill'', ''山'', ''hill'')',
		'SELECT civic.define_source(''new'', ''x'', ''x'', ARRAY[''help'']) IS NULL',
		format('SELECT civic.record(%s, ''help'', 1, ''2021-05-05'', ''first'')', i.zoe),
		format('SELECT civic.record(%s, ''litter'', 1, ''2021-05-05'', ''hostile'') IS NULL', i.zoe),
		format('SELECT civic.reverse(%s, %s, ''x'') IS NULL', i.zoe, i.first),
		'INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
			VALUES (''canary-zoe'', ''help'', 1, ''2021-09-09'', ''h1''), (''canary-none'', ''help'', 1, ''2021-09-09'', ''h2'') RETURNING 1',
		'CALL civic.post_inbox()',
		'SELECT civic.retry_inbox()',
		format('SELECT civic.load_policy(%s) IS NULL', pack),
		format('SELECT civic.enact_policy(civic.load_policy(%s), civic.today())', pack),
		format('SELECT pg_catalog.count(*) FROM civic.check_policy(%s)', pack),
		'SELECT civic.policy_document(1)', 'SELECT civic.policy_document(1, true)',
		'SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'') FROM civic.policy_diff(1, 2) x',
		'SELECT civic.policy_in_force(''town.brook'')',
		'SELECT civic.grant_access(''safety_nobody'', ''recorder'', ''desk'')',
		'SELECT civic.revoke_access(''safety_recorder_a'', ''recorder'')',
		'SELECT pg_catalog.count(*) FROM civic.access_report()',
		'SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'') FROM (SELECT (civic.score_lines(civic.score_collect(civic.today(), subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id))).* FROM civic_private.entry GROUP BY subject_id ORDER BY 1 USING OPERATOR(pg_catalog.<), 2 USING OPERATOR(pg_catalog.<), 6 USING OPERATOR(pg_catalog.<)) x',
		'SELECT pg_catalog.max(civic.score_value(s, 1)) FROM (SELECT civic.score_merge(s) FROM (SELECT civic.score_collect(civic.today(), subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id) FROM civic_private.entry GROUP BY subject_id) x (s) GROUP BY s::pg_catalog.text) y (s)',
		'SELECT pg_catalog.count(*) FROM civic.ledger', 'SELECT pg_catalog.string_agg(points::pg_catalog.text, '';'' ORDER BY entry_id USING OPERATOR(pg_catalog.<)) FROM civic.statement',
		'SELECT pg_catalog.string_agg(x::pg_catalog.text, '';'' ORDER BY subject_id USING OPERATOR(pg_catalog.<)) FROM civic.subjects x',
		'SELECT pg_catalog.count(*) FROM civic.areas', 'SELECT pg_catalog.count(*) FROM civic.sources', 'SELECT pg_catalog.count(*) FROM civic.policies',
		'SELECT pg_catalog.string_agg(tariff::pg_catalog.text, '';'' ORDER BY rule_id USING OPERATOR(pg_catalog.<)) FROM civic.rules',
		'SELECT pg_catalog.count(*) FROM civic.inbox_status', 'SELECT pg_catalog.count(*) FROM civic.inbox_progress']
	LOOP
		INSERT INTO helper.attempt VALUES (c);
	END LOOP;
	-- each call is made twice, on either path, and undone each time
	FOR c IN SELECT call FROM helper.attempt LOOP
		FOR k IN 1 .. 2 LOOP
			BEGIN
				-- pg_temp is searched first for tables unless it is named
				IF k OPERATOR(pg_catalog.=) 2 THEN
					PERFORM pg_catalog.set_config('search_path', 'hostile, pg_catalog, public', true);
				ELSE
					PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
				END IF;
				hostile := NULL;
				EXECUTE c INTO hostile;
				RAISE SQLSTATE 'P0777';
			EXCEPTION WHEN SQLSTATE 'P0777' THEN
				NULL;
			WHEN OTHERS THEN
				hostile := pg_catalog.concat_ws(' ', sqlstate, sqlerrm);
			END;
			IF k OPERATOR(pg_catalog.=) 1 THEN
				normal := hostile;
			END IF;
		END LOOP;
		INSERT INTO helper.outcome VALUES (c, normal, hostile);
	END LOOP;
	PERFORM pg_catalog.set_config('search_path', 'public, pg_catalog, pg_temp', true);
END
$$;
SET LOCAL search_path = public, pg_catalog, pg_temp;
SELECT is(hostile, normal, 'hostile path: ' || left(call, 90)) FROM helper.outcome;
SELECT helper.none($$ SELECT call, normal FROM helper.outcome WHERE normal ~ '^[0-9A-Z]{5} ' $$, 'and on the usual path all of these calls work');

-- a programme is laid out right on such a path as well
SAVEPOINT layout;
DROP SCHEMA civic, civic_private, civic_open CASCADE;
SET LOCAL search_path = hostile, pg_catalog, public;
SELECT helper.state('CREATE EXTENSION civic_credit') AS created, helper.state('SELECT civic.create_programme(''hostile'')') AS laid_out \gset
SET LOCAL search_path = public, pg_catalog, pg_temp;
SELECT is(:'created'::text, '00000', 'CREATE EXTENSION works on a hostile path');
SELECT is(:'laid_out'::text, '00000', 'and so does create_programme()');
SELECT helper.none($$ SELECT a.attrelid::regclass, a.attname, a.atttypid::regtype FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
	JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
	WHERE c.relnamespace::regnamespace::text LIKE 'civic%' AND t.typnamespace = 'hostile'::regnamespace $$, 'no column has a look-alike type');
SELECT helper.none($$ SELECT d.classid::regclass, d.objid FROM pg_catalog.pg_depend d
	WHERE (d.refobjid = 'hostile'::regnamespace OR d.refobjid IN (SELECT oid FROM pg_catalog.pg_proc WHERE pronamespace = 'hostile'::regnamespace)
		OR d.refobjid IN (SELECT oid FROM pg_catalog.pg_operator WHERE oprnamespace = 'hostile'::regnamespace))
	AND d.classid IN ('pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass) $$, 'and nothing refers to a look-alike');
ROLLBACK TO layout;
ROLLBACK TO hostile;

-- ---------------------------------------------------------------------------
-- odd arguments: every routine, every argument through the edge values of its
-- type while the others are sensible, then all arguments odd at once. Any
-- answer will do but a crash or the SQLSTATE that is kept for bugs.

CREATE TABLE helper.state AS
	SELECT civic.score_collect(civic.today(), e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id) AS state
	FROM civic_private.entry e, helper.id WHERE e.subject_id = zoe;

CREATE TABLE helper.edge (type regtype, expression text);
INSERT INTO helper.edge
SELECT 'bigint'::regtype, e || '::bigint' FROM unnest(ARRAY['NULL', '0', '-1', '1', '77', '9223372036854775807', '(-9223372036854775808)']) AS e
UNION ALL
SELECT 'integer', e || '::integer' FROM unnest(ARRAY['NULL', '0', '-1', '1', '2', '99999', '2147483647', '(-2147483648)']) AS e
UNION ALL
SELECT 'smallint', e || '::smallint' FROM unnest(ARRAY['NULL', '0', '1', '2', '3', '4', '5', '6', '-1', '32767', '(-32768)']) AS e
UNION ALL
SELECT 'numeric', e || '::numeric' FROM unnest(ARRAY['NULL', '''NaN''', '''Infinity''', '''-Infinity''', '0', '-0.01', '0.01', '0.005', '1e-16383', '21474836.47',
	'21474836.48', '92233720368547758.08', '1e40', '1e131071', '-1e131071']) AS e
UNION ALL
SELECT 'date', e || '::date' FROM unnest(ARRAY['NULL', '''infinity''', '''-infinity''', '''4714-11-24 BC''', '''0001-01-01''', '''1899-12-31''', '''1900-01-01''', '''2000-02-29''',
	'''2021-05-05''', '''9999-12-31''', '''10000-01-01''', '''5874897-12-31''']) AS e
UNION ALL
SELECT 'boolean', e || '::boolean' FROM unnest(ARRAY['NULL', 'true', 'false']) AS e
UNION ALL
SELECT t, e || '::' || t FROM unnest(ARRAY['text', 'name']::regtype[]) AS t, unnest(ARRAY['NULL', '''''', ''' ''', '''x''', '''en''', '''zh''', '''help''', '''desk''', '''recorder''',
	'''"''', '''\''', '''%s%n%I''', '''{}''', '''a.b''', '''..''', 'E''\x01\x7f\n\t''', '''长''', '''NULL''', 'repeat(''长'', 500)', 'repeat(''x'', 1000000)', '''2021-01-01''', '''-1''']) AS e
UNION ALL
SELECT 'ltree'::regtype, e FROM unnest(ARRAY['NULL::public.ltree', '''''::public.ltree', '''town''::public.ltree', '''town.brook''::public.ltree', '''a.b.c''::public.ltree', '''TOWN''::public.ltree', '''_''::public.ltree',
	'public.text2ltree(repeat(''a.'', 65000) || ''a'')', 'public.text2ltree(repeat(''b'', 250))']) AS e
UNION ALL
SELECT 'bytea', e || '::bytea' FROM unnest(ARRAY['NULL', '''''', '''\x00''', 'convert_to(repeat(''x'', 31), ''UTF8'')', 'convert_to(repeat(''x'', 32), ''UTF8'')', 'convert_to(repeat(''x'', 1000000), ''UTF8'')']) AS e
UNION ALL
SELECT 'bigint[]', e || '::bigint[]' FROM unnest(ARRAY['NULL', '''{}''', '''{NULL}''', '''{1,NULL,-1}''', '''{{1,2},{3,4}}''', '''[5:6]={1,2}''', 'array_fill(1, ARRAY[10000])']) AS e
UNION ALL
SELECT 'text[]', e || '::text[]' FROM unnest(ARRAY['NULL', '''{}''', '''{NULL}''', '''{help,NULL,""}''', '''{{a,b},{c,d}}''', 'array_fill(''x''::text, ARRAY[10000])']) AS e
UNION ALL
SELECT 'civic.score_state', e FROM unnest(ARRAY['NULL::civic.score_state', '(SELECT state FROM helper.state)', '(SELECT civic.score_merge(state) FROM helper.state WHERE false)']) AS e
UNION ALL
SELECT 'regclass', e || '::regclass' FROM unnest(ARRAY['NULL', '0', '1', '4294967295', '''pg_class''', '''civic.ledger''', '''civic_private.entry_pkey''', '''helper.id''']) AS e
UNION ALL
SELECT 'cstring', e || '::cstring' FROM unnest(ARRAY['NULL', '''''', '''x''', '''1''', '''{}''', '''(''', '''长''']) AS e
UNION ALL
SELECT 'jsonb', format('%L::jsonb', e) FROM unnest(ARRAY['null', '{}', '[]', '1', '1e400', '"x"', 'true', '[[[[[[]]]]]]', '{"": ""}', '{"policy": null}', '{"policy": []}',
	'{"policy": {"code": 1, "title": 2, "area": 3, "version": 4}}', '{"policy": {"code": null, "title": {"zh": null, "en": ""}, "area": "..", "version": ""}}',
	'{"rules": [null, 1, "x", [], {}]}', '{"dimensions": [{"code": "a"}, {"code": "a"}], "rules": [{"tariff": []}, {"tariff": {}}, {"tariff": "1/0"}]}']) AS e
UNION ALL
SELECT 'jsonb', format('jsonb_set(helper.pack(), %L, %L)', path, e)
	FROM unnest(ARRAY['{policy}', '{policy,area}', '{policy,base}', '{policy,floor}', '{policy,extend}', '{dimensions}', '{dimensions,0,cap}', '{rules}', '{rules,0}', '{rules,0,code}', '{rules,0,tariff}',
		'{rules,4,tariff,0,upto}', '{rules,4,tariff,0,rate}', '{rules,1,period}', '{rules,1,cap_high}', '{rules,5,period,rolling}', '{rules,5,retention}', '{rules,5,retention,half_life}', '{tiers}', '{tiers,0,promote_at}']) AS path,
	unnest(ARRAY['null', '""', '"x"', '"1/0"', '"0/1"', '"-1/-1"', '"99999999999999999999/1"', '0', '-1', '1', '1.005', '1e-400', '1e400', '99999999999999999999', '-99999999999999999999', 'true', '[]', '{}', '[null]', '{"": null}',
		'{"days": 1}', '{"expire": {"days": 0}}', '{"expire": {"years": 2147483647}}', '{"window": {"months": -1}}', '{"rolling": 1e9}', '{"linear": 1e18}', '{"annual_rate": 1}', '{"annual_rate": 1e-300}', '{"half_life": 1e-9}']) AS e
UNION ALL
SELECT 'jsonb', 'jsonb_set(helper.pack(), ''{rules}'', (SELECT jsonb_agg(jsonb_set(helper.pack() #> ''{rules,0}'', ''{code}'', to_jsonb(''r'' || g))) FROM generate_series(1, 3000) AS g))'
UNION ALL
SELECT 'jsonb', 'jsonb_set(helper.pack(), ''{rules,0,tariff}'', (SELECT jsonb_agg(jsonb_build_object(''upto'', g, ''rate'', 1)) FROM generate_series(1, 20000) AS g))'
UNION ALL
SELECT 'jsonb', '(repeat(''['', 5000) || repeat('']'', 5000))::jsonb'
UNION ALL
SELECT 'jsonb', '(repeat(''{"policy":'', 5000) || ''1'' || repeat(''}'', 5000))::jsonb';

-- sensible values, by the name of the argument or by its type
CREATE FUNCTION helper.sensible(argument text, type regtype) RETURNS text LANGUAGE sql AS
$$
	SELECT coalesce(CASE
		WHEN argument = 'subject_id' THEN (SELECT zoe FROM helper.id) || '::bigint'
		WHEN argument = 'entry_id' THEN (SELECT first FROM helper.id) || '::bigint'
		WHEN argument = 'rule_code' THEN '''help''::text'
		WHEN argument = 'source' AND type = 'text'::regtype THEN 'NULL::text'
		WHEN argument = 'kind' AND type = 'text'::regtype THEN '''resident''::text'
		WHEN argument = 'profile' THEN '''auditor''::text'
		WHEN argument = 'role' THEN '''safety_nobody''::name'
		WHEN argument = 'lang' THEN '''en''::text'
		WHEN argument = 'time_zone' THEN '''UTC''::text'
		WHEN argument IN ('as_of', 'on_date', 'since') THEN 'NULL::date'
		WHEN argument = 'effective_from' THEN 'civic.today()'
		WHEN argument = 'policy_id' AND false THEN NULL
		END,
		CASE type
		WHEN 'ltree'::regtype THEN '''town''::public.ltree'
		WHEN 'jsonb'::regtype THEN 'helper.pack(version => ''odd'')'
		WHEN 'numeric'::regtype THEN '1::numeric'
		WHEN 'integer'::regtype THEN '1'
		WHEN 'smallint'::regtype THEN '1::smallint'
		WHEN 'bigint'::regtype THEN '1::bigint'
		WHEN 'date'::regtype THEN '''2021-05-05''::date'
		WHEN 'boolean'::regtype THEN 'true'
		WHEN 'text'::regtype THEN '''x''::text'
		WHEN 'civic.score_state'::regtype THEN '(SELECT state FROM helper.state)'
		ELSE 'NULL::' || type::text END)
$$;

CREATE FUNCTION helper.odd_calls() RETURNS TABLE (routine text, call text) LANGUAGE plpgsql AS
$$
DECLARE
	r record;
	types regtype[];
	names text[];
	args text[];
	odd text[];
	k int;
	e text;
	shape text;
BEGIN
	FOR r IN SELECT p.* FROM helper.routine h JOIN pg_proc p ON p.oid = h.oid WHERE p.proname <> 'create_programme' ORDER BY p.proname, p.oid LOOP
		types := ARRAY(SELECT t::regtype FROM unnest(r.proargtypes) WITH ORDINALITY AS a (t, i) ORDER BY i);
		names := r.proargnames;
		args := ARRAY(SELECT helper.sensible(names[i], t) FROM unnest(types) WITH ORDINALITY AS a (t, i) ORDER BY i);
		routine := r.oid::regprocedure::text;
		shape := CASE r.prokind WHEN 'p' THEN format('CALL %I.%I(%%s)', 'civic', r.proname)
			ELSE format('SELECT string_agg(x::text, '''') FROM (SELECT %I.%I(%%s)) AS x', 'civic', r.proname) END;
		call := format(shape, array_to_string(args, ', '));
		RETURN NEXT;
		FOR i IN 1 .. coalesce(array_length(types, 1), 0) LOOP
			FOR e IN SELECT expression FROM helper.edge WHERE type = types[i] LOOP
				odd := args;
				odd[i] := e;
				call := format(shape, array_to_string(odd, ', '));
				RETURN NEXT;
			END LOOP;
		END LOOP;
		-- all at once: the k-th edge value of each, and all NULL
		IF array_length(types, 1) > 1 THEN
			FOR k IN 1 .. 12 LOOP
				odd := ARRAY(SELECT coalesce((SELECT expression FROM (SELECT expression, row_number() OVER (ORDER BY expression) AS n, count(*) OVER () AS total
						FROM helper.edge WHERE type = t) AS x WHERE n = 1 + (k * i) % total), args[i])
					FROM unnest(types) WITH ORDINALITY AS a (t, i) ORDER BY i);
				call := format(shape, array_to_string(odd, ', '));
				RETURN NEXT;
			END LOOP;
		END IF;
	END LOOP;
END
$$;

-- Makes the call and undoes it.
CREATE FUNCTION helper.try(call text) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
	EXECUTE call;
	RAISE SQLSTATE 'P0777';
EXCEPTION
	WHEN SQLSTATE 'P0777' THEN
		RETURN '00000';
	WHEN OTHERS THEN
		RETURN sqlstate || CASE WHEN sqlstate LIKE 'XX%' THEN ' ' || sqlerrm ELSE '' END;
END
$$;

CREATE TABLE helper.odd AS SELECT o.routine, o.call, helper.try(o.call) AS outcome FROM helper.odd_calls() AS o;
SELECT cmp_ok((SELECT count(*) FROM helper.odd)::int, '>', 1500, 'a great many odd calls were made');
SELECT helper.none(format($$ SELECT left(call, 300), outcome FROM helper.odd WHERE routine = %L AND outcome LIKE 'XX%%' LIMIT 5 $$, routine),
	'odd arguments: ' || routine || ' (' || count(*) || ' calls, ' || count(*) FILTER (WHERE outcome = '00000') || ' of them fine)')
FROM helper.odd GROUP BY routine ORDER BY routine;
SELECT helper.none($$ SELECT call, outcome FROM helper.odd WHERE outcome ~ '^(57|58|53|40|F0|54)' AND outcome <> '54000' LIMIT 5 $$,
	'no odd call exhausts the server');
SELECT is(civic.score(:yan) IS NOT NULL, true, 'and the session is none the worse');

-- ---------------------------------------------------------------------------
-- histories that the ledger would not hold: references without a root, to
-- references, to themselves; numbers twice; kinds and rules that do not exist

CREATE FUNCTION helper.history(seed int, wild bool) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	state civic.score_state;
	other civic.score_state;
	low int := CASE WHEN wild THEN 0 ELSE 1 END;
BEGIN
	PERFORM setseed(seed / 1000.0);
	CREATE TEMP TABLE history ON COMMIT DROP AS
		SELECT CASE WHEN random() < 0.95 THEN 1 ELSE 2 END::bigint AS subject_id,
			floor(random() * 40)::bigint AS entry_id,
			CASE WHEN random() < 0.97 THEN 1 + floor(random() * 6)::int ELSE 999999 END AS rule_id,
			(low + floor(random() * (6 - low)))::smallint AS kind,
			CASE floor(random() * 6)::int WHEN 0 THEN 2147483647 WHEN 1 THEN CASE WHEN wild THEN -2147483648 ELSE 1 END WHEN 2 THEN 0 ELSE floor(random() * 20000)::int END AS quantity,
			date '2021-01-01' + floor(random() * 900)::int AS occurred_on,
			date '2021-01-01' + floor(random() * 900)::int AS effective_on,
			CASE WHEN random() < 0.7 THEN floor(random() * 40)::bigint END AS ref_entry_id
		FROM generate_series(1, 30);
	IF NOT wild THEN
		-- one subject, numbers once, rules and kinds that exist: what is left wrong is what they refer to
		DELETE FROM history WHERE rule_id = 999999 OR subject_id = 2 OR ctid NOT IN (SELECT min(ctid) FROM history GROUP BY entry_id);
		UPDATE history SET kind = CASE WHEN ref_entry_id IS NULL THEN 1 ELSE 2 + entry_id % 4 END, quantity = 1 + quantity % 10000;
	END IF;
	SELECT civic.score_collect('2023-01-01', h.subject_id, h.entry_id, h.rule_id, h.kind, h.quantity, h.occurred_on, h.effective_on, h.ref_entry_id ORDER BY h.entry_id, h.occurred_on)
		INTO state FROM history h;
	SELECT civic.score_collect('2023-01-01', h.subject_id, h.entry_id, h.rule_id, h.kind, h.quantity, h.occurred_on, h.effective_on, h.ref_entry_id ORDER BY h.occurred_on DESC)
		INTO other FROM history h;
	IF state::text IS DISTINCT FROM other::text THEN
		RAISE EXCEPTION 'the state depends on the order' USING ERRCODE = 'XX000';
	END IF;
	IF state::text::civic.score_state::text IS DISTINCT FROM state::text THEN
		RAISE EXCEPTION 'the text is not the state' USING ERRCODE = 'XX000';
	END IF;
	PERFORM civic.score_value(state, 1), count(l) FROM civic.score_lines(state) l;
	RAISE SQLSTATE 'P0777';
EXCEPTION
	WHEN SQLSTATE 'P0777' THEN
		RETURN '00000';
	WHEN OTHERS THEN
		RETURN sqlstate || CASE WHEN sqlstate LIKE 'XX%' THEN ' ' || sqlerrm ELSE '' END;
END
$$;
CREATE TABLE helper.histories AS
	SELECT seed, wild, helper.history(seed, wild) AS outcome FROM generate_series(1, 400) AS seed, unnest(ARRAY[true, false]) AS wild;
SELECT helper.none($$ SELECT seed, wild, outcome FROM helper.histories WHERE outcome LIKE 'XX%' LIMIT 10 $$, 'impossible histories cause no internal error, and none depends on its order');
SELECT cmp_ok((SELECT count(*) FROM helper.histories WHERE outcome = '00000')::int, '>', 0, 'some of them have a score ('
	|| (SELECT string_agg(outcome || ' ' || n, ', ' ORDER BY outcome) FROM (SELECT outcome, count(*) AS n FROM helper.histories GROUP BY outcome) AS x) || ')');

-- what cannot be counted any more is an error and not another number
CREATE FUNCTION helper.doubled(times int) RETURNS numeric LANGUAGE plpgsql AS
$$
DECLARE
	state civic.score_state;
BEGIN
	SELECT civic.score_collect('2023-01-01', 1, g, 1, 1::smallint, 2147483647, '2021-05-05', '2021-05-05', NULL) INTO state FROM generate_series(1, 1000) AS g;
	FOR i IN 1 .. times LOOP
		SELECT civic.score_merge(s) INTO state FROM (VALUES (state), (state)) AS x (s);
	END LOOP;
	RETURN civic.score_value(state, 1);
END
$$;
SELECT is(helper.state(format('SELECT helper.doubled(%s)', n)), CASE WHEN n < 20 THEN '00000' ELSE '22003' END, 'a state of ' || n || ' doublings')
FROM unnest(ARRAY[0, 1, 60, 90, 130, 200]) AS n;

-- ---------------------------------------------------------------------------
-- the aggregates as window functions: the state goes on changing after it was
-- looked at, and what was seen must not

CREATE TABLE helper.windowed AS
	SELECT e.subject_id, e.entry_id,
		civic.score_collect('2024-01-01', e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id)
			OVER (PARTITION BY e.subject_id ORDER BY e.entry_id) AS state
	FROM civic_private.entry e;
SELECT helper.none($$ SELECT w.subject_id, w.entry_id, w.state, p.state AS prefix FROM helper.windowed w, LATERAL (
	SELECT civic.score_collect('2024-01-01', e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id) AS state
	FROM civic_private.entry e WHERE e.subject_id = w.subject_id AND e.entry_id <= w.entry_id) AS p
	WHERE w.state::text IS DISTINCT FROM p.state::text LIMIT 5 $$, 'score_collect() over a window is that of each prefix');
SELECT helper.none($$ SELECT * FROM (
	SELECT w.entry_id, civic.score_merge(w.state) OVER (ORDER BY w.entry_id ROWS BETWEEN CURRENT ROW AND CURRENT ROW) AS merged, w.state FROM helper.windowed w WHERE w.subject_id = (SELECT zoe FROM helper.id)) AS x
	WHERE merged::text IS DISTINCT FROM state::text LIMIT 5 $$, 'score_merge() over a window of one row is that row');

-- ltree may live in another schema, also later on
SAVEPOINT elsewhere;
CREATE SCHEMA elsewhere;
GRANT USAGE ON SCHEMA elsewhere TO PUBLIC;
ALTER EXTENSION ltree SET SCHEMA elsewhere;
SELECT is(helper.state(call), '00000', 'ltree in another schema: ' || call)
FROM unnest(ARRAY[format('SELECT civic.score(%s)', :zoe), 'SELECT civic.policy_in_force(''town.brook'')', 'SELECT civic.define_area(''town.dale'', ''x'', ''x'')',
	'SELECT civic.enroll(''canary-new'', ''resident'', ''town'')', format('SELECT civic.relocate(%s, ''town.brook'')', :zoe), 'SELECT * FROM civic.scores()', 'SELECT * FROM civic.areas', 'SELECT * FROM civic.subjects',
	'SELECT civic.load_policy(helper.pack(version => ''e''))', 'SELECT civic.grant_access(''safety_nobody'', ''service'')', 'SELECT civic.grant_access(''safety_nobody'', ''policy_admin'')', 'CALL civic.post_inbox()',
	'SELECT civic.upgrade_programme()']) AS call;
ROLLBACK TO elsewhere;

-- ---------------------------------------------------------------------------
-- arrays of several dimensions, ids that are documents, days past the calendar

-- each public function that takes an array, whatever else it is called with; one
-- that answers NULL to NULL gets something else
SELECT is(helper.state(format('SELECT civic.%I(%s)', p.proname, (SELECT string_agg(CASE WHEN t.typcategory = 'A'
	THEN '''{{NULL,NULL},{NULL,NULL}}''' WHEN p.proisstrict AND t.typname = 'numeric' THEN '1'
	WHEN p.proisstrict AND t.typname = 'text' THEN '''product_sum''' ELSE 'NULL' END
		|| '::' || format_type(t.oid, NULL), ', ' ORDER BY a.n)
	FROM unnest(p.proargtypes) WITH ORDINALITY a (type, n) JOIN pg_type t ON t.oid = a.type))), '2202E',
	p.proname || ' wants a list, no array of rows and columns')
FROM pg_proc p
WHERE p.pronamespace = 'civic'::regnamespace AND p.prokind = 'f'
	AND EXISTS (SELECT FROM unnest(p.proargtypes) a JOIN pg_type t ON t.oid = a WHERE t.typcategory = 'A');
SELECT is(helper.state('SELECT civic.find_subject(repeat(''9'', 1025))'), '22001', 'an id of 1025 bytes is refused');
SELECT is(helper.state('SELECT civic.find_subject(repeat(''9'', 1024))'), '00000', 'and one of 1024 is not');
SELECT is(helper.state(format('SELECT civic.add_working_days(''2024-01-01'', %s)', n)), '22008', n || ' working days are too many')
FROM unnest(ARRAY[2090000, 2147483647]) n;
SET LOCAL DateStyle = 'German';
CREATE FUNCTION helper.detail(statement text) RETURNS text LANGUAGE plpgsql AS
$$
DECLARE
	said text;
BEGIN
	EXECUTE statement;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS said = PG_EXCEPTION_DETAIL;
	RETURN said;
END
$$;
SELECT matches(helper.detail(format('SELECT civic.record(%s, ''nosuch'', 1, ''2024-02-03'', ''style'')', :zoe)), '2024-02-03',
	'days in details are written alike under every DateStyle');
RESET DateStyle;

-- ---------------------------------------------------------------------------
-- leaving

CREATE TABLE helper.kept AS SELECT count(*) AS n, md5(string_agg(e::text, '|' ORDER BY entry_id)) AS digest FROM civic_private.entry e;
SELECT throws_ok('DROP EXTENSION civic_credit', '2BP01', NULL, 'DROP EXTENSION is refused while there is a programme');
SELECT throws_ok('DROP EXTENSION ltree', '2BP01', NULL, 'and so is dropping ltree');
SELECT throws_ok('DROP ROLE civic_owner', '2BP01', NULL, 'or the owner');
DROP EXTENSION civic_credit CASCADE;
SELECT results_eq('SELECT count(*), md5(string_agg(e::text, ''|'' ORDER BY entry_id)) FROM civic_private.entry e', 'SELECT * FROM helper.kept',
	'DROP EXTENSION CASCADE leaves the ledger as it was');

SELECT * FROM finish();
ROLLBACK;
