# The vault key outside the database: in a file, and from a command. What the
# server is told of it goes to its log, and no dump has the key.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $node = new_server('main');
my $file = PostgreSQL::Test::Utils::tempdir() . '/vault.keys';
my $find = "SELECT civic.find_subject('resident 1')";

# Writes the file and lets the server read its settings again.
sub write_keys
{
	my ($text, $mode) = @_;

	unlink($file);
	open(my $out, '>', $file) or die $!;
	print $out $text;
	close($out);
	chmod($mode // 0600, $file);
	$node->reload;
}

# What psql says to a statement, on both outputs.
sub answer
{
	my ($sql) = @_;
	my (undef, $out, $err) = $node->psql($db, "\\set VERBOSITY verbose\n$sql");

	return "$out$err";
}

# The statement fails as it does without a key, and tells the log alone why.
sub refused
{
	my ($why, $logged) = @_;
	my $from = -s $node->logfile;
	my $said = answer($find);

	like($said, qr/55000: the vault key is missing/, "$why: nobody is found");
	unlike($said, qr/\Q$file\E|status|hexadecimal/, "$why: whoever asks is not told");
	like(PostgreSQL::Test::Utils::slurp_file($node->logfile, $from), $logged, "$why: the log says it");
	is($node->safe_psql($db, "SELECT holds FROM civic.check_programme() WHERE property ~ 'key of the look-ups'"),
		'f', "$why: the check of the programme says it");
}

# ---------------------------------------------------------------------------
# in the database, until there is a file

new_programme($node, $db, 3);
my $subject = $node->safe_psql($db, $find);
my $key = $node->safe_psql($db, "SELECT encode(key, 'hex') FROM civic_private.vault_key");
my $other = 'ab' x 32;

like(answer('SELECT civic.adopt_key_file()'), qr/55000: this programme's vault key is not outside/,
	'no file, no adoption');
$node->append_conf('postgresql.conf', "civic_credit.key_file = '$file'");
write_keys("# keys of two towns\n$key\n\n$other\n");
like(answer('SELECT civic.adopt_key_file()'), qr/NOTICE:.*outside the database from now on/, 'it is adopted');
is(answer('SELECT civic.adopt_key_file()'), '', 'and that once');
is($node->safe_psql($db, 'SELECT count(*) FROM civic_private.vault_key'), 0, 'no key is in the database');
is($node->safe_psql($db, $find), $subject, 'the same subject is found');
is($node->safe_psql($db, "SELECT count(*) FROM civic.check_programme() WHERE NOT holds"), 0, 'the programme is whole');

# what leaves the server
my ($dump) = PostgreSQL::Test::Utils::run_command([ 'pg_dumpall', '-d', $node->connstr('postgres') ]);
like($dump, qr/key_check/, 'a dump was made');
unlike($dump, qr/\Q$key\E|\Q$other\E/, 'it holds no key');
$node->safe_psql($db, 'CREATE ROLE clerk LOGIN');
$node->safe_psql($db, "SELECT civic.grant_access('clerk', 'service')");
my (undef, undef, $said) = $node->psql($db, "SET SESSION AUTHORIZATION clerk; SELECT civic.find_subject('x'); SHOW civic_credit.key_file");
like($said, qr/permission denied|must be superuser|privileges of/, 'nobody is told where it is');
(undef, undef, $said) = $node->psql($db, "SELECT civic.today(); SET civic_credit.key_file = '/dev/null'");
like($said, qr/cannot be changed now/, 'no session leads elsewhere');
(undef, undef, $said) = $node->psql($db, 'SET SESSION AUTHORIZATION clerk; SELECT civic.adopt_key_file()');
like($said, qr/permission denied/, 'adoption is for superusers');

# ---------------------------------------------------------------------------
# files that will not do

write_keys("$key\n", 0640);
refused('readable by others', qr/is readable by others/);
write_keys("$other\n");
refused("another programme's", qr/no vault key outside the database is this programme's/);
write_keys("$other\n" . substr($key, 1) . "\n$key\n");
refused('a short line', qr/line 2 of the vault key file is no vault key/);
write_keys("${key}0\n");
refused('a long line', qr/line 1 of the vault key file is no vault key/);
write_keys('x' . substr($key, 1) . "\n");
refused('a wrong digit', qr/line 1 of the vault key file is no vault key/);
write_keys("$other\n" x 256 . "$key\n");
refused('too many', qr/line 257 of the vault key file is no vault key/);
unlink($file);
refused('no file', qr/could not open vault key file/);
unlike(PostgreSQL::Test::Utils::slurp_file($node->logfile), qr/\Q$key\E|\Q${\substr($key, 1)}\E|\Q$other\E/,
	'the log holds no key');
write_keys(uc("$key\n"));
is($node->safe_psql($db, $find), $subject, 'back it is, in capitals');

# ---------------------------------------------------------------------------
# a command, which runs once in a session and again after a reload

my $count = "$file.count";

$node->append_conf('postgresql.conf', "civic_credit.key_file = ''");
$node->append_conf('postgresql.conf', "civic_credit.key_command = 'echo x >>$count; cat $file'");
$node->reload;
my $session = $node->background_psql($db);
like($session->query($find), qr/$subject/, 'a command prints the key');
like($session->query($find), qr/$subject/, 'and again');
is(length(PostgreSQL::Test::Utils::slurp_file($count)), 2, 'it ran once');
$node->reload;
$node->poll_query_until($db, "SELECT now() > pg_conf_load_time()");
sleep(1);
like($session->query($find), qr/$subject/, 'after a reload');
is(length(PostgreSQL::Test::Utils::slurp_file($count)), 4, 'it ran again');
$session->quit;
$node->append_conf('postgresql.conf', "civic_credit.key_command = 'cat $file; exit 3'");
$node->reload;
refused('a command that fails', qr/the vault key command failed/);

# ---------------------------------------------------------------------------
# a programme that begins with a file

$node->append_conf('postgresql.conf', "civic_credit.key_command = ''\ncivic_credit.key_file = '$file'");
write_keys("$key\n$other\n");
$node->safe_psql('postgres', 'CREATE DATABASE village TEMPLATE template0');
$node->safe_psql('village', 'CREATE EXTENSION civic_credit CASCADE');
my (undef, undef, $notices) = $node->psql('village', "SELECT civic.create_programme('Village')");
is($notices, '', 'it has nothing to note');
is($node->safe_psql('village', "SELECT count(*) FROM civic_private.vault_key"), 0, 'its key was never in the database');
is($node->safe_psql('village', "SELECT key_check = sha256('civic_credit/key_check/v1'::bytea || '\\x$other') FROM civic_private.programme"),
	't', 'it is the last of the file');

$node->stop('fast');
done_testing();
