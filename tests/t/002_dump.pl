# A dump carries the whole programme: restored into another database, or into
# another cluster that was given the roles first, it gives the same scores,
# goes on with the next entry_id, guards as before, and dumps to the same text.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

my $db = 'town';
my $dir = PostgreSQL::Test::Utils::tempdir;

my $node = new_server('main');
$node->safe_psql('postgres', 'CREATE ROLE clerk; CREATE ROLE inspector');
new_programme($node, $db, 50);

# A ledger with everything in it: awards of every rule, reversals, the other
# kinds of reference, a second area whose policy extends, moves, a withdrawal,
# waiting and rejected inbox rows, grants.
$node->safe_psql($db, <<SQL);
SELECT civic.grant_access('clerk', 'recorder', 'desk') FROM (SELECT civic.define_source('desk', '窗口', 'desk')) AS x;
SELECT civic.grant_access('inspector', 'auditor');
SELECT civic.define_area('town.brook', '溪', 'brook');
SELECT civic.enact_policy(civic.load_policy(jsonb_set(jsonb_set(
	@{[ pack_sql(area => 'town.brook', help => 3, version => 'b') ]},
	'{policy,extend}', 'true'), '{policy,code}', '"brook"')), civic.today());
SELECT count(civic.relocate(s.subject_id, 'town.brook', '2021-06-01')) FROM civic_private.subject s WHERE s.subject_id % 7 = 0;
SELECT civic.withdraw_consent(civic.find_subject('resident 13'), 'asked for it');
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
SELECT 'resident ' || 1 + g % 50, (ARRAY['help', 'class', 'litter'])[1 + g % 3], 1 + g % 4,
	date '2021-01-01' + g % 365, 'ref ' || g
FROM generate_series(1, 3000) AS g;
CALL civic.post_inbox();
-- losses take effect when they are recorded, so the past is written by hand
INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref, ref_entry_id)
SELECT 1, e.subject_id, e.rule_id, k, CASE k WHEN 5 THEN 4000 ELSE e.quantity END, e.occurred_on,
	greatest(e.effective_on, '2021-07-01') + k, e.source_id, format('%s/%s', e.source_ref, k), e.entry_id
FROM civic_private.entry e JOIN civic_private.rule r USING (rule_id), generate_series(3, 5) AS k
WHERE e.entry_id % 19 = 0 AND r.code = 'litter';
SELECT count(civic.reverse(e.subject_id, e.entry_id, 'mistaken')) FROM civic_private.entry e
WHERE e.entry_id % 23 = 0 AND e.kind = 1;
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('nobody', 'help', 1, '2021-01-01', 'rejected 1'), ('resident 1', 'dancing', 1, '2021-01-01', 'rejected 2');
CALL civic.post_inbox();
INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
VALUES ('resident 2', 'help', 1.5, '2021-02-02', 'waiting 1');
SQL

# What follows from the ledger and is kept: standings and a lock, coupons spent,
# held, given and taken back, repair cases and appeals in every state, reviews.
my $shop = <<'JSON';
{"policy": {"code": "shop", "title": {"zh": "店", "en": "shop"}, "area": "town.shop", "version": "1", "base": 1000, "gifts": true,
            "appeal_suspends": true},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 2, "coupons": 1, "coupons_expire": {"days": 90}},
  {"code": "dirt", "title": {"zh": "脏", "en": "dirt"}, "dimension": "service", "tariff": -5, "severity": "minor", "legal_basis": "order 1"},
  {"code": "fraud", "title": {"zh": "造假", "en": "fraud"}, "dimension": "service", "tariff": -50, "severity": "serious", "review": "always",
   "legal_basis": "order 2", "veto": {"ceiling_tier": "plain", "blocks_redemption": true, "until": "next_year_end"}}],
 "tiers": [{"code": "plain", "title": {"zh": "普通", "en": "plain"}, "rank": 1, "promote_at": 0},
           {"code": "star", "title": {"zh": "星", "en": "star"}, "rank": 2, "promote_at": 1010, "demote_below": 1005, "hold_days": 14}],
 "benefits": [{"code": "soap", "title": {"zh": "皂", "en": "soap"}, "kind": "redemption", "cost": 3, "stock": 50}],
 "repair_windows": [{"severity": "minor", "max_days": 90}, {"severity": "serious", "max_days": 900}],
 "repair_steps": [{"severity": "minor", "path": "offset", "kind": "service_hours", "rule": "help", "amount": 8, "decider": "system", "restores": 10000},
  {"severity": "serious", "path": "papers", "step": 1, "kind": "duty", "restores": 4000},
  {"severity": "serious", "path": "papers", "step": 2, "kind": "observation", "amount": 30, "decider": "system", "restores": 10000}]}
