"""An account that signed in on this computer, as the settings file remembers it."""

from dataclasses import dataclass

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay
from storno_desktop.ui.numbered_entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAccount:
    """An account that signed in on this computer, as the person spells it, and what was open in it last.

    `server` is the API's address, `stays` whether its session was put into the keyring. No secret stands here.
    """

    server: str
    email: str
    name: str = ""
    way: SignInWay = SignInWay.PASSWORD
    organization_id: str = ""
    company_id: str = ""
    stays: bool = False

    @property
    def address(self) -> ServerAddress:
        """The server; read back from the file it was checked already."""
        return ServerAddress(self.server)

    @property
    def id(self) -> AccountId:
        """What tokens and local data belong to."""
        return account_id(self.address, self.email)

    @property
    def host(self) -> str:
        """The server without https://, for the eye."""
        return self.server.partition("://")[2]


def entry_of(account: KnownAccount) -> Entry:
    """How the account is written down."""
    return {
        "server": account.server,
        "email": account.email,
        "name": account.name,
        "way": account.way.value,
        "organization": account.organization_id,
        "company": account.company_id,
        "stays": "true" if account.stays else "false",
    }


def account_of(entry: Entry) -> KnownAccount | None:
    """The account that was written down, None where the entry is damaged."""
    server, email = parse_server_address(entry.get("server", "")), entry.get("email", "").strip()
    if not isinstance(server, ServerAddress) or not email or not email.isprintable():
        return None
    try:
        way = SignInWay(entry.get("way", SignInWay.PASSWORD.value))
    except ValueError:
        return None
    return KnownAccount(
        server=server.url,
        email=email,
        name=entry.get("name", ""),
        way=way,
        organization_id=entry.get("organization", ""),
        company_id=entry.get("company", ""),
        stays=entry.get("stays", "").lower() == "true",
    )
