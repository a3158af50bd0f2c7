# A programme moves to the next major of the server and the one after, by
# pg_upgrade and by dump and restore. Each time it says about its past what it
# said before, and life goes on: entries, the inbox, a settlement, a redemption.
#
# tests/lib/matrix.sh names the servers, each with the extension in it.
#
#	CIVIC_SERVERS	'15=DIRECTORY 17=DIRECTORY ...', the lowest first

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

plan skip_all => 'needs several majors side by side, which tests/lib/matrix.sh has'
  unless $ENV{CIVIC_SERVERS};

my $here = $FindBin::RealBin;
my $db = 'town';
my @servers = map { [ split /=/ ] } split / /, $ENV{CIVIC_SERVERS};
cmp_ok(scalar(@servers), '>', 1, "servers: $ENV{CIVIC_SERVERS}");

# A node of a major. Clusters of one encoding, locale and kind of checksums, for
# pg_upgrade asks that of them, and 18 has checksums by default.
sub server
{
	my ($name, $of) = @_;
	my ($major, $path) = @$of;
	my $node = PostgreSQL::Test::Cluster->new("${name}_$major", install_path => $path);
	my @checksums = $major >= 18 ? ('--no-data-checksums') : ();

	$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8', @checksums ]);
	$node->append_conf('postgresql.conf', "autovacuum = off\nmax_prepared_transactions = 0\n");
	return $node;
}

# ---------- the town ----------

