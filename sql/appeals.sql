-- working days, appeals, annulments, human review
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE regress_desk;
CREATE ROLE regress_police;
CREATE ROLE regress_first;
CREATE ROLE regress_second;
CREATE ROLE regress_auditor;
CREATE ROLE regress_both;
RESET client_min_messages;
SELECT civic.grant_access('regress_desk', 'service');
SELECT civic.grant_access('regress_police', 'recorder', 'police');
SELECT civic.grant_access('regress_both', 'recorder');
SELECT civic.grant_access(r, 'reviewer') FROM unnest('{regress_first,regress_second,regress_both}'::name[]) r;
SELECT civic.grant_access('regress_auditor', 'auditor');

-- working days: the National Day week of 2024 as it was announced, two Saturdays worked for it
SELECT civic.define_holidays('cn', array(SELECT generate_series(date '2024-10-01', '2024-10-07', '1 day')::date), false, '国庆节');
SELECT civic.define_holidays('cn', '{2024-09-29,2024-10-12}', true, '调休上班');
SELECT n, civic.add_working_days('2024-09-27', n, 'cn') AS cn, civic.add_working_days('2024-09-27', n) AS plain FROM generate_series(0, 6) n;
-- a clock that starts on a holiday: the first working day after it is the first that counts
SELECT d, civic.add_working_days(d, 0, 'cn') AS zero, civic.add_working_days(d, 1, 'cn') AS one, civic.add_working_days(d, 5, 'cn') AS five
  FROM generate_series(date '2024-09-28', '2024-10-13', '1 day') g, CAST(g AS date) d;
SELECT civic.working_days('2024-09-27', '2024-10-12', 'cn'), civic.working_days('2024-10-12', '2024-09-27', 'cn'),
       civic.working_days('2024-10-01', '2024-10-07', 'cn'), civic.is_working_day('2024-09-29', 'cn'), civic.is_working_day('2024-10-01', 'cn');
SELECT civic.add_working_days(NULL, 1), civic.working_days('2024-01-01', NULL), civic.is_working_day('2024-01-01', NULL);
SELECT * FROM civic.holidays WHERE working ORDER BY day;
SELECT attempt(s) FROM (VALUES
	($$SELECT civic.add_working_days('2024-01-01', -1)$$),
	($$SELECT civic.add_working_days('infinity', 1)$$),
	($$SELECT civic.add_working_days('9999-12-30', 5)$$),
	($$SELECT civic.define_holiday('CN', '2024-01-01', false)$$),
	($$SELECT civic.define_holiday('cn', NULL, false)$$),
	($$SELECT civic.define_holiday('cn', '2024-01-01', NULL)$$),
	($$SELECT civic.define_holiday('cn', 'infinity', false)$$),
	($$SELECT civic.define_holiday('cn', '2024-01-01', false, repeat('x', 201))$$),
	($$SELECT civic.drop_holidays(NULL)$$)) a (s);
-- a clock that runs into a year of which nobody has loaded the holidays, once in a transaction
BEGIN;
SELECT civic.add_working_days('2024-12-27', 2, 'cn') AS within_the_year, civic.add_working_days('2024-12-30', 2, 'cn') AS beyond_it;
SELECT civic.add_working_days('2024-12-30', 2, 'cn') AS told_already, civic.add_working_days('2024-12-30', 2) AS weekends_only;
COMMIT;
-- a session sees a change of a calendar at once, also within a transaction and after a rollback
BEGIN;
SELECT civic.define_holiday('cn', '2024-10-08', false);
SELECT civic.add_working_days('2024-10-01', 1, 'cn') AS changed;
SAVEPOINT s;
SELECT civic.drop_holidays('cn');
SELECT civic.add_working_days('2024-10-01', 1, 'cn') AS dropped;
ROLLBACK TO s;
SELECT civic.add_working_days('2024-10-01', 1, 'cn') AS changed;
ROLLBACK;
SELECT civic.add_working_days('2024-10-01', 1, 'cn') AS as_before;

-- equal to counting day by day, over twenty years with holidays and make-up days
SELECT civic.define_holidays('random', array_agg(d), false)
  FROM generate_series(date '2010-01-01', '2030-12-31', '1 day') g, CAST(g AS date) d
 WHERE extract(isodow FROM d) < 6 AND (d - date '2000-01-01') * 7919 % 101 < 5;
