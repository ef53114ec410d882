#!/bin/sh
# Measures the program beside its floors, without a desktop; the first time it installs what is needed, as test.sh does.
#
#     sh packaging/bench.sh [--quick] [--json FILE]
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

. "$here/find-python.sh"

if [ "$(uname -s)" = Linux ]; then
    "$python" "$here/machine.py" qt keyring
fi
exec "$python" "$here/bootstrap.py" bench "$@"
