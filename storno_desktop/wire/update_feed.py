"""The feed of news about this program, read as strictly as can be: only one program writes it.

    {"signed": "…", "signature": "…"}

`signed` is a JSON text in base64, `signature` that of `PREFIX` and of the bytes of that text, in base64. The text is

    {"number": 7, "version": "1.4.0", "least_version": "1.2.0", "page": "https://…", "notes": {"ro": "…", "en": "…"}}

where `least_version` may be left out. `number` grows with every feed that is published.
"""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.update_news import UpdateNews
from storno_desktop.wire.document import Unreadable

PREFIX = b"storno-desktop update feed 1\n"
"""So that nothing else that the same key signs can be taken for a feed."""
MOST_BYTES = 64 * 1024
_LONGEST_NOTE = 8_000
_LONGEST_PAGE = 500
_LANGUAGES = frozenset({"ro", "en"})


@dataclass(frozen=True, slots=True)
class SignedFeed:
    """The bytes that were signed, not yet believed, and what claims to be their signature."""

    signed: bytes
    signature: bytes


def read_signed_feed(content: bytes) -> SignedFeed | Unreadable:
    """The two parts of a feed."""
    told = (
        _object(content, {"signed", "signature"}) if len(content) <= MOST_BYTES else Unreadable("too large")
    )
    if isinstance(told, Unreadable):
        return told
    try:
        return SignedFeed(
            b64decode(told["signed"], validate=True), b64decode(told["signature"], validate=True)
        )
    except (TypeError, ValueError):
        return Unreadable("no base64")


def read_update_news(signed: bytes) -> UpdateNews | Unreadable:
    """What the signed bytes say."""
    told = _object(signed, {"number", "version", "least_version", "page", "notes"})
    if isinstance(told, Unreadable):
        return told
    number, notes = told.get("number"), told.get("notes")
    version, least = _version(told.get("version")), _version(told.get("least_version"))
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**53:
        return Unreadable("number")
    if version is None or (least is None and "least_version" in told) or (least and least > version):
        return Unreadable("version")
    page = told.get("page")
    if not isinstance(page, str) or not _is_page(page):
        return Unreadable("page")
    if (
        not isinstance(notes, dict)
        or not notes.keys() <= _LANGUAGES
        or not all(map(_is_note, notes.values()))
    ):
        return Unreadable("notes")
    return UpdateNews(number=number, version=version, page=page, notes=notes, least=least)


def _object(content: bytes, keys: set[str]) -> dict[str, Any] | Unreadable:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return Unreadable("no JSON")
    return told if isinstance(told, dict) and told.keys() <= keys else Unreadable("keys")


def _version(value: object) -> ProgramVersion | None:
    return ProgramVersion.parse(value) if isinstance(value, str) else None


def _is_page(page: str) -> bool:
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    printable = all("!" <= letter <= "~" for letter in page)
    return printable and len(page) <= _LONGEST_PAGE and parts.scheme == "https" and bool(parts.hostname)


def _is_note(note: object) -> bool:
    if not isinstance(note, str) or len(note) > _LONGEST_NOTE:
        return False
    return all(letter.isprintable() or letter == "\n" for letter in note)