SELECT civic.define_holidays('random', array_agg(d), true)
  FROM generate_series(date '2010-01-01', '2030-12-31', '1 day') g, CAST(g AS date) d
 WHERE extract(isodow FROM d) > 5 AND (d - date '2000-01-01') * 7919 % 97 < 14;
CREATE FUNCTION count_days(start date, n int) RETURNS date LANGUAGE plpgsql AS $$
DECLARE
	d date := start;
	seen int := 0;
BEGIN
	WHILE seen < n LOOP
		d := d + 1;
		IF coalesce((SELECT h.working FROM civic.holidays h WHERE h.calendar = 'random' AND h.day = d), extract(isodow FROM d) < 6) THEN
			seen := seen + 1;
		END IF;
	END LOOP;
	RETURN d;
END $$;
SELECT count(*) AS compared, count(*) FILTER (WHERE civic.add_working_days(d, n, 'random') <> count_days(d, n)) AS wrong,
       count(*) FILTER (WHERE civic.working_days(d, civic.add_working_days(d, n, 'random'), 'random') <> n) AS wrong_counts,
       count(*) FILTER (WHERE NOT civic.is_working_day(d, 'random')) AS start_on_a_holiday
  FROM generate_series(date '2010-01-01', '2029-12-31', '11 days') g, CAST(g AS date) d, unnest('{1,2,5,20}'::int[]) n;

-- the years that the clocks below run in are loaded: Sundays that are holidays
SELECT count(civic.define_holidays('cn', ARRAY[d], false)) AS years
  FROM generate_series(extract(year FROM civic.today())::int, extract(year FROM civic.today())::int + 1) y,
       CAST(make_date(y, 1, 8) - extract(isodow FROM make_date(y, 1, 1))::int AS date) d;

-- a policy with suspensive effect and a calendar of its own
SELECT civic.define_area('court', '苑', 'Court');
SELECT civic.load_policy('{
 "policy": {"code": "court", "title": {"zh": "苑", "en": "Court"}, "area": "court", "version": "1", "base": 100,
            "appeal_suspends": true, "review_share": 0.3, "calendar": "cn"},
 "dimensions": [{"code": "order", "title": {"zh": "秩序", "en": "Order"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "Help"}, "dimension": "order", "tariff": 2},
  {"code": "littering", "title": {"zh": "乱扔", "en": "Littering"}, "dimension": "order", "tariff": -10,
   "legal_basis": "covenant 7", "review": "sampled"},
  {"code": "fraud", "title": {"zh": "欺诈", "en": "Fraud"}, "dimension": "order", "tariff": -50, "notice_days": 5,
   "legal_basis": "covenant 9", "review": "always"}],
 "clocks": [{"code": "appeal_decision", "working_days": 3, "extension_days": 4}]}') AS court \gset
SELECT civic.enact_policy(:court, '2020-01-01') IS NOT NULL AS enacted;
SELECT mark, decision, decision_more, review, review_more, forward, removal, human_review, calendar, suspends, review_share, erase_years
  FROM civic_internal.appeal_terms(:court);
SELECT civic.enroll('gao', 'resident', 'court', since => '2020-01-01') AS gao \gset
SELECT civic_internal.draw_reviews() AS nothing_of_this_file_yet \gset
SET SESSION AUTHORIZATION regress_police;
SELECT civic.record(:gao, 'littering', 2, civic.today(), 'g1') AS g1 \gset
SELECT civic.record(:gao, 'littering', 1, civic.today(), 'g2') AS g2 \gset
SET SESSION AUTHORIZATION regress_both;
SELECT civic.record(:gao, 'littering', 1, civic.today(), 'g3') AS g3 \gset
SELECT civic.record(:gao, 'help', 1, civic.today(), 'g4') AS g4 \gset
RESET SESSION AUTHORIZATION;
SELECT civic.score(:gao);

