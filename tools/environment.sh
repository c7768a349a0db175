#!/bin/sh
# Build .venv and install this package into it, with the extra that is named; do nothing when nothing
# has changed, so that a second start needs no network and no time.
#
#   sh tools/environment.sh [test|bench]        PYTHON=/path/to/python chooses the interpreter
set -eu
cd "$(dirname "$0")/.."

extra="${1:-}"
stamp=".venv/.installed${extra:+-$extra}"
# A moved clone counts as a change: the scripts of an environment name its place.
wanted="$(cksum < pyproject.toml) $(pwd -P)"

say() { printf '%s\n' "$@" >&2; }

stop() {
    say "$@"
    exit 2
}

is_current() { [ -f "$1" ] && [ "$(cat "$1")" = "$wanted" ] && "$(dirname "$1")/bin/python" -c '' 2>/dev/null; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The first interpreter that is new enough and can build an environment. A command may exist and yet
# not run (version managers leave such stubs), so each one is tried.
find_python() {
    incomplete=""
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        is_new_enough "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            python="$candidate"
            return
        fi
        incomplete="${incomplete:-$candidate}"
    done
    if [ -n "$incomplete" ]; then
        version="$("$incomplete" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        stop "错误：$incomplete 缺少 venv 与 ensurepip 模块，无法建立环境。Debian 或 Ubuntu 请执行：apt-get install python$version-venv，然后重试。" \
            "Error: $incomplete lacks the modules venv and ensurepip. On Debian or Ubuntu run: apt-get install python$version-venv, then try again."
    fi
    stop "错误：需要 Python 3.11 或更高版本，未找到${PYTHON:+（PYTHON=$PYTHON）}。请安装后重试，或用 PYTHON=/路径/python3 make run 指定。" \
        "Error: Python 3.11 or later is needed and was not found${PYTHON:+ (PYTHON=$PYTHON)}. Install it, or name it: PYTHON=/path/to/python3 make run"
}

# What was installed with an extra contains what is installed without.
if is_current "$stamp" || { [ -z "$extra" ] && { is_current "$stamp-test" || is_current "$stamp-bench"; }; }; then
    exit 0
fi

if ! is_new_enough .venv/bin/python; then
    find_python
    say "建立环境 .venv（$("$python" --version)）· building the environment .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi
say "安装依赖，首次需几分钟 · installing dependencies, a few minutes the first time"
if ! .venv/bin/python -m pip install --disable-pip-version-check --editable ".${extra:+[$extra]}" >&2; then
    stop "错误：依赖安装失败，原因见上。请检查网络或软件源（PIP_INDEX_URL）后重试，已下载的部分会保留。" \
        "Error: the dependencies could not be installed; the cause is above. Check the network or the index (PIP_INDEX_URL) and try again; what was downloaded is kept."
fi
printf '%s' "$wanted" > "$stamp"
