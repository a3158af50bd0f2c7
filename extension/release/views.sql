/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.release_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
/* of the catalog alone, so that it works on a server that has civic_open and nothing else */
CREATE OR REPLACE VIEW civic_open.codebook AS
	SELECT c.relname::text AS release, obj_description(c.oid, 'pg_class') AS about,
		a.attnum::int4 AS place, a.attname::text AS col, format_type(a.atttypid, NULL) AS type,
		col_description(c.oid, a.attnum) AS meaning
	  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		AND NOT a.attisdropped
	 WHERE c.relnamespace = 'civic_open'::regnamespace AND c.relkind = 'r'
	   AND has_table_privilege(c.oid, 'SELECT')
	 ORDER BY 1, 3;
COMMENT ON VIEW civic_open.codebook IS 'what each column of each release means';
COMMENT ON COLUMN civic_open.codebook.release IS 'table of the release';
COMMENT ON COLUMN civic_open.codebook.about IS 'what the release is about';
COMMENT ON COLUMN civic_open.codebook.place IS 'place of the column';
COMMENT ON COLUMN civic_open.codebook.col IS 'name of the column';
COMMENT ON COLUMN civic_open.codebook.type IS 'its type';
COMMENT ON COLUMN civic_open.codebook.meaning IS 'what it means';

CREATE OR REPLACE VIEW civic.releases AS
	SELECT r.release_id, r.name, r.audience, e.frame, e.day, r.attributes, r.measures, r.levels,
		r.request_id IS NOT NULL AS exception, w.release_id IS NOT NULL AS withdrawn,
		r.recorded_at, r.actor
	  FROM civic_private.release r JOIN civic_private.data_epoch e USING (epoch_id)
	  LEFT JOIN civic_private.release_withdrawal w USING (release_id);
COMMENT ON VIEW civic.releases IS 'what was published, and for whom';
COMMENT ON COLUMN civic.releases.exception IS 'was it refused, and published by a second person?';
COMMENT ON COLUMN civic.releases.withdrawn IS 'was it taken back?';

CREATE OR REPLACE VIEW civic.release_requests AS
	SELECT q.request_id, q.name, q.audience, e.frame, e.day, q.attributes, q.measures, q.levels,
		q.finding, q.reason, q.recorded_at, q.actor, d.approved, d.reason AS decision,
		d.actor AS decided_by
	  FROM civic_private.release_request q JOIN civic_private.data_epoch e USING (epoch_id)
	  LEFT JOIN civic_private.release_decision d USING (request_id);
COMMENT ON VIEW civic.release_requests IS
	'releases that were refused and put to a second person, and what came of it';
COMMENT ON COLUMN civic.release_requests.decision IS 'why it was decided so; null: not yet';
COMMENT ON COLUMN civic.release_requests.decided_by IS 'who decided';
END $views$;
COMMENT ON FUNCTION civic_internal.release_views() IS 'make the views of this room';
