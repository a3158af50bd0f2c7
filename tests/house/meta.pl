# meta.pl: META.json has what the PGXN Meta Spec 1.0.0 asks for, each thing in
# its form, and names the version that the control file names.
use strict;
use warnings;

use File::Basename qw(dirname);
use File::Spec;
use JSON::PP;
use lib dirname(__FILE__);

use House;
use Test::More;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');
my $meta = eval { JSON::PP->new->utf8->decode(House::slurp("$root/META.json")) };

# The forms of the specification: a term (a name that can be part of a path), a
# tag, a semantic version, a range of versions (0 is any), addresses.
my $term = qr{^[^\s/\\\p{Cntrl}]{2,}$};
my $tag = qr{^[^/\\\p{Cntrl}]{1,255}$};
my $semver = qr{^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[A-Za-z][0-9A-Za-z-]*)?$};
my $range = qr{^(?:0|(?:(?:[<>]=?|[!=]=)\s*)?\d+\.\d+\.\d+)(?:\s*,\s*(?:[<>]=?|[!=]=)\s*\d+\.\d+\.\d+)*$};
my $url = qr{^(?:https?|git|ssh)://[^\s/]+\S*$};
my $email = qr{^[^\s\@]+\@[^\s\@]+\.[^\s\@]+$};
my %licenses = map { $_ => 1 } qw(
  agpl_3 apache_1_1 apache_2_0 artistic_1 artistic_2 bsd freebsd gfdl_1_2 gfdl_1_3 gpl_1 gpl_2 gpl_3
  lgpl_2_1 lgpl_3_0 mit mozilla_1_0 mozilla_1_1 openssl perl_5 postgresql qpl_1_0 ssleay sun zlib
  open_source restricted unrestricted unknown);

sub list
{
	my ($value) = @_;
	return ref $value eq 'ARRAY' ? @$value : ($value);
}

# The keys of an object are these, or begin with x_; the first ones must be there.
sub keys_ok
{
	my ($what, $object, $required, $optional) = @_;
	my %known = map { $_ => 1 } @$required, @$optional;

	is(ref $object, 'HASH', "$what is an object") or return;
	is_deeply([ grep { !exists $object->{$_} } @$required ], [], "$what has what it must have");
	is_deeply([ grep { !$known{$_} && !/^x_/i } sort keys %$object ], [], "$what has nothing else");
	return;
}

ok($meta, 'META.json is JSON') or BAIL_OUT($@);
keys_ok(
	'META.json', $meta,
	[qw(name version abstract maintainer license provides meta-spec)],
	[qw(description generated_by no_index prereqs release_status resources tags)]);
like($meta->{name}, $term, 'name is a term');
like($meta->{version}, $semver, 'version is a semantic version');
unlike($meta->{$_}, qr/^\s*$/, "$_ says something") foreach qw(abstract description generated_by);
like($_, qr/<\S+\@\S+>$/, "maintainer $_ can be written to") foreach list($meta->{maintainer});
ok($licenses{$_}, "license $_ is known") foreach list($meta->{license});
like($meta->{release_status}, qr/^(?:stable|testing|unstable)$/, 'release_status');
like($_, $tag, "tag $_") foreach list($meta->{tags});

keys_ok('meta-spec', $meta->{'meta-spec'}, ['version'], ['url']);
like($meta->{'meta-spec'}{version}, qr/^1\.0\.\d+$/, 'the specification is 1.0');

ok(%{ $meta->{provides} }, 'it provides something');
foreach my $name (sort keys %{ $meta->{provides} })
{
	my $extension = $meta->{provides}{$name};

	like($name, $term, "$name is a term");
	keys_ok("provides $name", $extension, [qw(file version)], [qw(abstract docfile)]);
	like($extension->{version}, $semver, "$name: version");
	ok(-e "$root/$extension->{$_}", "$name: $_ is there") foreach qw(file docfile);
}

foreach my $phase (sort keys %{ $meta->{prereqs} })
{
	like($phase, qr/^(?:configure|build|test|runtime|develop)$/, "prereqs: phase $phase");
	foreach my $relation (sort keys %{ $meta->{prereqs}{$phase} })
	{
		my $needed = $meta->{prereqs}{$phase}{$relation};

		like($relation, qr/^(?:requires|recommends|suggests|conflicts)$/, "prereqs: $relation");
		foreach my $name (sort keys %$needed)
		{
			like($name, $term, "prereqs: $name is a term");
			like($needed->{$name}, $range, "prereqs: version of $name");
		}
	}
}

my $resources = $meta->{resources};
keys_ok('resources', $resources, [qw(homepage bugtracker repository)], []);
keys_ok('bugtracker', $resources->{bugtracker}, [], [qw(web mailto)]);
keys_ok('repository', $resources->{repository}, [qw(url type)], ['web']);
like($_, $url, "address $_")
  foreach $resources->{homepage}, $resources->{bugtracker}{web}, @{ $resources->{repository} }{qw(url web)};
like($resources->{bugtracker}{mailto}, $email, 'address of the bug tracker');
like($resources->{repository}{type}, qr/^[a-z]+$/, 'type of the repository is in small letters');

# One version, in each of the places that have to name it.
my ($version) = House::slurp("$root/civic_credit.control") =~ /^default_version = '(.*)'$/m;
is($meta->{version}, "$version.0", 'the version is that of the control file');
is($_->{version}, $meta->{version}, 'the extension has it, too') foreach values %{ $meta->{provides} };
my ($packaged) = House::slurp("$root/debian/changelog") =~ /^civic-credit \((\S+)\)/;
is($packaged, $meta->{version}, 'the Debian package has it');

done_testing();
