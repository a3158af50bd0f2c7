# docs.pl: what the documents for developers name is there.
use strict;
use warnings;

use File::Basename qw(dirname);
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

foreach my $page (qw(docs/architecture.md CONTRIBUTING.md))
{
	my $text = House::slurp("$root/$page");
	my (@paths, @names, @links);

	foreach my $code ($text =~ /`([^`\n]+)`/g)
	{
		if ($code =~ m{^(?:extension|tests|sql|expected|docs)/[\w./-]*$})
		{
			push @paths, $code if !-e "$root/$code";
		}
		elsif ($code =~ /^(civic\w*\.\w+)/) { push @names, $code if !$house->{objects}{$1}; }
		elsif ($code =~ /^(\w+)\(\)$/)
		{
			push @names, $code
			  if !$house->{objects}{$1}
			  && !$house->{objects}{"civic.$1"}
			  && !$house->{objects}{"civic_internal.$1"}
			  && $1 !~ /^(?:_PG_init|pow)$/;
		}
	}
	foreach my $link ($text =~ /\]\(([^)#:]+)(?:#[^)]*)?\)/g)
	{
		push @links, $link if !-e dirname("$root/$page") . "/$link";
	}
	none("$page: each path is there", @paths);
	none("$page: each function and table is there", @names);
	none("$page: each link leads to a file", @links);
	my %rooms = map { $_ => 1 } $text =~ m{`extension/(\w+)/`}g;
	none("$page: each room is there", grep { !$rooms{$_} } @{ $house->{rooms} })
	  if $page =~ /architecture/;
}

my $contributing = House::slurp("$root/CONTRIBUTING.md");
my @tests = map { substr($_, length("$root/")) }
  map { glob("$root/$_") } qw(sql/*.sql tests/house/*.pl tests/pgtap/*.sql tests/t/*.pl tests/package/*.t);
cmp_ok(scalar @tests, '>', 30, 'there are tests');
none(
	'CONTRIBUTING.md says what each of them protects',
	grep { index($contributing, "`$_`") < 0 } @tests);
like(
	$contributing,
	qr/^    \Q${\join('  ', @{ $house->{rooms} })}\E$/m,
	'CONTRIBUTING.md has the order of rooms');

done_testing();
