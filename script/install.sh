# Sourced by the other commands. Makes .venv in the checkout and installs requirements/dev.txt into it, only when
# the requirements changed since the last time. Sets HERE (the checkout) and PYTHON (that of .venv).

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
PYTHON="$HERE/.venv/bin/python"
WANTED="$HERE/requirements/dev.txt"
STAMP="$HERE/.venv/installed"
NEW_ENOUGH='import sys; sys.exit(sys.version_info < (3, 11))'

stop_with() {
    printf '%s\n' "$1" >&2
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

venv_with_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "$NEW_ENOUGH" 2>/dev/null && "$name" -m venv "$HERE/.venv" >/dev/null 2>&1; then
            return 0
        fi
        rm -rf "$HERE/.venv"
    done
    return 1
}

venv_with_apt() {
    [ "$(id -u)" = 0 ] && have apt-get || return 1
    echo 'Python met venv installeren …' >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null >/dev/null 2>&1
    apt-get install -y -qq python3 python3-venv </dev/null >/dev/null 2>&1 && venv_with_python
}

make_venv() {
    "$PYTHON" -c "$NEW_ENOUGH" 2>/dev/null && return 0
    rm -rf "$HERE/.venv"
    have uv && uv venv --quiet --python '>=3.11' "$HERE/.venv" 2>/dev/null && return 0
    venv_with_python || venv_with_apt
}

install_packages() {
    have uv && uv pip install --quiet --python "$PYTHON" --require-hashes -r "$WANTED" && return 0
    "$PYTHON" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m ensurepip >/dev/null 2>&1 || return 1
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$WANTED"
}

installed() {
    cmp -s "$STAMP" "$WANTED" && "$PYTHON" -c "$NEW_ENOUGH" 2>/dev/null
}

# In a subshell that holds a lock: of two commands at once the second waits and finds everything done.
install_requirements() (
    installed && exit 0
    [ -w "$HERE" ] || stop_with "In $HERE mag je niet schrijven: neem een eigen kopie van de code."
    if have flock; then
        exec 9<"$WANTED"
        flock 9
        installed && exit 0
    fi
    echo 'Pakketten installeren (alleen de eerste keer en na een wijziging) …' >&2
    rm -f "$STAMP"
    make_venv || stop_with 'Installeer eerst Python 3.11 of nieuwer met venv en pip (Debian en Ubuntu: apt install python3-venv), of uv.'
    install_packages || stop_with 'De pakketten konden niet geïnstalleerd worden: kijk of deze computer op het internet kan en probeer opnieuw.'
    cp "$WANTED" "$STAMP"
)
