# Two hundred clients share twenty connections of pgbouncer in transaction mode,
# and in session mode: no call fails, and none leaves anything in the session that
# the next one could notice. POOLER_SECONDS says for how long, 10 if nothing does.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my ($pgbouncer) = grep { -x } map { "$_/pgbouncer" } split(/:/, $ENV{PATH}), qw(/usr/sbin /usr/local/sbin);
plan skip_all => 'pgbouncer is not there' unless $pgbouncer;
my ($version) = `$pgbouncer --version` =~ /PgBouncer (\d+\.\d+)/i;
my ($minor) = $version =~ /\.(\d+)/;

my $db = 'town';
my $seconds = $ENV{POOLER_SECONDS} // 10;
my $residents = 1_000;
my $dir = PostgreSQL::Test::Utils::tempdir_short;
my $node = new_server('main');
new_programme($node, $db, $residents);
my $pack = pack_sql(version => '2');
$node->safe_psql($db, <<SQL);
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '{
  "rules": [
   {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 2, "coupons": 1, "coupons_expire": {"days": 90}},
   {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -1, "legal_basis": "Town Order 7", "severity": "minor"}],
  "benefits": [{"code": "soap", "title": {"zh": "皂", "en": "soap"}, "kind": "redemption", "cost": 1}]}'), civic.today());
CREATE ROLE app LOGIN;
CREATE ROLE other_app LOGIN;
SELECT civic.grant_access(r, p) FROM unnest('{app,other_app}'::name[]) r, unnest('{service,recorder}'::text[]) p;
GRANT other_app TO app;
CREATE TABLE public.resident AS SELECT row_number() OVER () AS n, subject_id FROM civic_private.subject;
CREATE UNIQUE INDEX ON public.resident (n);
GRANT SELECT ON public.resident TO app;
SELECT count(civic.record(subject_id, 'help', 5, civic.today(), 'start')) FROM public.resident;
CALL civic.settle();
VACUUM ANALYZE;

-- raises an error if the session is not as it was when it began
CREATE FUNCTION public.check_session() RETURNS void LANGUAGE plpgsql AS \$\$
BEGIN
	IF current_user <> 'app' OR session_user <> 'app' OR current_setting('role') <> 'none'
		OR current_setting('search_path') <> '"\$user", public' OR current_setting('jit') <> (SELECT reset_val FROM pg_settings WHERE name = 'jit')
		OR to_regclass('pg_temp.left_behind') IS NOT NULL
		OR EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'advisory')
	THEN
		RAISE EXCEPTION 'something has leaked: % % % %', current_user, current_setting('role'), current_setting('search_path'), current_setting('jit');
	END IF;
END \$\$;
-- an error inside each of our functions, which the caller catches
CREATE FUNCTION public.stumble(subject bigint) RETURNS void LANGUAGE plpgsql AS \$\$
DECLARE
	call text;
BEGIN
	FOREACH call IN ARRAY '{"civic.score(-1)", "civic.record(\$1, ''dance'', 1, civic.today(), ''x'')", "civic.record(\$1, ''help'', -1, civic.today(), ''x'')",
		"civic.redeem(\$1, ''gold'', 1, ''x'')", "civic.enroll(''x'', ''king'', ''town'')", "civic.reverse(\$1, -1, ''x'')"}'::text[]
	LOOP
		BEGIN
			EXECUTE 'SELECT ' || call USING subject;
			RAISE EXCEPTION 'no error in %', call USING ERRCODE = 'triggered_action_exception';
		EXCEPTION WHEN OTHERS THEN
			IF SQLSTATE = '09000' THEN RAISE; END IF;
		END;
		PERFORM public.check_session();
	END LOOP;
END \$\$;
SQL

# The pooler before the node, with a mode; returns what has to be stopped.
my $port = PostgreSQL::Test::Cluster::get_free_port();

sub start_pooler
{
	my ($mode) = @_;
	my $prepared = $minor >= 21 ? 'max_prepared_statements = 100' : '';

	open(my $users, '>', "$dir/users") or die $!;
	print $users qq{"app" ""\n"other_app" ""\n"postgres" ""\n};
	close $users;
	open(my $ini, '>', "$dir/ini") or die $!;
	print $ini <<INI;
[databases]
$db = host=@{[ $node->host ]} port=@{[ $node->port ]} dbname=$db
[pgbouncer]
listen_addr =
listen_port = $port
unix_socket_dir = $dir
auth_type = trust
auth_file = $dir/users
admin_users = postgres
pool_mode = $mode
max_client_conn = 300
default_pool_size = 20
query_wait_timeout = 0
logfile = $dir/log
pidfile = $dir/pid
ignore_startup_parameters = extra_float_digits
$prepared
INI
	close $ini;
	system_or_bail($pgbouncer, '-q', '-d', "$dir/ini");
	foreach (1 .. 100)
	{
		last if -S "$dir/.s.PGSQL.$port" && -s "$dir/pid";
		select(undef, undef, undef, 0.1);
	}
	return;
}

sub stop_pooler
{
	my ($pid) = slurp_file("$dir/pid") =~ /(\d+)/;

	kill 'INT', $pid;
	foreach (1 .. 100)
	{
		last unless kill 0, $pid;
		select(undef, undef, undef, 0.1);
	}
	return;
}

my $through = "host=$dir port=$port dbname=$db user=app";

