# mcdc.pl COVERAGE EXCEPTIONS: judges what llvm-cov exported. Called by mcdc.sh.
#
# A line of EXCEPTIONS is "function | condition | reason". The condition is the
# source text, with each run of white space as one space.
use strict;
use warnings;
use JSON::PP;

use constant LISTED_AT_MOST => 0.03;

# kinds of regions in an export
use constant ALONE => 4;
use constant ONE_OF_SEVERAL => 6;

my ($coverage_file, $exceptions_file) = @ARGV;

sub slurp
{
	my ($path) = @_;
	open(my $in, '<', $path) or die "$path: $!\n";
	local $/;
	return scalar <$in>;
}

my %source;

# The text from one place of a file to another.
sub text_between
{
	my ($file, $line, $col, $end_line, $end_col) = @_;
	$source{$file} //= [ split /\n/, slurp($file), -1 ];
	my @lines = @{ $source{$file} }[ $line - 1 .. $end_line - 1 ];
	$lines[-1] = substr($lines[-1], 0, $end_col - 1);
	$lines[0] = substr($lines[0], $col - 1);
	my $text = join(' ', @lines);
	$text =~ s/\s+/ /g;
	return $text;
}

# Conditions by place. A function in a header is compiled into several objects;
# its condition is shown if it is in one of them.
my %conditions;

# What is not said of a condition that stands alone follows from how it came out.
sub note_condition
{
	my ($function, $file, $region, $shown) = @_;
	my ($line, $col, $end_line, $end_col) = @$region;
	my $c = $conditions{"$file:$line:$col"} //= {
		function => $function, file => $file, line => $line, col => $col, shown => 0, true => 0, false => 0,
		text => text_between($file, $line, $col, $end_line, $end_col)
	};
	$c->{true} += $region->[4];
	$c->{false} += $region->[5];
	$c->{shown} ||= defined $shown ? $shown : $c->{true} > 0 && $c->{false} > 0;
}

sub before { return $_[0][0] <=> $_[1][0] || $_[0][1] <=> $_[1][1]; }

for my $f (@{ decode_json(slurp($coverage_file))->{data}[0]{functions} })
{
	my $file = $f->{filenames}[0];
	next unless $file =~ m{/extension/core/};
	(my $name = $f->{name}) =~ s/.*://;
	my @several = grep { $_->[8] == ONE_OF_SEVERAL } @{ $f->{branches} };
	note_condition($name, $file, $_) for grep { $_->[8] == ALONE } @{ $f->{branches} };
	for my $decision (@{ $f->{mcdc_records} })
	{
		my ($begin, $end) = ([ @$decision[0, 1] ], [ @$decision[2, 3] ]);
		my @of_it = sort { before($a, $b) } grep { before($_, $begin) >= 0 && before($_, $end) < 0 } @several;
		my $shown = $decision->[6];
		die "$file:$begin->[0]: conditions and regions differ\n" if @of_it != @$shown;
		note_condition($name, $file, $of_it[$_], $shown->[$_]) for 0 .. $#of_it;
	}
}

my %listed;
my $broken = 0;
for (split /\n/, slurp($exceptions_file))
{
	next if /^\s*(#|$)/;
	my ($function, $text, $reason) = split /\s+\|\s+/, $_, 3;
	if (!$reason)
	{
		print "mcdc: not \"function | condition | reason\": $_\n";
		$broken++;
	}
	else
	{
		$listed{"$function | $text"} = 0;
	}
}

my ($all, $shown, $excused) = (0, 0, 0);
for my $c (sort { $a->{file} cmp $b->{file} || before([ @$a{qw(line col)} ], [ @$b{qw(line col)} ]) } values %conditions)
{
	my $key = "$c->{function} | $c->{text}";
	$all++;
	if ($c->{shown})
	{
		$shown++;
	}
	elsif (exists $listed{$key})
	{
		$listed{$key}++;
		$excused++;
	}
	else
	{
		(my $file = $c->{file}) =~ s{.*/(extension/)}{$1};
		my $what = $c->{true} == 0 ? 'never true' : $c->{false} == 0 ? 'never false' : 'never decides alone';
		print "$file:$c->{line}: $c->{function} | $c->{text}: $what\n";
		$broken++;
	}
}
for (sort grep { !$listed{$_} } keys %listed)
{
	print "mcdc: listed without need: $_\n";
	$broken++;
}
if ($excused > LISTED_AT_MOST * $all)
{
	print "mcdc: more than 3 % of the conditions are listed\n";
	$broken++;
}
print "mcdc: $shown of $all conditions, $excused listed\n";
exit($broken > 0 || $all == 0);
