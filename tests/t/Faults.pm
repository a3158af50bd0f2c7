# What the tests of failing statements share: a session of psql that may be
# killed, and functions that let a statement fail at each statement within it.
package Faults;

use strict;
use warnings;

use Exporter 'import';
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(add_faults open_session close_session talk problems);

# Functions in schema fault. try() runs a statement again and again, lets it
# fail at its first, second, ... statement, and rolls back each time. It returns
# how many it has passed, and whether the statement writes. From the hundredth on,
# it takes one of every "stride" statements. Sequences are put back, so that what
# is run afterwards gives the numbers that it gives alone.
sub add_faults
{
	my ($node, $db) = @_;
	my $module = $ENV{CIVIC_FAILPOINT};

	$node->safe_psql($db, <<SQL);
CREATE SCHEMA fault;
GRANT USAGE ON SCHEMA fault TO public;
CREATE FUNCTION fault.arm(int, text) RETURNS void LANGUAGE C AS '$module', 'failpoint_arm';
CREATE FUNCTION fault.disarm() RETURNS bool LANGUAGE C AS '$module', 'failpoint_disarm';
CREATE TABLE fault.sequence_state (sequence regclass, last_value bigint, is_called bool);
CREATE FUNCTION fault.keep_sequences() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS \$\$
DECLARE
	s regclass;
BEGIN
	DELETE FROM fault.sequence_state;
	FOR s IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = 'civic_private'::regnamespace
	LOOP
		EXECUTE format('INSERT INTO fault.sequence_state SELECT %L, last_value, is_called FROM %s', s, s);
	END LOOP;
END \$\$;
CREATE FUNCTION fault.restore_sequences(in_parts bool DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS \$\$
BEGIN
	PERFORM setval(sequence, last_value, is_called) FROM fault.sequence_state;
	IF in_parts THEN
		PERFORM setval(sequence, highest) FROM civic_internal.late_sequences();
	END IF;
END \$\$;
CREATE FUNCTION fault.session_state() RETURNS text LANGUAGE sql AS \$\$
	SELECT concat_ws(' ', current_user, session_user, current_setting('role'), current_setting('search_path'),
		current_setting('jit'), current_setting('session_replication_role'))
\$\$;
CREATE FUNCTION fault.try(statement text, action text, stride int, OUT points int, OUT writes bool, OUT problem text)
LANGUAGE plpgsql AS \$\$
DECLARE
	before text := fault.session_state();
	failed bool;
BEGIN
	points := 0;
	writes := false;
	LOOP
		failed := false;
		BEGIN
			PERFORM fault.arm(points + 1, action);
			EXECUTE statement;
			failed := fault.disarm();
			writes := writes OR pg_current_xact_id_if_assigned() IS NOT NULL;
			RAISE EXCEPTION USING ERRCODE = 'FP002';
		EXCEPTION
			WHEN SQLSTATE 'FP001' OR query_canceled THEN
				failed := true;
			WHEN SQLSTATE 'FP002' THEN
				NULL;
			WHEN OTHERS THEN
				/* an error of its own: what the page is about to show, or a failure told in other words */
				failed := fault.disarm();
				IF SQLSTATE LIKE 'XX%' THEN
					problem := SQLERRM;
				END IF;
		END;
		IF fault.session_state() <> before THEN
			problem := format('%s became %s', before, fault.session_state());
		END IF;
		EXIT WHEN NOT failed OR problem IS NOT NULL;
		points := points + CASE WHEN points < 100 THEN 1 ELSE stride END;
	END LOOP;
END \$\$;
SQL
	return;
}

# A session of psql. Answers are as psql prints them, errors among the rest.
sub open_session
{
	my ($node, $db) = @_;
	my $timer = IPC::Run::timeout(600);
	my $session = { in => '', out => '', number => 0, node => $node, db => $db, timer => $timer };

	$session->{run} = IPC::Run::start(
		[ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=0', '-d', $node->connstr($db) ],
		'<', \$session->{in}, '>&', \$session->{out}, $timer);
	talk($session, '\set SHOW_CONTEXT never');
	return $session;
}

# What psql answers, or nothing if the session broke off.
sub talk
{
	my ($session, $text) = @_;
	my $mark = 'answered ' . ++$session->{number};

	# each answer has its time, however long the session lasts
	$session->{timer}->start;
	$session->{in} .= "$text\n\\echo '$mark'\n";
	$session->{run}->pump until $session->{out} =~ /^\Q$mark\E$/m || !$session->{run}->pumpable;
	my $whole = $session->{out} =~ s/^\Q$mark\E\n//m;
	my $answer = $session->{out};
	$session->{out} = '';
	return $whole ? $answer : undef;
}

sub close_session
{
	my ($session) = @_;

	$session->{in} .= "\\q\n";
	eval { $session->{run}->finish };
	return;
}

# Properties of the programme that do not hold.
sub problems
{
	my ($node, $db) = @_;

	return $node->safe_psql($db, 'SELECT room, property, violations, example FROM civic.check_programme() WHERE NOT holds');
}

1;
