#!/usr/bin/env bash
# matrix.sh: the suites that need a server, on every major that Debian has a
# package of, and a build with every compiler. Prints a table and, as the last
# line, `N passed, N failed`.
#
#	MATRIX_ROOT	where the chroot with all servers is kept (build/matrix)
#	MATRIX_MINUTES	after as many no leg begins any more (60)
#	MATRIX_SUITES	which suites (all four)
#	CHECKED		where `make check` has left its results, to go into the table
#
# It works as root on a Debian, with the mirror that the machine's apt uses: the
# majors come from several suites, which share one chroot. Elsewhere the table
# says why a leg was skipped, and that is no failure; where root and the mirror
# are there, a leg that did not run is one.
. "$(dirname "$0")/lib.sh"

root=${MATRIX_ROOT:-$project/build/matrix}
logs=$project/build/matrix-logs
minutes=${MATRIX_MINUTES:-60}
required=(15 17 18)
may_fail=(19)
read -ra chosen <<<"${MATRIX_SUITES:-tap pgtap isolation regress}"
suites=(build regress isolation tap pgtap)

# and the major that each builds for: a server's flags are those of its own
# compiler, and an older gcc does not know them
compilers=(gcc-12 gcc-13 gcc-14 gcc-15 clang-14 clang)
declare -A builds_for=([gcc-12]=15 [gcc-13]=15 [gcc-14]=18 [gcc-15]=18 [clang-14]=15 [clang]=18)

# warnings of a clang about the flags and headers of a server that gcc built
not_ours='-Wno-unknown-warning-option -Wno-ignored-optimization-argument -Wno-ignored-attributes'

# ---------- the chroot ----------

# mirror LABEL: where apt has Debian's archive of that label from
mirror()
{
	# shellcheck disable=SC2016 # apt's own variable
	apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' "Label: $1" | head -1
}

# What apt reads in the chroot: the suites of Debian that have a major each.
# forky's own packages are the base. A mirror may lag behind the date that is
# written in it; the signatures are checked all the same.
sources()
{
	local suite main security key=/usr/share/keyrings/debian-archive-keyring.gpg

	main=$(mirror Debian)
	security=$(mirror Debian-Security)
	for suite in forky trixie bookworm experimental; do
		echo "deb [signed-by=$key] $main $suite main"
	done
	for suite in trixie bookworm; do
		[ -z "$security" ] || echo "deb [signed-by=$key] $security $suite-security main"
	done
}

# inside COMMAND...: runs it in the chroot, with mounts and processes that go
# with it, whatever becomes of it. Its /tmp is its own: processes of two have the
# same numbers, and make names a file there by its number.
inside()
{
	local own status=0

	own=$(mktemp -d "$root/var/tmp/run.XXXXXX")
	chmod 1777 "$own"
	unshare --mount --pid --fork --kill-child sh -ec '
		root=$1
		mount --bind "$2" "$root/tmp"
		shift 2
		mount -t proc proc "$root/proc"
		mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
		mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
		mount --bind "$root/dev/pts/ptmx" "$root/dev/ptmx"
		exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
	' - "$root" "$own" "$@" </dev/null || status=$?
	rm -rf "$own"
	return $status
}

make_chroot()
{
	say "making a chroot with the servers in $root"
	rm -rf "$root"
	mkdir -p "$root"
	sources >"$logs/sources"
	mmdebstrap --quiet --variant=apt --mode=root \
		--keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
		--aptopt='Acquire::Check-Valid-Until "false"' \
		--aptopt='Acquire::Languages "none"' \
		--dpkgopt='force-unsafe-io' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' \
		forky "$root" - <"$logs/sources"
	# clusters are made by the suites, and nothing starts by itself
	mkdir -p "$root/etc/postgresql-common"
	echo 'create_main_cluster = false' >"$root/etc/postgresql-common/createcluster.conf"
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod +x "$root/usr/sbin/policy-rc.d"
}

