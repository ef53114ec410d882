"""The rotating file log, which holds nothing personal and no secret."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

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
)


def redacted(text: str) -> str:
    """The text without tokens, e-mail addresses, personal numbers, fiscal codes and query strings."""
    for pattern, instead in _PATTERNS:
        text = re.sub(pattern, instead, text)  # compiled for the first line, which comes after the first rows
    return text


class RedactingFormatter(logging.Formatter):
    """Formats a record, its traceback included, and redacts the whole."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def start_log(file: Path) -> logging.Handler:
    """Write the program's log to `file`, at most 4 × 512 KiB; returns the handler, to be closed at the end."""
    handler = RotatingFileHandler(
        file, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
    )
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
