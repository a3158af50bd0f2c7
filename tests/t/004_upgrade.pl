# The layout of a programme has a version. On a current one upgrade_programme()
# has nothing to do; on any other, and where there is no programme, every
# function that needs the tables says so with 55000 and the way out.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'layout';
my $node = new_server('main');
new_programme($node, $db, 2);
my $state = $node->safe_psql($db, <<'SQL');
SELECT civic.record(civic.find_subject('resident 1'), 'help', 1, '2021-01-01', 'a');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('resident 1', 'help', 1, '2021-01-01', 'b');
CREATE TABLE public.state AS SELECT civic.score_collect(civic.today(), e.subject_id, e.entry_id, e.rule_id, e.kind,
	e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id) AS state FROM civic_private.entry e;
SELECT subject_id FROM civic_private.entry
SQL
my ($entry, $subject) = split /\n/, $state;
my $pack = pack_sql(version => '2');

my %calls = (
	'today' => 'SELECT civic.today()',
	'define_area' => "SELECT civic.define_area('town.x', 'x', 'x')",
	'define_source' => "SELECT civic.define_source('x', 'x', 'x')",
	'enroll' => "SELECT civic.enroll('newcomer', 'resident', 'town')",
	'find_subject' => "SELECT civic.find_subject('resident 1')",
	'move' => "SELECT civic.relocate($subject, 'town')",
	'withdraw' => "SELECT civic.withdraw_consent($subject, 'x')",
	'consent' => "SELECT civic.give_consent($subject)",
	'load_policy' => "SELECT civic.load_policy($pack)",
	'enact_policy' => 'SELECT civic.enact_policy(1, civic.today(), cascade => false)',
	'policy_document' => 'SELECT civic.policy_document(1)',
	'policy_document, resolved' => 'SELECT civic.policy_document(1, true)',
	'policy_diff' => 'SELECT * FROM civic.policy_diff(1, 1)',
	'policy_in_force' => "SELECT civic.policy_in_force('town')",
	'record' => "SELECT civic.record($subject, 'help', 1, '2021-01-01', 'c')",
	'reverse' => "SELECT civic.reverse($subject, $entry, 'x')",
	'post_inbox' => 'CALL civic.post_inbox()',
	'retry_inbox' => 'SELECT civic.retry_inbox()',
	'score' => "SELECT civic.score($subject)",
	'explain' => "SELECT * FROM civic.explain($subject)",
	'scores' => 'SELECT * FROM civic.scores()',
	'entry_points' => "SELECT * FROM civic.entry_points($subject)",
	'score_value' => 'SELECT civic.score_value(state) FROM public.state',
	'score_value under a policy' => 'SELECT civic.score_value(state, 1) FROM public.state',
	'score_collect' => "SELECT civic.score_collect('2024-01-01', 1, 1, 1, 1::smallint, 100, '2021-01-01', '2021-01-01', NULL)",
	'grant_access' => "SELECT civic.grant_access('postgres', 'auditor')",
	'revoke_access' => "SELECT civic.revoke_access('postgres', 'auditor')",
	'upgrade_programme' => 'SELECT civic.upgrade_programme()');
my @names = sort keys %calls;

my $version = $node->safe_psql($db, 'SELECT civic.upgrade_programme()');
like($version, qr/^[1-9]\d*$/, 'upgrade_programme() returns the layout version');
is($node->safe_psql($db, 'SELECT civic.upgrade_programme()'), $version, '... again and again');
is($node->safe_psql($db, 'SELECT layout_version FROM civic_private.programme'), $version, '... as the programme has it');

my $ledger = 'SELECT count(*), md5(string_agg(e::text, $$|$$ ORDER BY entry_id)) FROM civic_private.entry e';
my $before = $node->safe_psql($db, $ledger);

