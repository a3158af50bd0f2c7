/* Tables of this room as of layout 1 of the programme.  Never changed: later layouts are deltas. */
CREATE FUNCTION civic_internal.policy_layout_1() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SET search_path = pg_catalog, pg_temp
AS $layout$
BEGIN
CREATE TABLE civic_private.policy (
	policy_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	area text NOT NULL REFERENCES civic_private.area,
	code text NOT NULL,
	version text NOT NULL,
	document jsonb NOT NULL,
	loaded_at timestamptz NOT NULL,
	actor name NOT NULL
);
COMMENT ON TABLE civic_private.policy IS 'policy packs as they were loaded';

CREATE TABLE civic_private.enactment (
	enactment_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	policy_id int4 NOT NULL UNIQUE REFERENCES civic_private.policy,
	area text NOT NULL,
	effective_from date NOT NULL CHECK (effective_from BETWEEN '1900-01-01' AND '9999-12-31'),
	document jsonb NOT NULL,
	digest bytea NOT NULL CHECK (octet_length(digest) = 32),
	enacted_at timestamptz NOT NULL,
	xact int8 NOT NULL,
	actor name NOT NULL
);
COMMENT ON TABLE civic_private.enactment IS
	'policies in force; document has inherited parts merged in';

CREATE TABLE civic_private.rule (
	rule_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	policy_id int4 NOT NULL REFERENCES civic_private.enactment (policy_id),
	code text NOT NULL,
	definition jsonb NOT NULL,
	UNIQUE (policy_id, code)
);
COMMENT ON TABLE civic_private.rule IS 'rules of enacted policies, one row for each version';
END $layout$;
COMMENT ON FUNCTION civic_internal.policy_layout_1() IS
	'make the tables of this room as of layout 1';
