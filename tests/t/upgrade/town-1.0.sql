--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: civic; Type: SCHEMA; Schema: -; Owner: civic_owner
--

CREATE SCHEMA civic;


ALTER SCHEMA civic OWNER TO civic_owner;

--
-- Name: SCHEMA civic; Type: COMMENT; Schema: -; Owner: civic_owner
--

COMMENT ON SCHEMA civic IS 'civic_credit: functions, types and staff views';


--
-- Name: civic_open; Type: SCHEMA; Schema: -; Owner: civic_owner
--

CREATE SCHEMA civic_open;


ALTER SCHEMA civic_open OWNER TO civic_owner;

--
-- Name: SCHEMA civic_open; Type: COMMENT; Schema: -; Owner: civic_owner
--

COMMENT ON SCHEMA civic_open IS 'civic_credit: anonymized releases';


--
-- Name: civic_private; Type: SCHEMA; Schema: -; Owner: civic_owner
--

CREATE SCHEMA civic_private;


ALTER SCHEMA civic_private OWNER TO civic_owner;

--
-- Name: SCHEMA civic_private; Type: COMMENT; Schema: -; Owner: civic_owner
--

COMMENT ON SCHEMA civic_private IS 'civic_credit: base tables and keys; nobody has access';


--
-- Name: ltree; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS ltree WITH SCHEMA public;


--
-- Name: EXTENSION ltree; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION ltree IS 'data type for hierarchical tree-like structures';


--
-- Name: civic_credit; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS civic_credit WITH SCHEMA civic;


--
-- Name: EXTENSION civic_credit; Type: COMMENT; Schema: -; Owner: 
--

COMMENT ON EXTENSION civic_credit IS 'integrity points: policies, an append-only ledger and exact, explainable scores';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: area; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.area (
    area public.ltree NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL
);


ALTER TABLE civic_private.area OWNER TO civic_owner;

--
-- Name: TABLE area; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.area IS 'areas of the town: community, grid, building';


--
-- Name: areas; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.areas AS
 SELECT a.area,
    a.title_zh,
    a.title_en
   FROM civic_private.area a;


ALTER TABLE civic.areas OWNER TO civic_owner;

--
-- Name: VIEW areas; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.areas IS 'areas of the town';


--
-- Name: inbox; Type: TABLE; Schema: civic; Owner: civic_owner
--

CREATE TABLE civic.inbox (
    external_id text,
    rule_code text,
    quantity numeric,
    occurred_on date,
    source_ref text,
    evidence bytea,
    source text,
    inbox_id bigint NOT NULL,
    submitted_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    submitted_by name DEFAULT civic.stamp_actor() NOT NULL,
    rejected_at timestamp with time zone,
    sqlstate text,
    reason text,
    detail text
);


ALTER TABLE civic.inbox OWNER TO civic_owner;

--
-- Name: TABLE inbox; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON TABLE civic.inbox IS 'events on their way into the ledger; departments insert, post_inbox() posts';


--
-- Name: inbox_inbox_id_seq; Type: SEQUENCE; Schema: civic; Owner: civic_owner
--

ALTER TABLE civic.inbox ALTER COLUMN inbox_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic.inbox_inbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: posting; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.posting (
    pid integer NOT NULL,
    backend_start timestamp with time zone NOT NULL,
    started_at timestamp with time zone NOT NULL,
    done bigint NOT NULL,
    total bigint NOT NULL
);


ALTER TABLE civic_private.posting OWNER TO civic_owner;

--
-- Name: TABLE posting; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.posting IS 'progress of running post_inbox() calls';


--
-- Name: inbox_progress; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.inbox_progress AS
 SELECT p.pid,
    p.started_at,
    p.done,
    p.total,
    round(((p.done)::numeric / GREATEST(EXTRACT(epoch FROM (clock_timestamp() - p.started_at)), 0.001)), 0) AS rate,
    GREATEST((p.total - p.done), (0)::bigint) AS remaining
   FROM civic_private.posting p
  WHERE (EXISTS ( SELECT
           FROM pg_stat_get_activity(p.pid) a(datid, pid, usesysid, application_name, state, query, wait_event_type, wait_event, xact_start, query_start, backend_start, state_change, client_addr, client_hostname, client_port, backend_xid, backend_xmin, backend_type, ssl, sslversion, sslcipher, sslbits, ssl_client_dn, ssl_client_serial, ssl_issuer_dn, gss_auth, gss_princ, gss_enc, leader_pid, query_id)
          WHERE (((a.backend_start = p.backend_start) AND (a.state = 'active'::text)) OR (a.backend_start IS NULL))));


ALTER TABLE civic.inbox_progress OWNER TO civic_owner;

--
-- Name: VIEW inbox_progress; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.inbox_progress IS 'running post_inbox() calls: rows done, rows found at the start, rows per second';


--
-- Name: inbox_status; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.inbox_status WITH (security_barrier='true') AS
 SELECT i.inbox_id,
    i.external_id,
    i.rule_code,
    i.quantity,
    i.occurred_on,
    i.source_ref,
    i.source,
    i.submitted_at,
    i.submitted_by,
    i.rejected_at,
    i.sqlstate,
    i.reason,
    i.detail
   FROM civic.inbox i
  WHERE (i.submitted_by = CURRENT_USER);


ALTER TABLE civic.inbox_status OWNER TO civic_owner;

--
-- Name: VIEW inbox_status; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.inbox_status IS 'the caller''s own events that wait or were rejected';


--
-- Name: entry; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.entry (
    epoch integer NOT NULL,
    entry_id bigint NOT NULL,
    subject_id bigint NOT NULL,
    rule_id integer NOT NULL,
    kind smallint DEFAULT 1 NOT NULL,
    quantity integer NOT NULL,
    occurred_on date NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    source_id integer NOT NULL,
    source_ref text,
    evidence bytea,
    ref_entry_id bigint,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT entry_check CHECK (((kind = 1) = (ref_entry_id IS NULL))),
    CONSTRAINT entry_check1 CHECK (
CASE
    WHEN (kind = 5) THEN ((quantity >= 0) AND (quantity <= 10000))
    ELSE (quantity > 0)
END),
    CONSTRAINT entry_effective_on_check CHECK (((effective_on >= '1900-01-01'::date) AND (effective_on <= '9999-12-31'::date))),
    CONSTRAINT entry_evidence_check CHECK ((octet_length(evidence) = 32)),
    CONSTRAINT entry_kind_check CHECK (((kind >= 1) AND (kind <= 5))),
    CONSTRAINT entry_occurred_on_check CHECK (((occurred_on >= '1900-01-01'::date) AND (occurred_on <= '9999-12-31'::date))),
    CONSTRAINT entry_source_ref_check CHECK (((octet_length(source_ref) >= 1) AND (octet_length(source_ref) <= 1024)))
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_insert_threshold='10000');


ALTER TABLE civic_private.entry OWNER TO civic_owner;

--
-- Name: TABLE entry; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.entry IS 'the ledger: what happened, append-only; quantity is in hundredths, of a percent in a repair';


--
-- Name: residence; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.residence (
    subject_id bigint NOT NULL,
    residence_id bigint NOT NULL,
    area public.ltree NOT NULL,
    since date NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT residence_effective_on_check CHECK (((effective_on >= '1900-01-01'::date) AND (effective_on <= '9999-12-31'::date))),
    CONSTRAINT residence_since_check CHECK (((since >= '1900-01-01'::date) AND (since <= '9999-12-31'::date)))
);


ALTER TABLE civic_private.residence OWNER TO civic_owner;

--
-- Name: TABLE residence; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.residence IS 'where a subject lived since when; effective_on is the day from which scores know it';


--
-- Name: rule; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.rule (
    rule_id integer NOT NULL,
    policy_id integer NOT NULL,
    code text NOT NULL,
    definition jsonb NOT NULL
);


ALTER TABLE civic_private.rule OWNER TO civic_owner;

--
-- Name: TABLE rule; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.rule IS 'rules of enacted policies, one row for each version';


--
-- Name: source; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.source (
    source_id integer NOT NULL,
    code text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    rules text[],
    CONSTRAINT source_code_check CHECK ((code ~ '^[a-z][a-z0-9_-]{0,62}$'::text))
);


ALTER TABLE civic_private.source OWNER TO civic_owner;

--
-- Name: TABLE source; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.source IS 'who reports events; rules lists the rule codes it may use, NULL = all';


--
-- Name: ledger; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.ledger WITH (security_barrier='true') AS
 SELECT e.subject_id,
    e.entry_id,
        CASE e.kind
            WHEN 1 THEN 'award'::text
            WHEN 2 THEN 'reversal'::text
            WHEN 3 THEN 'suspension'::text
            WHEN 4 THEN 'reinstatement'::text
            ELSE 'repair'::text
        END AS kind,
    r.code AS rule_code,
    (r.definition ->> 'dimension'::text) AS dimension,
    r.policy_id,
    COALESCE(( SELECT h.area
           FROM civic_private.residence h
          WHERE ((h.subject_id = e.subject_id) AND (h.since <= e.occurred_on))
          ORDER BY h.since DESC, h.residence_id DESC
         LIMIT 1), ( SELECT h.area
           FROM civic_private.residence h
          WHERE (h.subject_id = e.subject_id)
          ORDER BY h.since, h.residence_id
         LIMIT 1)) AS area,
        CASE
            WHEN (e.kind <> 5) THEN ((e.quantity)::numeric * 0.01)
            ELSE NULL::numeric
        END AS quantity,
        CASE
            WHEN (e.kind = 5) THEN ((e.quantity)::numeric * 0.0001)
            ELSE NULL::numeric
        END AS restored,
    e.occurred_on,
    e.effective_on,
    e.recorded_at,
    s.code AS source,
    e.source_ref,
    (e.evidence IS NOT NULL) AS has_evidence,
    e.ref_entry_id,
    e.actor
   FROM ((civic_private.entry e
     JOIN civic_private.rule r USING (rule_id))
     LEFT JOIN civic_private.source s USING (source_id));


ALTER TABLE civic.ledger OWNER TO civic_owner;

--
-- Name: VIEW ledger; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.ledger IS 'entries of the ledger; area is where the subject lived when it occurred';


