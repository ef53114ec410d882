"""What became of a file that was to be written: written, stopped, or what was in the way."""

import errno
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path


class ExportFault(Enum):
    """What kept a file from being written, as far as it changes what a person can do."""

    DISK_FULL = auto()
    NOT_WRITABLE = auto()
    """The folder, or the disk, may not be written to."""
    IN_USE = auto()
    """The file of that name is held open by another program, or protected."""
    NO_FOLDER = auto()
    """The folder is not there (any more)."""
    BAD_NAME = auto()
    """The system takes no file of this name: too long, a folder, characters that it does not allow."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class ExportProblem:
    """Nothing was written, and a file that had the name before is as it was.

    `detail` is the system's own sentence, for OTHER.
    """

    fault: ExportFault
    path: Path
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody stopped it: nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The file stands at `path` with `rows` invoices.

    `changed_meanwhile` tells that the store changed while its rows were read, so that some may be newer
    than others.
    """

    path: Path
    rows: int
    changed_meanwhile: bool = False


_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})
_NAMES = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EISDIR, errno.EILSEQ})


def problem_of(error: OSError, path: Path) -> ExportProblem:
    """The system's refusal as one of the faults that people can do something about."""
    if error.errno in _FULL:
        fault = ExportFault.DISK_FULL
    elif error.errno in _CLOSED:
        fault = ExportFault.NOT_WRITABLE
    elif error.errno in _GONE:
        fault = ExportFault.NO_FOLDER
    elif error.errno in _NAMES:
        fault = ExportFault.BAD_NAME
    else:
        return ExportProblem(ExportFault.OTHER, path, error.strerror or str(error))
    return ExportProblem(fault, path)
