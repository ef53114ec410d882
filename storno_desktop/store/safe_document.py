"""What of a received document may be kept: all of it, except what opens a door to somebody."""

import json
import re
from typing import Any

_SECRET_NAMES = re.compile(r"token|secret|passw|otp|api_?key|authorization|cookie", re.IGNORECASE)
_DOOR_NAMES = re.compile(r"(share|public|pay(ment)?|checkout).*(url|link)|^url$|linkclicked", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?P<host>[a-z][a-z0-9+.-]*://[^\s/?#\"'<>]+)(?P<rest>[/?#][^\s\"'<>]*)", re.IGNORECASE
)
_OPAQUE = re.compile(r"(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}")
_CUT = "/…"

_SIGNS = (b"token", b"secret", b"passw", b"otp", b"key", b"authorization", b"cookie", b"url", b"link")
_ADDRESS_SIGNS = (b"://", b":\\/", b"/\\/")
_ESCAPES = re.compile(rb"\\u(?:00(?:2f|3a|[4-7])|017f|013[01]|212a)")
_TWINS = tuple(letter.encode() for letter in "\u017f\u0130\u0131\u212a")
"""Letters that are as good as s, i and k where case is ignored."""


def may_hold_secrets(document: bytes) -> bool:
    """Whether it is worth while to look for secrets in this document, however they are spelled; costs little."""
    small = document.lower()
    for sign in _SIGNS:
        if sign in small:
            return True
    return (
        (b"\0" in small)
        or (b"/" in small and any(sign in small for sign in _ADDRESS_SIGNS))
        or (b"\\u" in small and _ESCAPES.search(small) is not None)
        or (not document.isascii() and any(letter in document for letter in _TWINS))
    )


def safe_document(document: bytes) -> bytes | None:
    """The JSON as it was received, byte by byte, where it holds no secret; else the same without its secrets.

    The token and the address of a public page (contract §14) let anybody see the invoice, and an e-mail's
    clicked link is such an address. Members with such names are left out at any depth, and addresses with an
    opaque piece in them are cut after the host wherever they stand. None for what is no JSON.
    """
    try:
        read = json.loads(document)
        if not may_hold_secrets(document):
            return document
        safe = _without_secrets(read)
        return document if safe == read else _spelled(safe)
    except (ValueError, RecursionError):
        return None


def _spelled(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _without_secrets(value: Any) -> Any:
    match value:
        case dict():
            return {
                _cut(name): _without_secrets(member)
                for name, member in value.items()
                if not (isinstance(member, str) and _is_secret(name))
            }
        case list():
            return [_without_secrets(member) for member in value]
        case str():
            return _cut(value)
        case _:
            return value


def _is_secret(name: str) -> bool:
    return bool(_SECRET_NAMES.search(name) or _DOOR_NAMES.search(name))


def _cut(text: str) -> str:
    return _ADDRESS.sub(_shorter, text) if "://" in text else text


def _shorter(address: re.Match[str]) -> str:
    return address["host"] + _CUT if _OPAQUE.search(address["rest"]) else address[0]
