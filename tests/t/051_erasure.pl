# After an erasure: no dump leads from the external id to the subject, whoever
# has the vault key; once its tables were rewritten, no file of the database
# does; and what is written to the WAL from then on does not, either. A copy of
# before does not resume until it is told who was erased since.

use strict;
use warnings;

use File::Find;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
# a segment that is recycled has what it held before behind what is written
my $node = new_server('main', allows_streaming => 1, conf => "log_statement = none\nwal_recycle = off\nwal_keep_size = 1GB\n");

new_programme($node, $db, 20);
$node->safe_psql($db, <<'SQL');
SELECT civic.enroll('canary-id', 'resident', 'town', '{"note": "canary-note"}');
SELECT civic.withdraw_consent(civic.find_subject('resident 1'), 'a reason');
SELECT civic.withdraw_consent(civic.find_subject('canary-id'), 'canary-reason');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('canary-id', 'nosuch', 1, '2021-04-04', 'i');
CALL civic.post_inbox();
SELECT civic.seal_records('uni', (civic.today() - interval '1 month')::date);
CREATE ROLE reader;
SELECT civic.grant_records('reader', 'uni');
ANALYZE;
SQL
my $subject = $node->safe_psql($db, "SELECT civic.find_subject('canary-id')");
my $lookup = $node->safe_psql($db, "SELECT encode(lookup, 'hex') FROM civic_private.subject WHERE subject_id = $subject");

# Which of what led to the subject a dump has, in clear or as bytes.
sub in_dump
{
	my ($dump) = PostgreSQL::Test::Utils::run_command([ 'pg_dumpall', '-d', $node->connstr('postgres') ]);

	like($dump, qr/^$subject\t/m, 'a dump was made, and it has the subject');
	return join(' ', grep { $dump =~ /\Q$_\E|\Q${\unpack('H*', $_)}\E/ } 'canary-id', 'canary-note', 'canary-reason', $lookup);
}

# How many files under a directory of the server have what leads to the subject, or a text about it.
sub in_files
{
	my ($directory, @bytes) = @_;
	my $n = 0;
	my $any = join('|', map { quotemeta } @bytes ? @bytes : (pack('H*', $lookup), 'canary-'));

	$node->safe_psql($db, 'CHECKPOINT');
	find(sub { $n++ if -f && PostgreSQL::Test::Utils::slurp_file($_) =~ /$any/ }, $node->data_dir . "/$directory");
	return $n;
}

# Does what the report says.
sub rewrite
{
	my $fixes = "SELECT DISTINCT fix FROM civic.exposure_report() WHERE check_id = 'dead_rows' ORDER BY 1";

	$node->safe_psql($db, $_) foreach split(/\n/, $node->safe_psql($db, $fixes));
	return;
}

my $reported = "SELECT count(*) FROM civic.exposure_report() WHERE check_id = 'dead_rows'";

is(in_dump(), "canary-id canary-note canary-reason $lookup", 'before, dumps have all of it');
cmp_ok(in_files('base', pack('H*', $lookup)), '>', 0, 'and so do the files');
cmp_ok(in_files('base', 'canary-'), '>', 0, 'texts as well');
cmp_ok(in_files('pg_wal'), '>', 0, 'and the WAL');

my ($old_dump) = PostgreSQL::Test::Utils::run_command([ 'pg_dump', '-d', $node->connstr($db) ]);
$node->backup('before');
my $resume = 'SELECT count(*) FROM civic.resume_after_migration';

is(sqlstate($node, $db, "$resume()"), '00000', 'where it began, there is nothing to repeat');
$node->safe_psql($db, "SELECT civic.erase_subject('canary-id', 'law')");
is(in_dump(), '', 'afterwards, no dump has any');
cmp_ok(in_files('base', pack('H*', $lookup)), '>', 0, 'the files still have it');
is($node->safe_psql($db, $reported), 5, 'which is reported');
$node->safe_psql($db, 'VACUUM');
cmp_ok(in_files('base'), '>', 0, 'also after a plain vacuum');
is($node->safe_psql($db, $reported), 5, 'after which it is still reported');
rewrite();
is(in_files('base', pack('H*', $lookup)), 0, 'after what the report says, no file has what the id was looked up by');
is(in_files('base', 'canary-'), 0, 'nor any text');
is($node->safe_psql($db, $reported), 0, 'and it is reported no more');

