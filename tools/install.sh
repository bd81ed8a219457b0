#!/bin/sh
# How is .venv made? `tools/install.sh run` from requirements.txt, `tools/install.sh dev` from
# requirements-dev.txt and package-lock.json. Every package is checked against its hash; nothing
# else is downloaded.
set -eu
cd "$(dirname "$0")/.."
which=${1:?say run or dev}
python=${PYTHON:-python3}

command -v "$python" >/dev/null 2>&1 || { echo "Please install Python 3.11 or later (Debian: apt-get install python3 python3-venv)." >&2; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $("$python" --version) is too old. Set PYTHON=python3.12 or similar." >&2; exit 1; }

# Two people (or two makes) may ask at once: the second waits for the first.
if [ -z "${FILIFORM_INSTALLING:-}" ] && command -v flock >/dev/null 2>&1; then
    export FILIFORM_INSTALLING=1
    exec flock .venv.lock "$0" "$which"
fi

venv_module() {
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1
}
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
if ! venv_module; then
    echo "This Python cannot make virtual environments; trying to install python3-venv."
    if command -v apt-get >/dev/null 2>&1; then
        { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; } >/dev/null 2>&1 || true
    fi
    venv_module || { echo "Please install the package python3-venv (Debian: apt-get install python3-venv), then run make again." >&2; exit 1; }
fi

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    rm -rf .venv
    "$python" -m venv .venv
fi
if [ "$which" = dev ]; then lock=requirements-dev.txt; else lock=requirements.txt; fi
export PIP_DISABLE_PIP_VERSION_CHECK=1
.venv/bin/python -m pip install -q --require-hashes --only-binary :all: -r "$lock"
.venv/bin/python -m pip install -q --no-index --no-deps --no-build-isolation -e .
if [ "$which" = dev ]; then
    tools/typescript.sh || echo "TypeScript could not be fetched; make check will try again." >&2
    touch .venv/made-for-dev
fi
touch .venv/made-for-run
