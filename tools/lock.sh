#!/bin/sh
# How are the hashed locks made? With uv, in a throw-away virtual environment, for Python 3.11 and
# later on every machine. The newest allowed releases are taken only with `tools/lock.sh --upgrade`.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-}
if [ -z "$uv" ]; then
    box=$(mktemp -d)
    trap 'rm -rf "$box"' EXIT
    "${PYTHON:-python3}" -m venv "$box"
    "$box/bin/pip" install -q uv
    uv=$box/bin/uv
fi
lock() {
    out=$1
    shift
    "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-header --no-annotate --output-file "$out" "$@" >/dev/null
}
lock requirements.txt "$@" --extra postgres --group pyproject.toml:build pyproject.toml
lock requirements-dev.txt "$@" --extra postgres --group pyproject.toml:build --group pyproject.toml:dev -c requirements.txt pyproject.toml
echo "requirements.txt and requirements-dev.txt are written."
