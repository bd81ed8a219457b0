#!/bin/sh
# How do TypeScript and the HTML checker come, which only check? With the node of the lock, by their
# hashes, into node_modules; nothing is fetched where they lie there already. The certificates are
# the machine's.
set -eu
cd "$(dirname "$0")/.."
node=$(.venv/bin/python -m tools.node)
npm=$(dirname "$node")/../lib/node_modules/npm/bin/npm-cli.js
if [ node_modules/typescript/package.json -nt package-lock.json ]; then exit 0; fi
"$node" --use-system-ca "$npm" ci --silent --ignore-scripts --no-audit --no-fund --fetch-retries=1
[ -e node_modules/typescript/bin/tsc ]
touch node_modules/typescript/package.json
