-- Holidays as they are announced: files of them, and what is due when a
-- calendar changes.

\ir helper/begin.sql
\ir helper/none.sql

SELECT civic.create_programme('calendar', 'Asia/Shanghai');

-- ---------------------------------------------------------------------------
-- iCalendar: folded lines, one event of several days, one by its length, a
-- make-up day, one that was cancelled; CRLF as the format has it

CREATE TABLE helper.file (name text PRIMARY KEY, body text);
INSERT INTO helper.file VALUES ('state', replace($$BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20241001
DTEND;VALUE=DATE:20241008
SUMMARY:国庆节
 假期\, 七天
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20240929
SUMMARY:国庆节 补班
END:VEVENT
BEGIN:VEVENT
DTSTART:20241012T000000
SUMMARY:国庆节（班）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20240915
DURATION:P3D
SUMMARY:中秋节
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20241224
STATUS:CANCELLED
SUMMARY:不放假
END:VEVENT
END:VCALENDAR$$, E'\n', E'\r\n'));

SELECT results_eq($$ SELECT l.* FROM helper.file f, civic.load_holidays(f.body, 'cn') l $$,
	$$ VALUES (10, 2, 12, date '2024-09-15', date '2024-10-12') $$, 'an iCalendar file is loaded');
SELECT results_eq($$ SELECT day, working, title FROM civic.holidays WHERE calendar = 'cn'
	AND day >= '2024-09-29' AND day < '2024-10-02' ORDER BY 1 $$,
	$$ VALUES (date '2024-09-29', true, '国庆节 补班'),
		('2024-10-01', false, '国庆节假期, 七天') $$, '... with its titles');
SELECT is(civic.add_working_days('2024-09-27', 3, 'cn'), date '2024-10-08',
	'... and clocks go by it');
SELECT is((SELECT changed FROM helper.file, civic.load_holidays(body, 'cn')), 0,
	'loaded again it changes nothing');

