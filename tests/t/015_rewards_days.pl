# A shop over fifty days: coupons expire, reservations time out, days past stay
# as they were. The server is made to believe that the days go by.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;
use Shop;

my $db = 'shop';
my $node = travelling_server('main', '2024-01-20');

new_shop($node, $db, 12);

sub wallet
{
	my ($n, $as_of) = @_;

	return $node->safe_psql($db, "SELECT w.* FROM public.who, civic.wallet(id" . ($as_of ? ", '$as_of'" : '') . ") w WHERE n = $n");
}

sub call
{
	my ($n, $call) = @_;

	return $node->safe_psql($db, "SELECT $call FROM public.who WHERE n = $n");
}

# by hand: 4 that end with the month, 7 that last three days, 5 for good
call(1, "civic.record(id, 'month', 4, '2024-01-02', 'm')");
call(1, "civic.record(id, 'fair', 7, '2024-01-02', 'f')");
call(1, "civic.record(id, 'help', 5, '2024-01-02', 'h')");
is(wallet(1), '16.00|0.00|0.00|16.00', 'the day they are earned');
is($node->safe_psql($db, "SELECT e.* FROM public.who, civic.expiring(id) e WHERE n = 1"), "2024-01-22|7.00|1\n2024-01-31|4.00|1", 'what will expire');
is(wallet(1, '2024-01-22'), '16.00|0.00|0.00|16.00', 'the last day of the first, foreseen');
is(wallet(1, '2024-01-23'), '9.00|0.00|0.00|9.00', 'and the day after');

travel('2024-01-22');
my $soap = call(1, "(civic.redeem(id, 'soap', 1, 'soap')).redemption_id");
is(wallet(1), '13.00|0.00|0.00|13.00', 'three are spent, of those that expire first');
travel('2024-01-23');
is(wallet(1), '9.00|0.00|0.00|9.00', 'the rest of them has expired');
is(call(1, "civic.cancel_redemption(id, $soap, 'returned')"), '9.00', 'what comes back to an expired lot has expired with it');
is(wallet(1, '2024-01-22'), '13.00|0.00|0.00|13.00', 'yesterday stays as it was');

my $held = call(1, "(civic.reserve(id, 'soap', 2, 'held')).redemption_id");
is(wallet(1), '9.00|0.00|6.00|3.00', 'six are held');
is($node->safe_psql($db, "SELECT state FROM civic.redemptions WHERE redemption_id = $held"), 'held', 'so it says');
travel('2024-01-24');
is(wallet(1), '9.00|0.00|0.00|9.00', 'and free again the next day, though nobody wrote it down');
is(wallet(1, '2024-01-23'), '9.00|0.00|0.00|9.00', '... since they were so by the end of that day');
is($node->safe_psql($db, "SELECT state FROM civic.redemptions WHERE redemption_id = $held"), 'timed_out', '... and so says the view');
is(sqlstate($node, $db, "SELECT civic.confirm_redemption(id, $held) FROM public.who WHERE n = 1"), 'RW020', '... and so hears who confirms too late');
is($node->safe_psql($db, "SELECT civic_internal.rewards_daily_30(civic.today())"), 1, 'settlement writes it down');
is($node->safe_psql($db, "SELECT state, on_day FROM civic_private.redemption_move WHERE redemption_id = $held"), 'timed_out|2024-01-23', '... for the day on which it happened');
is(wallet(1, '2024-01-23'), '9.00|0.00|0.00|9.00', '... which changes nothing');

travel('2024-01-31');
my $late = call(1, "(civic.reserve(id, 'soap', 1, 'late')).redemption_id");
is(call(1, "civic.confirm_redemption(id, $late)"), '6.00', 'the last of the month');
travel('2024-02-01');
is(wallet(1), '5.00|0.00|0.00|5.00', 'with it one has expired, five are for good');
is($node->safe_psql($db, "SELECT kind, move, change FROM public.who, civic.coupon_history(id) WHERE n = 1 AND move = 'expired' ORDER BY on_day"),
	"expired|expired|-7.00\nexpired|expired|-1.00", 'the history says what has expired');
