# score_state travels as text and in binary, and a state that was tampered with
# on the way is refused or is another state, but never an accident.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'wire';
my $dir = PostgreSQL::Test::Utils::tempdir;
my $node = new_server('main');
new_programme($node, $db, 6);

# Subjects with nothing, with sums only, with kept entries, with references;
# and one that is too large for its row.
$node->safe_psql($db, <<'SQL');
CREATE TABLE public.who AS SELECT row_number() OVER (ORDER BY subject_id) AS n, subject_id FROM civic_private.subject;
SELECT civic.record(subject_id, 'help', 1.5, '2021-01-01', 'a') FROM public.who WHERE n IN (1, 4, 5);
SELECT civic.record(subject_id, 'class', g, date '2021-01-01' + 9 * g, 'b' || g) FROM public.who, generate_series(1, 5) AS g
	WHERE n IN (2, 4, 5);
SELECT civic.record(subject_id, 'litter', 1, date '2021-03-01' + g, 'c' || g) FROM public.who, generate_series(1, 4) AS g
	WHERE n IN (3, 4, 5);
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref, ref_entry_id)
SELECT 1, e.subject_id, e.rule_id, k, CASE k WHEN 5 THEN 4000 ELSE e.quantity END, e.occurred_on,
	e.effective_on + k, e.source_id, format('%s/%s', e.source_ref, k), e.entry_id
FROM civic_private.entry e JOIN public.who w USING (subject_id) JOIN civic_private.rule r USING (rule_id),
	generate_series(3, 5) AS k
WHERE w.n = 5 AND e.source_ref IN ('b2', 'c1', 'c3') AND (k <> 5 OR r.code = 'litter');
SELECT count(civic.record(subject_id, 'class', 1, date '2021-01-01' + g % 900, 'd' || g)) FROM public.who, generate_series(1, 2000) AS g
	WHERE n = 6;

CREATE TABLE public.state AS
	SELECT w.n, (SELECT civic.score_collect(civic.today() + 30, e.subject_id, e.entry_id, e.rule_id, e.kind, e.quantity,
			e.occurred_on, e.effective_on, e.ref_entry_id ORDER BY e.entry_id)
		FROM civic_private.entry e WHERE e.subject_id = w.subject_id) AS state
	FROM public.who w;
CREATE TABLE public.copy (LIKE public.state);
CREATE TABLE public.half AS
	SELECT w.n, e.entry_id % 2 AS part, civic.score_collect(civic.today() + 30, e.subject_id, e.entry_id, e.rule_id, e.kind,
		e.quantity, e.occurred_on, e.effective_on, e.ref_entry_id) AS state
	FROM public.who w JOIN civic_private.entry e USING (subject_id) GROUP BY 1, 2;
SQL

my $facts = <<'SQL';
SELECT n, state::text, civic.score_value(state), (SELECT string_agg(l::text, ';') FROM civic.score_lines(state) l)
FROM public.%s ORDER BY n
SQL
my $want = $node->safe_psql($db, sprintf($facts, 'state'));

foreach my $format ('text', 'csv', 'binary')
{
	my $file = "$dir/state.$format";
	$node->safe_psql($db, <<SQL);
TRUNCATE public.copy;
COPY public.state TO '$file' (FORMAT $format);
COPY public.copy FROM '$file' (FORMAT $format);
SQL
	is($node->safe_psql($db, sprintf($facts, 'copy')), $want, "$format: the copy has the same text, score and lines");
	$node->safe_psql($db, "COPY public.copy TO '$file.again' (FORMAT $format)");
	ok(slurp_file("$dir/state.$format") eq slurp_file("$dir/state.$format.again"), "$format: and is copied to the same bytes");
}
cmp_ok($node->safe_psql($db, "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'public.state'::regclass"), '>', 0,
	'a large state is stored out of line');
