#!/bin/sh
# How does Lighthouse come, which says how soon a page can be used? As TypeScript does: with the
# node of the lock, by its hashes, into a folder of its own; only `make bench ARGS=pages` wants it.
# It prints where Lighthouse lies.
set -eu
cd "$(dirname "$0")/.."
node=$(.venv/bin/python -m tools.node)
npm=$(dirname "$node")/../lib/node_modules/npm/bin/npm-cli.js
cd tools/lighthouse
program=node_modules/lighthouse/cli/index.js
if [ ! "$program" -nt package-lock.json ]; then
    "$node" --use-system-ca "$npm" ci --silent --ignore-scripts --no-audit --no-fund --fetch-retries=1 >&2
    touch "$program"
fi
echo "$PWD/$program"
