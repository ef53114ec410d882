"""Who did something: an e-mail address on the real server, an object in its documentation, or null."""

from typing import Annotated, Any

from pydantic import BeforeValidator


def _person(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        for key in ("email", "name", "id"):
            named = value.get(key)
            if isinstance(named, str) and named.strip():
                return named.strip()
    return ""


Person = Annotated[str, BeforeValidator(_person)]
"""The e-mail address, else the name, else ""."""
