# What the server tests share: a cluster with a programme in it, a policy, and
# an oracle that adds points up without the extension.
package Civic;

use strict;
use warnings;

use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

# where the travelling server reads the time
our $now_file;

our @EXPORT = qw(travelling_server travel new_server new_programme pack_sql sqlstate sqlstates settle_down);

# A server whose backends may die without taking the test along.
sub new_server
{
	my ($name, %options) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);

	$node->init(extra => [ '--encoding=UTF8', '--locale=C.UTF-8' ], %options);
	$node->append_conf('postgresql.conf', <<'CONF');
restart_after_crash = on
autovacuum = off
log_error_verbosity = verbose
shared_buffers = 64MB
CONF
	$node->start;
	return $node;
}

# A server that lives on the day that travel() says, so that what takes a year
# can be tested in a minute. Skips the file where libfaketime is missing.
sub travelling_server
{
	my ($name, $day, %options) = @_;
	my ($library) = glob('/usr/lib/*/faketime/libfaketime.so.1 /usr/lib*/faketime/libfaketime.so.1');

	plan skip_all => 'libfaketime is not there' unless defined $library && -e $library;
	travel($day);
	local $ENV{LD_PRELOAD} = $library;
	local $ENV{FAKETIME_TIMESTAMP_FILE} = $Civic::now_file;
	local $ENV{FAKETIME_NO_CACHE} = 1;
	local $ENV{FAKETIME_DONT_FAKE_MONOTONIC} = 1;
	return new_server($name, %options);
}

# From now on it is noon UTC of that day for the server, and time goes on from there.
sub travel
{
	my ($day) = @_;

	$Civic::now_file //= PostgreSQL::Test::Utils::tempdir_short() . '/now';
	open(my $file, '>', "$Civic::now_file.new") or die $!;
	print $file "\@$day 12:00:00\n";
	close($file);
	rename("$Civic::now_file.new", $Civic::now_file) or die $!;
}

# The text of a policy pack as an SQL expression: one gain, one capped gain,
# one escalating loss. "help" is flat, so its points can be added by hand.
sub pack_sql
{
	my (%o) = @_;
	my $area = $o{area} // 'town';
	my $version = $o{version} // '1';
	my $base = $o{base} // 1000;
	my $help = $o{help} // 2;

	return <<SQL;
jsonb '{
 "policy": {"code": "town-points", "title": {"zh": "积分", "en": "points"}, "area": "$area",
            "version": "$version", "base": $base},
 "dimensions": [{"code": "service", "title": {"zh": "服务", "en": "service"}},
                {"code": "order", "title": {"zh": "秩序", "en": "order"}}],
 "rules": [
  {"code": "help", "title": {"zh": "帮助", "en": "help"}, "dimension": "service", "tariff": $help},
  {"code": "class", "title": {"zh": "学习", "en": "class"}, "dimension": "service", "tariff": 1,
   "period": "month", "cap_high": 5},
  {"code": "litter", "title": {"zh": "乱扔", "en": "litter"}, "dimension": "order", "period": "lifetime",
   "tariff": [{"upto": 1, "rate": -20}, {"upto": 2, "rate": -40}, {"rate": -60}],
   "legal_basis": "Town Order 7", "severity": "minor"}]
}'
SQL
}

# Extension, programme, area town, a policy since 2020 and N residents.
sub new_programme
{
	my ($node, $db, $residents) = @_;

	$node->safe_psql('postgres', "CREATE DATABASE $db TEMPLATE template0") if $db ne 'postgres';
	$node->safe_psql($db, <<SQL);
CREATE EXTENSION civic_credit CASCADE;
SELECT civic.create_programme('town');
SELECT civic.define_area('town', '镇', 'town');
SELECT civic.enact_policy(civic.load_policy(@{[ pack_sql() ]}), '2020-01-01');
SELECT count(civic.enroll('resident ' || g, 'resident', 'town', since => '2020-01-01'))
FROM generate_series(1, $residents) AS g;

-- score by hand for ledgers that hold nothing but help
CREATE FUNCTION public.by_hand() RETURNS TABLE(subject_id bigint, score numeric) LANGUAGE sql AS
\$\$
	SELECT s.subject_id, 1000 + coalesce(sum(e.quantity) FILTER (WHERE e.kind = 1 AND NOT EXISTS
			(SELECT FROM civic_private.entry x WHERE x.subject_id = e.subject_id AND x.kind = 2
			 AND x.ref_entry_id = e.entry_id)), 0) * 2 / 100.0
	FROM civic_private.subject s LEFT JOIN civic_private.entry e USING (subject_id)
	GROUP BY s.subject_id
\$\$;
CREATE FUNCTION public.wrong_scores() RETURNS bigint LANGUAGE sql AS
\$\$
	SELECT count(*) FROM public.by_hand() h FULL JOIN civic.scores() s USING (subject_id)
	WHERE h.score IS DISTINCT FROM s.score
\$\$;
SQL
	return;
}

# The SQLSTATE that one statement ends with, '00000' if none.
sub sqlstate
{
	my ($node, $db, $sql, %params) = @_;
	my @states = sqlstates($node, $db, [$sql], %params);

	return $states[0];
}

# The SQLSTATEs of many statements, each sent for itself in one session, after
# the statements of "before". A session that breaks off answers 'lost'.
sub sqlstates
{
	my ($node, $db, $statements, %params) = @_;
	my $script = "\\set VERBOSITY sqlstate\n" . ($params{before} // '') . "\n\\o /dev/null\n";
	my @states;

	foreach my $sql (@$statements)
	{
		$script .= "$sql\n;\n\\warn state :SQLSTATE\n";
	}
	my ($ret, $out, $err) = $node->psql($db, $script, on_error_stop => 0);
	@states = ($err =~ /^(?:psql:<stdin>:\d+: )?state ([0-9A-Z]{5})$/mg);
	push @states, 'lost' while @states < @$statements;
	return @states;
}

# Waits until the server takes connections again.
sub settle_down
{
	my ($node, $db) = @_;

	foreach (1 .. 10 * $PostgreSQL::Test::Utils::timeout_default)
	{
		my ($ret) = $node->psql($db, 'SELECT 1');
		return 1 if $ret == 0;
		select(undef, undef, undef, 0.1);
	}
	return 0;
}

1;
