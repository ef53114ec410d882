"""The program itself in a process of its own, watched while it cancels; prints one JSON line at the end.

python -m tests.bench.watched_clicks DATA_DIR URL EMAIL PASSWORD COMPANY_ID CANCELLATIONS
"""

import sys
from pathlib import Path

from storno_desktop.app.swift_start import prepare


def main(words: list[str]) -> int:
    """In the order of the front door: what is loaded when matters here."""
    prepare()
    from tests.bench.click_watcher import watch

    folder, server, email, password, company, cancellations = words
    return watch(Path(folder), server, (email, password), company, int(cancellations))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
