#!/bin/sh
# Builds everything that this system can build, into dist/; the first time it installs what is needed, into build/ and
# through apt.
#
#     sh packaging/build.sh              the bundle and, on Linux, the .deb; on Windows and macOS the installer
#     sh packaging/build.sh compare      builds once more from nothing, elsewhere, and compares byte by byte
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

. "$here/find-python.sh"

if [ "$(uname -s)" = Linux ]; then
    "$python" "$here/machine.py" qt x11 wayland build
fi
exec "$python" "$here/build.py" "$@"