is($node->safe_psql($db, "SELECT on_day, change FROM public.who, civic.coupon_history(id) h WHERE n = 1 AND redemption_id = $soap ORDER BY seq"),
	"2024-01-22|-3.00\n2024-01-23|3.00", '... and what a redemption drew');

# a limit of the month, a stock that time-outs give back
audit($node, $db, 'so far everything agrees');

# calls at random for a month and a half; each day is remembered, and looked at again at the end
$node->safe_psql($db, "CREATE TABLE public.remembered AS SELECT id, civic.today() AS day, w.* FROM public.who, civic.wallet(id) w LIMIT 0");
foreach my $day (2 .. 47)
{
	travel($day < 30 ? sprintf('2024-02-%02d', $day) : sprintf('2024-03-%02d', $day - 29));
	$node->safe_psql($db, "SELECT count(public.anything(11)) FROM generate_series(1, 40)");
	# one who is left alone otherwise runs into debt, and repays it later
	if ($day % 10 == 3)
	{
		my $entry = call(12, "civic.record(id, 'help', 3, '2024-01-02', 'day $day')");
		call(12, "civic.redeem(id, 'soap', 1, 'day $day')");
		call(12, "civic.reverse(id, $entry, 'a mistake')");
	}
	call(12, "civic.record(id, 'help', 4, '2024-01-02', 'repays $day')") if $day % 10 == 6;
	$node->safe_psql($db, "CALL civic.settle()") if $day % 3 == 0;
	# the day as it ends: what is held now is free by midnight
	$node->safe_psql($db, <<SQL);
INSERT INTO public.remembered
SELECT id, civic.today(), w.balance, w.debt, 0, w.balance FROM public.who, reference.wallet(id, civic.today(), 'infinity') w;
SQL
	audit($node, $db, "day $day") if $day % 5 == 0;
}
travel('2024-04-01');
cmp_ok($node->safe_psql($db, "SELECT count(*) FROM civic_private.redemption_move WHERE state = 'timed_out'"), '>', 10, 'reservations have timed out');
cmp_ok($node->safe_psql($db, "SELECT count(*) FROM public.who, civic.wallet_moves(id) WHERE move = 'expired'"), '>', 10, 'lots have expired');
cmp_ok($node->safe_psql($db, "SELECT count(*) FROM public.remembered WHERE debt > 0"), '>', 5, 'there were debts');
is($node->safe_psql($db, <<SQL), '', 'every day of the past is as it was');
SELECT r.id, r.day, r.balance, w.balance, r.debt, w.debt FROM public.remembered r, civic.wallet(r.id, r.day) w
WHERE (r.balance, r.debt, r.held, r.available) IS DISTINCT FROM (w.balance, w.debt, w.held, w.available) LIMIT 5
SQL
audit($node, $db, 'and everything agrees');

# a clock that is put back: what was spent on days to come is spent
call(1, "civic.record(id, 'help', 20, '2024-03-01', 'before the clock goes back')");
call(1, "civic.redeem(id, 'soap', 2, 'before the clock goes back')");
travel('2024-03-20');
my $left = sprintf('%.2f', (split /\|/, wallet(1))[3] - 3);
is(call(1, "(civic.redeem(id, 'soap', 1, 'in the past')).available"), $left, 'when the clock is put back, who redeems finds what the wallet says');
is((split /\|/, wallet(1))[3], $left, '... also afterwards');
is($node->safe_psql($db, <<SQL), 't', '... and the list of benefits');
SELECT b.redeemable = (w.available >= b.cost)
FROM public.who, civic.benefits(id) b, civic.wallet(id) w WHERE n = 1 AND b.benefit = 'soap'
SQL

$node->stop('immediate');
done_testing();
