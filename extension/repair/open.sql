CREATE FUNCTION civic.open_repair(subject_id int8, entry_id int8, path text DEFAULT NULL)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.repair_case */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_open_repair';
COMMENT ON FUNCTION civic.open_repair(int8, int8, text) IS
	'open a repair case of a loss, on one of the paths of its severity; the case';

CREATE FUNCTION civic_internal.repair_opened_meanwhile(subject_id int8, entry_id int8)
RETURNS bool
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_repair_opened_meanwhile';
COMMENT ON FUNCTION civic_internal.repair_opened_meanwhile(int8, int8) IS
	'has a loss an open case that the snapshot of this transaction does not see?';

CREATE FUNCTION civic_internal.offences_of(subject_id int8, link_id int8) RETURNS int4[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT array_agg(ARRAY[r.rule_id, r.policy_id])
	  FROM civic_private.penalty_document d
	  JOIN civic_private.entry e USING (subject_id, entry_id)
	  JOIN civic_private.rule r USING (rule_id)
	 WHERE d.subject_id = offences_of.subject_id AND d.link_id = offences_of.link_id
$$;
COMMENT ON FUNCTION civic_internal.offences_of(int8, int8) IS
	'rule and policy of each loss that one document decided';
