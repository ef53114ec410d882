"""The rotating file log, which holds nothing personal and no secret."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_BYTES = 512 * 1024
KEPT_FILES = 3

# What could name a person, a company, an amount or a session. Rooms do not log such things; this is the net
# below them, for texts that come from libraries and tracebacks.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "[token]"),
    (re.compile(r"\b(?:storno_o[ar]t|af)_[\w-]{8,}"), "[token]"),
    (re.compile(r"\b[0-9a-fA-F]{32,}\b"), "[hex]"),
    (
        re.compile(
            r"(?i)(bearer|password|parola|refresh_token|token|reason)(['\"]?\s*[:=]\s*['\"]?)[^\s'\",}]+"
        ),
        r"\1\2[…]",
    ),
    (re.compile(r"(?i)\bbearer\s+\S+"), "bearer [token]"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\bRO\d{2}[A-Z]{4}\w{16}\b"), "[iban]"),
    (re.compile(r"\b[1-9]\d{12}\b"), "[cnp]"),
    (re.compile(r"\bRO ?\d{2,10}\b"), "[cif]"),
    (re.compile(r"\?\S+"), "?[…]"),
)


def redacted(text: str) -> str:
    """The text without tokens, e-mail addresses, personal numbers, fiscal codes and query strings."""
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
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