--
-- Name: enactment; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.enactment (
    enactment_id integer NOT NULL,
    policy_id integer NOT NULL,
    area public.ltree NOT NULL,
    effective_from date NOT NULL,
    document jsonb NOT NULL,
    digest bytea NOT NULL,
    enacted_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT enactment_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT enactment_effective_from_check CHECK (((effective_from >= '1900-01-01'::date) AND (effective_from <= '9999-12-31'::date)))
);


ALTER TABLE civic_private.enactment OWNER TO civic_owner;

--
-- Name: TABLE enactment; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.enactment IS 'policies in force; document has inherited parts merged in';


--
-- Name: policy; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.policy (
    policy_id integer NOT NULL,
    area public.ltree NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    document jsonb NOT NULL,
    loaded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL
);


ALTER TABLE civic_private.policy OWNER TO civic_owner;

--
-- Name: TABLE policy; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.policy IS 'policy packs as they were loaded';


--
-- Name: policies; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.policies AS
 SELECT p.policy_id,
    p.area,
    p.code,
    p.version,
    (p.document #>> '{policy,title,zh}'::text[]) AS title_zh,
    (p.document #>> '{policy,title,en}'::text[]) AS title_en,
    p.loaded_at,
    e.effective_from,
    e.enacted_at,
    e.actor AS enacted_by,
    e.digest
   FROM (civic_private.policy p
     LEFT JOIN civic_private.enactment e USING (policy_id));


ALTER TABLE civic.policies OWNER TO civic_owner;

--
-- Name: VIEW policies; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.policies IS 'policies, drafts (effective_from is null) and enacted ones';


--
-- Name: rules; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.rules AS
 SELECT r.rule_id,
    r.policy_id,
    e.area,
    e.effective_from,
    r.code AS rule_code,
    (r.definition ->> 'dimension'::text) AS dimension,
    (r.definition #>> '{title,zh}'::text[]) AS title_zh,
    (r.definition #>> '{title,en}'::text[]) AS title_en,
    (r.definition -> 'tariff'::text) AS tariff,
    COALESCE((r.definition -> 'period'::text), '"entry"'::jsonb) AS period,
    ((r.definition ->> 'cap_low'::text))::numeric AS cap_low,
    ((r.definition ->> 'cap_high'::text))::numeric AS cap_high,
    COALESCE((r.definition -> 'retention'::text), '"permanent"'::jsonb) AS retention,
    COALESCE((r.definition ->> 'severity'::text), 'none'::text) AS severity,
    COALESCE(((r.definition ->> 'notice_days'::text))::integer, 0) AS notice_days,
    (r.definition ->> 'legal_basis'::text) AS legal_basis,
    r.definition
   FROM (civic_private.rule r
     JOIN civic_private.enactment e USING (policy_id));


ALTER TABLE civic.rules OWNER TO civic_owner;

--
-- Name: VIEW rules; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.rules IS 'rules of enacted policies';


--
-- Name: sources; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.sources AS
 SELECT s.source_id,
    s.code,
    s.title_zh,
    s.title_en,
    s.rules
   FROM civic_private.source s;


ALTER TABLE civic.sources OWNER TO civic_owner;

--
-- Name: VIEW sources; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.sources IS 'who reports events, and which rules each may use';


--
-- Name: subject; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.subject (
    subject_id bigint NOT NULL,
    kind text NOT NULL,
    lookup bytea,
    attributes jsonb NOT NULL,
    enrolled_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT subject_kind_check CHECK ((kind = ANY (ARRAY['resident'::text, 'household'::text, 'organisation'::text, 'official'::text]))),
    CONSTRAINT subject_lookup_check CHECK ((octet_length(lookup) = 32)),
    CONSTRAINT subject_subject_id_check CHECK ((subject_id > 0))
);


ALTER TABLE civic_private.subject OWNER TO civic_owner;

--
-- Name: TABLE subject; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.subject IS 'who takes part; lookup is the keyed HMAC of the external id';


--
-- Name: statement; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.statement WITH (security_barrier='true') AS
 SELECT s.subject_id,
    p.entry_id,
    p.rule_code,
    p.occurred_on,
    p.quantity,
    p.points
   FROM civic_private.subject s,
    LATERAL civic.entry_points(s.subject_id, civic.today()) p(entry_id, rule_code, occurred_on, quantity, points);


ALTER TABLE civic.statement OWNER TO civic_owner;

--
-- Name: VIEW statement; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.statement IS 'what each award adds to today''s score; filter by subject_id';


--
-- Name: consent; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.consent (
    subject_id bigint NOT NULL,
    consent_id bigint NOT NULL,
    given boolean NOT NULL,
    reason text,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT consent_reason_check CHECK ((length(reason) <= 2000))
);


ALTER TABLE civic_private.consent OWNER TO civic_owner;

--
-- Name: TABLE consent; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.consent IS 'consent given and withdrawn; the last row holds';


--
-- Name: subjects; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.subjects WITH (security_barrier='true') AS
 SELECT s.subject_id,
    s.kind,
    ( SELECT r.area
           FROM civic_private.residence r
          WHERE ((r.subject_id = s.subject_id) AND (r.since <= civic.today()))
          ORDER BY r.since DESC, r.residence_id DESC
         LIMIT 1) AS area,
    ( SELECT c.given
           FROM civic_private.consent c
          WHERE (c.subject_id = s.subject_id)
          ORDER BY c.consent_id DESC
         LIMIT 1) AS consent,
    s.attributes,
    s.enrolled_at
   FROM civic_private.subject s;


ALTER TABLE civic.subjects OWNER TO civic_owner;

--
-- Name: VIEW subjects; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.subjects IS 'who takes part, where they live now, and whether consent is given';


--
-- Name: access_grant; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.access_grant (
    role name NOT NULL,
    profile text NOT NULL,
    source_id integer DEFAULT 0 NOT NULL
);


ALTER TABLE civic_private.access_grant OWNER TO civic_owner;

--
-- Name: TABLE access_grant; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.access_grant IS 'what grant_access has given; source_id is 0 but for recorders';


--
-- Name: access_version; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

CREATE SEQUENCE civic_private.access_version
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE civic_private.access_version OWNER TO civic_owner;

--
-- Name: SEQUENCE access_version; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON SEQUENCE civic_private.access_version IS 'numbers that no two states of sources and grants share';


--
-- Name: consent_consent_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.consent ALTER COLUMN consent_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.consent_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: enactment_enactment_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.enactment ALTER COLUMN enactment_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.enactment_enactment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: entry_entry_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.entry ALTER COLUMN entry_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.entry_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: evidence; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.evidence (
    subject_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT evidence_salt_check CHECK ((octet_length(salt) = 32))
);


ALTER TABLE civic_private.evidence OWNER TO civic_owner;

--
-- Name: TABLE evidence; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.evidence IS 'what an entry''s commitment commits to; erasable';


--
-- Name: policy_policy_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.policy ALTER COLUMN policy_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.policy_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: programme; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.programme (
    programme_id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    layout_version integer NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    newest_enactment integer DEFAULT 0 NOT NULL,
    access_version bigint NOT NULL,
    key_check bytea NOT NULL,
    created_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    only_one boolean DEFAULT true NOT NULL,
    CONSTRAINT programme_only_one_check CHECK (only_one)
);


ALTER TABLE civic_private.programme OWNER TO civic_owner;

--
-- Name: TABLE programme; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.programme IS 'the programme of this database, one row; newest_enactment and access_version tell sessions whether what they keep is still so';


--
-- Name: residence_residence_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.residence ALTER COLUMN residence_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.residence_residence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rule_rule_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.rule ALTER COLUMN rule_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.rule_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: source_source_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.source ALTER COLUMN source_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME civic_private.source_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: vault_key; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.vault_key (
    purpose text NOT NULL,
    key bytea NOT NULL,
    CONSTRAINT vault_key_key_check CHECK ((octet_length(key) = 32))
);


ALTER TABLE civic_private.vault_key OWNER TO civic_owner;

--
-- Name: TABLE vault_key; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.vault_key IS 'key of the HMAC that stands for external ids; back it up apart from the rest';


--
-- Name: said; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.said (
    resident integer,
    day date,
    score numeric,
    lines text
);


ALTER TABLE public.said OWNER TO postgres;

--
-- Data for Name: inbox; Type: TABLE DATA; Schema: civic; Owner: civic_owner
--

COPY civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source, inbox_id, submitted_at, submitted_by, rejected_at, sqlstate, reason, detail) FROM stdin;
resident 5	class	1	2021-01-05	ref 4	\N	\N	4	2026-11-25 21:03:33.405756+00	postgres	2026-11-25 21:03:33.411125+00	55000	the subject has not consented	Rule "class" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	help	1	2021-01-13	ref 12	\N	\N	12	2026-11-25 21:03:33.405774+00	postgres	2026-11-25 21:03:33.411142+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 13	class	2	2021-01-26	ref 25	\N	\N	25	2026-11-25 21:03:33.405794+00	postgres	2026-11-25 21:03:33.411147+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 13	litter	1	2021-04-27	ref 116	\N	\N	116	2026-11-25 21:03:33.406086+00	postgres	2026-11-25 21:03:33.41121+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	help	3	2021-01-31	ref 30	\N	\N	30	2026-11-25 21:03:33.405809+00	postgres	2026-11-25 21:03:33.41115+00	55000	the subject has not consented	Rule "help" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	litter	3	2021-02-08	ref 38	\N	\N	38	2026-11-25 21:03:33.405822+00	postgres	2026-11-25 21:03:33.411176+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	class	4	2021-02-13	ref 43	\N	\N	43	2026-11-25 21:03:33.405829+00	postgres	2026-11-25 21:03:33.41118+00	55000	the subject has not consented	Rule "class" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	help	4	2021-02-21	ref 51	\N	\N	51	2026-11-25 21:03:33.405843+00	postgres	2026-11-25 21:03:33.411182+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 13	class	1	2021-03-06	ref 64	\N	\N	64	2026-11-25 21:03:33.405988+00	postgres	2026-11-25 21:03:33.411187+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	help	2	2021-03-11	ref 69	\N	\N	69	2026-11-25 21:03:33.405995+00	postgres	2026-11-25 21:03:33.41119+00	55000	the subject has not consented	Rule "help" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	litter	2	2021-03-19	ref 77	\N	\N	77	2026-11-25 21:03:33.40601+00	postgres	2026-11-25 21:03:33.411193+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	class	3	2021-03-24	ref 82	\N	\N	82	2026-11-25 21:03:33.406017+00	postgres	2026-11-25 21:03:33.411198+00	55000	the subject has not consented	Rule "class" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	help	3	2021-04-01	ref 90	\N	\N	90	2026-11-25 21:03:33.406029+00	postgres	2026-11-25 21:03:33.411201+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 13	class	4	2021-04-14	ref 103	\N	\N	103	2026-11-25 21:03:33.406051+00	postgres	2026-11-25 21:03:33.411204+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	help	1	2021-04-19	ref 108	\N	\N	108	2026-11-25 21:03:33.406071+00	postgres	2026-11-25 21:03:33.411207+00	55000	the subject has not consented	Rule "help" has no legal basis of its own. civic.consent() records that consent was given.
resident 5	class	2	2021-05-02	ref 121	\N	\N	121	2026-11-25 21:03:33.406093+00	postgres	2026-11-25 21:03:33.411212+00	55000	the subject has not consented	Rule "class" has no legal basis of its own. civic.consent() records that consent was given.
resident 13	help	2	2021-05-10	ref 129	\N	\N	129	2026-11-25 21:03:33.406107+00	postgres	2026-11-25 21:03:33.411215+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 13	class	3	2021-05-23	ref 142	\N	\N	142	2026-11-25 21:03:33.406129+00	postgres	2026-11-25 21:03:33.411218+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 5	help	4	2021-05-28	ref 147	\N	\N	147	2026-11-25 21:03:33.406137+00	postgres	2026-11-25 21:03:33.411221+00	55000	the subject has not consented	Rule "help" has no legal basis of its own. civic.consent() records that consent was given.
resident 2	help	1.5	2021-02-02	waiting	\N	\N	151	2026-11-25 21:03:33.414168+00	postgres	\N	\N	\N	\N
\.


--
-- Data for Name: access_grant; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.access_grant (role, profile, source_id) FROM stdin;
town_policy_admin	policy_admin	0
town_service	service	0
town_reviewer	reviewer	0
town_auditor	auditor	0
town_analyst	analyst	0
town_many	policy_admin	0
town_many	service	0
town_many	reviewer	0
town_many	auditor	0
town_many	analyst	0
town_recorder	recorder	2
town_many	recorder	1
\.


--
-- Data for Name: area; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.area (area, title_zh, title_en) FROM stdin;
town	镇	town
town.brook	溪	brook
\.


--
-- Data for Name: consent; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.consent (subject_id, consent_id, given, reason, recorded_at, xact, actor) FROM stdin;
637176818830053	1	t	\N	2026-11-25 21:03:33.368504+00	805	postgres
3030211427752391	2	t	\N	2026-11-25 21:03:33.369162+00	805	postgres
439919355466474	3	t	\N	2026-11-25 21:03:33.369677+00	805	postgres
7923240575868448	4	t	\N	2026-11-25 21:03:33.370093+00	805	postgres
2682725160245199	5	t	\N	2026-11-25 21:03:33.370497+00	805	postgres
4168421342660285	6	t	\N	2026-11-25 21:03:33.370906+00	805	postgres
800038699442138	7	t	\N	2026-11-25 21:03:33.371152+00	805	postgres
6561307213694715	8	t	\N	2026-11-25 21:03:33.371341+00	805	postgres
949160128993606	9	t	\N	2026-11-25 21:03:33.371569+00	805	postgres
1816074474745956	10	t	\N	2026-11-25 21:03:33.371751+00	805	postgres
1129127625126998	11	t	\N	2026-11-25 21:03:33.371932+00	805	postgres
5587399671131282	12	t	\N	2026-11-25 21:03:33.372108+00	805	postgres
2682725160245199	13	f	asked for it	2026-11-25 21:03:33.373599+00	807	postgres
\.


--
-- Data for Name: enactment; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.enactment (enactment_id, policy_id, area, effective_from, document, digest, enacted_at, xact, actor) FROM stdin;
1	1	town.brook	2020-01-01	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "学习"}, "tariff": 1, "dimension": "service"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "tariff": -10, "severity": "minor", "dimension": "order", "legal_basis": "Brook covenant 3"}], "tiers": [{"code": "plain", "rank": 1, "title": {"en": "plain", "zh": "普通"}, "promote_at": 0}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town.brook", "base": 1100, "code": "brook", "title": {"en": "brook", "zh": "溪"}, "version": "1"}, "benefits": [{"code": "swim", "cost": 5, "kind": "redemption", "title": {"en": "swim", "zh": "游泳"}, "per_period": {"period": "month"}}], "dimensions": [{"code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "title": {"en": "order", "zh": "秩序"}}], "repair_steps": [{"kind": "service_hours", "path": "help", "step": 2, "restores": 4000, "severity": "minor"}, {"kind": "observation", "path": "help", "step": 2, "restores": 2000, "severity": "minor"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 30, "severity": "minor"}]}	\\x5424eded31a9e8521d4164d202acb0a65a7b463068a6dce0f85a621d4e4e3bf5	2026-11-25 21:03:33.363441+00	802	postgres
2	2	town	2020-01-01	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "学习"}, "period": "month", "tariff": 1, "cap_high": 5, "dimension": "service", "retention": {"half_life": 365}}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "legal_basis": "Town Order 7"}, {"code": "fraud", "veto": {"until": "next_year_end", "ceiling_tier": "plain"}, "title": {"en": "fraud", "zh": "造假"}, "tariff": -100, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 15}], "tiers": [{"code": "plain", "rank": 1, "title": {"en": "plain", "zh": "普通"}, "promote_at": 0}, {"code": "star", "rank": 2, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 30}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}], "policy": {"area": "town", "base": 1000, "code": "town-points", "title": {"en": "points", "zh": "积分"}, "version": "1"}, "dimensions": [{"code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -200, "title": {"en": "order", "zh": "秩序"}}]}	\\x406068750a2207634014fd49257527b500bd6fde2c2b56fd17e796716682ca37	2026-11-25 21:03:33.365175+00	803	postgres
\.


--
-- Data for Name: entry; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, evidence, ref_entry_id, actor) FROM stdin;
1	1	439919355466474	2	1	300	2021-04-17	2026-11-26	2026-11-25 21:03:33.409922+00	814	1	ref 106	\N	\N	postgres
1	2	439919355466474	3	1	400	2021-04-30	2026-11-26	2026-11-25 21:03:33.410153+00	814	1	ref 119	\N	\N	postgres
1	3	439919355466474	1	1	100	2021-05-13	2026-11-26	2026-11-25 21:03:33.410185+00	814	1	ref 132	\N	\N	postgres
1	4	439919355466474	2	1	200	2021-05-26	2026-11-26	2026-11-25 21:03:33.410191+00	814	1	ref 145	\N	\N	postgres
1	5	439919355466474	1	1	400	2021-01-16	2026-11-26	2026-11-25 21:03:33.410196+00	814	1	ref 15	\N	\N	postgres
1	6	439919355466474	3	1	300	2021-01-03	2026-11-26	2026-11-25 21:03:33.4102+00	814	1	ref 2	\N	\N	postgres
1	7	439919355466474	2	1	100	2021-01-29	2026-11-26	2026-11-25 21:03:33.410204+00	814	1	ref 28	\N	\N	postgres
1	8	439919355466474	3	1	200	2021-02-11	2026-11-26	2026-11-25 21:03:33.410208+00	814	1	ref 41	\N	\N	postgres
1	9	439919355466474	1	1	300	2021-02-24	2026-11-26	2026-11-25 21:03:33.410212+00	814	1	ref 54	\N	\N	postgres
1	10	439919355466474	2	1	400	2021-03-09	2026-11-26	2026-11-25 21:03:33.410217+00	814	1	ref 67	\N	\N	postgres
1	11	439919355466474	3	1	100	2021-03-22	2026-11-26	2026-11-25 21:03:33.410221+00	814	1	ref 80	\N	\N	postgres
1	12	439919355466474	1	1	200	2021-04-04	2026-11-26	2026-11-25 21:03:33.410227+00	814	1	ref 93	\N	\N	postgres
1	13	637176818830053	6	1	100	2021-04-15	2026-11-26	2026-11-25 21:03:33.410231+00	814	1	ref 104	\N	\N	postgres
1	14	637176818830053	4	1	200	2021-04-28	2026-11-26	2026-11-25 21:03:33.410235+00	814	1	ref 117	\N	\N	postgres
1	15	637176818830053	5	1	200	2021-01-14	2026-11-26	2026-11-25 21:03:33.410239+00	814	1	ref 13	\N	\N	postgres
1	16	637176818830053	5	1	300	2021-05-11	2026-11-26	2026-11-25 21:03:33.410243+00	814	1	ref 130	\N	\N	postgres
1	17	637176818830053	6	1	400	2021-05-24	2026-11-26	2026-11-25 21:03:33.410247+00	814	1	ref 143	\N	\N	postgres
1	18	637176818830053	6	1	300	2021-01-27	2026-11-26	2026-11-25 21:03:33.410251+00	814	1	ref 26	\N	\N	postgres
1	19	637176818830053	4	1	400	2021-02-09	2026-11-26	2026-11-25 21:03:33.410255+00	814	1	ref 39	\N	\N	postgres
1	20	637176818830053	5	1	100	2021-02-22	2026-11-26	2026-11-25 21:03:33.410259+00	814	1	ref 52	\N	\N	postgres
1	21	637176818830053	6	1	200	2021-03-07	2026-11-26	2026-11-25 21:03:33.410266+00	814	1	ref 65	\N	\N	postgres
1	22	637176818830053	4	1	300	2021-03-20	2026-11-26	2026-11-25 21:03:33.41027+00	814	1	ref 78	\N	\N	postgres
1	23	637176818830053	5	1	400	2021-04-02	2026-11-26	2026-11-25 21:03:33.410274+00	814	1	ref 91	\N	\N	postgres
1	24	800038699442138	6	1	300	2021-04-21	2026-11-26	2026-11-25 21:03:33.410278+00	814	1	ref 110	\N	\N	postgres
1	25	800038699442138	4	1	400	2021-05-04	2026-11-26	2026-11-25 21:03:33.410282+00	814	1	ref 123	\N	\N	postgres
1	26	800038699442138	5	1	100	2021-05-17	2026-11-26	2026-11-25 21:03:33.410286+00	814	1	ref 136	\N	\N	postgres
1	27	800038699442138	6	1	200	2021-05-30	2026-11-26	2026-11-25 21:03:33.41029+00	814	1	ref 149	\N	\N	postgres
1	28	800038699442138	5	1	400	2021-01-20	2026-11-26	2026-11-25 21:03:33.410294+00	814	1	ref 19	\N	\N	postgres
1	29	800038699442138	6	1	100	2021-02-02	2026-11-26	2026-11-25 21:03:33.410298+00	814	1	ref 32	\N	\N	postgres
1	30	800038699442138	4	1	200	2021-02-15	2026-11-26	2026-11-25 21:03:33.410302+00	814	1	ref 45	\N	\N	postgres
1	31	800038699442138	5	1	300	2021-02-28	2026-11-26	2026-11-25 21:03:33.410309+00	814	1	ref 58	\N	\N	postgres
1	32	800038699442138	4	1	300	2021-01-07	2026-11-26	2026-11-25 21:03:33.410313+00	814	1	ref 6	\N	\N	postgres
1	33	800038699442138	6	1	400	2021-03-13	2026-11-26	2026-11-25 21:03:33.410318+00	814	1	ref 71	\N	\N	postgres
1	34	800038699442138	4	1	100	2021-03-26	2026-11-26	2026-11-25 21:03:33.410322+00	814	1	ref 84	\N	\N	postgres
1	35	800038699442138	5	1	200	2021-04-08	2026-11-26	2026-11-25 21:03:33.410326+00	814	1	ref 97	\N	\N	postgres
1	36	949160128993606	2	1	100	2021-04-23	2026-11-26	2026-11-25 21:03:33.410331+00	814	1	ref 112	\N	\N	postgres
1	37	949160128993606	3	1	200	2021-05-06	2026-11-26	2026-11-25 21:03:33.410334+00	814	1	ref 125	\N	\N	postgres
1	38	949160128993606	1	1	300	2021-05-19	2026-11-26	2026-11-25 21:03:33.410339+00	814	1	ref 138	\N	\N	postgres
1	39	949160128993606	1	1	200	2021-01-22	2026-11-26	2026-11-25 21:03:33.410343+00	814	1	ref 21	\N	\N	postgres
1	40	949160128993606	2	1	300	2021-02-04	2026-11-26	2026-11-25 21:03:33.41035+00	814	1	ref 34	\N	\N	postgres
1	41	949160128993606	3	1	400	2021-02-17	2026-11-26	2026-11-25 21:03:33.410354+00	814	1	ref 47	\N	\N	postgres
1	42	949160128993606	1	1	100	2021-03-02	2026-11-26	2026-11-25 21:03:33.410358+00	814	1	ref 60	\N	\N	postgres
1	43	949160128993606	2	1	200	2021-03-15	2026-11-26	2026-11-25 21:03:33.410362+00	814	1	ref 73	\N	\N	postgres
1	44	949160128993606	3	1	100	2021-01-09	2026-11-26	2026-11-25 21:03:33.410367+00	814	1	ref 8	\N	\N	postgres
1	45	949160128993606	3	1	300	2021-03-28	2026-11-26	2026-11-25 21:03:33.410371+00	814	1	ref 86	\N	\N	postgres
1	46	949160128993606	1	1	400	2021-04-10	2026-11-26	2026-11-25 21:03:33.410375+00	814	1	ref 99	\N	\N	postgres
1	47	1129127625126998	5	1	300	2021-01-11	2026-11-26	2026-11-25 21:03:33.410481+00	814	1	ref 10	\N	\N	postgres
1	48	1129127625126998	6	1	200	2021-04-12	2026-11-26	2026-11-25 21:03:33.410487+00	814	1	ref 101	\N	\N	postgres
1	49	1129127625126998	4	1	300	2021-04-25	2026-11-26	2026-11-25 21:03:33.410494+00	814	1	ref 114	\N	\N	postgres
1	50	1129127625126998	5	1	400	2021-05-08	2026-11-26	2026-11-25 21:03:33.410498+00	814	1	ref 127	\N	\N	postgres
1	51	1129127625126998	6	1	100	2021-05-21	2026-11-26	2026-11-25 21:03:33.410503+00	814	1	ref 140	\N	\N	postgres
1	52	1129127625126998	6	1	400	2021-01-24	2026-11-26	2026-11-25 21:03:33.410507+00	814	1	ref 23	\N	\N	postgres
1	53	1129127625126998	4	1	100	2021-02-06	2026-11-26	2026-11-25 21:03:33.410511+00	814	1	ref 36	\N	\N	postgres
1	54	1129127625126998	5	1	200	2021-02-19	2026-11-26	2026-11-25 21:03:33.410515+00	814	1	ref 49	\N	\N	postgres
1	55	1129127625126998	6	1	300	2021-03-04	2026-11-26	2026-11-25 21:03:33.410519+00	814	1	ref 62	\N	\N	postgres
1	56	1129127625126998	4	1	400	2021-03-17	2026-11-26	2026-11-25 21:03:33.410523+00	814	1	ref 75	\N	\N	postgres
1	57	1129127625126998	5	1	100	2021-03-30	2026-11-26	2026-11-25 21:03:33.410527+00	814	1	ref 88	\N	\N	postgres
1	58	1816074474745956	5	1	100	2021-04-11	2026-11-26	2026-11-25 21:03:33.410533+00	814	1	ref 100	\N	\N	postgres
1	59	1816074474745956	6	1	200	2021-04-24	2026-11-26	2026-11-25 21:03:33.410537+00	814	1	ref 113	\N	\N	postgres
1	60	1816074474745956	4	1	300	2021-05-07	2026-11-26	2026-11-25 21:03:33.410541+00	814	1	ref 126	\N	\N	postgres
1	61	1816074474745956	5	1	400	2021-05-20	2026-11-26	2026-11-25 21:03:33.410545+00	814	1	ref 139	\N	\N	postgres
1	62	1816074474745956	5	1	300	2021-01-23	2026-11-26	2026-11-25 21:03:33.410549+00	814	1	ref 22	\N	\N	postgres
1	63	1816074474745956	6	1	400	2021-02-05	2026-11-26	2026-11-25 21:03:33.410553+00	814	1	ref 35	\N	\N	postgres
1	64	1816074474745956	4	1	100	2021-02-18	2026-11-26	2026-11-25 21:03:33.410557+00	814	1	ref 48	\N	\N	postgres
1	65	1816074474745956	5	1	200	2021-03-03	2026-11-26	2026-11-25 21:03:33.410561+00	814	1	ref 61	\N	\N	postgres
1	66	1816074474745956	6	1	300	2021-03-16	2026-11-26	2026-11-25 21:03:33.410566+00	814	1	ref 74	\N	\N	postgres
1	67	1816074474745956	4	1	400	2021-03-29	2026-11-26	2026-11-25 21:03:33.410572+00	814	1	ref 87	\N	\N	postgres
1	68	1816074474745956	4	1	200	2021-01-10	2026-11-26	2026-11-25 21:03:33.410577+00	814	1	ref 9	\N	\N	postgres
1	69	2682725160245199	6	1	300	2021-05-15	2026-11-26	2026-11-25 21:03:33.410581+00	814	1	ref 134	\N	\N	postgres
1	70	2682725160245199	6	1	200	2021-01-18	2026-11-26	2026-11-25 21:03:33.410585+00	814	1	ref 17	\N	\N	postgres
1	71	2682725160245199	6	1	100	2021-02-26	2026-11-26	2026-11-25 21:03:33.410589+00	814	1	ref 56	\N	\N	postgres
1	72	2682725160245199	6	1	400	2021-04-06	2026-11-26	2026-11-25 21:03:33.410593+00	814	1	ref 95	\N	\N	postgres
1	73	3030211427752391	5	1	200	2021-01-02	2026-11-26	2026-11-25 21:03:33.410597+00	814	1	ref 1	\N	\N	postgres
1	74	3030211427752391	4	1	200	2021-04-16	2026-11-26	2026-11-25 21:03:33.410601+00	814	1	ref 105	\N	\N	postgres
1	75	3030211427752391	5	1	300	2021-04-29	2026-11-26	2026-11-25 21:03:33.410605+00	814	1	ref 118	\N	\N	postgres
1	76	3030211427752391	6	1	400	2021-05-12	2026-11-26	2026-11-25 21:03:33.410609+00	814	1	ref 131	\N	\N	postgres
1	77	3030211427752391	6	1	300	2021-01-15	2026-11-26	2026-11-25 21:03:33.410616+00	814	1	ref 14	\N	\N	postgres
1	78	3030211427752391	4	1	100	2021-05-25	2026-11-26	2026-11-25 21:03:33.41062+00	814	1	ref 144	\N	\N	postgres
1	79	3030211427752391	4	1	400	2021-01-28	2026-11-26	2026-11-25 21:03:33.410624+00	814	1	ref 27	\N	\N	postgres
1	80	3030211427752391	5	1	100	2021-02-10	2026-11-26	2026-11-25 21:03:33.410629+00	814	1	ref 40	\N	\N	postgres
1	81	3030211427752391	6	1	200	2021-02-23	2026-11-26	2026-11-25 21:03:33.410633+00	814	1	ref 53	\N	\N	postgres
1	82	3030211427752391	4	1	300	2021-03-08	2026-11-26	2026-11-25 21:03:33.410637+00	814	1	ref 66	\N	\N	postgres
1	83	3030211427752391	5	1	400	2021-03-21	2026-11-26	2026-11-25 21:03:33.410641+00	814	1	ref 79	\N	\N	postgres
1	84	3030211427752391	6	1	100	2021-04-03	2026-11-26	2026-11-25 21:03:33.410645+00	814	1	ref 92	\N	\N	postgres
1	85	4168421342660285	2	1	200	2021-04-20	2026-11-26	2026-11-25 21:03:33.410649+00	814	1	ref 109	\N	\N	postgres
1	86	4168421342660285	3	1	300	2021-05-03	2026-11-26	2026-11-25 21:03:33.410655+00	814	1	ref 122	\N	\N	postgres
1	87	4168421342660285	1	1	400	2021-05-16	2026-11-26	2026-11-25 21:03:33.41066+00	814	1	ref 135	\N	\N	postgres
1	88	4168421342660285	2	1	100	2021-05-29	2026-11-26	2026-11-25 21:03:33.410664+00	814	1	ref 148	\N	\N	postgres
1	89	4168421342660285	1	1	300	2021-01-19	2026-11-26	2026-11-25 21:03:33.410668+00	814	1	ref 18	\N	\N	postgres
1	90	4168421342660285	2	1	400	2021-02-01	2026-11-26	2026-11-25 21:03:33.410672+00	814	1	ref 31	\N	\N	postgres
1	91	4168421342660285	3	1	100	2021-02-14	2026-11-26	2026-11-25 21:03:33.410676+00	814	1	ref 44	\N	\N	postgres
1	92	4168421342660285	3	1	200	2021-01-06	2026-11-26	2026-11-25 21:03:33.410693+00	814	1	ref 5	\N	\N	postgres
1	93	4168421342660285	1	1	200	2021-02-27	2026-11-26	2026-11-25 21:03:33.410697+00	814	1	ref 57	\N	\N	postgres
1	94	4168421342660285	2	1	300	2021-03-12	2026-11-26	2026-11-25 21:03:33.410701+00	814	1	ref 70	\N	\N	postgres
1	95	4168421342660285	3	1	400	2021-03-25	2026-11-26	2026-11-25 21:03:33.410708+00	814	1	ref 83	\N	\N	postgres
1	96	4168421342660285	1	1	100	2021-04-07	2026-11-26	2026-11-25 21:03:33.410712+00	814	1	ref 96	\N	\N	postgres
1	97	5587399671131282	1	1	300	2021-04-13	2026-11-26	2026-11-25 21:03:33.410716+00	814	1	ref 102	\N	\N	postgres
1	98	5587399671131282	3	1	400	2021-01-12	2026-11-26	2026-11-25 21:03:33.410719+00	814	1	ref 11	\N	\N	postgres
1	99	5587399671131282	2	1	400	2021-04-26	2026-11-26	2026-11-25 21:03:33.410723+00	814	1	ref 115	\N	\N	postgres
1	100	5587399671131282	3	1	100	2021-05-09	2026-11-26	2026-11-25 21:03:33.410728+00	814	1	ref 128	\N	\N	postgres
1	101	5587399671131282	1	1	200	2021-05-22	2026-11-26	2026-11-25 21:03:33.410732+00	814	1	ref 141	\N	\N	postgres
1	102	5587399671131282	1	1	100	2021-01-25	2026-11-26	2026-11-25 21:03:33.410736+00	814	1	ref 24	\N	\N	postgres
1	103	5587399671131282	2	1	200	2021-02-07	2026-11-26	2026-11-25 21:03:33.41074+00	814	1	ref 37	\N	\N	postgres
1	104	5587399671131282	3	1	300	2021-02-20	2026-11-26	2026-11-25 21:03:33.410746+00	814	1	ref 50	\N	\N	postgres
1	105	5587399671131282	1	1	400	2021-03-05	2026-11-26	2026-11-25 21:03:33.41075+00	814	1	ref 63	\N	\N	postgres
1	106	5587399671131282	2	1	100	2021-03-18	2026-11-26	2026-11-25 21:03:33.410754+00	814	1	ref 76	\N	\N	postgres
1	107	5587399671131282	3	1	200	2021-03-31	2026-11-26	2026-11-25 21:03:33.410758+00	814	1	ref 89	\N	\N	postgres
1	108	6561307213694715	4	1	400	2021-04-22	2026-11-26	2026-11-25 21:03:33.410762+00	814	1	ref 111	\N	\N	postgres
1	109	6561307213694715	5	1	100	2021-05-05	2026-11-26	2026-11-25 21:03:33.410766+00	814	1	ref 124	\N	\N	postgres
1	110	6561307213694715	6	1	200	2021-05-18	2026-11-26	2026-11-25 21:03:33.41077+00	814	1	ref 137	\N	\N	postgres
1	111	6561307213694715	4	1	300	2021-05-31	2026-11-26	2026-11-25 21:03:33.410774+00	814	1	ref 150	\N	\N	postgres
1	112	6561307213694715	6	1	100	2021-01-21	2026-11-26	2026-11-25 21:03:33.410778+00	814	1	ref 20	\N	\N	postgres
1	113	6561307213694715	4	1	200	2021-02-03	2026-11-26	2026-11-25 21:03:33.410782+00	814	1	ref 33	\N	\N	postgres
1	114	6561307213694715	5	1	300	2021-02-16	2026-11-26	2026-11-25 21:03:33.410788+00	814	1	ref 46	\N	\N	postgres
1	115	6561307213694715	6	1	400	2021-03-01	2026-11-26	2026-11-25 21:03:33.410792+00	814	1	ref 59	\N	\N	postgres
1	116	6561307213694715	5	1	400	2021-01-08	2026-11-26	2026-11-25 21:03:33.410796+00	814	1	ref 7	\N	\N	postgres
1	117	6561307213694715	4	1	100	2021-03-14	2026-11-26	2026-11-25 21:03:33.4108+00	814	1	ref 72	\N	\N	postgres
1	118	6561307213694715	5	1	200	2021-03-27	2026-11-26	2026-11-25 21:03:33.410804+00	814	1	ref 85	\N	\N	postgres
1	119	6561307213694715	6	1	300	2021-04-09	2026-11-26	2026-11-25 21:03:33.410808+00	814	1	ref 98	\N	\N	postgres
1	120	7923240575868448	6	1	400	2021-04-18	2026-11-26	2026-11-25 21:03:33.410812+00	814	1	ref 107	\N	\N	postgres
1	121	7923240575868448	4	1	100	2021-05-01	2026-11-26	2026-11-25 21:03:33.410816+00	814	1	ref 120	\N	\N	postgres
1	122	7923240575868448	5	1	200	2021-05-14	2026-11-26	2026-11-25 21:03:33.41082+00	814	1	ref 133	\N	\N	postgres
1	123	7923240575868448	6	1	300	2021-05-27	2026-11-26	2026-11-25 21:03:33.410826+00	814	1	ref 146	\N	\N	postgres
1	124	7923240575868448	5	1	100	2021-01-17	2026-11-26	2026-11-25 21:03:33.41083+00	814	1	ref 16	\N	\N	postgres
1	125	7923240575868448	6	1	200	2021-01-30	2026-11-26	2026-11-25 21:03:33.410834+00	814	1	ref 29	\N	\N	postgres
1	126	7923240575868448	4	1	400	2021-01-04	2026-11-26	2026-11-25 21:03:33.410838+00	814	1	ref 3	\N	\N	postgres
1	127	7923240575868448	4	1	300	2021-02-12	2026-11-26	2026-11-25 21:03:33.410842+00	814	1	ref 42	\N	\N	postgres
1	128	7923240575868448	5	1	400	2021-02-25	2026-11-26	2026-11-25 21:03:33.410846+00	814	1	ref 55	\N	\N	postgres
1	129	7923240575868448	6	1	100	2021-03-10	2026-11-26	2026-11-25 21:03:33.41085+00	814	1	ref 68	\N	\N	postgres
1	130	7923240575868448	4	1	200	2021-03-23	2026-11-26	2026-11-25 21:03:33.410855+00	814	1	ref 81	\N	\N	postgres
1	131	7923240575868448	5	1	300	2021-04-05	2026-11-26	2026-11-25 21:03:33.410859+00	814	1	ref 94	\N	\N	postgres
1	132	800038699442138	7	1	100	2026-11-02	2026-12-11	2026-11-25 21:03:33.412273+00	816	1	case 1	\\x7af84020b07e9dfdb178eb4cc27b402fcca04711df58f42ae54a12ae3ad81663	\N	postgres
1	133	637176818830053	5	2	400	2021-04-02	2026-11-26	2026-11-25 21:03:33.413136+00	817	1	\N	\\x8ab7b52a66219ec81a9e801986caec82e7f0703fd90db63c619b2bf9c6ebef5d	23	postgres
1	134	949160128993606	1	2	400	2021-04-10	2026-11-26	2026-11-25 21:03:33.41343+00	817	1	\N	\\x66724001eb1c6310ee0eb7b8f6def61cd1fc498698fc54ff122d5273cd33dcea	46	postgres
1	135	2682725160245199	6	2	300	2021-05-15	2026-11-26	2026-11-25 21:03:33.41355+00	817	1	\N	\\x5370d8ec85460300477fdc1d9cacda935237694505828229aa748160f13aac96	69	postgres
1	136	4168421342660285	3	2	200	2021-01-06	2026-11-26	2026-11-25 21:03:33.413692+00	817	1	\N	\\xce49eaf1a3b8c0c4c903daed930fa2c903562343b156f932542f4bf01324efbb	92	postgres
1	137	6561307213694715	6	2	400	2021-03-01	2026-11-26	2026-11-25 21:03:33.413865+00	817	1	\N	\\x615542b6af6d6acfecf43ff5853e00613e831025fc0d81a835db145685736700	115	postgres
\.


--
-- Data for Name: evidence; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.evidence (subject_id, entry_id, salt, body) FROM stdin;
800038699442138	132	\\x59c6550c444fb3fe399f503c948a806acae80af9f3c2dc9abfc3ac81bd755259	\\x612070686f746f6772617068
637176818830053	133	\\x87550e617713399e311290e566a0959c7ecdd229a91da7a30459e3f39ac9133d	\\x6d697374616b656e
949160128993606	134	\\x54f207c200056496f21b159737736a6debaf0678299b62107327978bef11f37b	\\x6d697374616b656e
2682725160245199	135	\\x6bf815c122d88ec4805ace419145d88228ee7e620009f5ab1f17a2dcfa9b0e9a	\\x6d697374616b656e
4168421342660285	136	\\x8c118f1cee96668e245a2dca82a7568a7035c508bf60f542ed3feb0cb1d70a9f	\\x6d697374616b656e
6561307213694715	137	\\x1bbf087f0a9a75c6b23a5220dc8191af0fb73fc6109e90e5b69070564ce4aa7a	\\x6d697374616b656e
\.


--
-- Data for Name: policy; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.policy (policy_id, area, code, version, document, loaded_at, actor) FROM stdin;
1	town.brook	brook	1	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "学习"}, "tariff": 1, "dimension": "service"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "tariff": -10, "severity": "minor", "dimension": "order", "legal_basis": "Brook covenant 3"}], "tiers": [{"code": "plain", "rank": 1, "title": {"en": "plain", "zh": "普通"}, "promote_at": 0}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town.brook", "base": 1100, "code": "brook", "title": {"en": "brook", "zh": "溪"}, "version": "1"}, "benefits": [{"code": "swim", "cost": 5, "kind": "redemption", "title": {"en": "swim", "zh": "游泳"}, "per_period": {"period": "month"}}], "dimensions": [{"code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "title": {"en": "order", "zh": "秩序"}}], "repair_steps": [{"kind": "service_hours", "path": "help", "step": 2, "restores": 4000, "severity": "minor"}, {"kind": "observation", "path": "help", "step": 2, "restores": 2000, "severity": "minor"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 30, "severity": "minor"}]}	2026-11-25 21:03:33.361981+00	postgres
2	town	town-points	1	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "学习"}, "period": "month", "tariff": 1, "cap_high": 5, "dimension": "service", "retention": {"half_life": 365}}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "legal_basis": "Town Order 7"}, {"code": "fraud", "veto": {"until": "next_year_end", "ceiling_tier": "plain"}, "title": {"en": "fraud", "zh": "造假"}, "tariff": -100, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 15}], "tiers": [{"code": "plain", "rank": 1, "title": {"en": "plain", "zh": "普通"}, "promote_at": 0}, {"code": "star", "rank": 2, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 30}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}], "policy": {"area": "town", "base": 1000, "code": "town-points", "title": {"en": "points", "zh": "积分"}, "version": "1"}, "dimensions": [{"code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -200, "title": {"en": "order", "zh": "秩序"}}]}	2026-11-25 21:03:33.36476+00	postgres
3	town	town-points	draft	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "学习"}, "period": "month", "tariff": 1, "cap_high": 5, "dimension": "service", "retention": {"half_life": 365}}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "legal_basis": "Town Order 7"}, {"code": "fraud", "veto": {"until": "next_year_end", "ceiling_tier": "plain"}, "title": {"en": "fraud", "zh": "造假"}, "tariff": -100, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 15}], "tiers": [{"code": "plain", "rank": 1, "title": {"en": "plain", "zh": "普通"}, "promote_at": 0}, {"code": "star", "rank": 2, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 30}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}], "policy": {"area": "town", "base": 1000, "code": "town-points", "title": {"en": "points", "zh": "积分"}, "version": "draft"}, "dimensions": [{"code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -200, "title": {"en": "order", "zh": "秩序"}}]}	2026-11-25 21:03:33.366057+00	postgres
\.


--
-- Data for Name: posting; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.posting (pid, backend_start, started_at, done, total) FROM stdin;
\.


--
-- Data for Name: programme; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.programme (programme_id, name, time_zone, layout_version, epoch, newest_enactment, access_version, key_check, created_at, only_one) FROM stdin;
0f07ee57-a676-4cd1-bd7c-3ace17848a00	town	Asia/Shanghai	1	1	2	1795640613357674	\\x51f4821efb13ec6ec69a8fa6ecd3867182f38df41f69538d1c21755159eff4c5	2026-11-25 21:03:33.357988+00	t
\.


--
-- Data for Name: residence; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.residence (subject_id, residence_id, area, since, effective_on, recorded_at, xact, actor) FROM stdin;
637176818830053	1	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.368039+00	805	postgres
3030211427752391	2	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.369037+00	805	postgres
439919355466474	3	town.brook	2020-01-01	2026-11-26	2026-11-25 21:03:33.369567+00	805	postgres
7923240575868448	4	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.36999+00	805	postgres
2682725160245199	5	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.370392+00	805	postgres
4168421342660285	6	town.brook	2020-01-01	2026-11-26	2026-11-25 21:03:33.370772+00	805	postgres
800038699442138	7	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.371107+00	805	postgres
6561307213694715	8	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.371294+00	805	postgres
949160128993606	9	town.brook	2020-01-01	2026-11-26	2026-11-25 21:03:33.371479+00	805	postgres
1816074474745956	10	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.371707+00	805	postgres
1129127625126998	11	town	2020-01-01	2026-11-26	2026-11-25 21:03:33.371894+00	805	postgres
5587399671131282	12	town.brook	2020-01-01	2026-11-26	2026-11-25 21:03:33.372061+00	805	postgres
7923240575868448	13	town.brook	2021-06-01	2026-11-26	2026-11-25 21:03:33.372942+00	806	postgres
\.


--
-- Data for Name: rule; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.rule (rule_id, policy_id, code, definition) FROM stdin;
1	1	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "dimension": "service"}
2	1	class	{"code": "class", "title": {"en": "class", "zh": "学习"}, "tariff": 1, "dimension": "service"}
3	1	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "tariff": -10, "severity": "minor", "dimension": "order", "legal_basis": "Brook covenant 3"}
4	2	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service"}
5	2	class	{"code": "class", "title": {"en": "class", "zh": "学习"}, "period": "month", "tariff": 1, "cap_high": 5, "dimension": "service", "retention": {"half_life": 365}}
6	2	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "legal_basis": "Town Order 7"}
7	2	fraud	{"code": "fraud", "veto": {"until": "next_year_end", "ceiling_tier": "plain"}, "title": {"en": "fraud", "zh": "造假"}, "tariff": -100, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 15}
\.


