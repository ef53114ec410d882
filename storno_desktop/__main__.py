"""The front door: `storno-desktop` and `python -m storno_desktop`."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program, or the sandbox server with `storno-desktop sandbox …`; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["sandbox"]:
        from storno_desktop.sandbox.__main__ import main as sandbox

        return sandbox(words[1:])
    from storno_desktop.app.program import main as program

    return program(words)


if __name__ == "__main__":
    sys.exit(main())