JSON
$node->safe_psql($db, <<SQL);
SELECT civic.define_area('town.shop', '店', 'shop');
SELECT civic.define_holidays('default', '{2030-01-01,2030-01-02}', false, 'New Year');
SELECT civic.enact_policy(civic.load_policy(\$json\$$shop\$json\$), civic.today());
SELECT civic.enroll('shopper ' || g, 'resident', 'town.shop') FROM generate_series(1, 8) AS g;
SELECT civic.enroll('family', 'household', 'town.shop');
SQL
$node->safe_psql($db, <<'SQL');
CREATE FUNCTION pg_temp.s(n int) RETURNS bigint LANGUAGE sql AS $$ SELECT civic.find_subject('shopper ' || n) $$;
CREATE FUNCTION pg_temp.e(n int, ref text) RETURNS bigint LANGUAGE sql AS
$$ SELECT entry_id FROM civic_private.entry WHERE subject_id = pg_temp.s(n) AND source_ref = ref $$;
SELECT civic.record(pg_temp.s(g), 'help', 5 + g, civic.today(), 'help'), civic.join_household(pg_temp.s(g), civic.find_subject('family'))
  FROM generate_series(1, 8) AS g;
SELECT civic.record(pg_temp.s(g), 'dirt', 1, civic.today(), 'dirt') FROM generate_series(1, 6) AS g;
SELECT civic.record(pg_temp.s(g), 'fraud', 1, civic.today(), 'fraud') FROM generate_series(5, 7) AS g;
CALL civic.settle();
SELECT civic.lock_tier(pg_temp.s(8), 'plain', 'under inquiry', civic.today() + 100);
SELECT civic.redeem(pg_temp.s(1), 'soap', 2, 'a'), civic.reserve(pg_temp.s(2), 'soap', 1, 'b');
SELECT civic.cancel_redemption(subject_id, redemption_id, 'broken') FROM civic.redeem(pg_temp.s(3), 'soap', 1, 'c'), pg_temp.s(3) AS subject_id;
SELECT civic.gift(pg_temp.s(4), pg_temp.s(3), 2.5, 'd', 'thanks');
SELECT civic.redeem(pg_temp.s(8), 'soap', 4, 'e');
SELECT civic.reverse(pg_temp.s(8), pg_temp.e(8, 'help'), 'somebody else');
SELECT civic.open_repair(pg_temp.s(g), pg_temp.e(g, 'dirt')) FROM generate_series(1, 3) AS g;
SELECT civic.open_repair(pg_temp.s(g), pg_temp.e(g, 'fraud')) FROM generate_series(5, 7) AS g;
SELECT civic.submit_step(c.subject_id, c.case_id, 'receipt', 'paid') FROM civic_private.repair_case c WHERE c.severity = 3;
SELECT civic.withdraw_repair(pg_temp.s(3), case_id, 'no') FROM civic_private.repair_case WHERE subject_id = pg_temp.s(3);
CREATE ROLE judge;
SELECT civic.grant_access('judge', 'reviewer');
SELECT subject_id AS s, case_id AS c FROM civic_private.repair_case WHERE subject_id = pg_temp.s(5) \gset
SELECT pg_temp.s(6) AS six, pg_temp.e(6, 'fraud') AS fraud, pg_temp.s(4) AS four, pg_temp.e(4, 'dirt') AS dirt \gset
SELECT civic.file_appeal(:six, :fraud, 'it was my brother', 'a ticket') AS a \gset
SELECT civic.mark_disputed(:six, :a);
SELECT civic.file_appeal(:four, :dirt, 'not mine') AS b \gset
SELECT civic.mark_disputed(:four, :b);
SET SESSION AUTHORIZATION judge;
SELECT civic.decide_step(:s, :c, 'pass', 'it is there');
SELECT civic.decide_appeal(:four, :b, 'rejected', 'it is');
RESET SESSION AUTHORIZATION;
CALL civic.settle();
SQL

