# writers.pl: each table is written by its own room, and the ledger and the
# outbox in few places. Layouts may move rows to another room's table.
use strict;
use warnings;

use File::Basename qw(basename dirname);
use File::Spec;
use lib dirname(__FILE__);

use House;
use Test::More;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');
my $house = House->read($root);

sub none
{
	my ($what, @found) = @_;
	ok(!@found, $what) or diag(join("\n", @found));
	return;
}

# The statements that write: [file, line, verb, table].
my @writes;
foreach my $file (grep { basename($_->{path}) !~ /^layout_/ } @{ $house->{files} })
{
	foreach
	  my $text ($file->{kind} eq 'sql' ? [ 1, $file->{code} ] : House::c_strings($file->{text}))
	{
		while ($text->[1] =~
/\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\s+(?:ONLY\s+)?(civic\w*\.\w+)/g
		  )
		{
			my ($verb, $table, $line) =
			  ($1, $2, $text->[0] + House::line_of($text->[1], $-[0]) - 1);
			my ($defined) = grep { $_->{kind} eq 'table' } @{ $house->{objects}{$table} // [] };
			push @writes,
			  {
				file => $file,
				line => $line,
				verb => $verb =~ s/\s.*//sr,
				table => $table,
				room => $defined->{file}{room}
			  }
			  if $defined;
		}
	}
}

sub places
{
	return map { "$_->{file}{path}:$_->{line}: $_->{verb} $_->{table} of $_->{room}" } @_;
}

cmp_ok(scalar @writes, '>', 30, 'there are statements that write');
none('a table is written by its own room', places(grep { $_->{room} ne $_->{file}{room} } @writes));

my @posting = grep { $_->{table} eq 'civic_private.entry' } @writes;
# what a file keeps to itself has its name before a colon
my @with_insert = map { $_->{name} }
  grep { defined } map { House::at($_->{file}, $_->{line}) } @posting;
my %inside = map { $_ => 1 } grep { /:/ } @with_insert;
my %posting_functions = map { $_ => 1 } grep { !/:/ } @with_insert;
my $n;
do
{
	$n = keys %inside;
	foreach my $arrow (grep { $_->{from} && $inside{ $_->{name} } } @{ $house->{arrows} })
	{
		my $from = $arrow->{from}{name};
		$from =~ /:/ ? $inside{$from} = 1 : ($posting_functions{$from} = 1);
	}
} while ($n < keys %inside);
is(join(' ', sort keys %posting_functions), 'adjust_entries post_entries',
	'two functions insert into the ledger')
  or diag(join("\n", places(@posting)));
none('nothing else writes to it', places(grep { $_->{verb} ne 'INSERT' } @posting));

my @telling = grep { $_->{table} eq 'civic_private.outbox' && $_->{verb} eq 'INSERT' } @writes;
is(scalar @telling, 1, 'one statement inserts into the outbox')
  or diag(join("\n", places(@telling)));

done_testing();
