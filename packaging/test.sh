#!/bin/sh
# Runs the tests in this folder, without a desktop; the first time it installs what is needed, into .venv and through apt.
#
#     sh packaging/test.sh                           all of them, in random order
#     sh packaging/test.sh tests/unit -k series      pytest's own arguments; paths count from the project's folder
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

# The end-to-end tests need a screen of their own; they run unless other tests were named.
named=
end_to_end=
for argument in "$@"; do
    case $argument in
        tests | tests/ | . | ./ | *e2e*) end_to_end=yes ;;
        -*) ;;
        *) [ ! -e "$here/../${argument%%::*}" ] || named=yes ;;
    esac
done
needs=qt
if [ -n "$end_to_end" ] || [ -z "$named" ]; then
    needs="$needs x11 end-to-end keyring"
fi

. "$here/find-python.sh"

if [ "$(uname -s)" = Linux ]; then
    # shellcheck disable=SC2086  # the needs are words
    "$python" "$here/machine.py" $needs
fi
exec "$python" "$here/bootstrap.py" test "$@"
