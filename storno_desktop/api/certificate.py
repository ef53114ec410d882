"""Reading two facts out of a server's certificate: who issued it, and until when it is good.

Python decodes a certificate only where OpenSSL verified it; on Windows and macOS the operating system does,
and there is nothing but the bytes. They are DER (X.690), the fields those of RFC 5280, section 4.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

_SEQUENCE, _SET, _VERSION = 0x30, 0x31, 0xA0
_UTC_TIME, _GENERALIZED_TIME = 0x17, 0x18
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_ORGANIZATION, _COMMON_NAME = b"\x55\x04\x0a", b"\x55\x04\x03"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Certificate:
    """`issuer` is the organisation that signed it, else the name it goes by, "" if it tells neither; `until`
    the aware moment at which it ends."""

    issuer: str
    until: datetime


def read_certificate(der: bytes) -> Certificate | None:
    """What the bytes of a certificate tell, None if they are none."""
    try:
        body = list(_parts(_inside(_inside(der, _SEQUENCE), _SEQUENCE)))
        fields = [content for tag, content in body if tag != _VERSION]
        _serial, _algorithm, issuer, validity = fields[:4]
        _since, until = list(_parts(validity))
        names = _names(issuer)
        return Certificate(names.get(_ORGANIZATION) or names.get(_COMMON_NAME, ""), _moment(*until))
    except (ValueError, IndexError):
        return None


def _parts(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each element, one after the other."""
    at = 0
    while at < len(der):
        tag, length, at = der[at], der[at + 1], at + 2
        if length & 0x80:
            octets = length & 0x7F
            length, at = int.from_bytes(der[at : at + octets], "big"), at + octets
        if at + length > len(der):
            raise ValueError("cut off")
        yield tag, der[at : at + length]
        at += length


def _inside(der: bytes, wanted: int) -> bytes:
    """The content of the first element, which has to be of this kind."""
    tag, content = next(_parts(der), (0, b""))
    if tag != wanted:
        raise ValueError("another kind of element")
    return content


def _names(issuer: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for tag, names in _parts(issuer):
        if tag != _SET:
            continue
        (_oid, kind), (text_tag, text) = list(_parts(_inside(names, _SEQUENCE)))[:2]
        said = text.decode(_TEXTS.get(text_tag, "latin-1"), errors="replace")
        found.setdefault(kind, "".join(c if c.isprintable() else " " for c in said).strip()[:_LONGEST_NAME])
    return found


def _moment(tag: int, content: bytes) -> datetime:
    text = content.decode("ascii")
    if tag == _UTC_TIME:
        # Two digits: below 50 they mean 20.. (RFC 5280, section 4.1.2.5.1), where Python draws another line.
        text = ("20" if text[:2] < "50" else "19") + text
    elif tag != _GENERALIZED_TIME:
        raise ValueError("no time")
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
