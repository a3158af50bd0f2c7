/* Rows that wait or were rejected have the external id in clear. */
CREATE FUNCTION civic_internal.ledger_forget(subject_id int8, lookup bytea) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic.inbox i WHERE civic_internal.subject_lookup(i.external_id) = lookup
$$;
COMMENT ON FUNCTION civic_internal.ledger_forget(int8, bytea) IS
	'forget what of a subject is in the inbox';
