"""What makes a start swift, before anything else is loaded."""

import builtins
import gc


def prepare() -> None:
    """To be called once, first of all, by a process that opens a window.

    Nothing that a start makes is garbage, and looking for some takes time: the thread for work sees to it later.
    And Qt's Python side reads the source of each module that is imported from then on, in search of a switch for
    another style of names (`from __feature__ import …`) which this program does not use; modules are imported
    plainly again once Qt is loaded.
    """
    gc.disable()
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain
