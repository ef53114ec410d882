"""Where the bundled program begins."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

BUNDLED_LIBRARIES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def give_back(environment: MutableMapping[str, str]) -> None:
    """Undo in the environment what the bundle's own loader put there.

    This process has read it already. What it starts itself (a browser, a viewer of PDFs) belongs to the system and
    must find the system's libraries, not the bundle's.
    """
    for name in BUNDLED_LIBRARIES:
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
        elif name in environment:
            del environment[name]


if __name__ == "__main__":
    give_back(os.environ)
    from storno_desktop.__main__ import main

    sys.exit(main())
