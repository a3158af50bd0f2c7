# Nothing stops the town: a subject that cannot be scored, an event that cannot
# be posted, a policy that cannot be read, a lock that somebody holds, is set
# aside under its name, and everybody else goes on. What is healed goes on, too.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'aside';
my $residents = 300;

my $node = new_server('main');
new_programme($node, $db, $residents);

sub query
{
	my ($sql) = @_;

	return $node->safe_psql($db, $sql);
}

# The rows of a call that is to succeed, and what it says on the way.
sub call
{
	my ($sql) = @_;
	my ($ret, $out, $err) = $node->psql($db, $sql);

	is($ret, 0, "succeeds: $sql") or diag($err);
	return ($out, $err);
}

# ----------
# a subject with dimensions of many policies
# ----------

query(<<'SQL');
CREATE FUNCTION public.pack(area text) RETURNS jsonb LANGUAGE sql AS
$$
	SELECT jsonb_build_object(
		'policy', jsonb_build_object('code', 'p', 'title', t, 'area', area, 'version', '1', 'base', 0),
		'dimensions', (SELECT jsonb_agg(jsonb_build_object('code', format('d_%s_%s', n, d), 'title', t))
			FROM generate_series(1, 64) d),
		'rules', (SELECT jsonb_agg(jsonb_build_object('code', 'r' || d, 'title', t, 'tariff', 1,
			'dimension', format('d_%s_%s', n, d))) FROM generate_series(1, 64) d))
	  FROM (VALUES (jsonb '{"zh": "题", "en": "title"}', substr(area, 2))) x (t, n)
$$;
SELECT civic.define_area('v1', '村', 'village');
SELECT civic.define_area(('v' || n)::ltree, '村', 'village') FROM generate_series(2, 5) n;
SELECT civic.enact_policy(civic.load_policy(public.pack('v' || n)), '2020-01-01') FROM generate_series(1, 5) n;
SELECT civic.enroll('mover', 'resident', 'v1', since => '2020-01-01');
SELECT civic.relocate(civic.find_subject('mover'), ('v' || n)::ltree, make_date(2020 + n, 1, 1))
FROM generate_series(2, 5) n;
SELECT civic.record(civic.find_subject('mover'), 'r' || d, 1, make_date(2020 + n, 1, 1), format('%s/%s', n, d))
FROM generate_series(1, 5) n, generate_series(1, 64) d;
SQL
is(query("SELECT civic.score(civic.find_subject('mover'))"), '320.00', 'a subject is scored in 320 dimensions');
call('CALL civic.settle()');
is(query("SELECT score FROM civic.standings WHERE subject_id = civic.find_subject('mover')"), '320.00', 'and settled');
is(query("SELECT count(*) FROM civic.explain(civic.find_subject('mover')) WHERE points = 1"), '320',
	'and told all of them');

# ----------
# a subject that cannot be scored
# ----------

# what no function writes: a repair of what cannot be repaired
query(<<'SQL');
SELECT civic.record(civic.find_subject('resident 7'), 'help', 1, '2021-01-01', 'poisoned');
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on,
	source_id, ref_entry_id, actor_id, login_id)
SELECT e.epoch, e.subject_id, e.rule_id, 5, 5000, e.occurred_on, e.effective_on, e.source_id, e.entry_id,
	e.actor_id, e.login_id
FROM civic_private.entry e WHERE e.source_ref = 'poisoned';
SELECT civic.record(civic.find_subject('resident 8'), 'help', 1, '2021-01-01', 'sound');
SQL
my $bad = query("SELECT civic.find_subject('resident 7')");
my ($out, $err) = $node->psql($db, "SELECT civic.score($bad)");
like(($node->psql($db, "SELECT civic.score($bad)"))[2], qr/subject $bad/, 'the error names the subject');
($out, $err) = call('SELECT count(*), count(score) FROM civic.scores()');
is($out, $residents + 1 . "|$residents", 'scores() has no score for one, and all others');
like($err, qr/WARNING:.*subject $bad has no score/, 'and says whose is missing');
($out, $err) = call('CALL civic.settle()');
like($err, qr/WARNING:.*subject $bad was set aside/, 'settle() says who was set aside');
is(query("SELECT score FROM civic.standings WHERE subject_id = civic.find_subject('resident 8')"), '1002.00',
	'a neighbour in the same batch is settled');
is(query('SELECT work, subject_id, times, reason ~ $$severity$$ FROM civic.set_aside'), "standings|$bad|1|t",
	'the operator sees who, and why');