is($node->safe_psql($db, <<'SQL'), 't', 'text and binary agree');
SELECT bool_and(civic_internal.score_state_send(state) = civic_internal.score_state_send(state::text::civic.score_state)) FROM public.state
SQL
is($node->safe_psql($db, <<'SQL'), 't', 'halves that travelled merge into the whole');
COPY public.half TO '/dev/null' (FORMAT binary);
SELECT bool_and(civic.score_value(s.state) IS NOT DISTINCT FROM h.score)
FROM public.state s LEFT JOIN (SELECT n, civic.score_value(civic.score_merge(state::text::civic.score_state)) AS score
	FROM public.half GROUP BY n) h USING (n)
SQL

# A binary COPY file with one row and one column.
sub copy_file
{
	my ($bytes) = @_;
	return "PGCOPY\n\377\r\n\0" . pack('NN', 0, 0) . pack('nN', 1, length($bytes)) . $bytes . pack('n', 0xffff);
}

sub payload
{
	my ($n) = @_;
	return pack('H*', $node->safe_psql($db, "SELECT encode(civic_internal.score_state_send(state), 'hex') FROM public.state WHERE n = $n"));
}

# Feeds the altered states to COPY one by one; what is accepted must then be
# usable: printed, read again, merged and evaluated, with no error of the kind
# that is kept for bugs. Returns counts by SQLSTATE of the COPY.
$node->safe_psql($db, 'CREATE TABLE public.bad (state civic.score_state)');
my @use = (
	'SELECT state::text, civic.score_value(state) FROM public.bad',
	'SELECT civic.score_value(state, 1) FROM public.bad',
	'SELECT count(*) FROM public.bad, civic.score_lines(state)',
	'SELECT civic.score_merge(s) FROM (SELECT state FROM public.bad UNION ALL SELECT state FROM public.state WHERE n = 4) AS x (s)',
	'SELECT 1 / (civic_internal.score_state_send(state) = civic_internal.score_state_send(state::text::civic.score_state))::int FROM public.bad');

