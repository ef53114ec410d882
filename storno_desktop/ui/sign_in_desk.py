"""What the sign-in window starts from: what was chosen on this computer, and what the organisation fixed."""

from storno_desktop.domain.account import AccountId, ServerProfile, usual_web_address
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress
from storno_desktop.domain.session import SignInWay
from storno_desktop.service.policy import Policy
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences


class SignInDesk:
    """Preferences and policy as one; what the policy says goes before what a person chose.

    `account` is who is expected, None for the one who worked here last; a `newcomer` is nobody known yet.
    """

    def __init__(
        self,
        preferences: Preferences,
        policy: Policy,
        *,
        account: AccountId | None = None,
        newcomer: bool = False,
    ) -> None:
        self._preferences = preferences
        self._policy = policy
        self._account = None if newcomer else account or preferences.current
        known = None if self._account is None else preferences.known(self._account)
        self._email = "" if self._account is None else (known.email if known else self._account.email)
        self._stays = True if known is None else known.stays  # connected once, whoever is new stays so
        self._way = SignInWay.PASSWORD if known is None else known.way

    @property
    def server(self) -> str:
        """The address to begin with; never empty."""
        if self._policy.server is not None:
            return self._policy.server.url
        if self._account is not None:
            return self._account.server.url
        return self._preferences.server or HOSTED_SERVER

    @property
    def email(self) -> str:
        """Who most likely signs in at that server, "" where nobody comes to mind."""
        if self._account is None:
            return ""
        return self._email if self._account.server.url == self.server else ""

    @property
    def stays(self) -> bool:
        """Whether the session is to be kept in the keyring, as last time or as it is fixed."""
        fixed = self._policy.keep_signed_in
        return self._stays if fixed is None else fixed

    @property
    def way(self) -> SignInWay:
        """The way that this account used last; e-mail and password for a newcomer."""
        return self._way

    @property
    def ways(self) -> frozenset[SignInWay]:
        """The ways of signing in that are open here."""
        return frozenset(SignInWay) if self._policy.ways is None else self._policy.ways

    @property
    def server_is_fixed(self) -> bool:
        """Whether only one server may be used."""
        return self._policy.server is not None

    @property
    def stay_is_fixed(self) -> bool:
        """Whether the organisation decided that sessions are kept, or that they are not."""
        return self._policy.keep_signed_in is not None

    @property
    def is_beside(self) -> bool:
        """Whether somebody signs in beside the person who works here, for one act."""
        return False

    def admits(self, account: KnownAccount) -> bool:
        """Whether the organisation lets this account work here: its server, its way of signing in."""
        fixed = self._policy.server
        return (fixed is None or fixed == account.address) and account.way in self.ways

    def profile_of(self, server: ServerAddress) -> ServerProfile:
        """What is known about a server: fixed, else typed on this computer, else the usual."""
        web, client = "", ""
        if self._policy_speaks_of(server):
            web, client = self._policy.web_address or "", self._policy.client_id or ""
        return ServerProfile(
            server,
            web or self._preferences.web_address(server) or usual_web_address(server),
            client or self._preferences.client_id(server),
        )

    def web_address_is_fixed(self, server: ServerAddress) -> bool:
        """Whether the organisation says where this server's web application is."""
        return self._policy_speaks_of(server) and self._policy.web_address is not None

    def client_id_is_fixed(self, server: ServerAddress) -> bool:
        """Whether the organisation says which OAuth client this program is at this server."""
        return self._policy_speaks_of(server) and self._policy.client_id is not None

    def keep_profile(self, profile: ServerProfile) -> None:
        """Remember what was typed for a server. What is fixed, or the usual, is not written down."""
        server = profile.server
        usual = profile.web_address == usual_web_address(server)
        web = "" if usual or self.web_address_is_fixed(server) else profile.web_address
        client = "" if self.client_id_is_fixed(server) else profile.client_id
        self._preferences.keep_profile(server, web, client)

    def _policy_speaks_of(self, server: ServerAddress) -> bool:
        return self._policy.server is None or self._policy.server == server


class SupervisorSignInDesk(SignInDesk):
    """For a second person beside the one who works here: at the same server, never kept, never by an API key."""

    def __init__(self, preferences: Preferences, policy: Policy, server: ServerAddress) -> None:
        super().__init__(preferences, policy, newcomer=True)
        self._at = server

    @property
    def is_beside(self) -> bool:
        return True

    @property
    def server(self) -> str:
        return self._at.url

    @property
    def server_is_fixed(self) -> bool:
        return True

    @property
    def stays(self) -> bool:
        return False

    @property
    def stay_is_fixed(self) -> bool:
        return True

    @property
    def ways(self) -> frozenset[SignInWay]:
        return super().ways - {SignInWay.API_KEY}
