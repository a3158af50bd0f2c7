CREATE FUNCTION civic_internal.review_due_days(calendar text)
RETURNS TABLE (kind text, subject_id int8, id int8, due_before date, due_after date)
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH anew AS MATERIALIZED (
		SELECT v.subject_id, v.kind, v.reviewed_id, v.due AS before,
			civic.add_working_days(v.drawn_on, t.human_review, t.calendar) AS due
		  FROM civic_private.review v
		  JOIN (SELECT p.policy_id, (civic_internal.appeal_terms(p.policy_id)).*
			  FROM (SELECT DISTINCT r.policy_id FROM civic_private.review r
				WHERE r.decided_on IS NULL) p) t USING (policy_id)
		 WHERE v.decided_on IS NULL AND t.calendar = review_due_days.calendar
	)
	UPDATE civic_private.review v SET due = n.due
	  FROM anew n WHERE v.subject_id = n.subject_id AND v.kind = n.kind
	   AND v.reviewed_id = n.reviewed_id AND v.decided_on IS NULL AND v.due <> n.due
	RETURNING 'review'::text, v.subject_id, v.review_id, n.before, n.due
$$;
COMMENT ON FUNCTION civic_internal.review_due_days(text) IS
	'count the due days of open reviews anew by a calendar that changed';
