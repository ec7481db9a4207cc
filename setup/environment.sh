#!/bin/sh
# Makes the environment in .venv that Alongside runs in, or does nothing when it is there already.
#
#   sh setup/environment.sh runtime    what `make run` needs
#   sh setup/environment.sh dev        what `make test` and `make check` need as well
#
# Plain POSIX shell, so that it can say what is missing where there is no fit Python yet. Every failure is one
# sentence that says what to do, and exit status 1; what the installers said is in build/setup.log.

set -u
LC_ALL=C
export LC_ALL

kind=${1:-runtime}
cd "$(dirname "$0")/.." || exit 1
root=$(pwd -P)
log=build/setup.log
inside=.venv/bin/python
python=

refuse() {
    printf '%s\n' "$1" >&2
    exit 1
}

# A stamp names what was installed by its content, and where: a changed list or a moved folder is done anew.
fingerprint() {
    { printf '%s\n' "$root"; cat setup/environment.sh requirements/uv.txt "requirements/$kind.txt"; } | cksum
}

fit() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    newest=
    for candidate in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if fit "$candidate"; then
            python=$candidate
            return
        fi
        seen=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        newest=${newest:-$seen}
    done
    if [ -n "$newest" ]; then
        refuse "Alongside needs Python 3.11 or newer and found only Python $newest: install a newer one, from your system's packages or from python.org, and run this again."
    fi
    refuse "Alongside needs Python 3.11 or newer and found none: install it, from your system's packages or from python.org, and run this again."
}

# Only a folder that is an environment is ever taken away.
clear_environment() {
    if [ -e .venv ] && [ ! -f .venv/pyvenv.cfg ] && [ -n "$(ls -A .venv 2>/dev/null)" ]; then
        refuse "There is something else in the folder .venv: move it away and run this again."
    fi
    rm -rf .venv
}

# The quick way, where this Python's pip can install into an environment that has none; then the usual way; then
# any other, for Debian's own Python comes without the whole of `venv`.
make_environment() {
    clear_environment
    "$python" -m venv --without-pip .venv >>"$log" 2>&1 && find_pip && return
    clear_environment
    "$python" -m venv .venv >>"$log" 2>&1 && return
    clear_environment
    "$python" -m virtualenv .venv >>"$log" 2>&1 && return
    clear_environment
    virtualenv --python "$python" .venv >>"$log" 2>&1 && return
    clear_environment
    uv venv --seed --python "$python" .venv >>"$log" 2>&1 && return
    clear_environment
    refuse "This Python cannot make an environment of its own, for it lacks the module venv: install it (on Debian and Ubuntu: apt install python3-venv) and run this again."
}

# The environment's own pip, or that of the Python it was made with.
find_pip() {
    pip="$inside -m pip"
    $pip --version >>"$log" 2>&1 && return
    [ -n "$python" ] || find_python
    pip="$python -m pip --python $inside"
    $pip --version >>"$log" 2>&1
}

explain_failure() {
    if grep -qi 'no space left' "$log"; then
        refuse "The disk is full: make room (about 500 MB) and run this again."
    fi
    if grep -qiE 'hash(es)? .*mismatch|do not match the hashes|hash mismatch' "$log"; then
        refuse "A package that came is not the one that was expected, so nothing was installed: try again on another network, and tell whoever gave you Alongside if it happens again."
    fi
    refuse "The packages that Alongside needs could not be fetched: check that this computer is on the internet, which only this first set-up needs, and run this again (what went wrong is in build/setup.log)."
}

# uv installs in seconds what pip takes twenty for. Where it cannot (an unusual machine, a network that only
# pip has been taught), pip does the same, held to the same hashes.
install_packages() {
    options="--disable-pip-version-check --no-input --retries 2 --timeout 20 --require-hashes"
    if [ ! -x .venv/bin/uv ] && ! $pip install $options -r requirements/uv.txt >>"$log" 2>&1; then
        grep -qiE 'connect|resolv|timed out|no space left|hash' "$log" && explain_failure
    fi
    if [ -x .venv/bin/uv ]; then
        # an office's network may have a certificate of its own, which only the system has been taught; a bare
        # system may have none, and uv brings the usual ones
        for certificates in --system-certs --no-system-certs; do
            .venv/bin/uv pip install $certificates --python "$inside" --require-hashes -r "requirements/$kind.txt" \
                >>"$log" 2>&1 && return
        done
    fi
    find_pip && $pip install $options -r "requirements/$kind.txt" >>"$log" 2>&1 || explain_failure
}

# The command `alongside`, on this checkout.
install_command() {
    packages=$("$inside" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$root" >"$packages/alongside.pth"
    printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m alongside "$@"\n' "$root" >.venv/bin/alongside
    chmod +x .venv/bin/alongside
}

case $kind in
    runtime | dev) ;;
    *) refuse "Say runtime or dev, as in: sh setup/environment.sh runtime" ;;
esac

stamp=.venv/$kind.stamp
wanted=$(fingerprint)
if [ -x "$inside" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

if ! mkdir -p build 2>/dev/null || ! : 2>/dev/null >"$log"; then
    refuse "The folder $root cannot be written to: copy it to a place of your own, or change its permissions, and run this again."
fi
if ! fit "$inside" || { [ ! -x .venv/bin/uv ] && ! find_pip; }; then
    find_python
    echo "Setting up, once: this fetches what Alongside needs and takes a minute at most."
    make_environment
fi
[ -x .venv/bin/uv ] || find_pip
install_packages
install_command
printf '%s\n' "$wanted" >"$stamp"
