# errors.pl: the catalogue of errors is that of the sources, and its generator
# finds errors of each form, or says that it cannot.
use strict;
use warnings;
use utf8;

use File::Basename qw(dirname);
use File::Spec;
use File::Temp qw(tempdir);
use lib dirname(__FILE__);

use House;
use Test::More;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');

# What the generator prints for a copy of the sources, and whether it came to an end.
sub catalogue
{
	my ($top) = @_;

	open(my $in, '-|:encoding(UTF-8)', "$^X $top/docs/generate/errors.pl 2>&1") or die "$!\n";
	my $text = do { local $/; <$in> };
	return ($text // '', close($in));
}

my ($text, $done) = catalogue($root);
ok($done, 'the generator knows each way in which the sources raise errors') or diag($text);
ok($text eq House::slurp("$root/docs/errors.md"), 'docs/errors.md is as the sources are')
  or diag('Look at what changed, then: make docs/errors.md');

# Mutations: an error that is put into a copy of the sources, and what has to be found.
my $copy = tempdir(CLEANUP => 1);
system('mkdir', '-p', "$copy/docs/reference") == 0
  && system('cp', '-R', "$root/docs/generate", "$copy/docs") == 0
  && system('cp', "$root/docs/reference/README.md", "$copy/docs/reference") == 0
  && system('cp', '-R', "$root/extension", $copy) == 0
  or die "cp failed\n";

sub with
{
	my ($name, $source) = @_;

	open(my $out, '>:encoding(UTF-8)', "$copy/extension/base/$name") or die "$name: $!\n";
	print $out $source;
	close $out;
	my @found = catalogue($copy);
	unlink "$copy/extension/base/$name";
	return @found;
}

my @forms = (
	[
		'new.sql', "RAISE EXCEPTION 'new % of\n\t\"%\"', a, b\n\tUSING ERRCODE = 'object_in_use', HINT = format('Be %s; '\n\t'wait.', x);",
		qr/^## 55006 .*?^\| new … of "…" \|  \| Be …; wait\. \| `base\/new\.sql`/ms
	],
	[
		'new.c', qq{ereport(ERROR,\n(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),\nerrmsg("new \\"%s\\" "\n"of %lld", f(a, b), c),\nerrdetail("It is %d.", 1)));},
		qr/^## 22004 .*?^\| new "…" of … \| It is …\. \|  \| `base\/new\.c`/ms
	],
	[
		'new.c', qq{return refuse(ERRCODE_UNDEFINED_OBJECT, psprintf("new %s", x), NULL, y ? "Look here." : "Look there.");},
		qr/^## 42704 .*?^\| new … \|  \| Look here\. \/ Look there\. \| `base\/new\.c`/ms
	]);
foreach my $form (@forms)
{
	my ($name, $source, $pattern) = @$form;
	my ($found, $well) = with($name, $source);
	ok($well, "an error in $name") or diag($found);
	ok($found =~ $pattern, '... is found');
}
foreach my $unknown ("throw(ERRCODE_UNDEFINED_OBJECT);", 'x = ERRCODE_UNDEFINED_OBJECT;')
{
	my ($found, $well) = with('new.c', $unknown);
	ok(!$well && $found =~ /base\/new\.c: ERRCODE_UNDEFINED_OBJECT is raised in a way/, "is not passed over: $unknown");
}
my ($found, $well) = with('new.sql', "RAISE EXCEPTION 'new';");
ok(!$well && $found =~ /without ERRCODE/, 'nor is an error without an SQLSTATE');
($found, $well) = with('new.sql', "RAISE EXCEPTION 'new' USING ERRCODE = 'disk_full';");
ok(!$well && $found =~ /does not say what to do about 53100/, 'nor one of which the reference says nothing');

done_testing();
