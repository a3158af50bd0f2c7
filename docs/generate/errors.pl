# errors.pl: the catalogue of errors, docs/errors.md, from the sources.
#
# Finds what SQL raises (RAISE EXCEPTION) and what C does: ereport() and ereturn(),
# refusals, and the tables that hold them. What each SQLSTATE is raised for at
# large, and what to do, stands in the reference. It breaks off at a SQLSTATE that
# it finds in no such place, so that no error can be missing.
use strict;
use warnings;
use utf8;

use File::Basename qw(dirname);
use File::Find qw(find);
use File::Spec;

my $root = File::Spec->rel2abs(dirname(__FILE__) . '/../..');

# Functions of our own that raise: where they have the SQLSTATE (a name, or the
# number of the argument), the message, the detail and the hint.
my %raisers = (
	refuse => [ 0, 1, 2, 3 ],
	refuse_day => [ 0, 1, undef, 3 ],
	refusal_when => [ 'OBJECT_NOT_IN_PREREQUISITE_STATE', 0, 1, 2 ],
	refuse_when => [ 'OBJECT_NOT_IN_PREREQUISITE_STATE', 0, 1, 2 ]);

sub slurp
{
	my ($path) = @_;

	open(my $in, '<:encoding(UTF-8)', $path) or die "$path: $!\n";
	local $/;
	return <$in>;
}

# ---------------------------------------------------------------------------
# text

my $c_string = qr/"(?:[^"\\]|\\.)*"/s;
my $sql_string = qr/'(?:[^']|'')*'/s;

