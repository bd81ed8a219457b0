#!/bin/sh
# Is the source in order? Runs every check to the end, and fails when one of them failed.
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
failed=""
# mypy's plugin reads the settings, and they make a data directory: let it be a passing one.
DATA_DIR=$(mktemp -d)
export DATA_DIR
trap 'rm -rf "$DATA_DIR"' EXIT
check() {
    name=$1
    shift
    echo "--- $name"
    "$@" || failed="$failed $name"
}
check ruff $bin/ruff check .
check format $bin/ruff format --check .
check mypy $bin/mypy
check layers $bin/lint-imports --no-logo
check "TypeScript is there" tools/typescript.sh
node=$($bin/python -m tools.node)
for project in tsconfig.json tsconfig.worker.json tsconfig.tests.json; do
    check "types of JavaScript ($project)" "$node" node_modules/typescript/bin/tsc -p $project
done
check templates $bin/djlint src/filiform/templates --lint --quiet
if [ -n "$failed" ]; then
    echo "CHECK FAILED:$failed"
    exit 1
fi
echo "CHECK PASSED"