call('CALL civic.settle()');
is(query('SELECT times FROM civic.set_aside'), '2', 'it is tried again');
query(<<SQL);
ALTER TABLE civic_private.entry DISABLE TRIGGER USER;
DELETE FROM civic_private.entry WHERE subject_id = $bad AND kind = 5;
ALTER TABLE civic_private.entry ENABLE TRIGGER USER;
SQL
call('CALL civic.settle()');
is(query('SELECT count(*) FROM civic.set_aside'), '0', 'once healed, it is settled like all others');
is(query("SELECT score FROM civic.standings WHERE subject_id = $bad"), '1002.00', 'with the score that it has');

# ----------
# a residence that leads nowhere
# ----------

# what tables refuse, whoever writes: it would be read with those of all others
foreach my $poison ("INSERT INTO civic_private.area VALUES ('town.b\@d', 'x', 'x')",
	"UPDATE civic_private.residence SET since = '4713-01-01 BC'", "UPDATE civic_private.residence SET since = 'infinity'",
	"UPDATE civic_private.residence SET effective_on = '-infinity'", "UPDATE civic_private.residence SET since = NULL")
{
	like(($node->psql($db, "BEGIN; ALTER TABLE civic_private.residence DISABLE TRIGGER ALL; $poison"))[2], qr/violates (check|not-null) constraint/, "refused: $poison");
}
query(<<'SQL');
CREATE TABLE public.homes AS SELECT r.* FROM civic_private.residence r
	WHERE r.subject_id IN (civic.find_subject('resident 31'), civic.find_subject('resident 32'));
ALTER TABLE civic_private.residence DISABLE TRIGGER ALL;
UPDATE civic_private.residence SET area = 'nowhere' WHERE subject_id = civic.find_subject('resident 31');
DELETE FROM civic_private.residence WHERE subject_id = civic.find_subject('resident 32');
ALTER TABLE civic_private.residence ENABLE TRIGGER ALL;
SELECT civic.record(civic.find_subject('resident 33'), 'help', 1, '2021-01-01', 'home');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || g, 'help', 1, '2021-01-01', 'in' FROM generate_series(31, 34) g;
SQL
($out, $err) = call('SELECT count(*), count(score) FROM civic.scores()');
is($out, $residents . '|' . ($residents - 1), 'who lives nowhere has no score, and all others have theirs');
is((call('CALL civic.post_inbox()'))[0], '2|2', 'events about them are rejected, and the others posted');
query('DELETE FROM civic.inbox');
call('CALL civic.settle()');
is(query("SELECT score FROM civic.standings WHERE subject_id = civic.find_subject('resident 33')"), '1004.00',
	'neighbours are settled');
query(<<'SQL');
ALTER TABLE civic_private.residence DISABLE TRIGGER ALL;
DELETE FROM civic_private.residence r USING public.homes h WHERE r.subject_id = h.subject_id;
INSERT INTO civic_private.residence OVERRIDING SYSTEM VALUE SELECT * FROM public.homes;
ALTER TABLE civic_private.residence ENABLE TRIGGER ALL;
SQL

# ----------
# a policy that cannot be read
# ----------

query(<<'SQL');
ALTER TABLE civic_private.enactment DISABLE TRIGGER USER;
UPDATE civic_private.enactment SET document = document #- '{rules,0,dimension}' WHERE area = 'v5';
SELECT civic.record(civic.find_subject('resident 9'), 'help', 1, '2021-01-01', 'beside');
SELECT civic.enact_policy(civic.load_policy(jsonb_set(document, '{policy,version}', '"2"')), civic.today())
  FROM civic_private.enactment WHERE area = 'town';
SQL
call('CALL civic.settle()');
is(query("SELECT subject_id = civic.find_subject('mover'), sqlstate FROM civic.set_aside WHERE work = 'standings'"), 't|XX001',
	'a policy that cannot be read stops only whom it governs');
is(query("SELECT score FROM civic.standings WHERE subject_id = civic.find_subject('resident 9')"), '1002.00',
	'those under another are settled');
query(<<'SQL');
UPDATE civic_private.enactment SET document = jsonb_set(document, '{rules,0,dimension}', '"d_5_1"') WHERE area = 'v5';
ALTER TABLE civic_private.enactment ENABLE TRIGGER USER;
SQL
call('CALL civic.settle()');
is(query('SELECT count(*) FROM civic.set_aside'), '0', 'once it can be read again, nothing is left aside');

# ----------
# events that cannot be posted
# ----------