# Blanks of the same length where C has comments.
sub without_comments
{
	my ($text, $string) = @_;

	$text =~ s{($string)|(/\*.*?\*/)}{$1 // $2 =~ s/[^\n]/ /gr}gse;
	return $text;
}

# The arguments of the call whose bracket opens at a place, and where it ends.
sub arguments
{
	my ($text, $open, $string) = @_;
	my ($depth, @arguments) = (0, '');

	pos($text) = $open;
	while ($text =~ /\G(?:($string)|([(\[{])|([)\]}])|(,)|([^"'()\[\]{},]+|.))/gcs)
	{
		my $part = $1 // $2 // $3 // $4 // $5;
		$depth++ if defined $2;
		$depth-- if defined $3;
		return (pos($text), @arguments) if $depth == 0;
		next if $depth == 1 && defined $2 && $arguments[0] eq '' && @arguments == 1;
		if ($depth == 1 && defined $4) { push @arguments, ''; }
		else { $arguments[-1] .= $part; }
	}
	die "a bracket is not closed\n";
}

# What an expression of C may say: alternatives are joined by a stroke.
sub said_in_c
{
	my ($expression) = @_;
	my @said;

	return '' unless defined $expression;
	pos($expression) = 0;
	while (pos($expression) < length $expression)
	{
		if ($expression =~ /\G((?:$c_string\s*(?:INT64_FORMAT\s*)?)+)/gc)
		{
			my $all = join('', map { substr($_, 1, -1) } $1 =~ /$c_string/g);
			push @said, $all =~ s/\\(.)/$1/gr;
		}
		elsif ($expression =~ /\G(\w+)\s*(?=\()/gc)
		{
			my $name = $1;
			my ($end, @arguments) = arguments($expression, pos($expression), $c_string);
			pos($expression) = $end;
			next unless $name =~ /^(?:psprintf|_|gettext_noop|quotable)$/;
			push @said, said_in_c($arguments[0] eq '"%s"' ? $arguments[1] : $arguments[0]);
		}
		else { $expression =~ /\G(?:\w+|.)/gcs; }
	}
	return join(' / ', grep { $_ ne '' } @said);
}

sub said_in_sql
{
	my ($expression) = @_;
	my @said;

	return '' unless defined $expression;
	# of CASE x WHEN 'a' THEN 'b' only what follows THEN and ELSE
	$expression =~ s/WHEN\b.*?\bTHEN/THEN/gs;
	while ($expression =~ /($sql_string(?:\s*(?:\|\|)?\s*$sql_string)*)/g)
	{
		push @said, join('', map { substr($_, 1, -1) =~ s/''/'/gr } $1 =~ /$sql_string/g);
	}
	return join(' / ', @said);
}

# A place of a format is shown as dots. RAISE marks one with nothing but a percent sign.
sub shown
{
	my ($text, $place) = @_;

	$text =~ s/%%|$place/$& eq '%%' ? '%' : '…'/ge;
	$text =~ s/\|/\\|/g;
	$text =~ s/\s+/ /g;
	return $text;
}

# ---------------------------------------------------------------------------
# SQLSTATEs

my %sqlstates;

sub read_sqlstates
{
	my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
	my $include = `"$pg_config" --includedir-server`;
	chomp $include;
	foreach my $text (slurp("$include/utils/errcodes.h"), slurp("$root/extension/rewards/sqlstate.h"))
	{
		while ($text =~ /^#define ERRCODE_(\w+)\s+MAKE_SQLSTATE\(([^)]*)\)/mg)
		{
			my ($name, $letters) = ($1, $2);
			$sqlstates{$name} = join('', $letters =~ /'(.)'/g);
		}
	}
	return;
}

sub sqlstate
{
	my ($name) = @_;

	return $name if $name =~ /^[0-9A-Z]{5}$/;
	# the class "transaction rollback" is a prefix in C only
	return $sqlstates{ uc $name } // $sqlstates{"T_R_\U$name"} // die "no SQLSTATE has the name $name\n";
}

# ---------------------------------------------------------------------------
# errors

my $place = qr/%(?:\d+\$)?\d*(?:\.\d+)?(?:ll|l|z)?[A-Za-z]/;
my %errors;    # sqlstate => text of a row => { file => 1 }

sub add
{
	my ($file, $code, $message, $detail, $hint) = @_;

	die "$file: an error $code has no message\n" if $message eq '';
	my $row = join(' | ', shown($message, $file =~ /sql$/ ? qr/%/ : $place),
		map { shown($_, $place) } $detail, $hint);
	$errors{ sqlstate($code) }{$row}{$file} = 1;
	return;
}

sub read_sql
{
	my ($file, $text) = @_;

	$text = without_comments($text, $sql_string);
	while ($text =~ /RAISE EXCEPTION\s*((?:$sql_string|[^';])*);/g)
	{
		my ($message, $options) = split /\bUSING\b/, $1, 2;
		my %option = ($options // '') =~ /(\w+) = ((?:$sql_string|[^',()]|\((?:$sql_string|[^'()]|\((?:$sql_string|[^'()])*\))*\))+)/g;
		my ($first) = $message =~ /^($sql_string)/;
		my $code = said_in_sql($option{ERRCODE});

		die "$file: an error without ERRCODE: $message\n" if $code eq '';
		my $said = said_in_sql($first);
		# a message that is put together of alternatives
		$said .= ' (' . said_in_sql($1) . ')' if $message =~ /\b(CASE\b.*)/s;
		add($file, $code, $said, said_in_sql($option{DETAIL}), said_in_sql($option{HINT}));
	}
	return;
}

sub read_c
{
	my ($file, $text) = @_;
	my @covered;

	$text = without_comments($text, $c_string);
	my %alias = $text =~ /^#define (\w+)\tERRCODE_(\w+)$/mg;
	$text =~ s/^(#define .*)$/' ' x length $1/mge;
	$text =~ s/\b$_\b/ERRCODE_$alias{$_}/g foreach keys %alias;
	while ($text =~ /\b(ereport|ereturn|\w+)\s*(?=\()/g)
	{
		my ($name, $from) = ($1, pos($text));
		next unless $name =~ /^ere(?:port|turn)$/ || $raisers{$name};
		my ($end, @arguments) = arguments($text, $from, $c_string);
		if (my $places = $raisers{$name})
		{
			my ($where, @rest) = @$places;
			my $code = $where =~ /^\d$/ ? ($arguments[$where] =~ /ERRCODE_(\w+)/)[0] : $where;
			my ($message, $detail, $hint) = map { defined $_ ? said_in_c($arguments[$_]) : '' } @rest;
			my ($within) = substr($text, 0, $from) =~ /.*^(\w+)\(/ms;
			# a raiser hands on what it was called with
			push @covered, [ $from, $end ] if $message ne '' || $raisers{ $within // '' };
			next if !defined $code || $message eq '';
			add($file, $code, $message, $detail, $hint);
			next;
		}
		my $report = join(',', @arguments);
		my %part;
		while ($report =~ /\b(errcode|errmsg|errdetail|errhint)(?:_internal|_plural)?\s*(?=\()/g)
		{
			my ($what, $at) = ($1, pos($report));
			my (undef, @of) = arguments($report, $at, $c_string);
			$part{$what} = $what eq 'errcode' ? $of[0] : said_in_c($of[0] eq '"%s"' ? $of[1] : $of[0]);
		}
		next unless ($part{errcode} // '') =~ /^ERRCODE_(\w+)$/;
		my $code = $1;
		push @covered, [ $from, $end ];
		add($file, $code, $part{errmsg}, $part{errdetail} // '', $part{errhint} // '');
	}
	# tables of refusals: a text of their own, or a hint
	while ($text =~ /\[\w+\] = \{ERRCODE_(\w+),\s*(NULL|$c_string)(?:,\s*($c_string))?\}/g)
	{
		my ($code, $what, $hint) = ($1, $2, $3);
		push @covered, [ $-[0], $+[0] ];
		if (defined $hint) { add($file, $code, "… " . said_in_c($what), '', said_in_c($hint)); }
		else { add($file, $code, 'subject … is not entitled to "…"', '', said_in_c($what)); }
	}
	while ($text =~ /ERRCODE_(?!TO_CATEGORY\b)\w+/g)
	{
		my $at = $-[0];
		next if grep { $_->[0] <= $at && $at < $_->[1] } @covered;
		# compared, not raised
		next if substr($text, 0, $at) =~ /(?:==|!=|<)\s*$/;
		die "$file: $& is raised in a way that this generator does not know\n";
	}
	return;
}

# What the reference says of SQLSTATEs at large: [ pattern of codes, raised for, what to do ].
sub general
{
	my @general;
	my ($table) = slurp("$root/docs/reference/README.md") =~ /^## Errors\n(.*)/ms;
	# the pages of the reference lie one folder further down
	$table =~ s{\]\((?!https?:|\.\./)}{](reference/}g;

	while ($table =~ /^\| ([0-9A-Z]{5}(?:(?:, | to )[0-9A-Z]{5})*) \| ([^|]*) \| ([^|]*) \|$/mg)
	{
		my ($codes, $for, $do) = ($1, $2, $3);
		my ($low, $high) = split / to /, $codes;
		push @general,
		  {
			holds => sub { defined $high ? $low le $_[0] && $_[0] le $high : $codes =~ /\b$_[0]\b/ },
			for => $for,
			do => $do
		  };
	}
	return @general;
}

read_sqlstates();
find(
	{
		no_chdir => 1,
		wanted => sub {
			return unless -f;
			my $file = substr($_, length("$root/extension/"));
			return if $file =~ m{^(?:upgrade/retired|core/)};
			read_sql($file, slurp($_)) if /\.sql$/;
			read_c($file, slurp($_)) if /\.[ch]$/;
		}
	},
	"$root/extension");

my %name = map { $sqlstates{$_} => $_ } reverse sort keys %sqlstates;
my @general = general();
my @unsaid = grep { my $code = $_; !grep { $_->{holds}->($code) } @general } sort keys %errors;
die "docs/reference/README.md does not say what to do about @unsaid\n" if @unsaid;
binmode(STDOUT, ':encoding(UTF-8)');
print <<'MD';
# Errors

Each error that civic_credit raises, by its SQLSTATE. `make docs/errors.md` makes this page from the sources, and a test says when it is not
current. A dot in a message (…) stands for a value. The message comes with a detail where the cause is not plain, and with a hint where
there is a way out; where it has none, what stands above the table says what to do.

A rejected row of the inbox has the same SQLSTATE, message, detail and hint as the call that it stands for.
Everything else comes from the server itself: [its list](https://www.postgresql.org/docs/current/errcodes-appendix.html).
MD
foreach my $code (sort keys %errors)
{
	my ($general) = grep { $_->{holds}->($code) } @general;
	print "\n## $code ", lc($name{$code} =~ s/^(?:E_R_I_E|T_R)_//r), "\n\n";
	print "Raised for: $general->{for}. What to do: $general->{do}.\n\n";
	print "| Message | Detail: the cause | Hint: the cure | Raised in |\n|---|---|---|---|\n";
	foreach my $row (sort keys %{ $errors{$code} })
	{
		print "| $row | ", join(' ', map { "`$_`" } sort keys %{ $errors{$code}{$row} }), " |\n";
	}
}
