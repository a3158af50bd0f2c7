# The daily job run by pg_cron, as docs/guide-dba.md sets it up.

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

my $node = new_server('main');
$node->append_conf('postgresql.conf', <<CONF);
shared_preload_libraries = 'pg_cron'
cron.database_name = 'postgres'
cron.host = '@{[ $node->host ]}'
CONF
$node->restart;
new_programme($node, 'postgres', 20);
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION pg_cron;
CREATE ROLE scheduler LOGIN;
SELECT civic.grant_access('scheduler', 'service');
GRANT USAGE ON SCHEMA cron TO scheduler;
SET ROLE scheduler;
SELECT cron.schedule('settle', '* * * * *', 'CALL civic.settle()');
SQL
# at the beginning of the next minute
ok($node->poll_query_until('postgres', "SELECT count(*) = 20 FROM civic.standings"), 'the scheduler has settled');
ok($node->poll_query_until('postgres', "SELECT count(*) > 0 FROM cron.job_run_details WHERE status = 'succeeded'"), 'and says so');
is($node->safe_psql('postgres', "SELECT DISTINCT username, status, return_message FROM cron.job_run_details"), 'scheduler|succeeded|1 row', 'as the role that scheduled it');
$node->stop;
done_testing();
