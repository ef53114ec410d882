"""The rotating file log, which holds nothing personal and no secret."""

import copy
import logging
import os
import re
from collections.abc import Iterator
from io import FileIO, TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

MAX_BYTES = 512 * 1024
KEPT_FILES = 3

_VALUE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\r\n]+)"""
"""What follows a telling name: a quoted text as a whole, anything else up to the end of its line."""

_LOCAL = r"[^\s'\"<>()\[\]{},;:=/]"
"""A character of an e-mail address before its @, as generous as texts around it allow."""

# What could name a person, a company, an amount or a session. Rooms do not log such things; this is the net
# below them, for texts that come from libraries and tracebacks. Repetitions are bounded, or begin at a fixed
# text: a long line must not take long.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (r"\beyJ[\w-]+\.[\w-]+\.[\w-]*", "[token]"),
    (r"(?<![A-Za-z0-9])(?:storno_o[ar]t|af)_[\w-]{8,}", "[token]"),
    (r"\b[0-9a-fA-F]{32,}\b", "[hex]"),
    (r"(?i)\bbearer\s+[^\s'\",}]+", "bearer [token]"),
    (
        r"(?i)((?:password|passwd|parola|token|secret|reason|authorization|cookie|\b(?:access|refresh))"
        r"\\?['\"]?\s*[:=]\s*)" + _VALUE,
        r"\1[…]",
    ),
    (rf"(?<!{_LOCAL}){_LOCAL}+(?:@|%40)[\w-]{{1,63}}\.[\w.-]+", "[e-mail]"),
    (r"(?i)\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b", "[iban]"),
    (r"\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?\b", "[iban]"),
    (r"\b[1-9]\d{12}\b", "[cnp]"),
    (r"(?i)\bRO ?\d{2,10}\b", "[cif]"),
    (r"(?i)((?:cif|cui)['\"]?[\s:=]{1,4}['\"]?)\d{2,10}\b", r"\1[cif]"),
    (r"\?\S+", "?[…]"),
    # A home folder bears the name of its person.
    (r"(/(?:home|Users)/|\b[A-Za-z]:\\{1,2}Users\\{1,2})[^/\\\s'\"]+", r"\1[person]"),
    (r"(?<![\w.,:/-])\d{1,3}(?:[. \u00a0\u202f]\d{3}){1,5}(?:,\d{1,4})?(?![\w.,:])", "[amount]"),
    (r"(?<![\w.,:/-])\d{1,15}[.,]\d{2}(?![\w.,:])", "[amount]"),
    (r"(?i)(?<![\w.,:/-])\d{1,15}(?:[.,]\d{1,4})?(?=\s?(?:RON|LEI|EUR|USD)\b)", "[amount]"),
)


def redacted(text: str) -> str:
    """The text without tokens, e-mail addresses, personal numbers, fiscal codes, amounts and query strings, and
    without whose home folder it is."""
    for pattern, instead in _PATTERNS:
        text = re.sub(pattern, instead, text)  # compiled for the first line, which comes after the first rows
    return text


_TELLING = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ZeroDivisionError,
)
"""Exceptions whose own words name parts of programs. What others say may quote a document: a name, a sum, a reason."""


def told_of(error: BaseException) -> str:
    """What happened and where, line by line, the cause first; the words of an exception only where they cannot
    quote anything of a person's."""
    return redacted("\n".join(_told(error, set())))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "-- then --"
    yield from _steps(error.__traceback__)
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    yield f"{name}: {_words_of(error)}"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            if id(each) not in seen:
                yield "-- among them --"
                yield from _told(each, seen)


def _steps(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f'  File "{within_package(code.co_filename)}", line {trace.tb_lineno}, in {code.co_name}'
        trace = trace.tb_next


def within_package(path: str) -> str:
    """Of the path of a piece of program what lies in its package: the folders above tell whose computer it is."""
    parts = path.replace("\\", "/").split("/")
    for mark, skips in (("site-packages", 1), ("storno_desktop", 0)):
        if mark in parts[:-1]:
            return "/".join(parts[parts.index(mark) + skips :])
    return "/".join(parts[-2:])


def _words_of(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f"[{error.errno}] {os.strerror(error.errno)}" if isinstance(error.errno, int) else "[…]"
    return str(error) if type(error) in _TELLING else "[…]"


class RedactingFormatter(logging.Formatter):
    """Formats a record, tells of its exception as `told_of` does, and redacts the whole."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy.copy(record)
        own.exc_text = None  # another handler may have left the whole traceback there
        return redacted(super().format(own))

    def formatException(  # noqa: N802  the library's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return "" if ei[1] is None else told_of(ei[1])


class _PrivateFile(RotatingFileHandler):
    """Its files are this person's alone, from the moment they are there."""

    def _open(self) -> TextIOWrapper:
        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        opened = FileIO(self.baseFilename, "ab", opener=private)
        return TextIOWrapper(opened, encoding=self.encoding, errors=self.errors, write_through=True)


def start_log(file: Path) -> logging.Handler:
    """Write the program's log to `file`, at most 4 × 512 KiB; returns the handler, to be closed at the end."""
    handler = _PrivateFile(file, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.INFO)
    package = logging.getLogger("storno_desktop")
    package.setLevel(logging.INFO)
    package.addHandler(handler)
    logging.getLogger().addHandler(_Warnings(handler))
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Let go of the file."""
    logging.getLogger("storno_desktop").removeHandler(handler)
    for each in list(logging.getLogger().handlers):
        if isinstance(each, _Warnings) and each.to is handler:
            logging.getLogger().removeHandler(each)
    handler.close()


class _Warnings(logging.Handler):
    """Passes on what libraries warn of; their ordinary lines could quote addresses."""

    def __init__(self, to: logging.Handler) -> None:
        super().__init__(logging.WARNING)
        self.to = to

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("storno_desktop"):
            self.to.handle(record)