# What a programme of 1.1 has left, with every kind of thing in it, and entries
# that wait in its inbox.
sub settle_in
{
	my ($node) = @_;

	$node->start;
	$node->safe_psql('postgres', join('', map { "CREATE ROLE $_;" }
		(map { "town_$_" } ('policy_admin', 'service', 'reviewer', 'auditor', 'analyst', 'recorder', 'many', 'judge', 'elder1', 'elder2', 'elder3'))));
	$node->safe_psql('postgres', 'CREATE ROLE civic_owner NOLOGIN NOINHERIT');
	is(join('', grep { /ERROR: / } split /^(?=psql:)/m, restore_dump($node, $db, slurp_file("$here/upgrade/town-1.1.sql"))), '', 'the town is there');
	$node->safe_psql($db, 'SELECT civic.upgrade_programme()');
	$node->safe_psql($db, <<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || n, 'help', 1, civic.today() - n, 'waiting ' || n FROM generate_series(1, 3) n;
CALL civic.settle();
ANALYZE;
SQL
	return;
}

# ---------- before and after ----------

my $rows = <<'SQL';
SELECT c.relname, md5(query_to_xml(format('SELECT t::text FROM %s t ORDER BY t::text COLLATE "C"', c.oid::regclass), true, true, '')::text)
  FROM pg_class c WHERE c.relnamespace = 'civic_private'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
SQL
my @questions = (
	'SELECT subject_id, area, policy_id, score FROM civic.scores() ORDER BY 1',
	q{SELECT subject_id, score FROM civic.scores('2027-06-30') ORDER BY 1},
	'SELECT * FROM civic.standings ORDER BY subject_id',
	'SELECT s.subject_id, w.* FROM civic.subjects s, civic.wallet(s.subject_id) w ORDER BY s.subject_id, w::text',
	q{SELECT s.subject_id, x.* FROM civic.subjects s, civic.explain(s.subject_id, lang => 'zh') x ORDER BY s.subject_id, x.line},
	q{SELECT s.subject_id, x.* FROM civic.subjects s, civic.explain(s.subject_id, lang => 'en') x ORDER BY s.subject_id, x.line},
	'SELECT * FROM civic.ledger ORDER BY subject_id, entry_id',
	'SELECT * FROM civic.repair_cases ORDER BY subject_id, entry_id',
	'SELECT * FROM civic.appeals ORDER BY appeal_id',
	'SELECT * FROM civic.inbox ORDER BY 1',
	'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5',
	"SELECT g, civic.find_subject('resident ' || g) FROM generate_series(1, 20) g");

# Everything that it says, under one form of dates and numbers.
sub digest
{
	my ($node) = @_;

	return join("\n", map { $node->safe_psql($db, "SET timezone = 'UTC'; $_") }
		($rows, @questions, slurp_file("$here/upgrade/digest.sql")));
}

# The town has not changed, and changes from now on as it did before.
sub arrived
{
	my ($node, $what, $said) = @_;

	same_lines(digest($node), $said, "$what: it says what it said before");
	is($node->safe_psql($db, 'SELECT count(*) FROM civic.subjects s JOIN civic.scores() c USING (subject_id)
		WHERE c.score IS DISTINCT FROM civic.score(s.subject_id)'), 0, '... one by one the scores are those of all');
	return;
}

# The town goes on: an entry, the inbox, a settlement, a redemption. Something
# waits in the inbox for the next server.
sub lives_on
{
	my ($node, $what) = @_;

	is($node->safe_psql($db, <<'SQL'), "t|t|0|0|t", "$what: life goes on");
SELECT civic.find_subject('resident 3') AS who, civic.today() AS today,
	(SELECT count(*) FROM civic.inbox WHERE rejected_at IS NULL) AS waiting,
	(SELECT max(entry_id) FROM civic_private.entry) AS newest \gset
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || n, 'help', 1, :'today', 'again ' || current_setting('server_version') || n FROM generate_series(1, 3) n;
\o /dev/null
CALL civic.post_inbox();
SELECT civic.record(:who, 'help', 20, :'today', 'after ' || current_setting('server_version')) AS entry \gset
CALL civic.settle();
SELECT redemption_id FROM civic.redeem(:who, 'soap', 1, 'on ' || current_setting('server_version')) \gset
CALL civic.settle();
\o
SELECT :entry > :newest, :waiting > 0, (SELECT count(*) FROM civic.inbox WHERE rejected_at IS NULL),
	(SELECT count(*) FROM civic.standings s WHERE s.score <> civic.score(s.subject_id)),
	(SELECT available FROM civic.wallet(:who)) > 0;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('resident 4', 'help', 1, :'today', 'left by ' || current_setting('server_version'));
SQL
	return;
}

# ---------- the ways ----------

# Debian's 15 and 17 leave an option in their catalogs that later servers refuse.
# docs/guide-dba.md says how to clear it.
sub clear_options
{
	my ($node) = @_;
	my ($statement) = slurp_file("$here/../../docs/guide-dba.md") =~ /^(DO \$attver\$.*?^\$attver\$;)/ms;

	ok($statement, 'the guide says how to clear what a later server does not know');
	foreach my $name (split /\n/, $node->safe_psql('postgres', 'SELECT datname FROM pg_database WHERE datallowconn'))
	{
		$node->safe_psql($name, $statement);
	}
	return;
}

sub upgrade
{
	my ($old, $to) = @_;
	my $new = server('upgraded', $to);
	my $path = $old->config_data('--bindir');
	local $ENV{PATH} = $ENV{PATH};

	command_ok([ "$to->[1]/bin/pg_upgrade", '--no-sync', '--old-datadir', $old->data_dir, '--new-datadir', $new->data_dir,
		'--old-bindir', $path, '--new-bindir', "$to->[1]/bin",
		'--socketdir', $new->host, '--old-port', $old->port, '--new-port', $new->port ], "pg_upgrade to $to->[0]");
	$new->start;
	return $new;
}

sub restore
{
	my ($old, $to) = @_;
	my $new = server('restored', $to);
	my $dump = PostgreSQL::Test::Utils::tempdir() . "/$to->[0]";

	$new->start;
	# as the manual says, with the programs of the new server
	system_or_bail("$to->[1]/bin/pg_dumpall", '--roles-only', '--file', "$dump.roles", '--dbname', $old->connstr('postgres'));
	system_or_bail("$to->[1]/bin/pg_dump", '--format=custom', '--file', $dump, '--dbname', $old->connstr($db));
	$new->psql('postgres', slurp_file("$dump.roles"), on_error_stop => 0);
	$new->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	command_ok([ "$to->[1]/bin/pg_restore", '--exit-on-error', '--dbname', $new->connstr($db), $dump ], "a dump restored in $to->[0]");
	$new->safe_psql($db, 'ANALYZE');
	return $new;
}

my ($first, @later) = @servers;
my $node = server('first', $first);
settle_in($node);
lives_on($node, "on $first->[0]");
my $restored = $node;
foreach my $to (@later)
{
	my $said = digest($restored);

	clear_options($restored);
	my $next = restore($restored, $to);

	arrived($next, "restored in $to->[0]", $said);
	lives_on($next, "restored in $to->[0]");
	$restored->stop unless $restored == $node;
	$restored = $next;
}
$restored->stop;
foreach my $to (@later)
{
	my $said = digest($node);

	clear_options($node);
	$node->stop;
	$node = upgrade($node, $to);
	arrived($node, "upgraded to $to->[0]", $said);
	lives_on($node, "upgraded to $to->[0]");
}
$node->stop;
done_testing();
