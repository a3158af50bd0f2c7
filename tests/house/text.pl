# text.pl: lines that fit a diff, and bodies that can be read at once.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Find qw(find);
use File::Spec;
use lib dirname(__FILE__);

use House;
use Test::More;

use constant COLUMNS => 100;
use constant BODY_LINES => 60;

binmode(Test::More->builder->$_, ':encoding(UTF-8)') foreach qw(output failure_output);

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');

my $wide = qr/[\x{1100}-\x{115f}\x{2e80}-\x{a4cf}\x{ac00}-\x{d7a3}\x{f900}-\x{faff}]
	|[\x{fe30}-\x{fe6f}\x{ff00}-\x{ff60}\x{ffe0}-\x{ffe6}]/x;

# A tab leads to the next column that 4 divides; a wide character takes two.
sub columns
{
	my ($line) = @_;
	my $columns = 0;

	foreach my $part (split /(\t)/, $line)
	{
		if ($part eq "\t") { $columns += 4 - $columns % 4; next; }
		$columns += length($part) + (() = $part =~ /$wide/g);
	}
	return $columns;
}

# too_long FILES...: the lines that are too long, and how many each file has
sub too_long
{
	my %count;

	foreach my $path (@_)
	{
		my $n = 0;
		foreach my $line (split /\n/, House::slurp("$root/$path"))
		{
			$n++;
			push @{ $count{$path} }, $n if columns($line) > COLUMNS;
		}
	}
	return map {
			"$_: "
		  . @{ $count{$_} }
		  . " lines: @{ $count{$_} }[0 .. ($#{ $count{$_} } > 9 ? 9 : $#{ $count{$_} })]"
	} sort keys %count;
}

sub none
{
	my ($what, @found) = @_;
	ok(!@found, $what) or diag(join("\n", @found));
	return;
}

my @product;
find(
	{
		no_chdir => 1,
		wanted => sub {
			my $path = substr($File::Find::name, length("$root/"));
			push @product, $path if $path =~ m{^extension/.*\.(?:c|h|sql)$};
		}
	},
	map { "$root/$_" } qw(extension));

none('lines of the product have at most ' . COLUMNS . ' columns', too_long(sort @product));

my $function = qr/^CREATE\ (?:OR\ REPLACE\ )?(?:FUNCTION|PROCEDURE)\ (civic\w*\.\w+)
	((?:(?!^CREATE\ ).)*?)^AS\ (\$\w*\$)(.*?)\3/xms;

# The reason for a longer body stands in a comment above it or in its head: "long because".
my $house = House->read($root);
my (@c, @sql);
foreach my $file (@{ $house->{files} })
{
	foreach my $object (grep { $_->{kind} eq 'function' && defined $_->{length} }
		@{ $file->{objects} // [] })
	{
		push @c, "$file->{path}: $object->{name}: $object->{length} lines"
		  if $object->{length} > BODY_LINES;
	}
	next if $file->{kind} ne 'sql';
	while ($file->{text} =~ /$function/g)
	{
		my ($name, $head, $lines) = ($1, $2, ($4 =~ tr/\n//) - 1);
		my ($comment) = substr($file->{text}, 0, $-[0]) =~ m{(/\*(?:(?!\*/).)*\*/)\s*\z}s;
		next if (($comment // '') . $head) =~ /\blong,? because\b/i;
		push @sql, "$file->{path}: $name: $lines lines" if $lines > BODY_LINES;
	}
}
none('no C function has more than ' . BODY_LINES . ' lines', @c);
none(
	'no SQL body has more than ' . BODY_LINES . ' lines without a reason ("long because") above it',
	@sql);

# the matrix of majors takes an hour; this is seen at once
none('no macro that a later major of the server lacks is used outside of base/server.h',
	map { "$_->{path}: pg_attribute_noreturn" }
	grep { $_->{text} =~ /\bpg_attribute_noreturn\b/ && $_->{path} ne 'extension/base/server.h' }
		@{ $house->{files} });

done_testing();
