# What the server tests share: a cluster with a programme in it, a policy, and
# an oracle that adds points up without the extension.
package Civic;

use strict;
use warnings;

use Exporter 'import';
use File::Basename qw(dirname);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# where the travelling server reads the time
our $now_file;

our @EXPORT = qw(travelling_server travel pg_major new_server new_programme pack_sql sqlstate sqlstates settle_down
  restore_dump members_of schema_of same_lines keep_rows changed_rows guide_block);

# A server whose backends may die without taking the test along.
sub new_server
{
	my ($name, %options) = @_;
	my $conf = delete $options{conf} // '';
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ], %options);
	$node->append_conf('postgresql.conf', <<'CONF');
restart_after_crash = on
autovacuum = off
log_error_verbosity = verbose
shared_buffers = 64MB
CONF
	$node->append_conf('postgresql.conf', $conf);
	$node->start;
	return $node;
}

# A server that lives on the day that travel() says, so that what takes a year
# can be tested in a minute. Skips the file where libfaketime is missing. Stop it
# with 'immediate': a process that exits in order may wait for libfaketime for ever.
sub travelling_server
{
	my ($name, $day, %options) = @_;
	my ($library) = glob('/usr/lib/*/faketime/libfaketime.so.1 /usr/lib*/faketime/libfaketime.so.1');

	plan skip_all => 'libfaketime is not there' unless defined $library && -e $library;
	travel($day);
	local $ENV{LD_PRELOAD} = $library;
	local $ENV{FAKETIME_TIMESTAMP_FILE} = $Civic::now_file;
	local $ENV{FAKETIME_NO_CACHE} = 1;
	local $ENV{FAKETIME_DONT_FAKE_MONOTONIC} = 1;
	# libfaketime and the processes that read for others, which came with 18, wait for each other
	return new_server($name, conf => pg_major() >= 18 ? "io_method = sync\n" : '', %options);
}

# The major version of the server.
sub pg_major
{
	my ($major) = `pg_config --version` =~ /^PostgreSQL (\d+)/;

	return $major;
}

# From now on it is noon UTC of that day for the server, and time goes on from there.
sub travel
{
	my ($day) = @_;

	$Civic::now_file //= PostgreSQL::Test::Utils::tempdir_short() . '/now';
	open(my $file, '>', "$Civic::now_file.new") or die $!;
	print $file "\@$day 12:00:00\n";
	close($file);
	rename("$Civic::now_file.new", $Civic::now_file) or die $!;
}

# The text of a policy pack as an SQL expression: one gain, one capped gain,
# one escalating loss. "help" is flat, so its points can be added by hand.
sub pack_sql
{
	my (%o) = @_;
	my $area = $o{area} // 'town';
	my $version = $o{version} // '1';
	my $base = $o{base} // 1000;
	my $help = $o{help} // 2;

	return <<SQL;
jsonb '{
 "policy": {"code": "town-points", "title": {"zh": "积分", "en": "points"}, "area": "$area",
            "version": "$version", "base": $base},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}},
                {"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": $help},
  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1,
   "period": "month", "cap_high": 5},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime",
   "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}],
   "legal_basis": "Town Order 7", "severity": "minor"}]
}'
SQL
}

# Extension, programme, area town, a policy since 2020 and N residents.
sub new_programme
{
	my ($node, $db, $residents) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0") if $db ne 'postgres';
	$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy(@{[ pack_sql() ]}), '2020-01-01');
SELECT count(civic.enroll('resident ' || g, 'resident', 'town', since => '2020-01-01'))
FROM generate_series(1, $residents) AS g;

-- score by hand for ledgers that hold nothing but help
CREATE FUNCTION public.by_hand() RETURNS TABLE(subject_id bigint, score numeric) LANGUAGE sql AS
\$\$
	SELECT s.subject_id, 1000 + coalesce(sum(e.quantity) FILTER (WHERE e.kind = 1 AND NOT EXISTS
			(SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.kind = 2
			 AND x.ref_entry_id = e.entry_id)), 0) * 2 / 100.0
	FROM civic_private.subject s LEFT JOIN civic_private.entry e USING (subject_id)
	GROUP BY s.subject_id
\$\$;
CREATE FUNCTION public.wrong_scores() RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT count(*) FROM public.by_hand() h FULL JOIN civic.scores() s USING (subject_id)
	WHERE h.score IS DISTINCT FROM s.score
\$\$;
SQL
	return;
}

# The SQLSTATE that one statement ends with, '00000' if none.
sub sqlstate
{
	my ($node, $db, $sql, %params) = @_;
	my @states = sqlstates($node, $db, [$sql], %params);

	return $states[0];
}

