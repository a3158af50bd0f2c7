/*
 * Where the ledger lives.  A dump carries rows into a cluster whose transactions have other
 * numbers, so from then on another incarnation counts.  What was written before and is in no block
 * is sealed as its rest.
 */
CREATE FUNCTION civic_internal.add_incarnation(epoch int4, began_at timestamptz, reason text)
RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	INSERT INTO civic_private.incarnation (epoch, began_at, cluster, database, timeline, reason,
		recorded_at, xact, actor)
	SELECT add_incarnation.epoch, add_incarnation.began_at, p.cluster, p.database, p.timeline,
		add_incarnation.reason, clock_timestamp(), pg_current_xact_id()::text::int8, session_user
	  FROM civic_internal.place() p
$$;
COMMENT ON FUNCTION civic_internal.add_incarnation(int4, timestamptz, text) IS
	'note that an incarnation begins, here';

/* Nobody is about to commit what he wrote before, once all tables are locked. */
CREATE FUNCTION civic_internal.begin_incarnation(reason text) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stored regclass;
	begun int4;
BEGIN
	FOR stored IN SELECT p.name FROM civic_internal.private_tables() p WHERE p.sealed ORDER BY 1
	LOOP
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', stored);
	END LOOP;
	SELECT coalesce(max(i.epoch), 0) + 1 INTO begun FROM civic_private.incarnation i;
	PERFORM civic_internal.add_incarnation(begun, clock_timestamp(), reason);
	PERFORM civic_internal.note_epoch(begun);
	RETURN begun;
END $$;
COMMENT ON FUNCTION civic_internal.begin_incarnation(text) IS
	'begin an incarnation of the ledger; its number';

/* A dump is restored, and its functions work for nobody before upgrade_programme() was called. */
CREATE FUNCTION civic_internal.note_incarnation() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT civic_internal.is_subscriber() AND EXISTS (
		SELECT FROM civic_internal.place() p
		 WHERE (p.cluster, p.database) IS DISTINCT FROM (SELECT (i.cluster, i.database)
			  FROM civic_private.incarnation i ORDER BY i.epoch DESC LIMIT 1)) THEN
		PERFORM civic_internal.begin_incarnation('restored into another cluster or database');
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.note_incarnation() IS
	'begin an incarnation if the ledger is in another cluster or database than before';

CREATE FUNCTION civic.new_incarnation(why text) RETURNS int4
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM civic_internal.require_superuser('begin an incarnation');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.refuse_subscriber();
	IF why IS NULL OR length(why) NOT BETWEEN 1 AND 2000 THEN
		RAISE EXCEPTION 'an incarnation needs a reason of 1 to 2000 characters'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN civic_internal.begin_incarnation(why);
END $$;
COMMENT ON FUNCTION civic.new_incarnation(text) IS
	'say that the ledger lives in another cluster or database from now on; its new number';
