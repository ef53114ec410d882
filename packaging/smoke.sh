#!/bin/sh
# Tries the built .deb as its user will: installs it in a clean root, works with it by keyboard, and removes it again.
#
#     sh packaging/smoke.sh                       in a clean root of this system's own kind; needs root and network
#     sh packaging/smoke.sh --suite noble         of another release
#     sh packaging/smoke.sh --unpacked            without root: unpacked into an empty folder, nothing installed
#     sh packaging/smoke.sh --times 5             only measures the start, beside that of the source
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

. "$here/find-python.sh"

"$python" "$here/machine.py" qt x11 end-to-end smoke
exec "$python" "$here/bootstrap.py" smoke "$@"
