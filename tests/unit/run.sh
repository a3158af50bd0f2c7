#!/usr/bin/env bash
# run.sh: builds the unit tests of the core with the sanitizers where the
# compiler has them, runs them, and prints TAP.
#
#	CC	the compiler (gcc)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build=("${CC:-gcc}" -std=gnu11 -O1 -g -Wall -Wextra -Wno-missing-field-initializers -I"$project/extension" -I"$project/tests/fuzz"
	-DPROJECT="\"$project\""
	"$here"/*.c "$project"/tests/fuzz/{fuzz,json}.c "$project"/docs/generate/*.c "$project"/extension/core/*.c -o "$work/unit")

"${build[@]}" -fsanitize=address,undefined -fno-sanitize-recover=all 2>"$work/log" ||
	{ echo "# without sanitizers"; "${build[@]}"; }
cat "$work/log" >&2
ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1 "$work/unit"
