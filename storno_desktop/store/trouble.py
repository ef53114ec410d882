"""What the database library's refusals mean, and how a write that is refused ends as a value."""

import errno
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import apsw

from storno_desktop.domain.local_copy import CopyTrouble

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

_MEANINGS: tuple[tuple[type[Exception], CopyTrouble], ...] = (
    (apsw.CorruptError, CopyTrouble.DAMAGED),
    (apsw.NotADBError, CopyTrouble.DAMAGED),
    (apsw.FullError, CopyTrouble.FULL),
    (apsw.ReadOnlyError, CopyTrouble.NOT_WRITABLE),
    (apsw.CantOpenError, CopyTrouble.NOT_WRITABLE),
    (apsw.PermissionsError, CopyTrouble.NOT_WRITABLE),
    (apsw.BusyError, CopyTrouble.BUSY),
    (apsw.LockedError, CopyTrouble.BUSY),
    (apsw.ProtocolError, CopyTrouble.BUSY),
    (apsw.IOError, CopyTrouble.DISK),
    (PermissionError, CopyTrouble.NOT_WRITABLE),
    (NotADirectoryError, CopyTrouble.NOT_WRITABLE),
    (FileExistsError, CopyTrouble.NOT_WRITABLE),
    (OSError, CopyTrouble.DISK),
)


class NewerSchema(Exception):  # noqa: N818  a finding, not an error
    """The file was made by a later version of this program."""


class WriteRefused(Exception):  # noqa: N818  a finding, not an error
    """Nothing of this transaction was kept; never leaves the store (see `write_or`)."""

    def __init__(self, trouble: CopyTrouble) -> None:
        super().__init__(trouble.name)
        self.trouble = trouble


def trouble_of(error: Exception, system_error: int = 0) -> CopyTrouble | None:
    """What a refusal means, None where it is a bug of the caller's.

    `system_error` is the operating system's errno, where the library knows one.
    """
    if isinstance(error, NewerSchema):
        return CopyTrouble.NEWER_SCHEMA
    if isinstance(error, OSError):
        system_error = error.errno or 0
    if isinstance(error, apsw.IOError | OSError) and system_error in _NO_ROOM:
        return CopyTrouble.FULL
    if isinstance(error, OSError) and system_error == errno.EROFS:
        return CopyTrouble.NOT_WRITABLE
    return next((trouble for kind, trouble in _MEANINGS if isinstance(error, kind)), None)


def write_or(
    otherwise: T,
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """For a method that writes: where the database refuses, it gives `otherwise` and the trouble is noted there."""

    def refusable(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        @wraps(method)
        def write(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return method(self, *args, **kwargs)
            except WriteRefused:
                return otherwise

        return write

    return refusable
