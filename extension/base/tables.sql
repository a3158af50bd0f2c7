/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.base_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.programme', 'reference'),
	('civic_private.vault_key', 'local'),
	('civic_private.area', 'reference'),
	('civic_private.subject', 'reference'),
	('civic_private.residence', 'subject'),
	('civic_private.consent', 'subject'),
	('civic_private.source', 'reference'),
	('civic_private.access_grant', 'reference'),
	('civic_private.membership', 'subject'),
	('civic_private.outbox', 'local'),
	('civic_private.holiday', 'reference'),
	('civic_private.due_change', 'subject'),
	('civic_private.kept_text', 'subject'),
	('civic_private.role_name', 'reference'),
	('civic_private.role_link', 'subject'),
	('civic_private.pool_login', 'reference'),
	('civic_private.watermark', 'local'),
	('civic_private.set_aside', 'local'),
	('civic_private.lookup_limit', 'reference'),
	('civic_private.lookup_day', 'local')
$$;
COMMENT ON FUNCTION civic_internal.base_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.base_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.programme.programme_id IS
	'identifier of the programme, for what is exported from it';
COMMENT ON COLUMN civic_private.programme.name IS
	'name of the programme';
COMMENT ON COLUMN civic_private.programme.time_zone IS
	'zone whose calendar day is today';
COMMENT ON COLUMN civic_private.programme.layout_version IS
	'layout that the tables have; upgrade_programme() raises it';
COMMENT ON COLUMN civic_private.programme.epoch IS
	'incarnation of the ledger, stamped into each entry';
COMMENT ON COLUMN civic_private.programme.newest_enactment IS
	'newest enactment; tells sessions whether the list that they keep is still complete';
COMMENT ON COLUMN civic_private.programme.access_version IS
	'state of areas, sources, grants and calendars; tells sessions to read them again';
COMMENT ON COLUMN civic_private.programme.key_check IS
	'digest by which the programme knows its own vault key';
COMMENT ON COLUMN civic_private.programme.cluster IS
	'system identifier of the cluster whose roles the grants name by number';
COMMENT ON COLUMN civic_private.programme.database IS
	'number of the database in which they were given';
COMMENT ON COLUMN civic_private.programme.created_at IS
	'when the programme was created';
COMMENT ON COLUMN civic_private.programme.test_copy_since IS
	'when this database became a copy to test with; null: it is none';
COMMENT ON COLUMN civic_private.programme.only_one IS
	'always true: there is one row';
COMMENT ON COLUMN civic_private.vault_key.purpose IS
	'what the key is for: lookup (external ids)';
COMMENT ON COLUMN civic_private.vault_key.key IS
	'32 secret bytes';
COMMENT ON COLUMN civic_private.area.area IS
	'path of labels joined by dots, the widest area first';
COMMENT ON COLUMN civic_private.area.title_zh IS
	'name in Chinese';
COMMENT ON COLUMN civic_private.area.title_en IS
	'name in English';
COMMENT ON COLUMN civic_private.subject.subject_id IS
	'random number that tells nothing about its subject';
COMMENT ON COLUMN civic_private.subject.kind IS
	'resident, household, organisation or official';
COMMENT ON COLUMN civic_private.subject.lookup IS
	'keyed HMAC of the external id';
COMMENT ON COLUMN civic_private.subject.attributes IS
	'what the programme knows besides, such as the name of an organisation';
COMMENT ON COLUMN civic_private.subject.enrolled_at IS
	'when the subject was enrolled';
COMMENT ON COLUMN civic_private.subject.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.subject.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.residence.residence_id IS
	'order of recording';
COMMENT ON COLUMN civic_private.residence.area IS
	'where the subject lives';
COMMENT ON COLUMN civic_private.residence.since IS
	'first day of the residence';
COMMENT ON COLUMN civic_private.residence.effective_on IS
	'day from which scores know it: that of recording';
COMMENT ON COLUMN civic_private.residence.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.residence.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.residence.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.residence.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.consent.consent_id IS
	'order of recording; the last row holds';
COMMENT ON COLUMN civic_private.consent.given IS
	'true: given, false: withdrawn';
COMMENT ON COLUMN civic_private.consent.reason IS
	'commitment to the reason of a withdrawal, or null';
COMMENT ON COLUMN civic_private.consent.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.consent.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.consent.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.consent.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.source.source_id IS
	'number of the source; below zero: the programme itself';
COMMENT ON COLUMN civic_private.source.code IS
	'code by which callers name it';
