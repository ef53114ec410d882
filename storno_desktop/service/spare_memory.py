"""Giving memory back to the system that the C library keeps after long lists came and went."""

import ctypes
import sys


def give_back() -> None:
    """Some milliseconds, and tens of megabytes after a million rows; does nothing where the library does it itself.

    glibc keeps what other threads freed in pieces; elsewhere there is no such function, and no such need.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
