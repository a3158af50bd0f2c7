#!/usr/bin/env perl
# tokens.pl [--rev REVISION] [--files]: how much code the product is, in tokens,
# by room, or by file.
#
# Counted are names, numbers and operators of extension/**.{c,h,sql}. Comments,
# and COMMENT ON statements, are not code. A string counts by the words in it,
# so that SQL counts the same in a C string and in a file of its own. Without a
# revision, the files of the checkout are counted.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use File::Temp qw(tempdir);
use Getopt::Long qw(GetOptions);
use List::Util qw(sum);
use lib dirname(__FILE__) . '/../house';

use House;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');
my ($rev, $by_file);
GetOptions('rev=s' => \$rev, 'files' => \$by_file) && !@ARGV
  or die "usage: tokens.pl [--rev REVISION] [--files]\n";

my $tree = $root;
if (defined $rev)
{
	$tree = tempdir(CLEANUP => 1);
	system('sh', '-c', 'git -C "$1" archive "$2" extension | tar -x -C "$3"',
		'-', $root, $rev, $tree) == 0
	  or die "cannot read revision $rev\n";
}

my %tokens = House::tokens($tree);
my $total = 0;
foreach my $room (sort keys %tokens)
{
	my $n = sum(values %{ $tokens{$room} });
	$total += $n;
	printf "%8d %s\n", $n, $room if !$by_file;
	next if !$by_file;
	printf "%8d %s\n", $tokens{$room}{$_}, $_ foreach sort keys %{ $tokens{$room} };
}
printf "%8d in all\n", $total;