my $scores = "SELECT subject_id, area, policy_id, score FROM civic.scores() ORDER BY subject_id";
my $past = "SELECT subject_id, area, policy_id, score FROM civic.scores(civic.today() - 1) ORDER BY subject_id";
my $guards = <<'SQL';
SELECT c.relname, t.tgname, t.tgenabled, t.tgtype FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
	JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('civic', 'civic_private', 'civic_open') AND NOT t.tgisinternal ORDER BY 1, 2
SQL
my $protection = <<'SQL';
SELECT n.nspname, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl, pg_get_userbyid(c.relowner),
	c.reloptions, obj_description(c.oid, 'pg_class')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('civic', 'civic_private', 'civic_open') AND c.relkind IN ('r', 'v', 'S', 'p', 'm')
UNION ALL
SELECT nspname, '', 'n', NULL, NULL, nspacl, pg_get_userbyid(nspowner), NULL, obj_description(oid, 'pg_namespace')
FROM pg_namespace WHERE nspname LIKE 'civic%'
ORDER BY 1, 2
SQL
my $report = 'SELECT * FROM civic.access_report() ORDER BY 1, 2, 3, 4, 5';
my %kept = (
	'standings' => 'SELECT * FROM civic.standings ORDER BY subject_id',
	'ways of tiers' => 'SELECT s.subject_id, h.* FROM civic_private.subject s, civic.tier_history(s.subject_id) h ORDER BY 1, recorded_at',
	'locks' => 'SELECT * FROM civic.tier_locks ORDER BY 1',
	'households' => 'SELECT * FROM civic.household_standings()',
	'wallets' => 'SELECT s.subject_id, w.* FROM civic_private.subject s, civic.wallet(s.subject_id) w ORDER BY 1',
	'lots' => 'SELECT s.subject_id, w.* FROM civic_private.subject s, civic.wallet_lots(s.subject_id) w ORDER BY 1, lot_id',
	'redemptions' => 'SELECT * FROM civic.redemptions ORDER BY redemption_id',
	'gifts' => 'SELECT * FROM civic.gifts ORDER BY gift_id',
	'stocks' => 'SELECT * FROM civic.stocks ORDER BY 1, 3',
	'cases' => 'SELECT * FROM civic.repair_cases ORDER BY case_id',
	'histories of cases' => 'SELECT * FROM civic.repair_history() ORDER BY case_id, move_no',
	'appeals' => 'SELECT * FROM civic.appeals ORDER BY appeal_id',
	'histories of appeals' => 'SELECT * FROM civic.appeal_moves ORDER BY appeal_id, move_no',
	'reviews' => 'SELECT * FROM civic.reviews ORDER BY review_id',
	'holidays' => 'SELECT * FROM civic.holidays ORDER BY day');
my %before = map { $_ => $node->safe_psql($db, $_) } ($scores, $past, $guards, $protection, $report, values %kept);
isnt($before{$kept{$_}}, '', "there are $_") foreach sort keys %kept;

