-- posting: one entry, a reversal, the inbox
\set SHOW_CONTEXT never
SELECT civic.enroll('wang', 'resident', 'town.v1', since => '2020-01-01') AS wang \gset

SELECT civic.record(:wang, 'hours', 3, '2024-05-01', 'a1') AS a1 \gset
SELECT civic.record(:wang, 'hours', 3.00, '2024-05-01', 'a1') = :a1 AS same_entry;
SELECT civic.record(:wang, 'donation', 500, '2024-05-01', 'a2', 'receipt 17') AS a2 \gset
SELECT civic.record(:wang, 'donation', 500, '2024-05-01', 'a2', 'receipt 17') = :a2 AS same_entry;

-- each mistake has its SQLSTATE
CREATE FUNCTION attempt(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	RETURN 'done';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	message := concat_ws(' | ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
	RETURN regexp_replace(regexp_replace(message, '(entry|subject) \d+', '\1 N', 'g'), 'It is [-0-9]+, and .*today is [-0-9]+', 'It is D + 1, today is D');
END $$;
SELECT attempt(format('SELECT civic.record(%s, %s)', :wang, arguments))
  FROM (VALUES ($$'hours', 4, '2024-05-01', 'a1'$$),
	($$'help', 3, '2024-05-01', 'a1'$$),
	($$'hours', 3, '2024-05-02', 'a1'$$),
	($$'hours', 3, '2024-05-01', 'a1', 'evidence'$$),
	($$'donation', 500, '2024-05-01', 'a2', 'receipt 18'$$),
	($$'donation', 500, '2024-05-01', 'a3'$$),
	($$'flying', 1, '2024-05-01', 'b1'$$),
	($$'banquet', 1, '2024-05-01', 'b1'$$),
	($$'hours', 'NaN', '2024-05-01', 'b1'$$),
	($$'hours', 'Infinity', '2024-05-01', 'b1'$$),
	($$'hours', 0, '2024-05-01', 'b1'$$),
	($$'hours', -1, '2024-05-01', 'b1'$$),
	($$'hours', 1.005, '2024-05-01', 'b1'$$),
	($$'hours', 21474836.48, '2024-05-01', 'b1'$$),
	($$'hours', 1e50, '2024-05-01', 'b1'$$),
	($$'hours', 1.0000, '2024-05-01', 'b0'$$),
	($$'hours', 1, 'infinity', 'b1'$$),
	($$'hours', 1, '-infinity', 'b1'$$),
	($$'hours', 1, '1800-01-01', 'b1'$$),
	($$'hours', 1, civic.today() + 1, 'b1'$$),
	($$'hours', 1, '2019-12-31', 'b1'$$),
	($$'hours', 1, '2024-05-01', ''$$),
	($$'hours', 1, '2024-05-01', repeat('x', 1025)$$),
	($$'hours', 1, '2024-05-01', NULL$$),
	($$'hours', NULL, '2024-05-01', 'b1'$$),
	($$NULL, 1, '2024-05-01', 'b1'$$),
	($$'hours', 1, NULL, 'b1'$$),
	($$'hours', 1, '2024-05-01', 'b1', source => 'nasa'$$),
	($$'hours', 1, '2024-05-01', 'b1', source => 'police'$$)) a (arguments);
SELECT attempt('SELECT civic.record(NULL, ''hours'', 1, ''2024-05-01'', ''b1'')');
SELECT attempt('SELECT civic.record(17, ''hours'', 1, ''2024-05-01'', ''b1'')');

-- a loss takes effect after its notice; reversed before, it never counts
SELECT civic.record(:wang, 'littering', 1, '2024-05-01', 'c1', source => 'police') AS c1 \gset
SELECT effective_on - civic.today() AS notice FROM civic.ledger WHERE entry_id = :c1;
SELECT civic.score(:wang, civic.today()) AS now, civic.score(:wang, civic.today() + 7) AS after_notice;
SELECT attempt(format('SELECT civic.reverse(%s, %s, NULL)', :wang, :c1));
SELECT attempt(format('SELECT civic.reverse(%s, %s, '''')', :wang, :c1));
SELECT attempt(format('SELECT civic.reverse(%s, 999999, ''why'')', :wang));
SELECT civic.reverse(:wang, :c1, 'it was somebody else') AS r1 \gset
SELECT attempt(format('SELECT civic.reverse(%s, %s, ''again'')', :wang, :c1));
SELECT attempt(format('SELECT civic.reverse(%s, %s, ''undo'')', :wang, :r1));
SELECT civic.score(:wang, civic.today() + 6) AS before_notice, civic.score(:wang, civic.today() + 7) AS after_notice;
SELECT kind, rule_code, quantity, occurred_on, effective_on - civic.today() AS days, source, source_ref, has_evidence, ref_entry_id = :c1 AS of_c1
  FROM civic.ledger WHERE subject_id = :wang ORDER BY entry_id;

-- the evidence can be erased, the commitment stays
SELECT convert_from(v.body, 'UTF8') AS body, e.evidence = sha256('\x4356436501'::bytea || v.salt || v.body) AS committed
  FROM civic_private.kept_text v JOIN civic_private.entry e ON e.subject_id = v.subject_id AND e.evidence = v.commitment WHERE e.subject_id = :wang ORDER BY e.entry_id;

-- without consent only a rule with a legal basis may be posted
SELECT civic.withdraw_consent(:wang, 'no more');
SELECT attempt(format('SELECT civic.record(%s, ''help'', 1, ''2024-05-01'', ''d1'')', :wang));
SELECT civic.record(:wang, 'noise', 1, '2024-05-01', 'd2') > 0 AS legal;
SELECT civic.record(:wang, 'hours', 3, '2024-05-01', 'a1') = :a1 AS retry_is_harmless;
SELECT civic.give_consent(:wang);

-- the inbox
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source) VALUES
	('wang', 'help', 2, '2024-06-01', 'i1', NULL, NULL),
	(' WANG ', 'help', 2, '2024-06-01', 'i1', NULL, NULL),
	('wang', 'help', 3, '2024-06-01', 'i1', NULL, NULL),
	('wang', 'donation', 1500, '2024-06-01', 'i2', 'receipt 19', 'office'),
	('wang', 'donation', 1500, '2024-06-01', 'i2', 'receipt 20', 'office'),
	('wang', 'hours', 3, '2024-05-01', 'a1', NULL, NULL),
	('wang', 'littering', 1, '2024-06-01', 'i3', NULL, 'police'),
	('wang', 'help', 1, '2024-06-01', 'i4', NULL, 'police'),
	('stranger', 'help', 1, '2024-06-01', 'i5', NULL, NULL),
	('wang', 'help', 1.234, '2024-06-01', 'i6', NULL, NULL),
	('wang', 'help', 'NaN', '2024-06-01', 'i7', NULL, NULL),
	('wang', 'help', 1, 'infinity', 'i8', NULL, NULL),
	(NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('wang', 'help', 1, '2024-06-01', 'i9', NULL, 'nasa');
CALL civic.post_inbox(0);
CALL civic.post_inbox(batch => 4);
SELECT external_id, rule_code, quantity, source_ref, sqlstate, reason, regexp_replace(detail, 'entry \d+', 'entry N') AS detail
  FROM civic.inbox_status ORDER BY inbox_id;
SELECT rule_code, quantity, source, source_ref, has_evidence FROM civic.ledger WHERE subject_id = :wang AND source_ref LIKE 'i%' ORDER BY source_ref;
CALL civic.post_inbox();
SELECT civic.enroll('stranger', 'resident', 'town.v1') IS NOT NULL AS enrolled;
SELECT civic.retry_inbox() AS retried;
CALL civic.post_inbox();
SELECT count(*) AS still_rejected, count(DISTINCT sqlstate) AS reasons FROM civic.inbox_status WHERE rejected_at IS NOT NULL;
-- what can never be right is discarded, and what waits is not
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('wang', 'help', 1, '2024-06-02', 'waits');
SELECT civic.discard_inbox(array_agg(inbox_id)) AS discarded FROM civic.inbox_status WHERE source_ref IN ('i9', 'waits');
SELECT count(*) FILTER (WHERE rejected_at IS NULL) AS waiting, count(*) FILTER (WHERE rejected_at IS NOT NULL) AS rejected FROM civic.inbox_status;
DELETE FROM civic.inbox WHERE source_ref = 'waits';
-- and goes by itself when its days are over
SELECT keep_days, rejected, oldest IS NOT NULL AS dated, expired, expired_on FROM civic.inbox_retention;
SELECT civic.set_inbox_retention(0);
SELECT civic.set_inbox_retention(30);
BEGIN;
UPDATE civic.inbox SET rejected_at = rejected_at - interval '31 days' WHERE source_ref IN ('i6', 'i7');
SELECT civic_internal.ledger_daily_50(civic.today() - 2) AS too_early, civic_internal.ledger_daily_50(civic.today()) AS on_the_day,
	civic_internal.ledger_daily_50(civic.today()) AS again;
SELECT count(*) AS left FROM civic.inbox WHERE source_ref IN ('i6', 'i7');
SELECT keep_days, expired, expired_on = civic.today() AS today FROM civic.inbox_retention;
SELECT civic.set_inbox_retention(NULL);
UPDATE civic.inbox SET rejected_at = rejected_at - interval '10 years' WHERE rejected_at IS NOT NULL;
SELECT civic_internal.ledger_daily_50(civic.today()) AS kept_for_good;
ROLLBACK;
SELECT civic.set_inbox_retention(365);
-- in a transaction block it is part of that transaction
BEGIN;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('wang', 'help', 1, '2024-06-02', 'j1');
CALL civic.post_inbox();
ROLLBACK;
SELECT count(*) AS rolled_back FROM civic.ledger WHERE source_ref = 'j1';
SELECT * FROM civic.inbox_progress;

-- a message quotes whole characters: the inbox keeps it, and a dump has to be restored
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES
	('wang', repeat('帮', 40), 1, '2024-06-02', 'long 1', 'office'), ('wang', 'help', 1, '2024-06-02', 'long 2', repeat('帮', 40));
CALL civic.post_inbox();
SELECT source_ref, length(convert_from(convert_to(reason, 'UTF8'), 'UTF8')) AS characters FROM civic.inbox
 WHERE source_ref LIKE 'long %' ORDER BY source_ref;
SELECT civic.record(:wang, repeat('帮', 40), 1, '2024-06-02', 'long 3');
DELETE FROM civic.inbox WHERE source_ref LIKE 'long %';

-- nobody changes the ledger
UPDATE civic_private.entry SET quantity = 1;
DELETE FROM civic_private.entry;
TRUNCATE civic_private.entry;

-- what the other rooms build on: an entry that refers to an award
SELECT civic.record(:wang, 'littering', 1, civic.today() - 1, 'c2', source => 'police') AS c2 \gset
SELECT attempt(format('SELECT civic_internal.adjust(%s)', arguments))
  FROM (VALUES (format('NULL, %s, 3::int2, NULL, ''why'', civic.today()', :c2)),
	(format('%s, %s, NULL, NULL, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 3::int2, NULL, ''why'', NULL', :wang, :c2)),
	(format('%s, %s, 3::int2, NULL, ''why'', ''infinity''', :wang, :c2)),
	(format('%s, %s, 1::int2, NULL, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 7::int2, NULL, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 3::int2, 1, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 5::int2, NULL, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 5::int2, -1, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 5::int2, 10001, ''why'', civic.today()', :wang, :c2)),
	(format('%s, %s, 3::int2, NULL, ''why'', civic.today()', :wang, :r1)),
	(format('%s, %s, 3::int2, NULL, ''why'', civic.today()', :wang, :c1)),
	(format('%s, 999999, 3::int2, NULL, ''why'', civic.today()', :wang))) a (arguments);
SELECT civic_internal.adjust(:wang, :c2, 3::int2, NULL, 'disputed', civic.today()) AS s2,
	civic_internal.adjust(:wang, :c2, 4::int2, NULL, NULL, civic.today() + 7) AS t2,
	civic_internal.adjust(:wang, :c2, 5::int2, 4000, 'first step', civic.today() + 20) AS p2,
	civic_internal.adjust(:wang, :c2, 2::int2, NULL, 'it was somebody else', civic.today() + 30) AS r2 \gset
SELECT d, (SELECT p.points FROM civic.entry_points(:wang, civic.today() + d) p WHERE p.entry_id = :c2) AS points
  FROM unnest(ARRAY[0, 6, 7, 19, 20, 29, 30]) d;
SELECT l.kind, l.quantity, l.restored, l.effective_on - civic.today() AS from_day, civic_internal.text_of(e.subject_id, e.evidence) AS reason
  FROM civic.ledger l JOIN civic_private.entry e USING (subject_id, entry_id) WHERE l.ref_entry_id = :c2 ORDER BY entry_id;
-- whether it counts, as SQL asks it, is what the score says
SELECT d, c.reversed, c.suspended, c.restored_bp, c.counts
  FROM unnest(ARRAY[0, 6, 7, 19, 20, 29, 30]) d
  LEFT JOIN LATERAL civic_internal.counted(civic.today() + d) c ON c.subject_id = :wang AND c.entry_id = :c2;
SELECT civic_internal.reversal_of(:wang, :c2) = :r2 AS reversed, civic_internal.reversal_of(:wang, :a2) AS reversal;
SELECT k, civic_internal.entry_kind_name(k::int2) AS name, civic_internal.entry_kind(civic_internal.entry_kind_name(k::int2)) AS kind
  FROM generate_series(0, 7) k;
SELECT attempt('SELECT civic_internal.entry_kind(''sum'')');

-- sets: what is taken or reversed is left out
SELECT rule_id AS hours FROM civic_private.rule WHERE code = 'hours' ORDER BY rule_id DESC LIMIT 1 \gset
CREATE TEMP TABLE posted AS SELECT * FROM civic_internal.post_entries(ARRAY[:wang, :wang, :wang], ARRAY[:hours, :hours, :hours],
	ARRAY[100, 200, 300], ARRAY['2024-04-01', '2024-04-02', '2024-04-03']::date[],
	ARRAY[civic.today(), civic.today(), civic.today()], 1, ARRAY['s2', 's1', 's2']);
SELECT l.source_ref, l.quantity, l.actor = :'USER' AS is_me FROM posted JOIN civic.ledger l USING (subject_id, entry_id) ORDER BY 1;
SELECT count(*) FROM civic_internal.post_entries(ARRAY[:wang], ARRAY[:hours], ARRAY[100], ARRAY['2024-04-01']::date[], ARRAY[civic.today()], 1, ARRAY['s1']);
SELECT count(*) FROM civic_internal.post_entries(NULL, '{}', '{}', '{}', '{}', 1, NULL);
SELECT attempt(format('SELECT civic_internal.post_entries(ARRAY[%s], %s, %s, NULL)', :wang, a.arguments, source)) FROM (VALUES
	('ARRAY[1, 2], NULL, NULL, NULL', '1'), ('ARRAY[NULL]::int4[], NULL, NULL, NULL', '1')) a (arguments, source);
CREATE TEMP TABLE adjusted AS SELECT * FROM civic_internal.adjust_entries(
	(SELECT array_agg(subject_id) FROM posted) || ARRAY[:wang, :wang]::int8[],
	(SELECT array_agg(entry_id) FROM posted) || ARRAY[:c2, 999999]::int8[], civic_internal.entry_kind('repair'),
	ARRAY[2500, 5000, 7500, 2500], ARRAY['half', NULL, 'half', 'half'], civic.today() + 3);
SELECT l.kind, l.quantity, l.restored, l.effective_on - civic.today() AS from_day, civic_internal.text_of(e.subject_id, e.evidence) AS reason
  FROM adjusted a JOIN civic_private.entry e ON e.subject_id = a.subject_id AND e.entry_id = a.adjustment_id
  JOIN civic.ledger l ON l.subject_id = a.subject_id AND l.entry_id = a.adjustment_id ORDER BY l.restored;
SELECT count(*) FROM civic_internal.adjust_entries(NULL, NULL, 2::int2, NULL, NULL, civic.today());
-- the planner sees through these functions
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query;
END $$;
SELECT f AS query, bool_or(p LIKE '%entry%') AS table, bool_or(p LIKE '%Function Scan%') AS function
  FROM unnest(ARRAY['counted(''2024-12-31'')', 'adjustments(''reversal'')', 'original_entries()']) f,
	plan(format('SELECT FROM civic_internal.%s x WHERE x.subject_id = 1', f)) p GROUP BY 1 ORDER BY 1;

-- evidence that was erased passes for the same, none at all does not
BEGIN;
DELETE FROM civic_private.kept_text WHERE subject_id = :wang;
SELECT civic.record(:wang, 'donation', 500, '2024-05-01', 'a2', 'receipt 18') = :a2 AS same_entry;
SELECT attempt(format('SELECT civic.record(%s, ''donation'', 500, ''2024-05-01'', ''a2'')', :wang));
ROLLBACK;
SELECT t.erase_on, convert_from(t.body, 'UTF8') AS body FROM civic_private.kept_text t WHERE t.entry_id = :a2;

-- an entry says who acted and who had logged in; a name that a rollback took back is added again
CREATE ROLE regress_passer SUPERUSER;
SELECT current_user AS login \gset
BEGIN;
SET LOCAL ROLE regress_passer;
SAVEPOINT before;
SELECT civic.record(:wang, 'littering', 1, '2024-05-01', 'passer 1', source => 'police') > 0 AS recorded;
ROLLBACK TO before;
SELECT civic.record(:wang, 'littering', 1, '2024-05-01', 'passer 2', source => 'police') > 0 AS recorded;
ROLLBACK;
SELECT count(*) AS known FROM civic_private.role_name WHERE name = 'regress_passer';
SET ROLE regress_passer;
SELECT civic.record(:wang, 'littering', 1, '2024-05-01', 'passer 4', source => 'police') > 0 AS recorded;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source) VALUES ('wang', 'littering', 1, '2024-05-01', 'passer 5', 'police');
RESET ROLE;
CALL civic.post_inbox();
DROP ROLE regress_passer;
SELECT source_ref, actor, login = :'login' AS logged_in FROM civic.ledger WHERE source_ref ~ '^passer' ORDER BY 1;
