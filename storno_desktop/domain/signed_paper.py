"""A request or an answer as a file: one canonical form, signed as a whole, read without tolerance.

Rule: nothing strange is read. Rule: two files that say the same are the same bytes. Rule: whoever reads looks at
`is_canonical` and at the signature before believing that the file says what its writer wrote; what it says is not
believed even then, for the server is asked anew.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any

from storno_desktop.domain.cancellation import holds_invisible
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.supervision import Requester

MIME_TYPE = "application/vnd.storno-desktop.request+json"
SUFFIX = ".storno-request"
MOST_BYTES = 64 * 1024
"""No paper is larger: 500 characters of a reason, and names."""
VERSION = 1

NONCE_DIGITS = 32
KEY_DIGITS, SIGNATURE_DIGITS, DIGEST_DIGITS = 64, 128, 64
"""Lengths in hex of an Ed25519 public key, of a signature with it, and of a SHA-256."""

_SHORT, _LONG = 320, 8_000
_REQUEST, _ANSWER = "restore-request", "restore-answer"
_ENVELOPE = frozenset({"content", "key", "kind", "signature", "version"})
_SIGNED_FOR = b"storno-desktop paper, version 1\n"
"""Stands before what is signed, so that no signature of this key fits anything else."""
_PERSON = frozenset({"email", "name", "user_id"})
_REQUEST_FIELDS = frozenset(
    {
        *("company_cif", "company_id", "company_name", "expires_at", "invoice_id", "made_at", "nonce"),
        *("number", "organization_id", "reason", "requester", "server"),
    }
)
_ANSWER_FIELDS = frozenset(
    {
        *("answer", "comment", "company_id", "invoice_id", "made_at", "nonce", "number"),
        *("organization_id", "request", "server", "supervisor"),
    }
)


class PaperFault(Enum):
    """Why bytes are no paper that could be read."""

    TOO_LARGE = auto()
    NOT_A_PAPER = auto()
    """Something else, or cut off."""
    NEWER = auto()
    """A later version of this program wrote it."""
    INCOMPLETE = auto()
    """A field is missing, is not known, or does not hold what it should."""


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """What a file says and the signature under it; `key` and `signature` are bytes in hex.

    `read_from` are the bytes that it was read from, None for one that was made here.
    """

    content: RestoreRequest | RestoreAnswer
    key: str
    signature: str
    read_from: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def as_bytes(self) -> bytes:
        """The one form in which it stands in a file."""
        return _canonical({**_unsigned(self.content, self.key), "signature": self.signature})

    @property
    def is_canonical(self) -> bool:
        """Whether the file holds these bytes and no others that mean the same."""
        return self.read_from is None or self.read_from == self.as_bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hex."""
        return hashlib.sha256(self.as_bytes).hexdigest()


def signed_part(content: RestoreRequest | RestoreAnswer, key: str) -> bytes:
    """What the signature is made over: all of the file but itself, the key too."""
    return _SIGNED_FOR + _canonical(_unsigned(content, key))


