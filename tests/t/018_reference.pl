# The examples of the reference: each page runs in order, after the set-up of
# the index, in a database of its own on a server that lives on a fixed day. What
# a statement prints is compared with the block of text that follows it; one
# without such a block must at least do without an error. A comment
# "<!-- day YYYY-MM-DD -->" lets the page go on on a later day.

use strict;
use warnings;

use File::Basename;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;
use Reference;

my $pages = pages();
my $node = travelling_server('main', first_day());

# What psql prints for each block, all in one session.
sub printed
{
	my ($db, @blocks) = @_;
	my $script = "\\set SHOW_CONTEXT never\n";

	for my $i (0 .. $#blocks)
	{
		my ($kind, $text) = @{ $blocks[$i] };

		$script .= "\\! printf '\@$text 12:00:00\\n' > '$Civic::now_file'\n" if $kind eq 'day';
		$script .= "\\echo \@\@$i\n$text\n" if $kind eq 'sql';
	}
	my ($out, $err) = ('', '');
	my @psql = ('psql', '-Xq', '-v', 'ON_ERROR_STOP=0', '-d', $node->connstr($db));
	IPC::Run::run(\@psql, '<', \$script, '>', \$out, '2>&1');
	my %printed;
	while ($out =~ /^@@(\d+)\n(.*?)(?=^@@\d+\n|\z)/gms) { $printed{$1} = $2; }
	return \%printed;
}

# The names that a page gives its headings in links.
sub anchors
{
	my ($text) = @_;

	return map { my $name = lc; $name =~ s/[^\w\- ]//g; $name =~ tr/ /-/; $name => 1 } $text =~ /^#+ (.*)$/mg;
}

# Links within the documents lead somewhere. Files at the top are not at hand in
# the copy that the tests read.
my @broken;
foreach my $file (glob("$pages/../*.md"), glob("$pages/*.md"))
{
	my $text = slurp_file($file);
	my $dir = dirname($file);

	$text =~ s/^```.*?^```//msg;
	foreach my $link ($text =~ /\]\(([^)\s]+)\)/g)
	{
		my ($path, $anchor) = split /#/, $link, 2;
		my $target = $path eq '' ? $file : "$dir/$path";
		next if $link =~ m{^https?:|^(\.\./)+[A-Z]+(\.md)?(#|$)};
		push @broken, "$file: $link"
		  if !-e $target || defined $anchor && $target =~ /\.md$/ && !{ anchors(slurp_file($target)) }->{$anchor};
	}
}
is(join("\n", @broken), '', 'links within the documents lead somewhere');

my @set_up = blocks("$pages/README.md");

foreach my $file (sort glob("$pages/*.md"))
{
	my ($page) = $file =~ m{([^/]+)\.md$};
	next if $page eq 'README';
	my @own = blocks($file);
	my @blocks = (@set_up, @own);
	my $db = lc $page;

	travel(first_day());
	$node->safe_psql('postgres', "CREATE DATABASE reference_$db TEMPLATE template0");
	my $printed = printed("reference_$db", @blocks);
	for my $i (0 .. $#blocks)
	{
		my ($kind, $text, $line) = @{ $blocks[$i] };
		next unless $kind eq 'sql';
		my $got = trimmed($printed->{$i} // '(nothing was run)');
		my $where = "$page.md, line $line";

		if ($i < $#blocks && $blocks[ $i + 1 ][0] eq 'text')
		{
			is($got, trimmed($blocks[ $i + 1 ][1]), $where);
		}
		else
		{
			unlike($got, qr/^(ERROR|FATAL|psql: error|\\)/m, "$where: no error");
		}
	}
}

$node->stop('immediate');
done_testing();