like($before{$guards}, qr/^entry\|\w+\|A\|/m, 'the ledger is guarded before the dump');
# on views the server has no triggers that fire always, and lets a write do nothing where they are off
unlike($before{$guards}, qr/^\w+\|(?!refuse_write\|)\w+\|[^A]\|/m, '... and by nothing that replica mode switches off');
is($node->safe_psql($db, "SET session_replication_role = replica; UPDATE civic.sources SET title_en = 'x'; RESET session_replication_role;
	SELECT count(*) FROM civic.sources WHERE title_en = 'x'"), 0, '... nor is a view written to there');

my $next = 1 + $node->safe_psql($db, 'SELECT max(entry_id) FROM civic_private.entry');
my $first = $node->safe_psql($db, "SELECT civic.find_subject('resident 1')");

# The text of a dump without the key that recent versions of pg_dump make up.
sub dump_text
{
	my ($from, $name, $file) = @_;

	$from->command_ok([ 'pg_dump', '--file', "$dir/$file", $from->connstr($name) ], "pg_dump of $file");
	my $text = slurp_file("$dir/$file");
	$text =~ s/^\\(un)?restrict .*$//mg;
	# numbers of roles, and the place where they mean something, differ from place to place
	$text =~ s{^(COPY civic_private\.(?:access_grant|programme) \(([^)]*)\) FROM stdin;\n)((?:.+\n)*?)(\\\.\n)}
		{ $1 . without_place($2, $3) . $4 }gme;
	# and a place of its own is what restoring adds to the ledger's places
	$text =~ s{^(COPY civic_private\.incarnation .*\n1\t.*\n)2\t.*\trestored into another cluster or database\t.*\n}{$1}m;
	return $text;
}

sub without_place
{
	my ($columns, $rows) = @_;
	my @names = split /, /, $columns;
	my $kept = '';

	foreach my $row (split /\n/, $rows)
	{
		my @values = split /\t/, $row, -1;
		$kept .= join("\t", map { $names[$_] =~ /^"?(role_oid|cluster|database|epoch)"?$/ ? '-' : $values[$_] } 0 .. $#names) . "\n";
	}
	return $kept;
}

sub same_text
{
	my ($got, $want, $what) = @_;

	if (!ok($got eq $want, $what))
	{
		my @got = split /\n/, $got;
		my @want = split /\n/, $want;
		my $i = 0;
		$i++ while $i < @got && $i < @want && $got[$i] eq $want[$i];
		diag("first difference in line $i:\n got: " . ($got[$i] // '(end)') . "\nwant: " . ($want[$i] // '(end)'));
	}
	return;
}

my $text = dump_text($node, $db, 'main.sql');
$node->command_ok([ 'pg_dump', '-Fc', '--file', "$dir/main.dump", $node->connstr($db) ], 'pg_dump -Fc');
$node->command_ok([ 'pg_dumpall', '--roles-only', '--file', "$dir/roles.sql", '-d', $node->connstr('postgres') ],
	'pg_dumpall --roles-only');

sub check_restored
{
	my ($there, $name, $what) = @_;

	is(sqlstate($there, $name, "SELECT civic.today()", before => 'SET ROLE clerk;'), '55000',
		"$what: before upgrade_programme() nobody has the rights of the superuser who restored");
	is($there->safe_psql($name, $scores), $before{$scores}, "$what: same scores for that superuser");
	is($there->safe_psql($name, 'SELECT civic.upgrade_programme()'), 3, "$what: upgrade_programme()");
	is($there->safe_psql($name, $scores), $before{$scores}, "$what: same scores");
	is($there->safe_psql($name, $past), $before{$past}, "$what: same scores of yesterday");
	is($there->safe_psql($name, $guards), $before{$guards}, "$what: same guards, still ALWAYS");
	is($there->safe_psql($name, $protection), $before{$protection}, "$what: same owners, rights, row security and comments");
	is($there->safe_psql($name, $report), $before{$report}, "$what: same access report");
	is($there->safe_psql($name, $kept{$_}), $before{$kept{$_}}, "$what: same $_") foreach sort keys %kept;
	is($there->safe_psql($name, 'SELECT max(epoch) FROM civic_private.incarnation'), 2,
		"$what: and the ledger begins an incarnation here");
	same_text(dump_text($there, $name, "$name.again.sql"), $text, "$what: dumps to the same text");

	is(sqlstate($there, $name, 'UPDATE civic_private.entry SET quantity = 1'), '23001', "$what: UPDATE is refused");
	is(sqlstate($there, $name, 'TRUNCATE civic_private.entry CASCADE'), '23001', "$what: TRUNCATE is refused");

	is($there->safe_psql($name, "SELECT civic.find_subject('resident 1')"), $first, "$what: external ids are found again");
	is($there->safe_psql($name, "SELECT civic.enroll('resident 1', 'resident', 'town')"), $first,
		"$what: and are not enrolled twice");
	is($there->safe_psql($name, "SELECT civic.record($first, 'help', 1, '2021-03-03', 'after')"), $next,
		"$what: record() takes the next entry_id");
	is($there->safe_psql($name, "SELECT civic.record($first, 'help', 1, '2021-03-03', 'after')"), $next,
		"$what: and is harmless when repeated");
	is($there->safe_psql($name, 'CALL civic.post_inbox()'), '1|0', "$what: what waited in the inbox is posted");
	is($there->safe_psql($name, "SELECT source_ref, sqlstate FROM civic.inbox WHERE source_ref LIKE 'reject%' ORDER BY inbox_id"),
		"rejected 1|42704\nrejected 2|42704", "$what: what was rejected is still there");
	my $now = $there->safe_psql($name, "SELECT civic.score($first)");
	ok($there->safe_psql($name, "SELECT civic.reverse($first, $next, 'mistaken')") > $next, "$what: reverse() works");
	is($there->safe_psql($name, "SELECT civic.score($first)"), sprintf('%.2f', $now - 2), "$what: and takes the points back");
	is(sqlstate($there, $name, "SELECT civic.reverse($first, $next, 'mistaken')"), '55000', "$what: once");
	cmp_ok($there->safe_psql($name, "SELECT civic.enroll('newcomer', 'resident', 'town')"), '>', 50,
		"$what: a newcomer gets a new subject_id");

	is($there->safe_psql($name, 'SELECT * FROM civic.check_repairs() WHERE case_id IS NOT NULL'), '', "$what: cases agree with their history and the ledger");
	is(sqlstate($there, $name, 'CALL civic.settle()'), '00000', "$what: settlement works");
	is($there->safe_psql($name, "SELECT s.subject_id FROM civic.scores() s JOIN civic.standings t USING (subject_id) WHERE t.score <> s.score"), '',
		"$what: and finds everybody's score");
	is($there->safe_psql($name, "SELECT redemption_id - greatest((SELECT max(redemption_id) FROM civic.redemptions), (SELECT max(gift_id) FROM civic.gifts)) FROM civic.redeem(civic.find_subject('shopper 1'), 'soap', 1, 'after')"), '1',
		"$what: redeem() takes the next number");
	is($there->safe_psql($name, "SELECT cost FROM civic.redeem(civic.find_subject('shopper 1'), 'soap', 2, 'a')"), '6.00',
		"$what: and gives the answer of before to a request of before");
	is($there->safe_psql($name, "SELECT civic.open_repair(s, (SELECT entry_id FROM civic_private.entry WHERE subject_id = s AND source_ref = 'dirt'))
			- (SELECT max(case_id) FROM civic.repair_cases) FROM civic.find_subject('shopper 3') s"), '1', "$what: open_repair() takes the next number");
	is($there->safe_psql($name, "SELECT civic.file_appeal(s, (SELECT entry_id FROM civic_private.entry WHERE subject_id = s AND source_ref = 'dirt'), 'no')
			- (SELECT max(appeal_id) FROM civic.appeals) FROM civic.find_subject('shopper 1') s"), '1', "$what: and file_appeal()");
	is($there->safe_psql($name, 'SELECT civic.upgrade_programme()'), $node->safe_psql($db, 'SELECT civic.upgrade_programme()'),
		"$what: the layout is current");
	is(sqlstate($there, $name, "SELECT civic.create_programme('again')"), '42P06',
		"$what: a second programme is refused");
	return;
}

# plain text, same cluster
$node->safe_psql('postgres', 'CREATE DATABASE plain TEMPLATE template0');
$node->command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', "$dir/main.sql", $node->connstr('plain') ],
	'the plain dump restores without an error');
check_restored($node, 'plain', 'plain');

# custom format, same cluster, as one transaction
$node->safe_psql('postgres', 'CREATE DATABASE custom TEMPLATE template0');
$node->command_ok([ 'pg_restore', '--exit-on-error', '--single-transaction', '-d', $node->connstr('custom'), "$dir/main.dump" ],
	'the custom dump restores without an error');
check_restored($node, 'custom', 'custom');

# custom format, fresh cluster, several jobs
my $fresh = new_server('fresh');
$fresh->psql('postgres', slurp_file("$dir/roles.sql"), on_error_stop => 0);
$fresh->safe_psql('postgres', 'CREATE DATABASE fresh TEMPLATE template0');
$fresh->command_ok([ 'pg_restore', '--exit-on-error', '--jobs=2', '-d', $fresh->connstr('fresh'), "$dir/main.dump" ],
	'the custom dump restores into a fresh cluster');
check_restored($fresh, 'fresh', 'fresh cluster');

# rows as INSERTs: the posting functions and guards must not be in the way
$fresh->safe_psql('postgres', 'CREATE DATABASE inserts TEMPLATE template0');
$node->command_ok([ 'pg_dump', '--rows-per-insert=100', '--file', "$dir/inserts.sql", $node->connstr($db) ],
	'pg_dump with INSERT statements');
$fresh->command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', "$dir/inserts.sql", $fresh->connstr('inserts') ],
	'... restores without an error');
is($fresh->safe_psql('inserts', $scores), $before{$scores}, '... with the same scores');

# the data alone, into a programme that is laid out but empty
$fresh->safe_psql('postgres', 'CREATE DATABASE bare TEMPLATE template0');
$node->command_ok([ 'pg_dump', '--schema-only', '--file', "$dir/schema.sql", $node->connstr($db) ], 'pg_dump of the schema');
$node->command_ok([ 'pg_dump', '--data-only', '--disable-triggers', '--file', "$dir/data.sql", $node->connstr($db) ],
	'pg_dump of the data');
$fresh->command_ok([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', "$dir/schema.sql",
		'-f', "$dir/data.sql", $fresh->connstr('bare') ],
	'schema and data restored one after the other');
is($fresh->safe_psql('bare', $scores), $before{$scores}, '... give the same scores');
is($fresh->safe_psql('bare', 'SELECT count(*), min(xact), max(xact), min(recorded_at) FROM civic_private.entry'),
	$node->safe_psql($db, 'SELECT count(*), min(xact), max(xact), min(recorded_at) FROM civic_private.entry'),
	'... and leave the stamps alone');

# Settlement goes by the numbers of transactions, which begin again in another
# cluster: what is written there is seen, and what came along is computed once.
my $month = pack_sql(base => 100);
my $clean = '{"rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": 1},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "tariff": -1, "legal_basis": "x"},
  {"code": "clean", "title": {"zh": "无失信", "en": "clean"}, "dimension": "order", "tariff": 3, "clean_period": "month"}]}';
$node->safe_psql('postgres', 'CREATE DATABASE months TEMPLATE template0');
$node->safe_psql('months', <<SQL);
DO \$\$ BEGIN FOR i IN 1 .. 20000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END \$\$;
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy($month || jsonb '$clean'), '2020-01-01');
SELECT civic.record(civic.enroll('resident ' || g, 'resident', 'town', since => '2020-01-01'), 'help', 1, civic.today(), 'x') FROM generate_series(1, 9) AS g;
CALL civic.settle();
SQL
my $entries = "SELECT string_agg(rule_code || ' ' || kind, ', ' ORDER BY entry_id) FROM civic.ledger WHERE subject_id = civic.find_subject('resident 1')";
is($node->safe_psql('months', $entries), 'help award, clean award', 'a month without a loss brings a bonus');
$node->command_ok([ 'pg_dump', '-Fc', '--file', "$dir/months.dump", $node->connstr('months') ], 'pg_dump of it');
$fresh->safe_psql('postgres', 'CREATE DATABASE months TEMPLATE template0');
$fresh->command_ok([ 'pg_restore', '--exit-on-error', '-d', $fresh->connstr('months'), "$dir/months.dump" ], '... is restored elsewhere');
cmp_ok($fresh->safe_psql('months', 'SELECT pg_current_xact_id()::text::int8 - min(xact) FROM civic_private.entry'), '<', 0,
	'where the numbers of transactions are lower');
$fresh->safe_psql('months', <<SQL);
SELECT civic.record(civic.find_subject('resident 1'), 'litter', 1, date_trunc('month', civic.today())::date - 1, 'late');
CALL civic.settle();
SQL
is($fresh->safe_psql('months', $entries), 'help award, clean award, litter award, clean reversal', 'a late loss takes the bonus back there');
is($fresh->safe_psql('months', 'SELECT done, complete FROM civic.settlements ORDER BY settlement_id DESC LIMIT 1'), '9|t', '... when everybody is computed');
is($fresh->safe_psql('months', 'CALL civic.settle()'), '0|0', '... which is once');

$node->stop;
$fresh->stop;
done_testing();