def key_fingerprint(key: str) -> str:
    """A public key (in hex) as two people compare it over the telephone: eight groups of four."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def read_paper(data: bytes) -> SignedPaper | PaperFault:
    """The paper in these bytes, or why there is none; nobody has looked at the signature."""
    if len(data) > MOST_BYTES:
        return PaperFault.TOO_LARGE
    try:
        told = json.loads(data, parse_constant=_no_number, parse_float=_no_number)
    except (ValueError, RecursionError):
        return PaperFault.NOT_A_PAPER
    if not isinstance(told, dict) or told.get("kind") not in (_REQUEST, _ANSWER):
        return PaperFault.NOT_A_PAPER
    version = told.get("version")
    if type(version) is not int or version < VERSION:
        return PaperFault.NOT_A_PAPER
    if version > VERSION:
        return PaperFault.NEWER
    try:
        if told.keys() != _ENVELOPE:
            raise _StrangeError
        read = _read_request if told["kind"] == _REQUEST else _read_answer
        content = read(_fields(told["content"]))
        key, signature = _digits(told["key"], KEY_DIGITS), _digits(told["signature"], SIGNATURE_DIGITS)
    except _StrangeError:
        return PaperFault.INCOMPLETE
    return SignedPaper(content, key, signature, data)


def is_writable(content: RestoreRequest | RestoreAnswer) -> bool:
    """Whether the file that it makes can be read again: lengths, and no characters that nobody sees."""
    paper = SignedPaper(content, "0" * KEY_DIGITS, "0" * SIGNATURE_DIGITS)
    try:
        read = read_paper(paper.as_bytes)
    except UnicodeEncodeError:  # half a surrogate
        return False
    return read == paper


# ------------------------------------------------------------------------------------------------ writing


def _canonical(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _unsigned(content: RestoreRequest | RestoreAnswer, key: str) -> dict[str, object]:
    is_request = isinstance(content, RestoreRequest)
    return {
        "content": _told_request(content) if isinstance(content, RestoreRequest) else _told_answer(content),
        "key": key,
        "kind": _REQUEST if is_request else _ANSWER,
        "version": VERSION,
    }


def _told_request(request: RestoreRequest) -> dict[str, object]:
    return {
        "server": request.server.url,
        "organization_id": request.organization_id,
        "company_id": request.company_id,
        "company_name": request.company_name,
        "company_cif": request.company_cif,
        "invoice_id": str(request.invoice_id),
        "number": request.number,
        "requester": _told_person(request.requester),
        "reason": request.reason,
        "made_at": _told_moment(request.made_at),
        "expires_at": _told_moment(request.expires_at),
        "nonce": request.nonce,
    }


def _told_answer(answer: RestoreAnswer) -> dict[str, object]:
    return {
        "server": answer.server.url,
        "organization_id": answer.organization_id,
        "company_id": answer.company_id,
        "invoice_id": str(answer.invoice_id),
        "number": answer.number,
        "nonce": answer.nonce,
        "request": answer.request,
        "answer": answer.kind.value,
        "supervisor": _told_person(answer.supervisor),
        "comment": answer.comment,
        "made_at": _told_moment(answer.made_at),
    }


def _told_person(person: Requester) -> dict[str, object]:
    return {"user_id": person.user_id, "email": person.email, "name": person.name}


def _told_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# ------------------------------------------------------------------------------------------------ reading


class _StrangeError(Exception):
    """Something is not as it should be; never leaves this file."""


def _no_number(_text: str) -> object:
    raise ValueError("a paper holds no such numbers")


def _read_request(told: dict[str, Any]) -> RestoreRequest:
    if told.keys() != _REQUEST_FIELDS:
        raise _StrangeError
    return RestoreRequest(
        server=_server(told["server"]),
        organization_id=_text(told["organization_id"]),
        company_id=_text(told["company_id"], least=1),
        company_name=_text(told["company_name"]),
        company_cif=_text(told["company_cif"]),
        invoice_id=InvoiceId(_text(told["invoice_id"], least=1)),
        number=_text(told["number"]),
        requester=_person(told["requester"]),
        reason=_text(told["reason"], least=1, most=_LONG),
        made_at=_moment(told["made_at"]),
        expires_at=_moment(told["expires_at"]),
        nonce=_digits(told["nonce"], NONCE_DIGITS),
    )


def _read_answer(told: dict[str, Any]) -> RestoreAnswer:
    if told.keys() != _ANSWER_FIELDS:
        raise _StrangeError
    try:
        kind = AnswerKind(told["answer"])
    except ValueError as error:
        raise _StrangeError from error
    return RestoreAnswer(
        server=_server(told["server"]),
        organization_id=_text(told["organization_id"]),
        company_id=_text(told["company_id"], least=1),
        invoice_id=InvoiceId(_text(told["invoice_id"], least=1)),
        number=_text(told["number"]),
        nonce=_digits(told["nonce"], NONCE_DIGITS),
        request=_digits(told["request"], DIGEST_DIGITS),
        kind=kind,
        supervisor=_person(told["supervisor"]),
        comment=_text(told["comment"], least=1 if kind is AnswerKind.REFUSED else 0, most=_LONG),
        made_at=_moment(told["made_at"]),
    )


def _fields(told: object) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise _StrangeError
    return told


def _person(told: object) -> Requester:
    fields = _fields(told)
    if fields.keys() != _PERSON:
        raise _StrangeError
    return Requester(
        user_id=_text(fields["user_id"], least=1),
        email=_text(fields["email"], least=1),
        name=_text(fields["name"]),
    )


def _text(told: object, *, least: int = 0, most: int = _SHORT) -> str:
    if not isinstance(told, str) or not least <= len(told) <= most or holds_invisible(told):
        raise _StrangeError
    return told


def _digits(told: object, length: int) -> str:
    if not isinstance(told, str) or len(told) != length or set(told) - set("0123456789abcdef"):
        raise _StrangeError
    return told


def _moment(told: object) -> datetime:
    try:
        moment = datetime.strptime(_text(told), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise _StrangeError from error
    if _told_moment(moment) != told:
        raise _StrangeError
    return moment


def _server(told: object) -> ServerAddress:
    address = parse_server_address(_text(told))
    if not isinstance(address, ServerAddress) or address.url != told:
        raise _StrangeError
    return address
