/*
 * Pseudonyms: an audience sees a subject under a number of its own, which is another one for every
 * audience and key epoch.  They are stored, so that no function that maps a subject to one is
 * called by a reader.
 */

/* The holder of the vault key alone gets one from it, and it is granted to nobody. */
CREATE FUNCTION civic_internal.pseudonym(audience text, key_epoch int4, salt bytea,
	subject_id int8) RETURNS uuid
LANGUAGE C STABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS 'MODULE_PATHNAME', 'civic_pseudonym';
COMMENT ON FUNCTION civic_internal.pseudonym(text, int4, bytea, int8) IS
	'number under which an audience sees a subject in a key epoch';

CREATE FUNCTION civic_internal.current_epoch(audience name) RETURNS int4
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT e.key_epoch FROM civic_private.key_epoch e
	 WHERE e.audience = current_epoch.audience AND e.closes_on IS NULL
$$;
COMMENT ON FUNCTION civic_internal.current_epoch(name) IS
	'the key epoch in which an audience is now';

/* The one before stays for a while, so that readers can bring their work along. */
CREATE FUNCTION civic_internal.open_epoch(audience name, grace int4) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	fresh int4 := (SELECT coalesce(max(e.key_epoch), 0) + 1 FROM civic_private.key_epoch e
		WHERE e.audience = open_epoch.audience);
BEGIN
	UPDATE civic_private.key_epoch e SET closes_on = civic.today() + grace
	 WHERE e.audience = open_epoch.audience AND e.closes_on IS NULL;
	INSERT INTO civic_private.key_epoch (audience, key_epoch, salt, opened_on)
	VALUES (audience, fresh, civic_internal.random_key(), civic.today());
	RETURN fresh;
END $$;
COMMENT ON FUNCTION civic_internal.open_epoch(name, int4) IS
	'begin another key epoch of an audience, and let the one before end after a grace time';

/* Subjects that have one keep it. */
CREATE FUNCTION civic_internal.give_pseudonyms(audience name, subjects int8[]) RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.pseudonym (audience, key_epoch, subject_id, pid)
	SELECT e.audience, e.key_epoch, s.subject_id,
		civic_internal.pseudonym(e.audience, e.key_epoch, e.salt, s.subject_id)
	  FROM civic_private.key_epoch e CROSS JOIN unnest(subjects) s (subject_id)
	 WHERE e.audience = give_pseudonyms.audience AND e.closes_on IS NULL
	    ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION civic_internal.give_pseudonyms(name, int8[]) IS
	'give subjects the pseudonyms that they have for an audience now';

/* The day's work of this room: what is over can be computed by nobody any more. */
CREATE FUNCTION civic_internal.privacy_daily_95(day date) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	forgotten int8;
BEGIN
	UPDATE civic_private.key_epoch e SET salt = NULL
	 WHERE e.closes_on < day AND e.salt IS NOT NULL;
	DELETE FROM civic_private.pseudonym p USING civic_private.key_epoch e
	 WHERE e.audience = p.audience AND e.key_epoch = p.key_epoch AND e.closes_on < day;
	GET DIAGNOSTICS forgotten = ROW_COUNT;
	RETURN forgotten;
END $$;
COMMENT ON FUNCTION civic_internal.privacy_daily_95(date) IS
	'forget pseudonyms of key epochs that are over, and what they come from';