# a rewriting vacuum keeps rows that somebody's snapshot may still see
my $older = $node->background_psql($db);
$older->query_safe('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
$node->safe_psql($db, "SELECT civic.erase_subject('resident 20', 'law')");
rewrite();
is($node->safe_psql($db, $reported), 5, 'rewritten under the eyes of an older snapshot, it is reported again');
$older->quit;
rewrite();
is($node->safe_psql($db, $reported), 0, 'and no more once that is gone');

# the WAL of before goes as it expires, and what comes after has nothing of it
$node->append_conf('postgresql.conf', 'wal_keep_size = 0');
$node->reload;
$node->safe_psql($db, 'SELECT pg_switch_wal()');
$node->safe_psql($db, 'CHECKPOINT');
is(in_files('pg_wal'), 0, 'WAL that has expired is gone');
$node->safe_psql($db, <<SQL);
SELECT civic.enroll('resident new', 'resident', 'town'), civic.withdraw_consent(civic.find_subject('resident 7'), 'another reason');
UPDATE civic_private.subject SET attributes = attributes WHERE subject_id = $subject;
SQL
is(in_files('pg_wal', 'another reason') > 0, 1, 'later WAL has what was written then');
is(in_files('pg_wal'), 0, 'and nothing of who was erased, though it has whole pages');
is(in_files('.'), 0, 'nor has any other file of the server');
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/canary-|\Q$lookup\E/, 'nor has its log');

# ---------------------------------------------------------------------------
# an old dump, and an old base backup

my $list = $node->safe_psql($db, "SELECT coalesce(jsonb_agg(e), '[]') FROM civic.erasures_since('-infinity') e");
my $unresumed = "SELECT count(*) FROM civic.exposure_report() WHERE check_id = 'unresumed'";
my $reading = 'SET SESSION AUTHORIZATION reader; SELECT';
my $records = $node->safe_psql($db, "$reading * FROM civic.uni_score");
my $found = "SELECT civic.find_subject('canary-id') = $subject";

sub resumes
{
	my ($where, $name, $from) = @_;

	is($where->safe_psql($name, $found), 't', "$from knows who was erased since");
	is($where->safe_psql($name, $unresumed), 1, '... which is reported');
	is(sqlstate($where, $name, "$resume()"), '55000', '... and it does not resume untold');
	foreach my $wrong ('{}', '[1]', '[{"cause": "law"}]', '[{"subject_id": 1.5, "cause": "law"}]', '[{"subject_id": 1, "cause": "x"}]')
	{
		is(sqlstate($where, $name, "$resume('$wrong')"), '22023', "... nor told $wrong");
	}
	is(sqlstate($where, $name, "$resume('[{\"subject_id\": 1}]')"), '22004', '... nor without a cause');
	is($where->safe_psql($name, $found), 't', '... and nothing has changed');
	is($where->safe_psql($name, "$reading count(*) FROM civic.uni_score"), 19, '... and the reader of its records reads them');
	is(sqlstate($where, $name, "$resume('$list')"), '00000', '... told, it resumes');
	is($where->safe_psql($name, "$reading * FROM civic.uni_score"), $records, '... with the records of those who are left');
	is(sqlstate($where, $name, 'SELECT * FROM civic_private.sealed_uni_score', before => 'SET SESSION AUTHORIZATION reader;'), '42501', '... and the store is closed');
	is($where->safe_psql($name, "SELECT civic.find_subject('canary-id') IS NULL"), 't', '... and has forgotten');
	is($where->safe_psql($name, 'SELECT repeated FROM civic_private.resumption ORDER BY resumption_id DESC LIMIT 1'), 2, '... both of them');
	is($where->safe_psql($name, $unresumed), 0, '... which is reported no more');
	is(sqlstate($where, $name, "$resume()"), '00000', '... and asked again, it has nothing to repeat');
	is($where->safe_psql($name, 'SELECT count(*) FROM civic.check_programme() WHERE NOT holds'), 0, '... and is whole');
	return;
}

is(restore_dump($node, 'restored', $old_dump), '', 'an old dump is restored');
resumes($node, 'restored', 'a dump');
my $second = PostgreSQL::Test::Cluster->new('second');
$second->init_from_backup($node, 'before', has_streaming => 1);
$second->start;
is($second->safe_psql($db, $unresumed), 0, 'a standby has not to resume');
$node->stop('fast');
$second->promote;
$second->poll_query_until($db, 'SELECT NOT pg_is_in_recovery()');
is($second->safe_psql($db, $unresumed), 1, 'once it is promoted, it has');
$second->stop('fast');
done_testing();