foreach my $tampered (0, -1, $version + 1)
{
	$node->safe_psql($db, "UPDATE civic_private.programme SET layout_version = $tampered");
	# in fresh sessions, and so that no call benefits from what another looked up
	foreach my $name (@names)
	{
		my ($ret, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$calls{$name};", on_error_stop => 0);
		like($err, qr/ERROR:  55000: /, "layout $tampered: $name fails with 55000");
		like($err, qr/^HINT:  \S/m, "layout $tampered: ... and says what to do");
	}
	is($node->safe_psql($db, $ledger), $before, "layout $tampered: the ledger is untouched");
}

# A session that looked before the layout changed looks again.
$node->safe_psql($db, "UPDATE civic_private.programme SET layout_version = $version");
my $session = $node->background_psql($db, on_error_stop => 0);
$session->query_safe("SELECT civic.score($subject)");
$node->safe_psql($db, 'UPDATE civic_private.programme SET layout_version = 0');
$session->query("SELECT civic.score($subject)");
is($session->query('\echo :LAST_ERROR_SQLSTATE'), '55000', 'an open session notices a change of layout');
$session->{stderr} = '';
$node->safe_psql($db, "UPDATE civic_private.programme SET layout_version = $version");
is($session->query("SELECT civic.score($subject)"), '1002.00', '... and goes on when it is right again');
$session->quit;

my @states = sqlstates($node, $db, [ map { "BEGIN; $calls{$_}; ROLLBACK" } grep { !/enact|retry|post/ } @names ]);
is(scalar(grep { $_ ne '00000' } @states), 0, 'with the right layout the same calls work')
  or diag(join(' ', @states));

# without a programme
$node->safe_psql('postgres', 'CREATE DATABASE bare TEMPLATE template0');
$node->safe_psql('bare', 'CREATE EXTENSION civic_credit CASCADE');
foreach my $name (grep { !/state|score_value/ } @names)
{
	my ($ret, $out, $err) = $node->psql('bare', "\\set VERBOSITY verbose\n$calls{$name};", on_error_stop => 0);
	# the inbox belongs to the programme, and who asks for it by SQL gets the server's own answer
	like($err, qr/ERROR:  55000: /, "no programme: $name fails with 55000");
	like($err, qr/^HINT:  .*create_programme/m, "no programme: ... and names create_programme()");
}

# a database in another encoding
$node->safe_psql('postgres', "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
isnt(sqlstate($node, 'latin', "CREATE EXTENSION civic_credit CASCADE; SELECT civic.create_programme('town')"),
	'00000', 'a programme needs UTF8');
is($node->safe_psql('latin', "SELECT count(*) FROM pg_namespace WHERE nspname = 'civic_private'"), 0,
	'... and nothing is left behind');

# the extension leaves, and comes back to the programme that stayed
is(sqlstate($node, $db, 'DROP EXTENSION civic_credit'), '2BP01', 'DROP EXTENSION is refused while there is a programme');
my $scores = $node->safe_psql($db, 'SELECT * FROM civic.scores() ORDER BY 1');
my $rows = 'SELECT count(*), md5(string_agg(e::text, $$|$$ ORDER BY entry_id)) FROM civic_private.entry e';
$before = $node->safe_psql($db, $rows);
$node->safe_psql($db, 'DROP EXTENSION civic_credit CASCADE');
is($node->safe_psql($db, $rows), $before, 'DROP EXTENSION CASCADE leaves the ledger');
my ($ret, $out, $err) = $node->psql($db, 'CREATE EXTENSION civic_credit');
like($err, qr/WARNING.*HINT.*upgrade_programme/s, 'CREATE EXTENSION finds it and says what to do');
is($node->safe_psql($db, 'SELECT civic.upgrade_programme()'), $version, 'upgrade_programme() takes it up again');
is($node->safe_psql($db, $rows), $before, '... with its rows as they were');
is($node->safe_psql($db, 'SELECT * FROM civic.scores() ORDER BY 1'), $scores, '... and its scores');
is(sqlstate($node, $db, $_), '23001', "... guarded: $_")
  foreach ('UPDATE civic_private.entry SET quantity = 1', 'DELETE FROM civic_private.consent', 'TRUNCATE civic_private.policy CASCADE');
cmp_ok($node->safe_psql($db, "SELECT civic.record($subject, 'help', 1, '2021-01-01', 'after')"), '>', $entry, '... and ready for more');
is($node->safe_psql($db, "SELECT e.xact IS NOT NULL AND e.recorded_at IS NOT NULL AND l.actor = current_user AND l.login = session_user FROM civic_private.entry e JOIN civic.ledger l USING (subject_id, entry_id) WHERE e.source_ref = 'after'"),
	't', '... with its stamps');
is($node->safe_psql($db, 'CALL civic.post_inbox()'), '1|0', '... from the inbox as well');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.ledger'), $node->safe_psql($db, 'SELECT count(*) FROM civic_private.entry'), '... and its views');

$node->stop;
done_testing();
