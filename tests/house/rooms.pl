# rooms.pl: each room names only the rooms before it, and files do not call each
# other in circles. Then: the checks that say so see an arrow that is put in.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use File::Temp qw(tempdir);
use lib dirname(__FILE__);

use House;
use Test::More;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');

sub none
{
	my ($what, @found) = @_;
	ok(!@found, $what) or diag(join("\n", @found));
	return;
}

my $house = House->read($root);
cmp_ok(scalar @{ $house->{files} }, '>', 50, 'the sources are there');
none('no room names what a room above it has', $house->upward);
none('what is named is there', @{ $house->{unknown} // [] });
none('no circle of calls leaves a family of files', $house->circles_of_calls);
none('no circle of files', $house->circles_of_files);
none('no circle of headers', $house->circles_of_headers);
none('nothing is defined for others that nobody names', $house->unused);

# Mutations: changes of a copy of the sources, and what has to be found of each.
my @mutations = (
	[
		'a call upwards in C', qr/base.up.c names up_above of repair \(C\)/,
		'base/up.c' => "void\nup(void)\n{\n\tup_above(1);\n}\n",
		'repair/up.c' => "void\nup_above(int n)\n{\n}\n"
	],
	[
		'a type of a room above in C', qr/ledger.type.c names TypeAbove of rewards \(C\)/,
		'ledger/type.c' => "static TypeAbove *kept;\n",
		'rewards/type.h' => "typedef struct TypeAbove\n{\n\tint a;\n} TypeAbove;\n"
	],
	[
		'a header of a room above',
		qr/policy.header.c includes ledger.entry.h/,
		'policy/header.c' => qq{#include "ledger/entry.h"\n}
	],
	[
		'a header of the server side in the core',
		qr/core.header.h includes base.statement.h/,
		'core/header.h' => qq{#include "base/statement.h"\n}
	],
	[
		'a function of a room above in SQL',
		qr/base.function.sql names civic.explain of score \(SQL text\)/,
		'base/function.sql' => sql('civic_internal.function_up', 'SELECT civic.explain(1)')
	],
	[
		'a table of a room above in SQL',
		qr/ledger.table.sql names civic_private.standing of standing/,
		'ledger/table.sql' => sql('civic_internal.table_up', 'DELETE FROM civic_private.standing')
	],
	[
		'a table of a room above in a string of SQL',
		qr/policy.table.sql names civic_private.standing of standing/,
		'policy/table.sql' =>
		  sql('civic_internal.dynamic_up', "EXECUTE 'DELETE FROM civic_private.standing'")
	],
	[
		'a table of a room above in a string of C',
		qr/score.table.c names civic_private.standing of standing \(SQL text in C\)/,
		'score/table.c' =>
qq{void\ntable_up(void)\n{\n\trun("SELECT FROM "\n\t\t"civic_private."\n\t\t"standing");\n}\n}
	],
	[
		'a circle of C functions in two files',
		qr/^calls circle_a, circle_b in core.circle_a, core.circle_b/,
		'core/circle_a.c' => "void\ncircle_a(void)\n{\n\tcircle_b();\n}\n",
		'core/circle_b.c' => "void\ncircle_b(void)\n{\n\tcircle_a();\n}\n"
	],
	[
		'a circle through SQL and C',
		qr/^calls civic.ring, civic_ring in review.ring_a, review.ring_b/,
		'review/ring_a.sql' => "CREATE FUNCTION civic.ring() RETURNS void\nLANGUAGE C\n"
		  . "AS 'MODULE_PATHNAME', 'civic_ring';\n",
		'review/ring_b.c' =>
		  qq{Datum\ncivic_ring(PG_FUNCTION_ARGS)\n{\n\trun("SELECT civic.ring()");\n}\n}
	],
	[
		'two files that call each other by other functions',
		qr/^files appeal.knot_a, appeal.knot_b/,
		'appeal/knot_a.c' => "void\nknot_a(void)\n{\n\tknot_b();\n}\n\nvoid\nknot_c(void)\n{\n}\n",
		'appeal/knot_b.c' => "void\nknot_b(void)\n{\n}\n\nvoid\nknot_d(void)\n{\n\tknot_c();\n}\n"
	],
	[
		'headers that include each other',
		qr/^headers extension.core.pair_a.h, extension.core.pair_b.h/,
		'core/pair_a.h' => qq{#include "core/pair_b.h"\n},
		'core/pair_b.h' => qq{#include "core/pair_a.h"\n}
	],
	[
		'a name that nothing has',
		qr/^unknown .*civic_internal.gone/,
		'review/gone.sql' => sql('civic_internal.names_gone', 'SELECT civic_internal.gone()')
	],
	[
		'a function that nobody calls',
		qr/^unused extension.review.idle.c: function idle/,
		'review/idle.c' => "void\nidle(void)\n{\n}\n"
	],
	[
		undef, undef,
		'review/order.c' =>
		  qq{#include "core/repair.h"\n#include "ledger/entry.h"\n/* civic_private.nothing */\n}
		  . qq{void\norder(void)\n{\n\torder();\n\trun("SELECT FROM civic_private.entry");\n}\n},
		'base/order.sql' => "/* as civic.explain() says */\n"
		  . "COMMENT ON FUNCTION civic_internal.rooms() IS 'what civic.explain() says';\n"
	]);

sub sql
{
	my ($name, $body) = @_;
	return
"CREATE FUNCTION $name() RETURNS void\nLANGUAGE plpgsql\nAS \$\$\nBEGIN\n\t$body;\nEND \$\$;\n";
}

sub findings
{
	my ($read) = @_;
	return map { $_ => 1 } (
		(map { s/:\d+ / /r } $read->upward),
		(map { "unknown $_" =~ s/:\d+:/:/r } @{ $read->{unknown} // [] }),
		(map { "calls $_" } $read->circles_of_calls),
		(map { "files $_" =~ s/:\d+ / /gr } $read->circles_of_files),
		(map { "headers $_" } $read->circles_of_headers),
		(map { "unused $_" } $read->unused));
}

my $copy = tempdir(CLEANUP => 1);
system('cp', '-R', "$root/Makefile", "$root/extension", $copy) == 0 or die "cp failed\n";
foreach my $mutation (@mutations)
{
	my (undef, undef, %files) = @$mutation;
	foreach my $name (keys %files)
	{
		die "$name is a file of the sources\n" if -e "$copy/extension/$name";
		open(my $out, '>:encoding(UTF-8)', "$copy/extension/$name") or die "$name: $!\n";
		print $out $files{$name};
		close $out;
	}
}
my %before = findings($house);
my %after = findings(House->read($copy));
my @new = grep { !$before{$_} } sort keys %after;
foreach my $mutation (grep { defined $_->[0] } @mutations)
{
	my ($what, $pattern) = @$mutation;
	ok((grep { $_ =~ $pattern } @new), "is seen: $what");
	@new = grep { $_ !~ $pattern } @new;
}
none('what is in order is not found', grep { !/^files (?:core.circle|review.ring)|^unused / } @new);

done_testing();
