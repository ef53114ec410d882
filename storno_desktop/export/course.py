"""How far the writing of a file has come, and the wish to stop it: the one thing that two threads share."""

from threading import Event


class Halt(Exception):  # noqa: N818  not an error: somebody asked for it
    """Raised inside the writing once somebody asked to stop; never leaves `export_list`."""


class Course:
    """Written by the thread that writes the file, read by the one that shows it; `stop` may be called by any.

    `done` of `total` invoices are written. `is_packing` is true once all of them are and the file is being
    put together.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.is_packing = False
        self._stopped = Event()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """Leave it; the file is given up at the next step."""
        self._stopped.set()

    def begin(self, total: int) -> None:
        """So many invoices are to be written."""
        self.total, self.done, self.is_packing = total, 0, False
        self.check()

    def step(self, done: int) -> None:
        """So many are written."""
        self.done = done
        self.check()

    def pack(self) -> None:
        """All are written; what follows has no number."""
        self.is_packing = True
        self.check()

    def check(self) -> None:
        """Raises Halt where somebody asked to stop."""
        if self._stopped.is_set():
            raise Halt