COMMENT ON COLUMN civic_private.source.title_zh IS
	'name in Chinese';
COMMENT ON COLUMN civic_private.source.title_en IS
	'name in English';
COMMENT ON COLUMN civic_private.source.rules IS
	'codes of the rules that it may use; null: all';
COMMENT ON COLUMN civic_private.access_grant.role IS
	'role that was given the profile';
COMMENT ON COLUMN civic_private.access_grant.role_oid IS
	'number of that role; where it has another name by now, the grant is dead';
COMMENT ON COLUMN civic_private.access_grant.profile IS
	'policy_admin, recorder, service, reviewer, auditor, analyst or monitor';
COMMENT ON COLUMN civic_private.access_grant.source_id IS
	'source that a recorder records for; 0 for the other profiles';
COMMENT ON COLUMN civic_private.access_grant.within IS
	'area that the grant is held to; empty: the whole town';
COMMENT ON COLUMN civic_private.membership.membership_id IS
	'order of recording';
COMMENT ON COLUMN civic_private.membership.household_id IS
	'household that the resident belongs to from then on; null: none';
COMMENT ON COLUMN civic_private.membership.since IS
	'first day of the membership';
COMMENT ON COLUMN civic_private.membership.effective_on IS
	'day from which roll-ups know it: that of recording';
COMMENT ON COLUMN civic_private.membership.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.membership.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.membership.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.membership.actor IS
	'role that acted';
COMMENT ON COLUMN civic_private.outbox.outbox_id IS
	'order in which messages are taken';
COMMENT ON COLUMN civic_private.outbox.topic IS
	'kind of the message';
COMMENT ON COLUMN civic_private.outbox.subject_id IS
	'whom it is about, or null';
COMMENT ON COLUMN civic_private.outbox.payload IS
	'what happened, as the guide describes for each topic';
COMMENT ON COLUMN civic_private.outbox.created_at IS
	'when it happened';
COMMENT ON COLUMN civic_private.outbox.taken_until IS
	'end of the lease of whoever has taken it; null: nobody has';
COMMENT ON COLUMN civic_private.outbox.taken IS
	'how often it was taken';
COMMENT ON COLUMN civic_private.outbox.acked_at IS
	'when it was acknowledged; null: it waits';
COMMENT ON COLUMN civic_private.due_change.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.due_change.change_id IS
	'order of recording';
COMMENT ON COLUMN civic_private.due_change.kind IS
	'what is due: appeal_mark, appeal_forward, appeal_decision, annulment, review, repair_step';
COMMENT ON COLUMN civic_private.due_change.id IS
	'number of the appeal, the case or the review; of an annulment, that of its entry';
COMMENT ON COLUMN civic_private.due_change.calendar IS
	'code of the calendar that changed';
COMMENT ON COLUMN civic_private.due_change.due_before IS
	'day by which it was due';
COMMENT ON COLUMN civic_private.due_change.due_after IS
	'day by which it is due since';
COMMENT ON COLUMN civic_private.due_change.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.due_change.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.due_change.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.due_change.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.holiday.calendar IS
	'code of the calendar';
COMMENT ON COLUMN civic_private.holiday.day IS
	'day that differs from the week: Monday to Friday work, the weekend does not';
COMMENT ON COLUMN civic_private.holiday.working IS
	'true: a make-up day, false: a holiday';
COMMENT ON COLUMN civic_private.holiday.title IS
	'name of the day, or null';
COMMENT ON COLUMN civic_private.kept_text.commitment IS
	'SHA-256 of label, salt and body, as the append-only row holds it';
COMMENT ON COLUMN civic_private.kept_text.salt IS
	'32 random bytes that keep short texts from being guessed';
COMMENT ON COLUMN civic_private.kept_text.body IS
	'the text in UTF-8, or the document';
COMMENT ON COLUMN civic_private.kept_text.entry_id IS
	'entry that it is about, with which it is erased when that is forgotten; null: none';
COMMENT ON COLUMN civic_private.kept_text.erase_on IS
	'day on which it is erased';
COMMENT ON COLUMN civic_private.kept_text.subject_id IS
	'whom the row is about';
COMMENT ON COLUMN civic_private.role_name.role_id IS
	'number that rows of the ledger hold';
COMMENT ON COLUMN civic_private.role_name.name IS
	'name of the role, kept when the role is dropped';
COMMENT ON COLUMN civic_private.watermark.reader IS
	'what reads: settlement, bonuses, retention, reviews';
COMMENT ON COLUMN civic_private.watermark.snapshot IS
	'transactions that were over at its last run, without its own; null before the first run';
