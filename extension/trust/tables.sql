/* The tables of this room and, in one place, how each could be spread over nodes. */
CREATE FUNCTION civic_internal.trust_tables() RETURNS TABLE (name text, class text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.trust_pack', 'reference'),
	('civic_private.trust_enactment', 'reference'),
	('civic_private.observation', 'reference'),
	('civic_private.observation_close', 'reference'),
	('civic.observation_inbox', 'local'),
	('civic_private.watch', 'reference'),
	('civic_private.alert_notice', 'reference'),
	('civic_private.alert_note', 'reference'),
	('civic_private.index_history', 'reference'),
	('civic_private.score_month', 'reference')
$$;
COMMENT ON FUNCTION civic_internal.trust_tables() IS
	'tables of this room and the class of each: by subject, reference or local';

/* Documents, and numbers of subjects that may be few. */
CREATE FUNCTION civic_internal.trust_veiled() RETURNS TABLE (name text, columns text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
VALUES
	('civic_private.score_month', 'counts'),
	('civic_private.trust_enactment', 'weights'),
	('civic_private.trust_pack', 'document'),
	('civic_private.watch', 'settings')
$$;
COMMENT ON FUNCTION civic_internal.trust_veiled() IS
	'columns of this room of whose values the server keeps no statistics';

/* Long because it lists every column of the room once. */
CREATE FUNCTION civic_internal.trust_comments() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $comments$
BEGIN
COMMENT ON COLUMN civic_private.trust_pack.pack_id IS
	'number of the pack; each version has its own';
COMMENT ON COLUMN civic_private.trust_pack.code IS
	'code of the index, which its versions share';
COMMENT ON COLUMN civic_private.trust_pack.version IS
	'version, as the pack calls it';
COMMENT ON COLUMN civic_private.trust_pack.document IS
	'the pack as it was loaded';
COMMENT ON COLUMN civic_private.trust_pack.loaded_at IS
	'when the pack was loaded';
COMMENT ON COLUMN civic_private.trust_pack.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.trust_pack.actor IS
	'role that loaded the pack';
COMMENT ON COLUMN civic_private.trust_pack.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.trust_enactment.pack_id IS
	'pack that was enacted';
COMMENT ON COLUMN civic_private.trust_enactment.code IS
	'code of the index';
COMMENT ON COLUMN civic_private.trust_enactment.effective_from IS
	'first day of the months that it judges';
COMMENT ON COLUMN civic_private.trust_enactment.weights IS
	'weight of each dimension, by its code';
COMMENT ON COLUMN civic_private.trust_enactment.override IS
	'why a contradictory comparison was accepted; null: none was';
COMMENT ON COLUMN civic_private.trust_enactment.digest IS
	'SHA-256 of the text of the document';
COMMENT ON COLUMN civic_private.trust_enactment.enacted_at IS
	'when the pack was enacted';
COMMENT ON COLUMN civic_private.trust_enactment.xact IS
	'transaction that enacted it';
COMMENT ON COLUMN civic_private.trust_enactment.actor IS
	'role that enacted it';
COMMENT ON COLUMN civic_private.trust_enactment.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.observation.observation_id IS
	'number of the observation';
COMMENT ON COLUMN civic_private.observation.indicator IS
	'code of the indicator';
COMMENT ON COLUMN civic_private.observation.area IS
	'area that was observed';
COMMENT ON COLUMN civic_private.observation.on_day IS
	'day that it is of';
COMMENT ON COLUMN civic_private.observation.value IS
	'value in millionths; null: nothing was observed after all';
COMMENT ON COLUMN civic_private.observation.weight IS
	'weight in millionths';
COMMENT ON COLUMN civic_private.observation.grp IS
	'declared group within the area, or null';
COMMENT ON COLUMN civic_private.observation.evidence IS
	'what proves it, or why it was withdrawn; or null';
COMMENT ON COLUMN civic_private.observation.source_id IS
	'source that it comes from';
COMMENT ON COLUMN civic_private.observation.source_ref IS
	'reference by which the source names it';
COMMENT ON COLUMN civic_private.observation.revision IS
	'1, and one more for each revision';
COMMENT ON COLUMN civic_private.observation.supersedes IS
	'observation that it revises, or null';
COMMENT ON COLUMN civic_private.observation.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.observation.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.observation.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.observation.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.observation_close.close_id IS
	'number of the row';
COMMENT ON COLUMN civic_private.observation_close.indicator IS
	'code of the indicator; null: all';
COMMENT ON COLUMN civic_private.observation_close.until IS
	'last day that is closed';
COMMENT ON COLUMN civic_private.observation_close.reason IS
	'why, where days were opened again; or null';
COMMENT ON COLUMN civic_private.observation_close.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.observation_close.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.observation_close.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.observation_close.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic.observation_inbox.indicator IS
	'code of the indicator';
COMMENT ON COLUMN civic.observation_inbox.area IS
	'path of the area';
COMMENT ON COLUMN civic.observation_inbox.value IS
	'number with at most six decimals';
COMMENT ON COLUMN civic.observation_inbox.on_day IS
	'day that it is of, as YYYY-MM-DD';
COMMENT ON COLUMN civic.observation_inbox.source_ref IS
	'the source''s own number of the observation';
COMMENT ON COLUMN civic.observation_inbox.weight IS
	'weight; null or empty: 1';
COMMENT ON COLUMN civic.observation_inbox.grp IS
	'declared group within the area, or null';
COMMENT ON COLUMN civic.observation_inbox.evidence IS
	'what proves it, or null';
COMMENT ON COLUMN civic.observation_inbox.source IS
	'code of the source; null = the only one that the submitter may use';
COMMENT ON COLUMN civic.observation_inbox.inbox_id IS
	'number of the row, in the order of arrival';
COMMENT ON COLUMN civic.observation_inbox.submitted_at IS
	'when the row was inserted';
COMMENT ON COLUMN civic.observation_inbox.submitted_by IS
	'role that inserted the row';
COMMENT ON COLUMN civic.observation_inbox.submitted_login IS
	'role that had logged in when the row was inserted';
COMMENT ON COLUMN civic.observation_inbox.submitted_as IS
	'whom that login, a pool, had named; null: nobody';
COMMENT ON COLUMN civic.observation_inbox.rejected_at IS
	'when post_observations() rejected the row; null while it waits';
COMMENT ON COLUMN civic.observation_inbox.sqlstate IS
	'SQLSTATE of the rejection';
COMMENT ON COLUMN civic.observation_inbox.reason IS
	'message of the rejection';
COMMENT ON COLUMN civic.observation_inbox.detail IS
	'hint of the rejection';
COMMENT ON COLUMN civic_private.watch.indicator IS
	'code of the indicator';
COMMENT ON COLUMN civic_private.watch.area IS
	'area that is watched';
COMMENT ON COLUMN civic_private.watch.settings IS
	'chart and alert as the pack has them';
COMMENT ON COLUMN civic_private.watch.chart IS
	'the chart before the last period';
COMMENT ON COLUMN civic_private.watch.state IS
	'state of the alert before the last period';
COMMENT ON COLUMN civic_private.watch.run IS
	'signals in a row before the last period';
COMMENT ON COLUMN civic_private.watch.quiet IS
	'periods without a signal before the last period';
COMMENT ON COLUMN civic_private.watch.since IS
	'first period of the alert, before the last period';
COMMENT ON COLUMN civic_private.watch.last_period IS
	'last period that was judged; null: none';
COMMENT ON COLUMN civic_private.watch.new_state IS
	'state of the alert';
COMMENT ON COLUMN civic_private.watch.new_since IS
	'first period of the alert';
COMMENT ON COLUMN civic_private.watch.point IS
	'what the chart says of the last period';
COMMENT ON COLUMN civic_private.alert_notice.notice_id IS
	'number of the notice';
COMMENT ON COLUMN civic_private.alert_notice.indicator IS
	'code of the indicator';
COMMENT ON COLUMN civic_private.alert_notice.area IS
	'area of the alert';
COMMENT ON COLUMN civic_private.alert_notice.edge IS
	'what became of it: pending, firing, resolved, or withdrawn by a revision';
COMMENT ON COLUMN civic_private.alert_notice.period IS
	'last period that was judged then';
COMMENT ON COLUMN civic_private.alert_notice.since IS
	'first period of the alert';
COMMENT ON COLUMN civic_private.alert_notice.value IS
	'what the chart said';
COMMENT ON COLUMN civic_private.alert_notice.lower IS
	'lower limit';
COMMENT ON COLUMN civic_private.alert_notice.upper IS
	'upper limit';
COMMENT ON COLUMN civic_private.alert_notice.told IS
	'was a message sent? Not if it was silenced, or muted by an area above';
COMMENT ON COLUMN civic_private.alert_notice.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.alert_notice.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.alert_notice.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.alert_notice.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.alert_note.note_id IS
	'number of the note';
COMMENT ON COLUMN civic_private.alert_note.indicator IS
	'code of the indicator';
COMMENT ON COLUMN civic_private.alert_note.area IS
	'area of the alert';
COMMENT ON COLUMN civic_private.alert_note.kind IS
	'acknowledged or silenced';
COMMENT ON COLUMN civic_private.alert_note.since IS
	'first period of the alert that it is about';
COMMENT ON COLUMN civic_private.alert_note.until IS
	'last day of a silence';
COMMENT ON COLUMN civic_private.alert_note.reason IS
	'why';
COMMENT ON COLUMN civic_private.alert_note.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.alert_note.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.alert_note.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.alert_note.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.index_history.code IS
	'code of the index';
COMMENT ON COLUMN civic_private.index_history.area IS
	'area that was judged';
COMMENT ON COLUMN civic_private.index_history.month IS
	'first day of the month';
COMMENT ON COLUMN civic_private.index_history.revision IS
	'1, and one more each time it was found to be another';
COMMENT ON COLUMN civic_private.index_history.pack_id IS
	'pack that judges the month';
COMMENT ON COLUMN civic_private.index_history.value IS
	'index with six decimals; null: something is missing';
COMMENT ON COLUMN civic_private.index_history.zone IS
	'zone, by the value before it was rounded';
COMMENT ON COLUMN civic_private.index_history.missing IS
	'dimensions, or areas below, that are missing';
COMMENT ON COLUMN civic_private.index_history.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.index_history.xact IS
	'transaction that wrote the row';
COMMENT ON COLUMN civic_private.index_history.actor_id IS
	'role that acted';
COMMENT ON COLUMN civic_private.index_history.login_id IS
	'role that had logged in';
COMMENT ON COLUMN civic_private.score_month.month IS
	'first day of the month';
COMMENT ON COLUMN civic_private.score_month.counts IS
	'how many subjects in each step of ten points';
COMMENT ON COLUMN civic_private.score_month.recorded_at IS
	'wall clock when the row was written';
COMMENT ON COLUMN civic_private.score_month.xact IS
	'transaction that wrote the row';
END $comments$;
COMMENT ON FUNCTION civic_internal.trust_comments() IS
	'describe the columns of this room''s tables';
