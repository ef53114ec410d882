"""A file that appears whole or not at all."""

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from storno_desktop.export.course import Course
from storno_desktop.export.outcome import ExportFault, ExportProblem, problem_of

_PREFIX = ".storno-export-"


class FreshFile:
    """Writes beside the place, in a folder that nobody else may read, and moves the whole into place.

    Use it as a context: what is inside the folder is removed when the context ends, whatever happened. A
    file that had the name before stays as it was until `publish`. OSError passes to the caller, who makes
    a value of it by `problem_of`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._aim = path.resolve()
        self._folder: Path | None = None

    def __enter__(self) -> "FreshFile":
        if self._aim.is_dir():
            raise IsADirectoryError(21, "a folder has this name", str(self._aim))
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._aim.parent))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def folder(self) -> Path:
        """Where the writing happens; for temporary files too."""
        assert self._folder is not None  # noqa: S101  only inside the context
        return self._folder

    @property
    def draft(self) -> Path:
        """The file while it is being written."""
        return self.folder / "draft"

    def publish(self) -> ExportProblem | None:
        """Give the file its name, and its bytes to the disk; what kept it from it as a value."""
        try:
            with self.draft.open("rb+") as written:
                os.fsync(written.fileno())
            os.replace(self.draft, self._aim)
        except PermissionError:
            # The folder takes files, or there would be no draft: it is the old file that does not yield.
            return ExportProblem(ExportFault.IN_USE, self.path)
        except OSError as error:
            return problem_of(error, self.path)
        return None


def write_whole(path: Path, content: bytes) -> ExportProblem | None:
    """These bytes under this name; what kept them from it as a value, and then the file is as it was."""
    try:
        with FreshFile(path) as file:
            file.draft.write_bytes(content)
            return file.publish()
    except OSError as error:
        return problem_of(error, path)


class WatchedFile:
    """A file for libraries that write by themselves: it looks at every write whether somebody stopped it.

    Once a write failed or was stopped, what is written after it vanishes: such libraries write again while
    they are being torn down.
    """

    def __init__(self, file: BinaryIO, course: Course) -> None:
        self._file, self._course = file, course
        self.failure: OSError | None = None
        self._closed_to_writing = False

    def write(self, data: bytes) -> int:
        """Like a file's; raises Halt once somebody asked to stop."""
        if self._closed_to_writing:
            return len(data)
        try:
            self._course.check()
            return self._file.write(data)
        except OSError as error:
            self._closed_to_writing, self.failure = True, error
            raise
        except BaseException:
            self._closed_to_writing = True
            raise

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def flush(self) -> None:
        if not self._closed_to_writing:
            self._file.flush()

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)