-- what cannot be appealed against, and by whom
SELECT attempt(format(s, :gao, :g1, :g4)) FROM (VALUES
	($$SELECT civic.file_appeal(NULL, %2$s, 'x')$$),
	($$SELECT civic.file_appeal(17, %2$s, 'x')$$),
	($$SELECT civic.file_appeal(%1$s, NULL, 'x')$$),
	($$SELECT civic.file_appeal(%1$s, 0, 'x')$$),
	($$SELECT civic.file_appeal(%1$s, %3$s, 'a gain')$$),
	($$SELECT civic.file_appeal(%1$s, %2$s, NULL)$$),
	($$SELECT civic.file_appeal(%1$s, %2$s, ' ')$$),
	($$SELECT civic.file_appeal(%1$s, %2$s, repeat('x', 10001))$$),
	($$SELECT civic.mark_disputed(%1$s, 0)$$),
	($$SELECT civic.mark_disputed(NULL, 0)$$)) a (s);

-- filed, marked and so suspended, rejected and reinstated
SET SESSION AUTHORIZATION regress_desk;
SELECT civic.file_appeal(:gao, :g1, 'I was away that day', 'a railway ticket') AS a1 \gset
SELECT attempt(format('SELECT civic.file_appeal(%s, %s, ''again'')', :gao, :g1));
SET SESSION AUTHORIZATION regress_first;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''rejected'', ''seen'')', :gao, :a1));
SELECT state, next FROM (SELECT state, regexp_replace(next, '\d{4}-\d\d-\d\d', 'D') AS next FROM civic.appeal_status(:gao)) s;
RESET SESSION AUTHORIZATION;
SELECT mark_due = civic.add_working_days(filed_on, 1, 'cn') AS mark, forward_due = civic.add_working_days(filed_on, 2, 'cn') AS forward,
       decision_due = civic.add_working_days(filed_on, 3, 'cn') AS decision FROM civic.appeals WHERE appeal_id = :a1;