-- a phone's calendar marks what is off or worked, and lists festivals besides
SELECT results_eq($$ SELECT holidays, make_up_days FROM civic.load_holidays('BEGIN:VEVENT
DTSTART;VALUE=DATE:20250101
SUMMARY;LANGUAGE=zh_CN:元旦（休）
X-APPLE-SPECIAL-DAY:WORK-HOLIDAY
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20250126
SUMMARY;LANGUAGE=zh_CN:春节
X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20250107
SUMMARY;LANGUAGE=zh_CN:腊八节
END:VEVENT', 'phone') $$, $$ VALUES (1, 1) $$, 'a festival on which people work is no holiday');

-- JSON, with the field names of either kind
SELECT results_eq($$ SELECT * FROM civic.load_holidays('{"year": 2020, "days": [
	{"name": "春节", "date": "2020-01-24", "isOffDay": true}, {"name": "春节", "date": "2020-01-19", "isOffDay": false}]}'::jsonb, 'json') $$,
	$$ VALUES (1, 1, 2, date '2020-01-19', date '2020-01-24') $$, 'a JSON document is loaded');
SELECT results_eq($$ SELECT holidays, make_up_days, changed FROM civic.load_holidays(
	'[{"date": "2020-01-24", "working": false, "title": "春节"}, {"date": "2020-01-27", "working": false}]'::jsonb, 'json') $$,
	$$ VALUES (2, 0, 1) $$, 'also a bare list; what is there already is no change');

SELECT throws_ok(format('SELECT civic.load_holidays(%L, ''x'')', s), code, NULL, why) FROM (VALUES
	('', '22023', 'no event at all'),
	(E'BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT', '22023', 'an event without a day'),
	(E'BEGIN:VEVENT\nDTSTART:20240101T080000\nEND:VEVENT', '22023', 'an event at an hour'),
	(E'BEGIN:VEVENT\nDTSTART:20240101\nRRULE:FREQ=YEARLY\nEND:VEVENT', '22023',
		'an event that repeats'),
	(E'BEGIN:VEVENT\nDTSTART:20240101\nDTEND:20240101\nEND:VEVENT', '22023',
		'an event that ends before it begins'),
	(E'BEGIN:VEVENT\nDTSTART:20240231\nEND:VEVENT', '22008', 'a day that does not exist'),
	(E'BEGIN:VEVENT\nDTSTART:20240101\nDURATION:P999W\nEND:VEVENT', '22023', 'an event of years'),
	(E'BEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20240101\nSUMMARY:补班\nEND:VEVENT', '22023', 'a day both off and worked'),
	(repeat('x', 4000001), '54000', 'too large a file'),
	(NULL, '22004', 'no file')) v (s, code, why);
SELECT throws_ok(format('SELECT civic.load_holidays(%L::jsonb, ''x'')', s), code, NULL, why)
	FROM (VALUES
	('{}', '22023', 'no days'), ('7', '22023', 'no list'), ('[]', '22023', 'an empty list'),
		('[7]', '22023', 'a number for a day'),
	('[{"date": "2024-1-1", "working": false}]', '22023', 'a malformed day'),
	('[{"date": "2024-02-31", "working": false}]', '22008', 'no such day'),
	('[{"date": "2024-01-01"}]', '22023', 'neither off nor worked'),
	('[{"date": "2024-01-01", "working": "no"}]', '22023', 'a text for a boolean')) v (s, code,
		why);
SELECT throws_ok($$ SELECT civic.load_holidays('[{"date": "2024-01-01", "working": false}]'::jsonb,
	'Not A Code') $$, '22023', NULL,
	'a malformed calendar');
SELECT throws_ok($$ SELECT civic.load_holidays('[{"date": "2024-01-01", "working": false}]'::jsonb,
	NULL) $$, '22004', NULL, 'no calendar');
SELECT is((SELECT count(*) FROM civic.holidays WHERE calendar = 'x'), 0::bigint,
	'what is refused leaves nothing behind');

-- ---------------------------------------------------------------------------
-- what is due when a calendar changes

SELECT civic.define_area('town', '镇', 'Town');
-- this year and the next are loaded, by Sundays that are holidays anyway
SELECT civic.define_holidays('town', array_agg(make_date(y, 1,
	1) + (7 - extract(isodow FROM make_date(y, 1, 1)))::int4), false)
  FROM generate_series(extract(year FROM civic.today())::int4 - 1,
	extract(year FROM civic.today())::int4 + 1) y;
SELECT civic.enact_policy(civic.load_policy($$ {
 "policy": {"code": "due", "title": {"zh": "期", "en": "Due"}, "area": "town", "version": "1",
	"base": 100, "calendar": "town"},
 "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 5}],
 "dimensions": [{"code": "civic", "title": {"zh": "公共", "en": "Civic"}}],
 "rules": [{"code": "litter", "title": {"zh": "乱扔", "en": "Litter"}, "dimension": "civic",
	"tariff": -1, "legal_basis": "charter 1",
	"severity": "minor"}],
 "repair_windows": [{"severity": "minor", "min_days": 0, "max_days": 900}],
 "repair_steps": [{"severity": "minor", "path": "office", "step": 1, "kind": "duty",
	"restores": 10000}]
} $$), '2020-01-01') IS NOT NULL;
SELECT civic.enroll('li', 'resident', 'town', since => '2015-01-01') AS li \gset
CREATE TABLE helper.entry AS SELECT n, civic.record(:li, 'litter', 1, civic.today() - 1,
	'l' || n) AS id FROM generate_series(1, 6) n;
CREATE FUNCTION helper.entry(n int) RETURNS int8 LANGUAGE sql STABLE AS $$ SELECT e.id
	FROM helper.entry e WHERE e.n = $1 $$;

SELECT civic.file_appeal(:li, helper.entry(1), 'it was not me') AS filed \gset
SELECT civic.file_appeal(:li, helper.entry(2), 'it was not me') AS marked \gset
SELECT civic.mark_disputed(:li, :marked);
SELECT civic.extend_appeal(:li, :marked, 'a witness is ill');
SELECT civic.file_appeal(:li, helper.entry(3), 'it was not me') AS paused \gset
SELECT civic.mark_disputed(:li, :paused);
SELECT civic.pause_appeal(:li, :paused, 'an expert is asked');
SELECT civic.file_appeal(:li, helper.entry(4), 'it was not me') AS over \gset
SELECT civic.withdraw_appeal(:li, :over, 'it was');
SELECT civic.report_annulment(:li, helper.entry(5), 'revoked') AS due \gset
SELECT civic.open_repair(:li, helper.entry(6), 'office') AS repair \gset
SELECT civic.submit_step(:li, :repair);
INSERT INTO civic_private.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause,
	drawn_on, due)
SELECT :li, 1, helper.entry(1), p.policy_id, 1, 'rank', civic.today(),
	civic.add_working_days(civic.today(), 5, 'town') FROM civic.policies p
RETURNING review_id AS review \gset

CREATE VIEW helper.due AS
SELECT 'mark ' || a.appeal_id AS what, a.mark_due AS due FROM civic.appeals a WHERE a.open
UNION ALL SELECT 'forward ' || a.appeal_id, a.forward_due FROM civic.appeals a WHERE a.open
UNION ALL SELECT 'decision ' || a.appeal_id, a.decision_due FROM civic.appeals a WHERE a.open
UNION ALL SELECT 'remaining ' || a.appeal_id, civic.today() + a.remaining
	FROM civic_private.appeal a
