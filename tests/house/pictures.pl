# pictures.pl: the pictures in docs/ are those of the sources.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use lib dirname(__FILE__);

use House;
use Test::More;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');

foreach my $picture (qw(rooms entry))
{
	open(my $drawing, '-|:encoding(UTF-8)', $^X, "$root/docs/generate/pictures.pl", $picture)
	  or die "$!\n";
	my $drawn = do { local $/; <$drawing> };
	ok(close($drawing), "docs/$picture.svg can be drawn");
	ok(($drawn // '') eq House::slurp("$root/docs/$picture.svg"),
		"docs/$picture.svg is as the sources are")
	  or diag("Look at what changed, then: make docs/$picture.svg");
}

done_testing();