# The SQLSTATEs of many statements, each sent for itself in one session, after
# the statements of "before". A session that breaks off answers 'lost'.
sub sqlstates
{
	my ($node, $db, $statements, %params) = @_;
	my $script = "\\set VERBOSITY sqlstate\n" . ($params{before} // '') . "\n\\o /dev/null\n";
	my @states;

	foreach my $sql (@$statements)
	{
		$script .= "$sql\n;\n\\warn state :SQLSTATE\n";
	}
	my ($ret, $out, $err) = $node->psql($db, $script, on_error_stop => 0);
	@states = ($err =~ /^(?:psql:<stdin>:\d+: )?state ([0-9A-Z]{5})$/mg);
	push @states, 'lost' while @states < @$statements;
	return @states;
}

# A new database from the text of a dump. Returns what the server complained about.
sub restore_dump
{
	my ($node, $db, $text) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	my ($ret, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$text", on_error_stop => 0);
	return $err;
}

# Every member of the extension with everything in which two could differ. What
# a test has granted to its own roles, whose names begin with town, is left out.
sub members_of
{
	my ($node, $db) = @_;

	return $node->safe_psql($db, <<'SQL');
SELECT pg_describe_object(m.classid, m.objid, 0), obj_description(m.objid, c.relname),
	p.proowner::regrole, (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(p.proacl) a WHERE a::text NOT LIKE 'town%'),
	CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, p.procost, p.prorows, p.prosupport, p.prolang,
	pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.provolatile, p.proparallel, p.proisstrict, p.prosecdef, p.proconfig,
	g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggfinalextra, g.aggfinalmodify,
	g.aggtranstype::regtype, g.aggtransspace, g.agginitval,
	t.typowner::regrole, t.typacl, t.typlen, t.typinput, t.typoutput, t.typreceive, t.typsend, t.typalign, t.typstorage, t.typisdefined,
	n.nspowner::regrole, (SELECT array_agg(a::text ORDER BY a::text)
		FROM unnest(coalesce(n.nspacl, acldefault('n', n.nspowner))) a WHERE a::text NOT LIKE 'town%')
  FROM pg_depend m JOIN pg_class c ON c.oid = m.classid
  JOIN pg_extension e ON e.oid = m.refobjid AND e.extname = 'civic_credit'
  LEFT JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND p.oid = m.objid
  LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
  LEFT JOIN pg_type t ON m.classid = 'pg_type'::regclass AND t.oid = m.objid
  LEFT JOIN pg_namespace n ON m.classid = 'pg_namespace'::regclass AND n.oid = m.objid
 WHERE m.refclassid = 'pg_extension'::regclass AND m.deptype = 'e'
 ORDER BY 1
SQL
}

# The programme's own objects as pg_dump writes them: tables with their columns
# in order, types, defaults, comments, constraints, indexes, triggers, policies,
# views, sequences, owners, and every right, also those to functions of the
# extension. The rights to an object come in the order in which they were given.
sub schema_of
{
	my ($node, $db) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . "/$db.sql";

	$node->command_ok([ 'pg_dump', '--schema-only', '--exclude-schema=was', '--exclude-table=public.*', '--file', $file, $node->connstr($db) ],
		"pg_dump of $db");
	my $text = slurp_file($file);
	$text =~ s/^(--.*|\\(un)?restrict .*|)\n//mg;
	$text =~ s/((?:^(?:GRANT|REVOKE) .*\n)+)/join("\n", sort(split(m{\n}, $1))) . "\n"/gem;
	return $text;
}

# Compares texts of many lines, and shows the lines that only one of them has.
sub same_lines
{
	my ($got, $want, $what) = @_;

	return 1 if ok($got eq $want, $what);
	my %count;
	$count{$_}++ foreach split /\n/, $got;
	$count{$_}-- foreach split /\n/, $want;
	my @got = grep { $count{$_} > 0 } split /\n/, $got;
	my @want = grep { $count{$_} < 0 } split /\n/, $want;
	diag(join("\n", (map { " got: $_" } grep { defined } @got[ 0 .. 39 ]), (map { "want: $_" } grep { defined } @want[ 0 .. 39 ])));
	diag('the same lines in another order') unless @got || @want;
	return 0;
}

# Puts a copy of every row of the programme aside, in schema was, as text.
sub keep_rows
{
	my ($node, $db) = @_;

	$node->safe_psql($db, <<'SQL');
CREATE SCHEMA was;
DO $$
DECLARE
	stored record;
BEGIN
	FOR stored IN
		SELECT c.oid::regclass AS name, c.relname, string_agg(format('%1$I::text AS %1$I', a.attname), ', ' ORDER BY a.attnum) AS columns
		  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		 WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text IN ('civic', 'civic_private', 'civic_open') GROUP BY c.oid
	LOOP
		EXECUTE format('CREATE TABLE was.%I AS SELECT %s FROM %s', stored.relname, stored.columns, stored.name);
	END LOOP;
END $$;
SQL
	return;
}

# Compares the rows with what keep_rows() put aside, in the columns that are
# still there, under new names if "renamed" has them for a "table" or a
# "table.column": a line for each table that is gone or has other rows, and for
# each that has lost columns.
sub changed_rows
{
	my ($node, $db, %renamed) = @_;
	my $names = '{' . join(', ', map { qq{"$_": "$renamed{$_}"} } sort keys %renamed) . '}';

	return $node->safe_psql($db, <<"SQL");
CREATE TEMP TABLE pair AS
SELECT w.relname AS was, n.now, o.attname AS was_column, a.attname AS now_column, o.attnum
  FROM pg_class w
  JOIN pg_attribute o ON o.attrelid = w.oid AND o.attnum > 0
 CROSS JOIN (VALUES (jsonb '$names')) m (names)
 CROSS JOIN LATERAL (SELECT coalesce(names ->> w.relname, w.relname) AS name) x
 CROSS JOIN LATERAL (SELECT coalesce(to_regclass('civic_private.' || x.name), to_regclass('civic.' || x.name)) AS now) n
  LEFT JOIN pg_attribute a ON a.attrelid = n.now AND a.attnum > 0 AND NOT a.attisdropped
	AND a.attname = coalesce(names ->> (w.relname || '.' || o.attname), o.attname)
 WHERE w.relnamespace = 'was'::regnamespace AND w.relkind = 'r';
CREATE FUNCTION pg_temp.changes() RETURNS SETOF text LANGUAGE plpgsql AS \$\$
DECLARE
	stored record;
	missing bigint;
	extra bigint;
BEGIN
	FOR stored IN
		SELECT was, now, string_agg(format('%I', was_column), ', ' ORDER BY attnum) FILTER (WHERE now_column IS NOT NULL) AS before,
			string_agg(format('%I::text', now_column), ', ' ORDER BY attnum) FILTER (WHERE now_column IS NOT NULL) AS after,
			string_agg(was_column, ' ' ORDER BY attnum) FILTER (WHERE now_column IS NULL) AS gone
		  FROM pair GROUP BY was, now ORDER BY was
	LOOP
		IF stored.now IS NULL THEN
			RETURN NEXT format('%s is gone', stored.was);
			CONTINUE;
		END IF;
		IF stored.gone IS NOT NULL THEN
			RETURN NEXT format('%s has lost %s', stored.was, stored.gone);
		END IF;
		EXECUTE format('SELECT (SELECT count(*) FROM (SELECT %1\$s FROM was.%3\$I EXCEPT ALL SELECT %2\$s FROM %4\$s) x),
			(SELECT count(*) FROM (SELECT %2\$s FROM %4\$s EXCEPT ALL SELECT %1\$s FROM was.%3\$I) x)',
			stored.before, stored.after, stored.was, stored.now) INTO missing, extra;
		IF missing > 0 OR extra > 0 THEN
			RETURN NEXT format('%s: %s rows are missing, %s are new', stored.was, missing, extra);
		END IF;
	END LOOP;
END \$\$;
SELECT pg_temp.changes();
SQL
}

# Runs the block of shell commands of the guide for operation that a pattern is
# found in, as it stands, with the variables that the guide names.
sub guide_block
{
	my ($pattern, %variables) = @_;
	my $guide = slurp_file(dirname(__FILE__) . '/../../docs/guide-operations.md');
	my ($block) = grep { /$pattern/ } $guide =~ /^```sh\n(.*?)^```$/msg;
	my $dir = PostgreSQL::Test::Utils::tempdir;
	local %ENV = (%ENV, %variables);

	die "the guide has no block with $pattern\n" unless defined $block;
	my $done = IPC::Run::run([ 'bash', '-c', "set -eo pipefail; cd '$dir'\n$block" ], '>', \my $out, '2>&1');
	ok($done, "the guide's block with $pattern") or diag($out);
	return $out;
}

# Waits until the server takes connections again.
sub settle_down
{
	my ($node, $db) = @_;

	foreach (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		my ($ret) = $node->psql($db, 'SELECT 1');
		return 1 if $ret == 0;
		select(undef, undef, undef, 0.1);
	}
	return 0;
}

1;
