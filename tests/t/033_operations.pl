# Schedules, back-up, restore, standby and recovery, by the lines of the guides
# as they stand there, keys included.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $docs = "$FindBin::RealBin/../../docs";
my $db = 'haiwan';
my $dir = PostgreSQL::Test::Utils::tempdir;
my $archive = PostgreSQL::Test::Utils::tempdir_short;

# The indented lines of a section that begin with a pattern.
sub lines
{
	my ($guide, $section, $pattern) = @_;
	my ($text) = slurp_file("$docs/$guide") =~ /^## (?:\d+\. )?\Q$section\E\n(.*?)(?=^## |\z)/ms;
	my @lines = grep { /^$pattern/ } ($text // '') =~ /^    (.*)$/mg;

	cmp_ok(scalar @lines, '>', 0, "$guide, $section, has lines that begin with $pattern");
	return @lines;
}

# Runs a line of a guide as somebody who has the server in the environment.
sub run_line
{
	my ($node, $line, %as) = @_;
	local %ENV = (%ENV, PGHOST => $node->host, PGPORT => $node->port, PGUSER => $as{user} // $node->safe_psql('postgres', 'SELECT current_user'));
	delete $ENV{PGDATABASE};
	my $done = IPC::Run::run([ 'bash', '-c', "cd '$dir' && $line" ], '>', \my $out, '2>&1');

	ok($done, $line) or diag($out);
	return $out;
}

my $node = new_server('main', allows_streaming => 1);
my @archiving = map { s{/archive}{$archive}gr } lines('guide-operations.md', 'Point-in-time recovery', 'archive_');
$node->append_conf('postgresql.conf', join("\n", @archiving));
$node->restart;
new_programme($node, $db, 50);
my $pack = pack_sql(version => '2');
$node->safe_psql($db, <<SQL);
SELECT civic.enact_policy(civic.load_policy($pack || jsonb '{"tiers": [
  {"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
  {"code": "high", "title": {"zh": "高", "en": "High"}, "rank": 2, "promote_at": 1002}]}'), civic.today());
CREATE ROLE town_app LOGIN;
SELECT civic.grant_access('town_app', 'service');
SQL

# 1. the lines for cron, as the role that schedules them

sub due
{
	my ($section) = @_;

	return map { /^\S+ \S+ \S+ \S+ \S+ +(psql .*)$/ ? $1 : () } lines('guide-dba.md', $section, qr{\S+ \S+ \* \* \*});
}

$node->safe_psql($db, "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) SELECT 'resident ' || g, 'help', 1, civic.today(), 'a' FROM generate_series(1, 50) g");
run_line($node, $_, user => 'town_app') foreach due('Daily work');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.ledger'), 50, 'the inbox is posted');
run_line($node, $_, user => 'town_app') foreach due('Settlement, once a day');
is($node->safe_psql($db, "SELECT count(*) FROM civic.standings WHERE tier = 'high'"), 50, 'the day is settled');
is($node->safe_psql($db, 'SELECT count(*) FROM civic_private.review_period'), 2, '... with keys of draws');

# 2. back-up and restore

my %same = (
	'scores' => 'SELECT subject_id, score FROM civic.scores() ORDER BY 1',
	'standings' => 'SELECT * FROM civic.standings ORDER BY 1',
	'ledger' => 'SELECT * FROM civic.ledger ORDER BY 1, 2',
	'outbox' => 'SELECT * FROM civic_private.outbox ORDER BY 1');
my $rights = "SELECT * FROM civic.access_report() WHERE role = 'town_app' ORDER BY 1, 2, 3, 4, 5";
my %keys = (
	'review keys' => 'SELECT * FROM civic_private.review_key ORDER BY 1',
	'vault key' => 'SELECT * FROM civic_private.vault_key');
my %before = map { $_ => $node->safe_psql($db, $_) } values %same, values %keys, $rights;
my $first = $node->safe_psql($db, "SELECT civic.find_subject('resident 1')");

run_line($node, $_) foreach lines('guide-dba.md', 'Backup and restore', qr/pg_dump/);
foreach my $name (sort keys %keys)
{
	my ($table) = $keys{$name} =~ /(civic_private\.\w+)/;
	my ($key) = $before{ $keys{$name} } =~ /\\x([0-9a-f]{64})/;

	run_line($node, "pg_restore -f text.sql haiwan.dump");
	unlike(slurp_file("$dir/text.sql"), qr/$key/, "the dump does not have the $name");
	run_line($node, "pg_restore -f text.sql haiwan-key.dump");
	like(slurp_file("$dir/text.sql"), qr/$key/, '... which the file of keys has');
}

my $new = new_server('new');
my @restore = lines('guide-dba.md', 'Backup and restore', qr/psql|createdb|pg_restore|vacuumdb/);
my ($with_keys) = grep { $restore[$_] =~ /haiwan-key/ } 0 .. $#restore;
run_line($new, $_) foreach @restore[ 0 .. $with_keys - 1 ];
is($new->safe_psql($db, $same{$_}), $before{ $same{$_} }, "restored: the same $_") foreach sort keys %same;
my ($ret, $out, $err) = $new->psql($db, "SELECT civic.find_subject('resident 1')");
like($err, qr/the vault key is missing/, 'without its key nobody is found');
($ret, $out, $err) = $new->psql($db, 'CALL civic.settle()');
like($err, qr/the review key of \d{4}-\d\d is missing.*HINT:.*review_key/s, '... and settlement refuses, since draws are committed to a key');
is($new->safe_psql($db, 'SELECT state, sqlstate, phase FROM civic.settle_progress'), 'broken|55000|review', '... and says what it lacks');
is($new->safe_psql($db, "SELECT value FROM civic.health WHERE metric = 'review_keys_missing'"), 2, '... as does the monitor');
is($new->safe_psql($db, 'SELECT count(*) FROM civic_private.review_key'), 0, '... and makes no key of its own');
# the key of another programme
$new->safe_psql($db, "INSERT INTO civic_private.review_key SELECT period, sha256('wrong') FROM civic_private.review_period");
($ret, $out, $err) = $new->psql($db, 'CALL civic.settle()');
like($err, qr/the review key of \d{4}-\d\d is not the one that was committed to/, 'nor does it take another key');
$new->safe_psql($db, 'DELETE FROM civic_private.review_key');
is(sqlstate($new, $db, 'SELECT civic.today()', before => 'SET ROLE town_app;'), '55000', 'before upgrade_programme() nobody else works');
run_line($new, $_) foreach @restore[ $with_keys .. $#restore ];
is($new->safe_psql($db, $rights), $before{$rights}, 'restored: the same rights');
is($new->safe_psql($db, $keys{$_}), $before{ $keys{$_} }, "restored: the same $_") foreach sort keys %keys;
is($new->safe_psql($db, "SELECT civic.find_subject('resident 1')"), $first, 'residents are found again');
run_line($new, $_, user => 'town_app') foreach due('Settlement, once a day');
is($new->safe_psql($db, 'SELECT state, failures FROM civic.settlements ORDER BY settlement_id DESC LIMIT 1'), 'finished|2', 'the settlement that had refused goes on');
is($new->safe_psql($db, $keys{'review keys'}), $before{ $keys{'review keys'} }, '... by the same keys');
cmp_ok($new->safe_psql($db, "SELECT reltuples FROM pg_class WHERE oid = 'civic_private.entry'::regclass"), '>', 0, 'there are statistics');
is($new->safe_psql($db, q{SELECT count(*) FROM civic.resume_after_migration('[]') WHERE next_before <> next_number OR doubles > 0}), 0, 'a dump brings the sequences along');

# 3. standby

# A server on a directory that a block of the guide has filled.
sub server_on
{
	my ($name, $pattern, %variables) = @_;
	my $server = PostgreSQL::Test::Cluster->new($name);

	mkdir $server->basedir;
	guide_block($pattern, DB => $db, OLD => $node->connstr, DATA => $server->data_dir, ARCHIVE => $archive, %variables);
	$server->append_conf('postgresql.conf', 'port = ' . $server->port . "\narchive_mode = off\n");
	return $server;
}

my $standby = server_on('standby', qr/civic_standby/);
$standby->start;
$node->safe_psql($db, "SELECT civic.record($first, 'help', 2, civic.today(), 'standby')");
ok($standby->poll_query_until('postgres', "SELECT pg_last_wal_replay_lsn() >= '@{[ $node->lsn('insert') ]}'"), 'the standby follows');
is($standby->safe_psql($db, $same{$_}), $node->safe_psql($db, $same{$_}), "standby: the same $_") foreach sort keys %same;
is($standby->safe_psql($db, "SELECT value FROM civic.health WHERE metric = 'standby'"), 1, 'standby: its health says what it is');
is(sqlstate($standby, $db, 'CALL civic.settle()'), '25006', 'standby: writing is refused');
$standby->promote;
is(sqlstate($standby, $db, 'CALL civic.settle()'), '00000', 'promoted: it settles');
is($standby->safe_psql($db, "SELECT score FROM civic.standings WHERE subject_id = $first"), '1006.00', '... with what it has received');
$standby->stop;
$node->safe_psql('postgres', "SELECT pg_drop_replication_slot('civic_standby')");

# 4. back to a moment

my $back = server_on('back', qr/^pg_basebackup -d "\$OLD" -D "\$DATA" -X stream -c fast$/m);
$node->safe_psql($db, "SELECT civic.record($first, 'help', 3, civic.today(), 'good')");
my $good = $node->safe_psql($db, $same{scores});
my $moment = $node->safe_psql($db, 'SELECT pg_sleep(0.1), clock_timestamp()') =~ s/^\|//r;
$node->safe_psql($db, "SELECT pg_sleep(0.1); SELECT count(civic.record(subject_id, 'litter', 1, civic.today(), 'accident')) FROM civic_private.subject");
$node->safe_psql($db, "SELECT civic.find_subject('resident 1')");
my $segment = $node->safe_psql('postgres', 'SELECT pg_walfile_name(pg_current_wal_lsn())');
$node->safe_psql('postgres', 'SELECT pg_switch_wal()');
ok($node->poll_query_until('postgres', "SELECT last_archived_wal >= '$segment' FROM pg_stat_archiver"), 'WAL is archived by the line of the guide');
guide_block(qr/recovery_target_time/, DATA => $back->data_dir, ARCHIVE => $archive, MOMENT => $moment);
$back->start;
ok($back->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()'), 'it comes back');
is($back->safe_psql($db, $same{scores}), $good, '... to the moment before the accident');
is($back->safe_psql($db, "SELECT count(*) FROM civic.ledger WHERE source_ref = 'accident'"), 0, '... of which there is nothing');
is(sqlstate($back, $db, 'CALL civic.settle()'), '00000', '... and life goes on');
cmp_ok($back->safe_psql($db, "SELECT civic.record($first, 'help', 1, civic.today(), 'again')"), '>', 52, '... with further numbers');
$back->stop;

# 5. the statements of the guide for operation and of the page about monitoring

my @blocks = map { /^```sql\n(.*?)^```$/msg } map { slurp_file("$docs/$_") } qw(guide-operations.md monitoring/README.md);
foreach my $block (grep { !/\bcron\./ } @blocks)
{
	my ($ret, $out, $err) = $new->psql($db, $block, on_error_stop => 1);
	is($ret, 0, 'of the guide: ' . ($block =~ /^(.*)$/m)[0]) or diag($err);
}

# 6. statistics, and the end

guide_block(qr/analyze-in-stages/, DB => $db, NEW => $new->connstr);
guide_block(qr/DROP DATABASE/, DB => $db, NEW => $new->connstr);
is($new->safe_psql('postgres', "SELECT count(*) FROM pg_roles WHERE rolname = 'civic_owner'"), 0, 'nothing of the programme is left');

$new->stop;
$node->stop;
done_testing();
