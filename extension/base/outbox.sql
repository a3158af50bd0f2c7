/*
 * The outbox.  A row tells an application what happened, in the transaction in which it happened.
 * Each message wakes whoever listens on civic_credit; the NOTIFY only tells it to look.
 */

CREATE FUNCTION civic_internal.publish(topic text, subjects int8[], payloads jsonb[]) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	WITH message AS (
		INSERT INTO civic_private.outbox (topic, subject_id, payload)
		SELECT topic, u.subject_id, u.payload
		  FROM unnest(subjects, payloads) WITH ORDINALITY u (subject_id, payload, n)
		 /* a copy to test with tells nobody what did not happen */
		 WHERE (SELECT p.test_copy_since IS NULL FROM civic_private.programme p)
		 ORDER BY u.n
		RETURNING outbox_id
	), told AS (
		SELECT count(*) AS n, jsonb_build_object('topic', topic, 'first', min(m.outbox_id),
			'last', max(m.outbox_id), 'count', count(*))::text AS what
		  FROM message m
	)
	SELECT t.n FROM told t
	  LEFT JOIN LATERAL (SELECT pg_notify('civic_credit', t.what) WHERE t.n > 0) woken ON true
$$;
COMMENT ON FUNCTION civic_internal.publish(text, int8[], jsonb[]) IS
	'append messages to the outbox and wake who listens; how many there were';

CREATE FUNCTION civic_internal.publish(topic text, subject_id int8, payload jsonb) RETURNS int8
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$ SELECT civic_internal.publish(topic, ARRAY[subject_id], ARRAY[payload]) $$;
COMMENT ON FUNCTION civic_internal.publish(text, int8, jsonb) IS
	'append one message to the outbox and wake who listens';

CREATE FUNCTION civic.take_outbox(max_rows int4 DEFAULT 100, lease interval DEFAULT '5 minutes',
	topics text[] DEFAULT NULL)
RETURNS TABLE (outbox_id int8, topic text, subject_id int8, payload jsonb, created_at timestamptz,
	taken int4)
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE ROWS 100
/* reads and updates civic_private.outbox */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(topics, 'topics');
	IF max_rows IS NULL OR max_rows NOT BETWEEN 1 AND 10000 THEN
		RAISE EXCEPTION 'max_rows must lie between 1 and 10000'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF lease IS NULL OR lease <= '0' OR lease > '1 day' THEN
		RAISE EXCEPTION 'lease must be positive and at most a day'
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	RETURN QUERY
	WITH mine AS (
		SELECT o.outbox_id FROM civic_private.outbox o
		 WHERE o.acked_at IS NULL
		   AND (o.taken_until IS NULL OR o.taken_until < clock_timestamp())
		   AND (topics IS NULL OR o.topic = ANY (topics))
		   AND ((SELECT civic_internal.reaches_everything('service'))
			OR civic_internal.reaches('service', o.subject_id))
		 ORDER BY o.outbox_id LIMIT max_rows FOR UPDATE SKIP LOCKED
	), taken AS (
		UPDATE civic_private.outbox o
		   SET taken_until = clock_timestamp() + lease, taken = o.taken + 1
		  FROM mine WHERE o.outbox_id = mine.outbox_id
		RETURNING o.outbox_id, o.topic, o.subject_id, o.payload, o.created_at, o.taken
	)
	SELECT * FROM taken t ORDER BY t.outbox_id;
END $$;
COMMENT ON FUNCTION civic.take_outbox(int4, interval, text[]) IS
	'take messages that nobody else has, oldest first; what is not acknowledged within the lease '
	'can be taken again';

CREATE FUNCTION civic.ack_outbox(outbox_ids int8[]) RETURNS int8
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
/* updates civic_private.outbox */
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	acked int8;
BEGIN
	PERFORM civic_internal.require_programme();
	PERFORM civic_internal.require_list(outbox_ids, 'outbox_ids');
	IF outbox_ids IS NULL THEN
		RAISE EXCEPTION 'outbox_ids must not be null' USING ERRCODE = 'null_value_not_allowed';
	END IF;
	UPDATE civic_private.outbox o SET acked_at = clock_timestamp()
	 WHERE o.outbox_id = ANY (outbox_ids) AND o.acked_at IS NULL
	   AND ((SELECT civic_internal.reaches_everything('service'))
		OR civic_internal.reaches('service', o.subject_id));
	GET DIAGNOSTICS acked = ROW_COUNT;
	RETURN acked;
END $$;
COMMENT ON FUNCTION civic.ack_outbox(int8[]) IS
	'messages are dealt with; how many were not yet';

CREATE FUNCTION civic_internal.tidy_outbox() RETURNS void
LANGUAGE sql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $$
	DELETE FROM civic_private.outbox o WHERE o.acked_at < clock_timestamp() - interval '30 days'
$$;
COMMENT ON FUNCTION civic_internal.tidy_outbox() IS
	'delete messages that were acknowledged a month ago';
