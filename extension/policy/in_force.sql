/* Which policy is in force. */

CREATE FUNCTION civic_internal.policy_of_area(area text, on_date date) RETURNS int4
LANGUAGE C STABLE PARALLEL SAFE
/* reads civic_private.enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_policy_of_area';
COMMENT ON FUNCTION civic_internal.policy_of_area(text, date) IS
	'policy in force for an area given as text, or null';

CREATE FUNCTION civic.policy_in_force(area ltree, on_date date DEFAULT NULL) RETURNS int4
LANGUAGE plpgsql STABLE PARALLEL SAFE
/* reads civic_private.area and enactment */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_programme();
	IF area IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM civic_internal.check_area(area::text);
	RETURN civic_internal.policy_of_area(area::text, coalesce(on_date, civic.today()));
END $$;
COMMENT ON FUNCTION civic.policy_in_force(ltree, date) IS
	'policy in force for an area on a day (today), its own or its nearest ancestor''s; null if '
	'there is none';

CREATE FUNCTION civic_internal.text_day(subject_id int8, from_day date) RETURNS date
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_text_day';
COMMENT ON FUNCTION civic_internal.text_day(int8, date) IS
	'the day on which a text about a subject, kept from a day on, is to be erased';
