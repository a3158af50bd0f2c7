# Closed days, on a server that travels in time: a day closes when its last writer has finished, and what
# was known by a closed day never changes.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $node = travelling_server('main', '2026-01-01',
	conf => (pg_major() >= 18 ? "io_method = sync\n" : '') . "max_prepared_transactions = 2\n");
my $db = 'closing';
my $pack = pack_sql(version => '2', base => 100);

$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy($pack), '2025-12-01');
SELECT civic.enroll('resident 1', 'resident', 'town', since => '2025-11-01');
CALL civic.settle();
SQL
my $who = $node->safe_psql($db, "SELECT civic.find_subject('resident 1')");
my $closed = sub { $node->safe_psql($db, 'SELECT civic.settled_through()') };
my $record = sub { "SELECT civic.record($who, 'help', 1, '2026-01-01', '$_[0]')" };
my $score = sub { $node->safe_psql($db, "SELECT civic.score($who, '2026-01-01', '$_[0]')") };

is($closed->(), '2025-12-31', 'days before the programme began are closed');
$node->safe_psql($db, $record->('on the day'));

# two writers of the first day that are not over when it is; one is prepared
my $late = $node->background_psql($db);
$late->query_safe('BEGIN; ' . $record->('late commit'));
$node->safe_psql($db, 'BEGIN; ' . $record->('prepared') . "; PREPARE TRANSACTION 'waits'");
my $before = $score->('2026-01-01');

travel('2026-01-02');
my ($out, $err);
$node->psql($db, 'CALL civic.settle()', stdout => \$out, stderr => \$err);
like($err, qr/2026-01-01 stays open/, 'settlement says that the day stays open');
like($err, qr/Process \d+|Prepared transaction "waits"/, '... and who holds it');
is($closed->(), '2025-12-31', '... and does not close it');
is($node->safe_psql($db, "SELECT value FROM civic.health WHERE metric = 'days_open'"), 1, 'health counts it');

# a transaction of the first day that goes on writes on the second; its statement's day is one for all
$late->query_safe('SELECT set_config($$x.y$$, $$$$, false)');
is($late->query_safe("SELECT civic.today()"), '2026-01-02', 'a transaction over midnight lives on the day of its statement');
$late->query_safe($record->('after midnight'));
is($late->query_safe("SELECT civic.score($who) - civic.score($who, civic.today())"), '0.00', '... and record and score agree with it');
is($late->query_safe("SELECT effective_on FROM civic_private.entry WHERE source_ref = 'after midnight'"), '2026-01-02', '... also in the ledger');
$late->query_safe('COMMIT');

$node->safe_psql($db, "COMMIT PREPARED 'waits'");
$node->safe_psql($db, 'CALL civic.settle()');
is($closed->(), '2026-01-01', 'it closes with its last writer');
my $known = $score->('2026-01-01');
cmp_ok($known, '>', $before, 'what came in late counts on the day on which it was recorded');

# whatever comes now
$node->safe_psql($db, $record->('sheet of the day after'));
$node->safe_psql($db, "SELECT civic.reverse($who, (SELECT entry_id FROM civic_private.entry WHERE source_ref = 'late commit'), 'mistake')");
is($score->('2026-01-01'), $known, 'what was known by a closed day does not change');
cmp_ok($score->('2026-01-02'), '>', $known, '... what is known on the next one does');

# another database's transaction holds nothing open, nor does one that began after the end of the day
$node->safe_psql('postgres', 'CREATE TABLE other (n int)');
my $other = $node->background_psql('postgres');
$other->query_safe('BEGIN; INSERT INTO other VALUES (1)');
my $reader = $node->background_psql($db);
$reader->query_safe('BEGIN; SELECT count(*) FROM civic.scores()');
travel('2026-01-03');
$node->psql($db, 'CALL civic.settle()', stderr => \$err);
unlike($err, qr/stays open/, 'readers and other databases hold no day open');
is($closed->(), '2026-01-02', '... which closes at once');
travel('2026-01-06');
$node->safe_psql($db, 'CALL civic.settle()');
is($closed->(), '2026-01-05', 'days that were missed close together');
$_->quit foreach $late, $other, $reader;

done_testing();
