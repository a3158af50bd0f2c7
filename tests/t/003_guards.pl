# The tables of record only grow. Whoever tries to change them, the owner and a
# superuser included, and by whatever statement, is refused with 23001, also in
# replica mode; only someone who takes the guard down first can.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'guards';
my $node = new_server('main');
new_programme($node, $db, 3);
$node->safe_psql($db, <<'SQL');
SELECT count(civic.record(s.subject_id, 'help', 1, '2021-01-01', 'a')) FROM civic_private.subject s;
SELECT civic.withdraw_consent(civic.find_subject('resident 1'), 'asked for it');
SQL

my @tables = qw(entry enactment policy rule residence consent);
my %as = (
	'civic_owner' => 'SET ROLE civic_owner;',
	'a superuser' => '',
	'civic_owner in replica mode' => "SET session_replication_role = replica; SET ROLE civic_owner;",
	'a superuser in replica mode' => "SET session_replication_role = replica;");

sub contents
{
	my ($table) = @_;
	return $node->safe_psql($db, "SELECT count(*), md5(string_agg(t::text, '' ORDER BY t::text)) FROM civic_private.$table t");
}

foreach my $table (@tables)
{
	my $name = "civic_private.$table";
	my @columns = split /\n/, $node->safe_psql($db, <<SQL);
SELECT quote_ident(attname) FROM pg_attribute
WHERE attrelid = '$name'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
SQL
	my $key = $node->safe_psql($db, <<SQL);
SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_index i
	JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((string_to_array(i.indkey::text, ' ')::int[])[1:i.indnkeyatts])
WHERE i.indrelid = '$name'::regclass AND i.indisprimary
SQL
	my $columns = join(', ', @columns);
	my $last = $columns[-1];
	my $on = join(' AND ', map { "t.$_ = s.$_" } split /, /, $key);
	my $before = contents($table);

	like($before, qr/^[1-9]/, "$table has rows to attack");
	my %attack = (
		'UPDATE' => "UPDATE $name SET $last = $last",
		'UPDATE of one row' => "UPDATE $name SET $last = NULL WHERE ($key) = (SELECT $key FROM $name LIMIT 1)",
		'UPDATE from a CTE' => "WITH x AS (UPDATE $name SET $last = $last RETURNING 1) SELECT count(*) FROM x",
		'DELETE' => "DELETE FROM $name",
		'TRUNCATE … CASCADE' => "TRUNCATE $name CASCADE",
		'TRUNCATE ONLY … CASCADE' => "TRUNCATE ONLY $name RESTART IDENTITY CASCADE",
		'MERGE … UPDATE' => "MERGE INTO $name t USING $name s ON $on WHEN MATCHED THEN UPDATE SET $last = s.$last",
		'MERGE … DELETE' => "MERGE INTO $name t USING $name s ON $on WHEN MATCHED THEN DELETE",
		'ON CONFLICT DO UPDATE' => "INSERT INTO $name ($columns) OVERRIDING SYSTEM VALUE SELECT $columns FROM $name LIMIT 1"
		  . " ON CONFLICT ($key) DO UPDATE SET $last = excluded.$last");
	foreach my $who (sort keys %as)
	{
		my @names = sort keys %attack;
		my @states = sqlstates($node, $db, [ map { $attack{$_} } @names ], before => $as{$who});
		is($states[$_], '23001', "$table: $names[$_] as $who") foreach 0 .. $#names;
		# another table may refer to this one, and that is reported first
		my $state = sqlstate($node, $db, "TRUNCATE $name", before => $as{$who});
		ok($state eq '23001' || $state eq '0A000', "$table: TRUNCATE as $who ($state)");
	}
	is(contents($table), $before, "$table is what it was");
}

# COPY can only add; a rule or a view on top changes nothing
is(sqlstate($node, $db, 'UPDATE v SET quantity = 1',
		before => 'CREATE TEMP VIEW v AS SELECT * FROM civic_private.entry;'),
	'23001', 'an updatable view is no way round');
is(sqlstate($node, $db, 'SELECT pg_temp.f()', before => <<'SQL'), '23001', 'nor is a function of the owner');
CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM civic_private.entry';
ALTER FUNCTION pg_temp.f() OWNER TO civic_owner;
SQL
is(sqlstate($node, $db, "UPDATE civic_private.entry SET quantity = 1",
		before => 'BEGIN; ALTER TABLE civic_private.entry DISABLE TRIGGER USER; ALTER TABLE civic_private.entry ENABLE TRIGGER USER;'),
	'23001', 'a guard that was switched off and on again guards');

# foreign keys of the programme must not change a table of record on their own
is($node->safe_psql($db, <<'SQL'), '', 'no foreign key of the programme cascades');
SELECT conrelid::regclass, conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
WHERE n.nspname LIKE 'civic%' AND contype = 'f' AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))
SQL

# after the guards are dropped, the statements work
foreach my $table (qw(entry consent residence))
{
	my $drop = $node->safe_psql($db, <<SQL);
SELECT string_agg(format('DROP TRIGGER %I ON civic_private.$table;', tgname), ' ') FROM pg_trigger
WHERE tgrelid = 'civic_private.$table'::regclass AND NOT tgisinternal
SQL
	my $column = $node->safe_psql($db,
		"SELECT attname FROM pg_attribute WHERE attrelid = 'civic_private.$table'::regclass AND attnum = 1");
	is($node->safe_psql($db, <<SQL), 't', "without its guards $table can be changed");
BEGIN;
$drop
WITH x AS (UPDATE civic_private.$table SET $column = $column RETURNING 1) SELECT count(*) > 0 FROM x;
ROLLBACK;
SQL
}
is(sqlstate($node, $db, 'DELETE FROM civic_private.entry'), '23001', 'rolled back, the guard is there again');

$node->stop;
done_testing();
