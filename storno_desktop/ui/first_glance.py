"""The first look at what this computer holds, which begins before there is a window to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from storno_desktop.domain.server_address import parse_server_address
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_desk import SignInDesk

if TYPE_CHECKING:
    from storno_desktop.service.first_sight import FirstSight
    from storno_desktop.service.policy import Policy
    from storno_desktop.service.services import Services


def account_to_go_on_with(preferences: Preferences, policy: Policy, server: str = "") -> KnownAccount | None:
    """The account used last, where its kept session may go on, at this server if one is named (as typed); None
    where somebody has to sign in."""
    current = preferences.current
    known = None if current is None else preferences.known(current)
    if known is None or not known.stays or not SignInDesk(preferences, policy).admits(known):
        return None
    return known if not server or parse_server_address(server) == known.address else None


class FirstGlance(QObject):
    """Looks on the thread for work while the window is made; `then` gets what was seen, on the GUI thread."""

    def __init__(
        self, io: IoThread, services: Services, preferences: Preferences, account: KnownAccount
    ) -> None:
        super().__init__()
        self.account = account
        self._sight: FirstSight | None = None
        self._then: Callable[[FirstSight], None] | None = None
        company_id = preferences.company_id
        opens_copy = preferences.keeps_copy(account.id, company_id)
        io.glance(
            lambda: services.first_look(account.id, company_id, opens_copy=opens_copy), self._seen, owner=self
        )

    def tell(self, then: Callable[[FirstSight], None]) -> None:
        """Give what was seen to `then`, at once or as soon as it is there."""
        if self._sight is None:
            self._then = then
        else:
            then(self._sight)

    def _seen(self, sight: FirstSight) -> None:
        self._sight = sight
        if self._then is not None:
            self._then(sight)
