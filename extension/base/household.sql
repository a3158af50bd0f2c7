/* Households. */
CREATE FUNCTION civic_internal.add_membership(resident int8, household int8, since date)
	RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today date := civic.today();
	day date := coalesce(since, today);
BEGIN
	IF day NOT BETWEEN '1900-01-01' AND today THEN
		RAISE EXCEPTION 'date out of range: "%"', day
			USING ERRCODE = 'datetime_field_overflow',
				HINT = 'A membership begins or ends between 1900-01-01 and today.';
	END IF;
	INSERT INTO civic_private.membership (subject_id, household_id, since,
		effective_on) VALUES (resident, household, day, today);
END $$;
COMMENT ON FUNCTION civic_internal.add_membership(int8, int8, date) IS
	'append to the history of memberships; internal';

CREATE FUNCTION civic.join_household(resident int8, household int8, since date DEFAULT NULL)
	RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.membership */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kinds text[];
BEGIN
	PERFORM civic_internal.require_reach('service', s) FROM unnest(ARRAY[resident, household]) s;
	PERFORM civic_internal.check_subject(resident);
	PERFORM civic_internal.check_subject(household);
	SELECT ARRAY[r.kind, h.kind] INTO kinds FROM civic_private.subject r, civic_private.subject h
	 WHERE r.subject_id = resident AND h.subject_id = household;
	IF kinds[1] NOT IN ('resident', 'official') OR kinds[2] <> 'household' THEN
		RAISE EXCEPTION 'a % cannot join a %', kinds[1], kinds[2]
			USING ERRCODE = 'invalid_parameter_value',
				HINT = 'Residents and officials join households.';
	END IF;
	PERFORM civic_internal.require_impartial(resident, since);
	PERFORM civic_internal.require_impartial(household, since);
	PERFORM civic_internal.add_membership(resident, household, since);
END $$;
COMMENT ON FUNCTION civic.join_household(int8, int8, date) IS
	'a resident belongs to a household from a day (today) on, and to no other';

CREATE FUNCTION civic.leave_household(resident int8, since date DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* writes civic_private.membership */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_reach('service', resident);
	PERFORM civic_internal.check_subject(resident);
	PERFORM civic_internal.require_impartial(resident, since);
	IF (SELECT m.household_id FROM civic_private.membership m WHERE m.subject_id = resident
		AND m.since <= coalesce(leave_household.since, civic.today()) ORDER BY m.since DESC,
			m.membership_id DESC LIMIT 1) IS NULL THEN
		RAISE EXCEPTION 'subject % belongs to no household', resident
			USING ERRCODE = 'object_not_in_prerequisite_state';
	END IF;
	PERFORM civic_internal.add_membership(resident, NULL, since);
END $$;
COMMENT ON FUNCTION civic.leave_household(int8, date) IS
	'a resident belongs to no household from a day (today) on';
