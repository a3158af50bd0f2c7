/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.privacy_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.subject_erasure', 'subject'),
	('civic_private.resumption', 'local'),
	('civic_private.record_audience', 'reference'),
	('civic_private.key_epoch', 'reference'),
	('civic_private.pseudonym', 'local')
$$;
COMMENT ON FUNCTION civic_internal.privacy_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

CREATE FUNCTION civic_internal.privacy_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.subject_erasure.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic_private.subject_erasure.on_day IS 'day of the erasure';
COMMENT ON COLUMN civic_private.subject_erasure.cause IS
	'why: the purpose or the service is over, consent was withdrawn, it was unlawful to keep, '
	'or another law wants it';
COMMENT ON COLUMN civic_private.subject_erasure.files IS
	'files of this server that had rows about the subject; those still in use hold the old rows';
COMMENT ON COLUMN civic_private.subject_erasure.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.subject_erasure.xact IS 'transaction that wrote the row';
COMMENT ON COLUMN civic_private.subject_erasure.actor IS
	'who acted: the role, or whom a pool has named';
COMMENT ON COLUMN civic_private.subject_erasure.login_id IS
	'number in role_name of the role that logged in; null: not known';
COMMENT ON COLUMN civic_private.resumption.resumption_id IS 'number of the row';
COMMENT ON COLUMN civic_private.resumption.place IS
	'cluster, database and timeline of the WAL, which a restored copy has others of';
COMMENT ON COLUMN civic_private.resumption.repeated IS
	'how many subjects were erased once more';
COMMENT ON COLUMN civic_private.resumption.recorded_at IS 'wall clock when the row was written';
COMMENT ON COLUMN civic_private.resumption.xact IS 'transaction that wrote the row';
COMMENT ON COLUMN civic_private.resumption.actor IS
	'who acted: the role, or whom a pool has named';
COMMENT ON COLUMN civic_private.resumption.login_id IS
	'number in role_name of the role that logged in; null: not known';
COMMENT ON COLUMN civic_private.record_audience.audience IS 'name of the audience';
COMMENT ON COLUMN civic_private.record_audience.area_level IS
	'how many labels of an area are shown';
COMMENT ON COLUMN civic_private.record_audience.score_width IS 'width of a band of scores';
COMMENT ON COLUMN civic_private.record_audience.smallest IS
	'what fewer residents share is not shown';
COMMENT ON COLUMN civic_private.record_audience.sealed_day IS
	'last day of the month that the records are of';
COMMENT ON COLUMN civic_private.key_epoch.audience IS 'whose pseudonyms';
COMMENT ON COLUMN civic_private.key_epoch.key_epoch IS 'number of the generation, from 1';
COMMENT ON COLUMN civic_private.key_epoch.salt IS
	'32 random bytes from which, and from the vault key, they come; null: forgotten';
COMMENT ON COLUMN civic_private.key_epoch.opened_on IS 'first day';
COMMENT ON COLUMN civic_private.key_epoch.closes_on IS
	'last day on which they can be looked up; null: they are the present ones';
COMMENT ON COLUMN civic_private.pseudonym.audience IS 'who sees the subject';
COMMENT ON COLUMN civic_private.pseudonym.key_epoch IS 'in which generation of pseudonyms';
COMMENT ON COLUMN civic_private.pseudonym.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic_private.pseudonym.pid IS 'under which number';
END $comments$;
COMMENT ON FUNCTION civic_internal.privacy_comments() IS
	'describe the columns of this room''s tables';

/* A table that few rows make short, so that statistics would copy it whole. */
CREATE FUNCTION civic_internal.privacy_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$ VALUES ('civic_private.key_epoch', 'salt') $$;
COMMENT ON FUNCTION civic_internal.privacy_veiled() IS
	'columns of this room of whose values no statistics are kept';
