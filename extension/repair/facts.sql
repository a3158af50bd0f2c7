/* What the ledger proves about a case.  These are inlined, which a SET clause would prevent. */

CREATE FUNCTION civic_internal.hours_served(subject_id int8, rule text, since date, day date)
RETURNS TABLE (hours int8)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
	SELECT sum(c.quantity)::int8
	  FROM civic_internal.counted(hours_served.day) c
	 WHERE c.subject_id = hours_served.subject_id AND NOT c.reversed AND NOT c.suspended
	   AND c.occurred_on BETWEEN hours_served.since AND hours_served.day
	   AND c.rule_id = ANY (ARRAY(SELECT r.rule_id FROM civic_private.rule r
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
	SELECT max(c.occurred_on)
	  FROM civic_internal.counted(last_other_loss.day) c
	 WHERE c.subject_id = last_other_loss.subject_id AND NOT c.reversed AND NOT c.suspended
	   AND c.entry_id <> last_other_loss.entry_id
	   AND c.occurred_on >= last_other_loss.since AND c.occurred_on < last_other_loss.before
	   AND c.occurred_on <= last_other_loss.day
	   AND c.rule_id IN (SELECT l.rule_id FROM civic_internal.loss_rules() l)
$$;
COMMENT ON FUNCTION civic_internal.last_other_loss(int8, int8, date, date, date) IS
	'the last day, from one to before another, of a loss of a subject other than the one to be '
	'repaired, as far as losses count on a day';
