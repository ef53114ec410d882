"""The program as it starts on a company that this computer holds, in a process of its own; prints one JSON line.

python -m tests.bench.stored_start DATA_DIR
"""

import sys
from pathlib import Path

from storno_desktop.app.swift_start import prepare


def main(words: list[str]) -> int:
    """In the order of the front door (`storno_desktop.app.start`): what is loaded when matters here."""
    prepare()
    from storno_desktop.app.opening import Opening
    from storno_desktop.app.options import Options

    options = Options(
        demo=False, server="", language="ro", theme="light", data_dir=Path(words[0]), screenshot=None
    )
    opening = Opening(options)
    from tests.bench.start_watcher import watch

    return watch(opening)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
