"""The forms in which a text may lie in a file without being seen at once, and a search for all of them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

_CODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def disguises(secret: str) -> dict[str, bytes]:
    """What to look for, by the name of the form."""
    raw = secret.encode()
    texts = {
        "plain": secret,
        "url": quote(secret, safe=""),
        "url with slashes": quote(secret),
        "form": quote_plus(secret),
        "json": json.dumps(secret)[1:-1],
        "json, not ascii": json.dumps(secret, ensure_ascii=False)[1:-1],
        "repr": repr(secret)[1:-1],
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
    }
    for lead in range(3):
        texts[f"base64 +{lead}"] = _middle(base64.b64encode(b"\0" * lead + raw).decode(), lead, len(raw))
        texts[f"base64url +{lead}"] = _middle(
            base64.urlsafe_b64encode(b"\0" * lead + raw).decode(), lead, len(raw)
        )
    forms = {f"{name}, {coding}": text.encode(coding) for name, text in texts.items() for coding in _CODINGS}
    for coding in _CODINGS[1:]:
        forms[f"base64 of {coding}"] = _middle(
            base64.b64encode(secret.encode(coding)).decode(), 0, 2 * len(secret)
        ).encode()
    return forms


def _middle(coded: str, lead: int, length: int) -> str:
    """The part of a base64 text that is the same whatever stands before and behind."""
    first = (0, 2, 3)[lead]
    whole = coded.rstrip("=")
    return whole[first : len(whole) - (1 if (lead + length) % 3 else 0)]


def found_in(content: bytes, secrets: Iterable[str]) -> Iterator[str]:
    """The form of each secret that lies there, with no more of it than a few letters."""
    for secret in secrets:
        for name, form in disguises(secret).items():
            if form in content:
                yield f"{name}: {secret[:6]}…"


def found_under(folder: Path, secrets: Iterable[str]) -> list[str]:
    """Where any of these lies in any file of the folder, names of files included."""
    wanted = list(secrets)
    files = [each for each in folder.rglob("*") if each.is_file()]
    return [
        f"{each.relative_to(folder)}: {what}"
        for each in files
        for what in found_in(each.read_bytes() + b"\n" + str(each).encode(), wanted)
    ]
