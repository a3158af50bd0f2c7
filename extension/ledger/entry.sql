CREATE FUNCTION civic.record(subject_id int8, rule_code text, quantity numeric,
	occurred_on date, source_ref text, evidence bytea DEFAULT NULL, source text DEFAULT NULL)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for those who may record for a source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_record';
COMMENT ON FUNCTION civic.record(int8, text, numeric, date, text, bytea, text) IS
	'post an event; the same source_ref with the same content gives the same entry again';

CREATE FUNCTION civic.reverse(subject_id int8, entry_id int8, reason text) RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE
/* writes civic_private.entry, for reviewers and for recorders of the entry's source */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_reverse';
COMMENT ON FUNCTION civic.reverse(int8, int8, text) IS 'take an entry back, for good';

/* Who may adjust what is for the callers to decide: the function is granted to nobody. */
CREATE FUNCTION civic_internal.adjust(subject_id int8, entry_id int8, kind int2, quantity int4,
	reason text, day date)
RETURNS int8
LANGUAGE C VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_adjust';
COMMENT ON FUNCTION civic_internal.adjust(int8, int8, int2, int4, text, date) IS
	'append a reversal, suspension, reinstatement or repair of an original entry; internal';