UNION ALL SELECT 'annulment', n.due FROM civic.annulments n
UNION ALL SELECT 'repair', c.due_on FROM civic.repair_cases c
UNION ALL SELECT 'review', v.due FROM civic.reviews v;
-- what clocks of n working days from today come to
CREATE FUNCTION helper.expected(filed int8, marked int8, paused int8) RETURNS TABLE (what text,
	due date) LANGUAGE sql AS
$$
	SELECT c.what, civic.add_working_days(civic.today(), c.n, 'town') FROM (VALUES
		('mark ' || filed, 1), ('forward ' || filed, 2), ('decision ' || filed, 5),
			('forward ' || marked, 2),
		('decision ' || marked, 10), ('forward ' || paused, 2), ('annulment', 3), ('repair', 3),
			('review', 5)) c (what, n)
$$;
CREATE FUNCTION helper.differ(filed int8, marked int8,
	paused int8) RETURNS SETOF text LANGUAGE sql AS
$$
	SELECT e.what || ' is due on ' || coalesce(d.due::text, 'no day') || ', not ' || e.due
	  FROM helper.expected(filed, marked, paused) e LEFT JOIN helper.due d USING (what)
		WHERE d.due IS DISTINCT FROM e.due
$$;

SELECT is(:'due'::date, civic.add_working_days(civic.today(), 3, 'town'),
	'a report tells its due day');
SELECT helper.none(format('SELECT helper.differ(%s, %s, %s)', :filed, :marked, :paused),
	'what is due before anything changes');
CREATE TEMP TABLE before AS SELECT * FROM helper.due;
DELETE FROM civic_private.outbox;

-- the next three working days become holidays
SELECT civic.define_holidays('town', array_agg(civic.add_working_days(civic.today(), n, 'town')),
	false, 'storm') FROM generate_series(1, 3) n;
SELECT helper.none(format('SELECT helper.differ(%s, %s, %s)', :filed, :marked, :paused),
	'holidays move all that is open');
SELECT bag_eq($$ SELECT c.kind, c.due_after FROM civic.due_changes c $$,
	format($$ SELECT CASE WHEN e.what LIKE 'mark%%' THEN 'appeal_mark'
		WHEN e.what LIKE 'forward%%' THEN 'appeal_forward' WHEN e.what LIKE 'decision%%' THEN 'appeal_decision'
		WHEN e.what = 'repair' THEN 'repair_step' ELSE e.what END, e.due
			FROM helper.expected(%s, %s, %s) e $$, :filed, :marked, :paused),
	'... each with a row of history');
SELECT bag_eq($$ SELECT o.payload ->> 'kind', (o.payload ->> 'id')::int8,
	(o.payload ->> 'due')::date FROM civic_private.outbox o WHERE o.topic = 'due' $$,
	'SELECT kind, id, due_after FROM civic.due_changes', '... and a message');
SELECT is((SELECT d.due FROM helper.due d WHERE d.what = 'remaining ' || :paused),
	(SELECT b.due FROM before b WHERE b.what = 'remaining ' || :paused),
	'a clock that stands has the time left that it had');
SELECT is((SELECT decision_due FROM civic_private.appeal WHERE appeal_id = :over),
	civic.add_working_days(civic.today(), 5, 'weekends'),
	'what is over stays as it was');
SELECT is(civic.resume_appeal(:li, :paused, 'it is answered'),
	civic.add_working_days(civic.today(), 5, 'town'), 'resumed, it goes on by the new calendar');

SELECT civic.drop_holidays('town', array_agg(day)) FROM civic.holidays WHERE title = 'storm';
SELECT helper.none('SELECT * FROM before WHERE due IS NOT NULL AND what NOT LIKE ''remaining%'' EXCEPT SELECT * FROM helper.due', 'dropped, they move back');
SELECT is((SELECT count(*) FROM civic.due_changes c WHERE c.kind = 'annulment'), 2::bigint,
	'... with another row of history');
SELECT civic.define_holiday('elsewhere', civic.add_working_days(civic.today(), 1), false);
SELECT is((SELECT count(*) FROM civic.due_changes c WHERE c.calendar <> 'town'), 0::bigint,
	'another calendar moves nothing');
-- the review above was in no draw
SELECT helper.none('SELECT * FROM civic.check_programme() WHERE NOT holds AND room <> ''review''',
	'the programme is sound');

SELECT finish();
ROLLBACK;