--
-- Data for Name: source; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.source (source_id, code, title_zh, title_en, rules) FROM stdin;
1	office	积分办	Programme office	\N
2	desk	窗口	desk	{help}
3	settlement	结算	somebody's settlement	\N
\.


--
-- Data for Name: subject; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.subject (subject_id, kind, lookup, attributes, enrolled_at, xact, actor) FROM stdin;
637176818830053	resident	\\x11ceea7f0da16734de561616a24ba0776dff25b852dfc3a4a94eaef65428c265	{}	2026-11-25 21:03:33.367484+00	805	postgres
3030211427752391	resident	\\xb23f66fba16f04e545968e24268cf077cf363d15a6ee940a51c3fa47d5c03c6e	{}	2026-11-25 21:03:33.368903+00	805	postgres
439919355466474	resident	\\xdf66c1cbc86c2cf0a2c1aba4dc8032bb85b219a8a7fbc05d2c2f93962dabaaa8	{}	2026-11-25 21:03:33.369437+00	805	postgres
7923240575868448	resident	\\x7892b884be12af4354625b237fef85bc28a8ad984cfaab2171c8bf87d85b2b68	{}	2026-11-25 21:03:33.369869+00	805	postgres
2682725160245199	resident	\\x660270b670d87ff2b67b78c6561e7dde79c7f410df37a0e49a382b8705ef2574	{}	2026-11-25 21:03:33.370274+00	805	postgres
4168421342660285	resident	\\x4a56ed01263b76711297611b3acacd7750cc3ca5e4e9247cd94efad87320251f	{}	2026-11-25 21:03:33.370664+00	805	postgres
800038699442138	resident	\\xeaa2cf0609c5038e4410f784f0746e0f257b2a315809cbbaff6c2e22094c7d2c	{}	2026-11-25 21:03:33.371036+00	805	postgres
6561307213694715	resident	\\x42fde6ec1e3ec5de4390f0ab94be1f4a88c48a0a694965b742f7cfb12632adf6	{}	2026-11-25 21:03:33.371233+00	805	postgres
949160128993606	resident	\\x8183e05d60db098d3df490d28d6b5cddb80fa703b3caaf0d787f88fbe9c103ff	{}	2026-11-25 21:03:33.371417+00	805	postgres
1816074474745956	resident	\\xe9b68d86b275f95e46ee448a57b5144779c03d19d8de283a02390c4fb0aefe60	{}	2026-11-25 21:03:33.371644+00	805	postgres
1129127625126998	resident	\\xf24ff9a78e5c0ad1a52f67361f47bbd42424afce0308de6617545c68afadddd8	{}	2026-11-25 21:03:33.371829+00	805	postgres
5587399671131282	resident	\\x13a5888b10524d6aa96d618a7777f7b57ca15d74e17632c01d9cdc51ef3c07e5	{}	2026-11-25 21:03:33.372008+00	805	postgres
\.


