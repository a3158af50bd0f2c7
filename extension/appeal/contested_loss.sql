/* The loss that an appeal or an annulment is about, with the policy whose clocks it goes by. */
CREATE FUNCTION civic_internal.contested_loss(subject_id int8, entry_id int8,
	OUT policy_id int4, OUT calendar text, OUT removal int4, OUT erase_on date)
LANGUAGE plpgsql STABLE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	e record;
BEGIN
	PERFORM civic_internal.check_subject(subject_id);
	IF entry_id IS NULL THEN
		RAISE EXCEPTION 'entry_id must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	SELECT x.occurred_on, r.policy_id,
		x.kind = 1 AND civic_internal.rule_is_loss(x.rule_id) AS is_loss INTO e
	  FROM civic_private.entry x JOIN civic_private.rule r USING (rule_id)
	 WHERE x.subject_id = contested_loss.subject_id AND x.entry_id = contested_loss.entry_id;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'subject % has no entry %', subject_id, entry_id
			USING ERRCODE = 'undefined_object';
	END IF;
	IF NOT e.is_loss THEN
		RAISE EXCEPTION 'entry % is not a loss', entry_id
			USING ERRCODE = 'wrong_object_type', HINT = 'Name the award that took points.';
	END IF;
	IF civic_internal.reversal_of(subject_id, entry_id) IS NOT NULL THEN
		RAISE EXCEPTION 'entry % has been reversed', entry_id
			USING ERRCODE = 'object_not_in_prerequisite_state',
				HINT = 'There is nothing left to contest.';
	END IF;
	/* procedure follows the policy of the day; where there is none any more, that of the entry */
	policy_id := coalesce(civic_internal.policy_of_area(
		civic_internal.area_on(subject_id, civic.today()), civic.today()), e.policy_id);
	SELECT t.calendar, t.removal, e.occurred_on + make_interval(years => t.erase_years)
	  INTO calendar, removal, erase_on FROM civic_internal.appeal_terms(policy_id) t;
END $$;
COMMENT ON FUNCTION civic_internal.contested_loss(int8, int8) IS
	'raise an error unless an entry is a loss that stands; its policy, what that says about '
	'removal, and the day on which texts about the loss are erased';
