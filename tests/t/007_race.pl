# Many sessions post, record and reverse the same things at once. Whatever the
# interleaving: no deadlock, no error but the ones that are meant, one entry
# for each source_ref, and scores that are the fold of the ledger.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'race';
my $refs = 6_000;
my $residents = 40;

my $node = new_server('main');
new_programme($node, $db, $residents);

# Every thing is submitted three times, block by block as large as a batch and
# in three orders, so that postings that run at the same time hold the same
# source_refs and meet them from different ends.
sub submit
{
	my ($series) = @_;

	$node->safe_psql($db, <<SQL);
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % $residents, 'help', 1 + g % 3, date '2021-01-01' + g % 365, '$series ' || g
FROM generate_series(1, $refs) AS g, generate_series(1, 3) AS copy
ORDER BY (g - 1) / 500, copy, CASE copy WHEN 1 THEN g WHEN 2 THEN -g ELSE hashint4(g) END
SQL
	return;
}

# Runs the scripts at once and returns what they wrote to stderr.
sub race
{
	my (@scripts) = @_;
	my (@runs, @err);

	foreach my $i (0 .. $#scripts)
	{
		$err[$i] = '';
		push @runs,
		  IPC::Run::start([ $node->installed_command('psql'), '-XAtq', '-v', 'VERBOSITY=sqlstate',
				'-d', $node->connstr($db) ],
			'<', \$scripts[$i], '>', '/dev/null', '2>', \$err[$i]);
	}
	$_->finish foreach @runs;
	return join('', @err);
}

my $post = join('', map { "CALL civic.post_inbox(500);\n" } 1 .. 3);

submit('first');
my $errors = race(($post) x 4);
is($errors, '', 'four concurrent postings raise no error');
is($node->safe_psql($db, 'CALL civic.post_inbox()'), '0|0', '... and leave nothing to do');
is($node->safe_psql($db, <<'SQL'), "$refs|$refs|0", '... and post every thing once');
SELECT count(*), count(DISTINCT (subject_id, source_id, source_ref)), (SELECT count(*) FROM civic.inbox)
FROM civic_private.entry
SQL
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, '... and the scores are right');

# record() beside the postings, single entries and in reverse order
submit('second');
my $record = join('', map {
	my $g = $refs - 2 * $_;
	"SELECT civic.record(civic.find_subject('resident ' || 1 + $g % $residents), 'help', 1 + $g % 3,"
	  . " date '2021-01-01' + $g % 365, 'second $g');\n";
} 0 .. 1_500);
$errors = race($post, $post, $record, $record);
is($errors, '', 'postings and single entries of the same things raise no error');
is($node->safe_psql($db, 'CALL civic.post_inbox()'), '0|0', '... and leave nothing to do');
is($node->safe_psql($db, 'SELECT count(*), count(DISTINCT (subject_id, source_id, source_ref)) FROM civic_private.entry'),
	2 * $refs . '|' . 2 * $refs, '... and every thing is one entry');
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, '... and the scores are right');

# two sessions reverse the same entries, one up and one down
my @entries = split /\n/, $node->safe_psql($db,
	'SELECT subject_id || $$, $$ || entry_id FROM civic_private.entry ORDER BY entry_id LIMIT 800');
my @reverse = map { "SELECT civic.reverse($_, 'mistaken');\n" } @entries;
$errors = race(join('', @reverse), join('', reverse @reverse));
my @states = ($errors =~ /ERROR:\s+(\w+)/g);
is(scalar(@states), 800, 'of two reversals of one entry exactly one fails');
is(scalar(grep { $_ ne '55000' } @states), 0, '... and always because the other came first');
is($node->safe_psql($db, 'SELECT count(*), count(DISTINCT ref_entry_id) FROM civic_private.entry WHERE kind = 2'),
	'800|800', '... and each is reversed once');
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, '... and the scores are right');

# under the other isolation levels a conflict may be reported, and then it can be retried
foreach my $level ('repeatable read', 'serializable')
{
	my ($series) = $level =~ /^(\w+)/;

	submit($series);
	my $set = "SET default_transaction_isolation = '$level';\n";
	$errors = race(($set . $post) x 3);
	@states = ($errors =~ /ERROR:\s+(\w+)/g);
	is(scalar(grep { $_ ne '40001' } @states), 0, "$level: no error but serialization failures (" . @states . ')');
	$node->safe_psql($db, 'CALL civic.post_inbox()');
	is($node->safe_psql($db, <<SQL), "$refs|$refs|0", "$level: every thing is one entry");
SELECT count(*), count(DISTINCT (subject_id, source_id, source_ref)), (SELECT count(*) FROM civic.inbox)
FROM civic_private.entry WHERE source_ref LIKE '$series %'
SQL
}
is($node->safe_psql($db, 'SELECT public.wrong_scores()'), 0, 'the scores are right');

$node->stop;
done_testing();
