"""One request as the routes see it, and the answer they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import orjson

from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal


@dataclass(frozen=True)
class Call:
    """A request with everything read: names of headers are in lower case, `query` keeps the last of each."""

    method: str
    path: str
    places: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    peer: str

    @property
    def client_address(self) -> str:
        """Where limiters think the call comes from: the proxy's word is believed."""
        forwarded = self.headers.get("x-forwarded-for", "")
        return forwarded.split(",")[0].strip() or self.peer

    @property
    def wants_json(self) -> bool:
        """Whether the first kind in `Accept` is JSON; all others are shown pages (contract §1)."""
        first = self.headers.get("accept", "").split(",")[0].split(";")[0].strip().lower()
        return first == "application/json" or first.endswith("+json")

    @property
    def says_json(self) -> bool:
        """Whether the body is declared to be JSON."""
        return "json" in self.headers.get("content-type", "").lower()

    def json(self) -> object:
        """The body decoded; None when it is empty or is no JSON, as PHP's json_decode has it."""
        try:
            found: object = orjson.loads(self.body)
        except ValueError:
            return None
        return found

    def fields(self) -> Json:
        """The body as an object; anything else counts as an empty one."""
        found = self.json()
        return found if isinstance(found, dict) else {}

    def form(self) -> dict[str, str]:
        """The body as a posted form, the last of each name; empty when it is declared to be something else."""
        if not self.headers.get("content-type", "").lower().startswith("application/x-www-form-urlencoded"):
            return {}
        return dict(parse_qsl(self.body.decode(errors="replace"), keep_blank_values=True))

    def whole_number(self, name: str, default: int) -> int:
        """A number of the query; text in its place is a bad request (contract §5)."""
        text = self.query.get(name)
        if text is None:
            return default
        try:
            return int(text.strip())
        except ValueError:
            raise Refusal(400, "Bad Request", "E8") from None


@dataclass(frozen=True)
class Answer:
    """What goes back: `body` as JSON (None only with `raw` or 204), or `raw` bytes of `kind`.

    `examined` counts the invoices a list had to look at, which is what makes the real backend slow.
    """

    body: object = None
    status: int = 200
    raw: bytes | None = None
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    examined: int = 0