--
-- Data for Name: vault_key; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.vault_key (purpose, key) FROM stdin;
lookup	\\x031ef067e025dff5b799ab7efe3763863e09043a0902e09979401d69e64c4c09
\.


--
-- Data for Name: said; Type: TABLE DATA; Schema: public; Owner: postgres
--

COPY public.said (resident, day, score, lines) FROM stdin;
1	2026-11-25	1000.00	base/1000.00
2	2026-11-25	1000.00	base/1000.00
3	2026-11-25	1100.00	base/1100.00
4	2026-11-25	1000.00	base/1000.00
5	2026-11-25	1000.00	base/1000.00
6	2026-11-25	1100.00	base/1100.00
7	2026-11-25	1000.00	base/1000.00
8	2026-11-25	1000.00	base/1000.00
9	2026-11-25	1100.00	base/1100.00
10	2026-11-25	1000.00	base/1000.00
11	2026-11-25	1000.00	base/1000.00
12	2026-11-25	1100.00	base/1100.00
1	2026-12-31	818.11	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/2.00/0.03 rule/service/class/2021-02/1/1.00/0.02 rule/service/class/2021-04/0/0.00/0.00 rule/service/class/2021-05/1/3.00/0.06 rule/service/help/entry/3/9.00/18.00 dimension_floor/order/340.00
2	2026-12-31	820.18	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/2.00/0.03 rule/service/class/2021-02/1/1.00/0.02 rule/service/class/2021-03/1/4.00/0.07 rule/service/class/2021-04/1/3.00/0.06 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/340.00
3	2026-12-31	1040.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/4/10.00/10.00 rule/service/help/entry/4/10.00/30.00
4	2026-12-31	580.18	base/1100.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/1.00/0.02 rule/service/class/2021-02/1/4.00/0.07 rule/service/class/2021-04/1/3.00/0.06 rule/service/class/2021-05/1/2.00/0.04 rule/service/help/entry/4/10.00/20.00 rounding/service/-0.01
5	2026-12-31	800.00	base/1000.00 rule/order/litter/lifetime/3/7.00/-360.00 dimension_floor/order/160.00
6	2026-12-31	1060.00	base/1100.00 rule/order/litter/entry/3/8.00/-80.00 rule/service/class/entry/4/10.00/10.00 rule/service/help/entry/4/10.00/30.00
7	2026-12-31	820.17	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/order/fraud/entry/1/1.00/-100.00 rule/service/class/2021-01/1/4.00/0.06 rule/service/class/2021-02/1/3.00/0.05 rule/service/class/2021-04/1/2.00/0.04 rule/service/class/2021-05/1/1.00/0.02 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/440.00
8	2026-12-31	820.17	base/1000.00 rule/order/litter/lifetime/3/6.00/-300.00 rule/service/class/2021-01/1/4.00/0.06 rule/service/class/2021-02/1/3.00/0.05 rule/service/class/2021-03/1/2.00/0.04 rule/service/class/2021-05/1/1.00/0.02 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/100.00
9	2026-12-31	1024.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/3/6.00/6.00 rule/service/help/entry/3/6.00/18.00
10	2026-12-31	820.18	base/1000.00 rule/order/litter/lifetime/3/9.00/-480.00 rule/service/class/2021-01/1/3.00/0.05 rule/service/class/2021-03/1/2.00/0.04 rule/service/class/2021-04/1/1.00/0.02 rule/service/class/2021-05/1/4.00/0.08 rule/service/help/entry/4/10.00/20.00 rounding/service/-0.01 dimension_floor/order/280.00
11	2026-12-31	816.18	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/3.00/0.05 rule/service/class/2021-02/1/2.00/0.03 rule/service/class/2021-03/1/1.00/0.02 rule/service/class/2021-05/1/4.00/0.08 rule/service/help/entry/3/8.00/16.00 dimension_floor/order/340.00
12	2026-12-31	1037.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/3/7.00/7.00 rule/service/help/entry/4/10.00/30.00
1	2028-02-29	818.05	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/2.00/0.01 rule/service/class/2021-02/1/1.00/0.01 rule/service/class/2021-04/0/0.00/0.00 rule/service/class/2021-05/1/3.00/0.03 rule/service/help/entry/3/9.00/18.00 dimension_floor/order/340.00
2	2028-02-29	820.08	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/2.00/0.01 rule/service/class/2021-02/1/1.00/0.01 rule/service/class/2021-03/1/4.00/0.03 rule/service/class/2021-04/1/3.00/0.03 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/340.00
3	2028-02-29	1040.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/4/10.00/10.00 rule/service/help/entry/4/10.00/30.00
4	2028-02-29	580.08	base/1100.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/1.00/0.01 rule/service/class/2021-02/1/4.00/0.03 rule/service/class/2021-04/1/3.00/0.03 rule/service/class/2021-05/1/2.00/0.02 rule/service/help/entry/4/10.00/20.00 rounding/service/-0.01
5	2028-02-29	800.00	base/1000.00 rule/order/litter/lifetime/3/7.00/-360.00 dimension_floor/order/160.00
6	2028-02-29	1060.00	base/1100.00 rule/order/litter/entry/3/8.00/-80.00 rule/service/class/entry/4/10.00/10.00 rule/service/help/entry/4/10.00/30.00
7	2028-02-29	820.08	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/order/fraud/entry/1/1.00/-100.00 rule/service/class/2021-01/1/4.00/0.03 rule/service/class/2021-02/1/3.00/0.02 rule/service/class/2021-04/1/2.00/0.02 rule/service/class/2021-05/1/1.00/0.01 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/440.00
8	2028-02-29	820.08	base/1000.00 rule/order/litter/lifetime/3/6.00/-300.00 rule/service/class/2021-01/1/4.00/0.03 rule/service/class/2021-02/1/3.00/0.02 rule/service/class/2021-03/1/2.00/0.02 rule/service/class/2021-05/1/1.00/0.01 rule/service/help/entry/4/10.00/20.00 dimension_floor/order/100.00
9	2028-02-29	1024.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/3/6.00/6.00 rule/service/help/entry/3/6.00/18.00
10	2028-02-29	820.08	base/1000.00 rule/order/litter/lifetime/3/9.00/-480.00 rule/service/class/2021-01/1/3.00/0.02 rule/service/class/2021-03/1/2.00/0.02 rule/service/class/2021-04/1/1.00/0.01 rule/service/class/2021-05/1/4.00/0.04 rule/service/help/entry/4/10.00/20.00 rounding/service/-0.01 dimension_floor/order/280.00
11	2028-02-29	816.08	base/1000.00 rule/order/litter/lifetime/4/10.00/-540.00 rule/service/class/2021-01/1/3.00/0.02 rule/service/class/2021-02/1/2.00/0.02 rule/service/class/2021-03/1/1.00/0.01 rule/service/class/2021-05/1/4.00/0.04 rule/service/help/entry/3/8.00/16.00 rounding/service/-0.01 dimension_floor/order/340.00
12	2028-02-29	1037.00	base/1100.00 rule/order/litter/entry/4/10.00/-100.00 rule/service/class/entry/3/7.00/7.00 rule/service/help/entry/4/10.00/30.00
\.


