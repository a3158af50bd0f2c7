# Six writers at once, while their statements are cancelled, time out after five
# milliseconds, their sessions are ended and the server is killed. Afterwards
# everything that must hold of the programme holds, and work goes on.
#
# WRITERS_SECONDS says how long (90), WRITERS_SEED what happens when.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;
use Faults;
use Shop;

my $db = 'shop';
my $residents = 30;
my $seconds = $ENV{WRITERS_SECONDS} // 90;
my $seed = $ENV{WRITERS_SEED} // 7;
my $node = new_server('main');
my %done = map { $_ => 0 } qw(cancel terminate kill);

srand($seed);
note "WRITERS_SEED=$seed WRITERS_SECONDS=$seconds";
new_shop($node, $db, $residents);
$node->safe_psql($db, <<SQL);
SELECT civic.enact_policy(civic.load_policy(jsonb_set(d, '{policy,version}', '"2"') || jsonb_build_object(
  'rules', d -> 'rules' || jsonb '[{"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "service",
     "tariff": -5, "severity": "minor", "legal_basis": "Town Order 7"}]',
  'tiers', jsonb '[{"code": "low", "title": {"zh": "低", "en": "Low"}, "rank": 1, "promote_at": 0},
     {"code": "high", "title": {"zh": "高", "en": "High"}, "rank": 2, "promote_at": 120, "demote_below": 110}]')), civic.today())
FROM civic.policy_document(1) d;

-- a loss, its appeal, a step of the appeal
CREATE FUNCTION public.trouble(residents int) RETURNS void LANGUAGE plpgsql AS
\$\$
DECLARE
	me bigint := (SELECT id FROM public.who WHERE n = 1 + floor(random() * residents)::int);
	loss bigint := (SELECT e.entry_id FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id)
		WHERE e.subject_id = me AND e.kind = 1 AND r.code = 'litter' ORDER BY random() LIMIT 1);
	appeal bigint := (SELECT a.appeal_id FROM civic_private.appeal a WHERE a.subject_id = me AND a.open ORDER BY random() LIMIT 1);
BEGIN
	PERFORM public.attempt('trouble', CASE floor(random() * 7)::int
		WHEN 0 THEN format('SELECT civic.record(%s, ''litter'', 1, civic.today(), %L)', me, 'litter ' || random())
		WHEN 1 THEN format('SELECT civic.record(%s, ''litter'', 2, civic.today(), %L)', me, 'litter ' || random())
		WHEN 2 THEN format('SELECT civic.file_appeal(%s, %L, ''it was not me'')', me, loss)
		WHEN 3 THEN format('SELECT civic.mark_disputed(%s, %L)', me, appeal)
		WHEN 4 THEN format('SELECT civic.forward_appeal(%s, %L)', me, appeal)
		WHEN 5 THEN format('SELECT civic.withdraw_appeal(%s, %L)', me, appeal)
		ELSE format('SELECT civic.reverse(%s, %L, ''a mistake'')', me, loss) END);
END
\$\$;
SQL

my @scripts = (
	('SELECT public.anything(30);') x 2,
	"SET statement_timeout = '5ms'; SELECT public.anything(30);",
	'SELECT public.trouble(30);',
	"INSERT INTO civic.inbox (external_id, source, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + floor(random() * 30)::int, 'office', 'help', 1, '2021-05-05', 'inbox ' || random() FROM generate_series(1, 20);
CALL civic.post_inbox(7);",
	"CALL civic.settle(batch => 7);");

sub start_writer
{
	my ($script) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . '/' . length($script) . '.sql';

	append_to_file($file, "$script\n" x 100) if !-e $file;
	return IPC::Run::start([ 'psql', '-XAtq', '-d', $node->connstr($db) . ' application_name=writer', '-f', $file ],
		'<', '/dev/null', '>', '/dev/null', '2>', '/dev/null');
}

# What happens to one of the writers now.
sub disturb
{
	my $what = rand() < 0.03 ? 'kill' : rand() < 0.2 ? 'terminate' : 'cancel';
	my $call = { cancel => 'pg_cancel_backend(pid)', terminate => 'pg_terminate_backend(pid)', kill => 'pid' }->{$what};
	my ($ret, $answer) = $node->psql('postgres', "SELECT $call FROM pg_stat_activity WHERE application_name = 'writer' ORDER BY random() LIMIT 1");

	return if $ret != 0 || $answer eq '';
	kill('KILL', $answer) if $what eq 'kill';
	$done{$what}++;
	return;
}

my @writers = map { start_writer($_) } @scripts;
my $end = time + $seconds;
while (time < $end)
{
	for my $i (0 .. $#writers)
	{
		next if $writers[$i]->pumpable;
		eval { $writers[$i]->finish };
		$writers[$i] = start_writer($scripts[$i]);
	}
	disturb();
	select(undef, undef, undef, 0.1);
}
# those who still write end when the server goes down for the last time
$node->stop('immediate');
foreach my $writer (@writers) { eval { $writer->finish }; }
$node->start;

note join(', ', map { "$_: $done{$_}" } sort keys %done);
cmp_ok($done{$_}, '>', 0, "there were some: $_") foreach sort keys %done;
is(problems($node, $db), '', 'the programme is as it must be');
audit($node, $db, 'wallets, stocks and redemptions agree');
is($node->safe_psql($db, "SELECT string_agg(DISTINCT state, ' ') FROM public.outcome WHERE state LIKE 'XX%'"), '', 'no call met an internal error');
unlike(slurp_file($node->logfile), qr/XX000|PANIC/, 'nor did the server');
cmp_ok($node->safe_psql($db, "SELECT count(*) FROM public.outcome WHERE state = '00000'"), '>', 100, 'many calls went through');

# and work goes on
$node->safe_psql($db, 'CALL civic.post_inbox()');
$node->safe_psql($db, 'CALL civic.settle()');
is($node->safe_psql($db, 'SELECT count(*) FROM civic.scores() s JOIN civic.standings t USING (subject_id) WHERE s.score IS DISTINCT FROM t.score'),
	'0', 'a settlement brings every standing to its score');
is(problems($node, $db), '', 'the programme is as it must be');

$node->stop;
done_testing();
