"""News about this program: who signed them, what is older, and what no feed can bring about."""

from __future__ import annotations

import asyncio
import json
import stat
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from storno_desktop.api.feed_reading import fetch_feed
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.update_news import UpdateNews
from storno_desktop.service.act_bar import ActBar, Bar
from storno_desktop.service.policy import UpdateFeed
from storno_desktop.service.update_watch import FeedFault, UpdateWatch
from storno_desktop.wire.update_feed import MOST_BYTES, PREFIX

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ADDRESS = "https://updates.exemplu.ro/feed.json"
PAGE = "https://exemplu.ro/descarca"
NOTES = {"ro": "Mai repede.\nMai bine.", "en": "Faster."}
NEWS = {
    "number": 7,
    "version": "1.4.0",
    "least_version": "1.2.0",
    "page": PAGE,
    "notes": NOTES,
}


def feed(prefix: bytes = PREFIX, key: Ed25519PrivateKey = KEY, **changes: Any) -> bytes:
    """A feed with these things changed; None takes one out."""
    told = {name: value for name, value in {**NEWS, **changes}.items() if value is not None}
    signed = json.dumps(told).encode()
    return sealed(signed, key.sign(prefix + signed))


def sealed(signed: bytes, signature: bytes) -> bytes:
    return json.dumps(
        {"signed": b64encode(signed).decode(), "signature": b64encode(signature).decode()}
    ).encode()


class Road:
    """What the server says next."""

    def __init__(self, says: bytes | Problem) -> None:
        self.says = says

    async def fetch(self, address: str) -> bytes | Problem:
        assert address == ADDRESS
        return self.says


def watch(road: Road, place: Path, bar: ActBar | None = None) -> UpdateWatch:
    return UpdateWatch(UpdateFeed(ADDRESS, PUBLIC), place, bar or ActBar(), road.fetch)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "update-news.json"


@pytest.mark.logs_warnings
def test_signed_news_are_read_and_kept_for_the_next_start(place: Path) -> None:
    bar = ActBar(ProgramVersion(1, 1, 9))
    news = asyncio.run(watch(Road(feed()), place, bar).look())
    assert news == UpdateNews(7, ProgramVersion(1, 4, 0), PAGE, NOTES, ProgramVersion(1, 2, 0))
    assert bar.now is Bar.VERSION_TOO_OLD
    assert stat.S_IMODE(place.stat().st_mode) == 0o600

    # Without the server, and with a server that shows an older feed, the lowest version stays.
    later = ActBar(ProgramVersion(1, 1, 9))
    away = watch(Road(Problem(ProblemKind.NO_NETWORK)), place, later)
    assert asyncio.run(away.recall()) == news
    assert isinstance(asyncio.run(away.look()), Problem)
    assert later.now is Bar.VERSION_TOO_OLD
    older = watch(Road(feed(number=6, least_version=None)), place, ActBar())
    asyncio.run(older.recall())
    assert asyncio.run(older.look()) is FeedFault.OLDER
    assert asyncio.run(older.recall()) == news


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (feed(key=Ed25519PrivateKey.from_private_bytes(b"x" * 32)), FeedFault.NOT_SIGNED),
        (feed(prefix=b""), FeedFault.NOT_SIGNED),  # signed for something else
        (sealed(json.dumps({**NEWS, "version": "9.0.0"}).encode(), KEY.sign(PREFIX)), FeedFault.NOT_SIGNED),
        (sealed(b"{}", b"short"), FeedFault.NOT_SIGNED),
        (b"", FeedFault.UNREADABLE),
        (b"<html>", FeedFault.UNREADABLE),
        (b"[" * 60_000, FeedFault.UNREADABLE),
        (b" " * (MOST_BYTES + 1), FeedFault.UNREADABLE),
        (b'{"signed": 1, "signature": ""}', FeedFault.UNREADABLE),
        (feed(number=0), FeedFault.UNREADABLE),
        (feed(number=True), FeedFault.UNREADABLE),
        (feed(version="1.4"), FeedFault.UNREADABLE),
        (feed(version=None), FeedFault.UNREADABLE),
        (feed(least_version="1.5.0"), FeedFault.UNREADABLE),  # nobody could act any more
        (feed(page="http://exemplu.ro/"), FeedFault.UNREADABLE),
        (feed(page="file:///bin/sh"), FeedFault.UNREADABLE),
        (feed(notes={"ro": "a\x1b[2J"}), FeedFault.UNREADABLE),
        (feed(notes={"ro": "x" * 9_000}), FeedFault.UNREADABLE),
        (feed(notes={"de": "neu"}), FeedFault.UNREADABLE),
        (feed(download="https://exemplu.ro/x.deb"), FeedFault.UNREADABLE),
    ],
)
def test_what_is_not_signed_or_not_meant_changes_nothing(
    place: Path, content: bytes, fault: FeedFault
) -> None:
    bar = ActBar(ProgramVersion(0, 1, 0))
    assert asyncio.run(watch(Road(content), place, bar).look()) is fault
    assert bar.now is None
    assert not place.exists()


def test_what_somebody_put_in_the_place_of_the_kept_news_is_not_believed(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(feed(key=Ed25519PrivateKey.from_private_bytes(b"x" * 32)))
    assert asyncio.run(watch(Road(b""), place).recall()) is None


# ------------------------------------------------------------------------------------------------ the road


@contextmanager
def serving(status: int, body: bytes, **headers: str) -> Iterator[str]:
    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/some/feed.json" else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/some/feed.json"
        finally:
            server.shutdown()
            thread.join()


def test_a_feed_is_fetched_as_it_stands_and_nothing_else_is() -> None:
    with serving(200, feed()) as address:
        assert asyncio.run(fetch_feed(address)) == feed()
    with serving(200, b"x" * (MOST_BYTES + 1)) as address:
        answer = asyncio.run(fetch_feed(address))
        assert isinstance(answer, Problem)
        assert answer.kind is ProblemKind.TOO_LARGE
    with serving(302, feed(), Location="/elsewhere") as address:
        assert isinstance(asyncio.run(fetch_feed(address)), Problem)
