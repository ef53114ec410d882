"""The keyring of the measured programs and of their floors: the same entries, read by the same code."""

from __future__ import annotations

import os
from pathlib import Path

from keyring.compat import properties

from tests.file_ring import FileRing

FOLDER = "STORNO_BENCH_RING"
"""The environment variable that names the folder."""
BACKEND = "tests.bench.ring_at_hand.RingAtHand"


class RingAtHand(FileRing):
    """Made by the keyring library from its name."""

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805  a property of the class
        """The keyring library considers every kind that it has heard of."""
        if FOLDER not in os.environ:
            raise RuntimeError("nobody measures")
        return 1.0

    def __init__(self) -> None:
        super().__init__(Path(os.environ[FOLDER]))