install()
{
	inside env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# server_packages MAJOR: those that the archive has
server_packages()
{
	inside apt-cache pkgnames "postgresql-$1" | grep -xE "postgresql-$1(-pgtap|-cron)?" || true
	echo "postgresql-server-dev-$1"
}

has_candidate()
{
	# without -q, which would break the pipe
	inside apt-cache policy "postgresql-$1" | grep -E '^ *Candidate: [0-9]' >/dev/null
}

# Fills the chroot, or brings one that was kept up to date.
fill_chroot()
{
	local major wanted=(make gcc libc6-dev perl libipc-run-perl faketime procps "${compilers[@]}")

	inside apt-get update
	for major in $(seq "${required[0]}" 18); do
		# shellcheck disable=SC2207 # names of packages
		! has_candidate "$major" || wanted+=($(server_packages "$major"))
	done
	install "${wanted[@]}"
	for major in "${may_fail[@]}"; do
		# shellcheck disable=SC2046
		! has_candidate "$major" || install -t experimental $(server_packages "$major") ||
			say "no server $major"
		borrow_pgtap "$major"
	done
}

# pgTAP is SQL: a major that has no package yet takes the files of the one before.
borrow_pgtap()
{
	local to=$root/usr/share/postgresql/$1/extension

	[ ! -d "$to" ] || cp -n "$root/usr/share/postgresql/$(($1 - 1))/extension/pgtap"* "$to/"
}

# Why there can be no matrix here, or nothing.
obstacle()
{
	if [ "$(id -u)" != 0 ]; then
		echo "only root can make a chroot"
	elif ! command -v apt-get >/dev/null; then
		echo "this is not a Debian"
	elif ! unshare --mount --pid --fork true 2>/dev/null; then
		echo "this root may not mount"
	elif [ -z "$(mirror Debian)" ] || ! apt-get update >"$logs/mirror" 2>&1; then
		echo "the mirror of packages cannot be reached"
	fi
}

# ---------- the legs ----------

# The sources without what was built from them.
copy_sources()
{
	mkdir -p "$root/src/$1"
	tar -C "$project" --exclude=./build --exclude=./.git --exclude='*.o' --exclude='*.so' -cf - . |
		tar -C "$root/src/$1" -xf -
}

# result LEG SUITE PASSED FAILED SECONDS
result()
{
	echo "$3 $4 $5" >"$logs/$1.$2.result"
}

# try LEG SUITE COMMAND...: one cell of the table, which is one thing passed or failed
try()
{
	local leg=$1 suite=$2 begin=$SECONDS

	shift 2
	if inside "$@" >"$logs/$leg.$suite.log" 2>&1; then
		result "$leg" "$suite" 1 0 $((SECONDS - begin))
	else
		result "$leg" "$suite" 0 1 $((SECONDS - begin))
	fi
}

job_build()
{
	copy_sources "$1"
	try "$1" build make -s -j2 -C "/src/$1" PG_CONFIG="/usr/lib/postgresql/$1/bin/pg_config" \
		WERROR=-Werror all
}

# job_compiler COMPILER MAJOR
job_compiler()
{
	local flags=-Werror

	[[ $1 != clang* ]] || flags="-Werror $not_ours"
	copy_sources "$1"
	try "$1" build make -s -j2 -C "/src/$1" PG_CONFIG="/usr/lib/postgresql/$2/bin/pg_config" \
		CC="$1" WERROR="$flags" all
	rm -rf "$root/src/$1"
}

# job_suite MAJOR SUITE [LEG [NAME=VALUE...]]
job_suite()
{
	local major=$1 suite=$2 leg=${3:-$1} begin=$SECONDS passed failed

	shift $(($# < 3 ? $# : 3))
	inside PG_CONFIG="/usr/lib/postgresql/$major/bin/pg_config" REGRESS="$REGRESS" \
		CHECK_LOGS="/src/$major/build/$leg-$suite" "$@" \
		"/src/$major/tests/lib/check.sh" "$suite" >"$logs/$leg.$suite.log" 2>&1 || true
	read -r passed failed < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' \
		"$logs/$leg.$suite.log" | tail -1) || true
	result "$leg" "$suite" "${passed:-0}" "${failed:-1}" $((SECONDS - begin))
}

# The servers side by side, each with the extension: what moves from one to another.
job_upgrades()
{
	local major servers=

	for major in "${required[@]}"; do
		inside PG_CONFIG="/usr/lib/postgresql/$major/bin/pg_config" \
			bash -c ". /src/$major/tests/lib/lib.sh && stage_tree /var/tmp/servers/$major" \
			>"$logs/upgrades.stage.log" 2>&1 || return 0
		servers+=" $major=/var/tmp/servers/$major/usr/lib/postgresql/$major"
	done
	job_suite "$newest" tap upgrades TEST=019_majors CIVIC_SERVERS="${servers# }"
}

running=()

# waits until fewer than N jobs run
wait_for_less_than()
{
	local pid left

	while :; do
		left=()
		for pid in "${running[@]}"; do
			! kill -0 "$pid" 2>/dev/null || left+=("$pid")
		done
		running=("${left[@]}")
		[ ${#running[@]} -ge "$1" ] || return 0
		sleep 1
	done
}

# start JOB...: as soon as one of two places is free, and if there is time left
start()
{
	wait_for_less_than 2
	if [ $SECONDS -ge $((minutes * 60)) ]; then
		say "no time left for: $*"
		return
	fi
	"$@" &
	running+=($!)
}

# ---------- the table ----------

# cell LEG SUITE: "passed/all", and counts it
cell()
{
	local passed failed seconds

	if [ ! -e "$logs/$1.$2.result" ]; then
		printf '%12s' -
		return
	fi
	read -r passed failed seconds <"$logs/$1.$2.result"
	if [ "$2" = build ]; then
		printf '%12s' "$([ "$failed" = 0 ] && echo ok || echo FAILED)"
	else
		printf '%12s' "$passed/$((passed + failed))"
	fi
}

# What `make check` has found on the server at hand, as a leg of its own.
take_checked()
{
	local suite

	[ -n "${CHECKED:-}" ] && [ -e "$CHECKED/tally" ] || return 0
	echo 1 0 0 >"$logs/here.build.result"
	for suite in "${suites[@]:1}" others; do
		awk -v suite="$suite" '
			$4 == suite || (suite == "others" && $4 !~ /^(regress|isolation|tap|pgtap)$/) {
				p += $1; f += $2; s += $3; n++ }
			END { if (n) print p, f, s }' "$CHECKED/tally" >"$logs/here.$suite.result"
		[ -s "$logs/here.$suite.result" ] || rm "$logs/here.$suite.result"
	done
}

# row LEG TITLE: a line of the table
row()
{
	local suite

	printf '%-22s' "$2"
	for suite in "${suites[@]}"; do
		cell "$1" "$suite"
	done
	awk '{ s += $3 } END { printf "%10.1f\n", s / 60 }' "$logs/$1".*.result 2>/dev/null || printf '%10s\n' -
}

# version MAJOR: as the server names itself
version()
{
	inside "/usr/lib/postgresql/$1/bin/postgres" --version 2>/dev/null | awk '{ print $3 }'
}

table()
{
	local leg

	printf '\n%-22s' PostgreSQL
	printf '%12s' "${suites[@]}"
	printf '%10s\n' minutes
	[ ! -e "$logs/here.build.result" ] || row here "$("$PG_CONFIG" --version | awk '{ print $2 }') (here)"
	for leg in "${majors[@]}"; do
		row "$leg" "$(version "$leg")$(! optional "$leg" || echo ' (may fail)')"
	done
	[ ! -e "$logs/upgrades.tap.result" ] || row upgrades 'from major to major'
	for leg in "${compilers[@]}"; do
		row "$leg" "${builds_for[$leg]} with $leg"
	done
}

optional()
{
	[[ " ${may_fail[*]} " == *" $1 "* ]]
}

# What had to run and has no result counts as failed.
missing()
{
	local leg suite

	for leg in "${majors[@]}"; do
		optional "$leg" && continue
		for suite in $(suites_of "$leg"); do
			[ -e "$logs/$leg.$suite.result" ] || echo "$leg: $suite"
		done
	done
	[ -e "$logs/upgrades.tap.result" ] || [[ " ${chosen[*]} " != *" tap "* ]] ||
		echo 'from major to major'
	for leg in "${compilers[@]}"; do
		[ -e "$logs/$leg.build.result" ] || echo "$leg"
	done
}

# The suites of a major: the server at hand has had them.
suites_of()
{
	if [ "$1" = "$(pg_major)" ] && [ -n "${CHECKED:-}" ]; then
		echo build
	else
		echo build "${chosen[@]}"
	fi
}

# What the suites of a leg said of failures.
complaints()
{
	local file leg suite passed failed seconds

	for file in "$logs"/*.result; do
		read -r passed failed seconds <"$file"
		leg=$(basename "$file" .result)
		suite=${leg##*.}
		[ "$failed" != 0 ] && [ "${leg%%.*}" != here ] || continue
		printf '\n%s: %s\n' "${leg%.*}" "$suite"
		grep -E 'error:|warning:|[1-9][0-9]* failed|^ *not ok|broke off' "$logs/$leg.log" | head -15 || true
	done
}

close()
{
	local file passed failed seconds p=0 f=0 leg

	for file in "$logs"/*.result; do
		[ -e "$file" ] || continue
		read -r passed failed seconds <"$file"
		leg=$(basename "$file")
		p=$((p + passed))
		optional "${leg%%.*}" || f=$((f + failed))
	done
	f=$((f + ${1:-0}))
	printf '\n%d passed, %d failed\n' "$p" "$f"
	[ "$f" = 0 ]
}

# ---------- all of it ----------

rm -rf "$logs"
mkdir -p "$logs"
take_checked
majors=("${required[@]}" "${may_fail[@]}")
newest=${required[-1]}

why=$(obstacle)
if [ -z "$why" ] && ! command -v mmdebstrap >/dev/null; then
	"$project/tests/lib/packages.sh" matrix
fi
if [ -n "$why" ]; then
	printf '\n%-22s%12s\n' PostgreSQL result
	[ ! -e "$logs/here.build.result" ] || row here "$("$PG_CONFIG" --version | awk '{ print $2 }') (here)"
	printf '%-22s     SKIPPED: %s\n' "${majors[*]}" "$why"
	# by itself it has then done nothing, and says so
	close
	exit
fi

exec 9>"$(dirname "$root")/.matrix.lock"
flock 9
if [ ! -e "$root/.complete" ]; then
	make_chroot >"$logs/chroot" 2>&1 || { tail -20 "$logs/chroot"; close 1; exit 1; }
fi
if ! fill_chroot >>"$logs/chroot" 2>&1; then
	tail -20 "$logs/chroot"
	close 1
	exit 1
fi
touch "$root/.complete"
say "the chroot took $SECONDS seconds"

# only those that the archive has, if they may fail
majors=()
for major in $(seq "${required[0]}" "${may_fail[-1]}"); do
	[[ " ${required[*]} " == *" $major "* ]] || [ -d "$root/usr/lib/postgresql/$major" ] || continue
	majors+=("$major")
done
rm -rf "$root"/src/* "$root"/var/tmp/*

for major in "${majors[@]}"; do
	job_build "$major"
done
# the longest first; what may fail last
for suite in "${chosen[@]}"; do
	for major in "${majors[@]}"; do
		optional "$major" || [[ " $(suites_of "$major") " != *" $suite "* ]] || start job_suite "$major" "$suite"
	done
	[ "$suite" != tap ] || start job_upgrades
done
for compiler in "${compilers[@]}"; do
	start job_compiler "$compiler" "${builds_for[$compiler]}"
done
for major in "${majors[@]}"; do
	! optional "$major" || for suite in "${chosen[@]}"; do
		start job_suite "$major" "$suite"
	done
done
wait_for_less_than 1

complaints
table
mapfile -t lacking < <(missing)
[ ${#lacking[@]} = 0 ] || printf 'did not run: %s\n' "${lacking[@]}"
close ${#lacking[@]}
