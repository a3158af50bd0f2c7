# Many clients at one wallet, one stock, one request id, at every isolation
# level; calls at random, and servers that are killed in the middle of them.
# Afterwards everything agrees with everything.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use IPC::Run;
use Test::More;
use Civic;
use Shop;

my $db = 'shop';
my $customers = 200;

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ]);
# At SERIALIZABLE each of 200 clients may depend on each other: 39 800 conflicts.
# The server has room for 50 a connection, and ends with 53200 beyond.
$node->append_conf('postgresql.conf', <<'CONF');
restart_after_crash = on
autovacuum = off
max_connections = 1000
shared_buffers = 128MB
log_line_prefix = '%m [%p] %e '
CONF
$node->start;
new_shop($node, $db, $customers);

sub outcomes
{
	my ($what) = @_;

	return $node->safe_psql($db, "SELECT state, count(*) FROM public.outcome WHERE what = '$what' GROUP BY 1 ORDER BY 1") =~ s/\n/ /gr;
}

# what ended with none of these states, and how
sub others
{
	my ($what, @states) = @_;
	my $expected = join(', ', map { "'$_'" } @states);

	return $node->safe_psql($db, <<SQL);
SELECT what, state, answer, count(*) FROM public.outcome
WHERE what LIKE '$what' AND NOT state LIKE ANY (ARRAY[$expected]) GROUP BY 1, 2, 3
SQL
}

# everybody has a hundred coupons at the beginning of each level
sub fill
{
	my ($round) = @_;

	$node->safe_psql($db, <<SQL);
SELECT civic.record(w.id, 'help', 100 - (civic.wallet(w.id)).available, '2021-05-05', 'fill $round') FROM public.who w
WHERE (civic.wallet(w.id)).available < 100;
SQL
	return;
}

my $round = 0;
foreach my $level ('read committed', 'repeatable read', 'serializable')
{
	# not among those that call at random, and each only once
	my $me = 50 + $round;

	fill(++$round);
	storm($node, $db, $level, 20,
		"SELECT public.attempt('wallet $round', format('SELECT civic.redeem(%s, ''prize'', 1, ''prize $round %s'')', id, :client_id)) FROM public.who WHERE n = $me;\n",
		'-t', 1)->finish;
	is(outcomes("wallet $round"), '00000|1 RW010|19', "$level: 20 clients redeem 100 from a wallet of 100: one does, 19 are refused");
	is($node->safe_psql($db, "SELECT available FROM public.who, civic.wallet(id) WHERE n = $me"), '0.00', '... and nothing is left');

	$me += 10;
	storm($node, $db, $level, 10,
		"SELECT public.attempt('retry $round', format('SELECT civic.redeem(%s, ''prize'', 1, ''same $round'')', id)) FROM public.who WHERE n = $me;\n",
		'-t', 1)->finish;
	is(outcomes("retry $round"), '00000|10', "$level: one request id from 10 clients: ten answers");
	is($node->safe_psql($db, "SELECT count(DISTINCT answer) FROM public.outcome WHERE what = 'retry $round'"), 1, '... that are equal');
	is($node->safe_psql($db, "SELECT count(*) FROM civic.redemptions WHERE request_id = 'same $round'"), 1, '... and one redemption');

	$me += 10;
	storm($node, $db, $level, 20,
		"SELECT public.attempt('gift $round', format('SELECT civic.gift(%s, %s, 100, ''gift $round %s'')', w.id, v.id, :client_id)) FROM public.who w, public.who v WHERE w.n = $me AND v.n = 100 + :client_id;\n",
		'-t', 1)->finish;
	is(outcomes("gift $round"), '00000|1 RW010|19', "$level: 20 gifts of 100 from a wallet of 100: one is given");

	storm($node, $db, $level, $customers,
		"SELECT public.attempt('stock $round', format('SELECT civic.redeem(%s, ''rare'', 1, ''rare $round'')', id)) FROM public.who WHERE n = 1 + :client_id;\n",
		'-t', 1)->finish;
	# the three wallets that were emptied above may be told so instead
	like(outcomes("stock $round"), qr/^00000\|50 /, "$level: a stock of 50 under $customers clients: exactly 50");
	is($node->safe_psql($db, "SELECT count(*) FROM public.outcome WHERE what = 'stock $round' AND state IN ('RW010', 'RW011')"),
		$customers - 50, '... and the others are told why not');
	is(others("stock $round", '00000', 'RW010', 'RW011'), '', '... and no call ends otherwise');
	audit($node, $db, '... and everything agrees');

	storm($node, $db, $level, 8, "SELECT public.anything(6);\n", '-t', 120)->finish;
	note("$level: ", outcomes('anything'));
	cmp_ok($node->safe_psql($db, "SELECT count(*) FROM public.outcome WHERE what = 'anything' AND state = '00000'"), '>', 50,
		"$level: calls at random, 8 clients");
	is(others('%', '00000', 'RW0%', '22004', '22023', '23505', '42704', '55000'), '', '... end well or are refused');
	audit($node, $db, '... and everything agrees');
	# goods come back for the next level
	$node->safe_psql($db, <<SQL);
DELETE FROM public.outcome WHERE what = 'anything';
SELECT civic.release_redemption(subject_id, redemption_id) FROM civic.redemptions WHERE state = 'held';
SELECT civic.cancel_redemption(subject_id, redemption_id, 'next round') FROM civic.redemptions WHERE state IN ('redeemed', 'confirmed');
SQL
}
is(() = slurp_file($node->logfile) =~ / 40P01 /g, 0, 'nobody ever waited in a circle');

# killed in the middle, again and again: nothing is half done
foreach my $how (1 .. 4)
{
	my $run = storm($node, $db, 'read committed', 8, "SELECT public.anything(6);\n", '-T', 20);
	my $before = $node->safe_psql($db, 'SELECT count(*) FROM civic_private.coupon');

	$node->poll_query_until($db, "SELECT count(*) > $before + 40 FROM civic_private.coupon");
	if ($how < 4)
	{
		my $pid = $node->safe_psql($db, "SELECT pid FROM pg_stat_activity WHERE datname = '$db' AND query LIKE '%anything%' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1");
		kill 'KILL', $pid;
		eval { $run->finish };
		ok(settle_down($node, $db), "the server recovers from the death of a backend ($how)");
	}
	else
	{
		$node->stop('immediate');
		eval { $run->finish };
		$node->start;
	}
	cmp_ok($node->safe_psql($db, 'SELECT count(*) FROM civic_private.coupon'), '>', $before, 'what was committed is there');
	audit($node, $db, '... and everything agrees');
}

$node->stop;
done_testing();