--
-- Name: inbox_inbox_id_seq; Type: SEQUENCE SET; Schema: civic; Owner: civic_owner
--

SELECT pg_catalog.setval('civic.inbox_inbox_id_seq', 151, true);


--
-- Name: access_version; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.access_version', 1795640613357674, true);


--
-- Name: consent_consent_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.consent_consent_id_seq', 13, true);


--
-- Name: enactment_enactment_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.enactment_enactment_id_seq', 2, true);


--
-- Name: entry_entry_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.entry_entry_id_seq', 137, true);


--
-- Name: policy_policy_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.policy_policy_id_seq', 3, true);


--
-- Name: residence_residence_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.residence_residence_id_seq', 13, true);


--
-- Name: rule_rule_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.rule_rule_id_seq', 7, true);


--
-- Name: source_source_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.source_source_id_seq', 3, true);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: civic; Owner: civic_owner
--

ALTER TABLE ONLY civic.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (inbox_id);


--
-- Name: access_grant access_grant_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.access_grant
    ADD CONSTRAINT access_grant_pkey PRIMARY KEY (role, profile, source_id);


--
-- Name: area area_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.area
    ADD CONSTRAINT area_pkey PRIMARY KEY (area);


--
-- Name: consent consent_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (subject_id, consent_id) INCLUDE (given);


