-- the extension goes, the rows stay, and at last no role is left behind
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT count(*) AS areas FROM civic_private.area \gset
DROP EXTENSION civic_credit;
DROP EXTENSION civic_credit CASCADE;
SELECT count(*) > 0 AS there_are, count(*) = :areas AS all_of_them FROM civic_private.area;
SELECT count(*) AS functions FROM pg_proc
 WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('civic', 'civic_internal'));

-- civic_owner was there before if another database has a programme
CREATE VIEW public.new_roles AS
SELECT rolname FROM pg_roles WHERE rolname LIKE 'regress\_%' OR rolname = 'civic_owner'
EXCEPT SELECT rolname FROM public.roles_before;
SELECT count(*) > 0 AS there_are FROM public.new_roles;
DO $$
DECLARE
	role name;
BEGIN
	FOR role IN SELECT rolname FROM public.new_roles LOOP
		EXECUTE format('DROP OWNED BY %I CASCADE', role);
		EXECUTE format('DROP ROLE %I', role);
	END LOOP;
END
$$;
SELECT * FROM public.new_roles;
