#!/usr/bin/env bash
# Run the tests of the pure rooms on every Python 3.11 to 3.13 of this machine except the one in .venv,
# each in a small environment of its own (build/python-3.x), kept until the dependencies change. Properties look
# at a tenth of the examples there: what differs between Pythons shows in the first ones.
#
#   bash tools/other-pythons.sh [build]        build: only the environments, to be done beside something else
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

rooms=()
for room in kernel catalogue handling law properties; do
    [ -d "tests/$room" ] && rooms+=("tests/$room")
done

# interpreter VERSION: a command that really runs this version and can build an environment. Version
# managers leave stubs on the PATH that do not run, so pyenv is asked by name.
interpreter() {
    local candidate name
    local candidates=("python$1")
    if command -v pyenv >/dev/null; then
        for name in $(pyenv versions --bare 2>/dev/null | grep "^${1//./\\.}\."); do
            candidates+=("$(pyenv prefix "$name")/bin/python")
        done
    fi
    for candidate in "${candidates[@]}"; do
        if "$candidate" -c "import ensurepip, sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null
        then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

build() {
    "$1" -m venv "$2" &&
        "$2/bin/python" -m pip install --disable-pip-version-check --retries 5 \
            --editable . pytest pytest-xdist hypothesis </dev/null
}

own="$(.venv/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')" || exit 2
wanted="$(cksum <pyproject.toml) $(pwd -P)"
failed=0
mkdir -p build
for version in 3.11 3.12 3.13; do
    [ "$version" = "$own" ] && continue
    if ! python="$(interpreter "$version")"; then
        echo "Python $version: not on this machine"
        continue
    fi
    environment="build/python-$version"
    if [ "$(cat "$environment/.installed" 2>/dev/null)" != "$wanted" ]; then
        rm -rf "$environment"
        if ! build "$python" "$environment" >"build/python-$version.log" 2>&1; then
            tail -n 30 "build/python-$version.log"
            echo "Python $version: the environment could not be built"
            failed=1
            continue
        fi
        printf '%s' "$wanted" >"$environment/.installed"
    fi
    [ "${1:-}" = build ] && continue
    echo "Python $version:"
    TONGBAN_PROPERTIES=short "$environment/bin/python" -m pytest -q -n auto -m "not integration and not browser" "${rooms[@]}" </dev/null ||
        failed=1
done
exit "$failed"
