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
-- Name: appeal_move; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.appeal_move (
    subject_id bigint NOT NULL,
    appeal_id bigint NOT NULL,
    move_no integer NOT NULL,
    move text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    instance smallint NOT NULL,
    on_day date NOT NULL,
    due date,
    took integer,
    late boolean NOT NULL,
    ref_entry_id bigint,
    text_commitment bytea,
    evidence_commitment bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT appeal_move_evidence_commitment_check CHECK ((octet_length(evidence_commitment) = 32)),
    CONSTRAINT appeal_move_text_commitment_check CHECK ((octet_length(text_commitment) = 32))
);


ALTER TABLE civic_private.appeal_move OWNER TO civic_owner;

--
-- Name: TABLE appeal_move; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.appeal_move IS 'what was done about appeals; due: the day by which the next decision is due after it; took: working days of a decision; ref_entry_id: the entry it made';


--
-- Name: appeal_text; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.appeal_text (
    subject_id bigint NOT NULL,
    commitment bytea NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    entry_id bigint,
    erase_on date NOT NULL,
    CONSTRAINT appeal_text_commitment_check CHECK ((octet_length(commitment) = 32)),
    CONSTRAINT appeal_text_salt_check CHECK ((octet_length(salt) = 32))
);


ALTER TABLE civic_private.appeal_text OWNER TO civic_owner;

--
-- Name: TABLE appeal_text; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.appeal_text IS 'grounds, evidence and reasons that moves and reviews commit to; erasable, and erased on a day';


--
-- Name: appeal_moves; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.appeal_moves WITH (security_barrier='true') AS
 SELECT m.subject_id,
    m.appeal_id,
    m.move_no,
    m.move,
    m.from_state,
    m.to_state,
    m.instance,
    m.on_day,
    m.due,
    m.took,
    m.late,
    m.ref_entry_id,
    m.recorded_at,
    m.actor,
    convert_from(t.body, 'UTF8'::name) AS reason,
    m.text_commitment,
    m.evidence_commitment
   FROM (civic_private.appeal_move m
     LEFT JOIN civic_private.appeal_text t ON (((t.subject_id = m.subject_id) AND (t.commitment = m.text_commitment))));


ALTER TABLE civic.appeal_moves OWNER TO civic_owner;

--
-- Name: VIEW appeal_moves; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.appeal_moves IS 'the history of appeals; reason is null once it was erased';


--
-- Name: appeal; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.appeal (
    subject_id bigint NOT NULL,
    appeal_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    policy_id integer NOT NULL,
    calendar text NOT NULL,
    area public.ltree NOT NULL,
    state text NOT NULL,
    open boolean NOT NULL,
    disputed boolean NOT NULL,
    instance smallint DEFAULT 1 NOT NULL,
    suspended boolean DEFAULT false NOT NULL,
    filed_on date NOT NULL,
    filer name NOT NULL,
    mark_due date NOT NULL,
    marked_on date,
    forward_due date NOT NULL,
    forwarded_on date,
    clock_from date NOT NULL,
    decision_due date NOT NULL,
    extended boolean DEFAULT false NOT NULL,
    paused_on date,
    remaining integer,
    stopped integer DEFAULT 0 NOT NULL,
    decided_on date,
    decider name,
    first_decider name,
    told smallint DEFAULT 0 NOT NULL,
    moves integer DEFAULT 0 NOT NULL,
    CONSTRAINT appeal_instance_check CHECK (((instance >= 1) AND (instance <= 2)))
);


ALTER TABLE civic_private.appeal OWNER TO civic_owner;

--
-- Name: TABLE appeal; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.appeal IS 'appeals as they stand; appeal_move tells how they came there; remaining: working days left when an expert was asked; stopped: those that did not count; told: applications know that the mark (1), the decision (2) is overdue';


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
-- Name: appeals; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.appeals WITH (security_barrier='true') AS
 SELECT a.subject_id,
    a.appeal_id,
    a.entry_id,
    r.code AS rule_code,
    a.area,
    a.state,
    a.instance,
    a.open,
    a.disputed,
    a.suspended,
    a.filed_on,
    a.filer,
    a.mark_due,
    a.marked_on,
    a.forward_due,
    a.forwarded_on,
        CASE
            WHEN (a.paused_on IS NULL) THEN a.decision_due
            ELSE NULL::date
        END AS decision_due,
    a.paused_on,
    a.extended,
    a.decided_on,
    a.decider,
    (a.open AND ((
        CASE
            WHEN (a.marked_on IS NULL) THEN LEAST(a.mark_due, a.decision_due)
            ELSE a.decision_due
        END < civic.today()) AND (a.paused_on IS NULL))) AS overdue
   FROM ((civic_private.appeal a
     JOIN civic_private.entry e ON (((e.subject_id = a.subject_id) AND (e.entry_id = a.entry_id))))
     JOIN civic_private.rule r USING (rule_id));


ALTER TABLE civic.appeals OWNER TO civic_owner;

--
-- Name: VIEW appeals; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.appeals IS 'appeals as they stand, with the days by which something is due';


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
-- Name: decision; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.decision (
    subject_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    kind text NOT NULL,
    asked_on date NOT NULL,
    policy_id integer NOT NULL,
    from_rank integer NOT NULL,
    from_tier text,
    to_rank integer NOT NULL,
    to_tier text,
    benefit text,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT decision_kind_check CHECK ((kind = ANY (ARRAY['fall'::text, 'adverse'::text])))
);


ALTER TABLE civic_private.decision OWNER TO civic_owner;

--
-- Name: TABLE decision; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.decision IS 'what settlement puts to a person: a fall of more than one tier, a restriction';


--
-- Name: decision_outcome; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.decision_outcome (
    subject_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    verdict boolean,
    decided_on date NOT NULL,
    reason bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT decision_outcome_reason_check CHECK ((octet_length(reason) = 32))
);


ALTER TABLE civic_private.decision_outcome OWNER TO civic_owner;

--
-- Name: TABLE decision_outcome; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.decision_outcome IS 'what was decided; a verdict of null: it had lost its object';


--
-- Name: standing_note; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.standing_note (
    subject_id bigint NOT NULL,
    commitment bytea NOT NULL,
    salt bytea NOT NULL,
    body text NOT NULL,
    CONSTRAINT standing_note_commitment_check CHECK ((octet_length(commitment) = 32)),
    CONSTRAINT standing_note_salt_check CHECK ((octet_length(salt) = 32))
);


ALTER TABLE civic_private.standing_note OWNER TO civic_owner;

--
-- Name: TABLE standing_note; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.standing_note IS 'reasons that decisions and locks commit to; erasable';


--
-- Name: decisions; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.decisions WITH (security_barrier='true') AS
 SELECT d.subject_id,
    d.decision_id,
    d.kind,
    d.asked_on,
    d.policy_id,
    d.from_tier,
    d.to_tier,
    d.benefit,
        CASE
            WHEN (o.decision_id IS NULL) THEN 'open'::text
            WHEN o.verdict THEN 'confirmed'::text
            WHEN (NOT o.verdict) THEN 'refused'::text
            ELSE 'lapsed'::text
        END AS state,
    o.decided_on,
    o.actor AS decided_by,
    ( SELECT n.body
           FROM civic_private.standing_note n
          WHERE ((n.subject_id = o.subject_id) AND (n.commitment = o.reason))) AS reason
   FROM (civic_private.decision d
     LEFT JOIN civic_private.decision_outcome o USING (subject_id, decision_id));


ALTER TABLE civic.decisions OWNER TO civic_owner;

--
-- Name: VIEW decisions; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.decisions IS 'what settlement put to a person, and the answers';


--
-- Name: redemption_id; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

CREATE SEQUENCE civic_private.redemption_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE civic_private.redemption_id OWNER TO civic_owner;

--
-- Name: SEQUENCE redemption_id; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON SEQUENCE civic_private.redemption_id IS 'numbers of redemptions and gifts';


--
-- Name: gift; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.gift (
    subject_id bigint NOT NULL,
    gift_id bigint DEFAULT nextval('civic_private.redemption_id'::regclass) NOT NULL,
    recipient_id bigint NOT NULL,
    request_id text NOT NULL,
    amount bigint NOT NULL,
    available bigint NOT NULL,
    on_day date NOT NULL,
    note bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT gift_amount_check CHECK ((amount > 0)),
    CONSTRAINT gift_available_check CHECK ((available >= 0)),
    CONSTRAINT gift_check CHECK ((recipient_id <> subject_id)),
    CONSTRAINT gift_note_check CHECK ((octet_length(note) = 32)),
    CONSTRAINT gift_request_id_check CHECK (((octet_length(request_id) >= 1) AND (octet_length(request_id) <= 256)))
);


ALTER TABLE civic_private.gift OWNER TO civic_owner;

--
-- Name: TABLE gift; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.gift IS 'coupons given from one subject to another';


--
-- Name: gifts; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.gifts WITH (security_barrier='true') AS
 SELECT g.subject_id,
    g.gift_id,
    g.recipient_id,
    g.request_id,
    ((g.amount)::numeric * 0.01) AS amount,
    g.on_day,
    g.recorded_at,
    g.actor
   FROM civic_private.gift g;


ALTER TABLE civic.gifts OWNER TO civic_owner;

--
-- Name: VIEW gifts; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.gifts IS 'coupons given from one subject to another';


--
-- Name: holiday; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.holiday (
    calendar text NOT NULL,
    day date NOT NULL,
    working boolean NOT NULL,
    title text,
    CONSTRAINT holiday_calendar_check CHECK ((calendar ~ '^[a-z][a-z0-9_-]{0,62}$'::text)),
    CONSTRAINT holiday_day_check CHECK (((day >= '1900-01-01'::date) AND (day <= '9999-12-31'::date))),
    CONSTRAINT holiday_title_check CHECK ((length(title) <= 200))
);


ALTER TABLE civic_private.holiday OWNER TO civic_owner;

--
-- Name: TABLE holiday; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.holiday IS 'exceptions from Monday to Friday: holidays, and make-up days (working)';


--
-- Name: holidays; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.holidays AS
 SELECT h.calendar,
    h.day,
    h.working,
    h.title
   FROM civic_private.holiday h;


ALTER TABLE civic.holidays OWNER TO civic_owner;

--
-- Name: VIEW holidays; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.holidays IS 'exceptions of the calendars of working days';


--
-- Name: membership; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.membership (
    subject_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    household_id bigint,
    since date NOT NULL,
    effective_on date NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT membership_effective_on_check CHECK (((effective_on >= '1900-01-01'::date) AND (effective_on <= '9999-12-31'::date))),
    CONSTRAINT membership_since_check CHECK (((since >= '1900-01-01'::date) AND (since <= '9999-12-31'::date)))
);


ALTER TABLE civic_private.membership OWNER TO civic_owner;

--
-- Name: TABLE membership; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.membership IS 'which household a resident belonged to since when, null = none; effective_on is the day from which roll-ups know it';


--
-- Name: households; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.households WITH (security_barrier='true') AS
 SELECT m.household_id,
    m.subject_id,
    m.since
   FROM ( SELECT DISTINCT ON (h.subject_id) h.subject_id,
            h.membership_id,
            h.household_id,
            h.since,
            h.effective_on,
            h.recorded_at,
            h.xact,
            h.actor
           FROM civic_private.membership h
          WHERE ((h.since <= civic.today()) AND (h.effective_on <= civic.today()))
          ORDER BY h.subject_id, h.since DESC, h.membership_id DESC) m
  WHERE (m.household_id IS NOT NULL);


ALTER TABLE civic.households OWNER TO civic_owner;

--
-- Name: VIEW households; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.households IS 'who belongs to which household today';


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
    e.actor,
    COALESCE(a.disputed, false) AS disputed
   FROM (((civic_private.entry e
     JOIN civic_private.rule r USING (rule_id))
     LEFT JOIN civic_private.source s USING (source_id))
     LEFT JOIN civic_private.appeal a ON (((a.subject_id = e.subject_id) AND (a.entry_id = e.entry_id) AND a.open)));


ALTER TABLE civic.ledger OWNER TO civic_owner;

--
-- Name: VIEW ledger; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.ledger IS 'entries of the ledger; area is where the subject lived when it occurred; disputed: an appeal is being examined';


--
-- Name: panel; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.panel (
    area public.ltree NOT NULL,
    panel_id bigint NOT NULL,
    members name[] NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL
);


ALTER TABLE civic_private.panel OWNER TO civic_owner;

--
-- Name: TABLE panel; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.panel IS 'who sits on the panel that decides repair steps of an area and those below it; the last row holds';


--
-- Name: panels; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.panels AS
 SELECT DISTINCT ON (p.area) p.area,
    p.members,
    p.recorded_at AS appointed_at,
    p.actor AS appointed_by
   FROM civic_private.panel p
  ORDER BY p.area, p.panel_id DESC;


ALTER TABLE civic.panels OWNER TO civic_owner;

--
-- Name: VIEW panels; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.panels IS 'who sits on the panels that decide repair steps';


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
-- Name: redemption; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.redemption (
    subject_id bigint NOT NULL,
    redemption_id bigint DEFAULT nextval('civic_private.redemption_id'::regclass) NOT NULL,
    request_id text NOT NULL,
    benefit text NOT NULL,
    policy_id integer NOT NULL,
    quantity integer NOT NULL,
    cost bigint NOT NULL,
    available bigint NOT NULL,
    on_day date NOT NULL,
    hold_until timestamp with time zone,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT redemption_available_check CHECK ((available >= 0)),
    CONSTRAINT redemption_cost_check CHECK ((cost >= 0)),
    CONSTRAINT redemption_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT redemption_request_id_check CHECK (((octet_length(request_id) >= 1) AND (octet_length(request_id) <= 256)))
);


ALTER TABLE civic_private.redemption OWNER TO civic_owner;

--
-- Name: TABLE redemption; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.redemption IS 'redemptions as they were made, at once or (hold_until) as reservations; available is what was left of the wallet then';


--
-- Name: redemption_move; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.redemption_move (
    subject_id bigint NOT NULL,
    move_id bigint NOT NULL,
    redemption_id bigint NOT NULL,
    state text NOT NULL,
    on_day date NOT NULL,
    reason bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT redemption_move_reason_check CHECK ((octet_length(reason) = 32)),
    CONSTRAINT redemption_move_state_check CHECK ((state = ANY (ARRAY['confirmed'::text, 'released'::text, 'timed_out'::text, 'cancelled'::text])))
);


ALTER TABLE civic_private.redemption_move OWNER TO civic_owner;

--
-- Name: TABLE redemption_move; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.redemption_move IS 'what became of redemptions; the last move tells the state';


--
-- Name: redemptions; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.redemptions WITH (security_barrier='true') AS
 SELECT r.subject_id,
    r.redemption_id,
    r.request_id,
    r.benefit,
    r.policy_id,
    r.quantity,
    ((r.cost)::numeric * 0.01) AS cost,
        CASE
            WHEN (m.state IS NOT NULL) THEN m.state
            WHEN (r.hold_until IS NULL) THEN 'redeemed'::text
            WHEN (r.hold_until > now()) THEN 'held'::text
            ELSE 'timed_out'::text
        END AS state,
    r.hold_until,
    r.on_day,
    r.recorded_at,
    r.actor,
    m.recorded_at AS moved_at,
    m.actor AS moved_by
   FROM (civic_private.redemption r
     LEFT JOIN LATERAL ( SELECT x.state,
            x.recorded_at,
            x.actor
           FROM civic_private.redemption_move x
          WHERE ((x.subject_id = r.subject_id) AND (x.redemption_id = r.redemption_id))
          ORDER BY x.move_id DESC
         LIMIT 1) m ON (true));


ALTER TABLE civic.redemptions OWNER TO civic_owner;

--
-- Name: VIEW redemptions; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.redemptions IS 'redemptions and reservations, and what became of them';


--
-- Name: repair_case; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.repair_case (
    subject_id bigint NOT NULL,
    case_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    policy_id integer NOT NULL,
    severity smallint NOT NULL,
    path text NOT NULL,
    area text NOT NULL,
    document_date date NOT NULL,
    repairable_from date,
    ends_on date,
    lapses_on date,
    opened_on date NOT NULL,
    state smallint NOT NULL,
    step smallint NOT NULL,
    step_since date NOT NULL,
    share smallint NOT NULL,
    appealed boolean DEFAULT false NOT NULL,
    moves integer DEFAULT 1 NOT NULL,
    submitted_on date,
    submitted_by name DEFAULT civic.stamp_actor(),
    due_on date,
    next_move_on date,
    watch smallint DEFAULT 0 NOT NULL,
    watched_rule text,
    closed_on date,
    CONSTRAINT repair_case_check CHECK ((((state >= 1) AND (state <= 5)) = (closed_on IS NULL))),
    CONSTRAINT repair_case_check1 CHECK (((state <> 6) OR (closed_on >= repairable_from))),
    CONSTRAINT repair_case_share_check CHECK (((share >= 0) AND (share <= 10000)))
)
WITH (fillfactor='80');


ALTER TABLE civic_private.repair_case OWNER TO civic_owner;

--
-- Name: TABLE repair_case; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.repair_case IS 'repair cases as they stand; repair_move tells how they came there; ends_on is the first day without publicity, next_move_on the first on which settlement may have to move it, watch what it then looks at (1 hours under watched_rule, 2 new losses)';


--
-- Name: repair_cases; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.repair_cases WITH (security_barrier='true') AS
 SELECT c.subject_id,
    c.case_id,
    c.entry_id,
    civic.severity_name(c.severity) AS severity,
    c.path,
    c.area,
    c.policy_id,
    civic.repair_state_name(c.state) AS state,
    ((c.state >= 1) AND (c.state <= 5)) AS open,
    c.step,
    ((c.share)::numeric * 0.0001) AS restored,
    c.document_date,
    c.repairable_from,
    c.ends_on AS publicity_ends_on,
    c.opened_on,
    c.submitted_on,
    c.due_on,
    c.closed_on
   FROM civic_private.repair_case c;


ALTER TABLE civic.repair_cases OWNER TO civic_owner;

--
-- Name: VIEW repair_cases; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.repair_cases IS 'repair cases as they stand';


--
-- Name: review; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review (
    subject_id bigint NOT NULL,
    review_id bigint NOT NULL,
    kind smallint NOT NULL,
    decision_id bigint NOT NULL,
    policy_id integer NOT NULL,
    draw_id bigint NOT NULL,
    cause text NOT NULL,
    drawn_on date NOT NULL,
    due date NOT NULL,
    decided_on date,
    agree boolean,
    took integer,
    reviewer name,
    CONSTRAINT review_cause_check CHECK ((cause = ANY (ARRAY['always'::text, 'rank'::text, 'share'::text])))
);


ALTER TABLE civic_private.review OWNER TO civic_owner;

--
-- Name: TABLE review; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review IS 'decisions that were drawn, and what their reviewers found';


--
-- Name: tier_change; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.tier_change (
    subject_id bigint NOT NULL,
    change_id bigint NOT NULL,
    effective_on date NOT NULL,
    policy_id integer NOT NULL,
    cause text NOT NULL,
    from_rank integer NOT NULL,
    from_tier text,
    to_rank integer NOT NULL,
    to_tier text,
    earned_from_rank integer NOT NULL,
    earned_from_tier text,
    earned_to_rank integer NOT NULL,
    earned_to_tier text,
    score bigint NOT NULL,
    entries bigint[] NOT NULL,
    decision_id bigint,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT tier_change_cause_check CHECK ((cause = ANY (ARRAY['score'::text, 'requirement'::text, 'veto'::text, 'veto_end'::text, 'lock'::text, 'unlock'::text, 'confirmed'::text, 'policy'::text])))
);


ALTER TABLE civic_private.tier_change OWNER TO civic_owner;

--
-- Name: TABLE tier_change; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.tier_change IS 'every change of a tier, shown or earned, after the first placement, with the entries that moved it';


--
-- Name: reviews; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.reviews WITH (security_barrier='true') AS
 SELECT v.review_id,
    v.subject_id,
        CASE v.kind
            WHEN 1 THEN 'loss'::text
            ELSE 'fall'::text
        END AS kind,
        CASE
            WHEN (v.kind = 1) THEN v.decision_id
            ELSE NULL::bigint
        END AS entry_id,
    r.code AS rule_code,
    e.occurred_on,
    e.effective_on,
        CASE
            WHEN (v.kind = 2) THEN v.decision_id
            ELSE NULL::bigint
        END AS change_id,
    c.from_tier,
    c.to_tier,
    v.policy_id,
    v.cause,
    v.drawn_on,
    v.due,
    v.decided_on,
    v.agree,
    v.reviewer,
    ((v.decided_on IS NULL) AND (v.due < civic.today())) AS overdue
   FROM (((civic_private.review v
     LEFT JOIN civic_private.entry e ON (((v.kind = 1) AND (e.subject_id = v.subject_id) AND (e.entry_id = v.decision_id))))
     LEFT JOIN civic_private.rule r ON ((r.rule_id = e.rule_id)))
     LEFT JOIN civic_private.tier_change c ON (((v.kind = 2) AND (c.subject_id = v.subject_id) AND (c.change_id = v.decision_id))));


ALTER TABLE civic.reviews OWNER TO civic_owner;

--
-- Name: VIEW reviews; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.reviews IS 'automatic decisions drawn for review: those with decided_on null wait for a reviewer';


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
    COALESCE((((r.definition ->> 'notice_days'::text))::numeric)::integer, 0) AS notice_days,
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
-- Name: settlement; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.settlement (
    settlement_id bigint NOT NULL,
    as_of date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    cluster bigint NOT NULL,
    began pg_snapshot NOT NULL,
    began_by bigint NOT NULL,
    snapshot pg_snapshot,
    snapshot_by bigint,
    phase smallint DEFAULT 0 NOT NULL,
    complete boolean DEFAULT false NOT NULL,
    last_subject_id bigint DEFAULT 0 NOT NULL,
    done bigint DEFAULT 0 NOT NULL,
    changed bigint DEFAULT 0 NOT NULL,
    total bigint DEFAULT 0 NOT NULL,
    computing_since timestamp with time zone
);


ALTER TABLE civic_private.settlement OWNER TO civic_owner;

--
-- Name: TABLE settlement; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.settlement IS 'settlements and how far they are; complete: computes everybody, else those in settle_queue; a later one looks at what is not in its snapshots, or was written by the transactions that took them';


--
-- Name: settle_progress; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.settle_progress AS
 SELECT s.settlement_id,
    s.as_of,
    (ARRAY['repair'::text, 'appeals'::text, 'rewards'::text, 'bonuses'::text, 'whom'::text, 'standings'::text])[(s.phase + 1)] AS phase,
    s.started_at,
    s.done,
    s.total,
    s.changed,
    round(((s.done)::numeric / r.seconds), 0) AS rate,
    GREATEST((s.total - s.done), (0)::bigint) AS remaining,
        CASE
            WHEN (s.done > 0) THEN make_interval(secs => (round((((GREATEST((s.total - s.done), (0)::bigint))::numeric * r.seconds) / (s.done)::numeric), 1))::double precision)
            ELSE NULL::interval
        END AS time_left
   FROM civic_private.settlement s,
    LATERAL ( SELECT GREATEST(EXTRACT(epoch FROM (clock_timestamp() - s.computing_since)), 0.001) AS seconds) r
  WHERE (s.finished_at IS NULL);


ALTER TABLE civic.settle_progress OWNER TO civic_owner;

--
-- Name: VIEW settle_progress; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.settle_progress IS 'the settlement under way, or broken off: subjects done and to do, subjects per second, time left';


--
-- Name: settlements; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.settlements AS
 SELECT s.settlement_id,
    s.as_of,
    s.started_at,
    s.finished_at,
    s.complete,
    s.done,
    s.changed
   FROM civic_private.settlement s;


ALTER TABLE civic.settlements OWNER TO civic_owner;

--
-- Name: VIEW settlements; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.settlements IS 'settlements, one row each: who was computed, whose standing changed';


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
-- Name: standing; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.standing (
    subject_id bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    as_of date NOT NULL,
    policy_id integer NOT NULL,
    score bigint NOT NULL,
    dimensions bigint[] NOT NULL,
    rank integer NOT NULL,
    tier text,
    since date NOT NULL,
    earned_rank integer NOT NULL,
    earned_tier text,
    earned_since date NOT NULL,
    fell_on date,
    refused_rank integer,
    ceiling_rank integer,
    ceiling_until date,
    blocked_until date,
    clean_since date,
    next_change date,
    lock_id bigint,
    open_fall bigint,
    asked text[],
    adverse text[],
    placed_on date NOT NULL,
    placed_rank integer NOT NULL,
    placed_tier text
)
WITH (fillfactor='80');


ALTER TABLE civic_private.standing OWNER TO civic_owner;

--
-- Name: TABLE standing; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.standing IS 'where each subject stands by the last settlement that had to compute it; holds until next_change, points in hundredths; rank and tier are shown, earned_rank and earned_tier are without ceilings and locks; adverse lists the restrictions that a person has put in force, asked those put to one';


--
-- Name: tier_lock; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.tier_lock (
    subject_id bigint NOT NULL,
    lock_id bigint NOT NULL,
    tier text,
    from_day date NOT NULL,
    until date NOT NULL,
    reason bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT tier_lock_reason_check CHECK ((octet_length(reason) = 32)),
    CONSTRAINT tier_lock_until_check CHECK (((until >= '1900-01-01'::date) AND (until <= '9999-12-31'::date)))
);


ALTER TABLE civic_private.tier_lock OWNER TO civic_owner;

--
-- Name: TABLE tier_lock; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.tier_lock IS 'tiers fixed by hand, until is the last day; the last row holds, one without a tier releases';


--
-- Name: standings; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.standings WITH (security_barrier='true') AS
 SELECT t.subject_id,
    t.policy_id,
    ((t.score)::numeric * 0.01) AS score,
    ( SELECT jsonb_object_agg((e.document #>> ARRAY['dimensions'::text, ((d.n - 1))::text, 'code'::text]), ((d.points)::numeric * 0.01)) AS jsonb_object_agg
           FROM unnest(t.dimensions) WITH ORDINALITY d(points, n)) AS dimensions,
    t.rank,
    t.tier,
    t.since,
    t.earned_tier,
    t.earned_since,
    t.ceiling_until,
    t.blocked_until,
    t.clean_since,
    ( SELECT k.until
           FROM civic_private.tier_lock k
          WHERE ((k.subject_id = t.subject_id) AND (k.lock_id = t.lock_id))) AS locked_until,
    t.open_fall AS open_decision,
    COALESCE(t.adverse, '{}'::text[]) AS restrictions,
    t.next_change,
    t.as_of
   FROM (civic_private.standing t
     JOIN civic_private.enactment e USING (policy_id));


ALTER TABLE civic.standings OWNER TO civic_owner;

--
-- Name: VIEW standings; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.standings IS 'where each subject stands by the last settlement; as_of is the day on which it last changed, next_change the first on which it can by itself';


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
-- Name: hold; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.hold (
    subject_id bigint NOT NULL,
    redemption_id bigint NOT NULL,
    policy_id integer NOT NULL,
    benefit text NOT NULL,
    quantity integer NOT NULL,
    cost bigint NOT NULL,
    until timestamp with time zone NOT NULL,
    until_day date NOT NULL
);


ALTER TABLE civic_private.hold OWNER TO civic_owner;

--
-- Name: TABLE hold; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.hold IS 'reservations that are neither confirmed nor over';


--
-- Name: stock; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.stock (
    policy_id integer NOT NULL,
    benefit text NOT NULL,
    taken bigint DEFAULT 0 NOT NULL,
    CONSTRAINT stock_taken_check CHECK ((taken >= 0))
)
WITH (fillfactor='50');


ALTER TABLE civic_private.stock OWNER TO civic_owner;

--
-- Name: TABLE stock; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.stock IS 'how many of a benefit with a stock are redeemed or held';


--
-- Name: stocks; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.stocks WITH (security_barrier='true') AS
 SELECT e.policy_id,
    e.area,
    b.code AS benefit,
    (b.stock)::bigint AS stock,
    (COALESCE(s.taken, (0)::bigint) - COALESCE(h.over, (0)::bigint)) AS taken,
    GREATEST((((b.stock)::bigint - COALESCE(s.taken, (0)::bigint)) + COALESCE(h.over, (0)::bigint)), (0)::bigint) AS "left"
   FROM (((civic_private.enactment e
     CROSS JOIN LATERAL jsonb_to_recordset(COALESCE((e.document -> 'benefits'::text), '[]'::jsonb)) b(code text, stock numeric))
     LEFT JOIN civic_private.stock s ON (((s.policy_id = e.policy_id) AND (s.benefit = b.code))))
     LEFT JOIN ( SELECT x.policy_id,
            x.benefit,
            sum(x.quantity) AS over
           FROM civic_private.hold x
          WHERE (x.until <= now())
          GROUP BY x.policy_id, x.benefit) h ON (((h.policy_id = e.policy_id) AND (h.benefit = b.code))))
  WHERE (b.stock IS NOT NULL);


ALTER TABLE civic.stocks OWNER TO civic_owner;

--
-- Name: VIEW stocks; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.stocks IS 'how many are left of each benefit with a stock, by policy version';


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
-- Name: tier_locks; Type: VIEW; Schema: civic; Owner: civic_owner
--

CREATE VIEW civic.tier_locks WITH (security_barrier='true') AS
 SELECT DISTINCT ON (k.subject_id) k.subject_id,
    k.tier,
    k.from_day,
    k.until,
    k.actor AS locked_by,
    ( SELECT n.body
           FROM civic_private.standing_note n
          WHERE ((n.subject_id = k.subject_id) AND (n.commitment = k.reason))) AS reason
   FROM civic_private.tier_lock k
  ORDER BY k.subject_id, k.lock_id DESC;


ALTER TABLE civic.tier_locks OWNER TO civic_owner;

--
-- Name: VIEW tier_locks; Type: COMMENT; Schema: civic; Owner: civic_owner
--

COMMENT ON VIEW civic.tier_locks IS 'the last lock of each subject; one without a tier is a release';


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
-- Name: annulment; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.annulment (
    subject_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    policy_id integer NOT NULL,
    revoked_on date NOT NULL,
    reported_on date NOT NULL,
    due date NOT NULL,
    reason bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT annulment_reason_check CHECK ((octet_length(reason) = 32))
);


ALTER TABLE civic_private.annulment OWNER TO civic_owner;

--
-- Name: TABLE annulment; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.annulment IS 'losses whose basis was revoked; cleared by their reversal, by the day that is due';


--
-- Name: appeal_appeal_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.appeal ALTER COLUMN appeal_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.appeal_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: coupon; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.coupon (
    subject_id bigint NOT NULL,
    coupon_id bigint NOT NULL,
    kind smallint NOT NULL,
    amount bigint NOT NULL,
    on_day date NOT NULL,
    expires_on date,
    ref_id bigint NOT NULL,
    until timestamp with time zone,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT coupon_check CHECK (((amount > 0) OR ((amount = 0) AND (kind = ANY (ARRAY[2, 3, 7, 8, 9]))))),
    CONSTRAINT coupon_check1 CHECK (((kind = 7) = (until IS NOT NULL))),
    CONSTRAINT coupon_check2 CHECK (((expires_on IS NULL) OR (kind = ANY (ARRAY[1, 5, 7])))),
    CONSTRAINT coupon_expires_on_check CHECK (((expires_on >= '1900-01-01'::date) AND (expires_on <= '9999-12-31'::date))),
    CONSTRAINT coupon_kind_check CHECK (((kind >= 1) AND (kind <= 9))),
    CONSTRAINT coupon_on_day_check CHECK (((on_day >= '1900-01-01'::date) AND (on_day <= '9999-12-31'::date)))
)
WITH (autovacuum_vacuum_insert_scale_factor='0.05', autovacuum_vacuum_insert_threshold='10000');


ALTER TABLE civic_private.coupon OWNER TO civic_owner;

--
-- Name: TABLE coupon; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.coupon IS 'what came into a wallet and went out of it, append-only; amounts are in hundredths; kinds: 1 earned, 2 spent, 3 refunded, 4 given, 5 received, 6 taken back, 7 held, 8 confirmed, 9 released; expires_on is the last day of a lot, or the day on which a hold times out; ref_id is an entry (1, 6), a redemption (2, 3, 7, 8, 9) or a gift (4, 5)';


--
-- Name: coupon_coupon_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.coupon ALTER COLUMN coupon_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.coupon_coupon_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: decision_decision_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.decision ALTER COLUMN decision_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.decision_decision_id_seq
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
-- Name: erasure; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.erasure (
    subject_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    on_day date NOT NULL,
    years integer NOT NULL,
    reference_id bigint,
    texts integer NOT NULL,
    reason text NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT erasure_reason_check CHECK ((reason = 'retention'::text))
);


ALTER TABLE civic_private.erasure OWNER TO civic_owner;

--
-- Name: TABLE erasure; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.erasure IS 'losses that were forgotten: reference_id is the entry from which on they no longer count, texts how many bodies were erased';


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
-- Name: link_id; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

CREATE SEQUENCE civic_private.link_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE civic_private.link_id OWNER TO civic_owner;

--
-- Name: SEQUENCE link_id; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON SEQUENCE civic_private.link_id IS 'numbers of decisions that carry several offences';


--
-- Name: linked_decision; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.linked_decision (
    subject_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    link_id bigint NOT NULL,
    document_date date NOT NULL,
    reference bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT linked_decision_document_date_check CHECK (((document_date >= '1900-01-01'::date) AND (document_date <= '9999-12-31'::date))),
    CONSTRAINT linked_decision_reference_check CHECK ((octet_length(reference) = 32))
);


ALTER TABLE civic_private.linked_decision OWNER TO civic_owner;

--
-- Name: TABLE linked_decision; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.linked_decision IS 'losses and the decision that carries them, one for several; its date is where publicity starts, reference commits to its number';


--
-- Name: membership_membership_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.membership ALTER COLUMN membership_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.membership_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: outbox; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.outbox (
    outbox_id bigint NOT NULL,
    topic text NOT NULL,
    subject_id bigint,
    payload jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    taken_until timestamp with time zone,
    taken integer DEFAULT 0 NOT NULL,
    acked_at timestamp with time zone,
    CONSTRAINT outbox_topic_check CHECK ((topic ~ '^[a-z][a-z0-9_]{0,62}$'::text))
);


ALTER TABLE civic_private.outbox OWNER TO civic_owner;

--
-- Name: TABLE outbox; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.outbox IS 'what applications are told; rows stay until they are acknowledged, and some time after';


--
-- Name: outbox_outbox_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.outbox ALTER COLUMN outbox_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.outbox_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: panel_panel_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.panel ALTER COLUMN panel_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.panel_panel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
-- Name: redemption_move_move_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.redemption_move ALTER COLUMN move_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.redemption_move_move_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: repair_case_case_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.repair_case ALTER COLUMN case_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.repair_case_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: repair_move; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.repair_move (
    subject_id bigint NOT NULL,
    case_id bigint NOT NULL,
    move_no integer NOT NULL,
    move smallint NOT NULL,
    from_state smallint NOT NULL,
    to_state smallint NOT NULL,
    step smallint NOT NULL,
    on_day date NOT NULL,
    days integer NOT NULL,
    share_before smallint NOT NULL,
    share smallint NOT NULL,
    vote boolean,
    repair_id bigint,
    evidence bytea,
    reason bytea,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT repair_move_check CHECK ((share >= share_before)),
    CONSTRAINT repair_move_evidence_check CHECK ((octet_length(evidence) = 32)),
    CONSTRAINT repair_move_reason_check CHECK ((octet_length(reason) = 32))
);


ALTER TABLE civic_private.repair_move OWNER TO civic_owner;

--
-- Name: TABLE repair_move; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.repair_move IS 'what was done about repair cases; days: since the step began; repair_id: the entry that restored the share; evidence and reason commit to texts (of a return, evidence is the list of what is missing)';


--
-- Name: repair_text; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.repair_text (
    subject_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    case_id bigint NOT NULL,
    move_no integer NOT NULL,
    part smallint NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT repair_text_salt_check CHECK ((octet_length(salt) = 32))
);


ALTER TABLE civic_private.repair_text OWNER TO civic_owner;

--
-- Name: TABLE repair_text; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.repair_text IS 'what moves commit to: 1 evidence, 2 reasons; and 3 the number of a decision; erasable';


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
-- Name: retention_run; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.retention_run (
    only_one boolean DEFAULT true NOT NULL,
    done_to date,
    snapshot pg_snapshot,
    cluster bigint,
    CONSTRAINT retention_run_only_one_check CHECK (only_one)
);


ALTER TABLE civic_private.retention_run OWNER TO civic_owner;

--
-- Name: TABLE retention_run; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.retention_run IS 'how far forgetting is: losses due by done_to, of transactions that the snapshot sees as over';


--
-- Name: review_decision; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_decision (
    subject_id bigint NOT NULL,
    review_id bigint NOT NULL,
    agree boolean NOT NULL,
    on_day date NOT NULL,
    reason bytea NOT NULL,
    ref_entry_id bigint,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT review_decision_reason_check CHECK ((octet_length(reason) = 32))
);


ALTER TABLE civic_private.review_decision OWNER TO civic_owner;

--
-- Name: TABLE review_decision; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_decision IS 'what reviewers decided; ref_entry_id is the reversal that followed';


--
-- Name: review_draw; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_draw (
    draw_id bigint NOT NULL,
    policy_id integer NOT NULL,
    period date NOT NULL,
    on_day date NOT NULL,
    share integer NOT NULL,
    pooled bigint NOT NULL,
    by_rank bigint NOT NULL,
    by_share bigint NOT NULL,
    always bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL
);


ALTER TABLE civic_private.review_draw OWNER TO civic_owner;

--
-- Name: TABLE review_draw; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_draw IS 'draws: how many decisions came into them, and how many were drawn by their rank, to make up the share, or because all of the rule are';


--
-- Name: review_draw_id; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

CREATE SEQUENCE civic_private.review_draw_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE civic_private.review_draw_id OWNER TO civic_owner;

--
-- Name: SEQUENCE review_draw_id; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON SEQUENCE civic_private.review_draw_id IS 'numbers of draws';


--
-- Name: review_key; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_key (
    period date NOT NULL,
    key bytea NOT NULL,
    CONSTRAINT review_key_key_check CHECK ((octet_length(key) = 32))
);


ALTER TABLE civic_private.review_key OWNER TO civic_owner;

--
-- Name: TABLE review_key; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_key IS 'keys of the draws, one a month; secret until their month is over';


--
-- Name: review_period; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_period (
    period date NOT NULL,
    commitment bytea NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT review_period_commitment_check CHECK ((octet_length(commitment) = 32))
);


ALTER TABLE civic_private.review_period OWNER TO civic_owner;

--
-- Name: TABLE review_period; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_period IS 'what commits to the key of a month before it is used';


--
-- Name: review_pool; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_pool (
    subject_id bigint NOT NULL,
    kind smallint NOT NULL,
    decision_id bigint NOT NULL,
    policy_id integer NOT NULL,
    always boolean NOT NULL,
    period date NOT NULL,
    draw_id bigint NOT NULL,
    recorded_at timestamp with time zone DEFAULT civic.stamp_time() NOT NULL,
    xact bigint DEFAULT civic.stamp_xact() NOT NULL,
    actor name DEFAULT civic.stamp_actor() NOT NULL,
    CONSTRAINT review_pool_kind_check CHECK (((kind >= 1) AND (kind <= 2)))
);


ALTER TABLE civic_private.review_pool OWNER TO civic_owner;

--
-- Name: TABLE review_pool; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_pool IS 'automatic decisions against a subject, each in one draw; kind 1 is a loss and its entry, 2 a fall and its tier change';


--
-- Name: review_review_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review ALTER COLUMN review_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.review_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: review_state; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.review_state (
    only_one boolean DEFAULT true NOT NULL,
    since timestamp with time zone NOT NULL,
    snapshot pg_snapshot NOT NULL,
    cluster bigint NOT NULL,
    CONSTRAINT review_state_only_one_check CHECK (only_one)
);


ALTER TABLE civic_private.review_state OWNER TO civic_owner;

--
-- Name: TABLE review_state; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.review_state IS 'what the last draw has seen: decisions of transactions in its snapshot, none before since';


--
-- Name: reward_note; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.reward_note (
    subject_id bigint NOT NULL,
    commitment bytea NOT NULL,
    salt bytea NOT NULL,
    body text NOT NULL,
    CONSTRAINT reward_note_commitment_check CHECK ((octet_length(commitment) = 32)),
    CONSTRAINT reward_note_salt_check CHECK ((octet_length(salt) = 32))
);


ALTER TABLE civic_private.reward_note OWNER TO civic_owner;

--
-- Name: TABLE reward_note; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.reward_note IS 'reasons of cancellations and notes of gifts, to which their rows commit; erasable';


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
-- Name: settle_queue; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.settle_queue (
    subject_id bigint NOT NULL
);


ALTER TABLE civic_private.settle_queue OWNER TO civic_owner;

--
-- Name: TABLE settle_queue; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.settle_queue IS 'whom the open settlement has to compute';


--
-- Name: settlement_settlement_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.settlement ALTER COLUMN settlement_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.settlement_settlement_id_seq
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
-- Name: tier_change_change_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.tier_change ALTER COLUMN change_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.tier_change_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: tier_lock_lock_id_seq; Type: SEQUENCE; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.tier_lock ALTER COLUMN lock_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME civic_private.tier_lock_lock_id_seq
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
-- Name: wallet; Type: TABLE; Schema: civic_private; Owner: civic_owner
--

CREATE TABLE civic_private.wallet (
    subject_id bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL
)
WITH (fillfactor='50');


ALTER TABLE civic_private.wallet OWNER TO civic_owner;

--
-- Name: TABLE wallet; Type: COMMENT; Schema: civic_private; Owner: civic_owner
--

COMMENT ON TABLE civic_private.wallet IS 'the lock of each wallet: whoever takes from one changes its row first';


--
-- Data for Name: inbox; Type: TABLE DATA; Schema: civic; Owner: civic_owner
--

COPY civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence, source, inbox_id, submitted_at, submitted_by, rejected_at, sqlstate, reason, detail) FROM stdin;
nobody	help	1	2026-01-01	rejected 1	\N	desk	92	2026-03-20 12:00:00.000726+00	town_recorder	2026-03-20 12:00:00.002023+00	42704	unknown subject	Enrol subjects with civic.enroll().
resident 1	dancing	1	2026-01-01	rejected 2	\N	desk	93	2026-03-20 12:00:00.000791+00	town_recorder	2026-03-20 12:00:00.002062+00	42704	unknown rule "dancing"	Policy 4, in force for area "town.hill" on 2026-01-01, has no such rule. civic.rules lists the rules of each policy.
resident 5	help	1	2026-01-01	rejected 3	\N	desk	94	2026-03-20 12:00:00.000811+00	town_recorder	2026-03-20 12:00:00.002079+00	55000	the subject has not consented	Rule "help" has no legal basis of its own. civic.consent() records that consent was given.
resident 2	help	1.5	2026-02-02	waiting	\N	desk	95	2026-03-20 12:00:00.112069+00	town_recorder	\N	\N	\N	\N
\.


--
-- Data for Name: access_grant; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.access_grant (role, profile, source_id) FROM stdin;
town_policy_admin	policy_admin	0
town_many	policy_admin	0
town_service	service	0
town_many	service	0
town_reviewer	reviewer	0
town_many	reviewer	0
town_auditor	auditor	0
town_many	auditor	0
town_analyst	analyst	0
town_many	analyst	0
town_recorder	recorder	2
town_recorder	recorder	3
town_many	recorder	1
town_judge	reviewer	0
town_elder1	reviewer	0
town_elder2	reviewer	0
town_elder3	reviewer	0
\.


--
-- Data for Name: annulment; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.annulment (subject_id, entry_id, policy_id, revoked_on, reported_on, due, reason, recorded_at, xact, actor) FROM stdin;
3336826510994456	160	2	2025-02-05	2025-02-10	2025-02-10	\\xbf7915d56d5d8a284161fbfe741cab1adadd876fe0e39d2464169b09d529cdc9	2025-02-10 12:00:00.03164+00	906	town_judge
723409861556925	161	1	2025-02-10	2025-02-10	2025-02-13	\\x19684f85a479d59ac8132cc8103b41b64b0fed39a8287706c421fde32b433ae3	2025-02-10 12:00:00.033829+00	907	town_judge
\.


--
-- Data for Name: appeal; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.appeal (subject_id, appeal_id, entry_id, policy_id, calendar, area, state, open, disputed, instance, suspended, filed_on, filer, mark_due, marked_on, forward_due, forwarded_on, clock_from, decision_due, extended, paused_on, remaining, stopped, decided_on, decider, first_decider, told, moves) FROM stdin;
6476079507259922	10	427	4	cn	town.hill	paused	t	t	1	t	2026-03-10	town_service	2026-03-11	2026-03-10	2026-03-12	2026-03-10	2026-03-10	2026-03-17	f	2026-03-10	5	0	\N	\N	\N	0	4
6476079507259922	2	144	2	cn	town.hill	confirmed	f	f	2	f	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-22	2025-01-29	f	\N	\N	0	2025-02-10	town_judge	town_reviewer	0	5
8974748089772043	3	145	2	cn	town.hill.north	corrected	f	f	1	f	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-20	2025-01-27	f	\N	\N	0	2025-01-22	town_reviewer	town_reviewer	0	3
4993661378772855	6	149	2	cn	town.hill.south	filed	t	f	1	f	2025-01-20	town_service	2025-01-21	\N	2025-01-22	2025-02-10	2025-01-20	2025-01-29	f	\N	\N	0	\N	\N	\N	2	2
4745299193947313	4	146	2	cn	town.hill.south	marked	t	t	1	t	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-20	2025-02-13	f	\N	\N	13	\N	\N	\N	2	4
1720077928539889	5	148	2	cn	town.hill.north	marked	t	t	1	t	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-20	2025-02-17	t	\N	\N	0	\N	\N	\N	2	3
3336826510994456	8	334	4	cn	town.hill.south	filed	t	f	1	f	2025-09-27	town_service	2025-09-28	\N	2025-09-29	\N	2025-09-27	2025-10-10	f	\N	\N	0	\N	\N	\N	2	1
955487151251888	7	151	1	cn	town	withdrawn	f	f	1	f	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-20	2025-01-27	f	\N	\N	0	\N	\N	\N	0	3
1720077928539889	12	430	4	cn	town.hill.north	review	t	t	2	t	2026-03-10	town_service	2026-03-11	2026-03-10	2026-03-12	\N	2026-03-10	2026-03-17	f	\N	\N	0	\N	\N	town_judge	2	4
7063447411672793	9	426	3	cn	town	filed	t	f	1	f	2026-03-10	town_service	2026-03-11	\N	2026-03-12	\N	2026-03-10	2026-03-17	f	\N	\N	0	\N	\N	\N	2	1
4993661378772855	13	431	4	cn	town.hill.south	filed	t	f	1	f	2026-03-10	town_service	2026-03-11	\N	2026-03-12	\N	2026-03-10	2026-03-17	f	\N	\N	0	\N	\N	\N	2	1
7063447411672793	1	143	1	cn	town	upheld	f	f	1	f	2025-01-20	town_service	2025-01-21	2025-01-20	2025-01-22	\N	2025-01-20	2025-01-27	f	\N	\N	0	2025-01-22	town_reviewer	town_reviewer	0	3
4265110587798392	11	429	4	cn	town.hill	rejected	f	f	1	f	2026-03-10	town_service	2026-03-11	2026-03-10	2026-03-12	\N	2026-03-10	2026-03-17	f	\N	\N	0	2026-03-10	town_judge	town_judge	0	3
\.


--
-- Data for Name: appeal_move; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.appeal_move (subject_id, appeal_id, move_no, move, from_state, to_state, instance, on_day, due, took, late, ref_entry_id, text_commitment, evidence_commitment, recorded_at, xact, actor) FROM stdin;
7063447411672793	1	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\xd53a0db9a70fa79ee1c332958519dd6d943071e2b1b9a3551d28ea630146598e	\\x59b15f739f1e424b38d762d0219dd1f6fed105365822ede541a268058446d6ff	2025-01-20 12:00:00.19564+00	865	town_service
6476079507259922	2	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\x68a05d18b58b96ea4eb8e4b7b3fc9ba07dae6689fc30ef1731a0dc962d2351d3	\\x02c92ccdb96dd595e6e5ea7930d08b3d30fc3c29e19435b0845ce710f5cc3980	2025-01-20 12:00:00.198686+00	865	town_service
8974748089772043	3	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\x0fd43ef65c5d6963e9db892c4451ad171c73a557c1bb4ba4df268ed187e15eec	\\xfd13e44aed04fed40b5a67d71cf8e730e80bfcffc7ec82b0aade136e3c7a5b47	2025-01-20 12:00:00.201277+00	865	town_service
4745299193947313	4	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\x0222856321c9b3f194b608f5d7d9d9d0d820bf658e22be49f00a32b8a242a7d9	\\xd489507aabf1039c86972cabea5fe41662e468266ce8ed6bf6e16ab86939d8af	2025-01-20 12:00:00.203623+00	865	town_service
1720077928539889	5	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\x392e022dc454e90d9034a1e38bf93671b5086d89082cb6abcdfa6906929db61a	\N	2025-01-20 12:00:00.206469+00	866	town_service
4993661378772855	6	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\xc404c235833fc5abebb5264818c571cf9a578e979748c5881a6017a8a251a4c4	\N	2025-01-20 12:00:00.208769+00	866	town_service
955487151251888	7	1	file	none	filed	1	2025-01-20	2025-01-27	\N	f	\N	\\xb77d69f4671e4a43210da213f2bdb8f0abdb4ed179d60fd6b621a85645e9e05f	\N	2025-01-20 12:00:00.21038+00	866	town_service
7063447411672793	1	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	162	\N	\N	2025-01-20 12:00:00.214609+00	867	town_service
6476079507259922	2	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	163	\N	\N	2025-01-20 12:00:00.216442+00	867	town_service
8974748089772043	3	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	164	\N	\N	2025-01-20 12:00:00.218031+00	867	town_service
4745299193947313	4	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	165	\N	\N	2025-01-20 12:00:00.219722+00	867	town_service
1720077928539889	5	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	166	\N	\N	2025-01-20 12:00:00.222439+00	868	town_service
955487151251888	7	2	mark	filed	marked	1	2025-01-20	2025-01-27	\N	f	167	\N	\N	2025-01-20 12:00:00.224618+00	868	town_service
7063447411672793	1	3	uphold	marked	upheld	1	2025-01-22	\N	2	f	169	\\x3fa5bd9156a386d61ccff81588d7174aebe7a7ea035159bed817f9cde5fb42e3	\N	2025-01-22 12:00:00.007628+00	870	town_reviewer
6476079507259922	2	3	reject	marked	rejected	1	2025-01-22	\N	2	f	170	\\x9ae3428ac520f60ff950919ad9e7c2c98cd3b5ab57f5ac8ffff10aac7fe3ba16	\N	2025-01-22 12:00:00.010462+00	870	town_reviewer
8974748089772043	3	3	correct	marked	corrected	1	2025-01-22	\N	2	f	172	\\xab749a0719bf1011440757902e0f28153f5305300067df28e79142d1902c4a78	\N	2025-01-22 12:00:00.014241+00	870	town_reviewer
1720077928539889	5	3	extend	marked	marked	1	2025-01-22	2025-02-17	\N	f	\N	\\xceb54a07d6156416b424d806fffd68646941952db6b3449f50013622bb30932d	\N	2025-01-22 12:00:00.017035+00	871	town_reviewer
4745299193947313	4	3	pause	marked	paused	1	2025-01-22	\N	\N	f	\N	\\xc4282d30b2e5bfe2e417224b765881bfd54095d1aaed752578733ff143819f49	\N	2025-01-22 12:00:00.018795+00	871	town_reviewer
955487151251888	7	3	withdraw	marked	withdrawn	1	2025-01-22	\N	\N	f	173	\\xac70d79bd6cb29b40f123a0fecd5668eaf33560e40f70fb5c6ed98673ece02b3	\N	2025-01-22 12:00:00.02162+00	872	town_service
6476079507259922	2	4	request_review	rejected	review	2	2025-01-22	2025-01-29	\N	f	174	\\xc4ea05cc48bd22e2c3b2a0e10a5783d0600cdf83cc9717e9233a4d97f63fd0bf	\\x584142d2bbbd28d2506c19859887d21c1f9cb721ce9479f919b5ec108ba7d8dc	2025-01-22 12:00:00.025287+00	873	town_service
4745299193947313	4	4	resume	paused	marked	1	2025-02-10	2025-02-13	\N	f	\N	\\x96e6325a05adbf4f76eacbc6cdaf072ba1f238c1e277cae0565b3013c85fa4cd	\\x2f5dcdec6b98262f096ffcafa3a7d5e35dfbc9e9c69d342a05eb2b1ecc541638	2025-02-10 12:00:00.004344+00	897	town_service
4993661378772855	6	2	forward	filed	filed	1	2025-02-10	2025-01-29	\N	t	\N	\\x9d319d87967f8d641594c4285e0e200e639059a33e541384c01796bb71ed10c6	\N	2025-02-10 12:00:00.006866+00	898	town_service
6476079507259922	2	5	reject	review	confirmed	2	2025-02-10	\N	13	t	179	\\x85e8854c9c039ad0fc0e0f5ea8dc425724cb233bfa10fd6476d7858fc0d7f833	\N	2025-02-10 12:00:00.029225+00	905	town_judge
3336826510994456	8	1	file	none	filed	1	2025-09-27	2025-10-10	\N	f	\N	\\xdba74d9b648994a9dc32f8bc4480498ffe704ff296931374f47c0e0bc367e2cb	\N	2025-09-27 12:00:00.003657+00	2336	town_service
7063447411672793	9	1	file	none	filed	1	2026-03-10	2026-03-17	\N	f	\N	\\xaffe67c9e8a32ec37824b6ef57b66f8029873cdb1b1ae7787e7e0703e9b1f88a	\N	2026-03-10 12:00:00.010668+00	3770	town_service
6476079507259922	10	1	file	none	filed	1	2026-03-10	2026-03-17	\N	f	\N	\\x011cf302c030dfb083e15229bbd41fb0ae1166955a40e764de08b535a76fb911	\\xaa5a267d51048cbc750e91de1975694e122d6b4ed9540fffa57314157aebe617	2026-03-10 12:00:00.012387+00	3770	town_service
4265110587798392	11	1	file	none	filed	1	2026-03-10	2026-03-17	\N	f	\N	\\x68d41f4bbfd3cea47a07b97510fe3f43abb3c76238abbc09eb53a33cf9f4ba82	\N	2026-03-10 12:00:00.014265+00	3771	town_service
1720077928539889	12	1	file	none	filed	1	2026-03-10	2026-03-17	\N	f	\N	\\xaf3b3d33396452d26811aedad08543a83debd85d5e62969fa0ecfa8850f185e3	\N	2026-03-10 12:00:00.015624+00	3771	town_service
4993661378772855	13	1	file	none	filed	1	2026-03-10	2026-03-17	\N	f	\N	\\x1d2313a1e08643a7ab20db55e14fd321703b34e13ee168126f8955d20a70cf07	\N	2026-03-10 12:00:00.016896+00	3771	town_service
4265110587798392	11	2	mark	filed	marked	1	2026-03-10	2026-03-17	\N	f	538	\N	\N	2026-03-10 12:00:00.019623+00	3772	town_service
1720077928539889	12	2	mark	filed	marked	1	2026-03-10	2026-03-17	\N	f	539	\N	\N	2026-03-10 12:00:00.021279+00	3772	town_service
6476079507259922	10	2	mark	filed	marked	1	2026-03-10	2026-03-17	\N	f	540	\N	\N	2026-03-10 12:00:00.02736+00	3775	town_service
6476079507259922	10	3	forward	marked	marked	1	2026-03-10	2026-03-17	\N	f	\N	\\xfb08246bdf89a0aa37b2121fd2e1244e1b3ee62094dec00d131631bac4072c33	\N	2026-03-10 12:00:00.035918+00	3779	town_service
4265110587798392	11	3	reject	marked	rejected	1	2026-03-10	\N	0	f	541	\\xfafcf69b6962e317edab2d47797eab8ff8172fd1e4684416fe3452f1f2d86659	\N	2026-03-10 12:00:00.040826+00	3781	town_judge
1720077928539889	12	3	reject	marked	rejected	1	2026-03-10	\N	0	f	542	\\x2a6729fcbdac08483ec6e46cade4b5b85d04747109a7716e44f1b788f93c5bc0	\N	2026-03-10 12:00:00.04321+00	3781	town_judge
6476079507259922	10	4	pause	marked	paused	1	2026-03-10	\N	\N	f	\N	\\x22292c314830b5d51fffd454f50147d067a97dbee0f74d3a6e5aeb565422f426	\N	2026-03-10 12:00:00.045402+00	3782	town_judge
1720077928539889	12	4	request_review	rejected	review	2	2026-03-10	2026-03-17	\N	f	543	\\x839ce04b9727aa353506bc035bf4688a7ee83dc9d45bed7acb62906ca60466cd	\N	2026-03-10 12:00:00.048228+00	3783	town_service
\.


--
-- Data for Name: appeal_text; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.appeal_text (subject_id, commitment, salt, body, entry_id, erase_on) FROM stdin;
4745299193947313	\\x0222856321c9b3f194b608f5d7d9d9d0d820bf658e22be49f00a32b8a242a7d9	\\x9647a6654c1a18b47e69f56c31d9020911c56d1d4893bc4e0e3509ff6537dce3	\\x492077617320617761792c20736179732038	146	2026-01-19
4745299193947313	\\xd489507aabf1039c86972cabea5fe41662e468266ce8ed6bf6e16ab86939d8af	\\x585175430475faef19290d629c218c65417d54bec4b7ca996a517620ca79ce3f	\\x7469636b65742038	146	2026-01-19
1720077928539889	\\x392e022dc454e90d9034a1e38bf93671b5086d89082cb6abcdfa6906929db61a	\\x263247a617062e9ba0b146cfc9be9feee892a7e4811907c35c9c7bef66cd2f89	\\x697420776173206d792062726f74686572	148	2026-01-18
4993661378772855	\\xc404c235833fc5abebb5264818c571cf9a578e979748c5881a6017a8a251a4c4	\\x515913c6cda09e59bc02cd7e172ff38e642cca08ed921d04a33ad7da324fc86d	\\x697420776173206c696768746e696e67	149	2026-01-18
1720077928539889	\\xceb54a07d6156416b424d806fffd68646941952db6b3449f50013622bb30932d	\\x6a9c81e364db1ca0822c678f403dadafc3c3329009f50d42abef5ce3ae740d0d	\\x6d616e792066696c6573	148	2026-01-18
4745299193947313	\\xc4282d30b2e5bfe2e417224b765881bfd54095d1aaed752578733ff143819f49	\\x3dda03b8a06ca0c232d355c4c0b31b1fa1ba6454399fab12687aa0dc49d57031	\\x616e206f70696e696f6e2069732061736b656420666f72	146	2026-01-19
4745299193947313	\\x96e6325a05adbf4f76eacbc6cdaf072ba1f238c1e277cae0565b3013c85fa4cd	\\x02d0de026ab65abc0b45c0f4ffb533622474d8e38cb9d9055ec3a44621970573	\\x746865206f70696e696f6e206973207468657265	146	2026-01-19
4745299193947313	\\x2f5dcdec6b98262f096ffcafa3a7d5e35dfbc9e9c69d342a05eb2b1ecc541638	\\xb3b56aed2714a9e904bb69c2de92833f8fb9ff33084101dda5dd94035254c1be	\\x746865206f70696e696f6e	146	2026-01-19
4993661378772855	\\x9d319d87967f8d641594c4285e0e200e639059a33e541384c01796bb71ed10c6	\\x366c06685d5ea62f5afd0706d25bd9b45c38f08517fc8120bc3589c351ddee31	\\x74686520636f75727420686173207468652066696c6573	149	2026-01-18
3336826510994456	\\xdba74d9b648994a9dc32f8bc4480498ffe704ff296931374f47c0e0bc367e2cb	\\xc869bbb9e1d9b33dc8c7598ca03bb7604d1c657160eb59065b515aee371f2a45	\\x6e6f74206d65	334	2026-07-14
7063447411672793	\\xaffe67c9e8a32ec37824b6ef57b66f8029873cdb1b1ae7787e7e0703e9b1f88a	\\x15189cbc5794dba44a46f841cbe63ba536ef8bd92100b01e82ae142a54ca62d8	\\x6e6f20636f6e73656e74	426	2027-01-03
6476079507259922	\\x011cf302c030dfb083e15229bbd41fb0ae1166955a40e764de08b535a76fb911	\\x676ab0a0495d6cf5d06574fd8f4748d7c4e844bf85fc63602e123e577ccae596	\\x616761696e206e6f74206d65	427	2027-01-03
6476079507259922	\\xaa5a267d51048cbc750e91de1975694e122d6b4ed9540fffa57314157aebe617	\\x7e1573c27814cdf17873ae7c5750b3aecf9398886db91f34a6fae68c1ba5851d	\\x61207365636f6e64207469636b6574	427	2027-01-03
4265110587798392	\\x68d41f4bbfd3cea47a07b97510fe3f43abb3c76238abbc09eb53a33cf9f4ba82	\\x3c41cc1f06312e242fb93a469df6e56134c4f016f9e9f33e1c20e68b46162066	\\x697420776173206c696768746e696e6720616761696e	429	2027-01-04
1720077928539889	\\xaf3b3d33396452d26811aedad08543a83debd85d5e62969fa0ecfa8850f185e3	\\x2d3d20fa5bb953699bd0f3cd603eb129eeb51a7fb6f4483467d8942f1551c8fc	\\x697420776173206c696768746e696e6720616761696e	430	2027-01-04
4993661378772855	\\x1d2313a1e08643a7ab20db55e14fd321703b34e13ee168126f8955d20a70cf07	\\x7b7189db85197d4c1cf688e917c46ee4ec253a23874c8e5ac6d6186d224957ea	\\x697420776173206c696768746e696e6720616761696e	431	2027-01-04
6476079507259922	\\xfb08246bdf89a0aa37b2121fd2e1244e1b3ee62094dec00d131631bac4072c33	\\x7137214cf3b69d776738dad2196f506660b7ce0ff2cd8a1408a6e6492a26b928	\\x7468652073746174696f6e20686173207468652066696c6d	427	2027-01-03
4265110587798392	\\xfafcf69b6962e317edab2d47797eab8ff8172fd1e4684416fe3452f1f2d86659	\\x491410435bdc8240e46bc88c7913abaf8fb4275019f7ca97492a360e8a4fa270	\\x61206d617463682077617320666f756e64	429	2027-01-04
1720077928539889	\\x2a6729fcbdac08483ec6e46cade4b5b85d04747109a7716e44f1b788f93c5bc0	\\xa9a6bd18b917bcadc0ab464fd01f3111c6b389af4a5c59dfe3fcb983e7acd882	\\x61206d617463682077617320666f756e64	430	2027-01-04
6476079507259922	\\x22292c314830b5d51fffd454f50147d067a97dbee0f74d3a6e5aeb565422f426	\\x9aabddcfd66d1f332ba8b27761815f1e75364c9e9bde2cc466044458ef05fd7b	\\x616e20657870657274206c6f6f6b73206174206974	427	2027-01-03
1720077928539889	\\x839ce04b9727aa353506bc035bf4688a7ee83dc9d45bed7acb62906ca60466cd	\\xf18c6f94e8f48a87b785e94cd0770d3d5f57ba9d534bbbb5bc6bd0f24d499560	\\x6e6f74206d696e65	430	2027-01-04
\.


--
-- Data for Name: area; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.area (area, title_zh, title_en) FROM stdin;
town	镇	town
town.hill	山	hill
town.hill.north	山北	north of the hill
town.hill.south	山南	south of the hill
town.lake	湖	lake
town.lake.east	湖东	east of the lake
\.


--
-- Data for Name: consent; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.consent (subject_id, consent_id, given, reason, recorded_at, xact, actor) FROM stdin;
1001589118859941	1	t	\N	2025-01-10 12:00:00.970555+00	751	town_service
4829919977694106	2	t	\N	2025-01-10 12:00:00.971624+00	751	town_service
5879389825095380	3	t	\N	2025-01-10 12:00:00.972314+00	751	town_service
5909193203534346	4	t	\N	2025-01-10 12:00:00.973127+00	751	town_service
7063447411672793	5	t	\N	2025-01-10 12:00:00.973835+00	751	town_service
6476079507259922	6	t	\N	2025-01-10 12:00:00.974588+00	751	town_service
8974748089772043	7	t	\N	2025-01-10 12:00:00.975088+00	751	town_service
4745299193947313	8	t	\N	2025-01-10 12:00:00.975577+00	751	town_service
3438317433217201	9	t	\N	2025-01-10 12:00:00.976025+00	751	town_service
2141137325342730	10	t	\N	2025-01-10 12:00:00.976437+00	751	town_service
4265110587798392	11	t	\N	2025-01-10 12:00:00.976895+00	751	town_service
1720077928539889	12	t	\N	2025-01-10 12:00:00.977309+00	751	town_service
4993661378772855	13	t	\N	2025-01-10 12:00:00.977762+00	751	town_service
7933045513759280	14	t	\N	2025-01-10 12:00:00.978169+00	751	town_service
955487151251888	15	t	\N	2025-01-10 12:00:00.978598+00	751	town_service
6383157896009688	16	t	\N	2025-01-10 12:00:00.97887+00	751	town_service
4084330523432417	17	t	\N	2025-01-10 12:00:00.979125+00	751	town_service
3336826510994456	18	t	\N	2025-01-10 12:00:00.979494+00	751	town_service
723409861556925	19	t	\N	2025-01-10 12:00:00.979948+00	751	town_service
8666950060507274	20	t	\N	2025-01-10 12:00:00.980377+00	751	town_service
3200452413785097	21	t	\N	2025-01-10 12:00:00.981435+00	752	town_service
372623891051969	22	t	\N	2025-01-10 12:00:00.981818+00	752	town_service
652701732409687	23	t	\N	2025-01-10 12:00:00.982185+00	752	town_service
6267557250850032	24	t	\N	2025-01-10 12:00:00.983013+00	753	town_service
4615459468831411	25	t	\N	2025-01-10 12:00:00.983437+00	753	town_service
6640598547171373	26	t	\N	2025-01-10 12:00:00.983819+00	753	town_service
1232427910677305	27	t	\N	2025-01-10 12:00:00.984494+00	754	town_service
7063447411672793	28	f	asked for it	2025-01-20 12:00:00.171417+00	859	town_service
6476079507259922	29	f	moves away	2025-01-20 12:00:00.171717+00	859	town_service
6476079507259922	30	t	\N	2025-01-22 12:00:00.028393+00	875	town_service
\.


--
-- Data for Name: coupon; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.coupon (subject_id, coupon_id, kind, amount, on_day, expires_on, ref_id, until, recorded_at, xact, actor) FROM stdin;
723409861556925	1	1	600	2025-01-10	2025-04-09	1	\N	2025-01-10 12:00:01.018958+00	761	town_recorder
723409861556925	2	1	600	2025-01-10	2025-04-09	4	\N	2025-01-10 12:00:01.019386+00	761	town_recorder
955487151251888	3	1	600	2025-01-10	2025-04-09	7	\N	2025-01-10 12:00:01.019421+00	761	town_recorder
1001589118859941	4	1	200	2025-01-10	2025-04-09	11	\N	2025-01-10 12:00:01.019441+00	761	town_recorder
1720077928539889	5	1	800	2025-01-10	2025-04-09	15	\N	2025-01-10 12:00:01.019458+00	761	town_recorder
2141137325342730	6	1	400	2025-01-10	2025-04-09	19	\N	2025-01-10 12:00:01.019474+00	761	town_recorder
2141137325342730	7	1	400	2025-01-10	2025-04-09	20	\N	2025-01-10 12:00:01.01949+00	761	town_recorder
3336826510994456	8	1	400	2025-01-10	2025-04-09	24	\N	2025-01-10 12:00:01.019505+00	761	town_recorder
3438317433217201	9	1	200	2025-01-10	2025-04-09	27	\N	2025-01-10 12:00:01.019521+00	761	town_recorder
4084330523432417	10	1	200	2025-01-10	2025-04-09	32	\N	2025-01-10 12:00:01.019579+00	761	town_recorder
4265110587798392	11	1	600	2025-01-10	2025-04-09	37	\N	2025-01-10 12:00:01.019595+00	761	town_recorder
4745299193947313	12	1	800	2025-01-10	2025-04-09	41	\N	2025-01-10 12:00:01.019611+00	761	town_recorder
4829919977694106	13	1	400	2025-01-10	2025-04-09	47	\N	2025-01-10 12:00:01.019625+00	761	town_recorder
4993661378772855	14	1	200	2025-01-10	2025-04-09	51	\N	2025-01-10 12:00:01.019641+00	761	town_recorder
4993661378772855	15	1	200	2025-01-10	2025-04-09	54	\N	2025-01-10 12:00:01.019657+00	761	town_recorder
5879389825095380	16	1	600	2025-01-10	2025-04-09	57	\N	2025-01-10 12:00:01.019674+00	761	town_recorder
5909193203534346	17	1	800	2025-01-10	2025-04-09	62	\N	2025-01-10 12:00:01.01969+00	761	town_recorder
5909193203534346	18	1	800	2025-01-10	2025-04-09	64	\N	2025-01-10 12:00:01.019708+00	761	town_recorder
6383157896009688	19	1	800	2025-01-10	2025-04-09	65	\N	2025-01-10 12:00:01.019734+00	761	town_recorder
6383157896009688	20	1	800	2025-01-10	2025-04-09	68	\N	2025-01-10 12:00:01.019756+00	761	town_recorder
6476079507259922	21	1	400	2025-01-10	2025-04-09	70	\N	2025-01-10 12:00:01.019776+00	761	town_recorder
7063447411672793	22	1	200	2025-01-10	2025-04-09	73	\N	2025-01-10 12:00:01.019794+00	761	town_recorder
7933045513759280	23	1	400	2025-01-10	2025-04-09	79	\N	2025-01-10 12:00:01.019811+00	761	town_recorder
8666950060507274	24	1	800	2025-01-10	2025-04-09	84	\N	2025-01-10 12:00:01.019826+00	761	town_recorder
8974748089772043	25	1	600	2025-01-10	2025-04-09	90	\N	2025-01-10 12:00:01.019842+00	761	town_recorder
8974748089772043	26	1	600	2025-01-10	2025-04-09	91	\N	2025-01-10 12:00:01.019858+00	761	town_recorder
723409861556925	27	1	300	2025-01-10	2025-12-31	3	\N	2025-01-10 12:00:01.019874+00	761	town_recorder
955487151251888	28	1	300	2025-01-10	2025-12-31	6	\N	2025-01-10 12:00:01.019891+00	761	town_recorder
1001589118859941	29	1	100	2025-01-10	2025-12-31	10	\N	2025-01-10 12:00:01.019911+00	761	town_recorder
1720077928539889	30	1	400	2025-01-10	2025-12-31	14	\N	2025-01-10 12:00:01.01993+00	761	town_recorder
2141137325342730	31	1	200	2025-01-10	2025-12-31	18	\N	2025-01-10 12:00:01.019946+00	761	town_recorder
3336826510994456	32	1	200	2025-01-10	2025-12-31	23	\N	2025-01-10 12:00:01.019963+00	761	town_recorder
3438317433217201	33	1	100	2025-01-10	2025-12-31	26	\N	2025-01-10 12:00:01.019979+00	761	town_recorder
4084330523432417	34	1	100	2025-01-10	2025-12-31	31	\N	2025-01-10 12:00:01.019996+00	761	town_recorder
4084330523432417	35	1	100	2025-01-10	2025-12-31	34	\N	2025-01-10 12:00:01.020013+00	761	town_recorder
4084330523432417	36	1	750	2025-01-10	\N	35	\N	2025-01-10 12:00:01.020032+00	761	town_recorder
4265110587798392	37	1	300	2025-01-10	2025-12-31	36	\N	2025-01-10 12:00:01.020049+00	761	town_recorder
4265110587798392	38	1	300	2025-01-10	2025-12-31	39	\N	2025-01-10 12:00:01.020072+00	761	town_recorder
4265110587798392	39	1	650	2025-01-10	\N	40	\N	2025-01-10 12:00:01.020092+00	761	town_recorder
4745299193947313	40	1	400	2025-01-10	2025-12-31	43	\N	2025-01-10 12:00:01.02011+00	761	town_recorder
4745299193947313	41	1	400	2025-01-10	2025-12-31	44	\N	2025-01-10 12:00:01.020127+00	761	town_recorder
4745299193947313	42	1	600	2025-01-10	\N	45	\N	2025-01-10 12:00:01.020144+00	761	town_recorder
4829919977694106	43	1	200	2025-01-10	2025-12-31	46	\N	2025-01-10 12:00:01.020161+00	761	town_recorder
4829919977694106	44	1	200	2025-01-10	2025-12-31	49	\N	2025-01-10 12:00:01.020179+00	761	town_recorder
4829919977694106	45	1	500	2025-01-10	\N	50	\N	2025-01-10 12:00:01.020196+00	761	town_recorder
4993661378772855	46	1	100	2025-01-10	2025-12-31	53	\N	2025-01-10 12:00:01.020213+00	761	town_recorder
5879389825095380	47	1	300	2025-01-10	2025-12-31	56	\N	2025-01-10 12:00:01.020238+00	761	town_recorder
5909193203534346	48	1	400	2025-01-10	2025-12-31	63	\N	2025-01-10 12:00:01.020258+00	761	town_recorder
6383157896009688	49	1	400	2025-01-10	2025-12-31	67	\N	2025-01-10 12:00:01.020275+00	761	town_recorder
6476079507259922	50	1	200	2025-01-10	2025-12-31	69	\N	2025-01-10 12:00:01.020292+00	761	town_recorder
7063447411672793	51	1	100	2025-01-10	2025-12-31	74	\N	2025-01-10 12:00:01.021801+00	761	town_recorder
7063447411672793	52	1	100	2025-01-10	2025-12-31	76	\N	2025-01-10 12:00:01.021841+00	761	town_recorder
7063447411672793	53	1	550	2025-01-10	\N	77	\N	2025-01-10 12:00:01.021866+00	761	town_recorder
7933045513759280	54	1	200	2025-01-10	2025-12-31	78	\N	2025-01-10 12:00:01.02189+00	761	town_recorder
7933045513759280	55	1	200	2025-01-10	2025-12-31	81	\N	2025-01-10 12:00:01.021913+00	761	town_recorder
7933045513759280	56	1	700	2025-01-10	\N	82	\N	2025-01-10 12:00:01.021936+00	761	town_recorder
8666950060507274	57	1	400	2025-01-10	2025-12-31	83	\N	2025-01-10 12:00:01.021964+00	761	town_recorder
8666950060507274	58	1	400	2025-01-10	2025-12-31	86	\N	2025-01-10 12:00:01.021987+00	761	town_recorder
8666950060507274	59	1	800	2025-01-10	\N	87	\N	2025-01-10 12:00:01.022009+00	761	town_recorder
8974748089772043	60	1	300	2025-01-10	2025-12-31	89	\N	2025-01-10 12:00:01.022031+00	761	town_recorder
1001589118859941	61	1	1200	2025-01-20	\N	119	\N	2025-01-20 12:00:00.001664+00	771	town_recorder
4829919977694106	62	1	1500	2025-01-20	\N	120	\N	2025-01-20 12:00:00.002305+00	771	town_recorder
5879389825095380	63	1	1800	2025-01-20	\N	121	\N	2025-01-20 12:00:00.002828+00	771	town_recorder
5909193203534346	64	1	1400	2025-01-20	2025-04-19	122	\N	2025-01-20 12:00:00.003366+00	771	town_recorder
7063447411672793	65	1	600	2025-01-20	2025-04-19	123	\N	2025-01-20 12:00:00.003851+00	771	town_recorder
6476079507259922	66	1	1200	2025-01-20	\N	124	\N	2025-01-20 12:00:00.004393+00	771	town_recorder
8974748089772043	67	1	1500	2025-01-20	\N	125	\N	2025-01-20 12:00:00.00485+00	771	town_recorder
4745299193947313	68	1	1800	2025-01-20	\N	126	\N	2025-01-20 12:00:00.005335+00	771	town_recorder
3438317433217201	69	1	1400	2025-01-20	2025-04-19	127	\N	2025-01-20 12:00:00.00596+00	771	town_recorder
2141137325342730	70	1	600	2025-01-20	2025-04-19	128	\N	2025-01-20 12:00:00.006458+00	771	town_recorder
4265110587798392	71	1	800	2025-01-20	2025-04-19	129	\N	2025-01-20 12:00:00.006894+00	771	town_recorder
1720077928539889	72	1	1000	2025-01-20	2025-04-19	130	\N	2025-01-20 12:00:00.007423+00	771	town_recorder
4993661378772855	73	1	1200	2025-01-20	2025-04-19	131	\N	2025-01-20 12:00:00.007865+00	771	town_recorder
7933045513759280	74	1	1400	2025-01-20	2025-04-19	132	\N	2025-01-20 12:00:00.00835+00	771	town_recorder
955487151251888	75	1	600	2025-01-20	2025-04-19	133	\N	2025-01-20 12:00:00.008852+00	771	town_recorder
6383157896009688	76	1	800	2025-01-20	2025-04-19	134	\N	2025-01-20 12:00:00.009881+00	771	town_recorder
4084330523432417	77	1	1000	2025-01-20	2025-04-19	135	\N	2025-01-20 12:00:00.01036+00	771	town_recorder
3336826510994456	78	1	1200	2025-01-20	2025-04-19	136	\N	2025-01-20 12:00:00.010942+00	771	town_recorder
723409861556925	79	1	1400	2025-01-20	2025-04-19	137	\N	2025-01-20 12:00:00.011409+00	771	town_recorder
8666950060507274	80	1	600	2025-01-20	2025-04-19	138	\N	2025-01-20 12:00:00.011834+00	771	town_recorder
1001589118859941	81	1	250	2025-01-22	\N	176	\N	2025-01-22 12:00:00.03326+00	878	town_recorder
3438317433217201	82	2	300	2025-02-10	\N	1	\N	2025-02-10 12:00:00.012202+00	899	town_service
2141137325342730	83	2	300	2025-02-10	\N	2	\N	2025-02-10 12:00:00.013636+00	899	town_service
6383157896009688	84	5	250	2025-02-10	2025-04-09	3	\N	2025-02-10 12:00:00.016442+00	900	town_service
7933045513759280	85	4	250	2025-02-10	\N	3	\N	2025-02-10 12:00:00.016551+00	900	town_service
8666950060507274	86	5	100	2025-02-10	2025-04-09	4	\N	2025-02-10 12:00:00.017855+00	900	town_service
723409861556925	87	4	100	2025-02-10	\N	4	\N	2025-02-10 12:00:00.017953+00	900	town_service
955487151251888	88	7	100	2025-02-10	2025-02-10	5	2025-02-10 13:00:00.018753+00	2025-02-10 12:00:00.019438+00	901	town_service
6383157896009688	89	7	200	2025-02-10	2025-02-10	6	2025-02-10 13:00:00.019945+00	2025-02-10 12:00:00.020131+00	901	town_service
4084330523432417	90	7	100	2025-02-10	2025-02-10	7	2025-02-10 13:00:00.020566+00	2025-02-10 12:00:00.020711+00	901	town_service
955487151251888	91	8	100	2025-02-10	\N	5	\N	2025-02-10 12:00:00.02241+00	902	town_service
6383157896009688	92	9	200	2025-02-10	\N	6	\N	2025-02-10 12:00:00.023876+00	903	town_service
2141137325342730	93	3	300	2025-02-10	\N	2	\N	2025-02-10 12:00:00.025312+00	904	town_service
4084330523432417	94	9	100	2025-02-10	\N	7	\N	2025-03-01 12:00:00.043534+00	1076	postgres
1001589118859941	95	1	1500	2025-07-15	\N	310	\N	2025-07-15 12:00:00.001272+00	2120	town_recorder
4829919977694106	96	1	1800	2025-07-15	\N	311	\N	2025-07-15 12:00:00.00185+00	2120	town_recorder
5879389825095380	97	1	1200	2025-07-15	\N	312	\N	2025-07-15 12:00:00.002405+00	2120	town_recorder
5909193203534346	98	1	1500	2025-07-15	\N	313	\N	2025-07-15 12:00:00.002922+00	2120	town_recorder
6476079507259922	99	1	1200	2025-07-15	\N	314	\N	2025-07-15 12:00:00.003611+00	2120	town_recorder
8974748089772043	100	1	1250	2025-07-15	2025-10-12	315	\N	2025-07-15 12:00:00.004254+00	2120	town_recorder
4745299193947313	101	1	1800	2025-07-15	\N	316	\N	2025-07-15 12:00:00.004767+00	2120	town_recorder
3438317433217201	102	1	1000	2025-07-15	2025-10-12	317	\N	2025-07-15 12:00:00.005317+00	2120	town_recorder
2141137325342730	103	1	1250	2025-07-15	2025-10-12	318	\N	2025-07-15 12:00:00.00582+00	2120	town_recorder
4265110587798392	104	1	1800	2025-07-15	\N	319	\N	2025-07-15 12:00:00.00636+00	2120	town_recorder
1720077928539889	105	1	1200	2025-07-15	\N	320	\N	2025-07-15 12:00:00.006868+00	2120	town_recorder
4993661378772855	106	1	1500	2025-07-15	\N	321	\N	2025-07-15 12:00:00.007414+00	2120	town_recorder
7933045513759280	107	1	1500	2025-07-15	2025-10-12	322	\N	2025-07-15 12:00:00.007931+00	2120	town_recorder
955487151251888	108	1	800	2025-07-15	2025-10-12	323	\N	2025-07-15 12:00:00.008521+00	2120	town_recorder
6383157896009688	109	1	1500	2025-07-15	\N	324	\N	2025-07-15 12:00:00.009036+00	2120	town_recorder
4084330523432417	110	1	1800	2025-07-15	\N	325	\N	2025-07-15 12:00:00.009587+00	2120	town_recorder
3336826510994456	111	1	1200	2025-07-15	\N	326	\N	2025-07-15 12:00:00.010134+00	2120	town_recorder
723409861556925	112	1	1000	2025-07-15	2025-10-12	327	\N	2025-07-15 12:00:00.010641+00	2120	town_recorder
8666950060507274	113	1	1200	2025-07-15	2025-10-12	328	\N	2025-07-15 12:00:00.011186+00	2120	town_recorder
1001589118859941	114	1	200	2025-07-15	2025-07-31	329	\N	2025-07-15 12:00:00.012742+00	2121	town_recorder
6476079507259922	115	1	200	2025-07-15	2025-07-31	330	\N	2025-07-15 12:00:00.013534+00	2121	town_recorder
4265110587798392	116	1	200	2025-07-15	2025-07-31	331	\N	2025-07-15 12:00:00.014269+00	2121	town_recorder
6383157896009688	117	1	200	2025-07-15	2025-07-31	332	\N	2025-07-15 12:00:00.014971+00	2121	town_recorder
1001589118859941	118	2	100	2025-07-15	\N	8	\N	2025-07-15 12:00:00.359619+00	2324	town_service
4829919977694106	119	2	100	2025-07-15	\N	9	\N	2025-07-15 12:00:00.360489+00	2324	town_service
5879389825095380	120	2	100	2025-07-15	\N	10	\N	2025-07-15 12:00:00.361163+00	2324	town_service
3438317433217201	121	2	100	2025-07-15	\N	11	\N	2025-07-15 12:00:00.362377+00	2325	town_service
3438317433217201	122	2	300	2025-07-15	\N	12	\N	2025-07-15 12:00:00.363273+00	2325	town_service
3438317433217201	123	6	1000	2025-07-15	\N	317	\N	2025-07-15 12:00:00.365268+00	2326	town_many
1001589118859941	124	1	200	2026-01-05	2026-12-31	413	\N	2026-01-05 12:00:00.00154+00	2929	town_recorder
4829919977694106	125	1	200	2026-01-05	2026-12-31	414	\N	2026-01-05 12:00:00.002238+00	2929	town_recorder
5879389825095380	126	1	200	2026-01-05	2026-12-31	415	\N	2026-01-05 12:00:00.002792+00	2929	town_recorder
5909193203534346	127	1	200	2026-01-05	2026-12-31	416	\N	2026-01-05 12:00:00.003304+00	2929	town_recorder
6476079507259922	128	1	200	2026-01-05	2026-12-31	417	\N	2026-01-05 12:00:00.003803+00	2929	town_recorder
8974748089772043	129	1	200	2026-01-05	2026-12-31	418	\N	2026-01-05 12:00:00.004337+00	2929	town_recorder
4745299193947313	130	1	200	2026-01-05	2026-12-31	419	\N	2026-01-05 12:00:00.004857+00	2929	town_recorder
3438317433217201	131	1	200	2026-01-05	2026-12-31	420	\N	2026-01-05 12:00:00.005454+00	2929	town_recorder
2141137325342730	132	1	200	2026-01-05	2026-12-31	421	\N	2026-01-05 12:00:00.005949+00	2929	town_recorder
2141137325342730	133	2	100	2026-03-10	\N	13	\N	2026-03-10 12:00:00.028491+00	3776	town_service
5879389825095380	134	7	100	2026-03-20	2026-03-20	14	2026-03-20 13:00:00.11325+00	2026-03-20 12:00:00.113421+00	4363	town_service
\.


--
-- Data for Name: decision; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.decision (subject_id, decision_id, kind, asked_on, policy_id, from_rank, from_tier, to_rank, to_tier, benefit, recorded_at, xact, actor) FROM stdin;
4993661378772855	1	fall	2025-01-24	2	2	plain	1	low	\N	2025-02-10 12:00:00.065406+00	924	postgres
4993661378772855	2	adverse	2025-03-01	2	1	low	1	low	no_permit	2025-03-01 12:00:00.271463+00	1223	postgres
8666950060507274	3	fall	2025-07-15	3	2	plain	1	low	\N	2025-07-15 12:00:00.355126+00	2322	postgres
1720077928539889	4	fall	2026-01-05	4	3	good	1	low	\N	2026-01-05 12:00:01.250655+00	3732	postgres
4265110587798392	5	fall	2026-01-05	4	2	plain	1	low	\N	2026-01-05 12:00:01.250733+00	3732	postgres
1720077928539889	6	adverse	2026-01-05	4	1	low	1	low	no_permit	2026-01-05 12:00:01.260068+00	3734	postgres
\.


--
-- Data for Name: decision_outcome; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.decision_outcome (subject_id, decision_id, verdict, decided_on, reason, recorded_at, xact, actor) FROM stdin;
4993661378772855	1	t	2025-03-01	\\xac18ae4cd324edf70b187f1f4fbe8ef1e8b6876ae9660ee1793cbab03dd626f9	2025-03-01 12:00:00.025173+00	1071	postgres
1720077928539889	4	t	2026-01-05	\\xb85ea8700293d84a73388e8cead56d479fe20b31bbad49120f2af0deea775383	2026-01-05 12:00:01.257654+00	3734	postgres
4265110587798392	5	f	2026-01-05	\\x954247ba813934733f12cc2cb9a8acdd2bf1ef90720dfe823883212a6d2f9c30	2026-01-05 12:00:01.261261+00	3734	postgres
4993661378772855	2	t	2026-01-08	\\xc346d6195d641b7b2f86e904aca07b662abf860ef00416108c8f9dedaf2a0f2b	2026-01-08 12:00:00.039977+00	3767	postgres
1720077928539889	6	\N	2026-03-10	\N	2026-03-10 12:00:00.717701+00	4270	postgres
\.


--
-- Data for Name: enactment; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.enactment (enactment_id, policy_id, area, effective_from, document, digest, enacted_at, xact, actor) FROM stdin;
1	1	town	2024-01-01	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town", "base": 1000, "code": "town-points", "gifts": true, "title": {"en": "points", "zh": "积分"}, "version": "1", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	\\x52b2a0f2861acf70f48c0929e143ca25b2f885109560413b2367f2d9ad1185a9	2025-01-10 12:00:00.955051+00	745	town_policy_admin
2	2	town.hill	2025-01-10	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}, {"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town.hill", "base": 1005, "code": "hill-points", "gifts": true, "title": {"en": "hill points", "zh": "山分"}, "extend": true, "version": "1", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	\\x846097f3e6fc05957d098f3c4d24ebb5b986c19dc707fdc05a3577c550cf6f69	2025-01-10 12:00:00.962922+00	746	town_policy_admin
3	3	town	2025-07-01	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2.5, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town", "base": 995, "code": "town-points", "gifts": true, "title": {"en": "points", "zh": "积分"}, "version": "2", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	\\xbd9d261644ce0494c02c48b345667e366aa1915977480188b27689692d449690	2025-06-20 12:00:00.003431+00	1381	town_policy_admin
4	4	town.hill	2025-07-01	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}, {"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town.hill", "base": 1005, "code": "hill-points", "gifts": true, "title": {"en": "hill points", "zh": "山分"}, "extend": true, "version": "2", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	\\xcd0e2a080f1dd8c387ade347aee572b32b026da06c9179d144eb0c8b4d090767	2025-06-20 12:00:00.011924+00	1382	town_policy_admin
\.


--
-- Data for Name: entry; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.entry (epoch, entry_id, subject_id, rule_id, kind, quantity, occurred_on, effective_on, recorded_at, xact, source_id, source_ref, evidence, ref_entry_id, actor) FROM stdin;
1	1	723409861556925	1	1	300	2024-04-13	2025-01-10	2025-01-10 12:00:01.010902+00	761	2	desk 18	\N	\N	town_recorder
1	2	723409861556925	4	1	300	2024-07-02	2025-01-10	2025-01-10 12:00:01.011417+00	761	2	desk 38	\N	\N	town_recorder
1	3	723409861556925	3	1	300	2024-09-20	2025-01-10	2025-01-10 12:00:01.011478+00	761	2	desk 58	\N	\N	town_recorder
1	4	723409861556925	1	1	300	2024-12-09	2025-01-10	2025-01-10 12:00:01.011513+00	761	2	desk 78	\N	\N	town_recorder
1	5	955487151251888	4	1	300	2024-03-28	2025-01-10	2025-01-10 12:00:01.01157+00	761	2	desk 14	\N	\N	town_recorder
1	6	955487151251888	3	1	300	2024-06-16	2025-01-10	2025-01-10 12:00:01.011604+00	761	2	desk 34	\N	\N	town_recorder
1	7	955487151251888	1	1	300	2024-09-04	2025-01-10	2025-01-10 12:00:01.011639+00	761	2	desk 54	\N	\N	town_recorder
1	8	955487151251888	4	1	300	2024-11-23	2025-01-10	2025-01-10 12:00:01.011675+00	761	2	desk 74	\N	\N	town_recorder
1	9	1001589118859941	4	1	100	2024-04-21	2025-01-10	2025-01-10 12:00:01.011709+00	761	2	desk 20	\N	\N	town_recorder
1	10	1001589118859941	3	1	100	2024-07-10	2025-01-10	2025-01-10 12:00:01.011748+00	761	2	desk 40	\N	\N	town_recorder
1	11	1001589118859941	1	1	100	2024-09-28	2025-01-10	2025-01-10 12:00:01.011787+00	761	2	desk 60	\N	\N	town_recorder
1	12	1001589118859941	4	1	100	2024-12-17	2025-01-10	2025-01-10 12:00:01.011823+00	761	2	desk 80	\N	\N	town_recorder
1	13	1720077928539889	4	1	400	2024-03-16	2025-01-10	2025-01-10 12:00:01.011854+00	761	2	desk 11	\N	\N	town_recorder
1	14	1720077928539889	3	1	400	2024-06-04	2025-01-10	2025-01-10 12:00:01.011887+00	761	2	desk 31	\N	\N	town_recorder
1	15	1720077928539889	1	1	400	2024-08-23	2025-01-10	2025-01-10 12:00:01.011923+00	761	2	desk 51	\N	\N	town_recorder
1	16	1720077928539889	4	1	400	2024-11-11	2025-01-10	2025-01-10 12:00:01.01196+00	761	2	desk 71	\N	\N	town_recorder
1	17	2141137325342730	4	1	200	2024-05-27	2025-01-10	2025-01-10 12:00:01.011999+00	761	2	desk 29	\N	\N	town_recorder
1	18	2141137325342730	3	1	200	2024-08-15	2025-01-10	2025-01-10 12:00:01.012042+00	761	2	desk 49	\N	\N	town_recorder
1	19	2141137325342730	1	1	200	2024-11-03	2025-01-10	2025-01-10 12:00:01.012097+00	761	2	desk 69	\N	\N	town_recorder
1	20	2141137325342730	1	1	200	2024-03-08	2025-01-10	2025-01-10 12:00:01.012138+00	761	2	desk 9	\N	\N	town_recorder
1	21	2141137325342730	10	1	100	2024-06-10	2025-01-10	2025-01-10 12:00:01.012174+00	761	3	old permit	\N	\N	town_recorder
1	22	3336826510994456	4	1	200	2024-04-09	2025-01-10	2025-01-10 12:00:01.012211+00	761	2	desk 17	\N	\N	town_recorder
1	23	3336826510994456	3	1	200	2024-06-28	2025-01-10	2025-01-10 12:00:01.01225+00	761	2	desk 37	\N	\N	town_recorder
1	24	3336826510994456	1	1	200	2024-09-16	2025-01-10	2025-01-10 12:00:01.012291+00	761	2	desk 57	\N	\N	town_recorder
1	25	3336826510994456	4	1	200	2024-12-05	2025-01-10	2025-01-10 12:00:01.012324+00	761	2	desk 77	\N	\N	town_recorder
1	26	3438317433217201	3	1	100	2024-05-23	2025-01-10	2025-01-10 12:00:01.012357+00	761	2	desk 28	\N	\N	town_recorder
1	27	3438317433217201	1	1	100	2024-08-11	2025-01-10	2025-01-10 12:00:01.012391+00	761	2	desk 48	\N	\N	town_recorder
1	28	3438317433217201	4	1	100	2024-10-30	2025-01-10	2025-01-10 12:00:01.012425+00	761	2	desk 68	\N	\N	town_recorder
1	29	3438317433217201	4	1	100	2024-03-04	2025-01-10	2025-01-10 12:00:01.012494+00	761	2	desk 8	\N	\N	town_recorder
1	30	3438317433217201	8	1	100	2024-03-10	2025-01-10	2025-01-10 12:00:01.012563+00	761	2	old litter	\\x937185a9073137168e5b47fe2b025b667e6e7f86c90f562e2f4ee96c69392189	\N	town_recorder
1	31	4084330523432417	3	1	100	2024-04-05	2025-01-10	2025-01-10 12:00:01.0126+00	761	2	desk 16	\N	\N	town_recorder
1	32	4084330523432417	1	1	100	2024-06-24	2025-01-10	2025-01-10 12:00:01.012638+00	761	2	desk 36	\N	\N	town_recorder
1	33	4084330523432417	4	1	100	2024-09-12	2025-01-10	2025-01-10 12:00:01.012673+00	761	2	desk 56	\N	\N	town_recorder
1	34	4084330523432417	3	1	100	2024-12-01	2025-01-10	2025-01-10 12:00:01.012705+00	761	2	desk 76	\N	\N	town_recorder
1	35	4084330523432417	2	1	1500	2024-06-15	2025-01-10	2025-01-10 12:00:01.012735+00	761	3	hours 5	\N	\N	town_recorder
1	36	4265110587798392	3	1	300	2024-03-12	2025-01-10	2025-01-10 12:00:01.012755+00	761	2	desk 10	\N	\N	town_recorder
1	37	4265110587798392	1	1	300	2024-05-31	2025-01-10	2025-01-10 12:00:01.012774+00	761	2	desk 30	\N	\N	town_recorder
1	38	4265110587798392	4	1	300	2024-08-19	2025-01-10	2025-01-10 12:00:01.01281+00	761	2	desk 50	\N	\N	town_recorder
1	39	4265110587798392	3	1	300	2024-11-07	2025-01-10	2025-01-10 12:00:01.012846+00	761	2	desk 70	\N	\N	town_recorder
1	40	4265110587798392	2	1	1300	2024-05-28	2025-01-10	2025-01-10 12:00:01.012871+00	761	3	hours 3	\N	\N	town_recorder
1	41	4745299193947313	1	1	400	2024-05-19	2025-01-10	2025-01-10 12:00:01.012894+00	761	2	desk 27	\N	\N	town_recorder
1	42	4745299193947313	4	1	400	2024-08-07	2025-01-10	2025-01-10 12:00:01.012934+00	761	2	desk 47	\N	\N	town_recorder
1	43	4745299193947313	3	1	400	2024-10-26	2025-01-10	2025-01-10 12:00:01.012995+00	761	2	desk 67	\N	\N	town_recorder
1	44	4745299193947313	3	1	400	2024-02-29	2025-01-10	2025-01-10 12:00:01.013034+00	761	2	desk 7	\N	\N	town_recorder
1	45	4745299193947313	2	1	1200	2024-05-19	2025-01-10	2025-01-10 12:00:01.013082+00	761	3	hours 2	\N	\N	town_recorder
1	46	4829919977694106	3	1	200	2024-02-05	2025-01-10	2025-01-10 12:00:01.013117+00	761	2	desk 1	\N	\N	town_recorder
1	47	4829919977694106	1	1	200	2024-04-25	2025-01-10	2025-01-10 12:00:01.014737+00	761	2	desk 21	\N	\N	town_recorder
1	48	4829919977694106	4	1	200	2024-07-14	2025-01-10	2025-01-10 12:00:01.014797+00	761	2	desk 41	\N	\N	town_recorder
1	49	4829919977694106	3	1	200	2024-10-02	2025-01-10	2025-01-10 12:00:01.014838+00	761	2	desk 61	\N	\N	town_recorder
1	50	4829919977694106	2	1	1000	2024-05-01	2025-01-10	2025-01-10 12:00:01.014878+00	761	3	hours 0	\N	\N	town_recorder
1	51	4993661378772855	1	1	100	2024-03-20	2025-01-10	2025-01-10 12:00:01.014919+00	761	2	desk 12	\N	\N	town_recorder
1	52	4993661378772855	4	1	100	2024-06-08	2025-01-10	2025-01-10 12:00:01.014961+00	761	2	desk 32	\N	\N	town_recorder
1	53	4993661378772855	3	1	100	2024-08-27	2025-01-10	2025-01-10 12:00:01.014995+00	761	2	desk 52	\N	\N	town_recorder
1	54	4993661378772855	1	1	100	2024-11-15	2025-01-10	2025-01-10 12:00:01.01503+00	761	2	desk 72	\N	\N	town_recorder
1	55	5879389825095380	4	1	300	2024-02-09	2025-01-10	2025-01-10 12:00:01.015066+00	761	2	desk 2	\N	\N	town_recorder
1	56	5879389825095380	3	1	300	2024-04-29	2025-01-10	2025-01-10 12:00:01.015104+00	761	2	desk 22	\N	\N	town_recorder
1	57	5879389825095380	1	1	300	2024-07-18	2025-01-10	2025-01-10 12:00:01.015142+00	761	2	desk 42	\N	\N	town_recorder
1	58	5879389825095380	4	1	300	2024-10-06	2025-01-10	2025-01-10 12:00:01.015181+00	761	2	desk 62	\N	\N	town_recorder
1	59	5879389825095380	6	1	100	2024-09-01	2025-01-10	2025-01-10 12:00:01.015226+00	761	3	city honour	\\xb687f08d16ce91c47cd8fb55bd0100b240a9443cefeebd8ddfaff108c511b1c9	\N	town_recorder
1	60	5879389825095380	5	1	100	2024-08-01	2025-01-10	2025-01-10 12:00:01.015263+00	761	3	town honour	\N	\N	town_recorder
1	61	5909193203534346	4	1	400	2024-05-03	2025-01-10	2025-01-10 12:00:01.0153+00	761	2	desk 23	\N	\N	town_recorder
1	62	5909193203534346	1	1	400	2024-02-13	2025-01-10	2025-01-10 12:00:01.015336+00	761	2	desk 3	\N	\N	town_recorder
1	63	5909193203534346	3	1	400	2024-07-22	2025-01-10	2025-01-10 12:00:01.015373+00	761	2	desk 43	\N	\N	town_recorder
1	64	5909193203534346	1	1	400	2024-10-10	2025-01-10	2025-01-10 12:00:01.01541+00	761	2	desk 63	\N	\N	town_recorder
1	65	6383157896009688	1	1	400	2024-04-01	2025-01-10	2025-01-10 12:00:01.015451+00	761	2	desk 15	\N	\N	town_recorder
1	66	6383157896009688	4	1	400	2024-06-20	2025-01-10	2025-01-10 12:00:01.01549+00	761	2	desk 35	\N	\N	town_recorder
1	67	6383157896009688	3	1	400	2024-09-08	2025-01-10	2025-01-10 12:00:01.015562+00	761	2	desk 55	\N	\N	town_recorder
1	68	6383157896009688	1	1	400	2024-11-27	2025-01-10	2025-01-10 12:00:01.015602+00	761	2	desk 75	\N	\N	town_recorder
1	69	6476079507259922	3	1	200	2024-05-11	2025-01-10	2025-01-10 12:00:01.015637+00	761	2	desk 25	\N	\N	town_recorder
1	70	6476079507259922	1	1	200	2024-07-30	2025-01-10	2025-01-10 12:00:01.015672+00	761	2	desk 45	\N	\N	town_recorder
1	71	6476079507259922	4	1	200	2024-02-21	2025-01-10	2025-01-10 12:00:01.015715+00	761	2	desk 5	\N	\N	town_recorder
1	72	6476079507259922	4	1	200	2024-10-18	2025-01-10	2025-01-10 12:00:01.015754+00	761	2	desk 65	\N	\N	town_recorder
1	73	7063447411672793	1	1	100	2024-05-07	2025-01-10	2025-01-10 12:00:01.01579+00	761	2	desk 24	\N	\N	town_recorder
1	74	7063447411672793	3	1	100	2024-02-17	2025-01-10	2025-01-10 12:00:01.015827+00	761	2	desk 4	\N	\N	town_recorder
1	75	7063447411672793	4	1	100	2024-07-26	2025-01-10	2025-01-10 12:00:01.015862+00	761	2	desk 44	\N	\N	town_recorder
1	76	7063447411672793	3	1	100	2024-10-14	2025-01-10	2025-01-10 12:00:01.015899+00	761	2	desk 64	\N	\N	town_recorder
1	77	7063447411672793	2	1	1100	2024-05-10	2025-01-10	2025-01-10 12:00:01.015936+00	761	3	hours 1	\N	\N	town_recorder
1	78	7933045513759280	3	1	200	2024-03-24	2025-01-10	2025-01-10 12:00:01.01598+00	761	2	desk 13	\N	\N	town_recorder
1	79	7933045513759280	1	1	200	2024-06-12	2025-01-10	2025-01-10 12:00:01.016019+00	761	2	desk 33	\N	\N	town_recorder
1	80	7933045513759280	4	1	200	2024-08-31	2025-01-10	2025-01-10 12:00:01.016045+00	761	2	desk 53	\N	\N	town_recorder
1	81	7933045513759280	3	1	200	2024-11-19	2025-01-10	2025-01-10 12:00:01.01608+00	761	2	desk 73	\N	\N	town_recorder
1	82	7933045513759280	2	1	1400	2024-06-06	2025-01-10	2025-01-10 12:00:01.016115+00	761	3	hours 4	\N	\N	town_recorder
1	83	8666950060507274	3	1	400	2024-04-17	2025-01-10	2025-01-10 12:00:01.016149+00	761	2	desk 19	\N	\N	town_recorder
1	84	8666950060507274	1	1	400	2024-07-06	2025-01-10	2025-01-10 12:00:01.016185+00	761	2	desk 39	\N	\N	town_recorder
1	85	8666950060507274	4	1	400	2024-09-24	2025-01-10	2025-01-10 12:00:01.016221+00	761	2	desk 59	\N	\N	town_recorder
1	86	8666950060507274	3	1	400	2024-12-13	2025-01-10	2025-01-10 12:00:01.016249+00	761	2	desk 79	\N	\N	town_recorder
1	87	8666950060507274	2	1	1600	2024-06-24	2025-01-10	2025-01-10 12:00:01.016282+00	761	3	hours 6	\N	\N	town_recorder
1	88	8974748089772043	4	1	300	2024-05-15	2025-01-10	2025-01-10 12:00:01.01631+00	761	2	desk 26	\N	\N	town_recorder
1	89	8974748089772043	3	1	300	2024-08-03	2025-01-10	2025-01-10 12:00:01.016346+00	761	2	desk 46	\N	\N	town_recorder
1	90	8974748089772043	1	1	300	2024-02-25	2025-01-10	2025-01-10 12:00:01.016385+00	761	2	desk 6	\N	\N	town_recorder
1	91	8974748089772043	1	1	300	2024-10-22	2025-01-10	2025-01-10 12:00:01.016419+00	761	2	desk 66	\N	\N	town_recorder
1	92	372623891051969	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.069709+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	93	652701732409687	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.069949+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	94	723409861556925	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070024+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	95	955487151251888	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070066+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	96	1001589118859941	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070101+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	97	1232427910677305	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070136+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	98	1720077928539889	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070169+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	99	2141137325342730	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.0702+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	100	3200452413785097	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070232+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	101	3336826510994456	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070265+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	102	3438317433217201	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070312+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	103	4084330523432417	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070348+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	104	4265110587798392	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070381+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	105	4615459468831411	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070415+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	106	4745299193947313	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070444+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	107	4829919977694106	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070471+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	108	4993661378772855	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070497+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	109	5879389825095380	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070561+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	110	5909193203534346	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070592+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	111	6267557250850032	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070627+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	112	6383157896009688	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.07066+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	113	6476079507259922	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070689+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	114	6640598547171373	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070716+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	115	7063447411672793	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070746+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	116	7933045513759280	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070776+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	117	8666950060507274	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070805+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	118	8974748089772043	7	1	100	2024-12-31	2025-01-10	2025-01-10 12:00:01.070835+00	767	-1	clean/clean/2024-12-01	\N	\N	postgres
1	119	1001589118859941	13	1	400	2025-01-19	2025-01-20	2025-01-20 12:00:00.001294+00	771	2	winter	\N	\N	town_recorder
1	120	4829919977694106	13	1	500	2025-01-18	2025-01-20	2025-01-20 12:00:00.002085+00	771	2	winter	\N	\N	town_recorder
1	121	5879389825095380	13	1	600	2025-01-17	2025-01-20	2025-01-20 12:00:00.002664+00	771	2	winter	\N	\N	town_recorder
1	122	5909193203534346	1	1	700	2025-01-16	2025-01-20	2025-01-20 12:00:00.003175+00	771	2	winter	\N	\N	town_recorder
1	123	7063447411672793	1	1	300	2025-01-15	2025-01-20	2025-01-20 12:00:00.003699+00	771	2	winter	\N	\N	town_recorder
1	124	6476079507259922	13	1	400	2025-01-14	2025-01-20	2025-01-20 12:00:00.004161+00	771	2	winter	\N	\N	town_recorder
1	125	8974748089772043	13	1	500	2025-01-13	2025-01-20	2025-01-20 12:00:00.004705+00	771	2	winter	\N	\N	town_recorder
1	126	4745299193947313	13	1	600	2025-01-12	2025-01-20	2025-01-20 12:00:00.005153+00	771	2	winter	\N	\N	town_recorder
1	127	3438317433217201	1	1	700	2025-01-11	2025-01-20	2025-01-20 12:00:00.005655+00	771	2	winter	\N	\N	town_recorder
1	128	2141137325342730	1	1	300	2025-01-10	2025-01-20	2025-01-20 12:00:00.006312+00	771	2	winter	\N	\N	town_recorder
1	129	4265110587798392	1	1	400	2025-01-09	2025-01-20	2025-01-20 12:00:00.006754+00	771	2	winter	\N	\N	town_recorder
1	130	1720077928539889	1	1	500	2025-01-08	2025-01-20	2025-01-20 12:00:00.007181+00	771	2	winter	\N	\N	town_recorder
1	131	4993661378772855	1	1	600	2025-01-07	2025-01-20	2025-01-20 12:00:00.007724+00	771	2	winter	\N	\N	town_recorder
1	132	7933045513759280	1	1	700	2025-01-06	2025-01-20	2025-01-20 12:00:00.008153+00	771	2	winter	\N	\N	town_recorder
1	133	955487151251888	1	1	300	2025-01-05	2025-01-20	2025-01-20 12:00:00.008637+00	771	2	winter	\N	\N	town_recorder
1	134	6383157896009688	1	1	400	2025-01-04	2025-01-20	2025-01-20 12:00:00.009719+00	771	2	winter	\N	\N	town_recorder
1	135	4084330523432417	1	1	500	2025-01-03	2025-01-20	2025-01-20 12:00:00.010185+00	771	2	winter	\N	\N	town_recorder
1	136	3336826510994456	1	1	600	2025-01-02	2025-01-20	2025-01-20 12:00:00.010666+00	771	2	winter	\N	\N	town_recorder
1	137	723409861556925	1	1	700	2025-01-01	2025-01-20	2025-01-20 12:00:00.011232+00	771	2	winter	\N	\N	town_recorder
1	138	8666950060507274	1	1	300	2024-12-31	2025-01-20	2025-01-20 12:00:00.011703+00	771	2	winter	\N	\N	town_recorder
1	139	1001589118859941	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.012985+00	772	2	litter	\\x4ba6b6b64190b65584a135a60cd78932699d0d331c8ed95f58d70a9ffa2b8469	\N	town_recorder
1	140	4829919977694106	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.013509+00	772	2	litter	\\xaa515a91eb154117184d6f6ac14a710705123a9fca438fb3b15f5e4b5ed8847e	\N	town_recorder
1	141	5879389825095380	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.013913+00	772	2	litter	\\x0ff765a3e15e1799c06adcdfae2706b66241f856265945123859df0a73047649	\N	town_recorder
1	142	5909193203534346	8	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.014334+00	772	2	litter	\\xa348104aba46dd23643dcacce2075fa11fb0144d705b027b4d3f02fea743093a	\N	town_recorder
1	143	7063447411672793	8	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.014722+00	772	2	litter	\\xc0af69acd7c255e559a0467387bd4e2131d1604f82ab0234d6b515c4e337bad2	\N	town_recorder
1	144	6476079507259922	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.015093+00	772	2	litter	\\xe7011d011894b8b4351d7e096f57879196e0122d3757103ccfee4607bf52d679	\N	town_recorder
1	145	8974748089772043	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.015496+00	772	2	litter	\\xccbae699469b8a4ec42e0969d34c90c52aca162f02e8767d4eba0ae6362e55b6	\N	town_recorder
1	146	4745299193947313	20	1	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.01585+00	772	2	litter	\\xa867b667adfc54e611a8bce43f1b1c560bf0bc6820ed3fe47658d2cd44c53a74	\N	town_recorder
1	147	4265110587798392	23	1	100	2025-01-18	2025-01-20	2025-01-20 12:00:00.016896+00	773	3	fraud	\\x437464ea1ab9fc499262fa2b1ed5c0ce2f1b0c4b746fe2e7757897733f6a88eb	\N	town_recorder
1	148	1720077928539889	23	1	100	2025-01-18	2025-01-20	2025-01-20 12:00:00.017366+00	773	3	fraud	\\xba230941e3ee401aa00f629cf1db9d4053bd471e51ec06d7cfc03b524e23ca0b	\N	town_recorder
1	149	4993661378772855	24	1	100	2025-01-18	2025-01-20	2025-01-20 12:00:00.017762+00	773	3	arson	\N	\N	town_recorder
1	150	7933045513759280	9	1	100	2025-01-18	2025-01-30	2025-01-20 12:00:00.018112+00	773	3	noise	\N	\N	town_recorder
1	151	955487151251888	9	1	100	2025-01-18	2025-01-30	2025-01-20 12:00:00.018922+00	773	3	noise	\N	\N	town_recorder
1	152	6267557250850032	10	1	100	2025-01-10	2025-01-20	2025-01-20 12:00:00.019759+00	774	3	permit	\\xd1bfa3de26d5456e0ff7a559d912a8f49eb2a6815c598b0fd022ebba6e8df4a8	\N	town_recorder
1	153	4615459468831411	10	1	100	2025-01-10	2025-01-20	2025-01-20 12:00:00.020141+00	774	3	permit	\\xe4d13245ee19c5e1fadc68921411a13c2d9dc1fbd1d81d1d78b54f4184a4183b	\N	town_recorder
1	154	6640598547171373	10	1	100	2025-01-10	2025-01-20	2025-01-20 12:00:00.020587+00	774	3	permit	\\x7204cf19256f824eefaa66a05ca7b7879e750e0a6e52ea304bd5b4ab4b67f08c	\N	town_recorder
1	155	6640598547171373	8	1	100	2025-01-10	2025-01-20	2025-01-20 12:00:00.021476+00	775	2	litter	\N	\N	town_recorder
1	156	7933045513759280	10	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.022149+00	776	3	permit	\N	\N	town_recorder
1	157	955487151251888	10	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.022535+00	776	3	permit	\N	\N	town_recorder
1	158	6383157896009688	22	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.022859+00	776	3	permit	\N	\N	town_recorder
1	159	4084330523432417	22	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.02321+00	776	3	permit	\N	\N	town_recorder
1	160	3336826510994456	22	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.023581+00	776	3	permit	\N	\N	town_recorder
1	161	723409861556925	10	1	100	2025-01-15	2025-01-20	2025-01-20 12:00:00.023891+00	776	3	permit	\N	\N	town_recorder
1	162	7063447411672793	8	3	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.213971+00	867	2	\N	\\x185019e3805eeba817766d7bc8b552acb46011cefd1c07b6b5da605c73529cd4	143	town_service
1	163	6476079507259922	20	3	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.215934+00	867	2	\N	\\x7a3b6e4aa6b81bcf12479e8ddff80cce00d0d394496c722dba28d0b705591579	144	town_service
1	164	8974748089772043	20	3	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.217624+00	867	2	\N	\\x29b6d603db624034dccd36c500354041f3ab1b07864af0d20d52d8a75dbe04ac	145	town_service
1	165	4745299193947313	20	3	100	2025-01-19	2025-01-20	2025-01-20 12:00:00.219212+00	867	2	\N	\\x2ce83a715f99aab827b42ec5c4a438b3febc63da83cfcfe4fdcfc23b65454f35	146	town_service
1	166	1720077928539889	23	3	100	2025-01-18	2025-01-20	2025-01-20 12:00:00.221909+00	868	3	\N	\\xaaedf16471c2ee2713380da0980a3c1da73fcfaf23307f36eee0d2087357b05c	148	town_service
1	167	955487151251888	9	3	100	2025-01-18	2025-01-30	2025-01-20 12:00:00.224059+00	868	3	\N	\\xf34fc58a2860d47115659dc92baf0c9a3ec81246ce3159385c62ead391080252	151	town_service
1	168	4829919977694106	20	5	4000	2025-01-19	2025-01-22	2025-01-22 12:00:00.001497+00	869	2	\N	\N	140	town_reviewer
1	169	7063447411672793	8	2	100	2025-01-19	2025-01-22	2025-01-22 12:00:00.006013+00	870	2	\N	\\x7e633f021860ac6aaa1616f6e09e918513fbc632b384ea138d178bdcdbfb0494	143	town_reviewer
1	170	6476079507259922	20	4	100	2025-01-19	2025-01-22	2025-01-22 12:00:00.009694+00	870	2	\N	\\xa305377c43a07326bf5179eed6f323222cf50d4b44cec859ee76c0cbcf588723	144	town_reviewer
1	171	8974748089772043	20	2	100	2025-01-19	2025-01-22	2025-01-22 12:00:00.011871+00	870	2	\N	\\x5a37796a575161285f1d9e4bf81f7325ac154d9667672e872a828e5c6d742108	145	town_reviewer
1	172	8974748089772043	20	1	50	2025-01-19	2025-01-22	2025-01-22 12:00:00.013379+00	870	-2	appeal/3	\\x7da009bfb32a1ede7c09240e50b1867a5681151bb30ee74f8f81f35e3a87dd9e	\N	town_reviewer
1	173	955487151251888	9	4	100	2025-01-18	2025-01-30	2025-01-22 12:00:00.021002+00	872	3	\N	\\x4b6668d3cb29f4c5a3ef47e0f5796f853a27e2c04d058653c4439b4a30fcf2ff	151	town_service
1	174	6476079507259922	20	3	100	2025-01-19	2025-01-22	2025-01-22 12:00:00.024207+00	873	2	\N	\\x577ad16bf86cbb67fc92ab13cb326884d460a85143f776363fdd7718e6d0e0c3	144	town_service
1	175	5879389825095380	20	5	4000	2025-01-19	2025-01-22	2025-01-22 12:00:00.03137+00	877	2	\N	\N	141	town_judge
1	176	1001589118859941	14	1	500	2025-01-22	2025-01-22	2025-01-22 12:00:00.032897+00	878	3	work off	\N	\N	town_recorder
1	177	7933045513759280	9	2	100	2025-01-18	2025-01-30	2025-01-22 12:00:00.034308+00	879	3	\N	\\xfc9a61c40875ddb85a91a4116df36b9246d9d411893721d4af271ec3693c8b51	150	town_recorder
1	178	1001589118859941	20	5	10000	2025-01-19	2025-01-22	2025-01-22 12:00:00.036558+00	881	2	\N	\N	139	postgres
1	179	6476079507259922	20	4	100	2025-01-19	2025-02-10	2025-02-10 12:00:00.028188+00	905	2	\N	\\xdb4097c5bff0a6c4ae1bb3136b6af0d7208f6cfa1917d8cae213a0e5a1fce86e	144	town_judge
1	180	723409861556925	10	2	100	2025-01-15	2025-02-10	2025-02-10 12:00:00.034462+00	907	3	\N	\\x8c259aeeabae9a8b8cde997c8d775b81a23a59f5f9ad7a6a83783b94dc60a7c4	161	town_judge
1	181	372623891051969	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.154762+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	182	652701732409687	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155019+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	183	1001589118859941	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.15511+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	184	1232427910677305	7	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155148+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	185	1720077928539889	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155179+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	186	2141137325342730	7	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155205+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	187	3200452413785097	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155229+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	188	3438317433217201	7	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155253+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	189	4745299193947313	19	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155278+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	190	8666950060507274	7	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.155314+00	986	-1	clean/clean/2025-01-01	\N	\N	postgres
1	191	723409861556925	7	1	100	2025-01-31	2025-02-10	2025-02-10 12:00:00.250956+00	1058	-1	clean/clean/2025-01-01	\N	\N	postgres
1	192	6267557250850032	10	5	10000	2025-01-10	2025-03-01	2025-03-01 12:00:00.015655+00	1067	3	\N	\N	152	town_elder2
1	193	7933045513759280	10	5	3000	2025-01-15	2025-03-01	2025-03-01 12:00:00.017709+00	1068	3	\N	\N	156	town_reviewer
1	194	955487151251888	10	5	3000	2025-01-15	2025-03-01	2025-03-01 12:00:00.019071+00	1068	3	\N	\N	157	town_reviewer
1	195	4084330523432417	22	2	100	2025-01-15	2025-03-01	2025-03-01 12:00:00.03003+00	1072	3	\N	\\x5e5952f80a9bf83483b39a8fd23ed00b645fa76707c93981feaea90e3944e144	159	town_judge
1	196	372623891051969	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266007+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	197	652701732409687	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266325+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	198	723409861556925	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.2664+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	199	955487151251888	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266443+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	200	1001589118859941	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266479+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	201	1232427910677305	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266532+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	202	1720077928539889	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266569+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	203	2141137325342730	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266597+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	204	3200452413785097	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266624+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	205	3336826510994456	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266649+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	206	3438317433217201	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266674+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	207	4084330523432417	19	1	100	2025-01-31	2025-03-01	2025-03-01 12:00:00.266883+00	1221	-1	clean/clean/2025-01-01	\N	\N	postgres
1	208	4084330523432417	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266928+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	209	4265110587798392	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266955+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	210	4615459468831411	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.266983+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	211	4745299193947313	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267009+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	212	4829919977694106	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267038+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	213	4993661378772855	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267068+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	214	5879389825095380	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267097+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	215	5909193203534346	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267128+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	216	6267557250850032	7	1	100	2025-01-31	2025-03-01	2025-03-01 12:00:00.267213+00	1221	-1	clean/clean/2025-01-01	\N	\N	postgres
1	217	6267557250850032	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267282+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	218	6383157896009688	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267325+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	219	6476079507259922	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267361+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	220	6640598547171373	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.26739+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	221	7933045513759280	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267419+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	222	8666950060507274	7	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267447+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	223	8974748089772043	19	1	100	2025-02-28	2025-03-01	2025-03-01 12:00:00.267474+00	1221	-1	clean/clean/2025-02-01	\N	\N	postgres
1	224	7933045513759280	10	5	6000	2025-01-15	2025-03-20	2025-03-20 12:00:00.008689+00	1228	3	\N	\N	156	town_reviewer
1	225	4265110587798392	23	5	5000	2025-01-18	2025-03-20	2025-03-20 12:00:00.01021+00	1228	3	\N	\N	147	town_reviewer
1	226	3438317433217201	8	5	10000	2024-03-10	2025-03-20	2025-03-20 12:00:00.013229+00	1230	2	\N	\N	30	postgres
1	227	3438317433217201	7	1	100	2024-03-31	2025-03-20	2025-03-20 12:00:00.240072+00	1377	-1	clean/clean/2024-03-01	\N	\N	postgres
1	228	7933045513759280	10	5	10000	2025-01-15	2025-06-20	2025-06-20 12:00:00.018285+00	1385	3	\N	\N	156	postgres
1	229	2141137325342730	10	5	10000	2024-06-10	2025-06-20	2025-06-20 12:00:00.020399+00	1385	3	\N	\N	21	postgres
1	230	372623891051969	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.184663+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	231	652701732409687	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.184964+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	232	723409861556925	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185016+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	233	955487151251888	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185253+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	234	1001589118859941	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.18531+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	235	1232427910677305	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185352+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	236	1720077928539889	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185394+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	237	2141137325342730	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185434+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	238	3200452413785097	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.18548+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	239	3336826510994456	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185522+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	240	3438317433217201	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185562+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	241	4084330523432417	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185605+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	242	4265110587798392	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185645+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	243	4615459468831411	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185713+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	244	4745299193947313	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185756+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	245	4829919977694106	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185802+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	246	4993661378772855	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185842+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	247	5879389825095380	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185889+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	248	5909193203534346	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185931+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	249	6267557250850032	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.185973+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	250	6383157896009688	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.186018+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	251	6476079507259922	19	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.186058+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	252	6640598547171373	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.1861+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	253	7933045513759280	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.18614+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	254	8666950060507274	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.186178+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	255	8974748089772043	7	1	100	2025-03-31	2025-06-20	2025-06-20 12:00:00.186226+00	1476	-1	clean/clean/2025-03-01	\N	\N	postgres
1	256	372623891051969	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.601981+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	257	652701732409687	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.60231+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	258	723409861556925	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602509+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	259	955487151251888	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.60257+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	260	1001589118859941	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602665+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	261	1232427910677305	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602739+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	262	1720077928539889	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602785+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	263	2141137325342730	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602832+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	264	3200452413785097	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602875+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	265	3336826510994456	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602917+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	266	3438317433217201	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602956+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	267	4084330523432417	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.602992+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	268	4265110587798392	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603038+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	269	4615459468831411	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603078+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	270	4745299193947313	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.60323+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	271	4829919977694106	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603283+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	272	4993661378772855	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603326+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	273	5879389825095380	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603362+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	274	5909193203534346	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603395+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	275	6267557250850032	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.60343+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	276	6383157896009688	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603467+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	277	6476079507259922	19	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603511+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	278	6640598547171373	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603549+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	279	7933045513759280	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603583+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	280	8666950060507274	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603619+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	281	8974748089772043	7	1	100	2025-04-30	2025-06-20	2025-06-20 12:00:00.603657+00	1716	-1	clean/clean/2025-04-01	\N	\N	postgres
1	282	372623891051969	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049269+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	283	652701732409687	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049574+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	284	723409861556925	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049632+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	285	955487151251888	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049675+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	286	1001589118859941	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.04975+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	287	1232427910677305	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.04979+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	288	1720077928539889	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049831+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	289	2141137325342730	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049873+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	290	3200452413785097	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.049918+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	291	3336826510994456	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.04996+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	292	3438317433217201	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050008+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	293	4084330523432417	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.05005+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	294	4265110587798392	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050088+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	295	4615459468831411	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050128+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	296	4745299193947313	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050166+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	297	4829919977694106	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050208+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	298	4993661378772855	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050251+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	299	5879389825095380	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050401+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	300	5909193203534346	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050457+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	301	6267557250850032	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050499+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	302	6383157896009688	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050541+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	303	6476079507259922	19	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.05058+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	304	6640598547171373	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050669+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	305	7933045513759280	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050772+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	306	8666950060507274	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.050817+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	307	8974748089772043	7	1	100	2025-05-31	2025-06-20	2025-06-20 12:00:01.05086+00	1964	-1	clean/clean/2025-05-01	\N	\N	postgres
1	308	2141137325342730	7	1	100	2024-06-30	2025-06-20	2025-06-20 12:00:01.313102+00	2116	-1	clean/clean/2024-06-01	\N	\N	postgres
1	309	7933045513759280	7	1	100	2025-01-31	2025-06-20	2025-06-20 12:00:01.313311+00	2116	-1	clean/clean/2025-01-01	\N	\N	postgres
1	310	1001589118859941	38	1	500	2025-07-14	2025-07-15	2025-07-15 12:00:00.000989+00	2120	2	summer	\N	\N	town_recorder
1	311	4829919977694106	38	1	600	2025-07-13	2025-07-15	2025-07-15 12:00:00.001667+00	2120	2	summer	\N	\N	town_recorder
1	312	5879389825095380	38	1	400	2025-07-12	2025-07-15	2025-07-15 12:00:00.002239+00	2120	2	summer	\N	\N	town_recorder
1	313	5909193203534346	38	1	500	2025-07-11	2025-07-15	2025-07-15 12:00:00.002754+00	2120	2	summer	\N	\N	town_recorder
1	314	6476079507259922	38	1	400	2025-07-09	2025-07-15	2025-07-15 12:00:00.003309+00	2120	2	summer	\N	\N	town_recorder
1	315	8974748089772043	26	1	500	2025-07-08	2025-07-15	2025-07-15 12:00:00.004051+00	2120	2	summer	\N	\N	town_recorder
1	316	4745299193947313	38	1	600	2025-07-07	2025-07-15	2025-07-15 12:00:00.004601+00	2120	2	summer	\N	\N	town_recorder
1	317	3438317433217201	26	1	400	2025-07-06	2025-07-15	2025-07-15 12:00:00.005147+00	2120	2	summer	\N	\N	town_recorder
1	318	2141137325342730	26	1	500	2025-07-05	2025-07-15	2025-07-15 12:00:00.005653+00	2120	2	summer	\N	\N	town_recorder
1	319	4265110587798392	38	1	600	2025-07-04	2025-07-15	2025-07-15 12:00:00.006195+00	2120	2	summer	\N	\N	town_recorder
1	320	1720077928539889	38	1	400	2025-07-03	2025-07-15	2025-07-15 12:00:00.006702+00	2120	2	summer	\N	\N	town_recorder
1	321	4993661378772855	38	1	500	2025-07-02	2025-07-15	2025-07-15 12:00:00.007247+00	2120	2	summer	\N	\N	town_recorder
1	322	7933045513759280	26	1	600	2025-07-01	2025-07-15	2025-07-15 12:00:00.007757+00	2120	2	summer	\N	\N	town_recorder
1	323	955487151251888	1	1	400	2025-06-30	2025-07-15	2025-07-15 12:00:00.008354+00	2120	2	summer	\N	\N	town_recorder
1	324	6383157896009688	13	1	500	2025-06-29	2025-07-15	2025-07-15 12:00:00.008868+00	2120	2	summer	\N	\N	town_recorder
1	325	4084330523432417	13	1	600	2025-06-28	2025-07-15	2025-07-15 12:00:00.009422+00	2120	2	summer	\N	\N	town_recorder
1	326	3336826510994456	13	1	400	2025-06-27	2025-07-15	2025-07-15 12:00:00.009931+00	2120	2	summer	\N	\N	town_recorder
1	327	723409861556925	1	1	500	2025-06-26	2025-07-15	2025-07-15 12:00:00.010476+00	2120	2	summer	\N	\N	town_recorder
1	328	8666950060507274	1	1	600	2025-06-25	2025-07-15	2025-07-15 12:00:00.010986+00	2120	2	summer	\N	\N	town_recorder
1	329	1001589118859941	50	1	200	2025-07-14	2025-07-15	2025-07-15 12:00:00.012329+00	2121	3	harvest	\N	\N	town_recorder
1	330	6476079507259922	50	1	200	2025-07-14	2025-07-15	2025-07-15 12:00:00.013179+00	2121	3	harvest	\N	\N	town_recorder
1	331	4265110587798392	50	1	200	2025-07-14	2025-07-15	2025-07-15 12:00:00.013911+00	2121	3	harvest	\N	\N	town_recorder
1	332	6383157896009688	50	1	200	2025-07-14	2025-07-15	2025-07-15 12:00:00.01465+00	2121	3	harvest	\N	\N	town_recorder
1	333	4084330523432417	45	1	100	2025-07-14	2025-07-15	2025-07-15 12:00:00.015811+00	2122	2	summer litter	\N	\N	town_recorder
1	334	3336826510994456	45	1	100	2025-07-14	2025-07-15	2025-07-15 12:00:00.016249+00	2122	2	summer litter	\N	\N	town_recorder
1	335	723409861556925	33	1	100	2025-07-14	2025-07-15	2025-07-15 12:00:00.016615+00	2122	2	summer litter	\N	\N	town_recorder
1	336	8666950060507274	33	1	100	2025-07-14	2025-07-15	2025-07-15 12:00:00.01699+00	2122	2	summer litter	\N	\N	town_recorder
1	337	8666950060507274	36	1	200	2025-07-14	2025-07-15	2025-07-15 12:00:00.0178+00	2123	3	summer fraud	\\x742791c5e65117e989cb6d15d6a6ca0c83d3bef1ee715d0bf06763a0edc31fba	\N	town_recorder
1	338	372623891051969	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162033+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	339	652701732409687	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162301+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	340	723409861556925	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162355+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	341	955487151251888	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162401+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	342	1001589118859941	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162572+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	343	1232427910677305	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162623+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	344	1720077928539889	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162671+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	345	2141137325342730	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162715+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	346	3200452413785097	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162759+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	347	3336826510994456	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162802+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	348	3438317433217201	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162844+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	349	4084330523432417	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162887+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	350	4265110587798392	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.162929+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	351	4615459468831411	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.16297+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	352	4745299193947313	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163008+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	353	4829919977694106	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163058+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	354	4993661378772855	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163135+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	355	5879389825095380	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163175+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	356	5909193203534346	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163216+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	357	6267557250850032	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163257+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	358	6383157896009688	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163303+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	359	6476079507259922	19	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163343+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	360	6640598547171373	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163385+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	361	7933045513759280	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163424+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	362	8666950060507274	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.16347+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	363	8974748089772043	7	1	100	2025-06-30	2025-07-15	2025-07-15 12:00:00.163512+00	2208	-1	clean/clean/2025-06-01	\N	\N	postgres
1	364	3438317433217201	26	2	400	2025-07-06	2025-07-15	2025-07-15 12:00:00.364732+00	2326	2	\N	\\xb09b9a6df74704eb4ba52f84c543ce989d4d6161002d0cc3846c7185a104c39e	317	town_many
1	365	372623891051969	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205337+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	366	652701732409687	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205604+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	367	955487151251888	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205685+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	368	1001589118859941	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.20573+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	369	1232427910677305	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205766+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	370	1720077928539889	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205801+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	371	2141137325342730	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205834+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	372	3200452413785097	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.20587+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	373	3438317433217201	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205905+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	374	4265110587798392	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205938+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	375	4615459468831411	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.205973+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	376	4745299193947313	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206011+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	377	4829919977694106	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206048+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	378	4993661378772855	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206081+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	379	5879389825095380	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206114+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	380	5909193203534346	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206147+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	381	6267557250850032	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.20618+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	382	6383157896009688	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206215+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	383	6476079507259922	44	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206343+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	384	6640598547171373	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206386+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	385	7933045513759280	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206427+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	386	8974748089772043	32	1	100	2025-07-31	2025-09-27	2025-09-27 12:00:00.206463+00	2469	-1	clean/clean/2025-07-01	\N	\N	postgres
1	387	372623891051969	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.58911+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	388	652701732409687	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589348+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	389	723409861556925	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589388+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	390	955487151251888	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589416+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	391	1001589118859941	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589442+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	392	1232427910677305	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589467+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	393	1720077928539889	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589555+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	394	2141137325342730	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589588+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	395	3200452413785097	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589624+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	396	3336826510994456	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589655+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	397	3438317433217201	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589688+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	398	4084330523432417	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.58972+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	399	4265110587798392	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589753+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	400	4615459468831411	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589785+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	401	4745299193947313	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589824+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	402	4829919977694106	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589854+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	403	4993661378772855	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.58988+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	404	5879389825095380	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589905+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	405	5909193203534346	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589928+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	406	6267557250850032	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589951+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	407	6383157896009688	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.589978+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	408	6476079507259922	44	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.590002+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	409	6640598547171373	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.590025+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	410	7933045513759280	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.590054+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	411	8666950060507274	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.59008+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	412	8974748089772043	32	1	100	2025-08-31	2025-09-27	2025-09-27 12:00:00.590104+00	2717	-1	clean/clean/2025-08-01	\N	\N	postgres
1	413	1001589118859941	40	1	200	2026-01-04	2026-01-05	2026-01-05 12:00:00.000906+00	2929	2	course	\N	\N	town_recorder
1	414	4829919977694106	40	1	200	2026-01-03	2026-01-05	2026-01-05 12:00:00.001897+00	2929	2	course	\N	\N	town_recorder
1	415	5879389825095380	40	1	200	2026-01-02	2026-01-05	2026-01-05 12:00:00.002516+00	2929	2	course	\N	\N	town_recorder
1	416	5909193203534346	40	1	200	2026-01-01	2026-01-05	2026-01-05 12:00:00.003045+00	2929	2	course	\N	\N	town_recorder
1	417	6476079507259922	40	1	200	2025-12-30	2026-01-05	2026-01-05 12:00:00.003551+00	2929	2	course	\N	\N	town_recorder
1	418	8974748089772043	28	1	200	2025-12-29	2026-01-05	2026-01-05 12:00:00.004048+00	2929	2	course	\N	\N	town_recorder
1	419	4745299193947313	40	1	200	2025-12-28	2026-01-05	2026-01-05 12:00:00.004598+00	2929	2	course	\N	\N	town_recorder
1	420	3438317433217201	28	1	200	2025-12-27	2026-01-05	2026-01-05 12:00:00.005198+00	2929	2	course	\N	\N	town_recorder
1	421	2141137325342730	28	1	200	2025-12-26	2026-01-05	2026-01-05 12:00:00.005706+00	2929	2	course	\N	\N	town_recorder
1	422	1001589118859941	45	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.006895+00	2930	2	winter litter	\\x086225fdbdab1a172cfe9ec616259ee93145e9dda9de231d8f87dcfc74f2e43e	\N	town_recorder
1	423	4829919977694106	45	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.007272+00	2930	2	winter litter	\\x055bd054694a4e77fb3c81c89e0afa414e2d4c054661072ff611a996fff446ea	\N	town_recorder
1	424	5879389825095380	45	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.007564+00	2930	2	winter litter	\\x487e06ef94ed7e912cf79293cf83cff685c6bbdf6ff0eef010aa270fbeded27d	\N	town_recorder
1	425	5909193203534346	45	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.007929+00	2930	2	winter litter	\\x7f4480cb9b2543882e44a92ea902ac9df15f87d8e996fe5c4f1b49d8d124b34b	\N	town_recorder
1	426	7063447411672793	33	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.008364+00	2930	2	winter litter	\\x72fc93d6a5dd0868600f105cdbbba887e00e811ab603d61c93bed236b395812e	\N	town_recorder
1	427	6476079507259922	45	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.008654+00	2930	2	winter litter	\\x41fe154171aec1d0b3d531e6e9a8d944eac6f5c7ac93d72ba84b9b4f5eda3802	\N	town_recorder
1	428	723409861556925	36	1	100	2026-01-03	2026-01-05	2026-01-05 12:00:00.009364+00	2931	3	winter fraud	\\x5b9c111e1570f5f1b55e54842b2ff835bc1a7ec188b588eac489e64f8c8e4550	\N	town_recorder
1	429	4265110587798392	49	1	100	2026-01-04	2026-01-05	2026-01-05 12:00:00.009926+00	2932	3	arson again	\N	\N	town_recorder
1	430	1720077928539889	49	1	100	2026-01-04	2026-01-05	2026-01-05 12:00:00.010244+00	2932	3	arson again	\N	\N	town_recorder
1	431	4993661378772855	49	1	100	2026-01-04	2026-01-05	2026-01-05 12:00:00.01049+00	2932	3	arson again	\N	\N	town_recorder
1	432	8974748089772043	35	1	100	2026-01-04	2026-01-05	2026-01-05 12:00:00.011002+00	2933	3	winter permit	\N	\N	town_recorder
1	433	4745299193947313	47	1	100	2026-01-04	2026-01-05	2026-01-05 12:00:00.011295+00	2933	3	winter permit	\N	\N	town_recorder
1	434	372623891051969	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.056532+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	435	652701732409687	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.056828+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	436	723409861556925	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.05688+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	437	955487151251888	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.056909+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	438	1001589118859941	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.056934+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	439	1232427910677305	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.056957+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	440	1720077928539889	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.05698+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	441	2141137325342730	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057046+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	442	3200452413785097	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057076+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	443	3336826510994456	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057139+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	444	3438317433217201	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057167+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	445	4084330523432417	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.05719+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	446	4265110587798392	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057213+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	447	4615459468831411	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057237+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	448	4745299193947313	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057261+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	449	4829919977694106	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057285+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	450	4993661378772855	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057308+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	451	5879389825095380	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057331+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	452	5909193203534346	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057363+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	453	6267557250850032	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057388+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	454	6383157896009688	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057413+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	455	6476079507259922	44	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057437+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	456	6640598547171373	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.05746+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	457	7933045513759280	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057483+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	458	8666950060507274	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057507+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	459	8974748089772043	32	1	100	2025-09-30	2026-01-05	2026-01-05 12:00:00.057531+00	2962	-1	clean/clean/2025-09-01	\N	\N	postgres
1	460	372623891051969	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419316+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	461	652701732409687	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419519+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	462	723409861556925	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419562+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	463	955487151251888	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419589+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	464	1001589118859941	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419614+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	465	1232427910677305	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419662+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	466	1720077928539889	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419777+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	467	2141137325342730	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419806+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	468	3200452413785097	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419831+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	469	3336826510994456	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419853+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	470	3438317433217201	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419876+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	471	4084330523432417	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419899+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	472	4265110587798392	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419922+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	473	4615459468831411	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419945+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	474	4745299193947313	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419973+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	475	4829919977694106	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.419998+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	476	4993661378772855	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420021+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	477	5879389825095380	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420044+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	478	5909193203534346	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420066+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	479	6267557250850032	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420124+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	480	6383157896009688	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420152+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	481	6476079507259922	44	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420175+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	482	6640598547171373	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420198+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	483	7933045513759280	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420227+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	484	8666950060507274	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420251+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	485	8974748089772043	32	1	100	2025-10-31	2026-01-05	2026-01-05 12:00:00.420273+00	3210	-1	clean/clean/2025-10-01	\N	\N	postgres
1	486	372623891051969	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764171+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	487	652701732409687	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764376+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	488	723409861556925	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764414+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	489	955487151251888	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.76446+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	490	1001589118859941	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764487+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	491	1232427910677305	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764511+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	492	1720077928539889	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764537+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	493	2141137325342730	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764568+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	494	3200452413785097	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764598+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	495	3336826510994456	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764624+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	496	3438317433217201	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.76465+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	497	4084330523432417	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764685+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	498	4265110587798392	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764713+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	499	4615459468831411	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764745+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	500	4745299193947313	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764777+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	501	4829919977694106	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764809+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	502	4993661378772855	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764841+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	503	5879389825095380	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.76487+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	504	5909193203534346	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.7649+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	505	6267557250850032	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764932+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	506	6383157896009688	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.764974+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	507	6476079507259922	44	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.765162+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	508	6640598547171373	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.765209+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	509	7933045513759280	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.765246+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	510	8666950060507274	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.76528+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	511	8974748089772043	32	1	100	2025-11-30	2026-01-05	2026-01-05 12:00:00.765311+00	3450	-1	clean/clean/2025-11-01	\N	\N	postgres
1	512	372623891051969	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.193716+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	513	652701732409687	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.19396+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	514	723409861556925	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194001+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	515	955487151251888	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194033+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	516	1001589118859941	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194065+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	517	1232427910677305	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194134+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	518	1720077928539889	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194192+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	519	2141137325342730	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194224+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	520	3200452413785097	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194252+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	521	3336826510994456	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194281+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	522	3438317433217201	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.19431+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	523	4084330523432417	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194338+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	524	4265110587798392	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194368+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	525	4615459468831411	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194536+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	526	4745299193947313	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194577+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	527	4829919977694106	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194616+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	528	4993661378772855	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194647+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	529	5879389825095380	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194683+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	530	5909193203534346	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194717+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	531	6267557250850032	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194754+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	532	6383157896009688	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194794+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	533	6476079507259922	44	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194831+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	534	6640598547171373	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194866+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	535	7933045513759280	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194905+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	536	8666950060507274	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194938+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	537	8974748089772043	32	1	100	2025-12-31	2026-01-05	2026-01-05 12:00:01.194973+00	3698	-1	clean/clean/2025-12-01	\N	\N	postgres
1	538	4265110587798392	49	3	100	2026-01-04	2026-03-10	2026-03-10 12:00:00.018998+00	3772	3	\N	\\xdb3074ea61a7a17acde7dd72d6aa13169988e1dd27dcf5df639dad67e3445d9f	429	town_service
1	539	1720077928539889	49	3	100	2026-01-04	2026-03-10	2026-03-10 12:00:00.020812+00	3772	3	\N	\\xfee281f6dc14c9e0fe4cc8302d3b201b5cccf4ca3ddc1725f1932885f5e24e28	430	town_service
1	540	6476079507259922	45	3	100	2026-01-03	2026-03-10	2026-03-10 12:00:00.026764+00	3775	2	\N	\\x9904f33cc790e8aab64da209ead273b427c7644d5c422224a8462ed0390dad12	427	town_service
1	541	4265110587798392	49	4	100	2026-01-04	2026-03-10	2026-03-10 12:00:00.039914+00	3781	3	\N	\\x2a57584951e783fbb7f405408cb3c72f4e5eb53a19caaec4cb44416e9e497f50	429	town_judge
1	542	1720077928539889	49	4	100	2026-01-04	2026-03-10	2026-03-10 12:00:00.042307+00	3781	3	\N	\\xb5b918cd45f69f2189e710ec6951e8d03aa4fe8c4c2c9e3b4c2b5a585778ef17	430	town_judge
1	543	1720077928539889	49	3	100	2026-01-04	2026-03-10	2026-03-10 12:00:00.04763+00	3783	3	\N	\\xa03331e543fd133d28b2a0687721c975739b1bbce6fa4247773f975419551aae	430	town_service
1	544	6640598547171373	8	5	10000	2025-01-10	2026-03-10	2026-03-10 12:00:00.05198+00	3785	2	\N	\N	155	postgres
1	545	5909193203534346	8	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.053301+00	3785	2	\N	\N	142	postgres
1	546	955487151251888	9	2	100	2025-01-18	2026-03-10	2026-03-10 12:00:00.053422+00	3785	3	\N	\N	151	postgres
1	547	6640598547171373	10	5	10000	2025-01-10	2026-03-10	2026-03-10 12:00:00.053555+00	3785	3	\N	\N	154	postgres
1	548	4615459468831411	10	5	10000	2025-01-10	2026-03-10	2026-03-10 12:00:00.053766+00	3785	3	\N	\N	153	postgres
1	549	955487151251888	10	5	10000	2025-01-15	2026-03-10	2026-03-10 12:00:00.053857+00	3785	3	\N	\N	157	postgres
1	550	8974748089772043	20	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.054055+00	3785	-2	\N	\N	172	postgres
1	551	6476079507259922	20	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.054156+00	3785	2	\N	\N	144	postgres
1	552	5879389825095380	20	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.054272+00	3785	2	\N	\N	141	postgres
1	553	4829919977694106	20	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.054371+00	3785	2	\N	\N	140	postgres
1	554	4745299193947313	20	5	10000	2025-01-19	2026-03-10	2026-03-10 12:00:00.054464+00	3785	2	\N	\N	146	postgres
1	555	6383157896009688	22	5	10000	2025-01-15	2026-03-10	2026-03-10 12:00:00.05456+00	3785	3	\N	\N	158	postgres
1	556	3336826510994456	22	5	10000	2025-01-15	2026-03-10	2026-03-10 12:00:00.054657+00	3785	3	\N	\N	160	postgres
1	557	4265110587798392	23	5	10000	2025-01-18	2026-03-10	2026-03-10 12:00:00.054745+00	3785	3	\N	\N	147	postgres
1	558	1720077928539889	23	5	10000	2025-01-18	2026-03-10	2026-03-10 12:00:00.054838+00	3785	3	\N	\N	148	postgres
1	559	4993661378772855	24	5	10000	2025-01-18	2026-03-10	2026-03-10 12:00:00.054942+00	3785	3	\N	\N	149	postgres
1	560	372623891051969	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347648+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	561	652701732409687	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347819+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	562	955487151251888	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.34785+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	563	1232427910677305	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347872+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	564	2141137325342730	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347893+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	565	3200452413785097	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347937+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	566	3336826510994456	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347957+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	567	3438317433217201	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.347976+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	568	4084330523432417	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348013+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	569	4615459468831411	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348051+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	570	6267557250850032	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348075+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	571	6383157896009688	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348095+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	572	6640598547171373	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348115+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	573	7933045513759280	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.34814+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	574	8666950060507274	32	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.348206+00	3972	-1	clean/clean/2026-01-01	\N	\N	postgres
1	575	372623891051969	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.614908+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	576	652701732409687	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615165+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	577	723409861556925	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615226+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	578	955487151251888	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615251+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	579	1001589118859941	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615271+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	580	1232427910677305	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615291+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	581	1720077928539889	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615309+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	582	2141137325342730	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615328+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	583	3200452413785097	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615347+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	584	3336826510994456	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615374+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	585	3438317433217201	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615393+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	586	4084330523432417	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615412+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	587	4265110587798392	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615431+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	588	4615459468831411	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615448+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	589	4745299193947313	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615467+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	590	4829919977694106	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615559+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	591	4993661378772855	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615581+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	592	5879389825095380	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615599+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	593	5909193203534346	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.61562+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	594	6267557250850032	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615637+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	595	6383157896009688	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615657+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	596	6476079507259922	44	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615675+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	597	6640598547171373	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615693+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	598	7933045513759280	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615709+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	599	8666950060507274	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615728+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	600	8974748089772043	32	1	100	2026-02-28	2026-03-10	2026-03-10 12:00:00.615746+00	4196	-1	clean/clean/2026-02-01	\N	\N	postgres
1	601	955487151251888	7	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.713844+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	602	1720077928539889	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.714014+00	4268	-1	clean/clean/2026-01-01	\N	\N	postgres
1	603	3336826510994456	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.71405+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	604	4265110587798392	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714075+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	605	4615459468831411	7	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714097+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	606	4829919977694106	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714117+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	607	4993661378772855	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714137+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	608	5879389825095380	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714156+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	609	5909193203534346	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714174+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	610	6383157896009688	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714237+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	611	6476079507259922	44	1	100	2026-01-31	2026-03-10	2026-03-10 12:00:00.714263+00	4268	-1	clean/clean/2026-01-01	\N	\N	postgres
1	612	6640598547171373	7	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714284+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	613	8974748089772043	19	1	100	2025-01-31	2026-03-10	2026-03-10 12:00:00.714302+00	4268	-1	clean/clean/2025-01-01	\N	\N	postgres
1	614	4745299193947313	46	1	100	2026-03-19	2026-03-30	2026-03-20 12:00:00.003022+00	4276	3	under notice	\N	\N	town_recorder
1	615	3438317433217201	35	1	100	2026-03-19	2026-03-20	2026-03-20 12:00:00.003442+00	4276	3	spring permit	\N	\N	town_recorder
1	616	6383157896009688	45	1	100	2026-03-20	2026-03-20	2026-03-20 12:00:00.11254+00	4362	2	unsettled	\N	\N	town_recorder
\.


--
-- Data for Name: erasure; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.erasure (subject_id, entry_id, on_day, years, reference_id, texts, reason, recorded_at, xact, actor) FROM stdin;
3438317433217201	30	2025-03-20	1	226	1	retention	2025-03-20 12:00:00.013469+00	1230	postgres
2141137325342730	21	2025-06-20	1	229	1	retention	2025-06-20 12:00:00.020636+00	1385	postgres
6640598547171373	155	2026-03-10	1	544	1	retention	2026-03-10 12:00:00.053209+00	3785	postgres
5909193203534346	142	2026-03-10	1	545	2	retention	2026-03-10 12:00:00.053352+00	3785	postgres
955487151251888	151	2026-03-10	1	546	4	retention	2026-03-10 12:00:00.05348+00	3785	postgres
6640598547171373	154	2026-03-10	1	547	3	retention	2026-03-10 12:00:00.053693+00	3785	postgres
4615459468831411	153	2026-03-10	1	548	3	retention	2026-03-10 12:00:00.053809+00	3785	postgres
955487151251888	157	2026-03-10	1	549	3	retention	2026-03-10 12:00:00.053982+00	3785	postgres
8974748089772043	172	2026-03-10	1	550	1	retention	2026-03-10 12:00:00.054094+00	3785	postgres
6476079507259922	144	2026-03-10	1	551	11	retention	2026-03-10 12:00:00.054221+00	3785	postgres
5879389825095380	141	2026-03-10	1	552	5	retention	2026-03-10 12:00:00.054312+00	3785	postgres
4829919977694106	140	2026-03-10	1	553	6	retention	2026-03-10 12:00:00.05441+00	3785	postgres
4745299193947313	146	2026-03-10	1	554	2	retention	2026-03-10 12:00:00.054502+00	3785	postgres
6383157896009688	158	2026-03-10	1	555	4	retention	2026-03-10 12:00:00.054597+00	3785	postgres
3336826510994456	160	2026-03-10	1	556	1	retention	2026-03-10 12:00:00.054692+00	3785	postgres
4265110587798392	147	2026-03-10	1	557	3	retention	2026-03-10 12:00:00.054784+00	3785	postgres
1720077928539889	148	2026-03-10	1	558	2	retention	2026-03-10 12:00:00.054885+00	3785	postgres
4993661378772855	149	2026-03-10	1	559	0	retention	2026-03-10 12:00:00.05498+00	3785	postgres
7933045513759280	150	2026-03-10	1	\N	1	retention	2026-03-10 12:00:00.055001+00	3785	postgres
723409861556925	161	2026-03-10	1	\N	2	retention	2026-03-10 12:00:00.055017+00	3785	postgres
7933045513759280	156	2026-03-10	1	\N	4	retention	2026-03-10 12:00:00.055033+00	3785	postgres
4084330523432417	159	2026-03-10	1	\N	4	retention	2026-03-10 12:00:00.055048+00	3785	postgres
7063447411672793	143	2026-03-10	1	\N	6	retention	2026-03-10 12:00:00.055065+00	3785	postgres
6267557250850032	152	2026-03-10	1	\N	5	retention	2026-03-10 12:00:00.055082+00	3785	postgres
8974748089772043	145	2026-03-10	1	\N	6	retention	2026-03-10 12:00:00.055098+00	3785	postgres
1001589118859941	139	2026-03-10	1	\N	1	retention	2026-03-10 12:00:00.055162+00	3785	postgres
\.


--
-- Data for Name: evidence; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.evidence (subject_id, entry_id, salt, body) FROM stdin;
5879389825095380	59	\\x35a22580fc6417931d7bd2d98661ced41930b3389c6a2945087411ed3429db89	\\x61206469706c6f6d61
8666950060507274	337	\\x3469c4b00acf85795988075a2cf71659d3b5bc21c7a4da30602106383ebc44ec	\\x6d6f72652066696c6573
3438317433217201	364	\\xc112733bebb0d91425cdc5cd64324a2d64435c3de56a860ceda5f25dd38c8ab9	\\x77617320616e6f74686572
1001589118859941	422	\\xdcc60fc06e3dcb1ce2bc6bdfc6779fa3d46fd6f078c25ca88b7e07fda6f9e4fb	\\x706963747572652031
4829919977694106	423	\\x2976817bda1abf843d5444e9783ac174331de35af778d44c40fb6a6bdac28bd4	\\x706963747572652032
5879389825095380	424	\\x81a16339fb9475a97423778dff8751ca685552e63b58f7abb263670edb78fef1	\\x706963747572652033
5909193203534346	425	\\x065b8c95cd2a82a5e9a6dc753a5f79f14125d48acbc320952278d8872332b404	\\x706963747572652034
7063447411672793	426	\\xa95f93c10bbd10c3b3a1df893c09e8bb57a9fadca97de64f0c72411fe4be051d	\\x706963747572652035
6476079507259922	427	\\x15c74b65ee4b0137ee04771c4f57cf278de947bb1b01d841e1ea5d307e25cc55	\\x706963747572652036
723409861556925	428	\\x810e6de2ab02cbbe11e92b52f8776a1ff7dd6f176815e1012e2dea6a4bc9a0d7	\\x746865206c6173742066696c6573
4265110587798392	538	\\x2e7b37e790613881ee9167dd97b8d9286531443025c66104bab1f0f6b4fa0c51	\\x61707065616c203131
1720077928539889	539	\\x288acc6925db7408cddb49e39a4f4578f81fe44dd4d72eacece253f23734ec07	\\x61707065616c203132
6476079507259922	540	\\x0ed61ae358b31f679f9bf7a1310aee17e0e06657f8f3b4089ef067c54a08c816	\\x61707065616c203130
4265110587798392	541	\\x56c1820008dcd71d917da3bbcef6266d7386365abff09d5f8b4853d814dc80a4	\\x61707065616c203131
1720077928539889	542	\\x4b435636597aa4f16ad01941f0adf482b74913def7bd11cf816ebca577f09a83	\\x61707065616c203132
1720077928539889	543	\\xdb8c62d62e380fc8945fb41475c39465ef41162598428dbc75765aa933bedeef	\\x61707065616c203132
\.


--
-- Data for Name: gift; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.gift (subject_id, gift_id, recipient_id, request_id, amount, available, on_day, note, recorded_at, xact, actor) FROM stdin;
7933045513759280	3	6383157896009688	gift 1	250	2650	2025-02-10	\\x13dd2fcd15e3fa71d0a70358f2fd4e3a40e090742322ad774e6183f51a8e5159	2025-02-10 12:00:00.015959+00	900	town_service
723409861556925	4	8666950060507274	gift 2	100	2800	2025-02-10	\N	2025-02-10 12:00:00.017711+00	900	town_service
\.


--
-- Data for Name: hold; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.hold (subject_id, redemption_id, policy_id, benefit, quantity, cost, until, until_day) FROM stdin;
5879389825095380	14	4	seat	1	100	2026-03-20 13:00:00.11325+00	2026-03-20
\.


--
-- Data for Name: holiday; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.holiday (calendar, day, working, title) FROM stdin;
cn	2025-10-01	f	National Day
cn	2025-10-02	f	National Day
cn	2025-10-03	f	National Day
cn	2025-10-04	f	National Day
cn	2025-10-05	f	National Day
cn	2025-10-06	f	National Day
cn	2025-10-07	f	National Day
cn	2025-10-08	f	National Day
cn	2025-09-28	t	worked instead
cn	2025-10-11	t	worked instead
default	2025-01-01	f	\N
\.


--
-- Data for Name: linked_decision; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.linked_decision (subject_id, entry_id, link_id, document_date, reference, recorded_at, xact, actor) FROM stdin;
6640598547171373	154	1	2025-01-17	\\xa54bf25cf289a376b75bb93734e8457669e551339b4e9da6714a12ec09a9cb81	2025-01-20 12:00:00.028349+00	777	town_recorder
6640598547171373	155	1	2025-01-17	\\xa54bf25cf289a376b75bb93734e8457669e551339b4e9da6714a12ec09a9cb81	2025-01-20 12:00:00.028634+00	777	town_recorder
\.


--
-- Data for Name: membership; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.membership (subject_id, membership_id, household_id, since, effective_on, recorded_at, xact, actor) FROM stdin;
1001589118859941	1	372623891051969	2024-02-01	2025-01-10	2025-01-10 12:00:00.986908+00	755	town_service
4829919977694106	2	652701732409687	2024-02-01	2025-01-10	2025-01-10 12:00:00.988332+00	755	town_service
5879389825095380	3	3200452413785097	2024-02-01	2025-01-10	2025-01-10 12:00:00.989162+00	755	town_service
5909193203534346	4	372623891051969	2024-02-01	2025-01-10	2025-01-10 12:00:00.989712+00	755	town_service
7063447411672793	5	652701732409687	2024-02-01	2025-01-10	2025-01-10 12:00:00.990194+00	755	town_service
6476079507259922	6	3200452413785097	2024-02-01	2025-01-10	2025-01-10 12:00:00.990695+00	755	town_service
8974748089772043	7	372623891051969	2024-02-01	2025-01-10	2025-01-10 12:00:00.991134+00	755	town_service
4745299193947313	8	652701732409687	2024-02-01	2025-01-10	2025-01-10 12:00:00.991555+00	755	town_service
3438317433217201	9	3200452413785097	2024-02-01	2025-01-10	2025-01-10 12:00:00.992064+00	755	town_service
5879389825095380	10	\N	2025-03-01	2025-03-20	2025-03-20 12:00:00.006607+00	1227	town_service
5909193203534346	11	652701732409687	2025-03-15	2025-03-20	2025-03-20 12:00:00.007155+00	1227	town_service
\.


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.outbox (outbox_id, topic, subject_id, payload, created_at, taken_until, taken, acked_at) FROM stdin;
31	repair	4829919977694106	{"day": "2025-01-22", "move": "submit", "step": 2, "share": 4000, "state": "applied", "case_id": 2, "entry_id": 140, "subject_id": 4829919977694106}	2025-01-22 12:00:00.030055+00	2026-03-20 12:05:00.110045+00	1	2026-03-20 12:00:00.111415+00
32	repair	5879389825095380	{"day": "2025-01-22", "move": "pass", "step": 1, "share": 4000, "state": "repairable", "case_id": 3, "entry_id": 141, "subject_id": 5879389825095380}	2025-01-22 12:00:00.031996+00	2026-03-20 12:05:00.11006+00	1	2026-03-20 12:00:00.111429+00
33	repair	1001589118859941	{"day": "2025-01-22", "move": "pass", "step": 1, "share": 10000, "state": "repaired", "case_id": 1, "entry_id": 139, "subject_id": 1001589118859941}	2025-01-22 12:00:00.036352+00	2026-03-20 12:05:00.110074+00	1	2026-03-20 12:00:00.111443+00
34	tier_changed	1720077928539889	{"to": "good", "from": "plain", "cause": "veto_end", "granted": ["pool"], "withdrawn": [], "subject_id": 1720077928539889, "effective_on": "2025-01-21"}	2025-01-22 12:00:00.049909+00	2026-03-20 12:05:00.110087+00	1	2026-03-20 12:00:00.111457+00
35	appeal	4993661378772855	{"due": "2025-01-21", "move": "overdue", "what": "mark", "entry_id": 149, "appeal_id": 6}	2025-01-22 12:00:00.053488+00	2026-03-20 12:05:00.110103+00	1	2026-03-20 12:00:00.111473+00
36	repair	4829919977694106	{"day": "2025-02-10", "move": "return", "step": 2, "share": 4000, "state": "returned", "case_id": 2, "entry_id": 140, "subject_id": 4829919977694106}	2025-02-10 12:00:00.001774+00	2026-03-20 12:05:00.110116+00	1	2026-03-20 12:00:00.111486+00
37	appeal	4745299193947313	{"due": "2025-02-13", "move": "resume", "state": "marked", "entry_id": 146, "instance": 1, "appeal_id": 4}	2025-02-10 12:00:00.004593+00	2026-03-20 12:05:00.110129+00	1	2026-03-20 12:00:00.1115+00
61	tier_changed	372623891051969	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 372623891051969, "effective_on": "2025-02-10"}	2025-02-10 12:00:00.255112+00	\N	0	\N
62	tier_changed	652701732409687	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 652701732409687, "effective_on": "2025-02-10"}	2025-02-10 12:00:00.255212+00	\N	0	\N
63	tier_changed	723409861556925	{"to": "star", "from": "plain", "cause": "lock", "granted": ["pool"], "withdrawn": [], "subject_id": 723409861556925, "effective_on": "2025-02-10"}	2025-02-10 12:00:00.255244+00	\N	0	\N
64	tier_changed	3200452413785097	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 3200452413785097, "effective_on": "2025-02-10"}	2025-02-10 12:00:00.255274+00	\N	0	\N
65	tier_changed	8666950060507274	{"to": "plain", "from": "good", "cause": "lock", "granted": [], "withdrawn": ["pool"], "subject_id": 8666950060507274, "effective_on": "2025-02-10"}	2025-02-10 12:00:00.255296+00	\N	0	\N
46	redemption	955487151251888	{"state": "confirmed", "benefit": "seat", "quantity": 1, "subject_id": 955487151251888, "redemption_id": 5}	2025-02-10 12:00:00.023016+00	2026-03-20 12:05:00.110313+00	1	\N
47	redemption	6383157896009688	{"state": "released", "benefit": "seat", "quantity": 2, "subject_id": 6383157896009688, "redemption_id": 6}	2025-02-10 12:00:00.024323+00	2026-03-20 12:05:00.110328+00	1	\N
38	appeal	4993661378772855	{"due": "2025-01-29", "move": "forward", "state": "filed", "entry_id": 149, "instance": 1, "appeal_id": 6}	2025-02-10 12:00:00.007197+00	2026-03-20 12:05:00.110144+00	1	2026-03-20 12:00:00.111513+00
39	redemption	3438317433217201	{"state": "redeemed", "benefit": "soap", "quantity": 1, "subject_id": 3438317433217201, "redemption_id": 1}	2025-02-10 12:00:00.012989+00	2026-03-20 12:05:00.110167+00	1	2026-03-20 12:00:00.111526+00
40	redemption	2141137325342730	{"state": "redeemed", "benefit": "soap", "quantity": 1, "subject_id": 2141137325342730, "redemption_id": 2}	2025-02-10 12:00:00.013795+00	2026-03-20 12:05:00.110195+00	1	2026-03-20 12:00:00.111541+00
41	gift	7933045513759280	{"to": 6383157896009688, "from": 7933045513759280, "amount": 2.50, "gift_id": 3}	2025-02-10 12:00:00.016367+00	2026-03-20 12:05:00.110235+00	1	2026-03-20 12:00:00.111556+00
42	gift	723409861556925	{"to": 8666950060507274, "from": 723409861556925, "amount": 1.00, "gift_id": 4}	2025-02-10 12:00:00.017798+00	2026-03-20 12:05:00.110255+00	1	2026-03-20 12:00:00.111568+00
43	redemption	955487151251888	{"state": "held", "benefit": "seat", "quantity": 1, "subject_id": 955487151251888, "redemption_id": 5}	2025-02-10 12:00:00.019657+00	2026-03-20 12:05:00.110268+00	1	2026-03-20 12:00:00.11161+00
44	redemption	6383157896009688	{"state": "held", "benefit": "seat", "quantity": 2, "subject_id": 6383157896009688, "redemption_id": 6}	2025-02-10 12:00:00.020296+00	2026-03-20 12:05:00.110284+00	1	2026-03-20 12:00:00.111629+00
45	redemption	4084330523432417	{"state": "held", "benefit": "seat", "quantity": 1, "subject_id": 4084330523432417, "redemption_id": 7}	2025-02-10 12:00:00.020841+00	2026-03-20 12:05:00.110299+00	1	2026-03-20 12:00:00.111644+00
21	repair	4829919977694106	{"day": "2025-01-22", "move": "pass", "step": 1, "share": 4000, "state": "repairable", "case_id": 2, "entry_id": 140, "subject_id": 4829919977694106}	2025-01-22 12:00:00.002183+00	2026-03-20 12:05:00.109864+00	2	2026-03-20 12:00:00.11122+00
22	repair	5879389825095380	{"day": "2025-01-22", "move": "refuse", "step": 1, "share": 0, "state": "rejected", "case_id": 3, "entry_id": 141, "subject_id": 5879389825095380}	2025-01-22 12:00:00.003308+00	2026-03-20 12:05:00.109905+00	2	2026-03-20 12:00:00.111271+00
23	appeal	7063447411672793	{"due": null, "move": "uphold", "state": "upheld", "entry_id": 143, "instance": 1, "appeal_id": 1}	2025-01-22 12:00:00.007908+00	2026-03-20 12:05:00.109923+00	2	2026-03-20 12:00:00.111299+00
24	appeal	6476079507259922	{"due": null, "move": "reject", "state": "rejected", "entry_id": 144, "instance": 1, "appeal_id": 2}	2025-01-22 12:00:00.010672+00	2026-03-20 12:05:00.109939+00	2	2026-03-20 12:00:00.111315+00
25	appeal	8974748089772043	{"due": null, "move": "correct", "state": "corrected", "entry_id": 145, "instance": 1, "appeal_id": 3}	2025-01-22 12:00:00.014481+00	2026-03-20 12:05:00.109953+00	2	2026-03-20 12:00:00.11133+00
26	appeal	1720077928539889	{"due": "2025-02-17", "move": "extend", "state": "marked", "entry_id": 148, "instance": 1, "appeal_id": 5}	2025-01-22 12:00:00.017251+00	2026-03-20 12:05:00.109967+00	2	2026-03-20 12:00:00.111344+00
27	appeal	4745299193947313	{"due": null, "move": "pause", "state": "paused", "entry_id": 146, "instance": 1, "appeal_id": 4}	2025-01-22 12:00:00.019+00	2026-03-20 12:05:00.109981+00	2	2026-03-20 12:00:00.111358+00
28	appeal	955487151251888	{"due": null, "move": "withdraw", "state": "withdrawn", "entry_id": 151, "instance": 1, "appeal_id": 7}	2025-01-22 12:00:00.021889+00	2026-03-20 12:05:00.109995+00	2	2026-03-20 12:00:00.111372+00
29	appeal	6476079507259922	{"due": "2025-01-29", "move": "request_review", "state": "review", "entry_id": 144, "instance": 2, "appeal_id": 2}	2025-01-22 12:00:00.025549+00	2026-03-20 12:05:00.110008+00	2	2026-03-20 12:00:00.111386+00
66	repair	7933045513759280	{"day": "2025-03-01", "move": "mature", "step": 1, "share": 0, "state": "repairable", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-03-01 12:00:00.001982+00	\N	0	\N
67	repair	7933045513759280	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-03-01 12:00:00.002714+00	\N	0	\N
68	repair	955487151251888	{"day": "2025-03-01", "move": "mature", "step": 1, "share": 0, "state": "repairable", "case_id": 8, "entry_id": 157, "subject_id": 955487151251888}	2025-03-01 12:00:00.00372+00	\N	0	\N
69	repair	955487151251888	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 8, "entry_id": 157, "subject_id": 955487151251888}	2025-03-01 12:00:00.004343+00	\N	0	\N
70	repair	6383157896009688	{"day": "2025-03-01", "move": "mature", "step": 1, "share": 0, "state": "repairable", "case_id": 9, "entry_id": 158, "subject_id": 6383157896009688}	2025-03-01 12:00:00.005287+00	\N	0	\N
71	repair	6383157896009688	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 9, "entry_id": 158, "subject_id": 6383157896009688}	2025-03-01 12:00:00.005815+00	\N	0	\N
72	repair	4084330523432417	{"day": "2025-03-01", "move": "mature", "step": 1, "share": 0, "state": "repairable", "case_id": 10, "entry_id": 159, "subject_id": 4084330523432417}	2025-03-01 12:00:00.00672+00	\N	0	\N
73	repair	4084330523432417	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 10, "entry_id": 159, "subject_id": 4084330523432417}	2025-03-01 12:00:00.007309+00	\N	0	\N
74	repair	6267557250850032	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 12, "entry_id": 152, "subject_id": 6267557250850032}	2025-03-01 12:00:00.010088+00	\N	0	\N
75	repair	4615459468831411	{"day": "2025-03-01", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 13, "entry_id": 153, "subject_id": 4615459468831411}	2025-03-01 12:00:00.011274+00	\N	0	\N
76	repair	6267557250850032	{"day": "2025-03-01", "move": "pass", "step": 1, "share": 10000, "state": "repaired", "case_id": 12, "entry_id": 152, "subject_id": 6267557250850032}	2025-03-01 12:00:00.016221+00	\N	0	\N
77	repair	7933045513759280	{"day": "2025-03-01", "move": "pass", "step": 1, "share": 3000, "state": "repairable", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-03-01 12:00:00.018343+00	\N	0	\N
78	repair	955487151251888	{"day": "2025-03-01", "move": "pass", "step": 1, "share": 3000, "state": "repairable", "case_id": 8, "entry_id": 157, "subject_id": 955487151251888}	2025-03-01 12:00:00.019671+00	\N	0	\N
79	repair	6383157896009688	{"day": "2025-03-01", "move": "refuse", "step": 1, "share": 0, "state": "rejected", "case_id": 9, "entry_id": 158, "subject_id": 6383157896009688}	2025-03-01 12:00:00.021425+00	\N	0	\N
80	repair	6383157896009688	{"day": "2025-03-01", "move": "appeal", "step": 1, "share": 0, "state": "appealed", "case_id": 9, "entry_id": 158, "subject_id": 6383157896009688}	2025-03-01 12:00:00.023177+00	\N	0	\N
81	repair	4084330523432417	{"day": "2025-03-01", "move": "annul", "step": 1, "share": 0, "state": "annulled", "case_id": 10, "entry_id": 159, "subject_id": 4084330523432417}	2025-03-01 12:00:00.03085+00	\N	0	\N
82	review	4084330523432417	{"kind": "loss", "agree": false, "review_id": 17, "decision_id": 159, "reversal_id": 195}	2025-03-01 12:00:00.032441+00	\N	0	\N
83	review	2141137325342730	{"kind": "loss", "agree": true, "review_id": 1, "decision_id": 21, "reversal_id": null}	2025-03-01 12:00:00.033719+00	\N	0	\N
84	review	7933045513759280	{"kind": "loss", "agree": true, "review_id": 3, "decision_id": 156, "reversal_id": null}	2025-03-01 12:00:00.034826+00	\N	0	\N
85	review	6640598547171373	{"kind": "loss", "agree": true, "review_id": 5, "decision_id": 154, "reversal_id": null}	2025-03-01 12:00:00.035921+00	\N	0	\N
86	review	6267557250850032	{"kind": "loss", "agree": true, "review_id": 6, "decision_id": 152, "reversal_id": null}	2025-03-01 12:00:00.036989+00	\N	0	\N
87	redemption	4084330523432417	{"state": "timed_out", "benefit": "seat", "quantity": 1, "subject_id": 4084330523432417, "redemption_id": 7}	2025-03-01 12:00:00.043443+00	\N	0	\N
88	appeal	4745299193947313	{"due": "2025-02-13", "move": "overdue", "what": "decision", "entry_id": 146, "appeal_id": 4}	2025-03-01 12:00:00.078227+00	\N	0	\N
89	appeal	1720077928539889	{"due": "2025-02-17", "move": "overdue", "what": "decision", "entry_id": 148, "appeal_id": 5}	2025-03-01 12:00:00.12697+00	\N	0	\N
90	tier_changed	4084330523432417	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 4084330523432417, "effective_on": "2025-03-01"}	2025-03-01 12:00:00.272026+00	\N	0	\N
91	tier_changed	4745299193947313	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 4745299193947313, "effective_on": "2025-03-01"}	2025-03-01 12:00:00.272112+00	\N	0	\N
92	tier_changed	4993661378772855	{"to": "low", "from": "plain", "cause": "confirmed", "granted": [], "withdrawn": [], "subject_id": 4993661378772855, "effective_on": "2025-03-01"}	2025-03-01 12:00:00.272144+00	\N	0	\N
93	tier_changed	5879389825095380	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 5879389825095380, "effective_on": "2025-03-01"}	2025-03-01 12:00:00.272167+00	\N	0	\N
94	repair	7933045513759280	{"day": "2025-03-20", "move": "submit", "step": 2, "share": 3000, "state": "applied", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-03-20 12:00:00.002178+00	\N	0	\N
95	repair	4265110587798392	{"day": "2025-03-20", "move": "mature", "step": 1, "share": 0, "state": "repairable", "case_id": 5, "entry_id": 147, "subject_id": 4265110587798392}	2025-03-20 12:00:00.003447+00	\N	0	\N
96	repair	4265110587798392	{"day": "2025-03-20", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 5, "entry_id": 147, "subject_id": 4265110587798392}	2025-03-20 12:00:00.004174+00	\N	0	\N
97	repair	7933045513759280	{"day": "2025-03-20", "move": "pass", "step": 2, "share": 6000, "state": "repairable", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-03-20 12:00:00.009262+00	\N	0	\N
98	repair	4265110587798392	{"day": "2025-03-20", "move": "pass", "step": 1, "share": 5000, "state": "repairable", "case_id": 5, "entry_id": 147, "subject_id": 4265110587798392}	2025-03-20 12:00:00.010871+00	\N	0	\N
99	tier_changed	3438317433217201	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 3438317433217201, "effective_on": "2025-03-20"}	2025-03-20 12:00:00.244566+00	\N	0	\N
100	repair	7933045513759280	{"day": "2025-06-20", "move": "pass", "step": 3, "share": 10000, "state": "repaired", "case_id": 7, "entry_id": 156, "subject_id": 7933045513759280}	2025-06-20 12:00:00.018029+00	\N	0	\N
101	tier_changed	8666950060507274	{"to": "good", "from": "plain", "cause": "unlock", "granted": ["pool"], "withdrawn": [], "subject_id": 8666950060507274, "effective_on": "2025-05-01"}	2025-06-20 12:00:00.608931+00	\N	0	\N
102	tier_changed	1232427910677305	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 1232427910677305, "effective_on": "2025-06-20"}	2025-06-20 12:00:01.317985+00	\N	0	\N
103	tier_changed	2141137325342730	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 2141137325342730, "effective_on": "2025-06-20"}	2025-06-20 12:00:01.318103+00	\N	0	\N
104	tier_changed	6267557250850032	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 6267557250850032, "effective_on": "2025-06-20"}	2025-06-20 12:00:01.318145+00	\N	0	\N
105	tier_changed	6383157896009688	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 6383157896009688, "effective_on": "2025-06-20"}	2025-06-20 12:00:01.318176+00	\N	0	\N
106	review	\N	{"drawn": 3, "draw_id": 163}	2025-07-15 12:00:00.023198+00	\N	0	\N
107	tier_changed	1001589118859941	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 1001589118859941, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.35573+00	\N	0	\N
108	tier_changed	1720077928539889	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 1720077928539889, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.355826+00	\N	0	\N
109	tier_changed	4265110587798392	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 4265110587798392, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.355866+00	\N	0	\N
110	tier_changed	4829919977694106	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 4829919977694106, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.355898+00	\N	0	\N
111	tier_changed	7933045513759280	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 7933045513759280, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.355928+00	\N	0	\N
112	tier_changed	8666950060507274	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 8666950060507274, "effective_on": "2025-07-15"}	2025-07-15 12:00:00.355966+00	\N	0	\N
113	redemption	1001589118859941	{"state": "redeemed", "benefit": "seat", "quantity": 1, "subject_id": 1001589118859941, "redemption_id": 8}	2025-07-15 12:00:00.359888+00	\N	0	\N
114	redemption	4829919977694106	{"state": "redeemed", "benefit": "seat", "quantity": 1, "subject_id": 4829919977694106, "redemption_id": 9}	2025-07-15 12:00:00.360659+00	\N	0	\N
115	redemption	5879389825095380	{"state": "redeemed", "benefit": "seat", "quantity": 1, "subject_id": 5879389825095380, "redemption_id": 10}	2025-07-15 12:00:00.361511+00	\N	0	\N
116	redemption	3438317433217201	{"state": "redeemed", "benefit": "seat", "quantity": 1, "subject_id": 3438317433217201, "redemption_id": 11}	2025-07-15 12:00:00.362592+00	\N	0	\N
117	redemption	3438317433217201	{"state": "redeemed", "benefit": "soap", "quantity": 1, "subject_id": 3438317433217201, "redemption_id": 12}	2025-07-15 12:00:00.363488+00	\N	0	\N
118	review	\N	{"drawn": 1, "draw_id": 188}	2025-07-15 12:00:00.370298+00	\N	0	\N
119	appeal	3336826510994456	{"due": "2025-10-10", "move": "file", "state": "filed", "entry_id": 334, "instance": 1, "appeal_id": 8}	2025-09-27 12:00:00.00392+00	\N	0	\N
120	tier_changed	955487151251888	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 955487151251888, "effective_on": "2025-09-27"}	2025-09-27 12:00:00.899382+00	\N	0	\N
121	review	\N	{"drawn": 8, "draw_id": 263}	2026-01-05 12:00:00.016837+00	\N	0	\N
122	appeal	3336826510994456	{"due": "2025-09-28", "move": "overdue", "what": "mark", "entry_id": 334, "appeal_id": 8}	2026-01-05 12:00:00.027015+00	\N	0	\N
123	appeal	3336826510994456	{"due": "2025-10-10", "move": "overdue", "what": "decision", "entry_id": 334, "appeal_id": 8}	2026-01-05 12:00:00.173986+00	\N	0	\N
124	tier_changed	1001589118859941	{"to": "good", "from": "star", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 1001589118859941, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251278+00	\N	0	\N
125	tier_changed	1720077928539889	{"to": "good", "from": "star", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 1720077928539889, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251363+00	\N	0	\N
126	tier_changed	2141137325342730	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 2141137325342730, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251397+00	\N	0	\N
127	tier_changed	3336826510994456	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 3336826510994456, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.25142+00	\N	0	\N
128	tier_changed	4084330523432417	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 4084330523432417, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251441+00	\N	0	\N
129	tier_changed	4265110587798392	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 4265110587798392, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.25146+00	\N	0	\N
130	tier_changed	4745299193947313	{"to": "good", "from": "star", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 4745299193947313, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251481+00	\N	0	\N
131	tier_changed	4829919977694106	{"to": "good", "from": "star", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 4829919977694106, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251506+00	\N	0	\N
132	tier_changed	5879389825095380	{"to": "good", "from": "star", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 5879389825095380, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251526+00	\N	0	\N
133	tier_changed	7063447411672793	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 7063447411672793, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.251637+00	\N	0	\N
134	tier_changed	1720077928539889	{"to": "low", "from": "good", "cause": "confirmed", "granted": [], "withdrawn": ["pool"], "subject_id": 1720077928539889, "effective_on": "2026-01-05"}	2026-01-05 12:00:01.260422+00	\N	0	\N
135	review	\N	{"drawn": 5, "draw_id": 363}	2026-01-05 12:00:01.269776+00	\N	0	\N
136	restriction	4993661378772855	{"benefit": "no_permit", "in_force": true, "subject_id": 4993661378772855, "effective_on": "2026-01-08"}	2026-01-08 12:00:00.042349+00	\N	0	\N
137	repair	1001589118859941	{"day": "2026-03-10", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 16, "entry_id": 422, "subject_id": 1001589118859941}	2026-03-10 12:00:00.006588+00	\N	0	\N
138	repair	4829919977694106	{"day": "2026-03-10", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 17, "entry_id": 423, "subject_id": 4829919977694106}	2026-03-10 12:00:00.007834+00	\N	0	\N
139	repair	5879389825095380	{"day": "2026-03-10", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 18, "entry_id": 424, "subject_id": 5879389825095380}	2026-03-10 12:00:00.00892+00	\N	0	\N
140	appeal	7063447411672793	{"due": "2026-03-17", "move": "file", "state": "filed", "entry_id": 426, "instance": 1, "appeal_id": 9}	2026-03-10 12:00:00.01092+00	\N	0	\N
141	appeal	6476079507259922	{"due": "2026-03-17", "move": "file", "state": "filed", "entry_id": 427, "instance": 1, "appeal_id": 10}	2026-03-10 12:00:00.012619+00	\N	0	\N
142	appeal	4265110587798392	{"due": "2026-03-17", "move": "file", "state": "filed", "entry_id": 429, "instance": 1, "appeal_id": 11}	2026-03-10 12:00:00.014497+00	\N	0	\N
143	appeal	1720077928539889	{"due": "2026-03-17", "move": "file", "state": "filed", "entry_id": 430, "instance": 1, "appeal_id": 12}	2026-03-10 12:00:00.015852+00	\N	0	\N
144	appeal	4993661378772855	{"due": "2026-03-17", "move": "file", "state": "filed", "entry_id": 431, "instance": 1, "appeal_id": 13}	2026-03-10 12:00:00.017128+00	\N	0	\N
145	appeal	4265110587798392	{"due": "2026-03-17", "move": "mark", "state": "marked", "entry_id": 429, "instance": 1, "appeal_id": 11}	2026-03-10 12:00:00.019869+00	\N	0	\N
146	appeal	1720077928539889	{"due": "2026-03-17", "move": "mark", "state": "marked", "entry_id": 430, "instance": 1, "appeal_id": 12}	2026-03-10 12:00:00.021501+00	\N	0	\N
147	repair	8974748089772043	{"day": "2026-03-10", "move": "submit", "step": 1, "share": 0, "state": "applied", "case_id": 21, "entry_id": 432, "subject_id": 8974748089772043}	2026-03-10 12:00:00.025224+00	\N	0	\N
148	appeal	6476079507259922	{"due": "2026-03-17", "move": "mark", "state": "marked", "entry_id": 427, "instance": 1, "appeal_id": 10}	2026-03-10 12:00:00.027603+00	\N	0	\N
149	redemption	2141137325342730	{"state": "redeemed", "benefit": "seat", "quantity": 1, "subject_id": 2141137325342730, "redemption_id": 13}	2026-03-10 12:00:00.028807+00	\N	0	\N
150	repair	4829919977694106	{"day": "2026-03-10", "move": "refuse", "step": 1, "share": 0, "state": "rejected", "case_id": 17, "entry_id": 423, "subject_id": 4829919977694106}	2026-03-10 12:00:00.030668+00	\N	0	\N
151	repair	5879389825095380	{"day": "2026-03-10", "move": "return", "step": 1, "share": 0, "state": "returned", "case_id": 18, "entry_id": 424, "subject_id": 5879389825095380}	2026-03-10 12:00:00.032061+00	\N	0	\N
152	repair	4829919977694106	{"day": "2026-03-10", "move": "appeal", "step": 1, "share": 0, "state": "appealed", "case_id": 17, "entry_id": 423, "subject_id": 4829919977694106}	2026-03-10 12:00:00.033907+00	\N	0	\N
153	appeal	6476079507259922	{"due": "2026-03-17", "move": "forward", "state": "marked", "entry_id": 427, "instance": 1, "appeal_id": 10}	2026-03-10 12:00:00.036167+00	\N	0	\N
154	repair	8974748089772043	{"day": "2026-03-10", "move": "refuse", "step": 1, "share": 0, "state": "rejected", "case_id": 21, "entry_id": 432, "subject_id": 8974748089772043}	2026-03-10 12:00:00.037905+00	\N	0	\N
155	appeal	4265110587798392	{"due": null, "move": "reject", "state": "rejected", "entry_id": 429, "instance": 1, "appeal_id": 11}	2026-03-10 12:00:00.041081+00	\N	0	\N
156	appeal	1720077928539889	{"due": null, "move": "reject", "state": "rejected", "entry_id": 430, "instance": 1, "appeal_id": 12}	2026-03-10 12:00:00.043452+00	\N	0	\N
157	appeal	6476079507259922	{"due": null, "move": "pause", "state": "paused", "entry_id": 427, "instance": 1, "appeal_id": 10}	2026-03-10 12:00:00.045642+00	\N	0	\N
158	appeal	1720077928539889	{"due": "2026-03-17", "move": "request_review", "state": "review", "entry_id": 430, "instance": 2, "appeal_id": 12}	2026-03-10 12:00:00.048447+00	\N	0	\N
159	tier_changed	1001589118859941	{"to": "star", "from": "good", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 1001589118859941, "effective_on": "2026-01-13"}	2026-03-10 12:00:00.118278+00	\N	0	\N
160	tier_changed	4829919977694106	{"to": "star", "from": "good", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 4829919977694106, "effective_on": "2026-01-13"}	2026-03-10 12:00:00.118359+00	\N	0	\N
161	tier_changed	5879389825095380	{"to": "star", "from": "good", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 5879389825095380, "effective_on": "2026-01-13"}	2026-03-10 12:00:00.118379+00	\N	0	\N
162	tier_changed	4745299193947313	{"to": "star", "from": "good", "cause": "requirement", "granted": [], "withdrawn": [], "subject_id": 4745299193947313, "effective_on": "2026-01-14"}	2026-03-10 12:00:00.129027+00	\N	0	\N
163	tier_changed	955487151251888	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 955487151251888, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718331+00	\N	0	\N
164	tier_changed	1720077928539889	{"to": "star", "from": "low", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 1720077928539889, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718411+00	\N	0	\N
165	tier_changed	3336826510994456	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 3336826510994456, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718433+00	\N	0	\N
166	tier_changed	3438317433217201	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 3438317433217201, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718449+00	\N	0	\N
167	tier_changed	4615459468831411	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 4615459468831411, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718464+00	\N	0	\N
168	tier_changed	5909193203534346	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 5909193203534346, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718556+00	\N	0	\N
169	tier_changed	6383157896009688	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 6383157896009688, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718577+00	\N	0	\N
170	tier_changed	6476079507259922	{"to": "star", "from": "good", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 6476079507259922, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718592+00	\N	0	\N
171	tier_changed	6640598547171373	{"to": "good", "from": "plain", "cause": "score", "granted": ["pool"], "withdrawn": [], "subject_id": 6640598547171373, "effective_on": "2026-03-10"}	2026-03-10 12:00:00.718606+00	\N	0	\N
172	review	\N	{"drawn": 2, "draw_id": 428}	2026-03-20 12:00:00.009944+00	\N	0	\N
173	appeal	7063447411672793	{"due": "2026-03-11", "move": "overdue", "what": "mark", "entry_id": 426, "appeal_id": 9}	2026-03-20 12:00:00.020196+00	\N	0	\N
174	appeal	4993661378772855	{"due": "2026-03-11", "move": "overdue", "what": "mark", "entry_id": 431, "appeal_id": 13}	2026-03-20 12:00:00.020302+00	\N	0	\N
175	appeal	1720077928539889	{"due": "2026-03-17", "move": "overdue", "what": "decision", "entry_id": 430, "appeal_id": 12}	2026-03-20 12:00:00.080993+00	\N	0	\N
176	appeal	7063447411672793	{"due": "2026-03-17", "move": "overdue", "what": "decision", "entry_id": 426, "appeal_id": 9}	2026-03-20 12:00:00.081101+00	\N	0	\N
177	appeal	4993661378772855	{"due": "2026-03-17", "move": "overdue", "what": "decision", "entry_id": 431, "appeal_id": 13}	2026-03-20 12:00:00.081182+00	\N	0	\N
178	tier_changed	2141137325342730	{"to": "good", "from": "star", "cause": "lock", "granted": [], "withdrawn": [], "subject_id": 2141137325342730, "effective_on": "2026-03-20"}	2026-03-20 12:00:00.107308+00	\N	0	\N
179	tier_changed	3438317433217201	{"to": "good", "from": "star", "cause": "score", "granted": [], "withdrawn": [], "subject_id": 3438317433217201, "effective_on": "2026-03-20"}	2026-03-20 12:00:00.107379+00	\N	0	\N
48	redemption	2141137325342730	{"state": "cancelled", "benefit": "soap", "quantity": 1, "subject_id": 2141137325342730, "redemption_id": 2}	2025-02-10 12:00:00.025655+00	2026-03-20 12:05:00.110343+00	1	\N
49	appeal	6476079507259922	{"due": null, "move": "reject", "state": "confirmed", "entry_id": 144, "instance": 2, "appeal_id": 2}	2025-02-10 12:00:00.029516+00	2026-03-20 12:05:00.110364+00	1	\N
50	annulment	3336826510994456	{"due": "2025-02-10", "cleared": false, "entry_id": 160}	2025-02-10 12:00:00.032189+00	2026-03-20 12:05:00.110383+00	1	\N
51	annulment	723409861556925	{"due": "2025-02-13", "cleared": false, "entry_id": 161}	2025-02-10 12:00:00.03408+00	2026-03-20 12:05:00.1104+00	1	\N
52	annulment	723409861556925	{"cleared": true, "entry_id": 161, "reversal_id": 180}	2025-02-10 12:00:00.035+00	2026-03-20 12:05:00.110417+00	1	\N
53	tier_changed	723409861556925	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 723409861556925, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.066194+00	2026-03-20 12:05:00.110434+00	1	\N
54	tier_changed	955487151251888	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 955487151251888, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.06628+00	2026-03-20 12:05:00.110452+00	1	\N
55	tier_changed	3336826510994456	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 3336826510994456, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.066311+00	2026-03-20 12:05:00.110478+00	1	\N
56	tier_changed	4084330523432417	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 4084330523432417, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.066336+00	2026-03-20 12:05:00.110497+00	1	\N
57	tier_changed	4993661378772855	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 4993661378772855, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.066358+00	2026-03-20 12:05:00.110573+00	1	\N
58	tier_changed	6383157896009688	{"to": "plain", "from": "good", "cause": "score", "granted": [], "withdrawn": ["pool"], "subject_id": 6383157896009688, "effective_on": "2025-01-24"}	2025-02-10 12:00:00.066379+00	2026-03-20 12:05:00.110642+00	1	\N
59	review	\N	{"drawn": 4, "draw_id": 16}	2025-02-10 12:00:00.072554+00	2026-03-20 12:05:00.110663+00	1	\N
60	appeal	4993661378772855	{"due": "2025-01-29", "move": "overdue", "what": "decision", "entry_id": 149, "appeal_id": 6}	2025-02-10 12:00:00.126654+00	2026-03-20 12:05:00.110681+00	1	\N
30	repair	5879389825095380	{"day": "2025-01-22", "move": "appeal", "step": 1, "share": 0, "state": "appealed", "case_id": 3, "entry_id": 141, "subject_id": 5879389825095380}	2025-01-22 12:00:00.027663+00	2026-03-20 12:05:00.110022+00	2	2026-03-20 12:00:00.1114+00
180	redemption	5879389825095380	{"state": "held", "benefit": "seat", "quantity": 1, "subject_id": 5879389825095380, "redemption_id": 14}	2026-03-20 12:00:00.113558+00	\N	0	\N
\.


--
-- Data for Name: panel; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.panel (area, panel_id, members, recorded_at, xact, actor) FROM stdin;
town	1	{town_elder1,town_elder2,town_elder3}	2025-01-10 12:00:00.997095+00	756	postgres
\.


--
-- Data for Name: policy; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.policy (policy_id, area, code, version, document, loaded_at, actor) FROM stdin;
1	town	town-points	1	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town", "base": 1000, "code": "town-points", "gifts": true, "title": {"en": "points", "zh": "积分"}, "version": "1", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	2025-01-10 12:00:00.95182+00	town_policy_admin
2	town.hill	hill-points	1	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}, {"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}], "policy": {"area": "town.hill", "base": 1005, "code": "hill-points", "title": {"en": "hill points", "zh": "山分"}, "extend": true, "version": "1"}}	2025-01-10 12:00:00.958082+00	town_policy_admin
3	town	town-points	2	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2.5, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town", "base": 995, "code": "town-points", "gifts": true, "title": {"en": "points", "zh": "积分"}, "version": "2", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	2025-06-20 12:00:00.001812+00	town_policy_admin
4	town.hill	hill-points	2	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}, {"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}], "policy": {"area": "town.hill", "base": 1005, "code": "hill-points", "title": {"en": "hill points", "zh": "山分"}, "extend": true, "version": "2"}}	2025-06-20 12:00:00.008351+00	town_policy_admin
5	town	town-points	draft	{"rules": [{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}, {"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}, {"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}, {"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}, {"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}, {"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}, {"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}, {"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}, {"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}, {"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}, {"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}], "tiers": [{"code": "low", "rank": 1, "title": {"en": "low", "zh": "低"}, "promote_at": 0}, {"code": "plain", "rank": 2, "title": {"en": "plain", "zh": "普通"}, "promote_at": 900}, {"code": "good", "rank": 3, "title": {"en": "good", "zh": "良好"}, "hold_days": 14, "promote_at": 1010, "demote_below": 1000}, {"code": "star", "rank": 4, "title": {"en": "star", "zh": "星"}, "requires": {"clean_days": 10}, "promote_at": 1060, "demote_below": 1050}], "clocks": [{"code": "appeal_decision", "working_days": 5, "extension_days": 15}], "policy": {"area": "town", "base": 1000, "code": "town-points", "gifts": true, "title": {"en": "points", "zh": "积分"}, "version": "draft", "calendar": "cn", "erase_years": 1, "review_share": 0.5, "appeal_suspends": true}, "benefits": [{"code": "soap", "cost": 3, "kind": "redemption", "stock": 50, "title": {"en": "soap", "zh": "皂"}, "per_period": {"limit": 5, "period": "month"}}, {"code": "seat", "cost": 1, "kind": "redemption", "stock": 6, "title": {"en": "seat", "zh": "座"}, "hold_minutes": 60}, {"code": "pool", "title": {"en": "pool", "zh": "泳池"}, "min_tier": "good", "scenario": "leisure"}, {"code": "loan", "unit": {"en": "yuan", "zh": "元"}, "title": {"en": "loan", "zh": "贷款"}, "value": 5000, "min_score": 1020, "clean_days": 20}, {"code": "no_permit", "title": {"en": "no permit is given", "zh": "不予许可"}, "effect": "adverse", "decision": "human", "max_tier": "low", "legal_basis": "Town Order 12"}], "dimensions": [{"cap": 300, "code": "service", "title": {"en": "service", "zh": "服务"}}, {"code": "order", "floor": -300, "title": {"en": "order", "zh": "秩序"}}, {"code": "learning", "title": {"en": "learning", "zh": "学习"}}], "repair_steps": [{"kind": "service_hours", "path": "work", "rule": "hours", "amount": 4, "decider": "system", "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "desk", "restores": 4000, "severity": "minor"}, {"kind": "commitment", "path": "desk", "step": 2, "restores": 10000, "severity": "minor"}, {"kind": "duty", "path": "office", "title": {"en": "duty fulfilled", "zh": "履行义务"}, "evidence": "required", "restores": 3000, "severity": "general"}, {"kind": "training", "path": "office", "step": 2, "amount": 1, "min_days": 10, "restores": 6000, "severity": "general"}, {"kind": "observation", "path": "office", "step": 3, "amount": 30, "decider": "system", "restores": 10000, "severity": "general"}, {"kind": "peer_review", "path": "elders", "quorum": 2, "restores": 10000, "severity": "general"}, {"kind": "third_party", "path": "assessor", "restores": 5000, "severity": "serious"}, {"kind": "observation", "path": "assessor", "step": 2, "amount": 400, "decider": "system", "restores": 10000, "severity": "serious"}], "repair_windows": [{"max_days": 90, "severity": "minor"}, {"max_days": 365, "min_days": 30, "severity": "general"}, {"max_days": 1095, "min_days": 60, "severity": "serious"}]}	2025-06-20 12:00:00.014069+00	town_policy_admin
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
4de8d7aa-08ce-42e8-a3de-370d52fe1be9	town	Asia/Shanghai	2	1	4	1736510400750649	\\xafdf7d0ea138e22fce84daac0e49eb317bb080bb06c3b4ba93dae0bdacce45ca	2025-01-10 12:00:00.751344+00	t
\.


--
-- Data for Name: redemption; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.redemption (subject_id, redemption_id, request_id, benefit, policy_id, quantity, cost, available, on_day, hold_until, recorded_at, xact, actor) FROM stdin;
3438317433217201	1	till 1	soap	1	1	300	1400	2025-02-10	\N	2025-02-10 12:00:00.011879+00	899	town_service
2141137325342730	2	till 2	soap	1	1	300	1300	2025-02-10	\N	2025-02-10 12:00:00.013567+00	899	town_service
955487151251888	5	seat 1	seat	1	1	100	1400	2025-02-10	2025-02-10 13:00:00.018753+00	2025-02-10 12:00:00.019177+00	901	town_service
6383157896009688	6	seat 2	seat	2	2	200	2850	2025-02-10	2025-02-10 13:00:00.019945+00	2025-02-10 12:00:00.020027+00	901	town_service
4084330523432417	7	seat 3	seat	2	1	100	2050	2025-02-10	2025-02-10 13:00:00.020566+00	2025-02-10 12:00:00.020643+00	901	town_service
1001589118859941	8	summer seat	seat	4	1	100	3150	2025-07-15	\N	2025-07-15 12:00:00.359519+00	2324	town_service
4829919977694106	9	summer seat	seat	4	1	100	4100	2025-07-15	\N	2025-07-15 12:00:00.360409+00	2324	town_service
5879389825095380	10	summer seat	seat	4	1	100	3200	2025-07-15	\N	2025-07-15 12:00:00.361065+00	2324	town_service
3438317433217201	11	back	seat	3	1	100	1000	2025-07-15	\N	2025-07-15 12:00:00.362298+00	2325	town_service
3438317433217201	12	again	soap	3	1	300	700	2025-07-15	\N	2025-07-15 12:00:00.363192+00	2325	town_service
2141137325342730	13	winter seat	seat	3	1	100	100	2026-03-10	\N	2026-03-10 12:00:00.028403+00	3776	town_service
5879389825095380	14	late seat	seat	4	1	100	3100	2026-03-20	2026-03-20 13:00:00.11325+00	2026-03-20 12:00:00.113344+00	4363	town_service
\.


--
-- Data for Name: redemption_move; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.redemption_move (subject_id, move_id, redemption_id, state, on_day, reason, recorded_at, xact, actor) FROM stdin;
955487151251888	1	5	confirmed	2025-02-10	\N	2025-02-10 12:00:00.022564+00	902	town_service
6383157896009688	2	6	released	2025-02-10	\N	2025-02-10 12:00:00.02399+00	903	town_service
2141137325342730	3	2	cancelled	2025-02-10	\\x111b3987f9d1f9d16e68990c05f04e257c921c43322373c26f6c4b13b944fb0d	2025-02-10 12:00:00.025418+00	904	town_service
4084330523432417	4	7	timed_out	2025-02-10	\N	2025-03-01 12:00:00.043651+00	1076	postgres
\.


--
-- Data for Name: repair_case; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.repair_case (subject_id, case_id, entry_id, policy_id, severity, path, area, document_date, repairable_from, ends_on, lapses_on, opened_on, state, step, step_since, share, appealed, moves, submitted_on, submitted_by, due_on, next_move_on, watch, watched_rule, closed_on) FROM stdin;
5909193203534346	4	142	2	1	work	town.hill.north	2025-01-19	2025-01-19	2025-04-19	2026-01-19	2025-01-20	8	1	2025-01-20	0	f	2	\N	town_service	\N	\N	0	\N	2025-01-20
1001589118859941	1	139	2	1	work	town.hill	2025-01-19	2025-01-19	2025-04-19	2026-01-19	2025-01-20	6	1	2025-01-20	10000	f	2	\N	town_service	\N	\N	0	\N	2025-01-22
8666950060507274	14	337	3	3	assessor	town	2025-07-14	2025-09-12	2028-07-13	2026-07-14	2025-09-27	2	1	2025-09-27	0	f	1	\N	town_service	\N	2026-07-14	0	\N	\N
6267557250850032	12	152	1	2	elders	town.lake	2025-01-10	2025-02-09	2026-01-10	2026-01-10	2025-01-20	6	1	2025-01-20	10000	f	6	2025-03-01	town_service	\N	\N	0	\N	2025-03-01
4084330523432417	10	159	2	2	office	town.hill.north	2025-01-15	2025-02-14	2026-01-15	2026-01-15	2025-01-20	10	1	2025-01-20	0	f	4	2025-03-01	town_service	\N	\N	0	\N	2025-03-01
4829919977694106	2	140	2	1	desk	town.hill.north	2025-01-19	2025-01-19	2025-04-19	2026-01-19	2025-01-20	9	2	2025-01-22	4000	f	6	2025-01-22	town_service	\N	\N	0	\N	2025-06-20
5879389825095380	3	141	2	1	desk	town.hill.south	2025-01-19	2025-01-19	2025-04-19	2026-01-19	2025-01-20	9	2	2025-01-22	4000	f	6	2025-01-22	town_service	\N	\N	0	\N	2025-06-20
7933045513759280	7	156	1	2	office	town.lake.east	2025-01-15	2025-02-14	2026-01-15	2026-01-15	2025-01-20	6	3	2025-03-20	10000	f	7	2025-03-20	town_service	\N	\N	0	\N	2025-06-20
4084330523432417	15	333	4	1	work	town.hill.north	2025-07-14	2025-07-14	2025-10-12	2026-07-14	2025-09-27	9	1	2025-09-27	0	f	2	\N	town_service	\N	\N	0	\N	2026-01-05
5909193203534346	19	425	4	1	work	town.hill.north	2026-01-03	2026-01-03	2026-04-03	2027-01-03	2026-03-10	2	1	2026-03-10	0	f	1	\N	town_service	\N	2026-01-03	1	hours	\N
723409861556925	20	428	3	3	assessor	town.lake.east	2026-01-03	2026-03-04	2029-01-02	2027-01-03	2026-03-10	2	1	2026-03-10	0	f	1	\N	town_service	\N	2027-01-03	0	\N	\N
1001589118859941	16	422	4	1	desk	town.hill	2026-01-03	2026-01-03	2026-04-03	2027-01-03	2026-03-10	3	1	2026-03-10	0	f	2	2026-03-10	town_service	2026-03-13	2026-04-03	0	\N	\N
4745299193947313	22	433	4	2	office	town.hill.south	2026-01-04	2026-02-03	2027-01-04	2027-01-04	2026-03-10	2	1	2026-03-10	0	f	1	\N	town_service	\N	2027-01-04	0	\N	\N
5879389825095380	18	424	4	1	desk	town.hill.south	2026-01-03	2026-01-03	2026-04-03	2027-01-03	2026-03-10	4	1	2026-03-10	0	f	3	2026-03-10	town_service	\N	2026-04-03	0	\N	\N
4829919977694106	17	423	4	1	desk	town.hill.north	2026-01-03	2026-01-03	2026-04-03	2027-01-03	2026-03-10	5	1	2026-03-10	0	t	4	2026-03-10	town_service	2026-03-13	2026-04-03	0	\N	\N
8974748089772043	21	432	3	2	office	town.lake	2026-01-04	2026-02-03	2027-01-04	2027-01-04	2026-03-10	7	1	2026-03-10	0	f	3	2026-03-10	town_service	\N	\N	0	\N	2026-03-10
955487151251888	8	157	1	2	office	town	2025-01-15	2025-02-14	2026-01-15	2026-01-15	2025-01-20	11	2	2025-03-01	3000	f	5	2025-03-01	town_service	\N	\N	0	\N	2026-03-10
3336826510994456	11	160	2	2	office	town.hill.south	2025-01-15	2025-02-14	2026-01-15	2026-01-15	2025-01-20	11	1	2025-01-20	0	f	3	\N	town_service	\N	\N	0	\N	2026-03-10
4265110587798392	5	147	2	3	assessor	town.hill	2025-01-18	2025-03-19	2028-01-18	2026-01-18	2025-01-20	11	2	2025-03-20	5000	f	5	2025-03-20	town_service	\N	\N	0	\N	2026-03-10
4615459468831411	13	153	1	2	elders	town.lake	2025-01-10	2025-02-09	2026-01-10	2026-01-10	2025-01-20	11	1	2025-01-20	0	f	5	2025-03-01	town_service	\N	\N	0	\N	2026-03-10
6383157896009688	9	158	2	2	office	town.hill	2025-01-15	2025-02-14	2026-01-15	2026-01-15	2025-01-20	11	1	2025-01-20	0	t	6	2025-03-01	town_service	\N	\N	0	\N	2026-03-10
6640598547171373	6	155	1	1	desk	town.lake	2025-01-17	2025-02-16	2026-01-17	2026-01-10	2025-01-20	11	1	2025-01-20	0	f	3	\N	town_service	\N	\N	0	\N	2026-03-10
3438317433217201	23	615	3	2	elders	town.lake.east	2026-03-19	2026-04-18	2027-03-19	2027-03-19	2026-03-20	1	1	2026-03-20	0	f	1	\N	town_service	\N	2026-04-18	0	\N	\N
\.


--
-- Data for Name: repair_move; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, share_before, share, vote, repair_id, evidence, reason, recorded_at, xact, actor) FROM stdin;
1001589118859941	1	1	1	0	2	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.175081+00	860	town_service
4829919977694106	2	1	1	0	2	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.176158+00	860	town_service
5879389825095380	3	1	1	0	2	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.177096+00	860	town_service
5909193203534346	4	1	1	0	2	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.177892+00	860	town_service
4265110587798392	5	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.178656+00	860	town_service
6640598547171373	6	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.179467+00	860	town_service
7933045513759280	7	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.180736+00	861	town_service
955487151251888	8	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.181307+00	861	town_service
6383157896009688	9	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.181822+00	861	town_service
4084330523432417	10	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.182357+00	861	town_service
3336826510994456	11	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.182879+00	861	town_service
6267557250850032	12	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.184026+00	862	town_service
4615459468831411	13	1	1	0	1	1	2025-01-20	0	0	0	\N	\N	\N	\N	2025-01-20 12:00:00.18461+00	862	town_service
4829919977694106	2	2	3	2	3	1	2025-01-20	0	0	0	\N	\N	\\x012e810205e338c3613595dabe48eadf242ee0fbb56b32f4b967a729e65904b9	\\xf78ab3915ad2941c29ccb47bb1731b2de9af22fce53a9dfb808d0fb408f60803	2025-01-20 12:00:00.18751+00	863	town_service
5879389825095380	3	2	3	2	3	1	2025-01-20	0	0	0	\N	\N	\\x3a01e92d58060746919905f9867ffa3a5cdfd0f8c07988db29f088f8059c4c2a	\N	2025-01-20 12:00:00.189037+00	863	town_service
5909193203534346	4	2	10	2	8	1	2025-01-20	0	0	0	\N	\N	\N	\\xb48f521faf40461d3be1701698699c1f22c1bd44f47688d11156ee2b1460095c	2025-01-20 12:00:00.190665+00	864	town_service
4829919977694106	2	3	6	3	2	1	2025-01-22	2	0	4000	\N	168	\N	\\x0eb8cf1f5ef7f7b747c6c7741661fb3cf265de50ad15143d4dde87795057675a	2025-01-22 12:00:00.001902+00	869	town_reviewer
5879389825095380	3	3	7	3	7	1	2025-01-22	2	0	0	\N	\N	\N	\\xbbc1dcc181199327572d84f991b782b7ea7927ca3613c9e480c6ae2e5ad3782d	2025-01-22 12:00:00.003091+00	869	town_reviewer
5879389825095380	3	4	9	7	5	1	2025-01-22	2	0	0	\N	\N	\N	\\x3cbc55d50e2e1f882096585581db26f3f45a896286065f6120495bf52426c133	2025-01-22 12:00:00.027409+00	874	town_service
4829919977694106	2	4	3	2	3	2	2025-01-22	0	4000	4000	\N	\N	\N	\\xe9eaa90673efc69afaee9d6ce4b5478163854fc84203b74680b90773ced059aa	2025-01-22 12:00:00.029768+00	876	town_service
5879389825095380	3	5	6	5	2	1	2025-01-22	2	0	4000	\N	175	\N	\\x32f89f61041cffd39fdd73b7245146956638366242ce46b5528ded44288f7c51	2025-01-22 12:00:00.031701+00	877	town_judge
1001589118859941	1	2	6	2	6	1	2025-01-22	2	0	10000	\N	178	\N	\N	2025-01-22 12:00:00.036457+00	881	postgres
4829919977694106	2	5	4	3	4	2	2025-02-10	19	4000	4000	\N	\N	\\xb161e08985613304c8014953851e75a0ce48d52038845874d4a162a57d2e2ee8	\N	2025-02-10 12:00:00.001513+00	896	town_reviewer
4615459468831411	13	2	2	1	2	1	2025-02-10	21	0	0	\N	\N	\N	\N	2025-02-10 12:00:00.0424+00	911	postgres
6267557250850032	12	2	2	1	2	1	2025-02-10	21	0	0	\N	\N	\N	\N	2025-02-10 12:00:00.042488+00	911	postgres
7933045513759280	7	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.001675+00	1064	town_service
7933045513759280	7	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\\x7a3e553ae2eaacd9b99d631177615644b897790de4d3dfa7918b04f56bd4f086	\\x14e926dfd16f77597b7757b83e964f51aecca21ab939b8365723201d0d2edfb2	2025-03-01 12:00:00.00243+00	1064	town_service
955487151251888	8	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.003501+00	1064	town_service
955487151251888	8	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\\xb4667a5a530525a6aa45af138295bae9b65220e6992c308884118b30371805d0	\\x4fa9cdac0cae485eeb3b1c19ef2870514cc65f6980a8e694855e869309fa1057	2025-03-01 12:00:00.004033+00	1064	town_service
6383157896009688	9	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.005041+00	1064	town_service
6383157896009688	9	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\\xb7972b1ddedbad4b4aa96c493577ad2a87ad173903fb22fd2a23712d99134532	\\xd1a82b429a41b8ff311531231d70d7b921456aa989d6d2e2da6773af0c3c2e54	2025-03-01 12:00:00.005583+00	1064	town_service
4084330523432417	10	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.006518+00	1064	town_service
4084330523432417	10	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\\x7020c0a972d79ff779352ff031537ace1243a3b9ac88ba5763addd1675bd34a1	\\x75eb4205243e7c3002a01e67fa8e2950e5ba0e988907955fa405aa400153c643	2025-03-01 12:00:00.007022+00	1064	town_service
6267557250850032	12	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\N	\\x6596ed1a7126e7fdf9928113501279665ffc8602082a0185a599210a122e721b	2025-03-01 12:00:00.009836+00	1065	town_service
4615459468831411	13	3	3	2	3	1	2025-03-01	40	0	0	\N	\N	\N	\\xfc3ce42dc9edd309856a8dd5f51e9a6edce41dba13df0e18f8b84eba5380192c	2025-03-01 12:00:00.011015+00	1065	town_service
6267557250850032	12	4	5	3	3	1	2025-03-01	40	0	0	t	\N	\N	\\x5c523672a9a1cfc281950d1eeab5782b8bae91dabd19b39c14d53c93a76960d0	2025-03-01 12:00:00.012909+00	1066	town_elder1
4615459468831411	13	4	5	3	3	1	2025-03-01	40	0	0	f	\N	\N	\\xddf179ca8f16e03991680ebcb7371eac285479a72013848c2c859b76bd6abcfc	2025-03-01 12:00:00.014013+00	1066	town_elder1
6267557250850032	12	5	5	3	3	1	2025-03-01	40	0	0	t	\N	\N	\\x467c1e60ce2663bb091b4a13badec7d1ff121ab9c51d5623b99b5e5162e1df0b	2025-03-01 12:00:00.015495+00	1067	town_elder2
6267557250850032	12	6	6	3	6	1	2025-03-01	40	0	10000	\N	192	\N	\N	2025-03-01 12:00:00.015933+00	1067	town_elder2
7933045513759280	7	4	6	3	2	1	2025-03-01	40	0	3000	\N	193	\N	\\x20bbbbccbbc7b942900fc95e9e26368a3372954982c062077bcf3216a317974c	2025-03-01 12:00:00.018055+00	1068	town_reviewer
955487151251888	8	4	6	3	2	1	2025-03-01	40	0	3000	\N	194	\N	\\x1ce14f71b9734395e7b860d3aa0fff554e816777a20131299de171ebf63183ac	2025-03-01 12:00:00.019423+00	1068	town_reviewer
6383157896009688	9	4	7	3	7	1	2025-03-01	40	0	0	\N	\N	\N	\\x4eaf06cf5fd889fbc1d0237f8718f3a573fa30936a2a2cf8b1017b0a3c5f59d3	2025-03-01 12:00:00.021129+00	1069	town_reviewer
6383157896009688	9	5	9	7	5	1	2025-03-01	40	0	0	\N	\N	\N	\\x24e992cce838208dd097b8bd10fbd62c71b401e36dbc13913fdef9a85bd23176	2025-03-01 12:00:00.022932+00	1070	town_service
4084330523432417	10	4	12	3	10	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.030579+00	1072	town_judge
3336826510994456	11	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.038288+00	1074	postgres
6640598547171373	6	2	2	1	2	1	2025-03-01	40	0	0	\N	\N	\N	\N	2025-03-01 12:00:00.03835+00	1074	postgres
7933045513759280	7	5	3	2	3	2	2025-03-20	19	3000	3000	\N	\N	\N	\N	2025-03-20 12:00:00.001849+00	1225	town_service
4265110587798392	5	2	2	1	2	1	2025-03-20	59	0	0	\N	\N	\N	\N	2025-03-20 12:00:00.003198+00	1225	town_service
4265110587798392	5	3	3	2	3	1	2025-03-20	59	0	0	\N	\N	\\x788ed97949d7cc0c7e9e5fb9d4d83e5047b365597c02320d28c077a026ea9228	\N	2025-03-20 12:00:00.003909+00	1225	town_service
7933045513759280	7	6	6	3	2	2	2025-03-20	19	3000	6000	\N	224	\N	\N	2025-03-20 12:00:00.008988+00	1228	town_reviewer
4265110587798392	5	4	6	3	2	1	2025-03-20	59	0	5000	\N	225	\N	\\xc024561a948d43922b1d93d3ce40325a839e17b80395710125a96a5046c02c86	2025-03-20 12:00:00.010596+00	1228	town_reviewer
4829919977694106	2	6	11	4	9	2	2025-06-20	149	4000	4000	\N	\N	\N	\N	2025-06-20 12:00:00.018128+00	1385	postgres
5879389825095380	3	6	11	2	9	2	2025-06-20	149	4000	4000	\N	\N	\N	\N	2025-06-20 12:00:00.018209+00	1385	postgres
7933045513759280	7	7	6	2	6	3	2025-06-20	92	6000	10000	\N	228	\N	\N	2025-06-20 12:00:00.018237+00	1385	postgres
8666950060507274	14	1	1	0	2	1	2025-09-27	0	0	0	\N	\N	\N	\N	2025-09-27 12:00:00.001345+00	2335	town_service
4084330523432417	15	1	1	0	2	1	2025-09-27	0	0	0	\N	\N	\N	\N	2025-09-27 12:00:00.002051+00	2335	town_service
4084330523432417	15	2	11	2	9	1	2026-01-05	100	0	0	\N	\N	\N	\N	2026-01-05 12:00:00.01263+00	2935	postgres
1001589118859941	16	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.001314+00	3768	town_service
4829919977694106	17	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.002155+00	3768	town_service
5879389825095380	18	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.002957+00	3768	town_service
5909193203534346	19	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.003763+00	3768	town_service
723409861556925	20	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.004538+00	3768	town_service
1001589118859941	16	2	3	2	3	1	2026-03-10	0	0	0	\N	\N	\\xa70056c33afa1b003950b8a9fa97dc09f53fbe293f9f387228006ff59370a509	\\x1a7f1a0d6325e1923ebb147f9cbf411115eb7fab03dd3b9f7c9af080af99bdef	2026-03-10 12:00:00.006248+00	3769	town_service
4829919977694106	17	2	3	2	3	1	2026-03-10	0	0	0	\N	\N	\\x628e94cf9868eb2598001ae334987651d44a7207435bf3750921cee57fadc7bd	\\x3b0b56a911475e52b2da754150348611dc82c72c3b9d9e86e9a4b62462313f69	2026-03-10 12:00:00.007568+00	3769	town_service
5879389825095380	18	2	3	2	3	1	2026-03-10	0	0	0	\N	\N	\\x2a11b017c0e0652220d2afc0b67e937a11c4685b0533025bdf759d862d9f6bef	\\xbef90243c27aafe5fbd1598534a6b46941787820e7b04ade3039fc38e21e0c0e	2026-03-10 12:00:00.008672+00	3769	town_service
8974748089772043	21	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.02292+00	3773	town_service
4745299193947313	22	1	1	0	2	1	2026-03-10	0	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.023637+00	3773	town_service
8974748089772043	21	2	3	2	3	1	2026-03-10	0	0	0	\N	\N	\\x665aeb1c8f4210275093031eee25acfe12a6b4a69b82cf74da6a76a3e45293df	\\x3105edc6b0c75b4796dbf73430aa32d38b97a578e4c8031740a93d28ecdddb42	2026-03-10 12:00:00.02491+00	3774	town_service
4829919977694106	17	3	7	3	7	1	2026-03-10	0	0	0	\N	\N	\N	\\xe126bba12ce2003b0e17f34d1a808de1c6a8d859eb22e0d3ac95e23be2eb615b	2026-03-10 12:00:00.030373+00	3777	town_reviewer
5879389825095380	18	3	4	3	4	1	2026-03-10	0	0	0	\N	\N	\\x6de3fca2547e292d705f85ab32d2951f9bd2db1334ae0fd283ee9f56668f4f9c	\N	2026-03-10 12:00:00.031793+00	3777	town_reviewer
4829919977694106	17	4	9	7	5	1	2026-03-10	0	0	0	\N	\N	\N	\\x84f2ab598ffdf533d8a4fa2aa25684b72093c94feac806375eddbd6b6143d301	2026-03-10 12:00:00.033657+00	3778	town_service
8974748089772043	21	3	7	3	7	1	2026-03-10	0	0	0	\N	\N	\N	\\xdb7c156450f369ec27243e6ee9a08d7c280e75f7bce5ede0c3c2614bc1baf06d	2026-03-10 12:00:00.037625+00	3780	town_judge
955487151251888	8	5	13	2	11	2	2026-03-10	374	3000	3000	\N	\N	\N	\N	2026-03-10 12:00:00.050346+00	3785	postgres
3336826510994456	11	3	13	2	11	1	2026-03-10	414	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.050421+00	3785	postgres
4265110587798392	5	5	13	2	11	2	2026-03-10	355	5000	5000	\N	\N	\N	\N	2026-03-10 12:00:00.050446+00	3785	postgres
4615459468831411	13	5	13	3	11	1	2026-03-10	414	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.050463+00	3785	postgres
6383157896009688	9	6	13	5	11	1	2026-03-10	414	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.050476+00	3785	postgres
6640598547171373	6	3	13	2	11	1	2026-03-10	414	0	0	\N	\N	\N	\N	2026-03-10 12:00:00.05049+00	3785	postgres
3438317433217201	23	1	1	0	1	1	2026-03-20	0	0	0	\N	\N	\N	\N	2026-03-20 12:00:00.004879+00	4277	town_service
\.


--
-- Data for Name: repair_text; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.repair_text (subject_id, entry_id, case_id, move_no, part, salt, body) FROM stdin;
1001589118859941	422	16	2	1	\\x899a4ff4d5d4169b355678c316e31d6fa7b5ed7dc28cb90188dcf8534ec815ba	\\x726563656970742031
1001589118859941	422	16	2	2	\\x4a7eab3df611151b67f5b115bd4a7c092000fe8827d03e88b0be93019889d27a	\\x706169642c20736179732031
4829919977694106	423	17	2	1	\\x484a1f10e0b86204db4c8b8b133d614745abb803eadfb2a3f7610b0ad9b4713d	\\x726563656970742032
4829919977694106	423	17	2	2	\\x4b009cf4180239d530ab23269da70a45701b26b9775f2e30a84803b02180f2a1	\\x706169642c20736179732032
5879389825095380	424	18	2	1	\\x7d0bffb6d1f36a7175ea97c0a7bc6d0d69679b4c023f14b3f388de42cbd9a05e	\\x726563656970742033
5879389825095380	424	18	2	2	\\x492713ffc5e85a1770bb728e8bf2afc08ccfe8b18f02704446fccf9559e72428	\\x706169642c20736179732033
8974748089772043	432	21	2	1	\\x38a54cd1265f6720b6a6da00c7c25a30e703e5f20434c59b38b3263c588f8a03	\\x612072656365697074
8974748089772043	432	21	2	2	\\x109405d862c2bb30a6e893f2902018c2ba0f183ba36fa800c8fa951c74c43a74	\\x7061696420696e2066756c6c
4829919977694106	423	17	3	2	\\x860822a6080669622356b155db1f29751e91811b9e47c521ae4430622f2039f3	\\x756e7265616461626c65
5879389825095380	424	18	3	1	\\xb531cbd55fba617c0bfa37a0744a8767e8fd90eadda0dd9f7ded8b36cba42028	\\x7374616d70
4829919977694106	423	17	4	2	\\xa145c42ff0d3aaedf8e8b9a9922341747de22ec2181ffe002c0b3e0fa747ade0	\\x7265616420697420616761696e
8974748089772043	432	21	3	2	\\x6075aa889afec369af18a0dcb3872db3ca7ea6dc61d5cb0b6e7aedfb2cf40aef	\\x6e6f742070616964
\.


--
-- Data for Name: residence; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.residence (subject_id, residence_id, area, since, effective_on, recorded_at, xact, actor) FROM stdin;
1001589118859941	1	town.hill	2024-01-02	2025-01-10	2025-01-10 12:00:00.969812+00	751	town_service
4829919977694106	2	town.hill.north	2024-01-03	2025-01-10	2025-01-10 12:00:00.971364+00	751	town_service
5879389825095380	3	town.hill.south	2024-01-04	2025-01-10	2025-01-10 12:00:00.972129+00	751	town_service
5909193203534346	4	town.lake.east	2024-01-05	2025-01-10	2025-01-10 12:00:00.972911+00	751	town_service
7063447411672793	5	town	2024-01-06	2025-01-10	2025-01-10 12:00:00.973644+00	751	town_service
6476079507259922	6	town.hill	2024-01-07	2025-01-10	2025-01-10 12:00:00.974345+00	751	town_service
8974748089772043	7	town.hill.north	2024-01-08	2025-01-10	2025-01-10 12:00:00.974968+00	751	town_service
4745299193947313	8	town.hill.south	2024-01-09	2025-01-10	2025-01-10 12:00:00.975426+00	751	town_service
3438317433217201	9	town.lake.east	2024-01-10	2025-01-10	2025-01-10 12:00:00.975908+00	751	town_service
2141137325342730	10	town	2024-01-11	2025-01-10	2025-01-10 12:00:00.976338+00	751	town_service
4265110587798392	11	town.hill	2024-01-12	2025-01-10	2025-01-10 12:00:00.976793+00	751	town_service
1720077928539889	12	town.hill.north	2024-01-13	2025-01-10	2025-01-10 12:00:00.977202+00	751	town_service
4993661378772855	13	town.hill.south	2024-01-14	2025-01-10	2025-01-10 12:00:00.977651+00	751	town_service
7933045513759280	14	town.lake.east	2024-01-15	2025-01-10	2025-01-10 12:00:00.978064+00	751	town_service
955487151251888	15	town	2024-01-16	2025-01-10	2025-01-10 12:00:00.978472+00	751	town_service
6383157896009688	16	town.hill	2024-01-17	2025-01-10	2025-01-10 12:00:00.978806+00	751	town_service
4084330523432417	17	town.hill.north	2024-01-18	2025-01-10	2025-01-10 12:00:00.979053+00	751	town_service
3336826510994456	18	town.hill.south	2024-01-19	2025-01-10	2025-01-10 12:00:00.979387+00	751	town_service
723409861556925	19	town.lake.east	2024-01-20	2025-01-10	2025-01-10 12:00:00.979838+00	751	town_service
8666950060507274	20	town	2024-01-21	2025-01-10	2025-01-10 12:00:00.980283+00	751	town_service
3200452413785097	21	town.hill.north	2024-01-01	2025-01-10	2025-01-10 12:00:00.981338+00	752	town_service
372623891051969	22	town.hill.north	2024-01-01	2025-01-10	2025-01-10 12:00:00.981728+00	752	town_service
652701732409687	23	town.hill.north	2024-01-01	2025-01-10	2025-01-10 12:00:00.982085+00	752	town_service
6267557250850032	24	town.lake	2024-01-01	2025-01-10	2025-01-10 12:00:00.982901+00	753	town_service
4615459468831411	25	town.lake	2024-01-01	2025-01-10	2025-01-10 12:00:00.983318+00	753	town_service
6640598547171373	26	town.lake	2024-01-01	2025-01-10	2025-01-10 12:00:00.983738+00	753	town_service
1232427910677305	27	town	2024-06-01	2025-01-10	2025-01-10 12:00:00.98435+00	754	town_service
5909193203534346	28	town.hill.north	2025-01-05	2025-01-20	2025-01-20 12:00:00.170629+00	858	town_service
8974748089772043	29	town.lake	2025-03-20	2025-03-20	2025-03-20 12:00:00.00501+00	1226	town_service
4745299193947313	30	town.hill.south	2025-03-10	2025-03-20	2025-03-20 12:00:00.005424+00	1226	town_service
\.


--
-- Data for Name: retention_run; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.retention_run (only_one, done_to, snapshot, cluster) FROM stdin;
t	2026-03-20	4352:4352:	7712994761524958560
\.


--
-- Data for Name: review; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review (subject_id, review_id, kind, decision_id, policy_id, draw_id, cause, drawn_on, due, decided_on, agree, took, reviewer) FROM stdin;
3438317433217201	2	1	30	1	1	share	2025-01-10	2025-01-17	\N	\N	\N	\N
7063447411672793	4	1	143	1	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
5909193203534346	7	1	142	1	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
4615459468831411	8	1	153	1	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
955487151251888	9	1	157	1	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
955487151251888	10	1	151	1	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
723409861556925	11	1	161	1	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
8974748089772043	12	1	145	2	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
6383157896009688	13	1	158	2	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
4993661378772855	14	1	149	2	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
4829919977694106	15	1	140	2	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
4265110587798392	16	1	147	2	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
3336826510994456	18	1	160	2	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
1720077928539889	19	1	148	2	2	always	2025-01-20	2025-01-27	\N	\N	\N	\N
1001589118859941	20	1	139	2	2	rank	2025-01-20	2025-01-27	\N	\N	\N	\N
723409861556925	21	2	4	1	16	rank	2025-02-10	2025-02-17	\N	\N	\N	\N
4993661378772855	22	2	9	2	16	rank	2025-02-10	2025-02-17	\N	\N	\N	\N
3336826510994456	23	2	6	2	16	rank	2025-02-10	2025-02-17	\N	\N	\N	\N
6383157896009688	24	2	10	2	16	share	2025-02-10	2025-02-17	\N	\N	\N	\N
4084330523432417	17	1	159	2	2	always	2025-01-20	2025-01-27	2025-03-01	f	29	town_judge
2141137325342730	1	1	21	1	1	always	2025-01-10	2025-01-17	2025-03-01	t	35	town_judge
7933045513759280	3	1	156	1	2	always	2025-01-20	2025-01-27	2025-03-01	t	29	town_judge
6640598547171373	5	1	154	1	2	always	2025-01-20	2025-01-27	2025-03-01	t	29	town_judge
6267557250850032	6	1	152	1	2	always	2025-01-20	2025-01-27	2025-03-01	t	29	town_judge
8666950060507274	25	1	337	3	163	always	2025-07-15	2025-07-22	\N	\N	\N	\N
723409861556925	26	1	335	3	163	rank	2025-07-15	2025-07-22	\N	\N	\N	\N
3336826510994456	27	1	334	4	163	rank	2025-07-15	2025-07-22	\N	\N	\N	\N
8666950060507274	28	2	31	3	188	rank	2025-07-15	2025-07-22	\N	\N	\N	\N
8974748089772043	29	1	432	3	263	always	2026-01-05	2026-01-12	\N	\N	\N	\N
7063447411672793	30	1	426	3	263	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
723409861556925	31	1	428	3	263	always	2026-01-05	2026-01-12	\N	\N	\N	\N
5879389825095380	32	1	424	4	263	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
4745299193947313	33	1	433	4	263	always	2026-01-05	2026-01-12	\N	\N	\N	\N
1720077928539889	34	1	430	4	263	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
4265110587798392	35	1	429	4	263	share	2026-01-05	2026-01-12	\N	\N	\N	\N
5909193203534346	36	1	425	4	263	share	2026-01-05	2026-01-12	\N	\N	\N	\N
7063447411672793	37	2	43	3	363	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
5879389825095380	38	2	42	4	363	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
4829919977694106	39	2	41	4	363	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
4745299193947313	40	2	40	4	363	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
1001589118859941	41	2	34	4	363	rank	2026-01-05	2026-01-12	\N	\N	\N	\N
3438317433217201	42	1	615	3	428	always	2026-03-20	2026-03-27	\N	\N	\N	\N
4745299193947313	43	1	614	4	428	rank	2026-03-20	2026-03-27	\N	\N	\N	\N
\.


--
-- Data for Name: review_decision; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_decision (subject_id, review_id, agree, on_day, reason, ref_entry_id, recorded_at, xact, actor) FROM stdin;
4084330523432417	17	f	2025-03-01	\\x86265d55a71081c503d4676cec2033c7e2528d77ac4a294aeb62de4435d8a1bb	195	2025-03-01 12:00:00.031516+00	1072	town_judge
2141137325342730	1	t	2025-03-01	\\xeeacfdf6a1b2c3b230077742f7fca6850eb5f2efcbc81daad3272c0e26da2473	\N	2025-03-01 12:00:00.033377+00	1072	town_judge
7933045513759280	3	t	2025-03-01	\\x79edf87c1f5b07deba17a1ce4e77fd75d93c91e3289d7c3ef28f3fe5d491371a	\N	2025-03-01 12:00:00.034485+00	1072	town_judge
6640598547171373	5	t	2025-03-01	\\x45c4785354f0c2bb48053d79be6cf76ba5e7db6cb1c9302b15f7ff766467021d	\N	2025-03-01 12:00:00.03559+00	1072	town_judge
6267557250850032	6	t	2025-03-01	\\xd0b7d4ff19cb5a5ceb50d07e4263aedc5c6babdb1950b44138dd05fd9bd14d41	\N	2025-03-01 12:00:00.036668+00	1072	town_judge
\.


--
-- Data for Name: review_draw; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_draw (draw_id, policy_id, period, on_day, share, pooled, by_rank, by_share, always, recorded_at, xact, actor) FROM stdin;
1	1	2025-01-01	2025-01-10	5000	1	0	1	1	2025-01-10 12:00:01.05467+00	765	postgres
2	1	2025-01-01	2025-01-20	5000	5	3	0	6	2025-01-20 12:00:00.038683+00	780	postgres
2	2	2025-01-01	2025-01-20	5000	7	4	0	5	2025-01-20 12:00:00.038906+00	780	postgres
12	2	2025-01-01	2025-01-22	5000	1	0	0	0	2025-01-22 12:00:00.040442+00	882	postgres
16	1	2025-02-01	2025-02-10	5000	2	1	0	0	2025-02-10 12:00:00.071599+00	928	postgres
16	2	2025-02-01	2025-02-10	5000	5	2	1	0	2025-02-10 12:00:00.072252+00	928	postgres
163	3	2025-07-01	2025-07-15	5000	2	1	0	1	2025-07-15 12:00:00.022736+00	2126	postgres
163	4	2025-07-01	2025-07-15	5000	2	1	0	0	2025-07-15 12:00:00.022836+00	2126	postgres
188	3	2025-07-01	2025-07-15	5000	1	1	0	0	2025-07-15 12:00:00.369934+00	2329	postgres
263	3	2026-01-01	2026-01-05	5000	1	1	0	2	2026-01-05 12:00:00.016049+00	2936	postgres
263	4	2026-01-01	2026-01-05	5000	8	2	2	1	2026-01-05 12:00:00.016563+00	2936	postgres
363	3	2026-01-01	2026-01-05	5000	2	1	0	0	2026-01-05 12:00:01.269355+00	3737	postgres
363	4	2026-01-01	2026-01-05	5000	6	4	0	0	2026-01-05 12:00:01.269465+00	3737	postgres
428	3	2026-03-01	2026-03-20	5000	0	0	0	1	2026-03-20 12:00:00.009688+00	4281	postgres
428	4	2026-03-01	2026-03-20	5000	1	1	0	0	2026-03-20 12:00:00.00975+00	4281	postgres
\.


--
-- Data for Name: review_key; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_key (period, key) FROM stdin;
2025-01-01	\\x197f4c945ca129b7a4bf1713ddddc89e57cb4b2d881f8f61e03f0f4075be661f
2025-02-01	\\x77d2c95f6b686939eecb0917e5473fe3931093d64843e69a17b682f33065c079
2025-03-01	\\x45c4d1a82dd92b1955d153f5ef1c28eb525b21a9b37de437ead912e17704a5ed
2025-04-01	\\xe68498bf7a6bdda7461b3f61481ea368e3087b07bb64d5787fa5b5b154f0e1e2
2025-06-01	\\x96e4e4fbbc6559bc8c243f3ae605135b8145c7567b611db20b3981714550ba2e
2025-07-01	\\x04f50d6014da81565373839dcc456606dff33aec82c376d86d14f6b08b72b842
2025-08-01	\\x346a79d362a9a2fc86bae90df0cc619224740dd1f485aa9e33c3f73830b32f29
2025-09-01	\\x882e0cfef36d95a1f713ee3f59e51b2c51557fc07fe07ba90247b4e7615a8c98
2025-10-01	\\xb48bcbf86c6142649cb12a145e41d84a652ee7e886168da256a95965d560897a
2026-01-01	\\xb2ba3b39b2885a6ee8c87301ebfbf5423f980757b816b062af460ee93a901165
2026-02-01	\\x8a56555dc0169fcc0ea82db21258567bb12e50a538824dd63bf5ce56d4998dce
2026-03-01	\\x5ca221d5058deeece6a941aa517e82d46d99ab6b38c99777f5134fea8b759f1d
2026-04-01	\\x1dbbb7960acb24c10ab588a135190d5df29d4c9c60d643c7cb7d9cac66f65cfa
\.


--
-- Data for Name: review_period; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_period (period, commitment, recorded_at, xact, actor) FROM stdin;
2025-01-01	\\xb9aeb8759e4619e46aa507a08629ee0f0a5f8280ab40ef0431407ed1843dee3d	2025-01-10 12:00:01.047566+00	765	postgres
2025-02-01	\\xe726dadb09c10259b5ed4a23981b1575ef9e27754381c9b1559bf0841de88b24	2025-01-10 12:00:01.048112+00	765	postgres
2025-03-01	\\x74214135637d3d4f822bf2ea5b919dfe5fca89c55b6a42b108cf2e9321b8c445	2025-02-10 12:00:00.044919+00	912	postgres
2025-04-01	\\x723abb7a685d92cc854aaaf679c5fdda248a974349c36dc766b652c5acc88939	2025-03-01 12:00:00.042372+00	1075	postgres
2025-06-01	\\xf4baa4f0d7948e6b0263c32fe9a727637937f7a798e4db62243d384948165e07	2025-06-20 12:00:00.02224+00	1386	postgres
2025-07-01	\\xd8f9d2937429ae54455e335aa286b466c81aea399b700251aae04b82a2d1db97	2025-06-20 12:00:00.022544+00	1386	postgres
2025-08-01	\\xe41bc6d54d9d40dc39a80aed6cf776afb9e72e7afa60e369b42a26c8fa606c10	2025-07-15 12:00:00.021552+00	2126	postgres
2025-09-01	\\x868f41512e040aa3f7ab608eb5f9cec019ad25944ad5fdfb0abdb2a00da0b97d	2025-09-27 12:00:00.006879+00	2339	postgres
2025-10-01	\\x1f69dab06a4c4c0c75743b8084ee920a2ed1559996407f255a3752605b6898c3	2025-09-27 12:00:00.007115+00	2339	postgres
2026-01-01	\\xe75fdb4fdd12073a6200ab1cec8775b055e96d6bc2ab3e19b72cce6e915da83a	2026-01-05 12:00:00.014792+00	2936	postgres
2026-02-01	\\x42d703fc82bd5dfe7667cfbd0b726bb65bb42d35539e92ae9ca354664a91871a	2026-01-05 12:00:00.015029+00	2936	postgres
2026-03-01	\\x379c66fa8a9ca0bb0b4de12e3fdc75e26852d970c3b0f00f21d8a423253cd7d3	2026-03-10 12:00:00.056904+00	3786	postgres
2026-04-01	\\x80f42dc71baf9393314de92a6cbe482b14343e1e563a48e46ec1b22145143af0	2026-03-10 12:00:00.057174+00	3786	postgres
\.


--
-- Data for Name: review_pool; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_pool (subject_id, kind, decision_id, policy_id, always, period, draw_id, recorded_at, xact, actor) FROM stdin;
2141137325342730	1	21	1	t	2025-01-01	1	2025-01-10 12:00:01.045947+00	765	postgres
3438317433217201	1	30	1	f	2025-01-01	1	2025-01-10 12:00:01.045947+00	765	postgres
723409861556925	1	161	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
955487151251888	1	151	1	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
955487151251888	1	157	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
1001589118859941	1	139	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
1720077928539889	1	148	2	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
3336826510994456	1	160	2	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4084330523432417	1	159	2	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4265110587798392	1	147	2	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4615459468831411	1	153	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4745299193947313	1	146	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4829919977694106	1	140	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
4993661378772855	1	149	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
5879389825095380	1	141	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
5909193203534346	1	142	1	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
6267557250850032	1	152	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
6383157896009688	1	158	2	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
6476079507259922	1	144	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
6640598547171373	1	154	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
6640598547171373	1	155	1	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
7063447411672793	1	143	1	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
7933045513759280	1	150	1	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
7933045513759280	1	156	1	t	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
8974748089772043	1	145	2	f	2025-01-01	2	2025-01-20 12:00:00.035286+00	780	postgres
8974748089772043	1	172	2	f	2025-01-01	12	2025-01-22 12:00:00.038587+00	882	postgres
723409861556925	2	4	1	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
955487151251888	2	5	1	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
3336826510994456	2	6	2	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
4084330523432417	2	7	2	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
4265110587798392	2	8	2	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
4993661378772855	2	9	2	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
6383157896009688	2	10	2	f	2025-02-01	16	2025-02-10 12:00:00.069799+00	928	postgres
723409861556925	1	335	3	f	2025-07-01	163	2025-07-15 12:00:00.020673+00	2126	postgres
3336826510994456	1	334	4	f	2025-07-01	163	2025-07-15 12:00:00.020673+00	2126	postgres
4084330523432417	1	333	4	f	2025-07-01	163	2025-07-15 12:00:00.020673+00	2126	postgres
8666950060507274	1	336	3	f	2025-07-01	163	2025-07-15 12:00:00.020673+00	2126	postgres
8666950060507274	1	337	3	t	2025-07-01	163	2025-07-15 12:00:00.020673+00	2126	postgres
8666950060507274	2	31	3	f	2025-07-01	188	2025-07-15 12:00:00.36818+00	2329	postgres
723409861556925	1	428	3	t	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
1001589118859941	1	422	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
1720077928539889	1	430	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
4265110587798392	1	429	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
4745299193947313	1	433	4	t	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
4829919977694106	1	423	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
4993661378772855	1	431	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
5879389825095380	1	424	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
5909193203534346	1	425	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
6476079507259922	1	427	4	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
7063447411672793	1	426	3	f	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
8974748089772043	1	432	3	t	2026-01-01	263	2026-01-05 12:00:00.01427+00	2936	postgres
723409861556925	2	33	3	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
1001589118859941	2	34	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
1720077928539889	2	35	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
4265110587798392	2	39	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
4745299193947313	2	40	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
4829919977694106	2	41	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
5879389825095380	2	42	4	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
7063447411672793	2	43	3	f	2026-01-01	363	2026-01-05 12:00:01.2658+00	3737	postgres
3438317433217201	1	615	3	t	2026-03-01	428	2026-03-20 12:00:00.008432+00	4281	postgres
4745299193947313	1	614	4	f	2026-03-01	428	2026-03-20 12:00:00.008432+00	4281	postgres
\.


--
-- Data for Name: review_state; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.review_state (only_one, since, snapshot, cluster) FROM stdin;
t	2025-01-10 12:00:00.647489+00	4353:4353:	7712994761524958560
\.


--
-- Data for Name: reward_note; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.reward_note (subject_id, commitment, salt, body) FROM stdin;
7933045513759280	\\x13dd2fcd15e3fa71d0a70358f2fd4e3a40e090742322ad774e6183f51a8e5159	\\xfe5d6a43bfcff72bef0bbddcc61c23a326e72ee8ff8adbe8a1ba0cc84c71bcc5	thanks
2141137325342730	\\x111b3987f9d1f9d16e68990c05f04e257c921c43322373c26f6c4b13b944fb0d	\\xda72d4ce844557db3f7ae992beb92c0b1c913bd43a78cf8fbe2311e2fca13656	broken
\.


--
-- Data for Name: rule; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.rule (rule_id, policy_id, code, definition) FROM stdin;
1	1	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}
2	1	hours	{"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}
3	1	class	{"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}
4	1	visit	{"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}
5	1	honour_town	{"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
6	1	honour_city	{"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
7	1	clean	{"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}
8	1	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}
9	1	noise	{"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}
10	1	permit	{"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}
11	1	fraud	{"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}
12	1	arson	{"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}
13	2	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}
14	2	hours	{"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}
15	2	class	{"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}
16	2	visit	{"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}
17	2	honour_town	{"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
18	2	honour_city	{"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
19	2	clean	{"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}
20	2	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}
21	2	noise	{"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}
22	2	permit	{"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}
23	2	fraud	{"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}
24	2	arson	{"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}
25	2	harvest	{"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}
26	3	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 2.5, "coupons": 1, "dimension": "service", "coupons_expire": {"days": 90}}
27	3	hours	{"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}
28	3	class	{"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}
29	3	visit	{"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}
30	3	honour_town	{"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
31	3	honour_city	{"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
32	3	clean	{"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}
33	3	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}
34	3	noise	{"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}
35	3	permit	{"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}
36	3	fraud	{"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}
37	3	arson	{"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}
38	4	help	{"code": "help", "title": {"en": "help", "zh": "帮助"}, "tariff": 3, "coupons": 1, "dimension": "service"}
39	4	hours	{"code": "hours", "unit": {"en": "hour", "zh": "小时"}, "title": {"en": "hours", "zh": "工时"}, "period": "lifetime", "tariff": [{"rate": 1, "upto": 20}, {"rate": "1/2", "upto": 80}, {"rate": "1/4"}], "coupons": 0.5, "dimension": "service"}
40	4	class	{"code": "class", "title": {"en": "class", "zh": "课"}, "period": "month", "tariff": 1, "coupons": 1, "cap_high": 5, "dimension": "learning", "retention": {"half_life": 365}, "coupons_expire": "year_end"}
41	4	visit	{"code": "visit", "title": {"en": "visit", "zh": "探访"}, "period": {"rolling": 30}, "tariff": 2, "cap_high": 4, "dimension": "service"}
42	4	honour_town	{"code": "honour_town", "title": {"en": "honour of the town", "zh": "镇级荣誉"}, "period": "year", "tariff": 20, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
43	4	honour_city	{"code": "honour_city", "title": {"en": "honour of the city", "zh": "市级荣誉"}, "period": "year", "tariff": 30, "combine": "max", "dimension": "learning", "exclusive_group": "honours"}
44	4	clean	{"code": "clean", "title": {"en": "clean month", "zh": "无失信"}, "tariff": 3, "dimension": "order", "clean_period": "month"}
45	4	litter	{"code": "litter", "title": {"en": "litter", "zh": "乱扔"}, "period": "lifetime", "tariff": [{"rate": -20, "upto": 1}, {"rate": -40, "upto": 2}, {"rate": -60}], "severity": "minor", "dimension": "order", "retention": {"window": {"years": 2}}, "legal_basis": "Town Order 7"}
46	4	noise	{"code": "noise", "title": {"en": "noise", "zh": "噪音"}, "tariff": -5, "dimension": "order", "legal_basis": "Town Order 8", "notice_days": 10}
47	4	permit	{"code": "permit", "title": {"en": "no permit", "zh": "无证"}, "review": "always", "tariff": -40, "severity": "general", "dimension": "order", "legal_basis": "Town Order 9"}
48	4	fraud	{"code": "fraud", "veto": {"until": {"days": 60}, "ceiling_tier": "plain", "blocks_redemption": true}, "title": {"en": "fraud", "zh": "造假"}, "review": "always", "tariff": -110, "evidence": "required", "severity": "serious", "dimension": "order", "legal_basis": "Town Order 10"}
49	4	arson	{"code": "arson", "title": {"en": "arson", "zh": "纵火"}, "tariff": -300, "severity": "serious", "dimension": "order", "legal_basis": "Town Order 11", "not_repairable": "criminal code 114"}
50	4	harvest	{"code": "harvest", "title": {"en": "harvest", "zh": "收成"}, "period": "quarter", "tariff": 4, "coupons": 0.25, "cap_high": 16, "dimension": "service", "retention": {"annual_rate": 0.084}, "coupons_expire": "month_end"}
\.


--
-- Data for Name: settle_queue; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.settle_queue (subject_id) FROM stdin;
\.


--
-- Data for Name: settlement; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.settlement (settlement_id, as_of, started_at, finished_at, cluster, began, began_by, snapshot, snapshot_by, phase, complete, last_subject_id, done, changed, total, computing_since) FROM stdin;
23	2025-02-01	2025-02-10 12:00:00.147087+00	2025-02-10 12:00:00.159279+00	7712994761524958560	982:982:	982	987:987:	987	5	t	8974748089772043	27	24	27	2025-02-10 12:00:00.156353+00
5	2025-01-14	2025-01-20 12:00:00.081379+00	2025-01-20 12:00:00.09457+00	7712994761524958560	802:802:	802	807:807:	807	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.092609+00
9	2025-01-18	2025-01-20 12:00:00.136522+00	2025-01-20 12:00:00.146663+00	7712994761524958560	834:834:	834	839:839:	839	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.143776+00
21	2025-01-30	2025-02-10 12:00:00.124863+00	2025-02-10 12:00:00.134885+00	7712994761524958560	966:966:	966	971:971:	971	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.132137+00
1	2025-01-10	2025-01-10 12:00:01.02767+00	2025-01-10 12:00:01.081231+00	7712994761524958560	763:763:	763	768:768:	768	5	t	8974748089772043	27	27	27	2025-01-10 12:00:01.074736+00
25	2025-02-03	2025-02-10 12:00:00.171644+00	2025-02-10 12:00:00.181385+00	7712994761524958560	998:998:	998	1003:1003:	1003	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.178602+00
16	2025-01-25	2025-02-10 12:00:00.06811+00	2025-02-10 12:00:00.079823+00	7712994761524958560	926:926:	926	931:931:	931	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.07699+00
6	2025-01-15	2025-01-20 12:00:00.09504+00	2025-01-20 12:00:00.113189+00	7712994761524958560	810:810:	810	815:815:	815	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.109871+00
13	2025-01-22	2025-01-22 12:00:00.051432+00	2025-01-22 12:00:00.062669+00	7712994761524958560	888:888:	888	893:893:	893	5	t	8974748089772043	27	20	27	2025-01-22 12:00:00.059867+00
2	2025-01-11	2025-01-20 12:00:00.029609+00	2025-01-20 12:00:00.050863+00	7712994761524958560	778:778:	778	783:783:	783	5	t	8974748089772043	27	23	27	2025-01-20 12:00:00.045603+00
10	2025-01-19	2025-01-20 12:00:00.147214+00	2025-01-20 12:00:00.156861+00	7712994761524958560	842:842:	842	847:847:	847	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.154104+00
36	2025-02-14	2025-03-01 12:00:00.076407+00	2025-03-01 12:00:00.086889+00	7712994761524958560	1097:1097:	1097	1102:1102:	1102	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.083885+00
19	2025-01-28	2025-02-10 12:00:00.10275+00	2025-02-10 12:00:00.112744+00	7712994761524958560	950:950:	950	955:955:	955	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.109769+00
7	2025-01-16	2025-01-20 12:00:00.11384+00	2025-01-20 12:00:00.124887+00	7712994761524958560	818:818:	818	823:823:	823	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.121985+00
3	2025-01-12	2025-01-20 12:00:00.051548+00	2025-01-20 12:00:00.065818+00	7712994761524958560	786:786:	786	791:791:	791	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.062783+00
35	2025-02-13	2025-03-01 12:00:00.064678+00	2025-03-01 12:00:00.075033+00	7712994761524958560	1089:1089:	1089	1094:1094:	1094	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.072076+00
27	2025-02-05	2025-02-10 12:00:00.193289+00	2025-02-10 12:00:00.199876+00	7712994761524958560	1014:1014:	1014	1019:1019:	1019	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.198094+00
14	2025-01-23	2025-02-10 12:00:00.041299+00	2025-02-10 12:00:00.053773+00	7712994761524958560	910:910:	910	915:915:	915	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.050772+00
11	2025-01-20	2025-01-20 12:00:00.157445+00	2025-01-20 12:00:00.16921+00	7712994761524958560	850:850:	850	855:855:	855	5	t	8974748089772043	27	23	27	2025-01-20 12:00:00.164501+00
4	2025-01-13	2025-01-20 12:00:00.066451+00	2025-01-20 12:00:00.080756+00	7712994761524958560	794:794:	794	799:799:	799	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.077708+00
8	2025-01-17	2025-01-20 12:00:00.125522+00	2025-01-20 12:00:00.13589+00	7712994761524958560	826:826:	826	831:831:	831	5	t	8974748089772043	27	20	27	2025-01-20 12:00:00.133043+00
17	2025-01-26	2025-02-10 12:00:00.080872+00	2025-02-10 12:00:00.091282+00	7712994761524958560	934:934:	934	939:939:	939	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.088427+00
31	2025-02-09	2025-02-10 12:00:00.232799+00	2025-02-10 12:00:00.243009+00	7712994761524958560	1046:1046:	1046	1051:1051:	1051	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.240147+00
22	2025-01-31	2025-02-10 12:00:00.136011+00	2025-02-10 12:00:00.146013+00	7712994761524958560	974:974:	974	979:979:	979	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.143444+00
24	2025-02-02	2025-02-10 12:00:00.160356+00	2025-02-10 12:00:00.170587+00	7712994761524958560	990:990:	990	995:995:	995	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.167618+00
20	2025-01-29	2025-02-10 12:00:00.113844+00	2025-02-10 12:00:00.123831+00	7712994761524958560	958:958:	958	963:963:	963	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.121132+00
15	2025-01-24	2025-02-10 12:00:00.054797+00	2025-02-10 12:00:00.067072+00	7712994761524958560	918:918:	918	923:923:	923	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.062538+00
12	2025-01-21	2025-01-22 12:00:00.035057+00	2025-01-22 12:00:00.050477+00	7712994761524958560	880:880:	880	885:885:	885	5	t	8974748089772043	27	20	27	2025-01-22 12:00:00.04659+00
30	2025-02-08	2025-02-10 12:00:00.221714+00	2025-02-10 12:00:00.231697+00	7712994761524958560	1038:1038:	1038	1043:1043:	1043	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.228738+00
18	2025-01-27	2025-02-10 12:00:00.092397+00	2025-02-10 12:00:00.101753+00	7712994761524958560	942:942:	942	947:947:	947	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.099816+00
26	2025-02-04	2025-02-10 12:00:00.182452+00	2025-02-10 12:00:00.192514+00	7712994761524958560	1006:1006:	1006	1011:1011:	1011	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.18987+00
32	2025-02-10	2025-02-10 12:00:00.244127+00	2025-02-10 12:00:00.255828+00	7712994761524958560	1054:1054:	1054	1059:1059:	1059	5	t	8974748089772043	27	24	27	2025-02-10 12:00:00.252144+00
29	2025-02-07	2025-02-10 12:00:00.210884+00	2025-02-10 12:00:00.220576+00	7712994761524958560	1030:1030:	1030	1035:1035:	1035	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.217732+00
28	2025-02-06	2025-02-10 12:00:00.200621+00	2025-02-10 12:00:00.209824+00	7712994761524958560	1022:1022:	1022	1027:1027:	1027	5	t	8974748089772043	27	20	27	2025-02-10 12:00:00.207009+00
33	2025-02-11	2025-03-01 12:00:00.037679+00	2025-03-01 12:00:00.051693+00	7712994761524958560	1073:1073:	1073	1078:1078:	1078	5	t	8974748089772043	27	21	27	2025-03-01 12:00:00.048731+00
34	2025-02-12	2025-03-01 12:00:00.053048+00	2025-03-01 12:00:00.063324+00	7712994761524958560	1081:1081:	1081	1086:1086:	1086	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.060471+00
37	2025-02-15	2025-03-01 12:00:00.088268+00	2025-03-01 12:00:00.098576+00	7712994761524958560	1105:1105:	1105	1110:1110:	1110	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.095525+00
38	2025-02-16	2025-03-01 12:00:00.099971+00	2025-03-01 12:00:00.11072+00	7712994761524958560	1113:1113:	1113	1118:1118:	1118	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.107634+00
39	2025-02-17	2025-03-01 12:00:00.112077+00	2025-03-01 12:00:00.123015+00	7712994761524958560	1121:1121:	1121	1126:1126:	1126	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.119833+00
40	2025-02-18	2025-03-01 12:00:00.124585+00	2025-03-01 12:00:00.135845+00	7712994761524958560	1129:1129:	1129	1134:1134:	1134	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.132958+00
41	2025-02-19	2025-03-01 12:00:00.137287+00	2025-03-01 12:00:00.147423+00	7712994761524958560	1137:1137:	1137	1142:1142:	1142	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.144725+00
54	2025-03-04	2025-03-20 12:00:00.037658+00	2025-03-20 12:00:00.04964+00	7712994761524958560	1245:1245:	1245	1250:1250:	1250	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.046228+00
42	2025-02-20	2025-03-01 12:00:00.148726+00	2025-03-01 12:00:00.161027+00	7712994761524958560	1145:1145:	1145	1150:1150:	1150	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.156296+00
60	2025-03-10	2025-03-20 12:00:00.115812+00	2025-03-20 12:00:00.128619+00	7712994761524958560	1293:1293:	1293	1298:1298:	1298	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.125242+00
47	2025-02-25	2025-03-01 12:00:00.211092+00	2025-03-01 12:00:00.221927+00	7712994761524958560	1185:1185:	1185	1190:1190:	1190	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.218691+00
51	2025-03-01	2025-03-01 12:00:00.257123+00	2025-03-01 12:00:00.272848+00	7712994761524958560	1217:1217:	1217	1222:1222:	1222	5	t	8974748089772043	27	27	27	2025-03-01 12:00:00.268793+00
43	2025-02-21	2025-03-01 12:00:00.162468+00	2025-03-01 12:00:00.173797+00	7712994761524958560	1153:1153:	1153	1158:1158:	1158	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.170796+00
71	2025-03-21	2025-06-20 12:00:00.016947+00	2025-06-20 12:00:00.037128+00	7712994761524958560	1384:1384:	1384	1389:1389:	1389	5	t	8974748089772043	27	27	27	2025-06-20 12:00:00.028527+00
65	2025-03-15	2025-03-20 12:00:00.176489+00	2025-03-20 12:00:00.186968+00	7712994761524958560	1333:1333:	1333	1338:1338:	1338	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.183909+00
63	2025-03-13	2025-03-20 12:00:00.155318+00	2025-03-20 12:00:00.164529+00	7712994761524958560	1317:1317:	1317	1322:1322:	1322	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.161922+00
55	2025-03-05	2025-03-20 12:00:00.051089+00	2025-03-20 12:00:00.062679+00	7712994761524958560	1253:1253:	1253	1258:1258:	1258	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.059376+00
48	2025-02-26	2025-03-01 12:00:00.223126+00	2025-03-01 12:00:00.233145+00	7712994761524958560	1193:1193:	1193	1198:1198:	1198	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.230189+00
44	2025-02-22	2025-03-01 12:00:00.17516+00	2025-03-01 12:00:00.18565+00	7712994761524958560	1161:1161:	1161	1166:1166:	1166	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.182628+00
58	2025-03-08	2025-03-20 12:00:00.089942+00	2025-03-20 12:00:00.101025+00	7712994761524958560	1277:1277:	1277	1282:1282:	1282	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.097769+00
52	2025-03-02	2025-03-20 12:00:00.011588+00	2025-03-20 12:00:00.02448+00	7712994761524958560	1229:1229:	1229	1234:1234:	1234	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.021245+00
61	2025-03-11	2025-03-20 12:00:00.130132+00	2025-03-20 12:00:00.14206+00	7712994761524958560	1301:1301:	1301	1306:1306:	1306	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.138756+00
45	2025-02-23	2025-03-01 12:00:00.187142+00	2025-03-01 12:00:00.198655+00	7712994761524958560	1169:1169:	1169	1174:1174:	1174	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.195358+00
49	2025-02-27	2025-03-01 12:00:00.234606+00	2025-03-01 12:00:00.243688+00	7712994761524958560	1201:1201:	1201	1206:1206:	1206	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.240691+00
67	2025-03-17	2025-03-20 12:00:00.198502+00	2025-03-20 12:00:00.208673+00	7712994761524958560	1349:1349:	1349	1354:1354:	1354	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.205619+00
56	2025-03-06	2025-03-20 12:00:00.063952+00	2025-03-20 12:00:00.07544+00	7712994761524958560	1261:1261:	1261	1266:1266:	1266	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.072023+00
53	2025-03-03	2025-03-20 12:00:00.025882+00	2025-03-20 12:00:00.036161+00	7712994761524958560	1237:1237:	1237	1242:1242:	1242	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.033108+00
46	2025-02-24	2025-03-01 12:00:00.200064+00	2025-03-01 12:00:00.209852+00	7712994761524958560	1177:1177:	1177	1182:1182:	1182	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.207182+00
70	2025-03-20	2025-03-20 12:00:00.233093+00	2025-03-20 12:00:00.245109+00	7712994761524958560	1373:1373:	1373	1378:1378:	1378	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.241423+00
50	2025-02-28	2025-03-01 12:00:00.245112+00	2025-03-01 12:00:00.255728+00	7712994761524958560	1209:1209:	1209	1214:1214:	1214	5	t	8974748089772043	27	20	27	2025-03-01 12:00:00.252849+00
59	2025-03-09	2025-03-20 12:00:00.102238+00	2025-03-20 12:00:00.114447+00	7712994761524958560	1285:1285:	1285	1290:1290:	1290	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.110794+00
74	2025-03-24	2025-06-20 12:00:00.066356+00	2025-06-20 12:00:00.078603+00	7712994761524958560	1408:1408:	1408	1413:1413:	1413	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.074951+00
64	2025-03-14	2025-03-20 12:00:00.16582+00	2025-03-20 12:00:00.17519+00	7712994761524958560	1325:1325:	1325	1330:1330:	1330	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.172487+00
62	2025-03-12	2025-03-20 12:00:00.143404+00	2025-03-20 12:00:00.154161+00	7712994761524958560	1309:1309:	1309	1314:1314:	1314	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.151162+00
57	2025-03-07	2025-03-20 12:00:00.076885+00	2025-03-20 12:00:00.088399+00	7712994761524958560	1269:1269:	1269	1274:1274:	1274	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.084994+00
66	2025-03-16	2025-03-20 12:00:00.188155+00	2025-03-20 12:00:00.197276+00	7712994761524958560	1341:1341:	1341	1346:1346:	1346	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.194413+00
69	2025-03-19	2025-03-20 12:00:00.221586+00	2025-03-20 12:00:00.231968+00	7712994761524958560	1365:1365:	1365	1370:1370:	1370	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.229174+00
75	2025-03-25	2025-06-20 12:00:00.080214+00	2025-06-20 12:00:00.092282+00	7712994761524958560	1416:1416:	1416	1421:1421:	1421	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.088949+00
68	2025-03-18	2025-03-20 12:00:00.209964+00	2025-03-20 12:00:00.220211+00	7712994761524958560	1357:1357:	1357	1362:1362:	1362	5	t	8974748089772043	27	20	27	2025-03-20 12:00:00.217086+00
77	2025-03-27	2025-06-20 12:00:00.107538+00	2025-06-20 12:00:00.11967+00	7712994761524958560	1432:1432:	1432	1437:1437:	1437	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.116258+00
76	2025-03-26	2025-06-20 12:00:00.093804+00	2025-06-20 12:00:00.10604+00	7712994761524958560	1424:1424:	1424	1429:1429:	1429	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.102436+00
72	2025-03-22	2025-06-20 12:00:00.038765+00	2025-06-20 12:00:00.05141+00	7712994761524958560	1392:1392:	1392	1397:1397:	1397	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.047849+00
73	2025-03-23	2025-06-20 12:00:00.052947+00	2025-06-20 12:00:00.06487+00	7712994761524958560	1400:1400:	1400	1405:1405:	1405	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.061512+00
78	2025-03-28	2025-06-20 12:00:00.121221+00	2025-06-20 12:00:00.133146+00	7712994761524958560	1440:1440:	1440	1445:1445:	1445	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.129764+00
79	2025-03-29	2025-06-20 12:00:00.134644+00	2025-06-20 12:00:00.14692+00	7712994761524958560	1448:1448:	1448	1453:1453:	1453	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.143367+00
80	2025-03-30	2025-06-20 12:00:00.148368+00	2025-06-20 12:00:00.160233+00	7712994761524958560	1456:1456:	1456	1461:1461:	1461	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.156767+00
81	2025-03-31	2025-06-20 12:00:00.161755+00	2025-06-20 12:00:00.17357+00	7712994761524958560	1464:1464:	1464	1469:1469:	1469	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.170129+00
82	2025-04-01	2025-06-20 12:00:00.17515+00	2025-06-20 12:00:00.191458+00	7712994761524958560	1472:1472:	1472	1477:1477:	1477	5	t	8974748089772043	27	27	27	2025-06-20 12:00:00.187792+00
95	2025-04-14	2025-06-20 12:00:00.353253+00	2025-06-20 12:00:00.365557+00	7712994761524958560	1576:1576:	1576	1581:1581:	1581	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.362009+00
83	2025-04-02	2025-06-20 12:00:00.192987+00	2025-06-20 12:00:00.205816+00	7712994761524958560	1480:1480:	1480	1485:1485:	1485	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.202189+00
101	2025-04-20	2025-06-20 12:00:00.436754+00	2025-06-20 12:00:00.448456+00	7712994761524958560	1624:1624:	1624	1629:1629:	1629	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.445102+00
88	2025-04-07	2025-06-20 12:00:00.261617+00	2025-06-20 12:00:00.273094+00	7712994761524958560	1520:1520:	1520	1525:1525:	1525	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.269832+00
92	2025-04-11	2025-06-20 12:00:00.313997+00	2025-06-20 12:00:00.325555+00	7712994761524958560	1552:1552:	1552	1557:1557:	1557	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.32218+00
84	2025-04-03	2025-06-20 12:00:00.207379+00	2025-06-20 12:00:00.219476+00	7712994761524958560	1488:1488:	1488	1493:1493:	1493	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.216028+00
112	2025-05-01	2025-06-20 12:00:00.591564+00	2025-06-20 12:00:00.609516+00	7712994761524958560	1712:1712:	1712	1717:1717:	1717	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.60526+00
106	2025-04-25	2025-06-20 12:00:00.503775+00	2025-06-20 12:00:00.516482+00	7712994761524958560	1664:1664:	1664	1669:1669:	1669	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.512896+00
104	2025-04-23	2025-06-20 12:00:00.476774+00	2025-06-20 12:00:00.488779+00	7712994761524958560	1648:1648:	1648	1653:1653:	1653	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.485179+00
96	2025-04-15	2025-06-20 12:00:00.367114+00	2025-06-20 12:00:00.379927+00	7712994761524958560	1584:1584:	1584	1589:1589:	1589	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.376365+00
89	2025-04-08	2025-06-20 12:00:00.27454+00	2025-06-20 12:00:00.286086+00	7712994761524958560	1528:1528:	1528	1533:1533:	1533	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.282826+00
85	2025-04-04	2025-06-20 12:00:00.221009+00	2025-06-20 12:00:00.232916+00	7712994761524958560	1496:1496:	1496	1501:1501:	1501	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.229464+00
99	2025-04-18	2025-06-20 12:00:00.410454+00	2025-06-20 12:00:00.422109+00	7712994761524958560	1608:1608:	1608	1613:1613:	1613	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.418802+00
93	2025-04-12	2025-06-20 12:00:00.327106+00	2025-06-20 12:00:00.33867+00	7712994761524958560	1560:1560:	1560	1565:1565:	1565	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.335262+00
102	2025-04-21	2025-06-20 12:00:00.449972+00	2025-06-20 12:00:00.462004+00	7712994761524958560	1632:1632:	1632	1637:1637:	1637	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.458698+00
86	2025-04-05	2025-06-20 12:00:00.234378+00	2025-06-20 12:00:00.24677+00	7712994761524958560	1504:1504:	1504	1509:1509:	1509	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.243296+00
90	2025-04-09	2025-06-20 12:00:00.28755+00	2025-06-20 12:00:00.299313+00	7712994761524958560	1536:1536:	1536	1541:1541:	1541	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.295953+00
108	2025-04-27	2025-06-20 12:00:00.532378+00	2025-06-20 12:00:00.545656+00	7712994761524958560	1680:1680:	1680	1685:1685:	1685	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.541924+00
97	2025-04-16	2025-06-20 12:00:00.381403+00	2025-06-20 12:00:00.394563+00	7712994761524958560	1592:1592:	1592	1597:1597:	1597	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.390713+00
94	2025-04-13	2025-06-20 12:00:00.340149+00	2025-06-20 12:00:00.351794+00	7712994761524958560	1568:1568:	1568	1573:1573:	1573	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.348383+00
87	2025-04-06	2025-06-20 12:00:00.248336+00	2025-06-20 12:00:00.260168+00	7712994761524958560	1512:1512:	1512	1517:1517:	1517	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.256866+00
111	2025-04-30	2025-06-20 12:00:00.577126+00	2025-06-20 12:00:00.589946+00	7712994761524958560	1704:1704:	1704	1709:1709:	1709	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.586156+00
91	2025-04-10	2025-06-20 12:00:00.300791+00	2025-06-20 12:00:00.312472+00	7712994761524958560	1544:1544:	1544	1549:1549:	1549	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.309116+00
100	2025-04-19	2025-06-20 12:00:00.423652+00	2025-06-20 12:00:00.43526+00	7712994761524958560	1616:1616:	1616	1621:1621:	1621	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.431907+00
115	2025-05-04	2025-06-20 12:00:00.639326+00	2025-06-20 12:00:00.652146+00	7712994761524958560	1736:1736:	1736	1741:1741:	1741	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.648486+00
105	2025-04-24	2025-06-20 12:00:00.490278+00	2025-06-20 12:00:00.50221+00	7712994761524958560	1656:1656:	1656	1661:1661:	1661	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.498857+00
103	2025-04-22	2025-06-20 12:00:00.463553+00	2025-06-20 12:00:00.475197+00	7712994761524958560	1640:1640:	1640	1645:1645:	1645	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.471817+00
98	2025-04-17	2025-06-20 12:00:00.396332+00	2025-06-20 12:00:00.408899+00	7712994761524958560	1600:1600:	1600	1605:1605:	1605	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.405119+00
107	2025-04-26	2025-06-20 12:00:00.518041+00	2025-06-20 12:00:00.530794+00	7712994761524958560	1672:1672:	1672	1677:1677:	1677	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.527086+00
110	2025-04-29	2025-06-20 12:00:00.562347+00	2025-06-20 12:00:00.575363+00	7712994761524958560	1696:1696:	1696	1701:1701:	1701	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.571531+00
116	2025-05-05	2025-06-20 12:00:00.653787+00	2025-06-20 12:00:00.667514+00	7712994761524958560	1744:1744:	1744	1749:1749:	1749	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.663757+00
109	2025-04-28	2025-06-20 12:00:00.547298+00	2025-06-20 12:00:00.56072+00	7712994761524958560	1688:1688:	1688	1693:1693:	1693	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.557074+00
118	2025-05-07	2025-06-20 12:00:00.68442+00	2025-06-20 12:00:00.697482+00	7712994761524958560	1760:1760:	1760	1765:1765:	1765	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.693594+00
117	2025-05-06	2025-06-20 12:00:00.669132+00	2025-06-20 12:00:00.68293+00	7712994761524958560	1752:1752:	1752	1757:1757:	1757	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.679223+00
113	2025-05-02	2025-06-20 12:00:00.611124+00	2025-06-20 12:00:00.623616+00	7712994761524958560	1720:1720:	1720	1725:1725:	1725	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.620091+00
114	2025-05-03	2025-06-20 12:00:00.625225+00	2025-06-20 12:00:00.63774+00	7712994761524958560	1728:1728:	1728	1733:1733:	1733	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.63416+00
119	2025-05-08	2025-06-20 12:00:00.699165+00	2025-06-20 12:00:00.71225+00	7712994761524958560	1768:1768:	1768	1773:1773:	1773	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.708564+00
120	2025-05-09	2025-06-20 12:00:00.713838+00	2025-06-20 12:00:00.727242+00	7712994761524958560	1776:1776:	1776	1781:1781:	1781	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.723099+00
121	2025-05-10	2025-06-20 12:00:00.728871+00	2025-06-20 12:00:00.742363+00	7712994761524958560	1784:1784:	1784	1789:1789:	1789	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.738295+00
122	2025-05-11	2025-06-20 12:00:00.74407+00	2025-06-20 12:00:00.757429+00	7712994761524958560	1792:1792:	1792	1797:1797:	1797	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.753641+00
123	2025-05-12	2025-06-20 12:00:00.759111+00	2025-06-20 12:00:00.772461+00	7712994761524958560	1800:1800:	1800	1805:1805:	1805	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.768487+00
136	2025-05-25	2025-06-20 12:00:00.942448+00	2025-06-20 12:00:00.95471+00	7712994761524958560	1904:1904:	1904	1909:1909:	1909	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.951132+00
124	2025-05-13	2025-06-20 12:00:00.774067+00	2025-06-20 12:00:00.787776+00	7712994761524958560	1808:1808:	1808	1813:1813:	1813	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.783545+00
142	2025-05-31	2025-06-20 12:00:01.025983+00	2025-06-20 12:00:01.037848+00	7712994761524958560	1952:1952:	1952	1957:1957:	1957	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.034408+00
129	2025-05-18	2025-06-20 12:00:00.846004+00	2025-06-20 12:00:00.858207+00	7712994761524958560	1848:1848:	1848	1853:1853:	1853	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.854729+00
133	2025-05-22	2025-06-20 12:00:00.901134+00	2025-06-20 12:00:00.913642+00	7712994761524958560	1880:1880:	1880	1885:1885:	1885	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.910121+00
125	2025-05-14	2025-06-20 12:00:00.789472+00	2025-06-20 12:00:00.8025+00	7712994761524958560	1816:1816:	1816	1821:1821:	1821	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.798951+00
153	2025-06-11	2025-06-20 12:00:01.181993+00	2025-06-20 12:00:01.194496+00	7712994761524958560	2040:2040:	2040	2045:2045:	2045	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.190832+00
147	2025-06-05	2025-06-20 12:00:01.098283+00	2025-06-20 12:00:01.110159+00	7712994761524958560	1992:1992:	1992	1997:1997:	1997	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.106776+00
145	2025-06-03	2025-06-20 12:00:01.071204+00	2025-06-20 12:00:01.083261+00	7712994761524958560	1976:1976:	1976	1981:1981:	1981	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.079753+00
137	2025-05-26	2025-06-20 12:00:00.956295+00	2025-06-20 12:00:00.968773+00	7712994761524958560	1912:1912:	1912	1917:1917:	1917	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.96504+00
130	2025-05-19	2025-06-20 12:00:00.859776+00	2025-06-20 12:00:00.871861+00	7712994761524958560	1856:1856:	1856	1861:1861:	1861	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.868355+00
126	2025-05-15	2025-06-20 12:00:00.804108+00	2025-06-20 12:00:00.817146+00	7712994761524958560	1824:1824:	1824	1829:1829:	1829	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.813464+00
140	2025-05-29	2025-06-20 12:00:00.998303+00	2025-06-20 12:00:01.010495+00	7712994761524958560	1936:1936:	1936	1941:1941:	1941	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.007105+00
134	2025-05-23	2025-06-20 12:00:00.915261+00	2025-06-20 12:00:00.927192+00	7712994761524958560	1888:1888:	1888	1893:1893:	1893	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.923839+00
143	2025-06-01	2025-06-20 12:00:01.039374+00	2025-06-20 12:00:01.056025+00	7712994761524958560	1960:1960:	1960	1965:1965:	1965	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.052384+00
127	2025-05-16	2025-06-20 12:00:00.818708+00	2025-06-20 12:00:00.831002+00	7712994761524958560	1832:1832:	1832	1837:1837:	1837	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.827398+00
131	2025-05-20	2025-06-20 12:00:00.873397+00	2025-06-20 12:00:00.885607+00	7712994761524958560	1864:1864:	1864	1869:1869:	1869	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.882025+00
149	2025-06-07	2025-06-20 12:00:01.125823+00	2025-06-20 12:00:01.138567+00	7712994761524958560	2008:2008:	2008	2013:2013:	2013	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.134887+00
138	2025-05-27	2025-06-20 12:00:00.9704+00	2025-06-20 12:00:00.982946+00	7712994761524958560	1920:1920:	1920	1925:1925:	1925	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.979379+00
135	2025-05-24	2025-06-20 12:00:00.92875+00	2025-06-20 12:00:00.94091+00	7712994761524958560	1896:1896:	1896	1901:1901:	1901	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.937419+00
128	2025-05-17	2025-06-20 12:00:00.832517+00	2025-06-20 12:00:00.844424+00	7712994761524958560	1840:1840:	1840	1845:1845:	1845	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.841034+00
152	2025-06-10	2025-06-20 12:00:01.167937+00	2025-06-20 12:00:01.180429+00	7712994761524958560	2032:2032:	2032	2037:2037:	2037	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.176904+00
132	2025-05-21	2025-06-20 12:00:00.887218+00	2025-06-20 12:00:00.899554+00	7712994761524958560	1872:1872:	1872	1877:1877:	1877	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.89603+00
141	2025-05-30	2025-06-20 12:00:01.012095+00	2025-06-20 12:00:01.024422+00	7712994761524958560	1944:1944:	1944	1949:1949:	1949	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.02084+00
156	2025-06-14	2025-06-20 12:00:01.223637+00	2025-06-20 12:00:01.236+00	7712994761524958560	2064:2064:	2064	2069:2069:	2069	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.232323+00
146	2025-06-04	2025-06-20 12:00:01.084846+00	2025-06-20 12:00:01.09677+00	7712994761524958560	1984:1984:	1984	1989:1989:	1989	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.093239+00
144	2025-06-02	2025-06-20 12:00:01.057536+00	2025-06-20 12:00:01.06962+00	7712994761524958560	1968:1968:	1968	1973:1973:	1973	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.066218+00
139	2025-05-28	2025-06-20 12:00:00.984496+00	2025-06-20 12:00:00.996727+00	7712994761524958560	1928:1928:	1928	1933:1933:	1933	5	t	8974748089772043	27	20	27	2025-06-20 12:00:00.993089+00
148	2025-06-06	2025-06-20 12:00:01.111796+00	2025-06-20 12:00:01.124166+00	7712994761524958560	2000:2000:	2000	2005:2005:	2005	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.120476+00
151	2025-06-09	2025-06-20 12:00:01.154041+00	2025-06-20 12:00:01.166303+00	7712994761524958560	2024:2024:	2024	2029:2029:	2029	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.162579+00
157	2025-06-15	2025-06-20 12:00:01.237557+00	2025-06-20 12:00:01.248899+00	7712994761524958560	2072:2072:	2072	2077:2077:	2077	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.245611+00
150	2025-06-08	2025-06-20 12:00:01.140256+00	2025-06-20 12:00:01.152506+00	7712994761524958560	2016:2016:	2016	2021:2021:	2021	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.149079+00
159	2025-06-17	2025-06-20 12:00:01.263396+00	2025-06-20 12:00:01.275353+00	7712994761524958560	2088:2088:	2088	2093:2093:	2093	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.27182+00
158	2025-06-16	2025-06-20 12:00:01.250415+00	2025-06-20 12:00:01.261832+00	7712994761524958560	2080:2080:	2080	2085:2085:	2085	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.258413+00
154	2025-06-12	2025-06-20 12:00:01.196245+00	2025-06-20 12:00:01.208485+00	7712994761524958560	2048:2048:	2048	2053:2053:	2053	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.205016+00
155	2025-06-13	2025-06-20 12:00:01.210065+00	2025-06-20 12:00:01.222056+00	7712994761524958560	2056:2056:	2056	2061:2061:	2061	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.21855+00
160	2025-06-18	2025-06-20 12:00:01.276956+00	2025-06-20 12:00:01.289589+00	7712994761524958560	2096:2096:	2096	2101:2101:	2101	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.285941+00
161	2025-06-19	2025-06-20 12:00:01.291277+00	2025-06-20 12:00:01.303199+00	7712994761524958560	2104:2104:	2104	2109:2109:	2109	5	t	8974748089772043	27	20	27	2025-06-20 12:00:01.299747+00
162	2025-06-20	2025-06-20 12:00:01.304788+00	2025-06-20 12:00:01.318926+00	7712994761524958560	2112:2112:	2112	2117:2117:	2117	5	t	8974748089772043	27	27	27	2025-06-20 12:00:01.314561+00
163	2025-06-21	2025-07-15 12:00:00.018526+00	2025-07-15 12:00:00.031698+00	7712994761524958560	2124:2124:	2124	2129:2129:	2129	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.028348+00
164	2025-06-22	2025-07-15 12:00:00.033318+00	2025-07-15 12:00:00.044991+00	7712994761524958560	2132:2132:	2132	2137:2137:	2137	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.041587+00
177	2025-07-05	2025-07-15 12:00:00.209943+00	2025-07-15 12:00:00.221417+00	7712994761524958560	2236:2236:	2236	2241:2241:	2241	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.218062+00
165	2025-06-23	2025-07-15 12:00:00.046592+00	2025-07-15 12:00:00.058624+00	7712994761524958560	2140:2140:	2140	2145:2145:	2145	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.054969+00
183	2025-07-11	2025-07-15 12:00:00.289964+00	2025-07-15 12:00:00.302039+00	7712994761524958560	2284:2284:	2284	2289:2289:	2289	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.298606+00
170	2025-06-28	2025-07-15 12:00:00.112933+00	2025-07-15 12:00:00.124318+00	7712994761524958560	2180:2180:	2180	2185:2185:	2185	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.120985+00
174	2025-07-02	2025-07-15 12:00:00.170185+00	2025-07-15 12:00:00.182145+00	7712994761524958560	2212:2212:	2212	2217:2217:	2217	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.178755+00
166	2025-06-24	2025-07-15 12:00:00.060251+00	2025-07-15 12:00:00.07194+00	7712994761524958560	2148:2148:	2148	2153:2153:	2153	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.068628+00
194	2025-07-21	2025-09-27 12:00:00.062493+00	2025-09-27 12:00:00.073328+00	7712994761524958560	2377:2377:	2377	2382:2382:	2382	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.070082+00
188	2025-07-15	2025-07-15 12:00:00.365928+00	2025-07-15 12:00:00.379698+00	7712994761524958560	2327:2327:	2327	2332:2332:	2332	5	f	3438317433217201	1	1	1	2025-07-15 12:00:00.376784+00
186	2025-07-14	2025-07-15 12:00:00.330485+00	2025-07-15 12:00:00.34206+00	7712994761524958560	2308:2308:	2308	2313:2313:	2313	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.338626+00
178	2025-07-06	2025-07-15 12:00:00.222957+00	2025-07-15 12:00:00.234614+00	7712994761524958560	2244:2244:	2244	2249:2249:	2249	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.231268+00
171	2025-06-29	2025-07-15 12:00:00.125865+00	2025-07-15 12:00:00.137394+00	7712994761524958560	2188:2188:	2188	2193:2193:	2193	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.134052+00
167	2025-06-25	2025-07-15 12:00:00.073686+00	2025-07-15 12:00:00.085392+00	7712994761524958560	2156:2156:	2156	2161:2161:	2161	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.081975+00
181	2025-07-09	2025-07-15 12:00:00.262921+00	2025-07-15 12:00:00.274901+00	7712994761524958560	2268:2268:	2268	2273:2273:	2273	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.271403+00
175	2025-07-03	2025-07-15 12:00:00.183696+00	2025-07-15 12:00:00.195339+00	7712994761524958560	2220:2220:	2220	2225:2225:	2225	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.191988+00
184	2025-07-12	2025-07-15 12:00:00.303653+00	2025-07-15 12:00:00.315515+00	7712994761524958560	2292:2292:	2292	2297:2297:	2297	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.312139+00
168	2025-06-26	2025-07-15 12:00:00.086961+00	2025-07-15 12:00:00.098302+00	7712994761524958560	2164:2164:	2164	2169:2169:	2169	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.094942+00
172	2025-06-30	2025-07-15 12:00:00.13894+00	2025-07-15 12:00:00.150408+00	7712994761524958560	2196:2196:	2196	2201:2201:	2201	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.146988+00
190	2025-07-17	2025-09-27 12:00:00.015682+00	2025-09-27 12:00:00.025384+00	7712994761524958560	2345:2345:	2345	2350:2350:	2350	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.022572+00
179	2025-07-07	2025-07-15 12:00:00.236228+00	2025-07-15 12:00:00.247758+00	7712994761524958560	2252:2252:	2252	2257:2257:	2257	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.244481+00
176	2025-07-04	2025-07-15 12:00:00.196943+00	2025-07-15 12:00:00.208419+00	7712994761524958560	2228:2228:	2228	2233:2233:	2233	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.205184+00
169	2025-06-27	2025-07-15 12:00:00.099823+00	2025-07-15 12:00:00.111285+00	7712994761524958560	2172:2172:	2172	2177:2177:	2177	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.107971+00
193	2025-07-20	2025-09-27 12:00:00.050364+00	2025-09-27 12:00:00.060956+00	7712994761524958560	2369:2369:	2369	2374:2374:	2374	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.058072+00
173	2025-07-01	2025-07-15 12:00:00.151991+00	2025-07-15 12:00:00.168547+00	7712994761524958560	2204:2204:	2204	2209:2209:	2209	5	t	8974748089772043	27	27	27	2025-07-15 12:00:00.165039+00
182	2025-07-10	2025-07-15 12:00:00.276537+00	2025-07-15 12:00:00.288384+00	7712994761524958560	2276:2276:	2276	2281:2281:	2281	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.284979+00
197	2025-07-24	2025-09-27 12:00:00.099734+00	2025-09-27 12:00:00.110259+00	7712994761524958560	2401:2401:	2401	2406:2406:	2406	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.107252+00
187	2025-07-15	2025-07-15 12:00:00.343703+00	2025-07-15 12:00:00.356796+00	7712994761524958560	2316:2316:	2316	2321:2321:	2321	5	t	8974748089772043	27	27	27	2025-07-15 12:00:00.352234+00
185	2025-07-13	2025-07-15 12:00:00.317197+00	2025-07-15 12:00:00.328868+00	7712994761524958560	2300:2300:	2300	2305:2305:	2305	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.325526+00
180	2025-07-08	2025-07-15 12:00:00.249485+00	2025-07-15 12:00:00.26134+00	7712994761524958560	2260:2260:	2260	2265:2265:	2265	5	t	8974748089772043	27	20	27	2025-07-15 12:00:00.25788+00
189	2025-07-16	2025-09-27 12:00:00.004646+00	2025-09-27 12:00:00.014288+00	7712994761524958560	2337:2337:	2337	2342:2342:	2342	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.01149+00
192	2025-07-19	2025-09-27 12:00:00.038217+00	2025-09-27 12:00:00.048815+00	7712994761524958560	2361:2361:	2361	2366:2366:	2366	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.045603+00
198	2025-07-25	2025-09-27 12:00:00.111859+00	2025-09-27 12:00:00.122686+00	7712994761524958560	2409:2409:	2409	2414:2414:	2414	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.119571+00
191	2025-07-18	2025-09-27 12:00:00.026873+00	2025-09-27 12:00:00.03678+00	7712994761524958560	2353:2353:	2353	2358:2358:	2358	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.033954+00
200	2025-07-27	2025-09-27 12:00:00.135967+00	2025-09-27 12:00:00.14675+00	7712994761524958560	2425:2425:	2425	2430:2430:	2430	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.143705+00
199	2025-07-26	2025-09-27 12:00:00.124098+00	2025-09-27 12:00:00.134565+00	7712994761524958560	2417:2417:	2417	2422:2422:	2422	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.131654+00
195	2025-07-22	2025-09-27 12:00:00.074837+00	2025-09-27 12:00:00.08557+00	7712994761524958560	2385:2385:	2385	2390:2390:	2390	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.082483+00
196	2025-07-23	2025-09-27 12:00:00.087093+00	2025-09-27 12:00:00.098255+00	7712994761524958560	2393:2393:	2393	2398:2398:	2398	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.095128+00
201	2025-07-28	2025-09-27 12:00:00.148203+00	2025-09-27 12:00:00.158976+00	7712994761524958560	2433:2433:	2433	2438:2438:	2438	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.155888+00
202	2025-07-29	2025-09-27 12:00:00.160386+00	2025-09-27 12:00:00.170558+00	7712994761524958560	2441:2441:	2441	2446:2446:	2446	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.167718+00
203	2025-07-30	2025-09-27 12:00:00.172114+00	2025-09-27 12:00:00.18256+00	7712994761524958560	2449:2449:	2449	2454:2454:	2454	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.179709+00
204	2025-07-31	2025-09-27 12:00:00.183964+00	2025-09-27 12:00:00.194967+00	7712994761524958560	2457:2457:	2457	2462:2462:	2462	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.191803+00
205	2025-08-01	2025-09-27 12:00:00.196393+00	2025-09-27 12:00:00.211152+00	7712994761524958560	2465:2465:	2465	2470:2470:	2470	5	t	8974748089772043	27	27	27	2025-09-27 12:00:00.207807+00
218	2025-08-14	2025-09-27 12:00:00.36027+00	2025-09-27 12:00:00.37102+00	7712994761524958560	2569:2569:	2569	2574:2574:	2574	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.367895+00
206	2025-08-02	2025-09-27 12:00:00.212683+00	2025-09-27 12:00:00.222955+00	7712994761524958560	2473:2473:	2473	2478:2478:	2478	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.220346+00
224	2025-08-20	2025-09-27 12:00:00.431575+00	2025-09-27 12:00:00.442102+00	7712994761524958560	2617:2617:	2617	2622:2622:	2622	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.439074+00
211	2025-08-07	2025-09-27 12:00:00.271707+00	2025-09-27 12:00:00.283161+00	7712994761524958560	2513:2513:	2513	2518:2518:	2518	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.279853+00
215	2025-08-11	2025-09-27 12:00:00.323184+00	2025-09-27 12:00:00.334433+00	7712994761524958560	2545:2545:	2545	2550:2550:	2550	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.331754+00
207	2025-08-03	2025-09-27 12:00:00.224019+00	2025-09-27 12:00:00.232039+00	7712994761524958560	2481:2481:	2481	2486:2486:	2486	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.229573+00
235	2025-08-31	2025-09-27 12:00:00.567242+00	2025-09-27 12:00:00.578322+00	7712994761524958560	2705:2705:	2705	2710:2710:	2710	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.575167+00
229	2025-08-25	2025-09-27 12:00:00.491288+00	2025-09-27 12:00:00.501582+00	7712994761524958560	2657:2657:	2657	2662:2662:	2662	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.498557+00
227	2025-08-23	2025-09-27 12:00:00.467553+00	2025-09-27 12:00:00.478058+00	7712994761524958560	2641:2641:	2641	2646:2646:	2646	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.47514+00
219	2025-08-15	2025-09-27 12:00:00.372579+00	2025-09-27 12:00:00.38323+00	7712994761524958560	2577:2577:	2577	2582:2582:	2582	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.380207+00
212	2025-08-08	2025-09-27 12:00:00.284852+00	2025-09-27 12:00:00.295619+00	7712994761524958560	2521:2521:	2521	2526:2526:	2526	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.292567+00
208	2025-08-04	2025-09-27 12:00:00.23335+00	2025-09-27 12:00:00.244096+00	7712994761524958560	2489:2489:	2489	2494:2494:	2494	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.241145+00
222	2025-08-18	2025-09-27 12:00:00.408158+00	2025-09-27 12:00:00.418395+00	7712994761524958560	2601:2601:	2601	2606:2606:	2606	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.415404+00
216	2025-08-12	2025-09-27 12:00:00.335923+00	2025-09-27 12:00:00.346416+00	7712994761524958560	2553:2553:	2553	2558:2558:	2558	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.343178+00
225	2025-08-21	2025-09-27 12:00:00.443557+00	2025-09-27 12:00:00.454051+00	7712994761524958560	2625:2625:	2625	2630:2630:	2630	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.45096+00
209	2025-08-05	2025-09-27 12:00:00.245771+00	2025-09-27 12:00:00.257008+00	7712994761524958560	2497:2497:	2497	2502:2502:	2502	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.253762+00
213	2025-08-09	2025-09-27 12:00:00.297231+00	2025-09-27 12:00:00.308117+00	7712994761524958560	2529:2529:	2529	2534:2534:	2534	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.305112+00
231	2025-08-27	2025-09-27 12:00:00.515878+00	2025-09-27 12:00:00.527265+00	7712994761524958560	2673:2673:	2673	2678:2678:	2678	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.52411+00
220	2025-08-16	2025-09-27 12:00:00.384743+00	2025-09-27 12:00:00.394995+00	7712994761524958560	2585:2585:	2585	2590:2590:	2590	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.392066+00
217	2025-08-13	2025-09-27 12:00:00.34795+00	2025-09-27 12:00:00.358752+00	7712994761524958560	2561:2561:	2561	2566:2566:	2566	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.355676+00
210	2025-08-06	2025-09-27 12:00:00.258475+00	2025-09-27 12:00:00.270036+00	7712994761524958560	2505:2505:	2505	2510:2510:	2510	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.266785+00
234	2025-08-30	2025-09-27 12:00:00.554567+00	2025-09-27 12:00:00.565768+00	7712994761524958560	2697:2697:	2697	2702:2702:	2702	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.56276+00
214	2025-08-10	2025-09-27 12:00:00.309756+00	2025-09-27 12:00:00.321691+00	7712994761524958560	2537:2537:	2537	2542:2542:	2542	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.318358+00
223	2025-08-19	2025-09-27 12:00:00.419849+00	2025-09-27 12:00:00.430113+00	7712994761524958560	2609:2609:	2609	2614:2614:	2614	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.427153+00
238	2025-09-03	2025-09-27 12:00:00.60812+00	2025-09-27 12:00:00.618187+00	7712994761524958560	2729:2729:	2729	2734:2734:	2734	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.615261+00
228	2025-08-24	2025-09-27 12:00:00.479459+00	2025-09-27 12:00:00.489843+00	7712994761524958560	2649:2649:	2649	2654:2654:	2654	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.486798+00
226	2025-08-22	2025-09-27 12:00:00.455544+00	2025-09-27 12:00:00.466088+00	7712994761524958560	2633:2633:	2633	2638:2638:	2638	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.4632+00
221	2025-08-17	2025-09-27 12:00:00.396484+00	2025-09-27 12:00:00.406724+00	7712994761524958560	2593:2593:	2593	2598:2598:	2598	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.403733+00
230	2025-08-26	2025-09-27 12:00:00.503088+00	2025-09-27 12:00:00.514331+00	7712994761524958560	2665:2665:	2665	2670:2670:	2670	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.511196+00
233	2025-08-29	2025-09-27 12:00:00.541763+00	2025-09-27 12:00:00.553054+00	7712994761524958560	2689:2689:	2689	2694:2694:	2694	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.549855+00
239	2025-09-04	2025-09-27 12:00:00.6196+00	2025-09-27 12:00:00.629664+00	7712994761524958560	2737:2737:	2737	2742:2742:	2742	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.626788+00
232	2025-08-28	2025-09-27 12:00:00.528797+00	2025-09-27 12:00:00.540162+00	7712994761524958560	2681:2681:	2681	2686:2686:	2686	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.537054+00
241	2025-09-06	2025-09-27 12:00:00.642888+00	2025-09-27 12:00:00.653304+00	7712994761524958560	2753:2753:	2753	2758:2758:	2758	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.650423+00
240	2025-09-05	2025-09-27 12:00:00.631106+00	2025-09-27 12:00:00.641316+00	7712994761524958560	2745:2745:	2745	2750:2750:	2750	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.638367+00
236	2025-09-01	2025-09-27 12:00:00.579833+00	2025-09-27 12:00:00.594544+00	7712994761524958560	2713:2713:	2713	2718:2718:	2718	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.591456+00
237	2025-09-02	2025-09-27 12:00:00.596018+00	2025-09-27 12:00:00.606666+00	7712994761524958560	2721:2721:	2721	2726:2726:	2726	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.603664+00
242	2025-09-07	2025-09-27 12:00:00.654805+00	2025-09-27 12:00:00.664996+00	7712994761524958560	2761:2761:	2761	2766:2766:	2766	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.662032+00
243	2025-09-08	2025-09-27 12:00:00.666407+00	2025-09-27 12:00:00.676889+00	7712994761524958560	2769:2769:	2769	2774:2774:	2774	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.673901+00
244	2025-09-09	2025-09-27 12:00:00.67831+00	2025-09-27 12:00:00.688645+00	7712994761524958560	2777:2777:	2777	2782:2782:	2782	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.685669+00
245	2025-09-10	2025-09-27 12:00:00.690095+00	2025-09-27 12:00:00.700321+00	7712994761524958560	2785:2785:	2785	2790:2790:	2790	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.697326+00
246	2025-09-11	2025-09-27 12:00:00.701984+00	2025-09-27 12:00:00.712055+00	7712994761524958560	2793:2793:	2793	2798:2798:	2798	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.709905+00
259	2025-09-24	2025-09-27 12:00:00.855046+00	2025-09-27 12:00:00.864994+00	7712994761524958560	2897:2897:	2897	2902:2902:	2902	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.862144+00
247	2025-09-12	2025-09-27 12:00:00.713184+00	2025-09-27 12:00:00.722492+00	7712994761524958560	2801:2801:	2801	2806:2806:	2806	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.719445+00
265	2025-09-30	2026-01-05 12:00:00.036028+00	2026-01-05 12:00:00.046295+00	7712994761524958560	2950:2950:	2950	2955:2955:	2955	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.043408+00
252	2025-09-17	2025-09-27 12:00:00.770894+00	2025-09-27 12:00:00.780587+00	7712994761524958560	2841:2841:	2841	2846:2846:	2846	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.777428+00
256	2025-09-21	2025-09-27 12:00:00.816938+00	2025-09-27 12:00:00.827743+00	7712994761524958560	2873:2873:	2873	2878:2878:	2878	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.824231+00
248	2025-09-13	2025-09-27 12:00:00.724057+00	2025-09-27 12:00:00.734777+00	7712994761524958560	2809:2809:	2809	2814:2814:	2814	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.731824+00
276	2025-10-11	2026-01-05 12:00:00.171613+00	2026-01-05 12:00:00.182495+00	7712994761524958560	3038:3038:	3038	3043:3043:	3043	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.179604+00
270	2025-10-05	2026-01-05 12:00:00.099678+00	2026-01-05 12:00:00.10962+00	7712994761524958560	2990:2990:	2990	2995:2995:	2995	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.106951+00
268	2025-10-03	2026-01-05 12:00:00.075983+00	2026-01-05 12:00:00.086531+00	7712994761524958560	2974:2974:	2974	2979:2979:	2979	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.083488+00
260	2025-09-25	2025-09-27 12:00:00.86653+00	2025-09-27 12:00:00.876392+00	7712994761524958560	2905:2905:	2905	2910:2910:	2910	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.873585+00
253	2025-09-18	2025-09-27 12:00:00.782172+00	2025-09-27 12:00:00.793422+00	7712994761524958560	2849:2849:	2849	2854:2854:	2854	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.790972+00
249	2025-09-14	2025-09-27 12:00:00.736243+00	2025-09-27 12:00:00.747967+00	7712994761524958560	2817:2817:	2817	2822:2822:	2822	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.744863+00
263	2025-09-28	2026-01-05 12:00:00.011863+00	2026-01-05 12:00:00.02379+00	7712994761524958560	2934:2934:	2934	2939:2939:	2939	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.020924+00
257	2025-09-22	2025-09-27 12:00:00.829329+00	2025-09-27 12:00:00.841118+00	7712994761524958560	2881:2881:	2881	2886:2886:	2886	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.837698+00
266	2025-10-01	2026-01-05 12:00:00.047706+00	2026-01-05 12:00:00.062007+00	7712994761524958560	2958:2958:	2958	2963:2963:	2963	5	t	8974748089772043	27	27	27	2026-01-05 12:00:00.058974+00
250	2025-09-15	2025-09-27 12:00:00.749398+00	2025-09-27 12:00:00.758995+00	7712994761524958560	2825:2825:	2825	2830:2830:	2830	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.755921+00
254	2025-09-19	2025-09-27 12:00:00.794644+00	2025-09-27 12:00:00.803618+00	7712994761524958560	2857:2857:	2857	2862:2862:	2862	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.800784+00
272	2025-10-07	2026-01-05 12:00:00.122413+00	2026-01-05 12:00:00.13298+00	7712994761524958560	3006:3006:	3006	3011:3011:	3011	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.129927+00
261	2025-09-26	2025-09-27 12:00:00.877916+00	2025-09-27 12:00:00.887889+00	7712994761524958560	2913:2913:	2913	2918:2918:	2918	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.885179+00
258	2025-09-23	2025-09-27 12:00:00.842724+00	2025-09-27 12:00:00.853524+00	7712994761524958560	2889:2889:	2889	2894:2894:	2894	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.850269+00
251	2025-09-16	2025-09-27 12:00:00.760493+00	2025-09-27 12:00:00.769735+00	7712994761524958560	2833:2833:	2833	2838:2838:	2838	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.767339+00
275	2025-10-10	2026-01-05 12:00:00.159829+00	2026-01-05 12:00:00.170189+00	7712994761524958560	3030:3030:	3030	3035:3035:	3035	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.167359+00
255	2025-09-20	2025-09-27 12:00:00.805014+00	2025-09-27 12:00:00.815443+00	7712994761524958560	2865:2865:	2865	2870:2870:	2870	5	t	8974748089772043	27	20	27	2025-09-27 12:00:00.812656+00
264	2025-09-29	2026-01-05 12:00:00.02521+00	2026-01-05 12:00:00.034585+00	7712994761524958560	2942:2942:	2942	2947:2947:	2947	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.031906+00
279	2025-10-14	2026-01-05 12:00:00.209254+00	2026-01-05 12:00:00.220349+00	7712994761524958560	3062:3062:	3062	3067:3067:	3067	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.21752+00
269	2025-10-04	2026-01-05 12:00:00.087956+00	2026-01-05 12:00:00.098267+00	7712994761524958560	2982:2982:	2982	2987:2987:	2987	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.095352+00
267	2025-10-02	2026-01-05 12:00:00.063523+00	2026-01-05 12:00:00.074469+00	7712994761524958560	2966:2966:	2966	2971:2971:	2971	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.071304+00
262	2025-09-27	2025-09-27 12:00:00.889337+00	2025-09-27 12:00:00.899897+00	7712994761524958560	2921:2921:	2921	2926:2926:	2926	5	t	8974748089772043	27	27	27	2025-09-27 12:00:00.896683+00
271	2025-10-06	2026-01-05 12:00:00.110947+00	2026-01-05 12:00:00.120909+00	7712994761524958560	2998:2998:	2998	3003:3003:	3003	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.117975+00
274	2025-10-09	2026-01-05 12:00:00.147434+00	2026-01-05 12:00:00.158331+00	7712994761524958560	3022:3022:	3022	3027:3027:	3027	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.155393+00
280	2025-10-15	2026-01-05 12:00:00.221783+00	2026-01-05 12:00:00.232045+00	7712994761524958560	3070:3070:	3070	3075:3075:	3075	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.229196+00
273	2025-10-08	2026-01-05 12:00:00.134543+00	2026-01-05 12:00:00.145905+00	7712994761524958560	3014:3014:	3014	3019:3019:	3019	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.1427+00
282	2025-10-17	2026-01-05 12:00:00.244774+00	2026-01-05 12:00:00.254205+00	7712994761524958560	3086:3086:	3086	3091:3091:	3091	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.251434+00
281	2025-10-16	2026-01-05 12:00:00.233566+00	2026-01-05 12:00:00.243438+00	7712994761524958560	3078:3078:	3078	3083:3083:	3083	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.240728+00
277	2025-10-12	2026-01-05 12:00:00.183945+00	2026-01-05 12:00:00.194716+00	7712994761524958560	3046:3046:	3046	3051:3051:	3051	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.191626+00
278	2025-10-13	2026-01-05 12:00:00.196304+00	2026-01-05 12:00:00.207681+00	7712994761524958560	3054:3054:	3054	3059:3059:	3059	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.204445+00
283	2025-10-18	2026-01-05 12:00:00.255581+00	2026-01-05 12:00:00.265272+00	7712994761524958560	3094:3094:	3094	3099:3099:	3099	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.262537+00
284	2025-10-19	2026-01-05 12:00:00.266611+00	2026-01-05 12:00:00.276317+00	7712994761524958560	3102:3102:	3102	3107:3107:	3107	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.27357+00
285	2025-10-20	2026-01-05 12:00:00.277682+00	2026-01-05 12:00:00.287488+00	7712994761524958560	3110:3110:	3110	3115:3115:	3115	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.28469+00
286	2025-10-21	2026-01-05 12:00:00.288918+00	2026-01-05 12:00:00.29837+00	7712994761524958560	3118:3118:	3118	3123:3123:	3123	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.295625+00
287	2025-10-22	2026-01-05 12:00:00.29982+00	2026-01-05 12:00:00.30911+00	7712994761524958560	3126:3126:	3126	3131:3131:	3131	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.306466+00
300	2025-11-04	2026-01-05 12:00:00.448675+00	2026-01-05 12:00:00.458255+00	7712994761524958560	3230:3230:	3230	3235:3235:	3235	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.455511+00
288	2025-10-23	2026-01-05 12:00:00.310463+00	2026-01-05 12:00:00.31961+00	7712994761524958560	3134:3134:	3134	3139:3139:	3139	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.316875+00
306	2025-11-10	2026-01-05 12:00:00.517269+00	2026-01-05 12:00:00.526853+00	7712994761524958560	3278:3278:	3278	3283:3283:	3283	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.524147+00
293	2025-10-28	2026-01-05 12:00:00.366199+00	2026-01-05 12:00:00.376232+00	7712994761524958560	3174:3174:	3174	3179:3179:	3179	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.373413+00
297	2025-11-01	2026-01-05 12:00:00.411226+00	2026-01-05 12:00:00.424293+00	7712994761524958560	3206:3206:	3206	3211:3211:	3211	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.421554+00
289	2025-10-24	2026-01-05 12:00:00.320935+00	2026-01-05 12:00:00.329803+00	7712994761524958560	3142:3142:	3142	3147:3147:	3147	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.327152+00
317	2025-11-21	2026-01-05 12:00:00.639519+00	2026-01-05 12:00:00.649454+00	7712994761524958560	3366:3366:	3366	3371:3371:	3371	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.64651+00
311	2025-11-15	2026-01-05 12:00:00.572189+00	2026-01-05 12:00:00.581881+00	7712994761524958560	3318:3318:	3318	3323:3323:	3323	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.579153+00
309	2025-11-13	2026-01-05 12:00:00.550383+00	2026-01-05 12:00:00.559982+00	7712994761524958560	3302:3302:	3302	3307:3307:	3307	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.557402+00
301	2025-11-05	2026-01-05 12:00:00.459614+00	2026-01-05 12:00:00.468989+00	7712994761524958560	3238:3238:	3238	3243:3243:	3243	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.466336+00
294	2025-10-29	2026-01-05 12:00:00.377763+00	2026-01-05 12:00:00.387731+00	7712994761524958560	3182:3182:	3182	3187:3187:	3187	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.384895+00
290	2025-10-25	2026-01-05 12:00:00.331149+00	2026-01-05 12:00:00.340289+00	7712994761524958560	3150:3150:	3150	3155:3155:	3155	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.337732+00
304	2025-11-08	2026-01-05 12:00:00.493228+00	2026-01-05 12:00:00.504484+00	7712994761524958560	3262:3262:	3262	3267:3267:	3267	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.5013+00
298	2025-11-02	2026-01-05 12:00:00.425703+00	2026-01-05 12:00:00.435844+00	7712994761524958560	3214:3214:	3214	3219:3219:	3219	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.432976+00
307	2025-11-11	2026-01-05 12:00:00.528284+00	2026-01-05 12:00:00.537927+00	7712994761524958560	3286:3286:	3286	3291:3291:	3291	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.535249+00
291	2025-10-26	2026-01-05 12:00:00.34163+00	2026-01-05 12:00:00.352211+00	7712994761524958560	3158:3158:	3158	3163:3163:	3163	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.34916+00
295	2025-10-30	2026-01-05 12:00:00.389176+00	2026-01-05 12:00:00.398969+00	7712994761524958560	3190:3190:	3190	3195:3195:	3195	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.396264+00
313	2025-11-17	2026-01-05 12:00:00.594728+00	2026-01-05 12:00:00.604672+00	7712994761524958560	3334:3334:	3334	3339:3339:	3339	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.601903+00
302	2025-11-06	2026-01-05 12:00:00.470429+00	2026-01-05 12:00:00.480158+00	7712994761524958560	3246:3246:	3246	3251:3251:	3251	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.477422+00
299	2025-11-03	2026-01-05 12:00:00.437488+00	2026-01-05 12:00:00.447234+00	7712994761524958560	3222:3222:	3222	3227:3227:	3227	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.444452+00
292	2025-10-27	2026-01-05 12:00:00.353742+00	2026-01-05 12:00:00.364663+00	7712994761524958560	3166:3166:	3166	3171:3171:	3171	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.361745+00
316	2025-11-20	2026-01-05 12:00:00.628777+00	2026-01-05 12:00:00.638155+00	7712994761524958560	3358:3358:	3358	3363:3363:	3363	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.635548+00
296	2025-10-31	2026-01-05 12:00:00.400346+00	2026-01-05 12:00:00.409794+00	7712994761524958560	3198:3198:	3198	3203:3203:	3203	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.407016+00
305	2025-11-09	2026-01-05 12:00:00.506008+00	2026-01-05 12:00:00.515782+00	7712994761524958560	3270:3270:	3270	3275:3275:	3275	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.512886+00
320	2025-11-24	2026-01-05 12:00:00.673971+00	2026-01-05 12:00:00.683405+00	7712994761524958560	3390:3390:	3390	3395:3395:	3395	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.680701+00
310	2025-11-14	2026-01-05 12:00:00.561397+00	2026-01-05 12:00:00.570803+00	7712994761524958560	3310:3310:	3310	3315:3315:	3315	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.568021+00
308	2025-11-12	2026-01-05 12:00:00.539397+00	2026-01-05 12:00:00.548963+00	7712994761524958560	3294:3294:	3294	3299:3299:	3299	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.546282+00
303	2025-11-07	2026-01-05 12:00:00.481563+00	2026-01-05 12:00:00.491524+00	7712994761524958560	3254:3254:	3254	3259:3259:	3259	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.4884+00
312	2025-11-16	2026-01-05 12:00:00.583276+00	2026-01-05 12:00:00.593195+00	7712994761524958560	3326:3326:	3326	3331:3331:	3331	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.590332+00
315	2025-11-19	2026-01-05 12:00:00.617485+00	2026-01-05 12:00:00.627303+00	7712994761524958560	3350:3350:	3350	3355:3355:	3355	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.624493+00
321	2025-11-25	2026-01-05 12:00:00.684818+00	2026-01-05 12:00:00.695416+00	7712994761524958560	3398:3398:	3398	3403:3403:	3403	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.692241+00
314	2025-11-18	2026-01-05 12:00:00.606248+00	2026-01-05 12:00:00.615972+00	7712994761524958560	3342:3342:	3342	3347:3347:	3347	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.612984+00
323	2025-11-27	2026-01-05 12:00:00.708702+00	2026-01-05 12:00:00.718951+00	7712994761524958560	3414:3414:	3414	3419:3419:	3419	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.716057+00
322	2025-11-26	2026-01-05 12:00:00.696925+00	2026-01-05 12:00:00.70727+00	7712994761524958560	3406:3406:	3406	3411:3411:	3411	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.70439+00
318	2025-11-22	2026-01-05 12:00:00.650972+00	2026-01-05 12:00:00.660988+00	7712994761524958560	3374:3374:	3374	3379:3379:	3379	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.658153+00
319	2025-11-23	2026-01-05 12:00:00.662492+00	2026-01-05 12:00:00.672561+00	7712994761524958560	3382:3382:	3382	3387:3387:	3387	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.669752+00
324	2025-11-28	2026-01-05 12:00:00.720517+00	2026-01-05 12:00:00.730383+00	7712994761524958560	3422:3422:	3422	3427:3427:	3427	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.727591+00
325	2025-11-29	2026-01-05 12:00:00.731812+00	2026-01-05 12:00:00.742483+00	7712994761524958560	3430:3430:	3430	3435:3435:	3435	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.739517+00
326	2025-11-30	2026-01-05 12:00:00.743945+00	2026-01-05 12:00:00.753965+00	7712994761524958560	3438:3438:	3438	3443:3443:	3443	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.751139+00
327	2025-12-01	2026-01-05 12:00:00.755463+00	2026-01-05 12:00:00.770322+00	7712994761524958560	3446:3446:	3446	3451:3451:	3451	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.766927+00
328	2025-12-02	2026-01-05 12:00:00.771951+00	2026-01-05 12:00:00.783752+00	7712994761524958560	3454:3454:	3454	3459:3459:	3459	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.780417+00
341	2025-12-15	2026-01-05 12:00:00.947248+00	2026-01-05 12:00:00.959237+00	7712994761524958560	3558:3558:	3558	3563:3563:	3563	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.955605+00
329	2025-12-03	2026-01-05 12:00:00.785526+00	2026-01-05 12:00:00.797282+00	7712994761524958560	3462:3462:	3462	3467:3467:	3467	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.793779+00
347	2025-12-21	2026-01-05 12:00:01.033524+00	2026-01-05 12:00:01.046277+00	7712994761524958560	3606:3606:	3606	3611:3611:	3611	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.042546+00
334	2025-12-08	2026-01-05 12:00:00.852347+00	2026-01-05 12:00:00.863799+00	7712994761524958560	3502:3502:	3502	3507:3507:	3507	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.86049+00
338	2025-12-12	2026-01-05 12:00:00.906905+00	2026-01-05 12:00:00.918687+00	7712994761524958560	3534:3534:	3534	3539:3539:	3539	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.915305+00
330	2025-12-04	2026-01-05 12:00:00.79895+00	2026-01-05 12:00:00.810801+00	7712994761524958560	3470:3470:	3470	3475:3475:	3475	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.807491+00
358	2026-01-01	2026-01-05 12:00:01.183751+00	2026-01-05 12:00:01.200128+00	7712994761524958560	3694:3694:	3694	3699:3699:	3699	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.196645+00
352	2025-12-26	2026-01-05 12:00:01.105315+00	2026-01-05 12:00:01.116727+00	7712994761524958560	3646:3646:	3646	3651:3651:	3651	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.113432+00
350	2025-12-24	2026-01-05 12:00:01.077632+00	2026-01-05 12:00:01.090051+00	7712994761524958560	3630:3630:	3630	3635:3635:	3635	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.086621+00
342	2025-12-16	2026-01-05 12:00:00.960965+00	2026-01-05 12:00:00.972402+00	7712994761524958560	3566:3566:	3566	3571:3571:	3571	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.969074+00
335	2025-12-09	2026-01-05 12:00:00.865531+00	2026-01-05 12:00:00.877179+00	7712994761524958560	3510:3510:	3510	3515:3515:	3515	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.87364+00
331	2025-12-05	2026-01-05 12:00:00.8126+00	2026-01-05 12:00:00.824571+00	7712994761524958560	3478:3478:	3478	3483:3483:	3483	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.821189+00
345	2025-12-19	2026-01-05 12:00:01.003065+00	2026-01-05 12:00:01.016572+00	7712994761524958560	3590:3590:	3590	3595:3595:	3595	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.012686+00
339	2025-12-13	2026-01-05 12:00:00.920379+00	2026-01-05 12:00:00.93206+00	7712994761524958560	3542:3542:	3542	3547:3547:	3547	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.92871+00
348	2025-12-22	2026-01-05 12:00:01.048141+00	2026-01-05 12:00:01.061199+00	7712994761524958560	3614:3614:	3614	3619:3619:	3619	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.057548+00
332	2025-12-06	2026-01-05 12:00:00.82636+00	2026-01-05 12:00:00.837983+00	7712994761524958560	3486:3486:	3486	3491:3491:	3491	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.834701+00
336	2025-12-10	2026-01-05 12:00:00.878988+00	2026-01-05 12:00:00.891402+00	7712994761524958560	3518:3518:	3518	3523:3523:	3523	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.887897+00
354	2025-12-28	2026-01-05 12:00:01.131474+00	2026-01-05 12:00:01.142618+00	7712994761524958560	3662:3662:	3662	3667:3667:	3667	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.139319+00
343	2025-12-17	2026-01-05 12:00:00.97403+00	2026-01-05 12:00:00.986644+00	7712994761524958560	3574:3574:	3574	3579:3579:	3579	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.982821+00
340	2025-12-14	2026-01-05 12:00:00.933785+00	2026-01-05 12:00:00.945503+00	7712994761524958560	3550:3550:	3550	3555:3555:	3555	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.94215+00
333	2025-12-07	2026-01-05 12:00:00.839699+00	2026-01-05 12:00:00.850649+00	7712994761524958560	3494:3494:	3494	3499:3499:	3499	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.847447+00
357	2025-12-31	2026-01-05 12:00:01.170519+00	2026-01-05 12:00:01.182033+00	7712994761524958560	3686:3686:	3686	3691:3691:	3691	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.178748+00
337	2025-12-11	2026-01-05 12:00:00.893296+00	2026-01-05 12:00:00.905106+00	7712994761524958560	3526:3526:	3526	3531:3531:	3531	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.901964+00
346	2025-12-20	2026-01-05 12:00:01.018464+00	2026-01-05 12:00:01.031898+00	7712994761524958560	3598:3598:	3598	3603:3603:	3603	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.028336+00
361	2026-01-04	2026-01-05 12:00:01.227299+00	2026-01-05 12:00:01.238471+00	7712994761524958560	3718:3718:	3718	3723:3723:	3723	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.235278+00
351	2025-12-25	2026-01-05 12:00:01.091737+00	2026-01-05 12:00:01.103569+00	7712994761524958560	3638:3638:	3638	3643:3643:	3643	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.100254+00
349	2025-12-23	2026-01-05 12:00:01.062964+00	2026-01-05 12:00:01.075711+00	7712994761524958560	3622:3622:	3622	3627:3627:	3627	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.072263+00
344	2025-12-18	2026-01-05 12:00:00.988457+00	2026-01-05 12:00:01.001341+00	7712994761524958560	3582:3582:	3582	3587:3587:	3587	5	t	8974748089772043	27	20	27	2026-01-05 12:00:00.99774+00
353	2025-12-27	2026-01-05 12:00:01.118474+00	2026-01-05 12:00:01.129757+00	7712994761524958560	3654:3654:	3654	3659:3659:	3659	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.126488+00
356	2025-12-30	2026-01-05 12:00:01.157507+00	2026-01-05 12:00:01.168801+00	7712994761524958560	3678:3678:	3678	3683:3683:	3683	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.165573+00
362	2026-01-05	2026-01-05 12:00:01.240151+00	2026-01-05 12:00:01.25425+00	7712994761524958560	3726:3726:	3726	3731:3731:	3731	5	t	8974748089772043	27	27	27	2026-01-05 12:00:01.247836+00
355	2025-12-29	2026-01-05 12:00:01.144313+00	2026-01-05 12:00:01.155646+00	7712994761524958560	3670:3670:	3670	3675:3675:	3675	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.15234+00
364	2026-01-06	2026-01-08 12:00:00.000299+00	2026-01-08 12:00:00.011291+00	7712994761524958560	3743:3743:	3743	3748:3748:	3748	5	t	8974748089772043	27	20	27	2026-01-08 12:00:00.00823+00
363	2026-01-05	2026-01-05 12:00:01.263737+00	2026-01-05 12:00:01.277531+00	7712994761524958560	3735:3735:	3735	3740:3740:	3740	5	f	4265110587798392	2	0	2	2026-01-05 12:00:01.275263+00
359	2026-01-02	2026-01-05 12:00:01.201803+00	2026-01-05 12:00:01.213039+00	7712994761524958560	3702:3702:	3702	3707:3707:	3707	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.209778+00
360	2026-01-03	2026-01-05 12:00:01.214734+00	2026-01-05 12:00:01.225675+00	7712994761524958560	3710:3710:	3710	3715:3715:	3715	5	t	8974748089772043	27	20	27	2026-01-05 12:00:01.222603+00
365	2026-01-07	2026-01-08 12:00:00.013092+00	2026-01-08 12:00:00.024328+00	7712994761524958560	3751:3751:	3751	3756:3756:	3756	5	t	8974748089772043	27	20	27	2026-01-08 12:00:00.021081+00
366	2026-01-08	2026-01-08 12:00:00.026035+00	2026-01-08 12:00:00.037105+00	7712994761524958560	3759:3759:	3759	3764:3764:	3764	5	t	8974748089772043	27	20	27	2026-01-08 12:00:00.033925+00
367	2026-01-09	2026-03-10 12:00:00.049085+00	2026-03-10 12:00:00.067771+00	7712994761524958560	3784:3784:	3784	3789:3789:	3789	5	t	8974748089772043	27	22	27	2026-03-10 12:00:00.064266+00
368	2026-01-10	2026-03-10 12:00:00.069731+00	2026-03-10 12:00:00.083258+00	7712994761524958560	3792:3792:	3792	3797:3797:	3797	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.07993+00
369	2026-01-11	2026-03-10 12:00:00.085098+00	2026-03-10 12:00:00.095877+00	7712994761524958560	3800:3800:	3800	3805:3805:	3805	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.092649+00
382	2026-01-24	2026-03-10 12:00:00.249272+00	2026-03-10 12:00:00.260867+00	7712994761524958560	3904:3904:	3904	3909:3909:	3909	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.257488+00
370	2026-01-12	2026-03-10 12:00:00.097767+00	2026-03-10 12:00:00.108616+00	7712994761524958560	3808:3808:	3808	3813:3813:	3813	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.105265+00
388	2026-01-30	2026-03-10 12:00:00.321956+00	2026-03-10 12:00:00.329535+00	7712994761524958560	3952:3952:	3952	3957:3957:	3957	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.327317+00
375	2026-01-17	2026-03-10 12:00:00.151224+00	2026-03-10 12:00:00.163276+00	7712994761524958560	3848:3848:	3848	3853:3853:	3853	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.159788+00
379	2026-01-21	2026-03-10 12:00:00.20731+00	2026-03-10 12:00:00.218936+00	7712994761524958560	3880:3880:	3880	3885:3885:	3885	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.215462+00
371	2026-01-13	2026-03-10 12:00:00.110525+00	2026-03-10 12:00:00.118781+00	7712994761524958560	3816:3816:	3816	3821:3821:	3821	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.116062+00
399	2026-02-10	2026-03-10 12:00:00.4291+00	2026-03-10 12:00:00.436988+00	7712994761524958560	4040:4040:	4040	4045:4045:	4045	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.434772+00
393	2026-02-04	2026-03-10 12:00:00.373165+00	2026-03-10 12:00:00.380976+00	7712994761524958560	3992:3992:	3992	3997:3997:	3997	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.378791+00
391	2026-02-02	2026-03-10 12:00:00.353218+00	2026-03-10 12:00:00.362075+00	7712994761524958560	3976:3976:	3976	3981:3981:	3981	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.359369+00
383	2026-01-25	2026-03-10 12:00:00.262942+00	2026-03-10 12:00:00.273815+00	7712994761524958560	3912:3912:	3912	3917:3917:	3917	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.270739+00
376	2026-01-18	2026-03-10 12:00:00.16529+00	2026-03-10 12:00:00.176797+00	7712994761524958560	3856:3856:	3856	3861:3861:	3861	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.173151+00
372	2026-01-14	2026-03-10 12:00:00.120228+00	2026-03-10 12:00:00.129469+00	7712994761524958560	3824:3824:	3824	3829:3829:	3829	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.126793+00
386	2026-01-28	2026-03-10 12:00:00.298107+00	2026-03-10 12:00:00.307865+00	7712994761524958560	3936:3936:	3936	3941:3941:	3941	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.304565+00
380	2026-01-22	2026-03-10 12:00:00.221104+00	2026-03-10 12:00:00.233167+00	7712994761524958560	3888:3888:	3888	3893:3893:	3893	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.229617+00
389	2026-01-31	2026-03-10 12:00:00.3309+00	2026-03-10 12:00:00.338978+00	7712994761524958560	3960:3960:	3960	3965:3965:	3965	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.33658+00
373	2026-01-15	2026-03-10 12:00:00.131241+00	2026-03-10 12:00:00.139356+00	7712994761524958560	3832:3832:	3832	3837:3837:	3837	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.137005+00
377	2026-01-19	2026-03-10 12:00:00.178903+00	2026-03-10 12:00:00.190958+00	7712994761524958560	3864:3864:	3864	3869:3869:	3869	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.187405+00
395	2026-02-06	2026-03-10 12:00:00.391727+00	2026-03-10 12:00:00.39943+00	7712994761524958560	4008:4008:	4008	4013:4013:	4013	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.397201+00
384	2026-01-26	2026-03-10 12:00:00.275633+00	2026-03-10 12:00:00.285082+00	7712994761524958560	3920:3920:	3920	3925:3925:	3925	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.282301+00
381	2026-01-23	2026-03-10 12:00:00.235391+00	2026-03-10 12:00:00.247173+00	7712994761524958560	3896:3896:	3896	3901:3901:	3901	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.243827+00
374	2026-01-16	2026-03-10 12:00:00.140804+00	2026-03-10 12:00:00.149603+00	7712994761524958560	3840:3840:	3840	3845:3845:	3845	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.147231+00
398	2026-02-09	2026-03-10 12:00:00.419511+00	2026-03-10 12:00:00.427744+00	7712994761524958560	4032:4032:	4032	4037:4037:	4037	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.425415+00
378	2026-01-20	2026-03-10 12:00:00.193121+00	2026-03-10 12:00:00.205113+00	7712994761524958560	3872:3872:	3872	3877:3877:	3877	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.20159+00
387	2026-01-29	2026-03-10 12:00:00.309924+00	2026-03-10 12:00:00.32053+00	7712994761524958560	3944:3944:	3944	3949:3949:	3949	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.317709+00
402	2026-02-13	2026-03-10 12:00:00.456445+00	2026-03-10 12:00:00.464304+00	7712994761524958560	4064:4064:	4064	4069:4069:	4069	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.461961+00
392	2026-02-03	2026-03-10 12:00:00.363525+00	2026-03-10 12:00:00.371733+00	7712994761524958560	3984:3984:	3984	3989:3989:	3989	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.369538+00
390	2026-02-01	2026-03-10 12:00:00.340549+00	2026-03-10 12:00:00.351729+00	7712994761524958560	3968:3968:	3968	3973:3973:	3973	5	t	8974748089772043	27	25	27	2026-03-10 12:00:00.349361+00
385	2026-01-27	2026-03-10 12:00:00.286804+00	2026-03-10 12:00:00.296402+00	7712994761524958560	3928:3928:	3928	3933:3933:	3933	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.293592+00
394	2026-02-05	2026-03-10 12:00:00.382396+00	2026-03-10 12:00:00.390277+00	7712994761524958560	4000:4000:	4000	4005:4005:	4005	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.38801+00
397	2026-02-08	2026-03-10 12:00:00.409757+00	2026-03-10 12:00:00.418077+00	7712994761524958560	4024:4024:	4024	4029:4029:	4029	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.415746+00
403	2026-02-14	2026-03-10 12:00:00.465682+00	2026-03-10 12:00:00.4736+00	7712994761524958560	4072:4072:	4072	4077:4077:	4077	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.471291+00
396	2026-02-07	2026-03-10 12:00:00.400823+00	2026-03-10 12:00:00.408346+00	7712994761524958560	4016:4016:	4016	4021:4021:	4021	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.406176+00
405	2026-02-16	2026-03-10 12:00:00.484173+00	2026-03-10 12:00:00.49182+00	7712994761524958560	4088:4088:	4088	4093:4093:	4093	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.489667+00
404	2026-02-15	2026-03-10 12:00:00.474962+00	2026-03-10 12:00:00.482749+00	7712994761524958560	4080:4080:	4080	4085:4085:	4085	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.480558+00
400	2026-02-11	2026-03-10 12:00:00.438384+00	2026-03-10 12:00:00.446148+00	7712994761524958560	4048:4048:	4048	4053:4053:	4053	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.44399+00
401	2026-02-12	2026-03-10 12:00:00.447566+00	2026-03-10 12:00:00.455027+00	7712994761524958560	4056:4056:	4056	4061:4061:	4061	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.452835+00
406	2026-02-17	2026-03-10 12:00:00.493168+00	2026-03-10 12:00:00.501304+00	7712994761524958560	4096:4096:	4096	4101:4101:	4101	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.498857+00
407	2026-02-18	2026-03-10 12:00:00.502643+00	2026-03-10 12:00:00.510341+00	7712994761524958560	4104:4104:	4104	4109:4109:	4109	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.508037+00
408	2026-02-19	2026-03-10 12:00:00.511741+00	2026-03-10 12:00:00.519843+00	7712994761524958560	4112:4112:	4112	4117:4117:	4117	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.517568+00
409	2026-02-20	2026-03-10 12:00:00.521262+00	2026-03-10 12:00:00.529029+00	7712994761524958560	4120:4120:	4120	4125:4125:	4125	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.526821+00
410	2026-02-21	2026-03-10 12:00:00.530436+00	2026-03-10 12:00:00.538568+00	7712994761524958560	4128:4128:	4128	4133:4133:	4133	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.536291+00
423	2026-03-06	2026-03-10 12:00:00.666772+00	2026-03-10 12:00:00.675403+00	7712994761524958560	4232:4232:	4232	4237:4237:	4237	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.672916+00
411	2026-02-22	2026-03-10 12:00:00.539938+00	2026-03-10 12:00:00.548153+00	7712994761524958560	4136:4136:	4136	4141:4141:	4141	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.545622+00
429	2026-03-12	2026-03-20 12:00:00.018374+00	2026-03-20 12:00:00.027576+00	7712994761524958560	4287:4287:	4287	4292:4292:	4292	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.025122+00
416	2026-02-27	2026-03-10 12:00:00.588044+00	2026-03-10 12:00:00.596445+00	7712994761524958560	4176:4176:	4176	4181:4181:	4181	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.594015+00
420	2026-03-03	2026-03-10 12:00:00.631169+00	2026-03-10 12:00:00.639828+00	7712994761524958560	4208:4208:	4208	4213:4213:	4213	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.637413+00
412	2026-02-23	2026-03-10 12:00:00.549544+00	2026-03-10 12:00:00.557827+00	7712994761524958560	4144:4144:	4144	4149:4149:	4149	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.555381+00
434	2026-03-17	2026-03-20 12:00:00.069905+00	2026-03-20 12:00:00.078015+00	7712994761524958560	4327:4327:	4327	4332:4332:	4332	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.075852+00
432	2026-03-15	2026-03-20 12:00:00.049005+00	2026-03-20 12:00:00.057477+00	7712994761524958560	4311:4311:	4311	4316:4316:	4316	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.055122+00
424	2026-03-07	2026-03-10 12:00:00.676897+00	2026-03-10 12:00:00.685174+00	7712994761524958560	4240:4240:	4240	4245:4245:	4245	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.682805+00
417	2026-02-28	2026-03-10 12:00:00.597848+00	2026-03-10 12:00:00.606024+00	7712994761524958560	4184:4184:	4184	4189:4189:	4189	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.603717+00
413	2026-02-24	2026-03-10 12:00:00.559371+00	2026-03-10 12:00:00.56753+00	7712994761524958560	4152:4152:	4152	4157:4157:	4157	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.565201+00
427	2026-03-10	2026-03-10 12:00:00.70597+00	2026-03-10 12:00:00.719292+00	7712994761524958560	4264:4264:	4264	4269:4269:	4269	5	t	8974748089772043	27	27	27	2026-03-10 12:00:00.715402+00
421	2026-03-04	2026-03-10 12:00:00.641288+00	2026-03-10 12:00:00.652549+00	7712994761524958560	4216:4216:	4216	4221:4221:	4221	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.648929+00
430	2026-03-13	2026-03-20 12:00:00.029121+00	2026-03-20 12:00:00.037389+00	7712994761524958560	4295:4295:	4295	4300:4300:	4300	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.035109+00
414	2026-02-25	2026-03-10 12:00:00.568939+00	2026-03-10 12:00:00.577242+00	7712994761524958560	4160:4160:	4160	4165:4165:	4165	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.57484+00
418	2026-03-01	2026-03-10 12:00:00.607463+00	2026-03-10 12:00:00.619625+00	7712994761524958560	4192:4192:	4192	4197:4197:	4197	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.616963+00
436	2026-03-19	2026-03-20 12:00:00.089284+00	2026-03-20 12:00:00.097666+00	7712994761524958560	4343:4343:	4343	4348:4348:	4348	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.095308+00
425	2026-03-08	2026-03-10 12:00:00.686559+00	2026-03-10 12:00:00.694983+00	7712994761524958560	4248:4248:	4248	4253:4253:	4253	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.692726+00
422	2026-03-05	2026-03-10 12:00:00.654607+00	2026-03-10 12:00:00.664918+00	7712994761524958560	4224:4224:	4224	4229:4229:	4229	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.661758+00
415	2026-02-26	2026-03-10 12:00:00.578653+00	2026-03-10 12:00:00.586627+00	7712994761524958560	4168:4168:	4168	4173:4173:	4173	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.58433+00
419	2026-03-02	2026-03-10 12:00:00.621117+00	2026-03-10 12:00:00.629715+00	7712994761524958560	4200:4200:	4200	4205:4205:	4205	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.627406+00
428	2026-03-11	2026-03-20 12:00:00.00683+00	2026-03-20 12:00:00.016781+00	7712994761524958560	4279:4279:	4279	4284:4284:	4284	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.013689+00
433	2026-03-16	2026-03-20 12:00:00.059299+00	2026-03-20 12:00:00.068355+00	7712994761524958560	4319:4319:	4319	4324:4324:	4324	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.065942+00
431	2026-03-14	2026-03-20 12:00:00.038989+00	2026-03-20 12:00:00.047446+00	7712994761524958560	4303:4303:	4303	4308:4308:	4308	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.044962+00
426	2026-03-09	2026-03-10 12:00:00.696485+00	2026-03-10 12:00:00.704568+00	7712994761524958560	4256:4256:	4256	4261:4261:	4261	5	t	8974748089772043	27	20	27	2026-03-10 12:00:00.702274+00
435	2026-03-18	2026-03-20 12:00:00.079422+00	2026-03-20 12:00:00.087766+00	7712994761524958560	4335:4335:	4335	4340:4340:	4340	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.085505+00
437	2026-03-20	2026-03-20 12:00:00.09917+00	2026-03-20 12:00:00.107808+00	7712994761524958560	4351:4351:	4351	4356:4356:	4356	5	t	8974748089772043	27	20	27	2026-03-20 12:00:00.105074+00
\.


--
-- Data for Name: source; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.source (source_id, code, title_zh, title_en, rules) FROM stdin;
-1	settlement	结算	Settlement	\N
-2	appeal	申诉更正	Appeals	\N
1	office	积分办	Programme office	\N
2	desk	窗口	desk	{help,class,litter,visit}
3	police	派出所	police	\N
\.


--
-- Data for Name: standing; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.standing (subject_id, version, as_of, policy_id, score, dimensions, rank, tier, since, earned_rank, earned_tier, earned_since, fell_on, refused_rank, ceiling_rank, ceiling_until, blocked_until, clean_since, next_change, lock_id, open_fall, asked, adverse, placed_on, placed_rank, placed_tier) FROM stdin;
372623891051969	15	2026-03-10	4	105000	{0,4500,0}	3	good	2025-02-10	3	good	2025-02-10	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
652701732409687	15	2026-03-10	4	105000	{0,4500,0}	3	good	2025-02-10	3	good	2025-02-10	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
723409861556925	435	2026-03-20	3	94506	{4000,-9100,106}	4	star	2025-02-10	2	plain	2026-01-05	2026-01-05	\N	\N	\N	\N	2026-01-04	2026-03-21	2	\N	\N	\N	2025-01-10	3	good
955487151251888	435	2026-03-20	3	106889	{2800,4500,89}	4	star	2026-03-10	4	star	2026-03-10	2025-01-24	\N	\N	\N	\N	\N	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
1001589118859941	435	2026-03-20	4	107458	{4554,2200,204}	4	star	2026-01-13	4	star	2026-01-13	2026-01-05	\N	\N	\N	\N	2026-01-04	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
1232427910677305	15	2026-03-10	3	104000	{0,4500,0}	3	good	2025-06-20	3	good	2025-06-20	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
1720077928539889	436	2026-03-20	4	108916	{3800,4500,116}	4	star	2026-03-10	4	star	2026-03-10	2026-01-05	\N	\N	\N	\N	\N	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
2141137325342730	435	2026-03-20	3	107587	{3050,4800,237}	3	good	2026-03-20	4	star	2026-01-05	\N	\N	\N	\N	\N	\N	2026-03-21	5	\N	\N	\N	2025-01-10	2	plain
3200452413785097	15	2026-03-10	4	105000	{0,4500,0}	3	good	2025-02-10	3	good	2025-02-10	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
3336826510994456	435	2026-03-20	4	106360	{3600,2200,60}	4	star	2026-03-10	4	star	2026-03-10	2025-01-24	\N	\N	\N	\N	2025-07-15	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
3438317433217201	436	2026-03-20	3	102499	{2000,800,199}	3	good	2026-03-20	3	good	2026-03-20	2026-03-20	\N	\N	\N	\N	2026-03-20	2026-03-21	\N	\N	\N	\N	2025-01-10	2	plain
4084330523432417	435	2026-03-20	4	107466	{4700,2200,66}	4	star	2026-01-05	4	star	2026-01-05	2025-01-24	\N	\N	\N	\N	2025-07-15	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
4265110587798392	436	2026-03-20	4	80544	{5654,-25800,190}	2	plain	2026-01-05	2	plain	2026-01-05	2026-01-05	1	\N	\N	\N	2026-01-05	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
4615459468831411	15	2026-03-10	3	104000	{0,4500,0}	3	good	2026-03-10	3	good	2026-03-10	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
4745299193947313	435	2026-03-20	4	107119	{6000,200,419}	4	star	2026-01-14	4	star	2026-01-14	2026-01-05	\N	\N	\N	\N	2026-01-05	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
4829919977694106	435	2026-03-20	4	108092	{5100,2200,292}	4	star	2026-01-13	4	star	2026-01-13	2026-01-05	\N	\N	\N	\N	2026-01-04	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
4993661378772855	436	2026-03-20	4	78034	{3300,-25800,34}	1	low	2025-03-01	1	low	2025-03-01	2025-01-24	\N	\N	\N	\N	2026-01-05	2026-03-21	\N	\N	{no_permit}	{no_permit}	2025-01-10	3	good
5879389825095380	435	2026-03-20	4	110354	{4400,2200,3254}	4	star	2026-01-13	4	star	2026-01-13	2026-01-05	\N	\N	\N	\N	2026-01-04	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
5909193203534346	435	2026-03-20	4	107899	{4900,2200,299}	4	star	2026-03-10	4	star	2026-03-10	\N	\N	\N	\N	\N	2026-01-04	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
6383157896009688	435	2026-03-20	4	110193	{5054,4500,139}	4	star	2026-03-10	4	star	2026-03-10	2025-01-24	\N	\N	\N	\N	\N	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
6476079507259922	435	2026-03-20	4	109281	{4354,4200,227}	4	star	2026-03-10	4	star	2026-03-10	\N	\N	\N	\N	\N	\N	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
6267557250850032	16	2026-03-10	3	104000	{0,4500,0}	3	good	2025-06-20	3	good	2025-06-20	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	2025-01-10	2	plain
6640598547171373	15	2026-03-10	3	104000	{0,4500,0}	3	good	2026-03-10	3	good	2026-03-10	\N	\N	\N	\N	\N	\N	2027-01-10	\N	\N	\N	\N	2025-01-10	2	plain
7063447411672793	435	2026-03-20	3	99961	{2100,-1700,61}	2	plain	2026-01-05	2	plain	2026-01-05	2026-01-05	\N	\N	\N	\N	2026-01-04	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
7933045513759280	435	2026-03-20	3	109230	{5100,4500,130}	4	star	2025-07-15	4	star	2025-07-15	\N	\N	\N	\N	\N	\N	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
8666950060507274	435	2026-03-20	3	84572	{4600,-19800,272}	2	plain	2025-07-15	2	plain	2025-07-15	2025-07-15	\N	\N	\N	\N	2025-07-15	2026-03-21	\N	3	\N	\N	2025-01-10	3	good
8974748089772043	435	2026-03-20	3	104319	{4350,200,269}	3	good	2025-01-10	3	good	2025-01-10	\N	\N	\N	\N	\N	2026-01-05	2026-03-21	\N	\N	\N	\N	2025-01-10	3	good
\.


--
-- Data for Name: standing_note; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.standing_note (subject_id, commitment, salt, body) FROM stdin;
8666950060507274	\\x5e5737d258946343ba67323f010f88f54475f7feda4a3eb528eb6201d45177c4	\\xce520ba919c83e1af9c4e25bf88d1326793f721da83c76b989bfb39f3dc6a626	under inquiry
723409861556925	\\x2ae8932c2d5d50ea764d9f903da09211939c9412ee3653594f793d5116e977c8	\\x9fd84985ee0b29fc4b05c1596a3ba183c62fdcd0216a881de9ad20dc6258eb66	hero of the flood
3336826510994456	\\xbb11d7683264110f27eef29e04ea9d9dc20008218bbdbe1e1281d48a11cd0db4	\\x26474d55705f724c7462973acbdb7cd1c1aa07a2572e3fd4239e51432f14c4e3	a mistake
3336826510994456	\\x397dd80db3a778e1a02fafa29e4a1ee54de6b59a2f3684d5ea3f88b6c0d0ac69	\\xf56333a37fba7997b0d4e8129ada7790c5681b2ae970a00eb6d8c36158a6a71a	it was one
4993661378772855	\\xac18ae4cd324edf70b187f1f4fbe8ef1e8b6876ae9660ee1793cbab03dd626f9	\\x341b4e33b34b82fe1b8173ca68abcd8e9a0b43fe46fe19044d4f63117a3ba2d3	reason 1
1720077928539889	\\xb85ea8700293d84a73388e8cead56d479fe20b31bbad49120f2af0deea775383	\\x1f0ca408a7260e4f413714a9e06b90b6fb4e0b9509e396a3c9312bc3dd266df3	it burned
4265110587798392	\\x954247ba813934733f12cc2cb9a8acdd2bf1ef90720dfe823883212a6d2f9c30	\\x139c59cf84a491ded3ec49715d9f0c552175e3b3260ebaf64e046c850678d11b	it burned
4993661378772855	\\xc346d6195d641b7b2f86e904aca07b662abf860ef00416108c8f9dedaf2a0f2b	\\xbfea21e462d02c9add7626e4c71d4d27a9239f763ffe807640f88a792b5d4371	no permit for those who burn
2141137325342730	\\xe01563a40a523de303366b6dd5458257eb776ee5bbff6515d5584d0997a7d6ab	\\x19cf2b24f3648cb258afa611f27283f16dfaef873be9f6014fdbacc7a5cd51d2	ends later
\.


--
-- Data for Name: stock; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.stock (policy_id, benefit, taken) FROM stdin;
1	seat	1
1	soap	1
2	seat	0
3	soap	1
3	seat	2
4	seat	4
\.


--
-- Data for Name: subject; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.subject (subject_id, kind, lookup, attributes, enrolled_at, xact, actor) FROM stdin;
1001589118859941	resident	\\x3bf3d92a1ef20d3023b91980f088ad1ed7e812f21b66d562110736fa26bb9a87	{"name": "Resident 1"}	2025-01-10 12:00:00.968878+00	751	town_service
4829919977694106	resident	\\xbf38ff85e3604d6ecfaa95bdf726ec5de2903b9e9590df1a47e6f673d70fefc8	{"name": "Resident 2"}	2025-01-10 12:00:00.97116+00	751	town_service
5879389825095380	resident	\\x766834eb29288843fe840a48073fdd73c518505d2d5872bf62f8e34ca2c51859	{"name": "Resident 3"}	2025-01-10 12:00:00.971934+00	751	town_service
5909193203534346	resident	\\x57250e91e7a862740f8e381668ab21583abf60bd5d141144d73771ac7d8c6928	{"name": "Resident 4"}	2025-01-10 12:00:00.972688+00	751	town_service
7063447411672793	resident	\\xf2234ea36c38c24add097796f384d6468bc9332ee7f71d93a84da490d72868da	{"name": "Resident 5"}	2025-01-10 12:00:00.973434+00	751	town_service
6476079507259922	resident	\\xae73589a0ab2ed1d3a72f68d6158fc038584af7435c6729dccaea9d21f9e2b5e	{"name": "Resident 6"}	2025-01-10 12:00:00.974153+00	751	town_service
8974748089772043	resident	\\xcc18fa00987d751078b90a7a3834b03cc8343daecea2144d4d7c45c544b009c2	{"name": "Resident 7"}	2025-01-10 12:00:00.974833+00	751	town_service
4745299193947313	resident	\\xe25f8557f0f359794128b9bbdbdab01ab8d7c178e0396bebb38df6f9ba0a98f3	{"name": "Resident 8"}	2025-01-10 12:00:00.975279+00	751	town_service
3438317433217201	resident	\\xc739a2b29a1a2f8403b94288de8e68fe9471e219359e777d294e5317c809949b	{"name": "Resident 9"}	2025-01-10 12:00:00.975775+00	751	town_service
2141137325342730	resident	\\x5070ea79e68397be1abb5d9f3843b00f9dfd2d5d602fd2cffb2dc898a08227f5	{"name": "Resident 10"}	2025-01-10 12:00:00.976221+00	751	town_service
4265110587798392	resident	\\xda8c46b8eae1fd4faba3fe1138c6b6d67b9760927830361187f79b3909f77c53	{"name": "Resident 11"}	2025-01-10 12:00:00.976675+00	751	town_service
1720077928539889	resident	\\x2d365178cd3ff0b0536e811a67415bba717b44d519caa41db7c3f4be8f395396	{"name": "Resident 12"}	2025-01-10 12:00:00.977084+00	751	town_service
4993661378772855	resident	\\xaa4e95c8b7d5c271f5d3295dd3c6ce0729086c5b28553a4d704e5903c82da764	{"name": "Resident 13"}	2025-01-10 12:00:00.977481+00	751	town_service
7933045513759280	resident	\\x9bbfa42a2025d6c1bca698864013e4ff59919a0658a21798d05001fd974e53a5	{"name": "Resident 14"}	2025-01-10 12:00:00.977936+00	751	town_service
955487151251888	resident	\\x3992d4682bacd3e30ae12a8f45421006c153e03fddf148ea507964f687a4e2ae	{"name": "Resident 15"}	2025-01-10 12:00:00.978351+00	751	town_service
6383157896009688	resident	\\xf34a0a8efea4eb578e8fa562312bf2fcb58a525e99e7026e9c83d27719c2afd2	{"name": "Resident 16"}	2025-01-10 12:00:00.97873+00	751	town_service
4084330523432417	resident	\\x508bebfea8d0115b6d0a080b2ccb40ad847faa953a37ad737c6bebcf13e78570	{"name": "Resident 17"}	2025-01-10 12:00:00.97898+00	751	town_service
3336826510994456	resident	\\x9207ce568d30d2985b1c8a9d6d256ebdc16bf13ceca3451579eeee76f671ce5f	{"name": "Resident 18"}	2025-01-10 12:00:00.979275+00	751	town_service
723409861556925	resident	\\x3eb74d0cb82b42713247642d013301435a449039770e7faefe76e310c96a7f7a	{"name": "Resident 19"}	2025-01-10 12:00:00.979712+00	751	town_service
8666950060507274	resident	\\x11d760b5359cecbe046cf4d0f34e307f10add13e69c30f8597f18fef938626b9	{"name": "Resident 20"}	2025-01-10 12:00:00.980156+00	751	town_service
3200452413785097	household	\\xf807cf41175adb83c0e7f14d2752d49f872daf51b0b5128c541bfc74af6c5cbc	{}	2025-01-10 12:00:00.981216+00	752	town_service
372623891051969	household	\\x882a237532a1488218a71651508268d54d49f0dc397bb923d86d50103806a271	{}	2025-01-10 12:00:00.98162+00	752	town_service
652701732409687	household	\\xcdeb347def456d5d94b4e82d96bbbc6f3553c376a0ff882eb925b766a353fca9	{}	2025-01-10 12:00:00.981973+00	752	town_service
6267557250850032	organisation	\\x316e6434b8e208905b7ac196ae005a4de9a3964002ba0dddea7dcb9088d32145	{"name": "Shop 1"}	2025-01-10 12:00:00.982764+00	753	town_service
4615459468831411	organisation	\\x9adbf61fcd983c4f9ef441c8a7398b9de94b886934bba78fe2460c9482e4224a	{"name": "Shop 2"}	2025-01-10 12:00:00.983188+00	753	town_service
6640598547171373	organisation	\\x766148c8f41b1c774e71e9ca39a64abb293886a36011f386dcb5971b4e7d9b8e	{"name": "Shop 3"}	2025-01-10 12:00:00.983633+00	753	town_service
1232427910677305	official	\\x7c887d2417c25cc0a0b82a61351094a9b51e98dce565bda75ce98f1e791555fd	{}	2025-01-10 12:00:00.984231+00	754	town_service
\.


--
-- Data for Name: tier_change; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.tier_change (subject_id, change_id, effective_on, policy_id, cause, from_rank, from_tier, to_rank, to_tier, earned_from_rank, earned_from_tier, earned_to_rank, earned_to_tier, score, entries, decision_id, recorded_at, xact, actor) FROM stdin;
1720077928539889	1	2025-01-20	2	veto	3	good	2	plain	3	good	3	good	92658	{148,130}	\N	2025-01-20 12:00:00.16859+00	856	postgres
4265110587798392	2	2025-01-20	2	veto	3	good	2	plain	3	good	3	good	93326	{147,129}	\N	2025-01-20 12:00:00.168909+00	856	postgres
1720077928539889	3	2025-01-21	2	veto_end	2	plain	3	good	3	good	3	good	103658	{}	\N	2025-01-22 12:00:00.050101+00	886	postgres
723409861556925	4	2025-01-24	1	score	3	good	2	plain	3	good	2	plain	99536	{}	\N	2025-02-10 12:00:00.066463+00	924	postgres
955487151251888	5	2025-01-24	1	score	3	good	2	plain	3	good	2	plain	98497	{}	\N	2025-02-10 12:00:00.066555+00	924	postgres
3336826510994456	6	2025-01-24	2	score	3	good	2	plain	3	good	2	plain	99334	{}	\N	2025-02-10 12:00:00.066593+00	924	postgres
4084330523432417	7	2025-01-24	2	score	3	good	2	plain	3	good	2	plain	99847	{}	\N	2025-02-10 12:00:00.066624+00	924	postgres
4265110587798392	8	2025-01-24	2	score	2	plain	2	plain	3	good	2	plain	93323	{147}	\N	2025-02-10 12:00:00.066656+00	924	postgres
4993661378772855	9	2025-01-24	2	score	3	good	2	plain	3	good	2	plain	72675	{}	\N	2025-02-10 12:00:00.066689+00	924	postgres
6383157896009688	10	2025-01-24	2	score	3	good	2	plain	3	good	2	plain	99908	{}	\N	2025-02-10 12:00:00.066721+00	924	postgres
372623891051969	11	2025-02-10	2	score	2	plain	3	good	2	plain	3	good	101100	{181}	\N	2025-02-10 12:00:00.255368+00	1060	postgres
652701732409687	12	2025-02-10	2	score	2	plain	3	good	2	plain	3	good	101100	{182}	\N	2025-02-10 12:00:00.25545+00	1060	postgres
723409861556925	13	2025-02-10	1	lock	2	plain	4	star	2	plain	3	good	103829	{191,180}	\N	2025-02-10 12:00:00.255492+00	1060	postgres
3200452413785097	14	2025-02-10	2	score	2	plain	3	good	2	plain	3	good	101100	{187}	\N	2025-02-10 12:00:00.255526+00	1060	postgres
8666950060507274	15	2025-02-10	1	lock	3	good	2	plain	3	good	3	good	104584	{190}	\N	2025-02-10 12:00:00.255561+00	1060	postgres
4084330523432417	16	2025-03-01	2	score	2	plain	3	good	2	plain	3	good	104438	{208,207,195}	\N	2025-03-01 12:00:00.272332+00	1223	postgres
4745299193947313	17	2025-03-01	2	score	3	good	4	star	3	good	4	star	106114	{211}	\N	2025-03-01 12:00:00.272448+00	1223	postgres
4993661378772855	18	2025-03-01	2	confirmed	2	plain	1	low	2	plain	1	low	72970	{213}	1	2025-03-01 12:00:00.272496+00	1223	postgres
5879389825095380	19	2025-03-01	2	score	3	good	4	star	3	good	4	star	106268	{214}	\N	2025-03-01 12:00:00.272538+00	1223	postgres
3438317433217201	20	2025-03-20	1	score	2	plain	3	good	2	plain	3	good	103256	{227,226}	\N	2025-03-20 12:00:00.244736+00	1379	postgres
8666950060507274	21	2025-05-01	1	unlock	2	plain	3	good	3	good	3	good	104802	{}	\N	2025-06-20 12:00:00.609122+00	1718	postgres
1232427910677305	22	2025-06-20	1	score	2	plain	3	good	2	plain	3	good	101800	{287,261,235}	\N	2025-06-20 12:00:01.318274+00	2118	postgres
2141137325342730	23	2025-06-20	1	score	2	plain	3	good	2	plain	3	good	104011	{308,289,263,237,229}	\N	2025-06-20 12:00:01.318393+00	2118	postgres
6267557250850032	24	2025-06-20	1	score	2	plain	3	good	2	plain	3	good	101800	{301,275,249}	\N	2025-06-20 12:00:01.318457+00	2118	postgres
6383157896009688	25	2025-06-20	2	score	2	plain	3	good	2	plain	3	good	101033	{302,276,250}	\N	2025-06-20 12:00:01.31851+00	2118	postgres
1001589118859941	26	2025-07-15	4	score	3	good	4	star	3	good	4	star	107250	{342,329,310}	\N	2025-07-15 12:00:00.356127+00	2322	postgres
1720077928539889	27	2025-07-15	4	score	3	good	4	star	3	good	4	star	106585	{344,320}	\N	2025-07-15 12:00:00.356241+00	2322	postgres
4265110587798392	28	2025-07-15	4	score	2	plain	3	good	2	plain	3	good	102805	{350,331,319}	\N	2025-07-15 12:00:00.356309+00	2322	postgres
4829919977694106	29	2025-07-15	4	score	3	good	4	star	3	good	4	star	106390	{353,311}	\N	2025-07-15 12:00:00.356366+00	2322	postgres
7933045513759280	30	2025-07-15	3	score	3	good	4	star	3	good	4	star	106908	{361,322}	\N	2025-07-15 12:00:00.356418+00	2322	postgres
8666950060507274	31	2025-07-15	3	score	3	good	2	plain	3	good	2	plain	82635	{337,362,336,328}	\N	2025-07-15 12:00:00.356473+00	2322	postgres
955487151251888	32	2025-09-27	3	score	2	plain	3	good	2	plain	3	good	101523	{390,367}	\N	2025-09-27 12:00:00.89959+00	2927	postgres
723409861556925	33	2026-01-05	3	score	4	star	4	star	3	good	2	plain	94222	{428,514,488,462,436}	\N	2026-01-05 12:00:01.251734+00	3732	postgres
1001589118859941	34	2026-01-05	4	requirement	4	star	3	good	4	star	3	good	107202	{516,490,464,438,422,413}	\N	2026-01-05 12:00:01.251841+00	3732	postgres
1720077928539889	35	2026-01-05	4	score	4	star	3	good	4	star	3	good	78333	{518,492,466,440,430}	\N	2026-01-05 12:00:01.253514+00	3732	postgres
2141137325342730	36	2026-01-05	3	score	3	good	4	star	3	good	4	star	107022	{519,493,467,441,421}	\N	2026-01-05 12:00:01.25358+00	3732	postgres
3336826510994456	37	2026-01-05	4	score	2	plain	3	good	2	plain	3	good	101470	{521,495,469,443}	\N	2026-01-05 12:00:01.253633+00	3732	postgres
4084330523432417	38	2026-01-05	4	score	3	good	4	star	3	good	4	star	106876	{523,497,471,445}	\N	2026-01-05 12:00:01.253682+00	3732	postgres
4265110587798392	39	2026-01-05	4	score	3	good	2	plain	3	good	2	plain	76386	{524,498,472,446,429}	\N	2026-01-05 12:00:01.253724+00	3732	postgres
4745299193947313	40	2026-01-05	4	requirement	4	star	3	good	4	star	3	good	106883	{526,500,474,448,433,419}	\N	2026-01-05 12:00:01.253769+00	3732	postgres
4829919977694106	41	2026-01-05	4	requirement	4	star	3	good	4	star	3	good	106336	{527,501,475,449,423,414}	\N	2026-01-05 12:00:01.253808+00	3732	postgres
5879389825095380	42	2026-01-05	4	requirement	4	star	3	good	4	star	3	good	108592	{529,503,477,451,424,415}	\N	2026-01-05 12:00:01.253846+00	3732	postgres
7063447411672793	43	2026-01-05	3	score	3	good	2	plain	3	good	2	plain	99970	{426}	\N	2026-01-05 12:00:01.253876+00	3732	postgres
1720077928539889	44	2026-01-05	4	confirmed	3	good	1	low	3	good	1	low	78333	{518,492,466,440,430}	4	2026-01-05 12:00:01.26058+00	3734	postgres
1001589118859941	45	2026-01-13	4	requirement	3	good	4	star	3	good	4	star	107198	{}	\N	2026-03-10 12:00:00.118441+00	3822	postgres
4829919977694106	46	2026-01-13	4	requirement	3	good	4	star	3	good	4	star	106331	{}	\N	2026-03-10 12:00:00.118544+00	3822	postgres
5879389825095380	47	2026-01-13	4	requirement	3	good	4	star	3	good	4	star	108588	{}	\N	2026-03-10 12:00:00.118585+00	3822	postgres
4745299193947313	48	2026-01-14	4	requirement	3	good	4	star	3	good	4	star	106874	{}	\N	2026-03-10 12:00:00.129163+00	3830	postgres
955487151251888	49	2026-03-10	3	score	3	good	4	star	3	good	4	star	106890	{601,578,562,549,546}	\N	2026-03-10 12:00:00.718693+00	4270	postgres
1720077928539889	50	2026-03-10	4	score	1	low	4	star	1	low	4	star	108918	{602,581,558,543,542,539}	\N	2026-03-10 12:00:00.718777+00	4270	postgres
3336826510994456	51	2026-03-10	4	score	3	good	4	star	3	good	4	star	106362	{603,584,566,556}	\N	2026-03-10 12:00:00.718814+00	4270	postgres
3438317433217201	52	2026-03-10	3	score	3	good	4	star	3	good	4	star	106503	{30,585,567}	\N	2026-03-10 12:00:00.718845+00	4270	postgres
4615459468831411	53	2026-03-10	3	score	2	plain	3	good	2	plain	3	good	104000	{605,588,569,548}	\N	2026-03-10 12:00:00.718874+00	4270	postgres
5909193203534346	54	2026-03-10	4	score	3	good	4	star	3	good	4	star	107905	{609,593,545}	\N	2026-03-10 12:00:00.718904+00	4270	postgres
6383157896009688	55	2026-03-10	4	score	3	good	4	star	3	good	4	star	110196	{610,595,571,555}	\N	2026-03-10 12:00:00.718932+00	4270	postgres
6476079507259922	56	2026-03-10	4	score	3	good	4	star	3	good	4	star	109286	{611,596,551,540}	\N	2026-03-10 12:00:00.718961+00	4270	postgres
6640598547171373	57	2026-03-10	3	score	2	plain	3	good	2	plain	3	good	104000	{612,597,572,547,544}	\N	2026-03-10 12:00:00.718986+00	4270	postgres
2141137325342730	58	2026-03-20	3	lock	4	star	3	good	4	star	4	star	107587	{}	\N	2026-03-20 12:00:00.107453+00	4357	postgres
3438317433217201	59	2026-03-20	3	score	4	star	3	good	4	star	3	good	102499	{615}	\N	2026-03-20 12:00:00.107539+00	4357	postgres
\.


--
-- Data for Name: tier_lock; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.tier_lock (subject_id, lock_id, tier, from_day, until, reason, recorded_at, xact, actor) FROM stdin;
8666950060507274	1	plain	2025-02-10	2025-04-30	\\x5e5737d258946343ba67323f010f88f54475f7feda4a3eb528eb6201d45177c4	2025-02-10 12:00:00.037501+00	908	postgres
723409861556925	2	star	2025-02-10	2027-01-31	\\x2ae8932c2d5d50ea764d9f903da09211939c9412ee3653594f793d5116e977c8	2025-02-10 12:00:00.038751+00	908	postgres
3336826510994456	3	low	2025-02-10	2025-12-31	\\xbb11d7683264110f27eef29e04ea9d9dc20008218bbdbe1e1281d48a11cd0db4	2025-02-10 12:00:00.039564+00	908	postgres
3336826510994456	4	\N	2025-02-10	2025-12-31	\\x397dd80db3a778e1a02fafa29e4a1ee54de6b59a2f3684d5ea3f88b6c0d0ac69	2025-02-10 12:00:00.040792+00	909	postgres
2141137325342730	5	good	2026-03-20	2026-06-30	\\xe01563a40a523de303366b6dd5458257eb776ee5bbff6515d5584d0997a7d6ab	2026-03-20 12:00:00.006139+00	4278	postgres
\.


--
-- Data for Name: vault_key; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.vault_key (purpose, key) FROM stdin;
lookup	\\x1909ab48855ba19eb44b172b3406eaef03d733820eba1cb9fb9063090d9cd13b
\.


--
-- Data for Name: wallet; Type: TABLE DATA; Schema: civic_private; Owner: civic_owner
--

COPY civic_private.wallet (subject_id, version) FROM stdin;
1720077928539889	1
3336826510994456	1
4993661378772855	1
7063447411672793	1
7933045513759280	3
8666950060507274	2
723409861556925	3
955487151251888	3
4084330523432417	3
4265110587798392	2
6383157896009688	5
1001589118859941	5
4829919977694106	3
5909193203534346	2
6476079507259922	3
8974748089772043	2
4745299193947313	2
3438317433217201	6
2141137325342730	5
5879389825095380	4
\.


--
-- Name: inbox_inbox_id_seq; Type: SEQUENCE SET; Schema: civic; Owner: civic_owner
--

SELECT pg_catalog.setval('civic.inbox_inbox_id_seq', 95, true);


--
-- Name: access_version; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.access_version', 1736510400750649, true);


--
-- Name: appeal_appeal_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.appeal_appeal_id_seq', 13, true);


--
-- Name: consent_consent_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.consent_consent_id_seq', 30, true);


--
-- Name: coupon_coupon_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.coupon_coupon_id_seq', 134, true);


--
-- Name: decision_decision_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.decision_decision_id_seq', 6, true);


--
-- Name: enactment_enactment_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.enactment_enactment_id_seq', 4, true);


--
-- Name: entry_entry_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.entry_entry_id_seq', 616, true);


--
-- Name: link_id; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.link_id', 1, true);


--
-- Name: membership_membership_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.membership_membership_id_seq', 11, true);


--
-- Name: outbox_outbox_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.outbox_outbox_id_seq', 180, true);


--
-- Name: panel_panel_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.panel_panel_id_seq', 1, true);


--
-- Name: policy_policy_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.policy_policy_id_seq', 5, true);


--
-- Name: redemption_id; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.redemption_id', 14, true);


--
-- Name: redemption_move_move_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.redemption_move_move_id_seq', 4, true);


--
-- Name: repair_case_case_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.repair_case_case_id_seq', 23, true);


--
-- Name: residence_residence_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.residence_residence_id_seq', 30, true);


--
-- Name: review_draw_id; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.review_draw_id', 437, true);


--
-- Name: review_review_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.review_review_id_seq', 43, true);


--
-- Name: rule_rule_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.rule_rule_id_seq', 50, true);


--
-- Name: settlement_settlement_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.settlement_settlement_id_seq', 437, true);


--
-- Name: source_source_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.source_source_id_seq', 3, true);


--
-- Name: tier_change_change_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.tier_change_change_id_seq', 59, true);


--
-- Name: tier_lock_lock_id_seq; Type: SEQUENCE SET; Schema: civic_private; Owner: civic_owner
--

SELECT pg_catalog.setval('civic_private.tier_lock_lock_id_seq', 5, true);


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
-- Name: annulment annulment_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.annulment
    ADD CONSTRAINT annulment_pkey PRIMARY KEY (subject_id, entry_id);


--
-- Name: appeal_move appeal_move_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.appeal_move
    ADD CONSTRAINT appeal_move_pkey PRIMARY KEY (subject_id, appeal_id, move_no);


--
-- Name: appeal appeal_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.appeal
    ADD CONSTRAINT appeal_pkey PRIMARY KEY (subject_id, appeal_id);


--
-- Name: appeal_text appeal_text_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.appeal_text
    ADD CONSTRAINT appeal_text_pkey PRIMARY KEY (subject_id, commitment);


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
-- Name: coupon coupon_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.coupon
    ADD CONSTRAINT coupon_pkey PRIMARY KEY (subject_id, coupon_id) INCLUDE (kind, amount, on_day, expires_on, ref_id, until);


--
-- Name: decision decision_decision_id_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.decision
    ADD CONSTRAINT decision_decision_id_key UNIQUE (decision_id);


--
-- Name: decision_outcome decision_outcome_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.decision_outcome
    ADD CONSTRAINT decision_outcome_pkey PRIMARY KEY (subject_id, decision_id);


--
-- Name: decision decision_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.decision
    ADD CONSTRAINT decision_pkey PRIMARY KEY (subject_id, decision_id);


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
-- Name: erasure erasure_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (subject_id, entry_id);


--
-- Name: evidence evidence_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (subject_id, entry_id);


--
-- Name: gift gift_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.gift
    ADD CONSTRAINT gift_pkey PRIMARY KEY (subject_id, gift_id);


--
-- Name: gift gift_subject_id_request_id_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.gift
    ADD CONSTRAINT gift_subject_id_request_id_key UNIQUE (subject_id, request_id);


--
-- Name: hold hold_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (subject_id, redemption_id);


--
-- Name: holiday holiday_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (calendar, day);


--
-- Name: linked_decision linked_decision_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.linked_decision
    ADD CONSTRAINT linked_decision_pkey PRIMARY KEY (subject_id, entry_id);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (subject_id, since, membership_id) INCLUDE (effective_on, household_id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (outbox_id);


--
-- Name: panel panel_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.panel
    ADD CONSTRAINT panel_pkey PRIMARY KEY (area, panel_id);


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
-- Name: redemption_move redemption_move_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.redemption_move
    ADD CONSTRAINT redemption_move_pkey PRIMARY KEY (subject_id, redemption_id, move_id);


--
-- Name: redemption_move redemption_move_subject_id_redemption_id_state_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.redemption_move
    ADD CONSTRAINT redemption_move_subject_id_redemption_id_state_key UNIQUE (subject_id, redemption_id, state);


--
-- Name: redemption redemption_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.redemption
    ADD CONSTRAINT redemption_pkey PRIMARY KEY (subject_id, redemption_id);


--
-- Name: redemption redemption_subject_id_request_id_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.redemption
    ADD CONSTRAINT redemption_subject_id_request_id_key UNIQUE (subject_id, request_id);


--
-- Name: repair_case repair_case_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.repair_case
    ADD CONSTRAINT repair_case_pkey PRIMARY KEY (subject_id, case_id);


--
-- Name: repair_move repair_move_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.repair_move
    ADD CONSTRAINT repair_move_pkey PRIMARY KEY (subject_id, case_id, move_no);


--
-- Name: repair_text repair_text_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.repair_text
    ADD CONSTRAINT repair_text_pkey PRIMARY KEY (subject_id, entry_id, case_id, move_no, part);


--
-- Name: residence residence_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.residence
    ADD CONSTRAINT residence_pkey PRIMARY KEY (subject_id, since, residence_id) INCLUDE (effective_on, area);


--
-- Name: retention_run retention_run_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.retention_run
    ADD CONSTRAINT retention_run_pkey PRIMARY KEY (only_one);


--
-- Name: review_decision review_decision_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_decision
    ADD CONSTRAINT review_decision_pkey PRIMARY KEY (subject_id, review_id);


--
-- Name: review_draw review_draw_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_draw
    ADD CONSTRAINT review_draw_pkey PRIMARY KEY (draw_id, policy_id);


--
-- Name: review_key review_key_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_key
    ADD CONSTRAINT review_key_pkey PRIMARY KEY (period);


--
-- Name: review_period review_period_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_period
    ADD CONSTRAINT review_period_pkey PRIMARY KEY (period);


--
-- Name: review review_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review
    ADD CONSTRAINT review_pkey PRIMARY KEY (subject_id, kind, decision_id);


--
-- Name: review_pool review_pool_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_pool
    ADD CONSTRAINT review_pool_pkey PRIMARY KEY (subject_id, kind, decision_id);


--
-- Name: review review_review_id_key; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review
    ADD CONSTRAINT review_review_id_key UNIQUE (review_id);


--
-- Name: review_state review_state_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.review_state
    ADD CONSTRAINT review_state_pkey PRIMARY KEY (only_one);


--
-- Name: reward_note reward_note_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.reward_note
    ADD CONSTRAINT reward_note_pkey PRIMARY KEY (subject_id, commitment);


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
-- Name: settle_queue settle_queue_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.settle_queue
    ADD CONSTRAINT settle_queue_pkey PRIMARY KEY (subject_id);


--
-- Name: settlement settlement_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (settlement_id);


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
-- Name: standing_note standing_note_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.standing_note
    ADD CONSTRAINT standing_note_pkey PRIMARY KEY (subject_id, commitment);


--
-- Name: standing standing_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.standing
    ADD CONSTRAINT standing_pkey PRIMARY KEY (subject_id);


--
-- Name: stock stock_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (policy_id, benefit);


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
-- Name: tier_change tier_change_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.tier_change
    ADD CONSTRAINT tier_change_pkey PRIMARY KEY (subject_id, change_id);


--
-- Name: tier_lock tier_lock_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.tier_lock
    ADD CONSTRAINT tier_lock_pkey PRIMARY KEY (subject_id, lock_id);


--
-- Name: vault_key vault_key_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.vault_key
    ADD CONSTRAINT vault_key_pkey PRIMARY KEY (purpose);


--
-- Name: wallet wallet_pkey; Type: CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.wallet
    ADD CONSTRAINT wallet_pkey PRIMARY KEY (subject_id);


--
-- Name: appeal_filed_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX appeal_filed_idx ON civic_private.appeal USING btree (filed_on);


--
-- Name: appeal_open_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX appeal_open_key ON civic_private.appeal USING btree (subject_id, entry_id) WHERE open;


--
-- Name: appeal_text_erase_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX appeal_text_erase_idx ON civic_private.appeal_text USING btree (erase_on);


--
-- Name: coupon_ref_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX coupon_ref_key ON civic_private.coupon USING btree (subject_id, ref_id, kind) WHERE (kind <> 5);


--
-- Name: decision_outcome_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX decision_outcome_xact_idx ON civic_private.decision_outcome USING brin (xact);


--
-- Name: entry_occurred_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX entry_occurred_idx ON civic_private.entry USING brin (((occurred_on + 0)) date_minmax_multi_ops) WITH (pages_per_range='32');


--
-- Name: entry_reversal_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX entry_reversal_key ON civic_private.entry USING btree (subject_id, ref_entry_id) WHERE (kind = 2);


--
-- Name: entry_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX entry_xact_idx ON civic_private.entry USING brin (xact) WITH (pages_per_range='32');


--
-- Name: hold_until_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX hold_until_idx ON civic_private.hold USING btree (until);


--
-- Name: linked_decision_link_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX linked_decision_link_idx ON civic_private.linked_decision USING btree (link_id);


--
-- Name: membership_household_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX membership_household_idx ON civic_private.membership USING btree (household_id);


--
-- Name: outbox_acked_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX outbox_acked_idx ON civic_private.outbox USING btree (acked_at) WHERE (acked_at IS NOT NULL);


--
-- Name: outbox_waiting_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX outbox_waiting_idx ON civic_private.outbox USING btree (outbox_id) WHERE (acked_at IS NULL);


--
-- Name: repair_case_due_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX repair_case_due_idx ON civic_private.repair_case USING btree (due_on) WHERE (due_on IS NOT NULL);


--
-- Name: repair_case_next_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX repair_case_next_idx ON civic_private.repair_case USING btree (next_move_on) WHERE (next_move_on IS NOT NULL);


--
-- Name: repair_case_open_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX repair_case_open_key ON civic_private.repair_case USING btree (subject_id, entry_id) WHERE ((state >= 1) AND (state <= 5));


--
-- Name: repair_move_day_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX repair_move_day_idx ON civic_private.repair_move USING brin (on_day) WITH (pages_per_range='32');


--
-- Name: residence_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX residence_xact_idx ON civic_private.residence USING brin (xact) WITH (pages_per_range='32');


--
-- Name: review_draw_period_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX review_draw_period_idx ON civic_private.review_draw USING btree (period, policy_id);


--
-- Name: review_drawn_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX review_drawn_idx ON civic_private.review USING brin (draw_id) WITH (pages_per_range='32');


--
-- Name: review_due_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX review_due_idx ON civic_private.review USING btree (due) WHERE (decided_on IS NULL);


--
-- Name: review_pool_draw_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX review_pool_draw_idx ON civic_private.review_pool USING brin (draw_id) WITH (pages_per_range='32');


--
-- Name: settlement_open_key; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE UNIQUE INDEX settlement_open_key ON civic_private.settlement USING btree ((true)) WHERE (finished_at IS NULL);


--
-- Name: tier_change_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX tier_change_xact_idx ON civic_private.tier_change USING brin (xact) WITH (pages_per_range='32');


--
-- Name: tier_lock_xact_idx; Type: INDEX; Schema: civic_private; Owner: civic_owner
--

CREATE INDEX tier_lock_xact_idx ON civic_private.tier_lock USING brin (xact);


--
-- Name: annulment guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.annulment FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.annulment ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: appeal_move guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.appeal_move FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.appeal_move ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: consent guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.consent FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.consent ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: coupon guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.coupon FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.coupon ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: decision guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.decision FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.decision ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: decision_outcome guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.decision_outcome FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.decision_outcome ENABLE ALWAYS TRIGGER guard_rows;


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
-- Name: erasure guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.erasure FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.erasure ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: gift guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.gift FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.gift ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: linked_decision guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.linked_decision FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.linked_decision ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: membership guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.membership FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.membership ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: panel guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.panel FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.panel ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: policy guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.policy FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.policy ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: redemption guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.redemption FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.redemption ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: redemption_move guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.redemption_move FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.redemption_move ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: repair_move guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.repair_move FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.repair_move ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: residence guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.residence FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.residence ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: review_decision guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.review_decision FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_decision ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: review_draw guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.review_draw FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_draw ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: review_period guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.review_period FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_period ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: review_pool guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.review_pool FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_pool ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: rule guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.rule FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.rule ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: tier_change guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.tier_change FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.tier_change ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: tier_lock guard_rows; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_rows BEFORE DELETE OR UPDATE ON civic_private.tier_lock FOR EACH ROW EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.tier_lock ENABLE ALWAYS TRIGGER guard_rows;


--
-- Name: annulment guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.annulment FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.annulment ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: appeal_move guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.appeal_move FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.appeal_move ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: consent guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.consent FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.consent ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: coupon guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.coupon FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.coupon ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: decision guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.decision FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.decision ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: decision_outcome guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.decision_outcome FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.decision_outcome ENABLE ALWAYS TRIGGER guard_table;


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
-- Name: erasure guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.erasure FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.erasure ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: gift guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.gift FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.gift ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: linked_decision guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.linked_decision FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.linked_decision ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: membership guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.membership FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.membership ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: panel guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.panel FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.panel ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: policy guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.policy FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.policy ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: redemption guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.redemption FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.redemption ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: redemption_move guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.redemption_move FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.redemption_move ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: repair_move guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.repair_move FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.repair_move ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: residence guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.residence FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.residence ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: review_decision guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.review_decision FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_decision ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: review_draw guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.review_draw FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_draw ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: review_period guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.review_period FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_period ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: review_pool guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.review_pool FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.review_pool ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: rule guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.rule FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.rule ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: tier_change guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.tier_change FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.tier_change ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: tier_lock guard_table; Type: TRIGGER; Schema: civic_private; Owner: civic_owner
--

CREATE TRIGGER guard_table BEFORE TRUNCATE ON civic_private.tier_lock FOR EACH STATEMENT EXECUTE FUNCTION civic.refuse_change();

ALTER TABLE civic_private.tier_lock ENABLE ALWAYS TRIGGER guard_table;


--
-- Name: appeal_move appeal_move_subject_id_appeal_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.appeal_move
    ADD CONSTRAINT appeal_move_subject_id_appeal_id_fkey FOREIGN KEY (subject_id, appeal_id) REFERENCES civic_private.appeal(subject_id, appeal_id);


--
-- Name: appeal appeal_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.appeal
    ADD CONSTRAINT appeal_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: consent consent_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.consent
    ADD CONSTRAINT consent_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: decision_outcome decision_outcome_subject_id_decision_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.decision_outcome
    ADD CONSTRAINT decision_outcome_subject_id_decision_id_fkey FOREIGN KEY (subject_id, decision_id) REFERENCES civic_private.decision(subject_id, decision_id);


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
-- Name: membership membership_household_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.membership
    ADD CONSTRAINT membership_household_id_fkey FOREIGN KEY (household_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: membership membership_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.membership
    ADD CONSTRAINT membership_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: panel panel_area_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.panel
    ADD CONSTRAINT panel_area_fkey FOREIGN KEY (area) REFERENCES civic_private.area(area);


--
-- Name: policy policy_area_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.policy
    ADD CONSTRAINT policy_area_fkey FOREIGN KEY (area) REFERENCES civic_private.area(area);


--
-- Name: redemption_move redemption_move_subject_id_redemption_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.redemption_move
    ADD CONSTRAINT redemption_move_subject_id_redemption_id_fkey FOREIGN KEY (subject_id, redemption_id) REFERENCES civic_private.redemption(subject_id, redemption_id);


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
-- Name: wallet wallet_subject_id_fkey; Type: FK CONSTRAINT; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE ONLY civic_private.wallet
    ADD CONSTRAINT wallet_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES civic_private.subject(subject_id);


--
-- Name: access_grant; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.access_grant ENABLE ROW LEVEL SECURITY;

--
-- Name: annulment; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.annulment ENABLE ROW LEVEL SECURITY;

--
-- Name: appeal; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.appeal ENABLE ROW LEVEL SECURITY;

--
-- Name: appeal_move; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.appeal_move ENABLE ROW LEVEL SECURITY;

--
-- Name: appeal_text; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.appeal_text ENABLE ROW LEVEL SECURITY;

--
-- Name: area; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.area ENABLE ROW LEVEL SECURITY;

--
-- Name: consent; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.consent ENABLE ROW LEVEL SECURITY;

--
-- Name: coupon; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.coupon ENABLE ROW LEVEL SECURITY;

--
-- Name: decision; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.decision ENABLE ROW LEVEL SECURITY;

--
-- Name: decision_outcome; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.decision_outcome ENABLE ROW LEVEL SECURITY;

--
-- Name: enactment; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.enactment ENABLE ROW LEVEL SECURITY;

--
-- Name: entry; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.entry ENABLE ROW LEVEL SECURITY;

--
-- Name: erasure; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.erasure ENABLE ROW LEVEL SECURITY;

--
-- Name: evidence; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.evidence ENABLE ROW LEVEL SECURITY;

--
-- Name: gift; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.gift ENABLE ROW LEVEL SECURITY;

--
-- Name: hold; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.hold ENABLE ROW LEVEL SECURITY;

--
-- Name: holiday; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.holiday ENABLE ROW LEVEL SECURITY;

--
-- Name: linked_decision; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.linked_decision ENABLE ROW LEVEL SECURITY;

--
-- Name: membership; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.membership ENABLE ROW LEVEL SECURITY;

--
-- Name: outbox; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.outbox ENABLE ROW LEVEL SECURITY;

--
-- Name: panel; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.panel ENABLE ROW LEVEL SECURITY;

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
-- Name: redemption; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.redemption ENABLE ROW LEVEL SECURITY;

--
-- Name: redemption_move; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.redemption_move ENABLE ROW LEVEL SECURITY;

--
-- Name: repair_case; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.repair_case ENABLE ROW LEVEL SECURITY;

--
-- Name: repair_move; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.repair_move ENABLE ROW LEVEL SECURITY;

--
-- Name: repair_text; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.repair_text ENABLE ROW LEVEL SECURITY;

--
-- Name: residence; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.residence ENABLE ROW LEVEL SECURITY;

--
-- Name: retention_run; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.retention_run ENABLE ROW LEVEL SECURITY;

--
-- Name: review; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review ENABLE ROW LEVEL SECURITY;

--
-- Name: review_decision; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_decision ENABLE ROW LEVEL SECURITY;

--
-- Name: review_draw; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_draw ENABLE ROW LEVEL SECURITY;

--
-- Name: review_key; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_key ENABLE ROW LEVEL SECURITY;

--
-- Name: review_period; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_period ENABLE ROW LEVEL SECURITY;

--
-- Name: review_pool; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_pool ENABLE ROW LEVEL SECURITY;

--
-- Name: review_state; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.review_state ENABLE ROW LEVEL SECURITY;

--
-- Name: reward_note; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.reward_note ENABLE ROW LEVEL SECURITY;

--
-- Name: rule; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.rule ENABLE ROW LEVEL SECURITY;

--
-- Name: annulment sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.annulment FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: appeal_move sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.appeal_move FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: consent sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.consent FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: coupon sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.coupon FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: decision sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.decision FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: decision_outcome sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.decision_outcome FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: enactment sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.enactment FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: entry sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.entry FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: erasure sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.erasure FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: gift sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.gift FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: linked_decision sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.linked_decision FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: membership sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.membership FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: panel sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.panel FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: policy sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.policy FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: redemption sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.redemption FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: redemption_move sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.redemption_move FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: repair_move sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.repair_move FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: residence sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.residence FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: review_decision sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.review_decision FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: review_draw sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.review_draw FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: review_period sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.review_period FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: review_pool sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.review_pool FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: rule sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.rule FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: tier_change sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.tier_change FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: tier_lock sealed; Type: POLICY; Schema: civic_private; Owner: civic_owner
--

CREATE POLICY sealed ON civic_private.tier_lock FOR SELECT USING (( SELECT civic.is_auditor() AS is_auditor));


--
-- Name: settle_queue; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.settle_queue ENABLE ROW LEVEL SECURITY;

--
-- Name: settlement; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.settlement ENABLE ROW LEVEL SECURITY;

--
-- Name: source; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.source ENABLE ROW LEVEL SECURITY;

--
-- Name: standing; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.standing ENABLE ROW LEVEL SECURITY;

--
-- Name: standing_note; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.standing_note ENABLE ROW LEVEL SECURITY;

--
-- Name: stock; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.stock ENABLE ROW LEVEL SECURITY;

--
-- Name: subject; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.subject ENABLE ROW LEVEL SECURITY;

--
-- Name: tier_change; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.tier_change ENABLE ROW LEVEL SECURITY;

--
-- Name: tier_lock; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.tier_lock ENABLE ROW LEVEL SECURITY;

--
-- Name: vault_key; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.vault_key ENABLE ROW LEVEL SECURITY;

--
-- Name: wallet; Type: ROW SECURITY; Schema: civic_private; Owner: civic_owner
--

ALTER TABLE civic_private.wallet ENABLE ROW LEVEL SECURITY;

--
-- Name: SCHEMA civic; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic TO town_policy_admin;
GRANT USAGE ON SCHEMA civic TO town_many;
GRANT USAGE ON SCHEMA civic TO town_service;
GRANT USAGE ON SCHEMA civic TO town_reviewer;
GRANT USAGE ON SCHEMA civic TO town_auditor;
GRANT USAGE ON SCHEMA civic TO town_recorder;
GRANT USAGE ON SCHEMA civic TO town_judge;
GRANT USAGE ON SCHEMA civic TO town_elder1;
GRANT USAGE ON SCHEMA civic TO town_elder2;
GRANT USAGE ON SCHEMA civic TO town_elder3;


--
-- Name: SCHEMA civic_open; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic_open TO town_auditor;
GRANT USAGE ON SCHEMA civic_open TO town_many;
GRANT USAGE ON SCHEMA civic_open TO town_analyst;


--
-- Name: SCHEMA civic_private; Type: ACL; Schema: -; Owner: civic_owner
--

GRANT USAGE ON SCHEMA civic_private TO town_auditor;
GRANT USAGE ON SCHEMA civic_private TO town_many;


--
-- Name: FUNCTION ack_outbox(outbox_ids bigint[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.ack_outbox(outbox_ids bigint[]) TO town_service;
GRANT ALL ON FUNCTION civic.ack_outbox(outbox_ids bigint[]) TO town_many;


--
-- Name: FUNCTION add_working_days(day date, n integer, calendar text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_many;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_service;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_auditor;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_recorder;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_judge;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_elder1;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_elder2;
GRANT ALL ON FUNCTION civic.add_working_days(day date, n integer, calendar text) TO town_elder3;


--
-- Name: FUNCTION annul(subject_id bigint, entry_id bigint, reason text, revoked_on date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_many;
GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_judge;
GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder1;
GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder2;
GRANT ALL ON FUNCTION civic.annul(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder3;


--
-- Name: FUNCTION appeal_repair(subject_id bigint, case_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.appeal_repair(subject_id bigint, case_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.appeal_repair(subject_id bigint, case_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION appeal_report(from_day date, to_day date, area public.ltree); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_reviewer;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_many;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_auditor;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_judge;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_elder1;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_elder2;
GRANT ALL ON FUNCTION civic.appeal_report(from_day date, to_day date, area public.ltree) TO town_elder3;


--
-- Name: FUNCTION appeal_status(subject_id bigint, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_many;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_judge;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_elder1;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_elder2;
GRANT ALL ON FUNCTION civic.appeal_status(subject_id bigint, lang text) TO town_elder3;


--
-- Name: FUNCTION appoint_panel(area public.ltree, members name[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.appoint_panel(area public.ltree, members name[]) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.appoint_panel(area public.ltree, members name[]) TO town_many;


--
-- Name: FUNCTION area_standings(within public.ltree, as_of date, kind text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_service;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_many;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_auditor;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_judge;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_elder1;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_elder2;
GRANT ALL ON FUNCTION civic.area_standings(within public.ltree, as_of date, kind text) TO town_elder3;


--
-- Name: FUNCTION benefits(subject_id bigint, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_many;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_judge;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_elder1;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_elder2;
GRANT ALL ON FUNCTION civic.benefits(subject_id bigint, lang text) TO town_elder3;


--
-- Name: FUNCTION cancel_redemption(subject_id bigint, redemption_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.cancel_redemption(subject_id bigint, redemption_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.cancel_redemption(subject_id bigint, redemption_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION check_policy(document jsonb, resolved boolean); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_many;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_service;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_reviewer;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_auditor;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_recorder;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_judge;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_elder1;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_elder2;
GRANT ALL ON FUNCTION civic.check_policy(document jsonb, resolved boolean) TO town_elder3;


--
-- Name: FUNCTION check_repairs(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.check_repairs() TO town_auditor;
GRANT ALL ON FUNCTION civic.check_repairs() TO town_many;


--
-- Name: FUNCTION confirm_redemption(subject_id bigint, redemption_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.confirm_redemption(subject_id bigint, redemption_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.confirm_redemption(subject_id bigint, redemption_id bigint) TO town_many;


--
-- Name: FUNCTION consent(subject_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.consent(subject_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.consent(subject_id bigint) TO town_many;


--
-- Name: FUNCTION coupon_history(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.coupon_history(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION decide(decision_id bigint, verdict boolean, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.decide(decision_id bigint, verdict boolean, reason text) TO town_elder3;


--
-- Name: FUNCTION decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_many;
GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_judge;
GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_elder1;
GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_elder2;
GRANT ALL ON FUNCTION civic.decide_appeal(subject_id bigint, appeal_id bigint, outcome text, reason text, rule_code text, quantity numeric, occurred_on date) TO town_elder3;


--
-- Name: FUNCTION decide_review(review_id bigint, agree boolean, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.decide_review(review_id bigint, agree boolean, reason text) TO town_elder3;


--
-- Name: FUNCTION decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_reviewer;
GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_many;
GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_judge;
GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_elder1;
GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_elder2;
GRANT ALL ON FUNCTION civic.decide_step(subject_id bigint, case_id bigint, verdict text, reason text, missing text[]) TO town_elder3;


--
-- Name: FUNCTION define_area(area public.ltree, title_zh text, title_en text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_area(area public.ltree, title_zh text, title_en text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_area(area public.ltree, title_zh text, title_en text) TO town_many;


--
-- Name: FUNCTION define_holiday(calendar text, day date, working boolean, title text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_holiday(calendar text, day date, working boolean, title text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_holiday(calendar text, day date, working boolean, title text) TO town_many;


--
-- Name: FUNCTION define_holidays(calendar text, days date[], working boolean, title text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_holidays(calendar text, days date[], working boolean, title text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_holidays(calendar text, days date[], working boolean, title text) TO town_many;


--
-- Name: FUNCTION define_source(code text, title_zh text, title_en text, rules text[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.define_source(code text, title_zh text, title_en text, rules text[]) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.define_source(code text, title_zh text, title_en text, rules text[]) TO town_many;


--
-- Name: FUNCTION drop_holidays(calendar text, days date[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.drop_holidays(calendar text, days date[]) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.drop_holidays(calendar text, days date[]) TO town_many;


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
-- Name: FUNCTION entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_service;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_many;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_reviewer;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_auditor;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_judge;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_elder1;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_elder2;
GRANT ALL ON FUNCTION civic.entitled(subject_id bigint, benefit text, lang text, OUT entitled boolean, OUT reason text, OUT explanation text, OUT missing numeric) TO town_elder3;


--
-- Name: FUNCTION entry_points(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.entry_points(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION erasures(from_day date, to_day date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.erasures(from_day date, to_day date) TO town_auditor;
GRANT ALL ON FUNCTION civic.erasures(from_day date, to_day date) TO town_many;


--
-- Name: FUNCTION expiring(subject_id bigint, within integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_service;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_many;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_judge;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_elder1;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_elder2;
GRANT ALL ON FUNCTION civic.expiring(subject_id bigint, within integer) TO town_elder3;


--
-- Name: FUNCTION explain(subject_id bigint, as_of date, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_many;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_judge;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_elder1;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_elder2;
GRANT ALL ON FUNCTION civic.explain(subject_id bigint, as_of date, lang text) TO town_elder3;


--
-- Name: FUNCTION extend_appeal(subject_id bigint, appeal_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.extend_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder3;


--
-- Name: FUNCTION file_appeal(subject_id bigint, entry_id bigint, grounds text, evidence bytea); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.file_appeal(subject_id bigint, entry_id bigint, grounds text, evidence bytea) TO town_service;
GRANT ALL ON FUNCTION civic.file_appeal(subject_id bigint, entry_id bigint, grounds text, evidence bytea) TO town_many;


--
-- Name: FUNCTION find_subject(external_id text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_service;
GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_many;
GRANT ALL ON FUNCTION civic.find_subject(external_id text) TO town_recorder;


--
-- Name: FUNCTION forward_appeal(subject_id bigint, appeal_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.forward_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder3;


--
-- Name: FUNCTION gift(subject_id bigint, recipient_id bigint, amount numeric, request_id text, note text, OUT gift_id bigint, OUT available numeric); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.gift(subject_id bigint, recipient_id bigint, amount numeric, request_id text, note text, OUT gift_id bigint, OUT available numeric) TO town_service;
GRANT ALL ON FUNCTION civic.gift(subject_id bigint, recipient_id bigint, amount numeric, request_id text, note text, OUT gift_id bigint, OUT available numeric) TO town_many;


--
-- Name: FUNCTION honours(kind text, level integer, places integer, least_members integer, list text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_service;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_many;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_auditor;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_judge;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_elder1;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_elder2;
GRANT ALL ON FUNCTION civic.honours(kind text, level integer, places integer, least_members integer, list text) TO town_elder3;


--
-- Name: FUNCTION household_standings(household bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_service;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_many;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_judge;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_elder1;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_elder2;
GRANT ALL ON FUNCTION civic.household_standings(household bigint) TO town_elder3;


--
-- Name: FUNCTION is_working_day(day date, calendar text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_many;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_service;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_auditor;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_recorder;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_judge;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_elder1;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_elder2;
GRANT ALL ON FUNCTION civic.is_working_day(day date, calendar text) TO town_elder3;


--
-- Name: FUNCTION join_household(resident bigint, household bigint, since date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.join_household(resident bigint, household bigint, since date) TO town_service;
GRANT ALL ON FUNCTION civic.join_household(resident bigint, household bigint, since date) TO town_many;


--
-- Name: FUNCTION leave_household(resident bigint, since date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.leave_household(resident bigint, since date) TO town_service;
GRANT ALL ON FUNCTION civic.leave_household(resident bigint, since date) TO town_many;


--
-- Name: FUNCTION link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_many;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_recorder;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_judge;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_elder1;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_elder2;
GRANT ALL ON FUNCTION civic.link_decision(subject_id bigint, entry_ids bigint[], decision_ref text, document_date date) TO town_elder3;


--
-- Name: FUNCTION load_policy(document jsonb); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.load_policy(document jsonb) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.load_policy(document jsonb) TO town_many;


--
-- Name: FUNCTION lock_tier(subject_id bigint, tier text, reason text, until date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_many;
GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_judge;
GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_elder1;
GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_elder2;
GRANT ALL ON FUNCTION civic.lock_tier(subject_id bigint, tier text, reason text, until date) TO town_elder3;


--
-- Name: FUNCTION mark_disputed(subject_id bigint, appeal_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_many;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_judge;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_elder1;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_elder2;
GRANT ALL ON FUNCTION civic.mark_disputed(subject_id bigint, appeal_id bigint) TO town_elder3;


--
-- Name: FUNCTION move(subject_id bigint, area public.ltree, since date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.move(subject_id bigint, area public.ltree, since date) TO town_service;
GRANT ALL ON FUNCTION civic.move(subject_id bigint, area public.ltree, since date) TO town_many;


--
-- Name: FUNCTION next_tier(subject_id bigint, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_many;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_judge;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_elder1;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_elder2;
GRANT ALL ON FUNCTION civic.next_tier(subject_id bigint, lang text) TO town_elder3;


--
-- Name: FUNCTION open_repair(subject_id bigint, entry_id bigint, path text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.open_repair(subject_id bigint, entry_id bigint, path text) TO town_service;
GRANT ALL ON FUNCTION civic.open_repair(subject_id bigint, entry_id bigint, path text) TO town_many;


--
-- Name: FUNCTION overdue(as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.overdue(as_of date) TO town_elder3;


--
-- Name: FUNCTION overdue_appeals(as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.overdue_appeals(as_of date) TO town_elder3;


--
-- Name: FUNCTION pause_appeal(subject_id bigint, appeal_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.pause_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_elder3;


--
-- Name: FUNCTION policy_diff(a integer, b integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_many;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_service;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_recorder;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_judge;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_elder1;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_elder2;
GRANT ALL ON FUNCTION civic.policy_diff(a integer, b integer) TO town_elder3;


--
-- Name: FUNCTION policy_document(policy_id integer, resolved boolean); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_many;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_service;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_recorder;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_judge;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_elder1;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_elder2;
GRANT ALL ON FUNCTION civic.policy_document(policy_id integer, resolved boolean) TO town_elder3;


--
-- Name: FUNCTION policy_in_force(area public.ltree, on_date date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_many;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_service;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_auditor;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_recorder;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_judge;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_elder1;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_elder2;
GRANT ALL ON FUNCTION civic.policy_in_force(area public.ltree, on_date date) TO town_elder3;


--
-- Name: PROCEDURE post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_service;
GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_many;
GRANT ALL ON PROCEDURE civic.post_inbox(IN batch integer, INOUT posted bigint, INOUT rejected bigint) TO town_recorder;


--
-- Name: FUNCTION publicity(area public.ltree, as_of date, smallest integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_service;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_many;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_judge;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_elder1;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_elder2;
GRANT ALL ON FUNCTION civic.publicity(area public.ltree, as_of date, smallest integer) TO town_elder3;


--
-- Name: FUNCTION record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text) TO town_recorder;
GRANT ALL ON FUNCTION civic.record(subject_id bigint, rule_code text, quantity numeric, occurred_on date, source_ref text, evidence bytea, source text) TO town_many;


--
-- Name: FUNCTION rectification(kind text, area public.ltree, level integer, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.rectification(kind text, area public.ltree, level integer, as_of date) TO town_elder3;


--
-- Name: FUNCTION redeem(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.redeem(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone) TO town_service;
GRANT ALL ON FUNCTION civic.redeem(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone) TO town_many;


--
-- Name: FUNCTION release_redemption(subject_id bigint, redemption_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.release_redemption(subject_id bigint, redemption_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.release_redemption(subject_id bigint, redemption_id bigint) TO town_many;


--
-- Name: FUNCTION repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_many;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_auditor;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_judge;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_elder1;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_elder2;
GRANT ALL ON FUNCTION civic.repair_history(subject_id bigint, case_id bigint, area public.ltree, from_day date, to_day date) TO town_elder3;


--
-- Name: FUNCTION repair_report(from_day date, to_day date, area public.ltree, by text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_many;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_auditor;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_judge;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_elder1;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_elder2;
GRANT ALL ON FUNCTION civic.repair_report(from_day date, to_day date, area public.ltree, by text) TO town_elder3;


--
-- Name: FUNCTION repair_state_name(state smallint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_service;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_many;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_auditor;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_judge;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_elder1;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_elder2;
GRANT ALL ON FUNCTION civic.repair_state_name(state smallint) TO town_elder3;


--
-- Name: FUNCTION repair_status(subject_id bigint, lang text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_service;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_many;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_auditor;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_judge;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_elder1;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_elder2;
GRANT ALL ON FUNCTION civic.repair_status(subject_id bigint, lang text) TO town_elder3;


--
-- Name: FUNCTION repair_transitions(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.repair_transitions() TO town_reviewer;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_many;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_auditor;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_judge;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_elder1;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_elder2;
GRANT ALL ON FUNCTION civic.repair_transitions() TO town_elder3;


--
-- Name: FUNCTION report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_service;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_many;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_recorder;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_judge;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder1;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder2;
GRANT ALL ON FUNCTION civic.report_annulment(subject_id bigint, entry_id bigint, reason text, revoked_on date) TO town_elder3;


--
-- Name: FUNCTION request_review(subject_id bigint, appeal_id bigint, grounds text, evidence bytea); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.request_review(subject_id bigint, appeal_id bigint, grounds text, evidence bytea) TO town_service;
GRANT ALL ON FUNCTION civic.request_review(subject_id bigint, appeal_id bigint, grounds text, evidence bytea) TO town_many;


--
-- Name: FUNCTION reserve(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.reserve(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone) TO town_service;
GRANT ALL ON FUNCTION civic.reserve(subject_id bigint, benefit text, quantity integer, request_id text, OUT redemption_id bigint, OUT cost numeric, OUT available numeric, OUT hold_until timestamp with time zone) TO town_many;


--
-- Name: FUNCTION resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_service;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_many;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_reviewer;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_judge;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_elder1;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_elder2;
GRANT ALL ON FUNCTION civic.resume_appeal(subject_id bigint, appeal_id bigint, reason text, evidence bytea) TO town_elder3;


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
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.reverse(subject_id bigint, entry_id bigint, reason text) TO town_elder3;


--
-- Name: FUNCTION review_key(period date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.review_key(period date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_many;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_auditor;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_judge;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_elder1;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_elder2;
GRANT ALL ON FUNCTION civic.review_key(period date) TO town_elder3;


--
-- Name: FUNCTION review_report(from_day date, to_day date, area public.ltree); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_reviewer;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_many;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_auditor;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_judge;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_elder1;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_elder2;
GRANT ALL ON FUNCTION civic.review_report(from_day date, to_day date, area public.ltree) TO town_elder3;


--
-- Name: FUNCTION score(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.score(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION score_lines(state civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_many;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_judge;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_lines(state civic.score_state) TO town_elder3;


--
-- Name: FUNCTION score_value(state civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_many;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_judge;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state) TO town_elder3;


--
-- Name: FUNCTION score_value(state civic.score_state, policy_id integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_service;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_many;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_judge;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_value(state civic.score_state, policy_id integer) TO town_elder3;


--
-- Name: FUNCTION scores_part(as_of date, part integer, parts integer); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_service;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_many;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_reviewer;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_auditor;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_judge;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_elder1;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_elder2;
GRANT ALL ON FUNCTION civic.scores_part(as_of date, part integer, parts integer) TO town_elder3;


--
-- Name: FUNCTION scores(as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.scores(as_of date) TO town_elder3;


--
-- Name: PROCEDURE settle(IN as_of date, IN batch integer, INOUT settled bigint, INOUT changed bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON PROCEDURE civic.settle(IN as_of date, IN batch integer, INOUT settled bigint, INOUT changed bigint) TO town_service;
GRANT ALL ON PROCEDURE civic.settle(IN as_of date, IN batch integer, INOUT settled bigint, INOUT changed bigint) TO town_many;


--
-- Name: FUNCTION severity_name(severity smallint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_service;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_many;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_auditor;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_judge;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_elder1;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_elder2;
GRANT ALL ON FUNCTION civic.severity_name(severity smallint) TO town_elder3;


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
-- Name: FUNCTION submit_step(subject_id bigint, case_id bigint, evidence bytea, note text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.submit_step(subject_id bigint, case_id bigint, evidence bytea, note text) TO town_service;
GRANT ALL ON FUNCTION civic.submit_step(subject_id bigint, case_id bigint, evidence bytea, note text) TO town_many;


--
-- Name: FUNCTION take_outbox(max_rows integer, lease interval, topics text[]); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.take_outbox(max_rows integer, lease interval, topics text[]) TO town_service;
GRANT ALL ON FUNCTION civic.take_outbox(max_rows integer, lease interval, topics text[]) TO town_many;


--
-- Name: FUNCTION tier(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.tier(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION tier_history(subject_id bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_service;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_many;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_judge;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_elder1;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_elder2;
GRANT ALL ON FUNCTION civic.tier_history(subject_id bigint) TO town_elder3;


--
-- Name: FUNCTION today(); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.today() TO town_policy_admin;
GRANT ALL ON FUNCTION civic.today() TO town_many;
GRANT ALL ON FUNCTION civic.today() TO town_service;
GRANT ALL ON FUNCTION civic.today() TO town_reviewer;
GRANT ALL ON FUNCTION civic.today() TO town_auditor;
GRANT ALL ON FUNCTION civic.today() TO town_recorder;
GRANT ALL ON FUNCTION civic.today() TO town_judge;
GRANT ALL ON FUNCTION civic.today() TO town_elder1;
GRANT ALL ON FUNCTION civic.today() TO town_elder2;
GRANT ALL ON FUNCTION civic.today() TO town_elder3;


--
-- Name: FUNCTION unlock_tier(subject_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_many;
GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_judge;
GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_elder1;
GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_elder2;
GRANT ALL ON FUNCTION civic.unlock_tier(subject_id bigint, reason text) TO town_elder3;


--
-- Name: FUNCTION verify_draw(period date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_many;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_auditor;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_judge;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_elder1;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_elder2;
GRANT ALL ON FUNCTION civic.verify_draw(period date) TO town_elder3;


--
-- Name: FUNCTION wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_service;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_many;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_reviewer;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_auditor;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_judge;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_elder1;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_elder2;
GRANT ALL ON FUNCTION civic.wallet(subject_id bigint, as_of date, OUT balance numeric, OUT debt numeric, OUT held numeric, OUT available numeric) TO town_elder3;


--
-- Name: FUNCTION wallet_lots(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.wallet_lots(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION wallet_moves(subject_id bigint, as_of date); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_service;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_many;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_reviewer;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_auditor;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_judge;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_elder1;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_elder2;
GRANT ALL ON FUNCTION civic.wallet_moves(subject_id bigint, as_of date) TO town_elder3;


--
-- Name: FUNCTION withdraw(subject_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.withdraw(subject_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.withdraw(subject_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION withdraw_appeal(subject_id bigint, appeal_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.withdraw_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.withdraw_appeal(subject_id bigint, appeal_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION withdraw_repair(subject_id bigint, case_id bigint, reason text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.withdraw_repair(subject_id bigint, case_id bigint, reason text) TO town_service;
GRANT ALL ON FUNCTION civic.withdraw_repair(subject_id bigint, case_id bigint, reason text) TO town_many;


--
-- Name: FUNCTION working_days(from_day date, to_day date, calendar text); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_policy_admin;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_many;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_service;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_reviewer;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_auditor;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_recorder;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_judge;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_elder1;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_elder2;
GRANT ALL ON FUNCTION civic.working_days(from_day date, to_day date, calendar text) TO town_elder3;


--
-- Name: FUNCTION score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_service;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_many;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_judge;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_collect(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder3;


--
-- Name: FUNCTION score_merge(civic.score_state); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_service;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_many;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_judge;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_merge(civic.score_state) TO town_elder3;


--
-- Name: FUNCTION score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint); Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_service;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_many;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_reviewer;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_auditor;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_judge;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder1;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder2;
GRANT ALL ON FUNCTION civic.score_of(date, bigint, bigint, integer, smallint, integer, date, date, bigint) TO town_elder3;


--
-- Name: TABLE appeal_move; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.appeal_move TO town_auditor;
GRANT SELECT ON TABLE civic_private.appeal_move TO town_many;


--
-- Name: TABLE appeal_moves; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.appeal_moves TO town_service;
GRANT SELECT ON TABLE civic.appeal_moves TO town_many;
GRANT SELECT ON TABLE civic.appeal_moves TO town_reviewer;
GRANT SELECT ON TABLE civic.appeal_moves TO town_auditor;
GRANT SELECT ON TABLE civic.appeal_moves TO town_judge;
GRANT SELECT ON TABLE civic.appeal_moves TO town_elder1;
GRANT SELECT ON TABLE civic.appeal_moves TO town_elder2;
GRANT SELECT ON TABLE civic.appeal_moves TO town_elder3;


--
-- Name: TABLE entry; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.entry TO town_auditor;
GRANT SELECT ON TABLE civic_private.entry TO town_many;


--
-- Name: TABLE rule; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.rule TO town_auditor;
GRANT SELECT ON TABLE civic_private.rule TO town_many;


--
-- Name: TABLE appeals; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.appeals TO town_service;
GRANT SELECT ON TABLE civic.appeals TO town_many;
GRANT SELECT ON TABLE civic.appeals TO town_reviewer;
GRANT SELECT ON TABLE civic.appeals TO town_auditor;
GRANT SELECT ON TABLE civic.appeals TO town_judge;
GRANT SELECT ON TABLE civic.appeals TO town_elder1;
GRANT SELECT ON TABLE civic.appeals TO town_elder2;
GRANT SELECT ON TABLE civic.appeals TO town_elder3;


--
-- Name: TABLE areas; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.areas TO town_policy_admin;
GRANT SELECT ON TABLE civic.areas TO town_many;
GRANT SELECT ON TABLE civic.areas TO town_service;
GRANT SELECT ON TABLE civic.areas TO town_reviewer;
GRANT SELECT ON TABLE civic.areas TO town_auditor;
GRANT SELECT ON TABLE civic.areas TO town_recorder;
GRANT SELECT ON TABLE civic.areas TO town_judge;
GRANT SELECT ON TABLE civic.areas TO town_elder1;
GRANT SELECT ON TABLE civic.areas TO town_elder2;
GRANT SELECT ON TABLE civic.areas TO town_elder3;


--
-- Name: TABLE decision; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.decision TO town_auditor;
GRANT SELECT ON TABLE civic_private.decision TO town_many;


--
-- Name: TABLE decision_outcome; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.decision_outcome TO town_auditor;
GRANT SELECT ON TABLE civic_private.decision_outcome TO town_many;


--
-- Name: TABLE decisions; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.decisions TO town_service;
GRANT SELECT ON TABLE civic.decisions TO town_many;
GRANT SELECT ON TABLE civic.decisions TO town_reviewer;
GRANT SELECT ON TABLE civic.decisions TO town_auditor;
GRANT SELECT ON TABLE civic.decisions TO town_judge;
GRANT SELECT ON TABLE civic.decisions TO town_elder1;
GRANT SELECT ON TABLE civic.decisions TO town_elder2;
GRANT SELECT ON TABLE civic.decisions TO town_elder3;


--
-- Name: TABLE gift; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.gift TO town_auditor;
GRANT SELECT ON TABLE civic_private.gift TO town_many;


--
-- Name: TABLE gifts; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.gifts TO town_service;
GRANT SELECT ON TABLE civic.gifts TO town_many;
GRANT SELECT ON TABLE civic.gifts TO town_reviewer;
GRANT SELECT ON TABLE civic.gifts TO town_auditor;
GRANT SELECT ON TABLE civic.gifts TO town_judge;
GRANT SELECT ON TABLE civic.gifts TO town_elder1;
GRANT SELECT ON TABLE civic.gifts TO town_elder2;
GRANT SELECT ON TABLE civic.gifts TO town_elder3;


--
-- Name: TABLE holidays; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.holidays TO town_policy_admin;
GRANT SELECT ON TABLE civic.holidays TO town_many;
GRANT SELECT ON TABLE civic.holidays TO town_service;
GRANT SELECT ON TABLE civic.holidays TO town_reviewer;
GRANT SELECT ON TABLE civic.holidays TO town_auditor;
GRANT SELECT ON TABLE civic.holidays TO town_recorder;
GRANT SELECT ON TABLE civic.holidays TO town_judge;
GRANT SELECT ON TABLE civic.holidays TO town_elder1;
GRANT SELECT ON TABLE civic.holidays TO town_elder2;
GRANT SELECT ON TABLE civic.holidays TO town_elder3;


--
-- Name: TABLE membership; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.membership TO town_auditor;
GRANT SELECT ON TABLE civic_private.membership TO town_many;


--
-- Name: TABLE households; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.households TO town_service;
GRANT SELECT ON TABLE civic.households TO town_many;
GRANT SELECT ON TABLE civic.households TO town_reviewer;
GRANT SELECT ON TABLE civic.households TO town_auditor;
GRANT SELECT ON TABLE civic.households TO town_judge;
GRANT SELECT ON TABLE civic.households TO town_elder1;
GRANT SELECT ON TABLE civic.households TO town_elder2;
GRANT SELECT ON TABLE civic.households TO town_elder3;


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
GRANT SELECT ON TABLE civic.inbox_progress TO town_many;
GRANT SELECT ON TABLE civic.inbox_progress TO town_reviewer;
GRANT SELECT ON TABLE civic.inbox_progress TO town_auditor;
GRANT SELECT ON TABLE civic.inbox_progress TO town_recorder;
GRANT SELECT ON TABLE civic.inbox_progress TO town_judge;
GRANT SELECT ON TABLE civic.inbox_progress TO town_elder1;
GRANT SELECT ON TABLE civic.inbox_progress TO town_elder2;
GRANT SELECT ON TABLE civic.inbox_progress TO town_elder3;


--
-- Name: TABLE inbox_status; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.inbox_status TO town_recorder;
GRANT SELECT ON TABLE civic.inbox_status TO town_many;


--
-- Name: TABLE residence; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.residence TO town_auditor;
GRANT SELECT ON TABLE civic_private.residence TO town_many;


--
-- Name: TABLE ledger; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.ledger TO town_service;
GRANT SELECT ON TABLE civic.ledger TO town_many;
GRANT SELECT ON TABLE civic.ledger TO town_reviewer;
GRANT SELECT ON TABLE civic.ledger TO town_auditor;
GRANT SELECT ON TABLE civic.ledger TO town_judge;
GRANT SELECT ON TABLE civic.ledger TO town_elder1;
GRANT SELECT ON TABLE civic.ledger TO town_elder2;
GRANT SELECT ON TABLE civic.ledger TO town_elder3;


--
-- Name: TABLE panel; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.panel TO town_auditor;
GRANT SELECT ON TABLE civic_private.panel TO town_many;


--
-- Name: TABLE panels; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.panels TO town_policy_admin;
GRANT SELECT ON TABLE civic.panels TO town_many;
GRANT SELECT ON TABLE civic.panels TO town_service;
GRANT SELECT ON TABLE civic.panels TO town_reviewer;
GRANT SELECT ON TABLE civic.panels TO town_auditor;
GRANT SELECT ON TABLE civic.panels TO town_judge;
GRANT SELECT ON TABLE civic.panels TO town_elder1;
GRANT SELECT ON TABLE civic.panels TO town_elder2;
GRANT SELECT ON TABLE civic.panels TO town_elder3;


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
GRANT SELECT ON TABLE civic.policies TO town_many;
GRANT SELECT ON TABLE civic.policies TO town_service;
GRANT SELECT ON TABLE civic.policies TO town_reviewer;
GRANT SELECT ON TABLE civic.policies TO town_auditor;
GRANT SELECT ON TABLE civic.policies TO town_recorder;
GRANT SELECT ON TABLE civic.policies TO town_judge;
GRANT SELECT ON TABLE civic.policies TO town_elder1;
GRANT SELECT ON TABLE civic.policies TO town_elder2;
GRANT SELECT ON TABLE civic.policies TO town_elder3;


--
-- Name: TABLE redemption; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.redemption TO town_auditor;
GRANT SELECT ON TABLE civic_private.redemption TO town_many;


--
-- Name: TABLE redemption_move; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.redemption_move TO town_auditor;
GRANT SELECT ON TABLE civic_private.redemption_move TO town_many;


--
-- Name: TABLE redemptions; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.redemptions TO town_service;
GRANT SELECT ON TABLE civic.redemptions TO town_many;
GRANT SELECT ON TABLE civic.redemptions TO town_reviewer;
GRANT SELECT ON TABLE civic.redemptions TO town_auditor;
GRANT SELECT ON TABLE civic.redemptions TO town_judge;
GRANT SELECT ON TABLE civic.redemptions TO town_elder1;
GRANT SELECT ON TABLE civic.redemptions TO town_elder2;
GRANT SELECT ON TABLE civic.redemptions TO town_elder3;


--
-- Name: TABLE repair_cases; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.repair_cases TO town_service;
GRANT SELECT ON TABLE civic.repair_cases TO town_many;
GRANT SELECT ON TABLE civic.repair_cases TO town_reviewer;
GRANT SELECT ON TABLE civic.repair_cases TO town_auditor;
GRANT SELECT ON TABLE civic.repair_cases TO town_judge;
GRANT SELECT ON TABLE civic.repair_cases TO town_elder1;
GRANT SELECT ON TABLE civic.repair_cases TO town_elder2;
GRANT SELECT ON TABLE civic.repair_cases TO town_elder3;


--
-- Name: TABLE tier_change; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.tier_change TO town_auditor;
GRANT SELECT ON TABLE civic_private.tier_change TO town_many;


--
-- Name: TABLE reviews; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.reviews TO town_reviewer;
GRANT SELECT ON TABLE civic.reviews TO town_many;
GRANT SELECT ON TABLE civic.reviews TO town_auditor;
GRANT SELECT ON TABLE civic.reviews TO town_judge;
GRANT SELECT ON TABLE civic.reviews TO town_elder1;
GRANT SELECT ON TABLE civic.reviews TO town_elder2;
GRANT SELECT ON TABLE civic.reviews TO town_elder3;


--
-- Name: TABLE rules; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.rules TO town_policy_admin;
GRANT SELECT ON TABLE civic.rules TO town_many;
GRANT SELECT ON TABLE civic.rules TO town_service;
GRANT SELECT ON TABLE civic.rules TO town_reviewer;
GRANT SELECT ON TABLE civic.rules TO town_auditor;
GRANT SELECT ON TABLE civic.rules TO town_recorder;
GRANT SELECT ON TABLE civic.rules TO town_judge;
GRANT SELECT ON TABLE civic.rules TO town_elder1;
GRANT SELECT ON TABLE civic.rules TO town_elder2;
GRANT SELECT ON TABLE civic.rules TO town_elder3;


--
-- Name: TABLE settle_progress; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.settle_progress TO town_service;
GRANT SELECT ON TABLE civic.settle_progress TO town_many;
GRANT SELECT ON TABLE civic.settle_progress TO town_reviewer;
GRANT SELECT ON TABLE civic.settle_progress TO town_auditor;
GRANT SELECT ON TABLE civic.settle_progress TO town_judge;
GRANT SELECT ON TABLE civic.settle_progress TO town_elder1;
GRANT SELECT ON TABLE civic.settle_progress TO town_elder2;
GRANT SELECT ON TABLE civic.settle_progress TO town_elder3;


--
-- Name: TABLE settlements; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.settlements TO town_service;
GRANT SELECT ON TABLE civic.settlements TO town_many;
GRANT SELECT ON TABLE civic.settlements TO town_reviewer;
GRANT SELECT ON TABLE civic.settlements TO town_auditor;
GRANT SELECT ON TABLE civic.settlements TO town_judge;
GRANT SELECT ON TABLE civic.settlements TO town_elder1;
GRANT SELECT ON TABLE civic.settlements TO town_elder2;
GRANT SELECT ON TABLE civic.settlements TO town_elder3;


--
-- Name: TABLE sources; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.sources TO town_policy_admin;
GRANT SELECT ON TABLE civic.sources TO town_many;
GRANT SELECT ON TABLE civic.sources TO town_service;
GRANT SELECT ON TABLE civic.sources TO town_reviewer;
GRANT SELECT ON TABLE civic.sources TO town_auditor;
GRANT SELECT ON TABLE civic.sources TO town_recorder;
GRANT SELECT ON TABLE civic.sources TO town_judge;
GRANT SELECT ON TABLE civic.sources TO town_elder1;
GRANT SELECT ON TABLE civic.sources TO town_elder2;
GRANT SELECT ON TABLE civic.sources TO town_elder3;


--
-- Name: TABLE tier_lock; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.tier_lock TO town_auditor;
GRANT SELECT ON TABLE civic_private.tier_lock TO town_many;


--
-- Name: TABLE standings; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.standings TO town_service;
GRANT SELECT ON TABLE civic.standings TO town_many;
GRANT SELECT ON TABLE civic.standings TO town_reviewer;
GRANT SELECT ON TABLE civic.standings TO town_auditor;
GRANT SELECT ON TABLE civic.standings TO town_judge;
GRANT SELECT ON TABLE civic.standings TO town_elder1;
GRANT SELECT ON TABLE civic.standings TO town_elder2;
GRANT SELECT ON TABLE civic.standings TO town_elder3;


--
-- Name: TABLE statement; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.statement TO town_service;
GRANT SELECT ON TABLE civic.statement TO town_many;
GRANT SELECT ON TABLE civic.statement TO town_reviewer;
GRANT SELECT ON TABLE civic.statement TO town_auditor;
GRANT SELECT ON TABLE civic.statement TO town_judge;
GRANT SELECT ON TABLE civic.statement TO town_elder1;
GRANT SELECT ON TABLE civic.statement TO town_elder2;
GRANT SELECT ON TABLE civic.statement TO town_elder3;


--
-- Name: TABLE stocks; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.stocks TO town_service;
GRANT SELECT ON TABLE civic.stocks TO town_many;
GRANT SELECT ON TABLE civic.stocks TO town_reviewer;
GRANT SELECT ON TABLE civic.stocks TO town_auditor;
GRANT SELECT ON TABLE civic.stocks TO town_judge;
GRANT SELECT ON TABLE civic.stocks TO town_elder1;
GRANT SELECT ON TABLE civic.stocks TO town_elder2;
GRANT SELECT ON TABLE civic.stocks TO town_elder3;


--
-- Name: TABLE consent; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.consent TO town_auditor;
GRANT SELECT ON TABLE civic_private.consent TO town_many;


--
-- Name: TABLE subjects; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.subjects TO town_service;
GRANT SELECT ON TABLE civic.subjects TO town_many;
GRANT SELECT ON TABLE civic.subjects TO town_reviewer;
GRANT SELECT ON TABLE civic.subjects TO town_auditor;
GRANT SELECT ON TABLE civic.subjects TO town_judge;
GRANT SELECT ON TABLE civic.subjects TO town_elder1;
GRANT SELECT ON TABLE civic.subjects TO town_elder2;
GRANT SELECT ON TABLE civic.subjects TO town_elder3;


--
-- Name: TABLE tier_locks; Type: ACL; Schema: civic; Owner: civic_owner
--

GRANT SELECT ON TABLE civic.tier_locks TO town_service;
GRANT SELECT ON TABLE civic.tier_locks TO town_many;
GRANT SELECT ON TABLE civic.tier_locks TO town_reviewer;
GRANT SELECT ON TABLE civic.tier_locks TO town_auditor;
GRANT SELECT ON TABLE civic.tier_locks TO town_judge;
GRANT SELECT ON TABLE civic.tier_locks TO town_elder1;
GRANT SELECT ON TABLE civic.tier_locks TO town_elder2;
GRANT SELECT ON TABLE civic.tier_locks TO town_elder3;


--
-- Name: TABLE annulment; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.annulment TO town_auditor;
GRANT SELECT ON TABLE civic_private.annulment TO town_many;


--
-- Name: TABLE coupon; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.coupon TO town_auditor;
GRANT SELECT ON TABLE civic_private.coupon TO town_many;


--
-- Name: TABLE erasure; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.erasure TO town_auditor;
GRANT SELECT ON TABLE civic_private.erasure TO town_many;


--
-- Name: TABLE linked_decision; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.linked_decision TO town_auditor;
GRANT SELECT ON TABLE civic_private.linked_decision TO town_many;


--
-- Name: TABLE repair_move; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.repair_move TO town_auditor;
GRANT SELECT ON TABLE civic_private.repair_move TO town_many;


--
-- Name: TABLE review_decision; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.review_decision TO town_auditor;
GRANT SELECT ON TABLE civic_private.review_decision TO town_many;


--
-- Name: TABLE review_draw; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.review_draw TO town_auditor;
GRANT SELECT ON TABLE civic_private.review_draw TO town_many;


--
-- Name: TABLE review_period; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.review_period TO town_auditor;
GRANT SELECT ON TABLE civic_private.review_period TO town_many;


--
-- Name: TABLE review_pool; Type: ACL; Schema: civic_private; Owner: civic_owner
--

GRANT SELECT ON TABLE civic_private.review_pool TO town_auditor;
GRANT SELECT ON TABLE civic_private.review_pool TO town_many;


--
-- PostgreSQL database dump complete
--


