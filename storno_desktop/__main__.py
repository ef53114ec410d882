"""The front door: `storno-desktop` and `python -m storno_desktop`."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program, the sandbox server with `storno-desktop sandbox …`, the self-test with `storno-desktop
    doctor …`, or look at the journal with `storno-desktop journal …`; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["sandbox"]:
        from storno_desktop.sandbox.__main__ import main as sandbox

        return sandbox(words[1:])
    if words[:1] == ["doctor"]:
        from storno_desktop.app.doctor_command import main as doctor

        return doctor(words[1:])
    if words[:1] == ["journal"]:
        from storno_desktop.app.journal_command import main as journal

        return journal(words[1:])
    from storno_desktop.app.swift_start import prepare

    prepare()
    from storno_desktop.app.start import main as program

    return program(words)


if __name__ == "__main__":
    sys.exit(main())
