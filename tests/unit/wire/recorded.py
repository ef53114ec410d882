"""The recorded exchanges and the seed of the same server, as the wire's tests need them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data" / "storno"


@dataclass(frozen=True)
class Recording:
    """One exchange; `body` is as close to the recorded bytes as the file allows."""

    name: str
    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    def __str__(self) -> str:
        return self.name


def _bytes(body: Any) -> bytes:
    if isinstance(body, dict) and "binary" in body:
        return str(body["head"]).encode()
    if isinstance(body, dict) and "text" in body:
        return str(body["text"]).encode()
    # Tokens were blanked out with texts that hold spaces; real ones never do.
    return json.dumps(body).replace("<JWT len=", "<JWT-").replace("<REFRESH 128 hex ", "<REFRESH-").encode()


def recordings() -> Iterator[Recording]:
    """All of them, in the order of their numbers."""
    for file in sorted((DATA / "recordings").glob("*.json")):
        exchange = json.loads(file.read_text())
        request, response = exchange["request"], exchange["response"]
        yield Recording(
            name=file.stem,
            method=request["method"],
            path=request["path"],
            status=response["status"],
            headers={name: str(value) for name, value in response["headers"]},
            body=_bytes(response["body"]),
        )


def recording(number: str) -> Recording:
    """The one whose name begins with this number."""
    return next(each for each in recordings() if each.name.startswith(f"{number}-"))


def seed() -> dict[str, Any]:
    """The data that the recorded server began with."""
    content: dict[str, Any] = json.loads((DATA / "seed.json").read_text())
    return content


def documented_answer(page: str) -> bytes:
    """The first JSON document of a documentation page (`cancel` or `restore`), byte for byte."""
    text = (DATA / f"{page}.txt").read_text()
    begin = text.index('{\n  "id"')
    _document, length = json.JSONDecoder().raw_decode(text[begin:])
    return text[begin : begin + length].encode()
