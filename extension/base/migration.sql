/*
 * Other servers: a subscriber of logical replication, which must not write what the publisher
 * writes, and a server that takes over after one.
 */

CREATE FUNCTION civic_internal.is_subscriber() RETURNS bool
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM pg_subscription_rel r JOIN pg_class c ON c.oid = r.srrelid
		WHERE c.relnamespace = ANY (ARRAY[to_regnamespace('civic')::oid,
			to_regnamespace('civic_private')::oid]))
$$;
COMMENT ON FUNCTION civic_internal.is_subscriber() IS
	'does a subscription bring rows into the programme''s tables?';

CREATE FUNCTION civic_internal.refuse_subscriber() RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF civic_internal.is_subscriber() THEN
		RAISE EXCEPTION 'this database subscribes to the programme of another server'
			USING ERRCODE = 'object_not_in_prerequisite_state',
				DETAIL = 'What is written here would collide with what the publisher sends.',
				HINT = 'Do it on the publisher. To take over from it, drop the subscription and '
					'call civic.resume_after_migration().';
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.refuse_subscriber() IS
	'raise an error if a subscription brings rows into the programme''s tables';

CREATE FUNCTION civic_internal.resume_sequence(sequence regclass, OUT next_before int8,
	OUT next_number int8, OUT doubles int8)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	numbers text := civic_internal.numbers_query(sequence);
BEGIN
	SELECT p.next_number, greatest(p.highest + 1, p.next_number) INTO next_before, next_number
	  FROM civic_internal.sequence_position(sequence) p;
	IF next_number > next_before THEN
		PERFORM setval(sequence, next_number, false);
	END IF;
	doubles := 0;
	IF EXISTS (SELECT FROM civic_internal.numbered_columns() c
		WHERE c.sequence = resume_sequence.sequence AND c.one_each) THEN
		EXECUTE format('SELECT count(*) FROM (SELECT FROM (%s) x
			GROUP BY x.n HAVING count(*) > 1) d', numbers) INTO doubles;
	END IF;
END $$;
COMMENT ON FUNCTION civic_internal.resume_sequence(regclass) IS
	'let a sequence go on behind the highest number that is taken; how many are taken twice';

/* What was erased elsewhere in the meantime is erased here before anybody is let in. */
CREATE FUNCTION civic_internal.resume_rooms(erased jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	hook text;
BEGIN
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('resume') h
	LOOP
		EXECUTE format('SELECT %s($1)', hook) USING erased;
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.resume_rooms(jsonb) IS
	'let every room catch up with what was erased since the rows were copied';

CREATE FUNCTION civic.resume_after_migration(erased jsonb DEFAULT NULL)
RETURNS TABLE (sequence text, next_before int8, next_number int8, doubles int8)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	numbered record;
	twice text;
BEGIN
	PERFORM civic_internal.require_superuser('resume a programme');
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.refuse_subscriber();
	IF erased IS NOT NULL THEN
		PERFORM civic_internal.check_erased(erased);
	END IF;
	FOR numbered IN
		SELECT DISTINCT c.stored::text AS name FROM civic_internal.numbered_columns() c ORDER BY 1
	LOOP
		/* nobody may take a number while it is decided which one is next */
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', numbered.name);
	END LOOP;
	FOR numbered IN
		SELECT DISTINCT c.sequence::text AS name FROM civic_internal.numbered_columns() c ORDER BY 1
	LOOP
		SELECT numbered.name, r.* INTO sequence, next_before, next_number, doubles
		  FROM civic_internal.resume_sequence(numbered.name::regclass) r;
		IF doubles > 0 THEN
			twice := concat_ws(', ', twice, format('%s of %s', doubles, sequence));
		END IF;
		RETURN NEXT;
	END LOOP;
	IF twice IS NOT NULL THEN
		RAISE WARNING 'numbers are taken twice: %', twice
			USING HINT = 'Somebody wrote here before the sequences were right. Each row still '
				'counts, since it is named by subject and number together; find those rows, and '
				'tell whoever refers to them by the number alone.';
	END IF;
	PERFORM civic_internal.resume_rooms(erased);
END $$;
COMMENT ON FUNCTION civic.resume_after_migration(jsonb) IS
	'let every sequence go on where the rows end, repeat what was erased since the rows were '
	'copied, and count the numbers that were given twice';