sub feed
{
	my ($what, @payloads) = @_;
	my $script = "SET log_min_messages = fatal;\n\\set VERBOSITY sqlstate\n\\o /dev/null\n";

	foreach my $k (0 .. $#payloads)
	{
		my $file = "$dir/bad$k";
		open(my $fh, '>:raw', $file) or die "could not write $file: $!";
		print $fh copy_file($payloads[$k]);
		close $fh;
		chmod 0644, $file;
		$script .= "TRUNCATE public.bad;\nCOPY public.bad FROM '$file' (FORMAT binary);\n\\warn state $k :SQLSTATE\n\\if :ERROR\n\\else\n";
		$script .= "$_;\n\\warn state $k :SQLSTATE\n" foreach @use;
		$script .= "\\endif\n";
	}
	my ($ret, $out, $err) = $node->psql($db, $script, on_error_stop => 0);
	my @states = map { [] } @payloads;
	push @{ $states[$1] }, $2 while $err =~ /^(?:psql:<stdin>:\d+: )?state (\d+) ([0-9A-Z]{5})$/mg;
	my (%count, @bugs);
	foreach my $k (0 .. $#payloads)
	{
		my @mine = @{ $states[$k] };
		push @mine, 'lost' unless @mine;
		$count{$mine[0]}++;
		# 22012 is the last one above: text and binary disagree
		push @bugs, "$k: @mine" if grep { /^XX|lost|22012/ } @mine or $mine[0] eq '00000' && @mine != 1 + @use;
	}
	is(scalar(@bugs), 0, "$what: no crash, no internal error, and what is accepted can be used (" . @payloads . ' states)')
	  or diag(join("\n", @bugs[0 .. ($#bugs < 9 ? $#bugs : 9)]));
	delete @count{qw(00000 22P03)};
	is(join(' ', %count), '', "$what: what is not accepted is refused with 22P03");
	return map { $_->[0] // 'lost' } @states;
}

foreach my $n (1 .. 5)
{
	my $good = payload($n);
	my $length = length $good;

	my @copy = feed("state $n, as it is", $good);
	is($copy[0], '00000', "state $n is accepted as it is ($length bytes)");

	@copy = feed("state $n, cut off", map { substr($good, 0, $_) } 0 .. $length - 1);
	is(scalar(grep { $_ eq '00000' } @copy), 0, "state $n: cut off at any length it is refused");

	@copy = feed("state $n, too long", map { $good . $_ } "\0", "\0" x 8, $good);
	is(scalar(grep { $_ eq '00000' } @copy), 0, "state $n: with more bytes it is refused");

	my $step = $length > 300 ? int($length / 150) : 1;
	my @at = grep { $_ < 80 || $_ % $step == 0 } 0 .. $length - 1;
	foreach my $mask (0x01, 0x80, 0xff)
	{
		@copy = feed(sprintf('state %d, each byte xor %02x', $n, $mask), map {
			my $bad = $good;
			substr($bad, $_, 1) = chr(ord(substr($bad, $_, 1)) ^ $mask);
			$bad;
		} @at);
		is($copy[0], '22P03', sprintf('state %d: another version byte (xor %02x) is refused', $n, $mask));
	}
	next unless $n == 3 || $n == 5;
	# four bytes at once reach the corners of counts and lengths
	foreach my $word (0, 1, 0x7fffffff, 0x80000000, 0xffffffff)
	{
		feed(sprintf('state %d, each word %08x', $n, $word), map {
			my $bad = $good;
			substr($bad, $_, 4) = pack('N', $word);
			$bad;
		} grep { $_ + 4 <= $length } @at);
	}
}
feed('random bytes', map { my $k = $_; join('', map { chr(($k * 2654435761 + $_ * 40503 * ($k + 7)) >> 7 & 255) } 0 .. $k % 97) } 1 .. 200);

# the text form
my @texts = split /\n/, $node->safe_psql($db, 'SELECT state::text FROM public.state WHERE state IS NOT NULL ORDER BY n');
my (@bad, @states);
foreach my $text (@texts)
{
	my $length = length $text;
	my $step = 1 + int($length / 200);
	for (my $i = 0; $i < $length; $i += $step)
	{
		push @bad, substr($text, 0, $i), substr($text, $i);
		foreach my $character ('0', '9', '-', ' ', 'x', '(', ',', '{', '}', ':', '999999999999999999999')
		{
			push @bad, substr($text, 0, $i) . $character . substr($text, $i + 1);
		}
	}
}
push @bad, '', ' ', '{}', '()', '[]', 'null', '1', '-1', 'NaN', "\\x00", 'civic' x 1000, '(' x 10000, '积分';
@states = sqlstates($node, $db, [ map {
	my $literal = $_;
	$literal =~ s/'/''/g;
	"SELECT civic.score_value(s), s::text, civic.score_lines(s) FROM (SELECT '$literal'::civic.score_state) AS x (s)"
} @bad ]);
my %count;
$count{$_}++ foreach @states;
note(join(' ', map { "$_: $count{$_}" } sort keys %count));
is(scalar(grep { /^XX|lost/ } @states), 0, 'damaged text: no crash and no internal error (' . @bad . ' texts)')
  or diag(join("\n", map { "$states[$_] $bad[$_]" } (grep { $states[$_] =~ /^XX|lost/ } 0 .. $#bad)[0 .. 4]));
cmp_ok($count{'22P02'} // 0, '>', 0, 'damaged text is refused with 22P02');
is(sqlstate($node, $db, "SELECT ''::civic.score_state"), '22P02', 'an empty text is refused');

ok($node->log_contains('ready to accept connections'), 'there is a log');
ok(!$node->log_contains(qr/terminated by signal|PANIC|TRAP:/), 'in which no backend died');

$node->stop;
done_testing();
