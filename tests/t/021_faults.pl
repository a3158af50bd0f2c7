# Every public function that writes fails at each statement within it: by an
# error, by a cancel, by a server that goes down. Nothing is half done, the
# session is as it was, and a retry gives what it would have given.
#
# The calls are the examples of the reference. FAULT_KILLS says at how many
# points the server goes down (40), FAULT_SEED at which; FAULT_KILLS=all takes
# them all, which takes hours. In a call of more than a hundred statements, every
# 97th of the rest fails, unless all are taken.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;
use Faults;
use Reference;

my $seed = $ENV{FAULT_SEED} // 20240630;
my $kills = $ENV{FAULT_KILLS} // 40;
my $stride = $kills eq 'all' ? 1 : 97;
my $node = travelling_server('main', first_day());
my $session;
# who acts, as statements; and whether a transaction is open
my (@identity, $in_transaction);
my %tried;
my ($points, $killed) = (0, 0);

# a procedure of this example has gone down on its way
my $in_parts;

srand($seed);
note "FAULT_SEED=$seed FAULT_KILLS=$kills";

# The statement with what psql holds in the variables that it names.
sub filled_in
{
	my ($sql) = @_;

	return $sql =~ s{('(?:[^']|'')*'|\$(\w*)\$.*?\$\2\$|::)|:([a-z_]+)}
		{ defined $1 ? $1 : talk($session, "\\echo :$3") =~ s/\n//r }gesr;
}

# Lets a statement fail at each statement within it. How many there are if it
# writes, else 0.
sub fail_everywhere
{
	my ($sql, $where) = @_;
	my $to_kill = 0;

	foreach my $action ('error', 'cancel')
	{
		my $answer = talk($session, <<SQL);
\\pset format unaligned
SELECT fault.keep_sequences();
SELECT 'tried', points, writes, problem FROM fault.try(\$try\$$sql\$try\$, '$action', $stride);
SELECT fault.restore_sequences();
\\pset format aligned
SQL
		my ($n, $writes, $problem) = ($answer // '') =~ /^tried\|(\d+)\|([tf])\|(.*)$/m;

		if (!defined $n || $problem ne '')
		{
			fail("$where, $action: " . ($problem // $answer // 'the session broke off'));
			diag(join '', grep { /FATAL|PANIC|signal/ } split /^/m, slurp_file($node->logfile)) if !defined $answer;
			return 0;
		}
		$points += $n;
		$to_kill = $n if $writes eq 't';
	}
	return $to_kill;
}

# A server that came back has another one.
sub checkpointer_sql { return "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'"; }

sub checkpointer { return $node->safe_psql('postgres', checkpointer_sql()); }

# The server goes down at the n-th statement within a statement, and comes back.
# A procedure that commits on its way may have done a part, so that numbers are
# in use which it has given out. What is run again may take fewer statements,
# since a session knows more then, and end before it comes to the n-th. True if
# the server went down.
sub kill_at
{
	my ($sql, $n, $where) = @_;
	my $variables = talk($session, '\set');
	my $old = checkpointer();
	my $answer;

	talk($session, 'SELECT fault.keep_sequences() \g /dev/null');
	my ($begin, $end) = $sql =~ /^CALL/ ? ('', '') : ("BEGIN;\n", "ROLLBACK;\n");
	$answer = talk($session, "${begin}SELECT fault.arm($n, 'kill') \\g /dev/null\n$sql;\n$end"
		  . "SELECT fault.disarm() \\g /dev/null\n\\echo survived");
	if (($answer // '') =~ /^survived/m && $answer !~ /server closed/)
	{
		talk($session, 'SELECT fault.restore_sequences() \g /dev/null');
		return 0;
	}
	close_session($session);
	$node->poll_query_until('postgres', "SELECT (@{[ checkpointer_sql() ]}) <> $old")
	  or BAIL_OUT('the server does not come back');
	$session = open_session($node, $session->{db});
	talk($session, 'SELECT fault.restore_sequences(' . ($sql =~ /^CALL/ ? 'true' : 'false') . ') \g /dev/null');
	talk($session, "\\set $1 '$2'") while $variables =~ /^([a-z_]+) = '(.*)'$/mg;
	talk($session, "$_;") foreach @identity;
	$killed++;
	return 1;
}

# Runs a statement of a page, after it has failed wherever it can, if that is to
# be tried. What psql prints.
sub run_statement
{
	my ($sql, $end, $where, $is_tried) = @_;

	if ($is_tried && $sql =~ /^(SELECT|INSERT|UPDATE|DELETE|CALL|WITH|TABLE)\b/i)
	{
		my $filled = filled_in($sql);
		my $n = fail_everywhere($filled, $where);

		$tried{$_} = 1 foreach $sql =~ /\bcivic\.(\w+)/g;
		if ($n > 0 && !$in_transaction)
		{
			my @at = $kills eq 'all' ? 1 .. $n : $killed < $kills && rand() < 0.4 ? (1 + int(rand($n))) : ();
			foreach my $at (@at)
			{
				my $went_down = kill_at($filled, $at, $where);
				$in_parts = 1 if $sql =~ /^CALL/;
				last if !$went_down;
			}
		}
	}
	@identity = () if $sql =~ /^(RE)?SET SESSION AUTHORIZATION/;
	push @identity, $sql if $sql =~ /^SET (SESSION AUTHORIZATION|ROLE|client_min_messages)/;
	push @identity, $sql if $sql =~ /^RESET ROLE/ && @identity;
	$in_transaction = 1 if $sql =~ /^BEGIN/;
	$in_transaction = 0 if $sql =~ /^(COMMIT|ROLLBACK)/;
	return talk($session, $sql . ($end eq ';' ? ';' : " $end")) // "the session broke off\n";
}

my @set_up = blocks(pages() . '/README.md');
my $set_up_tried = 0;

foreach my $file (sort glob(pages() . '/*.md'))
{
	my ($page) = $file =~ m{([^/]+)\.md$};
	next if $page eq 'README';
	my @blocks = (@set_up, blocks($file));
	my $db = 'faults_' . lc $page;
	my $began = $killed;

	travel(first_day());
	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0");
	add_faults($node, $db);
	$session = open_session($node, $db);
	@identity = ();
	$in_transaction = 0;
	for my $i (0 .. $#blocks)
	{
		my ($kind, $text, $line) = @{ $blocks[$i] };
		my $where = "$page.md, line $line";

		travel($text) if $kind eq 'day';
		next if $kind ne 'sql';
		$in_parts = 0;
		my $printed = join('', map { run_statement(@$_, $where, $i >= @set_up || !$set_up_tried) } statements($text));
		next if $i < @set_up;
		if (!$in_parts && $i < $#blocks && $blocks[ $i + 1 ][0] eq 'text')
		{
			is(trimmed($printed), trimmed($blocks[ $i + 1 ][1]), "$where: as if nothing had failed");
		}
		else
		{
			unlike($printed, qr/^(ERROR|FATAL|\\|the session broke off)/m, "$where: goes through");
		}
	}
	$set_up_tried = 1;
	close_session($session);
	is(problems($node, $db), '', "$page.md: the programme is as it must be, after " . ($killed - $began) . ' crashes');
}

cmp_ok($points, '>', 1000, "statements failed at $points points");
cmp_ok($killed, '>=', $kills eq 'all' ? 1 : $kills, "the server went down $killed times");

# one that no example calls would not have been tried
my $untried = $node->safe_psql('faults_base', <<'SQL');
SELECT DISTINCT p.proname FROM civic_internal.profile_privileges() a
  JOIN pg_proc p ON p.oid = a.object::regprocedure
 WHERE a.kind = 'ROUTINE' AND p.provolatile = 'v' AND p.pronamespace = 'civic'::regnamespace
SQL
is(join(' ', sort grep { !$tried{$_} } split /\n/, $untried), '', 'every public function that may write was tried');

$node->stop;
done_testing();
