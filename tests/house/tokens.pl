# tokens.pl: the product has no more code than when it was last counted. Release
# 1.1 had 162749 tokens (`tests/lib/tokens.pl --rev fb489b1`): whoever brings 2.0
# closer to that lowers the number here.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use List::Util qw(sum);
use lib dirname(__FILE__);

use House;
use Test::More;

use constant LAST_COUNT => 403400;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');
my %tokens = House::tokens($root);

cmp_ok(sum(map { values %$_ } values %tokens),
	'<=', LAST_COUNT, 'no more tokens of code than at the last count')
  or diag(join("\n", map { "$_: " . sum(values %{ $tokens{$_} }) } sort keys %tokens));

# what is counted
is( House::count_tokens("/* not this */ a->b += f(\"SELECT x \"\n\"FROM y\"); // nor this\n", 'c'),
	12,
	'of C: names, operators, and the words of strings');
is( House::count_tokens(
		"-- not this\nSELECT a::int, 'b c' /* nor */ FROM x.y;\nCOMMENT ON TABLE x IS 'a; b';\n",
		'sql'),
	12,
	'of SQL: the same, and no COMMENT');

done_testing();
