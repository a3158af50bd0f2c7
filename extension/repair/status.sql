/* How the cases of a subject stand, in words. */

CREATE FUNCTION civic_internal.repair_step_info(policy_id int4, severity int2, path text,
	step int2, step_since date, document_date date, repairable_from date,
	OUT steps int4, OUT kind text, OUT decider text, OUT title_en text, OUT title_zh text,
	OUT amount int8, OUT rule text, OUT restores int4, OUT ready_on date)
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_step_info';
COMMENT ON FUNCTION civic_internal.repair_step_info(int4, int2, text, int2, date, date, date) IS
	'a step of a repair path, and the day on which it can be applied for; infinity is a day that '
	'never comes';

/* For format(): 1 step, 2 day, 3 who decides, 4 hours, 5 rule, 6 what is missing. */
CREATE FUNCTION civic_internal.repair_words(lang text) RETURNS TABLE (what text, words text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp
AS $$
	SELECT w.what, CASE lang WHEN 'zh' THEN w.zh ELSE w.en END FROM (VALUES
		('waiting', 'The publicity minimum ends on %2$s; then step %1$s can be worked on.',
			'最短公示期于%2$s届满,其后可进行第%1$s步。'),
		('hours', 'Step %1$s: passes by itself when the ledger has %4$s hours under rule %5$s '
			'since %2$s.',
			'第%1$s步:%2$s起由账本累计服务%4$s小时,计入规则%5$s,达到后自动通过。'),
		('observation', 'Step %1$s: passes by itself on %2$s if no new loss comes in between.',
			'第%1$s步:观察期至%2$s,期间无新失信即自动通过。'),
		('repairable', 'Step %1$s: papers can be handed in from %2$s on.',
			'第%1$s步:%2$s起可提交材料。'),
		('applied', 'Step %1$s is with the %3$s, who decides by %2$s.',
			'第%1$s步已受理,由%3$s决定,期限%2$s。'),
		('returned', 'Hand in what is missing: %6$s.', '请一次补齐:%6$s。'),
		('appealed', 'Another reviewer looks at the refusal by %2$s.',
			'由另一审核人复核,期限%2$s。'),
		('reviewer', 'reviewer', '审核人'),
		('panel', 'panel', '评议会'),
		('separator', '; ', ';')) w (what, en, zh)
$$;
COMMENT ON FUNCTION civic_internal.repair_words(text) IS
	'sentences that say what is next for a repair case, and the words in them';

/* What is missing was named when a submission was last returned. */
CREATE FUNCTION civic_internal.missing_items(subject_id int8, case_id int8) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT civic_internal.text_of(m.subject_id, m.evidence) FROM civic_private.repair_move m
	 WHERE m.subject_id = missing_items.subject_id AND m.case_id = missing_items.case_id
	   AND civic_internal.repair_move_name(m.move) = 'return'
	 ORDER BY m.move_no DESC LIMIT 1
$$;
COMMENT ON FUNCTION civic_internal.missing_items(int8, int8) IS
	'lines that name what a submission was returned for; null once they were erased';

CREATE FUNCTION civic.repair_status(subject_id int8, lang text DEFAULT 'en')
RETURNS TABLE (case_id int8, entry_id int8, rule_code text, severity text, path text,
	state text, step int4, steps int4, step_title text, restored numeric,
	next_on date, next_by text, due_on date, publicity_ends_on date, next text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 5
/* reads the tables of repair */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
	today date;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_reach('service reviewer auditor', subject_id);
	PERFORM civic_internal.check_language(lang);
	today := civic.today();
	RETURN QUERY
	WITH mine AS (
		SELECT c.*, i.*, civic_internal.repair_state_name(c.state) AS state_name,
			greatest(i.ready_on, today) AS possible_on
		  FROM civic_private.repair_case c
		 CROSS JOIN LATERAL civic_internal.repair_step_info(c.policy_id, c.severity, c.path, c.step,
			c.step_since, c.document_date, coalesce(c.repairable_from, 'infinity')) i
		 WHERE c.subject_id = repair_status.subject_id
	), placed AS (
		SELECT m.*,
			CASE WHEN m.state_name = 'waiting' THEN m.repairable_from
				WHEN m.state_name = 'repairable' THEN m.possible_on
				WHEN m.closed_on IS NULL THEN today END AS next_on,
			CASE m.state_name WHEN 'waiting' THEN 'settlement'
				WHEN 'repairable' THEN CASE m.decider WHEN 'system' THEN 'settlement'
					ELSE 'subject' END
				WHEN 'applied' THEN m.decider WHEN 'returned' THEN 'subject'
				WHEN 'appealed' THEN 'reviewer' END AS next_by,
			CASE WHEN m.state_name <> 'repairable' OR m.decider IS DISTINCT FROM 'system'
				THEN m.state_name WHEN m.kind = 'service_hours' THEN 'hours'
				ELSE 'observation' END AS sentence
		  FROM mine m
	)
	SELECT p.case_id, p.entry_id, r.code, civic_internal.severity_name(p.severity), p.path,
		p.state_name, p.step::int4, p.steps,
		CASE lang WHEN 'zh' THEN p.title_zh ELSE p.title_en END, p.restored_bp * 0.0001,
		p.next_on, p.next_by, p.due_on, p.ends_on,
		coalesce(format(w.words, p.step,
			CASE p.sentence WHEN 'hours' THEN p.step_since WHEN 'observation' THEN p.ready_on
				ELSE coalesce(p.due_on, p.next_on) END,
			d.words, round(p.amount * 0.01, 2), p.rule,
			coalesce(replace(civic_internal.missing_items(p.subject_id, p.case_id), E'\n',
				s.words), '-')), civic_internal.repair_state_title(p.state, lang))
	  FROM placed p
	  JOIN civic_private.entry e ON e.subject_id = p.subject_id AND e.entry_id = p.entry_id
	  JOIN civic_private.rule r ON r.rule_id = e.rule_id
	  JOIN civic_internal.repair_words(lang) s ON s.what = 'separator'
	  LEFT JOIN civic_internal.repair_words(lang) w ON w.what = p.sentence
	  LEFT JOIN civic_internal.repair_words(lang) d ON d.what = p.decider
	 ORDER BY p.case_id;
END $$;
COMMENT ON FUNCTION civic.repair_status(int8, text) IS
	'the repair cases of a subject: how far they are, what is next, when and by whom, in English '
	'(en) or Chinese (zh)';
