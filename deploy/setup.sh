#!/usr/bin/env bash
# Sets up a fresh Debian 12, or whatever of it is missing; a second run does nothing, in milliseconds.
#
#   setup.sh run    what running needs: Python, .venv with the runtime lock, and Pango and fonts for PDF
#   setup.sh test   and what the tests need: the dev lock, Chromium, Redis, PostgreSQL, gettext, LibreOffice
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

main() {
    case "${1:-}" in
        run)
            environment runtime
            layout
            ;;
        test)
            environment dev
            servers
            ;;
        *) fail "Usage: setup.sh run|test" ;;
    esac
}

fail() {
    echo "$1" >&2
    exit 1
}

# environment LOCK: .venv with exactly the versions of requirements/LOCK.txt.
environment() {
    local lock="requirements/$1.txt" stamp=".venv/$1.installed"
    [ -x .venv/bin/python ] || create_environment
    # The stamp holds the lock that was installed, so that only another lock is work.
    cmp --silent "$lock" "$stamp" && return
    echo "Installing $lock …"
    # Quiet: of what an installer says, only errors are for who types `make run`.
    if command -v uv >/dev/null; then
        uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
    else
        .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
    fi
    cp "$lock" "$stamp"
}

create_environment() {
    local python
    python=$(suitable_python) || {
        install_packages python3 python3-venv
        python=$(suitable_python) || fail "livesessions needs Python 3.11 or newer, and found only $(python3 --version)."
    }
    # Debian splits what makes an environment off from Python.
    "$python" -c "import ensurepip" 2>/dev/null || install_packages python3-venv
    "$python" -m venv --clear .venv
}

suitable_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# layout: what lays out the texts of a PDF, and fonts for other scripts and emoji. Without an administrator all but
# PDF works.
layout() {
    local missing=() library
    has_font DejaVuSans.ttf || missing+=(fonts-dejavu-core)
    has_font NotoColorEmoji.ttf || missing+=(fonts-noto-color-emoji)
    for library in libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
        has_library "${library%-0}" "${library%0}" || missing+=("$library")
    done
    [ ${#missing[@]} -eq 0 ] || (install_packages "${missing[@]}") || echo "Without them a PDF has boxes, or cannot be made."
}

has_font() {
    compgen -G "/usr/share/fonts/*/*/$1" >/dev/null || compgen -G "$HOME/.fonts/$1" >/dev/null
}

has_library() {
    local name place
    for name in "$@"; do
        for place in /usr/lib "/usr/lib/*" /usr/lib64; do
            compgen -G "$place/$name.so.0" >/dev/null && return
        done
    done
    return 1
}

servers() {
    local missing=()
    has_browser || missing+=(chromium)
    command -v redis-server >/dev/null || missing+=(redis-server)
    # PostgreSQL's own programs are not on PATH, and its client alone is not enough.
    compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null || missing+=(postgresql)
    command -v xgettext >/dev/null || missing+=(gettext)
    command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui)
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
}

# The headless shell is Chromium at half the work for each page. Where it is not to be had Chromium will do, and it is
# asked for once.
has_browser() {
    command -v chromium-headless-shell >/dev/null && return
    if ! [ -e .venv/no-headless-shell ]; then
        (install_packages chromium-headless-shell) 2>/dev/null && return
        touch .venv/no-headless-shell
    fi
    command -v chromium >/dev/null
}

# install_packages NAME…: from Debian, as an administrator.
install_packages() {
    local administrator=()
    if [ "$(id -u)" != 0 ]; then
        administrator=(sudo)
        # Ask for a password only where somebody can type it.
        sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; } || cannot_install "$@"
    fi
    command -v apt-get >/dev/null || cannot_install "$@"
    local apt=("${administrator[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq --yes)
    echo "Installing $* …"
    # A machine whose package lists are fresh is spared the update.
    "${apt[@]}" install --no-install-recommends "$@" >/dev/null 2>&1 || {
        "${apt[@]}" update
        "${apt[@]}" install --no-install-recommends "$@" >/dev/null
    }
}

cannot_install() {
    fail "Missing on this machine, and only an administrator can install them: the Debian packages $*."
}

main "$@"
