/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.release_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.audience', 'reference'),
	('civic_private.audience_grant', 'reference'),
	('civic_private.frame', 'reference'),
	('civic_private.frame_attribute', 'reference'),
	('civic_private.measure', 'reference'),
	('civic_private.data_epoch', 'reference'),
	('civic_private.epoch_value', 'reference'),
	('civic_private.epoch_row', 'local'),
	('civic_private.release_request', 'reference'),
	('civic_private.release', 'reference'),
	('civic_private.release_decision', 'reference'),
	('civic_private.release_withdrawal', 'reference'),
	('civic_private.release_member', 'local'),
	('civic_private.dp_table', 'local')
$$;
COMMENT ON FUNCTION civic_internal.release_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Whose values tell who somebody is. */
CREATE FUNCTION civic_internal.release_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.epoch_row', 'unit codes amounts'),
	('civic_private.frame_attribute', 'hierarchy'),
	('civic_private.release', 'facts limits'),
	('civic_private.release_member', 'unit')
$$;
COMMENT ON FUNCTION civic_internal.release_veiled() IS
	'columns of this room of whose values the server keeps no statistics';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.release_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
DECLARE
	described record;
BEGIN
FOR described IN SELECT * FROM (VALUES
	('audience.audience', 'name of the audience'),
	('audience.audience_id', 'its number'),
	('audience.tier', 'enclave, agreement or public'),
	('audience.k', 'fewest subjects of a figure'),
	('audience.l', 'fewest sensitive values among them'),
	('audience.t', 'largest distance of their sensitive values from those of all'),
	('audience.largest', 'largest share of one subject in a sum'),
	('audience.two_largest', 'largest share of two subjects in a sum'),
	('audience.leave_out', 'largest share of subjects that a release leaves out'),
	('audience.eps_epoch', 'epsilon that answers may spend in a data epoch, in millionths'),
	('audience.eps_query', 'epsilon that one table of answers may cost, in millionths'),
	('audience_grant.audience', 'audience that the role belongs to'),
	('audience_grant.role', 'role that reads'),
	('audience_grant.role_oid', 'number of that role; under another name the grant is dead'),
	('frame.frame', 'name of the frame'),
	('frame.kind', 'stock: as things are on a day; flow: what happens in a month'),
	('frame.source', 'registered table; null: the programme''s own'),
	('frame.unit', 'its column that says whom a row is about'),
	('frame_attribute.frame', 'frame that has the attribute'),
	('frame_attribute.attribute', 'name of the attribute'),
	('frame_attribute.col', 'column of the frame'),
	('frame_attribute.hierarchy', 'how values are made coarser, level by level'),
	('frame_attribute.role', 'quasi: others may know it of somebody; sensitive: they should not '
		'learn it'),
	('frame_attribute.domain', 'values that answers have cells for; null: no answers by it'),
	('measure.measure', 'name of the measure'),
	('measure.frame', 'frame that has it'),
	('measure.col', 'column that is summed up; null: subjects are counted'),
	('measure.epsilon', 'epsilon that a table of answers costs, in millionths; null: no answers'),
	('measure.cells', 'most cells in which one subject counts'),
	('measure.low', 'least that one subject adds to a cell, in hundredths'),
	('measure.high', 'most that one subject adds to a cell, in hundredths'),
	('measure.grid', 'bounds of the bands for quantiles, in hundredths'),
	('data_epoch.epoch_id', 'number of the data epoch'),
	('data_epoch.frame', 'frame that was frozen'),
	('data_epoch.day', 'day as of which, or last day of the month'),
	('data_epoch.revision', 'how often somebody in it was erased'),
	('data_epoch.attributes', 'attributes that it has, in the order of codes'),
	('data_epoch.domains', 'values of the domain of each attribute, which have the first codes'),
	('data_epoch.amounts', 'columns that it has, in the order of amounts'),
	('data_epoch.units', 'subjects in it when it was frozen'),
	('data_epoch.closed', 'nothing is computed from it any more'),
	('epoch_value.epoch_id', 'data epoch'),
	('epoch_value.place', 'place of the attribute among those of the epoch'),
	('epoch_value.code', 'number of the value'),
	('epoch_value.value', 'the value'),
	('epoch_row.epoch_id', 'data epoch'),
	('epoch_row.unit', 'whom the row is about'),
	('epoch_row.number', 'tells rows about one subject apart'),
	('epoch_row.codes', 'number of the value of each attribute'),
	('epoch_row.amounts', 'amounts in hundredths'),
	('release_request.request_id', 'number of the request'),
	('release_request.audience', 'for whom'),
	('release_request.epoch_id', 'data epoch to publish from'),
	('release_request.name', 'name of the table'),
	('release_request.attributes', 'attributes to publish by'),
	('release_request.measures', 'measures to publish'),
	('release_request.levels', 'level of each attribute'),
	('release_request.finding', 'why it was refused'),
	('release_request.reason', 'why it should be published'),
	('release.release_id', 'number of the release'),
	('release.name', 'name of its table in civic_open'),
	('release.audience', 'for whom it is'),
	('release.epoch_id', 'data epoch that it was computed from'),
	('release.attributes', 'attributes that it tells'),
	('release.measures', 'measures that it tells'),
	('release.levels', 'how coarsely each attribute is told'),
	('release.limits', 'limits that it keeps to'),
	('release.facts', 'what it leaves out, and its risks'),
	('release.request_id', 'request by which it was an exception; null: none was needed'),
	('release_decision.request_id', 'request that was decided'),
	('release_decision.approved', 'was it published?'),
	('release_decision.reason', 'why'),
	('release_withdrawal.release_id', 'release that was taken back'),
	('release_withdrawal.reason', 'why'),
	('dp_table.epoch_id', 'data epoch'),
	('dp_table.audience', 'audience that has it'),
	('dp_table.terms', 'mechanism, column, epsilon and bounds of the measure'),
	('dp_table.measure', 'measure'),
	('dp_table.attributes', 'attributes, in order'),
	('dp_table.epsilon', 'epsilon that it cost, in millionths'),
	('dp_table.answers', 'answers with noise, in the order of the domains'),
	('release_member.release_id', 'release'),
	('release_member.cell', 'number of the figure; below zero: a total'),
	('release_member.unit', 'who is in it; a random number once erased')) c (col, words)
	UNION ALL
	SELECT t || '.' || c, w FROM unnest('{release_request,release,release_decision,
		release_withdrawal,dp_table}'::text[]) t CROSS JOIN (VALUES
		('recorded_at', 'wall clock when the row was written'),
		('xact', 'transaction that wrote the row'),
		('actor', 'who acted: the role, or whom a pool has named'),
		('login_id', 'number in role_name of the role that logged in; null: not known')) s (c, w)
LOOP
	EXECUTE format('COMMENT ON COLUMN civic_private.%s IS %L', described.col, described.words);
END LOOP;
END $comments$;
COMMENT ON FUNCTION civic_internal.release_comments() IS
	'describe the columns of this room''s tables';
