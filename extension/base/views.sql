/* The views of this room: they hold no data, and every upgrade makes them anew. */
CREATE FUNCTION civic_internal.base_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.areas AS
	SELECT civic_internal.as_path(a.area) AS area, a.title_zh, a.title_en FROM civic_private.area a;
COMMENT ON VIEW civic.areas IS 'areas of the town';

CREATE OR REPLACE VIEW civic.sources AS
	SELECT s.source_id, s.code, s.title_zh, s.title_en, s.rules FROM civic_private.source s;
COMMENT ON VIEW civic.sources IS 'who reports events, and which rules each may use';

CREATE OR REPLACE VIEW civic.subjects WITH (security_barrier) AS
	SELECT s.subject_id, s.kind,
		(SELECT civic_internal.as_path(r.area) FROM civic_private.residence r
		  WHERE r.subject_id = s.subject_id AND r.since <= civic.today()
		  ORDER BY r.since DESC, r.residence_id DESC LIMIT 1) AS area,
		(SELECT c.given FROM civic_private.consent c
		  WHERE c.subject_id = s.subject_id ORDER BY c.consent_id DESC LIMIT 1) AS consent,
		s.attributes, s.enrolled_at
	  FROM civic_private.subject s
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', s.subject_id));
COMMENT ON VIEW civic.subjects IS
	'who takes part, where they live now, and whether consent is given';

CREATE OR REPLACE VIEW civic.households WITH (security_barrier) AS
	SELECT m.household_id, m.subject_id, m.since
	  FROM (SELECT DISTINCT ON (h.subject_id) h.* FROM civic_private.membership h
			 WHERE h.since <= civic.today() AND h.effective_on <= civic.today()
			 ORDER BY h.subject_id, h.since DESC, h.membership_id DESC) m
	 WHERE m.household_id IS NOT NULL
	   AND ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', m.subject_id));
COMMENT ON VIEW civic.households IS 'who belongs to which household today';

CREATE OR REPLACE VIEW civic.holidays AS
	SELECT h.calendar, h.day, h.working, h.title FROM civic_private.holiday h;
COMMENT ON VIEW civic.holidays IS 'exceptions of the calendars of working days';

CREATE OR REPLACE VIEW civic.due_changes WITH (security_barrier) AS
	SELECT c.subject_id, c.kind, c.id, c.calendar, c.due_before, c.due_after, c.recorded_at,
		n.name AS actor
	  FROM civic_private.due_change c JOIN civic_private.role_name n ON n.role_id = c.actor_id
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', c.subject_id));
COMMENT ON VIEW civic.due_changes IS 'due days that moved when their calendar changed';
COMMENT ON COLUMN civic.due_changes.actor IS 'role that changed the calendar';

CREATE OR REPLACE VIEW civic.health AS
	SELECT h.metric, h.label, h.value, h.unit FROM civic_internal.health() h;
COMMENT ON VIEW civic.health IS 'how the programme is, one row a metric, for monitors';
COMMENT ON COLUMN civic.health.metric IS 'name of the metric';
COMMENT ON COLUMN civic.health.label IS 'what the row is of, where a metric has several; or empty';
COMMENT ON COLUMN civic.health.value IS 'how much; of a bool 1 or 0';
COMMENT ON COLUMN civic.health.unit IS 'unit of the value';

COMMENT ON COLUMN civic.subjects.consent IS
	'whether consent is given today';

PERFORM civic_internal.base_aside_views();
PERFORM civic_internal.base_person_views();
END $views$;
COMMENT ON FUNCTION civic_internal.base_views() IS 'make the views of this room';

CREATE FUNCTION civic_internal.base_aside_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.set_aside WITH (security_barrier) AS
	SELECT a.work, nullif(a.subject_id, 0) AS subject_id, a.day, a.sqlstate, a.reason, a.detail,
		a.first_at, a.last_at, a.times
	  FROM civic_private.set_aside a
	 WHERE ((SELECT civic_internal.reaches_everything('service reviewer auditor'))
		OR civic_internal.reaches('service reviewer auditor', nullif(a.subject_id, 0)));
COMMENT ON VIEW civic.set_aside IS
	'what settlement could not do, and tries again every day while everybody else goes on';
COMMENT ON COLUMN civic.set_aside.work IS
	'what was to be done: standings, bonuses, or the name of a room, for its work of a day';
COMMENT ON COLUMN civic.set_aside.subject_id IS 'whom it is about; null: everybody';
COMMENT ON COLUMN civic.set_aside.day IS
	'first day on which it failed; of a bonus, a day of its period';
COMMENT ON COLUMN civic.set_aside.sqlstate IS 'SQLSTATE of the last failure';
COMMENT ON COLUMN civic.set_aside.reason IS 'message of the last failure';
COMMENT ON COLUMN civic.set_aside.detail IS 'its detail, or null';
COMMENT ON COLUMN civic.set_aside.first_at IS 'when it first failed';
COMMENT ON COLUMN civic.set_aside.last_at IS 'when it last failed';
COMMENT ON COLUMN civic.set_aside.times IS 'how often it has failed';
END $views$;
COMMENT ON FUNCTION civic_internal.base_aside_views() IS 'make the view of what was set aside';

CREATE FUNCTION civic_internal.base_person_views() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $views$
BEGIN
CREATE OR REPLACE VIEW civic.role_links WITH (security_barrier) AS
	SELECT k.role, k.subject_id, k.relation, k.since, k.until,
		EXISTS (SELECT FROM pg_roles r WHERE r.rolname = k.role OR r.oid = k.role_oid)
			AS role_exists, k.recorded_at, k.actor
	  FROM civic_internal.links() k
	 WHERE ((SELECT civic_internal.reaches_everything('auditor'))
		OR civic_internal.reaches('auditor', k.subject_id));
COMMENT ON VIEW civic.role_links IS
	'which role is a subject or leads it; of a role that does not exist, nobody is kept away';

CREATE OR REPLACE VIEW civic.pool_logins AS
	SELECT p.login, p.recorded_at, p.actor
	  FROM civic_private.pool_login p
	 WHERE p.pooled AND NOT EXISTS (SELECT FROM civic_private.pool_login o
		WHERE o.login = p.login AND o.pool_id > p.pool_id);
COMMENT ON VIEW civic.pool_logins IS 'logins that many persons share, so that they are nobody';
COMMENT ON COLUMN civic.role_links.role IS
	'role whose person is the subject, or leads it';
COMMENT ON COLUMN civic.role_links.subject_id IS
	'whom it is linked to';
COMMENT ON COLUMN civic.role_links.relation IS
	'self: the person of the role is the subject; leads: leads the organisation';
COMMENT ON COLUMN civic.role_links.since IS
	'first day of the link';
COMMENT ON COLUMN civic.role_links.until IS
	'first day on which it is over; null: it goes on';
COMMENT ON COLUMN civic.role_links.role_exists IS
	'is there such a role, under this name or another?';
COMMENT ON COLUMN civic.role_links.recorded_at IS
	'when it was linked';
COMMENT ON COLUMN civic.role_links.actor IS
	'who linked it';
END $views$;
COMMENT ON FUNCTION civic_internal.base_person_views() IS 'make the views of links and pools';
