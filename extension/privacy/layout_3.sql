/* What layout 3 adds: this room.  Long because it makes all of its tables. */
CREATE FUNCTION civic_internal.privacy_layout_3() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
CREATE TABLE civic_private.subject_erasure (
	subject_id int8 PRIMARY KEY REFERENCES civic_private.subject,
	on_day date NOT NULL,
	cause text NOT NULL CHECK (cause IN ('purpose_over', 'service_over', 'consent_withdrawn',
		'unlawful', 'law')),
	files oid[] NOT NULL,
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	login_id int4
);
COMMENT ON TABLE civic_private.subject_erasure IS
	'subjects of whom it was erased who they are';

CREATE TABLE civic_private.resumption (
	resumption_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	place text NOT NULL,
	repeated int4 NOT NULL CHECK (repeated >= 0),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	login_id int4
);
COMMENT ON TABLE civic_private.resumption IS
	'places at which the programme began, or went on with every erasure repeated';

CREATE TABLE civic_private.record_audience (
	audience name PRIMARY KEY,
	area_level int4 NOT NULL,
	score_width numeric NOT NULL,
	smallest int4 NOT NULL,
	sealed_day date NOT NULL
);
COMMENT ON TABLE civic_private.record_audience IS
	'audiences that read records by pseudonym, and how coarse these are';

CREATE TABLE civic_private.key_epoch (
	audience name,
	key_epoch int4,
	salt bytea CHECK (octet_length(salt) = 32),
	opened_on date NOT NULL,
	closes_on date,
	PRIMARY KEY (audience, key_epoch)
);
COMMENT ON TABLE civic_private.key_epoch IS
	'generations of the pseudonyms of an audience';

CREATE TABLE civic_private.pseudonym (
	audience name,
	key_epoch int4,
	subject_id int8 REFERENCES civic_private.subject,
	pid uuid NOT NULL,
	PRIMARY KEY (subject_id, audience, key_epoch),
	UNIQUE (audience, pid),
	FOREIGN KEY (audience, key_epoch) REFERENCES civic_private.key_epoch
);
COMMENT ON TABLE civic_private.pseudonym IS
	'numbers under which audiences see subjects';

/* tables get their stamps later */
INSERT INTO civic_private.resumption (place, repeated, recorded_at, xact, actor)
VALUES (civic_internal.place_name(), 0, now(), pg_current_xact_id()::text::int8, session_user);
END $layout$;
COMMENT ON FUNCTION civic_internal.privacy_layout_3() IS
	'bring the tables of this room to layout 3';
