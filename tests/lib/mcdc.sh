#!/usr/bin/env bash
# mcdc.sh: shows that every condition of every decision in the core decides by
# itself in some test (modified condition/decision coverage).
#
#	CLANG	a clang that can measure it (clang-19), with LLVM tools of the same number
#
# The unit tests run, and the fuzz targets on their corpus alone: the same
# inputs each time. A condition that stands alone has to have come out both
# ways. One of several in a decision needs two tests that differ in it, and not
# in any other that was looked at, and lead to different decisions. Conditions
# that no test can show are listed with their reason in
# tests/unit/mcdc_exceptions.txt.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
clang=${CLANG:-clang-19}
number=${clang##*-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

flags=(-std=gnu11 -O1 -Wall -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc
	-I"$project/extension" -I"$project/tests/fuzz" -DPROJECT="\"$project\"")

echo "mcdc: building"
mkdir "$work/core" "$work/shared"
(cd "$work/core" && "$clang" "${flags[@]}" -c "$project"/extension/core/*.c) 2>"$work/log" ||
	{ cat "$work/log"; exit 1; }
if grep -q 'MC/DC' "$work/log"; then
	echo "mcdc: decisions that clang cannot measure; write them in a simpler way:"
	grep -A2 'MC/DC' "$work/log"
	exit 1
fi

# What clang has to say about the tests is not asked here, unless it gives up.
build()
{
	"$clang" "${flags[@]}" "$@" 2>"$work/log" || { cat "$work/log"; exit 1; }
}

(cd "$work/shared" && build -c "$project"/tests/fuzz/{fuzz,json,rules,wallet_model,driver}.c)
build "$project"/tests/unit/*.c "$project"/docs/generate/*.c \
	"$work"/core/*.o "$work"/shared/{fuzz,json,wallet_model}.o -lm -o "$work/unit"

echo "mcdc: unit tests"
LLVM_PROFILE_FILE="$work/unit.profraw" "$work/unit" >"$work/unit.log" ||
	{ grep -v '^ok' "$work/unit.log"; exit 1; }
for source in "$project"/tests/fuzz/fuzz_*.c; do
	target=$(basename "$source" .c)
	echo "mcdc: corpus of $target"
	build "$source" "$work"/core/*.o "$work"/shared/*.o -lm -o "$work/$target"
	LLVM_PROFILE_FILE="$work/$target.profraw" "$work/$target" 0 /dev/null \
		"$project/tests/fuzz/corpus/${target#fuzz_}"/* >/dev/null
done

"llvm-profdata-$number" merge "$work"/*.profraw -o "$work/profile"
# every binary has the same core, so the coverage of one is that of all
"llvm-cov-$number" export "$work/unit" -instr-profile="$work/profile" \
	"$project/extension/core" >"$work/coverage.json"
perl "$project/tests/lib/mcdc.pl" "$work/coverage.json" "$project/tests/unit/mcdc_exceptions.txt"