# What an application does: one transaction of each script.
my %scripts = (
	'read' => <<'SQL',
\set n random(1, :residents)
SELECT subject_id AS subject FROM public.resident WHERE n = :n \gset
SELECT civic.score(:subject);
SELECT count(*) FROM civic.explain(:subject);
SELECT count(*) FROM civic.benefits(:subject);
SELECT public.check_session();
SQL
	'write' => <<'SQL',
\set n random(1, :residents)
\set ref random(1, 1000000000)
SELECT subject_id AS subject FROM public.resident WHERE n = :n \gset
SELECT civic.record(:subject, 'help', 1, civic.today(), 'ref ' || :ref);
SELECT public.check_session();
SQL
	'redeem' => <<'SQL',
\set n random(1, :residents)
\set ref random(1, 1000000000)
SELECT subject_id AS subject FROM public.resident WHERE n = :n \gset
BEGIN;
SET LOCAL ROLE other_app;
SET LOCAL search_path = pg_catalog;
SELECT civic.record(:subject, 'help', 2, civic.today(), 'coupon ' || :ref);
SELECT count(*) FROM civic.redeem(:subject, 'soap', 1, 'request ' || :ref);
END;
SELECT public.check_session();
SQL
	'rollback' => <<'SQL',
\set n random(1, :residents)
\set ref random(1, 1000000000)
SELECT subject_id AS subject FROM public.resident WHERE n = :n \gset
BEGIN;
SELECT civic.record(:subject, 'litter', 1, civic.today(), 'back ' || :ref);
SELECT public.stumble(:subject);
ROLLBACK;
SELECT public.check_session();
SQL
	'inbox' => <<'SQL');
\set n random(1, :residents)
\set ref random(1, 1000000000)
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident ' || :n, 'help', 1, '2021-01-01', 'inbox ' || :ref);
SELECT public.check_session();
SQL
my %weights = (read => 10, write => 4, redeem => 3, rollback => 2, inbox => 2);
my @files;
foreach my $name (sort keys %scripts)
{
	append_to_file("$dir/$name.sql", $scripts{$name});
	push @files, '-f', "$dir/$name.sql\@$weights{$name}";
}

sub load_by
{
	my ($mode, $protocol, $clients, $for) = @_;
	my $what = "$mode mode, $protocol, $clients clients";
	my ($out, $err) = ('', '');
	my $bench = IPC::Run::start(
		[ 'pgbench', '-n', '-M', $protocol, '-c', $clients, '-j', 2, '-T', $for, '-D', "residents=$residents", @files, $through ], '>', \$out, '2>', \$err);
	my $until = time() + $for;
	my @failed;

	# what a scheduler does meanwhile
	while (time() < $until - 1)
	{
		foreach my $call ('CALL civic.post_inbox()', 'CALL civic.settle()')
		{
			my $done = IPC::Run::run([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $through, '-c', $call, '-c', 'SELECT public.check_session()' ], '>', \my $got, '2>', \my $said);
			push @failed, "$call: $said" unless $done;
		}
	}
	my $ended = $bench->finish;
	my ($done) = $out =~ /number of transactions actually processed: (\d+)/;
	ok($ended, "$what: pgbench comes to its end") or diag($err);
	unlike($err, qr/aborted|ERROR|FATAL/, '... without an error');
	cmp_ok($done // 0, '>', $clients, "... and has done something ($done transactions)");
	is(join("\n", @failed), '', '... nor did the scheduler meet one');
	is($node->safe_psql($db, "SELECT count(*) BETWEEN 1 AND $clients FROM pg_stat_activity WHERE usename = 'app'"), 't', '... through connections of the pooler');
	return;
}

# 1. transaction mode

start_pooler('transaction');
load_by('transaction', 'simple', 200, $seconds);
is($node->safe_psql($db, "SELECT count(*) <= 20 FROM pg_stat_activity WHERE usename = 'app'"), 't', 'two hundred clients have shared twenty connections');
load_by('transaction', 'extended', 200, $seconds);
SKIP:
{
	skip "pgbouncer $version has no prepared statements in transaction mode", 5 if $minor < 21;
	load_by('transaction', 'prepared', 200, $seconds);
}

# errors that nobody catches, each left to whoever gets the connection next
my @lost;
foreach my $n (1 .. 40)
{
	IPC::Run::run([ 'psql', '-XAtq', '-d', $through ], '<', \"BEGIN; SELECT civic.record(1, 'help', 1, civic.today(), 'x');\n", '>', \my $out, '2>', \my $err);
	push @lost, $err unless $err =~ /unknown subject/;
	IPC::Run::run([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $through, '-c', 'SELECT public.check_session()' ], '>', \$out, '2>', \$err) or push @lost, $err;
}
is(join("\n", @lost), '', 'after an error the next one finds a clean session');
is($node->safe_psql($db, "SELECT string_agg(DISTINCT submitted_by || ' ' || submitted_login, ', ') FROM civic.inbox WHERE submitted_by <> 'app'"),
	'', 'rows say who submitted them');
is($node->safe_psql($db, "SELECT string_agg(DISTINCT a.name || ' ' || l.name, ', ' ORDER BY a.name || ' ' || l.name) FROM civic_private.entry e JOIN civic_private.role_name a ON a.role_id = e.actor_id
	JOIN civic_private.role_name l ON l.role_id = e.login_id WHERE e.source_ref ~ '^(ref|coupon)'"), 'app app, other_app app', 'entries say who acted, and who was logged in');
stop_pooler();

# 2. session mode: as many clients as connections, and those who wait

start_pooler('session');
load_by('session', 'prepared', 20, $seconds / 2);
stop_pooler();

# 3. what it comes to

$node->safe_psql($db, 'CALL civic.post_inbox(); CALL civic.settle()');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.inbox'), 0, 'the inbox is posted');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.scores() s FULL JOIN civic.standings t USING (subject_id) WHERE s.score IS DISTINCT FROM t.score'), 0, 'every standing is right');
is($node->safe_psql($db, "SELECT count(*) FROM civic_private.entry WHERE source_ref LIKE 'back %'"), 0, 'what was rolled back is not there');

$node->stop;
done_testing();