SELECT civic.score(:gao), civic.mark_disputed(:gao, :a1), civic.score(:gao) AS not_yet_seen;
SELECT civic.score(:gao) AS suspended;
SELECT entry_id = :g1 AS it, kind, disputed FROM civic.ledger WHERE subject_id = :gao AND (disputed OR ref_entry_id = :g1) ORDER BY entry_id;
SELECT kind, rule_code, quantity, points, regexp_replace(explanation, '\d{4}-\d\d-\d\d', 'D') FROM civic.explain(:gao) WHERE kind = 'disputed';
SELECT regexp_replace(explanation, '\d{4}-\d\d-\d\d', 'D') FROM civic.explain(:gao, lang => 'zh') WHERE kind = 'disputed';
SELECT count(*) AS not_yesterday FROM civic.explain(:gao, civic.today() - 1) WHERE kind = 'disputed';
SELECT sum(points) = civic.score(:gao) AS adds_up FROM civic.explain(:gao);
SET SESSION AUTHORIZATION regress_first;
SELECT regexp_replace(attempt(format(s, :gao, :a1)), 'lived on \d{4}-\d\d-\d\d', 'lived on D') FROM (VALUES
	('SELECT civic.decide_appeal(%s, %s, NULL, ''x'')'),
	('SELECT civic.decide_appeal(%s, %s, ''maybe'', ''x'')'),
	('SELECT civic.decide_appeal(%s, %s, ''rejected'', NULL)'),
	('SELECT civic.decide_appeal(%s, %s, ''rejected'', ''x'', ''littering'', 1)'),
	('SELECT civic.decide_appeal(%s, %s, ''corrected'', ''x'')'),
	('SELECT civic.decide_appeal(%s, %s, ''corrected'', ''x'', ''littering'', 3)'),
	('SELECT civic.decide_appeal(%s, %s, ''corrected'', ''x'', ''arson'', 1)'),
	('SELECT civic.resume_appeal(%s, %s, ''x'')'),
	('SELECT civic.extend_appeal(%s, %s, '''')'),
	('SELECT civic.request_review(%s, %s, ''x'')')) a (s);
-- nobody decides about himself
RESET SESSION AUTHORIZATION;
BEGIN;
SELECT count(*) AS written_before FROM civic.link_role('regress_first', :gao);
SET SESSION AUTHORIZATION regress_first;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''upheld'', ''I was away that day'')', :gao, :a1));
ROLLBACK;
SET SESSION AUTHORIZATION regress_first;
SELECT civic.decide_appeal(:gao, :a1, 'rejected', 'the camera shows you');
SELECT civic.score(:gao) AS counts_again;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''upheld'', ''after all'')', :gao, :a1));
SET SESSION AUTHORIZATION regress_desk;
SELECT attempt(format('SELECT civic.file_appeal(%s, %s, ''again'')', :gao, :g1));

-- the second instance is somebody else's; both versions stay
SELECT civic.request_review(:gao, :a1, 'that is my brother') = civic.add_working_days(civic.today(), 3, 'cn') AS due;
SET SESSION AUTHORIZATION regress_first;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''upheld'', ''x'')', :gao, :a1));
SELECT civic.score(:gao) AS suspended_again;
SET SESSION AUTHORIZATION regress_second;
SELECT civic.pause_appeal(:gao, :a1, 'faces are compared');
SELECT state, decision_due, overdue FROM civic.appeals WHERE appeal_id = :a1;
SELECT civic.resume_appeal(:gao, :a1, 'it is the brother', 'the expert''s opinion') = civic.add_working_days(civic.today(), 3, 'cn') AS all_of_the_time_is_left;
SELECT civic.extend_appeal(:gao, :a1, 'a witness is ill') = civic.add_working_days(civic.today(), 7, 'cn') AS due;
SELECT attempt(format('SELECT civic.extend_appeal(%s, %s, ''still'')', :gao, :a1)) ~ '^55000' AS once;
SELECT civic.decide_appeal(:gao, :a1, 'corrected', 'half of it was his', 'littering', 1);
SELECT civic.score(:gao);
RESET SESSION AUTHORIZATION;
SELECT kind, quantity, source, ref_entry_id = :g1 AS of_g1, nullif(actor, :'USER') AS actor FROM civic.ledger
 WHERE subject_id = :gao AND (ref_entry_id = :g1 OR entry_id = :g1 OR source = 'appeal') ORDER BY entry_id;
SELECT move_no, move, from_state, to_state, instance, took, late, ref_entry_id IS NOT NULL AS made_an_entry, nullif(actor, :'USER') AS actor, reason,
       evidence_commitment IS NOT NULL AS evidence
  FROM civic.appeal_moves WHERE appeal_id = :a1 ORDER BY move_no;
-- the history explains the state
SELECT count(*) AS appeals, bool_and(f.state = a.state) AS explained
  FROM civic_private.appeal a, LATERAL (SELECT max(m.to_state) FILTER (WHERE m.move_no = a.moves) AS state FROM civic_private.appeal_move m
   WHERE m.subject_id = a.subject_id AND m.appeal_id = a.appeal_id) f;
UPDATE civic_private.appeal_move SET move = 'uphold';
DELETE FROM civic_private.review_period;

-- neither who recorded it nor who filed it decides
SET SESSION AUTHORIZATION regress_desk;
SELECT civic.file_appeal(:gao, :g3, 'not me') AS a3 \gset
SELECT civic.mark_disputed(:gao, :a3);
SELECT civic.forward_appeal(:gao, :a3, 'the police know more') = civic.add_working_days(civic.today(), 3, 'cn') AS due;
SELECT attempt(format('SELECT civic.forward_appeal(%s, %s, ''again'')', :gao, :a3)) ~ '^55000' AS once;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''upheld'', ''x'')', :gao, :a3));
SET SESSION AUTHORIZATION regress_both;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''upheld'', ''x'')', :gao, :a3));
SET SESSION AUTHORIZATION regress_second;
SELECT civic.decide_appeal(:gao, :a3, 'upheld', 'another street');
SET SESSION AUTHORIZATION regress_desk;
SELECT attempt(format('SELECT civic.file_appeal(%s, %s, ''x'')', :gao, :g3));
-- withdrawn, and filed again
SELECT civic.file_appeal(:gao, :g2, 'not me') AS a2 \gset
SELECT civic.mark_disputed(:gao, :a2);
SELECT civic.withdraw_appeal(:gao, :a2, 'it was me');
SELECT attempt(format('SELECT civic.withdraw_appeal(%s, %s, ''x'')', :gao, :a2));
SELECT civic.file_appeal(:gao, :g2, 'no, it was not') AS a2 \gset
SELECT civic.mark_disputed(:gao, :a2);
SELECT state, disputed, next FROM civic.appeal_status(:gao, 'zh') WHERE NOT disputed ORDER BY appeal_id;
SELECT attempt(format('SELECT * FROM civic.appeal_status(%s, ''fr'')', :gao));
-- an entry reversed meanwhile: the appeal has reached its aim
SET SESSION AUTHORIZATION regress_both;
SELECT civic.reverse(:gao, :g2, 'typing error') > 0 AS reversed;
SET SESSION AUTHORIZATION regress_first;
SELECT attempt(format('SELECT civic.decide_appeal(%s, %s, ''rejected'', ''x'')', :gao, :a2));
-- or is withdrawn, and suspends nothing any more
BEGIN;
SET SESSION AUTHORIZATION regress_desk;
SELECT civic.withdraw_appeal(:gao, :a2, 'it is gone');
SELECT state, suspended FROM civic.appeals WHERE appeal_id = :a2;
ROLLBACK;
SELECT civic.decide_appeal(:gao, :a2, 'upheld', 'it was reversed');
SELECT filed, marked, marked_in_time, decided, upheld, corrected, rejected, withdrawn, pending, second_instance, reversed_on_review,
       reversal_rate, decided_in_time, median_days, p90_days, overdue FROM civic.appeal_report(civic.today(), civic.today(), 'court');
SELECT filed FROM civic.appeal_report(civic.today(), civic.today(), 'town');
RESET SESSION AUTHORIZATION;
SELECT civic.score(:gao);

-- a basis revoked: cleared by a reversal, overdue three working days after
SET SESSION AUTHORIZATION regress_police;
\set VERBOSITY sqlstate
SELECT civic.annul(:gao, :g1, 'x');
\set VERBOSITY default
RESET SESSION AUTHORIZATION;
SELECT civic.record(:gao, 'fraud', 1, civic.today(), 'f1') AS f1 \gset
SELECT civic.record(:gao, 'fraud', 1, civic.today(), 'f2') AS f2 \gset
-- a recorder reports about losses of its own source
SET SESSION AUTHORIZATION regress_police;
SELECT attempt(format('SELECT civic.report_annulment(%s, %s, ''the court quashed it'')', :gao, e)) FROM unnest(ARRAY[:f1, 0]) e;
SET SESSION AUTHORIZATION regress_desk;
SELECT civic.report_annulment(:gao, :f1, 'the court quashed it', '2024-09-30') AS due;
SELECT attempt(format('SELECT civic.report_annulment(%s, %s, ''again'')', :gao, :f1));
SELECT attempt(format('SELECT civic.report_annulment(%s, %s, ''x'', civic.today() + 1)', :gao, :f2)) ~ '^22008' AS future;
SET SESSION AUTHORIZATION regress_auditor;
SELECT kind, entry_id = :f1 AS it, area, due, days_late > 100 AS late FROM civic.overdue_appeals();
SET SESSION AUTHORIZATION regress_first;
SELECT civic.annul(:gao, :f1, 'the court quashed it') > 0 AS cleared;
SELECT civic.annul(:gao, :f2, 'that one, too') > 0 AS cleared;
SELECT attempt(format('SELECT civic.annul(%s, %s, ''again'')', :gao, :f2));
SELECT count(*) AS overdue FROM civic.overdue_appeals();
SELECT annulments, cleared_in_time FROM civic.appeal_report(civic.today(), civic.today());
RESET SESSION AUTHORIZATION;

-- human review: all of one rule, three tenths of another
SET SESSION AUTHORIZATION regress_both;
SELECT count(civic.record(:gao, 'littering', 1, civic.today(), 'many ' || g)) FROM generate_series(1, 50) g;
RESET SESSION AUTHORIZATION;
SELECT civic_internal.review_daily_25(civic.today()) > 0 AS some;
SELECT civic_internal.review_daily_25(civic.today()) AS none;
SELECT d.pooled, d.always, d.by_rank + d.by_share >= 0.3 * d.pooled AS enough, d.sampling_rate AS share FROM civic_private.review_draw d WHERE d.policy_id = :court;
SELECT count(*) AS all_frauds FROM civic.reviews WHERE rule_code = 'fraud' AND policy_id = :court;
SELECT pooled, sampled, sampling_rate >= 0.3 AS enough, decided, waiting = drawn AS all_wait, overdue FROM civic.review_report(civic.today(), civic.today(), 'court');
SELECT review_id AS mine, entry_id AS mine_entry FROM civic.reviews v WHERE EXISTS (SELECT FROM civic.ledger l
	WHERE l.entry_id = v.entry_id AND l.actor = 'regress_both' AND l.source_ref ~ 'many') ORDER BY 1 LIMIT 1 \gset
SELECT review_id AS other FROM civic.reviews WHERE rule_code = 'littering' AND review_id <> :mine AND entry_id > :f2 ORDER BY 1 LIMIT 1 \gset
SET SESSION AUTHORIZATION regress_both;
SELECT attempt(format('SELECT civic.decide_review(%s, true, ''fine'')', :mine));
SET SESSION AUTHORIZATION regress_second;
SELECT attempt(format(s, :mine)) FROM (VALUES
	('SELECT civic.decide_review(NULL, true, ''x'')'),
	('SELECT civic.decide_review(%s, NULL, ''x'')'),
	('SELECT civic.decide_review(%s, true, NULL)'),
	('SELECT civic.decide_review(0, true, ''x'')')) a (s);
SELECT civic.score(:gao) AS before \gset
SELECT civic.decide_review(:mine, false, 'no proof') > 0 AS reversed;
SELECT civic.score(:gao) - :before AS given_back;
SELECT civic.decide_review(:other, true, 'proved') AS reversal;
SELECT regexp_replace(attempt(format('SELECT civic.decide_review(%s, true, ''again'')', :mine)), '\d{4}-\d\d-\d\d|review \d+', 'N', 'g');
SELECT decided, agreed, agreement_rate, decided_in_time, median_days FROM civic.review_report(civic.today(), civic.today());
-- nobody sees the key of a month that goes on
SELECT split_part(attempt('SELECT civic.review_key(civic.today())'), ' ', 1), split_part(attempt('SELECT * FROM civic.verify_draw(civic.today())'), ' ', 1);
SELECT attempt('SELECT civic.review_key(''2020-01-01'')'), attempt('SELECT civic.review_key(NULL)');
\set VERBOSITY sqlstate
SELECT * FROM civic_private.review_key;
SELECT civic_internal.review_rank(civic.today(), 1::int2, 1, 1);
SET SESSION AUTHORIZATION regress_auditor;
SELECT * FROM civic_private.review_key;
SELECT count(*) > 0 AS commitments FROM civic_private.review_period;
RESET SESSION AUTHORIZATION;
\set VERBOSITY default
SELECT bool_and(p.commitment = sha256('civic_credit/review/v1'::bytea || k.key)) AS committed, count(*) AS periods
  FROM civic_private.review_period p JOIN civic_private.review_key k USING (period);

-- on a past day a review was overdue that was decided since
BEGIN;
UPDATE civic_private.review SET due = civic.today() - 10, decided_on = civic.today() - 3 WHERE review_id = :other;
SELECT d, count(o.id) AS overdue FROM unnest('{-10,-4,-3,0}'::int[]) d LEFT JOIN LATERAL civic.overdue(civic.today() + d) o ON o.kind = 'review' AND o.id = :other
 GROUP BY d ORDER BY d;
ROLLBACK;

-- a loss that is forgotten takes the texts about it along
BEGIN;
SELECT count(*) AS texts FROM civic_private.kept_text WHERE entry_id = :g1;
SELECT civic_internal.erase_expired((civic.today() + interval '6 years')::date) > 0 AS forgotten;
SELECT count(*) AS texts FROM civic_private.kept_text WHERE entry_id = :g1;
ROLLBACK;

-- texts whose time is over are erased; what commits to them stays
UPDATE civic_private.kept_text SET erase_on = civic.today();
SELECT civic_internal.base_daily_90(civic.today()) > 0 AS erased;
SELECT count(*) AS texts FROM civic_private.kept_text;
SELECT count(reason) AS reasons, count(text_commitment) > 0 AS commitments FROM civic.appeal_moves;
-- a day without anything to tell wakes nobody
LISTEN civic_credit;
SELECT civic_internal.publish('appeal', '{}'::int8[], '{}'::jsonb[]);
UNLISTEN civic_credit;

SELECT civic.revoke_access('regress_desk', 'service');
SELECT civic.revoke_access('regress_police', 'recorder');
SELECT civic.revoke_access('regress_both', 'recorder');
SELECT civic.revoke_access(r, 'reviewer') FROM unnest('{regress_first,regress_second,regress_both}'::name[]) r;
SELECT civic.revoke_access('regress_auditor', 'auditor');
DROP ROLE regress_desk, regress_police, regress_first, regress_second, regress_auditor, regress_both;
