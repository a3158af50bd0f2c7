/*
 * What a monitor looks at.  Each room says how it is in <room>_health(), one row a metric: numbers
 * about the whole programme, never about a person.
 */

CREATE FUNCTION civic_internal.health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
/* reads tables of every room, and tells how many there are of what */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
/* small queries whose estimates make them look worth compiling */
SET jit = off
AS $$
DECLARE
	newest int4 := (SELECT max(h.number) FROM civic_internal.hooks('layout') h);
	found int4 := (SELECT p.layout_version FROM civic_private.programme p);
	hook text;
BEGIN
	RETURN QUERY VALUES ('layout', '', found::float8, 'version'),
		('layout_behind', '', (newest - found)::float8, 'versions');
	/* the tables of another layout are not those that the rooms know */
	IF found <> newest THEN
		RETURN;
	END IF;
	FOR hook IN SELECT h.hook FROM civic_internal.hooks('health') h
	LOOP
		RETURN QUERY EXECUTE format('SELECT * FROM %s()', hook);
	END LOOP;
END $$;
COMMENT ON FUNCTION civic_internal.health() IS
	'how the programme is: one row a metric, from every room';

CREATE FUNCTION civic_internal.base_health()
RETURNS TABLE (metric text, label text, value float8, unit text)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT v.metric, v.label, v.value, v.unit
	  FROM civic_private.programme p
	 CROSS JOIN (SELECT count(*) AS waiting, count(*) FILTER (WHERE o.taken > 3) AS stuck,
			extract(epoch FROM clock_timestamp() - min(o.created_at)) AS oldest
		  FROM civic_private.outbox o WHERE o.acked_at IS NULL) o
	 CROSS JOIN LATERAL (VALUES
		('version', (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'civic_credit'),
			1::float8, 'bool'),
		('test_copy', '', (p.test_copy_since IS NOT NULL)::int4, 'bool'),
		('standby', '', pg_is_in_recovery()::int4, 'bool'),
		('subscriber', '', civic_internal.is_subscriber()::int4, 'bool'),
		('epoch', '', p.epoch, 'number'),
		('xid_age', '', (SELECT age(d.datfrozenxid) FROM pg_database d
			WHERE d.datname = current_database()), 'transactions'),
		('subjects', '', (SELECT greatest(c.reltuples, 0) FROM pg_class c
			WHERE c.oid = 'civic_private.subject'::regclass), 'rows (estimate)'),
		('outbox_waiting', '', o.waiting, 'rows'),
		('outbox_oldest', '', coalesce(o.oldest, 0), 'seconds'),
		('outbox_stuck', '', o.stuck, 'rows')) v (metric, label, value, unit);
END $$;
COMMENT ON FUNCTION civic_internal.base_health() IS 'metrics of this room';
