# What the tests of rewards share: a programme with a shop, calls at random,
# and an audit.
package Shop;

use strict;
use warnings;

use Exporter 'import';
use File::Basename;
use Test::More;

our @EXPORT = qw(new_shop storm audit);

my $reference = dirname(__FILE__) . '/../reference/wallet.sql';

# Extension, programme, a policy with benefits, residents 1 to N with a
# standing and the functions that the tests call.
sub new_shop
{
	my ($node, $db, $residents) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	$node->safe_psql($db, <<SQL);
SET client_min_messages = warning;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('shop');
\\ir $reference
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy(jsonb '{
 "policy": {"code": "shop", "title": {"zh": "店", "en": "shop"}, "area": "town", "version": "1", "base": 100, "gifts": true},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 1, "coupons": 1},
  {"code": "fair", "title": {"zh": "集市", "en": "fair"}, "dimension": "service", "tariff": 1, "coupons": 1, "coupons_expire": {"days": 3}},
  {"code": "month", "title": {"zh": "月", "en": "month"}, "dimension": "service", "tariff": 1, "coupons": 1, "coupons_expire": "month_end"},
  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1, "period": "lifetime", "cap_high": 30, "coupons": 1}],
 "benefits": [
  {"code": "prize", "title": {"zh": "奖", "en": "prize"}, "kind": "redemption", "cost": 100},
  {"code": "soap", "title": {"zh": "皂", "en": "soap"}, "kind": "redemption", "cost": 3},
  {"code": "rare", "title": {"zh": "稀", "en": "rare"}, "kind": "redemption", "cost": 1, "stock": 50},
  {"code": "few", "title": {"zh": "少", "en": "few"}, "kind": "redemption", "cost": 2, "stock": 5},
  {"code": "seat", "title": {"zh": "座", "en": "seat"}, "kind": "redemption", "cost": 0, "stock": 6}]
}'), '2020-01-01');
CREATE TABLE public.who AS
SELECT g AS n, civic.enroll('resident ' || g, 'resident', 'town', since => '2020-01-01') AS id FROM generate_series(1, $residents) AS g;
CREATE UNIQUE INDEX ON public.who (n);
CALL civic.settle();

-- what calls ended with
CREATE TABLE public.outcome (what text, state text, answer text);

-- One call; a refusal is written down with its message, what is to be retried
-- is raised.
CREATE FUNCTION public.attempt(what text, call text) RETURNS void LANGUAGE plpgsql AS
\$\$
DECLARE
	answer text;
BEGIN
	BEGIN
		EXECUTE call INTO answer;
		INSERT INTO public.outcome VALUES (what, '00000', answer);
	EXCEPTION WHEN serialization_failure OR deadlock_detected OR admin_shutdown OR crash_shutdown THEN
		RAISE;
	WHEN OTHERS THEN
		INSERT INTO public.outcome VALUES (what, SQLSTATE, SQLERRM);
	END;
END
\$\$;

-- Some call among the first residents.
CREATE FUNCTION public.anything(residents int) RETURNS void LANGUAGE plpgsql AS
\$\$
DECLARE
	mine int := 1 + floor(random() * residents)::int;
	yours int := 1 + floor(random() * residents)::int;
	me bigint := (SELECT id FROM public.who WHERE n = mine);
	you bigint := (SELECT id FROM public.who WHERE n = yours);
	benefit text := ('{soap,few,seat,rare}'::text[])[1 + floor(random() * 4)::int];
	request text := 'request ' || floor(random() * 1e9);
	redemption bigint := (SELECT r.redemption_id FROM civic_private.redemption r WHERE r.subject_id = me ORDER BY random() LIMIT 1);
	quantity int := 1 + floor(random() * 2)::int;
BEGIN
	PERFORM public.attempt('anything', CASE floor(random() * 18)::int
		WHEN 0 THEN format('SELECT civic.record(%s, ''help'', 5, ''2021-05-05'', %L)', me, request)
		WHEN 1 THEN format('SELECT civic.record(%s, ''fair'', 7, ''2021-05-05'', %L)', me, request)
		WHEN 2 THEN format('SELECT civic.record(%s, ''class'', 4, ''2021-05-05'', %L)', me, request)
		WHEN 3 THEN format('SELECT civic.record(%s, ''month'', 4, ''2021-05-05'', %L)', me, request)
		WHEN 4 THEN format('SELECT civic.reverse(%s, (SELECT e.entry_id FROM civic_private.entry e WHERE e.subject_id = %s AND e.kind = 1
			ORDER BY random() LIMIT 1), ''a mistake'')', me, me)
		WHEN 5 THEN 'SELECT civic_internal.rewards_daily_30(civic.today())'
		WHEN 6 THEN format('SELECT civic.confirm_redemption(%s, %L)', me, redemption)
		WHEN 7 THEN format('SELECT civic.confirm_redemption(%s, %L)', me, redemption)
		WHEN 8 THEN format('SELECT civic.release_redemption(%s, %L)', me, redemption)
		WHEN 9 THEN format('SELECT civic.cancel_redemption(%s, %L, ''a reason'')', me, redemption)
		WHEN 10 THEN format('SELECT civic.gift(%s, %s, 2.5, %L)', me, you, request)
		WHEN 11 THEN format('SELECT civic.gift(%s, %s, 1, %L)', me, you, request)
		WHEN 12 THEN format('SELECT civic.reserve(%s, %L, %s, %L)', me, benefit, quantity, request)
		WHEN 13 THEN format('SELECT civic.reserve(%s, %L, %s, %L)', me, benefit, quantity, request)
		ELSE format('SELECT civic.redeem(%s, %L, %s, %L)', me, benefit, quantity, request) END);
END
\$\$;
SQL
	return;
}

# N clients of pgbench at an isolation level, each running a script; what has
# to be retried is retried.
sub storm
{
	my ($node, $db, $level, $clients, $script, @options) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . '/script.sql';

	open(my $out, '>', $file) or die $!;
	print $out $script;
	close($out);
	local $ENV{PGOPTIONS} = "-c default_transaction_isolation=" . ($level =~ s/ /\\ /gr);
	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	my @command = ('pgbench', '-n', '-c', $clients, '-j', $clients < 4 ? $clients : 4, '--max-tries=10000', '-f', $file, @options, $db);
	return IPC::Run::start(\@command, '<', \undef, '>', \my $stdout, '2>', \my $stderr);
}

# Nothing that rewards keep twice may differ.
sub audit
{
	my ($node, $db, $name) = @_;

	is($node->safe_psql($db, 'SELECT fault FROM reference.reward_faults() LIMIT 5'), '', $name);
	return;
}

1;
