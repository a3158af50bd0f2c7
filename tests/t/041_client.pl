# civic-audit: keys, notes of a notary, what a superuser changes, forged notes,
# proofs that a resident takes along. The same changes as the server itself
# finds, and those that only a note from outside shows.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;
use Verifier;

my $db = 'town';
my $dir = PostgreSQL::Test::Utils::tempdir();
my $node = new_server('main');

new_programme($node, $db, 30);
mkdir "$dir/notes" or die $!;

sub sql { return $node->safe_psql($db, $_[0]); }

# The exit status of civic-audit, and what it says.
sub audit
{
	my @args = @_;
	my ($out, $err) = ('', '');

	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	local $ENV{PGDATABASE} = $db;
	IPC::Run::run([ 'civic-audit', @args ], '<', '/dev/null', '>', \$out, '2>', \$err);
	note "$err" if $err ne '';
	return ($? >> 8, $out, $err);
}

sub status_of { my ($status) = audit(@_); return $status; }

sub post
{
	my ($from, $to) = @_;
	sql("INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
		SELECT 'resident ' || 1 + g % 30, 'help', 1 + g % 4, date '2021-01-01' + g % 365, 'ref ' || g
		FROM generate_series($from, $to) AS g; CALL civic.post_inbox()");
	return;
}

sub keep
{
	sql(join ';', map { "CREATE TABLE public.kept_$_ AS TABLE civic_private.$_" } qw(entry block tile frontier));
	return;
}

sub unguarded
{
	my ($change) = @_;
	sql('SET session_replication_role = replica; ' . join('; ', map { "ALTER TABLE civic_private.$_ DISABLE TRIGGER ALL" } qw(entry block tile)) . "; $change; "
		. join('; ', map { "ALTER TABLE civic_private.$_ ENABLE ALWAYS TRIGGER guard_rows; ALTER TABLE civic_private.$_ ENABLE ALWAYS TRIGGER guard_table" } qw(entry block tile)));
	return;
}

sub put_back
{
	unguarded(join ';', map { "DELETE FROM civic_private.$_; INSERT INTO civic_private.$_ TABLE public.kept_$_; DROP TABLE public.kept_$_" } qw(entry block tile frontier));
	return;
}

# ---------------------------------------------------------------------------
# keys and notes

is(status_of('--help'), 0, 'help');
is(status_of('--version'), 0, 'version');
is(status_of(), 1, 'nothing to do');
is(status_of('dance'), 1, 'no such command');
is(status_of('--no-such-option'), 1, 'no such option');
is(status_of('verify', '--dbname=port=1 host=/nowhere'), 2, 'no server');
my ($status, $key) = audit('keygen', '--name', 'town.example/points', "$dir/notary.key");
chomp $key;
like($key, qr{^town\.example/points\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$}, 'a key');
is((stat "$dir/notary.key")[2] & 0777, 0600, '... that nobody else may read');
is(status_of('keygen', '--name', 'x', "$dir/notary.key"), 2, 'no key is written over another');
is(status_of('keygen', '--name', 'a b', "$dir/other.key"), 1, 'a name has no spaces');
my (undef, $witness_key) = audit('keygen', '--name', 'witness.example/w', '--witness', "$dir/witness.key");
chomp $witness_key;

post(1, 500);
my @notary = ('notary', '--key', "$dir/notary.key", '--notes', "$dir/notes", '--seal');
($status, my $note) = audit(@notary);
is($status, 0, 'a notary signs');
like($note, qr{^civic_credit/[-0-9a-f]{36}\n\d+\n[A-Za-z0-9+/]{43}=\n\n\x{e2}\x{80}\x{94} town\.example/points [A-Za-z0-9+/=]+\n$}, 'a note');
is(slurp_file("$dir/notes/checkpoint"), $note, '... which he keeps');
my $first = "$dir/first";
append_to_file($first, $note);
post(501, 700);
is(status_of(@notary), 0, 'the next one continues it');
my $second = "$dir/second";
append_to_file($second, slurp_file("$dir/notes/checkpoint"));
my @proofs = glob("$dir/notes/consistency.*");
is(scalar(@proofs), 1, 'a proof of it for witnesses');

my @cosign = ('cosign', '--key', "$dir/witness.key", '--log-key', $key, '--state', "$dir/seen");
is(status_of(@cosign, $first), 0, 'a witness signs');
is(status_of(@cosign, $second), 4, '... nothing that is not proved to continue it');
($status, my $cosigned) = audit(@cosign, '--proof', $proofs[0], $second);
is($status, 0, '... but what is');
append_to_file("$dir/cosigned", $cosigned);
is(status_of(@cosign, $first), 5, '... and nothing older');
is(status_of('cosign', '--key', "$dir/notary.key", '--log-key', $key, $first), 1, 'a notary is no witness');

# ---------------------------------------------------------------------------
# verifying

my @verify = ('verify', '--log-key', $key, '-c', $first, '-c', "$dir/cosigned");
($status, my $said) = audit(@verify, '--log-key', $witness_key);
is($status, 7, 'the first note has no signature of the witness');
($status, $said) = audit(@verify);
is($status, 0, 'verified');
like($said, qr/verified with 2 checkpoints/, '... and said so');
($status, $said) = audit('verify', '--json', '-c', "$dir/cosigned", '-k', $key, '-k', $witness_key);
is($status, 0, 'with the witness');
like($said, qr/^\{"verified": true, "status": 0, .*"faults": \[\]\}\n$/, 'as JSON');
my ($root) = $said =~ /"root": "([0-9a-f]{64})"/;
my ($second_root, @faults) = Verifier::verify($node, $db);
is($second_root, $root, 'a second verifier, written from the format alone, finds the same root');
is("@faults", '', '... and no damage');
is(sql("SELECT encode(civic_internal.tree_root(NULL), 'hex')"), $root, '... as the server says');
sql('CREATE ROLE inspector LOGIN; SELECT civic.grant_access($$inspector$$, $$auditor$$)');
{
	local $ENV{PGUSER} = 'inspector';
	is(status_of(@verify), 0, 'an auditor verifies with no other right');
}

# ---------------------------------------------------------------------------
# what is changed is found, and where

my ($id, $later) = split /\n/, sql('SELECT unnest(ARRAY[min(entry_id) FILTER (WHERE entry_id > 200), max(entry_id)]) FROM civic_private.entry');
my @changes = (
	[ "UPDATE civic_private.entry SET quantity = quantity + 1 WHERE entry_id = $id", 3, "entry: $id: the row is not what was sealed", 'a quantity' ],
	[ "UPDATE civic_private.entry SET login_id = -1 WHERE entry_id = $id", 3, "entry: $id: the row is not what was sealed", 'a login' ],
	[ "DELETE FROM civic_private.entry WHERE entry_id = $id", 3, 'no row is what was sealed here', 'a deleted row' ],
	[ "DELETE FROM civic_private.entry WHERE entry_id = $later", 3, 'no row is what was sealed here', 'the last row deleted' ],
	[ "UPDATE civic_private.entry SET recorded_at = recorded_at - interval '1 day' WHERE entry_id = $later", 3, "entry: $later: its transaction is younger", 'a backdated row' ],
	[ "UPDATE civic_private.tile SET data = set_byte(data, 32, 255 - get_byte(data, 32)) WHERE level = 0 AND tile_no = 0", 3, 'no row is what was sealed here', 'a tile' ],
	[ "UPDATE civic_private.block SET taken_at = taken_at + interval '1 s' WHERE block_no = 1", 3, 'block: the row is not what was sealed', 'a header' ],
	[ "UPDATE civic_private.block SET subjects_root = sha256('x') WHERE block_no = 1", 3, 'the root over subjects is not', 'a root over subjects' ],
	[ "DELETE FROM civic_private.block WHERE block_no = 2", 3, 'fewer leaves than were signed|sealed', 'the last block deleted' ],
	[ "INSERT INTO civic_private.entry (epoch, subject_id, rule_id, quantity, occurred_on, effective_on, source_id, source_ref, xact, recorded_at, actor_id, login_id)
		SELECT e.epoch, e.subject_id, e.rule_id, 100, e.occurred_on, e.effective_on, e.source_id, 'old', e.xact, e.recorded_at, e.actor_id, e.login_id
		FROM civic_private.entry e WHERE e.entry_id = $id", 3, 'the block was sealed with fewer rows', 'a row with an old stamp' ]);
foreach my $change (@changes)
{
	my ($sql, $expected, $says, $what) = @$change;
	keep();
	unguarded($sql);
	($status, $said) = audit(@verify);
	is($status, $what eq 'the last block deleted' ? 5 : $expected, "$what: status");
	like($said, qr/$says/, "$what: where");
	my ($other_root, @found) = Verifier::verify($node, $db);
	if ($what eq 'a quantity' || $what eq 'a deleted row')
	{
		my @ours = sort map { /leaf (\d+): no row/ ? "leaf $1" : /entry: (\d+): the row is not/ ? "entry $1" : () } split /\n/, $said;
		is(join(' ', sort @found), "@ours", "$what: the second verifier finds the same damage");
	}
	put_back();
}
is(status_of(@verify), 0, 'then all is as it was');

# The superuser who seals the changed ledger anew deceives the server, and not the note.
keep();
unguarded("DELETE FROM civic_private.block; DELETE FROM civic_private.tile; DELETE FROM civic_private.frontier; DELETE FROM civic_private.subject_leaves;
	UPDATE civic_private.entry SET quantity = quantity + 1 WHERE entry_id = $id");
sql('SELECT civic.seal(true)');
sql('SELECT civic.seal(true)');
is(sql('SELECT count(*) FROM civic.verify()'), 0, 'sealed anew, the server finds nothing');
is(status_of('verify'), 0, '... nor does civic-audit without a note');
($status, $said) = audit(@verify);
cmp_ok($status, '>=', 4, '... but with one');
like($said, qr/what was signed up to here was something else|fewer leaves than were signed/, '... which says why');
cmp_ok(status_of(@notary), '>=', 4, 'and the notary signs nothing more');
put_back();
sql("DELETE FROM civic_private.subject_leaves");

# what the server says of itself is not asked
sql('CREATE OR REPLACE FUNCTION civic.verify(from_block int8 DEFAULT NULL, to_block int8 DEFAULT NULL) RETURNS TABLE (block_no int8, leaf_index int8,
	table_name text, subject_id int8, entry_id int8, fault text) LANGUAGE sql AS $$ SELECT NULL::int8, NULL::int8, NULL, NULL::int8, NULL::int8, NULL WHERE false $$');
keep();
unguarded("UPDATE civic_private.entry SET quantity = quantity + 1 WHERE entry_id = $id");
is(sql('SELECT count(*) FROM civic.verify()'), 0, 'a function that lies');
is(status_of(@verify), 3, '... deceives nobody');
put_back();
sql('ALTER TABLE civic_private.entry ENABLE TRIGGER guard_rows');
is(status_of(@verify), 6, 'a guard that is no longer always there');
sql('ALTER TABLE civic_private.entry ENABLE ALWAYS TRIGGER guard_rows');
sql('CREATE RULE quiet AS ON DELETE TO civic_private.gift DO INSTEAD NOTHING');
is(status_of(@verify), 6, 'a rule');
sql('DROP RULE quiet ON civic_private.gift');
sql("CREATE POLICY hides ON civic_private.entry AS RESTRICTIVE FOR SELECT USING (entry_id <> $id)");
is(status_of(@verify), 6, 'a policy that would hide rows');
sql('DROP POLICY hides ON civic_private.entry');

# ---------------------------------------------------------------------------
# forged notes

sub forged
{
	my ($change, $what) = @_;
	my $text = slurp_file($second);

	$text = $change->($text);
	unlink "$dir/forged";
	append_to_file("$dir/forged", $text);
	is(status_of('verify', '-k', $key, '-c', "$dir/forged"), 7, $what);
	return;
}

forged(sub { $_[0] =~ s/\n(\d+)\n/"\n" . ($1 + 1) . "\n"/er }, 'another size');
forged(sub { $_[0] =~ s/\n(\d+)\n/\n0$1\n/r }, 'a leading zero');
forged(sub { $_[0] =~ s/\n/\r\n/gr }, 'CR LF');
forged(sub { substr($_[0], 0, -1) }, 'no final line break');
forged(sub { $_[0] =~ s/points ([A-Za-z0-9])/'points ' . ($1 eq 'A' ? 'B' : 'A')/er }, 'another key id');
forged(sub { $_[0] =~ s/(.)==?\n$/'x' . substr($&, 1)/er }, 'a signature that is another');
forged(sub { $_[0] =~ s/town\.example/town2.example/r }, 'another name');
forged(sub { $_[0] =~ s/\n\n.*/\n/sr }, 'no signature');
append_to_file("$dir/extra", slurp_file($second) . "\x{e2}\x{80}\x{94} unknown.example/k AAAAAAA=\n");
is(status_of('verify', '-k', $key, '-c', "$dir/extra"), 0, 'a signature of somebody unknown is not looked at');

# ---------------------------------------------------------------------------
# proofs

my $subject = sql("SELECT subject_id FROM civic_private.entry WHERE entry_id = $id");
is(status_of('prove', '-k', $key, '-c', $second, '-o', "$dir/proof", $subject, $id), 0, 'a proof of an entry');
($status, $said) = audit('check', '-k', $key, "$dir/proof", '-d', 'host=/nowhere');
is($status, 0, '... which holds without a database');
like($said, qr/^entry $id of subject $subject\n.*signed by town\.example/s, '... and says of what');
is(status_of('check', '-k', $witness_key, "$dir/proof"), 7, '... but not for whoever wants the witness');
my $proof = slurp_file("$dir/proof");
foreach my $change ([ sub { $_[0] =~ s/index (\d+)/'index ' . ($1 + 1)/er }, 4, 'another index' ], [ sub { $_[0] =~ s/extra Q/extra R/r }, 7, 'no entry' ],
	[ sub { my @lines = split /\n/, $_[0]; splice(@lines, 3, 1); join("\n", @lines) . "\n" }, 4, 'a hash less' ], [ sub { $_[0] =~ s/(index \d+\n)(.*?\n)/$1$2$2/r }, 4, 'a hash more' ],
	[ sub { $_[0] =~ s/v1/v2/r }, 7, 'another version' ])
{
	unlink "$dir/changed";
	append_to_file("$dir/changed", $change->[0]->($proof));
	is(status_of('check', '-k', $key, "$dir/changed"), $change->[1], "a proof with $change->[2]");
}

$node->stop;
done_testing();
