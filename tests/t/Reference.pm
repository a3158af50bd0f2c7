# The pages of the reference, for the tests that run their examples.
package Reference;

use strict;
use warnings;

use Exporter 'import';
use File::Basename;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(first_day pages blocks statements trimmed);

# the day on which the examples are run, unless a page says otherwise
sub first_day { return '2024-06-30'; }

sub pages { return dirname(__FILE__) . '/../../docs/reference'; }

# Blocks of a page: [ sql or day or text, content, line ].
sub blocks
{
	my ($file) = @_;
	my ($kind, @blocks);
	my $number = 0;

	foreach my $line (split /\n/, slurp_file($file))
	{
		$number++;
		if ($line =~ /^```(sql|text)$/) { $kind = $1; push @blocks, [ $kind, '', $number ]; }
		elsif ($line =~ /^```/) { undef $kind; }
		elsif (defined $kind) { $blocks[-1][1] .= "$line\n"; }
		elsif ($line =~ /^<!-- day (\d{4}-\d\d-\d\d) -->$/) { push @blocks, [ 'day', $1, $number ]; }
	}
	return @blocks;
}

# Statements of an example: [ statement, what ends it: ";" or a command of psql ].
sub statements
{
	my ($text) = @_;
	my @statements;
	my $sql = '';

	while ($text =~ /\G('(?:[^']|'')*'|\$(\w*)\$.*?\$\2\$|--[^\n]*|\\g\w*[^\n]*|;|.)/gs)
	{
		my $token = $1;

		if ($token eq ';' || $token =~ /^\\g/)
		{
			push @statements, [ $sql =~ s/\A\s+//r, $token ];
			$sql = '';
		}
		else
		{
			$sql .= $token;
		}
	}
	die "no end: $sql" if $sql =~ /\S/;
	return @statements;
}

sub trimmed
{
	my ($text) = @_;

	$text =~ s/[ \t]+$//mg;
	$text =~ s/\A\n+|\n+\z//g;
	return $text;
}

1;
