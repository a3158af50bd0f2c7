# What a release hides cannot be worked out: an attacker who knows that counts
# are no less than zero bounds every hidden cell of 1000 random tables by linear
# programming, with an own simplex and nothing of the product. Then: releases
# after dump and restore. RELEASE_TABLES and RELEASE_SEED choose others.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $tables = $ENV{RELEASE_TABLES} // 1000;
my $seed = $ENV{RELEASE_SEED} // 20240630;
my $k = 10;
my $db = 'town';
my $node = new_server('main');

note "RELEASE_TABLES=$tables RELEASE_SEED=$seed";
new_programme($node, $db, 1);

# The most of one variable under equations with variables from zero on, from a
# solution that is known: a simplex on a dictionary, by Bland's rule.
sub most
{
	my ($wanted, $equations, $n) = @_;
	my (@rows, @basic, @cost);

	# artificial variables first have to go to zero
	foreach my $i (0 .. $#$equations)
	{
		my @row = (@{ $equations->[$i][0] }, (0) x @$equations, $equations->[$i][1]);
		$row[ $n + $i ] = 1;
		push @rows, \@row;
		push @basic, $n + $i;
	}
	my $last = $n + @$equations;
	foreach my $phase (1, 2)
	{
		@cost = (0) x ($last + 1);
		if ($phase == 1) { $cost[$_] = -1 foreach $n .. $last - 1; }
		else { $cost[$wanted] = 1; }
		foreach my $i (0 .. $#rows)
		{
			my $c = $cost[ $basic[$i] ] or next;
			$cost[$_] -= $c * $rows[$i][$_] foreach 0 .. $last;
		}
		while (1)
		{
			my ($in) = grep { $cost[$_] > 1e-9 && ($phase == 1 || $_ < $n) } 0 .. $last - 1;
			last if !defined $in;
			my ($out, $least);
			foreach my $i (0 .. $#rows)
			{
				next if $rows[$i][$in] <= 1e-9;
				my $ratio = $rows[$i][$last] / $rows[$i][$in];
				($out, $least) = ($i, $ratio)
					if !defined $out || $ratio < $least - 1e-9 || $ratio < $least + 1e-9 && $basic[$i] < $basic[$out];
			}
			return 9e99 if !defined $out;
			my $pivot = $rows[$out][$in];
			$_ /= $pivot foreach @{ $rows[$out] };
			foreach my $row (grep { $_ != $rows[$out] } @rows, \@cost)
			{
				my $by = $row->[$in] or next;
				$row->[$_] -= $by * $rows[$out][$_] foreach 0 .. $last;
			}
			$basic[$out] = $in;
		}
		# what is still basic of them, at zero, must stay there
		if ($phase == 1)
		{
			foreach my $i (grep { $basic[$_] >= $n } 0 .. $#rows)
			{
				my ($in) = grep { abs $rows[$i][$_] > 1e-9 } 0 .. $n - 1;
				next if !defined $in;
				my $pivot = $rows[$i][$in];
				$_ /= $pivot foreach @{ $rows[$i] };
				foreach my $row (grep { $_ != $rows[$i] } @rows)
				{
					my $by = $row->[$in] or next;
					$row->[$_] -= $by * $rows[$i][$_] foreach 0 .. $last;
				}
				$basic[$i] = $in;
			}
		}
	}
	foreach my $i (0 .. $#rows) { return $rows[$i][$last] if $basic[$i] == $wanted; }
	return 0;
}

# The least is the most of what all others have.
sub bounds
{
	my ($cell, $equations, $n) = @_;
	my $high = most($cell, $equations, $n);
	my @bounded = map { [ [ @{ $_->[0] }, 0 ], $_->[1] ] } @$equations;

	push @bounded, [ [ map({ $_ == $cell ? 1 : 0 } 0 .. $n - 1), 1 ], $high ];
	return ($high - most($n, \@bounded, $n + 1), $high);
}

is_deeply([ bounds(0, [ [ [ 1, 1 ], 7 ] ], 2) ], [ 0, 7 ], 'the attacker bounds two cells of one line');
is_deeply([ bounds(2, [ [ [ 1, 1, 0 ], 7 ], [ [ 1, 1, 1 ], 9 ] ], 3) ], [ 2, 2 ], '... and finds one that is given away');

# Random tables: a few rows and columns, most cells large enough, some small.
$node->safe_psql($db, <<SQL);
SELECT setseed(($seed % 1000) / 1000.0);
CREATE TABLE cell AS
SELECT t, r, c, CASE WHEN random() < 0.1 THEN 0 WHEN random() < 0.05 THEN 1 + floor(random() * 9) ELSE 10 + floor(-40 * ln(1 - random())) END::int AS n
  FROM (SELECT t, 3 + floor(random() * 5)::int AS rows, 3 + floor(random() * 5)::int AS columns FROM generate_series(1, $tables) t) s,
	generate_series(1, rows) r, generate_series(1, columns) c;
SELECT civic.define_audience('council', 'agreement', $k);
CREATE TABLE person (id int, r text, c text);
GRANT SELECT ON person TO civic_owner;
SELECT civic.register_frame('people', 'person', 'id', 'flow'), civic.define_attribute('people', 'r'), civic.define_attribute('people', 'c');
INSERT INTO civic_private.data_epoch (epoch_id, frame, day, attributes, domains, amounts, units)
SELECT t, 'people', date '1900-01-01' + t, '{c,r}', '{0,0}', '{}', 0 FROM generate_series(1, $tables) t;
INSERT INTO civic_private.epoch_value SELECT DISTINCT t, 1, c - 1, 'c' || c FROM cell UNION SELECT DISTINCT t, 2, r - 1, 'r' || r FROM cell;
INSERT INTO civic_private.epoch_row SELECT t, row_number() OVER (), 1, ARRAY[c - 1, r - 1], '{}' FROM cell, generate_series(1, n);
SELECT setval(pg_get_serial_sequence('civic_private.data_epoch', 'epoch_id'), $tables);
-- what the gate makes of each table, or why it refuses it
CREATE FUNCTION told(t int) RETURNS SETOF text LANGUAGE plpgsql AS \$\$
BEGIN
	RETURN QUERY SELECT concat_ws(',', t, coalesce(x.labels[1], '-'), coalesce(x.labels[2], '-'), x.part, x.state, x.units)
	  FROM civic_internal.release_cells(t, '{r,c}', '{2,1}', 0, false, '{}', $k, 1, 1, 10000, 10000, '{0,0}') x;
EXCEPTION WHEN check_violation THEN
	RETURN NEXT t || ',refused';
END \$\$;
SQL
my $told = $node->safe_psql($db, "SELECT x FROM generate_series(1, $tables) t, told(t) x");
my $again = $node->safe_psql($db, "SELECT x FROM generate_series(1, 50) t, told(t) x");
is(substr($told, 0, length $again), $again, 'a second run hides the same');

my (%table, %refused);
foreach my $line (split /\n/, $told)
{
	my ($t, $r, $c, $part, $state, $n) = split /,/, $line;

	if ($r eq 'refused') { $refused{$t} = 1; next; }
	$table{$t}{$part}{"$r $c"} = [ $state, $n ] if $state ne 'withheld';
}
my ($hidden, $shown, $narrow, $small) = (0, 0, 0, 0);
my @narrow;
foreach my $t (sort { $a <=> $b } keys %table)
{
	my %cells = %{ $table{$t}{cell} // {} };
	my @hidden = grep { $cells{$_}[0] eq 'hidden' } sort keys %cells;
	my %place = map { $hidden[$_] => $_ } 0 .. $#hidden;
	my @equations;

	$small++ foreach grep { $_->[0] eq 'shown' && $_->[1] > 0 && $_->[1] < $k } values %cells, values %{ $table{$t}{total} // {} };
	$hidden += @hidden;
	$shown += grep { $_->[1] > 0 } values %cells;
	# a total without what is told of its line is what is hidden in it
	while (my ($line, $total) = each %{ $table{$t}{total} // {} })
	{
		my ($r, $c) = split / /, $line;
		my @in = grep { my ($x, $y) = split / /; ($r eq '-' || $r eq $x) && ($c eq '-' || $c eq $y) } sort keys %cells;
		my $rest = $total->[1];

		$rest -= $cells{$_}[1] foreach grep { !exists $place{$_} } @in;
		my @row = (0) x @hidden;
		$row[ $place{$_} ] = 1 foreach grep { exists $place{$_} } @in;
		push @equations, [ \@row, $rest ] if grep { $_ } @row;
	}
	foreach my $cell (@hidden)
	{
		my ($low, $high) = bounds($place{$cell}, \@equations, scalar @hidden);
		my $n = $cells{$cell}[1];

		push @narrow, "table $t, cell $cell of $n: $low to $high"
			if $high - $low < $k - 1e-6 || ($high - $low) * 5 < $n - 1e-6 || $low > $n + 1e-6 || $high < $n - 1e-6;
	}
}
is(join("\n", @narrow), '', "none of $hidden hidden cells is bounded too closely");
is($small, 0, 'no figure is small');
cmp_ok($hidden, '>', $tables / 2, 'and there was something to hide');
cmp_ok(scalar keys %refused, '<=', $tables / 5, 'at most a fifth of the tables is refused: ' . scalar keys %refused);
cmp_ok($hidden, '<=', $shown / 5, "at least four fifths of the cells are shown: all but $hidden of $shown");

# ---------------------------------------------------------------------------
# dump and restore

$node->safe_psql($db, <<'SQL');
CREATE ROLE reader;
SELECT civic.grant_access('reader', 'analyst'), civic.grant_audience('reader', 'council');
INSERT INTO person SELECT i, 'r' || i % 2, 'c' || i % 3 FROM generate_series(1, 600) i;
SELECT civic.open_data_epoch('people', '2020-01-01');
SELECT civic.publish_release('council', 'people', '{r,c}', 'kept', day => '2020-01-01', levels => '{0,0}');
INSERT INTO civic_private.epoch_row SELECT epoch_id, 'late', 1, '{0,0}', '{}' FROM civic_private.data_epoch WHERE day = '2020-01-31';
SQL
my $figures = $node->safe_psql($db, 'TABLE civic_open.kept');
my ($dump) = PostgreSQL::Test::Utils::run_command([ 'pg_dump', '-d', $node->connstr($db) ]);
restore_dump($node, 'copy', $dump);
$node->safe_psql('copy', 'SELECT civic.upgrade_programme()');
is($node->safe_psql('copy', 'TABLE civic_open.kept'), $figures, 'a release is restored');
is($node->safe_psql('copy', "SELECT has_table_privilege('reader', 'civic_open.kept', 'SELECT')"), 't', '... for its audience');
is($node->safe_psql('copy', "SELECT count(*) FROM civic_open.codebook WHERE release = 'kept' AND meaning <> ''"), '5', '... with its codebook');
is(sqlstate($node, 'copy', "SELECT civic.publish_release('council', 'people', '{r}', 'more', day => '2020-01-01', levels => '{0}')"), '23514',
	'... and later ones are compared with it');

$node->stop;
done_testing();
