"""The program itself in a process of its own, watched from inside at its work; prints one JSON line at the end.

python -m tests.bench.watched_program DATA_DIR URL EMAIL PASSWORD COMPANY_ID
"""

import sys
from pathlib import Path

from storno_desktop.app.swift_start import prepare


def main(words: list[str]) -> int:
    prepare()  # as the front door does, before anything else is loaded
    from tests.bench.work_watcher import watch

    folder, server, email, password, company = words
    return watch(Path(folder), server, (email, password), company)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