COMMENT ON COLUMN civic_private.watermark.taken_at IS
	'wall clock of the last run; null: not known';
COMMENT ON COLUMN civic_private.watermark.cluster IS
	'system identifier of the cluster that the snapshot is of';
COMMENT ON COLUMN civic_private.set_aside.work IS
	'what was to be done: standings, bonuses, or the name of a room, for its work of a day';
COMMENT ON COLUMN civic_private.set_aside.subject_id IS
	'whose work it is; 0: everybody''s';
COMMENT ON COLUMN civic_private.set_aside.day IS
	'first day on which it failed; of a bonus, a day of its period';
COMMENT ON COLUMN civic_private.set_aside.sqlstate IS
	'SQLSTATE of the last failure';
COMMENT ON COLUMN civic_private.set_aside.reason IS
	'message of the last failure';
COMMENT ON COLUMN civic_private.set_aside.detail IS
	'its detail, or null';
COMMENT ON COLUMN civic_private.set_aside.first_at IS
	'wall clock of the first failure';
COMMENT ON COLUMN civic_private.set_aside.last_at IS
	'wall clock of the last failure';
COMMENT ON COLUMN civic_private.set_aside.times IS
	'how often it has failed';
PERFORM civic_internal.base_person_comments();
COMMENT ON COLUMN civic_private.lookup_limit.role IS
	'whose look-ups are limited';
COMMENT ON COLUMN civic_private.lookup_limit.most IS
	'how many it may make in a day';
COMMENT ON COLUMN civic_private.lookup_day.role IS
	'by whose grant was looked up';
COMMENT ON COLUMN civic_private.lookup_day.day IS
	'day of the look-ups';
COMMENT ON COLUMN civic_private.lookup_day.looked_up IS
	'how many there were';
END $comments$;
COMMENT ON FUNCTION civic_internal.base_comments() IS 'describe the columns of this room''s tables';

CREATE FUNCTION civic_internal.base_person_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
DECLARE
	described record;
BEGIN
/* who acted is told in the same way wherever it is */
FOR described IN
	SELECT a.attrelid::regclass AS stored, w.col, w.words
	  FROM (VALUES ('actor', 'who acted: the role, or whom a pool has named'),
		('login_id', 'number in role_name of the role that logged in; null: not known'))
			w (col, words)
	  JOIN pg_attribute a ON a.attname = w.col
	  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
	 WHERE c.relnamespace = 'civic_private'::regnamespace
LOOP
	EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', described.stored, described.col,
		described.words);
END LOOP;
COMMENT ON COLUMN civic_private.pool_login.pool_id IS 'order of recording';
COMMENT ON COLUMN civic_private.pool_login.login IS 'role that logs in';
COMMENT ON COLUMN civic_private.pool_login.pooled IS
	'true: many persons share it, false: it is one person''s again';
COMMENT ON COLUMN civic_private.pool_login.recorded_at IS 'wall clock when the row was written';
COMMENT ON COLUMN civic_private.pool_login.xact IS 'transaction that wrote the row';
COMMENT ON COLUMN civic_private.role_link.subject_id IS 'whom the row is about';
COMMENT ON COLUMN civic_private.role_link.link_id IS 'order of recording';
COMMENT ON COLUMN civic_private.role_link.role IS 'role whose person is the subject, or leads it';
COMMENT ON COLUMN civic_private.role_link.role_oid IS
	'the role itself, which finds it under another name; null: there was none';
COMMENT ON COLUMN civic_private.role_link.relation IS 'self or leads';
COMMENT ON COLUMN civic_private.role_link.since IS
	'first day of the link, or first day without it';
COMMENT ON COLUMN civic_private.role_link.linked IS 'true: a link begins, false: it ends';
COMMENT ON COLUMN civic_private.role_link.recorded_at IS 'wall clock when the row was written';
COMMENT ON COLUMN civic_private.role_link.xact IS 'transaction that wrote the row';
END $comments$;
COMMENT ON FUNCTION civic_internal.base_person_comments() IS
	'describe the columns that tell who acted, and those of links and pools';

/* Short values that statistics would copy to where row security does not hold. */
CREATE FUNCTION civic_internal.base_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.vault_key', 'key'),
	('civic_private.subject', 'lookup attributes'),
	('civic_private.kept_text', 'salt body'),
	('civic_private.outbox', 'payload')
$$;
COMMENT ON FUNCTION civic_internal.base_veiled() IS
	'columns of this room of whose values no statistics are kept';
