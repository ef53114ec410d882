"""What a start has at hand before its first window is loaded."""

from __future__ import annotations

from storno_desktop.app.furnishing import furnish
from storno_desktop.app.options import Options
from storno_desktop.logs import start_log
from storno_desktop.places import Places
from storno_desktop.service.policy import Policy
from storno_desktop.service.policy_file import policy_in_force, policy_place
from storno_desktop.ui.first_glance import FirstGlance, account_to_go_on_with
from storno_desktop.ui.preferences import Preferences


class Opening:
    """Settings, the house, and the first look at what this computer holds, which is under way from then on.

    A keyring takes its time to answer; meanwhile the window is loaded and made. `glance` is None where somebody has
    to sign in.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        places = self.places = Places.of(options.data_dir)
        self.log = start_log(places.log_file)
        self.preferences = Preferences(places.demo_settings_file if options.demo else places.settings_file)
        self.house = furnish(
            turns=None if options.demo else places.turns,
            policy=Policy() if options.demo else policy_in_force(policy_place()),
            keyring=not options.demo,
            keyring_kind=self.preferences.keyring_kind,
            cache=None if options.demo else places.cache,
            journal=None if options.demo else places.journal,
        )
        self.glance = None if options.demo else self._first_glance()

    def _first_glance(self) -> FirstGlance | None:
        house, preferences = self.house, self.preferences
        account = account_to_go_on_with(preferences, house.services.policy, self.options.server)
        return None if account is None else FirstGlance(house.io, house.services, preferences, account)
