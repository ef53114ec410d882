"""Tokens as the text that the keyring holds, and back."""

import json
from datetime import datetime
from typing import Any

from storno_desktop.domain.session import SignInWay, Tokens


def text_of_tokens(tokens: Tokens) -> str:
    """One JSON object; an entry of an earlier version, with `access` and `refresh` alone, reads as well."""
    return json.dumps(
        {
            "access": tokens.access,
            "refresh": tokens.refresh,
            "way": tokens.way.value,
            "client": tokens.client_id,
            "scopes": None if tokens.scopes is None else sorted(tokens.scopes),
            "until": None if tokens.until is None else tokens.until.isoformat(),
        }
    )


def tokens_of_text(text: str) -> Tokens | None:
    """The tokens of an entry; None if it is damaged."""
    try:
        kept = json.loads(text)
        until = kept.get("until")
        moment = None if until is None else datetime.fromisoformat(until)
        if moment is not None and moment.tzinfo is None:
            return None
        return Tokens(
            access=_text(kept["access"]),
            refresh=_text(kept["refresh"]),
            way=SignInWay(kept.get("way", SignInWay.PASSWORD.value)),
            client_id=_text(kept.get("client", "")),
            scopes=_scopes(kept.get("scopes")),
            until=moment,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _scopes(value: Any) -> frozenset[str] | None:
    return None if value is None else frozenset(_text(each) for each in value)
