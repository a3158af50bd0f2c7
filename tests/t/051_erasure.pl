# After an erasure: no dump leads from the external id to the subject, whoever
# has the vault key; and once its tables were rewritten, no file of a table does.

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
my $node = new_server('main');

new_programme($node, $db, 20);
$node->safe_psql($db, <<'SQL');
SELECT civic.enroll('canary-id', 'resident', 'town', '{"note": "canary-note"}');
SELECT civic.withdraw_consent(civic.find_subject('canary-id'), 'canary-reason');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('canary-id', 'nosuch', 1, '2021-04-04', 'i');
CALL civic.post_inbox();
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

# How many files of tables and indexes have the bytes.
sub in_files
{
	my ($bytes) = @_;
	my $n = 0;

	$node->safe_psql($db, 'CHECKPOINT');
	find(sub { $n++ if -f && PostgreSQL::Test::Utils::slurp_file($_) =~ /\Q$bytes\E/ }, $node->data_dir . '/base');
	return $n;
}

is(in_dump(), "canary-id canary-note canary-reason $lookup", 'before, dumps have all of it');
cmp_ok(in_files(pack('H*', $lookup)), '>', 0, 'and so do the files');
cmp_ok(in_files('canary-'), '>', 0, 'texts as well');

$node->safe_psql($db, "SELECT civic.erase_subject('canary-id', 'law')");
is(in_dump(), '', 'afterwards, no dump has any');
is($node->safe_psql($db, "SELECT count(*) FROM civic.exposure_report() WHERE check_id = 'dead_rows'"), 4,
	'that files still have it is reported');
foreach my $line (split(/\n/, $node->safe_psql($db, "SELECT DISTINCT fix FROM civic.exposure_report() WHERE check_id = 'dead_rows' ORDER BY 1")))
{
	$node->safe_psql($db, $line);
}
is(in_files(pack('H*', $lookup)), 0, 'after what the report says, no file has what the id was looked up by');
is(in_files('canary-'), 0, 'nor any text');
is($node->safe_psql($db, "SELECT count(*) FROM civic.exposure_report() WHERE check_id = 'dead_rows'"), 0, 'and it is reported no more');

$node->stop('fast');
done_testing();
