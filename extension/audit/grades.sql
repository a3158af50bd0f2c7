/* Who may be shown the columns of this room's tables; see civic.data_grades(). */
CREATE FUNCTION civic_internal.audit_grades()
RETURNS TABLE (stored text, grade text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.block', 'public',
		'block_no epoch is_rest first_index entries other_rows subjects_root snap_xmin
		snap_xmax running next_xact begun_at taken_at lsn timeline cluster database guards
		total'),
	('civic_private.frontier', 'public',
		'level tile_no first_entry data'),
	('civic_private.tile', 'public',
		'level tile_no first_entry data'),
	('civic_private.incarnation', 'public',
		'epoch began_at cluster database timeline reason'),
	('civic_private.incarnation', 'enclave',
		'recorded_at xact actor login_id'),
	('civic_private.subject_leaves', 'enclave',
		'subject_id leaves running')
$$;
COMMENT ON FUNCTION civic_internal.audit_grades() IS
	'grades of disclosure of the columns of this room''s tables';
