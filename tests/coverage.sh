#!/bin/sh
# Line and branch coverage of the rooms by pytest and lit together, and a table by room.
# Usage: tests/coverage.sh [BIN], where BIN holds python, pytest, lit and coverage.
#
# lit's tests run `rusticle-opt` in processes of its own, and pytest's run `rusticle`: Python starts
# coverage in each of them (COVERAGE_PROCESS_START, and a `.pth` file that reads it). The code
# generation child runs without site packages, so what it does is counted where a test calls it.
set -eu
cd "$(dirname "$0")/.."
bin=$(cd "${1:-.venv/bin}" && pwd)
least=${LEAST:-90}

rm -rf out/coverage
mkdir -p out/coverage
# A copy with absolute paths: the processes run in folders of their own.
sed "s|^    \([a-z]*\)\$|    $PWD/\1|; s|^data_file = |data_file = $PWD/|" tests/coverage.rc \
    >out/coverage/rc
start=$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/rusticle-coverage.pth
echo 'import os; "COVERAGE_PROCESS_START" in os.environ and __import__("coverage").process_startup()' >"$start"
trap 'rm -f "$start"' EXIT
trap 'exit 130' INT TERM
export COVERAGE_PROCESS_START="$PWD/out/coverage/rc"

status=0
"$bin/python" -m pytest -n auto "${PYTEST:--q}" || status=1
"$bin/lit" --quiet filecheck || status=1
unset COVERAGE_PROCESS_START
[ $status = 0 ] || echo "coverage: some tests failed; what they ran is counted" >&2

"$bin/coverage" combine --quiet --rcfile=out/coverage/rc
"$bin/coverage" json --quiet --rcfile=out/coverage/rc -o out/coverage/coverage.json
"$bin/coverage" html --quiet --rcfile=out/coverage/rc -d out/coverage/html || true
"$bin/python" tests/coverage_table.py out/coverage/coverage.json "$least" || status=1
exit $status