query(<<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES (repeat(U&'\FDFA', 16000000), 'help', 1, '2021-01-01', 'long id'),
	('resident 1', 'help', 1, '2021-01-01', repeat('r', 50000000)),
	('resident 2', repeat('c', 50000000), 1, '2021-01-01', 'long code'),
	('resident 3', 'help', '1e1000', '2021-01-01', 'large'),
	('resident 4', 'help', 'NaN', '2021-01-01', 'none'),
	('resident 5', 'help', 1, 'infinity', 'never'),
	('resident 6', 'help', 1, '2021-01-01', 'good');
SQL
is((call('CALL civic.post_inbox()'))[0], '1|6', 'bad rows are rejected, and the good one is posted');
is(query('SELECT string_agg(sqlstate, $$,$$ ORDER BY inbox_id) FROM civic.inbox_set_aside'),
	'22001,22023,42704,22003,22003,22008', 'each with its reason');
is(query('DELETE FROM civic.inbox RETURNING 1') =~ tr/1//, 6, 'and the inbox is cleared');
foreach my $call ("civic.find_subject(repeat(U&'\\FDFA', 16000000))",
	"civic.enroll(repeat(U&'\\FDFA', 16000000), 'resident', 'town')")
{
	is(sqlstate($node, $db, "SELECT $call"), '22001', "refused: $call");
}

# a gigabyte of evidence, 50 000 rows a batch
query(<<"SQL");
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence)
SELECT 'resident ' || 1 + g % $residents, 'help', 1, '2021-01-01', 'scan ' || g,
	convert_to(repeat('x', 1000000) || g, 'UTF8')
FROM generate_series(1, 1100) g;
SQL
is((call('CALL civic.post_inbox()'))[0], '1100|0', 'large documents are posted in batches of their size');

# a file that no row of the ledger can keep
query(<<'SQL');
CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'too large' USING ERRCODE = 'program_limit_exceeded'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON civic_private.kept_text FOR EACH ROW
	WHEN (NEW.body = convert_to('poison', 'UTF8')) EXECUTE FUNCTION public.refuse();
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, evidence)
SELECT 'resident ' || g, 'help', 1, '2021-01-01', 'file ' || g, convert_to(CASE WHEN g = 17 THEN 'poison' ELSE 'ok' END, 'UTF8')
FROM generate_series(1, 100) g;
SQL
is((call('CALL civic.post_inbox()'))[0], '99|1', 'one file that cannot be kept rejects one row');
is(query('SELECT sqlstate, reason FROM civic.inbox_set_aside'), '54000|too large', 'with its reason');
query('DROP TRIGGER refuse ON civic_private.kept_text; SELECT civic.retry_inbox()');
is((call('CALL civic.post_inbox()'))[0], '1|0', 'and is posted once it can be');

# ----------
# locks that somebody holds
# ----------

my $holder = $node->background_psql($db);
$holder->query_safe(<<'SQL');
BEGIN;
SELECT civic.record(civic.find_subject('resident 21'), 'help', 1, '2021-01-01', 'held');
SQL
query(<<'SQL');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || g, 'help', 1, '2021-01-01', 'held' FROM generate_series(1, 40) g;
SQL
($out, $err) = call('CALL civic.post_inbox()');
is($out, '39|0', 'an event that another transaction is posting keeps no other one back');
like($err, qr/WARNING:.*1 row of the inbox waits/, 'and is reported');
is(query('SELECT rejected_at IS NULL, sqlstate FROM civic.inbox_set_aside'), 't|55P03', 'it waits');
$holder->query_safe('COMMIT');
is((call('CALL civic.post_inbox()'))[0], '1|0', 'and is done once the lock is gone');

# a standing that somebody holds
$holder->query_safe("BEGIN; SELECT FROM civic_private.standing WHERE subject_id = $bad FOR UPDATE");
query("SELECT count(civic.record(subject_id, 'help', 1, '2021-01-01', 'all')) FROM civic_private.subject WHERE subject_id <> civic.find_subject('mover')");
call('CALL civic.settle()');
is(query("SELECT count(*) FROM civic.set_aside WHERE subject_id = $bad AND sqlstate = '55P03'"), '1',
	'a standing that somebody holds is set aside');
is(query("SELECT count(*) FROM civic.scores() s JOIN civic.standings t USING (subject_id)
	WHERE s.score <> t.score AND s.subject_id <> $bad"), '0', 'all others are settled');
$holder->query_safe('COMMIT');
$holder->quit;
call('CALL civic.settle()');
is(query("SELECT count(*) FROM civic.set_aside WHERE subject_id = $bad"), '0', 'and it is settled afterwards');

done_testing();