--
-- Name: enactment enactment_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.enactment
    ADD CONSTRAINT enactment_pkey PRIMARY KEY (enactment_id);


--
-- Name: enactment enactment_policy_id_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.enactment
    ADD CONSTRAINT enactment_policy_id_key UNIQUE (policy_id);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (subject_id, entry_id) INCLUDE (rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id);


--
-- Name: entry entry_subject_id_source_id_source_ref_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.entry
    ADD CONSTRAINT entry_subject_id_source_id_source_ref_key UNIQUE (subject_id, source_id, source_ref);


--
-- Name: evidence evidence_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (subject_id, entry_id);


--
-- Name: policy policy_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.policy
    ADD CONSTRAINT policy_pkey PRIMARY KEY (policy_id);


--
-- Name: posting posting_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.posting
    ADD CONSTRAINT posting_pkey PRIMARY KEY (pid);


--
-- Name: programme programme_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.programme
    ADD CONSTRAINT programme_pkey PRIMARY KEY (only_one);


--
-- Name: residence residence_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.residence
    ADD CONSTRAINT residence_pkey PRIMARY KEY (subject_id, since, residence_id) INCLUDE (effective_on, area);


--
-- Name: rule rule_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (rule_id);


--
-- Name: rule rule_policy_id_code_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.rule
    ADD CONSTRAINT rule_policy_id_code_key UNIQUE (policy_id, code);


