/* What the ledger proves about a case.  These are inlined, which a SET clause would prevent. */

/* Nearly always no entry of the subject was adjusted, and then none has to be looked at twice. */
CREATE FUNCTION civic_internal.entries_in_force(subject_id int8, day date)
RETURNS TABLE (entry_id int8, rule_id int4, quantity int4, occurred_on date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT e.entry_id, e.rule_id, e.quantity, e.occurred_on
	  FROM civic_internal.original_entries() e
	 WHERE e.subject_id = entries_in_force.subject_id AND e.effective_on <= entries_in_force.day
	   AND (NOT EXISTS (SELECT FROM civic_private.entry x
			WHERE x.subject_id = entries_in_force.subject_id AND x.ref_entry_id IS NOT NULL)
		OR EXISTS (SELECT FROM civic_internal.counted(entries_in_force.day) c
			WHERE c.subject_id = entries_in_force.subject_id AND c.entry_id = e.entry_id
			  AND NOT c.reversed AND NOT c.suspended))
$$;
COMMENT ON FUNCTION civic_internal.entries_in_force(int8, date) IS
	'original entries of a subject that are in effect on a day, neither reversed nor suspended';

CREATE FUNCTION civic_internal.hours_served(subject_id int8, rule text, since date, day date)
RETURNS TABLE (hours int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT sum(e.quantity)::int8
	  FROM civic_internal.entries_in_force(hours_served.subject_id, hours_served.day) e
	 WHERE e.occurred_on BETWEEN hours_served.since AND hours_served.day
	   AND e.rule_id = ANY (ARRAY(SELECT r.rule_id FROM civic_private.rule r
			WHERE r.code = hours_served.rule))
$$;
COMMENT ON FUNCTION civic_internal.hours_served(int8, text, date, date) IS
	'hundredths of hours that a subject has served under a rule, by its code, from one day to '
	'another, as far as they count on the latter';

CREATE FUNCTION civic_internal.last_other_loss(subject_id int8, entry_id int8, since date,
	before date, day date)
RETURNS TABLE (occurred_on date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT max(e.occurred_on)
	  FROM civic_internal.entries_in_force(last_other_loss.subject_id, last_other_loss.day) e
	 WHERE e.entry_id <> last_other_loss.entry_id
	   AND e.occurred_on >= last_other_loss.since AND e.occurred_on < last_other_loss.before
	   AND e.occurred_on <= last_other_loss.day
	   AND e.rule_id IN (SELECT l.rule_id FROM civic_internal.loss_rules() l)
$$;
COMMENT ON FUNCTION civic_internal.last_other_loss(int8, int8, date, date, date) IS
	'the last day, from one to before another, of a loss of a subject other than the one to be '
	'repaired, as far as losses count on a day';
