"""Who may read and who may write a database in memory at this moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Lets the readers and the writer of a database in memory take turns.

    In memory a reader is refused while something is being written. The library would try again after
    growing pauses, and behind a busy writer a window would wait for half a second. Here whoever reads
    waits for the rest of one batch at most, and the writer for those who read or wait when it comes.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._reading = 0
        self._waiting = 0
        self._owed = 0  # readers that waited through the last write and pass before the next one
        self._wanted = False
        self._writing = False
        self._writes = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While nothing is written."""
        with self._changed:
            came_at = self._writes
            self._waiting += 1
            self._changed.wait_for(lambda: not self._writing and (not self._wanted or self._writes > came_at))
            self._waiting -= 1
            self._owed -= self._writes > came_at
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While nobody reads; for the one writer."""
        with self._changed:
            self._wanted = True
            self._changed.wait_for(lambda: not (self._reading or self._owed))
            self._wanted, self._writing = False, True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._writes += 1
                self._owed = self._waiting
                self._changed.notify_all()