--
-- Name: source source_code_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.source
    ADD CONSTRAINT source_code_key UNIQUE (code);


--
-- Name: source source_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);


--
-- Name: subject subject_lookup_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.subject
    ADD CONSTRAINT subject_lookup_key UNIQUE (lookup) INCLUDE (subject_id);


--
-- Name: subject subject_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.subject
    ADD CONSTRAINT subject_pkey PRIMARY KEY (subject_id);


--
-- Name: vault_key vault_key_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.vault_key
    ADD CONSTRAINT vault_key_pkey PRIMARY KEY (purpose);


--
-- Name: entry_reversal_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX entry_reversal_key ON civic_private.entry USING btree (subject_id, ref_entry_id) WHERE (kind = 2);


--
-- Name: entry_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX entry_xact_idx ON civic_private.entry USING brin (xact) WITH (pages_per_range='32');


--
-- Name: consent guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.consent FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.consent ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: enactment guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.enactment FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.enactment ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: entry guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.entry FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: policy guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.policy FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.policy ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: residence guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.residence FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.residence ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: rule guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.rule FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.rule ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: consent guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.consent FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.consent ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: enactment guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.enactment FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.enactment ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: entry guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.entry FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: policy guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.policy FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.policy ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: residence guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.residence FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.residence ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: rule guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.rule FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.rule ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: consent consent_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.consent
    ADD CONSTRAINT consent_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: enactment enactment_policy_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.enactment
    ADD CONSTRAINT enactment_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES civic_private.policy(policy_id);


--
-- Name: entry entry_subject_id_ref_entry_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.entry
    ADD CONSTRAINT entry_subject_id_ref_entry_id_fkey FOREIGN KEY (subject_id, ref_entry_id) REFERENCES civic_private.entry(subject_id, entry_id);


--
-- Name: policy policy_area_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.policy
    ADD CONSTRAINT policy_area_fkey FOREIGN KEY (area) REFERENCES civic_private.area(area);


--
-- Name: residence residence_area_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.residence
    ADD CONSTRAINT residence_area_fkey FOREIGN KEY (area) REFERENCES civic_private.area(area);


--
-- Name: residence residence_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.residence
    ADD CONSTRAINT residence_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: rule rule_policy_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.rule
    ADD CONSTRAINT rule_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES civic_private.enactment(policy_id);


--
-- Name: access_grant; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.access_grant ENABLE ROW LEVEL SECURITY;

--
-- Name: area; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.area ENABLE ROW LEVEL SECURITY;

--
-- Name: consent; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.consent ENABLE ROW LEVEL SECURITY;

--
-- Name: enactment; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.enactment ENABLE ROW LEVEL SECURITY;

--
-- Name: entry; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.entry ENABLE ROW LEVEL SECURITY;

--
-- Name: evidence; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.evidence ENABLE ROW LEVEL SECURITY;

