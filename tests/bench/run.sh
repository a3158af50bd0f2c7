#!/usr/bin/env bash
# run.sh [--quick] [SECTION...]: measures scoring and posting beside the plain
# SQL that does the nearest thing, in one run, and prints a table. It never
# fails by timing.
#
# Sections, in order: score population posting record settle growth review rewards repair; all by default.
# --quick is a ledger of 50,000 subjects. Environment:
#
#	BENCH_SUBJECTS	subjects of the ledger, ten entries each (1000000)
#	BENCH_RUNS	runs that a median is taken of (5; 3 for posting)
#	BENCH_BUFFERS	shared_buffers (6GB, which holds the indexes of all that is compared)
#	BENCH_GROWTH	entries of the smaller of two ledgers, twelve a subject, whose costs are compared
#			with those of one ten times as large (300000; 3000000 takes 15 GB)
#	BENCH_DIR	where the server lives; it is kept there for another run
#
# A million subjects take about 16 GB of disk and half an hour.
. "$(dirname "$0")/../lib/lib.sh"

here=$project/tests/bench
if [ "${1:-}" = --quick ]; then
	shift
	: "${BENCH_SUBJECTS:=50000}" "${BENCH_BUFFERS:=512MB}"
fi
subjects=${BENCH_SUBJECTS:-1000000}
runs=${BENCH_RUNS:-5}
posting_runs=$((runs < 3 ? runs : 3))
buffers=${BENCH_BUFFERS:-6GB}
inbox_rows=$subjects
growth=${BENCH_GROWTH:-300000}
desk_subjects=$((subjects < 200000 ? subjects / 10 : 20000))
day=$(date -u +%F)
sections=("$@")
[ ${#sections[@]} -gt 0 ] || sections=(score population posting record settle growth review rewards repair)
dir=${BENCH_DIR:-$(scratch_directory)}
out=$(mktemp -d)

finish()
{
	if [ -z "${BENCH_DIR:-}" ]; then
		cluster_stop "$dir"
	fi
	rm -rf "$out"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# ---------- measuring ----------

sql()
{
	local db=$1

	shift
	psql -XqAt -v ON_ERROR_STOP=1 -d "$db" "$@"
}

# median FILE: of the numbers in its lines
median()
{
	sort -g "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# timed NAME DB QUERY [SETTING...]: one run in a session of its own; its
# seconds, and those of its backend's CPU, join $out/NAME.wall and .cpu
timed()
{
	local name=$1 db=$2 query=$3 setting
	local options=(-c "SET jit = off" -c "SET client_min_messages = log")

	shift 3
	for setting in "max_parallel_workers_per_gather = 0" "$@"; do
		options+=(-c "SET $setting")
	done
	sql "$db" "${options[@]}" -c "SET log_statement_stats = on" -c "$query" >"$out/$name.result" 2>"$out/statistics" ||
		{ grep -A5 ERROR "$out/statistics" >&2; die "$name failed"; }
	grep 'elapsed$' "$out/statistics" | tail -1 |
		awk -v wall="$out/$name.wall" -v cpu="$out/$name.cpu" '{ print $2 + $5 >>cpu; print $8 >>wall }'
}

# in_turn TIMES COMMAND...: runs commands in turn, there and back
in_turn()
{
	local times=$1 i j

	shift
	for ((i = 0; i < times; i++)); do
		for ((j = 0; j < $#; j++)); do
			if ((i % 2)); then "${@:$# - j:1}"; else "${@:j + 1:1}"; fi
		done
	done
}

# row WHAT OURS THEIRS RATIO AT_MOST CPU_RATIO: judged by the ratio as it is, not as it is printed
row()
{
	local ok=yes digits=2

	[[ $5 != 0.* ]] || digits=3
	if [ "$5" = - ]; then
		ok=-
	elif awk -v r="$4" -v m="$5" 'BEGIN { exit !(r > m) }'; then
		ok=no
	fi
	printf '%-44s | %13s | %13s | %6s | %7s | %-3s | %s\n' "$1" "$2" "$3" \
		"$(rounded "$4" $digits)" "$5" "$ok" "$(rounded "$6" 2)" >>"$out/table"
	tail -1 "$out/table"
}

divide()
{
	awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.9g", a / b; else printf "-" }'
}

# rounded RATIO DIGITS
rounded()
{
	if [ "$1" = - ]; then echo -; else printf "%.*f" "$2" "$1"; fi
}

# seconds WHAT OURS THEIRS AT_MOST: a row of two names that timed() knows
seconds()
{
	local ours theirs

	ours=$(median "$out/$2.wall") theirs=$(median "$out/$3.wall")
	row "$1" "$(printf '%.2f s' "$ours")" "$(printf '%.2f s' "$theirs")" "$(divide "$ours" "$theirs")" "$4" \
		"$(divide "$(median "$out/$2.cpu")" "$(median "$out/$3.cpu")")"
}

# best NAME...: the one that took the least time
best()
{
	local name

	for name; do
		echo "$(median "$out/$name.wall") $name"
	done | sort -g | head -1 | cut -d' ' -f2
}

# plan DB QUERY [SETTING...]: the nodes of a plan
plan()
{
	local db=$1 query=$2 setting options=()

	shift 2
	for setting in "jit = off" "$@"; do
		options+=(-c "SET $setting")
	done
	sql "$db" "${options[@]}" -c "EXPLAIN (COSTS OFF) $query" |
		grep -E '^[^ ]|->' | sed 's/^/    /' | cut -c1-110
}

# bench_clients NAME DB SCRIPT CLIENTS SECONDS: transactions per second join $out/NAME.tps
bench_clients()
{
	pgbench -n -M prepared -c "$4" -j $(($4 < 2 ? 1 : 2)) -T "$5" -f "$out/$3" "$2" 2>"$out/clients.err" |
		sed -n 's/^tps = \([0-9.]*\).*/\1/p' >>"$out/$1.tps"
}

# bench_client NAME DB SCRIPT TRANSACTIONS: the same for one client; the
# microseconds of CPU that its backend takes for one join $out/NAME.cpu
bench_client()
{
	local pid="" spent="" begin=0 job

	touch "$out/$1.cpu"
	PGAPPNAME=$1 pgbench -n -M prepared -t "$4" -f "$out/$3" "$2" >"$out/$1.result" 2>/dev/null &
	job=$!
	while [ -z "$pid" ] && kill -0 $job 2>/dev/null; do
		pid=$(sql postgres -c "SELECT pid FROM pg_stat_activity WHERE application_name = '$1' AND datname = '$2'")
	done
	# nanoseconds on a processor so far; the last value read is short of the whole by some milliseconds
	while read -r spent _ 2>/dev/null <"/proc/$pid/schedstat"; do
		begin=$spent
		sleep 0.01
	done
	wait $job
	echo "$begin" | awk -v n="$4" '$1 > 0 { print $1 / n / 1000 }' >>"$out/$1.cpu"
	sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$out/$1.result" >>"$out/$1.tps"
}

# ---------- the ledgers ----------

has_database()
{
	[ "$(sql postgres -c "SELECT count(*) FROM pg_database WHERE datname = '$1'")" = 1 ]
}

# programme DB KIND SUBJECTS ENTRIES: a ledger, unless BENCH_DIR has it from an earlier run
programme()
{
	local begin=$SECONDS

	if has_database "$1"; then
		return
	fi
	createdb -T template0 "$1.loading"
	# the load is not measured
	sql postgres -c "ALTER SYSTEM SET full_page_writes = off" -c "SELECT pg_reload_conf()" >/dev/null
	sql "$1.loading" -v kind="$2" -v subjects="$3" -f "$here/programme.sql" >/dev/null
	sql "$1.loading" -v kind="$2" -v subjects="$3" -v per_subject="$4" -v day="$day" -f "$here/ledger.sql" >/dev/null
	if [ "$2" = mixed ]; then
		sql "$1.loading" -v day="$day" -f "$here/mixed.sql" >/dev/null
	fi
	sql postgres -c "ALTER SYSTEM RESET full_page_writes" -c "SELECT pg_reload_conf()" \
		-c "CHECKPOINT" -c "ALTER DATABASE \"$1.loading\" RENAME TO \"$1\"" >/dev/null
	say "loaded ledger $1: $3 subjects, $(sql "$1" -c "SELECT count(*) FROM civic_private.entry") entries, $((SECONDS - begin)) s"
}

# ---------- sections ----------

columns="subject_id, entry_id, rule_id, kind, quantity, occurred_on, effective_on, ref_entry_id"
scores="SELECT subject_id, civic.score_of(DATE '$day', $columns) AS x FROM civic_private.entry GROUP BY 1"
states="SELECT subject_id, civic.score_value(civic.score_collect(DATE '$day', $columns)) AS x FROM civic_private.entry GROUP BY 1"
sums="SELECT subject_id, sum(quantity) AS x FROM civic_private.entry GROUP BY 1"

all="SELECT subject_id, score AS x FROM civic.scores(DATE '$day')"
rules_in_sql="SELECT subject_id, score AS x FROM bench.mixed_scores"

# by_range TEMPLATE: a query for each of eight ranges of subjects, which
# workers can take one by one; FIRST and LAST in it are a range's ends
by_range()
{
	local i query step=$(((subjects + 7) / 8)) union=

	for i in 0 1 2 3 4 5 6 7; do
		query=${1//FIRST/$((i * step + 1))}
		echo "$union ${query//LAST/$(((i + 1) * step))}"
		union="UNION ALL"
	done
}

scores_by_range=$(by_range "SELECT subject_id, civic.score_of(DATE '$day', $columns) AS x FROM civic_private.entry
	WHERE subject_id BETWEEN FIRST AND LAST GROUP BY 1")
sql_by_range=$(by_range "$rules_in_sql WHERE subject_id BETWEEN FIRST AND LAST")

# all rows are computed, one is shipped
whole()
{
	echo "SELECT count(*), sum(x) FROM ($1) all_rows"
}

score_ours() { bench_client "score.$kind.ours" "desk_$kind" score.sql 40000; }
score_theirs() { bench_client "score.$kind.theirs" "desk_$kind" sum.sql 40000; }

section_score()
{
	local kind ours theirs

	printf '\\set s random(1, %d)\nSELECT civic.score(:s);\n' "$desk_subjects" >"$out/score.sql"
	printf '\\set s random(1, %d)\nSELECT sum(quantity) FROM civic_private.entry WHERE subject_id = :s;\n' "$desk_subjects" >"$out/sum.sql"
	for kind in plain mixed; do
		programme "desk_$kind" "$kind" "$desk_subjects" 50
		# short and many, since another process on the machine hits one of them
		in_turn $((runs * 2)) score_ours score_theirs
		ours=$(median "$out/score.$kind.ours.tps") theirs=$(median "$out/score.$kind.theirs.tps")
		row "score(), 50 entries, $kind rules" "$(awk -v t="$ours" 'BEGIN { printf "%.1f us", 1e6 / t }')" \
			"$(awk -v t="$theirs" 'BEGIN { printf "%.1f us", 1e6 / t }')" "$(divide "$theirs" "$ours")" 1.5 \
			"$(divide "$(median "$out/score.$kind.ours.cpu")" "$(median "$out/score.$kind.theirs.cpu")")"
	done
}

population_all() { timed "population.$kind.all" "$kind" "$(whole "$all")"; }
population_ours() { timed "population.$kind.ours" "$kind" "$(whole "$scores")"; }
population_states() { timed "population.$kind.states" "$kind" "$(whole "$states")"; }
population_theirs() { timed "population.$kind.theirs" "$kind" "$(whole "$sums")"; }
population_sql() { timed population.sql mixed "$(whole "$rules_in_sql")"; }
population_data() { timed population.data mixed "$(whole "SELECT subject_id, score AS x FROM bench.mixed_scores_by_data")"; }

what_if="SELECT subject_id, draft AS x FROM civic.what_if((SELECT max(policy_id) FROM civic.policies), as_of => DATE '$day', from_day => DATE '$day' - 365)"
population_what_if() { timed population.what_if mixed "$(whole "$what_if")"; }

# with two workers
shared() { timed "population.$kind.$1" "$kind" "$(whole "$2")" "max_parallel_workers_per_gather = 2"; }
shared_all() { shared all_in_parts "$all"; }
shared_scores() { shared scores_by_range "$scores_by_range"; }
shared_partial() { timed "population.$kind.partial" "$kind" "$(whole "$scores")" "${forced[@]}"; }
shared_sql() { shared sql_by_range "$sql_by_range"; }
shared_sql_as_is() { shared sql_as_is "$rules_in_sql"; }

# sampled NAME DB QUERY SETTING...: the peak of the backend's own memory in kB,
# and what EXPLAIN ANALYZE says of the hash table
sampled()
{
	local name=$1 db=$2 query=$3 setting options=() pid now peak=0 job

	shift 3
	for setting in "max_parallel_workers_per_gather = 0" "jit = off" "$@"; do
		options+=(-c "SET $setting")
	done
	PGAPPNAME=$name sql "$db" "${options[@]}" -c "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) $query" >"$out/$name.plan" &
	job=$!
	pid=
	while [ -z "$pid" ] && kill -0 $job 2>/dev/null; do
		pid=$(sql postgres -c "SELECT pid FROM pg_stat_activity WHERE application_name = '$name'")
	done
	while kill -0 $job 2>/dev/null; do
		now=$(sed -n 's/^RssAnon:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null || true)
		[ "${now:-0}" -le "$peak" ] || peak=$now
		sleep 0.05
	done
	wait $job
	printf '    %-22s peak of private memory %5d MB; %s; %s\n' "$name" $((peak / 1024)) \
		"$({ grep -E 'Disk Usage|Memory Usage' "$out/$name.plan" || echo 'no hash table'; } | head -1 | sed 's/^ *//')" \
		"$(sed -n 's/^Execution Time: \([0-9]*\).*/\1 ms/p' "$out/$name.plan")"
}

section_population()
{
	local kind differ
	local forced=("max_parallel_workers_per_gather = 2" "parallel_setup_cost = 0" "parallel_tuple_cost = 0")

	for kind in plain mixed; do
		programme "$kind" "$kind" "$subjects" 10
		sql "$kind" -c "$(whole "$scores")" >/dev/null
		in_turn "$runs" population_all population_ours population_states population_theirs
	done
	seconds "all scores, plain rules, civic.scores()" population.plain.all population.plain.theirs 1.3
	seconds "  the same, score_of()" population.plain.ours population.plain.theirs 1.3
	seconds "  the same, score_value(score_collect())" population.plain.states population.plain.theirs -
	seconds "all scores, mixed rules, civic.scores()" population.mixed.all population.mixed.theirs 2.5
	seconds "  the same, score_of()" population.mixed.ours population.mixed.theirs 2.5
	seconds "  the same, score_value(score_collect())" population.mixed.states population.mixed.theirs -

	kind=mixed
	sql mixed -c "SELECT civic.load_policy(jsonb_set(jsonb_set(document, '{policy,version}', '\"2\"'), '{policy,base}', '1010')) FROM bench.policy WHERE kind = 'mixed'" >/dev/null
	in_turn $((runs < 3 ? runs : 3)) population_all population_what_if
	seconds "what_if(), mixed; civic.scores()" population.what_if population.mixed.all 1.5

	in_turn $((runs < 3 ? runs : 3)) population_sql population_data
	seconds "civic.scores(), mixed; SQL for this policy" population.mixed.all population.sql -
	seconds "  the same, score_of()" population.mixed.ours population.sql -
	seconds "civic.scores(), mixed; SQL, policy as data" population.mixed.all population.data -
	differ=$(sql mixed -c "SELECT count(*) FILTER (WHERE b.score IS DISTINCT FROM a.x) || '/' || count(*) FILTER (WHERE c.score IS DISTINCT FROM a.x)
			|| '/' || count(*) FILTER (WHERE d.score IS DISTINCT FROM a.x)
		FROM ($scores) a FULL JOIN bench.mixed_scores b USING (subject_id) FULL JOIN bench.mixed_scores_by_data c USING (subject_id)
			FULL JOIN civic.scores(DATE '$day') d USING (subject_id)
		WHERE subject_id <= $((subjects / 50))")
	say "    of $((subjects / 50)) subjects, score_of() gives another score than SQL, SQL by data, civic.scores() for $differ"

	# two workers for both sides; for SQL that is no use as it stands, and ranges of subjects cost it more than they gain
	kind=mixed
	in_turn $((runs < 3 ? runs : 3)) shared_all shared_scores shared_partial shared_sql shared_sql_as_is
	kind=plain
	in_turn $((runs < 3 ? runs : 3)) shared_all shared_scores shared_partial
	for kind in plain mixed; do
		seconds "2 workers, $kind: civic.scores()" population.$kind.all_in_parts population.$kind.all -
		seconds "  score_of() by ranges" population.$kind.scores_by_range population.$kind.ours -
		seconds "  score_of() of partial states" population.$kind.partial population.$kind.ours -
	done
	seconds "  SQL for this policy, if the planner likes" population.mixed.sql_as_is population.sql -
	seconds "  SQL for this policy by ranges" population.mixed.sql_by_range population.sql -
	seconds "all scores, mixed; the best SQL, 2 workers" population.mixed.all_in_parts \
		"$(best population.mixed.sql_as_is population.mixed.sql_by_range population.sql)" 0.1

	say "plan, ours:" && plan plain "$(whole "$scores")" "max_parallel_workers_per_gather = 0"
	say "plan, sum:" && plan plain "$(whole "$sums")" "max_parallel_workers_per_gather = 0"
	say "plan, civic.scores(), 2 workers:" && plan mixed "$(whole "$all")" "max_parallel_workers_per_gather = 2"
	say "plan, ours, 2 workers if they cost nothing:" && plan mixed "$(whole "$scores")" "${forced[@]}"
	say "plan, SQL for this policy:" && plan mixed "$(whole "$rules_in_sql")" "max_parallel_workers_per_gather = 0"
	say "memory with work_mem = 4MB:"
	sampled mixed_scores mixed "$(whole "$all")" "work_mem = '4MB'"
	sampled mixed_in_key_order mixed "$(whole "$scores")" "work_mem = '4MB'"
	sampled mixed_hashed mixed "$(whole "$scores")" "work_mem = '4MB'" "enable_indexonlyscan = off" "enable_indexscan = off" "enable_sort = off"
	sampled plain_hashed plain "$(whole "$scores")" "work_mem = '4MB'" "enable_indexonlyscan = off" "enable_indexscan = off" "enable_sort = off"
	sampled sum_hashed plain "$(whole "$sums")" "work_mem = '4MB'" "enable_indexonlyscan = off" "enable_indexscan = off" "enable_sort = off"
}

# the ledger to post to, and a table like it
posting_tables()
{
	local begin=$SECONDS

	programme plain plain "$subjects" 10
	if [ -z "$(sql plain -c "SELECT to_regclass('bench.entry')")" ]; then
		sql plain -v subjects="$subjects" -v day="$day" -1 -f "$here/like.sql" >/dev/null
		sql plain -c "VACUUM (FREEZE, ANALYZE) bench.entry"
		say "loaded a table like it, $((SECONDS - begin)) s"
	fi
}

# each from a checkpoint
post_ours()
{
	sql plain -c "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref)
		SELECT external_id, rule_code, quantity, occurred_on, 'arrival-$round-' || n FROM bench.arrival ORDER BY n" \
		-c "VACUUM ANALYZE civic.inbox" -c "CHECKPOINT"
	timed posting.ours plain "CALL civic.post_inbox()"
	[ "$(cat "$out/posting.ours.result")" = "$inbox_rows|0" ] || say "    posted, rejected: $(cat "$out/posting.ours.result")"
	sql plain -c "VACUUM civic.inbox"
}

post_theirs()
{
	sql plain -c "CHECKPOINT"
	timed posting.theirs plain "INSERT INTO bench.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
		SELECT 1, subject_id, rule_id, 1, quantity * 100, occurred_on, DATE '$day', 1, 'arrival-$round-' || n FROM bench.arrival"
	round=$((round + 1))
}

section_posting()
{
	local round i

	posting_tables
	# references of an earlier run in the same ledger
	round=$(date +%s)
	sql plain -v rows="$inbox_rows" -v subjects="$subjects" -v day="$day" -f "$here/arrival.sql" >/dev/null
	for ((i = 0; i < posting_runs; i++)); do
		post_ours
		post_theirs
	done
	seconds "post_inbox(), $inbox_rows rows" posting.ours posting.theirs 2.5
	sql plain -c "VACUUM civic_private.entry, bench.entry"
}

record_ours() { bench_clients record.ours plain record.sql 8 10; }
record_theirs() { bench_clients record.theirs plain insert.sql 8 10; }

section_record()
{
	local ours theirs rule

	posting_tables
	rule=$(sql plain -c "SELECT rule_id FROM civic_private.rule WHERE code = 'r1'")
	cat >"$out/record.sql" <<-SQL
		\\set s random(1, $subjects)
		\\set r random(1, 1000000000000)
		SELECT civic.record(:s, 'r1', 1, DATE '$day', 'desk-' || :r);
	SQL
	cat >"$out/insert.sql" <<-SQL
		\\set s random(1, $subjects)
		\\set r random(1, 1000000000000)
		INSERT INTO bench.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
		VALUES (1, :s, $rule, 1, 100, DATE '$day', DATE '$day', 1, 'desk-' || :r);
	SQL
	sql plain -c CHECKPOINT
	in_turn "$runs" record_ours record_theirs
	ours=$(median "$out/record.ours.tps") theirs=$(median "$out/record.theirs.tps")
	sql plain -c "VACUUM civic_private.entry, bench.entry"
	row "record(), 8 clients" "$(printf '%.0f /s' "$ours")" "$(printf '%.0f /s' "$theirs")" "$(divide "$theirs" "$ours")" 1.43 -
}

# nobody is placed yet
settle_reset()
{
	sql mixed -c "SET client_min_messages = error" -c "TRUNCATE civic_private.standing, civic_private.settlement, civic_private.settle_queue, civic_private.settle_range" \
		-c "CHECKPOINT" >/dev/null
}

settle_first() { settle_reset && timed settle.first mixed "CALL civic.settle()"; }
settle_again() { timed settle.again mixed "CALL civic.settle()"; }
settle_theirs() { timed settle.theirs mixed "$(whole "$scores")"; }
settle_function() { timed settle.function mixed "$(whole "$all")"; }

section_settle()
{
	local i differ

	programme mixed mixed "$subjects" 10
	sql mixed -c "$(whole "$scores")" >/dev/null
	for ((i = 0; i < (runs < 3 ? runs : 3); i++)); do
		settle_theirs
		settle_function
		settle_first
		settle_again
	done
	seconds "settle(), $subjects subjects, against all scores" settle.first settle.theirs 2.5
	seconds "  the same, against civic.scores(date)" settle.first settle.function -
	seconds "  again, nothing changed, against the first" settle.again settle.first 0.2
	differ=$(sql mixed -c "SELECT count(*) FROM ($scores) a FULL JOIN civic.standings s USING (subject_id) WHERE a.x IS DISTINCT FROM s.score")
	say "    standings whose score is another one: $differ"
}

# spent NAME DB CALL: what a call costs: seconds of CPU, pages that it touched, bytes of WAL, in $out/NAME.*
spent()
{
	sql "$2" -c CHECKPOINT
	sql "$2" >"$out/$1.spent" 2>"$out/statistics" <<-SQL || { grep -A5 ERROR "$out/statistics" >&2; die "$1 failed"; }
		SET client_min_messages = log;
		SELECT pg_current_wal_insert_lsn() AS begun \gset
		SELECT sum(blks_hit + blks_read) AS pages FROM pg_stat_database WHERE datname = current_database() \gset
		SELECT wal_fpi AS images FROM pg_stat_wal \gset
		SET log_statement_stats = on;
		$3;
		SET log_statement_stats = off;
		SELECT pg_stat_force_next_flush();
		SELECT 'wal ' || pg_current_wal_insert_lsn() - :'begun';
		SELECT 'images ' || wal_fpi - :images FROM pg_stat_wal;
		SELECT 'pages ' || sum(blks_hit + blks_read) - :pages FROM pg_stat_database WHERE datname = current_database();
	SQL
	grep 'elapsed$' "$out/statistics" | head -1 | awk '{ print $2 + $5 }' >"$out/$1.cpu"
	sed -n 's/^wal //p' "$out/$1.spent" >"$out/$1.wal"
	sed -n 's/^images //p' "$out/$1.spent" >"$out/$1.images"
	sed -n 's/^pages //p' "$out/$1.spent" >"$out/$1.pages"
}

# arrivals DB SUBJECTS EVENTS TAG: as many events of as many subjects, in no order, in the inbox
arrivals()
{
	sql "$1" -c "INSERT INTO civic.inbox (external_id, rule_code, quantity, occurred_on, source_ref, source)
		SELECT 'id' || 1 + i * 7919::int8 % $2, 'recycling', 1, DATE '$day' - 1, '$4-' || i, 'office' FROM generate_series(1, $3) i" >/dev/null
}

# grow SIZE ENTRIES: measures one of the ledgers
grow()
{
	local db=growth_$1 people=$(($2 / 12)) tag

	tag=$(date +%s)
	programme "$db" mixed "$people" 12
	sql "$db" -c "SET client_min_messages = error" \
		-c "TRUNCATE civic_private.standing, civic_private.settlement, civic_private.settle_queue, civic_private.settle_range" >/dev/null
	sql "$db" -c "SELECT (pg_relation_size('civic_private.entry') + pg_indexes_size('civic_private.entry'))::numeric / count(*)
		FROM civic_private.entry" >"$out/bytes.$1.cpu"
	spent "scores.$1" "$db" "$(whole "$all")"
	spent "first.$1" "$db" "CALL civic.settle()"
	spent "areas.$1" "$db" "SELECT count(*) FROM civic.area_standings(kind => NULL)"
	spent "past.$1" "$db" "SELECT count(*) FROM civic.area_standings(as_of => DATE '$day', kind => NULL)"
	# as if a policy had come into force: everybody is computed once more
	sql "$db" -c "VACUUM ANALYZE civic_private.standing" -c "UPDATE civic_private.watermark SET cluster = 1"
	spent "complete.$1" "$db" "CALL civic.settle()"
	sql "$db" -c "VACUUM civic_private.standing"
	spent "idle.$1" "$db" "CALL civic.settle()"
	# the same number of events in both ledgers
	arrivals "$db" "$people" $((growth / 150)) "$tag-a"
	spent "post.$1" "$db" "CALL civic.post_inbox(1000)"
	spent "some.$1" "$db" "CALL civic.settle(batch => $((growth / 1500)))"
	# and what a whole ledger brings in a week
	arrivals "$db" "$people" $(($2 / 50)) "$tag-b"
	spent "week.$1" "$db" "CALL civic.post_inbox()"
	sql "$db" -c "CALL civic.settle()" -c "UPDATE civic_private.watermark SET cluster = 1" >/dev/null
	spent "one.$1" "$db" "CALL civic.settle(batch => 5000)"
	sql "$db" -c "UPDATE civic_private.watermark SET cluster = 1" -c CHECKPOINT
	settle_in_two "$db" "$1"
	sql "$db" -c "VACUUM civic_private.entry, civic.inbox, civic_private.standing"
}

# CPU of two sessions that share a complete settlement: the greater of both, which is what it takes with a core for each
settle_in_two()
{
	local i jobs=()

	for i in 1 2; do
		sql "$1" -c "SET client_min_messages = log" -c "SET log_statement_stats = on" -c "CALL civic.settle(batch => 5000)" \
			>"$out/two.$2.$i" 2>"$out/two.$2.$i.statistics" &
		jobs+=($!)
	done
	wait "${jobs[@]}"
	cat "$out/two.$2".[12].statistics | grep 'elapsed$' | awk '{ print $2 + $5 }' | sort -g | tail -1 >"$out/two.$2.cpu"
}

# grown WHAT NAME KIND AT_MOST [UNITS_SMALL UNITS_LARGE]: a line of the growth table
grown()
{
	local small large

	small=$(awk -v n="${5:-1}" '{ printf "%.9g", $1 / n }' "$out/$2.small.$3") large=$(awk -v n="${6:-1}" '{ printf "%.9g", $1 / n }' "$out/$2.large.$3")
	row "$1" "$(printf '%.4g' "$large")" "$(printf '%.4g' "$small")" "$(divide "$large" "$small")" "$4" -
}

section_growth()
{
	local some=$((growth / 150)) week=$((growth / 50))

	grow small "$growth"
	grow large $((growth * 10))
	say "    $((growth * 10)) entries in the column of ours, $growth in that of theirs"
	grown "scores(), s of CPU" scores cpu 11
	grown "settle(), first, s of CPU" first cpu 11
	grown "settle(), complete, s of CPU" complete cpu 11
	grown "settle(), $some subjects in ten batches, s of CPU" some cpu 1.3
	grown "  the same, pages" some pages 1.3
	grown "settle(), nothing to do, s of CPU" idle cpu 1.3
	grown "  the same, pages" idle pages 1.3
	grown "post_inbox(), $some events, s of CPU" post cpu 1.3
	grown "  the same, bytes of WAL an event" post wal - "$some" "$some"
	grown "  the same, whole pages an event" post images - "$some" "$some"
	grown "post_inbox(), a fiftieth, bytes of WAL an event" week wal - "$week" $((week * 10))
	grown "  the same, whole pages an event" week images - "$week" $((week * 10))
	grown "  the same, s of CPU" week cpu 11
	grown "bytes an entry" bytes cpu 1.1
	row "area_standings() of standings; scores(), large" "$(cat "$out/areas.large.cpu") s" "$(cat "$out/scores.large.cpu") s" \
		"$(divide "$(cat "$out/areas.large.cpu")" "$(cat "$out/scores.large.cpu")")" 1.3 -
	row "area_standings(as_of); scores(), large" "$(cat "$out/past.large.cpu") s" "$(cat "$out/scores.large.cpu") s" \
		"$(divide "$(cat "$out/past.large.cpu")" "$(cat "$out/scores.large.cpu")")" 1.3 -
	row "settle(), large, one session; the longer of two" "$(printf '%.2f s' "$(cat "$out/one.large.cpu")")" \
		"$(printf '%.2f s' "$(cat "$out/two.large.cpu")")" "$(divide "$(cat "$out/one.large.cpu")" "$(cat "$out/two.large.cpu")")" - -
}

# new losses, all of one rule, of every subject
review_losses()
{
	reviewed=$((reviewed + 1))
	sql review -c "INSERT INTO civic_private.entry (epoch, subject_id, rule_id, kind, quantity, occurred_on, effective_on, source_id, source_ref)
		SELECT 1, s.subject_id, r.rule_id, 1, 100, DATE '$day', DATE '$day', 1, 'loss-$reviewed'
		  FROM civic_private.subject s, civic.rules r WHERE r.rule_code = 'r8'" -c "VACUUM ANALYZE civic_private.entry" -c CHECKPOINT >/dev/null
}

review_ours() { timed review.ours review "SELECT civic_internal.review_daily_25(DATE '$day')"; }

# the rows that a draw writes, by somebody who knows them
review_theirs()
{
	timed review.theirs review "WITH pool AS (
		INSERT INTO bench.pool SELECT e.subject_id, 1, e.entry_id, 1, false, DATE '$day', $reviewed, now(), 3, 'postgres'
		  FROM civic_private.entry e WHERE e.source_ref = 'loss-$reviewed' ORDER BY 1, 3 RETURNING subject_id, reviewed_id)
		INSERT INTO bench.review (subject_id, kind, reviewed_id, policy_id, draw_id, cause, drawn_on, due)
		SELECT subject_id, 1, reviewed_id, 1, $reviewed, 'rank', DATE '$day', DATE '$day' FROM pool WHERE reviewed_id % 10 < 3"
}

section_review()
{
	local i

	programme review plain "$subjects" 1
	sql review -c "SELECT civic_internal.review_daily_25(DATE '$day')" -c "DROP TABLE IF EXISTS bench.pool, bench.review" \
		-c "CREATE TABLE bench.pool (LIKE civic_private.review_pool INCLUDING ALL)" \
		-c "CREATE TABLE bench.review (LIKE civic_private.review INCLUDING ALL)" >/dev/null 2>&1
	reviewed=$(sql review -c "SELECT count(DISTINCT source_ref) FROM civic_private.entry WHERE source_ref LIKE 'loss-%'")
	for ((i = 0; i < posting_runs; i++)); do
		review_losses
		review_ours
		review_theirs
	done
	seconds "review_daily_25(), $subjects new losses" review.ours review.theirs 2.5
	say "    share drawn for review: $(sql review -c "SELECT sampling_rate FROM civic.review_report(DATE '$day', DATE '$day' + 1)")"
}

entitled_ours() { bench_client rewards.entitled.ours shop entitled.sql 20000; }
entitled_theirs() { bench_client rewards.entitled.theirs shop standing.sql 20000; }
redeem_ours() { bench_clients rewards.redeem.ours shop redeem.sql 8 10; }
redeem_stock() { bench_clients rewards.redeem.stock shop kit.sql 8 10; }
redeem_theirs() { bench_clients rewards.redeem.theirs shop spend.sql 8 10; }
redeem_stock_theirs() { bench_clients rewards.redeem.stock.theirs shop spend_stock.sql 8 10; }
redeem_call() { bench_clients rewards.redeem.call shop call.sql 8 10; }
wallet_ours() { bench_client rewards.wallet.ours shop wallet.sql 300; }
wallet_theirs() { bench_client rewards.wallet.theirs shop coupons.sql 300; }

# latency WHAT NAME AT_MOST: a row of NAME.ours and NAME.theirs that bench_client() knows
latency()
{
	local ours theirs

	ours=$(median "$out/$2.ours.tps") theirs=$(median "$out/$2.theirs.tps")
	row "$1" "$(awk -v t="$ours" 'BEGIN { printf "%.1f us", 1e6 / t }')" "$(awk -v t="$theirs" 'BEGIN { printf "%.1f us", 1e6 / t }')" \
		"$(divide "$theirs" "$ours")" "$3" "$(divide "$(median "$out/$2.ours.cpu")" "$(median "$out/$2.theirs.cpu")")"
}

# throughput WHAT OURS THEIRS AT_MOST
throughput()
{
	local ours theirs

	ours=$(median "$out/$2.tps") theirs=$(median "$out/$3.tps")
	row "$1" "$(printf '%.0f /s' "$ours")" "$(printf '%.0f /s' "$theirs")" "$(divide "$theirs" "$ours")" "$4" -
}

section_rewards()
{
	local begin=$SECONDS

	if ! has_database shop; then
		createdb -T template0 shop.loading
		sql shop.loading -v subjects="$desk_subjects" -f "$here/rewards.sql" >/dev/null
		sql postgres -c "CHECKPOINT" -c 'ALTER DATABASE "shop.loading" RENAME TO shop' >/dev/null
		say "loaded a shop: $desk_subjects subjects, $(sql shop -c "SELECT count(*) FROM civic_private.coupon") coupon rows, $((SECONDS - begin)) s"
	fi
	printf '\\set s random(1, %d)\nSELECT * FROM civic.entitled(:s, '"'books'"');\n' "$desk_subjects" >"$out/entitled.sql"
	printf '\\set s random(1, %d)\nSELECT * FROM civic_private.standing WHERE subject_id = :s;\n' "$desk_subjects" >"$out/standing.sql"
	in_turn $((runs * 2)) entitled_ours entitled_theirs
	latency "entitled(), prepared primary-key SELECT" rewards.entitled 2

	for benefit in soap kit; do
		cat >"$out/$([ $benefit = soap ] && echo redeem || echo kit).sql" <<-SQL
			\\set s random(2, $desk_subjects)
			\\set r random(1, 1000000000000)
			SELECT * FROM civic.redeem(:s, '$benefit', 1, 'desk-' || :r);
		SQL
	done
	cat >"$out/spend.sql" <<-SQL
		\\set s random(2, $desk_subjects)
		\\set r random(1, 1000000000000)
		BEGIN;
		SELECT balance FROM bench.wallet WHERE subject_id = :s FOR UPDATE;
		INSERT INTO bench.spend (subject_id, request_id, benefit, quantity, cost) VALUES (:s, 'desk-' || :r, 'soap', 1, 3);
		UPDATE bench.wallet SET balance = balance - 3 WHERE subject_id = :s;
		COMMIT;
	SQL
	cat >"$out/call.sql" <<-SQL
		\\set s random(2, $desk_subjects)
		\\set r random(1, 1000000000000)
		SELECT bench.spend(:s, 'desk-' || :r);
	SQL
	sed "s/^COMMIT/UPDATE bench.stock SET taken = taken + 1 WHERE benefit = 'kit' AND taken < 2000000000;\nCOMMIT/" "$out/spend.sql" >"$out/spend_stock.sql"
	sql shop -c CHECKPOINT
	in_turn $((runs < 3 ? runs : 3)) redeem_ours redeem_stock redeem_stock_theirs redeem_theirs redeem_call
	throughput "redeem(), 8 clients; lock, INSERT, UPDATE" rewards.redeem.ours rewards.redeem.theirs 2
	throughput "  the same, by hand in one call" rewards.redeem.ours rewards.redeem.call -
	throughput "  with one stock for all; by hand with one" rewards.redeem.stock rewards.redeem.stock.theirs 2

	echo "SELECT * FROM civic.wallet(1);" >"$out/wallet.sql"
	echo "SELECT sum(amount) FROM civic_private.coupon WHERE subject_id = 1;" >"$out/coupons.sql"
	sql shop -c "VACUUM civic_private.coupon"
	in_turn $((runs * 2)) wallet_ours wallet_theirs
	latency "wallet of 10,000 lots; sum() over them" rewards.wallet 3
}

# A month of automatic moves can be made once: each run has a copy of the cases' database.
repair_ours()
{
	repair_fresh && timed repair.ours repair.run "SELECT civic_internal.repair_daily_10(DATE '$day' + 31)"
}

repair_theirs()
{
	repair_fresh && timed repair.theirs repair.run "UPDATE bench.repair_case SET state = CASE WHEN state = 2 THEN 6 ELSE state + 1 END,
		step_since = step_since + 31, restored_bp = 10000, moves = moves + 1, next_move_on = next_move_on + 90,
		closed_on = CASE WHEN state = 2 THEN DATE '$day' + 31 END WHERE next_move_on <= DATE '$day' + 31"
}

repair_fresh()
{
	sql postgres -c "SET client_min_messages = warning" -c "DROP DATABASE IF EXISTS \"repair.run\"" -c "CREATE DATABASE \"repair.run\" TEMPLATE repair" -c CHECKPOINT >/dev/null
	# the copy is read once, so that neither run has to fetch it
	sql repair.run -c "SELECT pg_prewarm(c.oid) FROM pg_class c
		WHERE c.relnamespace IN ('civic_private'::regnamespace, 'bench'::regnamespace) AND c.relkind IN ('r', 'i')" >/dev/null
}

report_ours() { timed repair.report.ours repair "SELECT * FROM civic.repair_report(DATE '$day' - 3650, DATE '$day' + 400, by => '$by')"; }
report_theirs()
{
	timed repair.report.theirs repair "SELECT $by, opened_on BETWEEN DATE '$day' - 3650 AND DATE '$day' + 400,
		CASE WHEN closed_on BETWEEN DATE '$day' - 3650 AND DATE '$day' + 400 THEN state END, closed_on - opened_on, count(*)
		FROM civic_private.repair_case GROUP BY 1, 2, 3, 4"
}

opening_ours() { bench_clients repair.open.ours repair.run open.sql 8 "$((runs < 3 ? 3 : 5))" || { tail -3 "$out/clients.err" >&2; return 1; }; }
opening_theirs() { bench_clients repair.open.theirs repair.run case.sql 8 "$((runs < 3 ? 3 : 8))"; }

section_repair()
{
	local by ours theirs moved

	if ! has_database repair; then
		createdb -T template0 repair.loading
		sql repair.loading -v subjects="$subjects" -v day="$day" -f "$here/repair.sql" >/dev/null
		sql postgres -c "ALTER DATABASE \"repair.loading\" RENAME TO repair" >/dev/null
	fi
	in_turn "$((runs < 3 ? runs : 3))" repair_ours repair_theirs
	seconds "a month's moves, $subjects open cases" repair.ours repair.theirs 3
	repair_fresh
	moved=$(sql repair.run -c "SELECT civic_internal.repair_daily_10(DATE '$day' + 31)" \
		-c "SELECT string_agg(civic_internal.repair_move_name(move) || ' ' || n, ', ' ORDER BY move)
			FROM (SELECT move, count(*) AS n FROM civic_private.repair_move WHERE move > 1 GROUP BY 1) m" \
		-c "SELECT count(*) FROM civic.check_repairs() WHERE problem LIKE 'the %'" | tr '\n' ' ')
	say "    moved, by move, and cases that disagree with their history: $moved"
	for by in severity path; do
		rm -f "$out"/repair.report.*
		in_turn "$runs" report_ours report_theirs
		seconds "repair_report() by $by, against GROUP BY" repair.report.ours repair.report.theirs 1.5
	done
	repair_fresh
	sql repair.run -c "CREATE SEQUENCE bench.ours" -c "CREATE SEQUENCE bench.theirs" -c "TRUNCATE civic_private.repair_case, bench.repair_case" >/dev/null
	cat >"$out/open.sql" <<-SQL
		SELECT nextval('bench.ours') % $subjects + 1 AS s \\gset
		SELECT civic.open_repair(:s, :s);
	SQL
	cat >"$out/case.sql" <<-SQL
		SELECT nextval('bench.theirs') % $subjects + 1 AS s \\gset
		BEGIN;
		INSERT INTO bench.repair_case (subject_id, entry_id, policy_id, severity, path, area, document_date, repairable_from, ends_on,
			lapses_on, opened_on, state, step, step_since, restored_bp, next_move_on)
		VALUES (:s, :s, 1, 2, 'papers', 'town.grid1', DATE '$day' - 200, DATE '$day' - 110, DATE '$day' + 165, DATE '$day' + 1600,
			DATE '$day', 2, 1, DATE '$day', 0, DATE '$day' + 165) RETURNING case_id \\gset
		INSERT INTO bench.repair_move (subject_id, case_id, move_no, move, from_state, to_state, step, on_day, days, restored_before_bp,
			restored_bp, recorded_at, xact, actor)
		VALUES (:s, :case_id, 1, 1, 0, 2, 1, DATE '$day', 0, 0, 0, now(), 3, 'clerk');
		COMMIT;
	SQL
	in_turn "$runs" opening_ours opening_theirs
	ours=$(median "$out/repair.open.ours.tps") theirs=$(median "$out/repair.open.theirs.tps")
	row "open_repair(), 8 clients" "$(printf '%.0f /s' "$ours")" "$(printf '%.0f /s' "$theirs")" "$(divide "$theirs" "$ours")" 2 -
	sql postgres -c "DROP DATABASE \"repair.run\""
}

# ---------- main ----------

if [ ! -e "$dir/cluster" ]; then
	cat >"$out/server.conf" <<-CONF
		shared_buffers = $buffers
		fsync = on
		synchronous_commit = on
		full_page_writes = on
		max_wal_size = 8GB
		checkpoint_timeout = 30min
		autovacuum = off
		work_mem = 64MB
		maintenance_work_mem = 512MB
		effective_cache_size = 8GB
		random_page_cost = 1.1
		jit = off
	CONF
	TEMP_CONFIG=$out/server.conf cluster_start "$dir"
else
	cluster_environment "$dir"
fi

# of a run that broke off
sql postgres -c "ALTER SYSTEM RESET full_page_writes" -c "SELECT pg_reload_conf()" >/dev/null
head=$(printf '%-44s | %13s | %13s | %6s | %7s | %-3s | %s\n' what ours theirs ratio "at most" ok "cpu ratio")
say "$(sql postgres -c "SELECT version()")"
say "$(nproc) cores, $(awk '/^MemTotal/ { printf "%d GB", $2 / 1048576 }' /proc/meminfo 2>/dev/null), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)"
say "$(sql postgres -c "SELECT string_agg(name || '=' || current_setting(name), ' ' ORDER BY name) FROM pg_settings
	WHERE name IN ('shared_buffers', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_level', 'work_mem', 'jit', 'autovacuum', 'max_wal_size', 'random_page_cost')")"
say "medians of $runs runs in turn ($posting_runs for posting); cpu ratio: of the backend's user and system time"
say
say "$head"
for section in "${sections[@]}"; do
	declare -F "section_$section" >/dev/null || die "unknown section: $section"
	"section_$section"
done
say
say "$head"
cat "$out/table"
say "load now: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || true)"
