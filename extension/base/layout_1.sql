/*
 * Tables of this room as of layout 1 of the programme: long because it makes all of them.  Never
 * changed: later layouts are deltas.
 */
CREATE FUNCTION civic_internal.base_layout_1() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
CREATE SEQUENCE civic_private.access_version;
COMMENT ON SEQUENCE civic_private.access_version IS
	'numbers that no two states of sources and grants share';

CREATE TABLE civic_private.programme (
	programme_id uuid NOT NULL DEFAULT gen_random_uuid(),
	name text NOT NULL,
	time_zone text NOT NULL,
	layout_version int4 NOT NULL,
	epoch int4 NOT NULL DEFAULT 1,
	newest_enactment int4 NOT NULL DEFAULT 0,
	access_version int8 NOT NULL,
	key_check bytea NOT NULL,
	created_at timestamptz NOT NULL,
	only_one bool PRIMARY KEY DEFAULT true CHECK (only_one)
);
COMMENT ON TABLE civic_private.programme IS
	'the programme of this database, one row; newest_enactment and access_version tell sessions '
	'whether what they keep is still so';

CREATE TABLE civic_private.vault_key (
	purpose text PRIMARY KEY,
	key bytea NOT NULL CHECK (octet_length(key) = 32)
);
COMMENT ON TABLE civic_private.vault_key IS
	'key of the HMAC that stands for external ids; back it up apart from the rest';

CREATE TABLE civic_private.area (
	area text PRIMARY KEY,
	title_zh text NOT NULL,
	title_en text NOT NULL
);
COMMENT ON TABLE civic_private.area IS 'areas of the town: community, grid, building';

CREATE TABLE civic_private.subject (
	subject_id int8 PRIMARY KEY CHECK (subject_id > 0),
	kind text NOT NULL CHECK (kind IN ('resident', 'household', 'organisation', 'official')),
	lookup bytea CHECK (octet_length(lookup) = 32),
	attributes jsonb NOT NULL,
	enrolled_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	CONSTRAINT subject_lookup_key UNIQUE (lookup) INCLUDE (subject_id)
);
COMMENT ON TABLE civic_private.subject IS
	'who takes part; lookup is the keyed HMAC of the external id';

CREATE TABLE civic_private.residence (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	residence_id int8 GENERATED ALWAYS AS IDENTITY,
	area text NOT NULL REFERENCES civic_private.area,
	since date NOT NULL CHECK (since BETWEEN '1900-01-01' AND '9999-12-31'),
	effective_on date NOT NULL CHECK (effective_on BETWEEN '1900-01-01' AND '9999-12-31'),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, since, residence_id) INCLUDE (effective_on, area)
);
COMMENT ON TABLE civic_private.residence IS
	'where a subject lived since when; effective_on is the day from which scores know it';

CREATE TABLE civic_private.consent (
	subject_id int8 NOT NULL REFERENCES civic_private.subject,
	consent_id int8 GENERATED ALWAYS AS IDENTITY,
	given bool NOT NULL,
	reason text CHECK (length(reason) <= 2000),
	recorded_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL,
	PRIMARY KEY (subject_id, consent_id) INCLUDE (given)
);
COMMENT ON TABLE civic_private.consent IS 'consent given and withdrawn; the last row holds';

CREATE TABLE civic_private.source (
	source_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	code text NOT NULL UNIQUE CHECK (code ~ '^[a-z][a-z0-9_-]{0,62}$'),
	title_zh text NOT NULL,
	title_en text NOT NULL,
	rules text[]
);
COMMENT ON TABLE civic_private.source IS
	'who reports events; rules lists the rule codes it may use, NULL = all';

CREATE TABLE civic_private.access_grant (
	role name NOT NULL,
	profile text NOT NULL,
	source_id int4 NOT NULL DEFAULT 0,
	PRIMARY KEY (role, profile, source_id)
);
COMMENT ON TABLE civic_private.access_grant IS
	'what grant_access has given; source_id is 0 but for recorders';
END $layout$;
COMMENT ON FUNCTION civic_internal.base_layout_1() IS 'make the tables of this room as of layout 1';