--
-- Name: policy; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.policy ENABLE ROW LEVEL SECURITY;

--
-- Name: posting; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.posting ENABLE ROW LEVEL SECURITY;

--
-- Name: programme; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.programme ENABLE ROW LEVEL SECURITY;

--
-- Name: residence; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.residence ENABLE ROW LEVEL SECURITY;

--
-- Name: rule; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.rule ENABLE ROW LEVEL SECURITY;

--
-- Name: consent sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.consent FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: enactment sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.enactment FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: entry sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.entry FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: policy sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.policy FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: residence sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.residence FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: rule sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.rule FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: source; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.source ENABLE ROW LEVEL SECURITY;

--
-- Name: subject; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.subject ENABLE ROW LEVEL SECURITY;

--
-- Name: vault_key; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.vault_key ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA civic; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic TO town_policy_admin;
GRANT USAGE ON SCHEMA civic TO town_service;
GRANT USAGE ON SCHEMA civic TO town_reviewer;
GRANT USAGE ON SCHEMA civic TO town_auditor;
GRANT USAGE ON SCHEMA civic TO town_many;
GRANT USAGE ON SCHEMA civic TO town_recorder;


--
-- Name: SCHEMA civic_open; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic_open TO town_auditor;
GRANT USAGE ON SCHEMA civic_open TO town_analyst;
GRANT USAGE ON SCHEMA civic_open TO town_many;


--
-- Name: SCHEMA civic_private; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic_private TO town_auditor;
GRANT USAGE ON SCHEMA civic_private TO town_many;


--
-- Name: FUNCTION check_policy(document jsonb, resolved boolean); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_service;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_reviewer;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_auditor;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_many;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_recorder;


--
-- Name: FUNCTION consent(subject_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.consent(subject_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.consent(subject_id bigint) TO town_many;


--
-- Name: FUNCTION define_area(area public.ltree, title_zh text, title_en text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_area(area public.ltree, title_zh text, title_en text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_area(area public.ltree, title_zh text, title_en text) TO town_many;


--
-- Name: FUNCTION define_source(code text, title_zh text, title_en text, rules text[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_source(code text, title_zh text, title_en text, rules text[]) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_source(code text, title_zh text, title_en text, rules text[]) TO town_many;


--
-- Name: FUNCTION enact_policy(policy_id integer, effective_from date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.enact_policy(policy_id integer, effective_from date) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.enact_policy(policy_id integer, effective_from date) TO town_many;


--
-- Name: FUNCTION enroll(external_id text, kind text, area public.ltree, attributes jsonb, consent boolean, since date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.enroll(external_id text, kind text, area public.ltree, attributes jsonb, consent boolean, since date) TO town_service;
GRANT ALL ON FUNCTION civic.enroll(external_id text, kind text, area public.ltree, attributes jsonb, consent boolean, since date) TO town_many;


--
-- Name: FUNCTION entry_points(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_many;


--
-- Name: FUNCTION explain(subject_id bigint, as_of date, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_many;


--
-- Name: FUNCTION find_subject(external_id text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_service;
GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_many;
GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_recorder;


--
-- Name: FUNCTION load_policy(document jsonb); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.load_policy(document jsonb) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.load_policy(document jsonb) TO town_many;


--
-- Name: FUNCTION move(subject_id bigint, area public.ltree, since date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.move(subject_id bigint, area public.ltree, since date) TO town_service;
GRANT ALL ON FUNCTION civic.move(subject_id bigint, area public.ltree, since date) TO town_many;


--
-- Name: FUNCTION policy_diff(a integer, b integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_service;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_many;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_recorder;


--
-- Name: FUNCTION policy_document(policy_id integer, resolved boolean); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_service;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_many;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_recorder;


--
-- Name: FUNCTION policy_in_force(area public.ltree, on_date date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_service;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_many;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_recorder;


--
-- Name: PROCEDURE post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_service;
GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_many;
GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_recorder;


--
-- Name: FUNCTION record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text) TO town_recorder;
GRANT ALL ON FUNCTION civic.record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text) TO town_many;


--
-- Name: FUNCTION retry_inbox(inbox_ids bigint[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.retry_inbox(inbox_ids bigint[]) TO town_recorder;
GRANT ALL ON FUNCTION civic.retry_inbox(inbox_ids bigint[]) TO town_many;


--
-- Name: FUNCTION reverse(subject_id bigint, entry_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_recorder;


--
-- Name: FUNCTION score(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_many;


--
-- Name: FUNCTION score_lines(state civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_many;


--
-- Name: FUNCTION score_value(state civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_many;


--
-- Name: FUNCTION score_value(state civic.score_state, policy_id integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_service;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_many;


--
-- Name: FUNCTION scores(as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_many;


--
-- Name: FUNCTION stamp_actor(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.stamp_actor() TO town_recorder;
GRANT ALL ON FUNCTION civic.stamp_actor() TO town_many;


--
-- Name: FUNCTION stamp_time(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.stamp_time() TO town_recorder;
GRANT ALL ON FUNCTION civic.stamp_time() TO town_many;


--
-- Name: FUNCTION stamp_xact(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.stamp_xact() TO town_recorder;
GRANT ALL ON FUNCTION civic.stamp_xact() TO town_many;


--
-- Name: FUNCTION today(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.today() TO town_policy_admin;
GRANT ALL ON FUNCTION civic.today() TO town_service;
GRANT ALL ON FUNCTION civic.today() TO town_reviewer;
GRANT ALL ON FUNCTION civic.today() TO town_auditor;
GRANT ALL ON FUNCTION civic.today() TO town_many;
GRANT ALL ON FUNCTION civic.today() TO town_recorder;


--
-- Name: FUNCTION withdraw(subject_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.withdraw(subject_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.withdraw(subject_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_service;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_many;


--
-- Name: FUNCTION score_merge(civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_many;


--
-- Name: FUNCTION score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_service;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_many;


--
-- Name: TABLE areas; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.areas TO town_policy_admin;
GRANT SELECT ON TABLE civic.areas TO town_service;
GRANT SELECT ON TABLE civic.areas TO town_reviewer;
GRANT SELECT ON TABLE civic.areas TO town_auditor;
GRANT SELECT ON TABLE civic.areas TO town_many;
GRANT SELECT ON TABLE civic.areas TO town_recorder;


--
-- Name: COLUMN inbox.external_id; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(external_id) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(external_id) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.rule_code; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(rule_code) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(rule_code) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.quantity; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(quantity) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(quantity) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.occurred_on; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(occurred_on) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(occurred_on) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.source_ref; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(source_ref) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(source_ref) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.evidence; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(evidence) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(evidence) ON TABLE civic.inbox TO town_many;


--
-- Name: COLUMN inbox.source; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT INSERT(source) ON TABLE civic.inbox TO town_recorder;
GRANT INSERT(source) ON TABLE civic.inbox TO town_many;


--
-- Name: TABLE inbox_progress; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.inbox_progress TO town_service;
GRANT SELECT ON TABLE civic.inbox_progress TO town_reviewer;
GRANT SELECT ON TABLE civic.inbox_progress TO town_auditor;
GRANT SELECT ON TABLE civic.inbox_progress TO town_many;
GRANT SELECT ON TABLE civic.inbox_progress TO town_recorder;


--
-- Name: TABLE inbox_status; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.inbox_status TO town_recorder;
GRANT SELECT ON TABLE civic.inbox_status TO town_many;


--
-- Name: TABLE entry; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.entry TO town_auditor;
GRANT SELECT ON TABLE civic_private.entry TO town_many;


--
-- Name: TABLE residence; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.residence TO town_auditor;
GRANT SELECT ON TABLE civic_private.residence TO town_many;


--
-- Name: TABLE rule; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.rule TO town_auditor;
GRANT SELECT ON TABLE civic_private.rule TO town_many;


--
-- Name: TABLE ledger; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.ledger TO town_service;
GRANT SELECT ON TABLE civic.ledger TO town_reviewer;
GRANT SELECT ON TABLE civic.ledger TO town_auditor;
GRANT SELECT ON TABLE civic.ledger TO town_many;


--
-- Name: TABLE enactment; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.enactment TO town_auditor;
GRANT SELECT ON TABLE civic_private.enactment TO town_many;


--
-- Name: TABLE policy; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.policy TO town_auditor;
GRANT SELECT ON TABLE civic_private.policy TO town_many;


--
-- Name: TABLE policies; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.policies TO town_policy_admin;
GRANT SELECT ON TABLE civic.policies TO town_service;
GRANT SELECT ON TABLE civic.policies TO town_reviewer;
GRANT SELECT ON TABLE civic.policies TO town_auditor;
GRANT SELECT ON TABLE civic.policies TO town_many;
GRANT SELECT ON TABLE civic.policies TO town_recorder;


--
-- Name: TABLE rules; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.rules TO town_policy_admin;
GRANT SELECT ON TABLE civic.rules TO town_service;
GRANT SELECT ON TABLE civic.rules TO town_reviewer;
GRANT SELECT ON TABLE civic.rules TO town_auditor;
GRANT SELECT ON TABLE civic.rules TO town_many;
GRANT SELECT ON TABLE civic.rules TO town_recorder;


--
-- Name: TABLE sources; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.sources TO town_policy_admin;
GRANT SELECT ON TABLE civic.sources TO town_service;
GRANT SELECT ON TABLE civic.sources TO town_reviewer;
GRANT SELECT ON TABLE civic.sources TO town_auditor;
GRANT SELECT ON TABLE civic.sources TO town_many;
GRANT SELECT ON TABLE civic.sources TO town_recorder;


--
-- Name: TABLE statement; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.statement TO town_service;
GRANT SELECT ON TABLE civic.statement TO town_reviewer;
GRANT SELECT ON TABLE civic.statement TO town_auditor;
GRANT SELECT ON TABLE civic.statement TO town_many;


--
-- Name: TABLE consent; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.consent TO town_auditor;
GRANT SELECT ON TABLE civic_private.consent TO town_many;


--
-- Name: TABLE subjects; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.subjects TO town_service;
GRANT SELECT ON TABLE civic.subjects TO town_reviewer;
GRANT SELECT ON TABLE civic.subjects TO town_auditor;
GRANT SELECT ON TABLE civic.subjects TO town_many;


--
-- PostgreSQL database dump complete
--


