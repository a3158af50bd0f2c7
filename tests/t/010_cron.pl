# The daily job run by pg_cron, by the lines of docs/guide-dba.md and
# docs/guide-operations.md.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Civic;

chomp(my $share = `pg_config --sharedir`);
plan skip_all => 'pg_cron is not there' unless -e "$share/extension/pg_cron.control";

# the lines of the guides, with every minute for the time of day
my ($section) = slurp_file("$FindBin::RealBin/../../docs/guide-dba.md") =~ /^## 6\. (.*?)^## 7\./ms;
my $operations = slurp_file("$FindBin::RealBin/../../docs/guide-operations.md");
my @settings = $section =~ /^    (shared_preload_libraries .*|cron\..* = .*)$/mg;
my ($as_superuser) = $section =~ /^    (CREATE EXTENSION pg_cron;\n    GRANT .*)$/m;
my ($as_scheduler) = $section =~ /^    (SELECT cron\.schedule\(.*)$/m;
my ($elsewhere) = $operations =~ /^```sql\n(SELECT cron\.schedule_in_database.*?)^```$/ms;
s/'[^']*\* \* \*'/'* * * * *'/g foreach $as_scheduler, $elsewhere;

my $node = new_server('main');
$node->append_conf('postgresql.conf', join("\n", @settings));
$node->restart;
new_programme($node, 'haiwan', 20);
$node->safe_psql('haiwan', "CREATE ROLE town_app LOGIN; SELECT civic.grant_access('town_app', 'service')");
$node->safe_psql('haiwan', $as_superuser);
$node->safe_psql('haiwan', "SET ROLE town_app; $as_scheduler");
$node->safe_psql('haiwan', $elsewhere);
$node->safe_psql('haiwan', "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref) VALUES ('resident 1', 'help', 1, '2021-01-01', 'a')");
is($node->safe_psql('haiwan', "SELECT string_agg(DISTINCT username || ' ' || database, ', ') FROM cron.job"), 'town_app haiwan', 'the jobs are those of the guides');
# at the beginning of the next minute
ok($node->poll_query_until('haiwan', "SELECT count(*) = 20 FROM civic.standings"), 'the scheduler has settled');
ok($node->poll_query_until('haiwan', "SELECT count(DISTINCT d.jobid) = (SELECT count(*) FROM cron.job) FROM cron.job_run_details d WHERE d.status = 'succeeded'"), 'and says so');
is($node->safe_psql('haiwan', 'SELECT count(*) FROM civic.inbox'), 0, 'the inbox is posted');
is($node->safe_psql('haiwan', "SELECT DISTINCT username, status, return_message FROM cron.job_run_details WHERE end_time IS NOT NULL"), 'town_app|succeeded|CALL', 'as the role that was named');
$node->stop;
done_testing();
