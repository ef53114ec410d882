"""The program from the first line to the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from storno_desktop.app.options import Options, parse_options
from storno_desktop.places import Places

if TYPE_CHECKING:
    from storno_desktop.app.crash_file import CrashFile
    from storno_desktop.app.front_door import FrontDoor


def main(words: Sequence[str]) -> int:
    """Run the program with these command line words; returns the exit code."""
    options = parse_options(words)
    if options.screenshot is not None:
        from storno_desktop.app.pictures import draw_pictures

        return draw_pictures(options, options.screenshot)
    places = Places.of(options.data_dir)
    obstacle = _no_screen() or _no_place(places)
    if obstacle:
        sys.stderr.write(f"storno-desktop: {obstacle}\n")
        return 1
    door = None
    if not options.demo:  # which has no data of its own that two windows could share
        from storno_desktop.app.front_door import Entry, FrontDoor, call_of

        door = FrontDoor(places.turns)
        match door.enter(call_of(options.errand)):
            case Entry.HANDED_OVER:
                return 0
            case Entry.SILENT:
                from storno_desktop.app.already_open import tell_that_it_is_open

                return tell_that_it_is_open(options, places)
            case Entry.FREE:
                pass
    from storno_desktop.app.crash_file import CrashFile, crashes_to_terminal

    if options.demo:
        crashes_to_terminal()
        return _run(options, door, None)
    crash = CrashFile(places.crash_file)
    broke_off = crash.watch()
    try:
        return _run(options, door, crash, broke_off=broke_off)
    except Exception as error:
        crash.note(error)
        crash.close(in_order=False)
        raise


def _run(
    options: Options, door: FrontDoor | None, crash: CrashFile | None, *, broke_off: bool = False
) -> int:
    from storno_desktop.app.opening import Opening

    opening = Opening(options)
    from storno_desktop.app.application import make_application
    from storno_desktop.app.program import Program

    program = Program(make_application(), opening, door, crash)
    if broke_off:
        program.tell_of_crash()
    return program.run()


def _no_screen() -> str:
    """Why no window can be opened, "" if one can; Qt itself would abort the process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform != "linux" or any(os.environ.get(name) for name in named):
        return ""
    return "it opens a window, and there is no desktop here: neither DISPLAY nor WAYLAND_DISPLAY is set."


def _no_place(places: Places) -> str:
    """Why nothing can be kept on this computer, "" if it can."""
    try:
        folders = places.settings_file.parent, places.log_file.parent
    except OSError as error:
        return f"a folder of its own cannot be made: {error}"
    closed = next((folder for folder in folders if not os.access(folder, os.W_OK)), None)
    return "" if closed is None else f"it may not write into {closed}"
