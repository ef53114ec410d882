# Finds a Python that can run Storno Desktop and calls it $python; read by run.sh and test.sh, never run by itself.
# One that can make environments is preferred to a newer one that cannot: on Debian that is a package of its own.

python=
for wanted in 'import ensurepip, venv' pass; do
    for candidate in python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c "import sys; assert sys.version_info >= (3, 11); $wanted" >/dev/null 2>&1 </dev/null
        then
            python=$candidate
            break 2
        fi
    done
done

if [ -z "$python" ]; then
    if command -v python3 >/dev/null 2>&1; then
        echo "Storno Desktop needs Python 3.11 or newer; this system's python3 is $(python3 --version 2>&1)." >&2
    else
        echo "Storno Desktop needs Python 3.11 or newer, and there is no python3 here." >&2
    fi
    echo "Debian 12, Ubuntu 24.04 and later bring one: apt-get install python3 python3-venv (as root)." >&2
    exit 1
fi
