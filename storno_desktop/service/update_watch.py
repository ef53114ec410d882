"""News about this program: believed only when signed, never older than what is known, and never acted upon."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from pathlib import Path

from storno_desktop.domain.problem import Problem
from storno_desktop.domain.update_news import UpdateNews
from storno_desktop.service.act_bar import ActBar
from storno_desktop.service.policy import UpdateFeed
from storno_desktop.vault.signing_key import signature_fits
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.update_feed import MOST_BYTES, PREFIX, read_signed_feed, read_update_news

log = logging.getLogger(__name__)


class FeedFault(Enum):
    """Why news are not believed."""

    NOT_SIGNED = auto()
    """Not by the key that the office named."""
    UNREADABLE = auto()
    OLDER = auto()
    """Somebody shows what was replaced long ago."""


class UpdateWatch:
    """Looks at the feed when it is told to. Owned by the I/O thread.

    The newest news that was believed lies in `place` as it came, and is believed again at the next start only with
    its signature. What it says of the lowest version raises `bar`: a server that cannot be reached, or that shows an
    older feed, does not lower it.
    """

    def __init__(
        self, feed: UpdateFeed, place: Path, bar: ActBar, fetch: Callable[[str], Awaitable[bytes | Problem]]
    ) -> None:
        self._feed, self._place, self._bar, self._fetch = feed, place, bar, fetch
        self._known: UpdateNews | None = None

    async def recall(self) -> UpdateNews | None:
        """What an earlier run has seen."""
        try:
            with self._place.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError:
            return None
        news = self._believed(content)
        return news if isinstance(news, UpdateNews) else None

    async def look(self) -> UpdateNews | FeedFault | Problem:
        """Ask what there is now."""
        content = await self._fetch(self._feed.address)
        if isinstance(content, Problem):
            return content
        before = self._known
        news = self._believed(content)
        if isinstance(news, FeedFault):
            log.warning("news about this program are not believed: %s", news.name)
        elif news != before:
            self._keep(content)
        return news

    def _believed(self, content: bytes) -> UpdateNews | FeedFault:
        feed = read_signed_feed(content)
        if isinstance(feed, Unreadable):
            return FeedFault.UNREADABLE
        if not signature_fits(self._feed.key.hex(), feed.signature.hex(), PREFIX + feed.signed):
            return FeedFault.NOT_SIGNED
        news = read_update_news(feed.signed)
        if isinstance(news, Unreadable):
            return FeedFault.UNREADABLE
        if self._known is not None and news.number < self._known.number:
            return FeedFault.OLDER
        self._known = news
        if news.least is not None:
            self._bar.raise_to(news.least)
        return news

    def _keep(self, content: bytes) -> None:
        draft = self._place.with_suffix(".draft")
        try:
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(draft, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(content)
            draft.replace(self._place)
        except OSError as error:
            log.warning("news about this program could not be kept: %s", type(error).__name__)
