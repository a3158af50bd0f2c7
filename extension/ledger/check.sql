CREATE FUNCTION civic_internal.ledger_check()
RETURNS TABLE (property text, violations int8, example text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT 'no entry number is used twice', count(*), min(format('entry %s', d.entry_id))
	  FROM (SELECT e.entry_id FROM civic_private.entry e GROUP BY 1 HAVING count(*) > 1) d
	UNION ALL
	SELECT 'entries have a subject, a rule, a source and roles', count(*),
		min(format('subject %s, entry %s', e.subject_id, e.entry_id))
	  FROM civic_private.entry e
	  LEFT JOIN civic_private.subject s USING (subject_id)
	  LEFT JOIN civic_private.rule r USING (rule_id)
	  LEFT JOIN civic_private.source o USING (source_id)
	  LEFT JOIN civic_private.role_name a ON a.role_id = e.actor_id
	  LEFT JOIN civic_private.role_name l ON l.role_id = e.login_id
	 WHERE s.subject_id IS NULL OR r.rule_id IS NULL OR o.source_id IS NULL
	    OR a.role_id IS NULL OR l.role_id IS NULL
	UNION ALL
	SELECT 'adjustments have the rule and the day of an original entry', count(*),
		min(format('subject %s, entry %s', a.subject_id, a.entry_id))
	  FROM civic_private.entry a
	  JOIN civic_private.entry e
		ON e.subject_id = a.subject_id AND e.entry_id = a.ref_entry_id
	 WHERE e.ref_entry_id IS NOT NULL OR (a.rule_id, a.occurred_on) <> (e.rule_id, e.occurred_on)
	    OR a.kind <> civic_internal.entry_kind('repair') AND a.quantity <> e.quantity
	UNION ALL
	SELECT 'what is reinstated was suspended, and once', count(*),
		min(format('subject %s, entry %s', b.subject_id, b.ref_entry_id))
	  FROM (SELECT a.subject_id, a.ref_entry_id
		  FROM civic_private.entry a
		 WHERE a.kind IN (civic_internal.entry_kind('suspension'),
			civic_internal.entry_kind('reinstatement'))
		 GROUP BY 1, 2
		HAVING count(*) FILTER (WHERE a.kind = civic_internal.entry_kind('suspension'))
			- count(*) FILTER (WHERE a.kind = civic_internal.entry_kind('reinstatement'))
			NOT IN (0, 1)) b
$$;
COMMENT ON FUNCTION civic_internal.ledger_check() IS
	'properties of this room''s tables, and how many rows violate each';
