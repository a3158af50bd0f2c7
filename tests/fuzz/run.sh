#!/usr/bin/env bash
# run.sh [TARGET...]: a bounded round of the fuzzers (all of them, as the files
# fuzz_TARGET.c say), as TAP.
#
#	FUZZ_SECONDS	how long the targets run together (60)
#	FUZZ_SEED	a number that makes libFuzzer repeat itself (random)
#	CC, CLANG	the compilers
#
# A target is built with clang's libFuzzer, or where that is missing with a
# plain driver; both with the address and undefined behaviour sanitizers. It
# starts from its corpus and keeps what it discovers in build/fuzz, for the
# next round. The input of a finding is left there as crash-TARGET-*; to see it
# again, give it to build/fuzz/fuzz_TARGET (with the driver: between two other
# arguments, `0 /dev/null FILE`).
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
clang=${CLANG:-clang}
cc=${CC:-gcc}
targets=("$@")
[ ${#targets[@]} -gt 0 ] ||
	mapfile -t targets < <(cd "$here" && printf '%s\n' fuzz_*.c | sed 's/^fuzz_//; s/\.c$//')

seconds=$((${FUZZ_SECONDS:-60} / ${#targets[@]}))
[ "$seconds" -gt 0 ] || seconds=1

work=$project/build/fuzz
if ! mkdir -p "$work" 2>/dev/null || [ ! -w "$work" ]; then
	work=$(mktemp -d)
fi

number=0
failed=0

# result STATUS DESCRIPTION
result()
{
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		failed=$((failed + 1))
		echo "not ok $number - $2"
	fi
}

checks=("-fsanitize=address,undefined" -fno-sanitize-recover=all)
flags=(-std=gnu11 -O1 -g -Wall -Wextra -fno-omit-frame-pointer -I"$project/extension" -I"$here")
# the core allocates nothing, and looking for leaks needs ptrace
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1:abort_on_error=1

has_libfuzzer()
{
	echo 'int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n; }' |
		"$clang" -x c - -fsanitize=fuzzer,address,undefined -o "$work/try" >/dev/null 2>&1
}

# The core and what the targets share, once.
build_common()
{
	local source

	if has_libfuzzer; then
		driver=
		compiler=("$clang" "${flags[@]}" "${checks[@]}" -fsanitize=fuzzer-no-link)
		linker=("$clang" "${flags[@]}" "${checks[@]}" -fsanitize=fuzzer)
	else
		echo "# no libFuzzer: each target runs under a plain driver"
		driver=$here/driver.c
		compiler=("$cc" "${flags[@]}" "${checks[@]}")
		linker=("${compiler[@]}")
	fi
	rm -rf "$work/objects"
	mkdir -p "$work/objects"
	for source in "$project"/extension/core/*.c "$here"/{fuzz,json,rules,wallet_model}.c $driver; do
		"${compiler[@]}" -c "$source" -o "$work/objects/$(basename "$source" .c).o" || return 1
	done
}

# Findings go to crash-TARGET-*, what the target says to TARGET.log.
fuzz()
{
	local target=$1 options=()

	if [ -n "$driver" ]; then
		"$work/fuzz_$target" "$seconds" "$work/crash-$target-driver" "$here/corpus/$target"/* ||
			return 1
		rm -f "$work/crash-$target-driver"
		return 0
	fi
	[ ! -e "$here/$target.dict" ] || options+=(-dict="$here/$target.dict")
	[ -z "${FUZZ_SEED:-}" ] || options+=(-seed="$FUZZ_SEED")
	mkdir -p "$work/corpus-$target"
	"$work/fuzz_$target" -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=1536 \
		-detect_leaks=0 -print_final_stats=1 -artifact_prefix="$work/crash-$target-" \
		"${options[@]}" "$work/corpus-$target" "$here/corpus/$target"
}

run_target()
{
	local target=$1 log=$work/$1.log status=0 runs

	if ! "${linker[@]}" "$here/fuzz_$target.c" "$work"/objects/*.o -lm -o "$work/fuzz_$target"; then
		result 1 "fuzz_$target builds"
		return
	fi
	fuzz "$target" >"$log" 2>&1 || status=$?
	runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log" | tail -1)
	result $status "fuzz_$target: ${runs:-a finding within} inputs in $seconds s"
	if [ $status != 0 ]; then
		grep -E 'expected:|runtime error|ERROR:|SUMMARY|^    #[0-9]+ .*/(core|fuzz)/|Test unit|Base64' "$log" |
			head -30 | sed 's/^/# /'
	fi
}

if build_common; then
	for target in "${targets[@]}"; do
		run_target "$target"
	done
else
	result 1 "the fuzzers build"
fi
echo "1..$number"
[ "$failed" = 0 ]
