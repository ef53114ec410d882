#!/bin/sh
# Starts Storno Desktop from this folder; the first time it installs what is needed, into .venv and through apt.
#
#     sh packaging/run.sh                      with the demonstration server that comes with it
#     sh packaging/run.sh --server URL         with a server of yours
#     sh packaging/run.sh --help               all that the program can be asked for
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# Some requests are answered without a window.
windowless=
for argument in "$@"; do
    case $argument in
        --screenshot | --screenshot=* | sandbox | --help | -h | --version) windowless=yes ;;
    esac
done

needs=qt
if [ "$(uname -s)" = Linux ]; then
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
        if [ -z "$windowless" ]; then
            echo "Storno Desktop opens a window, and no desktop was found: neither DISPLAY nor WAYLAND_DISPLAY is set." >&2
            echo "Start it from a terminal inside a desktop session, or over ssh with X forwarding (ssh -X)." >&2
            exit 1
        fi
        export QT_QPA_PLATFORM=offscreen
    fi
    case ${QT_QPA_PLATFORM:-} in
        '')
            [ -z "${DISPLAY:-}" ] || needs="$needs x11"
            [ -z "${WAYLAND_DISPLAY:-}" ] || needs="$needs wayland"
            ;;
        *xcb* | *wayland*)
            case $QT_QPA_PLATFORM in *xcb*) needs="$needs x11" ;; esac
            case $QT_QPA_PLATFORM in *wayland*) needs="$needs wayland" ;; esac
            ;;
    esac
fi

. "$here/find-python.sh"

if [ "$(uname -s)" = Linux ]; then
    # shellcheck disable=SC2086  # the needs are words
    "$python" "$here/machine.py" $needs
fi
exec "$python" "$here/bootstrap.py" run "$@"
